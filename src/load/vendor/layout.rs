//! Finding tables in a sheet: rows with figures, the header over them, the lines before the header.
//!
//! A table begins where a row of texts stands over the columns of the figures below it. Rows of figures belong to it until
//! the next such header, over blank rows and titles of blocks. Other lines between two tables are kept as titles of the
//! one below.

use std::collections::BTreeMap;

use super::figure::Figure;
use super::words;
use super::{Head, Line, VendorTable};
use crate::load::sheet::{Merge, Sheet};

/// Lines above a header that can be its titles.
const MOST_TITLES: usize = 12;

/// All tables of a sheet, top to bottom; of tables side by side, the left ones first.
pub(super) fn tables(sheet: &Sheet) -> Vec<VendorTable> {
    let whole = Page::new(sheet);
    whole.bands().into_iter().flat_map(|(from, to)| tables_of(&Page { from, to, ..whole.clone() })).collect()
}

fn tables_of(page: &Page<'_>) -> Vec<VendorTable> {
    let mut regions: Vec<Region> = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    for row in 0..page.sheet.rows.len() {
        if page.is_blank(row) {
            continue;
        }
        if !page.is_body(row) || page.is_numbering(row, &waiting) {
            waiting.push(row);
            continue;
        }
        let columns = page.figure_columns(row);
        let first = waiting.iter().position(|above| page.heads(*above, &columns, waiting.last() == Some(above)));
        match (first, regions.last_mut()) {
            (None, Some(region)) => {
                // Blocks of a banner may have their title on a row of its own.
                region.rows.extend(waiting.drain(..).map(Row::Title));
                region.rows.push(Row::Body(row));
            }
            (first, _) => {
                let header = first.map_or(Vec::new(), |first| waiting.split_off(first));
                // A title of the first block may stand between the header and the figures.
                let (header, titles): (Vec<usize>, Vec<usize>) = header
                    .into_iter()
                    .partition(|above| page.heads(*above, &columns, true) || page.is_numbering(*above, &[]));
                let mut rows: Vec<Row> = titles.into_iter().map(Row::Title).collect();
                rows.push(Row::Body(row));
                regions.push(Region { titles: std::mem::take(&mut waiting), header, rows });
            }
        }
    }
    regions.into_iter().filter_map(|region| page.table(region)).collect()
}

struct Region {
    titles: Vec<usize>,
    header: Vec<usize>,
    rows: Vec<Row>,
}

enum Row {
    Title(usize),
    Body(usize),
}

/// A sheet, or some neighbouring columns of it, with its merged cells.
#[derive(Clone)]
struct Page<'a> {
    sheet: &'a Sheet,
    /// First column, and the first behind the last.
    from: usize,
    to: usize,
    /// By position, the region a cell is part of.
    merged: BTreeMap<(usize, usize), Merge>,
}

impl<'a> Page<'a> {
    fn new(sheet: &'a Sheet) -> Self {
        let mut merged = BTreeMap::new();
        let width = sheet.width();
        for merge in &sheet.merges {
            for row in merge.top as usize..=(merge.bottom as usize).min(sheet.rows.len()) {
                for column in merge.left as usize..=(merge.right as usize).min(width) {
                    merged.insert((row, column), *merge);
                }
            }
        }
        Self { sheet, from: 0, to: width, merged }
    }

    fn figure(&self, row: usize, column: usize) -> Figure {
        Figure::of(self.sheet.cell(row, column))
    }

    /// The columns a row has cells in.
    fn columns(&self, row: usize) -> std::ops::Range<usize> {
        self.from..self.sheet.rows.get(row).map_or(0, Vec::len).min(self.to).max(self.from)
    }

