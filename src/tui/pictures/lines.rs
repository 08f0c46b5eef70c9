//! 折れ線グラフ: a line per answer over waves or years. Points bear the letter of their line, so that lines that cross are
//! told apart without colours; nothing but signs of one cell is used, which every font has.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::messages::{Lang, pictures as say};
use crate::present::picture::lines::{self as present, Lines};
use crate::text::cells::width;
use crate::text::fit::{Align, pad};
use crate::tui::theme::Theme;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, inside, line};

/// Lines to be drawn: figures are printed already, their heights are shares of the scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Plot {
    /// Names of the places from left to right.
    pub names: Vec<String>,
    /// Printed ends of the scale: below, above.
    pub ends: [String; 2],
    /// The lines: a height from 0 to 1 per place, where there is one.
    pub lines: Vec<Vec<Option<f64>>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Free,
    /// On the way between two points of a line.
    Way(usize),
    /// A point of a line.
    Point(usize),
}

/// The letter of a line.
pub fn letter(line: usize) -> char {
    char::from(b'A' + u8::try_from(line % 26).unwrap_or(0))
}

/// The cells of a plot, row by row from above.
fn cells(plot: &Plot, columns: usize, rows: usize) -> Vec<Vec<Sign>> {
    let mut grid = vec![vec![Sign::Free; columns]; rows];
    let row_of = |height: f64| {
        let up = (height.clamp(0.0, 1.0) * (rows.saturating_sub(1)) as f64).round() as usize;
        rows.saturating_sub(1).saturating_sub(up)
    };
    let places = plot.names.len();
    let put = |grid: &mut Vec<Vec<Sign>>, row: usize, column: usize, sign: Sign| {
        if let Some(cell) = grid.get_mut(row).and_then(|row: &mut Vec<Sign>| row.get_mut(column))
            && !matches!((*cell, sign), (Sign::Point(_), _) | (Sign::Way(_), Sign::Way(_)))
        {
            *cell = sign;
        }
    };
    for (at, heights) in plot.lines.iter().enumerate() {
        for (place, height) in heights.iter().enumerate() {
            let Some(height) = height else { continue };
            // Where two lines meet their letters stand beside each other.
            let (row, middle) = (row_of(*height), column(place, places, columns));
            let beside = [Some(middle), middle.checked_add(1), middle.checked_sub(1), middle.checked_add(2)];
            let is_free = |x: &usize| !matches!(grid.get(row).and_then(|row| row.get(*x)), Some(Sign::Point(_)) | None);
            let x = beside.into_iter().flatten().find(is_free).unwrap_or(middle);
            put(&mut grid, row, x, Sign::Point(at));
        }
    }
    for (at, heights) in plot.lines.iter().enumerate() {
        let known: Vec<(usize, f64)> =
            heights.iter().enumerate().filter_map(|(place, height)| Some((place, (*height)?))).collect();
        for pair in known.windows(2) {
            let [(from, low), (to, high)] = pair else { continue };
            // Over a place without a figure no line is drawn.
            if to - from > 1 {
                continue;
            }
            let (start, end) = (column(*from, places, columns), column(*to, places, columns));
            for x in start + 1..end {
                let share = (x - start) as f64 / (end - start) as f64;
                put(&mut grid, row_of(low + share * (high - low)), x, Sign::Way(at));
            }
        }
    }
    grid
}

/// The column of a place: the first and the last a little off the edges.
fn column(place: usize, places: usize, columns: usize) -> usize {
    let edge = 2.min(columns / 4);
    let room = columns.saturating_sub(1 + 2 * edge);
    if places < 2 { columns / 2 } else { edge + (place * room + (places - 1) / 2) / (places - 1) }
}

/// The names below the plot: each under its place, as far as they do not meet.
fn names(names: &[String], columns: usize) -> String {
    let mut text = String::new();
    let places = names.len();
    for (place, name) in names.iter().enumerate() {
        let middle = column(place, places, columns);
        let room = width(name);
        let start = middle.saturating_sub(room / 2).min(columns.saturating_sub(room));
        let used = width(&text);
        if room > columns || (used > 0 && start <= used) {
            continue;
        }
        text.push_str(&" ".repeat(start.saturating_sub(used)));
        text.push_str(name);
    }
    text
}

