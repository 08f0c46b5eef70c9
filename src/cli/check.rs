//! `koe check`: every problem met while loading, with its file, sheet, cell and rule.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Map, Value, json};

use super::fix;
use super::{ATTENTION, Context, DONE, Failure, definitions, json_flag, load_all, print, say_loaded, survey_flag};
use crate::load::Loaded;
use crate::messages::{Lang, problem, usage as words};
use crate::model::diagnostic::CaseCounts;
use crate::model::{Diagnostic, Severity};
use crate::project::{clock, deliveries};
use crate::tabulate::weight;
use crate::text::fold;

pub fn command(lang: Lang) -> Command {
    Command::new("check")
        .about(words::check(lang))
        .arg(survey_flag(lang))
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(words::check_all(lang)))
        .arg(
            Arg::new("format").long("format").value_name("F").value_parser(["table", "json"]).help(words::format(lang)),
        )
        .arg(json_flag(lang))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let (project, definitions) = definitions(context, named)?;
    let paths: Vec<&Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    let mut loaded = load_all(context, &project, &paths)?;
    for loaded in &mut loaded {
        let faults = weight::check(&loaded.responses);
        loaded.diagnostics.extend(faults);
        let id = loaded.responses.survey().about.id.clone();
        let observed = deliveries::observe(&project.root, &id, &loaded.arrivals, &clock::now(), context.read_only);
        loaded.diagnostics.extend(observed.diagnostics(&id));
    }
    let as_json = arguments.get_flag("json") || arguments.get_one::<String>("format").is_some_and(|f| f == "json");
    if as_json {
        print(&to_json(context.lang, &loaded))?;
    } else {
        print(&to_text(context.lang, &loaded, arguments.get_flag("all")))?;
        loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, false));
    }
    let attention = all(&loaded).any(|found| found.problem.severity() != Severity::Info);
    Ok(if attention { ATTENTION } else { DONE })
}

fn all(loaded: &[Loaded]) -> impl Iterator<Item = &Diagnostic> {
    loaded.iter().flat_map(|loaded| &loaded.diagnostics)
}

fn to_json(lang: Lang, loaded: &[Loaded]) -> String {
    let or_null = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let problems: Vec<Value> = all(loaded)
        .map(|found| {
            json!({
                "rule": found.problem.rule(),
                "severity": found.problem.severity(),
                "survey": found.survey,
                "file": or_null(&found.place.file),
                "sheet": or_null(&found.place.sheet),
                "cell": or_null(&found.place.cell),
                "case": found.case,
                "question": found.question,
                "value": found.value,
                "message": problem::diagnostic(lang, found),
                "fix": or_null(problem::fix(lang, found)),
                "status": found.status(),
                "kept": found.kept,
            })
        })
        .collect();
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for found in all(loaded) {
        *counts.entry(found.problem.rule()).or_default() += 1;
    }
    let mut sum = CaseCounts::default();
    let mut surveys = Map::new();
    for loaded in loaded {
        let counts = loaded.responses.counts();
        sum.read += counts.read;
        sum.valid += counts.valid;
        sum.blank += counts.blank;
        sum.duplicate += counts.duplicate;
        sum.out_of_scope += counts.out_of_scope;
        sum.left_out += counts.left_out;
        surveys.insert(loaded.responses.survey().about.id.clone(), cases(&counts));
    }
    let whole = json!({ "problems": problems, "counts": counts, "fixes": fix::list::to_json(loaded), "cases": cases(&sum), "surveys": surveys });
    format!("{whole:#}")
}

fn cases(counts: &CaseCounts) -> Value {
    let mut excluded =
        json!({ "blank": counts.blank, "duplicate": counts.duplicate, "out_of_scope": counts.out_of_scope });
    // Most surveys leave nobody out by hand.
    if let Some(excluded) = excluded.as_object_mut().filter(|_| counts.left_out > 0) {
        excluded.insert("left_out".to_owned(), counts.left_out.into());
    }
    json!({ "read": counts.read, "valid": counts.valid, "excluded": excluded })
}

/// A line per problem: severity, place, rule, value, sentence, what to do; the worst first.
fn to_text(lang: Lang, loaded: &[Loaded], with_notes: bool) -> String {
    let mut found: Vec<&Diagnostic> = all(loaded).collect();
    found.sort_by_key(|found| found.problem.severity());
    let mut text = String::new();
    for found in found.iter().filter(|found| with_notes || found.problem.severity() != Severity::Info) {
        text.push_str(&line(lang, found));
        text.push('\n');
    }
    let count = |severity| found.iter().filter(|found| found.problem.severity() == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    if found.is_empty() {
        text.push_str(words::nothing_wrong(lang));
    } else {
        text.push_str(&words::problems(lang, errors, warnings, notes, with_notes));
    }
    text
}

fn line(lang: Lang, found: &Diagnostic) -> String {
    let place = [&found.place.file, &found.place.sheet, &found.place.cell];
    let place: Vec<&str> = place.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let place = if place.is_empty() { found.survey.clone() } else { place.join(" ") };
    let question = found.question.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
    let value = found.value.as_deref().map(|value| format!(" [{}]", fold::display(value))).unwrap_or_default();
    let severity = problem::severity(lang, found.problem.severity());
    let sentence = problem::diagnostic(lang, found);
    let fix = problem::fix(lang, found);
    // A rule's message is the office's own and may lack its full stop.
    let stop = if fix.is_empty() || sentence.ends_with(['。', '.', '！', '？', '!', '?']) {
        ""
    } else {
        lang.pick("。", ".")
    };
    format!(
        "{severity}\t{place}\t{}{question}{value}\t{sentence}{stop}{}{fix}",
        found.problem.rule(),
        lang.pick("", " ")
    )
}
