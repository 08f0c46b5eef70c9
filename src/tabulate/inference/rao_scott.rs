//! The test of a weighted table: Rao and Scott's second-order correction, as R's `svychisq(~a+b, D)` (statistic "F").
//!
//! X^2 is that of the weighted proportions scaled to the number of respondents; the eigenvalues of the design effects come
//! from the linearised covariance of the cells against that of a simple sample (`statistics.md` section 8).

use super::distribution::f_p;
use super::linear::solve;
use super::moments::Design;
use crate::tabulate::count::{Sum, plus};

/// The corrected test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaoScott {
    /// X^2 / trace of the design effects.
    pub f: f64,
    /// Numerator degrees of freedom.
    pub ndf: f64,
    /// Denominator degrees of freedom.
    pub ddf: f64,
    /// Upper tail.
    pub p: Option<f64>,
}

/// Tests a table given by stratum, row and column; rows and columns nobody is in are left out. `None` where there is
/// nothing to compare, or a cell is empty so that its variance cannot be linearised around it.
pub fn rao_scott(strata: &[Vec<Vec<Sum>>], design: &Design) -> Option<RaoScott> {
    let (rows, columns) = used(strata);
    let (r, c) = (rows.len(), columns.len());
    if r < 2 || c < 2 {
        return None;
    }
    let cell = |stratum: &Vec<Vec<Sum>>, index: usize| -> Sum {
        let row = rows.get(index / c).and_then(|row| stratum.get(*row));
        row.and_then(|row| columns.get(index % c).and_then(|column| row.get(*column))).copied().unwrap_or_default()
    };
    let all: Vec<Sum> =
        (0..r * c).map(|index| strata.iter().map(|stratum| cell(stratum, index)).fold([0.0; 3], plus)).collect();
    let total = all.iter().copied().fold([0.0; 3], plus);
    let p: Vec<f64> = all.iter().map(|cell| cell[1] / total[1]).collect();
    let share = |fixed: &dyn Fn(usize) -> bool| -> f64 {
        p.iter().enumerate().filter(|(index, _)| fixed(*index)).map(|(_, p)| p).sum()
    };
    let row_share: Vec<f64> = (0..r).map(|row| share(&|index| index / c == row)).collect();
    let column_share: Vec<f64> = (0..c).map(|column| share(&|index| index % c == column)).collect();
    let expected = |index: usize| -> f64 {
        row_share.get(index / c).copied().unwrap_or(0.0) * column_share.get(index % c).copied().unwrap_or(0.0)
    };
    let statistic: f64 = design.n()
        * p.iter().enumerate().map(|(index, p)| (p - expected(index)).powi(2) / expected(index)).sum::<f64>();
    let covariance = linearised(strata, &p, total[1], &cell, design)?;
    let contrasts = contrasts(r, c);
    // The contrasts are orthogonal to the constant, so the covariance of a simple sample needs no term of products. R takes
    // the n of the design here, and leaves cells without anyone out of the scaling.
    let simple = |a: usize, b: usize| if a == b { p.get(a).copied().unwrap_or(0.0) / design.n() } else { 0.0 };
    let scaled: Vec<Vec<f64>> = contrasts
        .iter()
        .map(|contrast| contrast.iter().zip(&p).map(|(value, p)| if *p > 0.0 { value / p } else { 0.0 }).collect())
        .collect();
    let sandwich = |middle: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<f64>> {
        let of = |a: &Vec<f64>, b: &Vec<f64>| -> f64 {
            a.iter()
                .enumerate()
                .map(|(i, x)| x * b.iter().enumerate().map(|(j, y)| y * middle(i, j)).sum::<f64>())
                .sum()
        };
        scaled.iter().map(|a| scaled.iter().map(|b| of(a, b)).collect()).collect()
    };
    let under_simple = sandwich(&simple);
    let under_design = sandwich(&|a, b| covariance.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0.0));
    let effects = solve(under_simple, under_design)?;
    let trace: f64 = effects.iter().enumerate().filter_map(|(i, row)| row.get(i)).sum();
    let squares: f64 = effects
        .iter()
        .enumerate()
        .map(|(i, row)| {
            row.iter()
                .enumerate()
                .map(|(j, x)| x * effects.get(j).and_then(|row| row.get(i)).copied().unwrap_or(0.0))
                .sum::<f64>()
        })
        .sum();
    let ndf = trace * trace / squares;
    let ddf = ndf * (design.n() - design.h());
    let f = statistic / trace;
    Some(RaoScott { f, ndf, ddf, p: f_p(f, ndf, ddf) }).filter(|found| found.f.is_finite() && found.ndf.is_finite())
}

