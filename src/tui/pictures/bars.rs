//! 横棒グラフ: a bar per answer of one group, the largest first.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Size;
use super::segments::length;
use crate::messages::{Lang, screen as common};
use crate::present::picture::Bars;
use crate::text::cells::width;
use crate::text::fit::wrap;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, cells, inside, line};

/// Cells behind a bar for its figure.
const FIGURE: u16 = 7;

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
        let lines = wrap(&part.label, usize::from(label.saturating_sub(1)).max(1));
        let fits = lines.len() <= usize::from(size.tall);
        let names = if fits && size.tall > 1 { lines } else { vec![part.label.clone()] };
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
