//! `koe sampling-error`: the table of sampling errors that reports print (標本誤差早見表).

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::ask::flag;
use super::{Context, Failure, pages, say, survey_flag};
use crate::export::json as export_json;
use crate::load::Loaded;
use crate::messages::{Lang, measures as words, table as table_words};
use crate::model::Survey;
use crate::model::fieldwork::SamplingFormula;
use crate::model::survey::Sampling;
use crate::present::{Page, View, fieldwork as drawn};
use crate::tabulate::fieldwork;

pub fn command(lang: Lang) -> Command {
    let command = Command::new("sampling-error")
        .about(words::sampling_error(lang))
        .after_help(words::sampling_error_help(lang))
        .arg(survey_flag(lang))
        .arg(flag("k", "K", words::k(lang)).value_parser(["1.96", "2"]).default_value("1.96"))
        .arg(flag("design", "D", words::design(lang)).value_parser(["1", "2"]).default_value("1"))
        .arg(pages::switch("no-correction", words::no_correction(lang)));
    pages::flags(command, lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let format = pages::format(context, arguments)?;
    let number =
        |name: &str, usual: f64| arguments.get_one::<String>(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let usual = SamplingFormula::default();
    let formula = SamplingFormula {
        k: number("k", usual.k),
        design: number("design", usual.design),
        correction: !arguments.get_flag("no-correction"),
    };
    let mut loaded = pages::surveys(context, arguments)?;
    // One survey that was open to anybody is told of; its neighbours still have their errors.
    let open: Vec<String> = loaded
        .iter()
        .map(|loaded| loaded.responses.survey())
        .filter(|survey| is_open(survey))
        .map(|survey| words::sampling_open(lang, survey))
        .collect();
    loaded.retain(|loaded| !is_open(loaded.responses.survey()));
    if loaded.is_empty() {
        return Err(Failure::Usage(open.join("\n")));
    }
    open.iter().for_each(|sentence| say(sentence));
    let view = pages::view(context, arguments);
    let (mut sheets, mut whole) = (Vec::new(), Vec::new());
    for loaded in &loaded {
        let method = pages::method(loaded.responses.survey(), arguments, format, lang);
        let (object, page) = answer(lang, loaded, formula, &view, method);
        whole.push(object);
        sheets.push(page);
    }
    pages::write(context, arguments, words::sampling_error(lang), || Ok(export_json::value(&whole)?), &sheets)
}

/// The sampling errors of a survey, for programs and for people.
pub(super) fn answer(
    lang: Lang,
    loaded: &Loaded,
    formula: SamplingFormula,
    view: &View,
    method: Vec<String>,
) -> (Value, Page) {
    let survey = loaded.responses.survey();
    let table = fieldwork::sampling(&loaded.responses, formula);
    let grid = drawn::sampling(&table, survey, table_words::total(lang), view, lang);
    let mut object = json!(table);
    if let Some(object) = object.as_object_mut() {
        object.insert("notes".to_owned(), json!(grid.notes));
    }
    let name = format!("{} {}", words::sampling_title(lang), survey.about.id);
    (object, Page::new(name, grid, survey.about.synthetic, method, lang))
}

/// True for a survey that anybody could answer.
pub(super) fn is_open(survey: &Survey) -> bool {
    survey.about.sampling == Sampling::Open
}
