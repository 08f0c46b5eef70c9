//! Words of the screen of the data check: rules, what is left to do, what can be done, what was decided.

use super::{Lang, phrases};
use crate::load::remedy::Remedy;
use crate::model::diagnostic::Status;

phrases! {
    open_problem: "その調査票（個票）を開く" / "Open the form (whole-file problems: details)";
    short_open_problem: "個票" / "Form";
    details: "詳しく見る" / "Show everything about it";
    short_details: "詳細" / "Details";
    remedy: "処理する（選択肢から選ぶ）" / "Choose what to do about it";
    short_remedy: "処理" / "Settle";
    remedy_all: "同じ規則で一覧にあるものをまとめて処理する" / "Settle the listed cases of this rule";
    short_remedy_all: "まとめて処理" / "Settle listed";
    confirm: "確認済みとする（そのままでよい）" / "Say that it is right as it is";
    short_confirm: "確認済" / "Right";
    value: "値を入れて訂正する" / "Type the right value";
    short_value: "訂正" / "Correct";
    status: "状態で絞り込む（順に切替え）" / "Filter by status (cycles)";
    short_status: "状態" / "Status";
    rule: "規則で絞り込む" / "Filter by rule";
    short_rule: "規則" / "Rule";
    tab: "指摘と処理の記録を切り替える" / "Problems or decisions";
    short_tab: "記録・指摘" / "Other list";
    export: "表示中の一覧をファイルに書き出す" / "Write the list shown to a file";
    take_back: "この処理を取り消す（元の値に戻る）" / "Take this decision back";
    short_take_back: "取消し" / "Take back";
    open_decision: "その調査票（個票）を開く" / "Open the form it is about";
    only_stale: "働いていない処理だけを表示する" / "Only decisions that do not hold";
    short_only_stale: "無効分" / "Not holding";
    rules_pane: "規則" / "Rules";
    found: "指摘" / "Problems";
    decisions: "処理の記録" / "Decisions";
    every_rule: "全ての規則" / "All rules";
    all: "全て" / "all";
    open: "未処理" / "open";
    automatic: "自動" / "automatic";
    kept: "確認済" / "confirmed";
    updating: "反映中" / "updating";
    reading_forms: "調査票を読み込んでいます。少し待ってからもう一度押してください。" / "The forms are being read. Try again in a moment.";
    no_form: "調査票ごとの指摘ではないので、ここでは処理できません。" / "This is not about one form: nothing can be decided here.";
    nothing_offered: "この指摘に使える処理はありません。" / "Nothing can be decided about this.";
    no_question: "設問の回答ではないので、値は入れられません。" / "This is not an answer: no value can be typed.";
    is_kept: "すでに確認済みです。" / "It is confirmed already.";
    nothing_to_take_back: "取り消す処理がありません。" / "There is no decision to take back.";
    no_decisions: "処理はまだありません。指摘の一覧か個票で処理すると、ここに残ります。元のファイルは書き換えません。" / "Nothing was decided yet. Spreadsheets are never written.";
    nothing_stale: "働いていない処理はありません。" / "Every decision holds.";
    remedies_box: "処理を選ぶ" / "What to do";
    all_box: "全件の処理を選ぶ" / "What to do with all";
    rules_box: "規則を選ぶ" / "Choose a rule";
    note_box: "理由など（空でもよい）" / "A note, such as the reason (may be empty)";
    close: "何もせずに閉じる" / "Close without doing anything";
    by_value: "値を入れて訂正する…" / "Type the right value…";
    undo_decision: "この処理を取り消す" / "Take the decision back";
    blank_is: "空欄のままにすると無回答になります。" / "Left empty it counts as no answer.";
    no_fitting: "この回答には使えません。" / "It does not suit this answer.";
}

/// How to record what is shown, and how not to.
pub fn to_record(lang: Lang, accept: &str, back: &str) -> String {
    lang.pick(format!("{accept} で記録します。{back} でやめます。"), format!("{accept} records it, {back} does not."))
}

/// What can be done about an answer with keys, before the rest of the advice.
pub fn with_keys(lang: Lang, value: Option<&str>, settle: &str, advice: &str) -> String {
    let keys = match value {
        Some(value) => lang.pick(
            format!("{value} で値を訂正、{settle} で処理を選べます。"),
            format!("{value} corrects the value, {settle} lists what can be done. "),
        ),
        None => lang.pick(format!("{settle} で処理を選べます。"), format!("{settle} lists what can be done. ")),
    };
    format!("{keys}{advice}")
}

