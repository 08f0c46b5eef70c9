//! Words of explanations: where a cell's figure comes from, why it is marked or not, and the help of `koe explain`.
//!
//! Figures come in as text, printed by `present::explained`; sections are made there too.

use super::{Lang, phrases};
use crate::model::explanation::{NotMarked, NotTested};
use crate::model::expr::Labelled;
use crate::model::table::{BaseKind, Percent};

phrases! {
    about: "表の1つのセルの数字がどう出たかを説明する" / "Explain how one cell of a table came about";
    help: "例:\n  koe explain Q5 --survey business --option 1\n  koe explain Q5 --survey business --by F5 --group 加入 --option いない\n  koe explain Q9 --survey resident --by 'F2*F1' --group '1*2' --option 1 --pairs --cases --json\n--option を省くと、点数や数値の設問では平均、ほかの設問では基数（n）を説明する。" /
        "Examples:\n  koe explain Q5 --survey business --option 1\n  koe explain Q5 --survey business --by F5 --group 1 --option 3\n  koe explain Q9 --survey resident --by 'F2*F1' --group '1*2' --option 1 --pairs --cases --json\nWithout --option: the mean of a scored or numeric question, otherwise the base (n).";
    group: "区分のコードか名前。入れ子は 1*2、表側が複数なら F5=1（既定: 全体）" / "Group code or label; nested 1*2, with several banners F5=1 (default: total)";
    option: "選択肢・計・無回答のコードか名前" / "Code or label of a choice, net or kind of missing";
    cases: "回答者の一覧を付ける" / "List the respondents";
    format: "形式 table | json" / "Format: table | json";
    explain: "このセルの印と数字を説明する" / "Explain the mark and figure of this cell";
    short_explain: "説明" / "Why";
    title: "セルの説明" / "This cell explained";
    nothing_to_explain: "この欄には説明する数字がありません。" / "There is no figure to explain here.";
    who: "【だれを数えたか】" / "[Who is counted]";
    figure: "【割合】" / "[Share]";
    mean: "【平均】" / "[Mean]";
    error: "【誤差の幅】" / "[Margin of error]";
    details: "【計算の詳細】" / "[How it was computed]";
    list_with_cases: "（一覧は --cases）" / " (listed with --cases)";
    small_groups: "参考値の区分" / "groups for reference";
    comparison: "【それ以外との比較】" / "[Against everyone else]";
    pairs: "【区分どうしの比較】" / "[Against each other group]";
    people: "【回答者】" / "[Respondents]";
    the_mean: "平均" / "mean";
    the_base: "基数（n）" / "base (n)";
    points: "ポイント" / " points";
    nobody_in_base: "基数に入る回答がないため、割合はありません。" / "Nobody is in the base, so there is no share.";
    by_row: "区分のn＝100％とした割合では、" / "By the share of each group's n: ";
    no_percent: "割合は求めていません（--percent none）。" / "No percentage was asked for (--percent none).";
    no_mean: "数値のある回答者がいないため、平均はありません。" / "Nobody has a number, so there is no mean.";
    no_error: "標準誤差は求められません（1件だけでは、ばらつきが分かりません）。" / "There is no standard error: one respondent shows no spread.";
    no_interval: "信頼区間は求められません。" / "There is no interval.";
    error_plain: "誤差は、回答の数と割合から計算しています。" / "The error comes from the number of answers and the share.";
    mean_error_plain: "誤差は、数値のばらつきと数から計算しています。" / "The error comes from the spread of the numbers and how many there are.";
    design_error_plain: "誤差は、層・母集団の大きさ・ウェイトを考えて計算しています（線形化法）。" / "The error takes strata, the size of the population and weights into account (linearisation).";
    fitted_error_plain: "誤差は、層・母集団の大きさと、ウェイトを目標に合わせた効果を考えて計算しています（残差による線形化法）。" / "The error takes strata, the size of the population and the fitting of weights into account (linearisation of residuals).";
    test_plain: "2つの割合の差を、その差に見込まれる誤差で割って、偶然でも出る差かを見ています。" / "The difference of the two shares over the error it is expected to have: could it have come about by chance?";
    simple_error: "標準誤差 ＝ 100×√( p(1−p) ÷ (n−1) )" / "standard error = 100 x sqrt( p(1-p) / (n-1) )";
    linear_error: "標準誤差 ＝ 100×√Σ( (1−n/N)×n/(n−1)×Σ(u−ū)² )、u ＝ w(y−p)÷Σw（層ごとに足す）" / "standard error = 100 x sqrt(sum( (1-n/N) x n/(n-1) x sum(u-mean u)^2 )), u = w(y-p)/sum w (added up by stratum)";
    mean_error: "標準誤差 ＝ 標準偏差 ÷ √n" / "standard error = standard deviation / sqrt(n)";
    residual_error: "（u からは、ウェイトの目標の区分で説明できる分を除く）" / "(u without what the target categories of the weights explain)";
    linear_mean_error: "標準誤差 ＝ √Σ( (1−n/N)×n/(n−1)×Σ(u−ū)² )、u ＝ w(y−平均)÷Σw（層ごとに足す）" / "standard error = sqrt(sum( (1-n/N) x n/(n-1) x sum(u-mean u)^2 )), u = w(y-mean)/sum w (added up by stratum)";
    z_formula: "z ＝ (p1−p2) ÷ √( p(1−p)(1/n1＋1/n2) )" / "z = (p1-p2) / sqrt( p(1-p)(1/n1+1/n2) )";
    t_formula: "t ＝ (p1−p2) ÷ 差の標準誤差" / "t = (p1-p2) / standard error of the difference";
    whole_sample: "全体" / "all";
    in_no_group: "区分に入らない回答（無回答・非該当など）" / "in no group (no answer, not applicable and the like)";
    no_stratum: "どの層にも入らない回答" / "in no stratum";
}

