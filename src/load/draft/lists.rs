//! Several answers in one cell: which separator stands between them, and which labels hold that separator themselves.
//!
//! A form writes the labels of the chosen boxes one after another, in the order of the form, each at most once. So two
//! parts that never stand apart although each could be chosen alone are one label; how surely is said with it.

use std::collections::{HashMap, HashSet};

use crate::load::marks;
use crate::load::number::{self, Parsed};
use crate::text::fold;

/// Separators looked for, the surest first.
const SEPARATORS: [&str; 7] = [";", "；", "\n", "|", "、", ", ", ","];
/// Of them, those that hardly any label holds.
const STRONG: [&str; 3] = [";", "；", "\n"];
/// Signs that labels hold as well: looked for only when the others are not there, and among parts that stand alone elsewhere.
const WEAK: [&str; 5] = ["/", "・", "+", " ", "\u{3000}"];
/// Most choices of a question.
pub(super) const MOST_CHOICES: usize = 200;
/// Longest label of a list, in characters.
const LONGEST: usize = 80;
/// Most parts of which every pair is tried for what stands twice in a cell.
const MOST_TRIED: usize = 30;
/// A chance smaller than this is none.
const NO_CHANCE: f64 = 0.01;

/// A list as it was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// Between the parts.
    pub separator: String,
    /// The labels with how often each was chosen, in the order of the form as far as the cells tell it.
    pub labels: Vec<(String, usize)>,
    /// Labels that hold the separator: the label, its parts, and whether brackets or a repeat prove it.
    pub joined: Vec<(String, Vec<String>, bool)>,
    /// Parts that mostly stand together and were kept apart.
    pub together: Vec<(String, String)>,
    /// What each of those pairs is as one label.
    pub wholes: Vec<String>,
    /// What the labels may be otherwise, where parts stand twice side by side in one cell.
    pub undoubled: Vec<String>,
    /// Texts that stand in one cell only, at its end: what somebody wrote beside その他.
    pub written: Vec<String>,
    /// Cells with more than one answer.
    pub several: usize,
    /// True when every cell with several parts is a pair that never stands apart.
    pub pairs_only: bool,
    /// True when hardly any cell has more than one.
    pub seldom: bool,
    /// True when only one cell has more than one.
    pub once: bool,
    /// True when the separator is a sign that labels may hold.
    pub weak: bool,
}

/// Looks for a list in the texts of a column, given with how often each stands there. `stated` says that the header asks for
/// several answers; `known` are labels that are known from elsewhere.
pub fn find(texts: &[(String, usize)], stated: bool, known: &[String]) -> Option<List> {
    find_with(&SEPARATORS, texts, stated, known).or_else(|| {
        let list = find_with(&WEAK, texts, stated, known)?;
        let wholes: HashSet<String> = texts.iter().map(|(text, _)| fold::matching(text)).collect();
        let alone = |label: &String| wholes.contains(&fold::matching(label));
        let labels = list.labels.iter().map(|(label, _)| label);
        let free = labels.clone().filter(|label| alone(label)).count() * 2 >= list.labels.len();
        // A blank stands between words, so only between codes is it a separator.
        let coded =
            list.separator != " " || labels.clone().all(|label| number::canonical(&fold::matching(label)).is_some());
        (free && coded).then_some(List { weak: true, ..list })
    })
}

