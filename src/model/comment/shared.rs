//! Long lists that share their parts, so that a list and a slightly changed copy cost little more than one of them: what is
//! the same in both is one piece of memory, which also tells quickly where they differ. Knows nothing of comments.

use std::collections::HashSet;

use imbl::Vector;

/// A list whose copies share its parts.
pub type List<T> = Vector<T>;

/// Gives `new` the parts of `old` wherever it says the same; its contents do not change. Takes the time of comparing both,
/// so it is done where nobody waits for it.
pub fn share<T: Clone + PartialEq>(new: &mut Vector<T>, old: &Vector<T>) {
    let mut shared = old.clone();
    if new.len() == old.len() {
        for (at, (one, other)) in new.iter().zip(old).enumerate() {
            if one != other {
                shared.set(at, one.clone());
            }
        }
    } else {
        let first = new.iter().zip(old).take_while(|(one, other)| one == other).count();
        let room = new.len().min(old.len()) - first;
        let last = new.iter().rev().zip(old.iter().rev()).take(room).take_while(|(one, other)| one == other).count();
        let tail = shared.split_off(old.len() - last);
        shared.truncate(first);
        shared.extend(new.iter().skip(first).take(new.len() - last - first).cloned());
        shared.append(tail);
    }
    *new = shared;
}

/// What two lists do not share: parts of `old`, parts of `new`, each in order. Everything that differs is among it, and some
/// of its neighbours.
pub fn apart<'a, T: Clone>(old: &'a Vector<T>, new: &'a Vector<T>) -> (Vec<&'a T>, Vec<&'a T>) {
    (beside(old, new), beside(new, old))
}

/// What of `one` is no part of `other`.
fn beside<'a, T: Clone>(one: &'a Vector<T>, other: &Vector<T>) -> Vec<&'a T> {
    if one.ptr_eq(other) {
        return Vec::new();
    }
    let known: HashSet<(*const T, usize)> = other.leaves().map(|leaf| (leaf.as_ptr(), leaf.len())).collect();
    one.leaves().filter(|leaf| !known.contains(&(leaf.as_ptr(), leaf.len()))).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_keep_their_contents_and_share_what_is_the_same(
            old in prop::collection::vec(0..1_000_u16, 0..600),
            from in 0..600_usize,
            gone in 0..5_usize,
            came in prop::collection::vec(0..1_000_u16, 0..5),
        ) {
            let mut changed = old.clone();
            let from = from.min(old.len());
            changed.splice(from..(from + gone).min(old.len()), came);
            let one: Vector<u16> = old.iter().copied().collect();
            let mut other: Vector<u16> = changed.iter().copied().collect();
            share(&mut other, &one);
            prop_assert!(other.iter().eq(&changed));
            prop_assert!(one.iter().eq(&old));
            let (left, right) = apart(&one, &other);
            // Without what is apart both are the same list.
            prop_assert_eq!(old.len() - left.len(), changed.len() - right.len());
        }
    }

    #[test]
    fn one_change_among_many_leaves_the_rest_in_place() {
        let one: Vector<usize> = (0..10_000).collect();
        let mut other: Vector<usize> = (0..10_000).map(|at| if at == 5_000 { 1 } else { at }).collect();
        assert_eq!(apart(&one, &other).1.len(), 10_000);
        share(&mut other, &one);
        let (left, right) = apart(&one, &other);
        assert_eq!((left.len(), right.len()), (64, 64));
        assert!(right.contains(&&1) && left.contains(&&5_000));
        // One more in the middle: what stands behind it is still the same.
        let mut longer: Vector<usize> = (0..5_000).chain([1, 2]).chain(5_001..10_000).collect();
        share(&mut longer, &one);
        assert!(apart(&one, &longer).1.len() < 5_000);
    }
}
