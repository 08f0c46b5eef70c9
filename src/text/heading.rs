//! Labels of columns in a few short lines: broken where a reader pauses, not where a line happens to be full.
//!
//! 39歳以下 stands as 39歳 / 以下. What may be broken at all, the rules for line ends among it, is decided in [`fit`](super::fit);
//! here the places are weighed against each other and the lines balanced.

use super::cells::glyphs;
use super::fit::{may_break, wrap};

/// A place that is no better than any other within a word.
const WITHIN: usize = 60;
/// What a line with a single glyph costs: more than a break within a word, less than one between a number and its unit.
const ALONE: usize = 150;
/// What must stay together wherever it can.
const TOGETHER: usize = 400;
/// What a line more than are needed costs: less than two breaks within words.
const MORE: usize = 100;

/// The label in lines of at most `cells` cells, at most `most` lines where that is possible, each as [`wrap`] could have made it.
pub fn heading(text: &str, cells: usize, most: usize) -> Vec<String> {
    let plain = wrap(text, cells);
    if plain.len() < 2 || text.contains('\n') || plain.len() > most {
        return plain;
    }
    let glyphs: Vec<(&str, usize)> = glyphs(text).collect();
    let label = Label::new(&glyphs);
    let needed = plain.len();
    let lines = (needed..=most.min(needed + 1)).filter_map(|lines| {
        let (cost, breaks) = label.best(cells, lines)?;
        Some((cost + (lines - needed) * MORE, breaks))
    });
    let Some((_, breaks)) = lines.min_by_key(|(cost, _)| *cost) else { return plain };
    let mut start = 0;
    let mut made = Vec::new();
    for end in breaks {
        let line: String = glyphs.iter().take(end).skip(start).map(|(glyph, _)| *glyph).collect();
        made.push(line.trim_matches(' ').to_owned());
        start = end;
    }
    made
}

/// What a label is made of, worked out once for all ways to break it.
struct Label {
    /// Cells before each glyph, and all cells at the end.
    cells: Vec<usize>,
    /// For each place: where the next glyph that is no space begins, and where the last one before it ended.
    bounds: Vec<(usize, usize)>,
    /// What breaking there costs; `None` where nothing may be broken.
    costs: Vec<Option<usize>>,
}

impl Label {
    fn new(glyphs: &[(&str, usize)]) -> Self {
        let mut cells = vec![0];
        cells.extend(glyphs.iter().scan(0, |before, (_, own)| {
            *before += own;
            Some(*before)
        }));
        let is_space = |at: usize| glyphs.get(at).is_some_and(|(glyph, _)| *glyph == " ");
        let bound = |at: usize| {
            let next = (at..glyphs.len()).find(|at| !is_space(*at)).unwrap_or(glyphs.len());
            let last = (0..at).rfind(|at| !is_space(*at)).map_or(0, |last| last + 1);
            (next, last)
        };
        let bounds = (0..=glyphs.len()).map(bound).collect();
        Self { cells, bounds, costs: (0..=glyphs.len()).map(|at| break_cost(glyphs, at)).collect() }
    }

    /// Cells and glyphs of a line without the spaces at its ends.
    fn line(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        let (from, to) = (self.bounds.get(start)?.0, self.bounds.get(end)?.1.max(self.bounds.get(start)?.0));
        Some((self.cells.get(to)? - self.cells.get(from)?, to - from))
    }

    /// The cheapest ends of so many lines, with their cost; `None` where the label cannot be put into so many.
    fn best(&self, cells: usize, lines: usize) -> Option<(usize, Vec<usize>)> {
        let last = self.cells.len() - 1;
        // What every line would take if all were alike.
        let even = self.cells.last()?.div_ceil(lines);
        // For each number of lines, and each place they may end at: cost so far, and where the last of them begins.
        let mut ways: Vec<Vec<Option<(usize, usize)>>> = vec![vec![Some((0, 0))]];
        for line in 1..=lines {
            let mut next: Vec<Option<(usize, usize)>> = vec![None; last + 1];
            for (start, way) in ways.last()?.iter().enumerate() {
                let Some((cost, _)) = way else { continue };
                for end in start + 1..=last {
                    let (taken, glyphs) = self.line(start, end)?;
                    if taken > cells {
                        break;
                    }
                    if (end == last) != (line == lines) {
                        continue;
                    }
                    let Some(of_break) = self.costs.get(end).copied().flatten() else { continue };
                    let alone = if glyphs < 2 { ALONE } else { 0 };
                    let cost = cost + of_break + alone + even.abs_diff(taken).pow(2);
                    let slot = next.get_mut(end)?;
                    if slot.is_none_or(|(known, _)| cost < known) {
                        *slot = Some((cost, start));
                    }
                }
            }
            ways.push(next);
        }
        let (cost, _) = (*ways.last()?.get(last)?)?;
        let mut ends = Vec::new();
        let mut end = last;
        for way in ways.iter().skip(1).rev() {
            ends.push(end);
            end = (*way.get(end)?)?.1;
        }
        ends.reverse();
        Some((cost, ends))
    }
}

