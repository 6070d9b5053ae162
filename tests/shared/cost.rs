//! What an act costs, so that growth can be told from noise.

#![allow(dead_code)]

use std::fs;
use std::time::Instant;

/// Seconds of processor time of this thread, where the system tells; others' work does not count.
fn seconds_of_thread() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<u64>().ok()? as f64 / 1e9)
}

/// Seconds that `act` takes: the least of three runs.
pub fn seconds(act: impl Fn()) -> f64 {
    let once = || {
        let (wall, own) = (Instant::now(), seconds_of_thread());
        act();
        match (own, seconds_of_thread()) {
            (Some(before), Some(after)) => after - before,
            _ => wall.elapsed().as_secs_f64(),
        }
    };
    (0..3).map(|_| once()).fold(f64::INFINITY, f64::min)
}

/// Bytes that `act` holds at most, and allocates in all.
pub fn bytes(act: impl FnOnce()) -> (u64, u64) {
    let counted = allocation_counter::measure(act);
    (counted.bytes_max, counted.bytes_total)
}

/// How much more `act` costs for a size four times as large, in time, in bytes held and in bytes
/// allocated. Four is linear, sixteen quadratic. Time is only looked at from where a clock can tell.
pub fn growth(size: usize, act: impl Fn(usize)) -> [f64; 3] {
    // What is made once for all is made before.
    act(size);
    let ((held, all), (held_more, all_more)) = (bytes(|| act(size)), bytes(|| act(4 * size)));
    let ratio = |more: u64, less: u64| more as f64 / (less as f64).max(100_000.0);
    let more = seconds(|| act(4 * size));
    let time = if more < 0.04 { 0.0 } else { more / seconds(|| act(size)).max(0.005) };
    [time, ratio(held_more, held), ratio(all_more, all)]
}
