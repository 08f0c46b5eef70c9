//! Fisher's exact test against R's values (tests/golden/fisher) and against listing every table.

use koe::tabulate::inference::association::Counts;
use koe::tabulate::inference::fisher::fisher;
use proptest::prelude::*;

fn exact(table: &[Vec<u64>]) -> f64 {
    let rows: Vec<Vec<f64>> = table.iter().map(|row| row.iter().map(|cell| *cell as f64).collect()).collect();
    let found = fisher(&Counts::new(&rows)).unwrap();
    assert!(!found.simulated, "{table:?}");
    found.p
}

fn transposed(table: &[Vec<u64>]) -> Vec<Vec<u64>> {
    (0..table[0].len()).map(|column| table.iter().map(|row| row[column]).collect()).collect()
}

#[test]
fn agrees_with_r_on_tables_of_many_shapes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/fisher/expected.csv");
    let text = std::fs::read_to_string(path).unwrap();
    let mut compared = 0;
    for line in text.lines().skip(1) {
        let (p, table) = line.split_once(',').unwrap();
        let p: f64 = p.parse().unwrap();
        let row = |row: &str| row.split(' ').map(|cell| cell.parse().unwrap()).collect();
        let table: Vec<Vec<u64>> = table.split(';').map(row).collect();
        let found = exact(&table);
        assert!((found - p).abs() <= 1e-7 * p, "{found} instead of {p} for {table:?}");
        compared += 1;
    }
    assert!(compared > 60, "only {compared} tables");
}

/// All tables with the margins of `left` and `columns`, each as its product of 1 / k!, in `found`.
fn list(left: &mut [u64], columns: &[u64], so_far: f64, found: &mut Vec<f64>) {
    let Some((column, others)) = columns.split_first() else {
        found.push(so_far);
        return;
    };
    fn fill(left: &mut [u64], row: usize, need: u64, others: &[u64], so_far: f64, found: &mut Vec<f64>) {
        if row == left.len() {
            if need == 0 {
                list(left, others, so_far, found);
            }
            return;
        }
        for k in 0..=left[row].min(need) {
            left[row] -= k;
            fill(left, row + 1, need - k, others, so_far / factorial(k), found);
            left[row] += k;
        }
    }
    fill(left, 0, *column, others, so_far, found);
}

fn factorial(k: u64) -> f64 {
    (1..=k).map(|k| k as f64).product()
}

/// The definition: the share of all tables, by probability, that are at most as probable as this one.
fn listed(table: &[Vec<u64>]) -> f64 {
    let mut rows: Vec<u64> = table.iter().map(|row| row.iter().sum()).collect();
    let columns: Vec<u64> = transposed(table).iter().map(|column| column.iter().sum()).collect();
    let mut all = Vec::new();
    list(&mut rows, &columns, 1.0, &mut all);
    let own: f64 = table.iter().flatten().map(|k| 1.0 / factorial(*k)).product();
    all.iter().filter(|other| **other <= own * (1.0 + 1e-7)).sum::<f64>() / all.iter().sum::<f64>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn small_tables_agree_with_listing_them_all(
        table in (2usize..5, 2usize..5).prop_flat_map(|(rows, columns)| {
            proptest::collection::vec(proptest::collection::vec(0u64..4, columns), rows)
        }),
    ) {
        let used = |table: &[Vec<u64>]| table.iter().filter(|row| row.iter().sum::<u64>() > 0).count();
        let people: u64 = table.iter().flatten().sum();
        prop_assume!(used(&table) > 1 && used(&transposed(&table)) > 1 && people <= 16);
        let p = exact(&table);
        prop_assert!((p - listed(&table)).abs() <= 1e-12 + 1e-9 * p, "{p} {}", listed(&table));
        prop_assert!((p - exact(&transposed(&table))).abs() <= 1e-12);
    }
}
