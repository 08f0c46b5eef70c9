//! `koe compare`: a vendor's workbook of tables against ours, cell by cell.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use super::ask::{self, Asked, flag};
use super::{Context, DONE, Failure, WRONG, json_flag, print, say};
use crate::load::LoadError;
use crate::load::sheet::cell_name;
use crate::load::vendor;
use crate::messages::{Lang, assumption as names, compare as words, table as table_words};
use crate::model::TableSpec;
use crate::model::assumption::Assumption;
use crate::model::table::Inference;
use crate::present::round;
use crate::reconcile::check::{Difference, Report, Terms, Unmatched, check};
use crate::reconcile::matching::Catalogue;
use crate::text::fit::wrap;

/// Cells of a line.
const WIDTH: usize = 80;
/// Most decimals at which two figures are shown to tell them apart.
const MOST_DIGITS: u8 = 6;

/// Flags of tables that mean nothing here: the workbook itself says which banners and percentages it has.
const WITHOUT: [&str; 15] = [
    "by",
    "percent",
    "level",
    "adjust",
    "family",
    "pairs",
    "ci",
    "min-base",
    "data",
    "header-rows",
    "single",
    "numeric",
    "multiple",
    "weight-column",
    "population",
];

pub fn command(lang: Lang) -> Command {
    let command = Command::new("compare").about(words::about(lang)).after_help(words::help(lang));
    let command = ask::without(ask::flags(command, lang), &WITHOUT);
    command
        .mut_arg("questions", |_| Arg::new("questions").value_name("F.xlsx").required(true).help(words::file(lang)))
        .mut_arg("sheet", |_| flag("sheet", "S", words::sheet(lang)))
        .arg(json_flag(lang))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    ask::refuse(context, arguments, "compare", &WITHOUT)?;
    let mut asked = Asked::of(context, arguments)?;
    let file = PathBuf::from(asked.questions.first().cloned().unwrap_or_default());
    asked.questions.clear();
    let sheet = arguments.get_one::<String>("sheet").map(String::as_str);
    let book = vendor::workbook(&file, sheet).map_err(|error| LoadError::Read { file: file.clone(), error })?;
    let loaded = asked.load(context, None)?;
    let mut terms = Terms::default();
    for loaded in &loaded {
        let spec = asked.template(context, loaded.responses.survey())?;
        let inference = Inference { whole_table: false, pairs: false, ..spec.inference };
        terms.specs.push(TableSpec { inference, ..spec });
    }
    let catalogues: Vec<Catalogue<'_>> = loaded.iter().map(|loaded| Catalogue::new(&loaded.responses)).collect();
    let report = check(&book, &catalogues, &terms, &table_words::labels(lang))?;
    let text = match arguments.get_flag("json") {
        true => crate::export::json::value(&object(lang, &report))?,
        false => listing(context, &file, &report),
    };
    print(&text)?;
    if report.compared == 0 {
        let why = if report.matched == 0 { words::nothing_matched(lang) } else { words::nothing_compared(lang) };
        say(&format!("koe: {why}"));
        return Ok(WRONG);
    }
    Ok(DONE)
}

