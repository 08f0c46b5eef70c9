//! `koe tab`: tables of a project's surveys, or of any spreadsheet.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{
    Context, DONE, Failure, definitions, guard_output, json_flag, load_all, print, project_inputs, say, say_loaded,
    survey_flag,
};
use crate::export::{self, BookPart, csv, json, markdown, xlsx};
use crate::load::{self, LoadError, Loaded, infer};
use crate::messages::{Lang, problem, table as table_words, usage as words};
use crate::model::table::{Adjust, BannerSpec, BaseKind, Family, Inference, Interval, Percent};
use crate::model::{Expr, Survey, Table, TableSpec};
use crate::present::{Grid, View, terminal};
use crate::tabulate;

pub fn command(lang: Lang) -> Command {
    let flag = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let number = |name, help| flag(name, "N", help).value_parser(clap::value_parser!(u64));
    Command::new("tab")
        .about(words::tab(lang))
        .after_help(words::tab_help(lang))
        .arg(Arg::new("questions").value_name("Q").num_args(0..).help(words::questions(lang)))
        .arg(survey_flag(lang))
        .arg(flag("by", "B", words::by(lang)).action(ArgAction::Append))
        .arg(flag("weight", "W", words::weight(lang)))
        .arg(flag("where", "EXPR", words::filter(lang)))
        .arg(flag("base", "B", words::base(lang)).value_parser(["all", "answered"]).default_value("all"))
        .arg(
            flag("percent", "P", words::percent(lang))
                .value_parser(["row", "column", "total", "none"])
                .default_value("row"),
        )
        .arg(flag("digits", "N", words::digits(lang)).value_parser(["0", "1", "2"]))
        .arg(number("min-base", words::min_base(lang)))
        .arg(flag("level", "0.95", words::level(lang)).value_parser(level))
        .arg(flag("adjust", "A", words::adjust(lang)).value_parser(["none", "bonferroni", "holm", "bh"]))
        .arg(flag("family", "row|table", words::family(lang)).value_parser(["row", "table"]))
        .arg(Arg::new("pairs").long("pairs").action(ArgAction::SetTrue).help(words::pairs(lang)))
        .arg(flag("ci", "CI", words::ci(lang)).value_parser(["wilson", "exact", "logit", "linear"]))
        .arg(flag("format", "F", words::format(lang)).value_parser(["table", "json", "csv", "md", "xlsx"]))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(flag("output", "FILE", words::output(lang)).short('o').value_parser(clap::value_parser!(PathBuf)))
        .arg(
            flag("data", "FILE", words::data(lang)).value_parser(clap::value_parser!(PathBuf)).conflicts_with("survey"),
        )
        .arg(flag("sheet", "S", words::sheet(lang)).requires("data"))
        .arg(number("header-rows", words::header_rows(lang)).requires("data"))
        .arg(flag("single", "Q", words::single(lang)).action(ArgAction::Append).requires("data"))
        .arg(flag("numeric", "Q", words::numeric(lang)).action(ArgAction::Append).requires("data"))
        .arg(flag("multiple", "Q=;", words::multiple(lang)).action(ArgAction::Append).requires("data"))
        .arg(flag("weight-column", "C", words::weight_column(lang)).requires("data"))
        .arg(number("population", words::population(lang)).requires("data"))
}

/// What was asked, before it is known of which survey.
struct Asked {
    questions: Vec<String>,
    banners: Vec<BannerSpec>,
    weight: Option<String>,
    filter: Option<Expr>,
    base: BaseKind,
    percent: Percent,
    inference: Inference,
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let asked = asked(context, arguments)?;
    let format = format(arguments);
    if format == "xlsx" && arguments.get_one::<PathBuf>("output").is_none() {
        return Err(Failure::Usage(words::no_output(context.lang).to_owned()));
    }
    let output = arguments.get_one::<PathBuf>("output");
    let data = arguments.get_one::<PathBuf>("data");
    if let Some(path) = output.filter(|path| format == "table" && path.extension().is_some_and(|kind| kind != "txt")) {
        return Err(Failure::Usage(words::unknown_format(context.lang, path)));
    }
    let inputs = match data {
        Some(file) => vec![file.clone()],
        None => load::project_file(&context.folder).map(|project| project_inputs(&project)).unwrap_or_default(),
    };
    guard_output(context, output, &inputs)?;
    let loaded = match data {
        Some(file) => vec![load::spreadsheet(file, &hints(arguments))?],
        None => surveys(context, arguments, &asked)?,
    };
    let mut answered: Vec<(&Survey, Vec<Table>)> = Vec::new();
    for loaded in &loaded {
        say_loaded(context.lang, loaded, true);
        answered.push((loaded.responses.survey(), tables(context, &asked, loaded, arguments.contains_id("data"))?));
    }
    write(context, arguments, format, &answered)
}

fn format(arguments: &ArgMatches) -> &str {
    let stated = arguments.get_one::<String>("format").map(String::as_str);
    let by_name = || {
        let extension = arguments.get_one::<PathBuf>("output").and_then(|path| path.extension()?.to_str());
        extension.and_then(|extension| ["json", "csv", "md", "xlsx"].into_iter().find(|known| *known == extension))
    };
    if arguments.get_flag("json") { "json" } else { stated.or_else(by_name).unwrap_or("table") }
}

