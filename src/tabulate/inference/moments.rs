//! What is known of one cell or mean after counting: sums over its respondents, by stratum; and from these its value, its
//! variance, and the variance of its difference from another.
//!
//! The influence of respondent k on a proportion or mean p of group c is u_k = w_k b_k c_k (y_k - p) / W, with W the sum of
//! w over the base within the group. A variance is sum over strata of (1 - n_h/N_h) n_h/(n_h - 1) sum (u - mean u)^2,
//! over all respondents of the design; every comparison is the same with u_A - u_B. Sums of w, wy, w^2, w^2 y and w^2 y^2
//! are enough, so rows are never touched again (`statistics.md` sections 6 and 7).

use super::fitted::Fitted;

/// A sum smaller than this share of its terms is rounding.
const ROUNDING: f64 = 1e-12;

/// The respondents a survey's inference is about: all valid cases with a usable weight, whatever the filter or base.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Design {
    /// By stratum; one entry without strata.
    pub strata: Vec<Stratum>,
    /// Weights are on.
    pub weighted: bool,
    /// More than one stratum was declared.
    pub stratified: bool,
    /// The weights' fitting to their targets, where errors are to take it into account.
    pub fitted: Option<Fitted>,
}

/// One stratum of a design.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stratum {
    /// Respondents.
    pub n: f64,
    /// Size of the population, where known.
    pub population: Option<f64>,
}

impl Design {
    /// Respondents in all.
    pub fn n(&self) -> f64 {
        self.strata.iter().map(|stratum| stratum.n).sum()
    }

    /// Number of strata with respondents.
    pub fn h(&self) -> f64 {
        self.strata.iter().filter(|stratum| stratum.n > 0.0).count() as f64
    }

    /// True when a finite population correction applies.
    pub fn is_finite(&self) -> bool {
        self.strata.iter().any(|stratum| stratum.population.is_some())
    }

    /// True when simple random sampling formulas hold: no weights, no strata, no finite population.
    pub fn is_simple(&self) -> bool {
        !self.weighted && !self.stratified && !self.is_finite()
    }

    /// True when everyone in these sums is in a stratum that was asked completely.
    pub fn is_certain(&self, moments: &Moments) -> bool {
        let complete = |stratum: &Stratum| stratum.population.is_some_and(|population| stratum.n >= population);
        self.strata.iter().zip(&moments.strata).all(|(stratum, sums)| sums.n == 0.0 || complete(stratum))
    }

    /// What each stratum adds to the covariance of two sums of influence values, one per respondent; `None` for a stratum of
    /// one respondent.
    pub fn covariance_by_stratum(&self, a: &[f64], b: &[f64], stratum: impl Fn(usize) -> usize) -> Vec<Option<f64>> {
        let mut sums = vec![[0.0; 3]; self.strata.len()];
        for (case, (a, b)) in a.iter().zip(b).enumerate() {
            if let Some([product, sum_a, sum_b]) = sums.get_mut(stratum(case)) {
                *product += a * b;
                *sum_a += a;
                *sum_b += b;
            }
        }
        let strata = self.factors().zip(&self.strata).zip(sums);
        let of_stratum = |((factor, stratum), [product, a, b]): ((Option<f64>, &Stratum), [f64; 3])| match stratum.n {
            0.0 => Some(0.0),
            n => Some(factor? * (product - a * b / n)),
        };
        strata.map(of_stratum).collect()
    }

    /// (1 - n/N) n/(n-1) of each stratum; `None` where a stratum of one respondent has no variance.
    pub fn factors(&self) -> impl Iterator<Item = Option<f64>> {
        self.strata.iter().map(|Stratum { n, population }| {
            let uncounted = population.map_or(1.0, |population| (1.0 - n / population).max(0.0));
            match *n {
                0.0 => Some(0.0),
                // A census needs no spread to know that there is no error.
                1.0 => (uncounted == 0.0).then_some(0.0),
                n => Some(uncounted * n / (n - 1.0)),
            }
        })
    }
}

/// Sums over the respondents of one stratum who are in the base and the group.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sums {
    /// Respondents.
    pub n: f64,
    /// Sum of w.
    pub w: f64,
    /// Sum of w y.
    pub wy: f64,
    /// Sum of w^2.
    pub w2: f64,
    /// Sum of w^2 y.
    pub w2y: f64,
    /// Sum of w^2 y^2.
    pub w2yy: f64,
}

impl Sums {
    /// Sums of a proportion: y is 1 for those in the cell, 0 for the others of the base.
    pub fn of_cell(cell: [f64; 3], base: [f64; 3]) -> Self {
        Self { n: base[0], w: base[1], wy: cell[1], w2: base[2], w2y: cell[2], w2yy: cell[2] }
    }

