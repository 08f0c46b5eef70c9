//! Texts as vectors: one part counts their runs of characters, the other how like they are to other texts.
//!
//! The first part is (1 + ln tf) * idf * weight, of length 1, with idf = ln((N + 2)/(df + 1)) over the N texts known. The
//! second compares what two texts have in common with third ones: its places are the known texts, holding the cosine of
//! first parts less the mean there, of length 1; it finds texts that say the same in other words.

use super::terms::{self, Numbers, Occurrence};
use crate::comments::folded::Folded;

/// Texts that others are compared with, at most.
const LANDMARKS: usize = 1_000;

/// Cosine from which a text is taken for the landmark itself.
const SAME: f32 = 0.999;

/// From so many texts on, a run that stands in one of them only is left out where all texts are known from the start.
const ENOUGH: usize = 20;

/// Runs of a text by number, with 1 + ln tf.
pub type Counts = Vec<(u32, f32)>;

/// A text as a vector.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Vector {
    /// By number of the run, in order; its length is 1, or less where runs are unknown.
    pub terms: Counts,
    /// By landmark; length 1, or 0 where nothing is like it.
    pub likeness: Vec<f32>,
}

/// What is known of a run of characters.
#[derive(Debug, Clone, Default)]
struct Known {
    texts: u32,
    idf: f32,
    weight: f32,
    /// It has two or three characters.
    plain: bool,
    /// Landmarks it stands in, with its value in their vectors.
    landmarks: Vec<(u16, f32)>,
}

/// The texts known, as far as others are compared with them.
#[derive(Debug, Clone, Default)]
pub struct Space {
    numbers: Numbers,
    known: Vec<Known>,
    texts: usize,
    complete: bool,
    /// Mean cosine of each landmark with the others.
    means: Vec<f32>,
}

impl Space {
    /// The runs of a text, new ones numbered.
    pub fn number(&mut self, text: &Folded) -> Counts {
        let occurrences = terms::occurrences(text);
        let mut found = Vec::with_capacity(occurrences.len());
        for Occurrence { term, start, length } in occurrences {
            let next = self.known.len() as u32;
            let number = self.numbers.number(term, next);
            if number == next {
                let weight = terms::weight(text.written.get(start..start + length).unwrap_or_default());
                let plain = length == 2 || length == 3;
                self.known.push(Known { weight, idf: idf(self.texts, 1), plain, ..Known::default() });
            }
            found.push(number);
        }
        sublinear(found)
    }

    /// The runs of a text as far as they are known, and the length squared of what is not.
    pub fn counts(&self, text: &Folded) -> (Counts, f32) {
        let mut found = Vec::new();
        let mut unknown = 0.0;
        let rare = if self.complete { 0.0 } else { idf(self.texts, 0) };
        for Occurrence { term, start, length } in terms::occurrences(text) {
            match self.numbers.get(term) {
                Some(number) => found.push(number),
                None => {
                    let weight = terms::weight(text.written.get(start..start + length).unwrap_or_default());
                    unknown += (weight * rare).powi(2);
                }
            }
        }
        (sublinear(found), unknown)
    }

    /// Number of different runs.
    pub fn runs(&self) -> usize {
        self.known.len()
    }

    /// The number of a run.
    pub fn number_of(&self, occurrence: &Occurrence) -> Option<u32> {
        self.numbers.get(occurrence.term)
    }

    /// Counts one more text without weighing the others anew.
    pub fn add(&mut self, counts: &Counts) {
        self.texts += 1;
        for (number, _) in counts {
            if let Some(known) = self.known.get_mut(*number as usize) {
                known.texts += 1;
                if known.texts <= 2 {
                    known.idf = idf(self.texts, known.texts);
                }
            }
        }
    }

    /// Weighs all runs anew: `texts` are those known, each once. `complete` says that no others will be asked about; then
    /// runs that stand in one text only say nothing.
    pub fn weigh(&mut self, texts: &[Counts], complete: bool) {
        self.texts = texts.len();
        self.complete = complete && texts.len() >= ENOUGH;
        for known in &mut self.known {
            known.texts = 0;
            known.landmarks.clear();
        }
        for (number, _) in texts.iter().flatten() {
            if let Some(known) = self.known.get_mut(*number as usize) {
                known.texts += 1;
            }
        }
        for known in &mut self.known {
            let silent = self.complete && known.texts < 2;
            known.idf = if silent { 0.0 } else { idf(texts.len(), known.texts) };
        }
        self.set_landmarks(texts);
    }

