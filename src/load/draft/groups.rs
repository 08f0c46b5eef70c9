//! Columns that are one question: flags, slots, ranks, the rows of a matrix, told by their names and by how they are filled.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::beside::{is_opinion_part, is_other_alone, is_other_part};
use super::column::Column;
use super::names::{self, Split};
use super::single;
use super::stemless;
use super::words;
use super::{Change, Reason};
use crate::load::marks;
use crate::load::number;
use crate::load::sheet::Cell;
use crate::model::Kind;
use crate::text::fold;

/// How the columns of a group lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One column.
    One,
    /// A column per choice.
    Flags,
    /// First, second, … answer.
    Slots,
    /// First, second, … rank.
    Rank,
    /// A question per column with the same choices.
    Matrix,
}

/// Columns of one question, by position in the list they were given in.
#[derive(Debug, Clone)]
pub struct Group {
    /// What the columns share, as written; the header of a single column.
    pub stem: String,
    /// How they lie.
    pub shape: Shape,
    /// The columns and what tells each apart.
    pub members: Vec<(usize, Option<Split>)>,
    /// Columns with the words beside その他.
    pub others: Vec<(usize, Split)>,
    /// Why, where it is not sure.
    pub doubts: Vec<single::Doubt>,
}

/// Answers that say no as much as that a choice is not marked.
const NOT: [&str; 6] = ["いいえ", "no", "無", "なし", "該当しない", "選択しない"];
/// Rows looked at to tell slots from a matrix.
const SAMPLE: usize = 5000;

/// Puts neighbours with a common name together; those `apart`, by position, are in no group. `rows` are those with answers.
pub fn find(columns: &[Column], rows: &[&[Cell]], apart: &HashSet<usize>) -> Vec<Group> {
    let split = |(at, column): (usize, &Column)| {
        if apart.contains(&at) { Vec::new() } else { names::splits(&column.name) }
    };
    let splits: Vec<Vec<Split>> = columns.iter().enumerate().map(split).collect();
    let mut groups = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        if apart.contains(&at) {
            at += 1;
            continue;
        }
        let run = longest_run(&splits, columns, at);
        if run.len() < 2 {
            let begins = |at: usize| apart.contains(&at) || longest_run(&splits, columns, at).len() > 1;
            if let Some(group) = stemless::group(columns, at, begins) {
                at += group.members.len();
                groups.push(group);
                continue;
            }
            groups.push(alone(columns, at, splits.get(at).and_then(|splits| splits.first()).cloned()));
            at += 1;
            continue;
        }
        at += run.len();
        groups.extend(of_run(columns, run, rows));
    }
    attach_words(&mut groups, columns, &splits);
    groups
}

fn alone(columns: &[Column], at: usize, split: Option<Split>) -> Group {
    let stem = columns.get(at).and_then(|column| column.name.written.first()).cloned().unwrap_or_default();
    Group { stem, shape: Shape::One, members: vec![(at, split)], others: Vec::new(), doubts: Vec::new() }
}

/// The neighbours from `at` on that share a stem, by the first way to split that has any.
fn longest_run(splits: &[Vec<Split>], columns: &[Column], at: usize) -> Vec<(usize, Split)> {
    let here = splits.get(at).map_or(&[][..], Vec::as_slice);
    for split in here {
        let key = split.key();
        let mut run = vec![(at, split.clone())];
        for (index, others) in splits.iter().enumerate().skip(at + 1) {
            let next_to = columns
                .get(index)
                .zip(columns.get(index - 1))
                .is_some_and(|(here, before)| here.index.saturating_sub(before.index) <= 2);
            match others.iter().find(|other| other.key() == key).filter(|_| next_to) {
                // A header that comes once more begins the question anew.
                Some(other) if !is_other_part(&other.part) && run.iter().any(|(_, known)| known.part == other.part) => {
                    break;
                }
                Some(other) => run.push((index, other.clone())),
                None => break,
            }
        }
        if run.len() > 1 {
            return run;
        }
    }
    Vec::new()
}

/// True for a column with words: neither marks nor codes.
pub(super) fn is_words(column: &Column) -> bool {
    let words = column
        .distinct
        .iter()
        .filter(|(text, _)| !marks::is_flag(text) && number::canonical(&fold::matching(text)).is_none());
    let cells: usize = words.map(|(_, count)| count).sum();
    cells * 2 > column.cells()
}

