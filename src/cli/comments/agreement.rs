//! `koe comments agreement`: how far coders agree, in a set or in any file with one column per coder.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::{Set, set_flag};
use crate::cli::{Context, Failure, guard_output, pages};
use crate::comments::agreement::{self, Agreement, Figure, Item, Ratings};
use crate::export::json as export_json;
use crate::load::comments::table;
use crate::messages::{Lang, comments::agreement as words, table as table_words};
use crate::model::comment::Codebook;
use crate::present::{Page, agreement as drawn};
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    let plain = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let command = Command::new("agreement")
        .about(words::about(lang))
        .after_help(words::help(lang))
        .arg(set_flag(lang))
        .arg(plain("sample", "ID", words::sample(lang)).conflicts_with("data"));
    let command = super::file_flags(command, lang)
        .arg(plain("coder", "COLUMN", words::coder(lang)).action(ArgAction::Append).requires("data"))
        .arg(plain("separator", "SEP", words::separator(lang)).requires("data"))
        .arg(plain("blank", "missing|none", words::blank(lang)).value_parser(["missing", "none"]).requires("data"));
    pages::flags(command, lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    pages::format(context, arguments)?;
    let (ratings, codebook, synthetic) = match arguments.get_one::<PathBuf>("data") {
        Some(file) => (of_file(context, arguments, file)?, Codebook::default(), false),
        None => of_set(context, arguments)?,
    };
    let answer = agreement::agreement(&ratings, &AtomicBool::new(false));
    let view = pages::view(context, arguments);
    let title = |code: &str| codebook.title(code).to_owned();
    let grid = drawn::agreement(&answer, title, &view, lang);
    let method = vec![table_words::made_with(lang, None)];
    let page = Page::new(grid.title.clone(), grid, synthetic, method, lang);
    let whole = || Ok(export_json::value(&object(&answer, &codebook, lang))?);
    pages::write(context, arguments, words::title(lang), whole, &[page])
}

fn of_set(context: &Context, arguments: &ArgMatches) -> Result<(Ratings, Codebook, bool), Failure> {
    let set = Set::open(context, arguments)?;
    set.guard(context, arguments)?;
    let (decisions, docket) = (set.decisions(), set.docket());
    let mut opinions: Vec<&str> = docket.opinions.iter().map(|opinion| opinion.id.as_str()).collect();
    let mut second = None;
    if let Some(id) = arguments.get_one::<String>("sample") {
        let Some(sample) = decisions.samples.iter().find(|sample| sample.id == *id) else {
            let known: Vec<&str> = decisions.samples.iter().map(|sample| sample.id.as_str()).collect();
            return Err(Failure::Usage(words::unknown_sample(context.lang, id, &known)));
        };
        opinions.retain(|opinion| sample.opinions.iter().any(|drawn| drawn == opinion));
        second = Some(sample.coder.as_str());
    }
    let ratings = Ratings::of(&decisions, &docket.codebook, &opinions, second);
    Ok((ratings, docket.codebook, set.corpus.definition.about.synthetic))
}

fn of_file(context: &Context, arguments: &ArgMatches, file: &Path) -> Result<Ratings, Failure> {
    let coders: Vec<String> = arguments.get_many::<String>("coder").into_iter().flatten().cloned().collect();
    if coders.len() < 2 {
        return Err(Failure::Usage(words::two_coders(context.lang).to_owned()));
    }
    let twice = coders.iter().enumerate().find(|(at, coder)| coders.iter().take(*at).any(|other| other == *coder));
    if let Some((_, coder)) = twice {
        return Err(Failure::Usage(words::coder_twice(context.lang, coder)));
    }
    guard_output(context, arguments.get_one::<PathBuf>("output"), &[file.to_owned()])?;
    let rows = table::rows(file, super::sheet(arguments), super::header_rows(arguments), &coders)?;
    let separator = arguments.get_one::<String>("separator").filter(|separator| !separator.is_empty());
    let blank_is_none = arguments.get_one::<String>("blank").is_some_and(|blank| blank == "none");
    let given = |cell: &String| -> Option<Vec<String>> {
        if cell.trim().is_empty() {
            return blank_is_none.then(Vec::new);
        }
        let parts = match separator {
            Some(separator) => cell.split(separator.as_str()).collect(),
            None => vec![cell.as_str()],
        };
        Some(parts.into_iter().map(fold::matching).filter(|part| !part.is_empty()).collect())
    };
    let units: Vec<Vec<Option<Vec<String>>>> =
        rows.cells.iter().map(|cells| cells.iter().map(given).collect()).collect();
    Ok(Ratings::new(coders, &[], &units))
}

fn object(answer: &Agreement, codebook: &Codebook, lang: Lang) -> Value {
    let figure = |figure: Figure| figure.ok();
    let item = |item: &Item| {
        json!({
            "item": item.code,
            "title": codebook.title(&item.code),
            "units": item.units,
            "agreement": figure(item.agreement),
            "kappa": figure(item.kappa),
            "prevalence": figure(item.prevalence),
            "pabak": figure(item.pabak),
            "alpha": figure(item.alpha),
        })
    };
    json!({
        "units": answer.units,
        "coders": answer.coders.len(),
        "names": answer.coders,
        "dropped": answer.dropped,
        "agreement": figure(answer.agreement),
        "kappa": figure(answer.kappa),
        "fleiss_kappa": figure(answer.fleiss_kappa),
        "items": answer.items.iter().map(item).collect::<Vec<_>>(),
        "alpha_nominal": figure(answer.alpha_nominal),
        "alpha_jaccard": figure(answer.alpha_jaccard),
        "alpha_masi": figure(answer.alpha_masi),
        "interval": answer.interval.map_or([None, None], |ends| ends.map(Some)),
        "interval_of": answer.interval.map(|_| answer.interval_of.id()),
        "notes": drawn::notes(answer, lang),
    })
}