fn asked(context: &Context, arguments: &ArgMatches) -> Result<Asked, Failure> {
    let all =
        |name: &str| -> Vec<String> { arguments.get_many::<String>(name).into_iter().flatten().cloned().collect() };
    let one = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let filter = match one("where") {
        None => None,
        Some(text) => {
            Some(Expr::parse(text).map_err(|error| Failure::Usage(problem::parse_error(context.lang, &error)))?)
        }
    };
    Ok(Asked {
        questions: all("questions"),
        banners: all("by").iter().map(|by| BannerSpec::parse(by)).collect(),
        weight: one("weight").map(str::to_owned),
        filter,
        base: if one("base") == Some("answered") { BaseKind::Answered } else { BaseKind::All },
        percent: match one("percent") {
            Some("column") => Percent::Column,
            Some("total") => Percent::Total,
            Some("none") => Percent::None,
            _ => Percent::Row,
        },
        inference: inference(arguments),
    })
}

/// How errors and differences are judged, as typed.
fn inference(arguments: &ArgMatches) -> Inference {
    let one = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    Inference {
        level: arguments.get_one::<f64>("level").copied().unwrap_or(Inference::default().level),
        interval: one("ci").and_then(|ci| match ci {
            "wilson" => Some(Interval::Wilson),
            "exact" => Some(Interval::Exact),
            "logit" => Some(Interval::Logit),
            "linear" => Some(Interval::Linear),
            _ => None,
        }),
        adjust: match one("adjust") {
            Some("bonferroni") => Adjust::Bonferroni,
            Some("holm") => Adjust::Holm,
            Some("bh") => Adjust::Bh,
            _ => Adjust::None,
        },
        family: if one("family") == Some("table") { Family::Table } else { Family::Row },
        pairs: arguments.get_flag("pairs"),
        whole_table: true,
        min_base: arguments.get_one::<u64>("min-base").copied(),
    }
}

/// A confidence level: between 0 and 1, ends excluded.
fn level(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(level) if level > 0.0 && level < 1.0 => Ok(level),
        _ => Err(text.to_owned()),
    }
}

fn hints(arguments: &ArgMatches) -> infer::Hints {
    let all =
        |name: &str| -> Vec<String> { arguments.get_many::<String>(name).into_iter().flatten().cloned().collect() };
    infer::Hints {
        sheet: arguments.get_one::<String>("sheet").cloned(),
        header_rows: arguments.get_one::<u64>("header-rows").and_then(|rows| usize::try_from(*rows).ok()),
        single: all("single"),
        numeric: all("numeric"),
        multiple: all("multiple"),
        weight: arguments.get_one::<String>("weight-column").cloned(),
        population: arguments.get_one::<u64>("population").copied(),
    }
}

/// Loads the surveys the questions belong to: the one named, or all that have every id asked for.
fn surveys(context: &Context, arguments: &ArgMatches, asked: &Asked) -> Result<Vec<Loaded>, Failure> {
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let (project, mut definitions) = definitions(context, named)?;
    if named.is_none() {
        let has_question = |survey: &Survey, id: &str| !survey.named(id).is_empty() || survey.question(id).is_some();
        for id in &asked.questions {
            if !definitions.iter().any(|(_, survey)| has_question(survey, id)) {
                let ids = definitions.iter().flat_map(|(_, survey)| survey.ids());
                let nearest = crate::text::nearest(id, ids);
                return Err(Failure::Usage(words::nowhere(context.lang, id, nearest.as_deref())));
            }
        }
        let banner_ids: Vec<&str> =
            asked.banners.iter().flat_map(|banner| banner.0.iter().map(String::as_str)).collect();
        let has_id = |survey: &Survey, id: &str| survey.ids().any(|known| known == id);
        for id in &banner_ids {
            if !definitions.iter().any(|(_, survey)| has_id(survey, id)) {
                let nearest = crate::text::nearest(id, definitions.iter().flat_map(|(_, survey)| survey.ids()));
                return Err(Failure::Usage(words::nowhere(context.lang, id, nearest.as_deref())));
            }
        }
        let filter_ids: Vec<&str> = asked.filter.iter().flat_map(Expr::subjects).collect();
        let known_filter = definitions.iter().any(|(_, survey)| filter_ids.iter().all(|id| has_id(survey, id)));
        let has_weight = |survey: &Survey, id: &str| survey.weights.iter().any(|weight| weight.id == id);
        let weight = asked.weight.as_deref().filter(|id| definitions.iter().any(|(_, survey)| has_weight(survey, id)));
        // A filter or weight that no survey has is told of later, with what there is.
        let fits = |survey: &Survey| {
            asked.questions.iter().all(|id| has_question(survey, id))
                && banner_ids.iter().all(|id| has_id(survey, id))
                && (!known_filter || filter_ids.iter().all(|id| has_id(survey, id)))
                && weight.is_none_or(|id| has_weight(survey, id))
        };
        if definitions.len() > 1 {
            definitions.retain(|(_, survey)| fits(survey));
        }
        if definitions.is_empty() {
            let ids: Vec<&str> = asked.questions.iter().map(String::as_str).chain(banner_ids).collect();
            return Err(Failure::Usage(words::not_together(context.lang, &ids)));
        }
    }
    let paths: Vec<&std::path::Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    load_all(&project, &paths)
}

