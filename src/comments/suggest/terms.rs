//! The runs of characters a text is compared by.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::comments::folded::Folded;

/// Longest run.
const LONGEST: usize = 4;

/// Characters of a text that count; letters are longer than this only by what they enclose.
const READ: usize = 4_000;

/// A run of one to four folded characters as one number.
pub type Term = u128;

/// Hashes a term by multiplying and mixing: terms come from texts, not from attackers, and there are many.
#[derive(Debug, Clone, Default)]
pub struct TermHasher(u64);

impl Hasher for TermHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn write_u128(&mut self, term: u128) {
        let mixed = (term as u64 ^ ((term >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

/// Parts of [`Numbers`].
const PARTS: u32 = 8;

/// Terms with their numbers, in 256 small maps: a large one would stand still for a tenth of a second whenever it grows.
#[derive(Debug, Clone)]
pub struct Numbers(Vec<HashMap<Term, u32, BuildHasherDefault<TermHasher>>>);

impl Default for Numbers {
    fn default() -> Self {
        Self(vec![HashMap::default(); 1 << PARTS])
    }
}

impl Numbers {
    /// The number of a term.
    pub fn get(&self, term: Term) -> Option<u32> {
        self.0.get(part(term))?.get(&term).copied()
    }

    /// The number of a term, which becomes `next` if it has none.
    pub fn number(&mut self, term: Term, next: u32) -> u32 {
        self.0.get_mut(part(term)).map_or(next, |part| *part.entry(term).or_insert(next))
    }
}

/// The part a term belongs to.
fn part(term: Term) -> usize {
    let mixed = (term as u64 ^ (term >> 64) as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (mixed >> (64 - PARTS)) as usize
}

/// A run where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Which.
    pub term: Term,
    /// Position of its first folded character.
    pub start: usize,
    /// Number of folded characters.
    pub length: usize,
}

/// How a character is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Chinese characters, 々 too.
    Kanji,
    /// Hiragana.
    Kana,
    /// Letters and digits of any other script, katakana too.
    Letter,
    /// Everything else.
    Mark,
}

/// How a character is written.
pub fn script(c: char) -> Script {
    match c {
        '々'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::Kanji,
        'ぁ'..='ゟ' => Script::Kana,
        c if c.is_alphanumeric() => Script::Letter,
        _ => Script::Mark,
    }
}

/// All runs of a text, in order: single ones of kanji only, longer ones of anything.
pub fn occurrences(text: &Folded) -> Vec<Occurrence> {
    let chars = text.written.get(..READ).unwrap_or(&text.written);
    let mut found = Vec::with_capacity(chars.len() * LONGEST);
    for start in 0..chars.len() {
        let mut term: Term = 0;
        for (length, c) in (1..=LONGEST).zip(chars.iter().skip(start)) {
            term = (term << 21) | (u128::from(u32::from(*c)) + 1);
            if length > 1 || script(*c) == Script::Kanji {
                found.push(Occurrence { term, start, length });
            }
        }
    }
    found
}

/// How much a run says by the way it is written: endings and particles in kana say least.
pub fn weight(chars: &[char]) -> f32 {
    let kana = chars.iter().filter(|c| script(**c) == Script::Kana).count();
    if kana == chars.len() { 0.35 } else { 1.0 - 0.4 * kana as f32 / chars.len().max(1) as f32 }
}
