//! Words about agreement of coders, samples for a second coding, and differences that are settled.

use crate::comments::agreement::{IntervalOf, Undefined};
use crate::messages::{Lang, phrases};

phrases! {
    about: "分類した人の間の一致（一致率、κ、α）" / "Agreement of coders (shares, kappa, alpha)";
    help: "例:
  koe comments agreement --sample sample-1             抽出した意見の二重分類の一致
  koe comments agreement --data codes.csv --coder A --coder B --separator ';'
--data の空欄は「分類していない」です。「該当なし」は、区切り文字だけを書くか、--blank none で空欄を該当なしとします。" /
        "Examples:
  koe comments agreement --sample sample-1             of a sample coded twice
  koe comments agreement --data codes.csv --coder A --coder B --separator ';'
A blank cell of --data means not coded. No code is a cell with the separator alone, or any blank cell with --blank none.";
    sample: "抽出した意見だけ（koe comments sample の番号）" / "Only opinions of this sample";
    coder: "分類した人の列（人数分くり返す）" / "Column of a coder (repeat)";
    separator: "1つの欄にある複数のコードの区切り" / "Separator of several codes in a cell";
    blank: "空欄の意味：missing（分類していない）、none（該当なし）" / "A blank cell means: missing, or none (no code)";
    two_coders: "--data には --coder が2つ以上要ります。" / "--data needs two --coder or more.";
    title: "分類の一致" / "Agreement of coders";
    code: "コード" / "Code";
    overall: "全体（コードの組）" / "Overall (sets of codes)";
    no_units: "2人以上が分類した意見がありません。koe comments sample で抽出し、別の人が分類してください。" /
        "No opinion was coded by two. Draw a sample with koe comments sample and have somebody else code it.";
    paradox: "出現率が偏ると、一致率が高くてもκは低くなります。PABAK（2×一致率−1）とあわせて見てください。" /
        "With a lopsided prevalence kappa is low although agreement is high; PABAK (2 po - 1) stands beside it.";
    several: "3人以上なので、コードごとの一致率・κ・出現率は、2人ずつの組の平均です（Light の κ）。" /
        "With more than two coders, the figures of a code are means over pairs of coders (Light's kappa).";
    sample_about: "二重分類のために、分類済みの意見を無作為に抽出する" / "Draw coded opinions at random for a second coding";
    sample_n: "件数" / "How many";
    sample_share: "割合（0.2 は2割）" / "Share (0.2 is a fifth)";
    sample_coder: "2回目に分類する人" / "Who codes them a second time";
    sample_seed: "乱数の種（同じ種なら同じ抽出。既定 1）" / "Seed: the same seed draws the same (1)";
    sample_size: "--n か --share のどちらかで、抽出する量を決めてください。" / "Say how many with --n or --share.";
    sample_range: "--share は0より大きく1以下の数です。" / "--share is a number above 0, at most 1.";
    sample_order: "抽出した順に並んでいます。1回目の分類は、2回目が終わるまで見せないでください。" /
        "In the order drawn. Do not show the first codes until the second coding is done.";
    disagreements_about: "分類が食い違う意見（離れている順）" / "Opinions that coders see differently, the worst first";
    disagreements_title: "食い違い" / "Disagreements";
    disagreements_all: "確定したものも出す" / "Settled ones too";
    distance: "距離" / "Distance";
    settled: "確定" / "Settled";
    no_code: "該当なし" / "no code";
    no_disagreements: "食い違いはありません。" / "There are no disagreements.";
    distance_note: "距離は MASI（0＝同じ、1＝共通のコードなし）。もとの分類は確定しても残ります。" /
        "Distance: MASI (0 equal, 1 nothing in common). Both codings are kept when one is settled.";
    settle_about: "食い違う分類を確定する" / "Settle a disagreement";
    settle_code: "確定するコード（くり返せます）" / "A code that holds (repeat)";
    settle_none: "該当なしと確定する" / "No code holds";
    settle_open: "確定を解く" / "Leave it open again";
    settle_what: "--code、--none、--open のいずれかを書いてください。" / "Say --code, --none or --open.";
    nothing_changed: "変わりはありません。" / "Nothing changed.";
}

/// Heads of the table of codes: n, agreement, kappa, PABAK, prevalence, alpha.
pub fn columns(lang: Lang) -> [&'static str; 6] {
    lang.pick(
        ["n", "一致率(％)", "κ", "PABAK", "出現率(％)", "α"],
        ["n", "Agreement %", "Kappa", "PABAK", "Prevalence %", "Alpha"],
    )
}

