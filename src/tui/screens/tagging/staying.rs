//! Asking what stays in a published item before an opinion is divided or joined for which something was written: a reply is
//! never lost without a question.

use super::boxes::TagBox;
use crate::comments::{docket, mask};
use crate::messages::comments::{items as item_words, tagging as say};
use crate::model::comment::{Decisions, Receipt};
use crate::project::CommentOp;
use crate::project::comments::op::Part;
use crate::project::comments::reshape;
use crate::text::fold::display;
use crate::tui::state::State as Program;

/// An act that waits for the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Staying {
    /// Dividing or joining.
    pub op: CommentOp,
    /// Receipt id.
    pub receipt: String,
    /// What can be chosen: its words, the part (by position) and the item that it stays in.
    pub choices: Vec<(String, usize, String)>,
    /// What is asked.
    pub hint: String,
}

impl Staying {
    /// An opinion is divided; otherwise several are joined.
    pub fn divides(&self) -> bool {
        matches!(&self.op, CommentOp::Reshape { from, .. } if from.len() == 1)
    }
}

/// The act as it can be carried out, or the box that must be answered first.
pub fn settle(program: &Program, op: CommentOp, receipt: &str) -> Result<CommentOp, TagBox> {
    let decisions = program.decisions();
    let items = reshape::written(&decisions, &op);
    let CommentOp::Reshape { from, into, .. } = &op else { return Ok(op) };
    let divides = from.len() == 1;
    let docket = program.set().and_then(|set| set.docket.as_ref());
    let (Some(first), Some(docket)) = (items.first(), docket) else { return Ok(op) };
    if !divides && items.len() == 1 {
        // Nothing is lost: what the opinions became stays where one of them was.
        return Ok(reshape::staying(op, 0, first));
    }
    let name = |item: &String| match docket.number(item) {
        Some(number) => format!("{}（{item}）", item_words::number(program.lang, number)),
        None => item.clone(),
    };
    let reply = |item: &String| decisions.items.get(item).map_or("", |item| item.reply.as_str());
    let choices = if divides {
        let text =
            |part: &Part| docket.receipt(receipt).map_or(String::new(), |receipt| text(receipt, part, &decisions));
        let parts = into.iter().enumerate();
        parts.map(|(at, part)| (format!("{}　{}", part.id, text(part)), at, first.clone())).collect()
    } else {
        items.iter().map(|item| (format!("{}　{}", name(item), display(reply(item))), 0, item.clone())).collect()
    };
    let numbers = items.iter().map(name).collect::<Vec<_>>().join(program.lang.pick("・", ", "));
    let replied = items.iter().any(|item| !reply(item).is_empty());
    let hint = say::stays(program.lang, &numbers, replied, divides);
    Err(TagBox::Stays(Box::new(Staying { receipt: receipt.to_owned(), choices, hint, op })))
}

/// A part as it is shown, masked.
fn text(receipt: &Receipt, part: &Part, decisions: &Decisions) -> String {
    let masks = docket::masks(receipt, decisions);
    let shown = part.spans.iter().map(|span| mask::hide(&receipt.text, *span, &masks).text);
    display(shown.collect::<String>().trim())
}