/// How the respondents of a cell are listed on the screen.
pub fn list_with(lang: Lang, accept: &str) -> String {
    lang.pick(format!("（{accept} で一覧）"), format!(" ({accept} lists them)"))
}

/// What is explained: 「Q5 後継者 ― 小売業 × いない」.
pub fn heading(lang: Lang, question: &str, label: &str, group: &str, what: &str) -> String {
    lang.pick(format!("{question}　{label} ― {group} × {what}"), format!("{question} {label}: {group} x {what}"))
}

/// A p value with the level it is compared with, and how it was adjusted.
fn judged(lang: Lang, p: &str, level: &str, adjusted: Option<&str>) -> String {
    match adjusted {
        None => lang.pick(format!("p{p}、有意水準{level}％"), format!("p{p}, level {level}%")),
        Some(name) => lang
            .pick(format!("{name}で調整したp{p}、有意水準{level}％"), format!("{name}-adjusted p{p}, level {level}%")),
    }
}

/// The parts of the sentence on a comparison.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it; figures are printed already, p with its sign: =0.012, <0.001")]
pub struct Compared<'a> {
    pub group: &'a str,
    pub own: &'a str,
    pub rest: &'a str,
    pub p: &'a str,
    pub level: &'a str,
    pub adjusted: Option<&'a str>,
}

/// Why a cell has a mark, or none although it was tested: `sign` is its mark, `higher` which.
pub fn compared(lang: Lang, sign: &str, higher: Option<bool>, of: &Compared<'_>) -> String {
    let Compared { group, own, rest, .. } = *of;
    let judged = judged(lang, of.p, of.level, of.adjusted);
    match higher {
        Some(true) => lang.pick(
            format!("{sign} {group}の{own}は、それ以外の{rest}より高く、偶然とは考えにくい差です（{judged}）。"),
            format!("{sign} {own} of {group} is higher than the {rest} of everyone else; chance is an unlikely reason ({judged})."),
        ),
        Some(false) => lang.pick(
            format!("{sign} {group}の{own}は、それ以外の{rest}より低く、偶然とは考えにくい差です（{judged}）。"),
            format!("{sign} {own} of {group} is lower than the {rest} of everyone else; chance is an unlikely reason ({judged})."),
        ),
        None => lang.pick(
            format!("{group}の{own}と、それ以外の{rest}とのあいだに、差があるとはいえません（この程度の差は偶然でも出ます。{judged}）。"),
            format!("{own} of {group} and {rest} of everyone else: no difference can be claimed, as one of this size comes about by chance too ({judged})."),
        ),
    }
}

