//! Which rows of a table are shown, and the box in which that is chosen.

use super::State;
use super::tables::{Form, Table};
use crate::messages::Lang;
use crate::messages::plan::screen as say;
use crate::model::plan::Plan;
use crate::plans::progress::filter::{self, without_results};
use crate::text::fold::{display, search};
use crate::tui::popups::rows::{Row as BoxRow, What};
use crate::tui::state::State as Program;

/// Which rows are shown; `None` lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Record id of the strategy.
    pub strategy: Option<String>,
    /// The grade; empty for rows without one.
    pub grade: Option<String>,
    /// Rows that say something in this year.
    pub year: Option<i64>,
    /// Only what has no result.
    pub without: bool,
}

/// One choice of the box.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields of `Filter` say it")]
pub enum Choice {
    All,
    Strategy(String),
    Grade(String),
    Year(i64),
    Without,
}

/// What is shown of a table, and what that counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// Positions among the entries.
    pub entries: Vec<usize>,
    /// Measures, indicators or slots among them.
    pub measures: usize,
    /// Grades printed among them, in the order of the scale.
    pub grades: Vec<(String, usize)>,
    /// Measures among them without a result.
    pub without: usize,
}

/// Strategies of a table, in its order.
pub fn strategies(table: &Table) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for strategy in table.entries.iter().filter_map(|entry| entry.strategy.as_ref()) {
        if !found.contains(strategy) {
            found.push(strategy.clone());
        }
    }
    found
}

/// Grades of a table in the order of the scales; last an empty one, where rows without a grade stand among graded ones.
pub fn grades(plan: &Plan, table: &Table) -> Vec<String> {
    let has = |grade: &str| table.entries.iter().any(|entry| entry.held.as_deref() == Some(grade));
    let scales = plan.scales.iter().flat_map(|scale| &scale.grades).map(|grade| grade.code.clone());
    let mut found: Vec<String> = Vec::new();
    for grade in scales.filter(|grade| has(grade)) {
        if !found.contains(&grade) {
            found.push(grade);
        }
    }
    let some_without = table.entries.iter().any(|entry| entry.held.is_none() && !entry.head);
    if !found.is_empty() && some_without {
        found.push(String::new());
    }
    found
}

/// The rows of a table that filter and search let through. A measure stands over its lines wherever one of them is shown.
pub fn shown(plan: &Plan, table: &Table, filter: &Filter, wanted: &str) -> Shown {
    let wanted = search(wanted);
    let asked = filter::Filter {
        strategy: filter.strategy.clone(),
        grade: filter.grade.clone().filter(|grade| !grade.is_empty()),
        year: filter.year,
        without: filter.without,
        ..filter::Filter::default()
    };
    let no_grade = filter.grade.as_deref() == Some("");
    let chosen: std::collections::BTreeSet<&str> = filter::chosen(&table.progress, &asked)
        .into_iter()
        .filter(|row| !no_grade || row.held_grade().is_none())
        .map(crate::plans::progress::Row::record)
        .collect();
    let named = |measure: &str| {
        table.entries.iter().any(|entry| entry.head && entry.measure == measure && entry.folded.contains(&wanted))
    };
    let is_shown = |at: &usize| {
        table.entries.get(*at).is_some_and(|entry| {
            let found = wanted.is_empty() || entry.folded.contains(&wanted) || (entry.line && named(&entry.measure));
            !entry.head && found && chosen.contains(entry.record.as_str())
        })
    };
    let rows: Vec<usize> = (0..table.entries.len()).filter(is_shown).collect();
    let measures: std::collections::BTreeSet<&str> =
        rows.iter().filter_map(|at| table.entries.get(*at)).map(|entry| entry.measure.as_str()).collect();
    let is_head = |at: &usize| {
        table.entries.get(*at).is_some_and(|entry| entry.head && measures.contains(entry.measure.as_str()))
    };
    let entries: Vec<usize> =
        (0..table.entries.len()).filter(|at| rows.binary_search(at).is_ok() || is_head(at)).collect();
    let mut counted: Vec<(String, usize)> =
        grades(plan, table).into_iter().filter(|grade| !grade.is_empty()).map(|grade| (grade, 0)).collect();
    for grade in entries.iter().filter_map(|at| table.entries.get(*at)?.grade.as_ref()) {
        if let Some((_, count)) = counted.iter_mut().find(|(code, _)| code == grade) {
            *count += 1;
        }
    }
    let empty = without_results(&table.progress, filter.year);
    let without = measures.iter().filter(|measure| empty.contains(*measure)).count();
    Shown { measures: measures.len(), entries, grades: counted, without }
}

/// What is counted at the foot.
pub fn counts(table: &Table, shown: &Shown, lang: Lang) -> String {
    let rows = shown.entries.len();
    let text = match table.form {
        Form::Progress => say::measures_line(lang, shown.measures, &shown.grades, Some(shown.without)),
        Form::Yearly => say::measures_line(lang, shown.measures, &shown.grades, None),
        Form::Indicators => say::indicators_line(lang, shown.measures),
        Form::Outline => say::slots_line(lang, shown.measures, shown.without),
    };
    if rows == table.entries.len() {
        text
    } else {
        format!("{text}　{}", say::shown_of(lang, rows, table.entries.len()))
    }
}

