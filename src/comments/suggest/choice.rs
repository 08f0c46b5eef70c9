//! How the parts of a suggestion are weighed against each other, chosen by what would have been right so far.
//!
//! Sums per code do better on most sets; where one code is common and the others rare, or where codes are not what texts are
//! about, the nearest neighbours or a regression on the likeness of texts do. Every text learnt is asked about as if it had
//! not been learnt, once for each way to weigh; the ways are averaged by how often they were right.

use super::sums::Fit;

/// Powers of a sum's length that a code's fit is divided by: 1 is the cosine, less favours codes that were given often.
const POWERS: [f32; 3] = [0.9, 0.5, 0.0];

/// What the votes of the nearest neighbours count beside the fit.
const VOTES: [f32; 4] = [0.0, 0.5, 2.0, 20.0];

/// How much of the likeness to other texts counts.
const LIKENESS: [f32; 2] = [1.0, 0.0];

/// What the regression counts beside the fit.
const RIDGE: [f32; 3] = [0.0, 1.0, 8.0];

/// What one right answer counts for a way.
const ANSWER: f64 = 2.0;

/// Ways to weigh.
const WAYS: usize = POWERS.len() * VOTES.len() * LIKENESS.len() * RIDGE.len();

/// How to weigh the parts of a suggestion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// Power of the length a sum is divided by.
    pub power: f32,
    /// What the votes count beside the fit.
    pub votes: f32,
    /// What the regression counts beside the fit.
    pub ridge: f32,
    /// How much of the likeness counts.
    pub likeness: f32,
}

/// The way for sets of which only the codes are known.
pub const FIRST: Way = Way { power: 0.9, votes: 0.0, ridge: 0.0, likeness: 1.0 };

/// What is known about a text, by code.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// How well its sum fits.
    pub fits: &'a [Fit],
    /// What the second part of it counts at most; the first counts the rest.
    pub likeness: f32,
    /// Its share of the votes of the nearest neighbours.
    pub votes: &'a [f32],
    /// What the regression says.
    pub ridge: &'a [f32],
    /// What its phrases add.
    pub bonus: &'a [f32],
}

impl Way {
    /// How well each code fits a text; comparable to a cosine.
    pub fn fit(self, asked: &Asked<'_>) -> Vec<f32> {
        let second = asked.likeness * self.likeness;
        let length = |fit: &Fit| ((1.0 - second) * fit.square + second * fit.likeness_square).max(0.0).sqrt();
        let most = asked.fits.iter().map(length).fold(1e-3, f32::max);
        let even = |fit: &Fit| {
            let length = length(fit);
            let product = (1.0 - second) * fit.direct + second * fit.likeness;
            if length > 1e-3 { (product / length).max(0.0) * (length / most).powf(1.0 - self.power) } else { 0.0 }
        };
        let fit: Vec<f32> = asked.fits.iter().map(even).collect();
        let best = fit.iter().copied().fold(0.0, f32::max);
        // Where nobody votes the fit is not made smaller beside the phrases.
        let counted = if asked.votes.iter().any(|votes| *votes > 0.0) { self.votes } else { 0.0 };
        let ridge = if asked.ridge.iter().any(|ridge| *ridge != 0.0) { self.ridge } else { 0.0 };
        let all = fit.iter().zip(asked.votes).zip(asked.ridge).zip(asked.bonus);
        all.map(|(((fit, votes), said), bonus)| {
            (fit + counted * best * votes + ridge * best * said.max(0.0)) / (1.0 + counted + ridge) + bonus
        })
        .collect()
    }
}

/// All ways, the first one first.
fn ways() -> impl Iterator<Item = Way> {
    let some = |likeness| {
        POWERS.into_iter().flat_map(move |power| {
            VOTES
                .into_iter()
                .flat_map(move |votes| RIDGE.into_iter().map(move |ridge| Way { power, votes, ridge, likeness }))
        })
    };
    LIKENESS.into_iter().flat_map(some)
}

/// How often each way was right.
#[derive(Debug, Clone)]
pub struct Choice {
    /// By slot of the text learnt, by way; all 0 where nothing was asked.
    right: Vec<[f32; WAYS]>,
    total: [f64; WAYS],
}

impl Default for Choice {
    fn default() -> Self {
        Self { right: Vec::new(), total: [0.0; WAYS] }
    }
}

impl Choice {
    /// Notes how right each way would have been about a text with these codes, instead of what was noted before.
    pub fn note(&mut self, slot: usize, codes: &[usize], asked: &Asked<'_>) {
        self.forget(slot);
        if self.right.len() <= slot {
            self.right.resize(slot + 1, [0.0; WAYS]);
        }
        let Some(noted) = self.right.get_mut(slot) else { return };
        for ((way, noted), total) in ways().zip(noted).zip(&mut self.total) {
            *noted = right(&way.fit(asked), codes);
            *total += f64::from(*noted);
        }
    }

    /// Forgets what was noted of a text.
    pub fn forget(&mut self, slot: usize) {
        let Some(noted) = self.right.get_mut(slot) else { return };
        for (noted, total) in noted.iter_mut().zip(&mut self.total) {
            *total -= f64::from(*noted);
            *noted = 0.0;
        }
    }

    /// The mean of the ways, each weighed by e to the power of what speaks for it.
    pub fn way(&self) -> Way {
        let for_it: Vec<f64> = ways().zip(&self.total).map(|(way, total)| before(way) + ANSWER * total).collect();
        let best = for_it.iter().copied().fold(f64::MIN, f64::max);
        let (mut power, mut share, mut shared, mut likeness, mut sum) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (way, for_it) in ways().zip(for_it) {
            let weight = (for_it - best).exp() as f32;
            sum += weight;
            power += weight * way.power;
            let all = 1.0 + way.votes + way.ridge;
            share += weight * way.votes / all;
            shared += weight * way.ridge / all;
            likeness += weight * way.likeness;
        }
        let rest = sum - share - shared;
        Way { power: power / sum, votes: share / rest, ridge: shared / rest, likeness: likeness / sum }
    }
}

/// What speaks for a way before anything is known. One text left out of a few makes its code look rarer than it is, so ways
/// that favour common codes are judged too low by their first answers.
fn before(way: Way) -> f64 {
    let votes = way.votes / (1.0 + way.votes + way.ridge);
    f64::from(3.0 * (1.0 - way.power) + votes + 0.5 * way.likeness)
}

/// How right an order of codes is: half for the first, half for one among the first three.
fn right(fit: &[f32], codes: &[usize]) -> f32 {
    let best = codes.iter().filter_map(|code| fit.get(*code)).copied().fold(f32::MIN, f32::max);
    let own = codes.iter().filter(|code| fit.get(**code) == Some(&best)).min().copied().unwrap_or_default();
    let before = fit.iter().enumerate().filter(|(code, fit)| **fit > best || (**fit == best && *code < own)).count();
    match before {
        0 => 1.0,
        1 | 2 => 0.5 + 0.2 / before as f32,
        _ => 0.3 / (1.0 + before as f32),
    }
}
