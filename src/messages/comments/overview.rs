//! Words of the overview about sets of comments.

use crate::comments::tally::Fates;
use crate::messages::{Lang, phrases};

phrases! {
    comments: "意見公募・自由記述" / "Comments";
    loading_short: "読込中…" / "reading…";
    cannot_read_short: "読めません" / "unreadable";
    short_tagging: "意見の分類" / "Tagging";
    next_nothing: "次にすること：すべて分類しました。" / "Next: everything is coded.";
}

/// How a period stands, in days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Until it begins.
    Before(i64),
    /// Until its last day.
    Open(i64),
    /// Since its last day.
    Over(i64),
}

/// Heads of the list; the last ones are shown where there is room.
pub fn columns(lang: Lang) -> [&'static str; 7] {
    lang.pick(
        ["人数", "意見", "分類済", "未処理", "回答なし", "対象外", "募集期間"],
        ["People", "Opinions", "Coded", "Open", "No reply", "Out", "Period"],
    )
}

/// The stage in a few cells.
pub fn stage_short(lang: Lang, stage: Stage) -> String {
    match stage {
        Stage::Before(days) => lang.pick(format!("{days}日後から"), format!("in {days} d")),
        Stage::Open(0) => lang.pick("今日まで", "today").to_owned(),
        Stage::Open(days) => lang.pick(format!("あと{days}日"), format!("{days} d left")),
        Stage::Over(days) => lang.pick(format!("終了{days}日"), format!("over {days} d")),
    }
}

/// The stage in words.
pub fn stage(lang: Lang, stage: Stage) -> String {
    match stage {
        Stage::Before(days) => lang.pick(format!("（{days}日後に始まります）"), format!(" (begins in {days} days)")),
        Stage::Open(0) => lang.pick("（今日が最終日）", " (today is the last day)").to_owned(),
        Stage::Open(days) => lang.pick(format!("（あと{days}日）"), format!(" ({days} days left)")),
        Stage::Over(days) => lang.pick(format!("（終了から{days}日）"), format!(" (over for {days} days)")),
    }
}

/// The period.
pub fn period_line(lang: Lang, [opens, closes]: [&str; 2], stage: &str) -> String {
    lang.pick(format!("募集期間：{opens} ～ {closes}{stage}"), format!("Period: {opens} to {closes}{stage}"))
}

/// What came in.
pub fn received_line(lang: Lang, people: usize, receipts: usize, opinions: usize) -> String {
    lang.pick(
        format!("受付：{people}人・受付{receipts}通・意見{opinions}件"),
        format!("Received: {people} people, {receipts} submissions, {opinions} opinions"),
    )
}

/// What became of the opinions.
pub fn fates_line(lang: Lang, fates: &Fates) -> String {
    let Fates { published, merged, out_of_scope, withdrawn, open } = fates;
    lang.pick(
        format!("意見の扱い：公表項目 {published}・まとめ {merged}・対象外 {out_of_scope}・取下げ {withdrawn}・未処理 {open}"),
        format!("Opinions: {published} published, {merged} merged, {out_of_scope} out of scope, {withdrawn} withdrawn, {open} open"),
    )
}

/// How far the items are.
pub fn items_line(lang: Lang, items: usize, without_reply: usize, without_class: usize) -> String {
    lang.pick(
        format!("公表項目：{items}件（回答なし {without_reply}・対応区分なし {without_class}）"),
        format!("Items: {items} ({without_reply} without a reply, {without_class} without a class)"),
    )
}

/// Opinions are to be coded.
pub fn next_tag(lang: Lang, count: usize, key: &str) -> String {
    lang.pick(
        format!("次にすること：分類していない意見が{count}件あります。{key} で分類の画面を開きます。"),
        format!("Next: {count} opinions are not coded. {key} opens the tagging screen."),
    )
}

/// Opinions have no fate.
pub fn next_open(lang: Lang, count: usize, key: &str) -> String {
    lang.pick(
        format!("次にすること：未処理の意見が{count}件あります。{key} で公表項目の画面を開きます。"),
        format!("Next: {count} opinions are open. {key} opens the screen of items."),
    )
}

/// Items have no reply.
pub fn next_reply(lang: Lang, count: usize, key: &str) -> String {
    lang.pick(
        format!("次にすること：回答のない項目が{count}件あります。{key} で公表項目の画面を開きます。"),
        format!("Next: {count} items have no reply. {key} opens the screen of items."),
    )
}

/// Items have no class.
pub fn next_class(lang: Lang, count: usize, key: &str) -> String {
    lang.pick(
        format!("次にすること：対応区分のない項目が{count}件あります。{key} で公表項目の画面を開きます。"),
        format!("Next: {count} items have no class. {key} opens the screen of items."),
    )
}

/// Everything is there.
pub fn next_publish(lang: Lang, key: &str) -> String {
    lang.pick(
        format!("次にすること：公表資料を書き出せます。{key} の画面から書き出します。"),
        format!("Next: it can be published, from the screen of {key}."),
    )
}
