//! A draft of a comments definition for a spreadsheet of receipts: which column is what, told by its header and its texts.
//!
//! Every guess that was not plain is marked, with the other columns it might have been. Nothing is read into a set here.

use std::path::Path;

use crate::load::columns::{ColumnName, Header};
use crate::load::read::{self, ReadOptions};
use crate::load::sheet::{Cell, Sheet};
use crate::load::{LoadError, infer};
use crate::text::fold;

/// What a column of a 受付簿 can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 受付番号.
    Id,
    /// The opinion itself.
    Text,
    /// 受付日.
    Received,
    /// 提出方法.
    Channel,
    /// 該当箇所.
    Place,
    /// 氏名, 住所 and the like.
    Personal,
    /// 区分, 地区 and the like.
    Attribute,
}

/// Words of headers by role; the first role with a word that fits wins, so 電話番号 is personal and no id.
const WORDS: [(Role, &[&str]); 7] = [
    (
        Role::Personal,
        &[
            "氏名",
            "名前",
            "住所",
            "電話",
            "メールアドレス",
            "mail",
            "連絡先",
            "フリガナ",
            "ふりがな",
            "fax番号",
            "生年月日",
        ],
    ),
    (Role::Place, &["該当", "箇所", "対象箇所", "ページ", "項目"]),
    (Role::Received, &["受付日", "受信", "送信日", "提出日", "到着日", "タイムスタンプ", "完了時刻", "日時", "日付"]),
    (Role::Channel, &["提出方法", "提出手段", "経路", "受付方法", "方法"]),
    (Role::Id, &["受付番号", "受付no", "受付id", "整理番号", "回答id", "no.", "no", "番号", "id"]),
    (Role::Text, &["意見", "内容", "本文", "コメント", "自由記述", "要望"]),
    (Role::Attribute, &["区分", "立場", "地区", "年代", "年齢", "性別", "職業", "居住", "在住"]),
];

/// One column with what it seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As its header is written.
    pub header: String,
    /// What it seems to be; `None` is left out.
    pub role: Option<Role>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Name of the sheet; empty for text files.
    pub sheet: String,
    /// Columns with a header, from left to right; at most one is the text, the id, the day, the channel, the place.
    pub columns: Vec<Column>,
    /// The text column was told only by the length of its texts, or others might be it: their headers.
    pub other_texts: Vec<String>,
    /// Rows below the header that have something in them.
    pub rows: usize,
}

impl Draft {
    /// The headers with a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &str> {
        self.columns.iter().filter(move |column| column.role == Some(role)).map(|column| column.header.as_str())
    }
}

/// Looks at a spreadsheet; `None` where no column holds texts.
///
/// # Errors
/// The file cannot be read.
pub fn draft(file: &Path) -> Result<Option<Draft>, LoadError> {
    let failed = |error| LoadError::Read { file: file.to_owned(), error };
    let sheet = read::read_sheet(file, &ReadOptions::default()).map_err(failed)?;
    let Some(header) = header(&sheet) else { return Ok(None) };
    let rows =
        sheet.rows.iter().skip(header.data_start()).filter(|row| row.iter().any(|cell| !cell.is_blank())).count();
    let mut columns: Vec<Column> =
        header.columns.iter().map(|name| Column { header: written(name), role: role(&name.joined) }).collect();
    let mean: Vec<f64> = (0..columns.len()).map(|column| mean_length(&sheet, header.data_start(), column)).collect();
    let is_text = |column: &Column| column.role == Some(Role::Text);
    let candidates: Vec<usize> =
        columns.iter().enumerate().filter(|(_, column)| is_text(column)).map(|(at, _)| at).collect();
    let free: Vec<usize> = (0..columns.len())
        .filter(|at| {
            columns.get(*at).is_some_and(|column| !column.header.is_empty() && column.role != Some(Role::Personal))
        })
        .collect();
    let length = |at: &usize| mean.get(*at).copied().unwrap_or(0.0);
    let longest = |among: &[usize]| among.iter().copied().max_by(|a, b| length(a).total_cmp(&length(b)));
    let Some(text) = longest(&candidates).or(longest(&free)).filter(|at| length(at) > 0.0) else { return Ok(None) };
    // Another long column may hold opinions as well.
    let rivals = if candidates.is_empty() { &free } else { &candidates };
    let rivals: Vec<usize> = rivals.iter().copied().filter(|at| *at != text && length(at) >= 10.0).collect();
    let other_texts: Vec<String> =
        rivals.iter().filter_map(|at| columns.get(*at)).map(|column| column.header.clone()).collect();
    keep_one(&mut columns, Role::Text, Some(text));
    for role in [Role::Id, Role::Received, Role::Channel, Role::Place] {
        keep_one(&mut columns, role, None);
    }
    columns.retain(|column| !column.header.is_empty());
    Ok(Some(Draft { sheet: sheet.name, columns, other_texts, rows }))
}

/// The row, or rows, in which most headers say what their column is.
fn header(sheet: &Sheet) -> Option<Header> {
    let known = |header: &Header| header.columns.iter().filter(|name| role(&name.joined).is_some()).count();
    let rows = (0..sheet.rows.len().min(12)).map(|row| Header::at(sheet, row, 1));
    let best = rows.rev().max_by_key(known).filter(|header| known(header) >= 2);
    best.or_else(|| infer::header(sheet, None))
}

/// What the words of a header say.
fn role(header: &str) -> Option<Role> {
    let header = fold::search(header);
    let says = |words: &&[&str]| {
        words.iter().map(|word| fold::search(word)).any(|word| {
            // Short words count only as a whole: `no` stands in many.
            if word.chars().count() <= 2 && word.is_ascii() { header == word } else { header.contains(&word) }
        })
    };
    WORDS.iter().find(|(_, words)| says(words)).map(|(role, _)| *role)
}

/// Leaves a role to one column: the given one, or the first.
fn keep_one(columns: &mut [Column], role: Role, which: Option<usize>) {
    let first = columns.iter().position(|column| column.role == Some(role));
    let which = which.or(first);
    for (at, column) in columns.iter_mut().enumerate() {
        if Some(at) == which {
            column.role = Some(role);
        } else if column.role == Some(role) {
            column.role = None;
        }
    }
}

fn written(name: &ColumnName) -> String {
    name.written.join("_").replace(['\n', '\r'], " ")
}

/// Mean number of characters of the filled cells that are texts.
fn mean_length(sheet: &Sheet, start: usize, column: usize) -> f64 {
    let texts = sheet.rows.iter().skip(start).filter_map(|row| match row.get(column)? {
        Cell::Text(text) if !text.trim().is_empty() => Some(text.chars().count()),
        _ => None,
    });
    let lengths: Vec<usize> = texts.collect();
    if lengths.is_empty() { 0.0 } else { lengths.iter().sum::<usize>() as f64 / lengths.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_say_what_their_column_is() {
        for (header, expected) in [
            ("受付番号", Some(Role::Id)),
            ("Ｎｏ．", Some(Role::Id)),
            ("電話番号", Some(Role::Personal)),
            ("ご意見の内容", Some(Role::Text)),
            ("該当箇所（ページ）", Some(Role::Place)),
            ("送信日時", Some(Role::Received)),
            ("お立場", Some(Role::Attribute)),
            ("備考", None),
            ("note", None),
        ] {
            assert_eq!(role(header), expected, "{header}");
        }
    }
}
