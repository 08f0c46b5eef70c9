//! What a command asks of surveys: the flags that tables, explanations and comparisons share, what was typed there, and
//! from it the surveys to load and the tables to make.

use std::path::PathBuf;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{
    Context, Failure, definitions, guard_output, load_all, project_inputs, say, say_loaded, survey_flag, watched,
};
use crate::load::draft::Guess;
use crate::load::{self, Loaded, Sketched, infer};
use crate::messages::{Lang, condition, infer as infer_words, problem, usage as words};
use crate::model::table::{Adjust, BannerSpec, BaseKind, Family, Inference, Interval, Percent};
use crate::model::{Expr, Survey, TableSpec};
use crate::responses::eval;
use crate::text::fold::matching;

/// Adds the flags that say which tables are meant, of a project or of one spreadsheet.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    command
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
        .arg(number("min-base", words::min_base(lang)))
        .arg(flag("level", "0.95", words::level(lang)).value_parser(level))
        .arg(flag("adjust", "A", words::adjust(lang)).value_parser(["none", "bonferroni", "holm", "bh"]))
        .arg(flag("family", "row|table", words::family(lang)).value_parser(["row", "table"]))
        .arg(Arg::new("pairs").long("pairs").action(ArgAction::SetTrue).help(words::pairs(lang)))
        .arg(flag("weight-error", "fixed|residual", words::weight_error(lang)).value_parser(["fixed", "residual"]))
        .arg(flag("ci", "CI", words::ci(lang)).value_parser(["wilson", "exact", "logit", "linear"]))
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

