//! Words of findings: acts on them, and why evidence is gone.

pub mod statement;
pub mod words;

use crate::messages::Lang;
use crate::model::finding::Gone;
use crate::project::FindingOp;

/// An act by its name.
pub fn act(lang: Lang, op: &FindingOp) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match op {
        FindingOp::Add { finding } => {
            pick(format!("所見 {} の追加", finding.id), format!("adding finding {}", finding.id))
        }
        FindingOp::Remove { id } => pick(format!("所見 {id} の削除"), format!("removing finding {id}")),
        FindingOp::Reword { id, .. } => pick(format!("所見 {id} の文の変更"), format!("rewording finding {id}")),
        FindingOp::Evidence { id, .. } => pick(format!("所見 {id} の根拠"), format!("the evidence of finding {id}")),
        FindingOp::Link { id, record } => {
            pick(format!("所見 {id} と {record} の結び付け"), format!("linking finding {id} with {record}"))
        }
        FindingOp::Unlink { id, record } => {
            pick(format!("所見 {id} と {record} の結び付けの解除"), format!("unlinking finding {id} from {record}"))
        }
        FindingOp::Review { id, review: Some(review) } if !review.on.is_empty() => {
            pick(format!("所見 {id} の承認"), format!("accepting finding {id}"))
        }
        FindingOp::Review { id, review: Some(_) } => {
            pick(format!("所見 {id} の確認"), format!("the review of finding {id}"))
        }
        FindingOp::Review { id, review: None } => {
            pick(format!("所見 {id} の確認の取消し"), format!("taking back the review of finding {id}"))
        }
        FindingOp::Note { id, .. } => pick(format!("所見 {id} のメモ"), format!("the note on finding {id}")),
        FindingOp::Refuse { refused: true, .. } => pick("所見の案の却下".into(), "refusing a draft".into()),
        FindingOp::Refuse { refused: false, .. } => {
            pick("所見の案の却下の取消し".into(), "taking up a refused draft again".into())
        }
        FindingOp::LinkRecords { a, b } => pick(format!("{a} と {b} の結び付け"), format!("linking {a} with {b}")),
        FindingOp::UnlinkRecords { a, b } => {
            pick(format!("{a} と {b} の結び付けの解除"), format!("unlinking {a} from {b}"))
        }
    }
}

/// It was done; `None` where the screen shows it anyway.
pub fn done(lang: Lang, op: &FindingOp) -> Option<String> {
    Some(lang.pick(format!("{}を記録しました。", act(lang, op)), format!("Done: {}.", act(lang, op))))
}

/// Why evidence says nothing any more.
pub fn gone(lang: Lang, gone: &Gone) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match gone {
        Gone::Survey(id) => pick(format!("調査「{id}」がありません"), format!("there is no survey \"{id}\"")),
        Gone::Question(id) => pick(format!("設問「{id}」がありません"), format!("there is no question \"{id}\"")),
        Gone::Option { question, code } => {
            pick(format!("{question} に選択肢「{code}」がありません"), format!("{question} has no choice \"{code}\""))
        }
        Gone::Group { banner, code } => {
            pick(format!("{banner} に区分「{code}」がありません"), format!("{banner} has no group \"{code}\""))
        }
        Gone::Table(sentence) => {
            pick(format!("集計できません：{sentence}"), format!("no table can be made: {sentence}"))
        }
        Gone::Value => {
            pick("回答者がいないため数値がありません".into(), "nobody answered, so there is no figure".into())
        }
        Gone::Set(id) => pick(format!("意見の組「{id}」がありません"), format!("there is no set of comments \"{id}\"")),
        Gone::Item(id) => pick(format!("意見の項目「{id}」がありません"), format!("there is no item \"{id}\"")),
        Gone::Code(id) => pick(format!("分類「{id}」がありません"), format!("there is no code \"{id}\"")),
        Gone::Opinions => pick("意見が一つも残っていません".into(), "none of the opinions is left".into()),
        Gone::Record(record) => {
            pick(format!("計画の記録「{record}」がありません"), format!("there is no record \"{record}\""))
        }
    }
}
