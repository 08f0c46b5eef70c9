//! `koe waves`: the same question across the waves of a survey (経年比較) or across surveys, as the mapping file says.

mod names;
mod pick;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::ask::{self, Asked, flag};
use super::{
    Context, DONE, Failure, definitions, guard_output, json_flag, load_all, print, project_inputs, say, say_loaded,
};
use crate::export::{self, csv, json, pages, xlsx};
use crate::load::mapping as mapping_file;
use crate::messages::{Lang, table as table_words, usage, waves as words};
use crate::model::mapping::Mapping;
use crate::model::table::{Inference, Percent};
use crate::model::wave::Waves;
use crate::model::{Survey, TableSpec};
use crate::present::waves::{self as layout, Differences};
use crate::present::{View, terminal};
use crate::responses::Responses;
use crate::tabulate::wave::{self, How, WaveError};

use self::pick::{Comparison, Picked};

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
    ask::flags(Command::new("waves").about(words::about(lang)).after_help(words::help(lang)), lang)
        .mut_args(|arg| match arg.get_id().as_str() {
            "questions" => arg.help(words::questions(lang)),
            "survey" => arg.action(ArgAction::Append).help(words::survey(lang)),
            id if WITHOUT.contains(&id) => arg.hide(true),
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
        .arg(flag("digits", "N", usage::digits(lang)).value_parser(["0", "1", "2"]))
        .arg(flag("format", "F", usage::format(lang)).value_parser(["table", "json", "csv", "md", "xlsx"]))
        .arg(json_flag(lang).conflicts_with("format"))
        .arg(ask::output_flag(lang))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut asked = Asked::of(context, arguments)?;
    let form = Form::of(lang, arguments)?;
    if asked.percent != Percent::Row {
        return Err(Failure::Usage(words::percent_only(lang).to_owned()));
    }
    if arguments.contains_id("data") {
        return Err(Failure::Usage(words::no_spreadsheet(lang).to_owned()));
    }
    let ids = std::mem::take(&mut asked.questions);
    asked.inference = Inference { whole_table: false, pairs: false, ..asked.inference };
    let (project, definitions) = definitions(context, None)?;
    guard_output(context, form.output.as_ref(), &project_inputs(&project))?;
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
    let loaded = load_all(&project, &paths)?;
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
    form.write(context, &made, &answers)
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
    comparison.places.iter().zip(names::names(lang, &surveys)).filter_map(wave).collect()
}

/// How the comparisons are to be written.
struct Form {
    format: String,
    output: Option<PathBuf>,
    view: View,
    raw: bool,
    differences: Differences,
}

impl Form {
    fn of(lang: Lang, arguments: &ArgMatches) -> Result<Self, Failure> {
        let one = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
        let output = arguments.get_one::<PathBuf>("output").cloned();
        let extension = output.as_ref().and_then(|path| path.extension()?.to_str());
        let by_name = extension.and_then(|kind| ["json", "csv", "md", "xlsx"].into_iter().find(|known| *known == kind));
        let format = if arguments.get_flag("json") { "json" } else { one("format").or(by_name).unwrap_or("table") };
        match &output {
            None if format == "xlsx" => return Err(Failure::Usage(usage::no_output(lang).to_owned())),
            Some(path) if format == "table" && path.extension().is_some_and(|kind| kind != "txt") => {
                return Err(Failure::Usage(usage::unknown_format(lang, path)));
            }
            _ => {}
        }
        let digits = one("digits").and_then(|digits| digits.parse().ok());
        Ok(Self {
            format: format.to_owned(),
            output,
            view: View { digits: digits.unwrap_or(1), ..View::default() },
            raw: digits.is_none(),
            differences: if one("difference") == Some("exact") { Differences::Exact } else { Differences::Printed },
        })
    }

    fn write(&self, context: &Context, made: &[Waves], answers: &HashMap<&str, &Responses>) -> Result<u8, Failure> {
        let lang = context.lang;
        // Raw figures are not rounded, and neither are their differences.
        let raw = self.format == "csv" && self.raw;
        let differences = if raw { Differences::Exact } else { self.differences };
        let page = |waves: &Waves| self.page(lang, waves, differences, raw, answers);
        let all: Vec<pages::Page> = made.iter().map(page).collect();
        let text = match self.format.as_str() {
            "json" => json::waves(made, &self.view, lang)?,
            "csv" => pages::csv(&all, if raw { csv::Figures::Raw } else { csv::Figures::Printed }, lang),
            "md" => pages::markdown(&all, lang),
            "xlsx" => {
                let path = self.output.as_ref().ok_or_else(|| Failure::Usage(usage::no_output(lang).to_owned()))?;
                xlsx::pages(path, words::heading(lang), &all, &self.view, lang)?;
                say(&usage::written(lang, path, made.len()));
                return Ok(DONE);
            }
            _ => printed(context, &all),
        };
        match &self.output {
            Some(path) => {
                export::whole_text(path, &text)?;
                say(&usage::written(lang, path, made.len()));
            }
            None => print(&text)?,
        }
        Ok(DONE)
    }

    fn page(
        &self,
        lang: Lang,
        waves: &Waves,
        differences: Differences,
        raw: bool,
        answers: &HashMap<&str, &Responses>,
    ) -> pages::Page {
        let surveys: Vec<&Survey> = waves
            .waves
            .iter()
            .filter_map(|wave| answers.get(wave.survey.as_str()))
            .map(|answers| answers.survey().as_ref())
            .collect();
        let mut method: Vec<String> = surveys.iter().map(|survey| table_words::source(lang, survey)).collect();
        method.push(table_words::rounding(lang, (!raw).then_some(self.view.digits)));
        method.push(table_words::made_with(lang, None));
        pages::Page {
            name: format!("{} {}", waves.id, waves.label),
            grid: layout::grid(waves, &self.view, differences, lang),
            synthetic: surveys.iter().any(|survey| survey.about.synthetic),
            method,
        }
    }
}

fn printed(context: &Context, pages: &[pages::Page]) -> String {
    let mut text = String::new();
    for page in pages {
        let drawing = terminal::Drawing { frame: context.ascii, ..terminal::Drawing::default() };
        for line in terminal::draw(&page.grid, drawing) {
            text.push_str(&line);
            text.push('\n');
        }
        text.push('\n');
    }
    text
}