/// A flag with a value.
pub(super) fn flag(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn number(name: &'static str, help: &'static str) -> Arg {
    flag(name, "N", help).value_parser(clap::value_parser!(u64))
}

/// The flag that marks what differs beyond chance.
pub(super) fn marks_flag(lang: Lang) -> Arg {
    Arg::new("marks").long("marks").action(ArgAction::SetTrue).help(crate::messages::marks::flag(lang))
}

/// The flag that shades differences from 全体 in a workbook.
pub(super) fn shades_flag(lang: Lang) -> Arg {
    Arg::new("shades").long("shades").action(ArgAction::SetTrue).help(crate::messages::pictures::shades_flag(lang))
}

/// The file to write data to instead of standard output.
pub(super) fn output_flag(lang: Lang) -> Arg {
    flag("output", "FILE", words::output(lang)).short('o').value_parser(clap::value_parser!(PathBuf))
}

/// Hides flags that mean nothing to a command; [`refuse`] tells who types them.
pub(super) fn without(command: Command, flags: &[&str]) -> Command {
    command.mut_args(|arg| if flags.contains(&arg.get_id().as_str()) { arg.hide(true) } else { arg })
}

/// Refuses flags typed that mean nothing to a command, rather than answering as if they had been heeded.
///
/// # Errors
/// Any of them on the command line.
pub(super) fn refuse(context: &Context, arguments: &ArgMatches, command: &str, flags: &[&str]) -> Result<(), Failure> {
    let typed = |flag: &&&str| arguments.value_source(flag) == Some(ValueSource::CommandLine);
    match flags.iter().find(typed) {
        Some(flag) => Err(Failure::Usage(words::no_such_flag(context.lang, command, flag))),
        None => Ok(()),
    }
}

/// What was asked, before it is known of which survey.
pub(super) struct Asked {
    /// Question ids; none means all.
    pub questions: Vec<String>,
    /// Stacked banners.
    pub banners: Vec<BannerSpec>,
    /// A weight's id, or `none`.
    pub weight: Option<String>,
    /// Only cases for which this holds, as typed.
    filter: Option<Expr>,
    /// What a percentage divides by.
    pub base: BaseKind,
    /// Which percentage is shown.
    pub percent: Percent,
    /// How errors and differences are judged.
    pub inference: Inference,
    /// The spreadsheet asked instead of a project.
    data: Option<PathBuf>,
    hints: infer::Hints,
    survey: Option<String>,
}

impl Asked {
    /// What was typed.
    ///
    /// # Errors
    /// A filter that cannot be read.
    pub fn of(context: &Context, arguments: &ArgMatches) -> Result<Self, Failure> {
        let all =
            |name: &str| -> Vec<String> { arguments.get_many::<String>(name).into_iter().flatten().cloned().collect() };
        let one = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
        let filter = match one("where") {
            None => None,
            Some(text) => {
                // As it stands where it can be read so: what people script keeps its meaning.
                let read = Expr::parse(text).or_else(|_| Expr::typed(text));
                Some(read.map_err(|error| Failure::Usage(problem::parse_error(context.lang, &error)))?)
            }
        };
        Ok(Self {
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
            data: arguments.get_one::<PathBuf>("data").cloned(),
            hints: hints(arguments),
            survey: one("survey").map(str::to_owned),
        })
    }

    /// Loads what is asked about, saying what was left out; `output` may not be one of the files read.
    ///
    /// # Errors
    /// Ids that no survey has, and files that cannot be read.
    pub fn load(&self, context: &Context, output: Option<&PathBuf>) -> Result<Vec<Loaded>, Failure> {
        let inputs = match &self.data {
            Some(file) => vec![file.clone()],
            None => load::project_file(&context.folder).map(|project| project_inputs(&project)).unwrap_or_default(),
        };
        guard_output(context, output, &inputs)?;
        let loaded = match &self.data {
            Some(file) => {
                let sketched = watched(context.lang, |progress| load::spreadsheet(file, &self.hints, progress))?;
                self.say_guesses(context.lang, &sketched);
                vec![sketched.loaded]
            }
            None => self.surveys(context)?,
        };
        loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, true));
        Ok(loaded)
    }

    /// What was only guessed about the file, and about the columns that are asked for.
    fn say_guesses(&self, lang: Lang, sketched: &Sketched) {
        let survey = sketched.loaded.responses.survey();
        let asked = self.questions.iter().chain(self.banners.iter().flat_map(|banner| &banner.0));
        let asked: Vec<String> = asked.map(|id| self.resolve(survey, id)).collect();
        let all = self.questions.is_empty();
        // The name of a matrix asks for its rows.
        let under = |id: &str| survey.question(id).and_then(|question| question.parent.as_ref());
        let is_named = |id: &String| asked.contains(id) || under(id).is_some_and(|parent| asked.contains(parent));
        let is_asked = |guess: &&Guess| guess.question.as_ref().is_none_or(|id| all || is_named(id));
        let lines = guesses(lang, sketched, is_asked);
        if !lines.is_empty() {
            say(infer_words::sketched(lang));
        }
    }

    /// The tables asked of one survey.
    ///
    /// # Errors
    /// A weight the survey does not have.
    pub fn specs(&self, context: &Context, survey: &Survey) -> Result<Vec<TableSpec>, Failure> {
        let template = self.template(context, survey)?;
        let mut ids = Vec::new();
        for id in self.questions.iter().map(|id| self.resolve(survey, id)) {
            let named: Vec<String> = survey.named(&id).iter().map(|question| question.id.clone()).collect();
            // An id nobody has is passed on, so that the error names it.
            ids.extend(if named.is_empty() { vec![id] } else { named });
        }
        if self.questions.is_empty() {
            ids = survey.questions.iter().map(|question| question.id.clone()).collect();
        }
        Ok(ids.into_iter().map(|question| TableSpec { question, ..template.clone() }).collect())
    }

    /// How every table of one survey is asked for: a spec without a question.
    ///
    /// # Errors
    /// A weight the survey does not have.
    pub fn template(&self, context: &Context, survey: &Survey) -> Result<TableSpec, Failure> {
        let weight = match self.weight.as_deref() {
            None => survey.about.default_weight.clone(),
            Some("none") => None,
            Some(id) => {
                let weights = survey.weights.iter().map(|weight| weight.id.as_str());
                let known: Vec<&str> = weights.chain(["none"]).collect();
                if !known.contains(&id) {
                    return Err(Failure::Usage(words::unknown_weight(context.lang, id, &known)));
                }
                Some(id.to_owned())
            }
        };
        let banner = |banner: &BannerSpec| match infer::column_question(survey, &banner.name()) {
            // The header of a column may have an asterisk.
            Some(question) if self.data.is_some() => BannerSpec(vec![question.id.clone()]),
            _ => BannerSpec(banner.0.iter().map(|id| self.resolve(survey, id)).collect()),
        };
        let banners: Vec<BannerSpec> = self.banners.iter().map(banner).collect();
        let filter = self.filter(context.lang, survey)?;
        Ok(TableSpec {
            banners,
            weight,
            filter,
            base: self.base,
            percent: self.percent,
            inference: self.inference,
            ..TableSpec::default()
        })
    }

    /// The filter with the ids and codes of a survey.
    ///
    /// # Errors
    /// What it says makes no sense for the survey.
    pub fn filter(&self, lang: Lang, survey: &Survey) -> Result<Option<Expr>, Failure> {
        let Some(typed) = self.filter.clone() else { return Ok(None) };
        let typed = typed.renamed(&|id: &str| self.resolve(survey, id));
        eval::also_labels(survey, &typed).iter().for_each(|also| say(&condition::also_label(lang, also)));
        let coded = eval::coded(survey, &typed);
        coded.map(Some).map_err(|error| Failure::Usage(problem::expression_error(lang, &error)))
    }

    /// The id behind what was typed: of a spreadsheet, headers and `#3` are taken too.
    fn resolve(&self, survey: &Survey, id: &str) -> String {
        let column = self.data.as_ref().and_then(|_| infer::column_question(survey, id));
        column.map_or_else(|| id.to_owned(), |question| question.id.clone())
    }

    /// Loads the surveys the questions belong to: the one named, or all that have every id asked for.
    fn surveys(&self, context: &Context) -> Result<Vec<Loaded>, Failure> {
        let named = self.survey.as_deref();
        let (project, mut definitions) = definitions(context, named)?;
        let has_question = |survey: &Survey, id: &str| !survey.named(id).is_empty() || survey.question(id).is_some();
        let banner_ids: Vec<&str> =
            self.banners.iter().flat_map(|banner| banner.0.iter().map(String::as_str)).collect();
        let has_id = |survey: &Survey, id: &str| survey.ids().any(|known| known == id);
        for id in self.questions.iter().map(String::as_str).chain(banner_ids.iter().copied()) {
            let is_known = definitions.iter().any(|(_, survey)| has_question(survey, id) || has_id(survey, id));
            if let (false, found @ [_, ..]) = (is_known, labelled(&definitions, id).as_slice()) {
                return Err(Failure::Usage(words::labelled(context.lang, id, found)));
            }
        }
        if named.is_none() {
            for id in &self.questions {
                if !definitions.iter().any(|(_, survey)| has_question(survey, id)) {
                    let ids = definitions.iter().flat_map(|(_, survey)| survey.ids());
                    let nearest = crate::text::nearest(id, ids);
                    return Err(Failure::Usage(words::nowhere(context.lang, id, nearest.as_deref())));
                }
            }
            for id in &banner_ids {
                if !definitions.iter().any(|(_, survey)| has_id(survey, id)) {
                    let nearest = crate::text::nearest(id, definitions.iter().flat_map(|(_, survey)| survey.ids()));
                    return Err(Failure::Usage(words::nowhere(context.lang, id, nearest.as_deref())));
                }
            }
            let filter_ids: Vec<&str> = self.filter.iter().flat_map(Expr::subjects).collect();
            let known_filter = definitions.iter().any(|(_, survey)| filter_ids.iter().all(|id| has_id(survey, id)));
            let has_weight = |survey: &Survey, id: &str| survey.weights.iter().any(|weight| weight.id == id);
            let weight =
                self.weight.as_deref().filter(|id| definitions.iter().any(|(_, survey)| has_weight(survey, id)));
            // A filter or weight that no survey has is told of later, with what there is.
            let fits = |survey: &Survey| {
                self.questions.iter().all(|id| has_question(survey, id))
                    && banner_ids.iter().all(|id| has_id(survey, id))
                    && (!known_filter || filter_ids.iter().all(|id| has_id(survey, id)))
                    && weight.is_none_or(|id| has_weight(survey, id))
            };
            if definitions.len() > 1 {
                definitions.retain(|(_, survey)| fits(survey));
            }
            if definitions.is_empty() {
                let ids: Vec<&str> = self.questions.iter().map(String::as_str).chain(banner_ids).collect();
                return Err(Failure::Usage(words::not_together(context.lang, &ids)));
            }
        }
        let paths: Vec<&std::path::Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
        load_all(context, &project, &paths)
    }
}

