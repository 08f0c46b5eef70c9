//! Words of the screen of findings: how they stand, what moved, drafts.

use crate::messages::{Lang, phrases};
use crate::model::finding::{DraftRule, Status};

phrases! {
    findings: "所見" / "Findings";
    drafts: "所見の案" / "Drafts";
    to_findings: "所見へ" / "Go to findings";
    next_tab: "所見と案を切り替える" / "Findings or drafts";
    short_tab: "案へ・所見へ" / "Other tab";
    open: "根拠の表・意見・記録へ行く" / "Go to the table, opinions or record behind it";
    short_open: "根拠へ" / "Go there";
    edit: "文を直す" / "Edit the statement";
    short_edit: "文" / "Statement";
    link: "課題・施策・指標などに結び付ける・外す" / "Link with issues, measures, indicators, or unlink";
    short_link: "結び付け" / "Links";
    renew: "根拠をいまの値にする" / "Take the figures as they are now";
    short_renew: "いまの値に" / "Renew";
    review: "確認した人を書く" / "Say who reviewed it";
    short_review: "確認" / "Review";
    accept: "承認する（名前と今日の日付）" / "Accept it (name and today's date)";
    short_accept: "承認" / "Accept";
    note: "メモを書く" / "Write a note";
    short_note: "メモ" / "Note";
    delete: "所見を削除する（元に戻せます）" / "Delete the finding (can be undone)";
    short_delete: "削除" / "Delete";
    filter: "絞り込み" / "Filter";
    take: "この案を所見にする" / "Take this draft as a finding";
    short_take: "所見にする" / "Take";
    take_edited: "文を直してから所見にする" / "Word it, then take it";
    short_take_edited: "直して" / "Word it";
    refuse: "この案を採らない" / "Refuse this draft";
    short_refuse: "採らない" / "Refuse";
    open_draft: "案の根拠の表へ行く" / "Go to the draft's table";
    all_drafts: "すべての案を見る・主なものだけに戻す" / "All drafts, or only the strongest of each question";
    short_all_drafts: "すべて・主なもの" / "All";
    none_behind: "ほかに案はありません。" / "There are no other drafts.";
    which_issue: "（課題は未定：設問の定義に複数あるため、次から選んでください）" / "(which issue is open: the question names several of these)";
    checking: "確認中…" / "checking…";
    none_such: "条件に合う所見はありません。" / "No finding is like this.";
    no_drafts: "新しい案はありません。" / "There are no new drafts.";
    looking: "案を探しています…" / "looking for drafts…";
    statement: "所見" / "Statement";
    evidence: "根拠" / "Evidence";
    links: "結び付き" / "Links";
    no_links: "（課題・施策などに結び付いていません）" / "(linked with nothing)";
    no_issue: "課題なし" / "no issue";
    reviewed: "確認・承認" / "Review";
    not_reviewed: "（まだ確認されていません）" / "(not reviewed yet)";
    note_head: "メモ" / "Note";
    was: "留めたとき" / "then";
    now: "いま" / "now";
    filter_all: "すべて" / "All";
    filter_current: "現在（数値が同じ）" / "Current";
    filter_moved: "変動（数値が動いた）" / "Moved";
    filter_broken: "根拠なし（根拠が失われた）" / "Broken";
    filter_no_issue: "課題に結び付いていない" / "Without an issue";
    filter_not_reviewed: "確認されていない" / "Not reviewed";
    filter_not_accepted: "承認されていない" / "Not accepted";
    filter_box: "所見の絞り込み" / "Which findings";
    review_box: "確認した人（空欄で取り消し）" / "Reviewed by (empty takes it back)";
    accept_box: "承認した人（空欄で取り消し）" / "Accepted by (empty takes it back)";
    note_box: "所見のメモ（空欄で消す）" / "Note (empty takes it away)";
    goto_box: "どこへ行きますか" / "Go where?";
    nothing_here: "所見が選ばれていません。" / "There is no finding under the cursor.";
    no_draft_here: "案が選ばれていません。" / "There is no draft under the cursor.";
    nothing_moved: "根拠はいまの値のままです。" / "The figures are as they were.";
    not_checked: "根拠を確かめている途中です。" / "The evidence is still being checked.";
    all_gone: "根拠が残っていないため、いまの値にできません。削除するか、留め直してください。" / "No evidence is left to renew. Delete the finding or pin it anew.";
    unreadable: "データが読めないため確かめられません" / "the data cannot be read, so it cannot be checked";
    nowhere: "行き先がありません。" / "There is nowhere to go.";
    turned_on: "有意になった" / "now significant";
    turned_off: "有意でなくなった" / "no longer significant";
    significant: "有意" / "significant";
    not_significant: "有意でない" / "not significant";
    not_tested: "検定していない（参考値など）" / "not tested (small base or the like)";
    taken: "案を所見にしました。" / "The draft is a finding now.";
}

