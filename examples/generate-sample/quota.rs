//! Whole numbers of respondents from percentages: how many cases get each option so that no option is more than one
//! respondent away from its exact share. Pure arithmetic, no chance.

/// The exact share of one option and, where a defect needs it, the count it must have.
#[derive(Clone, Copy)]
pub struct Share {
    /// Respondents before rounding.
    pub exact: f64,
    /// A count that is not to be moved.
    pub fixed: Option<usize>,
}

fn least(share: &Share) -> usize {
    share.fixed.unwrap_or_else(|| (share.exact - 1.0 - 1e-9).ceil().max(0.0) as usize)
}

/// How many of `total` respondents can be left out of all options while each option stays within one respondent.
pub fn slack(shares: &[Share], total: usize) -> usize {
    total.saturating_sub(shares.iter().map(least).sum())
}

/// Counts that add up to `total`, each as near to its share as the sum allows (largest remainder, generalised: the
/// cheapest step in squared distance is taken until the sum fits).
pub fn fit(shares: &[Share], total: usize) -> Vec<usize> {
    let mut counts: Vec<usize> = shares.iter().map(|s| s.fixed.unwrap_or((s.exact + 0.5).floor() as usize)).collect();
    loop {
        let sum: usize = counts.iter().sum();
        if sum == total {
            return counts;
        }
        let step = if sum < total { 1.0 } else { -1.0 };
        let cheapest = shares
            .iter()
            .zip(counts.iter_mut())
            .filter(|(share, count)| share.fixed.is_none() && share.exact > 0.0 && (step > 0.0 || **count > 0))
            .map(|(share, count)| (2.0 * step * (*count as f64 - share.exact) + 1.0, count))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match cheapest {
            Some((_, count)) if step > 0.0 => *count += 1,
            Some((_, count)) => *count -= 1,
            None => return counts,
        }
    }
}
