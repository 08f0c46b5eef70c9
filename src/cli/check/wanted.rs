//! Which problems `koe check` is asked for: by rule, case, severity.

use std::collections::BTreeSet;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::cli::Failure;
use crate::load::Loaded;
use crate::messages::{Lang, check as words};
use crate::model::diagnostic::RULES;
use crate::model::{Diagnostic, Severity};
use crate::text::{fold, nearest};

/// Adds the flags; each may stand several times.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    let many = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).action(ArgAction::Append).help(help)
    };
    command
        .arg(many("rule", "R", words::by_rule(lang)))
        .arg(many("case", "ID", words::by_case(lang)))
        .arg(many("severity", "S", words::by_severity(lang)).value_parser(["error", "warning", "info"]))
}

/// Keeps what is asked for, and tells whether anything in particular was.
///
/// # Errors
/// A rule that is none, or a case that is in no file.
pub(super) fn keep(lang: Lang, arguments: &ArgMatches, loaded: &mut [Loaded]) -> Result<bool, Failure> {
    let typed = |name: &str| -> Vec<String> {
        arguments.get_many::<String>(name).into_iter().flatten().map(|text| fold::matching(text)).collect()
    };
    let (rules, cases, severities) = (typed("rule"), typed("case"), typed("severity"));
    if rules.is_empty() && cases.is_empty() && severities.is_empty() {
        return Ok(false);
    }
    check_rules(lang, &rules, loaded)?;
    check_cases(lang, &cases, loaded)?;
    let severities: Vec<Severity> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .zip(["error", "warning", "info"])
        .filter(|(_, name)| severities.iter().any(|typed| typed == name))
        .map(|(severity, _)| severity)
        .collect();
    let is_wanted = |found: &Diagnostic| {
        let case = found.case.as_deref().map(fold::matching);
        (rules.is_empty() || rules.iter().any(|rule| rule == found.problem.rule()))
            && (cases.is_empty() || case.is_some_and(|case| cases.contains(&case)))
            && (severities.is_empty() || severities.contains(&found.problem.severity()))
    };
    loaded.iter_mut().for_each(|loaded| loaded.diagnostics.retain(is_wanted));
    Ok(true)
}

fn check_rules(lang: Lang, rules: &[String], loaded: &[Loaded]) -> Result<(), Failure> {
    let own = loaded.iter().flat_map(|loaded| loaded.responses.survey().rules.iter().map(|rule| rule.id.as_str()));
    let known: BTreeSet<&str> = RULES.into_iter().chain(own).collect();
    match rules.iter().find(|rule| !known.contains(rule.as_str())) {
        None => Ok(()),
        Some(rule) => {
            let nearest = nearest(rule, known.into_iter());
            Err(Failure::Usage(words::unknown_rule(lang, rule, nearest.as_ref())))
        }
    }
}

fn check_cases(lang: Lang, cases: &[String], loaded: &[Loaded]) -> Result<(), Failure> {
    let is_there = |wanted: &String| {
        loaded.iter().any(|loaded| {
            let valid = (0..loaded.responses.len()).map(|case| loaded.responses.case_id(case));
            // Who is left out is only met here.
            let met = loaded.diagnostics.iter().filter_map(|found| found.case.as_deref());
            valid.chain(met).any(|id| fold::matching(id) == *wanted)
        })
    };
    match cases.iter().find(|case| !is_there(case)) {
        None => Ok(()),
        Some(case) => Err(Failure::Usage(words::unknown_case(lang, case))),
    }
}
