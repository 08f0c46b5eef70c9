//! The clock of the machine, at the time of Japan: days for deadlines, minutes for decisions. Nothing below reads a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::day;

/// Seconds since 1970-01-01 at the time of Greenwich.
fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Days since 1970-01-01.
pub fn today() -> i64 {
    day::of_unix(seconds())
}

/// `2026-11-22 10:15`.
pub fn now() -> String {
    let now = seconds();
    let of_day = (now + day::NINE_HOURS) % 86_400;
    format!("{} {:02}:{:02}", day::iso(day::of_unix(now)), of_day / 3600, of_day / 60 % 60)
}
