//! Words about files exchanged with other programs for qualitative analysis (REFI-QDA).

use std::path::Path;

use crate::comments::exchange::{Incoming, Unmatched};
use crate::messages::{Lang, phrases};

phrases! {
    export_about: "他の質的分析ソフトへ渡すファイル（REFI-QDA）を書く" / "Write a file for other programs for qualitative analysis (REFI-QDA)";
    format: "qdc：分類だけ、qdpx：伏字にした本文と付けた分類も" / "qdc: codes only; qdpx: masked texts and codings too";
    import_about: "他の質的分析ソフトのファイル（.qdc、.qdpx）から分類を取り込む" / "Take codes and codings from a file of another program (.qdc, .qdpx)";
    file: "取り込むファイル" / "File to take in";
    dry_run: "何が取り込まれるかを示すだけで、書き込まない" / "Only show what would be taken in";
    no_codes: "分類が1つもないため、qdc は書けません。定義の codes か codebook に分類を書いてください。" / "There are no codes to write. Define some in `codes` or `codebook`.";
    nothing: "取り込むものがありませんでした。" / "There was nothing to take in.";
}

/// A file was written.
pub fn written(lang: Lang, path: &Path, codes: usize, texts: usize, codings: usize) -> String {
    let name = path.display();
    lang.pick(
        format!("「{name}」を書きました（分類 {codes}、本文 {texts}通、付けた分類 {codings}件）。"),
        format!("Wrote \"{name}\" ({codes} codes, {texts} texts, {codings} codings)."),
    )
}

/// What was taken in.
pub fn taken(lang: Lang, found: &Incoming, dry_run: bool) -> String {
    let opinions: usize = found.tags.iter().map(|(_, tags)| tags.len()).sum();
    let coders: Vec<&str> = found.tags.iter().map(|(coder, _)| coder.as_str()).collect();
    let (codes, codings, settled) = (found.codes.len(), found.taken, found.settled.len());
    match lang {
        Lang::Ja => {
            let end = if dry_run {
                "取り込めます（まだ書き込んでいません）"
            } else {
                "取り込みました"
            };
            let who = if coders.is_empty() { String::new() } else { format!("、担当：{}", coders.join("、")) };
            format!("新しい分類 {codes}、意見 {opinions}件分の分類 {codings}、確定 {settled}件を{end}{who}。")
        }
        Lang::En => {
            let start = if dry_run { "Would take" } else { "Took" };
            let who = if coders.is_empty() { String::new() } else { format!("; coders: {}", coders.join(", ")) };
            format!("{start} {codes} new codes, {codings} codings of {opinions} opinions, {settled} settled{who}.")
        }
    }
}

/// Parts that are not exactly one opinion.
pub fn inexact(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("意見の一部や、複数の意見にまたがる範囲の分類が{count}件ありました。koe は意見ごとに分類するため、かかった意見の全体に付けます。"),
        format!("{count} selections are a part of an opinion, or reach into several: all of each opinion is coded."),
    )
}

/// Something that could not be taken.
pub fn unmatched(lang: Lang, what: &Unmatched) -> String {
    match what {
        Unmatched::Source { source, codings } => lang.pick(
            format!("本文「{source}」：この組の受付に見当たりません（分類 {codings}件を取り込んでいません）"),
            format!("Text \"{source}\" is no receipt of this set ({codings} codings not taken)"),
        ),
        Unmatched::Moved { source, at: (start, end) } => lang.pick(
            format!("本文「{source}」の{start}～{end}文字目：本文が違い、同じ文言が1か所に決まりません"),
            format!(
                "Text \"{source}\", characters {start} to {end}: the text differs and the words are not found once"
            ),
        ),
        Unmatched::Code { source, code } => lang.pick(
            format!("本文「{source}」：ファイルに定義のない分類（{code}）です"),
            format!("Text \"{source}\": the file does not define code {code}"),
        ),
        Unmatched::Kind { what, count } => lang.pick(
            format!("{what} {count}件：文章でないため取り込みません"),
            format!("{count} {what}: not text, not taken"),
        ),
    }
}
