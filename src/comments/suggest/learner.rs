//! What has been learnt about each code, and which codes fit a text.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use super::because;
use super::space::{Counts, Space, Vector};
use super::sums::Sums;
use super::{Example, Suggestion, sort};
use crate::comments::folded::Folded;
use crate::model::comment::{Code, Codebook};

/// So many texts are weighed anew with each that is added; from then on the weights stay.
const WEIGHED_ANEW: usize = 256;

/// How much the likeness to other texts counts when much has been learnt, what it counts beside that when nothing has,
/// and the number of texts learnt after which half of that is left.
const LIKENESS: (f32, f32, f32) = (0.05, 0.5, 15.0);

/// How much a phrase of a code that stands in the text adds when nothing has been learnt.
const PHRASE: f32 = 0.3;

/// How steeply scores follow the fit.
const STEEPNESS: f32 = 12.0;

/// Everything learnt about the codes of a set.
#[derive(Debug, Clone, Default)]
pub struct Learner {
    space: Space,
    /// Texts of the space, as long as it is weighed anew.
    texts: Vec<Counts>,
    /// Folded texts of the space.
    known: HashSet<Box<str>>,
    complete: bool,
    seeds: Vec<Seed>,
    learnt: Vec<Learnt>,
    sums: Sums,
}

/// What a code says of itself.
#[derive(Debug, Clone, Default)]
struct Seed {
    counts: Counts,
    /// Folded title and phrases of two characters and more.
    phrases: Vec<Vec<char>>,
}

/// A text with the codes people gave it.
#[derive(Debug, Clone, Default)]
struct Learnt {
    text: Box<str>,
    counts: Counts,
    vector: Vector,
    codes: Vec<usize>,
    /// How often it was given: copies are learnt once.
    times: usize,
}

impl Seed {
    fn new(code: &Code, space: &mut Space) -> Self {
        let words: Vec<&str> = std::iter::once(&code.title).chain(&code.phrases).map(String::as_str).collect();
        let counts = space.number(&Folded::new(&words.join("\n")));
        let phrases = words.into_iter().chain([code.reading.as_str()]).map(|word| Folded::new(word).chars);
        Self { counts, phrases: phrases.filter(|phrase| phrase.len() > 1).collect() }
    }
}

impl Learner {
    /// Knows the codes and nothing else.
    pub fn new(codebook: &Codebook) -> Self {
        Self::with_texts(codebook, std::iter::empty())
    }

