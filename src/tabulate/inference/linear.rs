//! Small systems of linear equations.

/// Solves A X = B by elimination with pivoting; `None` where A has no inverse.
pub fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let size = a.len();
    for step in 0..size {
        let weight = |row: usize| a.get(row).and_then(|row| row.get(step)).map_or(0.0, |value| value.abs());
        let pivot = (step..size).max_by(|x, y| weight(*x).total_cmp(&weight(*y)))?;
        if weight(pivot) == 0.0 {
            return None;
        }
        a.swap(step, pivot);
        b.swap(step, pivot);
        let (own_a, own_b) = (a.get(step)?.clone(), b.get(step)?.clone());
        let lead = *own_a.get(step)?;
        for row in (0..size).filter(|row| *row != step) {
            let factor = a.get(row)?.get(step)? / lead;
            for (x, own) in a.get_mut(row)?.iter_mut().zip(&own_a) {
                *x -= factor * own;
            }
            for (x, own) in b.get_mut(row)?.iter_mut().zip(&own_b) {
                *x -= factor * own;
            }
        }
    }
    for (row, values) in b.iter_mut().enumerate() {
        let lead = *a.get(row)?.get(row)?;
        values.iter_mut().for_each(|value| *value /= lead);
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_what_can_be_solved() {
        let found = solve(vec![vec![0.0, 2.0], vec![1.0, 1.0]], vec![vec![4.0], vec![5.0]]).unwrap();
        assert_eq!(found, vec![vec![3.0], vec![2.0]]);
        assert_eq!(solve(vec![vec![1.0, 1.0], vec![2.0, 2.0]], vec![vec![1.0], vec![2.0]]), None);
    }
}
