//! Looking things up among many opinions: what is similar to one, and where words occur.
//!
//! Similarity is the cosine of TF-IDF vectors over character 2- and 3-grams (weight (1 + ln tf) ln(1 + N/df), N and df
//! counted over different texts), read from an inverted index. It says what to look at first, not what means the same.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};

use super::grams::{mixed, packed};
use super::normalise::normal;
use crate::text::fold;

/// An index over texts by their position in the input.
#[derive(Debug, Clone, Default)]
pub struct Index {
    /// By text: its class of equal normalised texts; `None` for blank ones.
    class: Vec<Option<usize>>,
    /// By class: first text that has it.
    first: Vec<usize>,
    /// By class: its grams with their weights; the squares of a text's weights add up to 1.
    vectors: Vec<Vec<(u32, f32)>>,
    /// By gram: classes that have it, with the weight.
    postings: Vec<Vec<(u32, f32)>>,
    /// By text: which of `folded` is its own.
    writing: Vec<usize>,
    /// Different texts, folded for search.
    folded: Vec<String>,
}

/// Hashes packed characters; the default hasher is several times slower and guards against what cannot happen here.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = mixed(self.0 ^ u64::from(*byte)));
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = mixed(value);
    }
}

impl Index {
    /// Indexes texts. When cancelled, what is not indexed yet is never found.
    pub fn new(texts: &[&str], cancel: &AtomicBool) -> Self {
        let mut index = Self::default();
        let mut written: HashMap<&str, usize> = HashMap::new();
        let mut wordings: Vec<(&str, usize)> = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let wording = *written.entry(text).or_insert_with(|| {
                wordings.push((text, at));
                wordings.len() - 1
            });
            index.writing.push(wording);
        }
        let prepared = super::parallel(&wordings, cancel, |(text, _)| (fold::search(text), grams(&normal(text).chars)));
        let mut ids: HashMap<u64, u32, BuildHasherDefault<Mixer>> = HashMap::default();
        let mut known: HashMap<Vec<(u64, u32)>, usize> = HashMap::new();
        let mut classes: Vec<Option<usize>> = Vec::with_capacity(prepared.len());
        let mut counts: Vec<Vec<(u32, u32)>> = Vec::new();
        for ((folded, grams), (_, at)) in prepared.into_iter().zip(&wordings) {
            index.folded.push(folded);
            if grams.is_empty() {
                classes.push(None);
                continue;
            }
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            let mut fresh = next;
            let numbered = grams.iter().map(|(gram, count)| {
                let id = *ids.entry(*gram).or_insert_with(|| {
                    fresh += 1;
                    fresh - 1
                });
                (id, *count)
            });
            let numbered: Vec<(u32, u32)> = numbered.collect();
            let class = *known.entry(grams).or_insert_with(|| {
                index.first.push(*at);
                counts.push(numbered);
                index.first.len() - 1
            });
            classes.push(Some(class));
        }
        index.class = index.writing.iter().map(|wording| classes.get(*wording).copied().flatten()).collect();
        index.weigh(&counts, ids.len(), cancel);
        index
    }

    fn weigh(&mut self, counts: &[Vec<(u32, u32)>], grams: usize, cancel: &AtomicBool) {
        let mut having = vec![0u32; grams];
        for (gram, _) in counts.iter().flatten() {
            if let Some(having) = having.get_mut(*gram as usize) {
                *having += 1;
            }
        }
        let total = counts.len() as f64;
        let rarity: Vec<f64> = having.iter().map(|having| (1.0 + total / f64::from((*having).max(1))).ln()).collect();
        self.postings = having.iter().map(|having| Vec::with_capacity(*having as usize)).collect();
        for (class, counts) in (0u32..).zip(counts) {
            if cancel.load(Ordering::Relaxed) {
                return;
            }
            let weight = |(gram, count): &(u32, u32)| {
                (1.0 + f64::from(*count).ln()) * rarity.get(*gram as usize).copied().unwrap_or(0.0)
            };
            let length = counts.iter().map(|entry| weight(entry).powi(2)).sum::<f64>().sqrt();
            let vector: Vec<(u32, f32)> =
                counts.iter().map(|entry| (entry.0, (weight(entry) / length) as f32)).collect();
            for (gram, weight) in &vector {
                if let Some(posting) = self.postings.get_mut(*gram as usize) {
                    posting.push((class, *weight));
                }
            }
            self.vectors.push(vector);
        }
    }

    /// The texts most like one, best first, with the cosine (0 to 1); of equal ones the first in the input. Copies of a text
    /// are there once, by the first of them; copies of the text itself are not there: `find` tells them.
    pub fn similar(&self, text: usize, limit: usize) -> Vec<(usize, f64)> {
        let Some(class) = self.class.get(text).copied().flatten() else { return Vec::new() };
        let vector = self.vectors.get(class).map_or(&[][..], |vector| vector);
        let mut ranked = self.rank(vector);
        ranked.retain(|(other, _)| *other != class);
        self.best(ranked, limit)
    }

    fn rank(&self, vector: &[(u32, f32)]) -> Vec<(usize, f64)> {
        let mut scores = vec![0f32; self.vectors.len()];
        for (gram, weight) in vector {
            for (class, other) in self.postings.get(*gram as usize).map_or(&[][..], |posting| posting) {
                if let Some(score) = scores.get_mut(*class as usize) {
                    *score += weight * other;
                }
            }
        }
        scores.into_iter().map(f64::from).enumerate().filter(|(_, score)| *score > 0.0).collect()
    }

    fn best(&self, mut ranked: Vec<(usize, f64)>, limit: usize) -> Vec<(usize, f64)> {
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        ranked.into_iter().filter_map(|(class, score)| Some((*self.first.get(class)?, score.min(1.0)))).collect()
    }

    /// Texts in which all words of the query occur (words are parted by spaces), whatever their width, kana or case, in the
    /// order of the input. No words, no texts.
    pub fn search(&self, query: &str) -> Vec<usize> {
        let query = fold::search(query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let fits = |folded: &String| words.iter().all(|word| folded.contains(word));
        let fitting: Vec<bool> = self.folded.iter().map(fits).collect();
        let of = |wording: &usize| fitting.get(*wording) == Some(&true);
        self.writing.iter().enumerate().filter(|(_, wording)| of(wording)).map(|(text, _)| text).collect()
    }
}

