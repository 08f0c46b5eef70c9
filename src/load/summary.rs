//! Rows among and below the answers that are no answers: totals, averages, the header once more, and the notes people write
//! under a table.

use super::columns::Header;
use super::sheet::{Cell, Sheet};
use crate::text::fold;

/// Texts that fill the first cell of a row of totals, folded and in lower case.
const TOTALS: [&str; 7] = ["合計", "総計", "総合計", "小計", "計", "total", "sum"];
/// The same for averages, which may be an answer (平均 of 高い, 平均, 低い) above the foot.
const AVERAGES: [&str; 3] = ["平均", "平均値", "average"];
/// Words that begin a note when a sign, a number or nothing follows; 注意してほしい is an answer.
const NOTE: [&str; 5] = ["注", "注記", "資料", "出典", "備考"];

/// What tells the rows of a sheet that are no answers.
#[derive(Debug, Clone)]
pub struct Summary {
    /// 0-based row behind the last answers.
    end: usize,
    /// 0-based column where the table begins; notes stand there or to the left of it.
    left: usize,
    /// The cells of the header rows, trimmed.
    header: Vec<Vec<String>>,
}

impl Summary {
    /// Looks at the foot of a sheet.
    pub fn of(sheet: &Sheet, header: &Header) -> Self {
        let first = |row: &Vec<Cell>| row.iter().position(|cell| !cell.is_blank());
        let left = sheet.rows.iter().skip(header.first).filter_map(first).min().unwrap_or(0);
        // In a sheet of one column nothing tells a note from an answer.
        let width = sheet.width();
        let is_foot = |row: &Vec<Cell>| {
            row.iter().all(Cell::is_blank)
                || begins_with(row, &[&TOTALS, &AVERAGES]).is_some()
                || (width > 1 && is_note(row, left))
        };
        let end = sheet.rows.iter().rposition(|row| !is_foot(row)).map_or(0, |last| last + 1);
        let above = sheet.rows.iter().skip(header.first).take(header.rows);
        let texts = |row: &Vec<Cell>| row.iter().map(|cell| cell.text().trim().to_owned()).collect();
        let headers: Vec<Vec<String>> = above.map(texts).collect();
        // Where an option that was chosen is its own header in the cell, a row with all of them is an answer.
        let below = || sheet.rows.iter().skip(header.data_start());
        let is_said = |texts: &Vec<String>| below().any(|row| is_part(row, texts));
        Self { end, left, header: headers.into_iter().filter(|texts| !is_said(texts)).collect() }
    }

    /// The cell that says that a row is no answer: anywhere for totals and for the header once more, below the last answers
    /// for averages and notes.
    pub fn cell(&self, index: usize, row: &[Cell]) -> Option<usize> {
        let is_foot = index >= self.end;
        let words: &[&[&str]] = if is_foot { &[&TOTALS, &AVERAGES] } else { &[&TOTALS] };
        let first = || row.iter().position(|cell| !cell.is_blank());
        begins_with(row, words)
            .or_else(|| (is_foot && is_note(row, self.left)).then(first).flatten())
            .or_else(|| self.is_header(row).then(first).flatten())
    }

    /// True for a header row that comes again among the answers, as where two tables were put one below the other.
    fn is_header(&self, row: &[Cell]) -> bool {
        self.header.iter().any(|header| is_whole(row, header))
    }
}

/// True for a cell with the text that stands in its header. Numbers may be answers.
fn is_header_text(cell: &Cell, header: &str) -> bool {
    matches!(cell, Cell::Text(text) if text.trim() == header && header.contains(char::is_alphabetic))
}

/// True for a row with most texts of a header row, at least two, and nothing else: a table beside the answers is not repeated.
fn is_whole(row: &[Cell], header: &[String]) -> bool {
    let texts = header.iter().filter(|text| !text.is_empty()).count();
    let filled = row.iter().filter(|cell| !cell.is_blank()).count();
    let same = row.iter().zip(header).filter(|(cell, text)| is_header_text(cell, text)).count();
    same > 1 && same == filled && same * 10 >= texts * 6
}

/// True for a row with some of the texts of a header row.
fn is_part(row: &[Cell], header: &[String]) -> bool {
    row.iter().zip(header).any(|(cell, text)| is_header_text(cell, text)) && !is_whole(row, header)
}