/// Cells of the scale at the left, with the gap behind it.
fn scale(plot: &Plot) -> usize {
    plot.ends.iter().map(|end| width(end)).max().unwrap_or(0) + 1
}

/// The lines in an area; the last row has the names of the places.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, plot: &Plot) {
    let left = u16::try_from(scale(plot)).unwrap_or(0);
    let body = inside(area, left + 1, 0);
    let rows = area.height.saturating_sub(1);
    if body.width < 4 || rows < 2 {
        return;
    }
    let dim = canvas.theme.dim();
    let [low, high] = &plot.ends;
    canvas.row(Rect { width: left - 1, ..line(area, 0) }, high, Align::Right, dim);
    canvas.row(Rect { width: left - 1, ..line(area, rows - 1) }, low, Align::Right, dim);
    let theme = canvas.theme;
    for (row, signs) in (0..rows).zip(cells(plot, body.width.into(), rows.into())) {
        canvas.put(inside(line(area, row), left, 0), theme.frame.down, dim);
        for (x, sign) in (0..).zip(signs) {
            let (text, style) = match sign {
                Sign::Free => continue,
                Sign::Way(at) => (theme.dot.to_owned(), theme.part(at)),
                Sign::Point(at) => (letter(at).to_string(), theme.point(at)),
            };
            canvas.put(inside(line(body, row), x, 0), &text, style);
        }
    }
    canvas.put(below(body, rows), &names(&plot.names, body.width.into()), Style::new());
    canvas.always_send(area);
}

/// From this width on the legend stands beside the plot.
const WIDE: u16 = 60;
/// Lines that can still be told apart.
const MOST: usize = 8;

/// Lines over the waves of a survey, with their figures wave by wave in a legend.
pub fn draw_waves(canvas: &mut Canvas<'_>, area: Rect, of: &Lines, lang: Lang) {
    let shown: Vec<&present::Line> = of.lines.iter().take(MOST).collect();
    let name = |(name, n): &(String, String)| if n.is_empty() { name.clone() } else { format!("{name} n={n}") };
    let plot = Plot {
        names: of.waves.iter().map(name).collect(),
        ends: of.ends.clone(),
        lines: shown
            .iter()
            .map(|line| line.points.iter().map(|point| point.as_ref().map(|at| at.0)).collect())
            .collect(),
    };
    let label = shown.iter().map(|line| width(&line.label)).max().unwrap_or(0).min(30);
    let figure =
        shown.iter().flat_map(|line| line.points.iter().flatten()).map(|(_, text)| width(text)).max().unwrap_or(1);
    let arrow = canvas.theme.arrow;
    let row = |(at, line): (usize, &&present::Line)| {
        let figures: Vec<String> = line
            .points
            .iter()
            .map(|point| pad(point.as_ref().map_or("", |(_, text)| text), figure, Align::Right))
            .collect();
        (
            at,
            format!("{} {}  {}", letter(at), pad(&line.label, label, Align::Left), figures.join(&format!(" {arrow} "))),
        )
    };
    let legend: Vec<(usize, String)> = shown.iter().enumerate().map(row).collect();
    let widest = u16::try_from(legend.iter().map(|(_, text)| width(text)).max().unwrap_or(0)).unwrap_or(u16::MAX);
    let more = of.lines.len().saturating_sub(shown.len());
    let rows = u16::try_from(legend.len() + usize::from(more > 0)).unwrap_or(u16::MAX);
    let (place, beside) = if area.width >= WIDE {
        let room = widest.min(area.width * 3 / 5);
        (Rect { width: area.width - room - 2, ..area }, inside(area, area.width - room, 0))
    } else {
        let rows = rows.min(area.height / 2);
        (Rect { height: area.height - rows, ..area }, below(area, area.height - rows))
    };
    draw(canvas, place, &plot);
    for (row, (at, text)) in (0..beside.height).zip(&legend) {
        let style = canvas.theme.point(*at);
        let used = canvas.put(line(beside, row), text.get(..1).unwrap_or(""), style);
        canvas.put(inside(line(beside, row), used, 0), text.get(1..).unwrap_or(""), Style::new());
    }
    if more > 0 {
        let row = line(beside, u16::try_from(legend.len()).unwrap_or(u16::MAX));
        let style = canvas.theme.dim();
        canvas.put(row, &say::more_lines(lang, more), style);
    }
}

