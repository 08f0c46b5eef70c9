//! A matrix as vendors print it: one table with an item per row. It is taken apart into a table per item, each of 全体.

use super::labels::Names;
use super::matching::{names_id, wording};
use crate::load::vendor::words::bare;
use crate::load::vendor::{Line, VendorTable};
use crate::model::Survey;

/// A matrix made ready for looking its items up.
pub(super) struct Matrix {
    id: String,
    names: Vec<String>,
    items: Names<String>,
}

/// A table taken apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Items {
    /// Item id and its table.
    pub tables: Vec<(String, VendorTable)>,
    /// Rows that are no item.
    pub others: Vec<Line>,
}

impl Matrix {
    pub(super) fn all(survey: &Survey) -> Vec<Self> {
        let of = |matrix: &crate::model::Question| {
            let items = survey.questions.iter().filter(|item| item.parent.as_deref() == Some(matrix.id.as_str()));
            let items = items.map(|item| (item.id.clone(), vec![item.label.clone(), item.id.clone()]));
            let names = [bare(&matrix.label), bare(wording(&matrix.text))];
            let names = names.into_iter().filter(|name| name.chars().count() > 1).collect();
            Self { id: matrix.id.clone(), names, items: Names::new(items) }
        };
        survey.matrices.iter().map(of).collect()
    }

    /// The items of a table, where its titles name the matrix and most of its rows are items.
    pub(super) fn items(&self, table: &VendorTable) -> Option<Items> {
        let titles = || table.titles.iter().chain([&table.sheet]);
        let named =
            |title: &String| names_id(title, &self.id) || self.names.iter().any(|name| bare(title).contains(name));
        if !titles().any(named) {
            return None;
        }
        let mut found = Items::default();
        for lines in table.lines.chunk_by(|a, b| a.labels == b.labels) {
            let item = lines.first().and_then(|line| self.items.find(line.labels.last()?));
            match item {
                Some(id) if found.tables.iter().all(|(known, _)| *known != id) => {
                    let of_all = |line: &Line| Line { labels: vec!["全体".to_owned()], ..line.clone() };
                    let lines = lines.iter().map(of_all).collect();
                    found.tables.push((id, VendorTable { lines, ..table.clone() }));
                }
                _ => found.others.extend(lines.first().cloned()),
            }
        }
        (found.tables.len() > 1 && found.tables.len() > found.others.len()).then_some(found)
    }
}
