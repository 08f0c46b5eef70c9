//! 横棒グラフ: a bar per answer of one group, the largest first.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Size;
use super::segments::length;
use crate::messages::{Lang, pictures as say, screen as common};
use crate::present::picture::{Bars, Row, Share};
use crate::text::cells::width;
use crate::text::fit::{Align, cut};
use crate::text::heading::heading;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, cells, inside, line};

/// Cells behind a bar for its figure.
const FIGURE: u16 = 7;

/// Cells that bars keep beside the figures of groups.
const LEAST: u16 = 24;

/// The bars with the figures of each group at the right, as many as there is room for.
pub fn draw_beside(
    canvas: &mut Canvas<'_>,
    area: Rect,
    bars: &Bars,
    beside: &[(Row, Vec<Share>)],
    size: Size,
    lang: Lang,
) {
    let widest = bars.bars.iter().map(|(part, _)| width(&part.label)).max().unwrap_or(0);
    let label = u16::try_from(widest + 1).unwrap_or(u16::MAX).min(area.width * 2 / 5);
    let mut room = area.width.saturating_sub(label + LEAST);
    let columns: Vec<(&Row, &Vec<Share>, u16)> = beside
        .iter()
        .map(|(row, shares)| (row, shares, cells(&row.marked()).clamp(FIGURE, 14) + 2))
        .take_while(|(_, _, cells)| {
            let fits = *cells <= room;
            room = room.saturating_sub(*cells);
            fits
        })
        .collect();
    if columns.is_empty() {
        return draw(canvas, area, bars, size, lang);
    }
    let taken: u16 = columns.iter().map(|(.., cells)| cells).sum();
    let left = Rect { width: area.width - taken, ..below(area, 1) };
    draw(canvas, left, bars, size, lang);
    let (heading, dim) = (canvas.theme.heading(), canvas.theme.dim());
    let head = inside(Rect { width: left.width, ..line(area, 0) }, label, 0);
    let used = canvas.put(head, &bars.row.marked(), heading);
    let hidden = beside.len() - columns.len();
    if hidden > 0 {
        canvas.put(inside(head, used + 2, 0), &say::more_groups(lang, hidden), dim);
    }
    let fit = size.fit(left.height);
    let fit = if bars.bars.len() > fit { fit.saturating_sub(1) } else { fit };
    let mut x = left.width;
    for (row, shares, cells) in columns {
        let column = Rect { width: cells, ..inside(area, x, 0) };
        let style = if row.small { canvas.theme.warn() } else { heading };
        canvas.row(inside(line(column, 0), 1, 0), &row.marked(), Align::Right, style);
        for (place, share) in (0..).zip(shares.iter().take(fit)) {
            let spot = line(below(column, 1), place * size.step() + (size.tall - 1) / 2);
            let style = if row.small { canvas.theme.dim() } else { Style::new() };
            canvas.row(inside(spot, 1, 0), &share.text, Align::Right, style);
        }
        x += cells;
    }
}

/// A label in as many lines as a bar has rows; the last one is cut where there would be more.
fn names(label: &str, room: usize, rows: usize) -> Vec<String> {
    let mut lines = heading(label, room, rows);
    if lines.len() > rows {
        let rest = lines.split_off(rows.saturating_sub(1)).concat();
        lines.push(cut(&rest, room));
    }
    lines
}

/// The bars. What does not fit is counted in the last row.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, bars: &Bars, size: Size, lang: Lang) {
    let widest = bars.bars.iter().map(|(part, _)| width(&part.label)).max().unwrap_or(0);
    let label = u16::try_from(widest + 1).unwrap_or(u16::MAX).min(area.width * 2 / 5);
    let most = bars.bars.iter().map(|(_, share)| share.share).fold(0.0, f64::max);
    // A scale of its own where all answers are rare, so that bars can be told apart.
    let scale = most.max(0.5);
    let room = area.width.saturating_sub(label + FIGURE);
    let fit = size.fit(area.height);
    let hidden = bars.bars.len().saturating_sub(fit);
    let fit = if hidden > 0 { fit.saturating_sub(1) } else { fit };
    for (place, (part, share)) in (0..).zip(bars.bars.iter().take(fit)) {
        let rows = below(area, place * size.step());
        let middle = (size.tall - 1) / 2;
        let names = names(&part.label, label.saturating_sub(1).max(1).into(), size.tall.into());
        let top = size.tall.saturating_sub(u16::try_from(names.len()).unwrap_or(1)) / 2;
        for (row, name) in (top..size.tall).zip(&names) {
            let spot = line(rows, row);
            canvas.put(Rect { width: label.saturating_sub(1).min(spot.width), ..spot }, name, Style::new());
        }
        let filled = length(share.share, scale, room);
        let bar = canvas.theme.bar.repeat(filled.into());
        let style = canvas.theme.part(0);
        for row in 0..size.tall {
            canvas.put(inside(line(rows, row), label, 0), &bar, style);
        }
        let figure = inside(line(rows, middle), label + filled + 1, 0);
        canvas.write(figure, &share.text, canvas.theme.heading());
    }
    if bars.bars.len() > fit && area.height > 0 {
        let more = common::more(lang, bars.bars.len() - fit);
        let last = line(area, area.height - 1);
        let style = canvas.theme.dim();
        canvas.put(inside(last, area.width.saturating_sub(cells(&more)), 0), &more, style);
    }
    canvas.always_send(area);
}
