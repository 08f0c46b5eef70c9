//! Addresses that are not written in kanji: number first in Latin letters, and in katakana as forms and old machines want
//! them. Addresses in kanji are found in `address`.

use super::folded::{Folded, is_katakana};

/// How a town or a city ends in Latin letters without a hyphen.
const TOWNS: &[&str] = &["cho", "machi", "chome", "gaoka", "dai", "tokyo", "sawa", "kita", "minami", "hoya", "tanashi"];
/// How a town is read at its end.
const KANA_TOWNS: &[&str] = &["チョウ", "チヨウ", "マチ", "ガオカ", "ムラ", "ダイ", "シンデン"];
/// How a city, a ward or a prefecture is read at its end.
const KANA_CITIES: &[&str] = &["シ", "ク", "ト", "ケン", "フ", "グン"];

/// Where a house number of two dashes or more ends.
fn house(text: &Folded, at: usize) -> Option<usize> {
    let digit = |at: usize| text.get(at).is_some_and(|c| c.is_ascii_digit());
    if !digit(at) || at.checked_sub(1).is_some_and(|at| digit(at) || text.get(at) == Some('-')) {
        return None;
    }
    let (mut end, mut dashes) = (at, 0);
    while digit(end) || (text.get(end) == Some('-') && digit(end + 1)) {
        dashes += usize::from(text.get(end) == Some('-'));
        end += 1;
    }
    ((1..=4).contains(&dashes) && text.get(at) != Some('0')).then_some(end)
}

/// 2-14-6 Tanashicho, Nishitokyo: a number, then at least two words of which one is a town.
pub(super) fn written_abroad(text: &Folded, add: &mut impl FnMut(usize, usize)) {
    for at in 0..text.len() {
        let Some(number) = house(text, at) else { continue };
        let (mut end, mut next, mut town) = (number, number, false);
        for _ in 0..6 {
            while next < end + 2 && text.get(next).is_some_and(|c| matches!(c, ' ' | ',')) {
                next += 1;
            }
            let stop =
                (next..).find(|at| !text.get(*at).is_some_and(|c| c.is_ascii_alphabetic() || c == '-')).unwrap_or(next);
            if next == end || stop < next + 2 {
                break;
            }
            let word: String = text.slice(next..stop).iter().collect();
            town |= word.len() > 3 && TOWNS.iter().any(|end| word.ends_with(end));
            (end, next) = (stop, stop);
        }
        if town {
            add(at, end);
        }
    }
}

/// ニシトウキョウシ シバクボチョウ 2-7-15.
pub(super) fn in_katakana(text: &Folded, add: &mut impl FnMut(usize, usize)) {
    for at in 0..text.len() {
        let Some(end) = house(text, at) else { continue };
        let mut start = if text.before(at) == Some(' ') { at - 1 } else { at };
        let ends_town = text.any_before(start, KANA_TOWNS) || text.any_before(start, KANA_CITIES);
        let word = |from: usize| (0..from).rev().take_while(|at| text.get(*at).is_some_and(is_katakana)).count();
        let first = word(start);
        if !ends_town || first < 4 {
            continue;
        }
        start -= first;
        let town = text.any_before(start + first, KANA_TOWNS);
        let mut city = false;
        while text.before(start) == Some(' ') && text.any_before(start - 1, KANA_CITIES) && word(start - 1) > 2 {
            start -= 1 + word(start - 1);
            city = true;
        }
        if city || town {
            add(start, end);
        }
    }
}
