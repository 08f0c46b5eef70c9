//! Sets of character n-grams as sorted numbers, and how much of them two texts share.

/// The different character 3-grams of a text, sorted. A shorter text is one gram.
pub fn threes(chars: &[char]) -> Vec<u64> {
    let mut grams: Vec<u64> = chars.windows(3).map(packed).collect();
    if grams.is_empty() && !chars.is_empty() {
        grams.push(packed(chars));
    }
    grams.sort_unstable();
    grams.dedup();
    grams
}

/// Up to three characters as one number; different ones give different numbers.
pub fn packed(chars: &[char]) -> u64 {
    chars.iter().fold(1, |sum, c| sum << 21 | u64::from(u32::from(*c)))
}

/// Number of elements that two sorted sets share.
pub fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b) = (a.iter(), b.iter());
    let (mut left, mut right) = (a.next(), b.next());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (left, right) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => left = a.next(),
            std::cmp::Ordering::Greater => right = b.next(),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left = a.next();
                right = b.next();
            }
        }
    }
    shared
}

/// A number that looks random: the finaliser of SplitMix64.
pub fn mixed(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// Hashes of all runs of `length` characters, by where they begin: a polynomial rolled along the text.
pub fn windows(chars: &[char], length: usize) -> Vec<u64> {
    const BASE: u64 = 0x0001_0000_01b3;
    if length == 0 || chars.len() < length {
        return Vec::new();
    }
    let first_power = (1..length).fold(1u64, |power, _| power.wrapping_mul(BASE));
    let number = |c: &char| u64::from(u32::from(*c)) + 1;
    let mut hashes = Vec::with_capacity(chars.len() + 1 - length);
    let mut rolling = 0u64;
    for (at, c) in chars.iter().enumerate() {
        if let Some(gone) = at.checked_sub(length).and_then(|gone| chars.get(gone)) {
            rolling = rolling.wrapping_sub(number(gone).wrapping_mul(first_power));
        }
        rolling = rolling.wrapping_mul(BASE).wrapping_add(number(c));
        if at + 1 >= length {
            hashes.push(mixed(rolling));
        }
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn grams_are_a_set() {
        assert_eq!(threes(&chars("あいうあいう")).len(), 3);
        assert_eq!(threes(&chars("あい")).len(), 1);
        assert!(threes(&[]).is_empty());
        assert_eq!(shared(&threes(&chars("あいうえ")), &threes(&chars("いうえお"))), 1);
        assert_ne!(packed(&chars("a")), packed(&chars("\0a")));
    }

    #[test]
    fn windows_are_equal_where_the_characters_are() {
        let text = chars("空き店舗と空き店舗の話");
        let hashes = windows(&text, 4);
        assert_eq!(hashes.len(), 8);
        assert_eq!(hashes[0], hashes[5]);
        assert_eq!(hashes.iter().collect::<std::collections::BTreeSet<_>>().len(), 7);
        assert!(windows(&text, 12).is_empty());
    }
}