/// As [`find`], among some separators. Of several that would do, the one whose labels come again most often.
pub fn find_with(separators: &[&str], texts: &[(String, usize)], stated: bool, known: &[String]) -> Option<List> {
    let cells: usize = texts.iter().map(|(_, count)| count).sum();
    let found = separators.iter().filter_map(|separator| {
        let holds = |text: &str| parts(text, separator).len() > 1 && !is_number(text);
        let lists: usize = texts.iter().filter(|(text, _)| holds(text)).map(|(_, count)| count).sum();
        let ends: usize =
            texts.iter().filter(|(text, _)| text.trim_end().ends_with(separator)).map(|(_, count)| count).sum();
        // Microsoft Forms ends every answer with its separator.
        let strong = STRONG.contains(separator);
        let trailing = strong && ends * 10 >= cells * 9 && ends > 1;
        let seldom = lists * 20 < cells && !trailing;
        let enough = lists >= 2 || (lists >= 1 && (stated || trailing || strong && has_part_alone(texts, separator)));
        if !enough || (seldom && !strong && !stated) || lists * 50 < cells {
            return None;
        }
        let list = split(texts, separator, known);
        let few = believable(&list, texts, cells, stated || trailing);
        few.then_some(List { seldom, once: lists == 1, ..list })
    });
    let again = |list: &List| {
        list.labels.iter().map(|(_, count)| count).sum::<usize>() as f64 / list.labels.len().max(1) as f64
    };
    found.reduce(|best, next| if again(&next) > again(&best) { next } else { best })
}

/// Cells with several answers in a column of single ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Doubles {
    /// What stands there.
    pub texts: Vec<String>,
    /// Between the answers of the last of them.
    pub separator: String,
}

/// True when a part of some list is all that stands in another cell.
fn has_part_alone(texts: &[(String, usize)], separator: &str) -> bool {
    let lists = texts.iter().map(|(text, _)| parts(text, separator));
    let (several, alone): (Vec<_>, Vec<_>) = lists.partition(|parts| parts.len() > 1);
    let alone: HashSet<&String> = alone.iter().flatten().collect();
    several.iter().flatten().any(|part| alone.contains(part))
}

/// The texts of a question with one answer without those that are several of the others side by side, which are double marks, and
/// these. Where the header asks for one answer, one known part beside a sure separator is enough: the others are answers too.
pub fn without_doubles(texts: &[(String, usize)], stated: bool) -> (Vec<(String, usize)>, Option<Doubles>) {
    let known: HashSet<String> = texts.iter().map(|(text, _)| fold::matching(text)).collect();
    let is_known = |part: &String| known.contains(&fold::matching(part));
    let double = |text: &str| {
        SEPARATORS.iter().find_map(|separator| {
            let parts = parts(text, separator);
            let sure = stated && STRONG.contains(separator) && parts.iter().any(is_known);
            (parts.len() > 1 && !is_number(text) && (sure || parts.iter().all(is_known))).then_some((*separator, parts))
        })
    };
    let mut kept: Vec<(String, usize)> = Vec::new();
    let mut doubles = Doubles::default();
    let mut added = Vec::new();
    for (text, count) in texts {
        match double(text) {
            Some((separator, parts)) => {
                doubles.texts.push(text.clone());
                separator.clone_into(&mut doubles.separator);
                added.extend(parts.into_iter().filter(|part| !is_known(part)));
            }
            None => kept.push((text.clone(), *count)),
        }
    }
    for part in added {
        if !kept.iter().any(|(text, _)| fold::matching(text) == fold::matching(&part)) {
            kept.push((part, 0));
        }
    }
    (kept, (!doubles.texts.is_empty()).then_some(doubles))
}

/// True when the parts come again as choices do.
fn believable(list: &List, texts: &[(String, usize)], cells: usize, stated: bool) -> bool {
    let marks: usize = list.labels.iter().map(|(_, count)| count).sum();
    let distinct = list.labels.len();
    let longest = list.labels.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let sentences = list.labels.iter().filter(|(label, _)| label.contains('。')).count();
    let again = if stated {
        marks * 4 >= distinct * 5
    } else {
        marks >= distinct * 3 || (marks >= distinct * 2 && cells <= 40)
    };
    let written = list.written.len() * 3 <= cells.max(3);
    // Texts that come again only as wholes are labels of one choice with the sign in them.
    let several = list.several > 0 && (stated || !list.pairs_only) && (stated || list.several * 50 >= cells);
    let fewer = distinct < texts.len() || texts.len() <= 6 || stated;
    distinct > 1
        && distinct <= MOST_CHOICES
        && longest <= LONGEST
        && sentences * 5 <= distinct
        && again
        && several
        && fewer
        && written
}

