//! `koe comments tag`, `untag` and `tags import|export`: codes of opinions, one at a time or by file.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::{Set, ids, set_flag};
use crate::cli::ask::{self, flag};
use crate::cli::{Context, DONE, Failure, pages, say};
use crate::export::csv;
use crate::load;
use crate::messages::{Lang, comments::intake as words, measures};
use crate::model::comment::decisions::Via;
use crate::model::comment::{Codebook, Decisions, Docket};
use crate::model::survey::Source;
use crate::project::CommentOp;
use crate::project::comments::op::TagSet;
use crate::text::fold;

/// Headers of the columns, as people and this program write them.
const OPINION: &[&str] = &["意見番号", "受付番号", "整理番号", "番号", "opinion", "comment", "receipt", "id"];
const CODES: &[&str] = &["コード", "分類", "codes", "code", "items", "item"];
const CODER: &[&str] = &["担当者", "分類者", "coder"];
/// Rows that are named when a file is refused.
const NAMED: usize = 20;

fn coder_flag(lang: Lang) -> Arg {
    flag("coder", "NAME", words::coder(lang))
}

fn coder(set: &Set, arguments: &ArgMatches) -> String {
    ids::one(arguments, "coder").map_or_else(|| set.journal.who().to_owned(), |coder| coder.trim().to_owned())
}

pub(super) fn tag_command(lang: Lang) -> Command {
    Command::new("tag")
        .about(words::tag_about(lang))
        .arg(ids::opinions_arg(lang, true))
        .arg(flag("code", "C", words::code(lang)).action(ArgAction::Append).num_args(1..))
        .arg(pages::switch("none", words::none(lang)).conflicts_with("code"))
        .arg(coder_flag(lang))
        .arg(set_flag(lang))
}

pub(super) fn tag(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let docket = set.docket();
    let opinions = ids::opinions(context.lang, &docket, &set.decisions(), &ids::all(arguments, "opinions"))?;
    let codes = ids::codes(context.lang, &docket.codebook, &ids::all(arguments, "code"))?;
    if codes.is_empty() && !arguments.get_flag("none") {
        return Err(Failure::Usage(words::code_or_none(context.lang).to_owned()));
    }
    let tags = opinions.into_iter().map(|opinion| TagSet { opinion, codes: Some(codes.clone()) }).collect();
    let coder = coder(&set, arguments);
    set.perform(context, CommentOp::Tag { coder, tags, via: Via::Hand })
}

pub(super) fn untag_command(lang: Lang) -> Command {
    Command::new("untag")
        .about(words::untag_about(lang))
        .arg(ids::opinions_arg(lang, true))
        .arg(coder_flag(lang))
        .arg(set_flag(lang))
}

pub(super) fn untag(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let mut set = Set::open(context, arguments)?;
    let opinions = ids::opinions(context.lang, &set.docket(), &set.decisions(), &ids::all(arguments, "opinions"))?;
    let tags = opinions.into_iter().map(|opinion| TagSet { opinion, codes: None }).collect();
    let coder = coder(&set, arguments);
    set.perform(context, CommentOp::Tag { coder, tags, via: Via::Hand })
}

pub(super) fn command(lang: Lang) -> Command {
    let file = Arg::new("file").value_name("FILE").required(true).help(words::file(lang));
    let import = Command::new("import")
        .about(words::tags_import_about(lang))
        .arg(file.value_parser(clap::value_parser!(PathBuf)))
        .arg(coder_flag(lang))
        .arg(set_flag(lang));
    let export = Command::new("export")
        .about(words::tags_export_about(lang))
        .arg(ask::output_flag(lang))
        .arg(coder_flag(lang))
        .arg(set_flag(lang));
    Command::new("tags").about(words::tags_about(lang)).subcommand_required(true).subcommands([import, export])
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    match arguments.subcommand() {
        Some(("import", arguments)) => import(context, arguments),
        Some((_, arguments)) => export(context, arguments),
        None => Ok(DONE),
    }
}