/// The first cell with something in it, when that is one of the words.
fn begins_with(row: &[Cell], words: &[&[&str]]) -> Option<usize> {
    let first = row.iter().position(|cell| !cell.is_blank())?;
    // Most rows begin with a number, and folding is slow.
    if !matches!(row.get(first)?, Cell::Text(text) if !text.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    // 合　計 is often spaced out to fill its cell.
    let text: String = fold::matching(&row.get(first)?.text()).to_lowercase().split(' ').collect();
    words.iter().any(|words| words.contains(&text.as_str())).then_some(first)
}

/// True for a row with nothing but a note where its table begins: ※欠測は9, (注)令和8年10月現在, 注1), 資料:事業所調査.
fn is_note(row: &[Cell], left: usize) -> bool {
    let mut filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    let (Some((at, Cell::Text(text))), None) = (filled.next(), filled.next()) else { return false };
    if at > left {
        return false;
    }
    let folded = fold::matching(text);
    let bare = folded.trim_start_matches(['(', '[', '<', '【', '〔', '*']);
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphabetic());
    folded.starts_with('※') || NOTE.iter().any(|word| bare.strip_prefix(word).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(texts: &[&str]) -> Vec<Cell> {
        texts.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) }).collect()
    }

    #[test]
    fn notes_stand_below_the_answers_only() {
        let rows = [
            vec!["番号", "意見"],
            vec!["※1", ""],
            vec!["a", "よい"],
            vec!["合　計", "2"],
            vec!["平均", "3.5"],
            vec!["", ""],
            vec!["※欠測は9", ""],
            vec!["（注）令和8年10月現在", ""],
            vec!["注 1）速報", ""],
            vec!["資料：事業所調査", ""],
        ];
        let sheet = Sheet { rows: rows.iter().map(|texts| row(texts)).collect(), ..Sheet::default() };
        let summary = Summary::of(&sheet, &Header::at(&sheet, 0, 1));
        let found: Vec<usize> = sheet
            .rows
            .iter()
            .enumerate()
            .skip(1)
            .filter(|(at, row)| summary.cell(*at, row).is_some())
            .map(|(at, _)| at)
            .collect();
        assert_eq!(found, [3, 4, 6, 7, 8, 9]);
    }

    #[test]
    fn averages_stand_at_the_foot_only() {
        let rows = [["水準", "数"], ["平均", "2"], ["高い", "1"], ["平均", "1.5"]];
        let sheet = Sheet { rows: rows.iter().map(|texts| row(texts)).collect(), ..Sheet::default() };
        let summary = Summary::of(&sheet, &Header::at(&sheet, 0, 1));
        let found: Vec<_> = sheet.rows.iter().enumerate().skip(1).map(|(at, row)| summary.cell(at, row)).collect();
        assert_eq!(found, [None, None, Some(0)]);
    }

    #[test]
    fn answers_that_begin_like_notes_stay() {
        for texts in [&["注意してほしい", ""][..], &["資料が少ない", ""], &["※印", "1"], &["", "※よい"]]
        {
            assert!(!is_note(&row(texts), 0), "{texts:?}");
        }
        let sheet = Sheet { rows: vec![row(&["意見"]), row(&["※よい"])], ..Sheet::default() };
        let last = sheet.rows.get(1).map(|row| Summary::of(&sheet, &Header::at(&sheet, 0, 1)).cell(1, row));
        assert_eq!(last, Some(None));
    }

    #[test]
    fn notes_stand_where_the_table_begins_and_headers_come_again() {
        let rows = [
            vec!["", "番号", "性別", "頻度"],
            vec!["", "1", "男", "毎日"],
            vec!["", "番号", "性別", "頻度"],
            vec!["", "2", "女", "毎日"],
            vec!["", "合計", "2", ""],
            vec!["", "※未回答は空欄", "", ""],
        ];
        let sheet = Sheet { rows: rows.iter().map(|texts| row(texts)).collect(), ..Sheet::default() };
        let summary = Summary::of(&sheet, &Header::at(&sheet, 0, 1));
        let found: Vec<_> = sheet.rows.iter().enumerate().skip(1).map(|(at, row)| summary.cell(at, row)).collect();
        assert_eq!(found, [None, Some(1), None, Some(1), Some(1)]);
        // Options that stand in the cells of those who chose them are answers, whoever chose all of them.
        let rows = [["資金", "人手"], ["資金", ""], ["資金", "人手"]];
        let sheet = Sheet { rows: rows.iter().map(|texts| row(texts)).collect(), ..Sheet::default() };
        let summary = Summary::of(&sheet, &Header::at(&sheet, 0, 1));
        assert_eq!(summary.cell(2, &row(&["資金", "人手"])), None);
    }
}
