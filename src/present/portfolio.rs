//! A portfolio as a grid of its items and as a plot in plain signs, which every terminal and font can show.

use crate::messages::{Lang, measures as words};
use crate::model::measure::{Area, AxisOf, Formula, Measure, MeasureBase, Portfolio, PortfolioItem, PortfolioSpec};
use crate::model::table::{Note, Table};
use crate::text::cells::width;
use crate::text::fit::{Align, pad};

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub};
use super::page::Scatter;
use super::view::{Marks, View};
use super::{figure, round};

/// Cells of the plot between its borders.
const PLOT: (usize, usize) = (61, 19);

/// The items with their values, areas and distances. `measures` are those of satisfaction and importance.
pub fn grid(
    spec: &PortfolioSpec,
    portfolio: &Portfolio,
    measures: &[Measure; 2],
    notes: &[String],
    view: &View,
    lang: Lang,
) -> Grid {
    let formulas = [spec.formula.satisfaction, spec.formula.importance];
    let axes = [AxisOf::Satisfaction, AxisOf::Importance];
    let mut columns = Vec::new();
    for ((axis, formula), measure) in axes.into_iter().zip(formulas).zip(measures) {
        let n = if measure.base == MeasureBase::Scored { words::scored_n(lang) } else { "n" };
        columns.push(Head::new(words::axis(lang, axis), n, Part::Base));
        columns.push(Head::new(words::axis(lang, axis), words::value(lang), Part::Figure));
        if formula == Formula::TScore {
            columns.push(Head::new(words::axis(lang, axis), words::t_score(lang), Part::Figure));
        }
    }
    let improves = portfolio.items.iter().any(|item| item.improvement.is_some());
    let labels = [words::area(lang), words::distance(lang), words::demand(lang), words::improvement(lang)];
    let kept = labels.into_iter().take(if improves { 4 } else { 3 });
    columns.extend(kept.map(|label| Head::new("", label, Part::Figure)));
    let row = |item: &PortfolioItem| {
        let mut cells = Vec::new();
        for ((measured, measure), (axis, formula)) in
            item.measured.iter().zip(measures).zip(axes.into_iter().zip(formulas))
        {
            cells.push(figure::base(measured.n));
            cells.push(figure::measured(measure, measured, view));
            if formula == Formula::TScore {
                let at = item.at.map(|[x, y]| if axis == spec.x { x } else { y });
                cells.push(figure::statistic(at, view));
            }
        }
        cells.push(item.area.map_or_else(Cell::absent, |area| Cell::word(&words::area_name(lang, spec, area))));
        cells.push(figure::statistic(item.distance, view));
        cells.push(figure::statistic(item.demand, view));
        if improves {
            cells.push(figure::statistic(item.improvement, view));
        }
        let head = Head::new(item.number.to_string(), &item.label, Part::Choice);
        Row { head, line: Line::Figure, first: true, cells }
    };
    let group = subject(portfolio, view, lang);
    let printed = |value: f64| round::number(value, view.statistic_digits, view.minus()).unwrap_or_default();
    let mut subtitles: Vec<String> = group.into_iter().collect();
    subtitles.extend(words::settings(lang, spec, portfolio.cross.map(|cross| cross.map(printed))));
    let mut all = notes.to_vec();
    all.push(words::portfolio_line(lang).to_owned());
    all.push(words::portfolio_demand(lang).to_owned());
    if improves {
        all.push(words::portfolio_improvement(lang).to_owned());
    }
    if portfolio.items.iter().any(|item| item.at.is_none()) {
        all.push(words::portfolio_missing(lang).to_owned());
    }
    Grid {
        title: title(spec),
        subtitles,
        corner: ["No".to_owned(), words::item(lang).to_owned()],
        stub: Stub::Numbers,
        columns,
        rows: portfolio.items.iter().map(row).collect(),
        notes: all,
    }
}

/// Label of a portfolio, or its id.
pub fn title(spec: &PortfolioSpec) -> String {
    if spec.label.is_empty() { spec.id.clone() } else { spec.label.clone() }
}

/// The group a portfolio is of, with the mark of a small base; `None` for 全体.
pub fn subject(portfolio: &Portfolio, view: &View, lang: Lang) -> Option<String> {
    let (banner, label) = portfolio.group.as_ref()?;
    let mark = if portfolio.small { view.marks.small } else { "" };
    Some(format!("{banner}{}{label}{mark}", lang.pick("：", ": ")))
}

/// The notes of the tables behind a portfolio, less those on what it does not show.
pub fn notes(tables: &[Table], measures: &[Measure; 2], marks: Marks, lang: Lang) -> Vec<String> {
    let shares = measures.iter().any(|measure| measure.base == MeasureBase::Printed);
    let tells = |note: &Note| match note {
        Note::Rounding => false,
        Note::BaseAll | Note::BaseAnswered => shares,
        _ => true,
    };
    let mut notes = super::notes::together(tables, marks, lang, tells);
    notes.push(words::scores_base(lang).to_owned());
    notes
}

/// Name of the area on a side of where the axes cross.
pub(super) fn area(spec: &PortfolioSpec, right: bool, top: bool, lang: Lang) -> String {
    let area = match spec.x {
        AxisOf::Satisfaction => Area { high_satisfaction: right, high_importance: top },
        AxisOf::Importance => Area { high_importance: right, high_satisfaction: top },
    };
    words::area_name(lang, spec, area)
}

