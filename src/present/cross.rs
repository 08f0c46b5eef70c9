//! A cross table as a grid: 表頭 the answers, 表側 全体 and the groups of each banner, or the two changed over.
//!
//! Each group has its lines of counts and percentages; means stand on the first of them. The mean of a rank question is
//! not shown here: its points belong to the single answers, see [`simple`](super::simple).

use crate::messages::{Lang, table as words};
use crate::model::table::{BaseKind, Group, OptionLine, Percent, Role};
use crate::model::{Kind, Table};

use super::figure;
use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::picture::tone;
use super::significance::Significance;
use super::view::{Lines, View};

/// The answers of a table as columns.
enum Answer<'a> {
    Base,
    WeightedBase,
    Option {
        at: usize,
        line: &'a OptionLine,
    },
    /// Who wrote something, of a text.
    Written,
    /// Who is in the base and wrote nothing.
    Silent,
    Mean,
    Median,
    Sd,
}

/// Lays out the table with its banners.
pub fn cross(table: &Table, view: &View, lang: Lang) -> Grid {
    let answers = answers(table, view);
    let lines = lines(table, view);
    let significance = view.significance.then(|| Significance::of(table));
    let drawn = Drawn { table, view, lines, significance: significance.as_ref() };
    let groups: Vec<Head> = (0..).zip(&table.groups).map(|(index, group)| drawn.group_head(index, group)).collect();
    let heads: Vec<Head> = answers.iter().map(|answer| answer_head(table, answer, lang)).collect();
    let (columns, rows) = if view.swap {
        let rows = answers.iter().zip(&heads).flat_map(|(answer, head)| {
            let cells =
                |line| (0..).zip(&table.groups).map(|(at, group)| drawn.cell(at, group, answer, line)).collect();
            let rows: Vec<Row> = rows_of(head, lines, cells).collect();
            let rows = rows.into_iter().filter(|row| row.cells.iter().any(|cell| cell.value != Value::Blank));
            rows.map(|row| Row { line: if is_figure(answer) { Line::Figure } else { row.line }, ..row })
        });
        let rows = rows.collect();
        (groups, rows)
    } else {
        let answers = answers.as_slice();
        let rows = table.groups.iter().zip(&groups).enumerate().flat_map(|(at, (group, head))| {
            rows_of(head, lines, move |line| answers.iter().map(|answer| drawn.cell(at, group, answer, line)).collect())
        });
        let rows = rows.collect();
        (heads, rows)
    };
    Grid {
        title: words::title(lang, table),
        subtitles: subtitles(table, view, lang, lines),
        corner: [String::new(), String::new()],
        stub: Stub::Blocks,
        columns,
        rows,
        notes: super::notes::shown(table, view, lang)
            .into_iter()
            .chain(super::notes::shades(table, view, lang))
            .collect(),
    }
}

/// The positions of the options in the order shown. 無回答 always stands where missing answers are shown; 無効 and 不明,
/// which are rare, only where somebody is there.
pub(super) fn option_order(table: &Table, view: &View) -> Vec<usize> {
    let somebody = |at: usize| table.groups.iter().any(|group| group.cells.get(at).is_some_and(|cell| cell.n > 0));
    let shows = |at: usize, option: &OptionLine| {
        option.role != Role::Missing || (view.show_missing && (option.code == "NA" || somebody(at)))
    };
    let shown = table.options.iter().enumerate();
    let mut order: Vec<usize> = shown.filter(|(at, option)| shows(*at, option)).map(|(at, _)| at).collect();
    if view.sort {
        let total = table.groups.first();
        let rank = |at: &usize| {
            let role = table.options.get(*at).map_or(Role::Missing, |option| option.role);
            let cell = total.and_then(|group| group.cells.get(*at));
            let size = cell.map_or(0.0, |cell| if table.weight.is_some() { cell.weighted } else { cell.n as f64 });
            (role, size)
        };
        order.sort_by(|a, b| {
            let ((role_a, size_a), (role_b, size_b)) = (rank(a), rank(b));
            let by_size = if role_a == Role::Choice { size_b.total_cmp(&size_a) } else { std::cmp::Ordering::Equal };
            (role_a as u8).cmp(&(role_b as u8)).then(by_size)
        });
    }
    order
}

