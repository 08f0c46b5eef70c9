//! The list shown, for the clipboard and for files.

use super::Tab;
use crate::messages::{check_screen as say, problem, table as table_words};
use crate::present::grid::{Cell, Grid};
use crate::present::{Page, fixes};
use crate::text::fold::display;
use crate::tui::action::{Effect, Format};
use crate::tui::effects::safe_stem;
use crate::tui::state::State as Program;

/// The list shown as a grid.
fn grid(program: &Program) -> Option<Grid> {
    let lang = program.lang;
    let opened = program.opened()?;
    let lists = &program.problems.lists;
    if program.problems.tab == Tab::Decisions {
        let loaded = opened.loaded()?;
        let shown: Vec<_> = lists.decisions.iter().filter_map(|at| loaded.fixes.get(*at)).cloned().collect();
        return Some(fixes::list(&shown, loaded.responses.survey(), lang));
    }
    let lines = lists.rows.iter().filter_map(|at| opened.problems.get(*at));
    let row = |line: &crate::tui::state::ProblemLine| {
        let fields = [
            problem::severity(lang, line.severity),
            &line.name,
            &line.case,
            &line.question,
            &line.value,
            &line.place.file,
            &line.place.sheet,
            &line.place.cell,
            &line.message,
            &line.fix,
            &line.kept,
        ];
        let status = say::status_name(lang, Some(line.status)).to_owned();
        (status, fields.iter().map(|field| Cell::text(&display(field))).collect())
    };
    let heads = say::export_heads(lang);
    let rule = super::rule_words(program);
    let state = &program.problems;
    let title = say::title(lang, (lists.rows.len(), opened.problems.len()), rule.as_deref(), state.status);
    Some(Grid::list(&title, say::columns(lang).first().copied().unwrap_or_default(), &heads, lines.map(row).collect()))
}

/// The list as a page, with where it is from.
fn page(program: &Program) -> Option<Page> {
    let lang = program.lang;
    let opened = program.opened()?;
    let name = if program.problems.tab == Tab::Decisions { say::decisions(lang) } else { say::found(lang) };
    let method = vec![table_words::made_with(lang, None)];
    Some(Page::new(name.to_owned(), grid(program)?, opened.is_synthetic(), method, lang))
}

/// The list for the clipboard, in the form that spreadsheets take.
pub fn copy(program: &Program) -> Vec<Effect> {
    let Some(grid) = grid(program) else { return Vec::new() };
    let [_, corner] = &grid.corner;
    let heads = std::iter::once(corner.as_str()).chain(grid.columns.iter().map(|head| head.label.as_str()));
    let mut text = heads.collect::<Vec<_>>().join("\t");
    for row in &grid.rows {
        text.push('\n');
        let cells = row.cells.iter().map(|cell| display(&cell.text).replace('\t', " "));
        text.push_str(&std::iter::once(row.head.label.clone()).chain(cells).collect::<Vec<_>>().join("\t"));
    }
    text.push('\n');
    vec![Effect::Copy(text)]
}

/// Asks for a file of the list shown.
pub fn start(program: &Program, format: Format) -> Vec<Effect> {
    let Some(page) = page(program) else { return Vec::new() };
    let survey = program.opened().and_then(|opened| opened.survey()).map_or("survey", |survey| &survey.about.id);
    let what = if program.problems.tab == Tab::Decisions { "fixes" } else { "check" };
    let stem = safe_stem(&format!("{survey}_{what}"));
    vec![Effect::ExportPage { page: Box::new(page), stem, format, folder: program.output.clone() }]
}
