//! Indicators as a table: baseline, present value with its sampling error, target, way done, change.

use crate::messages::{Lang, indicators as words, table as table_words};
use crate::plans::indicators::{Indicator, Stated};
use crate::present::figure;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use crate::present::page::Page;
use crate::present::round;
use crate::present::view::View;

/// Decimals by unit: shares as everywhere, means with the digits of statistics.
fn printed(indicator: &Indicator, value: f64, view: &View) -> String {
    let digits = if indicator.unit == "%" || indicator.unit == "％" { view.digits } else { view.statistic_digits };
    let number = round::number(value, digits, view.minus()).unwrap_or_else(|| "-".to_owned());
    format!("{number}{}", indicator.unit)
}

/// A difference with its sign; of percentages, in points.
fn difference(indicator: &Indicator, value: f64, view: &View, lang: Lang) -> String {
    let text = printed(indicator, value, view);
    let sign = if value > 0.0 { "+" } else { "" };
    match text.strip_suffix(['%', '％']) {
        Some(number) => words::points(lang, &format!("{sign}{number}")),
        None => format!("{sign}{text}"),
    }
}

/// An indicator in words, for a list and for what is told of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Baseline, present value, target and way done, for a list: empty where there is none.
    pub cells: [String; 4],
    /// What is known, each figure with its name, in a few lines.
    pub known: Vec<String>,
    /// What is missing, and what to do about it.
    pub missing: Vec<String>,
}

/// The names of the cells of a list.
pub fn heads(lang: Lang) -> [&'static str; 4] {
    [words::head_baseline(lang), words::head_present(lang), words::head_target(lang), words::short_way(lang)]
}

/// What is known of an indicator and what is not. `read`: the surveys have been read, so that a value they do not give is
/// missing and not only late.
pub fn told(indicator: &Indicator, read: bool, view: &View, lang: Lang) -> Told {
    let row = row(indicator, view, lang);
    let text = |at: usize| row.cells.get(at).filter(|cell| cell.value != Value::Absent).map(|cell| cell.text.clone());
    let wave = indicator.waves.last();
    let of = |stated: &Option<Stated>| stated.as_ref().and_then(|stated| stated.n);
    let with_base = |text: Option<String>, n: Option<u64>| {
        let base = n.map_or(String::new(), |n| format!("　n={n}"));
        text.map(|text| format!("{text}{base}"))
    };
    let late = (!read && indicator.present().is_none()).then(|| words::counting(lang).to_owned());
    let small = wave.filter(|wave| wave.small).map_or(String::new(), |_| format!("　{}", words::small(lang)));
    let present = with_base(text(1), wave.map(|wave| wave.n)).map(|text| format!("{text}{small}"));
    let judged = |change: String| match text(9) {
        Some(judged) => format!("{change}　{}{}{judged}", words::head_judged(lang), lang.pick("：", ": ")),
        None => change,
    };
    let lines = [
        vec![(words::head_present(lang), present.or_else(|| late.clone())), (words::head_interval(lang), text(2))],
        vec![
            (words::head_baseline(lang), with_base(text(0), of(&indicator.baseline))),
            (words::head_target(lang), text(4)),
        ],
        vec![(words::head_way(lang), text(6)), (words::head_gap(lang), text(5)), (words::head_years(lang), text(7))],
        vec![(words::head_change(lang), text(8).map(judged))],
        vec![(words::source_name(lang), wave.map(|wave| wave.title.clone()))],
    ];
    let line = |line: Vec<(&str, Option<String>)>| {
        let named = |(name, text): (&str, Option<String>)| Some(format!("{name}{}{}", lang.pick("：", ": "), text?));
        line.into_iter().filter_map(named).collect::<Vec<_>>().join(lang.pick("　", "  "))
    };
    // A list has no room for years: they stand beside it.
    let plain = |value: Option<f64>| value.map(|value| printed(indicator, value, view));
    let now = indicator.present().map(|(_, value)| value);
    Told {
        cells: [
            plain(indicator.start().map(|(_, value)| value)),
            plain(now).or(late),
            plain(indicator.target.as_ref().map(|target| target.value)),
            text(6),
        ]
        .map(Option::unwrap_or_default),
        known: lines.into_iter().map(line).filter(|line| !line.is_empty()).collect(),
        missing: if read { missing(indicator, lang) } else { Vec::new() },
    }
}

