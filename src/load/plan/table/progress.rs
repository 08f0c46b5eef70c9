//! The progress table: 戦略目標, 施策 and its parts, No., 事業名, 内容, 細目, 実施年度, a column per year, 達成度.
//!
//! A row is anchored on its number and its period, since rows have lost or gained cells. Positions are used where a header
//! names the columns and the row keeps to it. Rows without a number are lines of the measure above.

use std::collections::BTreeMap;

use super::grid::{Grid, YearHead, is_number, is_period, is_state};
use super::parents::{Above, Parent};
use super::values::{Values, values};
use super::{Remark, Taken, What, flags, fresh};
use crate::load::sheet::Sheet;
use crate::model::plan::{Column, Grade, Plan, Record, Scale, YearRole};
use crate::text::fold;

/// The columns that a header names.
#[derive(Debug, Clone, Copy, Default)]
struct Header {
    parents: [Option<usize>; 3],
    no: usize,
    name: usize,
    text: Option<usize>,
    line: Option<usize>,
    period: usize,
    grade: Option<usize>,
}

/// A row of a measure, read.
#[derive(Debug, Clone, Default)]
struct Line {
    row: usize,
    name: String,
    values: Values,
    /// The period and the grade are those of the row above, which their cells go on with.
    below: [bool; 2],
}

struct Reader<'a> {
    grid: Grid<'a>,
    heads: Vec<YearHead>,
    above: Above,
    plan: Plan,
    remarks: Vec<Remark>,
    /// The measure being read and its rows.
    open: Option<(Record, Vec<Line>)>,
}

/// Reads the sheet.
pub(super) fn take(sheet: &Sheet) -> Taken {
    let grid = Grid::new(sheet);
    let Some((row, heads)) = grid.years(0) else {
        let remark = grid.remark(0, 0, What::NoHeader);
        return Taken { plan: Plan::default(), remarks: vec![remark] };
    };
    let mut plan = Plan::default();
    plan.about.title = (0..row)
        .flat_map(|row| grid.row(row))
        .find(|text| !text.is_empty())
        .filter(|text| !text.contains("戦略") && !text.contains("事業名"))
        .cloned()
        .unwrap_or_default();
    plan.columns = heads
        .iter()
        .map(|head| Column { label: head.label.clone(), year: head.year, role: YearRole::Result })
        .collect();
    let mut remarks = Vec::new();
    for head in heads.iter().filter(|head| head.year.is_none()) {
        remarks.push(grid.remark(row, head.column, What::NoYear));
    }
    let header = header(&grid, row, &heads);
    let mut reader = Reader { grid, heads, above: Above::default(), plan, remarks, open: None };
    for row in row + 1..reader.grid.height() {
        reader.row(row, header);
    }
    reader.close();
    reader.finish()
}

/// The columns that the header names; `None` where it does not name what a row needs.
fn header(grid: &Grid<'_>, years: usize, heads: &[YearHead]) -> Option<Header> {
    let column = |names: &[&str]| {
        (years.saturating_sub(3)..=years).find_map(|row| {
            grid.row(row).iter().position(|text| {
                let text = fold::matching(text).replace(' ', "");
                names.iter().any(|name| text == fold::matching(name))
            })
        })
    };
    let header = Header {
        parents: [column(&["戦略目標", "戦略"]), column(&["施策"]), column(&["施策の細分", "細分", "施策細分"])],
        no: column(&["No.", "No", "№", "番号"])?,
        name: column(&["事業名", "事業"])?,
        text: column(&["内容", "事業内容", "概要"]),
        line: column(&["細目"]),
        period: column(&["実施年度", "実施時期"])?,
        grade: column(&["達成度", "評価"]),
    };
    let first = heads.first()?.column;
    (header.no < header.name && header.name < header.period && header.period < first).then_some(header)
}

