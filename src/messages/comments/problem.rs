//! What is wrong with a comments definition, or was met in a file of receipts.

use crate::load::comments::CommentsFault;
use crate::messages::Lang;
use crate::messages::problem::maybe;
use crate::model::Problem;

/// A sentence about a fault of a definition.
pub fn fault(lang: Lang, fault: &CommentsFault) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match fault {
        CommentsFault::UnknownPlan { id, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            pick(
                format!("計画「{id}」がありません。koe.toml の plans に、その計画のファイルを加えてください。{maybe}"),
                format!("there is no plan \"{id}\". Add its file to plans in koe.toml.{maybe}"),
            )
        }
        CommentsFault::UnknownKind { plan, kind, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            pick(
                format!("計画「{plan}」に、種類が「{kind}」の記録がありません。{maybe}"),
                format!("plan \"{plan}\" has no record of the kind \"{kind}\".{maybe}"),
            )
        }
        CommentsFault::NoQuestion => pick(
            "kind = \"survey\" には、survey と question（自由記述の設問）が要ります。".to_owned(),
            "kind = \"survey\" needs survey and question, a text question.".to_owned(),
        ),
        CommentsFault::UnknownSurvey { id, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            pick(
                format!("調査「{id}」が koe.toml の surveys にありません。{maybe}"),
                format!("there is no survey \"{id}\" among the surveys of koe.toml.{maybe}"),
            )
        }
        CommentsFault::NotText { survey, question } => pick(
            format!("調査「{survey}」の「{question}」は、自由記述（kind = \"text\"）の設問ではありません。"),
            format!("\"{question}\" of survey \"{survey}\" is no text question."),
        ),
        CommentsFault::AfterCodeTaken { set, id } => pick(
            format!(
                "「{set}」の分類は設問「{id}」になりますが、その名前は使われています。after_code で別の名前を決めてください。"
            ),
            format!(
                "the codes of \"{set}\" become the question \"{id}\", which exists. Choose another with after_code."
            ),
        ),
        CommentsFault::NotADate { key, value } => pick(
            format!("{key} の「{value}」は日付として読めません。2023-11-24 のように書いてください。"),
            format!("{key} = \"{value}\" is no date. Write it as 2023-11-24."),
        ),
        CommentsFault::Period => {
            pick("closes が opens より前の日です。".to_owned(), "closes is before opens.".to_owned())
        }
        CommentsFault::NoColumn { file, wanted, nearest } => {
            let maybe = maybe(lang, nearest.as_ref());
            pick(
                format!("{file} に列「{wanted}」がありません。[[source]] を見出しに合わせてください。{maybe}"),
                format!("{file} has no column \"{wanted}\". Make [[source]] match its header.{maybe}"),
            )
        }
        CommentsFault::NoSource => pick(
            "[[source]]（意見のファイル）がありません。".to_owned(),
            "there is no [[source]], a file of receipts.".to_owned(),
        ),
    }
}

/// A sentence about something met in a file of receipts; empty for problems of other areas.
pub fn met(lang: Lang, problem: &Problem) -> String {
    let pick = |ja: String, en: String| lang.pick(ja, en);
    match problem {
        Problem::NoReceiptId { made } => pick(
            format!("受付番号がないので、「{made}」としました。"),
            format!("There is no receipt number; it is called \"{made}\"."),
        ),
        Problem::NoReceiptColumn => pick(
            "受付番号の列がないので、ファイルの順に番号を付けました。途中に行を加えると番号がずれ、分類や回答が別の意見に付きます。受付番号の列を設け、[[source]] の id に書いてください。".to_owned(),
            "There is no column of receipt numbers, so receipts are numbered in the order of the file. A row added in between shifts them, and codes and replies with them. Add a column and name it as id in [[source]].".to_owned(),
        ),
        Problem::ReceiptIdTwice { made } => pick(
            format!("受付番号がすでに使われているので、この行を「{made}」としました。"),
            format!("The receipt number is taken; this row is called \"{made}\"."),
        ),
        Problem::NoOpinion => pick(
            "意見の文がありません。別紙の有無を確かめてください。件数には入れています。".to_owned(),
            "There is no text. Look for an attachment. It is counted all the same.".to_owned(),
        ),
        Problem::ReceiptColumnUnused { header, filled } => pick(
            format!("列「{header}」は読んでいません（記入 {filled}件）。取下げなどの記載がないか確かめてください。"),
            format!(
                "The column \"{header}\" is not read ({filled} filled cells). See whether it tells of withdrawals and the like."
            ),
        ),
        Problem::NoReceiptDay => pick(
            "受付日が日付として読めません。期間内に受け付けたものとして扱います。".to_owned(),
            "The day of receipt is no date. It is treated as received in time.".to_owned(),
        ),
        _ => String::new(),
    }
}