/// What an indicator lacks.
fn missing(indicator: &Indicator, lang: Lang) -> Vec<String> {
    let name = indicator.record.id.as_str();
    let mut missing: Vec<String> = indicator.faults.iter().map(|fault| words::fault(lang, name, fault)).collect();
    if indicator.start().is_none() {
        missing.push(words::no_baseline(lang).to_owned());
    }
    if indicator.target.is_none() {
        missing.push(words::no_target(lang).to_owned());
    }
    let undated = [
        (words::head_baseline(lang), indicator.baseline.as_ref()),
        (words::head_target(lang), indicator.target.as_ref()),
    ];
    let undated: Vec<&str> = undated
        .into_iter()
        .filter(|(_, stated)| stated.is_some_and(|stated| stated.year.is_none()))
        .map(|(name, _)| name)
        .collect();
    if !undated.is_empty() {
        missing.push(words::no_year(lang, &undated));
    }
    let why = indicator.change.as_ref().and_then(|change| change.why);
    missing.extend(why.map(|why| words::unjudged(lang, name, why)));
    missing
}

/// All indicators as a page.
pub fn page(indicators: &[Indicator], synthetic: bool, view: &View, lang: Lang) -> Page {
    let labels = [
        words::head_baseline(lang),
        words::head_present(lang),
        words::head_interval(lang),
        "n",
        words::head_target(lang),
        words::head_gap(lang),
        words::head_way(lang),
        words::head_years(lang),
        words::head_change(lang),
        words::head_judged(lang),
        words::head_name(lang),
    ];
    let mut notes = vec![
        words::interval_note(lang).to_owned(),
        words::way_note(lang).to_owned(),
        words::change_note(lang).to_owned(),
    ];
    for indicator in indicators {
        let name = indicator.record.id.as_str();
        notes.extend(indicator.faults.iter().map(|fault| words::fault(lang, name, fault)));
        let why = indicator.change.as_ref().and_then(|change| change.why);
        notes.extend(why.map(|why| words::unjudged(lang, name, why)));
        if indicator.waves.len() > 1 {
            let values = indicator
                .waves
                .iter()
                .map(|wave| words::with_year(lang, &printed(indicator, wave.value, view), wave.year));
            notes.push(words::wave(lang, name, &values.collect::<Vec<String>>()));
        }
    }
    let mut titles: Vec<&str> = Vec::new();
    for wave in indicators.iter().flat_map(|indicator| &indicator.waves) {
        if !titles.contains(&wave.title.as_str()) {
            titles.push(&wave.title);
        }
    }
    let grid = Grid {
        title: words::title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: [String::new(), words::head_id(lang).to_owned()],
        stub: Stub::Blocks,
        columns: labels.into_iter().map(|label| Head::new("", label, Part::Figure)).collect(),
        rows: indicators.iter().map(|indicator| row(indicator, view, lang)).collect(),
        notes,
    };
    let method = vec![words::source(lang, &titles), table_words::made_with(lang, None)];
    Page::new(words::title(lang).to_owned(), grid, synthetic, method, lang)
}

fn row(indicator: &Indicator, view: &View, lang: Lang) -> Row {
    let dated = |(year, value): (Option<i64>, f64)| {
        let text = words::with_year(lang, &printed(indicator, value, view), year);
        Cell::new(Value::Number(value), text)
    };
    let signed = |value: f64| Cell::new(Value::Number(value), difference(indicator, value, view, lang));
    let or = |cell: Option<Cell>| cell.unwrap_or_else(Cell::absent);
    let progress = indicator.progress();
    let wave = indicator.waves.last();
    let interval = wave.and_then(|wave| {
        let [Some(low), Some(high)] = wave.interval else { return None };
        Some(Cell::word(&format!("{}～{}", printed(indicator, low, view), printed(indicator, high, view))))
    });
    let base = wave.map(|wave| {
        let mut cell = figure::base(wave.n);
        if wave.small {
            cell.mark = format!(" {}", words::small(lang));
        }
        cell
    });
    let judged = indicator.change.as_ref().map(|change| match change.beyond_noise {
        Some(true) => words::yes(lang),
        Some(false) => words::no(lang),
        None => words::unknown(lang),
    });
    let way = progress.way.and_then(|way| {
        Some(Cell::new(
            Value::Percent { points: 100.0 * way, of: None },
            format!("{}%", round::number(100.0 * way, 0, view.minus())?),
        ))
    });
    Row {
        head: Head::new("", &indicator.record.id, Part::Group),
        line: Line::Figure,
        first: true,
        cells: vec![
            or(indicator.start().map(dated)),
            or(indicator.present().map(dated)),
            or(interval),
            or(base),
            or(indicator.target.as_ref().map(|target| dated((target.year, target.value)))),
            or(progress.gap.map(signed)),
            or(way),
            or(progress.years.map(|(gone, all)| Cell::word(&words::years(lang, gone, all)))),
            or(indicator.change.as_ref().map(|change| signed(change.difference))),
            or(judged.map(Cell::word)),
            Cell::word(&indicator.name),
        ],
    }
}
