//! Cohen's and Fleiss' kappa.

use std::collections::BTreeMap;

use super::{Figure, Undefined};

/// Observed agreement, and Cohen's kappa (Cohen 1960): (po - pe) / (1 - pe) with pe the sum over categories of pA pB.
///
/// # Errors
/// No pairs, or both only ever used one and the same category.
pub fn cohen<T: Ord>(pairs: &[(T, T)]) -> (Option<f64>, Figure) {
    if pairs.is_empty() {
        return (None, Err(Undefined::NoUnits));
    }
    let total = pairs.len() as f64;
    let mut used: BTreeMap<&T, (usize, usize)> = BTreeMap::new();
    for (one, other) in pairs {
        used.entry(one).or_default().0 += 1;
        used.entry(other).or_default().1 += 1;
    }
    let agreed = pairs.iter().filter(|(one, other)| one == other).count() as f64 / total;
    // In whole numbers, so that certain agreement by chance is recognised.
    let chance: usize = used.values().map(|(one, other)| one * other).sum();
    if chance == pairs.len() * pairs.len() {
        return (Some(agreed), Err(Undefined::OneCategory));
    }
    let chance = chance as f64 / (total * total);
    (Some(agreed), Ok((agreed - chance) / (1.0 - chance)))
}

/// Fleiss' kappa (Fleiss 1971) of units with the same number of ratings each.
///
/// # Errors
/// No units, or all ratings are of one category.
pub fn fleiss<T: Ord>(units: &[Vec<T>]) -> Figure {
    let Some(raters) = units.first().map(Vec::len).filter(|raters| *raters > 1) else {
        return Err(Undefined::NotByAll);
    };
    let mut used: BTreeMap<&T, usize> = BTreeMap::new();
    let mut agreed = 0.0;
    for unit in units {
        let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
        for rating in unit {
            *counts.entry(rating).or_default() += 1;
            *used.entry(rating).or_default() += 1;
        }
        let pairs: usize = counts.values().map(|count| count * (count - 1)).sum();
        agreed += pairs as f64 / (raters * (raters - 1)) as f64;
    }
    if used.len() < 2 {
        return Err(Undefined::OneCategory);
    }
    let ratings = (units.len() * raters) as f64;
    let agreed = agreed / units.len() as f64;
    let chance: f64 = used.values().map(|count| (*count as f64 / ratings).powi(2)).sum();
    Ok((agreed - chance) / (1.0 - chance))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(cells: [usize; 4]) -> Vec<(bool, bool)> {
        let kinds = [(true, true), (true, false), (false, true), (false, false)];
        kinds.into_iter().zip(cells).flat_map(|(kind, times)| std::iter::repeat_n(kind, times)).collect()
    }

    #[test]
    fn known_values_of_kappa() {
        for (cells, expected) in [([20, 5, 10, 15], 0.4), ([40, 10, 10, 40], 0.6), ([5, 5, 5, 85], 4.0 / 9.0)] {
            let (_, kappa) = cohen(&table(cells));
            assert!((kappa.unwrap() - expected).abs() < 1e-12, "{kappa:?}");
        }
    }

    #[test]
    fn one_category_gives_no_kappa() {
        assert_eq!(cohen(&table([7, 0, 0, 0])), (Some(1.0), Err(Undefined::OneCategory)));
        assert_eq!(cohen::<u8>(&[]), (None, Err(Undefined::NoUnits)));
        // One coder never says no: kappa is 0, not undefined.
        assert_eq!(cohen(&table([6, 4, 0, 0])).1, Ok(0.0));
    }

    #[test]
    fn the_example_of_fleiss() {
        // Fleiss (1971) as on Wikipedia: 10 subjects, 14 raters, 5 categories; 0.210.
        let counts = [
            [0, 0, 0, 0, 14],
            [0, 2, 6, 4, 2],
            [0, 0, 3, 5, 6],
            [0, 3, 9, 2, 0],
            [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0],
            [3, 2, 6, 3, 0],
            [2, 5, 3, 2, 2],
            [6, 5, 2, 1, 0],
            [0, 2, 2, 3, 7],
        ];
        let unit = |row: &[usize; 5]| (0..5).flat_map(|kind| std::iter::repeat_n(kind, row[kind])).collect::<Vec<_>>();
        let units: Vec<Vec<usize>> = counts.iter().map(unit).collect();
        assert!((fleiss(&units).unwrap() - 0.20993).abs() < 1e-5);
    }
}
