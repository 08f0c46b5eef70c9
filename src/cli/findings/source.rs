//! Evidence as typed: a cell of a table and what it is held against, opinions of a set, or a record of a plan.

use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::desk::{Desk, Needs};
use super::{all, one};
use crate::cli::ask::{self, Asked, flag};
use crate::cli::{Context, Failure, cell};
use crate::load::Loaded;
use crate::messages::comments::command as set_words;
use crate::messages::comments::intake as code_words;
use crate::messages::finding::words;
use crate::messages::{Lang, table as table_words, usage};
use crate::model::explanation::Subject;
use crate::model::finding::{Against, Figure, Source, Voices};
use crate::model::table::TableSpec;
use crate::model::{Survey, Table};
use crate::project::findings::pin;
use crate::tabulate;
use crate::text::fold::matching;
use crate::text::nearest;

/// Flags of tables that mean nothing to one figure.
const WITHOUT: [&str; 10] =
    ["percent", "pairs", "ci", "data", "sheet", "header-rows", "single", "numeric", "multiple", "weight-column"];

/// Adds the flags that name evidence.
pub(super) fn flags(command: Command, lang: Lang) -> Command {
    ask::without(ask::flags(command, lang), &[&WITHOUT[..], &["population"]].concat())
        .mut_arg("questions", |arg| arg.num_args(0..=1))
        .arg(flag("group", "G", crate::messages::explain::group(lang)))
        .arg(flag("option", "O", crate::messages::explain::option(lang)))
        .arg(flag("of", "OF", words::of_flag(lang)).value_parser(["percent", "mean", "count"]))
        .arg(flag("against", "total|G", words::against(lang)).conflicts_with("against-survey"))
        .arg(flag("against-survey", "S", words::against_survey(lang)))
        .arg(flag("against-question", "Q", words::against_question(lang)).requires("against-survey"))
        .arg(flag("against-option", "O", words::against_option(lang)).requires("against-survey"))
        .arg(flag("against-group", "G", words::against_group(lang)).requires("against-survey"))
        .arg(flag("set", "SET", words::set(lang)))
        .arg(flag("code", "C", words::code(lang)))
        .arg(flag("item", "ITEM", words::item(lang)).conflicts_with("code"))
        .arg(
            Arg::new("opinions")
                .long("opinions")
                .value_name("ID")
                .num_args(1..)
                .action(ArgAction::Append)
                .conflicts_with_all(["code", "item"])
                .help(words::opinions(lang)),
        )
        .arg(flag("record", "RECORD", words::record(lang)))
}

/// True if some evidence is named.
pub(super) fn is_named(arguments: &ArgMatches) -> bool {
    ["questions", "set", "code", "item", "opinions", "record"].iter().any(|name| arguments.contains_id(name))
}

/// The evidence named, with what it is read from.
///
/// # Errors
/// Nothing or several kinds named, or something that is not there.
pub(super) fn named(context: &Context, arguments: &ArgMatches) -> Result<(Desk, Source), Failure> {
    let lang = context.lang;
    ask::refuse(context, arguments, "findings", &WITHOUT)?;
    let question = arguments.contains_id("questions");
    let comments = ["set", "code", "item", "opinions"].iter().any(|name| arguments.contains_id(name));
    let record = one(arguments, "record");
    match (question, comments, record) {
        (true, false, None) => {
            let other = arguments.contains_id("against-survey");
            let mut desk = Desk::open(context, |_| if other { Needs::surveys() } else { Needs::nothing() })?;
            let (source, loaded) = figure(context, arguments, &desk)?;
            if !other {
                desk.loaded = loaded;
            }
            Ok((desk, source))
        }
        (false, true, None) => {
            let desk = Desk::open(context, |_| Needs { sets: None, ..Needs::nothing() })?;
            let source = opinions(lang, arguments, &desk)?;
            Ok((desk, source))
        }
        (false, false, Some(typed)) => {
            let desk = Desk::open(context, |_| Needs::nothing())?;
            let record = desk.record(typed)?;
            Ok((desk, Source::Record { record }))
        }
        (false, false, None) => Err(Failure::Usage(words::nothing_named(lang).to_owned())),
        _ => Err(Failure::Usage(words::one_kind(lang).to_owned())),
    }
}

