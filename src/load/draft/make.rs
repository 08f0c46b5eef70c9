//! From a sheet to a draft: the header, the columns that are no questions, the groups, and a question for each.

mod apart;
mod aside;
pub mod asked;
mod codes;
mod merged;
mod others;
mod shapes;
mod skips;
mod stated;

use std::collections::HashSet;

use super::choices;
use super::column::{Column, rows};
use super::groups::{self, Group, Shape};
use super::hidden::Hidden;
use super::names::{self, Split};
use super::origin::{self, Role};
use super::single::Doubt;
use super::words::{self, Said};
use super::{Change, Draft, DraftError, Found, Guess, LeftOut, Origin, Reason};
use crate::load::codebook::Codebook;
use crate::load::columns::{self, Header};
use crate::load::infer::header;
use crate::load::sheet::{Cell, Sheet, column_name};
use crate::model::survey::Layout;
use crate::model::{Kind, Question, Survey};
use crate::text::fold;

/// What is known of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The name of the file, without folders.
    pub file: &'a str,
    /// The sheet with answers.
    pub sheet: &'a Sheet,
    /// What is hidden in it.
    pub hidden: &'a Hidden,
    /// What is said about its columns elsewhere.
    pub codebook: Option<&'a Codebook>,
    /// Number of header rows, where it is stated.
    pub header_rows: Option<usize>,
}

/// Makes a draft of a sheet.
///
/// # Errors
/// A sheet without a header or without rows below it.
pub fn draft(given: Given<'_>) -> Result<Draft, DraftError> {
    let header = header::header(given.sheet, given.header_rows).ok_or(DraftError::NoRows)?;
    let whole = merged::filled(given.sheet, &header);
    let given = Given { sheet: &whole, ..given };
    let origin = origin::recognise(given.sheet, &header);
    let mut maker = Maker {
        given,
        origin,
        draft: Draft::default(),
        rows: rows(given.sheet, &header).collect(),
        columns: Vec::new(),
        taken: HashSet::new(),
        numbered: false,
        place: 0,
        header,
    };
    maker.look();
    if maker.draft.found.rows == 0 {
        return Err(DraftError::NoRows);
    }
    maker.questions();
    if maker.draft.questions.is_empty() {
        return Err(DraftError::NoQuestions);
    }
    maker.locate();
    maker.draft.found.untold = maker.untold();
    maker.draft.keep_missing();
    Ok(maker.draft)
}

struct Maker<'a> {
    given: Given<'a>,
    header: Header,
    origin: Origin,
    /// The rows with answers.
    rows: Vec<&'a [Cell]>,
    /// The columns that are questions.
    columns: Vec<Column>,
    draft: Draft,
    taken: HashSet<String>,
    /// True when headers carry numbers of questions.
    numbered: bool,
    /// Questions without a number so far.
    place: usize,
}

/// Words in a second header row that say only that an answer stands below.
const RESPONSE: [&str; 6] = ["response", "open-ended response", "回答", "自由回答", "回答内容", "自由記述"];