/// True for a column that can be a flag: marks, or nothing but one text; codes of no answer may stand in it.
fn is_flag(column: &Column, part: &str, none: &BTreeSet<String>) -> bool {
    if column.cells() == 0 {
        return true;
    }
    let values: Vec<String> = column.values().filter(|value| !none.contains(value)).collect();
    if values.iter().all(|value| marks::is_flag(value)) {
        return true;
    }
    let folded = fold::matching(part);
    let own = |value: &String| *value == folded || marks::is_unmarked(value);
    values.iter().all(own) || values.len() == 1
}

/// Codes that stand for no answer among 0 and 1: 9 and 99, or negative numbers; none where other numbers stand beside them.
pub(super) fn codes_of_none(columns: &[&Column]) -> BTreeSet<String> {
    let values: BTreeSet<String> = columns.iter().flat_map(|column| column.values()).collect();
    let is_mark = |value: &String| ["0", "1"].contains(&value.as_str());
    let none: BTreeSet<String> = values.iter().filter(|value| is_none(value)).cloned().collect();
    let are_marks = values.iter().all(|value| is_mark(value) || none.contains(value));
    if are_marks && values.contains("1") { none } else { BTreeSet::new() }
}

fn is_none(value: &str) -> bool {
    ["8", "9", "88", "98", "99", "888", "998", "999", "9999"].contains(&value)
        || value.strip_prefix('-').is_some_and(|digits| digits.parse::<u32>().is_ok())
}

/// True where ○ or × stands in every column, and × says as much as ○: nobody who was asked left a cell blank.
fn is_circle_or_cross(columns: &[Column], members: &[(usize, Split)]) -> bool {
    let found: Vec<&Column> = members.iter().filter_map(|(at, _)| columns.get(*at)).collect();
    let is_mark = |value: &String| ["○", "◯", "〇", "×", "x", "X"].contains(&value.as_str());
    let most = found.iter().map(|column| column.cells()).max().unwrap_or(0);
    found.iter().all(|column| column.values().all(|value| is_mark(&value)) && column.cells() * 10 >= most * 7)
        && found.iter().any(|column| column.values().any(|value| value == "×" || value.eq_ignore_ascii_case("x")))
        && found.iter().any(|column| column.values().any(|value| ["○", "◯", "〇"].contains(&value.as_str())))
        && most > 0
}

/// The groups of a run. その他ご意見 under the title of a question is no choice of it.
fn of_run(columns: &[Column], run: Vec<(usize, Split)>, rows: &[&[Cell]]) -> Vec<Group> {
    let is_own = |(at, split): &(usize, Split)| is_opinion_part(&split.part) && columns.get(*at).is_some_and(is_words);
    let (own, run): (Vec<_>, Vec<_>) = run.into_iter().partition(is_own);
    let mut groups = match run.as_slice() {
        [] => Vec::new(),
        [(at, split)] => vec![alone(columns, *at, Some(split.clone()))],
        _ => grouped(columns, run, rows),
    };
    groups.extend(own.into_iter().map(|(at, split)| alone(columns, at, Some(split))));
    groups
}

