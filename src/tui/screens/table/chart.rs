//! The chart under the table: bands of 100% for a single answer, one per group; bars by size for several answers.
//!
//! Lengths are drawn from shares of the row's base whatever percentage the table shows, since bands must add up.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::sheet::{is_small, option_order};
use crate::messages::{Lang, screen as say};
use crate::model::Kind;
use crate::model::table::{Group, Role, Table};
use crate::present::{View, figure};
use crate::text::cells::width;
use crate::text::fold::display;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, cells, inside, line};
use crate::tui::widgets::scroll::follow;

/// True where the answers of a group add up to 100%.
fn is_band(table: &Table) -> bool {
    matches!(table.kind, Kind::Single | Kind::Matrix)
}

/// Lines the chart would like to have, with its frame.
pub fn height(table: &Table, columns: usize) -> u16 {
    let options = band_options(table).len();
    if options == 0 {
        return 0;
    }
    let lines =
        if is_band(table) { table.groups.len() + legend(table, columns.saturating_sub(4)).len() + 1 } else { options };
    u16::try_from(lines + 2).unwrap_or(u16::MAX)
}

/// Draws the chart inside its frame. `group` is the one under the table's cursor.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, table: &Table, view: &View, group: usize, lang: Lang) {
    if area.is_empty() {
        return;
    }
    if is_band(table) {
        bands(canvas, area, table, view, group)
    } else {
        bars(canvas, area, table, view, group, lang)
    }
    canvas.always_send(area);
}

/// Share of an option in the group's base.
fn share(group: &Group, option: usize) -> f64 {
    let part = group.cells.get(option).map_or(0.0, |cell| cell.weighted);
    if group.weighted > 0.0 { part / group.weighted } else { 0.0 }
}

fn share_text(table: &Table, group: &Group, option: usize, view: &View) -> String {
    let Some(cell) = group.cells.get(option) else { return String::new() };
    match table.weight {
        None => figure::share(cell.n, group.n, view).text,
        Some(_) => figure::points(100.0 * share(group, option), cell.n, view).text,
    }
}

/// The parts of a band: nets would count people twice, and missing answers that nobody has only take room.
fn band_options(table: &Table) -> Vec<usize> {
    let people = |index: usize| table.groups.iter().filter_map(|group| group.cells.get(index)).any(|cell| cell.n > 0);
    let is_part = |index: &usize| match table.options.get(*index).map(|line| line.role) {
        Some(Role::Choice) => true,
        Some(Role::Missing) => people(*index),
        Some(Role::Net) | None => false,
    };
    (0..table.options.len()).filter(is_part).collect()
}

/// The legend in lines: number of the part and its label.
fn legend(table: &Table, columns: usize) -> Vec<Vec<(usize, String)>> {
    let mut lines: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    let mut used = 0;
    for (part, option) in band_options(table).into_iter().enumerate() {
        let label = display(table.options.get(option).map_or("", |line| &line.label));
        let room = width(&label) + 4;
        if used + room > columns && used > 0 {
            lines.push(Vec::new());
            used = 0;
        }
        used += room;
        if let Some(last) = lines.last_mut() {
            last.push((part, label));
        }
    }
    lines
}

fn bands(canvas: &mut Canvas<'_>, area: Rect, table: &Table, view: &View, current: usize) {
    let legend = legend(table, area.width.into());
    let legend_height = u16::try_from(legend.len()).unwrap_or(0).min(area.height / 2);
    let rows = usize::from(area.height.saturating_sub(legend_height));
    let widest = table
        .groups
        .iter()
        .map(|group| width(&name(table, group, view)))
        .max()
        .unwrap_or(0)
        .min(usize::from(area.width) / 4);
    let label = u16::try_from(widest + 1).unwrap_or(0);
    let first = follow(0, current, table.groups.len(), rows);
    let options = band_options(table);
    for (row, (index, group)) in (0..).zip(table.groups.iter().enumerate().skip(first).take(rows)) {
        let cells = line(area, row);
        let style = if index == current { canvas.theme.heading() } else { canvas.theme.dim() };
        canvas.put(Rect { width: label.saturating_sub(1).min(cells.width), ..cells }, &name(table, group, view), style);
        band(canvas, inside(cells, label, 0), table, group, &options, view);
    }
    let bottom = below(area, area.height - legend_height);
    for (row, parts) in (0..).zip(legend.iter().take(legend_height.into())) {
        let mut used = 0;
        for (part, label) in parts {
            let style = canvas.theme.part(*part);
            let glyph = canvas.theme.segment(*part);
            used += canvas.put(inside(line(bottom, row), used, 0), &glyph.repeat(2), style);
            used += canvas.put(inside(line(bottom, row), used + 1, 0), label, ratatui::style::Style::new()) + 2;
        }
    }
}

