//! What keeps the drafted definition readable: choices that can be told apart, codes that mean nothing else, and a word about
//! headers that come twice.

use std::collections::HashSet;

use super::super::beside::is_other_alone;
use super::super::groups::Group;
use super::super::{Change, Reason};
use super::{Doubt, Maker};
use crate::load::sheet::column_name;
use crate::model::survey::RESERVED;
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// Labels that fold to another choice's code or label get codes or labels of their own.
pub(super) fn unclash(found: &mut [Choice]) {
    let codes: Vec<String> = found.iter().map(|choice| fold::matching(&choice.code)).collect();
    for (at, choice) in found.iter_mut().enumerate() {
        let label = fold::matching(&choice.label);
        if codes.iter().enumerate().any(|(other, code)| other != at && *code == label) {
            choice.label = format!("{}（{}）", choice.label, choice.code);
        }
    }
    let mut seen = HashSet::new();
    for choice in found.iter_mut() {
        if !seen.insert(fold::matching(&choice.label)) {
            choice.label = format!("{}（{}）", choice.label, choice.code);
        }
    }
}

/// Gives choices whose code is reserved, or that of a choice before them, a number that is free.
pub(super) fn recode(found: &mut [Choice]) {
    let all: HashSet<String> = found.iter().map(|choice| choice.code.clone()).collect();
    let mut taken: HashSet<String> = HashSet::new();
    for choice in found {
        if RESERVED.contains(&choice.code.as_str()) || taken.contains(&choice.code) {
            let mut numbers = (1_usize..).map(|number| number.to_string());
            choice.code = numbers.find(|code| !all.contains(code) && !taken.contains(code)).unwrap_or_default();
        }
        taken.insert(choice.code.clone());
    }
}

/// A rank in one cell must say how many places it has.
pub(super) fn count_places(question: &mut Question) {
    if question.kind == Kind::Rank && question.top.is_none() && question.columns.is_none() {
        question.top = Some(question.max.take().unwrap_or(question.choices.len()));
    }
}

impl Maker<'_> {
    /// What is to be said of a question whose header stood before another column already.
    pub(super) fn same_header(&self, question: &Question, group: &Group) -> Option<Doubt> {
        let joined = |index: usize| self.header.columns.get(index).map_or("", |name| name.joined.as_str());
        let again = group.members.iter().filter_map(|(at, _)| self.column(*at)).find(|column| {
            let own = joined(column.index);
            !own.is_empty() && (0..column.index).any(|before| joined(before) == own)
        })?;
        if question.kind == Kind::Text || is_other_alone(&again.name.joined) {
            return None;
        }
        let change = Change::Ignore { column: column_name(again.index) };
        Some((Reason::SameHeader { column: again.name.written.join(" ") }, vec![change]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_neither_reserved_nor_twice() {
        let choice = |code: &str| Choice { code: code.to_owned(), label: code.to_owned(), ..Choice::default() };
        let mut found = ["1", "total", "2", "1"].map(choice).to_vec();
        recode(&mut found);
        let codes: Vec<&str> = found.iter().map(|choice| choice.code.as_str()).collect();
        assert_eq!(codes, ["1", "3", "2", "4"]);
    }
}
