//! Words of `koe compare`.

use super::{Lang, phrases};
use crate::reconcile::check::{Report, UnmatchedKind};
use crate::reconcile::figures::Measure;
use crate::reconcile::labels::{Item, Stat};

phrases! {
    about: "委託先などの集計表（Excel）を koe の集計と照合する" / "Compare a vendor's tables (Excel) with ours";
    help: "例:\n  koe compare 納品_集計表.xlsx --survey business\n  koe compare 集計表.xlsx --sheet 問5 --base answered --json\n単純集計表とクロス集計表を読み、違うセルを理由とともに並べます。\n関連: koe reconcile（数字1つを調べる）" /
        "Examples:\n  koe compare delivered.xlsx --survey business\n  koe compare tables.xlsx --sheet Q5 --base answered --json\nReads frequency and cross tables and lists every cell that differs, with the reason.\nSee also: koe reconcile (a single figure)";
    file: "集計表のファイル" / "Workbook with tables";
    sheet: "このシートだけを読む（名前か番号）" / "Read this sheet only (name or number)";
    all_equal: "違うセルはありません。" / "No cell differs.";
    differences: "違うセル" / "Cells that differ";
    unmatched: "照合できなかったもの" / "Not compared";
    by_cause: "理由ごとの数" / "By reason";
    unexplained: "説明できない（転記や元の回答を確かめる）" / "unexplained (check copying and answers)";
    theirs: "先方" / "theirs";
    meanings: "理由の意味" / "What the reasons mean";
    nothing_compared: "照合できる集計表がありません。設問と結びついた表に、照合できる数字が1つもありませんでした。1行が1人の回答のファイルなら、集計表ではないので koe tab --data で集計してください。" /
        "There is no table to compare: not one figure could be compared. If the file holds answers, a row per person, they are no tables: see koe tab --data.";
    nothing_matched: "照合できる集計表がありません。どの表も調査の設問と結びつきませんでした。表の上に問番号か設問名があるかを確かめてください。1行が1人の回答のファイルなら koe tab --data で集計してください。" /
        "No table could be matched to a question. Check that each has its number or label above it. If the file holds answers, a row per person, see koe tab --data.";
}

/// How many figures were compared.
pub fn summary(lang: Lang, file: &str, report: &Report) -> String {
    let Report { tables, matched, compared, differences, .. } = report;
    let (differ, equal) = (differences.len(), compared - differences.len());
    match lang {
        Lang::Ja => format!("{file}: {tables}表のうち{matched}表、{compared}セルを照合。一致 {equal}、相違 {differ}。"),
        Lang::En => {
            format!("{file}: {matched} of {tables} tables, {compared} cells compared: {equal} equal, {differ} differ.")
        }
    }
}

/// What could not be compared.
pub fn kind(lang: Lang, kind: UnmatchedKind) -> &'static str {
    match kind {
        UnmatchedKind::Sheet => lang.pick("シート（表なし）", "sheet without tables"),
        UnmatchedKind::Table => lang.pick("表（設問が不明）", "table (question unknown)"),
        UnmatchedKind::Row => lang.pick("行", "row"),
        UnmatchedKind::Column => lang.pick("列", "column"),
        UnmatchedKind::Cell => lang.pick("セル（数字でない・秘匿）", "cell (no figure)"),
    }
}

/// The number of a cause.
pub fn times(lang: Lang, cells: usize) -> String {
    lang.pick(format!("{cells}セル"), format!("{cells} cells"))
}

/// What a figure is measured in.
pub fn measure(lang: Lang, measure: Measure) -> String {
    match measure {
        Measure::Count => lang.pick("件数", "count").to_owned(),
        Measure::People => lang.pick("件数（実数）", "people").to_owned(),
        Measure::Percent => lang.pick("％", "%").to_owned(),
        Measure::PercentOfAnswered => lang.pick("％（無回答を除く）", "% of answered").to_owned(),
        Measure::Rank(place) => super::table::rank(lang, place),
        Measure::Points => super::table::points(lang).to_owned(),
        Measure::MeanPoints => super::table::mean_points(lang).to_owned(),
        Measure::Value => String::new(),
    }
}

/// What a figure counts, where it is no option.
pub fn item(lang: Lang, item: &Item) -> &'static str {
    match item {
        Item::Option(_) => "",
        Item::Base => "n",
        Item::WeightedBase => super::table::weighted_n(lang),
        Item::Given => super::table::answers_given(lang),
        Item::Answered => super::table::with_answer(lang),
        Item::Stat(stat) => match stat {
            Stat::Mean => super::table::mean(lang),
            Stat::Median => super::table::median(lang),
            Stat::Sd => super::table::sd(lang),
            Stat::Min => super::table::smallest(lang),
            Stat::Max => super::table::largest(lang),
            Stat::FirstQuartile => super::table::first_quartile(lang),
            Stat::ThirdQuartile => super::table::third_quartile(lang),
            Stat::Sum => super::table::sum(lang),
        },
    }
}