fn grouped(columns: &[Column], run: Vec<(usize, Split)>, rows: &[&[Cell]]) -> Vec<Group> {
    let column = |at: usize| columns.get(at);
    let stem = run.first().map(|(_, split)| split.stem.clone()).unwrap_or_default();
    let told: BTreeSet<usize> = run.iter().map(|(at, _)| *at).collect();
    let is_other = |at: usize, split: &Split, alone: bool| {
        let Some(column) = column(at) else { return false };
        // 問3_その他 beside 問3_5 is words; among labels it is both the mark and the words, unless marks say it is only a mark.
        let numbered = run.iter().filter(|(_, split)| split.numbered().is_some() || split.rank().is_some()).count();
        let marked = |other: usize, split: &Split| {
            columns.get(other).is_some_and(|column| column.cells() > 0 && is_own_flag(column, &split.part))
        };
        let twice =
            run.iter().any(|(other, split)| *other != at && is_other_part(&split.part) && marked(*other, split));
        is_other_part(&split.part)
            && (is_words(column) || column.cells() == 0 && numbered > 1)
            && (alone || numbered + 1 >= told.len() || twice)
    };
    let (others, members): (Vec<_>, Vec<_>) = run.iter().cloned().partition(|(at, split)| is_other(*at, split, false));
    if members.len() < 2 {
        let (others, members): (Vec<_>, Vec<_>) =
            run.iter().cloned().partition(|(at, split)| is_other(*at, split, true));
        let mut groups: Vec<Group> =
            members.iter().map(|(at, split)| alone(columns, *at, Some(split.clone()))).collect();
        match groups.first_mut() {
            Some(group) => group.others = others,
            None => groups = others.iter().map(|(at, split)| alone(columns, *at, Some(split.clone()))).collect(),
        }
        return groups;
    }
    let of = |members: Vec<(usize, Split)>, shape, others, doubts| Group {
        stem: stem.clone(),
        shape,
        members: members.into_iter().map(|(at, split)| (at, Some(split))).collect(),
        others,
        doubts,
    };
    let said = words::read(&stem);
    if members.iter().all(|(_, split)| split.rank().is_some()) {
        return vec![of(members, Shape::Rank, others, Vec::new())];
    }
    if is_circle_or_cross(columns, &members) && !said.multiple {
        return vec![of(members, Shape::Matrix, others, vec![(Reason::CircleCross, vec![Change::Flags])])];
    }
    if let Some(doubts) = flags(columns, &members) {
        return vec![of(members, Shape::Flags, others, doubts)];
    }
    if stemless::are_item_ranks(columns, &members, rows) {
        let doubt = (Reason::ItemRanks, vec![Change::Kind(Kind::Single)]);
        return vec![of(members, Shape::Matrix, others, vec![doubt])];
    }
    let fill = Fill::of(columns, &members, rows);
    let in_turn = members.iter().zip(1..).all(|((_, split), number)| split.turn() == Some(number));
    if in_turn && same_values(columns, &members) {
        if said.rank {
            return vec![of(members, Shape::Rank, others, Vec::new())];
        }
        if fill.is_slots() && (said.multiple || fill.short > 0 || (fill.twice == 0 && fill.rows >= 5)) {
            let circled = members.iter().all(|(_, split)| split.part.starts_with(|c| ('①'..='⑳').contains(&c)));
            let (shape, doubts) = in_turn_shape(&fill, said.multiple, circled);
            return vec![of(members, shape, others, doubts)];
        }
    }
    match matrix(columns, &members) {
        Some(doubts) => vec![of(members, Shape::Matrix, others, doubts)],
        None => {
            // The words beside その他 of a matrix are none of its rows.
            let is_said =
                |(at, split): &(usize, Split)| is_other_part(&split.part) && column(*at).is_some_and(is_words);
            let (said, rest): (Vec<_>, Vec<_>) = members.iter().cloned().partition(is_said);
            if !said.is_empty()
                && rest.len() > 1
                && let Some(doubts) = matrix(columns, &rest)
            {
                return vec![of(rest, Shape::Matrix, [others, said].concat(), doubts)];
            }
            let mut groups: Vec<Group> =
                members.iter().map(|(at, split)| alone(columns, *at, Some(split.clone()))).collect();
            if let Some(group) = groups.last_mut() {
                group.others = others;
            }
            groups
        }
    }
}

/// Answers side by side: several without order, or ranks, and what else they may be. Codes that always ascend were written down
/// in the order of the questionnaire, so they are no ranks; under ① ② ③ codes in any order are.
fn in_turn_shape(fill: &Fill, multiple: bool, circled: bool) -> (Shape, Vec<single::Doubt>) {
    let ranked = circled && !fill.ascends && !multiple;
    let mut others = Vec::new();
    if ranked {
        others.push(Change::Slots);
    } else if !fill.is_told_ascending() && (circled || !multiple) {
        others.push(Change::Kind(Kind::Rank));
    }
    let mostly_short = fill.short * 5 >= fill.rows && fill.rows >= 5;
    if !(multiple || mostly_short) {
        others.push(Change::Kind(Kind::Matrix));
    }
    let reason = if ranked { Reason::AnyOrder } else { Reason::FromLeft };
    let doubts = if others.is_empty() { Vec::new() } else { vec![(reason, others)] };
    (if ranked { Shape::Rank } else { Shape::Slots }, doubts)
}

/// True for a column of marks, or of nothing but its own label.
fn is_own_flag(column: &Column, part: &str) -> bool {
    let part = fold::matching(part);
    column.values().all(|value| marks::is_flag(&value) || value == part)
}