    /// Knows the codes, and all texts that it will be asked about: without codes they tell which words are common and
    /// which texts are alike.
    pub fn with_texts<'a>(codebook: &Codebook, texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut learner = Self::default();
        for text in texts {
            let folded = Folded::new(text);
            if learner.known.insert(key(&folded)) {
                let counts = learner.space.number(&folded);
                learner.texts.push(counts);
            }
        }
        learner.complete = !learner.texts.is_empty();
        learner.seeds = codebook.codes.iter().map(|code| Seed::new(code, &mut learner.space)).collect();
        learner.weigh();
        learner
    }

    /// Weighs the space anew and sums up again.
    fn weigh(&mut self) {
        self.space.weigh(&self.texts, self.complete);
        if self.texts.len() > WEIGHED_ANEW {
            self.texts = Vec::new();
        }
        self.sums = Sums::new(self.seeds.len());
        for (code, seed) in self.seeds.iter().enumerate() {
            self.sums.add(&[code], &self.space.vector(&seed.counts, 0.0), 1.0);
        }
        for learnt in &mut self.learnt {
            learnt.vector = self.space.vector(&learnt.counts, 0.0);
            self.sums.add(&learnt.codes, &learnt.vector, 1.0);
        }
    }

    /// Learns that a text has these codes. A copy of a text with the same codes adds nothing.
    pub fn learn(&mut self, text: &str, codes: &[usize]) {
        let folded = Folded::new(text);
        let text = key(&folded);
        let codes = self.tidy(codes);
        let same = |learnt: &&mut Learnt| learnt.text == text && learnt.codes == codes;
        if let Some(learnt) = self.learnt.iter_mut().find(same) {
            learnt.times += 1;
            return;
        }
        let counts = self.space.number(&folded);
        let mut learnt = Learnt { text, counts, codes, times: 1, ..Learnt::default() };
        if self.known.insert(learnt.text.clone()) {
            self.complete = false;
            if self.known.len() <= WEIGHED_ANEW {
                self.texts.push(learnt.counts.clone());
                self.learnt.push(learnt);
                self.weigh();
                return;
            }
            self.texts = Vec::new();
            self.space.add(&learnt.counts);
        }
        learnt.vector = self.space.vector(&learnt.counts, 0.0);
        self.sums.add(&learnt.codes, &learnt.vector, 1.0);
        self.learnt.push(learnt);
    }

    /// Learns from all of these, in order.
    pub fn learn_all(&mut self, examples: &[Example<'_>]) {
        for Example { text, codes } in examples {
            self.learn(text, codes);
        }
    }

    /// Forgets that a text has these codes; false if that was not learnt. The text stays known.
    pub fn unlearn(&mut self, text: &str, codes: &[usize]) -> bool {
        let text = key(&Folded::new(text));
        let codes = self.tidy(codes);
        let same = |learnt: &Learnt| learnt.text == text && learnt.codes == codes;
        let Some(position) = self.learnt.iter().position(same) else { return false };
        if let Some(learnt) = self.learnt.get_mut(position).filter(|learnt| learnt.times > 1) {
            learnt.times -= 1;
            return true;
        }
        let learnt = self.learnt.remove(position);
        self.sums.add(&learnt.codes, &learnt.vector, -1.0);
        true
    }

    /// Number of different texts learnt.
    pub fn learnt(&self) -> usize {
        self.learnt.len()
    }

    /// All codes, those that fit best first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        let folded = Folded::new(text);
        let (counts, unknown) = self.space.counts(&folded);
        let vector = self.space.vector(&counts, unknown);
        let fits = self.sums.fits(&vector, self.likeness());
        let hits: Vec<Vec<Range<usize>>> = self.seeds.iter().map(|seed| hits(&folded, seed)).collect();
        let bonus = PHRASE / (1.0 + self.learnt.len() as f32 / LIKENESS.2);
        let rise = |code: usize| {
            let fit = fits.cosine.get(code).copied().unwrap_or(0.0).max(0.0);
            let found = hits.get(code).map_or(0, Vec::len) as i32;
            let fit = fit + bonus * (1.0 - 0.5_f32.powi(found));
            let any = found > 0 || fits.shared.get(code) == Some(&true);
            if any { f64::from((STEEPNESS * fit).exp_m1()) } else { 0.0 }
        };
        let rises: Vec<f64> = (0..self.seeds.len()).map(rise).collect();
        let total = 1.0 + rises.iter().sum::<f64>();
        let reasons = because::reasons(text, &folded, &self.space, &self.sums, &vector, &hits);
        let mut suggestions: Vec<Suggestion> = rises
            .into_iter()
            .zip(reasons)
            .enumerate()
            .map(|(code, (rise, because))| {
                let score = if because.is_empty() { 0.0 } else { rise / total };
                Suggestion { code, score, because: if score > 0.0 { because } else { Vec::new() } }
            })
            .collect();
        sort(&mut suggestions);
        suggestions
    }

    /// Codes that exist, each once.
    fn tidy(&self, codes: &[usize]) -> Vec<usize> {
        let codes: BTreeSet<usize> = codes.iter().copied().filter(|code| *code < self.seeds.len()).collect();
        codes.into_iter().collect()
    }

    fn likeness(&self) -> f32 {
        let (least, more, half) = LIKENESS;
        let learnt = self.learnt.len() as f32;
        let unread = (1.0 - learnt / self.known.len().max(1) as f32).max(0.0);
        least + more * unread / (1.0 + learnt / half)
    }
}

/// A folded text to know it by.
fn key(folded: &Folded) -> Box<str> {
    folded.chars.iter().collect::<String>().into_boxed_str()
}

/// Where phrases of a code stand: the first place of each.
fn hits(text: &Folded, seed: &Seed) -> Vec<Range<usize>> {
    let place = |phrase: &Vec<char>| text.find(phrase).next().map(|at| at..at + phrase.len());
    seed.phrases.iter().filter_map(place).collect()
}
