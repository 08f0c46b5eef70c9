//! What is told of the row under the cursor: the record with its whole cells, and each figure over the years as a sparkline
//! and bars. The grade stands beside the way the figures go.

use super::layout::Areas;
use super::tables::{Entry, Form};
use crate::messages::Lang;
use crate::messages::plan::{self as words, screen as say};
use crate::model::plan::{Meaning, RecordRef};
use crate::plans::progress::series::{Direction, Series};
use crate::text::cells::width;
use crate::text::fit::{Align, pad};
use crate::tui::pictures::lines::{self, Plot};
use crate::tui::screens::items::detail::Look;
use crate::tui::screens::records::{self, Lines, number};
use crate::tui::state::State as Program;
use crate::tui::theme::Theme;

/// Lines of the left part and of the right one. Where there is one part, figures stand between the cells and the rest.
pub fn parts(program: &Program, areas: &Areas) -> [Vec<(String, Look)>; 2] {
    let lang = program.lang;
    let Some((plan, table)) = super::current(program) else { return [Vec::new(), Vec::new()] };
    let Some(entry) = program.progress.entry() else { return [Vec::new(), Vec::new()] };
    let Some(record) = plan.record(&entry.record) else { return [Vec::new(), Vec::new()] };
    let links = linked(program, &RecordRef::new(&plan.id, &record.id));
    let mut first = Lines::default();
    records::heading(&mut first, lang, plan, record);
    if table.form == Form::Indicators {
        first.extend(super::standing::lines(program, plan, record));
    }
    if table.form != Form::Outline {
        records::cells(&mut first, lang, plan, record);
    }
    let mut rest = Lines::default();
    rest.push(Look::Plain, "");
    records::describe(&mut rest, lang, program.plans(), (plan, record), &links);
    let grade = entry.held.as_deref();
    // A slot has no figures, and those of a measure with lines stand in its lines.
    let has_cells = table.form != Form::Outline && !entry.head;
    let look = (program.theme(), program.progress.lined);
    let figures = |room| if has_cells { figures(look, lang, entry, grade, room) } else { Vec::new() };
    let room = usize::from(areas.left.width);
    let mut left = first.wrapped(room);
    if areas.right.width > 0 {
        left.extend(rest.wrapped(room));
        return [left, figures(areas.right.width.into())];
    }
    // What the row is about comes before what is longer.
    let below = figures(room);
    if !below.is_empty() {
        left.push((String::new(), Look::Plain));
        left.extend(below);
    }
    left.extend(rest.wrapped(room));
    [left, Vec::new()]
}

/// Scrolls details by some lines, up to `most`; at an end that is said.
pub fn scroll(program: &mut Program, down: bool, most: usize, of: impl Fn(&mut Program) -> &mut usize) {
    let offset = of(program);
    let before = *offset;
    *offset = if down { (before + 3).min(most) } else { before.saturating_sub(3) };
    if *offset == before {
        let end = if down { say::details_end(program.lang) } else { say::details_start(program.lang) };
        program.refuse(end);
    }
}

/// Lines of the longer part.
pub fn length(program: &Program, areas: &Areas) -> usize {
    let [left, right] = parts(program, areas);
    left.len().max(right.len())
}

/// The records a record is linked with: in the files, and by people.
pub fn linked(program: &Program, record: &RecordRef) -> Vec<RecordRef> {
    let mut found = program.progress.links.get(record).cloned().unwrap_or_default();
    for other in program.journal.state.findings.linked(record) {
        if !found.contains(other) {
            found.push(other.clone());
        }
    }
    found
}

/// The figures of a row over the years.
fn figures(
    (theme, lined): (Theme, bool),
    lang: Lang,
    entry: &Entry,
    grade: Option<&str>,
    room: usize,
) -> Vec<(String, Look)> {
    let mut lines = Lines::default();
    let mut title = say::movement(lang).to_owned();
    if let Some(grade) = grade {
        title = format!("{title}　{}", say::of_grade(lang, grade));
    }
    lines.title(title);
    if entry.series.is_empty() {
        lines.push(Look::Dim, say::no_figures(lang));
    }
    let mut all = lines.wrapped(room);
    for series in &entry.series {
        all.extend(chart((theme, lined), lang, series, room));
    }
    if grade.is_some() && !entry.series.is_empty() {
        let mut note = Lines::default();
        note.push(Look::Dim, say::movement_note(lang));
        all.push((String::new(), Look::Plain));
        all.extend(note.wrapped(room));
    }
    all
}

