//! The progress table and its counts as pages.

use super::{name, page, word};
use crate::messages::{Lang, plan as plan_words, plan::progress as words};
use crate::model::plan::Plan;
use crate::plans::progress::counts::{Counts, YearCounts, name as meaning_name};
use crate::plans::progress::{Progress, Row as ProgressRow, counts, filter};
use crate::present::Page;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};

/// The rows under the columns of results.
pub fn rows(plan: &Plan, progress: &Progress, chosen: &[&ProgressRow], lang: Lang) -> Page {
    let mut heads: Vec<String> =
        [words::head_measure, words::head_line, words::head_period].map(|head| head(lang).to_owned()).to_vec();
    heads.extend(progress.columns.iter().map(|column| column.label.clone()));
    heads.push(words::head_grade(lang).to_owned());
    let row = |row: &&ProgressRow| {
        let measure = plan.record(&row.measure);
        let line = row.line.as_deref().and_then(|id| plan.record(id));
        let mut cells = vec![
            word(measure.map_or("", |measure| &measure.title)),
            word(line.map_or("", |line| &line.title)),
            word(if row.period.is_empty() { &row.state } else { &row.period }),
        ];
        cells.extend(row.cells.iter().map(|cell| match cell {
            Some(cell) => word(&cell.raw),
            None => Cell::word(words::no_cell_sign(lang)),
        }));
        cells.push(word(row.held_grade().unwrap_or_default()));
        Row {
            head: Head::new(name(plan, row.strategy.as_deref()), row.record(), Part::Group),
            line: Line::Figure,
            first: true,
            cells,
        }
    };
    let (all, _) = counts::counts(plan, progress);
    let mut notes = Vec::new();
    if chosen.len() < progress.rows.len() {
        notes.push(words::chosen(lang, chosen.len(), progress.rows.len()));
    }
    let same = chosen.iter().filter_map(|row| Some(words::same_as(lang, row.record(), row.same_as.as_deref()?)));
    notes.extend(same);
    notes.push(words::grade_not_computed(lang).to_owned());
    let grid = Grid {
        title: format!("{} {}", plan.about.title, plan_words::exchange::progress_title(lang)),
        subtitles: vec![words::totals(lang, all.measures, all.rows, &all.grades)],
        corner: [words::head_strategy(lang).to_owned(), words::head_no(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: chosen.iter().map(row).collect(),
        notes,
    };
    page(plan, &plan.id, grid, lang)
}

/// Counts by strategy and grade, and what the cells of each year say.
pub fn counts(plan: &Plan, progress: &Progress, lang: Lang) -> [Page; 2] {
    let (all, by) = counts::counts(plan, progress);
    let mut heads = vec![words::head_measures(lang).to_owned(), words::head_rows(lang).to_owned()];
    heads.push(words::head_graded(lang).to_owned());
    heads.extend(all.grades.iter().map(|(code, _)| words::of_grade(lang, code)));
    let row = |(counts, part): (&Counts, Part)| {
        let label = match (&counts.strategy, part) {
            (_, Part::Total) => words::all_strategies(lang).to_owned(),
            (Some(id), _) => name(plan, Some(id)),
            (None, _) => words::no_strategy(lang).to_owned(),
        };
        let mut cells = vec![count(counts.measures), count(counts.rows), count(counts.graded())];
        cells.extend(counts.grades.iter().map(|(_, number)| count(*number)));
        Row { head: Head::new("", label, part), line: Line::Count, first: true, cells }
    };
    let rows = std::iter::once((&all, Part::Total)).chain(by.iter().map(|counts| (counts, Part::Group)));
    let mut notes = vec![words::without(lang, None, &filter::without_results(progress, None))];
    let years = progress.columns.iter().filter_map(|column| column.year);
    notes.extend(years.map(|year| words::without(lang, Some(year), &filter::without_results(progress, Some(year)))));
    notes.push(words::grade_not_computed(lang).to_owned());
    let first = Grid {
        title: format!("{} {}", plan.about.title, words::counts_title(lang)),
        subtitles: Vec::new(),
        corner: [String::new(), words::head_strategy(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: rows.map(row).collect(),
        notes,
    };
    let mut heads: Vec<&str> = counts::MEANINGS.iter().map(|meaning| plan_words::meaning(lang, *meaning)).collect();
    heads.push(words::missing_cell(lang));
    let row = |counts: &YearCounts| {
        let of = |meaning| counts.rows.get(meaning_name(meaning)).copied().unwrap_or(0);
        let mut cells: Vec<Cell> = counts::MEANINGS.iter().map(|meaning| count(of(*meaning))).collect();
        cells.push(count(counts.missing));
        Row { head: Head::new("", &counts.label, Part::Group), line: Line::Count, first: true, cells }
    };
    let second = Grid {
        title: format!("{} {}", plan.about.title, words::years_title(lang)),
        subtitles: Vec::new(),
        corner: [String::new(), words::head_column(lang).to_owned()],
        stub: Stub::Blocks,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: counts::years(progress).iter().map(row).collect(),
        notes: Vec::new(),
    };
    [page(plan, &plan.id, first, lang), page(plan, &plan.id, second, lang)]
}

/// A number of things.
pub(super) fn count(number: usize) -> Cell {
    Cell::new(Value::Count(u64::try_from(number).unwrap_or_default()), number.to_string())
}