impl Maker<'_> {
    /// Looks at every column: what is no question goes aside.
    fn look(&mut self) {
        let sheet = self.given.sheet;
        let roles = origin::roles(self.origin, &self.header);
        let mut columns = self.find_skips(&roles);
        let skip = self.skips();
        let start = self.header.data_start();
        let filled = |row: usize| sheet.rows.get(row).is_some_and(|row| row.iter().any(|cell| !cell.is_blank()));
        let below = (start..sheet.rows.len()).filter(|row| filled(*row)).count();
        let totals = below.saturating_sub(self.rows.len());
        self.rows.retain(|row| columns::skipped(&skip, row).is_none());
        if !skip.is_empty() {
            columns = (0..columns.len()).map(|index| Column::of(&self.rows, &self.header, index)).collect();
        }
        for column in &mut columns {
            column.hidden = self.given.hidden.columns.contains(&column.index);
        }
        self.draft.found = Found {
            sheet: sheet.name.clone(),
            rows: self.rows.len(),
            header_first: self.header.first,
            header_rows: self.header.rows,
            origin: self.origin,
            hidden_rows: self
                .given
                .hidden
                .rows
                .iter()
                .filter(|row| **row >= start && filled(**row))
                .map(|row| row + 1)
                .collect(),
            totals,
            ..std::mem::take(&mut self.draft.found)
        };
        let first = self.header.first;
        let is_found = self.given.header_rows.is_none() && self.header.rows == 2;
        if is_found && header::second(sheet, first) == Some(header::Second::Likely) {
            self.guess(None, Reason::SecondHeader { row: first + 2 }, vec![Change::HeaderRows(1)]);
        }
        self.leave_side_table(&mut columns);
        let id = self.find_id(&columns, &roles);
        self.say_merged(&columns, id);
        let time =
            |column: &&Column| matches!(roles.get(column.index), Some(Some((Role::Time, _)))) && column.filled > 0;
        let times =
            columns.iter().filter(time).filter_map(|column| Some((origin::received_rank(&column.name)?, column)));
        let received = times.min_by_key(|(rank, _)| *rank).map(|(_, column)| column.index);
        self.draft.source.received = received.map(|index| self.reference(index));
        for column in columns {
            self.sort_out(column, &roles, id);
        }
        self.check_persons();
        let mut missing: Vec<(String, &str)> =
            self.columns.iter().flat_map(|column| column.missing.iter().cloned()).collect();
        missing.sort();
        missing.dedup();
        let of = |kind: &str| {
            missing.iter().filter(|(_, known)| *known == kind).map(|(text, _)| text.clone()).collect::<Vec<_>>()
        };
        self.draft.missing.na = of("NA");
        self.draft.missing.nap = of("NAP");
        self.draft.missing.inv = of("INV");
        self.draft.missing.unk = of("UNK");
        self.name_columns();
    }

    fn guess(&mut self, question: Option<&str>, reason: Reason, alternatives: Vec<Change>) {
        self.draft.guesses.push(Guess { question: question.map(str::to_owned), reason, alternatives });
    }

    /// Names columns for grouping: without lines that only say `Response`, without machine names, by the first line where it
    /// names every column by itself.
    fn name_columns(&mut self) {
        let firsts: Vec<String> =
            self.columns.iter().filter_map(|column| column.name.levels.first().cloned()).collect();
        let coded = |level: usize| {
            let texts = self.columns.iter().filter_map(|column| column.name.levels.get(level));
            texts.filter(|text| header::is_code(text)).count() * 2 > self.columns.len()
        };
        // Q1, Q2_1 below 性別, 理由_味 are the names, and what stands over them the wording.
        let below = self.header.rows == 2 && coded(1) && !coded(0);
        let texts = |level: usize| -> Vec<String> {
            self.columns.iter().filter_map(|column| column.name.levels.get(level).cloned()).collect()
        };
        let of_kinds = self.header.rows == 2 && header::are_kinds(&texts(1));
        for column in &mut self.columns {
            let name = &mut column.name;
            let keep: Vec<bool> = name
                .levels
                .iter()
                .enumerate()
                .map(|(at, level)| {
                    !level.contains("{\"ImportId\"")
                        && (at == 0 || !(of_kinds || RESPONSE.contains(&level.to_lowercase().as_str())))
                })
                .collect();
            let kept = |texts: &[String]| {
                texts.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(text, _)| text.clone()).collect::<Vec<_>>()
            };
            let (levels, written) = (kept(&name.levels), kept(&name.written));
            let own = levels.first().is_some_and(|first| firsts.iter().filter(|other| *other == first).count() == 1);
            let short = levels.first().is_some_and(|first| first.chars().count() <= 12);
            if below && let ([_, code], [wording, _]) = (levels.as_slice(), written.as_slice()) {
                column.wording.clone_from(wording);
                (name.levels, name.written) = (vec![code.clone()], vec![written.last().cloned().unwrap_or_default()]);
            } else if levels.len() > 1 && own && short {
                column.wording = written.iter().skip(1).cloned().collect::<Vec<_>>().join(" ");
                name.levels = levels.into_iter().take(1).collect();
                name.written = written.into_iter().take(1).collect();
            } else {
                name.levels = levels;
                name.written = written;
            }
        }
        self.part_comments();
        self.numbered = self
            .columns
            .iter()
            .filter(|column| column.name.levels.first().is_some_and(|first| words::number(first).is_some()))
            .count()
            * 2
            >= self.columns.len().max(1);
    }

    /// The shortest name by which a definition finds this column and no other.
    fn reference(&self, index: usize) -> String {
        let number = format!("#{}", index + 1);
        let Some(name) = self.header.columns.get(index) else { return number };
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let [first, .., last] = name.written.as_slice() else {
            let text = name.written.first().map(|text| plain(text)).unwrap_or_default();
            return if !text.is_empty() && self.header.find(&text) == [index] { text } else { number };
        };
        let candidates = [first.clone(), format!("{first}_{last}"), name.written.join("_")];
        let found = candidates
            .iter()
            .map(|text| plain(text))
            .find(|text| !text.contains("ImportId") && self.header.find(text) == [index]);
        found.unwrap_or(number)
    }

    fn column(&self, at: usize) -> Option<&Column> {
        self.columns.get(at)
    }

    fn questions(&mut self) {
        let mut stated = self.all_stated();
        let apart: HashSet<usize> = stated.iter().flat_map(|stated| stated.columns.iter().copied()).collect();
        let groups = groups::find(&self.columns, &self.rows, &apart);
        let mut repeated: HashSet<usize> = HashSet::new();
        for mut group in groups {
            group.members.retain(|(at, _)| self.column(*at).is_none_or(|column| !repeated.contains(&column.index)));
            if group.members.is_empty() {
                continue;
            }
            self.take_shape(&mut group);
            let first = group.members.first().map_or(0, |(at, _)| *at);
            self.stated_before(&mut stated, first);
            if self.is_told_apart(&group) {
                for (at, split) in group.members {
                    let stem = self.column(at).and_then(|column| column.name.written.first()).cloned();
                    let alone = Group {
                        stem: stem.unwrap_or_default(),
                        shape: Shape::One,
                        members: vec![(at, split)],
                        others: Vec::new(),
                        doubts: Vec::new(),
                    };
                    self.one(&alone);
                }
                group.others.iter().for_each(|(at, split)| self.words_alone(*at, split));
                continue;
            }
            let members = group.members.iter().filter_map(|(at, _)| self.column(*at));
            if members.clone().all(|column| column.filled == 0)
                && group.others.is_empty()
                && self.entry(&group).is_none()
            {
                let names: Vec<(String, String)> =
                    members.map(|column| (self.reference(column.index), column.name.written.join(" "))).collect();
                for (name, shown) in names {
                    self.draft.source.ignore.push(name);
                    self.draft.found.left_out.push((shown, LeftOut::Blank));
                }
                continue;
            }
            match group.shape {
                Shape::One => repeated.extend(self.one(&group)),
                Shape::Flags => self.flags(&group),
                Shape::Slots | Shape::Rank => self.slots(&group),
                Shape::Matrix => self.matrix(&group),
            }
        }
        self.stated_before(&mut stated, usize::MAX);
        self.find_asked();
    }

    /// The whole wording of a column or group: number, wording, what its header says.
    fn said(&self, group: &Group) -> (Said, String) {
        let wording = group
            .members
            .first()
            .and_then(|(at, _)| self.column(*at))
            .map(|column| column.wording.clone())
            .unwrap_or_default();
        let wording = match group.shape {
            Shape::One => wording,
            _ => shapes::common(
                &group.members.iter().filter_map(|(at, _)| Some(self.column(*at)?.wording.clone())).collect::<Vec<_>>(),
            ),
        };
        let part = group
            .members
            .first()
            .and_then(|(_, split)| split.clone())
            .filter(|_| group.shape == Shape::One && group.members.len() == 1);
        let levels =
            group.members.first().and_then(|(at, _)| self.column(*at)).map(|column| column.name.written.join(" "));
        let text = match (group.shape, &part) {
            (Shape::One, _) => levels.unwrap_or_else(|| group.stem.clone()),
            _ => group.stem.clone(),
        };
        let whole = if wording.is_empty() { text } else { format!("{text} {wording}") };
        let text = whole.split_whitespace().collect::<Vec<_>>().join(" ");
        (words::read(&text), text)
    }

    /// A new id: from the number of the question, a short name of the column, or its place.
    fn id(&mut self, group: &Group, said: &Said) -> String {
        let stem = fold::matching(&group.stem);
        let split = group.members.first().and_then(|(_, split)| split.clone()).filter(|_| group.shape == Shape::One);
        let by_number = said.number.as_ref().map(|number| {
            let base = words::id_of(number);
            match split.filter(|split| split.key() == format!("{}{}", number.0, number.1)) {
                Some(split) => base + &suffix(&split, &stem),
                None => base,
            }
        });
        let short = |text: &str| {
            let good =
                !text.is_empty() && text.chars().count() <= 12 && text.chars().all(|c| c.is_alphanumeric() || c == '_');
            good.then(|| text.to_owned())
        };
        let coded = |text: &str| {
            short(text).filter(|text| {
                text.is_ascii()
                    && text.chars().any(|c| c.is_ascii_digit())
                    && text.starts_with(|c: char| c.is_ascii_alphabetic())
            })
        };
        // A variable of a statistics program has a name of its own.
        let entries = self.given.codebook.map(|book| book.entries.as_slice()).unwrap_or_default();
        let is_variable =
            |text: &str| entries.iter().any(|entry| entry.columns.iter().any(|column| fold::matching(column) == text));
        let named = |text: &str| short(text).filter(|text| is_variable(text));
        let id = by_number
            .or_else(|| coded(&stem))
            .or_else(|| named(&stem))
            .or_else(|| short(&stem).filter(|_| self.numbered));
        let id = id.unwrap_or_else(|| {
            self.place += 1;
            format!("Q{}", self.place)
        });
        self.unique(&id)
    }

    fn unique(&mut self, id: &str) -> String {
        unique(&mut self.taken, id)
    }

    /// What all questions share: label, wording, attribute, doubts, hidden columns.
    fn finish(&mut self, mut question: Question, group: &Group, (said, text): (&Said, &str), doubts: Vec<Doubt>) {
        apart::recode(&mut question.choices);
        apart::count_places(&mut question);
        let again = self.same_header(&question, group);
        let label = if said.label.is_empty() { text } else { &said.label };
        if question.label.is_empty() {
            question.label = label.to_owned();
        }
        if question.text.is_empty() && fold::matching(text) != fold::matching(&question.label) {
            question.text = text.to_owned();
        }
        let is_attribute = said.attribute || words::read(&question.label).attribute;
        question.attribute |= is_attribute && question.kind != Kind::Text && question.kind != Kind::Matrix;
        let id = question.id.clone();
        let told = self.entry(group).or_else(|| self.entry_of_member(group));
        if told.is_some_and(|entry| !entry.choices.is_empty()) {
            self.draft.coded.insert(id.clone());
        } else if is_as_it_comes(&question) {
            self.draft.found.as_they_come.push(id.clone());
        }
        for (reason, alternatives) in group.doubts.iter().cloned().chain(doubts).chain(again) {
            self.guess(Some(&id), reason, alternatives);
        }
        let members = group.members.iter().map(|(at, _)| *at).chain(group.others.iter().map(|(at, _)| *at));
        let hidden: Vec<String> = members
            .filter_map(|at| self.column(at))
            .filter(|column| column.hidden)
            .map(|column| column_name(column.index))
            .collect();
        if !hidden.is_empty() {
            let column = hidden.join("、");
            let change = Change::Ignore { column: column.clone() };
            self.guess(Some(&id), Reason::Hidden { column }, vec![change]);
        }
        self.draft.questions.push(question);
    }

    /// Writes down where the sheet and its header are, as far as loading would not find them by itself.
    fn locate(&mut self) {
        let source = &mut self.draft.source;
        source.file = self.given.file.to_owned();
        source.header_rows = Some(self.header.rows);
        if self.origin != Origin::Generic {
            source.mode = Some("web".to_owned());
        }
        let mut survey = Survey { questions: Vec::new(), ..Survey::default() };
        for question in &self.draft.questions {
            let items = question.items.iter().map(|item| Question {
                column: item.column.clone(),
                items: Vec::new(),
                ..question.clone()
            });
            survey.questions.extend(items);
            if question.items.is_empty() {
                survey.questions.push(question.clone());
            }
        }
        let found = columns::detect(self.given.sheet, &survey, source);
        if found.first != self.header.first || found.rows != self.header.rows {
            source.header_row = Some(self.header.first + 1);
        }
        self.draft.title = self.given.codebook.map(|book| book.title.clone()).unwrap_or_default();
    }
}

