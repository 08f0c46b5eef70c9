//! Rows below the answers that are no answers: totals, averages, and the notes people write under a table.

use super::sheet::{Cell, Sheet};
use crate::text::fold;

/// Texts that fill the first cell of a row of totals, folded and in lower case.
const TOTALS: [&str; 7] = ["合計", "総計", "総合計", "小計", "計", "total", "sum"];
/// The same for averages, which may be an answer (平均 of 高い, 平均, 低い) above the foot.
const AVERAGES: [&str; 3] = ["平均", "平均値", "average"];
/// Words that begin a note when a sign, a number or nothing follows; 注意してほしい is an answer.
const NOTE: [&str; 5] = ["注", "注記", "資料", "出典", "備考"];

/// Where the notes below the answers of a sheet begin.
#[derive(Debug, Clone, Copy)]
pub struct Summary {
    /// 0-based row behind the last answers.
    end: usize,
}

impl Summary {
    /// Looks at the foot of a sheet.
    pub fn of(sheet: &Sheet) -> Self {
        // In a sheet of one column nothing tells a note from an answer.
        let is_foot = |row: &Vec<Cell>| {
            row.iter().all(Cell::is_blank)
                || begins_with(row, &[&TOTALS, &AVERAGES]).is_some()
                || (sheet.width() > 1 && is_note(row))
        };
        Self { end: sheet.rows.iter().rposition(|row| !is_foot(row)).map_or(0, |last| last + 1) }
    }

    /// The cell that says that a row is no answer: anywhere for totals, below the last answers for averages and notes.
    pub fn cell(self, index: usize, row: &[Cell]) -> Option<usize> {
        let is_foot = index >= self.end;
        let words: &[&[&str]] = if is_foot { &[&TOTALS, &AVERAGES] } else { &[&TOTALS] };
        begins_with(row, words).or_else(|| (is_foot && is_note(row)).then_some(0))
    }
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

/// True for a row with nothing but a note in its first cell: ※欠測は9, (注)令和8年10月現在, 注1), 資料:事業所調査.
fn is_note(row: &[Cell]) -> bool {
    let Some((Cell::Text(text), rest)) = row.split_first() else { return false };
    if rest.iter().any(|cell| !cell.is_blank()) {
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
        let summary = Summary::of(&sheet);
        let found: Vec<usize> = sheet
            .rows
            .iter()
            .enumerate()
            .filter(|(at, row)| summary.cell(*at, row).is_some())
            .map(|(at, _)| at)
            .collect();
        assert_eq!(found, [3, 4, 6, 7, 8, 9]);
    }

    #[test]
    fn averages_stand_at_the_foot_only() {
        let rows = [["平均", "2"], ["高い", "1"], ["平均", "1.5"]];
        let sheet = Sheet { rows: rows.iter().map(|texts| row(texts)).collect(), ..Sheet::default() };
        let summary = Summary::of(&sheet);
        let found: Vec<_> = sheet.rows.iter().enumerate().map(|(at, row)| summary.cell(at, row)).collect();
        assert_eq!(found, [None, None, Some(0)]);
    }

    #[test]
    fn answers_that_begin_like_notes_stay() {
        for texts in [&["注意してほしい", ""][..], &["資料が少ない", ""], &["※印", "1"], &["", "※よい"]]
        {
            assert!(!is_note(&row(texts)), "{texts:?}");
        }
        let sheet = Sheet { rows: vec![row(&["意見"]), row(&["※よい"])], ..Sheet::default() };
        let last = sheet.rows.get(1).map(|row| Summary::of(&sheet).cell(1, row));
        assert_eq!(last, Some(None));
    }
}
