//! Krippendorff's alpha: 1 - Do / De for any number of coders, with missing codings, for single labels and sets of them.
//!
//! Do is the mean distance within units, De the mean distance of all codings that can be paired. Distances enter as they are,
//! not squared.

use std::collections::BTreeMap;

use super::{Figure, Undefined};

/// How far two sets of labels are from each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// 0 for equal sets, otherwise 1.
    Nominal,
    /// 1 - |A and B| / |A or B|; two empty sets are equal.
    Jaccard,
    /// 1 - J M with M = 1 for equal sets, 2/3 where one holds the other, 1/3 where they overlap, 0 otherwise (Passonneau 2006).
    Masi,
}

impl Distance {
    /// The distance of two sorted sets.
    pub fn between(self, a: &[usize], b: &[usize]) -> f64 {
        if a == b {
            return 0.0;
        }
        let both = a.iter().filter(|label| b.binary_search(label).is_ok()).count();
        let either = a.len() + b.len() - both;
        let jaccard = both as f64 / either as f64;
        match self {
            Self::Nominal => 1.0,
            Self::Jaccard => 1.0 - jaccard,
            Self::Masi if both == 0 => 1.0,
            Self::Masi if both == a.len().min(b.len()) => 1.0 - jaccard * 2.0 / 3.0,
            Self::Masi => 1.0 - jaccard / 3.0,
        }
    }
}

/// Alpha of units; those with fewer than two codings drop out.
///
/// # Errors
/// No unit is left, or all codings are the same.
pub fn alpha<'a, U: AsRef<[&'a [usize]]>>(units: &[U], distance: Distance) -> Figure {
    let mut counts: BTreeMap<&[usize], usize> = BTreeMap::new();
    let mut total = 0;
    let mut within = 0.0;
    for unit in units.iter().map(AsRef::as_ref).filter(|unit| unit.len() > 1) {
        let mut sum = 0.0;
        for (at, one) in unit.iter().enumerate() {
            *counts.entry(one).or_default() += 1;
            sum += unit.iter().skip(at + 1).map(|other| distance.between(one, other)).sum::<f64>();
        }
        total += unit.len();
        within += 2.0 * sum / (unit.len() - 1) as f64;
    }
    if total == 0 {
        return Err(Undefined::NoUnits);
    }
    if counts.len() < 2 {
        return Err(Undefined::OneCategory);
    }
    let between = match distance {
        // The same sum by squares, for the many resamples of an interval.
        Distance::Nominal => (total * total - counts.values().map(|count| count * count).sum::<usize>()) as f64,
        _ => {
            let all: Vec<(&[usize], usize)> = counts.into_iter().collect();
            let of = |(at, (one, count)): (usize, &(&[usize], usize))| -> f64 {
                let rest = all.iter().skip(at + 1);
                rest.map(|(other, times)| (count * times) as f64 * distance.between(one, other)).sum()
            };
            2.0 * all.iter().enumerate().map(of).sum::<f64>()
        }
    };
    let (observed, expected) = (within / total as f64, between / (total as f64 * (total - 1) as f64));
    Ok(1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_of_sets() {
        let masi = |a: &[usize], b: &[usize]| Distance::Masi.between(a, b);
        assert_eq!(masi(&[], &[]), 0.0);
        assert_eq!(masi(&[1], &[]), 1.0);
        assert_eq!(masi(&[1, 2], &[1, 2]), 0.0);
        assert!((masi(&[1], &[1, 2]) - (1.0 - 0.5 * 2.0 / 3.0)).abs() < 1e-15);
        assert!((masi(&[1, 3], &[1, 2]) - (1.0 - 1.0 / 9.0)).abs() < 1e-15);
        assert!((Distance::Jaccard.between(&[1, 3], &[1, 2]) - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(Distance::Nominal.between(&[1, 3], &[1, 2]), 1.0);
    }

    #[test]
    fn the_example_of_krippendorff() {
        // Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D: four observers, twelve units, missing
        // data; nominal alpha 0.743.
        const X: usize = 99;
        let observers = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
            [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
        ];
        let labels: Vec<[usize; 1]> = (0..6).map(|label| [label]).collect();
        let unit = |at: usize| observers.iter().filter(|row| row[at] != X).map(|row| &labels[row[at]][..]).collect();
        let units: Vec<Vec<&[usize]>> = (0..12).map(unit).collect();
        assert!((alpha(&units, Distance::Nominal).unwrap() - 0.743).abs() < 5e-4);
    }

    #[test]
    fn nothing_to_tell_apart_gives_no_alpha() {
        let same: Vec<Vec<&[usize]>> = vec![vec![&[1], &[1]], vec![&[1], &[1]]];
        assert_eq!(alpha(&same, Distance::Masi), Err(Undefined::OneCategory));
        assert_eq!(alpha(&[vec![&[1][..]]], Distance::Nominal), Err(Undefined::NoUnits));
    }
}
