//! `koe comments codes`: the codebook as a list, and changing it; every change can be undone.

use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use super::lists::{self, List, count, word};
use super::{Set, ids, set_flag};
use crate::cli::ask::flag;
use crate::cli::{Context, Failure, pages};
use crate::comments::codes;
use crate::export::json as export_json;
use crate::messages::{Lang, comments::intake as words};
use crate::model::comment::{Code, Codebook, Decisions, Docket};
use crate::project::CommentOp;
use crate::text::fold;

pub(super) fn command(lang: Lang) -> Command {
    let id = || Arg::new("code").value_name("CODE").required(true).help(words::code_id(lang));
    let title = || Arg::new("title").value_name("TITLE").required(true).help(words::title(lang));
    let under = || flag("under", "CODE", words::parent(lang));
    let reading = || flag("reading", "KANA", words::reading(lang));
    let phrase = || flag("phrase", "WORDS", words::phrase(lang)).action(ArgAction::Append);
    let add =
        Command::new("add").about(words::codes_add_about(lang)).args([id(), title(), under(), reading(), phrase()]);
    let rename = Command::new("rename").about(words::codes_rename_about(lang)).args([id(), title(), reading()]);
    let from = Arg::new("codes").value_name("CODE").num_args(1..).required(true).help(words::code_id(lang));
    let merge = Command::new("merge")
        .about(words::codes_merge_about(lang))
        .arg(from)
        .arg(flag("into", "CODE", words::into(lang)).required(true));
    let children = Arg::new("children").value_name("ID=TITLE").num_args(1..).required(true).help(words::children(lang));
    let split = Command::new("split").about(words::codes_split_about(lang)).args([id(), children]);
    let moved = Command::new("move")
        .about(words::codes_move_about(lang))
        .arg(id())
        .arg(under().conflicts_with("top"))
        .arg(pages::switch("top", words::top(lang)));
    let subs = [add, rename, merge, split, moved].map(|command| command.arg(set_flag(lang)));
    pages::flags(Command::new("codes").about(words::codes_about(lang)).arg(set_flag(lang)).subcommands(subs), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let Some((name, inner)) = arguments.subcommand() else { return list(context, arguments) };
    let mut set = Set::open(context, inner)?;
    let book = set.docket().codebook;
    let act = match name {
        "add" => add(context.lang, &book, inner)?,
        "rename" => rename(context.lang, &book, inner)?,
        "merge" => merge(context.lang, &book, inner)?,
        "split" => split(context.lang, &book, inner)?,
        _ => moved(context.lang, &book, inner)?,
    };
    set.perform(context, act)
}

/// The code named, as it is now.
fn known(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<Code, Failure> {
    let id = ids::code(lang, book, ids::one(arguments, "code").unwrap_or_default())?;
    Ok(book.code(&id).cloned().unwrap_or_default())
}

/// A free id.
fn free(lang: Lang, book: &Codebook, typed: &str) -> Result<String, Failure> {
    let id = fold::matching(typed);
    let merged = book.merged.iter().any(|(old, _)| *old == id);
    let taken = merged || book.codes.iter().chain(&book.headings).any(|code| code.id == id);
    if taken || id.is_empty() { Err(Failure::Usage(words::code_taken(lang, &id))) } else { Ok(id) }
}

/// The code or heading to stand under.
fn above(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<Option<String>, Failure> {
    let Some(typed) = ids::one(arguments, "under") else { return Ok(None) };
    match book.headings.iter().find(|heading| heading.id == typed) {
        Some(heading) => Ok(Some(heading.id.clone())),
        None => ids::code(lang, book, typed).map(Some),
    }
}

fn add(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<CommentOp, Failure> {
    let text = |name: &str| ids::one(arguments, name).unwrap_or_default().trim().to_owned();
    let code = Code {
        id: free(lang, book, &text("code"))?,
        title: text("title"),
        reading: text("reading"),
        phrases: ids::all(arguments, "phrase"),
        note: String::new(),
        parent: above(lang, book, arguments)?,
    };
    Ok(CommentOp::EditCodes { codes: vec![code] })
}

fn rename(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<CommentOp, Failure> {
    let mut code = known(lang, book, arguments)?;
    code.title = ids::one(arguments, "title").unwrap_or_default().trim().to_owned();
    // A reading belongs to the title, so the old one goes with it.
    code.reading = ids::one(arguments, "reading").unwrap_or_default().trim().to_owned();
    Ok(CommentOp::EditCodes { codes: vec![code] })
}

fn merge(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<CommentOp, Failure> {
    let mut from = ids::codes(lang, book, &ids::all(arguments, "codes"))?;
    let into = ids::code(lang, book, ids::one(arguments, "into").unwrap_or_default())?;
    from.retain(|code| *code != into);
    Ok(CommentOp::MergeCodes { from, into })
}

fn split(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<CommentOp, Failure> {
    let parent = known(lang, book, arguments)?.id;
    let mut made: Vec<Code> = Vec::new();
    for child in ids::all(arguments, "children") {
        let Some((id, title)) = child.split_once(['=', '＝']).filter(|(_, title)| !title.trim().is_empty()) else {
            return Err(Failure::Usage(words::no_pair(lang, &child)));
        };
        let id = free(lang, book, id)?;
        if made.iter().any(|code| code.id == id) {
            return Err(Failure::Usage(words::code_taken(lang, &id)));
        }
        made.push(Code { id, title: title.trim().to_owned(), parent: Some(parent.clone()), ..Code::default() });
    }
    Ok(CommentOp::EditCodes { codes: made })
}

fn moved(lang: Lang, book: &Codebook, arguments: &ArgMatches) -> Result<CommentOp, Failure> {
    let mut code = known(lang, book, arguments)?;
    code.parent = above(lang, book, arguments)?;
    let circle = |parent: &String| *parent == code.id || book.path(parent).iter().any(|above| above.id == code.id);
    if code.parent.as_ref().is_some_and(circle) {
        return Err(Failure::Usage(words::code_circle(lang, &code.id)));
    }
    Ok(CommentOp::EditCodes { codes: vec![code] })
}

fn list(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let counts = counts(&docket, &decisions);
    let book = &docket.codebook;
    let row = |(code, n): (&Code, &usize)| {
        let indent = "　".repeat(book.path(&code.id).iter().filter(|above| book.code(&above.id).is_some()).count());
        let above = code.parent.as_deref().map(|parent| book.title(parent)).unwrap_or_default();
        let cells = vec![word(format!("{indent}{}", code.title)), count(*n), word(above)];
        (code.id.clone(), cells)
    };
    let list = List {
        title: words::title_codes(lang),
        corner: words::head_id(lang),
        heads: vec![words::head_title(lang), words::head_opinions(lang), words::head_above(lang)],
        rows: book.codes.iter().zip(&counts).map(row).collect(),
        notes: Vec::new(),
    };
    let object = |(code, n): (&Code, &usize)| -> Value {
        json!({ "id": code.id, "title": code.title, "reading": code.reading, "parent": code.parent, "phrases": code.phrases, "note": code.note, "opinions": n })
    };
    let whole = || Ok(export_json::value(&book.codes.iter().zip(&counts).map(object).collect::<Vec<_>>())?);
    lists::write(context, arguments, &set, list, whole)
}

/// Opinions by code, in the order of the codebook.
fn counts(docket: &Docket, decisions: &Decisions) -> Vec<usize> {
    let mut counts = vec![0; docket.codebook.codes.len()];
    for opinion in &docket.opinions {
        for code in codes::of(decisions, &docket.codebook, &opinion.id).codes {
            if let Some(n) = docket.codebook.position(&code).and_then(|position| counts.get_mut(position)) {
                *n += 1;
            }
        }
    }
    counts
}