/// No finding yet: how one is made.
pub fn none_yet(lang: Lang, pin: &str) -> String {
    lang.pick(
        format!("所見はまだありません。集計表・意見の分類・公表項目の画面で {pin} を押すと、見ている数値や意見がここに並びます。"),
        format!("There is no finding yet. {pin} on the screens of tables, tagging and items puts figures and opinions here."),
    )
}

/// How a finding stands, in a word.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Current => lang.pick("現在", "current"),
        Status::Moved => lang.pick("変動", "moved"),
        Status::Broken => lang.pick("根拠なし", "broken"),
    }
}

/// Heads of the list: status, review, number of issues, statement.
pub fn columns(lang: Lang) -> [&'static str; 4] {
    lang.pick(["状態", "確認", "結び付き", "所見"], ["Status", "Review", "Links", "Statement"])
}

/// Title of the list: how many are shown, and how many moved or broke.
pub fn title(lang: Lang, shown: usize, all: usize, moved: usize, broken: usize) -> String {
    let count = if shown == all { format!("{all}") } else { format!("{shown}/{all}") };
    lang.pick(
        format!("所見 {count}件（変動 {moved}・根拠なし {broken}）"),
        format!("Findings {count} ({moved} moved, {broken} broken)"),
    )
}

/// Title of the list of drafts: how many are listed, how many stand behind, and the key that shows all.
pub fn drafts_title(lang: Lang, count: usize, behind: usize, all: bool, key: &str) -> String {
    let rest = match (behind, all) {
        (0, _) => String::new(),
        (_, true) => lang.pick(format!("（主なものだけに戻す：{key}）"), format!(" ({key}: only the strongest)")),
        (_, false) => {
            lang.pick(format!("（主なもの。ほか{behind}件は {key}）"), format!(" (strongest; {behind} more: {key})"))
        }
    };
    lang.pick(
        format!("所見の案 {count}件{rest}　自動では加わりません"),
        format!("Drafts {count}{rest}; none is added by itself"),
    )
}

/// Who stands for it, in a few cells.
pub fn review_mark(lang: Lang, accepted: Option<bool>) -> &'static str {
    match accepted {
        None => "-",
        Some(false) => lang.pick("確認", "rev."),
        Some(true) => lang.pick("承認", "acc."),
    }
}

/// Who stands for it, and since when.
pub fn review_line(lang: Lang, by: &str, on: &str) -> String {
    match on {
        "" => lang.pick(format!("{by} が確認"), format!("reviewed by {by}")),
        on => lang.pick(format!("{by} が {on} に承認"), format!("accepted by {by} on {on}")),
    }
}

/// The figure then and now, with an arrow in between.
pub fn was_now(lang: Lang, was: &str, arrow: &str, now: &str) -> String {
    format!("{} {was} {arrow} {} {now}", self::was(lang), self::now(lang))
}

/// The figure, unchanged.
pub fn unchanged(lang: Lang, was: &str) -> String {
    lang.pick(format!("{was}（変わりなし）"), format!("{was} (unchanged)"))
}

/// How likely by chance, then and now.
pub fn chance(lang: Lang, was: &str, arrow: &str, now: &str) -> String {
    lang.pick(format!("p値 {was} {arrow} {now}"), format!("p {was} {arrow} {now}"))
}

/// How likely by chance.
pub fn chance_now(lang: Lang, p: &str) -> String {
    lang.pick(format!("p値 {p}"), format!("p {p}"))
}

/// Why a finding is proposed.
pub fn rule(lang: Lang, rule: DraftRule) -> &'static str {
    match rule {
        DraftRule::Top => lang.pick("最も多い回答", "top answer"),
        DraftRule::Group => {
            lang.pick("全体との差（5ポイント以上・有意・n≧30）", "differs from all (5 points, significant, n >= 30)")
        }
        DraftRule::Wave => lang.pick("前回との差", "differs from the wave before"),
        DraftRule::Audience => lang.pick("事業者と市民の差", "business and residents differ"),
    }
}

/// Today as the hint of the box.
pub fn accept_hint(lang: Lang, day: &str) -> String {
    lang.pick(format!("承認日：{day}"), format!("Accepted on {day}"))
}
