//! `koe comments suggest`: codes proposed for opinions; `koe comments suggest-reply`: replies proposed for an item.

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::{Context, DONE, Failure, json_flag, print, say};
use crate::comments::suggest::{Assistant, Suggestion, because, replies};
use crate::comments::{codes, codes::State};
use crate::messages::{Lang, comments::suggest as words, comments::tagging};
use crate::model::comment::{Docket, Fate};

/// Replies that are proposed.
const REPLIES: usize = 5;

pub(super) fn command(lang: Lang) -> Command {
    Command::new("suggest")
        .about(words::about(lang))
        .arg(Arg::new("opinions").value_name("OPINION").num_args(0..).help(words::opinions(lang)))
        .arg(set_flag(lang))
        .arg(
            Arg::new("top")
                .long("top")
                .value_name("N")
                .value_parser(clap::value_parser!(usize))
                .default_value("3")
                .help(words::top(lang)),
        )
        .arg(json_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    set.say_problems(lang);
    let (docket, decisions) = (set.docket(), set.decisions());
    let (mut assistant, refused) = Assistant::new(&docket, &decisions);
    for (id, fault) in &refused {
        let rule = decisions.rules.iter().find(|rule| rule.id == *id).map_or("", |rule| rule.text.as_str());
        say(&fault.as_ref().map_or(words::code_gone(lang, id), |fault| words::rule_error(lang, id, rule, fault)));
    }
    let mut asked: Vec<usize> = Vec::new();
    for id in arguments.get_many::<String>("opinions").into_iter().flatten() {
        let position = docket.position(id).ok_or(Failure::Usage(words::unknown_opinion(lang, id)))?;
        asked.push(position);
    }
    if asked.is_empty() {
        let open = |position: &usize| {
            docket.opinions.get(*position).is_some_and(|opinion| {
                let coded = codes::of(&decisions, &docket.codebook, &opinion.id).state != State::None;
                !coded && !matches!(opinion.fate, Fate::Withdrawn { .. } | Fate::OutOfScope { .. })
            })
        };
        asked = (0..docket.opinions.len()).filter(open).collect();
    }
    let top = arguments.get_one::<usize>("top").copied().unwrap_or(3);
    let mut all = Vec::with_capacity(asked.len());
    for position in asked {
        let mut suggestions = assistant.suggest(&docket, &decisions, position);
        suggestions.retain(|suggestion| suggestion.score > 0.0);
        suggestions.truncate(top);
        all.push((position, suggestions));
    }
    let id = |position: usize| docket.opinions.get(position).map_or("", |opinion| opinion.id.as_str());
    if arguments.get_flag("json") {
        let list = |suggestions: &[Suggestion]| -> Vec<serde_json::Value> {
            let one = |suggestion: &Suggestion| json!({ "item": code(&docket, suggestion).0, "score": suggestion.score, "because": suggestion.because });
            suggestions.iter().map(one).collect()
        };
        let all: Vec<_> =
            all.iter().map(|(at, found)| json!({ "comment": id(*at), "suggestions": list(found) })).collect();
        print(&format!("{:#}", serde_json::Value::from(all)))?;
        return Ok(DONE);
    }
    let mut lines = Vec::new();
    for (position, suggestions) in &all {
        let text = docket.opinions.get(*position).map_or("", |opinion| opinion.text.as_str());
        lines.push(id(*position).to_owned());
        if suggestions.is_empty() {
            lines.push(format!("  {}", words::none(lang)));
        }
        for (rank, suggestion) in (1..).zip(suggestions) {
            let (code, title) = code(&docket, suggestion);
            let words = because::shown(text, &suggestion.because);
            let words = if words.is_empty() {
                tagging::alike_only(lang).to_owned()
            } else {
                words.join(lang.pick("、", ", "))
            };
            lines.push(format!("  ★{rank} {code} {title}  {words}"));
        }
    }
    print(&lines.join("\n"))?;
    Ok(DONE)
}

/// Id and title of a suggested code.
fn code<'a>(docket: &'a Docket, suggestion: &Suggestion) -> (&'a str, &'a str) {
    let code = docket.codebook.codes.get(suggestion.code);
    code.map_or(("", ""), |code| (code.id.as_str(), code.title.as_str()))
}

pub(super) fn reply_command(lang: Lang) -> Command {
    Command::new("suggest-reply")
        .about(words::replies_about(lang))
        .arg(Arg::new("item").value_name("ITEM").required(true).help(words::item(lang)))
        .arg(set_flag(lang))
        .arg(json_flag(lang))
}

pub(super) fn reply(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let item = arguments.get_one::<String>("item").map_or("", String::as_str);
    if docket.number(item).is_none() {
        return Err(Failure::Usage(words::unknown_item(context.lang, item)));
    }
    let mut found = replies::replies(&docket, &decisions, item);
    found.truncate(REPLIES);
    if arguments.get_flag("json") {
        let one = |found: &replies::Candidate| json!({ "item": found.item, "no": docket.number(&found.item), "score": found.score, "disposition": found.disposition, "reply": found.reply });
        print(&format!("{:#}", serde_json::Value::from(found.iter().map(one).collect::<Vec<_>>())))?;
        return Ok(DONE);
    }
    let line = |found: &replies::Candidate| {
        let number = docket.number(&found.item).unwrap_or(0);
        format!(
            "№{number} {} {}  {}",
            found.item,
            found.disposition.as_deref().unwrap_or("-"),
            found.reply.replace('\n', " ")
        )
    };
    let lines: Vec<String> = found.iter().map(line).collect();
    print(&if lines.is_empty() { words::none(context.lang).to_owned() } else { lines.join("\n") })?;
    Ok(DONE)
}