/// True for 1,200.
fn is_number(text: &str) -> bool {
    matches!(number::parse(&fold::matching(text), None), Parsed::Plain(_))
}

/// One cell's parts, and for how many cells it stands.
type Row = (Vec<String>, usize);

/// Splits at a separator and puts labels together again that hold it.
pub fn split(texts: &[(String, usize)], separator: &str, known: &[String]) -> List {
    let mut rows: Vec<Row> = texts.iter().map(|(text, count)| (parts(text, separator), *count)).collect();
    rows.retain(|(parts, _)| !parts.is_empty());
    let mut list = List { separator: separator.to_owned(), ..List::default() };
    let between = Between::of(texts, separator);
    for label in known.iter().filter(|label| label.contains(separator)) {
        let pieces = parts(label, separator);
        if pieces.len() > 1 && join(&mut rows, &pieces, label.trim()) {
            list.joined.push((label.trim().to_owned(), pieces, true));
        }
    }
    // A label may have more than two parts, so what was joined is looked at again.
    for _ in 0..40 {
        let next = next_join(&rows);
        let is_sure = next.as_ref().is_some_and(|(.., sure)| *sure);
        let next = if is_sure { next } else { between.spaced(&rows).or(next) };
        let Some((first, second, sure)) = next else { break };
        let ends = |piece: &str, last: bool| {
            let parts = list.joined.iter().find(|(label, ..)| label == piece).map(|(_, parts, _)| parts);
            let end = parts.and_then(|parts| if last { parts.last() } else { parts.first() });
            end.map_or_else(|| piece.to_owned(), Clone::clone)
        };
        let label = format!("{first}{}{second}", between.two(&ends(&first, true), &ends(&second, false)));
        if !join(&mut rows, &[first.clone(), second.clone()], &label) {
            break;
        }
        let flatten = |list: &mut List, piece: &str| {
            let at = list.joined.iter().position(|(label, ..)| label == piece);
            at.map_or_else(
                || (vec![piece.to_owned()], true),
                |at| {
                    let (_, parts, sure) = list.joined.remove(at);
                    (parts, sure)
                },
            )
        };
        let (mut pieces, before) = flatten(&mut list, &first);
        let (behind, after) = flatten(&mut list, &second);
        pieces.extend(behind);
        list.joined.push((label, pieces, sure && before && after));
    }
    list.several = rows.iter().filter(|(parts, _)| parts.len() > 1).map(|(_, count)| count).sum();
    list.together = together(&rows);
    list.wholes = list.together.iter().map(|(a, b)| format!("{a}{}{b}", between.two(a, b))).collect();
    // Where every cell with several parts is one pair that never stands apart, the pair is a label.
    let is_pair = |parts: &[String]| matches!(parts, [first, second] if list.together.iter().any(|(a, b)| a == first && b == second));
    list.pairs_only = rows.iter().all(|(parts, _)| parts.len() < 2 || is_pair(parts));
    list.written = take_written(&mut rows, separator);
    list.labels = in_form_order(&rows);
    list.undoubled = undoubled(&rows, &list.labels, &between);
    list
}

fn parts(text: &str, separator: &str) -> Vec<String> {
    let parts = marks::pieces(text, separator).into_iter().map(|(_, part)| part.trim()).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

/// Joins a run of parts wherever it stands; false when it stands nowhere.
fn join(rows: &mut [Row], pieces: &[String], whole: &str) -> bool {
    let mut found = false;
    for (parts, _) in rows {
        while let Some(at) = parts.windows(pieces.len()).position(|window| window == pieces) {
            parts.splice(at..at + pieces.len(), [whole.to_owned()]);
            found = true;
        }
    }
    found
}

/// What stands between neighbouring parts, blanks and all: the separator of the form itself is written the same everywhere, so a
/// blank that only some separators have belongs to a label.
struct Between<'a> {
    separator: &'a str,
    /// By neighbours: what stands between them where they are met first.
    first: HashMap<(String, String), String>,
    /// Parts before which a blank stands wherever they are, behind one and the same part.
    after: HashMap<String, Option<String>>,
    /// True when some separators have a blank behind them and some have none.
    mixed: bool,
}

