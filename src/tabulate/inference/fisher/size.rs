//! How many arcs a network has, guessed before anything is walked, so that no time is lost on one that is far too large.

/// About how many arcs the walk over `columns` will look at: at each stage the nodes there can be, times the ways to fill
/// the next column from one of average size. Nodes that differ by the order of their rows only are one.
pub(super) fn arcs(rows: &[u64], columns: &[u64]) -> f64 {
    let n: u64 = rows.iter().sum();
    let orders: f64 = (1..=rows.len()).map(|k| k as f64).product();
    let mut walked = 0;
    let stages = columns.iter().take(columns.len().saturating_sub(1)).map(|column| {
        let nodes = (ways(rows, walked) / orders).max(1.0);
        let share = (n - walked) as f64 / n as f64;
        let left: Vec<u64> = rows.iter().map(|row| (*row as f64 * share).ceil() as u64).collect();
        walked += column;
        nodes * ways(&left, *column)
    });
    stages.sum()
}

/// The ways to take `column` from the rows: a coefficient of the product of 1 + x + … + x^row.
fn ways(rows: &[u64], column: u64) -> f64 {
    let mut ways = vec![0.0; column as usize + 1];
    ways.iter_mut().take(1).for_each(|first| *first = 1.0);
    for row in rows {
        let mut window = 0.0;
        let next = (0..ways.len()).map(|taken| {
            window += ways.get(taken).copied().unwrap_or(0.0);
            let gone = (taken as u64).checked_sub(row + 1).and_then(|gone| ways.get(gone as usize));
            window -= gone.copied().unwrap_or(0.0);
            window
        });
        ways = next.collect();
    }
    ways.last().copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_counted() {
        assert_eq!(ways(&[3, 1, 2], 0), 1.0);
        // 3+0+0 2+1+0 2+0+1 1+1+1 1+0+2 0+1+2
        assert_eq!(ways(&[3, 1, 2], 3), 6.0);
        assert_eq!(ways(&[3, 1, 2], 6), 1.0);
        assert_eq!(ways(&[3, 1, 2], 7), 0.0);
    }

    #[test]
    fn larger_tables_have_more() {
        assert!(arcs(&[20, 20], &[10, 30]) < arcs(&[20, 20, 20], &[10, 20, 30]));
        assert!(arcs(&[200; 5], &[250; 4]) > 1e9);
    }
}