/// Who and how many.
pub fn coders(lang: Lang, coders: &[String], units: usize, dropped: usize) -> String {
    let names = coders.join(lang.pick("、", ", "));
    lang.pick(
        format!(
            "分類した人：{names}（{}人）　2人以上が分類した意見：{units}件　1人以下で除いた意見：{dropped}件",
            coders.len()
        ),
        format!("Coders: {names} ({}). Coded by two or more: {units}; left out: {dropped}.", coders.len()),
    )
}

/// The figures over whole sets of codes: name and figure as printed.
pub fn figures(lang: Lang, figures: &[(&str, String)]) -> String {
    figures.iter().map(|(name, figure)| format!("{name} {figure}")).collect::<Vec<_>>().join(lang.pick("　", "; "))
}

/// The interval.
pub fn interval(lang: Lang, of: IntervalOf, low: &str, high: &str) -> String {
    let of = match of {
        IntervalOf::Kappa => "κ",
        IntervalOf::AlphaNominal => lang.pick("α（名義）", "nominal alpha"),
    };
    lang.pick(
        format!("{of}の95％区間 {low}～{high}（意見を1,000回再抽出）"),
        format!("95 % interval of {of}: {low} to {high} (1,000 resamples of opinions)"),
    )
}

/// Why a figure does not exist.
pub fn undefined(lang: Lang, figure: &str, why: Undefined) -> String {
    let reason = match why {
        Undefined::NoUnits => lang.pick("2人以上が分類したものがないため", "nothing was coded by two"),
        Undefined::OneCategory => lang.pick(
            "全員が全件に同じ値を付けていて、偶然の一致と区別できないため（pe＝1、De＝0）",
            "everybody always gave the same, which cannot be told from chance (pe = 1, De = 0)",
        ),
        Undefined::SeveralLabels => lang
            .pick("1件に複数のコードを付けた分類があるため（αを見てください）", "some have several codes (read alpha)"),
        Undefined::NotTwoCoders => lang.pick("2人の分類のための値のため", "it is made for two coders"),
        Undefined::NotByAll => lang.pick("全員が分類したものがないため", "nothing was coded by all"),
    };
    lang.pick(format!("{figure} は求められません：{reason}。"), format!("{figure} does not exist: {reason}."))
}

/// No such sample.
pub fn unknown_sample(lang: Lang, id: &str, known: &[&str]) -> String {
    if known.is_empty() {
        return lang.pick(
            format!("抽出「{id}」がありません。koe comments sample で抽出してください。"),
            format!("There is no sample \"{id}\". Draw one with koe comments sample."),
        );
    }
    lang.pick(
        format!("抽出「{id}」がありません（{}）。", known.join("、")),
        format!("There is no sample \"{id}\" ({}).", known.join(", ")),
    )
}

/// The sample that was drawn.
pub fn drawn(lang: Lang, id: &str, count: usize, pool: usize, coder: &str) -> String {
    lang.pick(
        format!("{id}：分類済みの{pool}件から{count}件を抽出しました。{coder} さんが分類します。"),
        format!("{id}: {count} of {pool} coded opinions drawn for {coder}."),
    )
}

/// There is nothing to draw from.
pub fn empty_pool(lang: Lang, coder: &str) -> String {
    lang.pick(
        format!("{coder} さん以外が分類し、{coder} さんがまだ分類していない意見がありません。先に1回目の分類をしてください。"),
        format!("There is no opinion coded by somebody else and not yet by {coder}. Code a first time before."),
    )
}

/// No such code.
pub fn unknown_code(lang: Lang, code: &str, nearest: Option<&String>) -> String {
    let maybe = crate::messages::problem::maybe(lang, nearest);
    lang.pick(format!("コード「{code}」がありません。{maybe}"), format!("There is no code \"{code}\".{maybe}"))
}

/// What holds now.
pub fn settled_on(lang: Lang, opinion: &str, codes: &str) -> String {
    lang.pick(format!("意見 {opinion} を {codes} に確定しました。"), format!("Opinion {opinion} is settled: {codes}."))
}

/// It is open again.
pub fn opened(lang: Lang, opinion: &str) -> String {
    lang.pick(format!("意見 {opinion} の確定を解きました。"), format!("Opinion {opinion} is open again."))
}

/// A column was named as two coders.
pub fn coder_twice(lang: Lang, coder: &str) -> String {
    lang.pick(
        format!("--coder「{coder}」が2回あります。別の人の列を指定してください。"),
        format!("--coder \"{coder}\" is named twice. Name the column of another person."),
    )
}
