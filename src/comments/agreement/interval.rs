//! A bootstrap interval over units: percentiles of 1,000 resamples, with a fixed seed so that it is the same in every run.

use std::sync::atomic::{AtomicBool, Ordering};

use super::Figure;
use crate::comments::random::Random;

const RESAMPLES: usize = 1_000;
const SEED: u64 = 20_231_124;

/// The 95 % percentile interval (Efron 1979) of a figure over units; resamples without the figure are left out, and there is no
/// interval when they are more than half, or when it was cancelled. Percentiles are interpolated as R's type 7.
pub fn bootstrap<T: Copy>(units: &[T], figure: impl Fn(&[T]) -> Figure, cancel: &AtomicBool) -> Option<[f64; 2]> {
    if units.is_empty() {
        return None;
    }
    let mut random = Random::new(SEED);
    let mut values: Vec<f64> = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        if cancel.load(Ordering::Relaxed) {
            return None;
        }
        let drawn: Vec<T> = (0..units.len()).filter_map(|_| units.get(random.below(units.len())).copied()).collect();
        values.extend(figure(&drawn));
    }
    if 2 * values.len() < RESAMPLES {
        return None;
    }
    values.sort_by(f64::total_cmp);
    Some([percentile(&values, 0.025)?, percentile(&values, 0.975)?])
}

fn percentile(sorted: &[f64], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let low = *sorted.get(place.floor() as usize)?;
    let high = *sorted.get(place.ceil() as usize)?;
    Some(low + (place - place.floor()) * (high - low))
}
