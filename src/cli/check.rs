//! `koe check`: every problem met while loading, with its file, sheet, cell and rule; as lines, for programs, or as a list to
//! hand to those who keep the forms.

mod wanted;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Map, Value, json};

use super::fix;
use super::{
    ATTENTION, Context, DONE, Failure, definitions, guard_output, load_all, pages, project_inputs, say_loaded,
    survey_flag,
};
use crate::load::Loaded;
use crate::messages::{Lang, check as say, fix as fix_words, measures::written, problem, table, usage as words};
use crate::model::diagnostic::{CaseCounts, Status};
use crate::model::fix::Holds;
use crate::model::{Diagnostic, Severity};
use crate::present::{Page, check as drawn};
use crate::project::{clock, deliveries};
use crate::tabulate::weight;
use crate::text::fold;

pub fn command(lang: Lang) -> Command {
    let command = Command::new("check")
        .about(words::check(lang))
        .arg(survey_flag(lang))
        .arg(Arg::new("all").long("all").action(ArgAction::SetTrue).help(words::check_all(lang)));
    pages::list_flags(wanted::flags(command, lang), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let named = arguments.get_one::<String>("survey").map(String::as_str);
    let format = pages::format(context, arguments)?;
    let (project, definitions) = definitions(context, named)?;
    guard_output(context, arguments.get_one::<PathBuf>("output"), &project_inputs(&project))?;
    let paths: Vec<&Path> = definitions.iter().map(|(path, _)| path.as_path()).collect();
    let mut loaded = load_all(context, &project, &paths)?;
    for loaded in &mut loaded {
        let faults = weight::check(&loaded.responses);
        loaded.diagnostics.extend(faults);
        let id = loaded.responses.survey().about.id.clone();
        let observed = deliveries::observe(&project.root, &id, &loaded.arrivals, &clock::now(), context.read_only);
        loaded.diagnostics.extend(observed.diagnostics(&id));
    }
    let filtered = wanted::keep(context.lang, arguments, &mut loaded)?;
    let with_notes = filtered || arguments.get_flag("all");
    match format {
        "json" => {
            pages::give(arguments, &to_json(context.lang, &loaded), |path| written(context.lang, path))?;
        }
        "table" => {
            let text = to_text(context.lang, &loaded, with_notes, filtered);
            pages::give(arguments, &text, |path| written(context.lang, path))?;
            loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, false));
        }
        _ => {
            let page = page(context.lang, &loaded, with_notes);
            let never = || Ok(String::new());
            pages::write(context, arguments, say::title(context.lang), never, &[page])?;
            loaded.iter().for_each(|loaded| say_loaded(context.lang, loaded, false));
        }
    }
    let needs = |found: &Diagnostic| found.problem.severity() != Severity::Info && found.status() != Status::Kept;
    let attention = all(&loaded).any(needs);
    Ok(if attention { ATTENTION } else { DONE })
}

/// The list for Excel, csv and Markdown, the worst first.
fn page(lang: Lang, loaded: &[Loaded], with_notes: bool) -> Page {
    let found: Vec<&Diagnostic> = sorted(loaded).into_iter().filter(|found| is_shown(found, with_notes)).collect();
    let synthetic = loaded.iter().any(|loaded| loaded.responses.survey().about.synthetic);
    let grid = drawn::list(&found, loaded.len() > 1, lang);
    Page::new(say::title(lang).to_owned(), grid, synthetic, vec![table::made_with(lang, None)], lang)
}

fn is_shown(found: &Diagnostic, with_notes: bool) -> bool {
    with_notes || (found.problem.severity() != Severity::Info && found.status() != Status::Kept)
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

/// The worst first, otherwise as they were met.
fn sorted(loaded: &[Loaded]) -> Vec<&Diagnostic> {
    let mut found: Vec<&Diagnostic> = all(loaded).collect();
    found.sort_by_key(|found| found.problem.severity());
    found
}

/// How often each rule found something, then a line per problem: severity, place, rule, value, sentence, what to do.
fn to_text(lang: Lang, loaded: &[Loaded], with_notes: bool, filtered: bool) -> String {
    let found = sorted(loaded);
    let shown: Vec<&Diagnostic> = found.iter().copied().filter(|found| is_shown(found, with_notes)).collect();
    let mut text = summary(lang, &shown);
    for found in &shown {
        text.push_str(&line(lang, found));
        text.push('\n');
    }
    let count = |severity| found.iter().filter(|found| found.problem.severity() == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    match (found.is_empty(), filtered) {
        (true, true) => text.push_str(say::nothing_fits(lang)),
        (true, false) => text.push_str(words::nothing_wrong(lang)),
        (false, _) => text.push_str(&words::problems(lang, errors, warnings, notes, with_notes)),
    }
    let fixes = || loaded.iter().flat_map(|loaded| &loaded.fixes);
    if fixes().next().is_some() {
        let stale = fixes().filter(|state| state.holds != Holds::Yes).count();
        text.push('\n');
        text.push_str(&fix_words::standing(lang, fixes().count(), stale));
    }
    text
}

/// A line per rule: severity, name, how often, what it is. In the order of what is listed below it.
fn summary(lang: Lang, shown: &[&Diagnostic]) -> String {
    let mut rules: Vec<(&Diagnostic, usize)> = Vec::new();
    for found in shown {
        let rule = |(known, _): &(&Diagnostic, usize)| {
            known.problem.rule() == found.problem.rule() && known.problem.severity() == found.problem.severity()
        };
        match rules.iter().position(rule).and_then(|at| rules.get_mut(at)) {
            Some((_, count)) => *count += 1,
            None => rules.push((found, 1)),
        }
    }
    if rules.is_empty() {
        return String::new();
    }
    let mut text = format!("{}\n", say::summary(lang));
    for (found, count) in rules {
        let severity = problem::severity(lang, found.problem.severity());
        let (rule, name) = (found.problem.rule(), say::name(lang, &found.problem));
        text.push_str(&format!("{severity}\t{rule}\t{count}\t{name}\n"));
    }
    text + "\n"
}

fn line(lang: Lang, found: &Diagnostic) -> String {
    let place = [&found.place.file, &found.place.sheet, &found.place.cell];
    let place: Vec<&str> = place.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let place = if place.is_empty() { found.survey.clone() } else { place.join(" ") };
    let question = found.question.as_deref().map(|id| format!(" {id}")).unwrap_or_default();
    let value = found.value.as_deref().map(|value| format!(" [{}]", fold::display(value))).unwrap_or_default();
    let severity = match found.status() {
        Status::Kept => problem::kept(lang),
        Status::Open | Status::Automatic => problem::severity(lang, found.problem.severity()),
    };
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
