//! The plain base line: TF-IDF over runs of two and three characters, cosine, the 8 nearest neighbours.
//!
//! As it is commonly built: texts in NFKC and lower case, raw counts, idf = ln((1 + N)/(1 + df)) + 1 over all texts,
//! vectors of length 1. A code's score is the sum of the similarities of the neighbours that have it.

use std::collections::{BTreeMap, HashMap};

use koe::text::fold;

/// Neighbours that count.
const NEIGHBOURS: usize = 8;

/// How like all pairs of texts are.
pub struct Base {
    similar: Vec<Vec<f64>>,
}

impl Base {
    pub fn new(texts: &[String]) -> Self {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut counts: Vec<BTreeMap<usize, f64>> = Vec::with_capacity(texts.len());
        for text in texts {
            let chars: Vec<char> = fold::matching(text).to_lowercase().chars().collect();
            let mut count: BTreeMap<usize, f64> = BTreeMap::new();
            for run in chars.windows(2).chain(chars.windows(3)) {
                let next = numbers.len();
                let number = *numbers.entry(run.iter().collect()).or_insert(next);
                *count.entry(number).or_default() += 1.0;
            }
            counts.push(count);
        }
        let mut with = vec![0.0; numbers.len()];
        counts.iter().flat_map(BTreeMap::keys).for_each(|number| with[*number] += 1.0);
        let all = texts.len() as f64;
        let mut posted: Vec<Vec<(usize, f64)>> = vec![Vec::new(); numbers.len()];
        for (text, count) in counts.iter_mut().enumerate() {
            count.iter_mut().for_each(|(number, value)| *value *= ((1.0 + all) / (1.0 + with[*number])).ln() + 1.0);
            let length = count.values().map(|value| value * value).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
            count.iter_mut().for_each(|(number, value)| {
                *value /= length;
                posted[*number].push((text, *value));
            });
        }
        let similar = counts
            .iter()
            .map(|count| {
                let mut similar = vec![0.0; texts.len()];
                for (number, value) in count {
                    posted[*number].iter().for_each(|(text, other)| similar[*text] += value * other);
                }
                similar
            })
            .collect();
        Self { similar }
    }

    /// How like two texts are.
    pub fn similar(&self, one: usize, other: usize) -> f64 {
        self.similar[one][other]
    }

    /// Codes for a text, best first, from the codes of others.
    pub fn rank(&self, text: usize, learnt: &[usize], codes: &[Vec<usize>], all: usize) -> Vec<usize> {
        let mut near: Vec<usize> = learnt.to_vec();
        near.sort_by(|a, b| self.similar[text][*b].total_cmp(&self.similar[text][*a]).then(a.cmp(b)));
        let mut scores = vec![0.0; all];
        for other in near.iter().take(NEIGHBOURS) {
            codes[*other].iter().for_each(|code| scores[*code] += self.similar[text][*other]);
        }
        let mut ranked: Vec<usize> = (0..all).collect();
        ranked.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b)));
        ranked
    }
}
