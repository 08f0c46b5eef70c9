//! Words of the screen with one respondent's form (個票).

use super::{Lang, phrases};
use crate::model::Problem;

phrases! {
    form: "個票" / "Form";
    to_form: "個票へ" / "Go to the single form";
    edit: "値を訂正する（先頭の行では集計の除外・算入）" / "Correct the value (first row: leave out or count)";
    short_edit: "訂正" / "Correct";
    previous: "前の調査票" / "Previous form";
    next: "次の調査票" / "Next form";
    short_next: "次票" / "Next";
    next_open: "未処理の指摘がある次の調査票" / "Next form with an open problem";
    short_next_open: "次の未処理" / "Next open";
    previous_open: "未処理の指摘がある前の調査票" / "Previous form with an open problem";
    leave_out: "この調査票を集計から除く・含める" / "Leave the form out, or count it";
    short_leave_out: "除外・算入" / "In or out";
    find: "整理番号で探す" / "Find by id";
    short_find: "番号" / "Find";
    whole: "調査票全体" / "the whole form";
    valid: "有効" / "valid";
    blank: "白紙" / "blank";
    duplicate: "重複" / "repeated";
    out_of_scope: "対象外" / "out of scope";
    left_out: "個別除外" / "left out";
    not_counted: "集計外" / "not counted";
    no_forms: "調査票がありません。" / "There are no forms.";
    reading: "調査票を読み込んでいます…" / "reading the forms…";
    gone: "その調査票が見つかりません。" / "That form is not there any more.";
    no_more_open: "未処理の指摘がある調査票は、この先にありません。" / "No further form has an open problem.";
    last_form: "最後の調査票です。" / "This is the last form.";
    first_form: "最初の調査票です。" / "This is the first form.";
    no_decision: "この行には取り消す処理がありません。" / "Nothing was decided about this row.";
    find_hint: "番号の先頭を入力（全角でも可）" / "type how the id begins";
    empty_cell: "（空欄）" / "(empty)";
    leave_out_now: "集計から除く" / "is not counted";
    count_now: "集計に含める" / "is counted";
    original: "自由記述の原文を表示・伏字に戻す" / "Show free texts as written, or masked";
    original_shown: "原文を表示中" / "texts as written";
    unmasked: "この調査票の自由記述を原文で表示しています。別の調査票へ移ると伏字に戻ります。" / "Free texts of this form are shown as written; another form is masked again.";
    masked_again: "自由記述を伏字に戻しました。" / "Free texts are masked again.";
    typed_in: "画面で入力" / "typed in";
}

/// How far reading the forms is, and the key that stops it.
pub fn reading_part(lang: Lang, percent: u64, key: &str) -> String {
    lang.pick(
        format!("調査票を読み込んでいます {percent}%…（{key} で中止）"),
        format!("reading the forms {percent}%… ({key} stops it)"),
    )
}

/// Free texts are masked; the key shows them as they were written.
pub fn masks(lang: Lang, key: &str) -> String {
    lang.pick(format!("自由記述は伏字（{key} 原文）"), format!("free texts masked ({key}: as written)"))
}

/// Heads of the table of answers.
pub fn columns(lang: Lang) -> [&'static str; 5] {
    lang.pick(["設問", "元の値", "集計値", "セル", "注記"], ["Question", "Raw", "Counted", "Cell", "Notes"])
}

/// What becomes of a form.
pub fn fate(lang: Lang, fate: Option<&Problem>) -> &'static str {
    match fate {
        None => valid(lang),
        Some(Problem::Blank) => blank(lang),
        Some(Problem::Duplicate { .. }) => duplicate(lang),
        Some(Problem::OutOfScope { .. }) => out_of_scope(lang),
        Some(Problem::LeftOut { .. }) => left_out(lang),
        Some(_) => not_counted(lang),
    }
}

/// Title of the frame: which of how many.
pub fn title(lang: Lang, at: usize, total: usize) -> String {
    lang.pick(format!("個票　{at}／{total}件目"), format!("Form {at} of {total}"))
}

/// Who this is and where it stands.
pub fn head(lang: Lang, id: &str, mode: &str, place: &str) -> String {
    let mode = if mode.is_empty() { String::new() } else { format!("　{mode}") };
    lang.pick(format!("整理番号 {id}{mode}　{place}"), format!("Case {id}{mode}  {place}"))
}

/// File and row.
pub fn place(lang: Lang, file: &str, row: usize) -> String {
    lang.pick(format!("{file} {row}行目"), format!("{file} row {row}"))
}

/// How many problems, and how many are open.
pub fn problems(lang: Lang, all: usize, open: usize) -> String {
    lang.pick(format!("指摘 {all}件（未処理 {open}件）"), format!("{all} problems ({open} open)"))
}

/// A decision about an answer: who and when.
pub fn decided(lang: Lang, what: &str, who: &str, at: &str, note: &str) -> String {
    let who = super::fix::person(lang, who);
    let note = if note.is_empty() { String::new() } else { format!("　{note}") };
    lang.pick(format!("処理 {what}　{who} {at}{note}"), format!("decided {what} by {who} {at}{note}"))
}

/// The free text of a choice.
pub fn other(lang: Lang, label: &str, text: &str) -> String {
    lang.pick(format!("{label}: {text}"), format!("{label}: {text}"))
}

/// One cell with its header.
pub fn cell(lang: Lang, cell: &str, header: &str, text: &str) -> String {
    lang.pick(format!("{cell}「{header}」 {text}"), format!("{cell} \"{header}\" {text}"))
}