/// What breaking before the glyph at `at` costs; `None` where nothing may be broken.
fn break_cost(glyphs: &[(&str, usize)], at: usize) -> Option<usize> {
    let Some((after, _)) = glyphs.get(at) else { return Some(0) };
    let (before, _) = glyphs.get(at.checked_sub(1)?)?;
    if *before != " " && *after != " " && !may_break(before, after) {
        return None;
    }
    let rest: String = glyphs.iter().skip(at).take(2).map(|(glyph, _)| *glyph).collect();
    let (last, first) = (before.chars().next()?, after.chars().next()?);
    Some(match (Script::of(last), Script::of(first)) {
        _ if first == ' ' || first == '　' => TOGETHER,
        _ if " 　・、，／/）)」』】,;:：～~".contains(last) || "（(「『【".contains(first) => 0,
        _ if BOUNDS.contains(&rest.as_str()) => 0,
        _ if MIDDLE.contains(&rest.as_str()) => WITHIN / 2,
        // A mark belongs to what stands before it, a unit to its number.
        _ if "※▲▼△▽*＊".contains(first) => TOGETHER,
        (Script::Narrow, _) => TOGETHER,
        (_, Script::Narrow) => WITHIN / 4,
        // After the particles of a phrase.
        (Script::Hiragana, Script::Kanji | Script::Katakana) => WITHIN / 4,
        (Script::Katakana, Script::Kanji) | (Script::Kanji, Script::Katakana) => WITHIN / 3,
        // A particle belongs to the word before it.
        (Script::Kanji | Script::Katakana, Script::Hiragana) if PARTICLES.contains(first) => WITHIN * 3 / 2,
        (Script::Hiragana, Script::Hiragana) if PARTICLES.contains(last) => {
            let word = at.checked_sub(2).and_then(|at| glyphs.get(at)).map(|(glyph, _)| Script::of_glyph(glyph));
            if matches!(word, Some(Script::Kanji | Script::Katakana)) { WITHIN / 3 } else { WITHIN - 10 }
        }
        // Words of kanji have two signs more often than not.
        (Script::Kanji, Script::Kanji | Script::Hiragana) => {
            let kanji = |(glyph, _): &&(&str, usize)| Script::of_glyph(glyph) == Script::Kanji;
            let before = glyphs.iter().take(at).rev().take_while(kanji).count();
            let after = glyphs.iter().skip(at).take_while(kanji).count();
            if before % 2 == 0 && after != 1 { WITHIN / 2 } else { WITHIN * 3 / 2 }
        }
        (Script::Katakana, Script::Katakana) => 2 * WITHIN,
        _ => WITHIN,
    })
}

/// Words behind a number with its unit.
const BOUNDS: [&str; 7] = ["以上", "以下", "未満", "以内", "以降", "以前", "程度"];

/// Signs that are particles where they follow a word.
const PARTICLES: &str = "はがをにのともへでや";

/// Where どちらともいえない, the middle of most scales, may be broken.
const MIDDLE: [&str; 2] = ["とも", "いえ"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Narrow,
    Other,
}

impl Script {
    fn of_glyph(glyph: &str) -> Self {
        glyph.chars().next().map_or(Self::Other, Self::of)
    }

    fn of(c: char) -> Self {
        match c {
            'ぁ'..='ゖ' => Self::Hiragana,
            'ァ'..='ヺ' | 'ー' => Self::Katakana,
            '々' | '一'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => Self::Kanji,
            '０'..='９' => Self::Narrow,
            c if c.is_ascii_alphanumeric() => Self::Narrow,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::cells::width;
    use proptest::prelude::*;

    #[test]
    fn labels_break_where_a_reader_pauses() {
        for (label, cells, lines) in [
            ("39歳以下", 7, &["39歳", "以下"][..]),
            ("1,000万円以上", 10, &["1,000万円", "以上"]),
            ("小売業・卸売業", 12, &["小売業・", "卸売業"]),
            ("18～39歳", 6, &["18～", "39歳"]),
            ("やや満足している", 10, &["やや満足", "している"]),
            ("情報通信業", 8, &["情報", "通信業"]),
            ("どちらともいえない", 12, &["どちらとも", "いえない"]),
            ("どちらともいえない", 8, &["どちら", "とも", "いえない"]),
            ("その他（自由記述）", 12, &["その他", "（自由記述）"]),
            ("候補はいる", 7, &["候補は", "いる"]),
            ("後継者はいない（廃業予定）", 12, &["後継者は", "いない", "（廃業予定）"]),
            ("無回答", 6, &["無回答"]),
            ("very satisfied", 9, &["very", "satisfied"]),
        ] {
            assert_eq!(heading(label, cells, 4), lines, "{label}");
        }
    }

    #[test]
    fn a_glyph_is_not_left_alone_where_it_need_not_be() {
        assert_eq!(heading("サービス業", 8, 4).last().unwrap().chars().count().min(2), 2);
        assert_eq!(heading("大変満足だ", 8, 4).last().unwrap().chars().count().min(2), 2);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_everything_fits(text in "[あ-んァ-ヶ一-三、。「」（）ー a-z0-9以上歳\u{3000}①※]{0,24}", cells in 0_usize..20, most in 1_usize..6) {
            let (made, plain) = (heading(&text, cells, most), wrap(&text, cells));
            prop_assert_eq!(made.concat().replace(' ', ""), plain.concat().replace(' ', ""));
            prop_assert!(made.len() <= plain.len().max(most));
            for line in &made {
                prop_assert!(width(line) <= cells || glyphs(line).count() == 1, "{:?}", line);
            }
        }
    }
}
