//! Cells of answers that are merged over several rows, as doubts of a draft.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::super::column::Column;
use super::super::{Change, Reason, origin};
use super::Maker;
use crate::load::columns::Header;
use crate::load::merged;
use crate::load::sheet::Sheet;

/// The sheet with every merged cell beside all its rows, but for numbers of respondents, who may have several rows.
pub(super) fn filled<'a>(sheet: &'a Sheet, header: &Header) -> Cow<'a, Sheet> {
    let columns: BTreeSet<usize> = merged::spans(sheet, header).into_iter().map(|(column, ..)| column).collect();
    let is_number = |column: &usize| header.columns.get(*column).is_some_and(|name| origin::id_rank(name).is_some());
    let columns: Vec<usize> = columns.into_iter().filter(|column| !is_number(column)).collect();
    if columns.is_empty() {
        return Cow::Borrowed(sheet);
    }
    let mut whole = sheet.clone();
    merged::fill(&mut whole, header, &columns);
    Cow::Owned(whole)
}

impl Maker<'_> {
    /// Notes which columns are filled from merged cells, and that a respondent may have several rows.
    pub(super) fn say_merged(&mut self, columns: &[Column], id: Option<usize>) {
        let spans = merged::spans(self.given.sheet, &self.header);
        for column in columns {
            let own = spans.iter().filter(|(at, ..)| *at == column.index);
            let rows: usize = own.map(|(_, top, bottom)| bottom - top).sum();
            if rows == 0 {
                continue;
            }
            let name = self.reference(column.index);
            if id == Some(column.index) {
                let change = Change::Skip { column: name.clone(), texts: vec![String::new()] };
                self.guess(None, Reason::SeveralRows { column: name, rows }, vec![change]);
            } else if origin::id_rank(&column.name).is_none() {
                self.draft.source.fill.push(name.clone());
                let change = Change::NotFilled { column: name.clone() };
                self.guess(None, Reason::Merged { column: name, rows }, vec![change]);
            }
        }
    }
}
