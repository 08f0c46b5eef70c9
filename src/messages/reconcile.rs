//! Words of `koe reconcile`.

use super::assumption::names;
use super::{Lang, phrases};
use crate::model::assumption::Assumption;

phrases! {
    about: "ほかのソフトや担当者の数字と合わない理由" / "Why another program's figure differs";
    help: "例:\n  koe reconcile Q5 --survey business --by F5 --group 1 --option 1 --reported 20.1\n  koe reconcile Q5 --survey business --by F5 --group 加入している --against 3 --option 1 --reported-p 0.031\n  koe reconcile Q9 --survey resident --weight pop --json\n関連: koe compare（集計表のブックをまるごと照合）" /
        "Examples:\n  koe reconcile Q5 --survey business --by F5 --group 1 --option 1 --reported 20.1\n  koe reconcile Q5 --survey business --by F5 --group 1 --against 3 --option 1 --reported-p 0.031\n  koe reconcile Q9 --survey resident --weight pop --json\nSee also: koe compare (a whole workbook)";
    group: "区分のコードか名前（省くと全ての区分）" / "Group, by code or label (default: all)";
    against: "比べる相手の区分（省くとその区分以外の全て）" / "Group to compare with (default: everyone else)";
    option: "選択肢のコードか名前、平均は mean（省くと全て）" / "Answer, by code or label, or mean (default: all)";
    reported: "先方の割合（または平均）。書かれた桁で比べる。例: 45.2" / "Reported percentage (or mean), compared at its decimals";
    reported_n: "先方の n" / "Reported n";
    reported_z: "先方の検定統計量（符号は問わない）" / "Reported z or t, whatever its sign";
    reported_p: "先方の p 値" / "Reported p";
    ours: "koe の数字" / "koe";
    value: "％" / "%";
    mean: "平均" / "Mean";
    statistic: "統計量" / "Stat.";
    difference: "差" / "Diff.";
    meanings: "各行の意味" / "What the lines mean";
    vs_rest: "その区分以外との比較" / "compared with everyone else";
    same: "報告された数字は koe の数字と同じです。" / "The reported figure is koe's own.";
    unexplained: "報告された数字は、どの仮定でも、二つの組み合わせでも説明できません。元の回答、転記、対象者の絞り込みを確かめてください。" /
        "No assumption, nor two together, gives the reported figure. Check the answers used, copying, and filters.";
    by_chance: "二つの組み合わせは偶然に合うこともあります。--reported-n などでほかの数字も指定すると絞れます。" /
        "Two together may agree by chance. Give more of what was reported (--reported-n, --reported-p) to narrow them down.";
    no_question: "設問の id を指定してください。例: koe reconcile Q5 --survey business" / "Name a question, e.g. koe reconcile Q5 --survey business";
    no_by: "--group と --against には --by が要ります。" / "--group and --against need --by.";
    no_group_for_against: "--against には --group が要ります。" / "--against needs --group.";
    no_option_for_reported: "先方の数字がどの選択肢のものか、--option で指定してください（平均は --option mean）。" /
        "Say with --option which answer the reported figure is about (--option mean for the mean).";
    theirs: "先方の数字" / "reported";
    nothing: "この設問には選択肢も平均もありません。" / "This question has neither answers nor a mean.";
}

/// What a group is compared with.
pub fn versus(lang: Lang, other: &str) -> String {
    lang.pick(format!("「{other}」との比較"), format!("compared with \"{other}\""))
}

/// A reported figure that is no number.
pub fn no_number(lang: Lang, text: &str) -> String {
    lang.pick(format!("「{text}」は数字として読めません。"), format!("\"{text}\" is not a number."))
}

/// Decisions that explain what is reported.
pub fn explained(lang: Lang, decided: &[Assumption]) -> String {
    let names = names(lang, decided);
    match lang {
        Lang::Ja => format!("これで説明できます: {names}"),
        Lang::En => format!("This explains it: {names}"),
    }
}

/// Decisions that cannot be carried out.
pub fn impossible(lang: Lang, decided: &[Assumption]) -> String {
    let names = names(lang, decided);
    match lang {
        Lang::Ja => format!("計算できなかった仮定: {names}"),
        Lang::En => format!("Could not be computed: {names}"),
    }
}
