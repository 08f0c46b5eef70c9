//! What has been learnt about each code, and which codes fit a text.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::because;
use super::choice::{self, Asked, Choice, Way};
use super::neighbours::Neighbours;
use super::ridge::Ridge;
use super::space::{Counts, Space, Vector};
use super::sums::Sums;
use super::{Example, Suggestion, sort};
use crate::comments::folded::Folded;
use crate::model::comment::{Code, Codebook};

/// So many texts are weighed anew when more become known, each time their number has grown by an eighth; from then on the
/// weights stay.
const WEIGHED_ANEW: usize = 128;

/// How much the likeness to other texts counts when much has been learnt, what it counts beside that when nothing has,
/// and the number of texts learnt after which half of that is left.
const LIKENESS: (f32, f32, f32) = (0.05, 0.5, 15.0);

/// While only titles are known their lengths do not tell how often a code will be given; after so many texts learnt half of
/// the choice counts.
const UNTOLD: f32 = 3.0;

/// With each text learnt so many times as many earlier ones are asked about again as there would be 1 at this number: all
/// of few, one of many.
const ASKED_AGAIN: usize = 1_024;

/// Texts asked about again with each one learnt, at most.
const AT_MOST: usize = 32;

/// When so many texts are learnt no more are asked about: how to weigh is known by then.
const KNOWN_BY: usize = 2_048;

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
    /// Texts known when they were last weighed.
    weighed: usize,
    seeds: Vec<Seed>,
    /// By slot; empty where a text was unlearnt.
    learnt: Vec<Option<Learnt>>,
    /// Slots by folded text.
    slots: HashMap<Box<str>, Vec<usize>>,
    /// Slots that are empty.
    free: Vec<usize>,
    sums: Sums,
    neighbours: Neighbours,
    ridge: Ridge,
    choice: Choice,
    /// The slot that is asked about again next.
    next: usize,
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
    counts: Counts,
    vector: Vector,
    codes: Vec<usize>,
    /// By code: its phrases that stand in the text.
    phrases: Vec<usize>,
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
        self.weighed = self.texts.len();
        if self.texts.len() > WEIGHED_ANEW {
            self.texts = Vec::new();
        }
        self.sums = Sums::new(self.seeds.len(), self.space.runs());
        self.neighbours = Neighbours::new(self.space.runs());
        self.ridge = Ridge::new(self.seeds.len());
        for (code, seed) in self.seeds.iter().enumerate() {
            self.sums.add(&[code], &self.space.vector(&seed.counts, 0.0), 1.0);
        }
        for (slot, learnt) in self.learnt.iter_mut().enumerate() {
            let Some(learnt) = learnt else { continue };
            learnt.vector = self.space.vector(&learnt.counts, 0.0);
            self.sums.add(&learnt.codes, &learnt.vector, 1.0);
            let plain = self.space.plain(&learnt.counts);
            self.neighbours.add(slot, &plain);
            self.ridge.add(slot, &self.neighbours.cosines(&plain), &learnt.codes);
        }
    }

    /// Learns that a text has these codes. A copy of a text with the same codes adds nothing.
    pub fn learn(&mut self, text: &str, codes: &[usize]) {
        let folded = Folded::new(text);
        let text = key(&folded);
        let codes = self.tidy(codes);
        if let Some((_, learnt)) = self.slot(&text, &codes) {
            learnt.times += 1;
            return;
        }
        let counts = self.space.number(&folded);
        if self.known.insert(text.clone()) {
            self.know(&counts);
        }
        let vector = self.space.vector(&counts, 0.0);
        let phrases = self.seeds.iter().map(|seed| hits(&folded, seed).len()).collect();
        let slot = self.free.pop().unwrap_or(self.learnt.len());
        self.sums.add(&codes, &vector, 1.0);
        let plain = self.space.plain(&counts);
        self.neighbours.add(slot, &plain);
        self.ridge.add(slot, &self.neighbours.cosines(&plain), &codes);
        self.slots.entry(text).or_default().push(slot);
        let learnt = Some(Learnt { counts, vector, codes, phrases, times: 1 });
        match self.learnt.get_mut(slot) {
            Some(empty) => *empty = learnt,
            None => self.learnt.push(learnt),
        }
        self.ask(slot);
        self.ask_again();
    }

    /// Counts a text that was not known.
    fn know(&mut self, counts: &Counts) {
        self.complete = false;
        if self.known.len() > WEIGHED_ANEW {
            self.texts = Vec::new();
            self.space.add(counts);
            return;
        }
        self.texts.push(counts.clone());
        if self.texts.len() > self.weighed + self.weighed / 8 {
            self.weigh();
        } else {
            self.space.add(counts);
        }
    }

    /// Where a text is learnt with these codes.
    fn slot(&mut self, text: &str, codes: &[usize]) -> Option<(usize, &mut Learnt)> {
        let has = |slot: &usize| self.learnt.get(*slot).is_some_and(|learnt| has_codes(learnt, codes));
        let slot = self.slots.get(text)?.iter().copied().find(has)?;
        Some((slot, self.learnt.get_mut(slot)?.as_mut()?))
    }

    /// Notes what would have been suggested for a text that is learnt, had it not been.
    fn ask(&mut self, slot: usize) {
        if self.learnt() > KNOWN_BY {
            return;
        }
        let Some(Some(learnt)) = self.learnt.get(slot) else { return };
        let fits = self.sums.fits(&learnt.vector, &learnt.codes);
        let cosines = self.neighbours.cosines(&self.space.plain(&learnt.counts));
        let votes = self.votes(&cosines, Some(slot));
        let ridge = self.ridge.without(slot).unwrap_or_else(|| self.ridge.fit(&cosines));
        let bonus: Vec<f32> = learnt.phrases.iter().map(|found| self.bonus(*found)).collect();
        let asked = Asked { fits: &fits, likeness: self.likeness(), votes: &votes, ridge: &ridge, bonus: &bonus };
        self.choice.note(slot, &learnt.codes, &asked);
    }

    /// Asks about some again, as what was learnt since changes the answers.
    fn ask_again(&mut self) {
        let learnt = self.learnt.len();
        for _ in 0..(ASKED_AGAIN / learnt.max(1)).clamp(1, AT_MOST).min(learnt) {
            self.next = if self.next + 1 < learnt { self.next + 1 } else { 0 };
            self.ask(self.next);
        }
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
        let Some((slot, learnt)) = self.slot(&text, &codes) else { return false };
        learnt.times -= 1;
        if learnt.times > 0 {
            return true;
        }
        if let Some(learnt) = self.learnt.get_mut(slot).and_then(Option::take) {
            self.sums.add(&learnt.codes, &learnt.vector, -1.0);
            self.neighbours.remove(slot, &learnt.counts);
            self.ridge.remove(slot);
        }
        self.choice.forget(slot);
        self.free.push(slot);
        if let Some(slots) = self.slots.get_mut(&text) {
            slots.retain(|other| *other != slot);
        }
        true
    }

    /// Number of different texts learnt.
    pub fn learnt(&self) -> usize {
        self.learnt.len() - self.free.len()
    }

    /// How the parts of a suggestion are weighed at present.
    pub fn way(&self) -> Way {
        let few = UNTOLD / (UNTOLD + self.learnt() as f32);
        let way = self.choice.way();
        Way {
            power: way.power + few * (choice::FIRST.power - way.power),
            likeness: way.likeness + few * (1.0 - way.likeness),
            ..way
        }
    }

    /// By code: its share of the votes of the texts most like this one.
    fn votes(&self, cosines: &[f32], own: Option<usize>) -> Vec<f32> {
        let mut votes = vec![0.0; self.seeds.len()];
        let voters = Neighbours::voters(cosines, own);
        let all: f32 = voters.iter().map(|(_, cosine)| cosine).sum();
        for (slot, cosine) in voters {
            let codes = self.learnt.get(slot).and_then(Option::as_ref).map_or(&[][..], |learnt| &learnt.codes);
            for code in codes {
                if let Some(vote) = votes.get_mut(*code) {
                    *vote += cosine / all;
                }
            }
        }
        votes
    }

    /// What so many phrases of a code in a text add.
    fn bonus(&self, phrases: usize) -> f32 {
        PHRASE / (1.0 + self.learnt() as f32 / LIKENESS.2) * (1.0 - 0.5_f32.powi(phrases as i32))
    }

    /// All codes, those that fit best first.
    pub fn suggest(&self, text: &str) -> Vec<Suggestion> {
        let folded = Folded::new(text);
        let (counts, unknown) = self.space.counts(&folded);
        let vector = self.space.vector(&counts, unknown);
        let fits = self.sums.fits(&vector, &[]);
        let cosines = self.neighbours.cosines(&self.space.plain(&counts));
        let votes = self.votes(&cosines, None);
        let ridge = self.ridge.fit(&cosines);
        let hits: Vec<Vec<Range<usize>>> = self.seeds.iter().map(|seed| hits(&folded, seed)).collect();
        let bonus: Vec<f32> = hits.iter().map(|hits| self.bonus(hits.len())).collect();
        let fit = self.way().fit(&Asked {
            fits: &fits,
            likeness: self.likeness(),
            votes: &votes,
            ridge: &ridge,
            bonus: &bonus,
        });
        let rise = |code: usize| {
            let any = bonus.get(code).is_some_and(|bonus| *bonus > 0.0)
                || fits.get(code).is_some_and(|fit| fit.direct > 1e-6);
            let fit = fit.get(code).copied().unwrap_or(0.0);
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
        let learnt = self.learnt() as f32;
        let unread = (1.0 - learnt / self.known.len().max(1) as f32).max(0.0);
        least + more * unread / (1.0 + learnt / half)
    }
}

/// True if these are the codes of a text.
fn has_codes(learnt: &Option<Learnt>, codes: &[usize]) -> bool {
    learnt.as_ref().is_some_and(|learnt| learnt.codes == codes)
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