impl<'a> Between<'a> {
    fn of(texts: &[(String, usize)], separator: &'a str) -> Self {
        let mut between = Self { separator, first: HashMap::new(), after: HashMap::new(), mixed: false };
        let (mut spaced, mut bare) = (false, false);
        for (text, _) in texts {
            let pieces = marks::pieces(text, separator).into_iter().filter(|(_, part)| !part.trim().is_empty());
            let mut before: Option<(usize, &str)> = None;
            for (start, raw) in pieces {
                let (part, begins) = (raw.trim(), start + (raw.len() - raw.trim_start().len()));
                let blank = raw.starts_with(char::is_whitespace);
                let behind = before.map(|(_, part)| part.to_owned()).filter(|_| blank);
                let entry = between.after.entry(part.to_owned()).or_insert_with(|| behind.clone());
                if *entry != behind {
                    *entry = None;
                }
                if let Some((end, first)) = before {
                    (spaced, bare) = (spaced || blank, bare || !blank);
                    let written = text.get(end..begins).unwrap_or(separator).to_owned();
                    between.first.entry((first.to_owned(), part.to_owned())).or_insert(written);
                }
                before = Some((begins + part.len(), part));
            }
        }
        between.mixed = spaced && bare;
        between
    }

    /// What is written between two parts.
    fn two(&self, first: &str, second: &str) -> &str {
        self.first.get(&(first.to_owned(), second.to_owned())).map_or(self.separator, String::as_str)
    }

    /// A part that always stands behind the same other one with a blank, where separators have none.
    fn spaced(&self, rows: &[Row]) -> Option<(String, String, bool)> {
        let is_bound = |first: &str, second: &str| {
            self.after.get(second).and_then(Option::as_ref).is_some_and(|behind| first.ends_with(behind.as_str()))
        };
        let neighbours = |(parts, _): &Row| {
            let mut pairs = parts.iter().zip(parts.iter().skip(1)).filter(|(first, second)| is_bound(first, second));
            pairs.next().map(|(first, second)| (first.clone(), second.clone(), true))
        };
        if self.mixed { rows.iter().find_map(neighbours) } else { None }
    }
}

/// Counts of parts and of neighbouring parts.
struct Counts<'a> {
    cells: usize,
    one: HashMap<&'a str, usize>,
    pair: HashMap<(&'a str, &'a str), usize>,
    /// Parts that stand twice in one cell, which no box can be.
    twice: HashSet<&'a str>,
}

fn count(rows: &[Row]) -> Counts<'_> {
    let mut counts = Counts { cells: 0, one: HashMap::new(), pair: HashMap::new(), twice: HashSet::new() };
    for (parts, times) in rows {
        counts.cells += times;
        let mut here = HashSet::new();
        for part in parts {
            *counts.one.entry(part).or_default() += times;
            if !here.insert(part.as_str()) {
                counts.twice.insert(part);
            }
        }
        for (first, second) in parts.iter().zip(parts.iter().skip(1)) {
            *counts.pair.entry((first, second)).or_default() += times;
        }
    }
    counts
}

impl Counts<'_> {
    fn of(&self, part: &str) -> usize {
        self.one.get(part).copied().unwrap_or(0)
    }

    /// The chance that `times` cells with one part would all have the other, chosen by itself.
    fn chance(&self, other: &str, times: usize) -> f64 {
        let share = self.of(other) as f64 / self.cells.max(1) as f64;
        share.powi(times.min(1000) as i32)
    }
}

