//! The yearly plan: for each measure its number, a header, rows of target, baselines, years and 計, and the section.
//!
//! The header may be broken: labels are looked for in all rows between the number and the first row of values. A blank first
//! cell goes on with the row above, and so does a blank cell beside it.

use super::grid::{Grid, is_number};
use super::{Remark, Taken, What, flags, fresh};
use crate::load::sheet::Sheet;
use crate::model::plan::{Column, Plan, Record, YearRole};
use crate::text::fold;

/// Labels with which the section responsible is printed.
const SECTION: [&str; 4] = ["事業実施課", "担当課", "実施課", "所管課"];

struct Reader<'a> {
    grid: Grid<'a>,
    era: &'static str,
    plan: Plan,
    remarks: Vec<Remark>,
    /// The text before a table that may be its measure's name, with its row.
    heading: Option<(usize, String)>,
}

/// A row of a table before its lines are named.
struct Row {
    no: String,
    flags: Vec<String>,
    cells: Vec<Option<String>>,
}

/// Reads the sheet.
pub(super) fn take(sheet: &Sheet) -> Taken {
    let grid = Grid::new(sheet);
    let era = grid.era().unwrap_or_default();
    let mut reader = Reader { grid, era, plan: Plan::default(), remarks: Vec::new(), heading: None };
    let mut row = 0;
    while row < reader.grid.height() {
        row = match reader.number(row) {
            Some(no) => reader.table(row, &no),
            None => {
                reader.outside(row);
                row + 1
            }
        };
    }
    if reader.plan.records.is_empty() {
        reader.remarks.insert(0, reader.grid.remark(0, 0, What::NoHeader));
    }
    let unknown: Vec<String> = reader
        .plan
        .columns
        .iter()
        .filter(|column| column.year.is_none() && column.role != YearRole::End)
        .map(|column| column.label.clone())
        .collect();
    for label in unknown {
        reader.remarks.push(Remark { cell: String::new(), text: label, what: What::NoYear });
    }
    Taken { plan: reader.plan, remarks: reader.remarks }
}