/// The filter in words; empty without one.
pub fn words(plan: &Plan, table: &Table, filter: &Filter, lang: Lang) -> String {
    let choices = [
        filter.strategy.clone().map(Choice::Strategy),
        filter.grade.clone().map(Choice::Grade),
        filter.year.map(Choice::Year),
        filter.without.then_some(Choice::Without),
    ];
    let parts: Vec<String> =
        choices.into_iter().flatten().map(|choice| name(plan, table, &choice, lang, false)).collect();
    if parts.is_empty() { String::new() } else { say::filtered(lang, &parts) }
}

fn name(plan: &Plan, table: &Table, choice: &Choice, lang: Lang, long: bool) -> String {
    match choice {
        Choice::All => say::filter_all(lang).to_owned(),
        Choice::Strategy(id) => {
            let record = plan.record(id);
            let is_strategy = record.is_some_and(|record| record.kind == "strategy");
            let name = match record {
                Some(record) if long || record.no.is_empty() => record.name(),
                Some(record) => record.no.clone(),
                None => id.clone(),
            };
            if is_strategy { say::of_strategy(lang, &name) } else { name }
        }
        Choice::Grade(grade) if grade.is_empty() => say::of_grade(lang, say::no_grade(lang)),
        Choice::Grade(grade) => say::of_grade(lang, grade),
        Choice::Year(year) => {
            let column = table.columns.iter().find(|column| column.year == Some(*year));
            say::of_year(lang, &column.map_or(year.to_string(), |column| column.label.clone()))
        }
        Choice::Without if table.form == Form::Outline => say::unfilled_only(lang).to_owned(),
        Choice::Without => say::without_results(lang).to_owned(),
    }
}

/// The rows of the box: every choice with what it would count.
pub fn rows(program: &Program) -> Vec<BoxRow> {
    let lang = program.lang;
    let Some((plan, table)) = super::current(program) else { return Vec::new() };
    let mut choices = vec![Choice::All];
    choices.extend(strategies(table).into_iter().map(Choice::Strategy));
    choices.extend(grades(plan, table).into_iter().map(Choice::Grade));
    let mut years: Vec<i64> = Vec::new();
    for year in table.columns.iter().filter_map(|column| column.year) {
        if !years.contains(&year) {
            years.push(year);
        }
    }
    choices.extend(years.into_iter().map(Choice::Year));
    choices.push(Choice::Without);
    let now = &program.progress.filter;
    let row = |choice: Choice| {
        let alone = with(&Filter::default(), &choice);
        let found = shown(plan, table, &alone, "");
        BoxRow {
            left: display(&name(plan, table, &choice, lang, true)),
            right: match table.form {
                Form::Progress | Form::Yearly => say::measures_line(lang, found.measures, &[], None),
                Form::Indicators | Form::Outline => counts(table, &found, lang),
            },
            checked: Some(is_chosen(now, &choice)),
            reason: None,
            what: What::PlanFilter(choice),
        }
    };
    choices.into_iter().map(row).collect()
}

fn is_chosen(filter: &Filter, choice: &Choice) -> bool {
    match choice {
        Choice::All => *filter == Filter::default(),
        Choice::Strategy(id) => filter.strategy.as_ref() == Some(id),
        Choice::Grade(grade) => filter.grade.as_ref() == Some(grade),
        Choice::Year(year) => filter.year == Some(*year),
        Choice::Without => filter.without,
    }
}

fn with(filter: &Filter, choice: &Choice) -> Filter {
    let filter = filter.clone();
    match choice {
        Choice::All => Filter::default(),
        Choice::Strategy(id) => Filter { strategy: Some(id.clone()), ..filter },
        Choice::Grade(grade) => Filter { grade: Some(grade.clone()), ..filter },
        Choice::Year(year) => Filter { year: Some(*year), ..filter },
        Choice::Without => Filter { without: true, ..filter },
    }
}

/// Sets a choice; what is chosen already is taken away.
fn toggled(filter: &Filter, choice: &Choice) -> Filter {
    if !is_chosen(filter, choice) {
        return with(filter, choice);
    }
    let filter = filter.clone();
    match choice {
        Choice::All => Filter::default(),
        Choice::Strategy(_) => Filter { strategy: None, ..filter },
        Choice::Grade(_) => Filter { grade: None, ..filter },
        Choice::Year(_) => Filter { year: None, ..filter },
        Choice::Without => Filter { without: false, ..filter },
    }
}

/// Takes a choice of the box.
pub fn choose(program: &mut Program, choice: Choice) {
    program.progress.filter = toggled(&program.progress.filter, &choice);
}

/// The next of several values, after the last of them none.
pub fn next(values: &[String], now: Option<&String>) -> Option<String> {
    match now {
        None => values.first().cloned(),
        Some(now) => {
            let at = values.iter().position(|value| value == now)?;
            values.get(at + 1).cloned()
        }
    }
}

impl State {
    /// True where something is filtered or searched for.
    pub fn is_narrowed(&self) -> bool {
        self.filter != Filter::default() || !self.search.value().is_empty()
    }
}
