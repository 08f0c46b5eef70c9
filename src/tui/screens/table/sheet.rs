//! A counted table as the sheet that the grid draws, with the group and option behind each of its cells.
//!
//! It picks and orders; the figures' texts are made by `present`, the words by `messages`.

use crate::messages::Lang;
use crate::messages::table as words;
use crate::model::Kind;
use crate::model::explanation::Subject;
use crate::model::table::{Group, Percent, Role, Table};
use crate::present::cross::{shows_silent, silent};
use crate::present::figure;
use crate::present::picture::tone;
use crate::present::significance::Significance;
use crate::present::{Lines, View};
use crate::text::cells::width;
use crate::text::fit::{Align, pad};
use crate::text::fold::display;
use crate::tui::widgets::grid::{Head, Row, Sheet, Spot};

/// A sheet and what its rows and columns stand for.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// For the grid.
    pub sheet: Sheet,
    /// What each row is.
    pub rows: Vec<Axis>,
    /// What each column is.
    pub columns: Vec<Axis>,
}

/// What a row or column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// 全体 or a group of a banner.
    Group(usize),
    /// n.
    Base,
    /// Sum of the weights of the base.
    WeightedBase,
    /// A choice, net or kind of missing answer.
    Option(usize),
    /// Who wrote something, of a text.
    Written,
    /// Who is in the base and wrote nothing.
    Silent,
    /// 平均.
    Mean,
    /// 中央値.
    Median,
    /// 標準偏差.
    Sd,
    /// 件数 of 全体.
    Counts,
    /// ％ of 全体.
    Percents,
    /// How many of 全体 put the option of a rank question at a place, from 1.
    Place(usize),
    /// Points of the option of a rank question.
    Points,
    /// Its points by respondent who ranked anything.
    MeanPoints,
}

/// The respondents behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Index of the group.
    pub group: usize,
    /// Index of the option; `None` is the base.
    pub option: Option<usize>,
}

impl Made {
    /// Who stands behind a cell; `None` behind means and the like.
    pub fn target(&self, (row, column): Spot) -> Option<Target> {
        let (row, column) = (*self.rows.get(row)?, *self.columns.get(column)?);
        let (group, answer) = match (row, column) {
            (Axis::Group(group), answer) | (answer, Axis::Group(group)) => (group, answer),
            (answer, Axis::Counts | Axis::Percents) => (0, answer),
            _ => return None,
        };
        match answer {
            Axis::Option(option) => Some(Target { group, option: Some(option) }),
            Axis::Base | Axis::WeightedBase => Some(Target { group, option: None }),
            _ => None,
        }
    }

    /// What a cell's figure is about, for its explanation: a group and what of it.
    pub fn subject(&self, (row, column): Spot) -> Option<(usize, Subject)> {
        if let Some(Target { group, option }) = self.target((row, column)) {
            return Some((group, option.map_or(Subject::Base, Subject::Option)));
        }
        let axes = [self.rows.get(row)?, self.columns.get(column)?];
        let is_figure = axes.iter().any(|axis| matches!(axis, Axis::Mean | Axis::Median | Axis::Sd));
        is_figure.then(|| (self.group((row, column)), Subject::Mean))
    }

    /// The group under the cursor; 全体 where the sheet has only that.
    pub fn group(&self, (row, column): Spot) -> usize {
        match (self.rows.get(row), self.columns.get(column)) {
            (Some(Axis::Group(group)), _) | (_, Some(Axis::Group(group))) => *group,
            _ => 0,
        }
    }
}

/// False for missing answers that are hidden, and for 無効 and 不明 that nobody has.
fn is_shown(table: &Table, view: &View, index: usize) -> bool {
    let Some(line) = table.options.get(index) else { return false };
    let people: u64 = table.groups.iter().filter_map(|group| group.cells.get(index)).map(|cell| cell.n).sum();
    line.role != Role::Missing || (view.show_missing && (people > 0 || line.code == "NA"))
}