impl Reader<'_> {
    /// The number of a table that begins in a row: `No. 13-1`, also in two cells.
    fn number(&self, row: usize) -> Option<String> {
        let texts = self.grid.row(row);
        let first = texts.iter().position(|text| !text.is_empty())?;
        let folded = fold::matching(texts.get(first)?);
        let rest = ["No.", "No", "№"].iter().find_map(|name| folded.strip_prefix(&fold::matching(name)))?.trim();
        let beside = || texts.get(first + 1).map(|text| fold::matching(text)).unwrap_or_default();
        let no = if rest.is_empty() { beside() } else { rest.to_owned() };
        is_number(&no).then_some(no)
    }

    /// A row outside the tables: a section, or perhaps the name of the next measure.
    fn outside(&mut self, row: usize) {
        let texts: Vec<(usize, String)> =
            self.grid.row(row).iter().cloned().enumerate().filter(|(_, text)| !text.is_empty()).collect();
        let Some((column, text)) = texts.first().cloned() else { return };
        let folded = fold::matching(&text);
        if let Some(rest) = SECTION.iter().find_map(|name| folded.strip_prefix(name)) {
            let said = rest.trim_start_matches([':', ' ', '】']).trim();
            let beside = || texts.get(1).map(|(_, text)| text.clone()).unwrap_or_default();
            let section = if said.is_empty() { beside() } else { said.to_owned() };
            match self.plan.records.iter_mut().rev().find(|record| record.kind == "measure") {
                Some(measure) => measure.section = section,
                None => self.remarks.push(self.grid.remark(row, column, What::NotPlaced)),
            }
            return;
        }
        if self.plan.about.title.is_empty() && self.plan.records.is_empty() && self.heading.is_none() {
            self.plan.about.title.clone_from(&text);
        }
        // The last short text before a table names it; what it replaces is in no record.
        let names = texts.len() == 1 && !text.ends_with('。') && numbered(&text);
        if names {
            if let Some((above, _)) = self.heading.replace((row, text)) {
                self.remarks.push(self.grid.remark(above, 0, What::NotPlaced));
            }
        } else if self.plan.about.title != text {
            for (column, _) in texts {
                self.remarks.push(self.grid.remark(row, column, What::NotPlaced));
            }
        }
    }

    /// Reads the table that begins in a row and gives the row after it.
    fn table(&mut self, start: usize, no: &str) -> usize {
        let (columns, first) = self.columns(start);
        let (title, marks) = self.name();
        let id = fresh(&self.plan.records, no);
        if id != no {
            self.remarks.push(self.grid.remark(start, 0, What::NumberTwice));
        }
        let mut measure = Record {
            kind: "measure".into(),
            id: id.clone(),
            no: no.to_owned(),
            title,
            flags: marks,
            ..Record::default()
        };
        let mut rows: Vec<Row> = Vec::new();
        let mut row = first;
        while row < self.grid.height() && self.is_body(row, &columns) {
            let read = self.body(row, &columns, rows.last());
            rows.push(read);
            row += 1;
        }
        if columns.is_empty() {
            self.remarks.push(self.grid.remark(start, 0, What::NoHeader));
        }
        let labels: Vec<String> = columns.iter().map(|(_, label)| label.clone()).collect();
        let years = |row: &Row| {
            let cells = labels.iter().cloned().zip(row.cells.iter().cloned());
            cells.filter_map(|(label, cell)| Some((label, cell?))).collect()
        };
        if let [only] = rows.as_slice()
            && only.no.is_empty()
        {
            measure.years = years(only);
            measure.flags.extend(only.flags.iter().cloned());
            self.plan.records.push(measure);
            return row;
        }
        self.plan.records.push(measure);
        for (at, one) in rows.iter().enumerate() {
            let same: Vec<usize> =
                (0..rows.len()).filter(|other| rows.get(*other).is_some_and(|row| row.no == one.no)).collect();
            let bare: String = fold::matching(&one.no).chars().filter(char::is_ascii_alphanumeric).collect();
            let bare = if bare.is_empty() { (at + 1).to_string() } else { bare };
            let nth = same.iter().position(|other| *other == at).unwrap_or(0) + 1;
            let wanted = if same.len() > 1 && !one.no.is_empty() {
                format!("{id}-{bare}-{nth}")
            } else {
                format!("{id}-{bare}")
            };
            let record = Record {
                kind: "line".into(),
                id: fresh(&self.plan.records, &wanted),
                no: one.no.clone(),
                title: title_of(one, same.len() > 1),
                parent: Some(id.clone()),
                flags: one.flags.clone(),
                years: years(one),
                ..Record::default()
            };
            self.plan.records.push(record);
        }
        row
    }

    /// The columns under a number, with their labels, and the first row of values. Columns that the plan does not have yet
    /// are added to it.
    fn columns(&mut self, start: usize) -> (Vec<(usize, String)>, usize) {
        let mut found: Vec<(usize, String)> = Vec::new();
        let mut row = start;
        while row < self.grid.height() && row < start + 4 {
            let heads: Vec<(usize, String)> = self
                .grid
                .row(row)
                .iter()
                .enumerate()
                .filter(|(_, text)| role(text).is_some())
                .map(|(column, text)| (column, bare(text)))
                .collect();
            let others = self.grid.row(row).iter().filter(|text| !text.is_empty() && role(text).is_none()).count();
            if row > start && (heads.is_empty() || others > heads.len()) {
                break;
            }
            for (column, label) in heads {
                if !found.iter().any(|(_, known)| *known == label) {
                    found.push((column, label));
                }
            }
            row += 1;
        }
        let mut columns = found.clone();
        columns.sort_by_key(|(column, _)| *column);
        if columns.windows(2).any(|pair| matches!(pair, [a, b] if a.0 == b.0)) {
            // A row of the header has lost its blank cells: years stand after target and baselines.
            let lead = columns.first().map_or(0, |(column, _)| *column);
            let rank = |label: &str| matches!(role(label), Some(YearRole::Plan | YearRole::End | YearRole::Result));
            found.sort_by_key(|(_, label)| rank(label));
            columns = found.into_iter().enumerate().map(|(at, (_, label))| (lead + at, label)).collect();
        }
        for (_, label) in &columns {
            if !self.plan.columns.iter().any(|column| column.label == *label) {
                let role = role(label).unwrap_or(YearRole::Plan);
                let year = year(label, self.era);
                self.plan.columns.push(Column { label: label.clone(), year, role });
            }
        }
        (columns, row)
    }

    /// Name and marks of the measure, from the heading before its table: `4 特色ある…`, `13-4 特色ある… ☆`.
    fn name(&mut self) -> (String, Vec<String>) {
        let Some((_, text)) = self.heading.take() else { return (String::new(), Vec::new()) };
        let (text, marks) = flags(&text);
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | '．' | '０'..='９'));
        (rest.trim().to_owned(), marks)
    }

    fn is_body(&self, row: usize, columns: &[(usize, String)]) -> bool {
        let texts = self.grid.row(row);
        let filled = texts.iter().filter(|text| !text.is_empty()).count();
        let is_section = texts
            .iter()
            .find(|text| !text.is_empty())
            .is_some_and(|text| SECTION.iter().any(|name| fold::matching(text).starts_with(name)));
        filled >= 2.min(columns.len()) && filled > 0 && !is_section && self.number(row).is_none()
    }

    fn body(&mut self, row: usize, columns: &[(usize, String)], above: Option<&Row>) -> Row {
        let lead = columns.first().map_or(0, |(column, _)| *column);
        let first = self.grid.text(row, lead).to_owned();
        let goes_on = first.is_empty() && above.is_some();
        let (text, mut marks) = flags(&first);
        let (no, target) = match bracketed(&text) {
            Some((no, rest)) => (no.to_owned(), rest.to_owned()),
            None => (String::new(), text),
        };
        // A mark may stand behind the number too.
        let (target, more) = flags(&target);
        marks.extend(more);
        let no = if goes_on { above.map_or(String::new(), |above| above.no.clone()) } else { no };
        let mut merged = goes_on;
        let mut cells = Vec::new();
        for (column, _) in columns {
            let text = if *column == lead { target.clone() } else { self.grid.text(row, *column).to_owned() };
            // Cells that go on with the row above stand side by side, from the left.
            let below =
                if self.grid.has_merges() { self.grid.is_below(row, *column) } else { merged && text.is_empty() };
            merged &= text.is_empty();
            cells.push((!below).then_some(text));
        }
        for column in columns.last().map_or(0, |(column, _)| column + 1)..self.grid.row(row).len() {
            if !self.grid.text(row, column).is_empty() {
                self.remarks.push(self.grid.remark(row, column, What::NotPlaced));
            }
        }
        Row { no, flags: marks, cells }
    }
}

