//! A question for each shape of columns: one column, flags, slots and ranks, a matrix.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::super::column::Column;
use super::super::groups::{self, Group, Shape};
use super::super::names::Split;
use super::super::single::{self, Doubt};
use super::super::words::{self, Said};
use super::super::{Change, LeftOut, Reason, amounts, choices, origin, stemless};
use super::{Maker, apart, codes};
use crate::load::codebook::Entry;
use crate::load::marks;
use crate::load::sheet::column_name;
use crate::model::survey::{Item, Layout, MissingCodes};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

impl Maker<'_> {
    /// One column. Gives the positions of columns behind it that say the same once more.
    pub(super) fn one(&mut self, group: &Group) -> Vec<usize> {
        let Some((at, _)) = group.members.first() else { return Vec::new() };
        let Some(column) = self.column(*at).cloned() else { return Vec::new() };
        let (said, text) = self.said(group);
        let own = self.reference(column.index);
        let following = self.following_flags(*at);
        let known: Vec<String> = following.iter().map(|(_, title)| title.clone()).collect();
        let place = single::Place {
            own: &own,
            known: &known,
            separators: origin::separators(self.origin),
            apart: !group.others.is_empty(),
        };
        let (mut question, mut doubts) = single::question(&column, &said, place);
        question.id = self.id(group, &said);
        question.column = Some(own.clone());
        let mut repeats = Vec::new();
        if question.kind == Kind::Multiple && !following.is_empty() {
            repeats = repeat(&mut question, &following);
            for (index, title) in following.iter().filter(|(index, _)| repeats.contains(index)) {
                let name = self.reference(*index);
                self.draft.source.ignore.push(name);
                self.draft.found.left_out.push((title.clone(), LeftOut::Repeats(question.id.clone())));
            }
        }
        lists_of_all(&mut question, &column, &mut doubts);
        match self.entry(group).cloned() {
            Some(entry) => codes::apply(&mut question, &entry, &column, &mut doubts),
            None => self.aside(&mut question, &column, &mut doubts),
        }
        // 約10人 among plain numbers tells the unit, without which it is no number.
        if question.kind == Kind::Numeric && question.unit.is_none() {
            question.unit = amounts::unit(&column.distinct);
        }
        let own = self.give_words(&mut question, group, &mut doubts);
        self.finish(question, group, (&said, &text), doubts);
        own.iter().for_each(|(at, split)| self.words_alone(*at, split));
        repeats
    }

    /// Columns that are called like something nobody was asked: remarks are texts, and 番号 may be no question.
    fn aside(&self, question: &mut Question, column: &Column, doubts: &mut Vec<Doubt>) {
        let ignore = Change::Ignore { column: column_name(column.index) };
        let shown = column.name.written.join(" ");
        if origin::is_remarks(&column.name) {
            Change::Kind(Kind::Text).apply(question);
            doubts.clear();
            doubts.push((Reason::Remarks { column: shown }, vec![ignore]));
        } else if origin::id_rank(&column.name).is_some() {
            doubts.push((Reason::SerialAsked { column: shown }, vec![ignore]));
        }
    }

    /// Columns of 0 and 1 right behind a column, with their titles.
    fn following_flags(&self, at: usize) -> Vec<(usize, String)> {
        let behind = self.columns.iter().skip(at + 1);
        let flags =
            behind.take_while(|column| column.values().all(|value| value == "0" || value == "1") && column.filled > 0);
        flags.map(|column| (column.index, column.name.written.join(" "))).collect()
    }

    pub(super) fn flags(&mut self, group: &Group) {
        let (said, text) = self.said(group);
        let id = self.id(group, &said);
        let members: Vec<(Column, Split)> =
            group.members.iter().filter_map(|(at, split)| Some((self.column(*at)?.clone(), split.clone()?))).collect();
        let stem_wording = common(&members.iter().map(|(column, _)| column.wording.clone()).collect::<Vec<_>>());
        let label = |column: &Column, split: &Split| {
            let own = without(&column.wording, &stem_wording);
            let words = split.numbered().map(|(_, words)| words).filter(|words| !words.is_empty());
            let entry = self.entry_of(&[self.reference(column.index)]).and_then(codes::flag_label).map(str::to_owned);
            let shown = [Some(own).filter(|own| !own.is_empty()), entry, words].into_iter().flatten().next();
            let shown = shown.unwrap_or_else(|| split.part.clone());
            // その他 with a column for its mark and one for its words.
            let mark = [" 該当", " 選択", " 有無", " チェック"].into_iter().find_map(|end| shown.strip_suffix(end));
            mark.filter(|label| choices::is_other(label)).map_or(shown.clone(), str::to_owned)
        };
        let labels: Vec<String> = members.iter().map(|(column, split)| label(column, split)).collect();
        let is_stemless = group.doubts.iter().any(|(reason, _)| *reason == Reason::NoStem);
        let (title, labels) = without_title(labels, is_stemless);
        let numbers: Vec<Option<u32>> =
            members.iter().map(|(_, split)| split.numbered().map(|(number, _)| number)).collect();
        let distinct: HashSet<u32> = numbers.iter().flatten().copied().collect();
        let mut found = choices::coded(labels.iter().map(String::as_str));
        if distinct.len() == members.len() {
            self.draft.coded.insert(id.clone());
            for (choice, number) in found.iter_mut().zip(&numbers) {
                choice.code = number.map_or_else(|| choice.code.clone(), |number| number.to_string());
                if fold::matching(&choice.label) == choice.code {
                    choice.label.clone_from(&choice.code);
                }
            }
        }
        apart::unclash(&mut found);
        let none = groups::codes_of_none(&members.iter().map(|(column, _)| column).collect::<Vec<_>>());
        for ((column, split), choice) in members.iter().zip(&mut found) {
            let odd = column.distinct.iter().map(|(text, _)| text);
            let odd = odd.filter(|text| !marks::is_flag(text) && !none.contains(&fold::matching(text)));
            let odd: Vec<&String> = odd.collect();
            // The words of その他 may stand in its own column.
            if choices::is_other(&split.part)
                && !odd.is_empty()
                && odd.iter().any(|text| fold::matching(text) != fold::matching(&choice.label))
            {
                choice.other = Some(self.reference(column.index));
            } else if let [text] = odd.as_slice()
                && fold::matching(text) != fold::matching(&choice.label)
                && fold::matching(text) != choice.code
            {
                choice.aliases.push((*text).clone());
            }
        }
        let mut doubts = Vec::new();
        let entry = self.entry(group).cloned();
        if let Some(entry) = entry.as_ref().filter(|entry| !entry.choices.is_empty()) {
            codes::name_flags(&mut found, entry);
        }
        choices::mark_alone(&mut found);
        let mut question = Question {
            id,
            kind: Kind::Multiple,
            layout: Some(Layout::Flags),
            columns: Some(members.iter().map(|(column, _)| self.reference(column.index)).collect()),
            choices: found,
            max: said.max.or(entry.as_ref().and_then(|entry| entry.max)),
            missing: none_of_flags(&none, entry.as_ref(), &mut doubts),
            ..Question::default()
        };
        codes::name(&mut question, entry.as_ref());
        let unnamed = said.label.is_empty() || is_stemless;
        if let Some(title) = title.filter(|_| unnamed && question.label.is_empty()) {
            question.label = title;
        }
        let own = self.give_words(&mut question, group, &mut doubts);
        self.finish(question, group, (&said, &text), doubts);
        own.iter().for_each(|(at, split)| self.words_alone(*at, split));
    }

    /// The columns of a group as one column, for the choices they share.
    fn together(&self, group: &Group) -> Column {
        let mut whole = Column { whole: true, ..Column::default() };
        let mut places: HashMap<String, usize> = HashMap::new();
        for column in group.members.iter().filter_map(|(at, _)| self.column(*at)) {
            for (text, count) in &column.distinct {
                let place = *places.entry(fold::matching(text)).or_insert_with(|| {
                    whole.distinct.push((text.clone(), 0));
                    whole.distinct.len() - 1
                });
                if let Some((_, known)) = whole.distinct.get_mut(place) {
                    *known += count;
                }
            }
            whole.filled += column.filled;
            whole.numbers += column.numbers;
            whole.whole &= column.whole;
            whole.longest = whole.longest.max(column.longest);
        }
        whole
    }

    fn shared(&self, group: &Group, said: &Said, doubts: &mut Vec<Doubt>) -> Question {
        let column = self.together(group);
        let stated = Said { single: true, multiple: false, text: false, ..said.clone() };
        if group.doubts.iter().any(|(reason, _)| *reason == Reason::ItemRanks) {
            return Question { choices: places(&column), ..Question::default() };
        }
        let (mut question, found) = single::question(&column, &stated, single::Place::default());
        doubts.extend(found);
        if let Some(entry) = self.entry(group).or_else(|| self.entry_of_member(group)).cloned() {
            codes::apply(&mut question, &entry, &column, doubts);
        }
        question
    }

    pub(super) fn slots(&mut self, group: &Group) {
        let (said, text) = self.said(group);
        let id = self.id(group, &said);
        let mut doubts = Vec::new();
        let shared = self.shared(group, &said, &mut doubts);
        let names: Vec<String> =
            group.members.iter().filter_map(|(at, _)| Some(self.reference(self.column(*at)?.index))).collect();
        let count = names.len();
        let rank = group.shape == Shape::Rank;
        let mut question = Question {
            id,
            kind: if rank { Kind::Rank } else { Kind::Multiple },
            layout: (!rank).then_some(Layout::Slots),
            top: rank.then_some(count),
            max: if rank { None } else { said.max.or(Some(count)) },
            columns: Some(names),
            separator: None,
            column: None,
            ..shared
        };
        choices::mark_alone(&mut question.choices);
        let own = self.give_words(&mut question, group, &mut doubts);
        self.finish(question, group, (&said, &text), doubts);
        own.iter().for_each(|(at, split)| self.words_alone(*at, split));
    }

    pub(super) fn matrix(&mut self, group: &Group) {
        let (said, text) = self.said(group);
        let own = said.number.as_ref().is_some_and(|number| self.taken.contains(&words::id_of(number)));
        let id = self.id(group, &said);
        let mut doubts = Vec::new();
        let shared = self.shared(group, &said, &mut doubts);
        let told = self.entry(group).or_else(|| self.entry_of_member(group)).is_some();
        if own && !told {
            // 問1 and 問1-1, 問1-2: questions that follow on one another as often as rows of one.
            doubts.push((Reason::Branches, vec![Change::Kind(Kind::Single)]));
        }
        if !told && shared.choices.len() > 2 && shared.choices.iter().any(|choice| choice.code == "0") {
            doubts.push((Reason::FromZero, vec![Change::Kind(Kind::Numeric)]));
        }
        let wording = common(
            &group.members.iter().filter_map(|(at, _)| Some(self.column(*at)?.wording.clone())).collect::<Vec<_>>(),
        );
        let mut items = Vec::new();
        for (place, (at, split)) in group.members.iter().enumerate() {
            let (Some(column), Some(split)) = (self.column(*at).cloned(), split) else { continue };
            let letter = fold::matching(&split.part);
            let letter = Some(letter)
                .filter(|part| part.len() == 1 && part.chars().all(|c| c.is_ascii_alphabetic()))
                .map(|part| part.to_uppercase());
            let own = without(&column.wording, &wording);
            let entry = self
                .entry_of(&[self.reference(column.index)])
                .map(|entry| entry.text.clone())
                .filter(|text| !text.is_empty());
            let words = split.numbered().map(|(_, words)| words).filter(|words| !words.is_empty());
            let label = [Some(own).filter(|own| !own.is_empty()), entry, words]
                .into_iter()
                .flatten()
                .next()
                .unwrap_or_else(|| split.part.clone());
            let item = format!("{id}{}", letter.unwrap_or_else(|| column_name(place)));
            items.push(Item {
                id: self.unique(&item),
                label,
                column: Some(self.reference(column.index)),
                ..Item::default()
            });
        }
        let question = Question {
            id,
            kind: Kind::Matrix,
            items,
            layout: None,
            separator: None,
            column: None,
            max: None,
            ..shared
        };
        self.finish(question, group, (&said, &text), doubts);
        for (at, split) in &group.others {
            self.words_alone(*at, split);
        }
    }
}

