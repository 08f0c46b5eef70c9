//! A comparison of waves as a grid: for 全体 and every group n and the answers, beside each wave's percentage the
//! differences in ポイント with their p.
//!
//! A difference is by default that of the printed figures, so that a reader who subtracts gets what is printed.

use crate::messages::{Lang, waves as words};
use crate::model::Kind;
use crate::model::table::{Note, Role};
use crate::model::wave::{Change, Difference, Figure, Figures, Wave, WaveGroup, WaveNote, WaveOption, Waves};

use super::cross::part_of;
use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::view::View;
use super::{figure, round};

/// What a printed difference is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Differences {
    /// The printed figures.
    #[default]
    Printed,
    /// The figures before rounding.
    Exact,
}

/// Lays out a comparison.
pub fn grid(waves: &Waves, view: &View, differences: Differences, lang: Lang) -> Grid {
    let layout = Layout { waves, view, differences, lang };
    Grid {
        title: layout.title(),
        subtitles: layout.subtitles(),
        corner: [String::new(), String::new()],
        stub: Stub::Blocks,
        columns: layout.columns(),
        rows: waves.groups.iter().flat_map(|group| layout.rows(group)).collect(),
        notes: notes(waves, view, lang),
    }
}

/// The notes of a comparison as sentences.
pub fn notes(waves: &Waves, view: &View, lang: Lang) -> Vec<String> {
    let printed = |note: &WaveNote| match note {
        WaveNote::Of { wave, note } => WaveNote::Of { wave: *wave, note: super::notes::rounded(note) },
        other => other.clone(),
    };
    let sentences = waves.notes.iter().map(|note| (note, words::note(lang, &printed(note), waves)));
    let marked = |(note, sentence): (&WaveNote, String)| match note {
        WaveNote::Of { note: Note::SmallBase { .. }, .. } => sentence.replace('※', view.marks.small),
        _ => sentence,
    };
    sentences.map(marked).collect()
}

/// True where the base of a group is small in any wave.
pub(super) fn is_small(waves: &Waves, group: &WaveGroup) -> bool {
    let small =
        |(figures, wave): (&Option<Figures>, &Wave)| figures.as_ref().is_some_and(|figures| figures.n < wave.min_base);
    group.waves.iter().zip(&waves.waves).any(small)
}

/// A percentage of a wave, and what is printed of it in units of the last decimal.
pub(super) fn percent(figures: &Figures, cell: &Figure, view: &View) -> (Cell, Option<i128>) {
    // Without weights both are whole people, and a share of people is rounded in integers.
    let people = figures.weighted == figures.n as f64 && cell.weighted == cell.n as f64;
    match cell.percent {
        None => (Cell::absent(), None),
        Some(_) if people => {
            (figure::share(cell.n, figures.n, view), round::share_units(cell.n, figures.n, view.digits))
        }
        Some(points) => (figure::points(points, cell.n, view), round::units(points, view.digits)),
    }
}

struct Layout<'a> {
    waves: &'a Waves,
    view: &'a View,
    differences: Differences,
    lang: Lang,
}

