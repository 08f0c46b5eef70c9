//! The command line: one file per subcommand, one printer of errors, exit codes as an interface.
//!
//! Data goes to standard output, everything else to standard error. A reader that stops reading is no error.

mod ask;
mod book;
mod cell;
mod check;
mod comments;
mod compare;
mod completions;
mod data;
mod deliveries;
mod doctor;
mod explain;
mod findings;
mod fix;
mod form;
mod group;
mod infer;
mod issues;
mod keys;
mod new;
mod pages;
mod plan;
mod portfolio;
mod reconcile;
mod reminders;
mod replay;
mod response;
mod returns;
mod sampling_error;
mod scores;
mod shown;
mod tab;
mod usage;
mod watched;
mod waves;
mod weights;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::config::{self, Settings};
use crate::export::ExportError;
use crate::load::{self, DefinitionError, Fault, LoadError, Loaded, ProjectFile};
use crate::messages::{Lang, problem, screen, usage as words};
use crate::model::{Severity, Survey};
use crate::present::Marks;
use crate::project::{Reading, ReadingError, StoreError};
use crate::tabulate::TabulateError;
use crate::text::fold::printable;
use crate::tui;
use watched::watched;

/// Done.
const DONE: u8 = 0;
/// Done, but something needs attention.
const ATTENTION: u8 = 1;
/// Wrong usage or definition.
const WRONG: u8 = 2;
/// A file cannot be read or written.
const FILE: u8 = 3;
/// Cancelled.
const CANCELLED: u8 = 130;

/// What every command needs to know.
struct Context {
    lang: Lang,
    folder: PathBuf,
    ascii: bool,
    read_only: bool,
    settings: Settings,
    /// Why the settings file is not used.
    unset: Option<config::Fault>,
}

impl Context {
    /// The signs that figures and labels carry.
    fn marks(&self) -> Marks {
        if self.ascii { Marks::ASCII } else { Marks::JAPANESE }
    }
}

/// Why a command did not do its work.
enum Failure {
    Load(LoadError),
    Tabulate(TabulateError),
    Export(ExportError),
    Tui(tui::TuiError),
    /// A sentence about what was typed.
    Usage(String),
    /// The journal cannot be read or written: the sentence.
    Store(String),
    /// Standard output is gone or full.
    Output(std::io::Error),
}

