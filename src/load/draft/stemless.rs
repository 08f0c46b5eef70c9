//! Columns that are one question though no split of their headers says so: 資金, 人手, 設備 with marks, 問1 人手不足, 問1 資金;
//! and items that everybody put into an order.

use std::collections::BTreeSet;

use super::column::Column;
use super::groups::{Group, Shape, codes_of_none};
use super::names::Split;
use super::words;
use super::{Change, Reason};
use crate::load::marks;
use crate::load::sheet::Cell;
use crate::model::Kind;
use crate::text::fold;

/// So many columns of 0 and 1 side by side are one question sooner than yes and no to each.
const LEAST_ZERO_ONE: usize = 3;

/// What stands in a column of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    /// Its own header.
    OwnLabel,
    /// One mark, and blanks.
    OneMark,
    /// 0 and 1, maybe codes of no answer.
    ZeroOne,
    /// 1 and 2.
    OneTwo,
}

/// The number of the question in a header of the form 問1 人手不足, and the words behind it; headers without a number have none.
fn parts(column: &Column) -> Option<(Option<String>, String)> {
    let [written] = column.name.written.as_slice() else { return None };
    let folded = fold::matching(written);
    let Some((kind, digits)) = words::number(&folded) else { return Some((None, written.trim().to_owned())) };
    let rest = folded.strip_prefix(kind.as_str())?.trim_start().strip_prefix(digits.as_str())?;
    let part = rest.strip_prefix([' ', '.', '、', ':'])?.trim();
    (!part.is_empty()).then(|| (Some(format!("{kind}{digits}")), part.to_owned()))
}

fn marks_of(column: &Column, part: &str) -> Option<Marks> {
    let values: BTreeSet<String> = column.values().collect();
    let part = fold::matching(part);
    let none = codes_of_none(&[column]);
    let is = |codes: &[&str]| values.iter().all(|value| codes.contains(&value.as_str()) || none.contains(value));
    if values.is_empty() {
        return None;
    }
    if values.iter().all(|value| *value == part) {
        Some(Marks::OwnLabel)
    } else if is(&["0", "1"]) && values.len() > 1 {
        Some(Marks::ZeroOne)
    } else if is(&["1", "2"]) && values.len() > 1 {
        Some(Marks::OneTwo)
    } else {
        let is_mark = |value: &String| marks::is_flag(value) && !marks::is_unmarked(value);
        (values.len() == 1 && values.iter().all(is_mark)).then_some(Marks::OneMark)
    }
}

/// The columns of marks from `at` on that are one question; `begins` tells columns that another question begins with.
pub fn group(columns: &[Column], at: usize, begins: impl Fn(usize) -> bool) -> Option<Group> {
    let first = columns.get(at)?;
    let (number, part) = parts(first)?;
    let marks = marks_of(first, &part)?;
    // An attribute is a question by itself, and so is what ends as a question does.
    let is_asked = |column: &Column, part: &str| {
        words::read(part).attribute || part.ends_with(['か', '?', '？']) || column.name.written.len() != 1
    };
    if is_asked(first, &part) {
        return None;
    }
    let mut members = vec![(at, part)];
    for (index, column) in columns.iter().enumerate().skip(at + 1) {
        let next_to = columns.get(index - 1).is_some_and(|before| column.index - before.index <= 2);
        let Some((own, part)) = parts(column).filter(|(own, part)| *own == number && !is_asked(column, part)) else {
            break;
        };
        let fits = marks_of(column, &part) == Some(marks) || column.cells() == 0 && own.is_some();
        if !next_to || !fits || begins(index) || members.iter().any(|(_, known)| *known == part) {
            break;
        }
        members.push((index, part));
    }
    let least = match (marks, &number) {
        (Marks::ZeroOne, None) => LEAST_ZERO_ONE,
        (Marks::OneTwo, None) => return None,
        _ => 2,
    };
    if members.len() < least {
        return None;
    }
    let labels: Vec<&str> = members.iter().map(|(_, part)| part.as_str()).collect();
    let stem = number.clone().unwrap_or_else(|| labels.join("・"));
    let (shape, reason, change) = match marks {
        Marks::OneTwo => (Shape::Matrix, Reason::OneTwo, Change::Flags),
        _ => (Shape::Flags, Reason::NoStem, Change::Kind(Kind::Single)),
    };
    let split = |part: String| Some(Split { stem: stem.clone(), part });
    Some(Group {
        members: members.into_iter().map(|(at, part)| (at, split(part))).collect(),
        shape,
        others: Vec::new(),
        doubts: vec![(reason, vec![change])],
        stem,
    })
}

/// The place a text names: 2, 2位, 第2位, 2番目.
pub fn place(text: &str) -> Option<u32> {
    let split = Split { stem: String::new(), part: text.to_owned() };
    split.rank().or_else(|| fold::matching(text).parse().ok())
}

/// True when named items have places as answers, each place once in a row: 価格 is 2位, 味 is 1位.
pub fn are_item_ranks(columns: &[Column], members: &[(usize, Split)], rows: &[&[Cell]]) -> bool {
    let found: Vec<&Column> = members.iter().filter_map(|(at, _)| columns.get(*at)).collect();
    let named = members.iter().zip(&found).all(|((_, split), column)| {
        let by_part = split.numbered().is_none_or(|(_, words)| !words.is_empty());
        let wording = &column.wording;
        let by_wording = !wording.is_empty() && found.iter().filter(|other| other.wording == *wording).count() == 1;
        by_part || by_wording
    });
    let values: BTreeSet<String> = found.iter().flat_map(|column| column.values()).collect();
    let places: BTreeSet<Option<u32>> = values.iter().map(|value| place(value)).collect();
    let most = u32::try_from(members.len()).unwrap_or(u32::MAX);
    let in_range = places.iter().all(|place| place.is_some_and(|place| (1..=most).contains(&place)));
    let ranked = members.iter().any(|(_, split)| split.rank().is_some());
    if ranked || !in_range || members.len() < 3 || places.len() < 2 {
        return false;
    }
    let (mut filled, mut once, mut gaps) = (0_usize, 0_usize, 0_usize);
    for row in rows {
        let blank = |column: &&Column| row.get(column.index).is_none_or(Cell::is_blank);
        let texts = found.iter().filter_map(|column| row.get(column.index)).filter(|cell| !cell.is_blank());
        let mut begins = found.iter().skip_while(|column| !blank(column));
        gaps += usize::from(begins.any(|column| !blank(column)));
        let own: Vec<Option<u32>> = texts.map(|cell| place(&cell.text())).collect();
        let distinct: BTreeSet<&Option<u32>> = own.iter().collect();
        filled += usize::from(!own.is_empty());
        // 1, 2, 3 without a gap, each of them once.
        let highest = own.iter().flatten().max().copied().unwrap_or(0);
        once += usize::from(own.len() > 1 && distinct.len() == own.len() && highest as usize == own.len());
    }
    // Columns without names are items when they do not fill from the left.
    (named || gaps * 3 >= filled) && filled >= 4 && once * 10 >= filled * 9
}
