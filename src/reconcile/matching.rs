//! Which question of a survey somebody else's table is about, and which of its banners stand in it.
//!
//! A table is found by its titles (printed number, id, label, wording) and by its labels, which must be answers of the
//! question; the better both fit, the better the match.

use super::labels::{Item, Names, items, special};
use super::matrix::{Items, Matrix};
use crate::load::vendor::VendorTable;
use crate::load::vendor::words::bare;
use crate::model::survey::Survey;
use crate::model::table::BannerSpec;
use crate::responses::{Grouping, Responses};
use crate::text::fold;

/// At least this share of the labels must be answers of the question.
const LEAST_FIT: f64 = 0.5;

/// A survey made ready for looking things up.
pub struct Catalogue<'a> {
    /// The answers.
    pub responses: &'a Responses,
    questions: Vec<Entry>,
    groupings: Vec<Axis>,
    matrices: Vec<Matrix>,
}

struct Entry {
    id: String,
    label: String,
    text: String,
    unit: Option<String>,
    items: Names<Item>,
}

struct Axis {
    id: String,
    names: Vec<String>,
    groups: Names<usize>,
}

/// What a table is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Matched {
    /// Question id.
    pub question: String,
    /// The answers stand in the rows, not in the columns.
    pub answers_in_rows: bool,
    /// How well titles and labels fit.
    pub score: f64,
}

impl<'a> Catalogue<'a> {
    /// Folds all names of a survey.
    pub fn new(responses: &'a Responses) -> Self {
        let survey: &Survey = responses.survey();
        let entry = |question: &crate::model::Question| Entry {
            id: question.id.clone(),
            label: bare(&question.label),
            text: bare(wording(&question.text)),
            unit: question.unit.clone(),
            items: items(survey, question),
        };
        let questions = survey.questions.iter().map(entry).collect();
        // Those offered by default come first: where several fit, they are meant.
        let mut ids = survey.default_banners();
        for id in survey.ids() {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let axis = |id: &str| {
            let grouping = Grouping::of(responses, id).ok()?;
            let groups = grouping.groups.iter().enumerate();
            let groups = groups.map(|(at, group)| (at, vec![group.label.clone(), group.code.clone()]));
            let mut names = vec![bare(&grouping.title), bare(id)];
            names.extend(survey.question(id).map(|question| bare(wording(&question.text))));
            names.extend(printed(id).into_iter().map(|name| bare(&name)));
            names.retain(|name| !name.is_empty());
            Some(Axis { id: id.to_owned(), names, groups: Names::new(groups) })
        };
        let groupings = ids.into_iter().filter_map(axis).collect();
        Self { responses, questions, groupings, matrices: Matrix::all(survey) }
    }

    /// The question a table is about, the best of all.
    pub fn question(&self, table: &VendorTable) -> Option<Matched> {
        let titles: Vec<(String, f64)> = table
            .titles
            .iter()
            .rev()
            .enumerate()
            .map(|(far, title)| (title.clone(), 1.0 / (1.0 + far as f64 / 10.0)))
            .chain([(table.sheet.clone(), 0.6)])
            .collect();
        let columns: Vec<&[String]> = table.columns.iter().map(|head| head.labels.as_slice()).collect();
        let mut rows: Vec<&[String]> = table.lines.iter().map(|line| line.labels.as_slice()).collect();
        rows.dedup();
        let titled =
            |entry: &Entry| titles.iter().map(|(title, near)| near * entry.title_score(title)).fold(0.0_f64, f64::max);
        let scored: Vec<(&Entry, f64)> = self.questions.iter().map(|entry| (entry, titled(entry))).collect();
        let some_title = scored.iter().any(|(_, titled)| *titled > 0.0);
        let named = best_of(scored.iter().filter(|(_, titled)| *titled > 0.0), &columns, &rows);
        // A title that names a question of another survey says nothing here.
        named.or_else(|| best_of(scored.iter().filter(|_| !some_title), &columns, &rows))
    }

    /// The items of a matrix printed as one table with an item per row.
    pub fn matrix(&self, table: &VendorTable) -> Option<Items> {
        let columns: Vec<&[String]> = table.columns.iter().map(|head| head.labels.as_slice()).collect();
        let has_options = |items: &Items| {
            let first = items.tables.first().map(|(id, _)| id);
            let entry = self.questions.iter().find(|entry| Some(&entry.id) == first);
            entry.is_some_and(|entry| entry.fit(&columns).1 >= LEAST_FIT)
        };
        self.matrices.iter().filter_map(|matrix| matrix.items(table)).find(has_options)
    }

    /// What a label counts, of a question.
    pub fn item(&self, question: &str, labels: &[String]) -> Option<Item> {
        self.questions.iter().find(|entry| entry.id == question)?.item(labels)
    }

    /// The banner a block of rows belongs to: by its title, or by its groups alone.
    pub fn banner(&self, title: Option<&str>, groups: &[&str]) -> Option<BannerSpec> {
        let known = |axis: &Axis| groups.iter().filter(|group| axis.groups.find(group).is_some()).count();
        if let Some(title) = title {
            let parts: Vec<&str> = title.split(['×', '✕']).map(str::trim).collect();
            let named = |part: &str| self.groupings.iter().filter(|axis| axis.is_named(part)).collect::<Vec<&Axis>>();
            if parts.len() > 1 {
                let ids: Option<Vec<String>> = parts.iter().map(|part| Some(named(part).first()?.id.clone())).collect();
                return ids.map(BannerSpec);
            }
            let found = named(title).into_iter().map(|axis| (known(axis), axis));
            let best = found.fold(None, |best: Option<(usize, &Axis)>, (count, axis)| match best {
                Some((most, _)) if most >= count => best,
                _ => Some((count, axis)),
            });
            if let Some((count, axis)) = best.filter(|(count, _)| *count > 0) {
                return (2 * count >= groups.len()).then(|| BannerSpec(vec![axis.id.clone()]));
            }
        }
        let all = self.groupings.iter().find(|axis| known(axis) == groups.len());
        all.map(|axis| BannerSpec(vec![axis.id.clone()]))
    }
}

/// The question whose titles and labels fit best.
fn best_of<'e>(
    entries: impl Iterator<Item = &'e (&'e Entry, f64)>,
    columns: &[&[String]],
    rows: &[&[String]],
) -> Option<Matched> {
    let mut best: Option<Matched> = None;
    for (entry, titled) in entries {
        let [(in_columns, column_fit), (in_rows, row_fit)] = [columns, rows].map(|labels| entry.fit(labels));
        let answers_in_rows = (in_rows, row_fit) > (in_columns, column_fit);
        let (options, fit) = if answers_in_rows { (in_rows, row_fit) } else { (in_columns, column_fit) };
        let score = titled + 6.0 * fit + (options as f64).min(10.0) / 10.0;
        let too_little = *titled == 0.0 && (options < 2 || fit < 1.0);
        if fit < LEAST_FIT || too_little || best.as_ref().is_some_and(|best| best.score >= score) {
            continue;
        }
        best = Some(Matched { question: entry.id.clone(), answers_in_rows, score });
    }
    best
}

