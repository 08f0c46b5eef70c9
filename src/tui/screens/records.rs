//! What is told of a record of a plan in a pane of details, on all screens alike: lines with what they are, and how such a
//! pane is drawn. What is linked with what is found elsewhere.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::messages::Lang;
use crate::messages::plan::{self as words, screen as say};
use crate::model::plan::cell::Number;
use crate::model::plan::{self, Meaning, Plan, Record, RecordRef};
use crate::text::fit::wrap;
use crate::text::fold::display;
use crate::tui::screens::items::detail::Look;
use crate::tui::widgets::canvas::{Canvas, line};

/// Lines before they are wrapped: text, what it is, by how many cells it is set in.
#[derive(Debug, Default, Clone)]
pub struct Lines(Vec<(String, Look, usize)>);

impl Lines {
    /// One line.
    pub fn push(&mut self, look: Look, text: impl Into<String>) {
        self.0.push((text.into(), look, 0));
    }

    /// One line, set in.
    pub fn indented(&mut self, look: Look, text: impl Into<String>) {
        self.0.push((text.into(), look, 2));
    }

    /// A heading, with an empty line before it unless it is the first.
    pub fn title(&mut self, text: impl Into<String>) {
        if !self.0.is_empty() {
            self.push(Look::Plain, "");
        }
        self.push(Look::Heading, text);
    }

    /// A name and what it is; nothing where that is empty.
    pub fn field(&mut self, name: &str, value: &str, lang: Lang) {
        if !value.is_empty() {
            self.push(Look::Plain, format!("{name}{}{value}", lang.pick("：", ": ")));
        }
    }

    /// The lines of another part below these.
    pub fn extend(&mut self, other: Self) {
        if !self.0.is_empty() {
            self.push(Look::Plain, "");
        }
        self.0.extend(other.0);
    }

    /// Wrapped to a width in cells.
    pub fn wrapped(&self, room: usize) -> Vec<(String, Look)> {
        let wrapped = |(text, look, indent): &(String, Look, usize)| {
            let (indent, look) = (" ".repeat(*indent), *look);
            let lines = wrap(&display(text), room.saturating_sub(indent.len()).max(8));
            lines.into_iter().map(move |line| (format!("{indent}{line}"), look)).collect::<Vec<_>>()
        };
        self.0.iter().flat_map(wrapped).collect()
    }
}

/// A number as people write it: 949,888,008.
pub fn number(number: Number) -> String {
    let digits = usize::from(number.digits);
    let plain = format!("{:0>width$}", number.units.unsigned_abs(), width = digits + 1);
    let (whole, decimals) = plain.split_at(plain.len().saturating_sub(digits));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if number.units < 0 { "-" } else { "" };
    if digits == 0 { format!("{sign}{grouped}") } else { format!("{sign}{grouped}.{decimals}") }
}

/// Kind and name of a record.
pub fn name(lang: Lang, record: &Record) -> String {
    format!("{} {}", words::kind(lang, &record.kind), record.name())
}

/// What a record is: its kind and name, what stands above it, and its wording.
pub fn heading(lines: &mut Lines, lang: Lang, plan: &Plan, record: &Record) {
    lines.push(Look::Heading, name(lang, record));
    let above: Vec<String> = plan.lineage(record).into_iter().skip(1).map(Record::name).collect();
    let way: Vec<&str> =
        std::iter::once(plan.about.title.as_str()).chain(above.iter().rev().map(String::as_str)).collect();
    lines.push(Look::Dim, way.join(" > "));
    if record.is_unfilled() {
        lines.push(Look::Warn, words::unfilled(lang));
    }
    if !record.text.is_empty() {
        lines.push(Look::Plain, record.text.as_str());
    }
}

/// The rest about a record but its cells: who does it, and what it is linked with.
pub fn describe(lines: &mut Lines, lang: Lang, plans: &[Plan], (plan, record): (&Plan, &Record), linked: &[RecordRef]) {
    lines.field(say::grade(lang), record.grade.as_deref().unwrap_or_default(), lang);
    let fields = [
        (say::period(lang), &record.period),
        (say::section(lang), &record.section),
        (say::state(lang), &record.state),
        (say::flags(lang), &record.flags.join(" ")),
        (say::date(lang), &record.date),
        (say::place(lang), &record.place),
        (say::attendance(lang), &record.attendance),
        (say::role(lang), &record.role),
        (say::unit(lang), &record.unit),
    ];
    for (name, value) in fields {
        lines.field(name, value, lang);
    }
    if let Some(figure) = &record.figure {
        let parts = [
            Some(&figure.survey),
            Some(&figure.question),
            figure.option.as_ref(),
            figure.banner.as_ref(),
            figure.group.as_ref(),
        ];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        lines.field(say::figure(lang), &parts.join(" "), lang);
    }
    if let Some(other) = record.same_as.as_deref().and_then(|id| plan.record(id)) {
        lines.field(say::same_as(lang), &other.name(), lang);
    }
    lines.field(say::aliases(lang), &record.aliases.join(lang.pick("、", ", ")), lang);
    if !record.note.is_empty() {
        lines.push(Look::Dim, format!("{}{}{}", say::note(lang), lang.pick("：", ": "), record.note));
    }
    if !linked.is_empty() {
        lines.title(say::links(lang));
        for (other, record) in linked.iter().filter_map(|reference| plan::find(plans, reference)) {
            let elsewhere = if other.id == plan.id { String::new() } else { format!(" < {}", other.about.title) };
            lines.indented(Look::Plain, format!("{}{elsewhere}", name(lang, record)));
        }
    }
}

/// The year cells of a record as printed, and what of them could not be read.
pub fn cells(lines: &mut Lines, lang: Lang, plan: &Plan, record: &Record) {
    let years = plan.years(record);
    if years.is_empty() {
        return;
    }
    lines.title(say::cells(lang));
    for (column, cell) in years {
        let (text, look) = match cell.meaning {
            Meaning::Blank => (say::blank(lang).to_owned(), Look::Dim),
            Meaning::Dash => (format!("{} {}", cell.raw, say::dash(lang)), Look::Dim),
            Meaning::Moved | Meaning::NotDone => (cell.raw.clone(), Look::Warn),
            Meaning::Figures | Meaning::State | Meaning::Text => (cell.raw.clone(), Look::Plain),
        };
        lines.push(look, format!("{}　{text}", column.label));
        if let Some(unparsed) = &cell.unparsed {
            lines.indented(Look::Warn, format!("{}{}{unparsed}", say::not_read(lang), lang.pick("：", ": ")));
        }
    }
}

/// Draws lines from an offset on, with signs for what is out of sight.
pub fn draw(canvas: &mut Canvas<'_>, area: Rect, lines: &[(String, Look)], offset: usize) {
    for (row, (text, look)) in (0..area.height).zip(lines.iter().skip(offset)) {
        let style = match look {
            Look::Plain => Style::new(),
            Look::Heading => canvas.theme.heading(),
            Look::Dim => canvas.theme.dim(),
            Look::Warn => canvas.theme.warn(),
            Look::Good => canvas.theme.good(),
        };
        canvas.put(line(area, row), text, style);
    }
    canvas.always_send(area);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_commas_and_keep_their_decimals() {
        let written = |units, digits| number(Number { units, digits });
        assert_eq!(written(949_888_008, 0), "949,888,008");
        assert_eq!(written(-1_000, 0), "-1,000");
        assert_eq!(written(205, 1), "20.5");
        assert_eq!(written(5, 2), "0.05");
        assert_eq!(written(0, 0), "0");
    }
}