/// The chance that two boxes, each chosen by `times` of `cells` people independently, were chosen by the very same people:
/// 1 over the number of ways to pick them.
fn same_people(times: usize, cells: usize) -> f64 {
    (0..times.min(cells)).map(|at| (times - at) as f64 / (cells - at) as f64).product()
}

/// Two parts that are surely, or all but surely, one label.
fn next_join(rows: &[Row]) -> Option<(String, String, bool)> {
    let counts = count(rows);
    let mut found: Vec<(&str, &str, usize, bool)> = Vec::new();
    for ((first, second), times) in &counts.pair {
        let closes = is_open(first) && !is_open(second);
        let always = counts.of(first) == *times && counts.of(second) == *times;
        let repeated = counts.twice.contains(first) && counts.of(second) == *times;
        let no_chance = same_people(*times, counts.cells) < NO_CHANCE;
        if closes || repeated || (always && *times > 1 && no_chance) {
            found.push((first, second, *times, closes || repeated));
        }
    }
    // The surest and most frequent first; then by the text, so that the result does not depend on chance.
    found.sort_by(|a, b| b.3.cmp(&a.3).then(b.2.cmp(&a.2)).then(a.0.cmp(b.0)).then(a.1.cmp(b.1)));
    found.first().map(|(first, second, _, sure)| ((*first).to_owned(), (*second).to_owned(), *sure))
}

/// What the labels are if those hold the separator that leave fewer parts twice in one cell, since a box can be marked once only.
/// Nothing where no part stands twice side by side.
fn undoubled(rows: &[Row], labels: &[(String, usize)], between: &Between<'_>) -> Vec<String> {
    let counts = count(rows);
    let is_doubled = counts.twice.iter().any(|part| counts.pair.contains_key(&(*part, *part)));
    if !is_doubled || counts.one.len() > MOST_TRIED {
        return Vec::new();
    }
    let repeats = |rows: &[Row]| -> usize {
        rows.iter().map(|(parts, _)| parts.len() - parts.iter().collect::<HashSet<_>>().len()).sum()
    };
    let before = repeats(rows);
    let fewer = |first: &str, second: &str| {
        let mut next = rows.to_vec();
        join(&mut next, &[first.to_owned(), second.to_owned()], "\u{0}") && repeats(&next) < before
    };
    let mut wholes: Vec<(&str, &str)> =
        counts.pair.keys().copied().filter(|(first, second)| first != second && fewer(first, second)).collect();
    wholes.sort_unstable();
    let alone: HashSet<&String> =
        rows.iter().filter(|(parts, _)| parts.len() == 1).flat_map(|(parts, _)| parts).collect();
    let held = |label: &str| wholes.iter().any(|(first, second)| [*first, *second].contains(&label));
    let kept = labels.iter().map(|(label, _)| label).filter(|label| alone.contains(label) || !held(label)).cloned();
    let whole = |(first, second): &(&str, &str)| format!("{first}{}{second}", between.two(first, second));
    wholes.iter().map(whole).chain(kept).collect()
}

/// True for a part with a bracket that is not closed.
fn is_open(part: &str) -> bool {
    depth(part) > 0
}

fn depth(part: &str) -> i32 {
    part.chars()
        .map(|c| match c {
            '(' | '（' | '「' | '『' | '[' | '【' => 1,
            ')' | '）' | '」' | '』' | ']' | '】' => -1,
            _ => 0,
        })
        .sum()
}

/// Pairs of which one never stands without the other before or behind it, though it may be chance.
fn together(rows: &[Row]) -> Vec<(String, String)> {
    let counts = count(rows);
    let doubtful = |(first, second): &(&str, &str), times: usize| {
        let (a, b) = (counts.of(first), counts.of(second));
        let bound = (a == times && b == times && times > 1)
            || (times >= 3 && b == times && counts.chance(first, times) < NO_CHANCE)
            || (times >= 3 && a == times && counts.chance(second, times) < NO_CHANCE);
        // Two that are nearly always chosen tell nothing by standing together.
        bound && a * 10 < counts.cells * 9 && b * 10 < counts.cells * 9
    };
    let mut found: Vec<(String, String)> = counts
        .pair
        .iter()
        .filter(|(pair, times)| doubtful(pair, **times))
        .map(|((first, second), _)| ((*first).to_owned(), (*second).to_owned()))
        .collect();
    found.sort();
    found
}

