//! Definition files in: `koe.toml` and `surveys/*.toml` read, checked and matrices spread out.
//!
//! Whatever is wrong is one typed fault with file, line and key; the sentence for people is made in `messages`. What must
//! hold between the parts of a survey is checked in `checks`.

mod checks;
mod conditions;
mod measures;

pub(super) use checks::routing;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::messages::Lang;
use crate::model::expr::ParseError;
use crate::model::measure::{Index, PortfolioSpec};
use crate::model::survey::{About, Banner, Choice, Item, Net, Rule, Source, SourceColumn, Stratum};
use crate::model::weight::WeightSpec;
use crate::model::{Expr, Kind, Question, Survey};
use crate::responses::eval::ExprError;

/// A definition that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}: {fault}", file = file.display())]
pub struct DefinitionError {
    /// The definition file.
    pub file: PathBuf,
    /// 1-based line, where known.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a definition.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum Fault {
    #[error("cannot be read: {0}")]
    Unreadable(std::io::Error),
    #[error("{message}")]
    Syntax { message: String, key: Option<String>, text: String },
    #[error("unknown key `{key}`")]
    UnknownKey { key: String, nearest: Option<String> },
    #[error("the key `{key}` is missing")]
    NoKey { key: String },
    #[error(transparent)]
    Unparsed(ParseError),
    #[error("no survey is listed")]
    NoSurveys,
    #[error("`{path}` is outside the project")]
    Outside { path: String },
    #[error("the id `{id}` is used twice")]
    IdTwice { id: String },
    #[error("the id `{id}` is reserved")]
    IdReserved { id: String },
    #[error("{question}: the code `{code}` is used twice")]
    CodeTwice { question: String, code: String },
    #[error("{question}: the code `{code}` is reserved")]
    CodeReserved { question: String, code: String },
    #[error("{owner}: no question `{id}`")]
    UnknownQuestion { owner: String, id: String, nearest: Option<String> },
    #[error("{owner}: {question} has no code `{code}`")]
    UnknownCode { owner: String, question: String, code: String },
    #[error("{question}: the key `{key}` is missing")]
    KeyMissing { question: String, key: &'static str },
    #[error("{question}: {columns} columns for {choices} choices")]
    FlagCount { question: String, columns: usize, choices: usize },
    #[error("{owner}: {error}")]
    Expression { owner: String, error: ExprError },
    #[error("{question} is asked only if itself was answered")]
    Circle { question: String },
    #[error("{owner}: a band ends before it begins, or overlaps the one before")]
    Bands { owner: String },
    #[error("{owner}: neither groups nor bands")]
    NoGroups { owner: String },
    #[error("no weight `{id}`")]
    UnknownWeight { id: String },
    #[error("weight {weight}: `{path}` has no question, code and target in every row")]
    Targets { weight: String, path: String },
    #[error("{question}: `{text}` stands for two choices")]
    ChoiceTwice { question: String, text: String },
    #[error("{question}: {columns} columns for {top} ranks")]
    RankCount { question: String, columns: usize, top: usize },
    #[error("weight {weight}: trim must be 0 <= low < 1 < high")]
    Trim { weight: String },
    #[error("{file}: no encoding `{encoding}`")]
    Encoding { file: String, encoding: String },
    #[error("the id `{id}` has other signs than letters, digits and _")]
    IdLetters { id: String },
    #[error("{file}: {owner} uses a personal column")]
    Personal { file: String, owner: String },
    #[error("{question}: a matrix needs items")]
    NoItems { question: String },
    #[error("{owner}: {question} has not one answer out of choices")]
    NotSingle { owner: String, question: String },
    #[error("{owner}: no number, or one that is not finite")]
    NoValues { owner: String },
    #[error("{owner}: {question} has no scores")]
    NoScores { owner: String, question: String },
    #[error("{owner}: {satisfaction} items of satisfaction, {importance} of importance")]
    PortfolioItems { owner: String, satisfaction: usize, importance: usize },
    #[error("{owner}: axes cannot cross at zero")]
    PortfolioZero { owner: String },
    #[error(transparent)]
    Mapping(#[from] super::mapping::MappingFault),
    #[error("{path}: no column `{column}`")]
    NoColumn { path: String, column: String, nearest: Option<String> },
    #[error("no record `{id}`")]
    UnknownRecord { id: String, nearest: Option<String> },
    #[error(transparent)]
    Comments(#[from] super::comments::CommentsFault),
    #[error(transparent)]
    Plan(#[from] super::plan::PlanFault),
}

/// A project folder as its `koe.toml` states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFile {
    /// The folder.
    pub root: PathBuf,
    /// Title for people.
    pub title: String,
    /// Language when none is asked for.
    pub locale: Lang,
    /// Survey definitions.
    pub surveys: Vec<PathBuf>,
    /// Plans.
    pub plans: Vec<PathBuf>,
    /// Comments definitions.
    pub comments: Vec<PathBuf>,
    /// Folder for what the program writes.
    pub output: PathBuf,
    /// Where acts are kept.
    pub store: String,
    /// Which questions of different surveys are the same.
    pub mapping: Option<PathBuf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KoeToml {
    project: ProjectTable,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectTable {
    #[serde(default)]
    title: String,
    #[serde(default)]
    locale: Lang,
    #[serde(default)]
    surveys: Vec<String>,
    #[serde(default)]
    plans: Vec<String>,
    #[serde(default)]
    comments: Vec<String>,
    #[serde(default = "default_store")]
    store: String,
    #[serde(default = "default_output")]
    output: String,
    mapping: Option<String>,
}

fn default_store() -> String {
    "sqlite:koe.sqlite".to_owned()
}

fn default_output() -> String {
    "out".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SurveyToml {
    survey: About,
    #[serde(default)]
    source: Vec<Source>,
    #[serde(default)]
    stratum: Vec<Stratum>,
    #[serde(default)]
    question: Vec<Question>,
    #[serde(default)]
    net: Vec<Net>,
    #[serde(default)]
    banner: Vec<Banner>,
    #[serde(default)]
    weight: Vec<WeightSpec>,
    #[serde(default)]
    rule: Vec<Rule>,
    #[serde(default)]
    index: Vec<Index>,
    #[serde(default)]
    portfolio: Vec<PortfolioSpec>,
}

pub(super) fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T, DefinitionError> {
    let fail = |line, fault| DefinitionError { file: file.to_owned(), line, fault };
    let bytes = std::fs::read(file).map_err(|error| fail(None, Fault::Unreadable(error)))?;
    // Notepad writes a byte order mark, which TOML does not know.
    let text = String::from_utf8_lossy(&bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map(|before| before.matches('\n').count() + 1);
        let fault = match syntax(error.message()) {
            Fault::Syntax { message, .. } => Fault::Syntax {
                message,
                key: before.and_then(key_before),
                text: line.and_then(|line| text.lines().nth(line - 1)).unwrap_or_default().trim().to_owned(),
            },
            told => told,
        };
        fail(line, fault)
    })
}

/// The key whose value begins where a text ends.
fn key_before(text: &str) -> Option<String> {
    let key = text.trim_end().strip_suffix('=')?.trim_end().trim_end_matches('"');
    let start = key.rfind(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
    let key = start.map_or(key, |at| key.get(at..).unwrap_or_default());
    let key = key.trim_start_matches(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
    (!key.is_empty()).then(|| key.to_owned())
}

/// What the reader of TOML says, where it is common enough for a sentence of our own.
fn syntax(message: &str) -> Fault {
    let expression = message.strip_prefix("cannot read the expression `").and_then(|rest| rest.rsplit_once("` at"));
    if let Some(Err(error)) = expression.map(|(text, _)| Expr::parse(text)) {
        return Fault::Unparsed(error);
    }
    let mut quoted = message.split('`').skip(1).step_by(2);
    match quoted.next() {
        Some(key) if message.starts_with("unknown field") => {
            Fault::UnknownKey { key: key.to_owned(), nearest: crate::text::nearest(key, quoted) }
        }
        Some(key) if message.starts_with("missing field") => Fault::NoKey { key: key.to_owned() },
        _ => Fault::Syntax { message: message.to_owned(), key: None, text: String::new() },
    }
}

/// Reads `koe.toml` in `root`, nothing else.
///
/// # Errors
/// No such file, wrong syntax or keys, no surveys, or a path that leaves the project.
pub fn project_file(root: &Path) -> Result<ProjectFile, DefinitionError> {
    let file = root.join("koe.toml");
    let KoeToml { project } = read(&file)?;
    let fail = |fault| DefinitionError { file: file.clone(), line: None, fault };
    if project.surveys.is_empty() && project.comments.is_empty() {
        return Err(fail(Fault::NoSurveys));
    }
    let listed = project.surveys.iter().chain(&project.plans).chain(&project.comments);
    for path in listed.chain([&project.output]).chain(&project.mapping) {
        if leaves(Path::new(""), Path::new(path)) {
            return Err(fail(Fault::Outside { path: path.clone() }));
        }
    }
    Ok(ProjectFile {
        root: root.to_owned(),
        title: project.title,
        locale: project.locale,
        surveys: project.surveys.iter().map(|path| root.join(path)).collect(),
        plans: project.plans.iter().map(|path| root.join(path)).collect(),
        comments: project.comments.iter().map(|path| root.join(path)).collect(),
        output: root.join(project.output),
        store: project.store,
        mapping: project.mapping.map(|path| root.join(path)),
    })
}

/// True when `path`, seen from folder `from` of the project, is absolute or climbs out of the project.
fn leaves(from: &Path, path: &Path) -> bool {
    use std::path::Component;
    let mut depth = from.components().filter(|part| matches!(part, Component::Normal(_))).count();
    for part in path.components() {
        match part {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir if depth > 0 => depth -= 1,
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return true,
        }
    }
    false
}

/// True when a path that `file` names lies outside the project.
pub(super) fn is_outside(file: &Path, root: &Path, path: &str) -> bool {
    let folder = file.parent().and_then(|folder| folder.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    leaves(folder, Path::new(path))
}

/// Reads one survey definition; `root` is the project folder its paths must stay in.
///
/// # Errors
/// The first fault found.
pub fn definition(file: &Path, root: &Path) -> Result<Survey, DefinitionError> {
    let toml: SurveyToml = read(file)?;
    let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
    for source in &toml.source {
        if is_outside(file, root, &source.file) {
            return Err(fail(Fault::Outside { path: source.file.clone() }));
        }
    }
    let survey = Survey {
        about: toml.survey,
        sources: toml.source,
        strata: toml.stratum,
        nets: toml.net,
        banners: toml.banner,
        weights: toml.weight,
        rules: toml.rule,
        indices: toml.index,
        portfolios: toml.portfolio,
        ..Survey::default()
    };
    complete(survey, toml.question).map_err(fail)
}

/// Adds the questions as a file states them to a survey: matrices are spread out, groupings added, everything checked.
///
/// # Errors
/// The first fault found.
pub fn complete(mut survey: Survey, questions: Vec<Question>) -> Result<Survey, Fault> {
    for question in questions {
        spread(&mut survey, question)?;
    }
    count_ranks(&mut survey)?;
    survey.implied = implied(&survey);
    checks::check(&survey)?;
    conditions::coded(&mut survey)?;
    checks::circles(&survey)?;
    Ok(survey)
}

/// Adds a question; a matrix becomes a question per item.
fn spread(survey: &mut Survey, mut question: Question) -> Result<(), Fault> {
    if question.kind != Kind::Matrix {
        question.open_choices =
            question.choices.is_empty() && matches!(question.kind, Kind::Single | Kind::Multiple | Kind::Rank);
        survey.questions.push(question);
        return Ok(());
    }
    if question.items.is_empty() {
        return Err(Fault::NoItems { question: question.id });
    }
    for item in std::mem::take(&mut question.items) {
        survey.questions.push(from_item(&question, item));
    }
    survey.matrices.push(question);
    Ok(())
}

/// A rank question that states neither `top` nor columns has as many ranks as a source has columns for it.
fn count_ranks(survey: &mut Survey) -> Result<(), Fault> {
    for question in survey.questions.iter_mut().filter(|question| question.kind == Kind::Rank) {
        if question.top.is_some() || question.columns.is_some() {
            continue;
        }
        let of_sources = survey.sources.iter().filter_map(|source| match source.columns.get(&question.id)? {
            SourceColumn::Full(here) => here.columns.as_ref().map(Vec::len),
            SourceColumn::Name(_) => None,
        });
        let Some(ranks) = of_sources.max() else {
            return Err(Fault::KeyMissing { question: question.id.clone(), key: "top" });
        };
        question.top = Some(ranks);
    }
    Ok(())
}

fn from_item(matrix: &Question, item: Item) -> Question {
    Question {
        id: item.id,
        label: item.label,
        theme: if item.theme.is_empty() { matrix.theme.clone() } else { item.theme },
        column: item.column,
        columns: None,
        ask_if: Expr::and(matrix.ask_if.clone(), item.ask_if),
        informs: if item.informs.is_empty() { matrix.informs.clone() } else { item.informs },
        parent: Some(matrix.id.clone()),
        open_choices: matrix.choices.is_empty(),
        ..matrix.clone()
    }
}

/// A code per source: the name of its file without what follows the dot, or with it, or numbered, so that all differ.
fn source_codes(survey: &Survey) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for (index, source) in survey.sources.iter().enumerate() {
        let name = Path::new(&source.file);
        let text = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        let (stem, whole) = (text(name.file_stem()), text(name.file_name()));
        let numbered = format!("{stem}-{}", index + 1);
        let code = [stem, whole, numbered.clone()].into_iter().find(|code| !codes.contains(code)).unwrap_or(numbered);
        codes.push(code);
    }
    codes
}

/// The groupings every survey has.
pub(super) fn implied(survey: &Survey) -> Vec<Question> {
    let choice =
        |code: &str, label: &str| Choice { code: code.to_owned(), label: label.to_owned(), ..Choice::default() };
    let question = |id: &str, label: &str, mut choices: Vec<Choice>| {
        let mut seen = BTreeSet::new();
        choices.retain(|choice| seen.insert(choice.code.clone()));
        Question { id: id.to_owned(), label: label.to_owned(), kind: Kind::Single, choices, ..Question::default() }
    };
    let modes = survey.sources.iter().filter_map(|source| source.mode.as_deref()).map(|mode| choice(mode, mode));
    let sources = source_codes(survey).into_iter().zip(&survey.sources).map(|(code, source)| {
        let name = Path::new(&source.file).file_name().unwrap_or_default().to_string_lossy();
        choice(&code, &name)
    });
    let waves = survey.about.wave.iter().map(|wave| choice(wave, wave));
    let strata = survey.strata.iter().map(|stratum| choice(&stratum.code, &stratum.label));
    vec![
        question("mode", "回答方法", modes.collect()),
        question("source", "ファイル", sources.collect()),
        question("wave", "調査回", waves.collect()),
        question("stratum", "層", strata.collect()),
    ]
}