/// True when the groups have means worth a column.
fn has_statistics(table: &Table) -> bool {
    table.kind != Kind::Rank && table.groups.iter().any(|group| group.stats.n > 0)
}

/// True where a table of a text says who wrote nothing: they are in the base, and missing answers are shown.
pub fn shows_silent(table: &Table, view: &View) -> bool {
    view.show_missing && table.base.kind == BaseKind::All
}

/// Those of a group's base who wrote nothing.
pub fn silent(group: &Group) -> u64 {
    group.n.saturating_sub(group.answered.unwrap_or(group.n))
}

fn answers<'a>(table: &'a Table, view: &View) -> Vec<Answer<'a>> {
    let mut answers = vec![Answer::Base];
    if table.weight.is_some() {
        answers.push(Answer::WeightedBase);
    }
    let options = option_order(table, view);
    answers.extend(options.into_iter().filter_map(|at| Some(Answer::Option { at, line: table.options.get(at)? })));
    if table.groups.iter().any(|group| group.answered.is_some()) {
        answers.push(Answer::Written);
        if shows_silent(table, view) {
            answers.push(Answer::Silent);
        }
    }
    if has_statistics(table) {
        answers.extend([Answer::Mean, Answer::Median, Answer::Sd]);
    }
    answers
}

fn is_figure(answer: &Answer<'_>) -> bool {
    matches!(answer, Answer::Mean | Answer::Median | Answer::Sd)
}

/// The lines of each group, first to last.
fn lines(table: &Table, view: &View) -> &'static [Line] {
    if table.options.is_empty() {
        return &[Line::Figure];
    }
    if table.percent == Percent::None {
        return &[Line::Count];
    }
    match view.lines {
        Lines::CountThenPercent => &[Line::Count, Line::Percent],
        Lines::PercentThenCount => &[Line::Percent, Line::Count],
        Lines::PercentOnly => &[Line::Percent],
        Lines::CountOnly => &[Line::Count],
    }
}

fn answer_head(table: &Table, answer: &Answer<'_>, lang: Lang) -> Head {
    let unit = table.unit.as_deref().filter(|_| table.kind == Kind::Numeric);
    let (label, part) = match answer {
        Answer::Base => ("n".to_owned(), Part::Base),
        Answer::WeightedBase => (words::weighted_n(lang).to_owned(), Part::Base),
        Answer::Option { line, .. } => (line.label.clone(), part_of(line.role)),
        Answer::Written => (words::with_answer(lang).to_owned(), Part::Choice),
        Answer::Silent => (words::without_answer(lang).to_owned(), Part::Missing),
        Answer::Mean => (words::with_unit(lang, words::mean(lang), unit), Part::Figure),
        Answer::Median => (words::with_unit(lang, words::median(lang), unit), Part::Figure),
        Answer::Sd => (words::sd(lang).to_owned(), Part::Figure),
    };
    Head { block: String::new(), label, part, small: false }
}

pub(super) fn part_of(role: Role) -> Part {
    match role {
        Role::Choice => Part::Choice,
        Role::Net => Part::Net,
        Role::Missing => Part::Missing,
    }
}

fn rows_of(head: &Head, lines: &[Line], cells: impl Fn(Line) -> Vec<Cell>) -> impl Iterator<Item = Row> {
    lines.iter().enumerate().map(move |(at, line)| Row {
        head: head.clone(),
        line: *line,
        first: at == 0,
        cells: cells(*line),
    })
}

/// A table being laid out.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    table: &'a Table,
    view: &'a View,
    lines: &'static [Line],
    significance: Option<&'a Significance<'a>>,
}

