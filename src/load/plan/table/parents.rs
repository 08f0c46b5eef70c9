//! What stands above the measures of a progress table: strategies, policies and their parts.

use super::grid::Grid;
use super::{Remark, What, fresh};
use crate::model::plan::{Plan, Record};

/// A cell before the number of a row: its place and its level (0 strategy, 1 policy, 2 part).
pub(super) struct Parent {
    pub(super) column: usize,
    pub(super) level: usize,
}

/// The record that the rows being read belong to, by level.
#[derive(Default)]
pub(super) struct Above {
    ids: [Option<String>; 3],
    /// Columns of parents on the page: from its last row with a strategy.
    width: usize,
}

impl Above {
    /// The record right above.
    pub(super) fn nearest(&self) -> Option<&String> {
        self.ids.iter().rev().flatten().next()
    }

    /// Which of the cells before a number are what. They are counted from the number back, since rows may have lost
    /// cells at their start.
    pub(super) fn levels(&mut self, grid: &Grid<'_>, row: usize, end: usize) -> Vec<Parent> {
        let filled: Vec<usize> = (0..end).filter(|column| !grid.text(row, *column).is_empty()).collect();
        let strategy = filled.iter().copied().find(|column| letter(grid.text(row, *column)).is_some());
        if let Some(at) = strategy {
            self.width = end - at;
            return (0_usize..)
                .zip(filled.into_iter().filter(|column| *column >= at))
                .map(|(level, column)| Parent { column, level })
                .collect();
        }
        let width = if self.width == 0 { 3 } else { self.width };
        let level = |column: usize| (column + width).saturating_sub(end).clamp(1, 2);
        filled.into_iter().map(|column| Parent { column, level: level(column) }).collect()
    }

    /// Goes below the parents of a row, making the records that are not there yet.
    pub(super) fn enter(
        &mut self,
        plan: &mut Plan,
        grid: &Grid<'_>,
        row: usize,
        parents: &[Parent],
        remarks: &mut Vec<Remark>,
    ) {
        for parent in parents.iter().filter(|parent| parent.level < 3) {
            let text = grid.text(row, parent.column);
            let above = self.ids.iter().take(parent.level).rev().flatten().next().cloned();
            // A part with the name of its policy is the policy.
            let same = |record: &Record| record.title == text || record.aliases.iter().any(|alias| alias == text);
            if parent.level > 0 && above.as_ref().and_then(|id| plan.record(id)).is_some_and(same) {
                self.set(parent.level, None);
                continue;
            }
            let id = if parent.level == 0 {
                strategy(plan, grid, row, parent.column, remarks)
            } else {
                let known = plan.children(above.as_deref()).find(|record| record.kind == "policy" && same(record));
                known.map(|record| record.id.clone()).unwrap_or_else(|| policy(plan, above, text))
            };
            self.set(parent.level, Some(id));
        }
    }

    /// Nothing of this level is above any more.
    pub(super) fn set(&mut self, level: usize, id: Option<String>) {
        for (at, place) in self.ids.iter_mut().enumerate() {
            if at == level {
                place.clone_from(&id);
            } else if at > level {
                *place = None;
            }
        }
    }
}

/// The strategy that a cell names; the same letter is the same strategy.
fn strategy(plan: &mut Plan, grid: &Grid<'_>, row: usize, column: usize, remarks: &mut Vec<Remark>) -> String {
    let text = grid.text(row, column);
    let (no, title) = letter(text).unwrap_or(("", text));
    let bare: String = no.chars().filter(|c| c.is_alphanumeric()).collect();
    let known = plan.records.iter_mut().filter(|record| record.kind == "strategy").find(|record| {
        if bare.is_empty() { record.title == title } else { record.id == crate::text::fold::matching(&bare) }
    });
    if let Some(record) = known {
        if record.title != title && !record.aliases.iter().any(|alias| alias == title) {
            record.aliases.push(title.to_owned());
            remarks.push(grid.remark(row, column, What::OtherSpelling));
        }
        return record.id.clone();
    }
    let wanted = if bare.is_empty() {
        format!("戦略{}", plan.records.iter().filter(|record| record.kind == "strategy").count() + 1)
    } else {
        crate::text::fold::matching(&bare)
    };
    let id = fresh(&plan.records, &wanted);
    let (no, title) = (no.to_owned(), title.to_owned());
    plan.records.push(Record { kind: "strategy".into(), id: id.clone(), no, title, ..Record::default() });
    id
}

fn policy(plan: &mut Plan, above: Option<String>, title: &str) -> String {
    let count = plan.children(above.as_deref()).filter(|record| record.kind == "policy").count() + 1;
    let wanted = above.as_ref().map_or_else(|| format!("施策{count}"), |above| format!("{above}-{count}"));
    let id = fresh(&plan.records, &wanted);
    let record =
        Record { kind: "policy".into(), id: id.clone(), title: title.to_owned(), parent: above, ..Record::default() };
    plan.records.push(record);
    id
}

/// The letter before a strategy's name, as printed, and the name: `A まちの…`, `(D) まちに…`.
fn letter(text: &str) -> Option<(&str, &str)> {
    let (no, title) = text.split_once([' ', '\u{3000}'])?;
    let folded = crate::text::fold::matching(no);
    let bare = folded.trim_start_matches('(').trim_end_matches(')');
    let mut signs = bare.chars();
    let is_letter = signs.next().is_some_and(|c| c.is_ascii_uppercase()) && signs.next().is_none();
    is_letter.then_some((no, title.trim()))
}