/// A figure: its name with a sparkline and its way, then a bar per year, or a line.
fn chart((theme, lined): (Theme, bool), lang: Lang, series: &Series, room: usize) -> Vec<(String, Look)> {
    let name = say::series_name(lang, &series.label, series.qualifier.as_deref(), &series.unit);
    let mut head = Lines::default();
    head.push(Look::Heading, format!("{name}  {}", sparkline(theme, series)));
    if let (Some(trend), Some((_, first)), Some((_, last))) =
        (series.trend(), series.figures().next(), series.figures().last())
    {
        let [up, down, level] = theme.ways;
        let sign = match trend.direction {
            Direction::Up => up,
            Direction::Down => down,
            Direction::Level => level,
        };
        let [first, last] = [number(first.number), number(last.number)];
        let way = format!("{sign}{}", say::direction(lang, trend.direction));
        head.push(Look::Plain, say::from_to(lang, [&trend.from, &first], [&trend.to, &last], &way));
    }
    let mut all = vec![(String::new(), Look::Plain)];
    all.extend(head.wrapped(room));
    let values: Vec<f64> = series.figures().map(|(_, metric)| metric.number.value().abs()).collect();
    let most = values.iter().copied().fold(0.0, f64::max);
    if let Some(lines) = line(theme, series, most, room).filter(|_| lined) {
        all.extend(lines.into_iter().map(|line| (line, Look::Plain)));
        return all;
    }
    let label = series
        .points
        .iter()
        .filter(|point| point.meaning.is_some())
        .map(|point| width(&point.label))
        .max()
        .unwrap_or(0)
        .min(room / 3);
    let text = |point: &crate::plans::progress::series::Point| match (&point.metric, point.meaning) {
        (Some(metric), _) if metric.note.is_empty() => number(metric.number),
        (Some(metric), _) => format!("{} {}", number(metric.number), metric.note),
        (None, Some(Meaning::Blank)) => say::blank(lang).to_owned(),
        (None, Some(meaning)) => words::meaning(lang, meaning).to_owned(),
        (None, None) => String::new(),
    };
    let widest = series.points.iter().map(|point| width(&text(point))).max().unwrap_or(0);
    let bar = room.saturating_sub(label + widest + 4).min(40);
    for point in series.points.iter().filter(|point| point.meaning.is_some()) {
        let value = point.metric.as_ref().map_or(0.0, |metric| metric.number.value().abs());
        // Lengths are drawn; no figure is read off them. What is not zero has at least one cell.
        let cells = if most > 0.0 { (value / most * bar as f64).round() as usize } else { 0 };
        let cells = if value > 0.0 { cells.max(1) } else { 0 };
        let line = format!(
            "{} {} {}",
            pad(&point.label, label, Align::Left),
            pad(&text(point), widest, Align::Right),
            theme.bar.repeat(cells.min(bar)),
        );
        let look = if point.metric.is_some() { Look::Plain } else { Look::Dim };
        all.push((line.trim_end().to_owned(), look));
    }
    all
}

/// Rows of a line over the years.
const ROWS: usize = 7;
/// Columns that each year of a line gets at most.
const YEAR: usize = 12;

/// A figure as a line with its numbers below the years; `None` where it is no line: one figure, or one below zero.
fn line(theme: Theme, series: &Series, most: f64, room: usize) -> Option<Vec<String>> {
    let points: Vec<_> = series.points.iter().filter(|point| point.meaning.is_some()).collect();
    let known: Vec<_> = series.figures().map(|(_, metric)| metric.number).collect();
    if known.len() < 2 || most <= 0.0 || known.iter().any(|number| number.value() < 0.0) {
        return None;
    }
    let top = known.iter().find(|number| number.value() >= most).map(|top| number(*top))?;
    let heights = points.iter().map(|point| point.metric.as_ref().map(|metric| metric.number.value() / most));
    let figure = |point: &&crate::plans::progress::series::Point| match &point.metric {
        Some(metric) => number(metric.number),
        None => "-".to_owned(),
    };
    let figures: Vec<String> = points.iter().map(figure).collect();
    let plot = Plot {
        names: points.iter().map(|point| point.label.clone()).collect(),
        ends: ["0".to_owned(), top],
        lines: vec![heights.collect()],
    };
    let columns = room.min(12 + YEAR * points.len());
    Some(lines::text(theme, &plot, &figures, columns, ROWS)).filter(|lines| !lines.is_empty())
}

/// One sign per year: the height of the figure between 0 and the largest; a dot where there is none.
pub fn sparkline(theme: Theme, series: &Series) -> String {
    let values: Vec<Option<f64>> =
        series.points.iter().map(|point| point.metric.as_ref().map(|metric| metric.number.value().abs())).collect();
    let most = values.iter().flatten().copied().fold(0.0, f64::max);
    let top = theme.levels.len().saturating_sub(1);
    let sign = |value: &Option<f64>| match value {
        Some(value) if most > 0.0 => {
            theme.levels.get(((value / most) * top as f64).round() as usize).copied().unwrap_or(" ")
        }
        Some(_) => theme.levels.first().copied().unwrap_or(" "),
        None => " ",
    };
    // One figure is no line.
    if values.iter().flatten().count() < 2 { String::new() } else { values.iter().map(sign).collect() }
}