/// The share of everybody: `n` and how many of them.
pub fn total_sentence(lang: Lang, weighted: bool, group: &str, share: &str, [n, part]: [&str; 2]) -> String {
    match weighted {
        false => lang
            .pick(format!("{group}の{share}（{n}のうち{part}）です。"), format!("{share} of {group} ({part} of {n}).")),
        true => lang.pick(
            format!("{group}の{share}です（n={n}、ウェイト付き）。"),
            format!("{share} of {group} (n={n}, weighted)."),
        ),
    }
}

/// A cell whose difference is not judged by its p.
pub fn not_marked(lang: Lang, group: &str, own: &str, rest: &str, why: NotMarked) -> String {
    let why = super::marks::not_marked(lang, why);
    lang.pick(
        format!("{group}の{own}と、それ以外の{rest}です。{why}"),
        format!("{own} of {group}, {rest} of everyone else. {why}"),
    )
}

/// A name within a sentence.
pub fn quoted(lang: Lang, name: &str) -> String {
    lang.pick(format!("「{name}」"), format!("\"{name}\""))
}

/// The base of everyone else, before the sum it comes from.
pub fn rest_base(lang: Lang, n: u64) -> String {
    lang.pick(format!("それ以外 n {n}"), format!("everyone else n {n}"))
}

/// Why a cell was not compared with everyone else.
pub fn not_compared(lang: Lang, why: NotTested, group: &str, n: &str, min_base: u64) -> String {
    match why {
        NotTested::Total => lang.pick(
            format!("「{group}」は全員の割合なので、比べる相手がなく、印は付きません。"),
            format!("\"{group}\" is everybody: there is nobody to compare with, and no mark."),
        ),
        NotTested::SmallBase => lang.pick(
            format!("「{group}」はn={n}で{min_base}未満の参考値のため、検定していません。"),
            format!("\"{group}\" has n={n}, under {min_base}: for reference only, not tested."),
        ),
        NotTested::SmallOther => lang.pick(
            format!("比べる相手のnが{min_base}未満のため、検定していません。"),
            format!("Not tested: the other side has n under {min_base}."),
        ),
        NotTested::FewNumbers => lang.pick(
            "どちらかの側で、値のある回答が1件以下のため、検定していません。".to_owned(),
            "Not tested: one side has fewer than two answers with a number.".to_owned(),
        ),
        NotTested::NoOther => lang.pick(
            "ほかの区分にだれもいないため、比べる相手がありません。".to_owned(),
            "There is nobody in the other groups to compare with.".to_owned(),
        ),
        NotTested::BothNone => lang.pick(
            "どちらの側にもいない（-）ため、差がありません。".to_owned(),
            "There is nobody on either side (-): there is no difference.".to_owned(),
        ),
        NotTested::BothAll => lang
            .pick("どちらも100％で、差がありません。".to_owned(), "Both are 100%: there is no difference.".to_owned()),
        NotTested::Census => lang.pick(
            "全員が回答した区分どうしなので、差はそのまま事実です（検定はいりません）。".to_owned(),
            "Everybody was asked: the difference is a fact and needs no test.".to_owned(),
        ),
        NotTested::NoVariance => lang.pick(
            "ばらつきを見積もれないため、検定できません。".to_owned(),
            "There is no spread to judge by, so it cannot be tested.".to_owned(),
        ),
    }
}

/// The first sentence on a mean; `n` is counted already.
pub fn mean_sentence(lang: Lang, group: &str, mean: &str, n: &str) -> String {
    lang.pick(
        format!("{group}の平均は{mean}です（数値のある{n}）。"),
        format!("The mean of {group} is {mean} ({n} with a number)."),
    )
}

/// Where the mean of a group is compared; `alone` without pairs of groups below.
pub fn mean_compared(lang: Lang, alone: bool) -> &'static str {
    match alone {
        false => lang.pick("区分どうしの比較は下にあります。", " It is compared with the other groups below."),
        true => lang.pick(
            "平均と他の区分との比較は koe scores で見られます。",
            " koe scores compares it with the other groups.",
        ),
    }
}

