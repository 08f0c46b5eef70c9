//! Means, spreads, medians and quartiles of a distribution.

use crate::model::table::Stats;

/// One value with how many respondents have it and the sum of their weights.
pub type Point = (f64, f64, f64);

/// Statistics of a distribution in ascending order of its values.
///
/// Unweighted: n-1 standard deviation, quantiles by R's type 7. Weighted: the root of `svyvar`,
/// n/(n-1) * sum w (y - mean)^2 / sum w, and the smallest value whose cumulative weight reaches the share.
pub fn stats(points: &[Point], weighted: bool) -> Stats {
    let n: f64 = points.iter().map(|(_, n, _)| n).sum();
    let weight: f64 = points.iter().map(|(_, _, weight)| weight).sum();
    if n == 0.0 {
        return Stats::default();
    }
    let sum: f64 = points.iter().map(|(value, _, weight)| value * weight).sum();
    let (least, most) = (points.first().map(|(value, ..)| *value), points.last().map(|(value, ..)| *value));
    // Equal values have no spread, not even that of rounding.
    let mean = (weight > 0.0).then(|| least.filter(|_| least == most).unwrap_or(sum / weight));
    let spread = mean.map(|mean| points.iter().map(|(value, _, weight)| weight * (value - mean).powi(2)).sum::<f64>());
    // `svyvar` counts only respondents whose weight is not 0.
    let counted: f64 = points.iter().filter(|(_, _, weight)| *weight > 0.0).map(|(_, n, _)| n).sum();
    let sd = spread.filter(|_| counted > 1.0).map(|spread| (spread / weight * counted / (counted - 1.0)).sqrt());
    let quantile = |share: f64| if weighted { by_weight(points, weight, share) } else { by_rank(points, n, share) };
    Stats {
        n: n as u64,
        mean,
        se: None,
        sd,
        median: quantile(0.5),
        quartiles: [quantile(0.25), quantile(0.75)],
        min: least,
        max: most,
        sum: Some(sum),
    }
}

/// The smallest value with cumulative weight of at least `share` of all.
fn by_weight(points: &[Point], weight: f64, share: f64) -> Option<f64> {
    if weight <= 0.0 {
        return None;
    }
    // Sums of weights carry rounding errors of some units in the last place; an exact half must count as reached.
    let wanted = share * weight * (1.0 - 1e-12);
    let mut cumulative = 0.0;
    points
        .iter()
        .find(|(_, _, weight)| {
            cumulative += weight;
            cumulative >= wanted
        })
        .map(|(value, _, _)| *value)
}

/// R's type 7: linear between the order statistics around 1 + (n-1) * share.
fn by_rank(points: &[Point], n: f64, share: f64) -> Option<f64> {
    let rank = (n - 1.0) * share;
    let low = at(points, rank.floor())?;
    let high = at(points, rank.ceil())?;
    Some(low + (rank - rank.floor()) * (high - low))
}

/// The value at a 0-based rank.
fn at(points: &[Point], rank: f64) -> Option<f64> {
    let mut passed = 0.0;
    points
        .iter()
        .find(|(_, n, _)| {
            passed += n;
            passed > rank
        })
        .map(|(value, _, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_r() {
        // R: v <- c(1,2,2,4,10); mean 3.8, sd 3.63318, quantile type 7: 2, 2, 4
        let points = [(1.0, 1.0, 1.0), (2.0, 2.0, 2.0), (4.0, 1.0, 1.0), (10.0, 1.0, 1.0)];
        let found = stats(&points, false);
        assert_eq!(found.n, 5);
        assert!((found.mean.unwrap() - 3.8).abs() < 1e-12);
        assert!((found.sd.unwrap() - 3.633_180_424_916_99).abs() < 1e-12);
        assert_eq!((found.median, found.quartiles), (Some(2.0), [Some(2.0), Some(4.0)]));
        // R: quantile(c(1,2,3,4), c(.25,.5,.75)) 1.75 2.50 3.25
        let even: Vec<Point> = (1..=4).map(|value| (f64::from(value), 1.0, 1.0)).collect();
        let found = stats(&even, false);
        assert_eq!((found.median, found.quartiles), (Some(2.5), [Some(1.75), Some(3.25)]));
    }

    #[test]
    fn weighted_median_takes_the_first_to_reach_half() {
        let points = [(1.0, 1.0, 1.0), (2.0, 1.0, 1.0), (3.0, 1.0, 2.0)];
        assert_eq!(stats(&points, true).median, Some(2.0));
    }

    #[test]
    fn nobody_has_no_statistics() {
        assert_eq!(stats(&[], false), Stats::default());
        assert_eq!(stats(&[(3.0, 1.0, 0.0)], true).mean, None);
    }
}
