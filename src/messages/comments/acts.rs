//! Names of acts on comments, for undo, redo and the log.

use crate::messages::Lang;
use crate::model::comment::decisions::Via;
use crate::project::CommentOp;

/// An act by its name.
pub fn act(lang: Lang, op: &CommentOp) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match op {
        CommentOp::Receive { receipt } => {
            pick(format!("受付 {} の入力", receipt.id), format!("taking in receipt {}", receipt.id))
        }
        CommentOp::Withdraw { receipt, why } if why.is_some() => {
            pick(format!("受付 {receipt} の取下げ"), format!("withdrawal of receipt {receipt}"))
        }
        CommentOp::Withdraw { receipt, .. } => {
            pick(format!("受付 {receipt} の取下げの解除"), format!("taking receipt {receipt} up again"))
        }
        CommentOp::SamePerson { receipt, .. } => {
            pick(format!("受付 {receipt} の提出者"), format!("the person of receipt {receipt}"))
        }
        CommentOp::Mask { receipt, mask } if mask.kind.is_some() => {
            pick(format!("受付 {receipt} の伏字"), format!("masking in receipt {receipt}"))
        }
        CommentOp::Mask { receipt, .. } => {
            pick(format!("受付 {receipt} の伏字の解除"), format!("unmasking in receipt {receipt}"))
        }
        CommentOp::Reshape { from, into, .. } => {
            let staying = into.iter().find_map(|part| Some((part.item.as_ref()?, &part.id)));
            let (ja, en) = staying.map_or_else(Default::default, |(item, part)| {
                (format!("項目 {item} は {part} に残す"), format!("item {item} stays with {part}"))
            });
            let (lone_ja, more_ja) =
                if ja.is_empty() { Default::default() } else { (format!("（{ja}）"), format!("。{ja}")) };
            let en = if en.is_empty() { en } else { format!(" ({en})") };
            if from.len() > into.len() {
                pick(
                    format!("意見 {} の結合{lone_ja}", from.join("・")),
                    format!("joining opinions {}{en}", from.join(", ")),
                )
            } else {
                pick(
                    format!("意見 {} の分割（{}件に{more_ja}）", from.join("・"), into.len()),
                    format!("dividing opinion {} into {}{en}", from.join(", "), into.len()),
                )
            }
        }
        CommentOp::Tag { tags, .. } => match tags.as_slice() {
            [one] => {
                let codes = one.codes.as_ref().map_or(String::new(), |codes| codes.join("・"));
                pick(
                    format!("意見 {} の分類 {codes}", one.opinion),
                    format!("codes of opinion {} {codes}", one.opinion),
                )
            }
            tags => pick(format!("意見 {}件の分類", tags.len()), format!("codes of {} opinions", tags.len())),
        },
        CommentOp::Settle { opinion, .. } => {
            pick(format!("意見 {opinion} の分類の確定"), format!("settling the codes of opinion {opinion}"))
        }
        CommentOp::Import { coders, settled, .. } => {
            let codings = coders.iter().map(|coder| coder.tags.len()).sum::<usize>() + settled.len();
            pick(
                format!("他のソフトの分類 {codings}件の取込み"),
                format!("taking in {codings} codings of another program"),
            )
        }
        CommentOp::Skip { opinion, .. } => {
            pick(format!("意見 {opinion} の後回し"), format!("putting off opinion {opinion}"))
        }
        CommentOp::Flag { opinion, .. } => {
            pick(format!("意見 {opinion} の印"), format!("the flag of opinion {opinion}"))
        }
        CommentOp::OutOfScope { opinions, why: None } => pick(
            format!("意見 {} の対象外の解除", opinions.join("・")),
            format!("taking opinions {} up again", opinions.join(", ")),
        ),
        CommentOp::OutOfScope { opinions, .. } => {
            pick(format!("意見 {} の対象外", opinions.join("・")), format!("scope of opinions {}", opinions.join(", ")))
        }
        CommentOp::Sample { sample } => pick(
            format!("二重分類の抽出（{}件）", sample.opinions.len()),
            format!("a sample of {} for a second coding", sample.opinions.len()),
        ),
        CommentOp::EditCodes { codes } => {
            let ids: Vec<&str> = codes.iter().map(|code| code.id.as_str()).collect();
            pick(format!("コード {} の変更", ids.join("・")), format!("changing codes {}", ids.join(", ")))
        }
        CommentOp::MergeCodes { from, into } => pick(
            format!("コード {} を {into} に統合", from.join("・")),
            format!("merging codes {} into {into}", from.join(", ")),
        ),
        CommentOp::SetRule { rule } => pick(format!("規則 {} の変更", rule.id), format!("changing rule {}", rule.id)),
        CommentOp::RemoveRule { id } => pick(format!("規則 {id} の削除"), format!("removing rule {id}")),
        CommentOp::MakeItems { items } => {
            pick(format!("公表項目 {}件の作成", items.len()), format!("making {} items", items.len()))
        }
        CommentOp::Group { item: None, opinions } => pick(
            format!("意見 {} を項目から外すこと", opinions.join("・")),
            format!("taking opinions {} out of their items", opinions.join(", ")),
        ),
        CommentOp::Group { opinions, .. } => {
            pick(format!("意見 {} のまとめ", opinions.join("・")), format!("grouping opinions {}", opinions.join(", ")))
        }
        CommentOp::SetOutline { item, .. } => pick(format!("{item} の要旨"), format!("the outline of {item}")),
        CommentOp::SetHeading { items, .. } => {
            pick(format!("{} の見出し", items.join("・")), format!("the heading of {}", items.join(", ")))
        }
        CommentOp::SetDisposition { items, .. } => {
            pick(format!("{} の対応区分", items.join("・")), format!("the class of {}", items.join(", ")))
        }
        CommentOp::Reply { replies } => {
            pick(format!("考え方 {}件", replies.len()), format!("{} replies", replies.len()))
        }
        CommentOp::Ask { items, .. } => {
            pick(format!("{}件の照会", items.len()), format!("asking about {} items", items.len()))
        }
        CommentOp::SetChanges { item, .. } => {
            pick(format!("{item} による計画の変更箇所"), format!("changes of the plan by {item}"))
        }
    }
}

/// It was done; `None` where the screen shows it anyway.
pub fn done(lang: Lang, op: &CommentOp) -> Option<String> {
    match op {
        CommentOp::Tag { tags, via, .. } if tags.len() == 1 || *via == Via::Group => None,
        CommentOp::Skip { .. } | CommentOp::Flag { .. } => None,
        other => {
            Some(lang.pick(format!("{}を記録しました。", act(lang, other)), format!("Done: {}.", act(lang, other))))
        }
    }
}
