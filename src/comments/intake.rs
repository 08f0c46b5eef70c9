//! From rows of a file to receipts: who is the same person, what came late, what is personal. Personal columns end here.

use std::collections::HashMap;

use super::mask;
use crate::model::comment::{CommentsDefinition, RawReceipt, Receipt};
use crate::model::day;
use crate::text::fold;

/// Receipts without their personal columns, in the same order.
///
/// Two receipts are from the same person when all personal columns agree, folded and without spaces; one without any of
/// them is from a person of its own.
pub fn receive(raw: Vec<RawReceipt>, definition: &CommentsDefinition) -> Vec<Receipt> {
    let mut people: HashMap<Vec<String>, usize> = HashMap::new();
    let mut finder = mask::Finder::default();
    let mut next = 0;
    let mut receipts = Vec::with_capacity(raw.len());
    for mut raw in raw {
        let plain = |value: &String| fold::matching(value).replace(' ', "");
        let key: Vec<String> = raw.personal.iter().map(|(_, value)| plain(value)).collect();
        let anonymous = key.iter().all(String::is_empty);
        let person = match people.get(&key) {
            Some(person) if !anonymous => *person,
            _ => {
                next += 1;
                if !anonymous {
                    people.insert(key, next - 1);
                }
                next - 1
            }
        };
        let found = finder.find(&raw, &definition.about.public_names);
        finder.mask_columns(&mut raw, &definition.about.public_names);
        let late = is_late(raw.receipt.received, definition);
        receipts.push(Receipt { person, anonymous, late, found, ..raw.receipt });
    }
    receipts
}

/// True for a day after the period.
pub fn is_late(received: Option<i64>, definition: &CommentsDefinition) -> bool {
    let closes = definition.about.closes.as_deref().and_then(day::parse);
    matches!((received, closes), (Some(received), Some(closes)) if received as f64 > closes)
}
