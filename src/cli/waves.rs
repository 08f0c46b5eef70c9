//! `koe waves`: the same question across the waves of a survey (経年比較) or across surveys, as the mapping file says.

mod pick;

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::ask::{self, Asked, flag};
use super::{Context, Failure, definitions, guard_output, load_all, pages, project_inputs, say, say_loaded};
use crate::export::json;
use crate::load::mapping as mapping_file;
use crate::messages::{Lang, table as table_words, waves as words};
use crate::model::mapping::Mapping;
use crate::model::table::{Inference, Percent};
use crate::model::wave::{Wave, Waves};
use crate::model::{Survey, TableSpec};
use crate::present::Page;
use crate::present::waves::{self as layout, Differences};
use crate::responses::Responses;
use crate::tabulate::wave::pick::{Comparison, Picked};
use crate::tabulate::wave::{self, How, WaveError};

/// Flags of tables that mean nothing here.
const WITHOUT: [&str; 12] = [
    "percent",
    "pairs",
    "ci",
    "family",
    "data",
    "sheet",
    "header-rows",
    "single",
    "numeric",
    "multiple",
    "weight-column",
    "population",
];

pub fn command(lang: Lang) -> Command {
    let command = Command::new("waves").about(words::about(lang)).after_help(words::help(lang));
    ask::without(pages::flags(ask::flags(command, lang), lang), &WITHOUT)
        .mut_args(|arg| match arg.get_id().as_str() {
            "questions" => arg.help(words::questions(lang)),
            "survey" => arg.action(ArgAction::Append).help(words::survey(lang)),
            _ => arg,
        })
        .arg(flag("series", "S", words::series(lang)).conflicts_with("survey"))
        .arg(
            Arg::new("different-bases")
                .long("different-bases")
                .action(ArgAction::SetTrue)
                .help(words::different_bases(lang)),
        )
        .arg(flag("difference", "printed|exact", words::difference_flag(lang)).value_parser(["printed", "exact"]))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut asked = Asked::of(context, arguments)?;
    let format = pages::format(context, arguments)?;
    if asked.percent != Percent::Row {
        return Err(Failure::Usage(words::percent_only(lang).to_owned()));
    }
    if arguments.contains_id("data") {
        return Err(Failure::Usage(words::no_spreadsheet(lang).to_owned()));
    }
    ask::refuse(context, arguments, "waves", &WITHOUT)?;
    let ids = std::mem::take(&mut asked.questions);
    asked.inference = Inference { whole_table: false, pairs: false, ..asked.inference };
    let (project, definitions) = definitions(context, None)?;
    guard_output(context, arguments.get_one("output"), &project_inputs(&project))?;
    let mapping = match &project.mapping {
        None => Mapping::default(),
        Some(file) => {
            let mapping = mapping_file::mapping(file)?;
            let surveys: Vec<&Survey> = definitions.iter().map(|(_, survey)| survey).collect();
            mapping_file::check(&mapping, file, &surveys)?;
            mapping
        }
    };
    let surveys: Vec<&Survey> = definitions.iter().map(|(_, survey)| survey).collect();
    let all =
        |name: &str| -> Vec<String> { arguments.get_many::<String>(name).into_iter().flatten().cloned().collect() };
    let series = arguments.get_one::<String>("series").map(String::as_str);
    let picked = pick::pick(lang, &surveys, &mapping, &ids, &all("survey"), series).map_err(Failure::Usage)?;
    let needed: Vec<(&Path, &str)> = definitions
        .iter()
        .map(|(path, survey)| (path.as_path(), survey.about.id.as_str()))
        .filter(|(_, id)| picked.comparisons.iter().any(|comparison| comparison.has(id)))
        .collect();
    let paths: Vec<&Path> = needed.iter().map(|(path, _)| *path).collect();
    let loaded = load_all(context, &project, &paths)?;
    loaded.iter().for_each(|loaded| say_loaded(lang, loaded, true));
    let answers: HashMap<&str, &Responses> =
        needed.iter().zip(&loaded).map(|((_, id), loaded)| (*id, &loaded.responses)).collect();
    if let Some(file) = &project.mapping {
        // Choices found in the data are known only now.
        let known =
            |survey: &&'_ Survey| answers.get(survey.about.id.as_str()).map(|answers| answers.survey().as_ref());
        let surveys: Vec<&Survey> = surveys.iter().map(|survey| known(survey).unwrap_or(survey)).collect();
        mapping_file::check(&mapping, file, &surveys)?;
    }
    let different_bases = arguments.get_flag("different-bases");
    let made = compare_all(context, &asked, &picked, &answers, &mapping, different_bases, !ids.is_empty())?;
    let raw = format == "csv" && !arguments.contains_id("digits");
    let all: Vec<Page> = made.iter().map(|waves| page(context, arguments, waves, raw, &answers)).collect();
    let whole = || Ok(json::waves(&made, &pages::view(context, arguments), lang)?);
    pages::write(context, arguments, words::heading(lang), whole, &all)
}