/// The first sentence on a base; `n` is counted already.
pub fn base_sentence(lang: Lang, group: &str, n: &str) -> String {
    lang.pick(format!("{group}の基数（n）は{n}です。"), format!("The base (n) of {group} is {n}."))
}

/// A sum with named parts: 「有効 525件 ＝ 回答 509 ＋ 無回答 16」. `sign` joins the parts.
pub fn parts(lang: Lang, whole: &str, equals: &[(&str, u64)], minus: &[(&str, u64)]) -> String {
    let added: Vec<String> = equals.iter().map(|(name, n)| format!("{name} {n}")).collect();
    let taken: String =
        minus.iter().map(|(name, n)| lang.pick(format!(" − {name} {n}"), format!(" - {name} {n}"))).collect();
    let plus = lang.pick(" ＋ ", " + ");
    let equal = lang.pick("＝", "=");
    format!("{whole} {equal} {}{taken}", added.join(plus))
}

/// Names of the steps from the rows read to the base.
#[expect(missing_docs, reason = "the fields say it")]
pub struct Steps {
    pub read: &'static str,
    pub blank: &'static str,
    pub duplicate: &'static str,
    pub out_of_scope: &'static str,
    pub left_out: &'static str,
    pub valid: &'static str,
    pub filtered: &'static str,
    pub weight_missing: &'static str,
    pub asked: &'static str,
    pub answered: &'static str,
    pub other_groups: &'static str,
}

/// The same in words.
pub fn steps(lang: Lang) -> Steps {
    match lang {
        Lang::Ja => Steps {
            read: "読み込み",
            blank: "白紙",
            duplicate: "重複",
            out_of_scope: "対象外",
            left_out: "個別除外",
            valid: "有効",
            filtered: "絞り込みで対象外",
            weight_missing: "ウェイトなし",
            asked: "集計の対象",
            answered: "回答",
            other_groups: "ほかの区分",
        },
        Lang::En => Steps {
            read: "read",
            blank: "blank",
            duplicate: "repeated",
            out_of_scope: "out of scope",
            left_out: "left out by hand",
            valid: "valid",
            filtered: "filtered out",
            weight_missing: "without weight",
            asked: "cases of the table",
            answered: "answered",
            other_groups: "other groups",
        },
    }
}

/// What is in the base.
pub fn base(lang: Lang, kind: BaseKind) -> &'static str {
    match kind {
        BaseKind::All => lang.pick(
            "基数（無回答・無効・不明を含み、非該当を除く）",
            "base (no answer, invalid, unreadable in; not applicable out)",
        ),
        BaseKind::Answered => lang.pick("基数（回答のあったものだけ）", "base (answered only)"),
    }
}

/// The filter as written, with its labels in words.
pub fn filter(lang: Lang, expression: &str, labelled: Option<&Labelled>) -> String {
    let words = labelled.map(|labelled| super::condition::words(lang, labelled));
    let ja = words.as_ref().map_or(String::new(), |words| format!("（{words}）"));
    let en = words.as_ref().map_or(String::new(), |words| format!(" ({words})"));
    lang.pick(format!("絞り込み: {expression}{ja}"), format!("Filter: {expression}{en}"))
}

/// Respondents in the cell, counted already.
pub fn in_cell(lang: Lang, n: &str) -> String {
    lang.pick(format!("このセルに入るのは {n}"), format!("In this cell: {n}"))
}

/// The sums of weights: of the cell, of the base, of their squares, Kish, n over that.
pub fn weights(lang: Lang, name: &str, [cell, base, squares, kish, effect]: [String; 5]) -> Vec<String> {
    lang.pick(
        vec![
            format!("ウェイト {name}: Σw（セル）{cell}、Σw（基数）{base}、Σw²（基数）{squares}"),
            format!("ウェイトを付けた分を割り引いたn（有効サンプルサイズ）(Σw)²÷Σw² ＝ {kish}、nがその何倍か（デザイン効果）＝ {effect}"),
        ],
        vec![
            format!("Weight {name}: sum w (cell) {cell}, sum w (base) {base}, sum w^2 (base) {squares}"),
            format!("n less what weights cost (effective sample size) (sum w)^2 / sum w^2 = {kish}; n is so many times that (design effect): {effect}"),
        ],
    )
}

