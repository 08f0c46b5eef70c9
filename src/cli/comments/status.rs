//! `koe comments status`: how many people, receipts and opinions there are, and what has become of them.

use clap::{ArgMatches, Command};
use serde_json::json;

use super::{Set, set_flag};
use crate::cli::{Context, DONE, Failure, json_flag, print};
use crate::comments::tally::{self, Counts};
use crate::messages::{Lang, comments::command as words};

pub(super) fn command(lang: Lang) -> Command {
    Command::new("status").about(words::status_about(lang)).arg(set_flag(lang)).arg(json_flag(lang))
}

pub(super) fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let set = Set::open(context, arguments)?;
    set.say_problems(context.lang);
    let docket = set.docket();
    let tally = tally::tally(&set.corpus.definition, &docket);
    let counts =
        |counts: &Counts| json!({ "people": counts.people, "receipts": counts.receipts, "opinions": counts.opinions });
    let json = json!({
        "set": set.id(),
        "received": counts(&tally.received),
        "valid": counts(&tally.valid),
        "late": counts(&tally.late),
        "anonymous": counts(&tally.anonymous),
        "channels": tally.channels.iter().map(|(name, found)| json!({ "channel": name, "counts": counts(found) })).collect::<Vec<_>>(),
        "fates": {
            "published": tally.fates.published,
            "merged": tally.fates.merged,
            "out_of_scope": tally.fates.out_of_scope,
            "withdrawn": tally.fates.withdrawn,
            "open": tally.fates.open,
        },
        "dispositions": tally.dispositions.iter().map(|(class, found)| json!({ "code": class, "items": found.items, "opinions": found.opinions })).collect::<Vec<_>>(),
        "orphans": docket.orphans,
        "changed": docket.changed,
        "empty_items": docket.empty_items,
    });
    print(&format!("{json:#}"))?;
    Ok(DONE)
}