impl Drawn<'_> {
    fn group_head(&self, at: usize, group: &Group) -> Head {
        let small = group.n < self.table.min_base;
        let mark = if small { self.view.marks.small } else { "" };
        let block = match &group.banner {
            None => String::new(),
            Some(name) => super::notes::banner_title(self.table, name),
        };
        let part = if group.banner.is_none() { Part::Total } else { Part::Group };
        let label = format!("{}{mark}", group.label);
        let label = self.significance.map_or(label.clone(), |found| found.head(at, &label));
        Head { block, label, part, small }
    }

    /// The figure with its mark, if it is the one that was compared.
    fn cell(&self, at: usize, group: &Group, answer: &Answer<'_>, line: Line) -> Cell {
        let cell = self.figure(group, answer, line);
        let option = match answer {
            Answer::Option { at, .. } if Some(&line) == marked_line(self.lines) => Some(*at),
            Answer::Mean if self.lines.first() == Some(&line) => None,
            _ => return cell,
        };
        let mark = self.significance.map_or(String::new(), |found| found.mark(at, option, self.view.marks));
        let shaded = option.filter(|_| self.view.tones);
        let tone = shaded.and_then(|option| tone::of(self.table, at, option, self.view));
        Cell { mark, tone, ..cell }
    }

    fn figure(&self, group: &Group, answer: &Answer<'_>, line: Line) -> Cell {
        let Self { table, view, lines, .. } = *self;
        let first = lines.first() == Some(&line);
        let alone = lines.len() == 1;
        let statistic = |value| if first { figure::statistic(value, view) } else { Cell::blank() };
        let location = |value| if first { figure::location(table, value, view) } else { Cell::blank() };
        // Under the base that percentages divide by stands 100.0, which says which way they run.
        let hundred = || if table.percent == Percent::Row { figure::whole(group.n, view) } else { Cell::blank() };
        match answer {
            Answer::Base if alone || line != Line::Percent => figure::base(group.n),
            Answer::Base if table.weight.is_some() => Cell::blank(),
            Answer::WeightedBase if alone || line != Line::Percent => figure::weighted(group.weighted, group.n, view),
            Answer::Base | Answer::WeightedBase => hundred(),
            Answer::Option { at, .. } => match (group.cells.get(*at), line) {
                (None, _) => Cell::absent(),
                (Some(cell), Line::Percent) => figure::percent(table, group, cell, view),
                (Some(cell), _) => figure::counted(table, cell, view),
            },
            Answer::Written => group.answered.map_or_else(Cell::absent, figure::count),
            Answer::Silent => figure::count(silent(group)),
            Answer::Mean => location(group.stats.mean),
            Answer::Median => location(group.stats.median),
            Answer::Sd => statistic(group.stats.sd),
        }
    }
}

/// The line that marks stand on: shares are compared, so theirs, or else the only one.
fn marked_line(lines: &[Line]) -> Option<&Line> {
    lines.iter().find(|line| **line == Line::Percent).or(lines.first())
}

fn subtitles(table: &Table, view: &View, lang: Lang, lines: &[Line]) -> Vec<String> {
    let word = |line: &Line| match line {
        Line::Count if table.weight.is_some() => words::weighted_count(lang),
        Line::Count => words::count(lang),
        Line::Percent => words::percent_sign(lang),
        Line::Figure => "",
    };
    let mut told = vec![format!("n={}", table.base.n)];
    // Percentages alone say what they are by what they divide by.
    if let Some(first) = lines.first().filter(|_| lines != [Line::Percent]).map(word).filter(|word| !word.is_empty()) {
        told.push(words::lines(lang, first, lines.get(1).map(word)));
    }
    if lines.contains(&Line::Percent) {
        told.push(words::direction(lang, table.percent, view.swap).to_owned());
    }
    let mut subtitles = wording(table);
    subtitles.push(told.join(lang.pick("　", "  ")));
    subtitles
}

/// The wording of the question, where it says more than the title.
pub(super) fn wording(table: &Table) -> Vec<String> {
    if table.text.is_empty() || table.text == table.label || table.label.is_empty() {
        return Vec::new();
    }
    vec![table.text.clone()]
}
