//! Words of moves: titles of some, and what is said where a key has nothing left to do: cursors at an end, lists without rows,
//! a screen that is shown already.

use super::{Lang, phrases};

phrases! {
    // Titles of commands that do this or that, as the screen has it.
    to_start: "行・一覧の先頭へ" / "Start of the line or list";
    to_end: "行・一覧の末尾へ" / "End of the line or list";
    next_of_kind: "次の調査（意見の組・計画の表）" / "Next survey (set of comments, table of plans)";
    previous_of_kind: "前の調査（意見の組・計画の表）" / "Previous survey (set of comments, table of plans)";
    // What is said.
    top: "これより上はありません。" / "There is nothing further up.";
    bottom: "これより下はありません。" / "There is nothing further down.";
    left: "これより左はありません。" / "There is nothing further left.";
    right: "これより右はありません。" / "There is nothing further right.";
    first: "先頭にいます。" / "This is the beginning.";
    last: "末尾にいます。" / "This is the end.";
    detail_top: "詳細の先頭です。" / "This is the beginning of the details.";
    detail_bottom: "詳細の末尾です。" / "This is the end of the details.";
    nothing_to_erase: "消す文字がありません。" / "There is nothing to erase.";
    no_typing_to_undo: "元に戻す入力はありません。" / "There is no typing to undo.";
    no_typing_to_redo: "やり直す入力はありません。" / "There is no typing to redo.";
    no_rows: "行がありません。" / "There are no rows.";
    already_here: "すでにこの画面です。" / "This screen is shown already.";
    not_by_survey: "この画面は調査ごとには分かれていません。" / "This screen is not divided by survey.";
    same_start: "始まりはすでにここです。" / "The part begins here already.";
    whole_already: "すでに全文を選んでいます。" / "The whole text is chosen already.";
    one_field: "入力欄は1つだけです。" / "There is only one field.";
    one_opinion: "ほかに意見はありません。" / "There is no other opinion.";
}

/// How much of a list a search leaves.
pub fn found(lang: Lang, count: usize) -> String {
    lang.pick(format!("{count}件"), format!("{count} found"))
}

/// The same where there is very little room.
pub fn found_short(lang: Lang, count: usize) -> String {
    lang.pick(format!("検索{count}"), format!("/ {count}"))
}

/// How typing into a search line begins.
pub fn search_with(lang: Lang, key: &str) -> String {
    lang.pick(format!("{key} を押すと検索できます"), format!("press {key} to search"))
}

/// The end of what a search found; the key ends the search.
pub fn end_of_found(lang: Lang, end: &str) -> String {
    lang.pick(
        format!("絞り込み中の設問はここまでです（{end} で検索を終え、すべての設問に戻ります）。"),
        format!("The search found no more questions ({end} ends it and shows all)."),
    )
}

/// What was typed for a search that could not begin: `keys` begin the search and leave it.
pub fn typed_too_soon(lang: Lang, keys: &[String; 2]) -> String {
    let [search, leave] = keys;
    lang.pick(
        format!("読み込みが終わりました。検索は {search} をもう一度押してください（やめるには {leave}）。"),
        format!("Everything is read now: press {search} again to search, or {leave}."),
    )
}
