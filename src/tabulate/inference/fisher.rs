//! Fisher's exact test: the probability, given the margins, of a table at most as probable as the one observed.
//!
//! Tables are paths through the network of Mehta and Patel, whose nodes are what the columns so far leave of the rows. Beyond a
//! limit of work the p value is drawn with a fixed seed, and says so.

use std::collections::HashMap;

use super::association::Counts;

/// Tables as probable as the observed one are counted although rounding makes them look a little more probable, as R does.
const SLACK: f64 = 1e-7;
/// Lengths that differ by less are the same, but for rounding.
const SAME_LENGTH: f64 = 1e-9;
/// Ways and paths looked at before drawing instead.
const MOST_WORK: usize = 2_000_000;
/// Tables with more cells than this and more people than `MANY_PEOPLE` never finish within that: less is spent on them.
const MANY_CELLS: usize = 20;
/// See `MANY_CELLS`.
const MANY_PEOPLE: usize = 150;
/// Tables drawn when simulating.
const DRAWS: usize = 10_000;

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
    // Fewer and longer columns make fewer nodes.
    let (rows, mut columns, observed) =
        if rows.len() <= columns.len() { (rows, columns, cells) } else { (columns, rows, transposed(&cells)) };
    columns.sort_unstable_by(|a, b| b.cmp(a));
    let table = Table::new(&rows, &columns);
    let limit = table.probability(&observed) * (1.0 + SLACK);
    match table.exact(limit) {
        Some(p) => Some(Fisher { p: p.min(1.0), simulated: false }),
        None => Some(Fisher { p: table.simulated(limit), simulated: true }),
    }
}

fn transposed(cells: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let columns = cells.first().map_or(0, Vec::len);
    (0..columns).map(|column| cells.iter().filter_map(|row| row.get(column).copied()).collect()).collect()
}

/// Paths by length, -sum of log k! over their cells, with how many there are of each.
type Paths = Vec<(f64, f64)>;

/// Makes one of paths of equal length.
fn merge(paths: &mut Paths) {
    paths.sort_by(|a, b| a.0.total_cmp(&b.0));
    paths.dedup_by(|next, kept| {
        let equal = next.0 - kept.0 < SAME_LENGTH;
        if equal {
            kept.1 += next.1;
        }
        equal
    });
}

/// The margins, with logarithms of factorials at hand.
struct Table {
    rows: Vec<u64>,
    columns: Vec<u64>,
    factorial: Vec<f64>,
    /// log(product of row and column factorials / n!)
    constant: f64,
}

impl Table {
    fn new(rows: &[u64], columns: &[u64]) -> Self {
        let n = usize::try_from(rows.iter().sum::<u64>()).unwrap_or(0);
        let mut factorial = vec![0.0; n + 1];
        let mut sum = 0.0;
        for (k, place) in factorial.iter_mut().enumerate().skip(1) {
            sum += (k as f64).ln();
            *place = sum;
        }
        let mut table = Self { rows: rows.to_vec(), columns: columns.to_vec(), factorial, constant: 0.0 };
        let margins: f64 = rows.iter().chain(columns).map(|k| table.log_factorial(*k)).sum();
        table.constant = margins - table.log_factorial(n as u64);
        table
    }

    fn log_factorial(&self, k: u64) -> f64 {
        usize::try_from(k).ok().and_then(|k| self.factorial.get(k)).copied().unwrap_or(f64::INFINITY)
    }

    fn probability(&self, cells: &[Vec<u64>]) -> f64 {
        let inside: f64 = cells.iter().flatten().map(|k| self.log_factorial(*k)).sum();
        (self.constant - inside).exp()
    }

    /// The sum of probabilities not above `limit`; `None` when it would take too much work.
    ///
    /// A table is a path through its columns; what matters of the columns so far is only what they leave of the rows. So
    /// the paths through the first half of the columns and those through the second half are listed apart, and joined
    /// where they meet.
    fn exact(&self, limit: f64) -> Option<f64> {
        let limit = limit.ln() - self.constant;
        let half = self.columns.len() / 2;
        let hopeless = self.rows.len() * self.columns.len() > MANY_CELLS && self.factorial.len() > MANY_PEOPLE;
        let mut work = if hopeless { MOST_WORK / 20 } else { MOST_WORK };
        let mut rows = self.rows.clone();
        rows.sort_unstable();
        let mut firsts: HashMap<Vec<u64>, Paths> = HashMap::from([(rows, vec![(0.0, 1.0)])]);
        for column in self.columns.iter().take(half) {
            let mut next: HashMap<Vec<u64>, Paths> = HashMap::new();
            for (left, pasts) in &firsts {
                for (rest, inside) in self.ways(left, *column, &mut work)? {
                    work = work.checked_sub(pasts.len())?;
                    next.entry(rest).or_default().extend(pasts.iter().map(|(length, count)| (length - inside, *count)));
                }
            }
            next.values_mut().for_each(merge);
            firsts = next;
        }
        let mut known = HashMap::new();
        let mut sum = 0.0;
        for (left, pasts) in &firsts {
            let mut rests = self.rests(left, half, &mut known, &mut work)?.to_vec();
            rests.sort_by(|a, b| a.0.total_cmp(&b.0));
            // Lengths are taken from the longest on, so that nothing under- or overflows.
            let longest = rests.last().map_or(0.0, |(length, _)| *length);
            let mut reached = 0.0;
            let sums: Vec<f64> = rests
                .iter()
                .map(|(length, count)| {
                    reached += count * (length - longest).exp();
                    reached
                })
                .collect();
            for (length, count) in pasts {
                let fitting = rests.partition_point(|(rest, _)| length + rest <= limit);
                let fitting = fitting.checked_sub(1).and_then(|last| sums.get(last)).copied().unwrap_or(0.0);
                sum += count * (self.constant + length + longest).exp() * fitting;
            }
        }
        Some(sum)
    }