    /// Adds respondents who share a number: how many, their weights, their squared weights.
    pub fn add(&mut self, y: f64, [n, w, w2]: [f64; 3]) {
        self.n += n;
        self.w += w;
        self.wy += w * y;
        self.w2 += w2;
        self.w2y += w2 * y;
        self.w2yy += w2 * y * y;
    }

    fn plus(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
            w: self.w + other.w,
            wy: self.wy + other.wy,
            w2: self.w2 + other.w2,
            w2y: self.w2y + other.w2y,
            w2yy: self.w2yy + other.w2yy,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            n: self.n - other.n,
            w: self.w - other.w,
            wy: self.wy - other.wy,
            w2: self.w2 - other.w2,
            w2y: self.w2y - other.w2y,
            w2yy: self.w2yy - other.w2yy,
        }
    }
}

/// A proportion or mean with its sums by stratum.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Moments {
    /// In the design's order of strata; y is counted from the pivot.
    pub strata: Vec<Sums>,
    /// What was taken off every y before it was summed: large numbers of little spread would lose it otherwise.
    pub pivot: f64,
    /// The same by respondent; only where a design's fitting is taken into account.
    pub rows: Option<Rows>,
}

/// Who is in a base and group, and with which y; one value per respondent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rows {
    /// b c: 1 or 0.
    pub base: Vec<f64>,
    /// b c y.
    pub y: Vec<f64>,
}

impl Rows {
    fn combined(&self, other: &Self, with: impl Fn(f64, f64) -> f64) -> Self {
        let both = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| with(*a, *b)).collect();
        Self { base: both(&self.base, &other.base), y: both(&self.y, &other.y) }
    }
}

impl Moments {
    /// Everyone of `self` who is not in `part`.
    pub fn rest(&self, part: &Self) -> Self {
        let strata = self.strata.iter().zip(&part.strata).map(|(all, part)| all.minus(*part)).collect();
        let rows = self.rows.as_ref().zip(part.rows.as_ref());
        Self { strata, pivot: self.pivot, rows: rows.map(|(all, part)| all.combined(part, |all, part| all - part)) }
    }

    /// Everyone of `self` and of `other`, who share nobody.
    pub fn plus(&self, other: &Self) -> Self {
        let strata = self.strata.iter().zip(&other.strata).map(|(a, b)| a.plus(*b)).collect();
        let rows = self.rows.as_ref().zip(other.rows.as_ref());
        Self { strata, pivot: self.pivot, rows: rows.map(|(a, b)| a.combined(b, |a, b| a + b)) }
    }

    /// Respondents.
    pub fn n(&self) -> f64 {
        self.strata.iter().map(|sums| sums.n).sum()
    }

    /// Number of strata with respondents.
    pub fn h(&self) -> f64 {
        self.strata.iter().filter(|sums| sums.n > 0.0).count() as f64
    }

    /// Sum of w.
    pub fn w(&self) -> f64 {
        self.strata.iter().map(|sums| sums.w).sum()
    }

    /// True for a share of everybody in the base, whatever rounding its sums of weights carry.
    pub fn is_everyone(&self) -> bool {
        self.strata.iter().all(|sums| sums.wy == sums.w && sums.w2y == sums.w2)
    }

    /// The proportion or mean; `None` where nobody has a weight.
    pub fn value(&self) -> Option<f64> {
        self.off_pivot().map(|value| self.pivot + value)
    }

    /// The value, counted from the pivot.
    fn off_pivot(&self) -> Option<f64> {
        let w = self.w();
        (w > 0.0).then(|| self.strata.iter().map(|sums| sums.wy).sum::<f64>() / w)
    }

    /// Sum of w y.
    pub fn wy(&self) -> f64 {
        self.strata.iter().map(|sums| sums.wy).sum::<f64>() + self.pivot * self.w()
    }

    /// Linearised variance.
    pub fn variance(&self, design: &Design) -> Option<f64> {
        self.covariance(self, self, design).map(|variance| variance.max(0.0))
    }

    /// Linearised covariance with `other`; `both` are the sums over the respondents in both groups (zero for groups that
    /// do not overlap), for the same y.
    pub fn covariance(&self, other: &Self, both: &Self, design: &Design) -> Option<f64> {
        self.covariance_by_stratum(other, both, design)?.into_iter().sum()
    }

    /// What each stratum adds to the variance; `None` for a stratum of one respondent.
    pub fn variance_by_stratum(&self, design: &Design) -> Option<Vec<Option<f64>>> {
        self.covariance_by_stratum(self, self, design)
    }