/// The items by number between the axes, the areas named in the corners; empty where nothing can be plotted.
///
/// A number that would hide another stands beside it, so a place is right to about a cell.
pub fn plot(spec: &PortfolioSpec, portfolio: &Portfolio, view: &View, lang: Lang) -> Vec<String> {
    let points: Vec<(usize, [f64; 2])> =
        portfolio.items.iter().filter_map(|item| Some((item.number, item.at?))).collect();
    let (Some(cross), false) = (portfolio.cross, points.is_empty()) else { return Vec::new() };
    let (columns, rows) = PLOT;
    let across = Scale::new(points.iter().map(|(_, at)| at[0]).chain([cross[0]]));
    let upward = Scale::new(points.iter().map(|(_, at)| at[1]).chain([cross[1]]));
    let mut canvas = vec![vec![' '; columns]; rows];
    let (middle, level) = (across.place(cross[0], columns), rows - 1 - upward.place(cross[1], rows));
    for (row, line) in canvas.iter_mut().enumerate() {
        for (column, sign) in line.iter_mut().enumerate() {
            *sign = match (row == level, column == middle) {
                (true, true) => '+',
                (true, false) => '-',
                (false, true) => '|',
                (false, false) => ' ',
            };
        }
    }
    for (number, at) in &points {
        let text: Vec<char> = number.to_string().chars().collect();
        let line = canvas.get_mut(rows - 1 - upward.place(at[1], rows));
        if let Some(line) = line {
            write_near(line, across.place(at[0], columns), &text);
        }
    }
    let corners = |top: bool| {
        let (left, right) = (area(spec, false, top, lang), area(spec, true, top, lang));
        let room = (columns + 2).saturating_sub(width(&left));
        format!("{left}{}", pad(&right, room.max(width(&right) + 1), Align::Right))
    };
    let other = if spec.x == AxisOf::Satisfaction { AxisOf::Importance } else { AxisOf::Satisfaction };
    let printed = |value: f64| round::number(value, view.statistic_digits, view.minus()).unwrap_or_default();
    let border = format!("+{}+", "-".repeat(columns));
    let mut lines =
        vec![format!("{} (y)  {} .. {}", words::axis(lang, other), printed(upward.low), printed(upward.high))];
    lines.push(corners(true));
    lines.push(border.clone());
    lines.extend(canvas.iter().map(|line| format!("|{}|", line.iter().collect::<String>())));
    lines.push(border);
    lines.push(corners(false));
    lines.push(format!("{} (x)  {} .. {}", words::axis(lang, spec.x), printed(across.low), printed(across.high)));
    lines
}

/// Which columns of the grid are plotted; none where nothing can be.
pub fn scatter(spec: &PortfolioSpec, portfolio: &Portfolio, lang: Lang) -> Option<Scatter> {
    // n, value, and the standard score where that is what is plotted.
    let last = |formula: Formula| if formula == Formula::TScore { 2 } else { 1 };
    let satisfaction = last(spec.formula.satisfaction);
    let importance = satisfaction + 1 + last(spec.formula.importance);
    let (columns, axes) = match spec.x {
        AxisOf::Satisfaction => ([satisfaction, importance], [AxisOf::Satisfaction, AxisOf::Importance]),
        AxisOf::Importance => ([importance, satisfaction], [AxisOf::Importance, AxisOf::Satisfaction]),
    };
    Some(Scatter { columns, axes: axes.map(|axis| words::axis(lang, axis).to_owned()), cross: portfolio.cross? })
}

/// An axis, with a little room at both ends.
pub(super) struct Scale {
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Scale {
    pub(super) fn new(values: impl Iterator<Item = f64> + Clone) -> Self {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        let high = values.fold(f64::NEG_INFINITY, f64::max);
        let room = if high > low { 0.08 * (high - low) } else { 1.0 };
        Self { low: low - room, high: high + room }
    }

    /// How far along the axis a value lies, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The same in cells.
    fn place(&self, value: f64, cells: usize) -> usize {
        ((self.share(value) * cells as f64) as usize).min(cells - 1)
    }
}

/// Writes a number at a place, or as near to it as there is room beside other numbers.
fn write_near(line: &mut [char], place: usize, text: &[char]) {
    let last = line.len().saturating_sub(text.len());
    let free = |start: usize| {
        let from = start.saturating_sub(1);
        let room = line.get(from..(start + text.len() + 1).min(line.len())).unwrap_or_default();
        !room.iter().any(char::is_ascii_digit)
    };
    let mut starts: Vec<usize> = (0..=last).collect();
    starts.sort_by_key(|start| start.abs_diff(place));
    let start = starts.iter().copied().find(|start| free(*start)).unwrap_or(place.min(last));
    for (sign, digit) in line.iter_mut().skip(start).zip(text) {
        *sign = *digit;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_never_hide_each_other() {
        let mut line: Vec<char> = " ".repeat(12).chars().collect();
        for number in ["1", "2", "13"] {
            let text: Vec<char> = number.chars().collect();
            write_near(&mut line, 5, &text);
        }
        let text: String = line.iter().collect();
        let numbers: Vec<&str> = text.split_whitespace().collect();
        assert_eq!(numbers.len(), 3, "{text}");
        assert!(["1", "2", "13"].iter().all(|number| numbers.contains(number)), "{text}");
    }

    #[test]
    fn ends_of_a_scale_lie_inside() {
        let scale = Scale::new([0.0, 10.0].into_iter());
        assert!(scale.place(0.0, 20) > 0 && scale.place(10.0, 20) < 19);
        let scale = Scale::new([3.0].into_iter());
        assert_eq!(scale.place(3.0, 20), 10);
    }
}
