//! A question in one line: its highest answers, its mean, how many wrote something.

use crate::messages::{Lang, evidence as words};
use crate::model::table::{Group, OptionLine, Role};
use crate::model::{Kind, Table};
use crate::present::{View, figure};

/// So many answers, and so many items, are shown.
const SHOWN: usize = 3;

/// The highest answers of a question, and the base: `農地 48.9%、…` and `n`. Items of a matrix are lines of their own.
pub fn top(tables: &[Table], lang: Lang) -> (String, String) {
    match tables {
        [] => (words::no_figure(lang).to_owned(), "-".to_owned()),
        [table] => (one(table, lang), base(table)),
        items => matrix(items, lang),
    }
}

fn base(table: &Table) -> String {
    table.groups.first().map_or_else(|| "-".to_owned(), |total| figure::base(total.n).text)
}

fn one(table: &Table, lang: Lang) -> String {
    let Some(total) = table.groups.first() else { return words::no_figure(lang).to_owned() };
    if table.kind == Kind::Text {
        return words::written(lang, table.base.answered);
    }
    if table.options.is_empty() {
        let view = View::default();
        let number = |value| figure::location(table, value, &view).text;
        let unit = table.unit.as_deref().unwrap_or_default();
        let with = |value: Option<f64>| format!("{}{unit}", number(value));
        return words::mean(lang, &with(total.stats.mean), &with(total.stats.median));
    }
    let mut lines = of_role(table, total, Role::Choice);
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    lines.truncate(SHOWN);
    lines.extend(of_role(table, total, Role::Net));
    let texts: Vec<String> = lines.into_iter().map(|(_, text)| text).collect();
    texts.join(lang.pick("、", ", "))
}

/// Shares of the options of a role, in their order: the number to sort by, and the words.
fn of_role(table: &Table, total: &Group, role: Role) -> Vec<(f64, String)> {
    let lines = table.options.iter().zip(&total.cells).filter(|(option, _)| option.role == role);
    let text = |option: &OptionLine, printed: &str| format!("{} {printed}%", option.label);
    lines
        .map(|(option, cell)| {
            let printed = figure::percent(table, total, cell, &View::default()).text;
            (cell.percent.unwrap_or(0.0), text(option, &printed))
        })
        .collect()
}

/// Items by the share of their first answer.
fn matrix(items: &[Table], lang: Lang) -> (String, String) {
    let mut lines: Vec<(f64, String)> = Vec::new();
    for item in items {
        let first = item.groups.first().and_then(|total| of_role(item, total, Role::Choice).into_iter().next());
        if let Some((share, text)) = first {
            lines.push((share, format!("{}：{text}", item.label)));
        }
    }
    lines.sort_by(|a, b| b.0.total_cmp(&a.0));
    let more = lines.len().saturating_sub(SHOWN);
    let mut texts: Vec<String> = lines.into_iter().take(SHOWN).map(|(_, text)| text).collect();
    if more > 0 {
        texts.push(words::more_items(lang, more));
    }
    let mut bases: Vec<String> = items.iter().map(base).collect();
    bases.dedup();
    let base = match bases.as_slice() {
        [one] => one.clone(),
        several => {
            let numbers: Vec<u64> = several.iter().filter_map(|text| text.parse().ok()).collect();
            let ends = (numbers.iter().min(), numbers.iter().max());
            if let (Some(low), Some(high)) = ends { format!("{low}～{high}") } else { "-".to_owned() }
        }
    };
    (texts.join(lang.pick("、", ", ")), base)
}
