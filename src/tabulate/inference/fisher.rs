//! Fisher's exact test: the probability, given the margins, of a table at most as probable as the one observed.
//!
//! `network` computes it (Mehta and Patel 1983). Where a table has too many relatives for that, `draws` estimates it from
//! tables drawn with a fixed seed, and says so.

mod draws;
mod network;
mod size;

use super::association::Counts;
use network::Network;

/// Tables as probable as the observed one are counted although rounding makes them look a little more probable; as much as
/// R allows for 2 x 2, where it adds up the hypergeometric distribution.
const SLACK: f64 = 1e-7;
/// The same for larger tables, where R calls FEXACT.
const SLACK_FEXACT: f64 = 3.45254e-7;

/// A p value, and whether it was simulated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fisher {
    /// Two-sided p.
    pub p: f64,
    /// True when drawn rather than computed.
    pub simulated: bool,
}

/// Fisher's exact test; `None` where there is nothing to compare.
pub fn fisher(counts: &Counts) -> Option<Fisher> {
    if !counts.is_table() {
        return None;
    }
    let (rows, columns, cells) = counts.whole();
    let factorials = Factorials::up_to(rows.iter().sum());
    let slack = if counts.is_two_by_two() { SLACK.ln_1p() } else { SLACK_FEXACT };
    let limit = factorials.length(cells.iter().flatten()) + slack;
    // The network walks over the longer margin; what it remembers on its way are the few sums of the shorter one.
    let (rows, columns) = if rows.len() <= columns.len() { (rows, columns) } else { (columns, rows) };
    let exact = Network::new(&rows, &columns, &factorials, limit).and_then(|network| network.p());
    Some(match exact {
        Some(p) => Fisher { p: p.min(1.0), simulated: false },
        None => Fisher { p: draws::p(&rows, &columns, &factorials, limit), simulated: true },
    })
}

/// log k! for k = 0 … n.
struct Factorials(Vec<f64>);

impl Factorials {
    fn up_to(n: u64) -> Self {
        let mut sum = 0.0;
        let logs = (1..=n).map(|k| {
            sum += (k as f64).ln();
            sum
        });
        Self(std::iter::once(0.0).chain(logs).collect())
    }

    /// log k!
    fn log(&self, k: u64) -> f64 {
        self.0.get(k as usize).copied().unwrap_or(f64::INFINITY)
    }

    /// The length of a path through these cells, -sum of log k!: the longer, the more probable.
    fn length<'a>(&self, cells: impl Iterator<Item = &'a u64>) -> f64 {
        -cells.map(|k| self.log(*k)).sum::<f64>()
    }

    /// log of the ways to choose k of n.
    fn log_choose(&self, n: u64, k: u64) -> f64 {
        self.log(n) - self.log(k) - self.log(n - k)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(rows: &[&[f64]]) -> f64 {
        let rows: Vec<Vec<f64>> = rows.iter().map(|row| row.to_vec()).collect();
        let found = fisher(&Counts::new(&rows)).unwrap();
        assert!(!found.simulated);
        found.p
    }

    /// R: fisher.test(matrix(..., byrow = TRUE))$p.value; many more in tests/golden/fisher.
    #[test]
    fn agrees_with_r() {
        assert!((p(&[&[3.0, 1.0], &[1.0, 3.0]]) - 0.485_714_285_714_285_7).abs() < 1e-12);
        // The Job satisfaction example of R's help page.
        let job: [&[f64]; 4] =
            [&[1.0, 2.0, 1.0, 0.0], &[3.0, 3.0, 6.0, 1.0], &[10.0, 10.0, 14.0, 9.0], &[6.0, 7.0, 12.0, 11.0]];
        assert!((p(&job) - 0.782_684_936_859_698_9).abs() < 1e-7, "{}", p(&job));
        let mut golden = vec![vec![0.0; 3]; 3];
        for i in 1..=60usize {
            golden[(i / 7) % 3][i % 3] += 1.0;
        }
        let found = fisher(&Counts::new(&golden)).unwrap();
        assert!((found.p - 0.785_678_089_293_961).abs() < 1e-7, "{}", found.p);
    }

    #[test]
    fn too_large_a_table_is_simulated_and_says_so() {
        let rows: Vec<Vec<f64>> = (0..9).map(|r| (0..9).map(|c| f64::from((r * c) % 7 + 3)).collect()).collect();
        let found = fisher(&Counts::new(&rows)).unwrap();
        assert!(found.simulated && found.p > 0.0 && found.p <= 1.0);
    }
}
