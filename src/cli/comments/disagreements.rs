//! `koe comments disagreements`: opinions that coders see differently, the worst first.

use clap::{ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::{Context, Failure, pages, say};
use crate::comments::agreement::{Disagreement, disagreements};
use crate::export::json as export_json;
use crate::messages::{Lang, comments::agreement as words, table as table_words};
use crate::present::{Page, agreement as drawn};

pub(super) fn command(lang: Lang) -> Command {
    let command = Command::new("disagreements")
        .about(words::disagreements_about(lang))
        .arg(set_flag(lang))
        .arg(pages::switch("all", words::disagreements_all(lang)));
    pages::flags(command, lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let brief = pages::format(context, arguments)? == "table";
    let set = Set::open(context, arguments)?;
    set.guard(context, arguments)?;
    let (decisions, docket) = (set.decisions(), set.docket());
    let opinions: Vec<&str> = docket.opinions.iter().map(|opinion| opinion.id.as_str()).collect();
    let mut found = disagreements(&decisions, &docket.codebook, &opinions);
    if !arguments.get_flag("all") {
        found.retain(|one| one.settled.is_none());
    }
    if found.is_empty() {
        say(words::no_disagreements(lang));
    }
    let text = |id: &str| docket.opinion(id).map(|opinion| opinion.text.clone()).unwrap_or_default();
    let grid = drawn::disagreements(&found, text, brief, lang);
    let method = vec![table_words::made_with(lang, None)];
    let page = Page::new(grid.title.clone(), grid, set.corpus.definition.about.synthetic, method, lang);
    let whole = || {
        let object = |one: &Disagreement| {
            let codings = one.codings.iter().map(|(coder, codes)| json!({ "coder": coder, "codes": codes }));
            json!({
                "opinion": one.opinion,
                "distance": one.distance,
                "codings": codings.collect::<Vec<_>>(),
                "settled": one.settled,
                "text": text(&one.opinion),
            })
        };
        Ok(export_json::value(&found.iter().map(object).collect::<Vec<_>>())?)
    };
    pages::write(context, arguments, words::disagreements_title(lang), whole, &[page])
}
