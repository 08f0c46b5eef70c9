//! What stands in the columns of a question, and what each value becomes: the data beside a guess.
//!
//! Values are read by the decoder that reads the answers themselves, so that nothing shown here can differ from the tables.

use std::collections::HashMap;

use super::Reviewed;
use crate::load::columns::{self, Header, Located, Skip, Where, locate};
use crate::load::decode::Decoder;
use crate::load::draft::column::{missing_word, rows_at};
use crate::load::draft::lists;
use crate::load::draft::write::Written;
use crate::load::merged;
use crate::load::number;
use crate::load::sheet::{Cell, Sheet, column_name};
use crate::model::diagnostic::Problem;
use crate::model::survey::{MissingCodes, Source};
use crate::model::{Kind, Question, Survey};
use crate::responses::Missing;
use crate::responses::answers::Answer;
use crate::text::fold;

/// A column as far as a change of kind needs it.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// As the definition calls it.
    pub name: String,
    /// What tells it from its neighbours: the last line of its header.
    pub part: String,
    /// Values with how often each stands there, words for missing answers left out.
    pub values: Vec<(String, usize)>,
}

impl Facts {
    /// Without the cells that hold several of the other values.
    pub fn without_doubles(&self) -> Self {
        Self { values: lists::without_doubles(&self.values, false).0, ..self.clone() }
    }

    /// Without the values that stand for a missing answer.
    pub fn without(&self, missing: Option<&MissingCodes>) -> Self {
        let is_answer = |(text, _): &&(String, usize)| missing.is_none_or(|missing| !missing.holds(text));
        Self { values: self.values.iter().filter(is_answer).cloned().collect(), ..self.clone() }
    }
}

/// What stands in the columns of a question.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Its columns in every file.
    pub columns: Vec<Seen>,
    /// Columns that are named and not found.
    pub lost: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Name of its file without folders.
    pub file: String,
    /// Its letters.
    pub letters: String,
    /// Its header.
    pub header: String,
    /// Cells that hold something.
    pub filled: usize,
    /// Different values.
    pub distinct: usize,
    /// The first [`MOST`] of them, the most frequent first.
    pub values: Vec<Value>,
}

/// A value.
#[derive(Debug, Clone)]
pub struct Value {
    /// As it stands there.
    pub text: String,
    /// How often.
    pub count: usize,
    /// What it becomes.
    pub became: Became,
}

/// What a value becomes.
#[derive(Debug, Clone, PartialEq)]
pub enum Became {
    /// These choices, by label.
    Choices(Vec<String>),
    /// A day or words, or a number written as one: taken as it stands.
    Itself,
    /// The number that words were read as.
    Number(f64),
    /// A missing answer.
    Missing(Missing),
    /// Words beside this choice.
    Words(String),
    /// Nothing: the choice of this column is not marked.
    Unmarked,
    /// It is no number or day.
    Unread,
    /// It fits no choice.
    Unknown,
}

/// Values shown of a column.
pub const MOST: usize = 50;

/// True when a file has a column of this name.
pub fn has_column(written: &Written, source: &Source, sheet: &Sheet, name: &str) -> bool {
    super::survey(written).is_ok_and(|survey| !columns::detect(sheet, &survey, source).find(name).is_empty())
}

/// Facts of a column of the first file that has it.
pub fn facts(reviewed: &Reviewed, name: &str) -> Facts {
    let none = Facts { name: name.to_owned(), part: name.to_owned(), values: Vec::new() };
    let Ok(survey) = reviewed.survey() else { return none };
    for (source, sheet) in reviewed.written.sources.iter().zip(&reviewed.sheets) {
        let header = columns::detect(sheet, &survey, source);
        let Some(column) = header.find(name).first().copied() else { continue };
        let located = locate(&survey, source, &header);
        let values = tally(sheet, &header, &located, column);
        let values = values.into_iter().map(|(cell, count)| (cell.text().trim().to_owned(), count));
        let values = values.filter(|(text, _)| missing_word(&fold::matching(text)).is_none()).collect();
        let part = header.columns.get(column).and_then(|column| column.written.last().cloned());
        return Facts { part: part.unwrap_or(none.part), values, ..none };
    }
    none
}

/// What stands in the columns of a drafted question; for the file as a whole, in that of the id and those that tell rows which are
/// no answers. Personal columns are never shown.
pub fn of(reviewed: &Reviewed, question: Option<&str>) -> Evidence {
    let mut evidence = Evidence::default();
    let Ok(survey) = reviewed.survey() else { return evidence };
    for (source, sheet) in reviewed.written.sources.iter().zip(&reviewed.sheets) {
        let header = columns::detect(sheet, &survey, source);
        let found = locate(&survey, source, &header);
        let place = Place { survey: &survey, source, sheet, header: &header, located: &found };
        let Some(question) = question else {
            let skip = found.skip.iter().map(|(_, column, _)| *column);
            let aside = found.id.into_iter().chain(skip).filter(|column| !found.personal.contains(column));
            evidence.columns.extend(aside.map(|column| place.seen(column, |_| Became::Itself)));
            continue;
        };
        let own = |asked: &Question| asked.id == question || asked.parent.as_deref() == Some(question);
        for (at, asked) in survey.questions.iter().enumerate().filter(|(_, asked)| own(asked)) {
            let Some(lies) = found.questions.get(at) else { continue };
            let others: Vec<(usize, usize)> = found
                .others
                .iter()
                .filter(|((of, _), _)| *of == at)
                .map(|((_, choice), column)| (*choice, *column))
                .collect();
            place.question(asked, lies, &others, &mut evidence);
        }
        let lost = found.faults.iter().filter(|(of, ..)| {
            let of = of.as_deref().unwrap_or_default();
            survey.questions.iter().any(|asked| asked.id == of && own(asked))
        });
        evidence.lost.extend(lost.map(|(_, name, _)| name.clone()));
    }
    evidence
}

