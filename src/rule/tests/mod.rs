//! Tests of rule files: faults with their place, patterns in both scripts, pins.

mod faults;
mod patterns;
mod pins;
