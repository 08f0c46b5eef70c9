//! Agreement of coders and their differences as grids: figures with three decimals, shares in percent.

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::{figure, round};
use crate::comments::agreement::{Agreement, Disagreement, Figure, Item, Undefined};
use crate::messages::{Lang, comments::agreement as words};
use crate::text::{fit, fold};

use super::view::View;

/// Decimals of kappa and alpha.
const DIGITS: u8 = 3;

/// The figures of each code, the figures of whole sets above them, and what a reader must know below.
pub fn agreement(answer: &Agreement, title: impl Fn(&str) -> String, view: &View, lang: Lang) -> Grid {
    let minus = view.minus();
    let number = |value: f64| round::number(value, DIGITS, minus).unwrap_or_default();
    let printed = |figure: Figure| figure.map_or_else(|_| "-".to_owned(), number);
    let overall = [
        ("κ (Cohen)", answer.kappa),
        ("κ (Fleiss)", answer.fleiss_kappa),
        (lang.pick("α（名義）", "alpha (nominal)"), answer.alpha_nominal),
        (lang.pick("α（Jaccard）", "alpha (Jaccard)"), answer.alpha_jaccard),
        (lang.pick("α（MASI）", "alpha (MASI)"), answer.alpha_masi),
    ];
    let mut subtitles = vec![words::coders(lang, &answer.coders, answer.units, answer.dropped)];
    subtitles.push(words::figures(lang, &overall.map(|(name, figure)| (name, printed(figure)))));
    if let Some([low, high]) = answer.interval {
        subtitles.push(words::interval(lang, answer.interval_of, &number(low), &number(high)));
    }
    let mut rows = vec![row(
        Head::new("", words::overall(lang), Part::Total),
        vec![
            figure::base(answer.units as u64),
            share(answer.agreement, view),
            value(answer.kappa, minus),
            Cell::blank(),
            Cell::blank(),
            value(answer.alpha_nominal, minus),
        ],
    )];
    rows.extend(answer.items.iter().map(|item| {
        let cells = vec![
            figure::base(item.units as u64),
            share(item.agreement, view),
            value(item.kappa, minus),
            value(item.pabak, minus),
            share(item.prevalence, view),
            value(item.alpha, minus),
        ];
        row(Head::new(&item.code, title(&item.code), Part::Choice), cells)
    }));
    Grid {
        title: words::title(lang).to_owned(),
        subtitles,
        corner: [words::code(lang).to_owned(), String::new()],
        stub: Stub::Numbers,
        columns: words::columns(lang).map(|label| Head::new("", label, Part::Figure)).to_vec(),
        rows,
        notes: notes(answer, lang),
    }
}

/// Sentences about figures that do not exist, and how to read the others.
pub fn notes(answer: &Agreement, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    if answer.units == 0 {
        notes.push(words::no_units(lang).to_owned());
        return notes;
    }
    let figures = [
        ("kappa", answer.kappa),
        ("fleiss_kappa", answer.fleiss_kappa),
        ("alpha_nominal", answer.alpha_nominal),
        ("alpha_jaccard", answer.alpha_jaccard),
        ("alpha_masi", answer.alpha_masi),
    ];
    notes.extend(figures.iter().filter_map(|(name, figure)| Some(words::undefined(lang, name, figure.err()?))));
    let constant = |item: &&Item| item.kappa == Err(Undefined::OneCategory);
    for item in answer.items.iter().filter(constant) {
        notes.push(words::undefined(lang, &format!("kappa {}", item.code), Undefined::OneCategory));
    }
    if answer.coders.len() > 2 {
        notes.push(words::several(lang).to_owned());
    }
    notes.push(words::paradox(lang).to_owned());
    notes
}

/// Differences, a row for each opinion. `text` gives the masked opinion.
pub fn disagreements(found: &[Disagreement], text: impl Fn(&str) -> String, brief: bool, lang: Lang) -> Grid {
    let mut coders: Vec<&str> = Vec::new();
    for (coder, _) in found.iter().flat_map(|one| &one.codings) {
        if !coders.contains(&coder.as_str()) {
            coders.push(coder);
        }
    }
    coders.sort_unstable();
    let codes = |codes: &Vec<String>| match codes.as_slice() {
        [] => Cell::word(words::no_code(lang)),
        codes => Cell::word(&codes.join(lang.pick("・", ", "))),
    };
    let mut columns = vec![Head::new("", words::distance(lang), Part::Figure)];
    columns.extend(coders.iter().map(|coder| Head::new("", *coder, Part::Figure)));
    columns.push(Head::new("", words::settled(lang), Part::Figure));
    let rows = found.iter().map(|one| {
        let printed = round::number(one.distance, DIGITS, "-").unwrap_or_default();
        let mut cells = vec![Cell::new(Value::Number(one.distance), printed)];
        cells.extend(coders.iter().map(|coder| {
            one.codings.iter().find(|(name, _)| name == coder).map_or_else(Cell::blank, |(_, given)| codes(given))
        }));
        cells.push(one.settled.as_ref().map_or_else(Cell::blank, codes));
        let shown = fold::display(&text(&one.opinion));
        let label = if brief { fit::cut(&shown, 72) } else { shown };
        row(Head::new(&one.opinion, label, Part::Choice), cells)
    });
    Grid {
        title: words::disagreements_title(lang).to_owned(),
        subtitles: Vec::new(),
        corner: ["No".to_owned(), String::new()],
        stub: Stub::Numbers,
        columns,
        rows: rows.collect(),
        notes: vec![words::distance_note(lang).to_owned()],
    }
}

fn row(head: Head, cells: Vec<Cell>) -> Row {
    Row { head, line: Line::Figure, first: true, cells }
}

fn value(figure: Figure, minus: &str) -> Cell {
    let printed = |value: f64| Some(Cell::new(Value::Number(value), round::number(value, DIGITS, minus)?));
    figure.ok().and_then(printed).unwrap_or_else(Cell::absent)
}

fn share(figure: Figure, view: &View) -> Cell {
    let points = |share: f64| {
        let points = 100.0 * share;
        let text = round::number(points, view.digits, view.minus()).unwrap_or_default();
        Cell::new(Value::Percent { points, of: None }, text)
    };
    figure.map_or_else(|_| Cell::absent(), points)
}