impl Layout<'_> {
    fn title(&self) -> String {
        let Waves { id, label, .. } = self.waves;
        let name = if label == id { id.clone() } else { format!("{id}{}{label}", self.lang.pick("　", " ")) };
        let what = match self.waves.series {
            Some(_) => words::over_time(self.lang),
            None => words::across(self.lang),
        };
        self.lang.pick(format!("{name}（{what}）"), format!("{name} ({what})"))
    }

    fn subtitles(&self) -> Vec<String> {
        let newest = self.waves.waves.last().map(|wave| wave.text.clone()).filter(|text| !text.is_empty());
        let wave = |wave: &Wave| words::wave(self.lang, &wave.name, &wave.title, wave.date.as_deref(), &wave.question);
        let level = round::number(100.0 * (1.0 - self.waves.level), 1, "").unwrap_or_default();
        let level = level.strip_suffix(".0").unwrap_or(&level);
        let units = words::units(self.lang, self.differences == Differences::Exact, level);
        newest.into_iter().chain(self.waves.waves.iter().map(wave)).chain([units]).collect()
    }

    fn name(&self, wave: usize) -> &str {
        self.waves.waves.get(wave).map_or("", |wave| wave.name.as_str())
    }

    /// Which waves are compared with which: the same for every group.
    fn changes(&self) -> impl Iterator<Item = &Change> {
        self.waves.groups.first().into_iter().flat_map(|group| &group.changes)
    }

    fn columns(&self) -> Vec<Head> {
        let wave = |wave: &Wave| Head::new("", wave.name.as_str(), Part::Choice);
        let mut columns: Vec<Head> = self.waves.waves.iter().map(wave).collect();
        for change in self.changes() {
            let block = format!("{}→{}", self.name(change.from), self.name(change.to));
            columns.push(Head::new(block.as_str(), words::difference_column(self.lang), Part::Figure));
            columns.push(Head::new(block.as_str(), words::p_column(self.lang), Part::Figure));
            columns.push(Head::new(block.as_str(), words::verdict_column(self.lang), Part::Figure));
        }
        columns
    }

    fn rows(&self, group: &WaveGroup) -> Vec<Row> {
        let small = is_small(self.waves, group);
        let mark = if small { self.view.marks.small } else { "" };
        let block = match group.banner {
            None => group.label.clone(),
            Some(_) => format!("{}{}{}", group.title, self.lang.pick("：", ": "), group.label),
        };
        let row = |label: String, part, line, cells| {
            let head = Head { small, ..Head::new(block.as_str(), label, part) };
            Row { head, line, first: true, cells }
        };
        let mut rows =
            vec![row(format!("{}{mark}", words::base_row(self.lang)), Part::Base, Line::Count, self.base(group))];
        let options = self.waves.options.iter().enumerate();
        for (at, option) in options.filter(|(at, option)| self.shows(*at, option)) {
            let reworded = if option.reworded { self.reworded() } else { "" };
            let label = format!("{}{reworded}", option.label);
            rows.push(row(label, part_of(option.role), Line::Percent, self.option(group, at)));
        }
        if self.waves.groups.iter().any(|group| group.waves.iter().flatten().any(|figures| figures.mean.is_some())) {
            let unit = self.waves.unit.as_deref().filter(|_| self.waves.kind == Kind::Numeric);
            let label = crate::messages::table::with_unit(self.lang, words::mean_row(self.lang), unit);
            rows.push(row(label, Part::Figure, Line::Figure, self.mean(group)));
        }
        rows
    }

    /// Behind an answer whose words changed.
    fn reworded(&self) -> &'static str {
        self.lang.pick("＊", "*")
    }

    /// 無回答 always; 無効 and 不明 only where somebody is there.
    fn shows(&self, at: usize, option: &WaveOption) -> bool {
        let somebody = || {
            let all = self.waves.groups.iter().flat_map(|group| group.waves.iter().flatten());
            all.filter_map(|figures| figures.cells.get(at)?.as_ref()).any(|cell| cell.n > 0)
        };
        option.role != Role::Missing || option.code == "NA" || somebody()
    }

    fn base(&self, group: &WaveGroup) -> Vec<Cell> {
        let of_wave = |figures: &Option<Figures>| match figures {
            Some(figures) => figure::base(figures.n),
            None => Cell::absent(),
        };
        let blanks = std::iter::repeat_with(Cell::blank).take(3 * group.changes.len());
        group.waves.iter().map(of_wave).chain(blanks).collect()
    }

    fn option(&self, group: &WaveGroup, at: usize) -> Vec<Cell> {
        let cell = |figures: &Option<Figures>| -> Option<(Cell, Option<i128>)> {
            let figures = figures.as_ref()?;
            Some(percent(figures, figures.cells.get(at)?.as_ref()?, self.view))
        };
        let cells: Vec<Option<(Cell, Option<i128>)>> = group.waves.iter().map(cell).collect();
        let units = |wave: usize| cells.get(wave).and_then(Option::as_ref).and_then(|(_, units)| *units);
        let mut row: Vec<Cell> =
            cells.iter().map(|cell| cell.as_ref().map_or_else(Cell::absent, |(cell, _)| cell.clone())).collect();
        for change in &group.changes {
            let Some(found) = change.cells.get(at) else { continue };
            let printed = units(change.to).zip(units(change.from)).map(|(to, from)| to - from);
            let difference =
                self.difference(found, printed, self.view.digits, |points| Value::Percent { points, of: None });
            row.push(difference);
            row.extend(self.verdict(found));
        }
        row
    }

    fn mean(&self, group: &WaveGroup) -> Vec<Cell> {
        let digits = self.view.statistic_digits;
        let value = |figures: &Option<Figures>| figures.as_ref()?.mean.as_ref()?.mean;
        let means: Vec<Option<f64>> = group.waves.iter().map(value).collect();
        let units = |wave: usize| round::units(means.get(wave).copied().flatten()?, digits);
        let mut row: Vec<Cell> =
            means.iter().map(|mean| figure::location_of(self.waves.kind, *mean, self.view)).collect();
        for change in &group.changes {
            match &change.mean {
                None => row.extend(std::iter::repeat_with(Cell::absent).take(2).chain([Cell::blank()])),
                Some(found) => {
                    let printed = units(change.to).zip(units(change.from)).map(|(to, from)| to - from);
                    row.push(self.difference(found, printed, digits, Value::Number));
                    row.extend(self.verdict(found));
                }
            }
        }
        row
    }

    /// A difference; `printed` is that of the printed figures in units of their last decimal.
    fn difference(&self, found: &Difference, printed: Option<i128>, digits: u8, value: impl Fn(f64) -> Value) -> Cell {
        let minus = self.view.minus();
        match (self.differences, found.difference, printed) {
            (Differences::Printed, Some(_), Some(units)) => {
                let scale = 10_f64.powi(digits.into());
                Cell::new(value(units as f64 / scale), round::print(units, digits, minus))
            }
            (Differences::Exact, Some(difference), _) => match round::number(difference, digits, minus) {
                Some(text) => Cell::new(value(difference), text),
                None => Cell::absent(),
            },
            _ => Cell::absent(),
        }
    }

    /// p and, where it is small enough, the direction.
    fn verdict(&self, found: &Difference) -> [Cell; 2] {
        let p = found.p_adjusted.or(found.p);
        let Some(p) = p else { return [Cell::absent(), Cell::blank()] };
        let shown = Cell::new(Value::Probability(p), figure::probability(Some(p), self.waves.level));
        let is_significant = figure::is_significant(p, self.waves.level);
        let direction = match found.difference {
            Some(difference) if is_significant && difference > 0.0 => words::up(self.lang),
            Some(difference) if is_significant && difference < 0.0 => words::down(self.lang),
            _ => "",
        };
        [shown, Cell::word(direction)]
    }
}