/// A single line as text, for places that show lines of text: points are bullets, and below the names of the places stand
/// their `figures`.
pub fn text(theme: Theme, plot: &Plot, figures: &[String], columns: usize, rows: usize) -> Vec<String> {
    let left = scale(plot);
    let Some(room) = columns.checked_sub(left + 1).filter(|room| *room >= 4) else { return Vec::new() };
    let [low, high] = &plot.ends;
    let row = |(at, signs): (usize, Vec<Sign>)| {
        let end = match at {
            0 => high.as_str(),
            at if at + 1 == rows => low,
            _ => "",
        };
        let sign = |sign: &Sign| match sign {
            Sign::Free => " ",
            Sign::Way(_) => theme.dot,
            Sign::Point(_) => theme.checked,
        };
        let signs: String = signs.iter().map(sign).collect();
        format!("{} {}{signs}", pad(end, left - 1, Align::Right), theme.frame.down).trim_end().to_owned()
    };
    let mut lines: Vec<String> = cells(plot, room, rows).into_iter().enumerate().map(row).collect();
    for names in [names(&plot.names, room), names(figures, room)] {
        lines.push(format!("{}{names}", " ".repeat(left + 1)).trim_end().to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(lines: Vec<Vec<Option<f64>>>) -> Plot {
        let names = (0..lines[0].len()).map(|year| format!("R{}", year + 1)).collect();
        Plot { names, ends: ["0".into(), "50".into()], lines }
    }

    #[test]
    fn points_stand_at_their_heights_and_nothing_joins_over_a_gap() {
        let found = cells(&plot(vec![vec![Some(0.0), Some(1.0), None, Some(0.5)]]), 22, 5);
        let point = |place: usize| {
            let column = column(place, 4, 22);
            found.iter().position(|row| row[column] == Sign::Point(0))
        };
        assert_eq!([point(0), point(1), point(2), point(3)], [Some(4), Some(0), None, Some(2)]);
        let way = |from: usize, to: usize| {
            (column(from, 4, 22) + 1..column(to, 4, 22))
                .filter(|x| found.iter().any(|row| row[*x] != Sign::Free))
                .count()
        };
        assert!(way(0, 1) > 0);
        assert_eq!((way(1, 2), way(2, 3)), (0, 0));
    }

    #[test]
    fn letters_of_lines_that_meet_stand_beside_each_other() {
        let found = cells(&plot(vec![vec![Some(0.5); 2], vec![Some(0.5); 2], vec![Some(0.5); 2]]), 30, 5);
        for at in 0..3 {
            let points = found.iter().flatten().filter(|sign| **sign == Sign::Point(at)).count();
            assert_eq!(points, 2, "line {at}");
        }
    }

    #[test]
    fn names_do_not_run_together() {
        let plot = plot(vec![vec![Some(0.2); 9]]);
        for columns in 4..60 {
            let names = names(&plot.names, columns);
            assert!(width(&names) <= columns, "{names}");
            assert!(names.split_whitespace().all(|name| plot.names.iter().any(|known| known == name)), "{names}");
        }
    }

    #[test]
    fn any_size_can_be_drawn() {
        let plot = plot(vec![vec![Some(0.1), None, Some(1.0)], vec![None, None, None]]);
        for (columns, rows) in (0..30).flat_map(|columns| (0..6).map(move |rows| (columns, rows))) {
            cells(&plot, columns, rows);
        }
    }
}
