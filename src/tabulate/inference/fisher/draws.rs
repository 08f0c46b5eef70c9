//! Tables with given margins drawn at random, for tables whose exact p value takes too long.
//!
//! A table is drawn cell by cell, each from its hypergeometric distribution given the cells before (Patefield 1981, AS 159).
//! The seed is fixed: the same table has the same p on every machine.

use super::Factorials;

/// Tables drawn.
const DRAWS: u32 = 10_000;

/// The share of drawn tables at most as probable as the observed one, which is itself counted as one of them.
pub(super) fn p(rows: &[u64], columns: &[u64], factorials: &Factorials, limit: f64) -> f64 {
    let mut random = Random(0x6b6f_6521);
    let as_extreme = (0..DRAWS).filter(|_| draw(rows, columns, factorials, &mut random) <= limit).count();
    (as_extreme + 1) as f64 / (f64::from(DRAWS) + 1.0)
}

/// The length of a table drawn at random.
fn draw(rows: &[u64], columns: &[u64], factorials: &Factorials, random: &mut Random) -> f64 {
    let mut left = columns.to_vec();
    let mut length = 0.0;
    for row in rows {
        let (mut need, mut below) = (*row, left.iter().sum::<u64>());
        for column in &mut left {
            below -= *column;
            let cell = hypergeometric(*column, below, need, factorials, random.unit());
            *column -= cell;
            need -= cell;
            length -= factorials.log(cell);
        }
    }
    length
}

/// How many of `draws` come from `own` and not from `others`: the distribution is walked from its mode outwards until the
/// probability `u` is used up.
fn hypergeometric(own: u64, others: u64, draws: u64, factorials: &Factorials, mut u: f64) -> u64 {
    let (least, most) = (draws.saturating_sub(others), own.min(draws));
    if least == most {
        return least;
    }
    let mode = ((draws + 1) * (own + 1) / (own + others + 2)).clamp(least, most);
    let log = factorials.log_choose(own, mode) + factorials.log_choose(others, draws - mode);
    let at_mode = (log - factorials.log_choose(own + others, draws)).exp();
    let (mut low, mut high) = ((mode, at_mode), (mode, at_mode));
    u -= at_mode;
    while u > 0.0 && (low.0 > least || high.0 < most) {
        if high.0 < most {
            let k = high.0;
            let ratio = (own - k) as f64 * (draws - k) as f64 / ((k + 1) as f64 * (others + k + 1 - draws) as f64);
            high = (k + 1, high.1 * ratio);
            u -= high.1;
            if u <= 0.0 {
                return high.0;
            }
        }
        if low.0 > least {
            let k = low.0;
            let ratio = k as f64 * (others + k - draws) as f64 / ((own - k + 1) as f64 * (draws - k + 1) as f64);
            low = (k - 1, low.1 * ratio);
            u -= low.1;
            if u <= 0.0 {
                return low.0;
            }
        }
    }
    mode
}

/// SplitMix64.
struct Random(u64);

impl Random {
    /// A number from 0 up to but not including 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_have_their_hypergeometric_distribution() {
        let factorials = Factorials::up_to(40);
        let (own, others, draws) = (9, 12, 7);
        let mut random = Random(1);
        let mut seen = [0u32; 8];
        for _ in 0..200_000 {
            seen[hypergeometric(own, others, draws, &factorials, random.unit()) as usize] += 1;
        }
        for (k, seen) in seen.iter().enumerate() {
            let k = k as u64;
            let log = factorials.log_choose(own, k) + factorials.log_choose(others, draws - k)
                - factorials.log_choose(own + others, draws);
            let expected = log.exp();
            let error = (expected * (1.0 - expected) / 200_000.0).sqrt();
            assert!((f64::from(*seen) / 200_000.0 - expected).abs() < 4.5 * error, "{k}");
        }
    }

    #[test]
    fn margins_at_their_ends() {
        let factorials = Factorials::up_to(20);
        assert_eq!(hypergeometric(0, 5, 3, &factorials, 0.9), 0);
        assert_eq!(hypergeometric(5, 0, 3, &factorials, 0.9), 3);
        assert_eq!(hypergeometric(5, 5, 10, &factorials, 0.0), 5);
        // 2 x 2 with 3 and 1 of 4 and 4: R's fisher.test gives 0.4857.
        let limit = factorials.length([3, 1, 1, 3].iter());
        assert!((p(&[4, 4], &[4, 4], &factorials, limit + 1e-7) - 0.485_7).abs() < 0.02);
    }
}