/// All comparisons. One that was asked for by name must succeed; of all there are, those that cannot be made are listed.
fn compare_all(
    context: &Context,
    asked: &Asked,
    picked: &Picked<'_>,
    answers: &HashMap<&str, &Responses>,
    mapping: &Mapping,
    different_bases: bool,
    by_name: bool,
) -> Result<Vec<Waves>, Failure> {
    let lang = context.lang;
    let mut specs: HashMap<&str, Vec<TableSpec>> = HashMap::new();
    for (id, responses) in answers {
        specs.insert(id, asked.specs(context, responses.survey())?);
    }
    let mut made = Vec::new();
    let mut left_out: Vec<String> = Vec::new();
    let mut refused = None;
    for comparison in &picked.comparisons {
        let waves = waves(lang, comparison, answers, &specs);
        let how = How { same: comparison.same, mapping, different_bases };
        match wave::compare(&waves, &how, &table_words::labels(lang), &AtomicBool::new(false)) {
            Ok(waves) => made.push(waves),
            Err(WaveError::Tabulate(error)) => return Err(error.into()),
            Err(error) if by_name => return Err(Failure::Usage(words::wave_error(lang, &error))),
            Err(error) => {
                left_out.push(words::wave_error(lang, &error));
                refused = refused.or(Some(error));
            }
        }
    }
    if let (true, Some(error)) = (made.is_empty(), &refused) {
        return Err(Failure::Usage(words::wave_error(lang, error)));
    }
    left_out.extend(picked.only_once.iter().map(|(id, survey)| words::only_once(lang, id, survey)));
    left_out.iter().for_each(|reason| say(&words::left_out(lang, reason)));
    Ok(made)
}

fn waves<'a>(
    lang: Lang,
    comparison: &Comparison<'_>,
    answers: &HashMap<&str, &'a Responses>,
    specs: &HashMap<&str, Vec<TableSpec>>,
) -> Vec<wave::Asked<'a>> {
    let surveys = comparison.places.iter().filter_map(|(survey, _)| answers.get(survey));
    let surveys: Vec<&Survey> = surveys.map(|answers| answers.survey().as_ref()).collect();
    let wave = |((survey, question), name): (&(&str, &str), String)| {
        let spec = specs.get(survey)?.iter().find(|spec| spec.question == *question)?;
        Some(wave::Asked { responses: answers.get(survey)?, spec: spec.clone(), name })
    };
    comparison.places.iter().zip(words::names(lang, &surveys)).filter_map(wave).collect()
}

/// A comparison as a page.
fn page(
    context: &Context,
    arguments: &ArgMatches,
    waves: &Waves,
    raw: bool,
    answers: &HashMap<&str, &Responses>,
) -> Page {
    let lang = context.lang;
    let view = pages::view(context, arguments);
    let exact = arguments.get_one::<String>("difference").is_some_and(|difference| difference == "exact");
    // Raw figures are not rounded, and neither are their differences.
    let differences = if raw || exact { Differences::Exact } else { Differences::Printed };
    let of_wave = |wave: &Wave| answers.get(wave.survey.as_str()).map(|answers| answers.survey().as_ref());
    let surveys: Vec<&Survey> = waves.waves.iter().filter_map(of_wave).collect();
    let mut method: Vec<String> = surveys.iter().map(|survey| table_words::source(lang, survey)).collect();
    method.push(table_words::rounding(lang, (!raw).then_some(view.digits)));
    method.push(table_words::made_with(lang, None));
    let synthetic = surveys.iter().any(|survey| survey.about.synthetic);
    let name = format!("{} {}", waves.id, waves.label);
    Page::new(name, layout::grid(waves, &view, differences, lang), synthetic, method, lang)
}