/// Heads of the list of problems: status, severity, rule, case, question, value, file, cell, message.
pub fn columns(lang: Lang) -> [&'static str; 9] {
    lang.pick(
        ["状態", "重さ", "規則", "整理番号", "設問", "値", "ファイル", "セル", "内容"],
        ["Status", "Type", "Rule", "Case", "Question", "Value", "File", "Cell", "Message"],
    )
}

/// Heads of the list of problems in a file, after the status.
pub fn export_heads(lang: Lang) -> [&'static str; 11] {
    lang.pick(
        ["重さ", "規則", "整理番号", "設問", "値", "ファイル", "シート", "セル", "内容", "対処", "確認した人"],
        ["Type", "Rule", "Case", "Question", "Value", "File", "Sheet", "Cell", "Message", "What to do", "Confirmed by"],
    )
}

/// Heads of the list of decisions: state, case, question, raw value, decision, who, when, note.
pub fn decision_columns(lang: Lang) -> [&'static str; 8] {
    lang.pick(
        ["状態", "整理番号", "設問", "元の値", "処理", "処理した人", "日時", "理由"],
        ["State", "Case", "Question", "Raw value", "Decision", "Who", "When", "Note"],
    )
}

/// What is left to do.
pub fn status_name(lang: Lang, status: Option<Status>) -> &'static str {
    match status {
        None => all(lang),
        Some(Status::Open) => open(lang),
        Some(Status::Automatic) => automatic(lang),
        Some(Status::Kept) => kept(lang),
    }
}

/// Which problems are seen, by what was done about them.
pub fn only_status(lang: Lang, status: Option<Status>) -> String {
    format!("{}{}", lang.pick("状態: ", "status: "), status_name(lang, status))
}

/// What is seen of the list: how many, of which rule, with which status.
pub fn title(lang: Lang, (shown, total): (usize, usize), rule: Option<&str>, status: Option<Status>) -> String {
    let count = if shown == total { format!("{total}") } else { format!("{shown}{}{total}", lang.pick("／", " of ")) };
    let rule = rule.map(|rule| format!("　{rule}")).unwrap_or_default();
    let status = match status {
        None => String::new(),
        some => format!("　{}", only_status(lang, some)),
    };
    lang.pick(format!("データ検査　{count}件{rule}{status}"), format!("Data check: {count}{rule}{status}"))
}

/// Title of the list of decisions.
pub fn decisions_title(lang: Lang, total: usize, stale: usize, only_stale: bool) -> String {
    let which =
        if only_stale { lang.pick("　働いていない処理だけ", " (only those not holding)") } else { "" };
    let stale = match stale {
        0 => String::new(),
        n => lang.pick(format!("　うち働いていない処理 {n}件"), format!(", {n} not holding")),
    };
    lang.pick(format!("処理の記録　{total}件{stale}{which}"), format!("Decisions: {total}{stale}{which}"))
}

/// What stands in the cell becomes a choice.
pub fn as_new_choice(lang: Lang, value: &str) -> String {
    lang.pick(
        format!("新しい選択肢「{value}」として定義に加える"),
        format!("Add it to the definition as a new choice, \"{value}\""),
    )
}

/// A choice was added to a definition.
pub fn choice_added(lang: Lang, file: &str, value: &str) -> String {
    lang.pick(
        format!("{file} に選択肢「{value}」を加えました。同じ回答はすべてこれに数えます。"),
        format!("Added the choice \"{value}\" to {file}; every such answer counts as it."),
    )
}

/// A remedy in words.
pub fn remedy_name(lang: Lang, remedy: Remedy) -> &'static str {
    match remedy {
        Remedy::Keep => lang.pick("確認済みとする（そのままでよい）", "right as it is"),
        Remedy::Blank => lang.pick("無回答にする", "counts as no answer"),
        Remedy::Invalid => lang.pick("無効にする", "counts as invalid"),
        Remedy::AllMarks => lang.pick("全ての○を有効にする", "all marks count"),
        Remedy::WithoutExclusive => {
            lang.pick("「特にない」等を外して、ほかの○を有効にする", "without the exclusive choice")
        }
        Remedy::OnlyExclusive => lang.pick("「特にない」等だけにする", "only the exclusive choice"),
        Remedy::Nearest => lang.pick("書き方の近い選択肢とみなす", "the choice written most like it"),
        Remedy::Fitting => lang.pick("後の設問の回答に合う答えにする", "the answer that fits what follows"),
        Remedy::LeaveOut => lang.pick("この調査票を集計から除く", "the form is not counted"),
        Remedy::Count => lang.pick("この調査票を集計に含める", "the form is counted"),
    }
}

