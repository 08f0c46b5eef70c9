//! Indicators as a table: baseline, present value with its sampling error, target, way done, change.

use crate::messages::{Lang, indicators as words, table as table_words};
use crate::plans::indicators::Indicator;
use crate::present::figure;
use crate::present::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use crate::present::page::Page;
use crate::present::round;
use crate::present::view::View;

/// Decimals by unit: shares as everywhere, means with the digits of statistics.
fn printed(indicator: &Indicator, value: f64, view: &View) -> String {
    let digits = if indicator.unit == "%" || indicator.unit == "％" { view.digits } else { view.statistic_digits };
    let number = round::number(value, digits, view.marks.minus).unwrap_or_else(|| "-".to_owned());
    format!("{number}{}", indicator.unit)
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
    let signed = |value: f64| {
        let sign = if value > 0.0 { "+" } else { "" };
        Cell::new(Value::Number(value), format!("{sign}{}", printed(indicator, value, view)))
    };
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
            format!("{}%", round::number(100.0 * way, 0, view.marks.minus)?),
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
