//! Words about single forms: showing one, typing one in.

use super::{Lang, phrases};
use crate::model::fix::Fix;

phrases! {
    about: "個票（1件の調査票）を見る、紙の調査票を入力する" / "One respondent's form; typing in paper forms";
    show_about: "個票: 1件の回答を元の値と集計値で並べて見る" / "A form: every answer raw and as counted";
    enter_about: "紙の調査票を1件入力する（表計算ファイルには書かない）" / "Type in a paper form (spreadsheets stay as they are)";
    enter_help: "例:\n  koe form enter 2001 F1=2 Q1=3 'Q3=1;4' Q15=5 'Q3:11=駐輪場'\n値: コード（複数は ; で区切る）、数値、日付、空は無回答、INV（無効）、UNK（読めない）。Q3:11= は「その他」の記入" /
        "Example:\n  koe form enter 2001 F1=2 Q1=3 'Q3=1;4' Q15=5 'Q3:11=bicycles'\nValues: codes (several with ;), numbers, dates, nothing for no answer, INV, UNK. Q3:11= is the text beside \"other\"";
    remove_about: "入力した調査票を取り消す" / "Take a typed form away";
    id: "整理番号" / "Id of the form";
    answers: "設問=値" / "Question=value";
    mode: "回答方法（既定: 紙）" / "How it came (default: paper)";
    replace: "前に入力したものと入れ替える" / "Replace the form that was typed in before";
    no_id: "整理番号を入れてください。" / "Give the id of the form.";
    head_question: "設問" / "Question";
    unmasked: "自由記述の氏名や電話番号などを伏せず、原文のまま見せる" / "Show free texts as they were written, with names and numbers";
}

/// Whether free texts are masked.
pub fn masks(lang: Lang, unmasked: bool) -> &'static str {
    match unmasked {
        true => lang.pick(
            "自由記述は原文のままです（個人情報に注意）。",
            "Free texts as they were written: mind personal data.",
        ),
        false => lang.pick(
            "自由記述の氏名や電話番号などは伏せています（原文は --unmasked）。",
            "Names and numbers in free texts are masked (--unmasked shows them).",
        ),
    }
}

/// Heads of the list of answers, after the question.
pub fn heads(lang: Lang) -> [&'static str; 5] {
    lang.pick(["設問名", "元の値", "集計値", "セル", "注記"], ["Label", "Raw value", "Counted as", "Cell", "Notes"])
}

/// Title of a form.
pub fn title(lang: Lang, id: &str) -> String {
    lang.pick(format!("個票 {id}"), format!("Form {id}"))
}

/// Where a form stands and how it came.
pub fn place(lang: Lang, file: &str, sheet: &str, row: usize, mode: Option<&str>) -> String {
    let sheet = if sheet.is_empty() { String::new() } else { format!(" {sheet}") };
    let mode = mode.map(|mode| lang.pick(format!("　回答方法 {mode}"), format!(", {mode}"))).unwrap_or_default();
    lang.pick(format!("{file}{sheet} {row}行目{mode}"), format!("{file}{sheet}, row {row}{mode}"))
}

/// The free text of a その他.
pub fn other(lang: Lang, text: &str) -> String {
    lang.pick(format!("その他の記入「{text}」"), format!("other: \"{text}\""))
}

/// Who decided about an answer.
pub fn decided(lang: Lang, fix: &Fix) -> String {
    let note = if fix.note.is_empty() {
        String::new()
    } else {
        lang.pick(format!("、{}", fix.note), format!(", {}", fix.note))
    };
    let who = super::fix::person(lang, &fix.who);
    lang.pick(format!("処理済み（{who}、{}{note}）", fix.at), format!("decided ({who}, {}{note})", fix.at))
}

/// A pair without `=`.
pub fn no_pair(lang: Lang, pair: &str) -> String {
    lang.pick(format!("「{pair}」は 設問=値 の形ではありません。"), format!("\"{pair}\" is not QUESTION=VALUE."))
}

/// A choice that has no free text.
pub fn no_other(lang: Lang, question: &str, code: &str) -> String {
    lang.pick(
        format!("{question} の選択肢「{code}」には記入欄がありません（定義の other）。"),
        format!("Choice \"{code}\" of {question} has no free text (other in the definition)."),
    )
}

/// The form stands in a spreadsheet already.
pub fn known(lang: Lang, id: &str, file: &str, row: usize) -> String {
    lang.pick(
        format!("整理番号「{id}」は {file} の{row}行目にあります。訂正は koe fix set で行ってください。"),
        format!("Form \"{id}\" stands in {file}, row {row}. Put it right with koe fix set."),
    )
}

/// The form was typed in before.
pub fn typed_before(lang: Lang, id: &str) -> String {
    lang.pick(
        format!("整理番号「{id}」は入力済みです。入れ替えるなら --replace を付けてください。"),
        format!("Form \"{id}\" was typed in before. Add --replace to replace it."),
    )
}

/// No such form was typed in.
pub fn not_typed(lang: Lang, id: &str) -> String {
    lang.pick(format!("整理番号「{id}」の入力はありません。"), format!("No form \"{id}\" was typed in."))
}
