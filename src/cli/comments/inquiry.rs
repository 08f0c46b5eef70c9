//! `koe comments inquiry`: 照会表 out to the sections and back in.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::items::perform;
use super::set_flag;
use super::target::Desk;
use crate::cli::{Context, DONE, Failure, ask, guard_output, print, project_inputs, say};
use crate::comments::printed;
use crate::export::xlsx;
use crate::load::comments::inquiry::{self as form, FilledRow, FormError};
use crate::messages::{Lang, comments::inquiry as words, comments::publish as publish_words};
use crate::model::comment::decisions::Item;
use crate::present::comments::inquiry::{inquiry, seal};
use crate::project::CommentOp;
use crate::project::comments::op::ReplyTo;
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    let switch =
        |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let file = Arg::new("file").value_name("FILE").required(true).value_parser(clap::value_parser!(PathBuf));
    Command::new("inquiry").about(words::about(lang)).subcommand_required(true).subcommands([
        Command::new("out")
            .about(words::out_about(lang))
            .arg(set_flag(lang))
            .arg(Arg::new("section").long("section").value_name("S").help(words::section(lang)))
            .arg(ask::output_flag(lang).required(true)),
        Command::new("in")
            .about(words::in_about(lang))
            .arg(set_flag(lang))
            .arg(file.help(words::file(lang)))
            .arg(switch("force", words::force(lang)))
            .arg(switch("dry-run", words::dry(lang))),
    ])
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    match arguments.subcommand() {
        Some(("out", arguments)) => out(context, arguments),
        Some((_, arguments)) => back(context, arguments),
        None => Ok(DONE),
    }
}

fn out(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let desk = Desk::open(context, arguments)?;
    let output = arguments.get_one::<PathBuf>("output");
    guard_output(context, output, &project_inputs(&desk.set.project_file))?;
    let Some(path) = output else { return Ok(DONE) };
    if path.extension().is_none_or(|extension| extension != "xlsx") {
        return Err(Failure::Usage(publish_words::unknown_format(lang, path)));
    }
    let section = arguments.get_one::<String>("section").map(String::as_str);
    let form = inquiry(&desk.set.corpus.definition, &desk.decisions, &desk.docket, section, lang);
    if form.rows.is_empty() {
        return Err(Failure::Usage(words::no_rows(lang).to_owned()));
    }
    xlsx::inquiry(path, &form)?;
    say(&words::written(lang, path, form.rows.len()));
    Ok(DONE)
}

/// What came of the rows of a form.
#[derive(Default)]
struct Reading {
    replies: Vec<ReplyTo>,
    /// What is said of rows, in their order.
    lines: Vec<String>,
    blank: usize,
    refused: usize,
}

fn back(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let Some(path) = arguments.get_one::<PathBuf>("file") else { return Ok(DONE) };
    let rows = form::read(path).map_err(|error| match error {
        FormError::Load(error) => error.into(),
        FormError::NoColumn(column) => Failure::Usage(words::no_form(lang, path, column)),
    })?;
    let mut desk = Desk::open(context, arguments)?;
    let mut reading = Reading::default();
    let repeated = repeated(&rows);
    for row in &rows {
        if repeated.contains(&row.item) {
            reading.refused += 1;
            reading.lines.push(words::twice(lang, row.row, &row.item));
        } else {
            take(&desk, row, arguments.get_flag("force"), &mut reading, lang);
        }
    }
    for line in &reading.lines {
        print(line)?;
    }
    let Reading { replies, blank, refused, .. } = reading;
    say(&words::summary(lang, replies.len(), blank, refused));
    if replies.is_empty() {
        say(words::nothing(lang));
    } else if !arguments.get_flag("dry-run") {
        perform(context, &mut desk, CommentOp::Reply { replies })?;
    }
    Ok(DONE)
}

/// Items that stand in several rows which say different things.
fn repeated(rows: &[FilledRow]) -> Vec<String> {
    let mut said: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.item.is_empty()) {
        let said = said.entry(&row.item).or_default();
        if !said.contains(&(&row.class, &row.reply)) {
            said.push((&row.class, &row.reply));
        }
    }
    said.into_iter().filter(|(_, said)| said.len() > 1).map(|(item, _)| item.to_owned()).collect()
}

/// Decides about one row.
fn take(desk: &Desk, row: &FilledRow, force: bool, reading: &mut Reading, lang: Lang) {
    let refuse = |reading: &mut Reading, line: String| {
        reading.refused += 1;
        reading.lines.push(line);
    };
    if row.item.is_empty() {
        // A remark below the table is none of ours.
        if !row.reply.is_empty() {
            refuse(reading, words::no_item(lang, row.row));
        }
        return;
    }
    let known = |item: &&Item| item.id == row.item || fold::matching(&item.id) == row.item;
    let Some(item) = desk.decisions.items.values().find(known) else {
        return refuse(reading, words::unknown_item(lang, row.row, &row.item));
    };
    let class = match row.class.as_str() {
        "" => None,
        class => match desk.class(lang, class) {
            Ok(class) => Some(class),
            Err(_) => {
                let classes = desk.set.corpus.definition.about.dispositions.iter();
                let known: Vec<&str> = classes.map(|class| class.code.as_str()).collect();
                // What else the row says is read all the same.
                refuse(reading, words::unknown_class(lang, row.row, &item.id, class, &known));
                None
            }
        },
    };
    let new_class = class.filter(|class| item.disposition.as_ref() != Some(class));
    // The form shows the reply masked; coming back like that it is no other reply.
    let numbered = desk.docket.items.iter().find(|numbered| numbered.item.id == item.id);
    let printed = numbered.map(|numbered| printed::reply(numbered, &desk.decisions, &desk.docket));
    let is_same = row.reply == item.reply.trim() || printed.is_some_and(|printed| row.reply == printed.trim());
    let new_reply = !row.reply.is_empty() && !is_same;
    if row.reply.is_empty() {
        reading.blank += 1;
        reading.lines.push(words::blank(lang, row.row, &item.id));
    }
    if new_class.is_none() && !new_reply {
        return;
    }
    if row.seal != seal(item) {
        // Filled in as it was when the form was written: the newer reply stands, and nothing was lost.
        let as_written = Item { reply: row.reply.clone(), disposition: filled(&row.class), ..Item::default() };
        if seal(&as_written) == row.seal {
            return;
        }
        if !force {
            return refuse(reading, words::newer(lang, row.row, &item.id, false));
        }
        reading.lines.push(words::newer(lang, row.row, &item.id, true));
    }
    reading.lines.push(words::changed(lang, row.row, &item.id, new_class.as_deref(), new_reply));
    let reply = if new_reply { row.reply.clone() } else { item.reply.clone() };
    reading.replies.push(ReplyTo { item: item.id.clone(), reply, disposition: new_class });
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
