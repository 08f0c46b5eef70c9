//! What pictures of a table show: bands, bars, lines and points, with how large each part is and how its figure is printed.
//!
//! The one place from which pictures take figures. How many cells a part gets is decided where it is drawn; nothing is
//! counted or rounded there.

pub mod lines;
pub mod points;
pub mod tone;

use super::figure;
use super::view::View;
use crate::model::table::{Group, Role, Table};
use crate::model::{Kind, Question};
use crate::text::fold::display;

/// An answer as part of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its position among the options of the table.
    pub option: usize,
    /// Text for people.
    pub label: String,
}

/// How large a part is.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Of the row's base, from 0 to 1.
    pub share: f64,
    /// The percentage as printed.
    pub text: String,
}

/// A group as a row of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Title of its banner; empty for 全体.
    pub banner: String,
    /// Its label.
    pub label: String,
    /// The mark of a small base, which stands behind the label; empty for others.
    pub mark: &'static str,
    /// Its base as printed.
    pub n: String,
    /// The base is small.
    pub small: bool,
}

impl Row {
    /// The label with its mark.
    pub fn marked(&self) -> String {
        format!("{}{}", self.label, self.mark)
    }
}

/// 帯グラフ: a band of 100% per group.
#[derive(Debug, Clone, PartialEq)]
pub struct Bands {
    /// The parts, in the order of the questionnaire.
    pub parts: Vec<Part>,
    /// 全体 and the groups, each with one share per part.
    pub rows: Vec<(Row, Vec<Share>)>,
}

/// 横棒: a bar per answer of one group, the largest first.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Whose answers.
    pub row: Row,
    /// The bars; その他 and missing answers are the last.
    pub bars: Vec<(Part, Share)>,
}

/// True where the answers of a group add up to 100%: everybody has one, or falls into one band of numbers.
pub fn adds_up(kind: Kind) -> bool {
    matches!(kind, Kind::Single | Kind::Matrix | Kind::Numeric | Kind::Date)
}

/// True where a question has answers that can be drawn.
pub fn has_answers(question: &Question) -> bool {
    match question.kind {
        Kind::Text => false,
        Kind::Numeric | Kind::Date => !question.bands.is_empty(),
        _ => true,
    }
}

/// The bands of a table. Nets are left out, since they would count people twice; missing answers that nobody has only take
/// room.
pub fn bands(table: &Table, view: &View) -> Bands {
    let parts = parts(table);
    let row = |group: &Group| (row(table, group, view), shares(table, group, &parts, view));
    Bands { rows: table.groups.iter().map(row).collect(), parts }
}

/// The bars of a group, by its position; `None` where the table has no such group.
pub fn bars(table: &Table, group: usize, view: &View) -> Option<Bars> {
    let group = table.groups.get(group)?;
    let mut bars: Vec<(Part, Share)> = bar_parts(table, view)
        .into_iter()
        .map(|part| {
            let share = share(table, group, part.option, view);
            (part, share)
        })
        .collect();
    let last = |part: &Part| match table.options.get(part.option).map(|line| line.role) {
        Some(Role::Missing) => 2,
        _ if is_other(&part.label) => 1,
        _ => 0,
    };
    bars.sort_by(|(a, of_a), (b, of_b)| last(a).cmp(&last(b)).then(of_b.share.total_cmp(&of_a.share)));
    Some(Bars { row: row(table, group, view), bars })
}

/// The other groups of the banners, each with its shares in the order of the bars of a group.
pub fn beside(table: &Table, group: usize, bars: &Bars, view: &View) -> Vec<(Row, Vec<Share>)> {
    let groups = table.groups.iter().enumerate().filter(|(at, of)| *at != group && of.banner.is_some());
    let shares = |group: &Group| bars.bars.iter().map(|(part, _)| share(table, group, part.option, view)).collect();
    groups.map(|(_, group)| (row(table, group, view), shares(group))).collect()
}

/// The answers that have a bar: those that are missing only where the table shows them too.
pub fn bar_parts(table: &Table, view: &View) -> Vec<Part> {
    let is_missing = |part: &Part| table.options.get(part.option).is_some_and(|line| line.role == Role::Missing);
    parts(table).into_iter().filter(|part| view.show_missing || !is_missing(part)).collect()
}

/// その他: reports put it behind everything that says something.
fn is_other(label: &str) -> bool {
    label.starts_with("その他") || label.starts_with("Other")
}

/// The answers that are parts of a whole.
pub fn parts(table: &Table) -> Vec<Part> {
    let people = |index: usize| table.groups.iter().filter_map(|group| group.cells.get(index)).any(|cell| cell.n > 0);
    let part = |(option, line): (usize, &crate::model::table::OptionLine)| {
        let is_part = match line.role {
            Role::Choice => true,
            Role::Missing => people(option),
            Role::Net => false,
        };
        is_part.then(|| Part { option, label: display(&line.label) })
    };
    table.options.iter().enumerate().filter_map(part).collect()
}