/// The division behind a percentage and its rounding; `formula` stands before weighted ones.
pub fn division(
    lang: Lang,
    weighted: bool,
    of: Percent,
    [part, whole, value, printed]: [String; 4],
    digits: u8,
) -> String {
    let by = match of {
        Percent::Row | Percent::None => "",
        Percent::Column => {
            lang.pick("（この選択肢の、区分の分かるものの合計）", " (everyone with this answer whose group is known)")
        }
        Percent::Total => lang.pick("（区分の分かるもの全て）", " (everyone whose group is known)"),
    };
    let formula = if weighted { lang.pick("Σwy ÷ Σw × 100 ＝ ", "sum wy / sum w x 100 = ") } else { "" };
    let next = digits + 1;
    let how = match printed.as_str() {
        "-" => lang.pick("（0は - と印字）".to_owned(), " (how zero is printed)".to_owned()),
        _ => lang.pick(format!("（小数第{next}位を四捨五入）"), format!(" (half up to {digits} decimals)")),
    };
    lang.pick(
        format!("{formula}{part} ÷ {whole}{by} × 100 ＝ {value} → {printed}{how}"),
        format!("{formula}{part} / {whole}{by} x 100 = {value} -> {printed}{how}"),
    )
}

/// Errors and tests are about another percentage than the one shown.
pub fn about_row(lang: Lang, row: &str) -> String {
    lang.pick(
        format!("下の誤差の幅と比較は、表に出ている割合でなく、区分のn＝100％とした割合 {row}％ についてのものです。"),
        format!("The margin of error and the comparisons below are not about the percentage shown, but about the share of the group's n: {row}%."),
    )
}

/// The division behind a mean.
pub fn mean_division(lang: Lang, weighted: bool, [part, whole, value, printed]: [String; 4]) -> String {
    let formula = match weighted {
        true => lang.pick("Σwy ÷ Σw", "sum wy / sum w"),
        false => lang.pick("合計 ÷ n", "sum / n"),
    };
    lang.pick(
        format!("{formula} ＝ {part} ÷ {whole} ＝ {value} → {printed}"),
        format!("{formula} = {part} / {whole} = {value} -> {printed}"),
    )
}

/// Who of the base has a number, counted already.
pub fn with_number(lang: Lang, n: &str, base: u64) -> String {
    lang.pick(
        format!("基数 {base} のうち、数値（点数）のある {n}"),
        format!("{n} of the base of {base} have a number (score)"),
    )
}

/// An amount put into a formula: 「＝ 100×√( 0.17…×0.82… ÷ 524 ) ＝ 1.67…ポイント」.
pub fn simple_error_of(lang: Lang, [p, q, m, value]: [String; 4]) -> String {
    lang.pick(
        format!("　＝ 100×√( {p}×{q} ÷ {m} ) ＝ {value}ポイント"),
        format!("  = 100 x sqrt( {p} x {q} / {m} ) = {value} points"),
    )
}

/// The same for a mean.
pub fn mean_error_of(lang: Lang, [sd, n, value]: [String; 3]) -> String {
    lang.pick(format!("　＝ {sd} ÷ √{n} ＝ {value}"), format!("  = {sd} / sqrt({n}) = {value}"))
}

/// A linearised standard error.
pub fn linear_error_of(lang: Lang, value: &str, in_points: bool, n: &str, df: &str) -> String {
    let unit = if in_points { lang.pick("ポイント", " points") } else { "" };
    lang.pick(
        format!("　＝ {value}{unit}（設計のn ＝ {n}、自由度 {df}）"),
        format!("  = {value}{unit} (n of the design {n}, {df} degrees of freedom)"),
    )
}

/// One stratum of a standard error.
#[expect(missing_docs, reason = "the fields say it; figures are printed already")]
pub struct StratumWords<'a> {
    pub label: &'a str,
    pub n: &'a str,
    pub population: Option<&'a str>,
    pub factor: &'a str,
    pub base_n: &'a str,
    pub contribution: Option<&'a str>,
}