/// What a line is called: its target, or what is done where several lines share a target.
fn title_of(row: &Row, shares: bool) -> String {
    let says = |text: &&String| !text.is_empty() && !text.chars().all(|c| matches!(c, '-' | '—' | '―' | '－' | 'ー'));
    let mut cells = row.cells.iter().flatten();
    let target = row.cells.first().and_then(Option::as_ref).filter(says);
    let other = if target.is_some() { cells.nth(1).into_iter().chain(cells).find(says) } else { cells.find(says) };
    let title = if shares { other.or(target) } else { target.or(other) };
    title.cloned().unwrap_or_default()
}

/// What a column's header says that it is.
fn role(text: &str) -> Option<YearRole> {
    let folded = fold::matching(text).replace(' ', "");
    let bare = folded.split('(').next().unwrap_or_default();
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    match bare {
        "計" | "合計" => Some(YearRole::End),
        _ if digits == 0 || bare.chars().count() > 14 => None,
        _ if bare.ends_with("目標") => Some(YearRole::Target),
        _ if bare.ends_with("現況") || bare.ends_with("現状") => Some(YearRole::Baseline),
        _ if bare.ends_with("年度") && (1..=4).contains(&digits) => Some(YearRole::Plan),
        _ => None,
    }
}

/// A header without what stands in brackets.
fn bare(text: &str) -> String {
    text.split(['(', '（']).next().unwrap_or_default().trim().to_owned()
}

/// The year that a label names.
fn year(label: &str, era: &str) -> Option<i64> {
    let folded = fold::matching(label);
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    let digits: String = folded.get(start..)?.chars().take_while(char::is_ascii_digit).collect();
    let prefix = folded.get(..start).unwrap_or_default().trim();
    let named = if digits.len() == 4 {
        digits
    } else if prefix.is_empty() {
        format!("{era}{digits}")
    } else {
        format!("{prefix}{digits}")
    };
    crate::model::plan::period::years(&named)?.first().copied()
}

/// `(1) 個店連携支援` as `(1)` and the rest.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(['(', '（'])?;
    let close = rest.find([')', '）'])?;
    let inside = rest.get(..close)?;
    let after = rest.get(close..)?.chars().next()?;
    let end = 1.max(text.len() - rest.len()) + close + after.len_utf8();
    let is_no =
        !inside.is_empty() && inside.chars().count() <= 3 && fold::matching(inside).chars().all(|c| c.is_ascii_digit());
    is_no.then_some((text.get(..end)?, text.get(end..)?.trim()))
}

/// Whether a text begins with a number, as headings of measures do.
fn numbered(text: &str) -> bool {
    fold::matching(text.trim()).starts_with(|c: char| c.is_ascii_digit())
}
