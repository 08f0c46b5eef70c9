//! `koe fix`, `koe fix list`: every decision about answers: raw value, new value, rule, who, when, and whether it holds.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use crate::cli::{Context, DONE, Failure, pages, survey_flag};
use crate::export::json as export_json;
use crate::load::Loaded;
use crate::messages::{Lang, fix as words, table};
use crate::model::fix::{FixState, Holds};
use crate::present::{Page, fixes as present};

pub(super) fn command(lang: Lang) -> Command {
    flags(Command::new("list").about(words::list_about(lang)), lang)
}

/// Adds the flags of the list.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    pages::flags(command.arg(survey_flag(lang)), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let loaded = pages::surveys(context, arguments)?;
    let whole = || Ok(export_json::value(&to_json(&loaded))?);
    let page = |loaded: &Loaded| {
        let survey = loaded.responses.survey();
        let grid = present::list(&loaded.fixes, survey, lang);
        Page::new(survey.about.id.clone(), grid, survey.about.synthetic, vec![table::made_with(lang, None)], lang)
    };
    let pages: Vec<Page> = loaded.iter().filter(|loaded| !loaded.fixes.is_empty()).map(page).collect();
    if pages.is_empty() {
        crate::cli::say(words::no_fixes(lang));
    }
    pages::write(context, arguments, words::list_about(lang), whole, &pages)?;
    Ok(DONE)
}

/// The decisions for programs.
pub(in crate::cli) fn to_json(loaded: &[Loaded]) -> Vec<Value> {
    let of = |loaded: &Loaded| {
        let survey = loaded.responses.survey().about.id.clone();
        loaded.fixes.iter().map(move |state| one(&survey, state)).collect::<Vec<Value>>()
    };
    loaded.iter().flat_map(of).collect()
}

fn one(survey: &str, state: &FixState) -> Value {
    let FixState { fix, place, id, holds } = state;
    let or_null = |text: &str| if text.is_empty() { Value::Null } else { Value::from(text) };
    let now = match holds {
        Holds::Changed(now) => or_null(now),
        _ => Value::Null,
    };
    json!({
        "survey": survey, "case": id, "file": or_null(&place.file), "sheet": or_null(&place.sheet), "cell": or_null(&place.cell),
        "question": fix.question, "rule": or_null(&fix.rule), "raw": if fix.question.is_some() { Value::from(fix.raw.as_str()) } else { Value::Null },
        "change": fix.change, "note": or_null(&fix.note), "who": fix.who, "at": fix.at,
        "holds": match holds { Holds::Yes => "yes", Holds::Changed(_) => "changed", Holds::NoCase => "no_case", Holds::NoAnswer => "no_answer" },
        "now": now,
    })
}