/// What a stratum adds.
pub fn stratum(lang: Lang, of: &StratumWords<'_>) -> String {
    let StratumWords { label, n, factor, base_n, .. } = *of;
    let population = match of.population {
        Some(size) => lang.pick(
            format!("、母集団 N={size}、有限母集団修正 1−n/N ＝ {factor}"),
            format!(", population N={size}, 1-n/N = {factor}"),
        ),
        None => lang.pick("、母集団の大きさは未設定".to_owned(), ", population unknown".to_owned()),
    };
    let added = match of.contribution {
        Some(value) => lang.pick(format!("、分散への寄与 {value}"), format!(", adds {value} to the variance")),
        None => lang.pick("、分散は求められない（1件だけ）".to_owned(), ", no variance (one respondent)".to_owned()),
    };
    lang.pick(
        format!("　{label}: n={n}{population}、このセルの基数に{base_n}{added}"),
        format!("  {label}: n={n}{population}, {base_n} in this cell's base{added}"),
    )
}

/// The row percentage that an interval is of, where the table shows another.
pub fn of_row(lang: Lang, row: &str) -> String {
    lang.pick(format!("区分のn＝100％とした割合 {row}％ の"), format!("Of the share of the group's n, {row}%: "))
}

/// An interval with its method and what went in.
pub fn interval(lang: Lang, level: &str, method: &str, [low, high]: [String; 2], inputs: &str) -> String {
    let name = match method {
        "wilson" => lang.pick("ウィルソン法", "Wilson"),
        "exact" => lang.pick("正確法（Clopper-Pearson）", "exact, Clopper-Pearson"),
        "logit" => lang.pick("ロジット法", "logit"),
        "t" => lang.pick("平均±t×標準誤差", "mean plus or minus t x standard error"),
        "linear" => lang.pick("線形（±t×標準誤差）", "linear, plus or minus t x standard error"),
        _ => lang.pick("全数のため幅なし", "everyone was asked: no width"),
    };
    lang.pick(
        format!("{level}％信頼区間 {low}～{high}（{name}{inputs}）"),
        format!("{level}% interval {low} to {high} ({name}{inputs})"),
    )
}

/// What an interval says.
pub fn interval_read(lang: Lang, is_mean: bool) -> &'static str {
    match is_mean {
        false => lang.pick(
            "全数を調べたときの割合は、次の範囲にあるとみてよい目安です。",
            "Had everybody been asked, the share would most likely lie in this range:",
        ),
        true => lang.pick(
            "全数を調べたときの平均は、次の範囲にあるとみてよい目安です。",
            "Had everybody been asked, the mean would most likely lie in this range:",
        ),
    }
}

/// The share of everyone else.
pub fn rest_share(lang: Lang, weighted: bool, [part, whole, value, n]: [String; 4]) -> String {
    match weighted {
        false => lang.pick(
            format!("それ以外: {part} ÷ {whole} × 100 ＝ {value}％"),
            format!("Everyone else: {part} / {whole} x 100 = {value}%"),
        ),
        true => lang.pick(
            format!("それ以外（n={n}）: Σwy {part} ÷ Σw {whole} × 100 ＝ {value}％"),
            format!("Everyone else (n={n}): sum wy {part} / sum w {whole} x 100 = {value}%"),
        ),
    }
}

/// A test statistic with the numbers put in.
pub fn statistic(lang: Lang, [p1, p2, se, value]: [String; 4], pooled: Option<&str>, df: Option<&str>) -> String {
    let pooled = pooled
        .map_or(String::new(), |p| lang.pick(format!("（pは両方を合わせた{p}％）"), format!(" (p of both: {p}%)")));
    let df =
        df.map_or(String::new(), |df| lang.pick(format!("（自由度 {df}）"), format!(" ({df} degrees of freedom)")));
    lang.pick(
        format!("　＝ ({p1} − {p2}) ÷ {se} ＝ {value}{pooled}{df}"),
        format!("  = ({p1} - {p2}) / {se} = {value}{pooled}{df}"),
    )
}