/// Signs between the wording of a question and that of an option.
const BETWEEN: [char; 8] = [' ', '-', ':', '_', '＿', '/', '／', '：'];

/// What all wordings begin with, up to a sign between words; empty for one wording.
pub(super) fn common(wordings: &[String]) -> String {
    let [first, rest @ ..] = wordings else { return String::new() };
    if rest.is_empty() {
        return String::new();
    }
    let shared = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let length = rest.iter().map(|other| shared(first, other)).min().unwrap_or(0);
    let prefix: String = first.chars().take(length).collect();
    let cut = prefix
        .rfind([' ', '-', ':', '?', '。', '）', ')', '_', '＿', '/', '／', '：'])
        .map_or(0, |at| at + prefix.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let shared = prefix.get(..cut).unwrap_or_default().trim_end_matches(BETWEEN);
    // Qualtrics says so in front of every option.
    let shared =
        shared.strip_suffix("選択した選択肢").or_else(|| shared.strip_suffix("Selected Choice")).unwrap_or(shared);
    shared.trim_end_matches(BETWEEN).to_owned()
}

/// Labels without the title that all of them begin with, as in 理由_値段 and 理由_味, and that title. A blank ends it only where the
/// headers have no other title.
fn without_title(labels: Vec<String>, is_stemless: bool) -> (Option<String>, Vec<String>) {
    let [first, rest @ ..] = labels.as_slice() else { return (None, labels) };
    let shared = |other: &String| first.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let length = rest.iter().map(shared).min().unwrap_or(0);
    let is_sign = |c: char| ['_', '＿', '／', '/', '：', ':'].contains(&c) || is_stemless && c.is_whitespace();
    let ends = first.chars().take(length).collect::<Vec<char>>().iter().rposition(|c| is_sign(*c)).map(|at| at + 1);
    let own = |label: &String, cut: usize| label.chars().skip(cut).collect::<String>().trim().to_owned();
    match ends.filter(|cut| labels.iter().all(|label| !own(label, *cut).is_empty())) {
        Some(cut) => {
            let title: String = first.chars().take(cut - 1).collect();
            (Some(title.trim().to_owned()), labels.iter().map(|label| own(label, cut)).collect())
        }
        None => (None, labels),
    }
}

/// A list in which everybody names everything says an order and nothing else.
fn lists_of_all(question: &mut Question, column: &Column, doubts: &mut Vec<Doubt>) {
    let Some(separator) = question.separator.clone().filter(|sign| !sign.is_empty()) else { return };
    let several = question.choices.len();
    if question.kind != Kind::Multiple || question.layout != Some(Layout::List) || several < 3 {
        return;
    }
    let mut orders = BTreeSet::new();
    let mut whole = 0;
    for (text, count) in &column.distinct {
        let parts: Vec<String> = marks::pieces(text, &separator)
            .into_iter()
            .map(|(_, part)| fold::matching(part))
            .filter(|part| !part.is_empty())
            .collect();
        let distinct: BTreeSet<&String> = parts.iter().collect();
        if distinct.len() == several && parts.len() == several {
            whole += count;
            orders.insert(parts);
        }
    }
    if whole < 4 || whole * 10 < column.cells() * 9 || orders.len() < 2 {
        return;
    }
    let labels = question.choices.iter().map(|choice| choice.label.clone()).collect();
    question.kind = Kind::Rank;
    question.layout = None;
    question.top = Some(several);
    question.max = None;
    question.choices.iter_mut().for_each(|choice| choice.exclusive = false);
    doubts.push((Reason::ListOrder, vec![Change::List { separator, labels }]));
}

/// A choice for each place that items were put into.
fn places(column: &Column) -> Vec<Choice> {
    let found: BTreeMap<u32, &String> =
        column.distinct.iter().filter_map(|(text, _)| Some((stemless::place(text)?, text))).collect();
    let choice = |(place, text): (u32, &String)| {
        let code = place.to_string();
        let label = if fold::matching(text) == code { format!("{code}位") } else { text.clone() };
        Choice { code, label, ..Choice::default() }
    };
    found.into_iter().map(choice).collect()
}

/// The codes for no answer that stand among the marks; those that the codebook does not know are doubted.
fn none_of_flags(none: &BTreeSet<String>, entry: Option<&Entry>, doubts: &mut Vec<Doubt>) -> Option<MissingCodes> {
    let mut missing = entry.map(|entry| entry.missing.clone()).unwrap_or_default();
    let matrix = || vec![Change::Kind(Kind::Matrix)];
    for code in none {
        if missing.holds(code) {
            continue;
        }
        missing.na.push(code.clone());
        doubts.push(match code.strip_prefix('-') {
            Some(_) => (Reason::Negative { codes: vec![code.clone()] }, matrix()),
            None => (Reason::GapCode { code: code.clone() }, matrix()),
        });
    }
    (missing != MissingCodes::default()).then(|| missing.with_blank())
}

/// A wording without what all its neighbours begin with.
fn without(wording: &str, shared: &str) -> String {
    let own = wording.strip_prefix(shared).unwrap_or(wording).trim_start_matches(BETWEEN);
    let own = own.strip_prefix("選択した選択肢").or_else(|| own.strip_prefix("Selected Choice")).unwrap_or(own);
    own.trim_start_matches(BETWEEN).trim().to_owned()
}

/// The columns of 0 and 1 that repeat a list, which then gets their titles as choices, in their order.
fn repeat(question: &mut Question, following: &[(usize, String)]) -> Vec<usize> {
    let labels: Vec<String> = question.choices.iter().map(|choice| fold::matching(&choice.label)).collect();
    let is_own = |title: &String| labels.contains(&fold::matching(title));
    let own = following.iter().filter(|(_, title)| is_own(title)).count();
    if own < 2 || own * 10 < labels.len() * 7 {
        return Vec::new();
    }
    let last = following.iter().rposition(|(_, title)| is_own(title)).map_or(0, |at| at + 1);
    let mut titles: Vec<String> = following.iter().take(last).map(|(_, title)| title.clone()).collect();
    let known: HashSet<String> = titles.iter().map(|title| fold::matching(title)).collect();
    titles.extend(
        question
            .choices
            .iter()
            .map(|choice| choice.label.clone())
            .filter(|label| !known.contains(&fold::matching(label))),
    );
    choices::relabel(question, &titles);
    choices::mark_alone(&mut question.choices);
    following.iter().take(last).map(|(index, _)| *index).collect()
}
