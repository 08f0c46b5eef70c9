//! How like texts are to each other, in the words they use and in what other texts they are like.

use super::space::{Counts, Space, Vector};
use crate::comments::folded::Folded;

/// How much the likeness to third texts counts.
const SECOND: f32 = 0.2;

/// Texts that are compared with each other.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    vectors: Vec<Vector>,
}

impl Likeness {
    /// Compares all of these.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut space = Space::default();
        let counts: Vec<Counts> = texts.into_iter().map(|text| space.number(&Folded::new(text))).collect();
        let mut distinct = counts.clone();
        distinct.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        distinct.dedup();
        space.weigh(&distinct, true);
        Self { vectors: counts.iter().map(|counts| space.vector(counts, 0.0)).collect() }
    }

    /// How like two texts (by position) are: at most 1; 0 or less for nothing in common.
    pub fn between(&self, one: usize, other: usize) -> f64 {
        let (Some(one), Some(other)) = (self.vectors.get(one), self.vectors.get(other)) else { return 0.0 };
        let second: f32 = one.likeness.iter().zip(&other.likeness).map(|(a, b)| a * b).sum();
        f64::from((1.0 - SECOND) * product(&one.terms, &other.terms) + SECOND * second)
    }
}

fn product(one: &Counts, other: &Counts) -> f32 {
    let mut sum = 0.0;
    let mut rest = other.iter().peekable();
    for (number, value) in one {
        while rest.peek().is_some_and(|(other, _)| other < number) {
            rest.next();
        }
        if let Some((_, other)) = rest.next_if(|(other, _)| other == number) {
            sum += value * other;
        }
    }
    sum
}