/// p, and how it was adjusted.
pub fn p_value(lang: Lang, p: &str, adjusted: Option<(&str, &str, &str, u64)>) -> String {
    let adjusted = match adjusted {
        None => String::new(),
        Some((p, method, family, size)) => lang.pick(
            format!("、調整後p{p}（{method}、まとまり: {family}のp値{size}個）"),
            format!(", adjusted p{p} ({method} over {family}: {size} p values)"),
        ),
    };
    lang.pick(format!("両側p{p}{adjusted}"), format!("two-sided p{p}{adjusted}"))
}

/// A pair of groups in words.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it; figures are printed already")]
pub struct PairWords<'a> {
    pub group: &'a str,
    pub other: &'a str,
    pub n: u64,
    pub value: &'a str,
    pub difference: &'a str,
    pub unit: &'a str,
    pub test: &'a str,
    /// The group explained is significantly higher, or lower.
    pub higher: Option<bool>,
}

/// A pair of groups: difference, statistic, p, and which is higher where that is beyond chance.
pub fn pair(lang: Lang, of: &PairWords<'_>) -> String {
    let PairWords { group, other, n, value, difference, unit, test, .. } = *of;
    let verdict = match of.higher {
        Some(true) => lang.pick(format!(" → {group}が有意に高い"), format!(" -> {group} is significantly higher")),
        Some(false) => lang.pick(format!(" → {group}が有意に低い"), format!(" -> {group} is significantly lower")),
        None => String::new(),
    };
    lang.pick(
        format!("{other}（n={n}、{value}）: 差 {difference}{unit}、{test}{verdict}"),
        format!("{other} (n={n}, {value}): difference {difference}{unit}, {test}{verdict}"),
    )
}

/// One respondent: id, place, weight, answer.
pub fn respondent(lang: Lang, id: &str, place: &str, weight: Option<&str>, answer: &str) -> String {
    let weight =
        weight.map_or(String::new(), |weight| lang.pick(format!("　ウェイト {weight}"), format!("  weight {weight}")));
    lang.pick(format!("　{id}　{place}{weight}　回答 {answer}"), format!("  {id}  {place}{weight}  answer {answer}"))
}

/// Not one question was named.
pub fn one_question(lang: Lang, found: &[String]) -> String {
    lang.pick(
        format!(
            "説明する表は1つにしてください。当てはまるのは {} です（調査は --survey で選べます）。",
            found.join("、")
        ),
        format!("Name one table to explain. These match: {} (choose a survey with --survey).", found.join(", ")),
    )
}

/// A group that the table does not have.
pub fn no_group(lang: Lang, typed: &str, nearest: Option<&str>, known: &[&str], has_banner: bool) -> String {
    let how = match has_banner {
        true => near(lang, nearest, known),
        false => lang.pick(
            "区分を選ぶには --by で表側を指定してください。".to_owned(),
            " Name a banner with --by to choose a group.".to_owned(),
        ),
    };
    lang.pick(format!("区分「{typed}」が表にありません。{how}"), format!("The table has no group \"{typed}\".{how}"))
}

/// A group that several banners have.
pub fn several_groups(lang: Lang, typed: &str, found: &[String]) -> String {
    lang.pick(
        format!("区分「{typed}」が複数の表側にあります。{} のどれかを指定してください。", found.join("、")),
        format!("Several banners have a group \"{typed}\". Name one of {}.", found.join(", ")),
    )
}

/// An option that the question does not have.
pub fn no_option(lang: Lang, typed: &str, nearest: Option<&str>, known: &[&str]) -> String {
    let near = near(lang, nearest, known);
    lang.pick(
        format!("選択肢「{typed}」がこの設問にありません。{near}"),
        format!("The question has no option \"{typed}\".{near}"),
    )
}

/// The name that was probably meant, or all there are.
fn near(lang: Lang, nearest: Option<&str>, known: &[&str]) -> String {
    match nearest {
        Some(name) => lang.pick(format!("「{name}」のことですか。"), format!(" Did you mean \"{name}\"?")),
        None if known.is_empty() => String::new(),
        None => {
            lang.pick(format!("あるのは {} です。", known.join("、")), format!(" There are: {}.", known.join(", ")))
        }
    }
}
