//! `koe comments similar OPINION`: what is most like it, for people to see what means the same.

use std::sync::atomic::AtomicBool;

use clap::{Arg, ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::{Context, Failure, pages, say};
use crate::comments::groups::opinions;
use crate::export::json as export_json;
use crate::messages::{Lang, comments::groups as words, table as table_words};
use crate::present::Page;
use crate::present::groups::{Similar, similar};

/// Similar opinions unless a number is given.
const LIMIT: usize = 20;

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("similar")
        .about(words::similar_about(lang))
        .arg(Arg::new("opinion").value_name("OPINION").required(true).help(words::opinion(lang)))
        .arg(set_flag(lang))
        .arg(
            Arg::new("limit")
                .long("limit")
                .value_name("N")
                .value_parser(clap::value_parser!(usize))
                .help(words::similar_limit(lang)),
        );
    pages::flags(command, lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let brief = pages::format(context, arguments)? == "table";
    let set = Set::open(context, arguments)?;
    set.guard(context, arguments)?;
    let docket = set.docket();
    let wanted = arguments.get_one::<String>("opinion").map_or("", String::as_str);
    let Some(position) = docket.position(wanted) else {
        let nearest = crate::text::nearest(wanted, docket.opinions.iter().map(|opinion| opinion.id.as_str()));
        return Err(Failure::Usage(words::unknown_opinion(lang, wanted, nearest.as_ref())));
    };
    let index = opinions::index(&docket, &AtomicBool::new(false));
    let limit = arguments.get_one::<usize>("limit").copied().unwrap_or(LIMIT);
    let found = index.similar(position, limit);
    if found.is_empty() {
        say(words::no_similar(lang));
    }
    let found: Vec<_> = found.into_iter().filter_map(|(at, score)| Some((docket.opinions.get(at)?, score))).collect();
    let whole = || {
        let object = |(opinion, score): &(&crate::model::comment::Opinion, f64)| {
            json!({
                "opinion": opinion.id,
                "score": score,
                "fate": super::fate(&opinion.fate),
                "item": super::item(&opinion.fate),
                "text": opinion.text,
            })
        };
        Ok(export_json::value(&found.iter().map(object).collect::<Vec<_>>())?)
    };
    let rows: Vec<Similar> = found
        .iter()
        .map(|(opinion, score)| {
            let item = super::item(&opinion.fate).and_then(|item| docket.number(item));
            let item =
                item.map_or_else(|| words::fate_word(lang, &opinion.fate).to_owned(), |number| format!("№{number}"));
            (opinion.id.clone(), *score, item, opinion.text.clone())
        })
        .collect();
    let text = docket.opinions.get(position).map_or("", |opinion| opinion.text.as_str());
    let grid = similar(&rows, text, brief, lang);
    let method = vec![table_words::made_with(lang, None)];
    let page = Page::new(grid.title.clone(), grid, set.corpus.definition.about.synthetic, method, lang);
    pages::write(context, arguments, words::similar_title(lang), whole, &[page])
}
