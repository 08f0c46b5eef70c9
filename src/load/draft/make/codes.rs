//! What a codebook says, put into a drafted question: choices, kinds, missing codes, wordings.

use std::collections::HashSet;

use super::super::column::Column;
use super::super::groups::{Group, Shape};
use super::super::names::{self, Split};
use super::super::words;
use super::super::{Change, Reason};
use super::{Doubt, Maker};
use crate::load::codebook::Entry;
use crate::load::columns::ColumnName;
use crate::load::number;
use crate::model::survey::{Layout, MissingCodes};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

impl Maker<'_> {
    /// What the codebook says about a group.
    pub(super) fn entry(&self, group: &Group) -> Option<&Entry> {
        let mut keys = vec![group.stem.clone()];
        if let [(at, _)] = group.members.as_slice()
            && let Some(column) = self.column(*at)
        {
            keys.push(column.name.written.join("_"));
            keys.extend(column.name.written.first().cloned());
            keys.push(self.reference(column.index));
            if let Some(name) = self.header.columns.get(column.index) {
                keys.push(name.joined.clone());
            }
        }
        self.entry_of(&keys)
    }

    /// What the codebook says about the first column of a group that it names.
    pub(super) fn entry_of_member(&self, group: &Group) -> Option<&Entry> {
        let members = group.members.iter().filter_map(|(at, _)| self.column(*at));
        members.map(|column| self.reference(column.index)).find_map(|name| self.entry_of(&[name]))
    }

    /// Lets the codebook say that columns are ranks.
    pub(super) fn take_shape(&self, group: &mut Group) {
        let Some(entry) = self.entry(group).or_else(|| self.entry_of_member(group)) else { return };
        let ranked = entry.kind == Some(Kind::Rank) || entry.kind.is_none() && words::read(&entry.text).rank;
        if ranked && !entry.choices.is_empty() && matches!(group.shape, Shape::Matrix | Shape::Slots) {
            group.shape = Shape::Rank;
            group.doubts.clear();
        }
    }

    /// The entries with choices of which no question has any.
    pub(super) fn untold(&self) -> Vec<String> {
        let choices = self.draft.questions.iter().flat_map(|question| &question.choices);
        let known: HashSet<String> = choices.map(|choice| fold::matching(&choice.label)).collect();
        let entries = self.given.codebook.map(|book| book.entries.as_slice()).unwrap_or_default();
        let is_untold = |entry: &&Entry| {
            let mut labels = entry.choices.iter().filter(|choice| choice.code != "0");
            !entry.choices.is_empty() && !labels.any(|choice| known.contains(&fold::matching(&choice.label)))
        };
        entries.iter().filter(is_untold).map(|entry| entry.name.clone()).collect()
    }

    /// The entry that has one of these names, or the number of one of them.
    pub(super) fn entry_of(&self, keys: &[String]) -> Option<&Entry> {
        let book = self.given.codebook?;
        let turned_key = keys.iter().find_map(|key| turned(key));
        let keys: Vec<String> = keys.iter().map(|key| fold::matching(key)).collect();
        let named = |entry: &&Entry| {
            let mut names = std::iter::once(&entry.name).chain(&entry.columns).map(|name| fold::matching(name));
            names.any(|name| keys.contains(&name))
        };
        let found = book.entries.iter().find(named).or_else(|| {
            let key = turned_key?;
            let mut found = book.entries.iter().filter(|entry| turned(&entry.name).as_ref() == Some(&key));
            found.next().filter(|_| found.next().is_none())
        });
        found.or_else(|| {
            // 問5 of the codebook is 問5 後継者はいますか of the sheet, when only one has this number, with nothing like -1 behind it.
            let plain = |text: &str| {
                words::number(text).filter(|number| !branched(text, number)).map(|number| words::id_of(&number))
            };
            let number = keys.iter().find_map(|key| plain(key))?;
            let mut found =
                book.entries.iter().filter(|entry| plain(&fold::matching(&entry.name)).as_ref() == Some(&number));
            found.next().filter(|_| found.next().is_none())
        })
    }
}

/// 問4 and 2 of `問4②`, `問4_2` and `問4 困りごと②`.
fn turned(text: &str) -> Option<(String, u32)> {
    let name = ColumnName { written: vec![text.to_owned()], ..ColumnName::default() };
    let of = |split: Split| Some((words::id_of(&words::number(&split.key())?), split.turn()?));
    names::splits(&name).into_iter().find_map(of)
}

/// What an entry about one column with a mark calls it: its wording, or its only choice beside 0.
pub(super) fn flag_label(entry: &Entry) -> Option<&str> {
    let mut marked = entry.choices.iter().filter(|choice| choice.code != "0").map(|choice| choice.label.as_str());
    let only = marked.next().filter(|_| marked.next().is_none());
    [Some(entry.text.trim()), only].into_iter().flatten().find(|text| !text.is_empty())
}

/// True when a sub-number follows the number, as in 問8-1.
fn branched(text: &str, (kind, digits): &(String, String)) -> bool {
    let rest = text
        .strip_prefix(kind.as_str())
        .map(str::trim_start)
        .and_then(|rest| rest.strip_prefix(digits.as_str()))
        .unwrap_or_default();
    let mut signs = rest.chars();
    let first = signs.next();
    first.is_some_and(|sign| ['-', '_', '('].contains(&sign)) && signs.next().is_some_and(char::is_alphanumeric)
}

