//! What is no question: the columns that go aside, and the column that identifies a respondent.

use std::collections::HashSet;

use super::super::column::Column;
use super::super::origin::{self, Role};
use super::super::{Change, LeftOut, Origin, Reason};
use super::{Maker, skips};
use crate::load::columns::ColumnName;
use crate::load::settle::is_nobody;
use crate::load::sheet::Cell;
use crate::model::Kind;
use crate::text::fold;

/// A column called a number has no more values than this when it is asked.
const MOST_NUMBERS: usize = 20;
/// More than one row in so many with the person of another row are no doubles that somebody sent.
const MOST_DOUBLES: usize = 20;
/// Headers of the small tables that people make beside the answers, folded.
const SIDE: [&str; 12] =
    ["集計", "件数", "人数", "割合", "構成比", "合計", "計", "度数", "回答数", "%", "比率", "集計表"];

impl Maker<'_> {
    /// The column that identifies a respondent: the service's own, or the surest name whose values hardly repeat.
    pub(super) fn find_id(&mut self, columns: &[Column], roles: &[Option<(Role, bool)>]) -> Option<usize> {
        let by_role = |column: &&Column| matches!(roles.get(column.index), Some(Some((Role::Id, _))));
        let by_name = |column: &&Column| origin::id_rank(&column.name).is_some();
        let of_book = self.given.codebook.and_then(|book| book.id.as_ref());
        let told = columns.iter().find(|column| of_book.is_some_and(|id| column.name.joined == *id));
        // 整理番号 that was asked in a form ties web to paper, so it comes before the service's own number.
        let printed = columns.iter().find(|column| origin::id_rank(&column.name) == Some(0) && column.filled > 0);
        let own = columns.iter().find(|column| by_role(column));
        let named = columns.iter().filter(by_name).min_by_key(|column| origin::id_rank(&column.name));
        let column = told.or(printed).or(own).or(named).filter(|column| column.filled > 0)?;
        let repeats = column.filled - column.distinct.len().min(column.filled);
        if repeats * 10 > column.filled {
            return None;
        }
        let name = self.reference(column.index);
        if repeats > 0 {
            self.guess(None, Reason::IdRepeats { column: name.clone(), times: repeats }, vec![Change::NoId]);
        }
        self.draft.source.id = Some(name);
        Some(column.index)
    }

    pub(super) fn sort_out(&mut self, column: Column, roles: &[Option<(Role, bool)>], id: Option<usize>) {
        let name = self.reference(column.index);
        let levels = column.name.written.iter().filter(|level| !level.contains("ImportId"));
        let shown = levels.take(1).cloned().collect::<String>();
        let named = !column.name.levels.is_empty();
        let mut ignore = |why: LeftOut| {
            if why == LeftOut::Personal {
                self.draft.source.personal.push(name.clone());
            } else if named && why != LeftOut::Id && why != LeftOut::Skip {
                self.draft.source.ignore.push(name.clone());
            }
            self.draft.found.left_out.push((shown.clone(), why));
        };
        if id == Some(column.index) {
            return ignore(LeftOut::Id);
        }
        if self.draft.source.received.as_ref() == Some(&name) {
            return self.draft.found.left_out.push((shown, LeftOut::Received));
        }
        if self.given.codebook.and_then(|book| book.weight.as_ref()).is_some_and(|weight| column.name.joined == *weight)
        {
            self.draft.weight = Some(name);
            return self.draft.found.left_out.push((shown, LeftOut::Weight));
        }
        if self.draft.source.skip.contains_key(&name) && skips::is_all_valid(&column) {
            return ignore(LeftOut::Skip);
        }
        match roles.get(column.index).copied().flatten() {
            Some((Role::Id, _)) => return ignore(LeftOut::Service),
            Some((Role::Time, _)) => return ignore(LeftOut::Time),
            Some((Role::Service, _)) => return ignore(LeftOut::Service),
            Some((Role::Status, _)) if self.draft.source.skip.contains_key(&name) => return ignore(LeftOut::Skip),
            Some((Role::Status, _)) => return ignore(LeftOut::Service),
            Some((Role::Personal, true)) => return ignore(LeftOut::Personal),
            Some((Role::Personal, false)) if column.distinct.len() * 2 > column.filled && column.filled > 3 => {
                ignore(LeftOut::Personal);
                let reason = Reason::MaybePersonal { column: name };
                return self.guess(None, reason, vec![Change::Kind(Kind::Text)]);
            }
            _ => {}
        }
        // A time of day that nobody gave a name is when somebody answered.
        let has_clock = |column: &Column| column.most(column.dates) && column.values().any(|text| text.contains(':'));
        if !named && (column.filled == 0 || has_clock(&column)) {
            return;
        }
        if origin::id_rank(&column.name).is_some() && column.filled > 1 {
            if column.distinct.len() == column.filled {
                return ignore(LeftOut::Service);
            }
            // Numbers that hardly come again are those of members or rows, not answers.
            if column.distinct.len() * 2 > column.filled || (column.distinct.len() > MOST_NUMBERS && named) {
                ignore(LeftOut::Service);
                let reason = Reason::Serial { column: name };
                return self.guess(None, reason, vec![Change::Kind(Kind::Numeric)]);
            }
        }
        self.columns.push(column);
    }

    /// A person who comes again and again, as a member with a row for every place, is no double form: the personal columns are
    /// left out like others then, since loading would count a person once.
    pub(super) fn check_persons(&mut self) {
        let names = self.draft.source.personal.clone();
        let columns: Vec<usize> = names.iter().filter_map(|name| self.header.find(name).first().copied()).collect();
        let mut seen = HashSet::new();
        let (mut filled, mut again) = (0, 0);
        for row in &self.rows {
            let text = |column: &usize| row.get(*column).map(|cell| fold::matching(&cell.text()).to_lowercase());
            let texts: Vec<String> = columns.iter().filter_map(text).collect();
            if texts.is_empty() || texts.iter().any(|text| is_nobody(text)) {
                continue;
            }
            filled += 1;
            again += usize::from(!seen.insert(texts));
        }
        if again * MOST_DOUBLES <= filled {
            return;
        }
        self.draft.source.personal.clear();
        for name in names {
            let change = Change::Personal { column: name.clone() };
            self.draft.source.ignore.push(name.clone());
            self.guess(None, Reason::PersonalRepeats { column: name, rows: again }, vec![change]);
        }
    }

    /// The columns of a small table beside the answers: behind a blank column, with numbers in fewer than half of the rows from
    /// the first one on, or under 集計, 件数 and the like.
    pub(super) fn find_side_table(&mut self, columns: &[Column]) -> Vec<usize> {
        let is_gap = |column: &Column| column.filled == 0 && column.name.levels.is_empty();
        let Some(first) = columns.iter().position(|column| !is_gap(column)) else { return Vec::new() };
        let behind = columns.iter().skip(first).position(is_gap).filter(|gap| *gap > 1);
        let Some(gap) = behind.map(|gap| first + gap) else { return Vec::new() };
        let side: Vec<&Column> = columns.iter().skip(gap).filter(|column| !is_gap(column)).collect();
        let is_filled = |row: &&[Cell], column: usize| row.get(column).is_some_and(|cell| !cell.is_blank());
        let filled: Vec<usize> = (0..self.rows.len())
            .filter(|at| self.rows.get(*at).is_some_and(|row| side.iter().any(|column| is_filled(row, column.index))))
            .collect();
        let few = filled.len() * 2 < self.rows.len();
        let whole = side.iter().all(|column| column.filled == filled.len());
        let from_the_top = filled.iter().enumerate().all(|(at, row)| at == *row);
        let named = side.iter().any(|column| SIDE.contains(&column.title().as_str()));
        let counted = side.len() > 1 && side.iter().any(|column| column.most(column.numbers));
        if side.is_empty() || filled.is_empty() || !few || !(named || (counted && whole && from_the_top)) {
            return Vec::new();
        }
        let names: Vec<String> = side.iter().map(|column| self.reference(column.index)).collect();
        let change = Change::Ask { columns: names.clone() };
        self.guess(None, Reason::Side { columns: names }, vec![change]);
        side.iter().map(|column| column.index).collect()
    }

    /// Leaves out the columns of a table beside the answers.
    pub(super) fn leave_side_table(&mut self, columns: &mut Vec<Column>) {
        let side = self.find_side_table(columns);
        for column in columns.iter().filter(|column| side.contains(&column.index)) {
            self.draft.source.ignore.push(self.reference(column.index));
            self.draft.found.left_out.push((column.name.written.join(" "), LeftOut::Side));
        }
        columns.retain(|column| !side.contains(&column.index));
    }

    /// What LimeSurvey lets people write beside every option (`Q2[SQ001comment]`) is no option: a text of its own, behind the
    /// question.
    pub(super) fn part_comments(&mut self) {
        if self.origin != Origin::LimeSurvey {
            return;
        }
        let name = |column: &Column| column.name.written.first().cloned().unwrap_or_default();
        let names: HashSet<String> = self.columns.iter().map(name).collect();
        let own = |column: &Column| {
            let name = name(column);
            let option = name.strip_suffix("comment]").map(|option| format!("{option}]"))?;
            names.contains(&option).then(|| name.replace(['[', ']'], " ").trim().to_owned())
        };
        let is_option = |column: &Column, stem: &str| name(column).split('[').next() == Some(stem);
        let (mut texts, mut others) = (Vec::new(), Vec::new());
        for column in std::mem::take(&mut self.columns) {
            match own(&column) {
                Some(text) => {
                    let stem = name(&column).split('[').next().unwrap_or_default().to_owned();
                    let plain =
                        ColumnName { levels: vec![fold::matching(&text)], written: vec![text], ..column.name.clone() };
                    texts.push((stem, Column { name: plain, ..column }));
                }
                None => others.push(column),
            }
        }
        for (stem, column) in texts.into_iter().rev() {
            let behind = others.iter().rposition(|other| is_option(other, &stem)).map_or(others.len(), |at| at + 1);
            others.insert(behind, column);
        }
        self.columns = others;
    }
}
