//! `koe comments rules …`: rules for codes, tried on the opinions, and applied when asked explicitly.

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::{Context, DONE, Failure, json_flag, print, say};
use crate::comments::codes;
use crate::comments::rule::test::{Trial, run as try_rule};
use crate::comments::rule::{self, Condition, Hit, kh};
use crate::load;
use crate::messages::{Lang, comments::suggest as words};
use crate::model::comment::decisions::{RuleText, Via};
use crate::model::comment::{Code, Docket};
use crate::project::CommentOp;
use crate::project::comments::op::TagSet;
use crate::text::nearest;

pub(super) fn command(lang: Lang) -> Command {
    let sub = |name: &'static str, about: &'static str| Command::new(name).about(about).arg(set_flag(lang));
    let id = || Arg::new("id").value_name("ID").help(words::rule_id(lang));
    let plain =
        |name: &'static str, value: &'static str, help| Arg::new(name).value_name(value).required(true).help(help);
    let switch = |name: &'static str, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    Command::new("rules")
        .about(words::rules_about(lang))
        .subcommand_required(true)
        .subcommand(sub("list", words::rules_list(lang)).arg(json_flag(lang)))
        .subcommand(
            sub("add", words::rules_add(lang))
                .arg(id().required(true))
                .arg(plain("code", "CODE", words::rule_code(lang)))
                .arg(plain("rule", "RULE", words::rule_text(lang))),
        )
        .subcommand(sub("remove", words::rules_remove(lang)).arg(id().required(true)))
        .subcommand(sub("test", words::rules_test(lang)).arg(id().num_args(0..)).arg(json_flag(lang)))
        .subcommand(
            sub("apply", words::rules_apply(lang))
                .arg(id().required(true).num_args(1..))
                .arg(Arg::new("coder").long("coder").value_name("NAME").help(words::coder(lang)))
                .arg(switch("accept", words::accept(lang))),
        )
        .subcommand(
            sub("import", words::rules_import(lang))
                .arg(plain("file", "FILE", words::rule_file(lang)).value_parser(clap::value_parser!(PathBuf)))
                .arg(switch("add-codes", words::add_codes(lang))),
        )
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    match arguments.subcommand() {
        Some(("list", arguments)) => list(context, arguments),
        Some(("add", arguments)) => add(context, arguments),
        Some(("remove", arguments)) => remove(context, arguments),
        Some(("test", arguments)) => test(context, arguments),
        Some(("apply", arguments)) => apply(context, arguments),
        Some(("import", arguments)) => import(context, arguments),
        _ => Ok(DONE),
    }
}

fn text<'a>(arguments: &'a ArgMatches, name: &str) -> &'a str {
    arguments.get_one::<String>(name).map_or("", String::as_str)
}