struct Place<'a> {
    survey: &'a Survey,
    source: &'a Source,
    sheet: &'a Sheet,
    header: &'a Header,
    located: &'a Located,
}

/// True for words that hold a number: 約5回, 10～12.
fn is_worded(cell: &Cell, unit: Option<&str>) -> bool {
    matches!(number::parse(&fold::matching(&cell.text()), unit), number::Parsed::Words(_))
}

impl Place<'_> {
    fn question(&self, asked: &Question, lies: &Where, others: &[(usize, usize)], evidence: &mut Evidence) {
        let mut asked = asked.clone();
        if asked.open_choices {
            // Every value is a choice then, as when the answers are read.
            for column in lies.columns() {
                let cells = tally(self.sheet, self.header, self.located, column);
                for (cell, _) in cells {
                    let text = cell.text().trim().to_owned();
                    asked.choices.push(crate::model::Choice { code: text.clone(), label: text, ..Default::default() });
                }
            }
        }
        let decoder = Decoder::new(self.survey, &asked, self.source);
        let label = |at: &usize| asked.choices.get(*at).map_or(String::new(), |choice| choice.label.clone());
        for column in lies.columns() {
            let here: Vec<(usize, usize)> = others.iter().filter(|(_, other)| *other == column).copied().collect();
            let became = |cell: &Cell| {
                // The value alone in its row: what its neighbours hold is another value's matter.
                let mut row = vec![Cell::Empty; column];
                row.push(cell.clone());
                let mut met = Vec::new();
                let answer = decoder.answer(&row, lies, &here, &mut met);
                let unread = |problem: &Problem| {
                    matches!(
                        problem,
                        Problem::UnknownCode { .. }
                            | Problem::NotANumber
                            | Problem::NotADate
                            | Problem::UnexpectedDate
                            | Problem::ErrorCell
                    )
                };
                if met.iter().any(|(_, _, problem)| unread(problem)) {
                    let is_value = matches!(asked.kind, Kind::Numeric | Kind::Date);
                    return if is_value { Became::Unread } else { Became::Unknown };
                }
                match answer {
                    Answer::Choices(chosen) if chosen.is_empty() => Became::Unmarked,
                    Answer::Choices(chosen) => Became::Choices(chosen.iter().map(label).collect()),
                    Answer::Ranks(places) => Became::Choices(places.iter().flatten().map(label).collect()),
                    // A flag that is not set says nothing against the other columns.
                    Answer::Missing(Missing::Na) if matches!(lies, Where::Flags(_)) => Became::Unmarked,
                    Answer::Missing(missing) => Became::Missing(missing),
                    Answer::Number(number) if asked.kind == Kind::Numeric && is_worded(cell, asked.unit.as_deref()) => {
                        Became::Number(number)
                    }
                    Answer::Number(_) | Answer::Text(_) => Became::Itself,
                }
            };
            evidence.columns.push(self.seen(column, became));
        }
        let apart = others.iter().filter(|(_, column)| !lies.columns().contains(column));
        for (choice, column) in apart {
            evidence.columns.push(self.seen(*column, |_| Became::Words(label(choice))));
        }
    }

    fn seen(&self, column: usize, became: impl Fn(&Cell) -> Became) -> Seen {
        let mut values = tally(self.sheet, self.header, self.located, column);
        values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let header = self.header.columns.get(column).map(|name| name.written.join(" ")).unwrap_or_default();
        let file = self.source.file.rsplit('/').next().unwrap_or_default().to_owned();
        let shown = values.iter().take(MOST);
        Seen {
            file,
            letters: column_name(column),
            header,
            filled: values.iter().map(|(_, count)| count).sum(),
            distinct: values.len(),
            values: shown
                .map(|(cell, count)| Value { text: cell.text().into_owned(), count: *count, became: became(cell) })
                .collect(),
        }
    }
}

/// The different values of a column below its header, by first appearance; texts that fold to the same are one. Rows that the
/// definition skips are no answers, and a merged cell may hold for all its rows.
fn tally(sheet: &Sheet, header: &Header, located: &Located, column: usize) -> Vec<(Cell, usize)> {
    let skip: &[Skip] = &located.skip;
    let is_filled = located.fill.contains(&column);
    let spans = if is_filled { merged::spans(sheet, header) } else { Vec::new() };
    let merged = |index: usize| {
        let span = spans.iter().find(|(at, top, bottom)| *at == column && (*top..=*bottom).contains(&index));
        span.map(|(_, top, _)| sheet.cell(*top, column))
    };
    // Folding is slow, and most cells hold what another one holds to the letter.
    let mut spelled: HashMap<String, usize> = HashMap::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut values: Vec<(Cell, usize)> = Vec::new();
    for (index, row) in rows_at(sheet, header) {
        let own = row.get(column).filter(|cell| !cell.is_blank());
        let Some(cell) = own.or_else(|| merged(index)) else { continue };
        if columns::skipped(skip, row).is_some() {
            continue;
        }
        let text = cell.text();
        let at = match spelled.get(text.as_ref()) {
            Some(at) => *at,
            None => {
                let at = *places.entry(fold::matching(&text)).or_insert_with(|| {
                    values.push((cell.clone(), 0));
                    values.len() - 1
                });
                spelled.insert(text.into_owned(), at);
                at
            }
        };
        if let Some((_, count)) = values.get_mut(at) {
            *count += 1;
        }
    }
    values
}