/// Options in the order shown.
pub fn option_order(table: &Table, view: &View) -> Vec<usize> {
    let mut order: Vec<usize> = (0..table.options.len()).filter(|index| is_shown(table, view, *index)).collect();
    if view.sort {
        let rank = |index: &usize| match table.options.get(*index).map(|line| line.role) {
            Some(Role::Choice) => {
                (0, table.groups.first().and_then(|group| group.cells.get(*index)).map_or(0.0, |c| -c.weighted))
            }
            Some(Role::Net) => (1, 0.0),
            _ => (2, 0.0),
        };
        order.sort_by(|a, b| rank(a).partial_cmp(&rank(b)).unwrap_or(std::cmp::Ordering::Equal));
    }
    order
}

/// Lays a table out: with banners groups down and answers across, swapped the other way round; without banners the
/// answers down with their counts and percentages.
pub fn make(table: &Table, view: &View, lang: Lang) -> Made {
    let answers = answers(table, view);
    let has_banner = table.groups.iter().any(|group| group.banner.is_some());
    if !has_banner && !view.swap {
        return simple(table, view, lang, answers);
    }
    let groups: Vec<Axis> = (0..table.groups.len()).map(Axis::Group).collect();
    let (rows, columns) = if view.swap && has_banner { (answers, groups) } else { (groups, answers) };
    let lines = lines(table, view);
    let significance = view.significance.then(|| Significance::of(table));
    let mark = |row: &Axis, column: &Axis| match ((*row, *column), &significance) {
        ((Axis::Group(group), answer) | (answer, Axis::Group(group)), Some(found)) => match answer {
            Axis::Option(option) => found.mark(group, Some(option), view.marks),
            Axis::Mean => found.mark(group, None, view.marks),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let tone = |row: &Axis, column: &Axis| match (*row, *column) {
        (Axis::Group(group), Axis::Option(option)) | (Axis::Option(option), Axis::Group(group)) if view.tones => {
            tone::of(table, group, option, view)
        }
        _ => None,
    };
    let mark = |row: &Axis, column: &Axis| {
        let far = tone(row, column).map_or("", |tone| tone.mark(view));
        format!("{}{far}", mark(row, column))
    };
    // Figures of a column stand below each other, marked or not.
    let widest: Vec<usize> =
        columns.iter().map(|column| rows.iter().map(|row| width(&mark(row, column))).max().unwrap_or(0)).collect();
    let marked_line = lines.iter().position(|line| *line == Figure::Percent).unwrap_or(0);
    let cells = |row: &Axis| -> Vec<Vec<String>> {
        let texts = |(column, room): (&Axis, &usize)| match (*row, *column) {
            (Axis::Group(group), answer) | (answer, Axis::Group(group)) => {
                let mark = mark(row, column);
                let figures = cell(table, view, group, answer, &lines);
                let at = marked_line.min(figures.len().saturating_sub(1));
                let marked = |(line, figure): (usize, &String)| {
                    format!("{figure}{}", pad(if line == at { &mark } else { "" }, *room, Align::Left))
                };
                figures.iter().enumerate().map(marked).collect()
            }
            _ => Vec::new(),
        };
        columns.iter().zip(&widest).map(texts).collect()
    };
    let head = |axis: &Axis| {
        let head = head(table, view, lang, *axis);
        match (*axis, &significance) {
            (Axis::Group(group), Some(found)) => Head { mark: found.head(group, &head.mark), ..head },
            _ => head,
        }
    };
    let tones = |row: &Axis| columns.iter().map(|column| tone(row, column)).collect();
    let made: Vec<Row> = rows.iter().map(|row| Row { head: head(row), cells: cells(row), tones: tones(row) }).collect();
    let sheet = Sheet {
        corner: corner(table, lang, &lines),
        columns: columns.iter().map(head).collect(),
        frozen: 1,
        total_first: rows.first() == Some(&Axis::Group(0)),
        rows: made,
    };
    Made { sheet, rows, columns }
}

fn simple(table: &Table, view: &View, lang: Lang, answers: Vec<Axis>) -> Made {
    let mut columns = vec![Axis::Counts];
    if table.percent != Percent::None {
        columns.push(Axis::Percents);
    }
    if let Some(places) = table.groups.first().and_then(|total| total.ranks.as_ref()).map(|ranks| ranks.iter()) {
        columns.extend((1..=places.map(Vec::len).max().unwrap_or(0)).map(Axis::Place));
        columns.extend([Axis::Points, Axis::MeanPoints]);
    }
    let one = |column: &Axis, answer: Axis| {
        if matches!(column, Axis::Place(_) | Axis::Points | Axis::MeanPoints) {
            return vec![ranked(table, view, *column, answer)];
        }
        let line = if *column == Axis::Counts { Figure::Count } else { Figure::Percent };
        let is_base = matches!(answer, Axis::Base | Axis::WeightedBase);
        if line == Figure::Percent && !matches!(answer, Axis::Option(_)) {
            let whole = table.groups.first().filter(|_| is_base && table.percent == Percent::Row);
            let part = match answer {
                Axis::Written => table.groups.first().and_then(|group| group.answered),
                Axis::Silent => table.groups.first().map(silent),
                _ => None,
            };
            if let (Some(part), Some(group)) = (part, table.groups.first()) {
                return vec![figure::share(part, group.n, view).text];
            }
            return vec![whole.map_or(String::new(), |group| figure::whole(group.n, view).text)];
        }
        cell(table, view, 0, answer, &[line])
    };
    let rows = answers
        .iter()
        .map(|answer| Row {
            head: head(table, view, lang, *answer),
            cells: columns.iter().map(|column| one(column, *answer)).collect(),
            ..Row::default()
        })
        .collect();
    let sheet = Sheet {
        corner: String::new(),
        columns: columns.iter().map(|column| head(table, view, lang, *column)).collect(),
        frozen: 0,
        total_first: false,
        rows,
    };
    Made { sheet, rows: answers, columns }
}

/// What a rank question has of an option besides how many chose it at any place.
fn ranked(table: &Table, view: &View, column: Axis, answer: Axis) -> String {
    let Axis::Option(option) = answer else { return String::new() };
    let is_choice = table.options.get(option).is_some_and(|line| line.role == Role::Choice);
    let Some(total) = table.groups.first().filter(|_| is_choice) else { return String::new() };
    let score = total.rank_scores.as_ref().and_then(|scores| scores.get(option));
    let cell = match column {
        Axis::Place(place) => {
            let places = total.ranks.as_ref().and_then(|ranks| ranks.get(option));
            places.and_then(|places| places.get(place.checked_sub(1)?)).map(|n| figure::count(*n))
        }
        Axis::Points => score.map(|score| figure::rank_points(table, score, view)),
        _ => score.map(|score| figure::statistic(score.mean, view)),
    };
    cell.map_or(String::new(), |cell| cell.text)
}

fn answers(table: &Table, view: &View) -> Vec<Axis> {
    let mut answers = vec![Axis::Base];
    if table.weight.is_some() {
        answers.push(Axis::WeightedBase);
    }
    answers.extend(option_order(table, view).into_iter().map(Axis::Option));
    if table.groups.iter().any(|group| group.answered.is_some()) {
        answers.push(Axis::Written);
        answers.extend(shows_silent(table, view).then_some(Axis::Silent));
    }
    let numbers = matches!(table.kind, Kind::Numeric | Kind::Date);
    // The mean of all the points that a respondent gave says nothing: points belong to the answers.
    if table.kind != Kind::Rank && table.groups.iter().any(|group| group.stats.mean.is_some()) {
        answers.push(Axis::Mean);
        if numbers {
            answers.push(Axis::Median);
        }
        if table.kind != Kind::Date {
            answers.push(Axis::Sd);
        }
    }
    answers
}

/// One line of text in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Figure {
    Count,
    Percent,
}

fn lines(table: &Table, view: &View) -> Vec<Figure> {
    match view.lines {
        _ if table.percent == Percent::None || table.options.is_empty() => vec![Figure::Count],
        Lines::CountThenPercent => vec![Figure::Count, Figure::Percent],
        Lines::PercentThenCount => vec![Figure::Percent, Figure::Count],
        Lines::PercentOnly => vec![Figure::Percent],
        Lines::CountOnly => vec![Figure::Count],
    }
}

fn corner(table: &Table, lang: Lang, lines: &[Figure]) -> String {
    let name = |line: &Figure| match (line, table.weight.is_some()) {
        (Figure::Count, false) => words::count(lang),
        (Figure::Count, true) => words::weighted_count(lang),
        (Figure::Percent, _) => words::percent_sign(lang),
    };
    let names: Vec<&str> = lines.iter().map(name).collect();
    names.join("／")
}

fn cell(table: &Table, view: &View, group: usize, answer: Axis, lines: &[Figure]) -> Vec<String> {
    let Some(group) = table.groups.get(group) else { return Vec::new() };
    match answer {
        Axis::Base => vec![figure::base(group.n).text],
        Axis::WeightedBase => vec![figure::weighted(group.weighted, group.n, view).text],
        Axis::Written => vec![group.answered.map_or_else(String::new, |n| figure::count(n).text)],
        Axis::Silent => vec![figure::count(silent(group)).text],
        Axis::Mean => vec![figure::location(table, group.stats.mean, view).text],
        Axis::Median => vec![figure::location(table, group.stats.median, view).text],
        Axis::Sd => vec![figure::statistic(group.stats.sd, view).text],
        Axis::Option(option) => lines.iter().map(|line| text(table, view, group, option, *line)).collect(),
        Axis::Group(_) | Axis::Counts | Axis::Percents | Axis::Place(_) | Axis::Points | Axis::MeanPoints => Vec::new(),
    }
}

fn text(table: &Table, view: &View, group: &Group, option: usize, line: Figure) -> String {
    let Some(cell) = group.cells.get(option) else { return String::new() };
    match line {
        Figure::Count => figure::counted(table, cell, view).text,
        Figure::Percent => figure::percent(table, group, cell, view).text,
    }
}

fn head(table: &Table, view: &View, lang: Lang, axis: Axis) -> Head {
    let plain = |label: &str, strong: bool| Head { label: label.to_owned(), strong, ..Head::default() };
    match axis {
        Axis::Base => plain("n", true),
        Axis::WeightedBase => plain(words::weighted_n(lang), true),
        Axis::Written => plain(words::with_answer(lang), false),
        Axis::Silent => plain(words::without_answer(lang), false),
        Axis::Mean => plain(&words::with_unit(lang, words::mean(lang), table.unit.as_deref()), false),
        Axis::Median => plain(words::median(lang), false),
        Axis::Sd => plain(words::sd(lang), false),
        Axis::Counts => {
            plain(if table.weight.is_some() { words::weighted_count(lang) } else { words::count(lang) }, false)
        }
        Axis::Percents => plain(words::percent_sign(lang), false),
        Axis::Place(place) => plain(&words::rank(lang, place), false),
        Axis::Points => plain(words::points(lang), false),
        Axis::MeanPoints => plain(words::mean_points(lang), false),
        Axis::Option(option) => {
            let line = table.options.get(option);
            let is_net = line.is_some_and(|line| line.role == Role::Net);
            plain(&display(line.map_or("", |line| &line.label)), is_net)
        }
        Axis::Group(index) => table.groups.get(index).map_or(Head::default(), |group| group_head(table, view, group)),
    }
}

fn group_head(table: &Table, view: &View, group: &Group) -> Head {
    let small = is_small(table, group);
    let mark = if small { view.marks.small } else { "" };
    let title = group.banner.as_ref().and_then(|name| table.banners.iter().find(|banner| banner.name == *name));
    Head {
        block: title.map_or(String::new(), |banner| display(&banner.title)),
        label: display(&group.label),
        mark: mark.to_owned(),
        strong: group.banner.is_none(),
        care: small,
    }
}

/// True for a base under the survey's minimum.
pub fn is_small(table: &Table, group: &Group) -> bool {
    group.n < table.min_base
}
