//! Words for typing in paper forms on the screen.

use super::{Lang, phrases};

phrases! {
    enter: "調査票を入力する（紙の調査票）" / "Type in a paper form";
    short_enter: "入力" / "Type in";
    next: "次の設問へ" / "Next question";
    short_next: "次へ" / "Next";
    save: "調査票を保存する" / "Save the form";
    short_save: "保存" / "Save";
    fast: "数字1字で次へ進む・進まない" / "Go on after one digit, or not";
    short_fast: "速い入力" / "Fast";
    drop_draft: "入力中の内容を破棄する" / "Throw the draft away";
    short_drop: "破棄" / "Discard";
    entry_place: "調査票の入力" / "Typing in a form";
    id_box: "入力する調査票の整理番号" / "Id of the form to type in";
    id_missing: "整理番号を入れてください。" / "Give the id of the form.";
    drop_box: "入力中の内容を破棄しますか" / "Throw the draft away?";
    drop_yes: "破棄する" / "Throw it away";
    drop_no: "破棄しない" / "Keep it";
    withdraw_no: "取り消さない" / "Keep it";
    withdraw_yes: "入力そのものを取り消す（集計から外れます）" / "Take the whole form back (it is counted no more)";
    withdraw_hint: "取り消した後でも元に戻せます。" / "This can be undone.";
    dropped: "入力中の内容を破棄しました。" / "The draft was thrown away.";
    skipped: "非該当（飛ばします。↑↓ で移れば入力できます）" / "not asked (skipped; reach it with the arrows)";
    summary: "確認" / "Summary";
    faulty: "直していない値があります。" / "A value is not understood yet.";
    leave_box: "入力の途中の調査票があります" / "A form is not finished";
    leave_keep: "下書きとして残して終了する" / "Keep it as a draft and leave";
    leave_stay: "終了しない" / "Stay";
    leave_drop: "破棄して終了する" / "Throw it away and leave";
    kept_box: "下書きがあります。どの調査票を入力しますか" / "There are drafts: which form do you type in?";
    new_form: "別の調査票を新しく入力する" / "Begin another form";
    typed_form: "画面で入力した調査票" / "typed in";
}

/// What becomes of a form typed in, and how to begin.
pub fn id_hint(lang: Lang, accept: &str) -> String {
    lang.pick(
        format!("番号を入れて {accept}。保存した調査票は表計算ファイルには書かれず、集計に加わります。"),
        format!("Type the id and {accept}. Saved forms count; spreadsheets are not written."),
    )
}

/// The form before is not written yet.
pub fn being_saved(lang: Lang, accept: &str) -> String {
    lang.pick(
        format!("前の調査票を記録しています。少し待ってから {accept} を押してください。"),
        format!("The form before is being saved. Wait a moment, then press {accept}."),
    )
}

/// The form was left before it was saved.
pub fn kept(lang: Lang, enter: &str) -> String {
    lang.pick(
        format!("入力途中の内容は残っています。{enter} で続きから入力できます。"),
        format!("The draft is kept. Go on with {enter}."),
    )
}

/// Saving was asked for before every question had an answer.
pub fn still_blank(lang: Lang, blank: usize, save: &str) -> String {
    lang.pick(
        format!("無回答が {blank}問あります。これでよければもう一度 {save} で保存します。"),
        format!("{blank} questions have no answer. {save} again saves it so."),
    )
}

/// Everything was asked.
pub fn to_save(lang: Lang, save: &str, up: &str) -> String {
    lang.pick(
        format!("{save} で保存します。{up} で戻って直せます。"),
        format!("{save} saves. Go back with {up} to correct."),
    )
}

/// Whether one digit goes on to the next question.
pub fn fast_state(lang: Lang, on: bool, key: &str) -> String {
    match on {
        true => lang.pick(format!("数字1字で次へ: 入（{key}）"), format!("one digit goes on: on ({key})")),
        false => lang.pick(format!("数字1字で次へ: 切（{key}）"), format!("one digit goes on: off ({key})")),
    }
}

/// Forms that were begun and not saved, before the program is left.
pub fn leaves_unsaved(lang: Lang, ids: &[String]) -> String {
    let ids = ids.join(lang.pick("、", ", "));
    lang.pick(
        format!("整理番号 {ids}。下書きは集計に加わらず、次に入力を始めるときに続けられます。"),
        format!("Form {ids}. A draft counts nowhere; you can go on with it when you type in forms again."),
    )
}

/// A form that was set aside.
pub fn kept_row(lang: Lang, id: &str, answered: usize) -> String {
    lang.pick(
        format!("続きを入力する　整理番号 {id}　{answered}問入力済み"),
        format!("Go on with form {id}, {answered} answered"),
    )
}

/// The form was begun before and set aside.
pub fn kept_before(lang: Lang, id: &str, accept: &str) -> String {
    lang.pick(
        format!("整理番号「{id}」には下書きがあります。もう一度 {accept} を押すと続きから入力できます。"),
        format!("There is a draft of form \"{id}\". {accept} again goes on with it."),
    )
}

/// Title of the box that asks whether a typed form is taken back.
pub fn withdraw_box(lang: Lang, id: &str) -> String {
    lang.pick(
        format!("整理番号「{id}」の入力を取り消しますか"),
        format!("Take back the form \"{id}\" that was typed in?"),
    )
}

/// Title of the screen of one form.
pub fn title(lang: Lang, id: &str, mode: &str, replaces: bool) -> String {
    let again = if replaces { lang.pick("　入れ替え", " (replaces)") } else { "" };
    lang.pick(format!("調査票を入力　整理番号 {id}　{mode}{again}"), format!("Typing in form {id}, {mode}{again}"))
}

/// The text beside a choice.
pub fn other(lang: Lang, label: &str) -> String {
    lang.pick(format!("　「{label}」の記入"), format!("  text of \"{label}\""))
}

/// The form stands in a spreadsheet.
pub fn known(lang: Lang, id: &str, place: &str, accept: &str) -> String {
    lang.pick(
        format!("整理番号「{id}」は {place} にあります。もう一度 {accept} を押すとその個票を開きます。"),
        format!("Form \"{id}\" stands in {place}. {accept} again opens it."),
    )
}

/// Another form has the same number with other zeros before it.
pub fn alike(lang: Lang, id: &str, other: &str, accept: &str) -> String {
    lang.pick(
        format!("整理番号「{other}」の票があります（先頭の0だけが違います）。「{id}」が別の票なら、もう一度 {accept} を押してください。"),
        format!("There is a form \"{other}\", which differs in leading zeros only. If \"{id}\" is another one, press {accept} again."),
    )
}

/// The form was typed in before.
pub fn typed_before(lang: Lang, id: &str, accept: &str) -> String {
    lang.pick(
        format!(
            "整理番号「{id}」は入力済みです。もう一度 {accept} を押すと開いて直せます（保存すると入れ替わります）。"
        ),
        format!("Form \"{id}\" was typed in before. {accept} again opens it to be corrected."),
    )
}

/// What was typed, in numbers.
pub fn counts(lang: Lang, answered: usize, blank: usize, skipped: usize, doubtful: usize) -> String {
    lang.pick(
        format!("回答 {answered}問、無回答 {blank}問、非該当 {skipped}問、注意 {doubtful}件"),
        format!("{answered} answered, {blank} without an answer, {skipped} not asked, {doubtful} doubtful"),
    )
}