/// Takes out what stands in one cell only, at its end: words beside その他. Only where the other parts come again and again.
fn take_written(rows: &mut Vec<Row>, separator: &str) -> Vec<String> {
    let counts = count(rows);
    let often = counts.one.values().filter(|count| **count > 1).count();
    let marks: usize = counts.one.values().filter(|count| **count > 1).sum();
    if often < 2 || marks < often * 3 {
        return Vec::new();
    }
    let once: HashSet<String> =
        counts.one.iter().filter(|(_, count)| **count == 1).map(|(part, _)| (*part).to_owned()).collect();
    let mut written = Vec::new();
    for (parts, _) in rows.iter_mut() {
        let known = parts.iter().rposition(|part| !once.contains(part)).map_or(0, |at| at + 1);
        if known < parts.len() {
            written.push(parts.split_off(known).join(separator));
        }
    }
    // What stands before known parts is no word of その他: the form writes that last.
    rows.retain(|(parts, _)| !parts.is_empty());
    written
}

/// The labels by the order in which the form writes them: whoever stands before another in more cells comes first.
fn in_form_order(rows: &[Row]) -> Vec<(String, usize)> {
    let mut labels: Vec<(String, usize)> = Vec::new();
    let mut at: HashMap<&str, usize> = HashMap::new();
    for (parts, times) in rows {
        for part in parts {
            let place = *at.entry(part).or_insert_with(|| {
                labels.push((part.clone(), 0));
                labels.len() - 1
            });
            if let Some((_, count)) = labels.get_mut(place) {
                *count += times;
            }
        }
    }
    // So many are no choices, and telling their order would take as long as there are pairs of them.
    if labels.len() > MOST_CHOICES {
        return labels;
    }
    let mut before: HashMap<(usize, usize), usize> = HashMap::new();
    for (parts, times) in rows {
        let places: Vec<usize> = parts.iter().filter_map(|part| at.get(part.as_str()).copied()).collect();
        for (index, first) in places.iter().enumerate() {
            for second in places.iter().skip(index + 1) {
                *before.entry((*first, *second)).or_default() += times;
            }
        }
    }
    let precedes =
        |a: usize, b: usize| before.get(&(a, b)).copied().unwrap_or(0) > before.get(&(b, a)).copied().unwrap_or(0);
    let mut left: Vec<usize> = (0..labels.len()).collect();
    let mut order = Vec::new();
    while !left.is_empty() {
        let free = left.iter().position(|label| left.iter().all(|other| other == label || !precedes(*other, *label)));
        order.push(left.remove(free.unwrap_or(0)));
    }
    order.into_iter().filter_map(|place| labels.get(place).cloned()).collect()
}

