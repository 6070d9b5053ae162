//! Tests of rule files: faults with their place, patterns in both scripts, pins.

mod docs;
mod faults;
mod patterns;
mod pins;
