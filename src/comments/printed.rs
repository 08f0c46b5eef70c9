//! What the office writes about an item, as every list, form and document shows it: the reply and the changed places, with
//! the numbers and addresses of the originals masked. The outline is in `outline`; what is stored stays as it was written.

use super::{mask, outline};
use crate::model::comment::decisions::Change;
use crate::model::comment::docket::NumberedItem;
use crate::model::comment::receipt::Personal;
use crate::model::comment::{Decisions, Docket};
use crate::text::fold::body;

/// The reply, without empty lines around it. Numbers, mail and addresses that are masked in the originals are masked here too; names are not, because a
/// name may be that of a place (`comments::consistency` warns of them).
pub fn reply(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> String {
    let reply = body(&numbered.item.reply);
    if reply.is_empty() {
        return String::new();
    }
    mask::without_words(reply, &secrets(numbered, decisions, docket)).text
}

/// How many items have no reply, by decisions that may be newer than the docket.
pub fn without_reply(docket: &Docket, decisions: &Decisions) -> usize {
    let items = docket.items.iter().map(|numbered| decisions.items.get(&numbered.item.id).unwrap_or(&numbered.item));
    items.filter(|item| !item.has_reply()).count()
}

/// The changed places, masked like the reply.
pub fn changes(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> Vec<Change> {
    let changes = &numbered.item.changes;
    if changes.is_empty() {
        return Vec::new();
    }
    let secrets = secrets(numbered, decisions, docket);
    let hidden = |text: &str| mask::without_words(text, &secrets).text;
    let printed = |change: &Change| Change {
        place: hidden(&change.place),
        before: hidden(&change.before),
        after: hidden(&change.after),
    };
    changes.iter().map(printed).collect()
}

/// True when the reply or a changed place has anything that is masked in an original, names included.
pub fn is_personal(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> bool {
    let item = &numbered.item;
    let changes = item.changes.iter().flat_map(|change| [&change.place, &change.before, &change.after]);
    let mut texts = changes.chain([&item.reply]).filter(|text| !text.trim().is_empty()).peekable();
    if texts.peek().is_none() {
        return false;
    }
    let secrets = outline::secrets(numbered, decisions, docket);
    texts.any(|text| mask::without_words(text, &secrets).masked)
}

fn secrets(numbered: &NumberedItem, decisions: &Decisions, docket: &Docket) -> Vec<(String, Personal)> {
    let mut secrets = outline::secrets(numbered, decisions, docket);
    secrets.retain(|(_, kind)| *kind != Personal::Name);
    secrets
}