    /// Where tables stand side by side: a blank column, and behind it one with more texts than figures while there are
    /// figures before it.
    fn bands(&self) -> Vec<(usize, usize)> {
        let rows = || 0..self.sheet.rows.len();
        let filled = |column: usize| rows().any(|row| !self.seen(row, column).is_empty());
        let count = |column: usize| {
            let cells: Vec<Figure> = rows().map(|row| self.figure(row, column)).collect();
            let texts = cells.iter().filter(|figure| matches!(figure, Figure::Text(_))).count();
            (texts, cells.iter().filter(|figure| figure.is_figure()).count())
        };
        let mut bands = Vec::new();
        let (mut from, mut figures) = (0, 0);
        for column in 0..self.to {
            let (texts, here) = count(column);
            let apart = column.checked_sub(1).is_some_and(|before| !filled(before));
            if apart && figures > 1 && texts > here {
                bands.push((from, column));
                (from, figures) = (column, 0);
            }
            figures += here;
        }
        bands.push((from, self.to));
        bands
    }

    fn is_blank(&self, row: usize) -> bool {
        self.columns(row).all(|column| self.figure(row, column) == Figure::Blank)
    }

    /// The text a person sees at a place, that of the merged region included.
    fn seen(&self, row: usize, column: usize) -> String {
        let (top, left) = match self.merged.get(&(row, column)) {
            Some(merge) => (merge.top as usize, merge.left as usize),
            None => (row, column),
        };
        self.sheet.cell(top, left).text().trim().replace('\n', "")
    }

    /// Columns that hold texts, of merged regions the first.
    fn text_columns(&self, row: usize) -> Vec<usize> {
        self.columns(row).filter(|column| matches!(self.figure(row, *column), Figure::Text(_))).collect()
    }

    /// Columns that hold figures, those before the last label left out (they number the labels).
    fn figure_columns(&self, row: usize) -> Vec<usize> {
        let figures = self.columns(row).filter(|column| self.figure(row, *column).is_figure());
        let all: Vec<usize> = figures.collect();
        let last_text = self.text_columns(row).last().copied();
        let after: Vec<usize> =
            all.iter().copied().filter(|column| last_text.is_none_or(|text| *column > text)).collect();
        if after.is_empty() { all } else { after }
    }

    /// A row with figures behind its labels, or with several anywhere.
    fn is_body(&self, row: usize) -> bool {
        let figures = self.columns(row).filter(|column| self.figure(row, *column).is_figure());
        let all: Vec<usize> = figures.collect();
        let last_text = self.text_columns(row).last().copied();
        all.len() > 1 || all.iter().any(|column| last_text.is_some_and(|text| *column > text)) || {
            last_text.is_none() && !all.is_empty()
        }
    }

    /// 1, 2, 3, … under or over the labels of a header: the numbers of the choices.
    fn is_numbering(&self, row: usize, waiting: &[usize]) -> bool {
        let numbers: Vec<f64> = self.columns(row).filter_map(|column| self.figure(row, column).value()).collect();
        let counted = numbers.iter().zip(1..).all(|(number, place)| *number == f64::from(place));
        let labelled = !self.text_columns(row).is_empty();
        let near = waiting.is_empty() || waiting.last().is_some_and(|above| *above + 1 == row);
        counted && numbers.len() > 1 && !labelled && near
    }

    /// True for a row of labels over these columns of figures.
    fn heads(&self, row: usize, columns: &[usize], is_near: bool) -> bool {
        let Some(first) = columns.first() else { return false };
        let over = |column: &&usize| {
            let begins = self.merged.get(&(row, **column)).map_or(**column, |merge| merge.left as usize);
            begins >= *first && !self.seen(row, **column).is_empty()
        };
        let found = columns.iter().filter(over).count();
        found > 1 || (found == 1 && (is_near || columns.len() == 1))
    }