    /// All paths through the columns from `index` on.
    fn rests<'k>(
        &self,
        left: &[u64],
        index: usize,
        known: &'k mut HashMap<(usize, Vec<u64>), Paths>,
        work: &mut usize,
    ) -> Option<&'k [(f64, f64)]> {
        let key = (index, left.to_vec());
        if !known.contains_key(&key) {
            let paths = match self.columns.get(index..) {
                Some([column, _, ..]) => {
                    let mut paths = Vec::new();
                    for (rest, inside) in self.ways(left, *column, work)? {
                        let rests = self.rests(&rest, index + 1, known, work)?;
                        *work = work.checked_sub(rests.len())?;
                        paths.extend(rests.iter().map(|(length, count)| (length - inside, *count)));
                    }
                    merge(&mut paths);
                    paths
                }
                // The last column takes what is left.
                _ => vec![(-left.iter().map(|k| self.log_factorial(*k)).sum::<f64>(), 1.0)],
            };
            known.insert(key.clone(), paths);
        }
        known.get(&key).map(Vec::as_slice)
    }

    /// All ways to fill one column from what is left of the rows: what they leave, sorted (what follows does not depend on
    /// which row is which), and the sum of log k! of the column's cells.
    fn ways(&self, left: &[u64], column: u64, work: &mut usize) -> Option<Vec<(Vec<u64>, f64)>> {
        let mut ways = Vec::new();
        self.fill(left, 0, column, 0.0, &mut Vec::new(), &mut ways, *work)?;
        *work = work.checked_sub(ways.len())?;
        ways.iter_mut().for_each(|(rest, _)| rest.sort_unstable());
        Some(ways)
    }

    #[expect(clippy::too_many_arguments, reason = "a recursion that carries its state")]
    fn fill(
        &self,
        left: &[u64],
        row: usize,
        need: u64,
        inside: f64,
        rest: &mut Vec<u64>,
        ways: &mut Vec<(Vec<u64>, f64)>,
        most: usize,
    ) -> Option<()> {
        let Some(available) = left.get(row) else {
            ways.push((rest.clone(), inside));
            return (ways.len() <= most).then_some(());
        };
        let below: u64 = left.iter().skip(row + 1).sum();
        for k in need.saturating_sub(below)..=(*available).min(need) {
            rest.push(available - k);
            self.fill(left, row + 1, need - k, inside + self.log_factorial(k), rest, ways, most)?;
            rest.pop();
        }
        Some(())
    }

    /// Patefield-like drawing: shuffles the rows' members over the columns.
    fn simulated(&self, limit: f64) -> f64 {
        let labels = |sizes: &[u64]| -> Vec<usize> {
            sizes.iter().enumerate().flat_map(|(label, size)| std::iter::repeat_n(label, *size as usize)).collect()
        };
        let rows = labels(&self.rows);
        let mut columns = labels(&self.columns);
        let mut random = 0x6b6f_6521u64;
        let mut as_extreme = 0usize;
        for _ in 0..DRAWS {
            for end in (1..columns.len()).rev() {
                random = random.wrapping_add(0x9e37_79b9_7f4a_7c15);
                let mut mixed = random;
                mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
                mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
                mixed ^= mixed >> 31;
                columns.swap(end, (mixed % (end as u64 + 1)) as usize);
            }
            let mut cells = vec![vec![0u64; self.columns.len()]; self.rows.len()];
            for (row, column) in rows.iter().zip(&columns) {
                if let Some(cell) = cells.get_mut(*row).and_then(|row| row.get_mut(*column)) {
                    *cell += 1;
                }
            }
            as_extreme += usize::from(self.probability(&cells) <= limit);
        }
        (as_extreme + 1) as f64 / (DRAWS + 1) as f64
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

    /// R: fisher.test(matrix(..., byrow = TRUE))$p.value
    #[test]
    fn agrees_with_r() {
        assert!((p(&[&[3.0, 1.0], &[1.0, 3.0]]) - 0.485_714_285_714_285_7).abs() < 1e-12);
        // Fisher's Job satisfaction example of R's help page.
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
