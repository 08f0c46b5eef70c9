//! What stands under the cursor, in words: 「小売業 × いない: 34人 / 98人 = 34.7%」.

use super::sheet::{Made, is_small};
use crate::messages::{Lang, screen as say};
use crate::model::survey::Audience;
use crate::model::table::{Percent, Table};
use crate::present::{View, figure, round};
use crate::text::fold::display;
use crate::tui::widgets::grid::Spot;

/// The cell under the cursor as a sentence.
pub fn cell(table: &Table, made: &Made, view: &View, cursor: Spot, (audience, lang): (Audience, Lang)) -> String {
    let Some(target) = made.target(cursor) else { return String::new() };
    let Some(group) = table.groups.get(target.group) else { return String::new() };
    let small = if is_small(table, group) { say::small_base(lang, table.min_base) } else { String::new() };
    let name = display(&group.label);
    let Some(option) = target.option else {
        return format!("{}{small}", say::base_words(lang, audience, &name, &figure::base(group.n).text));
    };
    let (Some(line), Some(cell)) = (table.options.get(option), group.cells.get(option)) else { return String::new() };
    if group.n == 0 {
        return say::nobody_in_group(lang, audience, &name, &display(&line.label));
    }
    let printed = figure::percent(table, group, cell, view).text;
    // In the table nobody is a dash; in a sentence it is a share like any other.
    let nobody = printed == "-" && cell.n == 0 && group.n > 0;
    let percent = if nobody { round::share(0, 1, view.digits).unwrap_or(printed) } else { printed };
    let printed = figure::counted(table, cell, view).text;
    let count = if printed == "-" { "0".to_owned() } else { printed };
    let words = say::CellWords {
        group: &name,
        option: &display(&line.label),
        count: &count,
        n: cell.n,
        base: &match table.weight {
            Some(_) => figure::weighted(group.weighted, group.n, view).text,
            None => figure::base(group.n).text,
        },
        percent: &percent,
        kind: table.percent,
        weighted: table.weight.is_some(),
    };
    let has_percent = table.percent != Percent::None;
    format!("{}{small}", say::cell_words(lang, audience, &words, has_percent))
}
