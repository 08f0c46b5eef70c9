//! Plans as they are shown: progress, series, yearly plans, single records, trees; and tables in their original layout.

pub mod layout;
pub mod progress;
pub mod record;
pub mod series;
pub mod yearly;

use crate::messages::Lang;
use crate::model::plan::{Plan, Record};
use crate::present::grid::Cell;

/// A word, or nothing.
fn word(text: &str) -> Cell {
    if text.is_empty() { Cell::blank() } else { Cell::word(text) }
}

/// The name of a record by its id.
fn name(plan: &Plan, id: Option<&str>) -> String {
    id.and_then(|id| plan.record(id)).map_or(String::new(), Record::name)
}

/// Whole numbers with a comma after each three digits.
fn grouped(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, String::new()), |(a, b)| (a, format!(".{b}")));
    let mut grouped = String::new();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    format!("{sign}{grouped}{decimals}")
}

/// A page about a plan.
fn page(plan: &Plan, name: &str, grid: crate::present::Grid, lang: Lang) -> crate::present::Page {
    let method = vec![crate::messages::table::made_with(lang, None)];
    crate::present::Page::new(name.to_owned(), grid, plan.about.synthetic, method, lang)
}
