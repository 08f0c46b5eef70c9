//! Leave-one-out and learning curves of the base line and of `comments::suggest`, and how far one is ahead of the other.

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
    /// By text, the score with all others learnt.
    pub each: Vec<Score>,
    /// By text, the mean score over the curve, each size counted alike.
    pub each_curve: Vec<Score>,
}

/// One figure of ours beside the base line's.
#[derive(Debug, Clone, Copy)]
pub struct Figure {
    /// What it is.
    pub name: &'static str,
    /// The base line's.
    pub base: f64,
    /// Ours.
    pub ours: f64,
    /// 95 % interval of ours less the base line's: bootstrap over the texts, which both were asked about.
    pub interval: (f64, f64),
}

/// How ours stands to the base line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Lower.
    Behind,
    /// The same, and not perfect.
    Equal,
    /// Both are always right.
    Perfect,
    /// Higher.
    Ahead,
}

/// Differences below this come from adding up in another order.
const ROUNDING: f64 = 1e-9;

impl Figure {
    /// How ours stands to the base line, whether or not that is within chance.
    pub fn standing(&self) -> Standing {
        match self.ours - self.base {
            more if more > ROUNDING => Standing::Ahead,
            more if more < -ROUNDING => Standing::Behind,
            _ if self.ours > 1.0 - ROUNDING => Standing::Perfect,
            _ => Standing::Equal,
        }
    }

    /// The interval holds 0: other texts of the same kind might turn it round.
    pub fn is_within_chance(&self) -> bool {
        self.interval.0 <= 0.0 && self.interval.1 >= 0.0
    }
}

/// Resamples of an interval.
const RESAMPLES: usize = 1_000;

/// One of the figures of a score.
type Part = fn(&Score) -> f64;

/// The figures that count: first and first three, with all others learnt and over the curve.
pub fn figures(base: &Line, ours: &Line) -> Vec<Figure> {
    let figure = |name, base: (f64, &[Score]), ours: (f64, &[Score]), part: Part| {
        let differences = base.1.iter().zip(ours.1).map(|(base, ours)| part(ours) - part(base));
        Figure { name, base: base.0, ours: ours.0, interval: interval(&differences.collect::<Vec<f64>>()) }
    };
    let first: Part = |score| score.first;
    let three: Part = |score| score.three;
    let both = |of: fn(&Line) -> (Score, &[Score]), part: Part, name| {
        let ((base, base_each), (ours, ours_each)) = (of(base), of(ours));
        figure(name, (part(&base), base_each), (part(&ours), ours_each), part)
    };
    let left_out: fn(&Line) -> (Score, &[Score]) = |line| (line.left_out, &line.each);
    let curve: fn(&Line) -> (Score, &[Score]) = |line| (line.mean(), &line.each_curve);
    let mut figures =
        vec![both(left_out, first, "all others, first"), both(left_out, three, "all others, first three")];
    // Fewer than 13 texts have no curve.
    if !ours.curve.is_empty() {
        figures.extend([both(curve, first, "curve, first"), both(curve, three, "curve, first three")]);
    }
    figures
}

/// The 2.5th and 97.5th percentile of the mean of differences, over resamples of the texts.
fn interval(differences: &[f64]) -> (f64, f64) {
    let mut random = Random::new(1);
    let count = differences.len().max(1);
    let mut mean =
        || (0..count).map(|_| differences.get(random.below(count)).unwrap_or(&0.0)).sum::<f64>() / count as f64;
    let mut means: Vec<f64> = (0..RESAMPLES).map(|_| mean()).collect();
    means.sort_by(f64::total_cmp);
    (means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40])
}

impl Line {
    /// Mean over the learning curve.
    pub fn mean(&self) -> Score {
        mean(self.curve.iter().map(|(_, score)| *score))
    }
}

/// The base line and ours.
pub fn measure(corpus: &Corpus, orders: u64) -> Vec<Line> {
    let all = corpus.book.codes.len();
    let base = Base::new(&corpus.texts);
    let rank = |text: usize, learnt: &[usize]| base.rank(text, learnt, &corpus.codes, all);
    let everyone: Vec<usize> = (0..corpus.texts.len()).collect();
    let left_out = |text: &usize| {
        let others: Vec<usize> = everyone.iter().copied().filter(|other| other != text).collect();
        score(&rank(*text, &others), &corpus.codes[*text])
    };
    let each: Vec<Score> = everyone.iter().map(left_out).collect();
    let (curve, each_curve) = curve(corpus, orders, |learnt, asked| {
        asked.iter().map(|text| score(&rank(*text, learnt), &corpus.codes[*text])).collect()
    });
    let mut lines = vec![line("base line", None, each, curve, each_curve)];
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
    let left_out = |text: usize| {
        learner.unlearn(&corpus.texts[text], &corpus.codes[text]);
        let score = ask(&learner, text);
        learn(&mut learner, text);
        score
    };
    let each: Vec<Score> = (0..corpus.texts.len()).map(left_out).collect();
    let (curve, each_curve) = curve(corpus, orders, |learnt, asked| {
        let mut learner = fresh.clone();
        learnt.iter().for_each(|text| learn(&mut learner, *text));
        asked.iter().map(|text| ask(&learner, *text)).collect()
    });
    line(name, Some(cold), each, curve, each_curve)
}

fn line(
    name: &'static str,
    cold: Option<Score>,
    each: Vec<Score>,
    curve: Vec<(usize, Score)>,
    each_curve: Vec<Score>,
) -> Line {
    Line { name, cold, left_out: mean(each.iter().copied()), curve, each, each_curve }
}

/// Codes whose titles, readings and phrases are not known.
fn nameless(book: &Codebook) -> Codebook {
    let codes = book.codes.iter().map(|code| Code { id: code.id.clone(), ..Code::default() }).collect();
    Codebook { codes, ..Codebook::default() }
}

fn ranked(suggestions: &[Suggestion]) -> Vec<usize> {
    suggestions.iter().map(|suggestion| suggestion.code).collect()
}

/// Scores after each of [`SIZES`] that leaves a fifth of the texts, over random orders with fixed seeds; and by text its mean
/// score, over the sizes at which it was asked about.
fn curve(
    corpus: &Corpus,
    orders: u64,
    run: impl Fn(&[usize], &[usize]) -> Vec<Score>,
) -> (Vec<(usize, Score)>, Vec<Score>) {
    let sizes = SIZES.into_iter().filter(|size| size * 5 <= corpus.texts.len() * 4);
    let mut each: Vec<Vec<Score>> = vec![Vec::new(); corpus.texts.len()];
    let mut curve = Vec::new();
    for size in sizes {
        let mut by_text: Vec<Vec<Score>> = vec![Vec::new(); corpus.texts.len()];
        for seed in 1..=orders {
            let mut order: Vec<usize> = (0..corpus.texts.len()).collect();
            Random::new(seed).shuffle(&mut order);
            let (learnt, asked) = order.split_at(size);
            asked.iter().zip(run(learnt, asked)).for_each(|(text, score)| by_text[*text].push(score));
        }
        curve.push((size, mean(by_text.iter().flatten().copied())));
        for (each, scores) in each.iter_mut().zip(by_text).filter(|(_, scores)| !scores.is_empty()) {
            each.push(mean(scores.into_iter()));
        }
    }
    (curve, each.into_iter().map(|scores| mean(scores.into_iter())).collect())
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