    fn set_landmarks(&mut self, texts: &[Counts]) {
        let step = texts.len().div_ceil(LANDMARKS).max(1);
        let vectors: Vec<Counts> = texts.iter().step_by(step).map(|counts| self.direct(counts, 0.0)).collect();
        let mut sum = vec![0.0; self.known.len()];
        for (landmark, vector) in (0..).zip(&vectors) {
            for (number, value) in vector {
                let at = *number as usize;
                if let (Some(known), Some(sum)) = (self.known.get_mut(at), sum.get_mut(at)) {
                    known.landmarks.push((landmark, *value));
                    *sum += value;
                }
            }
        }
        let others = vectors.len().max(2) as f32 - 1.0;
        let mean = |vector: &Counts| {
            let all: f32 = vector.iter().map(|(at, value)| value * sum.get(*at as usize).unwrap_or(&0.0)).sum();
            (all - vector.iter().map(|(_, value)| value * value).sum::<f32>()) / others
        };
        self.means = vectors.iter().map(mean).collect();
    }

    /// The first part of a vector.
    fn direct(&self, counts: &Counts, unknown: f32) -> Counts {
        let value = |(number, count): &(u32, f32)| {
            let known = self.known.get(*number as usize)?;
            Some((*number, count * known.idf * known.weight)).filter(|(_, value)| *value > 0.0)
        };
        unit(counts.iter().filter_map(value).collect(), unknown)
    }

    /// The runs of two and three characters of a text, all alike whatever they are written in: tf * (ln((N + 1)/(df + 1)) + 1),
    /// of length 1.
    pub fn plain(&self, counts: &Counts) -> Counts {
        let value = |(number, count): &(u32, f32)| {
            let known = self.known.get(*number as usize).filter(|known| known.plain)?;
            let rare = (self.texts as f32 + 1.0) / (known.texts as f32 + 1.0);
            Some((*number, (count - 1.0).exp() * (rare.ln().max(0.0) + 1.0)))
        };
        unit(counts.iter().filter_map(value).collect(), 0.0)
    }

    /// A text as a vector.
    pub fn vector(&self, counts: &Counts, unknown: f32) -> Vector {
        let terms = self.direct(counts, unknown);
        let mut likeness = vec![0.0; self.means.len()];
        for (number, value) in &terms {
            let landmarks = self.known.get(*number as usize).map_or(&[][..], |known| &known.landmarks);
            for (landmark, other) in landmarks {
                if let Some(likeness) = likeness.get_mut(usize::from(*landmark)) {
                    *likeness += value * other;
                }
            }
        }
        for (likeness, mean) in likeness.iter_mut().zip(&self.means) {
            *likeness = if *likeness > SAME { 0.0 } else { *likeness } - mean;
        }
        let length = likeness.iter().map(|value| value * value).sum::<f32>().sqrt();
        if length > 0.0 {
            likeness.iter_mut().for_each(|value| *value /= length);
        }
        Vector { terms, likeness }
    }
}

/// Divided by its length; `unknown` is the length squared of what is not in it.
fn unit(mut terms: Counts, unknown: f32) -> Counts {
    let length = (terms.iter().map(|(_, value)| value * value).sum::<f32>() + unknown).sqrt();
    if length > 0.0 {
        terms.iter_mut().for_each(|(_, value)| *value /= length);
    }
    terms
}

/// Counts numbers: 1 + ln of how often each is there, in order.
fn sublinear(mut found: Vec<u32>) -> Counts {
    found.sort_unstable();
    let same = found.chunk_by(|one, other| one == other);
    same.filter_map(|same| Some((*same.first()?, 1.0 + (same.len() as f32).ln()))).collect()
}

fn idf(texts: usize, with: u32) -> f32 {
    ((texts as f32 + 2.0) / (with as f32 + 1.0)).ln().max(0.0)
}
