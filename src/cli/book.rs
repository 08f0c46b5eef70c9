//! `koe book`: the whole table book in Excel.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::ask::{flag, marks_flag, output_flag, shades_flag};
use super::{Context, DONE, Failure, pages, portfolio, response, sampling_error, say, survey_flag};
use crate::export::{BookPart, xlsx};
use crate::load::Loaded;
use crate::messages::{Lang, table as table_words, usage as words};
use crate::model::fieldwork::SamplingFormula;
use crate::model::table::{BannerSpec, BaseKind, Percent};
use crate::model::{Survey, Table, TableSpec};
use crate::present::{Page, View};
use crate::tabulate;

pub fn command(lang: Lang) -> Command {
    Command::new("book")
        .about(words::book(lang))
        .arg(survey_flag(lang))
        .arg(output_flag(lang).value_name("F.xlsx").required(true))
        .arg(flag("by", "B", words::by(lang)).action(ArgAction::Append))
        .arg(flag("weight", "W", words::weight(lang)))
        .arg(flag("digits", "N", words::digits(lang)).value_parser(["0", "1", "2"]))
        .arg(marks_flag(lang))
        .arg(shades_flag(lang))
        .arg(Arg::new("one-sheet").long("one-sheet").action(ArgAction::SetTrue).help(words::one_sheet(lang)))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let loaded = pages::surveys(context, arguments)?;
    let weight = arguments.get_one::<String>("weight").map(String::as_str);
    let schemes = loaded.iter().flat_map(|loaded| &loaded.responses.survey().weights);
    let known: Vec<&str> = schemes.map(|weight| weight.id.as_str()).chain(["none"]).collect();
    if let Some(id) = weight.filter(|id| !known.contains(id)) {
        return Err(Failure::Usage(words::unknown_weight(context.lang, id, &known)));
    }
    let by: Vec<String> = arguments.get_many::<String>("by").into_iter().flatten().cloned().collect();
    let mut tables = Vec::new();
    for loaded in &loaded {
        tables.push(survey_tables(context.lang, loaded, &by, weight)?);
    }
    let parts: Vec<BookPart<'_>> = loaded
        .iter()
        .zip(&tables)
        .map(|(loaded, tables)| BookPart { survey: loaded.responses.survey(), tables })
        .collect();
    let [significance, tones] = ["marks", "shades"].map(|name| arguments.get_flag(name));
    let view = View { significance, tones, ..pages::view(context, arguments) };
    let mut front = Vec::new();
    for loaded in &loaded {
        front.extend(front_pages(context.lang, loaded, weight, &view, arguments)?);
    }
    let one_sheet = arguments.get_flag("one-sheet");
    let options =
        xlsx::BookOptions { lang: context.lang, view, one_sheet, front: &front, ..xlsx::BookOptions::default() };
    let fallback = PathBuf::new();
    let path = arguments.get_one::<PathBuf>("output").unwrap_or(&fallback);
    xlsx::book(path, &parts, &options)?;
    say(&words::written(context.lang, path, tables.iter().map(Vec::len).sum()));
    Ok(DONE)
}

/// How the survey went, how exact its percentages are, and its portfolios.
fn front_pages(
    lang: Lang,
    loaded: &Loaded,
    weight: Option<&str>,
    view: &View,
    arguments: &ArgMatches,
) -> Result<Vec<Page>, Failure> {
    let survey = loaded.responses.survey();
    let method = pages::method(survey, arguments, "xlsx", lang);
    let mut front = vec![response::answer(lang, loaded, view, method.clone()).1];
    if !sampling_error::is_open(survey) {
        front.push(sampling_error::answer(lang, loaded, SamplingFormula::default(), view, method.clone()).1);
    }
    let template = TableSpec { weight: weight_of(survey, weight), ..TableSpec::default() };
    for spec in &survey.portfolios {
        let answered = portfolio::answer(lang, loaded, spec, &template, view, &method)?;
        front.extend(answered.into_iter().flat_map(|(_, pages)| pages));
    }
    Ok(front)
}

/// The weight asked for where the survey has it, or the survey's own.
fn weight_of(survey: &Survey, asked: Option<&str>) -> Option<String> {
    let has = |id: &str| survey.weights.iter().any(|weight| weight.id == id);
    match asked {
        Some("none") => None,
        Some(id) => Some(id.to_owned()).filter(|id| has(id)),
        None => survey.about.default_weight.clone(),
    }
}

/// Every question by every default banner (or by those asked for that the survey has), stacked.
fn survey_tables(lang: Lang, loaded: &Loaded, by: &[String], weight: Option<&str>) -> Result<Vec<Table>, Failure> {
    let survey = loaded.responses.survey();
    let banners: Vec<BannerSpec> = if by.is_empty() {
        survey.default_banners().into_iter().map(BannerSpec::parse).collect()
    } else {
        let parsed = by.iter().map(|by| BannerSpec::parse(by));
        parsed.filter(|banner| banner.0.iter().all(|id| survey.ids().any(|known| known == id))).collect()
    };
    let weight = weight_of(survey, weight);
    let specs: Vec<TableSpec> = survey
        .questions
        .iter()
        .map(|question| TableSpec {
            question: question.id.clone(),
            // A question crossed with itself tells nothing.
            banners: banners.iter().filter(|banner| !banner.0.contains(&question.id)).cloned().collect(),
            weight: weight.clone(),
            filter: None,
            base: BaseKind::All,
            percent: Percent::Row,
            ..TableSpec::default()
        })
        .collect();
    Ok(tabulate::tables(&loaded.responses, &specs, &table_words::labels(lang), &AtomicBool::new(false))?)
}
