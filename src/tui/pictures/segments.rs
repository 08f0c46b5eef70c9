//! How many cells each part of a band gets, and how long a bar is: pure, the only figures that a view works out.

/// Divides cells among parts by their shares: whole cells first, the rest to the largest remainders (最大剰余法), of equal
/// ones to the first. The parts fill the cells exactly; a part of nobody has none. All zero gives no cell to anybody.
pub fn segments(shares: &[f64], cells: u16) -> Vec<u16> {
    let size = |share: &f64| if share.is_finite() { share.max(0.0) } else { 0.0 };
    let total: f64 = shares.iter().map(size).sum();
    if total <= 0.0 || !total.is_finite() {
        return vec![0; shares.len()];
    }
    let quota = |share: &f64| size(share) / total * f64::from(cells);
    // In range: a quota is at most the number of cells.
    let mut given: Vec<u16> = shares.iter().map(|share| (quota(share).floor() as u16).min(cells)).collect();
    let sum: u32 = given.iter().map(|cells| u32::from(*cells)).sum();
    let mut left = u32::from(cells).saturating_sub(sum);
    let mut rest: Vec<(usize, f64)> = shares
        .iter()
        .enumerate()
        .filter(|(_, share)| size(share) > 0.0)
        .map(|(at, share)| (at, quota(share).fract()))
        .collect();
    rest.sort_by(|(_, a), (_, b)| b.total_cmp(a));
    for (at, _) in rest {
        if left == 0 {
            break;
        }
        if let Some(cells) = given.get_mut(at) {
            *cells += 1;
            left -= 1;
        }
    }
    given
}

/// Cells of a bar whose largest possible share takes `cells`; who is not nobody has at least one.
pub fn length(share: f64, of: f64, cells: u16) -> u16 {
    if !share.is_finite() || share <= 0.0 || of <= 0.0 {
        return 0;
    }
    let length = (share / of).clamp(0.0, 1.0) * f64::from(cells);
    // In range by the clamp.
    (length.round() as u16).max(1).min(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn parts_fill_a_band_exactly() {
        assert_eq!(segments(&[0.333, 0.333, 0.334], 10), [3, 3, 4]);
        assert_eq!(segments(&[0.5, 0.5], 61), [31, 30]);
        assert_eq!(segments(&[0.0, 1.0, 0.0], 7), [0, 7, 0]);
        assert_eq!(segments(&[0.0, 0.0], 7), [0, 0]);
        assert_eq!(segments(&[0.004, 0.996], 40), [0, 40]);
        assert_eq!(segments(&[], 7), Vec::<u16>::new());
        assert_eq!(segments(&[f64::NAN, 1.0], 3), [0, 3]);
    }

    #[test]
    fn bars_show_everybody() {
        assert_eq!(length(0.001, 1.0, 40), 1);
        assert_eq!(length(0.0, 1.0, 40), 0);
        assert_eq!(length(0.25, 0.5, 40), 20);
        assert_eq!(length(2.0, 1.0, 40), 40);
        assert_eq!(length(f64::NAN, 1.0, 40), 0);
        assert_eq!(length(0.5, 1.0, 0), 0);
    }

    proptest! {
        #[test]
        fn every_band_is_full_in_order_and_fair(
            counts in prop::collection::vec(prop_oneof![Just(0_u32), 0_u32..2_000], 1..40),
            cells in 0_u16..400,
        ) {
            let total: u32 = counts.iter().sum();
            let shares: Vec<f64> = counts.iter().map(|n| f64::from(*n) / f64::from(total.max(1))).collect();
            let given = segments(&shares, cells);
            prop_assert_eq!(given.len(), counts.len());
            let sum: u32 = given.iter().map(|cells| u32::from(*cells)).sum();
            prop_assert_eq!(sum, if total == 0 { 0 } else { u32::from(cells) });
            for (n, got) in counts.iter().zip(&given) {
                prop_assert!(*n > 0 || *got == 0, "a part of nobody has no cell");
                let exact = f64::from(*n) / f64::from(total.max(1)) * f64::from(cells);
                prop_assert!((f64::from(*got) - exact).abs() < 1.0, "{} cells for {}", got, exact);
            }
            for pair in counts.iter().zip(&given).collect::<Vec<_>>().windows(2) {
                if let [(n, got), (m, next)] = pair {
                    prop_assert!(n < m || got >= next, "the larger part is not the shorter one");
                }
            }
        }
    }
}
