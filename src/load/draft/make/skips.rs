//! Rows that are no answers by what stands in a column: previews and tests, forms marked as invalid, answers that were broken off.
//!
//! What says so by itself is left out; what may be an answer all the same is counted. Either is a guess.

use super::super::column::Column;
use super::super::origin::{self, Role};
use super::super::{Change, Reason};
use super::Maker;
use crate::load::columns::Skip;
use crate::text::fold;

/// Texts of those who enter data: the form counts.
const VALID: [&str; 5] = ["有効", "有効票", "有効回答", "有効回収", "valid"];
/// The form does not count.
const INVALID: [&str; 7] = ["無効", "無効票", "無効回答", "無効回収", "白紙", "白票", "invalid"];
/// Texts of those who tried the form out.
const TESTS: [&str; 20] = [
    "テスト",
    "てすと",
    "test",
    "テスト回答",
    "テスト回答です",
    "テスト送信",
    "テスト送信です",
    "テスト入力",
    "テスト入力です",
    "テストです",
    "テストデータ",
    "テスト太郎",
    "テスト花子",
    "動作確認",
    "動作確認用",
    "動作テスト",
    "ダミー",
    "ダミーデータ",
    "dummy",
    "test data",
];

impl Maker<'_> {
    /// Looks for rows that are no answers. Gives all columns as they stand in the rows before any of them is left out.
    pub(super) fn find_skips(&mut self, roles: &[Option<(Role, bool)>]) -> Vec<Column> {
        let columns: Vec<Column> =
            (0..self.header.columns.len()).map(|index| Column::of(&self.rows, &self.header, index)).collect();
        for column in &columns {
            match roles.get(column.index).copied().flatten().map(|(role, _)| role) {
                Some(Role::Status) => self.skip_previews(column),
                Some(Role::Time | Role::Service) => self.doubt_unfinished(column),
                _ => self.skip_invalid(column),
            }
        }
        for column in &columns {
            let role = roles.get(column.index).copied().flatten().map(|(role, _)| role);
            if !matches!(role, Some(Role::Status | Role::Time | Role::Service)) {
                self.find_tests(column, role);
            }
        }
        columns
    }

    /// A status column whose texts tell previews and tests.
    fn skip_previews(&mut self, column: &Column) {
        let previews = origin::previews(self.origin, &column.distinct);
        let name = self.reference(column.index);
        if !previews.is_empty() {
            let texts = previews.iter().map(|(text, _)| text.clone()).collect();
            self.draft.source.skip.insert(name.clone(), texts);
            self.draft.found.skipped.extend(previews);
        }
        let doubtful = origin::doubtful(&column.distinct);
        if !doubtful.is_empty() {
            let change = Change::Skip { column: name.clone(), texts: doubtful.clone() };
            self.guess(None, Reason::Status { column: name, texts: doubtful }, vec![change]);
        }
    }

    /// A column of a service that says who did not come to the end.
    fn doubt_unfinished(&mut self, column: &Column) {
        let name = self.reference(column.index);
        let texts = origin::unfinished(self.origin, &column.name, &column.distinct, self.rows.len());
        if !texts.is_empty() {
            let rows = self.rows_with(column.index, &texts).len();
            let change = Change::Skip { column: name.clone(), texts };
            self.guess(None, Reason::Unfinished { column: name, rows }, vec![change]);
        }
    }

    /// A column that says 有効 or 無効 of every form.
    fn skip_invalid(&mut self, column: &Column) {
        let texts: Vec<(String, usize)> = self.texts(column.index);
        let is_valid = |text: &String| VALID.contains(&text.to_lowercase().as_str());
        let is_invalid = |text: &String| INVALID.contains(&text.to_lowercase().as_str());
        let valid: usize = texts.iter().filter(|(text, _)| is_valid(text)).map(|(_, count)| count).sum();
        let invalid: Vec<String> = texts.iter().map(|(text, _)| text.clone()).filter(is_invalid).collect();
        let known = texts.iter().all(|(text, _)| is_valid(text) || is_invalid(text));
        if known && valid * 2 > self.rows.len() && !invalid.is_empty() {
            self.skip(column, invalid);
        }
    }

    /// Texts of those who tried the form out. In the place of a name or a number they say what the row is; an answer may be one.
    fn find_tests(&mut self, column: &Column, role: Option<Role>) {
        let tests: Vec<(String, usize)> = column.distinct.iter().filter(|(text, _)| is_test(text)).cloned().collect();
        let count: usize = tests.iter().map(|(_, count)| count).sum();
        // テスト that many chose is an answer.
        if count == 0 || count * 10 > column.cells() && count > 2 || column.distinct.len() == tests.len() {
            return;
        }
        let texts: Vec<String> = tests.into_iter().map(|(text, _)| text).collect();
        let is_name = matches!(role, Some(Role::Id | Role::Personal))
            || origin::id_rank(&column.name).is_some()
            || origin::is_remarks(&column.name);
        if is_name {
            return self.skip(column, texts);
        }
        let skip = self.skips();
        let is_left = |at: &usize| self.rows.get(*at).is_some_and(|row| super::columns::skipped(&skip, row).is_none());
        let rows = self.rows_with(column.index, &texts).into_iter().filter(is_left).count();
        if rows > 0 {
            let name = self.reference(column.index);
            let change = Change::Skip { column: name.clone(), texts: texts.clone() };
            self.guess(None, Reason::Status { column: name, texts }, vec![change]);
        }
    }

    /// Leaves out the rows with these texts, and says that they may be answers.
    fn skip(&mut self, column: &Column, texts: Vec<String>) {
        let name = self.reference(column.index);
        let rows = self.rows_with(column.index, &texts).len();
        self.draft.source.skip.entry(name.clone()).or_default().extend(texts.iter().cloned());
        let change = Change::Count { column: name.clone(), texts: texts.clone() };
        self.guess(None, Reason::Skipped { column: name, texts, rows }, vec![change]);
    }

    /// The texts of a column, folded, with how often each stands there.
    fn texts(&self, index: usize) -> Vec<(String, usize)> {
        let mut found: Vec<(String, usize)> = Vec::new();
        for (cell, count) in super::super::column::tally(&self.rows, index) {
            let text = fold::matching(&cell.text());
            match found.iter_mut().find(|(known, _)| *known == text) {
                Some((_, known)) => *known += count,
                None => found.push((text, count)),
            }
            // 有効 and 無効 have few spellings.
            if found.len() > VALID.len() + INVALID.len() {
                break;
            }
        }
        found
    }

    /// The positions of the rows with one of these texts in a column.
    fn rows_with(&self, index: usize, texts: &[String]) -> Vec<usize> {
        let skip: [Skip; 1] =
            [(String::new(), index, texts.iter().map(|text| fold::matching(text)).collect::<Vec<_>>())];
        let is_told = |at: &usize| self.rows.get(*at).is_some_and(|row| super::columns::skipped(&skip, row).is_some());
        (0..self.rows.len()).filter(is_told).collect()
    }

    /// The columns that tell rows which are left out.
    pub(super) fn skips(&self) -> Vec<Skip> {
        let found = self.draft.source.skip.iter().filter_map(|(name, texts)| {
            let column = *self.header.find(name).first()?;
            Some((name.clone(), column, texts.iter().map(|text| fold::matching(text)).collect()))
        });
        found.collect()
    }
}

/// True for a text of somebody who tried the form out, with or without a number behind it.
fn is_test(text: &str) -> bool {
    let folded = fold::matching(text).to_lowercase();
    let bare = folded.trim_end_matches(|c: char| c.is_ascii_digit() || [' ', '。', '!', '.', '_', '-'].contains(&c));
    TESTS.contains(&bare.trim_matches(['(', ')', '【', '】', '[', ']', '*', '※']))
}

/// True for a column that only says that the forms count.
pub(super) fn is_all_valid(column: &Column) -> bool {
    column.values().all(|value| VALID.contains(&value.to_lowercase().as_str()))
}
