//! A comments definition in: read, its codes taken from the plan or its own list, checked.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::load::definition::{self, DefinitionError, Fault};
use crate::load::plan;
use crate::model::comment::definition::{About, SetKind, Source};
use crate::model::comment::{Code, Codebook, CommentsDefinition};
use crate::model::day;
use crate::model::plan::{Plan, Record};

/// What is wrong with a comments definition.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the messages say it")]
pub enum CommentsFault {
    #[error("no plan `{id}`")]
    UnknownPlan { id: String, nearest: Option<String> },
    #[error("plan {plan} has no record of kind `{kind}`")]
    UnknownKind { plan: String, kind: String, nearest: Option<String> },
    #[error("a set of free answers needs `survey` and `question`")]
    NoQuestion,
    #[error("no survey `{id}`")]
    UnknownSurvey { id: String, nearest: Option<String> },
    #[error("{question} of {survey} is no text question")]
    NotText { survey: String, question: String },
    #[error("the codes of {set} cannot become the question `{id}`, which exists")]
    AfterCodeTaken { set: String, id: String },
    #[error("`{key}` = `{value}` is no date")]
    NotADate { key: &'static str, value: String },
    #[error("the period ends before it begins")]
    Period,
    #[error("{file}: no column `{wanted}`")]
    NoColumn { file: String, wanted: String, nearest: Option<String> },
    #[error("no [[source]]")]
    NoSource,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CommentsToml {
    comments: About,
    #[serde(default)]
    source: Vec<Source>,
}

/// Reads a comments definition; `plans` are the project's plan files. No spreadsheet is opened.
///
/// # Errors
/// The first fault, also of a plan that is needed.
pub fn definition(file: &Path, root: &Path, plans: &[PathBuf]) -> Result<CommentsDefinition, DefinitionError> {
    let CommentsToml { comments: about, source: sources } = definition::read(file)?;
    let fail = |fault| DefinitionError { file: file.to_owned(), line: None, fault };
    for source in &sources {
        if definition::is_outside(file, root, &source.file) {
            return Err(fail(Fault::Outside { path: source.file.clone() }));
        }
        let known = ["auto", "utf-8", "cp932", "utf-16"];
        if let Some(encoding) = source.encoding.as_ref().filter(|encoding| !known.contains(&encoding.as_str())) {
            let fault = Fault::Encoding { file: source.file.clone(), encoding: encoding.clone() };
            return Err(fail(fault));
        }
        let used = source.attributes.iter().chain([&source.text]).chain(&source.place).chain(&source.channel);
        if let Some(owner) = used.chain(&source.id).find(|column| source.personal.contains(column)) {
            return Err(fail(Fault::Personal { file: source.file.clone(), owner: owner.clone() }));
        }
    }
    check(&about, &sources).map_err(|fault| fail(fault.into()))?;
    let mut definition = CommentsDefinition { sources, ..CommentsDefinition::default() };
    if let Some(wanted) = &about.codebook {
        let plan = find_plan(plans, &wanted.plan)?.map_err(|fault| fail(fault.into()))?;
        definition.codebook = of_plan(&plan, &wanted.kind).map_err(|fault| fail(fault.into()))?;
        definition.places = plan.records.iter().map(|record| record.title.clone()).collect();
        definition.plan = plan.about.title;
    }
    for code in &about.codes {
        add(&mut definition.codebook, code);
    }
    let mut seen = BTreeSet::new();
    if let Some(twice) = definition.codebook.codes.iter().find(|code| !seen.insert(code.id.as_str())) {
        return Err(fail(Fault::CodeTwice { question: about.id.clone(), code: twice.id.clone() }));
    }
    let classes: Vec<&str> = about.dispositions.iter().map(|class| class.code.as_str()).collect();
    if let Some(twice) = classes.iter().enumerate().find(|(at, code)| classes.iter().take(*at).any(|old| old == *code))
    {
        return Err(fail(Fault::CodeTwice { question: about.id.clone(), code: (*twice.1).to_owned() }));
    }
    definition.about = about;
    Ok(definition)
}

fn check(about: &About, sources: &[Source]) -> Result<(), CommentsFault> {
    let mut days = [None, None];
    let keys = [("opens", &about.opens), ("closes", &about.closes)];
    for (day, (key, value)) in days.iter_mut().zip(keys) {
        let Some(value) = value else { continue };
        *day = day::parse(value);
        if day.is_none() {
            return Err(CommentsFault::NotADate { key, value: value.clone() });
        }
    }
    match days {
        [Some(opens), Some(closes)] if closes < opens => return Err(CommentsFault::Period),
        _ => {}
    }
    match about.kind {
        SetKind::Survey if about.survey.is_none() || about.question.is_none() => Err(CommentsFault::NoQuestion),
        SetKind::Public if sources.is_empty() => Err(CommentsFault::NoSource),
        _ => Ok(()),
    }
}

/// The plan with this id among the project's.
fn find_plan(files: &[PathBuf], id: &str) -> Result<Result<Plan, CommentsFault>, DefinitionError> {
    let mut plans = plan::plans(files)?;
    let nearest = crate::text::nearest(id, plans.iter().map(|plan| plan.id.as_str()));
    let found = plans.iter().position(|plan| plan.id == id).map(|at| plans.swap_remove(at));
    Ok(found.ok_or(CommentsFault::UnknownPlan { id: id.to_owned(), nearest }))
}

/// The records of a kind as codes, and those above them as headings.
fn of_plan(plan: &Plan, kind: &str) -> Result<Codebook, CommentsFault> {
    let code = |record: &Record| Code {
        id: record.id.clone(),
        title: record.title.clone(),
        reading: record.reading.clone(),
        phrases: record.phrases.clone(),
        note: record.text.clone(),
        parent: record.parent.clone(),
    };
    let codes: Vec<&Record> = plan.records.iter().filter(|record| record.kind == kind).collect();
    let above: BTreeSet<&str> =
        codes.iter().flat_map(|code| plan.lineage(code)).map(|above| above.id.as_str()).collect();
    let is_heading = |record: &&Record| record.kind != kind && above.contains(record.id.as_str());
    let headings = plan.records.iter().filter(is_heading);
    if codes.is_empty() {
        let nearest = crate::text::nearest(kind, plan.records.iter().map(|record| record.kind.as_str()));
        return Err(CommentsFault::UnknownKind { plan: plan.id.clone(), kind: kind.to_owned(), nearest });
    }
    let mut book = Codebook { codes: codes.into_iter().map(code).collect(), ..Codebook::default() };
    book.headings = headings.map(code).collect();
    Ok(book)
}

/// Adds a code of the definition; one that the plan has gets what the definition says of it.
fn add(book: &mut Codebook, code: &Code) {
    let Some(known) = book.codes.iter_mut().find(|known| known.id == code.id) else {
        book.codes.push(code.clone());
        return;
    };
    let take = |old: &mut String, new: &String| {
        if !new.is_empty() {
            old.clone_from(new);
        }
    };
    take(&mut known.title, &code.title);
    take(&mut known.reading, &code.reading);
    take(&mut known.note, &code.note);
    known.phrases.extend(code.phrases.iter().cloned());
    known.parent = code.parent.clone().or(known.parent.take());
}
