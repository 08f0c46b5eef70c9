//! How much two sets share. One home for a small formula, so that likeness means the same everywhere.

use std::collections::BTreeSet;

/// |A and B| / |A or B|, 0 to 1; 0 where both are empty.
pub fn jaccard<T: Ord>(a: &BTreeSet<T>, b: &BTreeSet<T>) -> f64 {
    let both = a.intersection(b).count();
    let any = a.len() + b.len() - both;
    if any == 0 { 0.0 } else { both as f64 / any as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shared_of_everything() {
        let set = |numbers: &[u8]| numbers.iter().copied().collect::<BTreeSet<u8>>();
        assert_eq!(jaccard(&set(&[1, 2, 3]), &set(&[2, 3, 4])), 0.5);
        assert_eq!(jaccard(&set(&[1]), &set(&[])), 0.0);
        assert_eq!(jaccard(&set(&[]), &set(&[])), 0.0);
    }
}
