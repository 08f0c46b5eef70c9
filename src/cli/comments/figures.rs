//! The figures of a set in json: `status` and `publish` have the same ones under the same keys.

use serde_json::{Map, Value, json};

use crate::comments::tally::{Class, Counts, Tally};

/// People, receipts and opinions by 提出状況, channel, fate and handling class.
pub(super) fn json(tally: &Tally) -> Map<String, Value> {
    let counts =
        |counts: &Counts| json!({ "people": counts.people, "receipts": counts.receipts, "opinions": counts.opinions });
    let channel = |(name, found): &(String, Counts)| json!({ "channel": name, "counts": counts(found) });
    let class = |(class, found): &(Option<String>, Class)| json!({ "code": class, "items": found.items, "opinions": found.opinions });
    let fates = &tally.fates;
    let fates = json!({
        "published": fates.published, "merged": fates.merged, "out_of_scope": fates.out_of_scope,
        "withdrawn": fates.withdrawn, "open": fates.open,
    });
    let figures = [
        ("received", counts(&tally.received)),
        ("valid", counts(&tally.valid)),
        ("late", counts(&tally.late)),
        ("anonymous", counts(&tally.anonymous)),
        ("channels", tally.channels.iter().map(channel).collect()),
        ("fates", fates),
        ("dispositions", tally.dispositions.iter().map(class).collect()),
    ];
    figures.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