/// Takes a whole file or nothing of it: one act for each coder.
fn import(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let mut set = Set::open(context, arguments)?;
    let path = arguments.get_one::<PathBuf>("file").cloned().unwrap_or_default();
    let shown = path.display().to_string();
    let source = Source { file: path.to_string_lossy().into_owned(), ..Source::default() };
    let sheet = load::read_source(Path::new(""), &source)?;
    let text = |row: usize, column: usize| sheet.cell(row, column).text().trim().to_owned();
    let header = (0..sheet.rows.len())
        .find(|row| (0..sheet.width()).any(|column| !sheet.cell(*row, column).is_blank()))
        .unwrap_or(0);
    let find = |names: &[&str]| {
        let is_it =
            |name: &str| (0..sheet.width()).find(|column| fold::search(&text(header, *column)) == fold::search(name));
        names.iter().find_map(|name| is_it(name))
    };
    let column = |names: &[&str]| {
        let missing = || Failure::Usage(words::no_column(lang, &shown, names.first().copied().unwrap_or_default()));
        find(names).ok_or_else(missing)
    };
    let (opinion_at, codes_at, coder_at) = (column(OPINION)?, column(CODES)?, find(CODER));
    let named = coder(&set, arguments);
    let (docket, decisions) = (set.docket(), set.decisions());
    // In the order of the file, because the first coder's codes stand where coders differ.
    let mut by_coder: Vec<(String, Vec<TagSet>)> = Vec::new();
    let mut wrong = Vec::new();
    let mut rows = 0;
    for row in header + 1..sheet.rows.len() {
        let id = text(row, opinion_at);
        if id.is_empty() && text(row, codes_at).is_empty() {
            continue;
        }
        match tags(lang, &docket, &decisions, &id, &text(row, codes_at)) {
            Ok(tag)
                if by_coder.iter().any(|(coder, tags)| {
                    let own = coder_at.map_or_else(|| named.clone(), |column| text(row, column));
                    *coder == own && tags.iter().any(|known| known.opinion == tag.opinion)
                }) =>
            {
                wrong.push(words::bad_row(lang, row + 1, &words::opinion_twice(lang, &tag.opinion)));
            }
            Ok(tag) => {
                let of_row = coder_at.map(|column| text(row, column)).filter(|coder| !coder.is_empty());
                let coder = of_row.unwrap_or_else(|| named.clone());
                match by_coder.iter_mut().find(|(known, _)| *known == coder) {
                    Some((_, tags)) => tags.push(tag),
                    None => by_coder.push((coder, vec![tag])),
                }
                rows += 1;
            }
            Err(Failure::Usage(why)) => wrong.push(words::bad_row(lang, row + 1, &why)),
            Err(other) => return Err(other),
        }
    }
    if !wrong.is_empty() {
        let named: Vec<String> = wrong.iter().take(NAMED).cloned().collect();
        let more = wrong.len().saturating_sub(NAMED);
        return Err(Failure::Usage(words::not_imported(lang, &shown, &named, more)));
    }
    let coders = by_coder.len();
    for (coder, tags) in by_coder {
        set.act(context, CommentOp::Tag { coder, tags, via: Via::Import })?;
    }
    say(&words::imported(lang, rows, coders));
    Ok(DONE)
}

/// One row: an opinion, and codes between `;`, `、`, `,` or `／`. No code says that none fits.
fn tags(lang: Lang, docket: &Docket, decisions: &Decisions, id: &str, cell: &str) -> Result<TagSet, Failure> {
    let opinion = ids::opinion(lang, docket, decisions, id)?.id.clone();
    Ok(TagSet { opinion, codes: Some(codes_of(lang, &docket.codebook, cell)?) })
}

fn codes_of(lang: Lang, book: &Codebook, cell: &str) -> Result<Vec<String>, Failure> {
    // A code that has one of the signs in its id or title is taken whole first.
    if let (false, Ok(code)) = (cell.is_empty(), ids::code(lang, book, cell)) {
        return Ok(vec![code]);
    }
    let parts = cell.split([';', '；', '、', ',', '，', '／', '\n']).map(str::trim).filter(|part| !part.is_empty());
    ids::codes(lang, book, &parts.map(str::to_owned).collect::<Vec<_>>())
}

/// All codings as csv that `import` reads.
fn export(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    set.guard(context, arguments)?;
    let (docket, decisions) = (set.docket(), set.decisions());
    let only = ids::one(arguments, "coder");
    let mut rows = vec![[
        words::head_opinion(lang).to_owned(),
        words::head_codes(lang).to_owned(),
        words::head_coder(lang).to_owned(),
        words::head_via(lang).to_owned(),
        words::head_text(lang).to_owned(),
    ]];
    for opinion in &docket.opinions {
        for coding in decisions.codings.get(&opinion.id).into_iter().flatten() {
            if only.is_some_and(|coder| coder != coding.coder) {
                continue;
            }
            let codes = crate::comments::codes::current(&docket.codebook, &coding.codes).join(";");
            let via = serde_json::to_string(&coding.via).unwrap_or_default().trim_matches('"').to_owned();
            rows.push([opinion.id.clone(), codes, coding.coder.clone(), via, opinion.text.clone()]);
        }
    }
    pages::give(arguments, &csv::rows(&rows), |path| measures::written(lang, path))
}
