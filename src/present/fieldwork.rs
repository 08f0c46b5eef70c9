//! 回収状況 and 標本誤差早見表 as grids.

use crate::messages::{Lang, measures as words};
use crate::model::Survey;
use crate::model::fieldwork::{FieldPart, Fieldwork, FieldworkLine, SamplingLine, SamplingTable, Standing};

use super::grid::{Cell, Grid, Head, Line, Part, Row, Stub, Value};
use super::view::View;
use super::{figure, round};

/// Columns before the sum of what is not counted.
const BEFORE_INVALID: usize = 7;

/// What was sent and came back: 全体, strata, modes.
pub fn response(fieldwork: &Fieldwork, survey: &Survey, total: &str, view: &View, lang: Lang) -> Grid {
    // A column that is empty in most surveys.
    let by_hand = fieldwork.lines.iter().any(|line| line.left_out.is_some_and(|count| count > 0));
    let mut labels = vec![
        words::distributed(lang),
        words::undelivered(lang),
        words::delivered(lang),
        words::read(lang),
        words::duplicate(lang),
        words::blank(lang),
        words::out_of_scope(lang),
        words::invalid(lang),
        words::valid(lang),
        words::valid_share(lang),
        words::rate_distributed(lang),
        words::rate_delivered(lang),
    ];
    if by_hand {
        labels.insert(BEFORE_INVALID, words::left_out(lang));
    }
    let all = fieldwork.lines.first().map_or(0, |line| line.valid);
    let known = |count: Option<u64>| count.map_or_else(Cell::absent, figure::base);
    let of = |line: &FieldworkLine, whole: Option<u64>| {
        whole.map_or_else(Cell::absent, |whole| figure::share(line.valid, whole, view))
    };
    let cells = |line: &FieldworkLine| {
        let mut cells = vec![
            known(line.distributed),
            known(line.undelivered),
            known(line.delivered),
            known(line.read),
            known(line.duplicate),
            known(line.blank),
            known(line.out_of_scope),
            known(line.invalid),
            figure::base(line.valid),
            figure::share(line.valid, all, view),
            of(line, line.distributed),
            of(line, line.delivered),
        ];
        if by_hand {
            cells.insert(BEFORE_INVALID, known(line.left_out));
        }
        cells
    };
    let row = |line: &FieldworkLine| Row {
        head: head(line.part, &line.label, total, lang),
        line: Line::Figure,
        first: true,
        cells: cells(line),
    };
    Grid {
        title: format!("{}{}{}", words::response_title(lang), lang.pick("　", " - "), survey.title()),
        subtitles: Vec::new(),
        corner: [String::new(), words::part(lang).to_owned()],
        stub: Stub::Blocks,
        columns: labels.into_iter().map(|label| Head::new("", label, Part::Figure)).collect(),
        rows: fieldwork.lines.iter().map(row).collect(),
        notes: response_notes(fieldwork, lang),
    }
}

fn response_notes(fieldwork: &Fieldwork, lang: Lang) -> Vec<String> {
    let mut notes = vec![words::response_ties(lang).to_owned()];
    let Some(all) = fieldwork.lines.first() else { return notes };
    if all.left_out.is_some_and(|count| count > 0) {
        notes.push(words::response_by_hand(lang).to_owned());
    }
    notes.push(
        match (all.distributed, fieldwork.rate) {
            (None, _) => words::response_unknown(lang),
            (Some(_), "delivered") => words::rate_own_delivered(lang),
            (Some(_), _) => words::rate_own_distributed(lang),
        }
        .to_owned(),
    );
    if all.distributed.is_some_and(|sent| all.valid > sent) {
        notes.push(words::response_over(lang).to_owned());
    }
    for part in [FieldPart::Stratum, FieldPart::Mode] {
        let of_part = || fieldwork.lines.iter().filter(move |line| line.part == part);
        let valid: u64 = of_part().map(|line| line.valid).sum();
        if of_part().next().is_some() && valid < all.valid {
            notes.push(words::not_in_parts(lang, part, all.valid - valid));
        }
        if part == FieldPart::Stratum && fieldwork.stratum_unknown > 0 {
            notes.push(words::invalid_not_in_strata(lang, fieldwork.stratum_unknown));
        }
        let sum = |of: fn(&FieldworkLine) -> Option<u64>| of_part().map(of).sum::<Option<u64>>().filter(|sum| *sum > 0);
        for (whole, parts, undelivered) in [
            (all.distributed, sum(|line| line.distributed), false),
            (all.undelivered, sum(|line| line.undelivered), true),
        ] {
            if let (Some(whole), Some(parts)) = (whole, parts)
                && whole != parts
            {
                notes.push(words::parts_sum(lang, part, undelivered, [whole, parts]));
            }
        }
    }
    notes
}

fn head(part: FieldPart, label: &str, total: &str, lang: Lang) -> Head {
    match part {
        FieldPart::Total => Head::new("", total, Part::Total),
        _ => Head::new(words::block(lang, part), label, Part::Group),
    }
}

/// Sampling errors of 全体, strata and sizes of groups.
pub fn sampling(table: &SamplingTable, survey: &Survey, total: &str, view: &View, lang: Lang) -> Grid {
    let mut columns = vec![Head::new("", "n", Part::Base), Head::new("", words::population(lang), Part::Base)];
    columns.extend(table.percentages.map(|p| {
        let label = if p == 50 { "50%".to_owned() } else { format!("{p}% / {}%", 100 - p) };
        Head::new("", label, Part::Figure)
    }));
    let row = |line: &SamplingLine| {
        let label = format!("{}{}", line.label, words::standing(lang, line.standing));
        let mut head = head(line.part, &label, &format!("{total}{}", words::standing(lang, line.standing)), lang);
        if line.part == FieldPart::Example {
            head.label = format!("n={}", line.n);
        }
        let mut cells = vec![figure::base(line.n), line.population.map_or_else(Cell::absent, figure::base)];
        cells.extend(line.errors.map(|error| points(error, view)));
        Row { head, line: Line::Figure, first: true, cells }
    };
    let has = |standing: Standing| table.lines.iter().any(|line| line.standing == standing);
    let strata = table.lines.iter().filter(|line| line.part == FieldPart::Stratum).count();
    let mut notes = vec![words::reading(lang).to_owned()];
    notes.extend(
        [
            has(Standing::Reference).then(|| words::reference_note(lang)),
            has(Standing::Complete).then(|| words::complete_note(lang)),
            has(Standing::Open).then(|| words::open_note(lang)),
            (strata > 1).then(|| words::strata_note(lang)),
            (table.formula.correction && table.lines.iter().any(|line| line.population.is_none()))
                .then(|| words::population_note(lang)),
        ]
        .into_iter()
        .flatten()
        .map(str::to_owned),
    );
    Grid {
        title: format!("{}{}{}", words::sampling_title(lang), lang.pick("　", " - "), survey.title()),
        subtitles: words::sampling_formula(lang, table.formula),
        corner: [String::new(), words::part(lang).to_owned()],
        stub: Stub::Blocks,
        columns,
        rows: table.lines.iter().map(row).collect(),
        notes,
    }
}

/// Points with one decimal; a half width of zero is said.
fn points(error: Option<f64>, view: &View) -> Cell {
    match error.and_then(|error| Some((error, round::number(error, view.digits, view.minus())?))) {
        Some((points, text)) => Cell::new(Value::Percent { points, of: None }, text),
        None => Cell::absent(),
    }
}
