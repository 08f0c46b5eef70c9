//! `koe comments publish`: 「意見の概要と市の考え方」 as Excel, Word, csv, Markdown or json. Refuses while an opinion has no
//! fate, a quotation is wrong, or, unless that is asked for, an item has no reply.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::target::{Desk, date};
use super::write::{self, Form};
use super::{figures, set_flag, warnings};
use crate::cli::{Context, Failure, say};
use crate::comments::{outline, printed, quote, tally};
use crate::messages::comments::intake as intake_words;
use crate::messages::{Lang, comments::publish as words, table as table_words};
use crate::model::comment::Fate;
use crate::model::comment::docket::NumberedItem;
use crate::present::comments::publication;

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("publish")
        .about(words::publish_about(lang))
        .arg(set_flag(lang))
        .arg(Arg::new("draft").long("draft").action(ArgAction::SetTrue).help(words::publish_draft(lang)))
        .arg(
            Arg::new("without-replies")
                .long("without-replies")
                .action(ArgAction::SetTrue)
                .help(words::publish_without_replies(lang)),
        )
        .arg(Arg::new("day").long("day").value_name("DATE").help(words::publish_day(lang)));
    write::flags(command, lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let form = write::form(context, arguments)?;
    let day = arguments.get_one::<String>("day").map(|text| date(lang, text)).transpose()?;
    let desk = Desk::open(context, arguments)?;
    desk.set.say_problems(lang);
    let draft = arguments.get_flag("draft");
    let open = publication::open(&desk.docket);
    if !open.is_empty() && !draft {
        return Err(Failure::Usage(words::undecided(lang, &open)));
    }
    let broken = quote::broken(&desk.docket);
    if !broken.is_empty() {
        return Err(Failure::Usage(words::misquoted(lang, &broken)));
    }
    desk.docket.changed.iter().for_each(|id| say(&intake_words::lost(lang, intake_words::Lost::Changed(id))));
    words::warning_lines(lang, &warnings::found(&desk, None)).iter().for_each(|line| say(line));
    let missing = printed::without_reply(&desk.docket, &desk.decisions);
    if missing > 0 {
        if !draft && !arguments.get_flag("without-replies") {
            return Err(Failure::Usage(words::replies_missing(lang, missing)));
        }
        say(&words::published_without(lang, missing));
    }
    let definition = &desk.set.corpus.definition;
    let document = publication::document(definition, &desk.decisions, &desk.docket, draft, day.as_deref(), lang);
    let list = publication::list(definition, &desk.decisions, &desk.docket, lang);
    let whole = || format!("{:#}", to_json(&desk, draft, day.as_deref(), lang));
    write::document(
        context,
        arguments,
        &desk.set.project_file,
        &Form { document: &document, table: &list, others: publication::figures(&document, lang), form },
        whole,
    )
}

fn to_json(desk: &Desk, draft: bool, day: Option<&str>, lang: Lang) -> Value {
    let docket = &desk.docket;
    let definition = &desk.set.corpus.definition;
    let item = |(at, numbered): (usize, &NumberedItem)| {
        let members: Vec<&str> = docket.member_ids(numbered).collect();
        let shown = outline::of(numbered, &desk.decisions, docket);
        json!({
            "number": at + 1, "id": numbered.item.id, "heading": numbered.heading, "opinions": members,
            "outline": shown.text, "outline_kind": shown.kind.id(), "masked": shown.masked, "quoted": super::items::quoted(numbered, docket),
            "reply": printed::reply(numbered, &desk.decisions, docket), "class": numbered.item.disposition,
            "changes": printed::changes(numbered, &desk.decisions, docket).iter().map(|change| json!({ "place": change.place, "before": change.before, "after": change.after })).collect::<Vec<_>>(),
        })
    };
    let left_out = docket.opinions.iter().filter_map(|opinion| match &opinion.fate {
        Fate::OutOfScope { why } => Some(json!({ "opinion": opinion.id, "why": why })),
        _ => None,
    });
    let classes: Vec<Value> = definition
        .about
        .dispositions
        .iter()
        .map(|class| json!({ "code": class.code, "label": class.label, "changes_plan": class.changes_plan() }))
        .collect();
    json!({
        "set": desk.set.id(), "title": definition.about.title, "draft": draft, "day": day,
        "opens": definition.about.opens, "closes": definition.about.closes,
        "synthetic": definition.about.synthetic.then(|| table_words::synthetic(lang)),
        "counts": figures::json(&tally::tally(definition, docket)),
        "classes": classes,
        "items": docket.items.iter().enumerate().map(item).collect::<Vec<_>>(),
        "out_of_scope": left_out.collect::<Vec<_>>(),
    })
}
