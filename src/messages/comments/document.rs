//! Words of published documents: 提出状況, 意見の概要と市の考え方, 自由記述一覧.

use crate::messages::{Lang, phrases};

phrases! {
    status: "提出状況" / "Submissions";
    period_label: "募集期間" / "Period";
    received: "提出のあった意見" / "Received";
    late: "うち募集期間の後に届いたもの" / "of these, after the period";
    anonymous: "うち氏名の記載のないもの" / "of these, without a name";
    people_label: "提出者数" / "People";
    receipts_label: "提出数" / "Submissions";
    opinions_label: "意見件数" / "Opinions";
    items_label: "項目数" / "Items";
    by_channel: "提出方法別の内訳" / "By channel";
    channel: "提出方法" / "Channel";
    no_channel: "不明" / "unknown";
    total: "合計" / "Total";
    not_withdrawn: "うち提出のあった意見（取下げを除く）" / "of these submitted and not withdrawn";
    people_once: "提出者数は、一人が複数回提出した場合も一人と数え、最初の提出方法に含めています。" / "Each person is counted once, under their first channel.";
    by_fate: "意見の取扱い" / "What became of the opinions";
    fate_label: "取扱い" / "Handling";
    published: "項目として掲載した意見" / "Published as an item";
    merged: "同じ趣旨の意見とまとめて掲載した意見" / "Published together with others of the same meaning";
    out_of_scope: "募集の対象外とした意見" / "Out of scope";
    withdrawn: "取り下げられた意見" / "Withdrawn";
    open: "取扱いが未定の意見" / "Not decided yet";
    none: "意見の提出はありませんでした。" / "No opinions were submitted.";
    nothing_published: "掲載する意見はありませんでした。" / "There are no opinions to publish.";
    legend: "対応区分の凡例と内訳" / "Handling classes and totals";
    class: "対応区分" / "Class";
    no_class: "（区分なし）" / "(no class)";
    items: "意見の概要と考え方" / "Opinions and replies";
    number: "№" / "No.";
    outline: "意見の概要" / "Opinion";
    heading: "見出し" / "Heading";
    no_heading: "その他" / "Other";
    kind_label: "概要の種別" / "Kind of outline";
    original: "原文" / "original";
    part: "原文の抜粋" / "part of the original";
    words: "要旨" / "summary";
    with_masks: "・伏字あり" / ", parts masked";
    changes: "修正箇所" / "Changes of the plan";
    place: "修正箇所" / "Place";
    before: "修正前" / "Before";
    after: "修正後" / "After";
    draft: "【作成中】" / "[draft]";
    no_votes: "数字は意見の数であり、賛否の割合ではありません。" / "Figures count opinions. They are no votes and no shares of support.";
    masked: "個人に関する情報は伏せて、［氏名］などと表示しています。" / "Personal data are masked by signs such as ［氏名］.";
    outline_kinds: "「原文」「原文の抜粋」は提出された文のまま（伏字を除く）、「要旨」は内容を要約したものです。まとめた意見は件数を示しています。" /
        "\"original\" and \"part of the original\" are to the letter but for masks; \"summary\" is in the office's words. Opinions put together are counted.";
    answers: "自由記述一覧" / "Free answers";
    text: "記述" / "Answer";
    code: "分類" / "Code";
    no_code: "（分類なし）" / "(no code)";
    no_answer: "（無回答など）" / "(no answer)";
    in_several: "分類が複数ある記述は、それぞれの分類に掲げています。" / "An answer with several codes stands under each of them.";
    no_answers: "記述はありませんでした。" / "Nothing was written.";
    receipt: "受付番号" / "Receipt";
    case: "整理番号" / "Case";
}

/// A number of people.
pub fn people(lang: Lang, n: usize) -> String {
    lang.pick(format!("{n}人"), n.to_string())
}

/// A number of opinions or items.
pub fn count(lang: Lang, n: usize) -> String {
    lang.pick(format!("{n}件"), n.to_string())
}

/// First and last day, spoken; either may be empty.
pub fn period(lang: Lang, opens: &str, closes: &str) -> String {
    lang.pick(format!("{opens}～{closes}"), format!("{opens} to {closes}"))
}

/// Title of 提出状況 alone.
pub fn status_title(lang: Lang, title: &str) -> String {
    lang.pick(format!("{title} 提出状況"), format!("{title}: submissions"))
}

/// Title of the publication; `office` is who replies.
pub fn publication_title(lang: Lang, title: &str, office: &str) -> String {
    lang.pick(format!("{title} 意見の概要と{office}の考え方"), format!("{title}: opinions and replies"))
}

/// Heading over the items.
pub fn items_title(lang: Lang, office: &str) -> String {
    lang.pick(format!("意見の概要と{office}の考え方"), "Opinions and replies".to_owned())
}

/// The column of replies.
pub fn reply(lang: Lang, office: &str) -> String {
    lang.pick(format!("{office}の考え方"), "Reply".to_owned())
}

/// Where the words of an outline are from, in brackets.
pub fn kind(lang: Lang, kind: &str, masked: &str) -> String {
    lang.pick(format!("（{kind}{masked}）"), format!("({kind}{masked})"))
}

/// So many opinions in one item.
pub fn together(lang: Lang, n: usize) -> String {
    lang.pick(format!("（件数：{n}件）"), format!(" ({n} opinions)"))
}

/// The day of publication, spoken.
pub fn published_on(lang: Lang, day: &str) -> String {
    lang.pick(format!("公表日：{day}"), format!("Published on {day}"))
}

/// Source and method of the figures.
pub fn source(lang: Lang, title: &str) -> String {
    lang.pick(
        format!("資料：{title}。提出者数は人、意見件数は一つの提出に含まれる意見ごとに数えています。"),
        format!("Source: {title}. People are counted as persons, opinions by the matters raised in a submission."),
    )
}

/// Title of the list of free answers.
pub fn answers_title(lang: Lang, title: &str) -> String {
    lang.pick(format!("自由記述一覧　{title}"), format!("Free answers: {title}"))
}

/// How many wrote, of how many respondents where that is known, and how many opinions that are.
pub fn writers(lang: Lang, writers: usize, respondents: Option<usize>, opinions: usize) -> String {
    match respondents {
        Some(all) => lang.pick(
            format!("記入者 {writers}人（有効回答者 {all}人のうち）、記述 {opinions}件"),
            format!("{writers} of {all} respondents wrote; {opinions} answers"),
        ),
        None => lang
            .pick(format!("提出者 {writers}人、意見 {opinions}件"), format!("{writers} people, {opinions} opinions")),
    }
}

/// A group of the list with its size.
pub fn group(lang: Lang, label: &str, n: usize) -> String {
    lang.pick(format!("{label}（{n}件）"), format!("{label} ({n})"))
}
