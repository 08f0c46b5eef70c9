//! A quick look before a list of words is searched at every character of a text: whether one of them may begin there.

/// What some words begin with. Characters share bits, so that it says yes for a few others too, but never no for one of its
/// own.
pub(super) struct Starts([u64; 64]);

impl Starts {
    /// The first characters of some words, which are folded.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut bits = [0; 64];
        for first in words.into_iter().filter_map(|word| word.chars().next()) {
            let (at, bit) = place(first);
            if let Some(part) = bits.get_mut(at) {
                *part |= bit;
            }
        }
        Self(bits)
    }

    /// The last characters of some words, for a look at what stands before a place.
    pub fn ends<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let lasts: Vec<String> = words.into_iter().filter_map(|word| word.chars().last()).map(String::from).collect();
        Self::of(lasts.iter().map(String::as_str))
    }

    /// False when none of the words begins with a character.
    pub fn may(&self, c: Option<char>) -> bool {
        c.is_some_and(|c| {
            let (at, bit) = place(c);
            self.0.get(at).is_some_and(|part| part & bit != 0)
        })
    }
}

fn place(c: char) -> (usize, u64) {
    let number = u32::from(c);
    ((number / 64 % 64) as usize, 1 << (number % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_first_character_is_missed() {
        let words = ["氏名", "name", "(at)", "𠮷田", ""];
        let starts = Starts::of(words);
        assert!(words.iter().filter(|word| !word.is_empty()).all(|word| starts.may(word.chars().next())));
        let others = ('ぁ'..='ん').filter(|c| starts.may(Some(*c))).count();
        assert!(others < 4, "{others}");
        assert!(!starts.may(None));
    }
}