/// True when every text is digits in ascending order without a repeat, and some have several: codes side by side.
pub fn are_digits(texts: &[(String, usize)], stated: bool) -> bool {
    let ascending = |text: &str| {
        let folded = fold::matching(text);
        let digits: Vec<char> = folded.chars().filter(|c| !c.is_whitespace()).collect();
        digits.iter().all(char::is_ascii_digit) && digits.windows(2).all(|pair| pair.first() < pair.last())
    };
    let several: usize = texts.iter().filter(|(text, _)| text.chars().count() > 1).map(|(_, count)| count).sum();
    let longest = texts.iter().map(|(text, _)| text.chars().count()).max().unwrap_or(0);
    let cells: usize = texts.iter().map(|(_, count)| count).sum();
    let enough = if stated { several > 0 } else { longest > 2 && several * 4 >= cells && cells >= 10 };
    enough && texts.iter().all(|(text, _)| ascending(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<(String, usize)> {
        let mut found: Vec<(String, usize)> = Vec::new();
        for cell in cells {
            match found.iter_mut().find(|(text, _)| text == cell) {
                Some((_, count)) => *count += 1,
                None => found.push(((*cell).to_owned(), 1)),
            }
        }
        found
    }

    fn labels(list: &List) -> Vec<(&str, usize)> {
        list.labels.iter().map(|(label, count)| (label.as_str(), *count)).collect()
    }

    #[test]
    fn a_label_that_holds_the_separator_is_found_by_what_recurs() {
        let cells = [
            "徒歩, バス",
            "パン, 菓子",
            "徒歩, パン, 菓子",
            "バス, パン, 菓子",
            "徒歩",
            "バス",
            "徒歩, バス",
            "徒歩, バス, パン, 菓子",
            "徒歩",
            "バス",
        ];
        let list = find(&texts(&cells), false, &[]).unwrap();
        assert_eq!(labels(&list), [("徒歩", 6), ("バス", 6), ("パン, 菓子", 4)]);
        assert_eq!(list.joined, [("パン, 菓子".to_owned(), vec!["パン".to_owned(), "菓子".to_owned()], false)]);
    }

    #[test]
    fn brackets_prove_it() {
        let cells = ["屋外（山, 海, 川など）, 買物", "買物", "屋外（山, 海, 川など）", "買物, 食事", "食事"];
        let list = find(&texts(&cells), true, &[]).unwrap();
        assert_eq!(labels(&list), [("屋外（山, 海, 川など）", 2), ("買物", 3), ("食事", 2)]);
        assert!(list.joined.iter().all(|(_, parts, sure)| *sure && parts.len() == 3), "{:?}", list.joined);
    }

    #[test]
    fn two_that_were_chosen_together_once_are_two() {
        let cells = ["a;b", "a", "c;d", "a;c", "a;b", "b", "a"];
        let list = find(&texts(&cells), false, &[]).unwrap();
        assert_eq!(labels(&list).len(), 3, "{list:?}");
        assert_eq!(list.written, ["d"], "once, at the end");
    }

    #[test]
    fn sentences_are_no_list() {
        let cells =
            ["駅前、特に北口が暗い。", "道路が狭い、歩道がない。", "なし", "駐輪場を増やして、安くしてほしい。"];
        assert_eq!(find(&texts(&cells), false, &[]), None);
        let wholes =
            ["家賃、地代が高い", "人手が足りない", "家賃、地代が高い", "人手が足りない", "家賃、地代が高い", "ない"];
        assert_eq!(find(&texts(&wholes), false, &[]), None, "one choice with the sign in its label");
        assert_eq!(find(&texts(&["1,200", "2,300", "1,000", "1,200"]), false, &[]), None);
    }

    #[test]
    fn many_free_texts_with_commas_take_no_time() {
        let text =
            |at: usize| (0..10).map(|part| format!("意見{at}の{}", at * 7 + part)).collect::<Vec<_>>().join("、");
        let texts: Vec<(String, usize)> = (0..4000).map(|at| (text(at), 1)).collect();
        let start = std::time::Instant::now();
        assert_eq!(find(&texts, true, &[]), None);
        assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    }

    #[test]
    fn a_sign_at_the_end_of_every_cell() {
        let cells = ["a;", "b;", "a;b;", "b;"];
        let list = find(&texts(&cells), false, &[]).unwrap();
        assert_eq!(labels(&list), [("a", 2), ("b", 3)]);
    }

    #[test]
    fn digits_side_by_side() {
        assert!(are_digits(&texts(&["1", "13", "135", "2"]), true));
        assert!(!are_digits(&texts(&["1", "31", "135"]), true), "descending");
        assert!(!are_digits(&texts(&["25", "36", "48"]), false), "ages, for all we know");
    }
}