/// A group with the mark of a small base.
fn name(table: &Table, group: &Group, view: &View) -> String {
    let mark = if is_small(table, group) { view.marks.small } else { "" };
    format!("{}{mark}", display(&group.label))
}

/// One band. Ends are rounded, not lengths, so that the band is as long as the whole.
fn band(canvas: &mut Canvas<'_>, area: Rect, table: &Table, group: &Group, options: &[usize], view: &View) {
    let mut sum = 0.0;
    let mut start = 0;
    for (part, option) in options.iter().enumerate() {
        sum += share(group, *option);
        let end = length(sum, area.width);
        let cells_here =
            Rect { width: end.saturating_sub(start).min(area.width.saturating_sub(start)), ..inside(area, start, 0) };
        if cells_here.width > 0 {
            let style = canvas.theme.part(part);
            let glyph = canvas.theme.segment(part).repeat(cells_here.width.into());
            canvas.put(cells_here, &glyph, style);
            let text = share_text(table, group, *option, view);
            if cells(&text) + 2 <= cells_here.width {
                let before = (cells_here.width - cells(&text)) / 2;
                let spot = Rect { width: cells(&text), ..inside(cells_here, before, 0) };
                canvas.put(spot, &text, style.add_modifier(Modifier::REVERSED | Modifier::BOLD));
            }
        }
        start = end.max(start);
    }
}

/// Cells for a share of the width.
fn length(share: f64, room: u16) -> u16 {
    let cells = (share.clamp(0.0, 1.0) * f64::from(room)).round();
    // In range by the clamp; a NaN becomes 0.
    cells as u16
}

fn bars(canvas: &mut Canvas<'_>, area: Rect, table: &Table, view: &View, current: usize, lang: Lang) {
    let Some(group) = table.groups.get(current) else { return };
    let by_size = matches!(table.kind, Kind::Multiple | Kind::Rank);
    let sorted = View { sort: by_size || view.sort, ..view.clone() };
    let mut options = option_order(table, &sorted);
    let parts = band_options(table);
    options.retain(|index| parts.contains(index));
    if by_size {
        let missing = |index: &usize| table.options.get(*index).is_some_and(|line| line.role == Role::Missing);
        options.sort_by(|a, b| missing(a).cmp(&missing(b)).then(share(group, *b).total_cmp(&share(group, *a))));
    }
    let widest = options.iter().filter_map(|index| table.options.get(*index)).map(|line| width(&line.label)).max();
    let label = u16::try_from(widest.unwrap_or(0) + 1).unwrap_or(0).min(area.width * 2 / 5);
    let most = options.iter().map(|index| share(group, *index)).fold(0.0, f64::max);
    let rows = usize::from(area.height);
    let room = area.width.saturating_sub(label + 8);
    for (row, option) in (0..).zip(options.iter().take(rows)) {
        let cells = line(area, row);
        let name = display(table.options.get(*option).map_or("", |line| &line.label));
        canvas.put(
            Rect { width: label.saturating_sub(1).min(cells.width), ..cells },
            &name,
            ratatui::style::Style::new(),
        );
        let share_here = share(group, *option);
        // A scale of its own where all answers are rare, so that bars can be told apart.
        let scaled = if most > 0.0 { share_here / most.max(0.5) } else { 0.0 };
        let filled = length(scaled, room).max(u16::from(share_here > 0.0));
        let bar = canvas.theme.bar.repeat(filled.into());
        let style = canvas.theme.part(0);
        canvas.put(inside(cells, label, 0), &bar, style);
        let text = share_text(table, group, *option, view);
        canvas.write(inside(cells, label + filled + 1, 0), &text, canvas.theme.heading());
    }
    if options.len() > rows && area.height > 0 {
        let more = say::more(lang, options.len() - rows);
        let last = line(area, area.height - 1);
        canvas.put(inside(last, area.width.saturating_sub(cells(&more)), 0), &more, canvas.theme.dim());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_as_long_as_its_sum() {
        assert_eq!(length(1.0, 60), 60);
        assert_eq!(length(0.5, 61), 31);
        assert_eq!(length(f64::NAN, 60), 0);
        assert_eq!(length(1.2, 60), 60);
    }
}
