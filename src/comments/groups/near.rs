//! Near copies: character 3-gram sets with a Jaccard coefficient of at least 0.8.
//!
//! Candidates come from MinHash signatures cut into bands (Broder 1997; Leskovec, Rajaraman, Ullman: Mining of Massive
//! Datasets, ch. 3): 32 bands of 7. A pair with a coefficient of 0.8 is looked at with probability 0.9995, one of 0.9 almost
//! surely; each is then compared exactly. The hash functions are fixed, so that two runs agree.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::grams::{mixed, shared};
use super::sets::Sets;

const BANDS: usize = 32;
const ROWS: usize = 7;
/// Texts with fewer different 3-grams than this (about 20 characters) have no near copies: a difference there is a
/// difference in what is said.
pub const LEAST_GRAMS: usize = 18;
/// Members of one set that a text is compared with in a band, and of all sets: enough to find it, whatever the size.
const OF_A_SET: usize = 8;
const OF_ALL: usize = 64;

/// Words that turn what is said around.
const OPPOSITES: [(&str, &str); 7] = [
    ("賛成", "反対"),
    ("必要", "不要"),
    ("増や", "減ら"),
    ("拡大", "縮小"),
    ("拡充", "縮小"),
    ("推進", "中止"),
    ("良い", "悪い"),
];

/// One text to be compared.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Sorted 3-grams.
    pub grams: Vec<u64>,
    /// How often the words of `OPPOSITES` occur.
    turns: [[u8; 2]; OPPOSITES.len()],
}

impl Text {
    /// Prepares a normalised text.
    pub fn new(chars: &[char]) -> Self {
        let text: String = chars.iter().collect();
        let count = |word: &str| u8::try_from(text.matches(word).count()).unwrap_or(u8::MAX);
        Self { grams: super::grams::threes(chars), turns: OPPOSITES.map(|(one, other)| [count(one), count(other)]) }
    }

    /// Near copies: alike, and not one for and the other against.
    pub fn is_near(&self, other: &Self) -> bool {
        let (few, many) = (self.grams.len().min(other.grams.len()), self.grams.len().max(other.grams.len()));
        if few < LEAST_GRAMS || 10 * few < 8 * many {
            return false;
        }
        // shared / (few + many - shared) >= 0.8
        9 * shared(&self.grams, &other.grams) >= 4 * (few + many) && !self.is_opposed(other)
    }

    /// A word was exchanged for its opposite.
    fn is_opposed(&self, other: &Self) -> bool {
        self.turns.iter().zip(&other.turns).any(|([a, b], [c, d])| (a > c && b < d) || (a < c && b > d))
    }
}

/// Joins near copies. Stops early when cancelled.
pub fn join(texts: &[Text], sets: &mut Sets, cancel: &AtomicBool) {
    let long: Vec<usize> =
        (0..texts.len()).filter(|at| texts.get(*at).is_some_and(|t| t.grams.len() >= LEAST_GRAMS)).collect();
    let signatures = super::parallel(&long, cancel, |at| texts.get(*at).map_or([0; BANDS], bands));
    let mut refused: HashSet<(usize, usize)> = HashSet::new();
    for band in 0..BANDS {
        let mut keys: Vec<(u64, usize)> = signatures
            .iter()
            .zip(&long)
            .map(|(signature, text)| (signature.get(band).copied().unwrap_or(0), *text))
            .collect();
        keys.sort_unstable();
        for bucket in keys.chunk_by(|a, b| a.0 == b.0).filter(|bucket| bucket.len() > 1) {
            if cancel.load(Ordering::Relaxed) {
                return;
            }
            let mut met: Vec<usize> = Vec::new();
            for (_, text) in bucket {
                let mut own = 0;
                for other in met.iter().rev().take(OF_ALL) {
                    if sets.root(*other) == sets.root(*text) {
                        own += 1;
                        continue;
                    }
                    let pair = (*text.min(other), *text.max(other));
                    let near = texts
                        .get(pair.0)
                        .zip(texts.get(pair.1))
                        .is_some_and(|(a, b)| !refused.contains(&pair) && a.is_near(b));
                    if near {
                        sets.join(*text, *other);
                        own += 1;
                    } else {
                        refused.insert(pair);
                    }
                }
                if own < OF_A_SET {
                    met.push(*text);
                }
            }
        }
    }
}

/// A key for each band.
fn bands(text: &Text) -> [u64; BANDS] {
    let mut least = [u32::MAX; BANDS * ROWS];
    let functions = functions();
    for gram in &text.grams {
        let gram = mixed(*gram);
        for (least, (factor, plus)) in least.iter_mut().zip(functions) {
            *least = (*least).min((gram.wrapping_mul(*factor).wrapping_add(*plus) >> 32) as u32);
        }
    }
    let mut keys = [0; BANDS];
    for (key, rows) in keys.iter_mut().zip(least.chunks(ROWS)) {
        *key = rows.iter().fold(0, |key, row| mixed(key ^ u64::from(*row)));
    }
    keys
}

/// Multiply-shift hash functions (Dietzfelbinger and others 1997).
fn functions() -> &'static [(u64, u64); BANDS * ROWS] {
    static FUNCTIONS: std::sync::OnceLock<[(u64, u64); BANDS * ROWS]> = std::sync::OnceLock::new();
    FUNCTIONS.get_or_init(|| {
        let mut seed = 0;
        std::array::from_fn(|_| {
            seed += 2;
            (mixed(seed) | 1, mixed(seed + 1))
        })
    })
}
