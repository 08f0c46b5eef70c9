//! Another kind for a drafted question: how its columns lie then, and choices from what stands in them.

use super::evidence::Facts;
use crate::load::draft::single::Doubt;
use crate::load::draft::{amounts, choices, lists};
use crate::load::number::{self, Parsed};
use crate::model::survey::{Item, Layout, MissingCodes};
use crate::model::{Choice, Kind, Question};
use crate::text::fold;

/// What a question can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One answer.
    Single,
    /// Several answers in one cell.
    List,
    /// A column per choice.
    Flags,
    /// First, second, … answer.
    Slots,
    /// First, second, … rank.
    Rank,
    /// A question per column, under one title with the same choices.
    Matrix,
    /// A question per column, each by itself.
    Apart,
    /// A number.
    Numeric,
    /// A day.
    Date,
    /// Words.
    Text,
}

impl Shape {
    /// What a question with one column, or with several, can be.
    pub fn possible(several: bool) -> &'static [Self] {
        if several {
            &[Self::Flags, Self::Slots, Self::Rank, Self::Matrix, Self::Apart]
        } else {
            &[Self::Single, Self::List, Self::Numeric, Self::Date, Self::Text]
        }
    }

    /// What a kind means for a question with one column, or with several.
    pub fn of_kind(kind: Kind, several: bool) -> Option<Self> {
        Some(match (kind, several) {
            (Kind::Single, false) => Self::Single,
            (Kind::Single, true) => Self::Apart,
            (Kind::Multiple, false) => Self::List,
            (Kind::Multiple, true) => Self::Flags,
            (Kind::Rank, true) => Self::Rank,
            (Kind::Matrix, true) => Self::Matrix,
            (Kind::Numeric, false) => Self::Numeric,
            (Kind::Date, false) => Self::Date,
            (Kind::Text, false) => Self::Text,
            _ => return None,
        })
    }

    /// What a question is now.
    pub fn of(question: &Question) -> Self {
        match (question.kind, question.layout) {
            (Kind::Single, _) => Self::Single,
            (Kind::Multiple, Some(Layout::Slots)) => Self::Slots,
            (Kind::Multiple, Some(Layout::List)) => Self::List,
            (Kind::Multiple, _) if question.columns.is_none() && question.column.is_some() => Self::List,
            (Kind::Multiple, _) => Self::Flags,
            (Kind::Rank, _) => Self::Rank,
            (Kind::Matrix, _) => Self::Matrix,
            (Kind::Numeric, _) => Self::Numeric,
            (Kind::Date, _) => Self::Date,
            (Kind::Text, _) => Self::Text,
        }
    }
}

/// The question as another shape; several where it is taken apart. `None` where its columns cannot be that. `facts` are those of
/// its columns, in order.
pub fn reshape(question: Question, shape: Shape, facts: &[Facts]) -> Option<Vec<Question>> {
    let several = facts.len() > 1;
    if !Shape::possible(several).contains(&shape) || Shape::of(&question) == shape {
        return None;
    }
    let answers: Vec<Facts> = facts.iter().map(|facts| facts.without(question.missing.as_ref())).collect();
    let facts = answers.as_slice();
    let parts = parts(&question, facts);
    let was = Shape::of(&question);
    let plain = Question {
        layout: None,
        separator: None,
        max: None,
        top: None,
        columns: None,
        items: Vec::new(),
        choices: Vec::new(),
        ..question.clone()
    };
    let columns = || Some(facts.iter().map(|facts| facts.name.clone()).collect::<Vec<_>>());
    // Choices that were those of the cells stay, with everything a person gave them.
    let of_cells = matches!(was, Shape::Slots | Shape::Rank | Shape::Matrix | Shape::Single);
    let from_cells =
        || if of_cells && !question.choices.is_empty() { question.choices.clone() } else { distinct(facts) };
    let one = |question| Some(vec![question]);
    match shape {
        Shape::Single => {
            // Cells with several answers are double marks then.
            let singles: Vec<Facts> = facts.iter().map(Facts::without_doubles).collect();
            let values: Vec<String> = singles.iter().flat_map(values_of).collect();
            let choices = known(&question, &values, None).unwrap_or_else(|| distinct(&singles));
            one(Question { kind: Kind::Single, choices, unit: None, ..plain })
        }
        Shape::List => {
            let values = facts.first().map(|facts| facts.values.clone()).unwrap_or_default();
            let list = lists::find(&values, true, &[]);
            let separator = list.as_ref().map_or("、".to_owned(), |list| list.separator.clone());
            let labels = list.map(|list| list.labels.into_iter().map(|(label, _)| label).collect::<Vec<_>>());
            let choices = match labels {
                Some(labels) => known(&question, &labels, Some(&separator)).unwrap_or_else(|| {
                    let mut made = choices::coded(choices::in_order(labels).iter().map(String::as_str));
                    choices::mark_alone(&mut made);
                    made
                }),
                None => from_cells(),
            };
            let (layout, separator) = (Some(Layout::List), Some(separator));
            one(Question { kind: Kind::Multiple, layout, separator, choices, unit: None, ..plain })
        }
        Shape::Flags => {
            let choices = choices::coded(parts.iter().map(String::as_str));
            one(Question { kind: Kind::Multiple, layout: Some(Layout::Flags), columns: columns(), choices, ..plain })
        }
        Shape::Slots => {
            let choices = from_cells();
            one(Question { kind: Kind::Multiple, layout: Some(Layout::Slots), columns: columns(), choices, ..plain })
        }
        Shape::Rank => one(Question { kind: Kind::Rank, columns: columns(), choices: from_cells(), ..plain }),
        Shape::Matrix => {
            let item = |(number, (part, facts)): (usize, (&String, &Facts))| Item {
                id: format!("{}_{number}", question.id),
                label: part.clone(),
                column: Some(facts.name.clone()),
                ..Item::default()
            };
            let items = (1..).zip(parts.iter().zip(facts)).map(item).collect();
            one(Question { kind: Kind::Matrix, column: None, items, choices: from_cells(), ..plain })
        }
        Shape::Apart => {
            let apart = |(at, (part, facts)): (usize, (&String, &Facts))| Question {
                id: question
                    .items
                    .get(at)
                    .map_or_else(|| format!("{}_{}", question.id, at + 1), |item| item.id.clone()),
                label: part.clone(),
                kind: Kind::Single,
                column: Some(facts.name.clone()),
                // Those of flags name columns, not values.
                choices: (was != Shape::Flags)
                    .then(|| known(&question, &values_of(facts), None))
                    .flatten()
                    .unwrap_or_else(|| distinct(std::slice::from_ref(facts))),
                ..plain.clone()
            };
            Some(parts.iter().zip(facts).enumerate().map(apart).collect())
        }
        Shape::Numeric => {
            // 3回 and 三回 are only read as numbers when the unit is known.
            let values = facts.first().map(|facts| facts.values.clone()).unwrap_or_default();
            let unit = plain.unit.clone().or_else(|| amounts::unit(&values));
            one(Question { kind: Kind::Numeric, unit, ..plain })
        }
        Shape::Date => one(Question { kind: Kind::Date, unit: None, range: None, ..plain }),
        Shape::Text => one(Question { kind: Kind::Text, unit: None, range: None, ..plain }),
    }
}