/// The figure, what it is held against, and the surveys that were loaded to find it.
fn figure(context: &Context, arguments: &ArgMatches, desk: &Desk) -> Result<(Source, Vec<Loaded>), Failure> {
    let asked = Asked::of(context, arguments)?;
    let all = asked.load(context, None)?;
    let source = of_cell(context, arguments, desk, &asked, &all)?;
    Ok((source, all))
}

/// The place in the one table that is meant.
fn of_cell(
    context: &Context,
    arguments: &ArgMatches,
    desk: &Desk,
    asked: &Asked,
    loaded: &[Loaded],
) -> Result<Source, Failure> {
    let lang = context.lang;
    let (loaded, spec) = cell::one_table(context, asked, loaded)?;
    let table = table(lang, loaded, &spec)?;
    let group = one(arguments, "group").map_or(Ok(0), |typed| cell::group(lang, &table, typed))?;
    let option = one(arguments, "option").map(|typed| cell::option(lang, &table, typed)).transpose()?;
    let figure = place(lang, arguments, &spec, &table, group, option)?;
    if let Some(survey) = one(arguments, "against-survey") {
        let label = option.and_then(|at| table.options.get(at)).map(|line| line.label.clone());
        let other = other(context, arguments, desk, asked, (survey, &table.question, label))?;
        return Ok(Source::Difference { figure, against: Against::Figure { figure: Box::new(other) } });
    }
    let against = match one(arguments, "against") {
        None => return Ok(Source::Figure { figure }),
        Some("total" | "全体") if figure.banner.is_some() => Against::Total,
        Some(_) if figure.banner.is_none() => return Err(Failure::Usage(words::no_banner(lang).to_owned())),
        Some(typed) => {
            let at = cell::group(lang, &table, typed)?;
            let other =
                table.groups.get(at).filter(|other| other.banner == figure.banner && other.code != figure.group);
            let other = other.ok_or_else(|| Failure::Usage(words::no_banner(lang).to_owned()))?;
            Against::Group { code: other.code.clone() }
        }
    };
    Ok(Source::Difference { figure, against })
}

/// The figure of another survey.
fn other(
    context: &Context,
    arguments: &ArgMatches,
    desk: &Desk,
    asked: &Asked,
    (survey, question, label): (&str, &str, Option<String>),
) -> Result<Figure, Failure> {
    let lang = context.lang;
    let known: Vec<&str> = desk.loaded.iter().map(|loaded| loaded.responses.survey().about.id.as_str()).collect();
    let loaded = desk.loaded.iter().find(|loaded| loaded.responses.survey().about.id == survey);
    let loaded = loaded.ok_or_else(|| Failure::Usage(usage::unknown_survey(lang, survey, &known)))?;
    let of: &Survey = loaded.responses.survey();
    let question = one(arguments, "against-question").unwrap_or(question);
    if of.question(question).is_none() {
        return Err(Failure::Usage(words::no_partner(lang, survey, question)));
    }
    let has = |id: &str| of.weights.iter().any(|weight| weight.id == id);
    let weight = match asked.weight.as_deref() {
        Some("none") => None,
        Some(id) if has(id) => Some(id.to_owned()),
        _ => of.about.default_weight.clone(),
    };
    let banners = if arguments.contains_id("against-group") { asked.banners.clone() } else { Vec::new() };
    let filter = asked.filter(lang, of)?;
    let template = TableSpec { weight, banners, filter, base: asked.base, ..TableSpec::default() };
    let spec = TableSpec { question: question.to_owned(), inference: asked.inference, ..template };
    let table = table(lang, loaded, &spec)?;
    let group = one(arguments, "against-group").map_or(Ok(0), |typed| cell::group(lang, &table, typed))?;
    let option = match (one(arguments, "against-option"), label) {
        (Some(typed), _) => Some(cell::option(lang, &table, typed)?),
        (None, Some(label)) => {
            let at = table.options.iter().position(|line| matching(&line.label) == matching(&label));
            Some(at.ok_or_else(|| Failure::Usage(words::no_partner_option(lang, survey, question, &label)))?)
        }
        (None, None) => None,
    };
    place(lang, arguments, &spec, &table, group, option)
}

