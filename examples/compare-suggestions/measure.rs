//! Leave-one-out and learning curves of the base line and of `comments::suggest`.

use koe::comments::suggest::{Learner, Suggestion};
use koe::model::comment::{Code, Codebook};

use super::base::Base;
use super::corpus::Corpus;
use koe::comments::random::Random;

/// Sizes of a learning curve.
pub const SIZES: [usize; 6] = [10, 20, 40, 80, 160, 320];

/// How often the right codes come first.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    /// Share of texts whose first suggestion is one of its codes.
    pub first: f64,
    /// Share of texts with one of its codes among the first three.
    pub three: f64,
    /// Mean average precision over all codes.
    pub map: f64,
}

/// What was measured of one way to suggest.
#[derive(Debug, Clone, Default)]
pub struct Line {
    pub name: &'static str,
    /// Before anything was learnt; `None` for the base line, which then knows nothing.
    pub cold: Option<Score>,
    /// Learnt from all others.
    pub left_out: Score,
    /// After some: size, score on all that were not learnt, averaged over random orders.
    pub curve: Vec<(usize, Score)>,
}

impl Line {
    /// Mean over the learning curve.
    pub fn mean(&self) -> Score {
        mean(self.curve.iter().map(|(_, score)| *score))
    }

    /// Ahead of another: leave-one-out and the mean of the curve, first and first three each. Where both are always
    /// right nobody can be ahead.
    pub fn is_ahead_of(&self, other: &Self) -> bool {
        let pairs = [(self.left_out, other.left_out), (self.mean(), other.mean())];
        let ahead = |one: f64, other: f64| one > other || (one >= 1.0 && other >= 1.0);
        pairs.iter().all(|(one, other)| ahead(one.first, other.first) && ahead(one.three, other.three))
    }
}

/// The base line and ours.
pub fn measure(corpus: &Corpus, orders: u64) -> Vec<Line> {
    let all = corpus.book.codes.len();
    let base = Base::new(&corpus.texts);
    let rank = |text: usize, learnt: &[usize]| base.rank(text, learnt, &corpus.codes, all);
    let everyone: Vec<usize> = (0..corpus.texts.len()).collect();
    let left_out = everyone.iter().map(|text| {
        let others: Vec<usize> = everyone.iter().copied().filter(|other| other != text).collect();
        score(&rank(*text, &others), &corpus.codes[*text])
    });
    let curve = curve(corpus, orders, |learnt, asked| {
        asked.iter().map(|text| score(&rank(*text, learnt), &corpus.codes[*text])).collect()
    });
    let mut lines = vec![Line { name: "base line", cold: None, left_out: mean(left_out), curve }];
    lines.push(ours("koe", corpus, orders, &Learner::with_texts(&corpus.book, texts(corpus))));
    lines
}

/// Ours without knowing what the codes are called, and without knowing which texts there are.
pub fn measure_unnamed(corpus: &Corpus, orders: u64) -> Vec<Line> {
    let nameless = nameless(&corpus.book);
    vec![
        ours("koe, codes unnamed", corpus, orders, &Learner::with_texts(&nameless, texts(corpus))),
        ours("koe, one text at a time", corpus, orders, &Learner::new(&nameless)),
    ]
}

fn texts(corpus: &Corpus) -> impl Iterator<Item = &str> {
    corpus.texts.iter().map(String::as_str)
}

fn ours(name: &'static str, corpus: &Corpus, orders: u64, fresh: &Learner) -> Line {
    let ask =
        |learner: &Learner, text: usize| score(&ranked(&learner.suggest(&corpus.texts[text])), &corpus.codes[text]);
    let learn = |learner: &mut Learner, text: usize| learner.learn(&corpus.texts[text], &corpus.codes[text]);
    let cold = mean((0..corpus.texts.len()).map(|text| ask(fresh, text)));
    let mut learner = fresh.clone();
    (0..corpus.texts.len()).for_each(|text| learn(&mut learner, text));
    let left_out = mean((0..corpus.texts.len()).map(|text| {
        learner.unlearn(&corpus.texts[text], &corpus.codes[text]);
        let score = ask(&learner, text);
        learn(&mut learner, text);
        score
    }));
    let curve = curve(corpus, orders, |learnt, asked| {
        let mut learner = fresh.clone();
        learnt.iter().for_each(|text| learn(&mut learner, *text));
        asked.iter().map(|text| ask(&learner, *text)).collect()
    });
    Line { name, cold: Some(cold), left_out, curve }
}

/// Codes whose titles, readings and phrases are not known.
fn nameless(book: &Codebook) -> Codebook {
    let codes = book.codes.iter().map(|code| Code { id: code.id.clone(), ..Code::default() }).collect();
    Codebook { codes, ..Codebook::default() }
}

fn ranked(suggestions: &[Suggestion]) -> Vec<usize> {
    suggestions.iter().map(|suggestion| suggestion.code).collect()
}

/// Scores after each of [`SIZES`] that leaves a fifth of the texts, over random orders with fixed seeds.
fn curve(corpus: &Corpus, orders: u64, run: impl Fn(&[usize], &[usize]) -> Vec<Score>) -> Vec<(usize, Score)> {
    let sizes = SIZES.into_iter().filter(|size| size * 5 <= corpus.texts.len() * 4);
    sizes
        .map(|size| {
            let scores = (1..=orders).flat_map(|seed| {
                let mut order: Vec<usize> = (0..corpus.texts.len()).collect();
                Random::new(seed).shuffle(&mut order);
                let (learnt, asked) = order.split_at(size);
                run(learnt, asked)
            });
            (size, mean(scores))
        })
        .collect()
}

fn score(ranked: &[usize], right: &[usize]) -> Score {
    let hit = |count: usize| f64::from(ranked.iter().take(count).any(|code| right.contains(code)));
    let mut found = 0.0;
    let mut map = 0.0;
    for (place, code) in ranked.iter().enumerate() {
        if right.contains(code) {
            found += 1.0;
            map += found / (place + 1) as f64;
        }
    }
    Score { first: hit(1), three: hit(3), map: map / right.len() as f64 }
}

fn mean(scores: impl Iterator<Item = Score>) -> Score {
    let mut sum = Score::default();
    let mut count = 0.0;
    for score in scores {
        sum = Score { first: sum.first + score.first, three: sum.three + score.three, map: sum.map + score.map };
        count += 1.0;
    }
    let count: f64 = f64::max(count, 1.0);
    Score { first: sum.first / count, three: sum.three / count, map: sum.map / count }
}