fn list(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let set = Set::open(context, arguments)?;
    let rules = set.decisions().rules;
    if arguments.get_flag("json") {
        let one = |rule: &RuleText| json!({ "id": rule.id, "code": rule.code, "rule": rule.text });
        print(&format!("{:#}", serde_json::Value::from(rules.iter().map(one).collect::<Vec<_>>())))?;
        return Ok(DONE);
    }
    if rules.is_empty() {
        say(words::no_rules(context.lang));
        return Ok(DONE);
    }
    let docket = set.docket();
    let line = |rule: &RuleText| {
        let code = docket.codebook.current(&rule.code);
        format!("{}  {code} {}  {}", rule.id, docket.codebook.title(code), rule.text)
    };
    print(&rules.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    Ok(DONE)
}

/// Reads a rule, and checks that the receipts have what it asks about.
fn read(context: &Context, set: &Set, id: &str, text: &str) -> Result<Condition, Failure> {
    let lang = context.lang;
    let condition = rule::parse(text).map_err(|fault| Failure::Usage(words::rule_error(lang, id, text, &fault)))?;
    let known = attributes(set);
    let fold = crate::text::fold::search;
    let missing = condition.attributes().into_iter().find(|name| !known.iter().any(|known| fold(known) == fold(name)));
    match missing {
        Some(name) => Err(Failure::Usage(words::unknown_attribute(lang, name, &known))),
        None => Ok(condition),
    }
}

/// What rules can ask about.
fn attributes(set: &Set) -> Vec<String> {
    let fixed = rule::CHANNEL.iter().chain(&rule::PLACE).map(|name| (*name).to_owned());
    let docket = set.docket();
    let own = docket.receipts.iter().flat_map(|receipt| &receipt.attributes).map(|(name, _)| name.clone());
    let mut known: Vec<String> = Vec::new();
    for name in fixed.chain(own) {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    known
}

/// The id of a code given by id or title.
fn code(lang: Lang, docket: &Docket, name: &str) -> Result<String, Failure> {
    let book = &docket.codebook;
    let current = book.current(name);
    let known = book.codes.iter().find(|code| code.id == current || code.title == name);
    let titles = book.codes.iter().flat_map(|code| [code.id.as_str(), code.title.as_str()]);
    let fail = || Failure::Usage(words::unknown_code(lang, name, nearest(name, titles).as_deref()));
    known.map(|code| code.id.clone()).ok_or_else(fail)
}

fn add(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let (id, text) = (text(arguments, "id").to_owned(), text(arguments, "rule").to_owned());
    let condition = read(context, &set, &id, &text)?;
    let docket = set.docket();
    let code = code(context.lang, &docket, self::text(arguments, "code"))?;
    let trial = try_rule(&condition, &code, &docket, &set.decisions());
    set.act(context, CommentOp::SetRule { rule: RuleText { id: id.clone(), code, text } })?;
    say(&words::trial(context.lang, &id, trial.hits.len(), trial.tried, trial.judged, trial.right));
    Ok(DONE)
}

fn remove(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let id = text(arguments, "id").to_owned();
    find(context, &set, &id)?;
    set.act(context, CommentOp::RemoveRule { id })?;
    Ok(DONE)
}

fn find(context: &Context, set: &Set, id: &str) -> Result<RuleText, Failure> {
    let rules = set.decisions().rules;
    let known = rules.iter().map(|rule| rule.id.as_str());
    let fail = || Failure::Usage(words::unknown_rule(context.lang, id, nearest(id, known).as_deref()));
    rules.iter().find(|rule| rule.id == id).cloned().ok_or_else(fail)
}

/// The rules asked for, or all, with what they find.
fn trials(context: &Context, set: &Set, arguments: &ArgMatches) -> Result<Vec<(RuleText, Trial)>, Failure> {
    let named: Vec<RuleText> = match arguments.get_many::<String>("id") {
        Some(ids) => ids.map(|id| find(context, set, id)).collect::<Result<_, _>>()?,
        None => set.decisions().rules.iter().cloned().collect(),
    };
    let (docket, decisions) = (set.docket(), set.decisions());
    let one = |rule: RuleText| {
        let condition = read(context, set, &rule.id, &rule.text)?;
        let trial = try_rule(&condition, &rule.code, &docket, &decisions);
        Ok((rule, trial))
    };
    named.into_iter().map(one).collect()
}

fn test(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let set = Set::open(context, arguments)?;
    let docket = set.docket();
    let trials = trials(context, &set, arguments)?;
    let id = |position: usize| docket.opinions.get(position).map_or("", |opinion| opinion.id.as_str());
    if arguments.get_flag("json") {
        let found = |hit: &Hit| json!({ "words": hit.words, "start": hit.span.map(|span| span.start), "end": hit.span.map(|span| span.end) });
        let one = |(rule, trial): &(RuleText, Trial)| {
            let hits: Vec<_> = trial
                .hits
                .iter()
                .map(|hit| json!({ "opinion": id(hit.opinion), "judged": hit.judged, "found": hit.hits.iter().map(found).collect::<Vec<_>>() }))
                .collect();
            json!({
                "id": rule.id, "code": rule.code, "rule": rule.text, "tried": trial.tried, "hits": hits,
                "judged": trial.judged, "right": trial.right, "precision": trial.precision(), "wanted": trial.wanted,
            })
        };
        print(&format!("{:#}", serde_json::Value::from(trials.iter().map(one).collect::<Vec<_>>())))?;
        return Ok(DONE);
    }
    if trials.is_empty() {
        say(words::no_rules(context.lang));
        return Ok(DONE);
    }
    let mut lines = Vec::new();
    for (rule, trial) in &trials {
        lines.push(words::trial(context.lang, &rule.id, trial.hits.len(), trial.tried, trial.judged, trial.right));
        for hit in &trial.hits {
            let mark = match hit.judged {
                Some(true) => "○",
                Some(false) => "×",
                None => "-",
            };
            let found: Vec<String> = hit
                .hits
                .iter()
                .map(|hit| match hit.span {
                    Some(span) => format!("{} ({}-{})", hit.words, span.start, span.end),
                    None => hit.words.clone(),
                })
                .collect();
            lines.push(format!("  {mark} {}  {}", id(hit.opinion), found.join(context.lang.pick("、", ", "))));
        }
    }
    print(&lines.join("\n"))?;
    Ok(DONE)
}

fn apply(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let coder = arguments.get_one::<String>("coder").cloned().unwrap_or_else(|| set.journal.who().to_owned());
    let trials = trials(context, &set, arguments)?;
    let mut tags: Vec<TagSet> = Vec::new();
    for (rule, trial) in &trials {
        let code = code(context.lang, &docket, &rule.code)?;
        for hit in &trial.hits {
            let Some(opinion) = docket.opinions.get(hit.opinion) else { continue };
            let own = decisions.coding(&opinion.id, &coder).map(|own| codes::current(&docket.codebook, &own.codes));
            let before = || own.unwrap_or_else(|| codes::of(&decisions, &docket.codebook, &opinion.id).codes);
            let position = tags.iter().position(|tag| tag.opinion == opinion.id);
            let mut given = match position.and_then(|at| tags.get(at)) {
                Some(tag) => tag.codes.clone().unwrap_or_default(),
                None => before(),
            };
            if given.contains(&code) {
                continue;
            }
            given.push(code.clone());
            let tag = TagSet { opinion: opinion.id.clone(), codes: Some(given) };
            match position.and_then(|at| tags.get_mut(at)) {
                Some(old) => *old = tag,
                None => tags.push(tag),
            }
        }
    }
    for (rule, trial) in &trials {
        let Trial { hits, tried, judged, right, .. } = trial;
        say(&words::trial(context.lang, &rule.id, hits.len(), *tried, *judged, *right));
    }
    for tag in &tags {
        print(&format!("{}  {}", tag.opinion, tag.codes.clone().unwrap_or_default().join(";")))?;
    }
    let count = tags.len();
    if !arguments.get_flag("accept") {
        say(&words::proposed(context.lang, count));
        return Ok(DONE);
    }
    if count > 0 {
        let ids: Vec<&str> = trials.iter().map(|(rule, _)| rule.id.as_str()).collect();
        set.act(context, CommentOp::Tag { coder, tags, via: Via::Rule(ids.join(",")) })?;
    }
    say(&words::accepted(context.lang, count));
    Ok(DONE)
}

fn import(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut set = Set::open(context, arguments)?;
    let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(DONE) };
    let file = kh::read(&load::comments::plain::plain(path)?);
    let mut docket = set.docket();
    let names = |docket: &Docket, name: &str| {
        let fold = crate::text::fold::search;
        let same = |code: &&Code| fold(&code.id) == fold(name) || fold(&code.title) == fold(name);
        docket.codebook.codes.iter().find(same).map(|code| code.id.clone())
    };
    if arguments.get_flag("add-codes") {
        let new = file.taken.iter().filter(|taken| names(&docket, &taken.name).is_none());
        let code = |name: &String| Code { id: name.clone(), title: name.clone(), ..Code::default() };
        let new: Vec<Code> = new.map(|taken| code(&taken.name)).collect();
        if !new.is_empty() {
            set.act(context, CommentOp::EditCodes { codes: new })?;
            docket = set.docket();
        }
    }
    say(words::kh_phrases(lang));
    for taken in &file.taken {
        let Some(code) = names(&docket, &taken.name) else {
            let titles = docket.codebook.codes.iter().map(|code| code.title.as_str());
            say(&words::no_code_for(lang, &taken.name, nearest(&taken.name, titles).as_deref()));
            continue;
        };
        if let Err(Failure::Usage(sentence)) = read(context, &set, &taken.name, &taken.rule) {
            say(&sentence);
            continue;
        }
        print(&words::taken(lang, &taken.name, &code, &taken.rule))?;
        for change in &taken.changes {
            print(&words::change(lang, change))?;
        }
        let rule = RuleText { id: taken.name.clone(), code, text: taken.rule.clone() };
        set.act(context, CommentOp::SetRule { rule })?;
    }
    for refused in &file.refused {
        say(&words::refused(lang, refused));
    }
    Ok(DONE)
}