/// True when the choices come from cells one by one, and neither numbers nor words tell their order.
fn is_as_it_comes(question: &Question) -> bool {
    let labels: Vec<String> = question.choices.iter().map(|choice| choice.label.clone()).collect();
    // Columns stand in the order of the form, and so do the parts of a cell.
    let by_place = matches!(question.layout, Some(Layout::Flags | Layout::List));
    let coded = question.choices.iter().all(|choice| choice.code == choice.label);
    labels.len() > 2 && !by_place && !coded && !choices::is_ordered(&labels)
}

/// Words that an id of a question cannot be: expressions and tables have them for something else.
const RESERVED: [&str; 14] =
    ["mode", "source", "wave", "stratum", "NA", "NAP", "INV", "UNK", "total", "and", "or", "not", "in", "answered"];

/// An id that is not taken yet, numbered where it is; it is taken then.
pub(super) fn unique(taken: &mut HashSet<String>, id: &str) -> String {
    let numbered = |number: usize| if number == 1 { id.to_owned() } else { format!("{id}_{number}") };
    let free = |id: &String| !RESERVED.contains(&id.as_str()) && !taken.contains(id);
    let found = (1..).map(numbered).find(free).unwrap_or_else(|| id.to_owned());
    taken.insert(found.clone());
    found
}

/// What the part of a header adds to the id of its question: A of 問8-A, _1 of 問8-1; nothing for words in brackets, as in
/// F2（18歳～）.
fn suffix(split: &Split, header: &str) -> String {
    let in_brackets = header.get(split.key().len()..).is_some_and(|rest| rest.trim_start().starts_with('('));
    let folded = fold::matching(&split.part);
    let plain: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    match split.numbered() {
        Some((number, _)) => format!("_{number}"),
        None if plain.len() == 1 => plain.to_uppercase(),
        None if plain.is_empty() || in_brackets => String::new(),
        None => format!("_{plain}"),
    }
}

/// The ways a header is split, for the parts of this folder.
fn first_split(column: &Column) -> Option<Split> {
    names::splits(&column.name).into_iter().next()
}