impl Entry {
    fn item(&self, labels: &[String]) -> Option<Item> {
        labels.iter().rev().find_map(|label| {
            let exact = self.items.exact(label).or_else(|| special(label, self.unit.as_deref()));
            exact.or_else(|| self.items.near(label))
        })
    }

    /// How many labels are options, and the share of all that are options, bases or statistics.
    fn fit(&self, labels: &[&[String]]) -> (usize, f64) {
        let found: Vec<Option<Item>> = labels.iter().map(|labels| self.item(labels)).collect();
        let known = found.iter().flatten().count();
        // 無回答 is an answer to every question.
        let is_own =
            |item: &&Item| matches!(item, Item::Option(code) if !["NA", "INV", "UNK"].contains(&code.as_str()));
        let options = found.iter().flatten().filter(is_own).count();
        (options, known as f64 / labels.len().max(1) as f64)
    }

    fn title_score(&self, title: &str) -> f64 {
        let whole = bare(title);
        if whole.is_empty() {
            return 0.0;
        }
        let id = if names_id(title, &self.id) { 4.0 } else { 0.0 };
        let long = |text: &str, least: usize| text.chars().count() >= least;
        let label = match () {
            () if long(&self.text, 6) && whole.contains(&self.text) => 5.0,
            () if !self.label.is_empty() && whole == self.label => 4.0,
            () if long(&self.label, 2) && whole.ends_with(&self.label) => 3.0,
            () if long(&self.label, 2) && whole.contains(&self.label) => 2.0,
            () => 0.0,
        };
        id + label
    }
}

impl Axis {
    fn is_named(&self, title: &str) -> bool {
        let whole = bare(title);
        let long = |name: &String| name.chars().count() > 1;
        self.names.iter().any(|name| {
            *name == whole || (long(name) && (whole.ends_with(name.as_str()) || whole.starts_with(name.as_str())))
        }) || names_id(title, &self.id)
    }
}

/// The wording without what is printed behind it about marks: （○は1つ）.
pub(super) fn wording(text: &str) -> &str {
    text.split(['（', '(']).next().unwrap_or(text)
}

/// How a questionnaire prints an id: Q5 is 問5, A1 is 農1.
fn printed(id: &str) -> Option<String> {
    let (letter, rest) = (id.chars().next()?, id.get(1..)?);
    let name = match letter {
        'Q' => "問",
        'A' => "農",
        _ => return None,
    };
    rest.starts_with(|c: char| c.is_ascii_digit()).then(|| format!("{name}{rest}"))
}

/// True when a title speaks of a question by its id or printed number, and not of one whose number goes on.
pub(super) fn names_id(title: &str, id: &str) -> bool {
    let title: String = fold::matching(title).to_lowercase().chars().filter(|c| *c != '-' && *c != '_').collect();
    let names = [Some(id.to_owned()), printed(id)];
    names.into_iter().flatten().any(|name| {
        let name: String = name.to_lowercase().chars().filter(|c| *c != '-' && *c != '_').collect();
        let spaced: Vec<&str> = title.split(' ').collect();
        let title = if spaced.first() == Some(&"問") { spaced.concat() } else { title.clone() };
        title.match_indices(&name).any(|(at, found)| {
            let (before, after) = (title.get(..at).unwrap_or(""), title.get(at + found.len()..).unwrap_or(""));
            !before.ends_with(|c: char| c.is_ascii_alphanumeric())
                && !after.starts_with(|c: char| c.is_ascii_alphanumeric())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_numbers_are_ids() {
        for (title, id) in
            [("問５　後継者", "Q5"), ("Q5 後継者", "Q5"), ("問8-A 融資", "Q8A"), ("表3 農1", "A1"), ("問 5", "Q5")]
        {
            assert!(names_id(title, id), "{title}");
        }
        for (title, id) in [("問15 後継者", "Q5"), ("問5-1", "Q5"), ("Q55", "Q5")] {
            assert!(!names_id(title, id), "{title}");
        }
    }
}