/// The 2- and 3-grams of a text with their counts, sorted; a single character is a gram.
fn grams(chars: &[char]) -> Vec<(u64, u32)> {
    let mut all: Vec<u64> = chars.windows(2).chain(chars.windows(3)).map(packed).collect();
    if all.is_empty() && !chars.is_empty() {
        all.push(packed(chars));
    }
    all.sort_unstable();
    let mut counted: Vec<(u64, u32)> = Vec::with_capacity(all.len());
    for gram in all {
        match counted.last_mut().filter(|(last, _)| *last == gram) {
            Some((_, count)) => *count += 1,
            None => counted.push((gram, 1)),
        }
    }
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_comes_first_and_copies_come_once() {
        let texts = [
            "空き店舗を減らしてほしい",
            "空き店舗をもっと減らしてほしいです",
            "農地を守ってほしい",
            "空き店舗を減らしてほしい。",
            "",
            "空き店舗をもっと減らしてほしいです",
            "祭りを続ける",
        ];
        let index = Index::new(&texts, &AtomicBool::new(false));
        let found = index.similar(3, 10);
        assert_eq!(found.iter().map(|(text, _)| *text).collect::<Vec<_>>(), [1, 2]);
        assert!(found[0].1 > 0.5 && found[0].1 < 1.0 && found[1].1 < found[0].1, "{found:?}");
        assert_eq!(index.similar(3, 1).len(), 1);
        assert!(index.similar(4, 10).is_empty());
        assert!(index.similar(99, 10).is_empty());
    }

    #[test]
    fn the_cosine_is_the_one_of_the_formula() {
        // Grams of あい: あい; of あいう: あい, いう, あいう. N = 2.
        let index = Index::new(&["あい", "あいう"], &AtomicBool::new(false));
        let (both, one) = (2f64.ln(), 3f64.ln());
        let expected = both / (both * both + 2.0 * one * one).sqrt();
        let found = index.similar(0, 1)[0];
        assert_eq!(found.0, 1);
        assert!((found.1 - expected).abs() < 1e-6, "{} {expected}", found.1);
    }

    #[test]
    fn words_are_found_in_any_width_and_kana() {
        let texts = ["ｶﾝｺｳ案内所をつくる", "観光に頼らない", "かんこう バスを増やす"];
        let index = Index::new(&texts, &AtomicBool::new(false));
        assert_eq!(index.search("カンコウ"), [0, 2]);
        assert_eq!(index.search("カンコウ　ばす"), [2]);
        assert_eq!(index.search(" "), [0usize; 0]);
    }
}