/// Wording and label from the codebook.
pub(super) fn name(question: &mut Question, entry: Option<&Entry>) {
    let Some(text) = entry.map(|entry| entry.text.trim()).filter(|text| !text.is_empty()) else { return };
    let said = words::read(text);
    question.label = if said.label.is_empty() { text.to_owned() } else { said.label };
    question.text = text.to_owned();
}

/// Puts an entry into a question with one column (or the columns of a matrix taken together).
pub(super) fn apply(question: &mut Question, entry: &Entry, column: &Column, doubts: &mut Vec<Doubt>) {
    name(question, Some(entry));
    question.unit = entry.unit.clone().or(question.unit.take());
    question.range = entry.range.or(question.range);
    question.max =
        entry.max.filter(|_| question.kind == Kind::Multiple || entry.kind == Some(Kind::Multiple)).or(question.max);
    if !entry.choices.is_empty() && !matches!(entry.kind, Some(Kind::Text | Kind::Numeric | Kind::Date)) {
        take_choices(question, entry, column, doubts);
    } else if let Some(kind) = entry.kind {
        settle_kind(question, kind, doubts);
    }
    if entry.missing != MissingCodes::default() {
        question.missing = Some(entry.missing.clone().with_blank());
        question.choices.retain(|choice| !entry.missing.holds(&choice.code));
    }
}

/// The codebook knows the kind: what was doubted about it is settled.
fn settle_kind(question: &mut Question, kind: Kind, doubts: &mut Vec<Doubt>) {
    doubts.retain(|(reason, _)| {
        let is_number = kind == Kind::Numeric && matches!(reason, Reason::MaybeCode { .. } | Reason::GapCode { .. });
        is_number || matches!(reason, Reason::Joined { .. } | Reason::Together { .. } | Reason::Negative { .. })
    });
    match (kind, question.kind) {
        (Kind::Multiple, Kind::Multiple) | (Kind::Single, Kind::Single) => {}
        (Kind::Multiple, _) => {
            question.kind = Kind::Multiple;
            question.layout = Some(Layout::List);
            question.separator = question.separator.take().or_else(|| Some(",".to_owned()));
        }
        (kind, _) => Change::Kind(kind).apply(question),
    }
}

fn take_choices(question: &mut Question, entry: &Entry, column: &Column, doubts: &mut Vec<Doubt>) {
    let is_told = entry.kind.is_some() || entry.max.is_some() || words::read(&entry.text).multiple;
    doubts.retain(|(reason, _)| match reason {
        Reason::Together { .. } | Reason::Written { .. } => true,
        // Labels do not tell whether several answers were allowed.
        Reason::Separator { .. } => !is_told,
        _ => false,
    });
    let several = question.kind == Kind::Multiple;
    let before = std::mem::take(&mut question.choices);
    // Words in the question's own column stay those of その他.
    let own = before.iter().find_map(|choice| choice.other.clone());
    question.choices = entry.choices.clone();
    super::super::choices::mark_alone(&mut question.choices);
    if !several {
        question.choices.iter_mut().for_each(|choice| choice.exclusive = false);
    }
    if let Some(choice) = question.choices.iter_mut().find(|choice| super::super::choices::is_other(&choice.label)) {
        choice.other = own;
    }
    if !several {
        match entry.kind {
            Some(Kind::Multiple) => {
                question.kind = Kind::Multiple;
                question.layout = Some(entry.layout.unwrap_or(Layout::List));
                let separator = [",", ";", "、", "\n", " ", "/"]
                    .into_iter()
                    .find(|sign| column.distinct.iter().any(|(text, _)| text.contains(sign)));
                question.separator = entry.separator.clone().or_else(|| Some(separator.unwrap_or(",").to_owned()));
                super::super::choices::mark_alone(&mut question.choices);
            }
            _ => question.kind = Kind::Single,
        }
        question.unit = None;
    }
    question.missing = None;
    let known = |text: &str| {
        let folded = fold::matching(text);
        let code = number::canonical(&folded);
        let same = |text: &String| fold::matching(text) == folded || code.is_some() && number::canonical(text) == code;
        entry.missing.kinds().into_iter().flatten().any(same)
            || entry.choices.iter().any(|choice| same(&choice.code) || same(&choice.label))
    };
    let unknown: Vec<String> = if several {
        before.iter().map(|choice| choice.label.clone()).filter(|label| !known(label) && label != "その他").collect()
    } else if question.kind == Kind::Multiple {
        Vec::new()
    } else {
        column
            .distinct
            .iter()
            .map(|(text, _)| text.clone())
            .filter(|text| !known(text) && !text.contains([',', ';', '、', '.']))
            .collect()
    };
    if !unknown.is_empty() && question.choices.iter().all(|choice| choice.other.is_none()) {
        let changes = unknown.iter().map(|code| Change::Code(code.clone())).collect();
        doubts.push((Reason::NotInCodebook { codes: unknown }, changes));
    }
}

/// Gives flags the labels of a codebook, by their codes.
pub(super) fn name_flags(found: &mut [Choice], entry: &Entry) {
    let flags_only =
        entry.choices.len() == 2 && entry.choices.iter().all(|choice| ["0", "1"].contains(&choice.code.as_str()));
    if flags_only {
        return;
    }
    for choice in found {
        if let Some(known) = entry.choices.iter().find(|known| known.code == choice.code) {
            choice.label.clone_from(&known.label);
        }
    }
}