/// A group as a row.
pub fn row(table: &Table, group: &Group, view: &View) -> Row {
    let small = group.n < table.min_base;
    let mark = if small { view.marks.small } else { "" };
    let banner = group.banner.as_deref().map_or(String::new(), |name| super::notes::banner_title(table, name));
    Row { banner: display(&banner), label: display(&group.label), mark, n: figure::base(group.n).text, small }
}

/// The shares of parts in a group.
pub fn shares(table: &Table, group: &Group, parts: &[Part], view: &View) -> Vec<Share> {
    parts.iter().map(|part| share(table, group, part.option, view)).collect()
}

/// Share of an option in the group's base: lengths are those of row percentages whatever the table shows, since bands must
/// add up.
fn share(table: &Table, group: &Group, option: usize, view: &View) -> Share {
    let Some(cell) = group.cells.get(option) else { return Share { share: 0.0, text: String::new() } };
    let share = if group.weighted > 0.0 { cell.weighted / group.weighted } else { 0.0 };
    let text = match table.weight {
        None => figure::share(cell.n, group.n, view).text,
        Some(_) => figure::points(100.0 * share, cell.n, view).text,
    };
    Share { share, text }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::model::table::{Cell, OptionLine};

    /// A table of 全体 and one small group, with その他 and 無回答.
    pub fn table() -> Table {
        let option = |code: &str, label: &str, role| OptionLine { code: code.into(), label: label.into(), role };
        let group = |banner: Option<&str>, label: &str, counts: [u64; 5]| {
            let n: u64 = counts.iter().sum();
            let cell = |n: &u64| Cell { n: *n, weighted: *n as f64, ..Cell::default() };
            Group {
                answered: None,
                banner: banner.map(str::to_owned),
                code: label.into(),
                label: label.into(),
                path: Vec::new(),
                n,
                weighted: n as f64,
                effective_n: n as f64,
                cells: counts.iter().map(cell).collect(),
                ranks: None,
                stats: crate::model::table::Stats::default(),
                rank_scores: None,
                measures: Vec::new(),
            }
        };
        Table {
            survey: "s".into(),
            question: "Q1".into(),
            parent: None,
            label: "設問".into(),
            kind: Kind::Single,
            weight: None,
            percent: crate::model::table::Percent::Row,
            base: crate::model::table::Base::default(),
            options: vec![
                option("1", "ある", Role::Choice),
                option("2", "ない", Role::Choice),
                option("9", "その他（　）", Role::Choice),
                option("3", "わからない", Role::Choice),
                option("NA", "無回答", Role::Missing),
            ],
            groups: vec![
                group(None, "全体", [40, 60, 70, 20, 10]),
                group(Some("F1"), "小売業", [30, 10, 35, 20, 5]),
                group(Some("F1"), "飲食業", [1, 1, 0, 1, 0]),
            ],
            tests: Vec::new(),
            pairs: Vec::new(),
            measures: Vec::new(),
            notes: Vec::new(),
            text: String::new(),
            unit: None,
            banners: Vec::new(),
            filter: None,
            min_base: 30,
            inference: crate::model::table::Inference::default(),
        }
    }

    #[test]
    fn bands_are_of_all_parts_and_bars_end_with_what_says_least() {
        let table = table();
        let bands = bands(&table, &View::default());
        assert_eq!(bands.parts.len(), 5);
        for (row, shares) in &bands.rows {
            let sum: f64 = shares.iter().map(|share| share.share).sum();
            assert!((sum - 1.0).abs() < 1e-12, "{}", row.label);
        }
        assert_eq!(bands.rows[2].0.marked(), "飲食業※");
        let bars = bars(&table, 0, &View::default()).unwrap();
        let order: Vec<&str> = bars.bars.iter().map(|(part, _)| part.label.as_str()).collect();
        assert_eq!(order, ["ない", "ある", "わからない", "その他（　）", "無回答"]);
        assert_eq!(bars.bars[0].1.text, "30.0");
        let beside = beside(&table, 0, &bars, &View::default());
        let (shop, shares) = &beside[0];
        let texts: Vec<&str> = shares.iter().map(|share| share.text.as_str()).collect();
        assert_eq!((shop.label.as_str(), texts), ("小売業", vec!["10.0", "30.0", "20.0", "35.0", "5.0"]));
    }

    #[test]
    fn bars_leave_missing_answers_out_where_the_table_does_and_bands_keep_them() {
        let table = table();
        let view = View { show_missing: false, ..View::default() };
        let bars = bars(&table, 0, &view).unwrap();
        assert!(bars.bars.iter().all(|(part, _)| part.label != "無回答"));
        assert_eq!((bars.bars.len(), bar_parts(&table, &view).len(), parts(&table).len()), (4, 4, 5));
        assert_eq!(bands(&table, &view).parts.len(), 5);
    }
}
