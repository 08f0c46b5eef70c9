//! `koe comments groups`: equal, nearly equal and template texts, of a set or of any spreadsheet.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgMatches, Command};
use serde_json::{Value, json};

use super::{Set, set_flag};
use crate::cli::{Context, Failure, guard_output, pages, say};
use crate::comments::groups::opinions::{self, Campaign};
use crate::comments::{groups, mask};
use crate::export::json as export_json;
use crate::load::comments::table;
use crate::messages::{Lang, comments::groups as words, table as table_words};
use crate::model::comment::Span;
use crate::present::groups::{self as drawn, Shown};
use crate::present::{Grid, Page};
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    let plain = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let command = Command::new("groups").about(words::about(lang)).after_help(words::help(lang)).arg(set_flag(lang));
    let command = super::file_flags(command, lang)
        .arg(plain("text", "COLUMN", words::text(lang)).requires("data"))
        .arg(plain("id", "COLUMN", words::id(lang)).requires("data"));
    pages::flags(command, lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let brief = pages::format(context, arguments)? == "table";
    let answer = match arguments.get_one::<PathBuf>("data") {
        Some(file) => of_file(context, arguments, file)?,
        None => of_set(context, arguments)?,
    };
    if answer.groups.is_empty() {
        say(words::none(lang));
    }
    let shown: Vec<Shown> = answer.groups.iter().map(|(shown, _)| shown.clone()).collect();
    let method = vec![table_words::made_with(lang, None)];
    let page = |grid: Grid| Page::new(grid.title.clone(), grid, answer.synthetic, method.clone(), lang);
    let mut sheets = vec![page(drawn::groups(&shown, answer.with_people, brief, lang))];
    sheets.extend(drawn::own(&shown, lang).map(page));
    let whole = || {
        let all: Vec<Value> = answer.groups.iter().map(|(shown, spans)| object(&answer, shown, spans)).collect();
        Ok(export_json::value(&all)?)
    };
    pages::write(context, arguments, words::title(lang), whole, &sheets)
}

/// Groups with the places of own words in the originals.
struct Answer {
    groups: Vec<(Shown, Vec<Vec<Span>>)>,
    with_people: bool,
    synthetic: bool,
}

fn object(answer: &Answer, shown: &Shown, spans: &[Vec<Span>]) -> Value {
    let own = shown.own.iter().zip(spans).map(|((id, text), spans)| {
        let spans: Vec<[usize; 2]> = spans.iter().map(|span| [span.start, span.end]).collect();
        json!({ "opinion": id, "text": text, "spans": spans })
    });
    let known = |count: usize| answer.with_people.then_some(count);
    json!({
        "kind": shown.kind.map(groups::GroupKind::id),
        "members": shown.members,
        "distinct_texts": shown.campaign.wordings,
        "opinions": shown.campaign.opinions,
        "receipts": known(shown.campaign.receipts),
        "people": known(shown.campaign.people),
        "text": shown.wording,
        "own": own.collect::<Vec<_>>(),
    })
}

fn of_set(context: &Context, arguments: &ArgMatches) -> Result<Answer, Failure> {
    let set = Set::open(context, arguments)?;
    set.guard(context, arguments)?;
    set.say_problems(context.lang);
    let (decisions, docket) = (set.decisions(), set.docket());
    let id = |member: usize| docket.opinions.get(member).map(|opinion| opinion.id.clone()).unwrap_or_default();
    let found = opinions::groups(&docket, &AtomicBool::new(false));
    let shown = found.into_iter().map(|group| {
        let own = group.own.iter();
        let shown = Shown {
            kind: Some(group.kind),
            members: group.members.iter().map(|member| id(*member)).collect(),
            campaign: opinions::campaign(&docket, &group),
            wording: docket.opinions.get(group.representative).map(|opinion| opinion.text.clone()).unwrap_or_default(),
            own: own.map(|(at, spans)| (id(*at), opinions::shown(&docket, &decisions, *at, spans))).collect(),
        };
        (shown, group.own.into_iter().map(|(_, spans)| spans).collect())
    });
    let groups = shown.collect();
    Ok(Answer { groups, with_people: true, synthetic: set.corpus.definition.about.synthetic })
}

fn of_file(context: &Context, arguments: &ArgMatches, file: &Path) -> Result<Answer, Failure> {
    let lang = context.lang;
    let Some(text) = arguments.get_one::<String>("text") else {
        return Err(Failure::Usage(words::text_with_data(lang).to_owned()));
    };
    guard_output(context, arguments.get_one::<PathBuf>("output"), &[file.to_owned()])?;
    let id = arguments.get_one::<String>("id");
    let names: Vec<String> = std::iter::once(text).chain(id).cloned().collect();
    let rows = table::rows(file, super::sheet(arguments), super::header_rows(arguments), &names)?;
    let texts: Vec<&str> = rows.cells.iter().map(|cells| cells.first().map_or("", String::as_str)).collect();
    let name = |member: usize| {
        let own = rows.cells.get(member).and_then(|cells| cells.get(1)).map(|id| fold::matching(id));
        let number = || rows.numbers.get(member).map(usize::to_string).unwrap_or_default();
        own.filter(|id| !id.is_empty()).unwrap_or_else(number)
    };
    let masked = |member: usize, span: Option<Span>| {
        let text = texts.get(member).copied().unwrap_or_default();
        let found = mask::in_text(text, &[]);
        mask::hide(text, span.unwrap_or(Span::whole(text)), &found).text
    };
    let found = groups::find(&texts, &AtomicBool::new(false));
    let shown = found.into_iter().map(|group| {
        let own = |(at, spans): &(usize, Vec<Span>)| {
            let parts: Vec<String> = spans.iter().map(|span| masked(*at, Some(*span)).trim().to_owned()).collect();
            (name(*at), parts.join(" … "))
        };
        let campaign =
            Campaign { opinions: group.members.len(), wordings: group.distinct_texts, ..Campaign::default() };
        let shown = Shown {
            kind: Some(group.kind),
            members: group.members.iter().map(|member| name(*member)).collect(),
            campaign,
            wording: masked(group.representative, None),
            own: group.own.iter().map(own).collect(),
        };
        (shown, group.own.into_iter().map(|(_, spans)| spans).collect())
    });
    Ok(Answer { groups: shown.collect(), with_people: false, synthetic: false })
}
