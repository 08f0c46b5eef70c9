//! Adjusting p values for the size of their family: Bonferroni, Holm, Benjamini-Hochberg, as R's `p.adjust`.

use crate::model::table::Adjust;

/// Adjusted p values, in the order given. All are of one family; p values that do not exist are not handed in.
pub fn adjust(p: &[f64], method: Adjust) -> Vec<f64> {
    let m = p.len() as f64;
    let mut order: Vec<usize> = (0..p.len()).collect();
    let at = |index: usize| p.get(index).copied().unwrap_or(1.0);
    order.sort_by(|a, b| at(*a).total_cmp(&at(*b)));
    let mut adjusted = p.to_vec();
    let mut set = |index: usize, value: f64| {
        if let Some(place) = adjusted.get_mut(index) {
            *place = value.min(1.0);
        }
    };
    match method {
        Adjust::None => {}
        Adjust::Bonferroni => (0..p.len()).for_each(|index| set(index, at(index) * m)),
        Adjust::Holm => {
            let mut largest = 0.0f64;
            for (rank, index) in order.iter().enumerate() {
                largest = largest.max(at(*index) * (m - rank as f64));
                set(*index, largest);
            }
        }
        Adjust::Bh => {
            let mut smallest = 1.0f64;
            for (rank, index) in order.iter().enumerate().rev() {
                smallest = smallest.min(at(*index) * m / (rank + 1) as f64);
                set(*index, smallest);
            }
        }
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: p.adjust(c(.01, .04, .03, .5), method)
    #[test]
    fn agrees_with_r() {
        let p = [0.01, 0.04, 0.03, 0.5];
        let close = |method, expected: [f64; 4]| {
            for (found, expected) in adjust(&p, method).iter().zip(expected) {
                assert!((found - expected).abs() < 1e-15, "{method:?} {found} {expected}");
            }
        };
        close(Adjust::None, p);
        close(Adjust::Bonferroni, [0.04, 0.16, 0.12, 1.0]);
        close(Adjust::Holm, [0.04, 0.09, 0.09, 0.5]);
        close(Adjust::Bh, [0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5]);
        assert!(adjust(&[], Adjust::Holm).is_empty());
    }
}
