//! 散布図: the items of a portfolio by their numbers between the lines of the means, with a legend of what they are.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::messages::{Lang, pictures as say};
use crate::present::picture::points::{Point, Points};
use crate::text::cells::width;
use crate::text::fit::{Align, pad};
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, cells, inside, line};

/// From this width on the legend stands beside the plot.
const WIDE: u16 = 60;

/// The plot with its legend.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, of: &Points, lang: Lang) {
    if area.width < 12 || area.height < 5 {
        return;
    }
    let lines = legend(of, lang);
    let widest = lines.iter().map(|(text, _)| width(text)).max().unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(u16::MAX);
    let (plot, beside) = if area.width >= WIDE {
        let room = widest.min(area.width * 3 / 5);
        (Rect { width: area.width - room - 2, ..area }, inside(area, area.width - room, 0))
    } else {
        let most = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height / 2);
        (Rect { height: area.height - most, ..area }, below(area, area.height - most))
    };
    draw_plot(canvas, plot, of, lang);
    for (row, (text, current)) in (0..beside.height).zip(&lines) {
        let style = if *current { canvas.theme.heading() } else { Style::new() };
        canvas.put(line(beside, row), text, style);
    }
    canvas.always_send(area);
}

/// Number, label, values and area of each item, below the names of the values; last where the axes cross.
fn legend(of: &Points, lang: Lang) -> Vec<(String, bool)> {
    let widest = |text: &dyn Fn(&Point) -> usize| of.points.iter().map(text).max().unwrap_or(0);
    let label = widest(&|point| width(&point.label)).min(24);
    let number = widest(&|point| point.number.to_string().len());
    let [across, upward] = &of.axes;
    let value = [0, 1].map(|axis| widest(&|point| point.values.get(axis).map_or(0, |text| width(text))));
    let [x, y] = [value[0].max(width(across)), value[1].max(width(upward))];
    let row = |point: &Point| {
        let [across, upward] = &point.values;
        let text = format!(
            "{} {}  {}  {}  {}",
            pad(&point.number.to_string(), number, Align::Right),
            pad(&point.label, label, Align::Left),
            pad(across, x, Align::Right),
            pad(upward, y, Align::Right),
            point.area
        );
        (text.trim_end().to_owned(), point.current)
    };
    let head = format!(
        "{}  {}  {}",
        " ".repeat(number + 1 + label),
        pad(across, x, Align::Right),
        pad(upward, y, Align::Right)
    );
    let [at_x, at_y] = &of.cross.1;
    let cross = say::cross(lang, [across, upward], [at_x, at_y]);
    std::iter::once((head, false)).chain(of.points.iter().map(row)).chain([(cross, false)]).collect()
}

fn draw_plot(canvas: &mut Canvas<'_>, area: Rect, of: &Points, lang: Lang) {
    let dim = canvas.theme.dim();
    let [axis_x, axis_y] = &of.axes;
    let [[left, right], [bottom, top]] = &of.ends;
    canvas.put(line(area, 0), &say::axis_up(lang, axis_y, bottom, top), dim);
    canvas.put(line(area, area.height - 1), &say::axis_across(lang, axis_x, left, right), dim);
    let frame = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    canvas.frame(frame, "", dim);
    let inner = crate::tui::widgets::canvas::inner(frame);
    if inner.is_empty() {
        return;
    }
    let place = |at: [f64; 2]| {
        let cell = |share: f64, cells: u16| ((share.clamp(0.0, 1.0) * f64::from(cells)) as u16).min(cells - 1);
        (cell(at[0], inner.width), inner.height - 1 - cell(at[1], inner.height))
    };
    let (across, down) = (canvas.theme.frame.across, canvas.theme.frame.down);
    let (x, y) = place(of.cross.0);
    canvas.put(line(inner, y), &across.repeat(inner.width.into()), dim);
    for row in 0..inner.height {
        let sign = if row == y { canvas.theme.crossing } else { down };
        canvas.put(inside(line(inner, row), x, 0), sign, dim);
    }
    let mut taken: Vec<(u16, u16, u16)> = Vec::new();
    for point in &of.points {
        let number = point.number.to_string();
        let room = cells(&number);
        let (column, row) = place(point.at);
        let Some(column) = free(&taken, (column, row, room), inner.width) else { continue };
        taken.push((column, row, room));
        let style = if point.current { canvas.theme.selected() } else { canvas.theme.active() };
        canvas.put(inside(line(inner, row), column, 0), &number, style);
    }
    // The names of the areas stand in the corners, where no number does.
    let half = |left: bool| if left { x } else { inner.width - x - 1 };
    let corners = [(true, 0), (false, 0), (true, inner.height - 1), (false, inner.height - 1)];
    for (name, (at_left, row)) in of.areas.iter().zip(corners) {
        let room = cells(name);
        if room + 1 > half(at_left) || inner.height < 4 {
            continue;
        }
        let from = if at_left { 0 } else { inner.width - room };
        if taken.iter().all(|(other, of, wide)| *of != row || other + wide < from || *other > from + room) {
            canvas.put(inside(line(inner, row), from, 0), name, dim);
        }
    }
}

/// The place nearest to the wanted one where a number hides no other: right to about a cell.
fn free(taken: &[(u16, u16, u16)], (column, row, room): (u16, u16, u16), columns: u16) -> Option<u16> {
    let last = columns.checked_sub(room)?;
    let clear = |from: &u16| {
        taken.iter().all(|(other, of_row, of_room)| *of_row != row || from + room < *other || *from > other + of_room)
    };
    let mut places: Vec<u16> = (0..=last).filter(clear).collect();
    places.sort_by_key(|place| place.abs_diff(column));
    places.first().copied().or(Some(column.min(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_never_hide_each_other() {
        let mut taken = Vec::new();
        for room in [1, 2, 1, 2, 1] {
            let column = free(&taken, (5, 3, room), 30).unwrap();
            assert!(taken.iter().all(|(other, _, of)| column + room <= *other || column >= other + of));
            taken.push((column, 3, room));
        }
        assert_eq!(free(&taken, (5, 4, 1), 30), Some(5));
        assert_eq!(free(&[], (9, 0, 2), 1), None);
    }
}
