//! The screen drawn, and where its parts lie.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{gaps, sheet};
use crate::messages::{evidence_screen as say, plan as plan_words};
use crate::text::fit::Align;
use crate::tui::panes::Axis;
use crate::tui::state::{PlanData, Screen, State as Program};
use crate::tui::widgets::canvas::{Canvas, below, cells, inner, inside, line};
use crate::tui::widgets::grid::{self, Geometry, Sheet};

/// Where the parts of the screen lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The matrix with its frame.
    pub matrix: Rect,
    /// What is missing, with its frame.
    pub gaps: Rect,
    /// Its rows.
    pub gap_rows: Rect,
}

/// Rows below which matrix and gaps have no room for both.
const LOW: u16 = 12;

/// Lays the screen out: the matrix has what it needs, what is missing the rest, but both are there where there is room.
pub fn areas(program: &Program, area: Rect) -> Areas {
    let rows = program.evidence.matrix.as_ref().map_or(0, |matrix| matrix.rows.len() + 10);
    let wanted = u16::try_from(rows).unwrap_or(u16::MAX);
    let least = area.height * 3 / 5;
    let most = area.height.saturating_sub((area.height / 4).max(4).min(area.height));
    let height = wanted.clamp(least.min(most), most.max(least.min(most)));
    let height = program.panes.list(Screen::Evidence, Axis::Down, height, area.height);
    // On a very low screen the part that has the keys has the room, of the other the frame's title tells how much there is.
    let height = match (area.height < LOW, program.evidence.on_gaps) {
        (true, true) => 3.min(area.height),
        (true, false) => area.height.saturating_sub(3),
        (false, _) => height,
    };
    let (matrix, gaps) = (Rect { height, ..area }, below(area, height));
    Areas { matrix, gaps, gap_rows: inside(inner(gaps), 1, 1) }
}

/// The grid laid out, below the legend.
pub fn grid(areas: &Areas, sheet: &Sheet) -> Geometry {
    grid::geometry(sheet, below(inside(inner(areas.matrix), 1, 0), 1))
}

/// Draws the screen.
pub fn draw(canvas: &mut Canvas<'_>, program: &Program, area: Rect) {
    let lang = program.lang;
    let state = &program.evidence;
    let areas = areas(program, area);
    let (active, passive) = (canvas.theme.active(), canvas.theme.passive());
    let rows = state.matrix.as_ref().map_or(0, |matrix| matrix.rows.len());
    let kind = plan_words::kind(lang, state.kind()).to_owned();
    canvas.frame(areas.matrix, &say::title(lang, &kind, rows), if state.on_gaps { passive } else { active });
    if state.making {
        let text = format!(" {} {} ", canvas.theme.busy, say::making(lang));
        let top = line(areas.matrix, 0);
        let style = canvas.theme.warn();
        canvas.put(inside(top, top.width.saturating_sub(cells(&text) + 2), 1), &text, style);
    }
    let body = inside(inner(areas.matrix), 1, 1);
    let sentence = match (&program.plans.data, &state.matrix) {
        (PlanData::Failed(sentence), _) => Some((sentence.as_str(), canvas.theme.bad())),
        (PlanData::Ready(plans), _) if plans.is_empty() => Some((say::no_plans(lang), canvas.theme.dim())),
        (_, None) => Some((say::still_reading(lang), canvas.theme.dim())),
        (_, Some(matrix)) if matrix.rows.is_empty() => Some((say::no_rows(lang), canvas.theme.dim())),
        _ => None,
    };
    match sentence {
        Some((sentence, style)) => crate::tui::screens::table::view::draw_lines(canvas, body, sentence, style),
        None => {
            let style = canvas.theme.dim();
            canvas.put(line(body, 0), &say::legend_line(lang, program.ascii), style);
            let sheet = sheet::sheet(program);
            grid::draw(canvas, &sheet, &grid(&areas, &sheet), state.cursor, state.offset, !state.on_gaps);
        }
    }
    draw_gaps(canvas, program, &areas);
}

fn draw_gaps(canvas: &mut Canvas<'_>, program: &Program, areas: &Areas) {
    let lang = program.lang;
    let state = &program.evidence;
    let count = state.matrix.as_ref().map_or(0, |matrix| matrix.gaps.len());
    let style = if state.on_gaps { canvas.theme.active() } else { canvas.theme.passive() };
    canvas.frame(areas.gaps, &say::gaps_title(lang, count), style);
    let lines = gaps::lines(program);
    if lines.is_empty() && state.matrix.is_some() {
        let style = canvas.theme.good();
        canvas.put(areas.gap_rows, say::no_gap(lang), style);
    }
    let (selected, offset) = state.gap;
    for (row, (index, (text, _))) in (0..areas.gap_rows.height).zip(lines.iter().enumerate().skip(offset)) {
        let style = if index == selected && state.on_gaps { canvas.theme.selected() } else { Style::new() };
        canvas.row(line(areas.gap_rows, row), text, Align::Left, style);
    }
    let [up, down] = canvas.theme.more;
    let edge = inside(inner(areas.gaps), inner(areas.gaps).width.saturating_sub(1), 0);
    let style = canvas.theme.active();
    if offset > 0 {
        canvas.put(line(edge, 0), up, style);
    }
    if offset + usize::from(areas.gap_rows.height) < lines.len() {
        canvas.put(line(edge, edge.height.saturating_sub(1)), down, style);
    }
    canvas.always_send(areas.gap_rows);
}