fn table(lang: Lang, loaded: &Loaded, spec: &TableSpec) -> Result<Table, Failure> {
    let specs = std::slice::from_ref(spec);
    let made = tabulate::tables(&loaded.responses, specs, &table_words::labels(lang), &AtomicBool::new(false))?;
    made.into_iter().next().ok_or_else(|| Failure::Usage(words::nothing_named(lang).to_owned()))
}

fn place(
    lang: Lang,
    arguments: &ArgMatches,
    spec: &TableSpec,
    table: &Table,
    group: usize,
    option: Option<usize>,
) -> Result<Figure, Failure> {
    let has_mean = table.groups.iter().any(|group| group.stats.n > 0);
    let subject = match (option, one(arguments, "of")) {
        (Some(option), _) => Subject::Option(option),
        (None, Some("mean")) => Subject::Mean,
        (None, None) if has_mean => Subject::Mean,
        (None, _) => Subject::Base,
    };
    let figure = pin::figure(spec, table, group, subject);
    let figure = figure.ok_or_else(|| Failure::Usage(crate::messages::explain::nothing_to_explain(lang).to_owned()))?;
    let of = match one(arguments, "of") {
        Some("count") => crate::model::plan::FigureOf::Count,
        _ => figure.of,
    };
    Ok(Figure { of, ..figure })
}

/// Opinions of a set: those of a code, of an item, or those named.
fn opinions(lang: Lang, arguments: &ArgMatches, desk: &Desk) -> Result<Source, Failure> {
    let known: Vec<&str> = desk.sets.iter().map(|set| set.corpus.definition.about.id.as_str()).collect();
    let set = match (one(arguments, "set"), desk.sets.as_slice()) {
        (Some(id), sets) => {
            let found = sets.iter().find(|set| set.corpus.definition.about.id == id);
            found.ok_or_else(|| Failure::Usage(set_words::unknown_set(lang, id, &known)))?
        }
        (None, [only]) => only,
        (None, []) => return Err(Failure::Usage(set_words::no_sets(lang).to_owned())),
        (None, _) => return Err(Failure::Usage(set_words::which_set(lang, &known))),
    };
    let id = set.corpus.definition.about.id.clone();
    let of = if let Some(typed) = one(arguments, "code") {
        let book = &set.docket.codebook;
        let wanted = matching(typed);
        let code = book.codes.iter().find(|code| matching(&code.id) == wanted || matching(&code.title) == wanted);
        let code = code.ok_or_else(|| {
            let near = nearest(typed, book.codes.iter().flat_map(|code| [code.id.as_str(), code.title.as_str()]));
            Failure::Usage(code_words::unknown_code(lang, typed, near.as_ref()))
        })?;
        Voices::Code { code: code.id.clone() }
    } else if let Some(typed) = one(arguments, "item") {
        let by_number = typed.parse::<usize>().ok().and_then(|number| set.docket.items.get(number.checked_sub(1)?));
        let by_id = set.docket.items.iter().find(|numbered| numbered.item.id == typed);
        let found = by_id.or(by_number);
        let item = found.ok_or_else(|| {
            let near = nearest(typed, set.docket.items.iter().map(|numbered| numbered.item.id.as_str()));
            Failure::Usage(words::not_in_set(lang, &id, typed, near.as_deref()))
        })?;
        Voices::Item { item: item.item.id.clone() }
    } else {
        let mut ids = Vec::new();
        for typed in all(arguments, "opinions") {
            let found = set.docket.opinion(&typed).or_else(|| set.docket.opinion(&matching(&typed)));
            let opinion = found.ok_or_else(|| {
                let near = nearest(&typed, set.docket.opinions.iter().map(|opinion| opinion.id.as_str()));
                Failure::Usage(words::not_in_set(lang, &id, &typed, near.as_deref()))
            })?;
            ids.push(opinion.id.clone());
        }
        if ids.is_empty() {
            return Err(Failure::Usage(words::nothing_named(lang).to_owned()));
        }
        Voices::Opinions { ids }
    };
    Ok(Source::Comments { set: id, of })
}
