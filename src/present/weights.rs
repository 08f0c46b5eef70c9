//! The weighting report as a grid: what the weights cost in precision, and for each target the share of the sample, the share
//! to be reached and the share reached.

use crate::messages::{Lang, weights as words};
use crate::model::Survey;
use crate::model::survey::coded;
use crate::model::weight::{CaseWeight, Margin, WeightReport};

use super::figure;
use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::round;
use super::view::View;

/// Lays out one scheme's report.
pub fn weights(report: &WeightReport, survey: &Survey, view: &View, lang: Lang) -> Grid {
    let number = |value: Option<f64>, digits| {
        value.and_then(|value| round::number(value, digits, view.minus())).unwrap_or_else(|| "-".to_owned())
    };
    let cost = words::Cost {
        n: report.n,
        sum: number(Some(report.sum), 1),
        effective_n: number(report.effective_n, 1),
        efficiency: number(report.efficiency, 1),
        design_effect: number(report.design_effect, 2),
        least: number(report.min, 2),
        most: number(report.max, 2),
    };
    let rows = report.margins.chunk_by(|a, b| a.question == b.question).flat_map(|margin| {
        let all: u64 = margin.iter().map(|margin| margin.n).sum();
        let title = survey.question(&margin.first().map(|first| first.question.clone()).unwrap_or_default());
        let label = title.map(|question| question.label.clone()).filter(|label| !label.is_empty());
        margin.iter().map(move |category| row(category, all, label.as_deref(), view))
    });
    let columns = words::columns(lang).into_iter().map(|label| Head::new("", label, Part::Figure));
    let mut notes = words::left_out(lang, report.excluded, report.kept_missing);
    notes.push(words::fixed(lang).to_owned());
    Grid {
        title: words::title(lang, &report.id, &report.label, survey.title()),
        subtitles: vec![
            words::method(lang, report.kind, report.iterations, report.margin_error),
            words::cost(lang, &cost),
            words::spread(lang, &cost),
        ],
        corner: [String::new(), String::new()],
        stub: Stub::Blocks,
        columns: if report.margins.is_empty() { Vec::new() } else { columns.collect() },
        rows: rows.collect(),
        notes,
    }
}

/// Every case with its weight, as it stands: weights are handed on to other programs. `None` where they were not asked for.
pub fn cases(report: &WeightReport, survey: &Survey, view: &View, lang: Lang) -> Option<Grid> {
    let row = |case: &CaseWeight| Row {
        head: Head::new("", case.case.clone(), Part::Group),
        line: Line::Figure,
        first: true,
        cells: vec![match case.weight {
            Some(weight) => Cell::new(Value::Number(weight), round::significant(weight).to_string()),
            None => Cell::absent(),
        }],
    };
    let rows = report.weights.as_ref()?.iter().map(row).collect();
    Some(Grid {
        title: words::title(lang, &report.id, &report.label, survey.title()),
        subtitles: Vec::new(),
        corner: [String::new(), words::case(lang).to_owned()],
        columns: vec![Head::new("", words::weight(lang), Part::Figure)],
        rows,
        ..weights(report, survey, view, lang)
    })
}

fn row(category: &Margin, all: u64, label: Option<&str>, view: &View) -> Row {
    let share = |share: f64| figure::points(100.0 * share, category.n, view);
    // Half of an answer's share being missing means that every respondent counts twice.
    let factor = (category.n > 0).then(|| category.target * all as f64 / category.n as f64);
    let factor = match factor.and_then(|factor| Some((factor, round::number(factor, 2, view.minus())?))) {
        Some((factor, text)) => Cell::new(Value::Number(factor), text),
        None => Cell::absent(),
    };
    let block = match label {
        Some(label) => format!("{} {label}", category.question),
        None => category.question.clone(),
    };
    Row {
        head: Head { block, label: coded(&category.code, &category.label), part: Part::Group, small: false },
        line: Line::Figure,
        first: true,
        cells: vec![
            figure::count(category.n),
            figure::share(category.n, all, view),
            share(category.target),
            share(category.achieved),
            factor,
        ],
    }
}
