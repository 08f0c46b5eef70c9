//! `koe book`: the whole table book in Excel.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::ask::{flag, marks_flag, output_flag};
use super::{
    Context, DONE, Failure, definitions, guard_output, load_all, project_inputs, say, say_loaded, survey_flag,
};
use crate::export::{BookPart, xlsx};
use crate::load::Loaded;
use crate::messages::{Lang, table as table_words, usage as words};
use crate::model::table::{BannerSpec, BaseKind, Percent};
use crate::model::{Table, TableSpec};
use crate::present::View;
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
        .arg(Arg::new("one-sheet").long("one-sheet").action(ArgAction::SetTrue).help(words::one_sheet(lang)))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let (project, definitions) = definitions(context, named)?;
    guard_output(context, arguments.get_one::<PathBuf>("output"), &project_inputs(&project))?;
    let paths: Vec<&Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    let weight = arguments.get_one::<String>("weight").map(String::as_str);
    let known: Vec<&str> =
        definitions.iter().flat_map(|(_, survey)| survey.weights.iter().map(|weight| weight.id.as_str())).collect();
    if let Some(id) = weight.filter(|id| *id != "none" && !known.contains(id)) {
        return Err(Failure::Usage(words::unknown_weight(context.lang, id, &known)));
    }
    let by: Vec<String> = arguments.get_many::<String>("by").into_iter().flatten().cloned().collect();
    let loaded = load_all(&project, &paths)?;
    loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, true));
    let mut tables = Vec::new();
    for loaded in &loaded {
        tables.push(survey_tables(context.lang, loaded, &by, weight)?);
    }
    let parts: Vec<BookPart<'_>> = loaded
        .iter()
        .zip(&tables)
        .map(|(loaded, tables)| BookPart { survey: loaded.responses.survey(), tables })
        .collect();
    let digits = arguments.get_one::<String>("digits").and_then(|digits| digits.parse().ok()).unwrap_or(1);
    let view = View { digits, significance: arguments.get_flag("marks"), ..View::default() };
    let one_sheet = arguments.get_flag("one-sheet");
    let options = xlsx::BookOptions { lang: context.lang, view, one_sheet, ..xlsx::BookOptions::default() };
    let fallback = PathBuf::new();
    let path = arguments.get_one::<PathBuf>("output").unwrap_or(&fallback);
    xlsx::book(path, &parts, &options)?;
    say(&words::written(context.lang, path, tables.iter().map(Vec::len).sum()));
    Ok(DONE)
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
    let has = |id: &str| survey.weights.iter().any(|weight| weight.id == id);
    let weight = match weight {
        Some("none") => None,
        Some(id) => Some(id.to_owned()).filter(|id| has(id)),
        None => survey.about.default_weight.clone(),
    };
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
