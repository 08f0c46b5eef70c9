//! What in a text speaks for a code, in the words of the text.

use std::ops::Range;

use super::space::{Space, Vector};
use super::sums::Sums;
use super::terms::{self, Script, script};
use crate::comments::folded::Folded;

/// So many words are told.
const TOLD: usize = 3;

/// Kana that stand between words rather than in them.
const BETWEEN: &str = "をがはにでともへのや";

/// For each code the words that speak for it, most telling first: its phrases that stand in the text (`phrases`, places of
/// folded characters), then words of texts that have the code and say more of it than of others.
pub fn reasons(
    text: &str,
    folded: &Folded,
    space: &Space,
    sums: &Sums,
    vector: &Vector,
    phrases: &[Vec<Range<usize>>],
) -> Vec<Vec<String>> {
    let codes = phrases.len();
    let weights = weights(folded, space, sums, vector, codes);
    let words = |(phrases, weights): (&Vec<Range<usize>>, &Weights)| {
        let mut places = phrases.clone();
        places.sort_by_key(|place| std::cmp::Reverse(place.len()));
        places.truncate(TOLD);
        let told = pieces(folded, &weights.telling);
        let rest = (told.is_empty() && places.is_empty()).then(|| fallback(folded, &weights.shared)).flatten();
        for place in told.into_iter().chain(rest) {
            let covered = |other: &Range<usize>| place.start < other.end && other.start < place.end;
            if places.len() < TOLD && !places.iter().any(covered) {
                places.push(place);
            }
        }
        let mut words: Vec<String> = Vec::new();
        for place in places {
            let word = folded.place(place.start, place.end).of(text).to_owned();
            if !word.is_empty() && !words.contains(&word) {
                words.push(word);
            }
        }
        words
    };
    phrases.iter().zip(&weights).map(words).collect()
}

/// What each folded character of a text says for one code.
#[derive(Debug, Clone, Default)]
struct Weights {
    /// More than for the other codes.
    telling: Vec<f32>,
    /// At all.
    shared: Vec<f32>,
}

/// The part of each character in the first part of the cosine.
fn weights(folded: &Folded, space: &Space, sums: &Sums, vector: &Vector, codes: usize) -> Vec<Weights> {
    let none = Weights { telling: vec![0.0; folded.written.len()], shared: vec![0.0; folded.written.len()] };
    let mut weights = vec![none; codes];
    let others = codes.saturating_sub(1).max(1) as f32;
    for occurrence in terms::occurrences(folded) {
        let Some(number) = space.number_of(&occurrence) else { continue };
        let Ok(at) = vector.terms.binary_search_by_key(&number, |(number, _)| *number) else { continue };
        let value = vector.terms.get(at).map_or(0.0, |(_, value)| *value) / occurrence.length as f32;
        let all: f32 = sums.shares(number).map(|(_, share)| share).sum();
        for (code, share) in sums.shares(number) {
            let Some(weights) = weights.get_mut(code) else { continue };
            let more = share - (all - share) / others;
            let place = occurrence.start..occurrence.start + occurrence.length;
            weights.telling.get_mut(place.clone()).into_iter().flatten().for_each(|sum| *sum += value * more);
            weights.shared.get_mut(place).into_iter().flatten().for_each(|sum| *sum += value * share);
        }
    }
    weights
}

/// The words whose characters all have a weight, heaviest first.
fn pieces(folded: &Folded, weights: &[f32]) -> Vec<Range<usize>> {
    let mut found: Vec<(f32, Range<usize>, bool)> = Vec::new();
    let mut start = 0;
    for at in 0..=weights.len() {
        let ends = weights.get(at).is_none_or(|weight| *weight <= 1e-6) || is_between(folded, at);
        if ends {
            let place = trim(folded, start..at);
            let sum: f32 = weights.get(place.clone()).unwrap_or_default().iter().sum();
            let single =
                place.len() == 1 && folded.written.get(place.start).is_some_and(|c| script(*c) != Script::Kanji);
            if !place.is_empty() && !single {
                let kana = place.clone().all(|at| folded.written.get(at).is_some_and(|c| script(*c) == Script::Kana));
                found.push((sum, place, kana));
            }
            start = at + 1;
        }
    }
    // Words in kana alone are mostly endings; they are told only where there is nothing else.
    let only_kana = found.iter().all(|(.., kana)| *kana);
    found.retain(|(.., kana)| !kana || only_kana);
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
    found.into_iter().map(|(_, place, _)| place).collect()
}

/// The heaviest run of characters with any weight, for texts that have nothing but endings in common with a code.
fn fallback(folded: &Folded, weights: &[f32]) -> Option<Range<usize>> {
    let heaviest = weights.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).filter(|(_, weight)| **weight > 0.0)?;
    let has = |at: &usize| weights.get(*at).is_some_and(|weight| *weight > 0.0);
    let mark = |at: &usize| folded.written.get(*at).is_some_and(|c| script(*c) == Script::Mark);
    let start = (0..heaviest.0).rev().take_while(|at| has(at) && !mark(at)).last().unwrap_or(heaviest.0);
    let end = (heaviest.0 + 1..weights.len()).take_while(|at| has(at) && !mark(at)).last().unwrap_or(heaviest.0) + 1;
    Some(start..end)
}

/// True for marks, and for kana that join words.
fn is_between(folded: &Folded, at: usize) -> bool {
    let Some(c) = folded.written.get(at) else { return true };
    script(*c) == Script::Mark || BETWEEN.contains(*c)
}

/// A place without kana at its ends, if anything else is in it.
fn trim(folded: &Folded, place: Range<usize>) -> Range<usize> {
    let kana = |at: &usize| folded.written.get(*at).is_some_and(|c| script(*c) == Script::Kana);
    let Some(first) = place.clone().find(|at| !kana(at)) else {
        return place;
    };
    let last = place.clone().rev().find(|at| !kana(at)).unwrap_or(first);
    first..last + 1
}
