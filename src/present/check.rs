//! The data check as a list to hand to those who keep the forms (確認依頼票): a line per problem, with room for what was done.

use crate::messages::{Lang, check as words, problem};
use crate::model::{Diagnostic, Severity};
use crate::text::fold;

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub};

/// Problems of one or several surveys; which survey is said where there are `several`.
pub fn list(found: &[&Diagnostic], several: bool, lang: Lang) -> Grid {
    let mut heads = vec![
        words::head_sheet(lang),
        words::head_cell(lang),
        words::head_case(lang),
        words::head_question(lang),
        words::head_value(lang),
        words::head_severity(lang),
        words::head_rule(lang),
        words::head_message(lang),
        words::head_fix(lang),
        words::head_answer(lang),
    ];
    if several {
        heads.insert(0, words::head_survey(lang));
    }
    let row = |(at, found): (usize, &&Diagnostic)| Row {
        head: Head::new((at + 1).to_string(), &found.place.file, Part::Group),
        line: Line::Figure,
        first: true,
        cells: cells(found, several, lang),
    };
    let title = words::title(lang).to_owned();
    let counts = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| found.iter().filter(|found| found.problem.severity() == severity).count());
    Grid {
        title,
        subtitles: Vec::new(),
        corner: ["No.".to_owned(), words::head_file(lang).to_owned()],
        stub: Stub::Numbers,
        columns: heads.into_iter().map(|head| Head::new("", head, Part::Figure)).collect(),
        rows: found.iter().enumerate().map(row).collect(),
        notes: vec![words::found(lang, counts), words::raw(lang).to_owned()],
    }
}

fn cells(found: &Diagnostic, several: bool, lang: Lang) -> Vec<Cell> {
    let word = |text: &str| {
        let text = fold::display(text);
        if text.is_empty() { Cell::blank() } else { Cell::word(&text) }
    };
    let or_empty = |text: &Option<String>| word(text.as_deref().unwrap_or_default());
    let mut cells = vec![
        word(&found.place.sheet),
        word(&found.place.cell),
        or_empty(&found.case),
        or_empty(&found.question),
        or_empty(&found.value),
        word(problem::severity(lang, found.problem.severity())),
        word(found.problem.rule()),
        word(&problem::diagnostic(lang, found)),
        word(problem::fix(lang, found)),
        found.kept.as_ref().map_or_else(Cell::blank, |kept| word(&words::kept(lang, kept))),
    ];
    if several {
        cells.insert(0, word(&found.survey));
    }
    cells
}