    fn table(&self, region: Region) -> Option<VendorTable> {
        let rows = region.rows.iter().filter_map(|row| match row {
            Row::Body(row) => Some(*row),
            Row::Title(_) => None,
        });
        let body: Vec<usize> = rows.collect();
        let labels = self.label_columns(&body);
        let width = body.iter().map(|row| self.columns(*row).end).max()?;
        let columns: Vec<usize> =
            (labels..width).filter(|column| body.iter().any(|row| self.figure(*row, *column).is_figure())).collect();
        let heads = columns.iter().map(|column| self.head(&region.header, *column, &columns));
        let heads: Vec<Head> = heads.collect();
        let lines = self.lines(&region.rows, labels, &columns);
        let titles = region.titles.iter().rev().take(MOST_TITLES).rev();
        let titles = titles.map(|row| {
            let texts = self.columns(*row).map(|column| self.sheet.cell(*row, column).text().trim().to_owned());
            texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
        });
        let over_labels = |row: &usize| (self.from..labels).map(|column| self.seen(*row, column)).collect::<Vec<_>>();
        let corner = region.header.iter().flat_map(over_labels).filter(|text| !text.is_empty()).collect();
        let top = region.header.first().or(body.first()).copied()?;
        let place = (top, if region.header.is_empty() { self.from } else { columns.first().copied()? });
        Some(VendorTable {
            sheet: self.sheet.name.clone(),
            titles: titles.collect(),
            corner,
            place,
            columns: heads,
            lines,
        })
    }

    /// The first column behind those that hold labels.
    fn label_columns(&self, body: &[usize]) -> usize {
        let width = body.iter().map(|row| self.columns(*row).end).max().unwrap_or(0);
        let count = |column: usize, wanted: fn(&Figure) -> bool| {
            body.iter().filter(|row| wanted(&self.figure(**row, column))).count()
        };
        let texts = |column| count(column, |figure| matches!(figure, Figure::Text(_)));
        let figures = |column| count(column, Figure::is_figure);
        let is_label = |column: &usize| texts(*column) > figures(*column);
        let is_figure = |column: usize| figures(column) > texts(column);
        let last = (self.from..width).filter(is_label).rfind(|column| (column + 1..width).any(is_figure));
        last.map_or(self.from, |last| last + 1)
    }

    /// The labels over a column; a label over several columns may stand in the first of them only.
    fn head(&self, header: &[usize], column: usize, columns: &[usize]) -> Head {
        let mut labels: Vec<String> = Vec::new();
        for (at, row) in header.iter().enumerate() {
            let mut label = self.seen(*row, column);
            if label.is_empty() && at + 1 < header.len() {
                let before = columns.iter().rev().filter(|other| **other < column);
                label = before.map(|other| self.seen(*row, *other)).find(|label| !label.is_empty()).unwrap_or_default();
            }
            if !label.is_empty() && labels.last() != Some(&label) {
                labels.push(label);
            }
        }
        let unit = labels.last().and_then(|label| words::unit(label));
        if unit.is_some() && labels.len() > 1 {
            labels.pop();
        }
        Head { column, labels, unit }
    }

    fn lines(&self, rows: &[Row], labels: usize, columns: &[usize]) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        let mut carried: Vec<String> = vec![String::new(); labels - self.from];
        let mut block = String::new();
        for row in rows {
            let row = match row {
                Row::Title(row) => {
                    let texts: Vec<String> =
                        self.text_columns(*row).iter().map(|column| self.seen(*row, *column)).collect();
                    block = texts.join(" ");
                    carried.iter_mut().for_each(String::clear);
                    continue;
                }
                Row::Body(row) => *row,
            };
            let mut own: Vec<String> = (self.from..labels).map(|column| self.seen(row, column)).collect();
            let mut unit = None;
            for label in &mut own {
                if let Some(found) = words::unit(label).filter(|_| labels - self.from > 1) {
                    unit = Some(found);
                    label.clear();
                }
            }
            let is_next = own.iter().all(String::is_empty);
            if !is_next {
                // A blank label left of a filled one goes on from above.
                let last = own.iter().rposition(|label| !label.is_empty()).unwrap_or(0);
                for (at, label) in own.iter_mut().enumerate() {
                    if label.is_empty()
                        && at < last
                        && let Some(above) = carried.get(at)
                    {
                        label.clone_from(above);
                    }
                }
                carried.clone_from(&own);
            }
            let labels = match (is_next, lines.last()) {
                (true, Some(above)) => above.labels.clone(),
                _ => [&block].into_iter().chain(&own).filter(|label| !label.is_empty()).cloned().collect(),
            };
            let figures = columns.iter().map(|column| self.figure(row, *column)).collect();
            lines.push(Line { row, labels, unit, figures });
        }
        lines
    }
}