fn listing(context: &Context, file: &Path, report: &Report) -> String {
    let lang = context.lang;
    let name = file.file_name().map_or_else(|| file.to_string_lossy(), |name| name.to_string_lossy());
    let mut lines = wrap(&words::summary(lang, &name, report), WIDTH);
    if report.differences.is_empty() && report.compared > 0 {
        lines.push(words::all_equal(lang).to_owned());
    }
    if !report.differences.is_empty() {
        lines.push(String::new());
        lines.push(format!("{}:", words::differences(lang)));
        for block in report.differences.chunk_by(|a, b| a.sheet == b.sheet && a.question == b.question) {
            let Some(first) = block.first() else { continue };
            lines.push(format!("{}{} {}", sheet_name(&first.sheet), first.question, first.label));
            let mut met: Vec<&[Assumption]> = Vec::new();
            for one in block {
                if !met.contains(&one.causes.as_slice()) {
                    met.push(&one.causes);
                }
            }
            // What nobody can explain is what has to be looked into.
            met.sort_by_key(|cause| !cause.is_empty());
            for cause in met {
                let of_cause: Vec<&Difference> = block.iter().filter(|one| one.causes == cause).collect();
                lines.push(format!("  {}  {}", cause_name(lang, cause), words::times(lang, of_cause.len())));
                lines.extend(of_cause.into_iter().flat_map(|one| difference(context, one)));
            }
        }
        lines.push(String::new());
        lines.push(format!("{}:", words::by_cause(lang)));
        let causes = causes(report);
        for (cause, cells) in &causes {
            lines.push(format!("  {}  {}", cause_name(lang, cause), words::times(lang, *cells)));
        }
        let mut met: Vec<&Assumption> = Vec::new();
        for one in causes.iter().flat_map(|(cause, _)| *cause) {
            if !met.contains(&one) {
                met.push(one);
            }
        }
        if !met.is_empty() {
            lines.push(String::new());
            lines.push(format!("{}:", words::meanings(lang)));
        }
        for one in met {
            lines.extend(wrap(&format!("{} … {}", names::name(lang, one), names::why(lang, one)), WIDTH));
        }
    }
    if !report.unmatched.is_empty() {
        lines.push(String::new());
        lines.push(format!("{}:", words::unmatched(lang)));
        for one in &report.unmatched {
            let Unmatched { sheet, place, kind, text } = one;
            let place = place.map(|(row, column)| format!("{}  ", cell_name(row, column))).unwrap_or_default();
            let text = format!("{}{place}{}  {text}", sheet_name(sheet), words::kind(lang, *kind));
            lines.extend(wrap(&text, WIDTH - 2).into_iter().map(|line| format!("  {line}")));
        }
    }
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

/// One figure that differs: where, what, theirs, ours.
fn difference(context: &Context, one: &Difference) -> Vec<String> {
    let lang = context.lang;
    let (row, column) = one.place;
    let what = [one.group.as_str(), one.option.as_str(), words::item(lang, &one.item)];
    let what: Vec<&str> = what.into_iter().filter(|part| !part.is_empty()).collect();
    let [theirs, ours, difference] = printed(one, context.marks().minus);
    let text = format!(
        "{}  {}  {}  {} {theirs}  koe {ours}  {} {difference}",
        cell_name(row, column),
        what.join(" × "),
        words::measure(lang, one.measure),
        words::theirs(lang),
        crate::messages::reconcile::difference(lang),
    );
    wrap(&text, WIDTH - 4).into_iter().map(|line| format!("    {line}")).collect()
}

/// The sheet of a table, where its file has names for sheets.
fn sheet_name(sheet: &str) -> String {
    if sheet.is_empty() { String::new() } else { format!("[{sheet}] ") }
}

/// Theirs, ours and the difference, with decimals enough to tell them apart.
fn printed(one: &Difference, minus: &str) -> [String; 3] {
    let units = |value: Option<f64>, digits: u8| value.and_then(|value| round::units(value, digits));
    let apart = |digits: &u8| units(one.theirs, *digits) != units(one.ours, *digits);
    let digits = one.digits.unwrap_or_else(|| (1..MOST_DIGITS).find(apart).unwrap_or(MOST_DIGITS));
    let (theirs, ours) = (units(one.theirs, digits), units(one.ours, digits));
    let difference = theirs.zip(ours).map(|(theirs, ours)| theirs - ours);
    [theirs, ours, difference]
        .map(|units| units.map_or_else(|| "-".to_owned(), |units| round::print(units, digits, minus)))
}

fn cause_name(lang: Lang, cause: &[Assumption]) -> String {
    if cause.is_empty() { words::unexplained(lang).to_owned() } else { names::names(lang, cause) }
}

/// The causes met and their cells, the most frequent first; the unexplained last.
fn causes(report: &Report) -> Vec<(&[Assumption], usize)> {
    let mut causes: Vec<(&[Assumption], usize)> = Vec::new();
    for one in &report.differences {
        match causes.iter_mut().find(|(cause, _)| *cause == one.causes) {
            Some((_, cells)) => *cells += 1,
            None => causes.push((&one.causes, 1)),
        }
    }
    causes.sort_by_key(|(cause, cells)| (cause.is_empty(), std::cmp::Reverse(*cells)));
    causes
}

fn object(lang: Lang, report: &Report) -> Value {
    let difference = |one: &Difference| {
        let cause = (!one.causes.is_empty()).then(|| names::names(lang, &one.causes));
        json!({
            "sheet": one.sheet,
            "cell": cell_name(one.place.0, one.place.1),
            "survey": one.survey,
            "question": one.question,
            "banner": one.banner,
            "group": one.group,
            "item": item(one),
            "option": match &one.item { crate::reconcile::labels::Item::Option(code) => Some(code), _ => None },
            "label": one.option,
            "measure": measure(one),
            "theirs": one.theirs,
            "ours": one.ours,
            "digits": one.digits,
            "difference": one.theirs.zip(one.ours).map(|(theirs, ours)| theirs - ours),
            "explained_by": one.causes.iter().map(Assumption::id).collect::<Vec<_>>(),
            "explanation": cause,
        })
    };
    let unmatched = |one: &Unmatched| {
        json!({
            "sheet": one.sheet,
            "cell": one.place.map(|(row, column)| cell_name(row, column)),
            "kind": format!("{:?}", one.kind).to_lowercase(),
            "text": one.text,
        })
    };
    let causes = causes(report).into_iter().map(|(cause, cells)| {
        json!({ "explained_by": cause.iter().map(Assumption::id).collect::<Vec<_>>(), "cells": cells })
    });
    json!({
        "tables": { "found": report.tables, "matched": report.matched },
        "cells": {
            "compared": report.compared,
            "equal": report.compared - report.differences.len(),
            "different": report.differences.len(),
        },
        "differences": report.differences.iter().map(difference).collect::<Vec<_>>(),
        "causes": causes.collect::<Vec<_>>(),
        "unmatched": report.unmatched.iter().map(unmatched).collect::<Vec<_>>(),
    })
}

fn item(one: &Difference) -> &'static str {
    use crate::reconcile::labels::Item;
    match one.item {
        Item::Option(_) => "option",
        Item::Base => "base",
        Item::WeightedBase => "weighted-base",
        Item::Given => "answers-given",
        Item::Answered => "answered",
        Item::Stat(_) => "statistic",
    }
}

fn measure(one: &Difference) -> String {
    use crate::reconcile::figures::Measure;
    match one.measure {
        Measure::Count => "count".to_owned(),
        Measure::People => "people".to_owned(),
        Measure::Percent => "percent".to_owned(),
        Measure::PercentOfAnswered => "percent-of-answered".to_owned(),
        Measure::Rank(place) => format!("rank-{place}"),
        Measure::Points => "points".to_owned(),
        Measure::MeanPoints => "mean-points".to_owned(),
        Measure::Value => "value".to_owned(),
    }
}
