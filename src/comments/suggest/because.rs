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
        // Where only single characters or endings tell, longer words that are shared are told instead, if there are any.
        let (telling, shared) = (pieces(folded, weights, true), pieces(folded, weights, false));
        let strong = |found: &[Piece]| found.iter().any(|piece| !piece.weak);
        let told = if !strong(&telling) && strong(&shared) { shared } else { telling };
        let only_weak = !strong(&told) && places.is_empty();
        let rest = (told.is_empty() && only_weak).then(|| fallback(folded, &weights.shared)).flatten();
        let told = told.into_iter().filter(|piece| !piece.weak || only_weak).map(|piece| piece.place);
        for place in told.chain(rest) {
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

/// A reason as people read it: a single character is told with the word of the text it stands in, `画` as `計画`, `大` as
/// `大きな`.
pub fn spelled(text: &str, word: &str) -> String {
    let signs: Vec<char> = text.chars().collect();
    let mut of = word.chars();
    let (Some(sign), None) = (of.next(), of.next()) else { return word.to_owned() };
    let Some(at) = signs.iter().position(|known| *known == sign) else { return word.to_owned() };
    let kind = script(sign);
    if matches!(kind, Script::Kana | Script::Mark) {
        return word.to_owned();
    }
    let alike = |sign: &&char| script(**sign) == kind;
    let start = at - signs.iter().take(at).rev().take_while(alike).count();
    let end = at + signs.iter().skip(at).take_while(alike).count();
    // One character alone is read with what it is inflected by.
    let ending = |sign: &&char| script(**sign) == Script::Kana && !BETWEEN.contains(**sign);
    let tail = if end - start == 1 { signs.iter().skip(end).take(ENDING).take_while(ending).count() } else { 0 };
    signs.iter().skip(start).take(end + tail - start).collect()
}

/// Reasons as people read them, without those that say nothing by themselves: single kana, letters and signs, and endings such
/// as です. None are left where only the texts as a whole are alike.
pub fn shown(text: &str, words: &[String]) -> Vec<String> {
    let mut shown: Vec<String> = Vec::new();
    for word in words.iter().map(|word| spelled(text, word)) {
        let kanji = word.chars().any(|sign| script(sign) == Script::Kanji);
        let kana = word.chars().all(|sign| matches!(script(sign), Script::Kana | Script::Mark));
        let length = word.chars().count();
        let says_nothing = (length < 2 && !kanji) || (kana && length <= ENDING + 1);
        if !says_nothing && !shown.contains(&word) {
            shown.push(word);
        }
    }
    shown
}

/// Most kana that are told behind a single character.
const ENDING: usize = 2;

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

/// A word of the text.
#[derive(Debug, Clone)]
struct Piece {
    place: Range<usize>,
    /// It is a single character, or in kana alone, which is mostly an ending.
    weak: bool,
}

/// The words whose characters all have a weight, `telling` or shared, heaviest first. A single character is told with what
/// else is shared around it.
fn pieces(folded: &Folded, weights: &Weights, telling: bool) -> Vec<Piece> {
    let own = if telling { &weights.telling } else { &weights.shared };
    let has = |weights: &[f32], at: usize| weights.get(at).is_some_and(|weight| *weight > 1e-6);
    let mut found: Vec<(f32, Piece)> = Vec::new();
    let mut start = 0;
    for at in 0..=own.len() {
        if has(own, at) && !is_between(folded, at) {
            continue;
        }
        let mut place = trim(folded, start..at);
        start = at + 1;
        if place.len() == 1 {
            let shared = |at: &usize| has(&weights.shared, *at) && !is_between(folded, *at);
            let before = (0..place.start).rev().take_while(shared).count();
            let after = (place.end..own.len()).take_while(shared).count();
            place = trim(folded, place.start - before..place.end + after);
        }
        let all = |kind: Script| place.clone().all(|at| folded.written.get(at).is_some_and(|c| script(*c) == kind));
        if place.is_empty() || (place.len() == 1 && !all(Script::Kanji)) {
            continue;
        }
        let sum = own.get(place.clone()).unwrap_or_default().iter().sum();
        let weak = place.len() == 1 || all(Script::Kana);
        found.push((sum, Piece { place, weak }));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.place.start.cmp(&b.1.place.start)));
    found.into_iter().map(|(_, piece)| piece).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_single_character_is_told_with_its_word() {
        let text = "計画の初日に、もっと大きな声で。畑が売られていく。";
        for (word, told) in
            [("画", "計画"), ("日", "初日"), ("大", "大きな"), ("売", "売られ"), ("畑", "畑"), ("大き", "大き")]
        {
            assert_eq!(spelled(text, word), told, "{word}");
        }
        let words = ["もっ", "です", "成", "ます", "画", "計画", "A"].map(str::to_owned);
        assert_eq!(shown("育成の計画です。A", &words), ["育成", "計画"]);
        assert_eq!(shown("そうです。", &["です".to_owned()]), Vec::<String>::new());
        assert_eq!([spelled(text, "も"), spelled(text, "猫")], ["も", "猫"]);
    }
}
