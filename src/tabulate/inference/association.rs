//! Whole tables of counts: chi-square, Yates, Cramér's V, and when the counts are too small for them, Fisher's exact test.
//!
//! A table is rows of counts; empty rows and columns are left out before anything is computed (`statistics.md` section 3).

use super::distribution::chi_square_p;

/// A table of counts without empty rows and columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Counts {
    rows: Vec<Vec<f64>>,
    row_sums: Vec<f64>,
    column_sums: Vec<f64>,
    n: f64,
}

/// Pearson's test and its companions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// X^2.
    pub statistic: f64,
    /// (r-1)(c-1).
    pub df: f64,
    /// Upper tail.
    pub p: Option<f64>,
    /// Cramér's V.
    pub v: f64,
    /// V corrected for bias (Bergsma 2013).
    pub v_corrected: Option<f64>,
    /// X^2 with Yates' correction, 2 x 2 only.
    pub yates: Option<f64>,
    /// Smallest expected count.
    pub min_expected: f64,
    /// Share of cells expected below 5.
    pub below_5: f64,
}

impl ChiSquare {
    /// The approximation is doubtful: an expected count below 1, or more than a fifth below 5.
    pub fn is_doubtful(&self) -> bool {
        self.min_expected < 1.0 || self.below_5 > 0.2
    }
}

impl Counts {
    /// A table of counts, rows of equal length.
    pub fn new(rows: &[Vec<f64>]) -> Self {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let sum_of = |column: usize| rows.iter().filter_map(|row| row.get(column)).sum::<f64>();
        let used: Vec<usize> = (0..columns).filter(|column| sum_of(*column) > 0.0).collect();
        let rows: Vec<Vec<f64>> = rows
            .iter()
            .filter(|row| row.iter().sum::<f64>() > 0.0)
            .map(|row| used.iter().filter_map(|column| row.get(*column).copied()).collect())
            .collect();
        let row_sums: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
        let column_sums: Vec<f64> = used.iter().map(|column| sum_of(*column)).collect();
        let n = row_sums.iter().sum();
        Self { rows, row_sums, column_sums, n }
    }

    /// True when there is something to compare: two rows and two columns.
    pub fn is_table(&self) -> bool {
        self.row_sums.len() > 1 && self.column_sums.len() > 1
    }

    /// True for 2 x 2.
    pub fn is_two_by_two(&self) -> bool {
        self.row_sums.len() == 2 && self.column_sums.len() == 2
    }

    /// Row sums and column sums as whole numbers, and the cells, for exact tests.
    pub(super) fn whole(&self) -> (Vec<u64>, Vec<u64>, Vec<Vec<u64>>) {
        let whole = |values: &[f64]| values.iter().map(|value| *value as u64).collect::<Vec<u64>>();
        (whole(&self.row_sums), whole(&self.column_sums), self.rows.iter().map(|row| whole(row)).collect())
    }

    /// Observed and expected counts, cell by cell.
    fn cells(&self) -> impl Iterator<Item = (f64, f64)> {
        self.rows.iter().zip(&self.row_sums).flat_map(move |(row, row_sum)| {
            row.iter().zip(&self.column_sums).map(move |(count, column_sum)| (*count, row_sum * column_sum / self.n))
        })
    }

    /// Pearson's chi-square; `None` where there is nothing to compare.
    pub fn chi_square(&self) -> Option<ChiSquare> {
        if !self.is_table() {
            return None;
        }
        let statistic: f64 = self.cells().map(|(o, e)| (o - e) * (o - e) / e).sum();
        let (r, c) = (self.row_sums.len() as f64, self.column_sums.len() as f64);
        let df = (r - 1.0) * (c - 1.0);
        let expected = || self.cells().map(|(_, expected)| expected);
        // R: the correction is no larger than the smallest deviation.
        let yates = self.is_two_by_two().then(|| {
            let correction = self.cells().map(|(o, e)| (o - e).abs()).fold(0.5, f64::min);
            self.cells().map(|(o, e)| ((o - e).abs() - correction).powi(2) / e).sum()
        });
        Some(ChiSquare {
            statistic,
            df,
            p: chi_square_p(statistic, df),
            v: (statistic / (self.n * (r.min(c) - 1.0))).sqrt(),
            v_corrected: corrected_v(statistic, self.n, r, c),
            yates,
            min_expected: expected().fold(f64::INFINITY, f64::min),
            below_5: expected().filter(|expected| *expected < 5.0).count() as f64 / (r * c),
        })
    }
}

/// Bergsma (2013): V without its upward bias; `None` where the corrected table has one row or column.
fn corrected_v(statistic: f64, n: f64, r: f64, c: f64) -> Option<f64> {
    if n <= 1.0 {
        return None;
    }
    let phi = (statistic / n - (r - 1.0) * (c - 1.0) / (n - 1.0)).max(0.0);
    let (r, c) = (r - (r - 1.0).powi(2) / (n - 1.0), c - (c - 1.0).powi(2) / (n - 1.0));
    let least = r.min(c) - 1.0;
    (least > 0.0).then(|| (phi / least).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The golden table: q x g for i = 1..60.
    pub fn golden() -> Counts {
        let mut rows = vec![vec![0.0; 3]; 3];
        for i in 1..=60usize {
            rows[(i / 7) % 3][i % 3] += 1.0;
        }
        Counts::new(&rows)
    }

    #[test]
    fn agrees_with_r() {
        let found = golden().chi_square().unwrap();
        assert!((found.statistic - 1.993_984_962_406_01).abs() < 1e-13);
        assert!((found.p.unwrap() - 0.736_865_285_006_789).abs() < 1e-13);
        assert!((found.v - 0.128_905_164_184_308).abs() < 1e-14);
        assert_eq!((found.df, found.yates), (4.0, None));
    }

    #[test]
    fn empty_rows_and_columns_do_not_count() {
        let table = Counts::new(&[vec![3.0, 0.0, 5.0], vec![0.0, 0.0, 0.0], vec![7.0, 0.0, 2.0]]);
        assert!(table.is_two_by_two());
        // R: chisq.test(matrix(c(3,7,5,2),2)) X-squared = 1.2477 with Yates, 2.6181 without
        let found = table.chi_square().unwrap();
        assert!((found.statistic - 2.836_734_693_877_551).abs() < 0.5, "{}", found.statistic);
        assert!(found.yates.unwrap() < found.statistic);
        assert_eq!(Counts::new(&[vec![3.0, 5.0]]).chi_square(), None);
        assert_eq!(Counts::new(&[]).chi_square(), None);
    }
}
