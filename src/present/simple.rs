//! A table without banners as the vertical list of a 単純集計表: No, answer, count, share, share without 無回答.
//!
//! The foot says n; a multiple answer also says how many answers were given, a rank question has its places and
//! points beside the shares, numbers have their statistics below. It reads 全体 only.

use crate::messages::{Lang, table as words};
use crate::model::table::{BaseKind, Group, Percent, Role};
use crate::model::{Kind, Table};

use super::cross::{option_order, part_of, wording};
use super::figure;
use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::view::{Lines, View};

/// Lays out 全体 as a list. Swapping and the order of lines have no meaning here.
pub fn simple(table: &Table, view: &View, lang: Lang) -> Grid {
    let list = List::new(table, view);
    let columns = list.columns(lang);
    let mut rows = Vec::new();
    if let Some(total) = table.groups.first() {
        rows.extend(list.option_rows(total));
        rows.extend(list.foot_rows(total, lang));
        rows.extend(list.statistic_rows(total, lang));
        for row in &mut rows {
            row.cells.resize(columns.len(), Cell::blank());
        }
    }
    let mut subtitles = wording(table);
    subtitles.push(format!("n={}", table.base.n));
    let numbered = rows.iter().any(|row: &Row| !row.head.block.is_empty());
    let label = if table.options.is_empty() { words::item(lang) } else { words::option(lang) };
    Grid {
        title: words::title(lang, table),
        subtitles,
        corner: [if numbered { "No" } else { "" }.to_owned(), label.to_owned()],
        stub: Stub::Numbers,
        columns,
        rows,
        notes: super::notes::without_banners(table, view.marks, lang),
    }
}

struct List<'a> {
    table: &'a Table,
    view: &'a View,
    weighted: bool,
    shares: bool,
    /// Shares of those who answered, beside the shares of all.
    answered: bool,
    /// Number of ranks.
    places: usize,
}

impl<'a> List<'a> {
    fn new(table: &'a Table, view: &'a View) -> Self {
        let has_missing = table.options.iter().any(|option| option.role == Role::Missing);
        let shares = table.percent != Percent::None && view.lines != Lines::CountOnly && !table.options.is_empty();
        let ranks = table.groups.first().and_then(|group| group.ranks.as_ref());
        Self {
            table,
            view,
            weighted: table.weight.is_some(),
            shares,
            answered: shares && has_missing && table.base.kind == BaseKind::All,
            places: ranks.and_then(|ranks| ranks.iter().map(Vec::len).max()).unwrap_or(0),
        }
    }

    fn columns(&self, lang: Lang) -> Vec<Head> {
        let mut labels = vec![words::count(lang).to_owned()];
        if self.weighted {
            labels.push(words::weighted_count(lang).to_owned());
        }
        if self.shares && self.answered {
            labels.push(words::share_of_all(lang).to_owned());
            labels.push(words::share_of_answered(lang).to_owned());
        } else if self.shares {
            labels.push(words::share(lang).to_owned());
        }
        labels.extend((1..=self.places).map(|place| words::rank(lang, place)));
        if self.has_points() {
            labels.extend([words::points(lang).to_owned(), words::mean_points(lang).to_owned()]);
        }
        let head = |label| Head { block: String::new(), label, part: Part::Figure, small: false };
        labels.into_iter().map(head).collect()
    }

    fn has_points(&self) -> bool {
        self.places > 0
    }

    fn option_rows(&self, total: &Group) -> Vec<Row> {
        let mut rows = Vec::new();
        for at in option_order(self.table, self.view) {
            let (Some(option), Some(cell)) = (self.table.options.get(at), total.cells.get(at)) else { continue };
            let mut cells = vec![figure::count(cell.n)];
            if self.weighted {
                cells.push(figure::weighted(cell.weighted, cell.n, self.view));
            }
            if self.shares {
                cells.push(self.share((cell.n, cell.weighted), (total.n, total.weighted)));
            }
            if self.answered {
                let of_answered = self.share((cell.n, cell.weighted), self.answered_base(total));
                cells.push(if option.role == Role::Missing { Cell::blank() } else { of_answered });
            }
            if option.role == Role::Choice
                && let Some(ranks) = total.ranks.as_ref().and_then(|ranks| ranks.get(at))
            {
                cells.extend(ranks.iter().map(|n| figure::count(*n)));
                if let Some(score) = total.rank_scores.as_ref().and_then(|scores| scores.get(at)) {
                    cells.push(figure::rank_points(self.table, score, self.view));
                    cells.push(figure::statistic(score.mean, self.view));
                }
            }
            // The number is that of the questionnaire, whatever the order shown.
            let number = if option.role == Role::Choice { (at + 1).to_string() } else { String::new() };
            rows.push(row(number, option.label.clone(), part_of(option.role), cells));
        }
        rows
    }

