//! Words about copies, campaigns and similar opinions.

use crate::comments::groups::GroupKind;
use crate::messages::problem::maybe;
use crate::messages::{Lang, phrases};
use crate::model::comment::Fate;
use crate::project::comments::same::NotSame;

phrases! {
    about: "同じ文面・似た文面・定型文のまとまり" / "Groups of equal, nearly equal and template texts";
    help: "例:
  koe comments groups                                  意見の組のまとまり
  koe comments groups --data answers.xlsx --text 自由記述   定義のない表で
まとまりの件数は賛否の割合ではありません。人数、件数、文面の種類を並べて示します。" /
        "Examples:
  koe comments groups                                   groups of a set
  koe comments groups --data answers.xlsx --text 自由記述   of any spreadsheet
The size of a group is no share of support: people, opinions and wordings stand side by side.";
    data: "定義のない表（xlsx、csv など）" / "Any spreadsheet";
    text: "文のある列（見出し、または #3）" / "Column of the texts (header, or #3)";
    id: "番号の列。省くと、見出しの次を1とする行の番号" / "Column of ids; without it row numbers, 1 below the header";
    sheet: "シートの名前か番号" / "Sheet by name or number";
    header_rows: "見出しの行数（省くと見つけます）" / "Rows of the header (found without it)";
    similar_about: "ある意見に似た意見（似ている順）" / "Opinions similar to one, the most similar first";
    similar_limit: "件数（既定 20）" / "How many (20)";
    opinion: "意見の番号" / "Opinion id";
    same_about: "同じ趣旨の意見を1つの公表項目にまとめる" / "Put opinions of the same meaning into one published item";
    same_into: "まとめる先の項目" / "The item that takes them in";
    two_opinions: "まとめる意見を2件以上書いてください。" / "Name two opinions or more.";
    text_with_data: "--data には --text（文のある列）が要ります。" / "--data needs --text, the column of the texts.";
    title: "文面のまとまり" / "Groups of texts";
    own_title: "定型文に加えられた言葉（読む対象です）" / "Words added to templates (to be read)";
    no_share: "件数は賛否の割合ではありません。人数、件数、文面の種類をあわせて見てください。" /
        "Counts are no shares of support. Read people, opinions and wordings together.";
    kinds: "完全一致：空白・記号・かなの幅・あいさつを除いて同じ　類似：3文字の並びの8割以上が共通　定型文：30字以上の共通の文があり、各自の言葉が加わりうる" /
        "exact: the same but for spaces, punctuation, width and salutations; near: 3-grams with a Jaccard coefficient of 0.8 or more; template: a passage of 30 characters or more in common, perhaps with own words";
    none: "同じ文面や似た文面のまとまりはありません。" / "There are no groups of equal or similar texts.";
    no_similar: "似た意見はありません。" / "There is nothing similar.";
    wording: "多く使われた文面" / "Most used wording";
    members: "番号" / "Ids";
    opinion_head: "意見" / "Opinion";
    similar_title: "似た意見" / "Similar opinions";
    score: "類似度" / "Similarity";
    item: "公表項目" / "Item";
    fate: "扱い" / "Fate";
}

/// Heads of the counts: kind, people, submissions, opinions, wordings.
pub fn columns(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["種類", "人数", "提出件数", "意見件数", "文面の種類"],
        ["Kind", "People", "Submissions", "Opinions", "Wordings"],
    )
}

/// A kind of group.
pub fn kind(lang: Lang, kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Exact => lang.pick("完全一致", "exact"),
        GroupKind::Near => lang.pick("類似", "near"),
        GroupKind::Template => lang.pick("定型文", "template"),
    }
}

/// What became of an opinion that is in no item.
pub fn fate_word(lang: Lang, fate: &Fate) -> &'static str {
    match fate {
        Fate::Published { .. } | Fate::Merged { .. } => lang.pick("公表", "published"),
        Fate::OutOfScope { .. } => lang.pick("対象外", "out of scope"),
        Fate::Withdrawn { .. } => lang.pick("取下げ", "withdrawn"),
        Fate::Open => lang.pick("未定", "open"),
    }
}

/// Ids in a row; the rest is counted.
pub fn ids(lang: Lang, shown: &[&str], rest: usize) -> String {
    let list = shown.join(lang.pick("・", ", "));
    match rest {
        0 => list,
        rest => lang.pick(format!("{list} ほか{rest}件"), format!("{list} and {rest} more")),
    }
}

/// Why opinions are not put together.
pub fn not_same(lang: Lang, why: &NotSame) -> String {
    match why {
        NotSame::Unknown { opinion, nearest } => unknown_opinion(lang, opinion, nearest.as_ref()),
        NotSame::Withdrawn { opinion } => lang.pick(
            format!("意見 {opinion} は取り下げられているので、まとめられません。"),
            format!("Opinion {opinion} is withdrawn and cannot be put into an item."),
        ),
        NotSame::SeveralItems { items } => lang.pick(
            format!(
                "すでに別々の公表項目（{}）に入っています。--into で、まとめる先の項目を指定してください。",
                items.join("、")
            ),
            format!("They are in several items ({}). Name the one that takes them in with --into.", items.join(", ")),
        ),
    }
}

/// No such opinion.
pub fn unknown_opinion(lang: Lang, opinion: &str, nearest: Option<&String>) -> String {
    let maybe = maybe(lang, nearest);
    lang.pick(format!("意見「{opinion}」がありません。{maybe}"), format!("There is no opinion \"{opinion}\".{maybe}"))
}

/// No such item.
pub fn unknown_item(lang: Lang, item: &str) -> String {
    lang.pick(format!("公表項目「{item}」がありません。"), format!("There is no item \"{item}\"."))
}

/// Where the opinions are now.
pub fn put_together(lang: Lang, item: &str, opinions: usize) -> String {
    lang.pick(format!("{item} に{opinions}件の意見をまとめました。"), format!("{item} now holds {opinions} opinions."))
}
