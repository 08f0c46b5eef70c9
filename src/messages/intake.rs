//! Words about the weeks while answers come in: deliveries, returns by day, reminders.

use super::{Lang, phrases};
use crate::model::arrival::Delivery;

phrases! {
    deliveries_about: "届いたファイルの版ごとの追加・変更・減少" / "What each version of the files added, changed and lost";
    deliveries_title: "ファイルの受け取りの記録" / "Deliveries";
    head_file: "ファイル" / "File";
    returns_about: "日別の回収数（回答方法別・層別）" / "Returns by day, by mode and by stratum";
    returns_title: "日別の回収数" / "Returns by day";
    head_day: "受付日" / "Day";
    undated: "日付なし" / "no date";
    received: "受付" / "Received";
    so_far: "累計" / "So far";
    valid: "うち有効" / "Valid";
    mode_block: "受付（回答方法別）" / "Received by mode";
    stratum_block: "有効（層別）" / "Valid by stratum";
    no_mode: "（指定なし）" / "(none)";
    no_days: "受付日の列が分かりません。[[source]] に received = \"列の見出し\" を書いてください。" /
        "No file tells the day. State received = \"HEADER\" in [[source]].";
    reminders_about: "督促の対象（回答のない整理番号）" / "Whom to remind: ids without a form";
    reminders_title: "督促対象者" / "To be reminded";
    head_id: "整理番号" / "Id";
    no_roster: "送付先の名簿が定義にありません。[survey] に roster = { file = \"名簿.xlsx\", id = \"整理番号\" } を書いてください。" /
        "The definition names no list of addressees: [survey] roster = { file = \"list.xlsx\", id = \"ID\" }.";
    no_deliveries: "まだ版の記録がありません。koe check かプロジェクトを開いたときに記録します。" /
        "No version was noted yet. koe check and opening the project do so.";
}

/// Heads of the list of deliveries, after the file.
pub fn delivery_heads(lang: Lang) -> [&'static str; 6] {
    lang.pick(
        ["確認日時", "件数", "追加", "変更", "減少", "整理番号"],
        ["Seen", "Cases", "Added", "Changed", "Lost", "Ids"],
    )
}

/// Which ids a delivery added, changed and lost; long lists are cut, and say so.
pub fn ids(lang: Lang, delivery: &Delivery, most: usize) -> String {
    let part = |name: &str, ids: &[String]| {
        // A form without a number is known by a fingerprint, which tells people nothing.
        let (numbered, without): (Vec<&String>, Vec<&String>) = ids.iter().partition(|id| !id.starts_with('#'));
        let mut shown: Vec<String> = numbered.iter().take(most).map(|id| (*id).clone()).collect();
        if !without.is_empty() {
            let forms = without.len();
            shown.push(lang.pick(format!("整理番号のない票{forms}件"), format!("{forms} forms without an id")));
        }
        let rest = match numbered.len().saturating_sub(most) {
            0 => String::new(),
            rest => lang.pick(format!(" ほか{rest}件"), format!(" and {rest} more")),
        };
        (!ids.is_empty()).then(|| format!("{name}: {}{rest}", shown.join(lang.pick("、", ", "))))
    };
    let parts = [
        part(lang.pick("追加", "added"), &delivery.added),
        part(lang.pick("変更", "changed"), &delivery.changed),
        part(lang.pick("減少", "lost"), &delivery.lost),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.pick("／", "; "))
}

/// What a version of a file brought: 14 added, 2 changed, 0 lost.
pub fn delivered(lang: Lang, delivery: &Delivery) -> String {
    let (added, changed, lost) = (delivery.added.len(), delivery.changed.len(), delivery.lost.len());
    let before = delivery.before.as_deref().unwrap_or_default();
    let ids = ids(lang, delivery, 20);
    let ids = if ids.is_empty() { ids } else { lang.pick(format!("（{ids}）"), format!(" ({ids})")) };
    lang.pick(
        format!("前の版（{before} 確認）から 追加{added}件、変更{changed}件、減少{lost}件{ids}。"),
        format!("{added} added, {changed} changed, {lost} lost since the version of {before}{ids}."),
    )
}

/// Answers are still coming in.
pub fn provisional(lang: Lang, day: Option<&str>) -> String {
    match day {
        Some(day) => {
            let shown = super::table::japanese_date(day);
            lang.pick(format!("速報（{shown}までの回収分）。"), format!("Provisional, with what came in up to {day}."))
        }
        None => lang.pick("速報（回収中）。", "Provisional: answers are still coming in.").to_owned(),
    }
}

/// How many of the list have answered.
pub fn reminded(lang: Lang, sent: usize, back: usize, undelivered: usize, left: usize) -> String {
    lang.pick(
        format!("送付 {sent}件 ＝ 回答あり {back}件 ＋ 不着 {undelivered}件 ＋ 督促対象 {left}件"),
        format!("{sent} sent = {back} answered + {undelivered} undelivered + {left} to be reminded"),
    )
}

/// Ids that stand in the list more than once.
pub fn twice(lang: Lang, ids: &[String]) -> String {
    let shown = ids.iter().take(20).cloned().collect::<Vec<_>>().join(lang.pick("、", ", "));
    let n = ids.len();
    lang.pick(
        format!("名簿に同じ整理番号が{n}件あります（1件として数えました）: {shown}"),
        format!("{n} ids stand in the list more than once (counted once): {shown}"),
    )
}

/// Forms whose id is not in the list.
pub fn strangers(lang: Lang, ids: &[String]) -> String {
    let shown = ids.iter().take(20).cloned().collect::<Vec<_>>().join(lang.pick("、", ", "));
    let n = ids.len();
    lang.pick(
        format!("名簿にない整理番号の回答が{n}件あります: {shown}"),
        format!("{n} forms have an id that is not in the list: {shown}"),
    )
}

/// A column of the list is missing.
pub fn no_column(lang: Lang, path: &str, column: &str, nearest: Option<&String>) -> String {
    let maybe = super::problem::maybe(lang, nearest);
    lang.pick(
        format!("「{path}」に列「{column}」がありません。{maybe}"),
        format!("\"{path}\" has no column \"{column}\".{maybe}"),
    )
}