/// Rows and columns with any weight in any stratum.
fn used(strata: &[Vec<Vec<Sum>>]) -> (Vec<usize>, Vec<usize>) {
    let rows = strata.iter().map(Vec::len).max().unwrap_or(0);
    let columns = strata.iter().flatten().map(Vec::len).max().unwrap_or(0);
    let weight = |row: usize, column: usize| -> f64 {
        strata.iter().filter_map(|stratum| stratum.get(row)?.get(column)).map(|cell| cell[1]).sum()
    };
    let used_rows = (0..rows).filter(|row| (0..columns).any(|column| weight(*row, column) > 0.0)).collect();
    let used_columns = (0..columns).filter(|column| (0..rows).any(|row| weight(row, *column) > 0.0)).collect();
    (used_rows, used_columns)
}

/// Linearised covariance of the cell proportions.
fn linearised(
    strata: &[Vec<Vec<Sum>>],
    p: &[f64],
    weight: f64,
    cell: &dyn Fn(&Vec<Vec<Sum>>, usize) -> Sum,
    design: &Design,
) -> Option<Vec<Vec<f64>>> {
    let size = p.len();
    let mut covariance = vec![vec![0.0; size]; size];
    for ((stratum, about), factor) in strata.iter().zip(&design.strata).zip(design.factors()) {
        if about.n == 0.0 {
            continue;
        }
        let factor = factor?;
        let cells: Vec<Sum> = (0..size).map(|index| cell(stratum, index)).collect();
        let all = cells.iter().copied().fold([0.0; 3], plus);
        let mean = |index: usize, p: f64| (cells.get(index).map_or(0.0, |cell| cell[1]) - p * all[1]) / weight;
        for (i, row) in covariance.iter_mut().enumerate() {
            for (j, place) in row.iter_mut().enumerate() {
                let (pi, pj) = (p.get(i).copied().unwrap_or(0.0), p.get(j).copied().unwrap_or(0.0));
                let square = |index: usize| cells.get(index).map_or(0.0, |cell| cell[2]);
                let both = if i == j { square(i) } else { 0.0 };
                let product = (both - pj * square(i) - pi * square(j) + pi * pj * all[2]) / (weight * weight);
                *place += factor * (product - mean(i, pi) * mean(j, pj) / about.n);
            }
        }
    }
    Some(covariance)
}

/// Contrasts of the cells that are orthogonal to the main effects: products of row and column contrasts.
fn contrasts(r: usize, c: usize) -> Vec<Vec<f64>> {
    // Helmert contrasts: level k against the mean of those before it.
    let helmert = |size: usize, k: usize, at: usize| match at.cmp(&(k + 1)) {
        std::cmp::Ordering::Less => -1.0,
        std::cmp::Ordering::Equal if at < size => (k + 1) as f64,
        _ => 0.0,
    };
    let mut contrasts = Vec::new();
    for row in 0..r - 1 {
        for column in 0..c - 1 {
            let cell = |index: usize| helmert(r, row, index / c) * helmert(c, column, index % c);
            contrasts.push((0..r * c).map(cell).collect());
        }
    }
    contrasts
}

#[cfg(test)]
mod tests {
    use super::super::moments::Stratum;
    use super::*;

    /// The golden numbers: svychisq(~m1+q, D).
    #[test]
    fn agrees_with_r() {
        let mut cells = vec![vec![[0.0; 3]; 3]; 2];
        for i in 1..=60usize {
            let w = 1.0 + (i % 4) as f64 / 4.0;
            let cell = &mut cells[usize::from(i % 2 == 0)][(i / 7) % 3];
            *cell = plus(*cell, [1.0, w, w * w]);
        }
        let design =
            Design { strata: vec![Stratum { n: 60.0, population: None }], weighted: true, ..Design::default() };
        let found = rao_scott(&[cells], &design).unwrap();
        assert!((found.f - 0.024_295_598_401_373_1).abs() < 1e-14, "{}", found.f);
        assert!((found.ndf - 1.999_824_554_528_22).abs() < 1e-12);
        assert!((found.ddf - 117.989_648_717_165).abs() < 1e-9);
        assert!((found.p.unwrap() - 0.975_995_412_043_634).abs() < 1e-12);
    }

    #[test]
    fn one_row_is_no_table() {
        let design = Design { strata: vec![Stratum { n: 9.0, population: None }], weighted: true, ..Design::default() };
        assert_eq!(rao_scott(&[vec![vec![[3.0; 3], [6.0; 3]]]], &design), None);
    }
}