/// The codes for a missing answer of a quantity with these values: those that were made for choices are looked for anew, words and
/// dashes stay. What is to be said of them goes with them.
pub fn missing_of(question: &Question, facts: &[Facts]) -> (Option<MissingCodes>, Vec<Doubt>) {
    let mut words = question.missing.clone().unwrap_or_default();
    for texts in words.kinds_mut() {
        texts.retain(|text| number::canonical(&fold::matching(text)).is_none());
    }
    let number = |(text, count): &(String, usize)| match number::parse(&fold::matching(text), question.unit.as_deref())
    {
        Parsed::Plain(number) | Parsed::Words(number) => Some((number, *count)),
        Parsed::No => None,
    };
    let values: Vec<(f64, usize)> = facts.iter().flat_map(|facts| &facts.values).filter_map(number).collect();
    let mut doubts = Vec::new();
    (amounts::missing(&values, words, &mut doubts), doubts)
}

/// What tells the columns of a question apart.
fn parts(question: &Question, facts: &[Facts]) -> Vec<String> {
    let labels: Vec<String> = match Shape::of(question) {
        Shape::Flags => question.choices.iter().map(|choice| choice.label.clone()).collect(),
        Shape::Matrix => question.items.iter().map(|item| item.label.clone()).collect(),
        _ => Vec::new(),
    };
    if labels.len() == facts.len() { labels } else { facts.iter().map(|facts| facts.part.clone()).collect() }
}

fn values_of(facts: &Facts) -> Vec<String> {
    facts.values.iter().map(|(value, _)| value.clone()).collect()
}

/// A choice for every value of the columns, in the order of a printed form.
fn distinct(facts: &[Facts]) -> Vec<Choice> {
    let mut values: Vec<String> = Vec::new();
    for (value, _) in facts.iter().flat_map(|facts| &facts.values) {
        if !values.contains(value) {
            values.push(value.clone());
        }
    }
    let mut made = choices::coded(choices::in_order(values).iter().map(String::as_str));
    choices::mark_alone(&mut made);
    made
}

/// The choices a question has already, where every value is the code or the label of one: a codebook may have named them, also
/// those that nobody gave. What only was several answers in one cell, told by the separator, goes.
fn known(question: &Question, values: &[String], separator: Option<&str>) -> Option<Vec<Choice>> {
    let is = |choice: &Choice, value: &str| {
        [&choice.code, &choice.label].iter().any(|text| fold::matching(text) == fold::matching(value))
    };
    let all = values.iter().all(|value| question.choices.iter().any(|choice| is(choice, value)));
    let stays = |choice: &&Choice| {
        separator.is_none_or(|separator| !choice.label.contains(separator))
            || values.iter().any(|value| is(choice, value))
    };
    (all && !values.is_empty()).then(|| question.choices.iter().filter(stays).cloned().collect())
}