impl Failure {
    /// The journal cannot be read or written.
    fn store(lang: Lang, error: &StoreError) -> Self {
        Self::Store(screen::store_error(lang, error))
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<DefinitionError> for Failure {
    fn from(error: DefinitionError) -> Self {
        Self::Load(LoadError::Definition(error))
    }
}

impl From<TabulateError> for Failure {
    fn from(error: TabulateError) -> Self {
        Self::Tabulate(error)
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::Export(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// Runs the program on its arguments.
pub fn run() -> ExitCode {
    let arguments: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let typed = usage::language(&arguments);
    let matches = match command(typed.unwrap_or_default()).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::report(typed.unwrap_or_default(), &error),
    };
    let context = context(&matches, typed);
    if context.read_only {
        load::cache::forbid_writing();
    }
    match dispatch(&context, &matches) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => ExitCode::from(fail(context.lang, &failure)),
    }
}

/// The whole command line in a language.
fn command(lang: Lang) -> Command {
    let global = |name: &'static str, help: &'static str| Arg::new(name).long(name).help(help).global(true);
    Command::new("koe")
        .about(words::about(lang))
        .after_help(words::after_help(lang))
        .version(env!("CARGO_PKG_VERSION"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("dir").value_name("DIR").value_parser(clap::value_parser!(PathBuf)).help(words::dir(lang)))
        .arg(
            global("project", words::project(lang))
                .short('p')
                .value_name("DIR")
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(global("lang", words::lang(lang)).value_name("ja|en").value_parser(["ja", "en"]))
        .arg(global("ascii", words::ascii(lang)).action(ArgAction::SetTrue))
        .arg(global("read-only", words::read_only(lang)).action(ArgAction::SetTrue))
        .arg(
            Arg::new("record")
                .long("record")
                .value_name("FILE")
                .value_parser(clap::value_parser!(PathBuf))
                .help(words::record(lang)),
        )
        .arg(global("help", words::help(lang)).short('h').action(ArgAction::Help))
        .arg(Arg::new("version").long("version").short('V').help(words::version(lang)).action(ArgAction::Version))
        .subcommands([
            new::command(lang),
            infer::command(lang),
            tab::command(lang),
            check::command(lang),
            fix::command(lang),
            form::command(lang),
            book::command(lang),
            weights::command(lang),
            explain::command(lang),
            scores::command(lang),
            portfolio::command(lang),
            sampling_error::command(lang),
            response::command(lang),
            returns::command(lang),
            deliveries::command(lang),
            reminders::command(lang),
            waves::command(lang),
            reconcile::command(lang),
            compare::command(lang),
            data::command(lang),
            comments::command(lang),
            findings::command(lang),
            issues::command(lang),
            plan::command(lang),
            replay::command(lang),
            doctor::command(lang),
            keys::command(lang),
            completions::command(lang),
        ])
}

fn context(matches: &ArgMatches, typed: Option<Lang>) -> Context {
    // Global arguments are handed down to the subcommand that was named.
    let innermost = matches.subcommand().map_or(matches, |(_, inner)| inner);
    let folder = matches
        .try_get_one::<PathBuf>("dir")
        .ok()
        .flatten()
        .or_else(|| innermost.get_one::<PathBuf>("project"))
        .cloned()
        .unwrap_or_else(|| PathBuf::from("."));
    let lang = typed.or_else(|| load::project_file(&folder).ok().map(|project| project.locale)).unwrap_or_default();
    let read = config::path().map_or(Ok(Settings::default()), |file| config::read(&file));
    let (settings, unset) = read.map_or_else(|fault| (Settings::default(), Some(fault)), |settings| (settings, None));
    let is_wide = settings.ambiguous == config::Ambiguous::Wide;
    crate::text::cells::set_wide(is_wide);
    let ascii = settings.ascii || is_wide || innermost.get_flag("ascii");
    Context { lang, folder, ascii, read_only: innermost.get_flag("read-only"), settings, unset }
}

fn dispatch(context: &Context, matches: &ArgMatches) -> Result<u8, Failure> {
    match matches.subcommand() {
        Some(("new", arguments)) => new::run(context, arguments),
        Some(("infer", arguments)) => infer::run(context, arguments),
        Some(("tab", arguments)) => tab::run(context, arguments),
        Some(("check", arguments)) => check::run(context, arguments),
        Some(("fix", arguments)) => fix::run(context, arguments),
        Some(("form", arguments)) => form::run(context, arguments),
        Some(("book", arguments)) => book::run(context, arguments),
        Some(("weights", arguments)) => weights::run(context, arguments),
        Some(("explain", arguments)) => explain::run(context, arguments),
        Some(("scores", arguments)) => scores::run(context, arguments),
        Some(("portfolio", arguments)) => portfolio::run(context, arguments),
        Some(("sampling-error", arguments)) => sampling_error::run(context, arguments),
        Some(("response", arguments)) => response::run(context, arguments),
        Some(("returns", arguments)) => returns::run(context, arguments),
        Some(("deliveries", arguments)) => deliveries::run(context, arguments),
        Some(("reminders", arguments)) => reminders::run(context, arguments),
        Some(("waves", arguments)) => waves::run(context, arguments),
        Some(("reconcile", arguments)) => reconcile::run(context, arguments),
        Some(("compare", arguments)) => compare::run(context, arguments),
        Some(("data", arguments)) => data::run(context, arguments),
        Some(("comments", arguments)) => comments::run(context, arguments),
        Some(("findings", arguments)) => findings::run(context, arguments),
        Some(("issues", arguments)) => issues::run(context, arguments),
        Some(("plan", arguments)) => plan::run(context, arguments),
        Some(("replay", arguments)) => replay::run(context, arguments),
        Some(("doctor", arguments)) => doctor::run(context, arguments),
        Some(("keys", arguments)) => keys::run(context, arguments),
        Some(("completions", arguments)) => completions::run(context, arguments),
        // A mistyped command is taken for a folder.
        _ if !context.folder.is_dir() => Err(Failure::Usage(problem::no_project(context.lang, &context.folder))),
        _ => {
            let start = tui::Start {
                dir: context.folder.clone(),
                lang: context.lang,
                ascii: context.ascii,
                read_only: context.read_only,
            };
            let record = matches.get_one::<PathBuf>("record").map(PathBuf::as_path);
            tui::run(start, &context.settings, context.unset.as_ref(), record).map_err(Failure::Tui)?;
            Ok(DONE)
        }
    }
}

/// Says what went wrong and gives the exit code for it.
fn fail(lang: Lang, failure: &Failure) -> u8 {
    let (sentence, code) = match failure {
        Failure::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return DONE,
        Failure::Output(error) => (error.to_string(), FILE),
        Failure::Usage(sentence) => (sentence.clone(), WRONG),
        Failure::Store(sentence) => (sentence.clone(), FILE),
        Failure::Load(error @ LoadError::Read { .. }) => (problem::load_error(lang, error), FILE),
        Failure::Load(error @ LoadError::Definition(DefinitionError { fault: Fault::Unreadable(_), .. })) => {
            (problem::load_error(lang, error), FILE)
        }
        Failure::Load(LoadError::Cancelled) => (problem::load_error(lang, &LoadError::Cancelled), CANCELLED),
        Failure::Load(error) => (problem::load_error(lang, error), WRONG),
        Failure::Tabulate(TabulateError::Cancelled) => {
            (problem::tabulate_error(lang, &TabulateError::Cancelled), CANCELLED)
        }
        Failure::Tabulate(error) => (problem::tabulate_error(lang, error), WRONG),
        Failure::Export(error) => (words::export_error(lang, error), FILE),
        Failure::Tui(error) => (tui::sentence(lang, error), WRONG),
    };
    say(&format!("koe: {sentence}"));
    code
}

/// The project's file and the definitions of its surveys (of one survey, when it is named).
fn definitions(context: &Context, survey: Option<&str>) -> Result<(ProjectFile, Vec<(PathBuf, Survey)>), Failure> {
    let project = project(context)?;
    let mut surveys = Vec::new();
    let reading = reading(context, &project)?;
    for path in &project.surveys {
        let mut definition = load::definition(path, &project.root)?;
        reading.define(&mut definition)?;
        surveys.push((path.clone(), definition));
    }
    if let Some(id) = survey {
        let known: Vec<&str> = surveys.iter().map(|(_, survey)| survey.about.id.as_str()).collect();
        if !known.contains(&id) {
            return Err(Failure::Usage(words::unknown_survey(context.lang, id, &known)));
        }
        surveys.retain(|(_, survey)| survey.about.id == id);
    }
    Ok((project, surveys))
}

fn project(context: &Context) -> Result<ProjectFile, Failure> {
    if !context.folder.join("koe.toml").is_file() {
        return Err(Failure::Usage(problem::no_project(context.lang, &context.folder)));
    }
    Ok(load::project_file(&context.folder)?)
}

/// Loads surveys side by side, with all that people decided about their answers.
fn load_all(context: &Context, project: &ProjectFile, paths: &[&Path]) -> Result<Vec<Loaded>, Failure> {
    let reading = reading(context, project)?;
    watched(context.lang, |progress| {
        let reading = &reading.watched(progress);
        std::thread::scope(|scope| {
            let loads: Vec<_> = paths.iter().map(|path| scope.spawn(|| reading.survey(path, &project.root))).collect();
            let lost = |_| Err(LoadError::Internal("a loader stopped".to_owned()));
            loads.into_iter().map(|load| Ok(load.join().unwrap_or_else(lost)?)).collect()
        })
    })
}

/// What people decided about the answers of surveys. The journal is only read.
fn reading(context: &Context, project: &ProjectFile) -> Result<Reading, Failure> {
    Reading::now(project).map_err(|error| match error {
        ReadingError::Load(error) => Failure::Load(error),
        ReadingError::Store(error) => Failure::store(context.lang, &error),
    })
}

/// Refuses to write over anything the answers or definitions are read from.
fn guard_output(context: &Context, output: Option<&PathBuf>, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Some(target) = output.and_then(|output| output.canonicalize().ok()) else { return Ok(()) };
    let is_input = inputs.iter().any(|input| input.canonicalize().is_ok_and(|input| input == target));
    match (is_input, output) {
        (true, Some(output)) => Err(Failure::Usage(words::output_is_input(context.lang, output))),
        _ => Ok(()),
    }
}

/// Every file a project is read from: its own, all definitions, the spreadsheets and the targets of weights.
fn project_inputs(project: &ProjectFile) -> Vec<PathBuf> {
    let mut inputs = vec![project.root.join("koe.toml")];
    inputs.extend(project.store.strip_prefix("sqlite:").map(|store| project.root.join(store)));
    inputs.extend(project.mapping.clone());
    for path in &project.surveys {
        inputs.push(path.clone());
        let Ok(survey) = load::definition(path, &project.root) else { continue };
        let folder = path.parent().unwrap_or(Path::new("."));
        inputs.extend(survey.sources.iter().map(|source| folder.join(&source.file)));
        let targets = survey.weights.iter().flat_map(|weight| &weight.targets);
        inputs.extend(targets.filter_map(|target| target.file.as_ref()).map(|file| folder.join(file)));
    }
    inputs.extend(project.plans.iter().chain(&project.comments).cloned());
    for path in &project.comments {
        let Ok(set) = load::comments::definition(path, &project.root, &project.plans) else { continue };
        let folder = path.parent().unwrap_or(Path::new("."));
        inputs.extend(set.sources.iter().map(|source| folder.join(&source.file)));
    }
    inputs
}

/// Writes data to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let text = &shown::harmless(text);
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(())
}

/// Says something that is not data.
fn say(text: &str) {
    // Nothing is left to be done when even this cannot be written.
    let _ = writeln!(std::io::stderr(), "{}", printable(text));
}

/// Says what was left out, so that nobody has to wonder about n, and whether values were lost.
fn say_loaded(lang: Lang, loaded: &Loaded, with_errors: bool) {
    let survey = loaded.responses.survey();
    let synthetic = if survey.about.synthetic { words::synthetic(lang) } else { "" };
    say(&format!("{synthetic}{}", words::cases(lang, survey.title(), &loaded.responses.counts())));
    let errors = loaded.diagnostics.iter().filter(|found| found.problem.severity() == Severity::Error).count();
    if with_errors && errors > 0 {
        say(&words::errors_found(lang, errors));
    }
}

/// The flag every command that lists data has.
fn json_flag(lang: Lang) -> Arg {
    Arg::new("json").long("json").action(ArgAction::SetTrue).help(words::json(lang))
}

/// The flag that names a survey.
fn survey_flag(lang: Lang) -> Arg {
    Arg::new("survey").long("survey").value_name("S").help(words::survey(lang))
}