/// Ids of the questions whose label this is.
fn labelled<'a>(definitions: &'a [(PathBuf, Survey)], label: &str) -> Vec<&'a str> {
    let wanted = matching(label);
    let mut ids: Vec<&str> = Vec::new();
    for question in definitions.iter().flat_map(|(_, survey)| &survey.questions) {
        if matching(&question.label) == wanted && !ids.contains(&question.id.as_str()) {
            ids.push(&question.id);
        }
    }
    ids
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
        fitted: one("weight-error") == Some("residual"),
    }
}

/// A confidence level: between 0 and 1, ends excluded.
fn level(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(level) if level > 0.0 && level < 1.0 => Ok(level),
        _ => Err(text.to_owned()),
    }
}

/// Says what was guessed, and gives the lines back. What is guessed of neighbouring columns alike, as of the rows of a matrix, is
/// said once.
pub fn guesses(lang: Lang, sketched: &Sketched, is_asked: impl Fn(&&Guess) -> bool) -> Vec<String> {
    let questions = &sketched.loaded.responses.survey().questions;
    let place = |guess: &Guess| {
        let id = guess.question.as_ref()?;
        questions.iter().position(|question| question.id == *id)
    };
    let mut runs: Vec<Vec<&Guess>> = Vec::new();
    for guess in sketched.guesses.iter().filter(is_asked) {
        let next = place(guess);
        let continues = |run: &&mut Vec<&Guess>| {
            let is_alike = run.last().is_some_and(|last| last.reason == guess.reason);
            is_alike && next.is_some() && run.last().and_then(|last| place(last)).map(|at| at + 1) == next
        };
        match runs.last_mut().filter(continues) {
            Some(run) => run.push(guess),
            None => runs.push(vec![guess]),
        }
    }
    let line = |run: &Vec<&Guess>| {
        let ids: Vec<&str> = run.iter().filter_map(|guess| guess.question.as_deref()).collect();
        run.first().map(|guess| infer_words::doubt(lang, &ids, guess))
    };
    let lines: Vec<String> = runs.iter().filter_map(line).collect();
    lines.iter().for_each(|line| say(line));
    lines
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
        asked: all("questions").into_iter().chain(all("by").iter().flat_map(|by| BannerSpec::parse(by).0)).collect(),
    }
}
