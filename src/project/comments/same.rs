//! Opinions of the same meaning into one published item: which act that is.

use super::op::{CommentOp, NewItem};
use crate::comments::draft::new_ids;
use crate::model::comment::{Decisions, Docket, Fate};

/// Why opinions cannot be put into one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSame {
    /// There is no opinion with this id.
    Unknown {
        /// As it was typed.
        opinion: String,
        /// One with a similar id.
        nearest: Option<String>,
    },
    /// It was taken back.
    Withdrawn {
        /// Opinion id.
        opinion: String,
    },
    /// They are in several items already, each perhaps with a reply.
    SeveralItems {
        /// Item ids.
        items: Vec<String>,
    },
}

/// The act that puts opinions into one item: the item one of them is in, or `into`, or a new one with an id of its own.
///
/// # Errors
/// An opinion that is not there or withdrawn; several items and none is chosen.
pub fn same(
    docket: &Docket,
    decisions: &Decisions,
    opinions: &[String],
    into: Option<&str>,
) -> Result<CommentOp, NotSame> {
    let mut items: Vec<&String> = Vec::new();
    for id in opinions {
        let Some(opinion) = docket.opinion(id) else {
            let nearest = crate::text::nearest(id, docket.opinions.iter().map(|opinion| opinion.id.as_str()));
            return Err(NotSame::Unknown { opinion: id.clone(), nearest });
        };
        if matches!(opinion.fate, Fate::Withdrawn { .. }) {
            return Err(NotSame::Withdrawn { opinion: id.clone() });
        }
        if let Some(item) = decisions.item_of.get(id).filter(|item| !items.contains(item)) {
            items.push(item);
        }
    }
    let opinions = opinions.to_vec();
    match (into, items.as_slice()) {
        (Some(item), _) => Ok(CommentOp::Group { item: Some(item.to_owned()), opinions }),
        (None, []) => {
            let ids = new_ids(decisions, opinions.first().map(String::as_str));
            let items = ids.into_iter().map(|id| NewItem { id, opinions: opinions.clone() }).collect();
            Ok(CommentOp::MakeItems { items })
        }
        (None, [item]) => Ok(CommentOp::Group { item: Some((*item).clone()), opinions }),
        (None, several) => Err(NotSame::SeveralItems { items: several.iter().map(|item| (*item).clone()).collect() }),
    }
}