    fn covariance_by_stratum(&self, other: &Self, both: &Self, design: &Design) -> Option<Vec<Option<f64>>> {
        let (a, b) = (self.off_pivot()?, other.off_pivot()?);
        let (wa, wb) = (self.w(), other.w());
        if let (Some(fitted), Some(own), Some(others)) = (&design.fitted, &self.rows, &other.rows) {
            let u = fitted.influence(own, self.pivot + a, wa);
            let v = fitted.influence(others, other.pivot + b, wb);
            return Some(design.covariance_by_stratum(&u, &v, |case| fitted.stratum(case)));
        }
        let of_stratum = |(index, factor): (usize, Option<f64>)| {
            let of = |moments: &Self| moments.strata.get(index).copied().unwrap_or_default();
            let (own, others, shared) = (of(self), of(other), of(both));
            let terms = [shared.w2yy, -(a + b) * shared.w2y, a * b * shared.w2];
            let product = terms.iter().sum::<f64>();
            // What is left of equal numbers is rounding, not spread.
            let size = terms.iter().map(|term| term.abs()).sum::<f64>();
            let product = if product.abs() <= ROUNDING * size { 0.0 } else { product / (wa * wb) };
            let means = (own.wy - a * own.w) / wa * (others.wy - b * others.w) / wb;
            let n = design.strata.get(index).map_or(0.0, |stratum| stratum.n);
            if n > 0.0 { Some(factor? * (product - means / n)) } else { Some(0.0) }
        };
        Some(design.factors().enumerate().map(of_stratum).collect())
    }
}

/// A difference with its standard error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    /// A - B.
    pub difference: f64,
    /// Standard error.
    pub se: f64,
}

/// The difference of two cells or means of the same y; `both` are the sums over those in both groups.
pub fn contrast(a: &Moments, b: &Moments, both: &Moments, design: &Design) -> Option<Contrast> {
    let difference = a.value()? - b.value()?;
    let own = a.variance(design)? + b.variance(design)?;
    let variance = own - 2.0 * a.covariance(b, both, design)?;
    Some(Contrast { difference, se: if variance <= ROUNDING * own { 0.0 } else { variance.sqrt() } })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data of `statistics.md` section 11: i = 1..60.
    fn rows() -> impl Iterator<Item = (usize, f64)> {
        (1..=60).map(|i: usize| (i, 1.0 + (i % 4) as f64 / 4.0))
    }

    fn design(population: Option<f64>) -> Design {
        Design { strata: vec![Stratum { n: 60.0, population }], weighted: true, ..Design::default() }
    }

    fn moments(group: impl Fn(usize) -> bool, y: impl Fn(usize) -> f64) -> Moments {
        let mut sums = Sums::default();
        for (i, w) in rows().filter(|(i, _)| group(*i)) {
            let y = y(i);
            sums.n += 1.0;
            sums.w += w;
            sums.wy += w * y;
            sums.w2 += w * w;
            sums.w2y += w * w * y;
            sums.w2yy += w * w * y * y;
        }
        Moments { strata: vec![sums], ..Moments::default() }
    }

    fn m1(i: usize) -> f64 {
        if i.is_multiple_of(2) { 1.0 } else { 0.0 }
    }

    fn q(i: usize) -> usize {
        (i / 7) % 3
    }

    fn close(found: f64, expected: f64) {
        assert!((found / expected - 1.0).abs() < 1e-12, "{found} {expected}");
    }

    #[test]
    fn svymean_with_and_without_a_finite_population() {
        let all = moments(|_| true, m1);
        close(all.value().unwrap(), 0.454_545_454_545_455);
        assert!((all.variance(&design(None)).unwrap().sqrt() - 0.065_641_244_796_405_9).abs() < 1e-15);
        // 30 of 60 without weights, from a population of 900.
        let sums = Sums::of_cell([30.0, 30.0, 30.0], [60.0, 60.0, 60.0]);
        let even = Moments { strata: vec![sums], ..Moments::default() };
        assert!((even.variance(&design(Some(900.0))).unwrap().sqrt() - 0.062_887_218_573_307_9).abs() < 1e-15);
    }

    #[test]
    fn svycontrast_between_domains() {
        let (a, b) = (moments(|i| q(i) == 0, m1), moments(|i| q(i) == 1, m1));
        let found = contrast(&a, &b, &Moments::default(), &design(None)).unwrap();
        assert!((found.difference - 0.029_503_105_590_062_1).abs() < 1e-15);
        assert!((found.se - 0.158_459_831_420_392).abs() < 1e-14);
    }

    #[test]
    fn svyttest_of_a_mean() {
        let v = |i: usize| ((i * 37) % 101) as f64;
        let (a, b) = (moments(|i| i % 2 == 0, v), moments(|i| i % 2 == 1, v));
        let found = contrast(&a, &b, &Moments::default(), &design(None)).unwrap();
        // The sign is that of 1 against 0.
        close((found.difference / found.se).abs(), 0.435_162_952_697_838);
    }

    #[test]
    fn a_census_has_no_error_and_a_group_with_itself_no_difference() {
        let all = moments(|_| true, m1);
        assert_eq!(all.variance(&design(Some(60.0))), Some(0.0));
        let same = contrast(&all, &all, &all, &design(None)).unwrap();
        assert!(same.difference == 0.0 && same.se < 1e-8);
        assert_eq!(Moments::default().value(), None);
    }
}