/// Doubts about flags when the columns are flags. The column of その他 may hold words instead of a mark.
fn flags(columns: &[Column], members: &[(usize, Split)]) -> Option<Vec<single::Doubt>> {
    let found: Vec<(&Column, &Split)> =
        members.iter().filter_map(|(at, split)| Some((columns.get(*at)?, split))).collect();
    let none = codes_of_none(&found.iter().map(|(column, _)| *column).collect::<Vec<_>>());
    let (wordy, flags): (Vec<_>, Vec<_>) = found.iter().partition(|(column, split)| {
        is_other_part(&split.part) && is_words(column) && !is_flag(column, &split.part, &none)
    });
    let good = flags.iter().all(|(column, split)| is_flag(column, &split.part, &none))
        && wordy.len() <= 2
        && flags.len() > wordy.len();
    // Columns with one text each must be told apart by it, or the text be a mark.
    let texts: Vec<String> =
        flags.iter().flat_map(|(column, _)| column.values()).filter(|value| !marks::is_flag(value)).collect();
    let texts: Vec<String> = texts.into_iter().filter(|value| !none.contains(value)).collect();
    let distinct: HashSet<&String> = texts.iter().collect();
    let any = flags.iter().any(|(column, _)| column.cells() > 0);
    if !good || !any || distinct.len() < texts.len() {
        return None;
    }
    let yes_no = |column: &Column| {
        column.cells() > 0 && column.values().any(|value| NOT.contains(&value.to_lowercase().as_str()))
    };
    if flags.iter().all(|(column, _)| yes_no(column)) {
        return Some(vec![(Reason::YesNo, vec![Change::Kind(Kind::Matrix)])]);
    }
    Some(Vec::new())
}

/// How the cells of the columns are filled, row by row.
#[derive(Debug)]
struct Fill {
    /// Rows with an answer.
    rows: usize,
    /// Rows with the same answer twice.
    twice: usize,
    /// Rows whose answers do not stand at the left.
    gaps: usize,
    /// Rows with fewer answers than columns.
    short: usize,
    /// True when all answers are numbers that ascend in every row.
    ascends: bool,
    /// The chance that they would do so in every row if their order meant something.
    chance: f64,
}

impl Fill {
    fn of(columns: &[Column], members: &[(usize, Split)], rows: &[&[Cell]]) -> Self {
        let places: Vec<usize> = members.iter().filter_map(|(at, _)| Some(columns.get(*at)?.index)).collect();
        let mut fill = Self { rows: 0, twice: 0, gaps: 0, short: 0, ascends: true, chance: 1.0 };
        for row in rows.iter().take(SAMPLE) {
            let value = |place: &usize| {
                let text = fold::matching(&row.get(*place).map_or("".into(), Cell::text));
                let missing = text.starts_with("-") || super::column::missing_word(&text).is_some();
                (!text.is_empty() && !missing).then_some(text)
            };
            let values: Vec<Option<String>> = places.iter().map(value).collect();
            let filled = values.iter().flatten().count();
            if filled == 0 {
                continue;
            }
            let distinct: HashSet<&String> = values.iter().flatten().collect();
            fill.rows += 1;
            fill.twice += usize::from(distinct.len() < filled);
            fill.gaps += usize::from(values.iter().take(filled).any(Option::is_none));
            fill.short += usize::from(filled < values.len());
            let numbers: Vec<f64> = values.iter().flatten().filter_map(|text| text.parse().ok()).collect();
            fill.ascends &= numbers.len() == filled && numbers.is_sorted();
            fill.chance /= (1..=filled.min(20)).map(|place| place as f64).product::<f64>();
        }
        fill
    }

    /// True when the answers ascend in so many rows that their order tells nothing.
    fn is_told_ascending(&self) -> bool {
        self.ascends && self.chance < 0.01
    }

    fn is_slots(&self) -> bool {
        self.rows > 0 && self.twice * 20 <= self.rows && self.gaps * 10 <= self.rows
    }
}

/// True when the columns have values in common, as slots and matrices do.
fn same_values(columns: &[Column], members: &[(usize, Split)]) -> bool {
    let sets: Vec<BTreeSet<String>> = members
        .iter()
        .filter_map(|(at, _)| columns.get(*at))
        .filter(|column| column.cells() > 0)
        .map(|column| column.values().collect())
        .collect();
    let union: BTreeSet<&String> = sets.iter().flatten().collect();
    let shared = |at: usize, set: &BTreeSet<String>| {
        sets.iter().enumerate().any(|(other, values)| other != at && !values.is_disjoint(set))
    };
    union.len() <= 60 && sets.len() > 1 && sets.iter().enumerate().all(|(at, set)| shared(at, set))
}