/// The exclusive choice is dropped, and there are still more marks than allowed.
pub fn still_too_many(lang: Lang, max: usize) -> String {
    lang.pick(
        format!("外しても○が上限の{max}つを超えます"),
        format!("there are still more marks than the {max} allowed"),
    )
}

/// A remedy for all, on all questions or on one.
pub fn remedy_for(lang: Lang, remedy: Remedy, question: Option<&str>) -> String {
    let name = remedy_name(lang, remedy);
    match question {
        None => name.to_owned(),
        Some(question) => lang.pick(format!("{name}（{question} だけ）"), format!("{name} (only {question})")),
    }
}

/// So many cases.
pub fn cases(lang: Lang, n: usize) -> String {
    lang.pick(format!("{n}件"), format!("{n} cases"))
}

/// What is about to be recorded for many.
pub fn about_to_settle(lang: Lang, rule: &str, n: usize, remedy: Remedy) -> String {
    let name = remedy_name(lang, remedy);
    lang.pick(
        format!("規則「{rule}」の {n}件を「{name}」で処理します。1件ずつ記録され、元に戻せます。"),
        format!("{n} cases of \"{rule}\": {name}. Each is recorded and can be undone."),
    )
}

/// Only what is listed is settled, though the rule hit more.
pub fn only_listed(lang: Lang, listed: usize, all: usize) -> String {
    lang.pick(
        format!("絞り込み中のため、表示中の {listed}件だけを処理します（この規則の対象は全部で {all}件）。"),
        format!("Only the {listed} cases listed are meant, of {all} that the rule hit."),
    )
}

/// What is about to be recorded for one.
pub fn about_to_decide(lang: Lang, id: &str, about: &str, what: &str) -> String {
    lang.pick(format!("{id}　{about}: {what}"), format!("{id} {about}: {what}"))
}

/// The value that was typed stands there already.
pub fn same_value(lang: Lang, now: &str, confirm: &str) -> String {
    lang.pick(
        format!("集計値はいまも「{now}」です。値を変えないときは、戻って {confirm}（確認済み）を使ってください。"),
        format!("\"{now}\" is counted already. To say that it is right, go back and press {confirm}."),
    )
}

/// How the value of a kind of question is typed.
pub fn how_to_type(lang: Lang, kind: crate::model::Kind) -> &'static str {
    use crate::model::Kind;
    match kind {
        Kind::Single | Kind::Matrix => {
            lang.pick("コードを1つ。NA 無回答、INV 無効、UNK 不明", "one code; NA, INV or UNK")
        }
        Kind::Multiple => lang.pick(
            "コードを ; で区切る（例 1;4）。NA 無回答、INV 無効、UNK 不明",
            "codes with ; between them (1;4); NA, INV or UNK",
        ),
        Kind::Rank => lang.pick(
            "1位から順にコードを ; で区切る（例 3;1）。NA 無回答、INV 無効",
            "codes by rank with ; between them (3;1); NA or INV",
        ),
        Kind::Numeric => lang.pick("数値（例 20）。NA 無回答、INV 無効、UNK 不明", "a number (20); NA, INV or UNK"),
        Kind::Date => {
            lang.pick("日付（例 2023-07-01）。NA 無回答、INV 無効、UNK 不明", "a date (2023-07-01); NA, INV or UNK")
        }
        Kind::Text => lang.pick("文字。NA 無回答", "a text; NA"),
    }
}

/// What stands there and what is counted now.
pub fn now_counted(lang: Lang, raw: &str, counted: &str) -> String {
    lang.pick(format!("元の値: {raw}　いまの集計値: {counted}"), format!("raw: {raw}, counted now: {counted}"))
}

/// What the typed text would count as.
pub fn will_count(lang: Lang, counted: &str) -> String {
    lang.pick(format!("→ {counted}"), format!("-> {counted}"))
}

/// The codes of a question.
pub fn codes(lang: Lang, codes: &[String]) -> String {
    lang.pick(format!("選択肢: {}", codes.join("　")), format!("codes: {}", codes.join("  ")))
}

/// Title of the box in which a value is typed.
pub fn value_box(lang: Lang, id: &str, question: &str) -> String {
    lang.pick(format!("{question} の値　整理番号 {id}"), format!("Value of {question}, case {id}"))
}

/// Who confirmed a problem.
pub fn kept_by(lang: Lang, who: &str, at: &str, note: &str) -> String {
    let who = super::fix::person(lang, who);
    let note = if note.is_empty() { String::new() } else { format!("　{note}") };
    lang.pick(format!("確認済 {who} {at}{note}"), format!("confirmed by {who} {at}{note}"))
}
