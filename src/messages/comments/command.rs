//! Words of the command line about comments.

use crate::messages::{Lang, phrases};

phrases! {
    about: "意見公募・自由記述：受付、分類、回答、公表" / "Public comments and free answers: intake, codes, replies, publication";
    set: "意見の組（comments の id）。1組だけなら省けます" / "Set of comments (its id); may be left out where there is one";
    no_sets: "koe.toml の comments に、意見の定義ファイルがありません。" / "koe.toml lists no comments definition.";
    status_about: "受付から公表までの件数" / "Counts from receipt to publication";
}

/// Several sets, and none is named.
pub fn which_set(lang: Lang, known: &[&str]) -> String {
    lang.pick(
        format!("--set で、どの意見の組かを指定してください（{}）。", known.join("、")),
        format!("Name the set with --set ({}).", known.join(", ")),
    )
}

/// No such set.
pub fn unknown_set(lang: Lang, id: &str, known: &[&str]) -> String {
    lang.pick(
        format!("意見の組「{id}」がありません（{}）。", known.join("、")),
        format!("There is no set \"{id}\" ({}).", known.join(", ")),
    )
}
