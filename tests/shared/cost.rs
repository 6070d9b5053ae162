//! What an act costs, so that growth can be told from noise.

#![allow(dead_code)]

use std::fs;
use std::time::Instant;

/// Seconds of processor time of this thread, where the system tells; others' work does not count.
fn seconds_of_thread() -> Option<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<u64>().ok()? as f64 / 1e9)
}

/// Seconds that `act` takes, and the bytes that it holds at most and allocates in all.
fn cost(act: impl FnOnce()) -> [f64; 3] {
    let (wall, own) = (Instant::now(), seconds_of_thread());
    let counted = allocation_counter::measure(act);
    let seconds = match (own, seconds_of_thread()) {
        (Some(before), Some(after)) => after - before,
        _ => wall.elapsed().as_secs_f64(),
    };
    [seconds, counted.bytes_max as f64, counted.bytes_total as f64]
}

/// Bytes that `act` holds at most.
pub fn bytes(act: impl FnOnce()) -> u64 {
    allocation_counter::measure(act).bytes_max
}

/// How much more `act` costs for a size four times as large, in time, in bytes held and in bytes
/// allocated. Four is linear, sixteen quadratic. What costs next to nothing grows by chance.
pub fn growth(size: usize, act: impl Fn(usize)) -> [f64; 3] {
    // What is made once for all is made before.
    act(size);
    let least = |size: usize| {
        let (a, b) = (cost(|| act(size)), cost(|| act(size)));
        [a[0].min(b[0]), a[1].min(b[1]), a[2].min(b[2])]
    };
    let (less, more) = (least(size), least(4 * size));
    let floor = [0.005, 100_000.0, 100_000.0];
    [0, 1, 2].map(|n| more[n] / less[n].max(floor[n]))
}
