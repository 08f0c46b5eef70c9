//! The clock of the machine, at the time of Japan: days for deadlines, minutes for decisions. Nothing below reads a clock.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::day;

const NINE_HOURS: u64 = 9 * 3600;

fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()) + NINE_HOURS
}

/// Days since 1970-01-01.
pub fn today() -> i64 {
    i64::try_from(seconds() / 86_400).unwrap_or(0)
}

/// `2026-11-22 10:15`.
pub fn now() -> String {
    let of_day = seconds() % 86_400;
    format!("{} {:02}:{:02}", day::iso(today()), of_day / 3600, of_day / 60 % 60)
}