impl Reader<'_> {
    fn row(&mut self, row: usize, header: Option<Header>) {
        let texts = self.grid.row(row);
        let repeated = self.grid.years(row).is_some_and(|(at, heads)| at == row && heads.len() >= 2);
        let is_head = texts.iter().any(|text| text == "事業名") && texts.iter().any(|text| text.contains("年度"));
        if repeated || is_head || texts.iter().all(String::is_empty) {
            return;
        }
        match header.filter(|header| self.keeps_to(row, header)) {
            Some(header) => self.regular(row, &header),
            None => self.anchored(row),
        }
    }

    /// Whether a row's number and period stand where the header says.
    fn keeps_to(&self, row: usize, header: &Header) -> bool {
        let text = |column: usize| self.grid.text(row, column);
        let number = is_number(text(header.no)) || text(header.no).is_empty();
        let period = text(header.period).is_empty() || is_period(text(header.period));
        let elsewhere = self.grid.row(row).iter().enumerate().any(|(at, text)| at != header.period && is_period(text));
        let named = is_number(text(header.no)) || self.open.is_some();
        let below = text(header.no).is_empty() && !self.grid.is_below(row, header.no) && self.grid.has_merges();
        number && period && !elsewhere && named && !(below && self.open.is_none())
    }

    fn regular(&mut self, row: usize, header: &Header) {
        let grid = &self.grid;
        let text = |column: Option<usize>| column.map_or("", |at| grid.text(row, at)).to_owned();
        let cell = |column: usize| (column, grid.text(row, column).to_owned());
        let year = |head: &YearHead| (!grid.is_below(row, head.column)).then(|| cell(head.column));
        let grade = header.grade.map(cell).filter(|(_, text)| !text.is_empty());
        let used: Vec<usize> = header
            .parents
            .into_iter()
            .flatten()
            .chain([header.no, header.name, header.period])
            .chain(header.text)
            .chain(header.line)
            .chain(header.grade)
            .chain(self.heads.iter().map(|head| head.column))
            .collect();
        let is_left = |at: &usize| !grid.text(row, *at).is_empty() && !used.contains(at);
        let values = Values {
            texts_end: header.period,
            period: Some(cell(header.period)).filter(|(_, text)| !text.is_empty()),
            years: self.heads.iter().map(year).collect(),
            grade,
            done: Vec::new(),
            left: (0..grid.row(row).len()).filter(is_left).collect(),
        };
        let below = [grid.is_below(row, header.period), header.grade.is_some_and(|at| grid.is_below(row, at))];
        let line = Line { row, name: text(header.line), values, below };
        let no = text(Some(header.no));
        if no.is_empty() {
            self.push_line(line);
            return;
        }
        let (name, contents) = (text(Some(header.name)), text(header.text));
        self.close();
        self.enter(row, header);
        self.open_measure(row, &no, &name, &contents);
        self.push_line(line);
    }

    /// Goes below the parents of a row that keeps to the header. A blank cell that is merged with the one above goes on
    /// with it; so does any blank cell in a sheet that has lost its merged cells.
    fn enter(&mut self, row: usize, header: &Header) {
        for (level, column) in header.parents.into_iter().enumerate() {
            let Some(column) = column else { continue };
            let is_blank = self.grid.text(row, column).is_empty();
            if is_blank && self.grid.has_merges() && !self.grid.is_below(row, column) {
                self.above.set(level, None);
            } else if !is_blank {
                let parent = [Parent { column, level }];
                self.above.enter(&mut self.plan, &self.grid, row, &parent, &mut self.remarks);
            }
        }
    }

    /// A row by what its cells say.
    fn anchored(&mut self, row: usize) {
        let texts = self.grid.row(row).to_vec();
        let period = texts.iter().position(|text| is_period(text)).unwrap_or(texts.len());
        let number = texts.iter().take(period).position(|text| is_number(text));
        let Some(at) = number else {
            let start = texts.iter().position(|text| !text.is_empty()).unwrap_or(0);
            match values(&texts, start, &self.heads, true).filter(|_| self.open.is_some()) {
                Some(values) => {
                    let mut names = (start..values.texts_end).filter(|at| !texts.get(*at).is_none_or(String::is_empty));
                    let name = names.next().and_then(|at| texts.get(at)).cloned().unwrap_or_default();
                    let left: Vec<usize> = names.collect();
                    self.leave(row, &left);
                    self.push_line(Line { row, name, values, below: [false; 2] });
                }
                None => self.leave(row, &filled(&texts, 0, texts.len())),
            }
            return;
        };
        let Some(values) = values(&texts, at + 1, &self.heads, false) else {
            self.leave(row, &filled(&texts, 0, texts.len()));
            return;
        };
        let mut words = filled(&texts, at + 1, values.texts_end);
        let text = |at: usize| texts.get(at).cloned().unwrap_or_default();
        // A sentence right behind the number is the contents: the name stands before the number.
        let before = at.checked_sub(1).filter(|before| !text(*before).is_empty());
        let is_sentence = words.first().is_some_and(|at| text(*at).ends_with('。'));
        let name = match before.filter(|_| is_sentence) {
            Some(before) => {
                self.remarks.push(self.grid.remark(row, before, What::NameBefore));
                before
            }
            None if words.is_empty() => at,
            None => words.remove(0),
        };
        let end = name.min(at);
        let contents = if words.is_empty() { String::new() } else { text(words.remove(0)) };
        let line = if words.is_empty() { String::new() } else { text(words.remove(0)) };
        self.leave(row, &words);
        self.close();
        if at == 0 {
            self.remarks.push(self.grid.remark(row, at, What::ParentsLost));
        }
        let parents = self.above.levels(&self.grid, row, end);
        self.above.enter(&mut self.plan, &self.grid, row, &parents, &mut self.remarks);
        let name = if name == at { String::new() } else { text(name) };
        self.open_measure(row, &text(at), &name, &contents);
        self.push_line(Line { row, name: line, values, below: [false; 2] });
    }

    fn open_measure(&mut self, row: usize, no: &str, name: &str, contents: &str) {
        let (title, flags) = flags(name);
        let wanted = fold::matching(no);
        let id = fresh(&self.plan.records, &wanted);
        if id != wanted {
            self.remarks.push(Remark { text: no.to_owned(), ..self.grid.remark(row, 0, What::NumberTwice) });
        }
        let measure = Record {
            kind: "measure".into(),
            id,
            no: no.to_owned(),
            title,
            text: contents.to_owned(),
            parent: self.above.nearest().cloned(),
            flags,
            ..Record::default()
        };
        self.open = Some((measure, Vec::new()));
    }

    fn push_line(&mut self, line: Line) {
        for (at, what) in &line.values.done {
            // A line without a period of its own is nothing to remark on where the cell above goes on.
            if *what != What::NoPeriod || !line.below[0] {
                self.remarks.push(self.grid.remark(line.row, *at, *what));
            }
        }
        let left = line.values.left.clone();
        self.leave(line.row, &left);
        match &mut self.open {
            Some((_, lines)) => lines.push(line),
            None => {
                let all = filled(self.grid.row(line.row), 0, usize::MAX);
                self.leave(line.row, &all);
            }
        }
    }

    fn leave(&mut self, row: usize, columns: &[usize]) {
        for column in columns {
            self.remarks.push(self.grid.remark(row, *column, What::NotPlaced));
        }
    }

    /// Ends the measure being read: its rows become cells of its own or lines.
    fn close(&mut self) {
        let Some((mut measure, lines)) = self.open.take() else { return };
        let several = lines.len() > 1;
        let shared_grade = several && self.is_shared_grade(&lines);
        let shared_period = several && lines.iter().skip(1).all(|line| line.below[0]);
        let mut made = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let period = line.values.period.as_ref().map(|(_, text)| text.clone()).unwrap_or_default();
            let grade = line.values.grade.as_ref().map(|(_, text)| fold::matching(text));
            let own = !several || (at == 0 && line.name.is_empty());
            let to_measure = (own || (at == 0 && shared_grade), own || (at == 0 && shared_period));
            let mut record = Record { kind: "line".into(), parent: Some(measure.id.clone()), ..Record::default() };
            if let Some(grade) = grade {
                *(if to_measure.0 { &mut measure.grade } else { &mut record.grade }) = Some(grade);
            }
            let holder = if to_measure.1 { &mut measure } else { &mut record };
            let stated = is_state(&period);
            *(if stated { &mut holder.state } else { &mut holder.period }) = period;
            let years = self.years(&line.values);
            if own {
                measure.years = years;
                if !line.name.is_empty() {
                    let column = self.grid.row(line.row).iter().position(|text| *text == line.name).unwrap_or(0);
                    self.remarks.push(self.grid.remark(line.row, column, What::OneLine));
                    measure.aliases.push(line.name.clone());
                }
                continue;
            }
            let (title, flags) = flags(&line.name);
            let wanted = format!("{}-{}", measure.id, made.len() + 1);
            let mut records = self.plan.records.clone();
            records.extend(made.iter().cloned());
            made.push(Record { id: fresh(&records, &wanted), title, flags, years, ..record });
        }
        self.plan.records.push(measure);
        self.plan.records.extend(made);
    }

    /// Whether the one grade of several rows is the measure's: it is merged over them, or only the first row has one in a
    /// sheet that does not say what is merged.
    fn is_shared_grade(&self, lines: &[Line]) -> bool {
        let graded: Vec<bool> = lines.iter().map(|line| line.values.grade.is_some()).collect();
        let first_only = graded.first() == Some(&true) && graded.iter().skip(1).all(|graded| !graded);
        let merged = lines.iter().skip(1).all(|line| line.below[1]);
        first_only && (merged || !self.grid.has_merges())
    }

    fn years(&self, values: &Values) -> BTreeMap<String, String> {
        let cells = self.heads.iter().zip(&values.years);
        cells.filter_map(|(head, cell)| Some((head.label.clone(), cell.as_ref()?.1.clone()))).collect()
    }

    /// The plan with the scale that its grades are on.
    fn finish(mut self) -> Taken {
        let mut codes: Vec<String> = self.plan.records.iter().filter_map(|record| record.grade.clone()).collect();
        codes.sort_unstable();
        codes.dedup();
        if !codes.is_empty() {
            let grades = codes.into_iter().map(|code| Grade { code, label: String::new() }).collect();
            let title = "達成度".to_owned();
            self.plan.scales.push(Scale { id: "grade".into(), title, grades, note: String::new() });
        }
        Taken { plan: self.plan, remarks: self.remarks }
    }
}

/// Places of the texts that are there, from one place to another.
fn filled(texts: &[String], from: usize, to: usize) -> Vec<usize> {
    texts
        .iter()
        .enumerate()
        .filter(|(at, text)| (from..to).contains(at) && !text.is_empty())
        .map(|(at, _)| at)
        .collect()
}
