//! A sheet as cleaned texts with its merged cells, and its years found.

use super::{Remark, What};
use crate::load::sheet::{Sheet, cell_name};
use crate::model::plan::period;
use crate::text::fold;

/// A sheet whose cells are one line each.
pub(super) struct Grid<'a> {
    sheet: &'a Sheet,
    rows: Vec<Vec<String>>,
}

/// A year column's header: its place, its label, its year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct YearHead {
    pub(super) column: usize,
    pub(super) label: String,
    pub(super) year: Option<i64>,
}

impl<'a> Grid<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let row = |cells: &Vec<_>| cells.iter().map(|cell: &crate::load::sheet::Cell| clean(&cell.text())).collect();
        Self { sheet, rows: sheet.rows.iter().map(row).collect() }
    }

    pub(super) fn height(&self) -> usize {
        self.rows.len()
    }

    /// The texts of a row.
    pub(super) fn row(&self, row: usize) -> &[String] {
        self.rows.get(row).map_or(&[], Vec::as_slice)
    }

    pub(super) fn text(&self, row: usize, column: usize) -> &str {
        self.row(row).get(column).map_or("", String::as_str)
    }

    /// Whether the sheet says which cells are one.
    pub(super) fn has_merges(&self) -> bool {
        !self.sheet.merges.is_empty()
    }

    /// The upper left corner of the merged cell that covers a place; `None` for a place of its own.
    pub(super) fn covered(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let is_in = |from: u32, at: usize, to: u32| (from as usize..=to as usize).contains(&at);
        let merges = self.sheet.merges.iter();
        let covering =
            merges.filter(|merge| is_in(merge.top, row, merge.bottom) && is_in(merge.left, column, merge.right));
        let corner = covering.map(|merge| (merge.top as usize, merge.left as usize)).next()?;
        (corner != (row, column)).then_some(corner)
    }

    /// Covered from a row above.
    pub(super) fn is_below(&self, row: usize, column: usize) -> bool {
        self.covered(row, column).is_some_and(|(top, _)| top < row)
    }

    pub(super) fn remark(&self, row: usize, column: usize, what: What) -> Remark {
        Remark { cell: cell_name(row, column), text: self.text(row, column).to_owned(), what }
    }

    /// The era of years of one or two digits: the first that is named anywhere.
    pub(super) fn era(&self) -> Option<&'static str> {
        self.rows.iter().flatten().find_map(|text| era(text))
    }

    /// The first row at or after `from` with at least two headers of years, and those.
    pub(super) fn years(&self, from: usize) -> Option<(usize, Vec<YearHead>)> {
        let era = self.era().unwrap_or_default();
        (from..self.height()).find_map(|row| {
            let heads: Vec<YearHead> =
                self.row(row).iter().enumerate().filter_map(|(column, text)| head(column, text, era)).collect();
            (heads.len() >= 2).then_some((row, heads))
        })
    }
}

/// A cell as one line, without spaces at its ends.
fn clean(text: &str) -> String {
    let lines = text.split(['\r', '\n']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

fn era(text: &str) -> Option<&'static str> {
    let folded = fold::matching(text);
    let named = ["令和", "平成", "昭和"].into_iter().filter_map(|era| Some((folded.find(era)?, era)));
    let lettered = [("R", "令和"), ("H", "平成"), ("S", "昭和")].into_iter().filter_map(|(letter, era)| {
        let at = folded.match_indices(letter).find(|(at, _)| {
            let after = folded.get(at + 1..).unwrap_or_default();
            let before = folded.get(..*at).unwrap_or_default();
            after.starts_with(|c: char| c.is_ascii_digit()) && !before.ends_with(|c: char| c.is_ascii_alphabetic())
        })?;
        Some((at.0, era))
    });
    named.chain(lettered).min_by_key(|(at, _)| *at).map(|(_, era)| era)
}

/// 23年度, H23, 平成23年度実績, 2011年度.
fn head(column: usize, text: &str, era: &str) -> Option<YearHead> {
    let folded = fold::matching(text);
    let label = text.trim_end_matches("実績").trim().to_owned();
    let bare = folded.trim_end_matches("実績").trim_end_matches('度').trim_end_matches('年').trim();
    let digits = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let prefix = bare.strip_suffix(digits)?.trim();
    let is_year = !digits.is_empty()
        && digits.len() <= 4
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && ["", "H", "R", "S", "平成", "令和", "昭和"].contains(&prefix)
        && (bare.len() < folded.len() || !prefix.is_empty() || digits.len() == 4);
    if !is_year {
        return None;
    }
    let named = if prefix.is_empty() && digits.len() < 4 { format!("{era}{bare}") } else { bare.to_owned() };
    let year = period::years(&named).and_then(|years| years.first().copied());
    Some(YearHead { column, label, year })
}

/// Whether a text is a period of planned years, or says that the measure was not done at all.
pub(super) fn is_period(text: &str) -> bool {
    let has_era = ['H', 'R', 'S', '平', '令', '昭'].iter().any(|era| fold::matching(text).starts_with(*era));
    is_state(text) || (has_era && period::years(text).is_some_and(|years| !years.is_empty()))
}

/// Words that stand in place of a period.
pub(super) fn is_state(text: &str) -> bool {
    matches!(text, "未実施" | "未定" | "中止" | "廃止" | "休止")
}

/// Whether a text is a grade: one letter or sign.
pub(super) fn is_grade(text: &str) -> bool {
    let folded = fold::matching(text);
    let mut signs = folded.chars();
    let first = signs.next();
    signs.next().is_none()
        && first.is_some_and(|c| c.is_ascii_uppercase() || matches!(c, '◎' | '○' | '〇' | '△' | '×' | '▲' | '●'))
}

/// Whether a text is the number of a measure: digits, also with a hyphen.
pub(super) fn is_number(text: &str) -> bool {
    let folded = fold::matching(text);
    !folded.is_empty()
        && folded.len() <= 6
        && folded.starts_with(|c: char| c.is_ascii_digit())
        && folded.ends_with(|c: char| c.is_ascii_digit())
        && folded.chars().all(|c| c.is_ascii_digit() || c == '-')
}
