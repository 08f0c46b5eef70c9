//! Decisions about answers as a list, as it is handed to those who ask who changed what and why.

use super::grid::{Cell, Grid};
use crate::messages::{Lang, fix as words};
use crate::model::Survey;
use crate::model::fix::FixState;

/// The decisions about the answers of a survey.
pub fn list(states: &[FixState], survey: &Survey, lang: Lang) -> Grid {
    let row = |state: &FixState| {
        let FixState { fix, place, id, holds } = state;
        let cells = vec![
            Cell::text(fix.question.as_deref().unwrap_or_default()),
            Cell::text(&fix.rule),
            Cell::text(if fix.question.is_some() { &fix.raw } else { "" }),
            Cell::text(&words::change(lang, &fix.change)),
            Cell::text(words::holds(lang, holds)),
            Cell::text(&fix.note),
            Cell::text(words::person(lang, &fix.who)),
            Cell::text(&fix.at),
            Cell::text(&place.file),
            Cell::text(&place.cell),
        ];
        (id.clone(), cells)
    };
    let title = words::list_title(lang, survey.title());
    Grid::list(&title, words::head_case(lang), &words::list_heads(lang), states.iter().map(row).collect())
}
