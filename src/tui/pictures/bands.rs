//! 帯グラフ: a band of 100% per group with a legend of its fills.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::Size;
use super::segments::segments;
use crate::messages::{Lang, pictures as say};
use crate::present::picture::{Bands, Part, Row, Share};
use crate::text::cells::width;
use crate::text::fit::cut;
use crate::tui::widgets::Canvas;
use crate::tui::widgets::canvas::{below, cells, inside, line};
use crate::tui::widgets::scroll::follow;

/// Rows that the legend takes at a width.
pub fn legend_rows(bands: &Bands, columns: usize, lang: Lang) -> usize {
    legend(bands, columns, lang).len()
}

/// The share of a band that is in no part, as of numbers outside every class.
fn rest(shares: &[Share]) -> f64 {
    1.0 - shares.iter().map(|share| if share.share.is_finite() { share.share.max(0.0) } else { 0.0 }).sum::<f64>()
}

/// Smaller rests are those of adding up.
const NO_REST: f64 = 1e-9;

/// The legend in lines: number of the part and its label, with its figure where there is but one band; at last what an empty
/// end of a band means, where there is one.
fn legend(bands: &Bands, columns: usize, lang: Lang) -> Vec<Vec<(usize, String)>> {
    let parts = &bands.parts;
    // The shares of the one band where there is but one stand in the legend too.
    let only = match bands.rows.as_slice() {
        [(_, shares)] => Some(shares),
        _ => None,
    };
    let has_rest = |(_, shares): &(Row, Vec<Share>)| {
        let some = shares.iter().any(|share| share.share > 0.0);
        some && rest(shares) > NO_REST
    };
    let outside = bands.rows.iter().any(has_rest).then(|| say::outside_bands(lang).to_owned());
    let mut lines: Vec<Vec<(usize, String)>> = vec![Vec::new()];
    let mut used = 0;
    let of_parts = parts.iter().enumerate().map(|(part, of): (usize, &Part)| {
        let share = only.and_then(|shares| shares.get(part));
        let figure = share.map_or(String::new(), |share| format!(" {}", share.text));
        format!("{}{figure}", of.label)
    });
    for (part, label) in of_parts.chain(outside).enumerate() {
        let room = width(&label) + 5;
        if used + room > columns + 2 && used > 0 {
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

/// The bands with their legend below. `current` is the group under the cursor, which stays in sight; `with_base` writes n
/// beside each label.
pub fn draw(
    canvas: &mut Canvas<'_>,
    area: Rect,
    bands: &Bands,
    current: Option<usize>,
    (size, with_base): (Size, bool),
    lang: Lang,
) {
    let mut legend = legend(bands, area.width.into(), lang);
    let body_under = |legend: usize| {
        let legend = u16::try_from(legend).unwrap_or(u16::MAX).min(area.height / 2);
        (legend, Rect { height: area.height.saturating_sub(legend + size.gap.min(1)), ..area })
    };
    let (mut legend_height, mut body) = body_under(legend.len());
    // How many groups are out of sight stands behind the legend, or in a line of its own.
    let hidden = bands.rows.len().saturating_sub(size.fit(body.height));
    let taken: usize = legend.last().map_or(0, |line| line.iter().map(|(_, label)| width(label) + 6).sum());
    if hidden > 0 && taken + width(&say::more_groups(lang, hidden)) > usize::from(area.width) {
        legend.push(Vec::new());
        (legend_height, body) = body_under(legend.len());
    }
    let names: Vec<(String, String)> = bands.rows.iter().map(|(row, _)| name(row, with_base, lang)).collect();
    let widest = names
        .iter()
        .map(|(name, tail)| width(name) + width(tail))
        .max()
        .unwrap_or(0)
        .min(usize::from(area.width) * 3 / 10);
    let label = u16::try_from(widest + 1).unwrap_or(0);
    let fit = size.fit(body.height);
    let first = follow(0, current.unwrap_or(0), bands.rows.len(), fit);
    let shown = bands.rows.iter().zip(&names).enumerate().skip(first).take(fit);
    for (place, (index, ((row, shares), name))) in (0..).zip(shown) {
        let cells = below(body, place * size.step());
        let style = match (current == Some(index), row.small, row.banner.is_empty()) {
            (_, true, _) => canvas.theme.warn(),
            (true, ..) | (_, _, true) => canvas.theme.heading(),
            _ => Style::new(),
        };
        let spot = line(cells, (size.tall - 1) / 2);
        // The base and the mark of a small one stay when a long label is cut.
        let (name, tail) = name;
        let room = label.saturating_sub(1).min(spot.width);
        let name = cut(name, usize::from(room).saturating_sub(width(tail))) + tail;
        canvas.put(Rect { width: room, ..spot }, &name, style);
        let band_area = inside(cells, label, 0);
        band(canvas, Rect { height: size.tall.min(band_area.height), ..band_area }, shares);
    }
    let taken = u16::try_from(bands.rows.len().min(fit)).unwrap_or(u16::MAX).saturating_mul(size.step());
    let under = below(area, taken.min(area.height.saturating_sub(legend_height)));
    draw_legend(canvas, under, &legend, bands.parts.len());
    let hidden = bands.rows.len().saturating_sub(fit);
    if hidden > 0 {
        let more = say::more_groups(lang, hidden);
        let row = line(area, area.height.saturating_sub(1));
        let style = canvas.theme.dim();
        canvas.put(inside(row, row.width.saturating_sub(cells(&more)), 0), &more, style);
    }
    canvas.always_send(area);
}

fn draw_legend(canvas: &mut Canvas<'_>, area: Rect, legend: &[Vec<(usize, String)>], count: usize) {
    for (row, parts) in (0..).zip(legend.iter().take(area.height.into())) {
        let mut used = 0;
        for (part, label) in parts {
            let style = canvas.theme.part(*part);
            // What is in no part has no fill.
            let fill = if *part < count { canvas.theme.segment(*part).repeat(2) } else { "  ".to_owned() };
            used += canvas.put(inside(line(area, row), used, 0), &fill, style);
            used += canvas.put(inside(line(area, row), used + 1, 0), label, Style::new()) + 3;
        }
    }
}

/// A group, and what stands behind it: the mark of a small base, the base.
fn name(row: &Row, with_base: bool, lang: Lang) -> (String, String) {
    let base = if with_base { say::of_base(lang, &row.n) } else { String::new() };
    (row.label.clone(), format!("{}{base}", row.mark))
}

/// Cells of each part of a band. Those in no part, as a number outside every band, leave the end of it empty.
fn rooms(shares: &[Share], cells: u16) -> Vec<u16> {
    let mut lengths: Vec<f64> = shares.iter().map(|share| share.share).collect();
    let rest = rest(shares);
    if rest > NO_REST {
        lengths.push(rest);
    }
    let mut rooms = segments(&lengths, cells);
    rooms.truncate(shares.len());
    rooms
}

/// One band: its parts fill it exactly where everybody is in one, each with its percentage where a fill can still be seen beside it.
fn band(canvas: &mut Canvas<'_>, area: Rect, shares: &[Share]) {
    let mut start = 0;
    // The figure before ends where its part ends.
    let mut flush = false;
    for ((part, share), room) in shares.iter().enumerate().zip(rooms(shares, area.width)) {
        if room == 0 {
            continue;
        }
        let style = canvas.theme.part(part);
        let fill = canvas.theme.segment(part).repeat(room.into());
        let here = Rect { width: room, ..inside(area, start, 0) };
        for row in 0..area.height {
            canvas.put(line(here, row), &fill, style);
        }
        let text = if area.height > 1 { share.text.clone() } else { format!(" {} ", share.text) };
        // Without colours nothing but a cell of the fill parts the figures of neighbours.
        let spare = if area.height > 1 { u16::from(flush) } else { 1 };
        flush = false;
        if cells(&text) + spare <= room && !share.text.is_empty() {
            let before = ((room - cells(&text)) / 2).max(if area.height > 1 { spare } else { 0 });
            flush = area.height > 1 && before + cells(&text) == room;
            let spot = Rect { width: cells(&text), ..inside(line(here, (area.height - 1) / 2), before, 0) };
            canvas.put(spot, &text, Style::new().add_modifier(Modifier::BOLD));
        }
        start += room;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_of_neighbours_never_touch() {
        use crate::config::Colours;
        use crate::tui::theme::theme;
        let texts = ["2.1", "2.1", "5.0", "90.8"];
        let shares: Vec<Share> = texts
            .iter()
            .map(|text| Share { share: text.parse::<f64>().unwrap() / 100.0, text: (*text).into() })
            .collect();
        for (columns, height) in (20..170).flat_map(|columns| [(columns, 1), (columns, 3)]) {
            let area = Rect::new(0, 0, columns, height);
            let mut buffer = ratatui::buffer::Buffer::empty(area);
            let mut canvas = Canvas { buffer: &mut buffer, theme: theme(false, Colours::Mono), cursor: None };
            band(&mut canvas, area, &shares);
            let row: String = (0..columns).map(|x| buffer[(x, (height - 1) / 2)].symbol()).collect();
            let figures: Vec<&str> =
                row.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| part.contains('.')).collect();
            assert!(figures.iter().all(|figure| texts.contains(figure)), "{columns}x{height}: {row}");
        }
    }

    #[test]
    fn those_in_no_band_leave_the_end_empty() {
        let of = |shares: &[f64]| -> Vec<Share> {
            shares.iter().map(|share| Share { share: *share, text: String::new() }).collect()
        };
        assert_eq!(rooms(&of(&[0.5, 0.25]), 40), [20, 10], "a quarter is in no part");
        assert_eq!(rooms(&of(&[0.5, 0.5]), 41), [21, 20]);
        let thirds = of(&[1.0 / 3.0; 3]);
        assert_eq!(rooms(&thirds, 41).iter().sum::<u16>(), 41);
        assert_eq!(rooms(&of(&[0.0, 0.0]), 9), [0, 0]);
    }
}