fn tables(context: &Context, asked: &Asked, loaded: &Loaded, adhoc: bool) -> Result<Vec<Table>, Failure> {
    let survey = loaded.responses.survey();
    let resolve = |id: &str| match adhoc {
        true => infer::column_question(survey, id).map_or_else(|| id.to_owned(), |question| question.id.clone()),
        false => id.to_owned(),
    };
    let weight = match asked.weight.as_deref() {
        None => survey.about.default_weight.clone(),
        Some("none") => None,
        Some(id) => {
            let known: Vec<&str> = survey.weights.iter().map(|weight| weight.id.as_str()).collect();
            if !known.contains(&id) {
                return Err(Failure::Usage(words::unknown_weight(context.lang, id, &known)));
            }
            Some(id.to_owned())
        }
    };
    let banner = |banner: &BannerSpec| match infer::column_question(survey, &banner.name()) {
        // The header of a column may have an asterisk.
        Some(question) if adhoc => BannerSpec(vec![question.id.clone()]),
        _ => BannerSpec(banner.0.iter().map(|id| resolve(id)).collect()),
    };
    let banners: Vec<BannerSpec> = asked.banners.iter().map(banner).collect();
    let filter = asked.filter.clone().map(|filter| filter.renamed(&resolve));
    let mut ids = Vec::new();
    for id in asked.questions.iter().map(|id| resolve(id)) {
        let named: Vec<String> = survey.named(&id).iter().map(|question| question.id.clone()).collect();
        // An id nobody has is passed on, so that the error names it.
        ids.extend(if named.is_empty() { vec![id] } else { named });
    }
    if asked.questions.is_empty() {
        ids = survey.questions.iter().map(|question| question.id.clone()).collect();
    }
    let spec = |question: String| TableSpec {
        question,
        banners: banners.clone(),
        weight: weight.clone(),
        filter: filter.clone(),
        base: asked.base,
        percent: asked.percent,
        inference: asked.inference,
    };
    let specs: Vec<TableSpec> = ids.into_iter().map(spec).collect();
    let labels = table_words::labels(context.lang);
    Ok(tabulate::tables(&loaded.responses, &specs, &labels, &AtomicBool::new(false))?)
}

fn write(
    context: &Context,
    arguments: &ArgMatches,
    format: &str,
    answered: &[(&Survey, Vec<Table>)],
) -> Result<u8, Failure> {
    let lang = context.lang;
    let digits = arguments.get_one::<String>("digits").and_then(|digits| digits.parse::<u8>().ok());
    let view = View { digits: digits.unwrap_or(1), ..View::default() };
    let output = arguments.get_one::<PathBuf>("output");
    let parts: Vec<BookPart<'_>> = answered.iter().map(|(survey, tables)| BookPart { survey, tables }).collect();
    let text = match format {
        "json" => {
            let all: Vec<Table> = answered.iter().flat_map(|(_, tables)| tables.iter().cloned()).collect();
            json::tables(&all, lang)?
        }
        "csv" => {
            let figures = if digits.is_some() { csv::Figures::Printed } else { csv::Figures::Raw };
            csv::tables(&parts, &view, figures, lang)
        }
        "md" => markdown::tables(&parts, &view, lang),
        "xlsx" => {
            let path = output.ok_or_else(|| Failure::Usage(words::no_output(lang).to_owned()))?;
            let options = xlsx::BookOptions { lang, view, no_simple: true, ..xlsx::BookOptions::default() };
            xlsx::book(path, &parts, &options)?;
            say(&words::written(lang, path, count(answered)));
            return Ok(DONE);
        }
        _ => printed(context, answered, &view),
    };
    match output {
        Some(path) => {
            export::whole_text(path, &text)?;
            say(&words::written(lang, path, count(answered)));
        }
        None => print(&text)?,
    }
    Ok(DONE)
}

fn count(answered: &[(&Survey, Vec<Table>)]) -> usize {
    answered.iter().map(|(_, tables)| tables.len()).sum()
}

fn printed(context: &Context, answered: &[(&Survey, Vec<Table>)], view: &View) -> String {
    let mut text = String::new();
    for table in answered.iter().flat_map(|(_, tables)| tables) {
        let grid = Grid::new(table, view, context.lang);
        for line in terminal::draw(&grid, terminal::Drawing { frame: context.ascii, ..terminal::Drawing::default() }) {
            text.push_str(&line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}

/// A failure about a definition, for callers that only have its error.
impl From<load::DefinitionError> for Failure {
    fn from(error: load::DefinitionError) -> Self {
        Self::Load(LoadError::Definition(error))
    }
}