    fn foot_rows(&self, total: &Group, lang: Lang) -> Vec<Row> {
        let several = matches!(self.table.kind, Kind::Multiple | Kind::Rank);
        let answered = self.answered_base(total);
        let mut cells = vec![figure::base(total.n)];
        if self.weighted {
            cells.push(figure::weighted(total.weighted, total.n, self.view));
        }
        if self.shares {
            cells.push(figure::whole(total.n, self.view));
        }
        if self.answered {
            cells.push(figure::whole(answered.0, self.view));
        }
        let label = match (several, self.table.base.kind) {
            (false, _) => words::base_total(lang),
            // 無回答 is in this base: they did not answer.
            (true, BaseKind::All) => words::asked(lang),
            (true, BaseKind::Answered) => words::respondents(lang),
        };
        let small = total.n < self.table.min_base;
        let mark = if small { self.view.marks.small } else { "" };
        let mut n_row = row(String::new(), format!("{label}{mark}"), Part::Sum, cells);
        n_row.head.small = small;
        let mut rows = vec![n_row];
        if several && !self.table.options.is_empty() {
            let choices = || self.table.options.iter().zip(&total.cells).filter(|(line, _)| line.role == Role::Choice);
            let given: u64 = choices().map(|(_, cell)| cell.n).sum();
            let given_weighted: f64 = choices().map(|(_, cell)| cell.weighted).sum();
            let mut cells = vec![figure::count(given)];
            if self.weighted {
                cells.push(figure::weighted(given_weighted, given, self.view));
            }
            if self.shares {
                cells.push(self.share((given, given_weighted), (total.n, total.weighted)));
            }
            if self.answered {
                cells.push(self.share((given, given_weighted), answered));
            }
            rows.push(row(String::new(), words::answers_given(lang).to_owned(), Part::Sum, cells));
        }
        rows
    }

    fn statistic_rows(&self, total: &Group, lang: Lang) -> Vec<Row> {
        let (table, stats) = (self.table, &total.stats);
        let mut rows = Vec::new();
        let mut push = |label: String, cell: Cell| rows.push(row(String::new(), label, Part::Figure, vec![cell]));
        // Questions without options do not list who is missing; the foot would leave n unexplained.
        if table.options.is_empty() {
            push(words::with_answer(lang).to_owned(), figure::count(table.base.answered));
            if self.view.show_missing && table.base.kind == BaseKind::All {
                let base = &table.base;
                for (label, n) in
                    [(words::na(lang), base.NA), (words::inv(lang), base.INV), (words::unk(lang), base.UNK)]
                {
                    if n > 0 {
                        push(label.to_owned(), figure::count(n));
                    }
                }
            }
        }
        if stats.n == 0 || table.kind == Kind::Rank {
            return rows;
        }
        let unit = table.unit.as_deref().filter(|_| table.kind == Kind::Numeric);
        let location = |value| figure::location(table, value, self.view);
        push(words::with_unit(lang, words::mean(lang), unit), location(stats.mean));
        push(words::with_unit(lang, words::median(lang), unit), location(stats.median));
        push(words::sd(lang).to_owned(), figure::statistic(stats.sd, self.view));
        if matches!(table.kind, Kind::Numeric | Kind::Date) {
            let [first, third] = stats.quartiles;
            push(words::smallest(lang).to_owned(), location(stats.min));
            push(words::first_quartile(lang).to_owned(), location(first));
            push(words::third_quartile(lang).to_owned(), location(third));
            push(words::largest(lang).to_owned(), location(stats.max));
        }
        if table.kind == Kind::Numeric {
            push(words::with_unit(lang, words::sum(lang), unit), figure::statistic(stats.sum, self.view));
        }
        rows
    }

    /// People and weights of those who answered.
    fn answered_base(&self, total: &Group) -> (u64, f64) {
        let missing = || self.table.options.iter().zip(&total.cells).filter(|(line, _)| line.role == Role::Missing);
        let n: u64 = missing().map(|(_, cell)| cell.n).sum();
        let weighted: f64 = missing().map(|(_, cell)| cell.weighted).sum();
        (total.n.saturating_sub(n), total.weighted - weighted)
    }

    /// A share of people, or of their weights.
    fn share(&self, part: (u64, f64), whole: (u64, f64)) -> Cell {
        if !self.weighted {
            return figure::share(part.0, whole.0, self.view);
        }
        if whole.0 == 0 { Cell::absent() } else { figure::points(100.0 * part.1 / whole.1, part.0, self.view) }
    }
}

fn row(block: String, label: String, part: Part, cells: Vec<Cell>) -> Row {
    let head = Head { block, label, part, small: false };
    let line = if cells.iter().all(|cell| matches!(cell.value, Value::Count(_))) { Line::Count } else { Line::Figure };
    Row { head, line, first: true, cells }
}
