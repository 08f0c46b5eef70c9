//! `koe comments status`: how many people, receipts and opinions there are, and what has become of them.

use clap::{ArgMatches, Command};
use serde_json::{Map, Value, json};

use super::lists::{List, count};
use super::{Set, figures, set_flag};
use crate::cli::{Context, Failure, pages};
use crate::comments::tally::{self, Counts, Tally};
use crate::messages::{Lang, comments::command as words, comments::intake};
use crate::present::Page;

pub(super) fn command(lang: Lang) -> Command {
    pages::flags(Command::new("status").about(words::status_about(lang)).arg(set_flag(lang)), lang)
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let set = Set::open(context, arguments)?;
    set.guard(context, arguments)?;
    set.say_problems(lang);
    let docket = set.docket();
    let tally = tally::tally(&set.corpus.definition, &docket);
    let whole = || {
        let mut json = Map::from_iter([("set".to_owned(), set.id().into())]);
        json.extend(figures::json(&tally));
        json.insert("orphans".to_owned(), json!(docket.orphans));
        json.insert("changed".to_owned(), json!(docket.changed));
        json.insert("empty_items".to_owned(), json!(docket.empty_items));
        Ok(format!("{:#}", Value::Object(json)))
    };
    let format = pages::format(context, arguments)?;
    let pages = pages_of(&set, &tally, lang, format);
    pages::write(context, arguments, words::status_about(lang), whole, &pages)
}

/// 提出状況 by channel, opinions by fate, items by class.
fn pages_of(set: &Set, tally: &Tally, lang: Lang, format: &str) -> Vec<Page> {
    let cells = |counts: &Counts| vec![count(counts.people), count(counts.receipts), count(counts.opinions)];
    let named = |name: &str| if name.is_empty() { intake::unknown_channel(lang).to_owned() } else { name.to_owned() };
    let mut received = vec![
        (intake::received_all(lang).to_owned(), cells(&tally.received)),
        (intake::valid_all(lang).to_owned(), cells(&tally.valid)),
    ];
    received.extend(tally.channels.iter().map(|(name, counts)| (format!("　{}", named(name)), cells(counts))));
    received.push((intake::late_all(lang).to_owned(), cells(&tally.late)));
    received.push((intake::anonymous_all(lang).to_owned(), cells(&tally.anonymous)));
    let heads = vec![intake::head_people(lang), intake::head_receipts(lang), intake::head_opinions(lang)];
    let fates = [
        (intake::published(lang), tally.fates.published),
        (intake::merged(lang), tally.fates.merged),
        (intake::out_of_scope(lang), tally.fates.out_of_scope),
        (intake::withdrawn(lang), tally.fates.withdrawn),
        (intake::undecided(lang), tally.fates.open),
        (intake::total(lang), tally.fates.total()),
    ];
    let fates = fates.map(|(name, n)| (name.to_owned(), vec![count(n)])).to_vec();
    let list = |title, heads, rows| List { title, corner: "", heads, rows, notes: Vec::new() }.page(set, lang, format);
    let mut pages = vec![
        list(intake::title_status(lang), heads, received),
        list(intake::title_fates(lang), vec![intake::head_opinions(lang)], fates),
    ];
    if !tally.dispositions.is_empty() {
        let label = |code: &str| {
            let known = set.corpus.definition.about.dispositions.iter().find(|class| class.code == code);
            known.map_or_else(|| code.to_owned(), |class| format!("{code} {}", class.label))
        };
        let name = |class: &Option<String>| class.as_deref().map_or_else(|| intake::no_class(lang).to_owned(), label);
        let rows = tally
            .dispositions
            .iter()
            .map(|(class, found)| (name(class), vec![count(found.items), count(found.opinions)]));
        let heads = vec![intake::head_items(lang), intake::head_opinions(lang)];
        pages.push(list(intake::title_classes(lang), heads, rows.collect()));
    }
    pages
}
