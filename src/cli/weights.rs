//! `koe weights`: what each weighting scheme comes to.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::ask::{flag, output_flag};
use super::{
    Context, DONE, Failure, definitions, guard_output, json_flag, load_all, print, project_inputs, say, say_loaded,
    survey_flag,
};
use crate::export;
use crate::load::Loaded;
use crate::messages::{Lang, usage, weights as words};
use crate::model::weight::WeightReport;
use crate::present::{self, View, terminal};
use crate::tabulate::{TabulateError, weight};

pub fn command(lang: Lang) -> Command {
    Command::new("weights")
        .about(words::about(lang))
        .arg(Arg::new("ids").value_name("W").num_args(0..).help(words::ids(lang)))
        .arg(survey_flag(lang))
        .arg(Arg::new("cases").long("cases").action(ArgAction::SetTrue).help(words::cases(lang)))
        .arg(flag("format", "F", usage::format(lang)).value_parser(["table", "json"]))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(output_flag(lang))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let (project, definitions) = definitions(context, arguments.get_one::<String>("survey").map(String::as_str))?;
    let output = arguments.get_one::<PathBuf>("output");
    guard_output(context, output, &project_inputs(&project))?;
    let ids: Vec<&String> = arguments.get_many("ids").into_iter().flatten().collect();
    let known: Vec<&str> =
        definitions.iter().flat_map(|(_, survey)| survey.weights.iter().map(|weight| weight.id.as_str())).collect();
    if let Some(id) = ids.iter().find(|id| !known.contains(&id.as_str())) {
        return Err(Failure::Usage(usage::unknown_weight(context.lang, id, &known)));
    }
    let paths: Vec<&Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    let loaded = load_all(&project, &paths)?;
    loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, true));
    let mut reports: Vec<(&Loaded, WeightReport)> = Vec::new();
    for loaded in &loaded {
        let schemes = loaded.responses.survey().weights.iter();
        for scheme in schemes.filter(|scheme| ids.is_empty() || ids.contains(&&scheme.id)) {
            let report = weight::report(&loaded.responses, &scheme.id, arguments.get_flag("cases"));
            reports.push((loaded, report.map_err(TabulateError::from)?));
        }
    }
    if reports.is_empty() {
        say(words::none(context.lang));
    }
    let text = match json_wanted(arguments) {
        true => export::json::value(&reports.iter().map(|(_, report)| report).collect::<Vec<_>>())?,
        false => printed(context, &reports),
    };
    match output {
        Some(path) => {
            export::whole_text(path, &text)?;
            say(&usage::written(context.lang, path, reports.len()));
        }
        None => print(&text)?,
    }
    Ok(DONE)
}

fn json_wanted(arguments: &ArgMatches) -> bool {
    arguments.get_flag("json") || arguments.get_one::<String>("format").is_some_and(|format| format == "json")
}

fn printed(context: &Context, reports: &[(&Loaded, WeightReport)]) -> String {
    let drawing = terminal::Drawing { frame: context.ascii, ..terminal::Drawing::default() };
    let mut lines = Vec::new();
    for (loaded, report) in reports {
        let grid = present::weights::weights(report, loaded.responses.survey(), &View::default(), context.lang);
        lines.extend(terminal::draw(&grid, drawing));
        for case in report.weights.iter().flatten() {
            let weight = case.weight.map_or_else(|| "-".to_owned(), |weight| weight.to_string());
            lines.push(format!("{}\t{weight}", case.case));
        }
        lines.push(String::new());
    }
    lines.join("\n")
}