/// Doubts about a matrix when the columns are one: each has one answer out of the same few.
fn matrix(columns: &[Column], members: &[(usize, Split)]) -> Option<Vec<single::Doubt>> {
    let said = words::Said { single: true, ..words::Said::default() };
    let mut sets: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (at, _) in members {
        let column = columns.get(*at)?;
        if column.cells() == 0 {
            continue;
        }
        let own = words::read(&column.title());
        let plain = super::lists::find(&column.distinct, false, &[]).is_none();
        let (question, _) = single::question(column, &said, single::Place::default());
        let free = column.longest > 40 || (column.distinct.len() > 12) || own.quantity || own.text;
        if !plain || free || question.kind != Kind::Single {
            return None;
        }
        sets.insert(*at, question.choices.iter().map(|choice| fold::matching(&choice.label)).collect());
    }
    let union: BTreeSet<&String> = sets.values().flatten().collect();
    if sets.is_empty() || union.len() > 15 || (sets.len() > 1 && !same_values(columns, members)) {
        return None;
    }
    // A column that knows nothing of what the others mostly answer has its own scale.
    let smallest = sets.values().map(BTreeSet::len).min().unwrap_or(0);
    let numbers = union.iter().all(|value| number::canonical(value).is_some());
    let pairs = union.len() == 2 && ["1", "2"].iter().all(|code| union.iter().any(|value| value == code));
    if pairs {
        return Some(vec![(Reason::OneTwo, vec![Change::Flags])]);
    }
    let highest = |set: &BTreeSet<String>| set.iter().filter_map(|value| value.parse::<f64>().ok()).fold(0.0, f64::max);
    let differing = if numbers {
        let highs: Vec<f64> = sets.values().map(highest).collect();
        let most = highs.iter().copied().fold(0.0, f64::max);
        // With many answers a scale shows its end in every column.
        let often = |(at, high): (&usize, &f64)| {
            *high < most && columns.get(*at).is_some_and(|column| column.cells() as f64 >= 5.0 * most)
        };
        most > 1.5 * highs.iter().copied().fold(f64::INFINITY, f64::min) + 0.5 || sets.keys().zip(&highs).any(often)
    } else {
        smallest * 2 < union.len() && union.len() > 4
    };
    Some(if differing { vec![(Reason::SameScale, vec![Change::Kind(Kind::Single)])] } else { Vec::new() })
}

/// Gives columns of words that stand by themselves to the question they belong to: 問5 … 問5_その他.
fn attach_words(groups: &mut Vec<Group>, columns: &[Column], splits: &[Vec<Split>]) {
    let mut at = 1;
    while at < groups.len() {
        let Some((owner, split)) = owner_of(groups, at, columns, splits) else {
            at += 1;
            continue;
        };
        let group = groups.remove(at);
        if let (Some(owner), Some((column, _))) = (groups.get_mut(owner), group.members.first()) {
            owner.others.push((*column, split));
        }
    }
}

/// The group before `at` whose その他 this column writes out.
fn owner_of(groups: &[Group], at: usize, columns: &[Column], splits: &[Vec<Split>]) -> Option<(usize, Split)> {
    let group = groups.get(at).filter(|group| group.shape == Shape::One && group.others.is_empty())?;
    let (index, _) = group.members.first()?;
    let column = columns.get(*index)?;
    if column.cells() > 0 && !is_words(column) {
        return None;
    }
    // その他ご意見 asks for a text of its own.
    if is_opinion_part(&group.stem) {
        return None;
    }
    let title = fold::matching(&group.stem);
    let own_number = words::number(&title);
    let before = at.checked_sub(1)?;
    let near = (before.saturating_sub(1)..=before).rev();
    for owner in near {
        let candidate = groups.get(owner)?;
        let stem = fold::matching(&candidate.stem);
        let split = splits.get(*index)?.iter().find(|split| {
            let key = split.key();
            let same = key == stem || words::number(&key).is_some() && words::number(&key) == words::number(&stem);
            same && is_other_part(&split.part)
        });
        if let Some(split) = split {
            return Some((owner, split.clone()));
        }
        // 「その他」の内容 right behind the question, or 問5 その他.
        let numbered = own_number.is_some() && own_number == words::number(&stem);
        let bare = own_number.is_none();
        let open = candidate.others.is_empty() && candidate.shape != Shape::Matrix;
        if owner == before && open && is_other_alone(&title) && (numbered || bare) {
            return Some((owner, Split { stem: candidate.stem.clone(), part: group.stem.clone() }));
        }
    }
    None
}
