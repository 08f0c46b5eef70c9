//! Words and sentences of tables: labels, reading notes (凡例), and the lines on source and method.
//!
//! The notes follow the wording of Japanese survey reports. Which notes a table carries is decided by `tabulate`.

use crate::model::Survey;
use crate::model::survey::{Audience, Policy};
use crate::model::table::{Family, Note, Percent, Table};
use crate::model::weight::WeightName;
use crate::responses::Missing;

use super::{Lang, phrases};

phrases! {
    total: "全体" / "Total";
    na: "無回答" / "No answer";
    nap: "非該当" / "Not applicable";
    inv: "無効" / "Invalid";
    unk: "不明" / "Unreadable";
    net: "計" / "Net";
    weighted_n: "加重後n" / "Weighted n";
    count: "件数" / "Count";
    weighted_count: "加重後件数" / "Weighted count";
    percent_sign: "％" / "%";
    share: "構成比" / "Share";
    share_of_all: "構成比" / "Share (all)";
    share_of_answered: "無回答を除く" / "Share (answered)";
    item: "項目" / "Item";
    option: "選択肢" / "Answer";
    unit: "単位" / "Unit";
    mean: "平均" / "Mean";
    median: "中央値" / "Median";
    sd: "標準偏差" / "Std. dev.";
    smallest: "最小" / "Min";
    largest: "最大" / "Max";
    first_quartile: "第1四分位" / "1st quartile";
    third_quartile: "第3四分位" / "3rd quartile";
    sum: "合計" / "Sum";
    base_total: "合計（n）" / "Total (n)";
    asked: "対象者数（n）" / "Asked (n)";
    respondents: "回答者数（n）" / "Respondents (n)";
    answers_given: "延べ回答数" / "Answers given";
    with_answer: "回答あり" / "Answered";
    without_answer: "回答なし" / "No answer";
    points: "得点" / "Points";
    mean_points: "平均得点" / "Mean points";
    small_base: "参考値" / "small base";
    contents: "目次" / "Contents";
    to_contents: "目次へ戻る" / "Back to contents";
    simple_tables: "単純集計" / "Frequencies";
    cross_tables: "クロス集計" / "Cross tables";
    question: "設問" / "Question";
    table_book: "集計表" / "Table book";
    synthetic: "このデータは合成データです（実在の回答ではありません）。" / "These are synthetic data, not answers of real people.";
}

/// Codes and labels of the kinds of missing answer, in the order of tables: 無回答, 非該当, 無効, 不明.
pub fn missing(lang: Lang) -> [(&'static str, &'static str); 4] {
    [("NA", na(lang)), ("NAP", nap(lang)), ("INV", inv(lang)), ("UNK", unk(lang))]
}

/// Label of a kind of missing answer.
pub fn missing_name(lang: Lang, kind: Missing) -> &'static str {
    match kind {
        Missing::Na => na(lang),
        Missing::Nap => nap(lang),
        Missing::Inv => inv(lang),
        Missing::Unk => unk(lang),
    }
}

/// Heading of a table: question id and short name.
pub fn title(lang: Lang, table: &Table) -> String {
    let label = if table.label.is_empty() { &table.text } else { &table.label };
    let parent = table.parent.as_deref().map(|parent| lang.pick(format!("（{parent}）"), format!(" ({parent})")));
    format!("{}{}{}{}", table.question, lang.pick("　", " "), label, parent.unwrap_or_default())
}

/// Name of the n-th rank: 1位.
pub fn rank(lang: Lang, place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    lang.pick(format!("{place}位"), format!("{place}{ending}"))
}

/// A label with its unit: 平均（人）.
pub fn with_unit(lang: Lang, label: &str, unit: Option<&str>) -> String {
    match unit {
        Some(unit) if !unit.is_empty() => lang.pick(format!("{label}（{unit}）"), format!("{label} ({unit})")),
        _ => label.to_owned(),
    }
}

/// Who was asked, as a short name for sheets; `None` where the survey does not say.
pub fn audience(lang: Lang, audience: Audience) -> Option<&'static str> {
    match audience {
        Audience::Business => Some(lang.pick("事業者", "Business")),
        Audience::Resident => Some(lang.pick("市民", "Resident")),
        Audience::Farm => Some(lang.pick("農業者", "Farm")),
        Audience::Other => None,
    }
}

/// What the lines of a group are, from the top: 上段：件数　下段：％.
pub fn lines(lang: Lang, first: &str, second: Option<&str>) -> String {
    match second {
        Some(second) => lang.pick(format!("上段：{first}　下段：{second}"), format!("upper: {first}, lower: {second}")),
        None => lang.pick(format!("単位：{first}"), format!("unit: {first}")),
    }
}

/// What a percentage divides by, in the words of the printed form; empty where there are only counts.
pub fn direction(lang: Lang, percent: Percent, swap: bool) -> &'static str {
    match (percent, swap) {
        (Percent::Row, false) => lang.pick("横％（各区分のn＝100％）", "row % (n of each group = 100%)"),
        (Percent::Row, true) => lang.pick("縦％（各区分のn＝100％）", "column % (n of each group = 100%)"),
        (Percent::Column, false) => {
            lang.pick("縦％（各選択肢の合計＝100％）", "column % (total of each answer = 100%)")
        }
        (Percent::Column, true) => lang.pick("横％（各選択肢の合計＝100％）", "row % (total of each answer = 100%)"),
        (Percent::Total, _) => {
            lang.pick("全体％（各分類の属性判明者全員＝100％）", "total % (everyone whose group is known = 100%)")
        }
        (Percent::None, _) => "",
    }
}

/// One note as a sentence. Banners are named and figures printed as the note has them; `present::notes` sees to that.
pub fn note(lang: Lang, note: &Note) -> String {
    match note {
        Note::Synthetic => synthetic(lang).to_owned(),
        Note::Provisional(day) => super::intake::provisional(lang, day.as_deref()),
        Note::Rounding => lang
            .pick(
                "割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。",
                "Percentages are rounded, so they may not add up to 100.",
            )
            .to_owned(),
        Note::Multiple => lang
            .pick(
                "複数回答の割合は延べ回答数でなくnを基数とするため、合計が100％を超えることがある。",
                "Several answers were allowed and percentages divide by n, not by the answers given, so they may add up to more than 100.",
            )
            .to_owned(),
        Note::BaseAll => lang
            .pick(
                "nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。",
                "n is everyone who was asked: no answer, invalid and unreadable are in, not applicable is out.",
            )
            .to_owned(),
        Note::BaseAnswered => lang
            .pick(
                "nは有効な回答の数で、無回答・無効・不明・非該当を除く。",
                "n is everyone with a usable answer: no answer, invalid, unreadable and not applicable are out.",
            )
            .to_owned(),
        Note::NotAsked(cases) => lang.pick(
            format!("非該当の{cases}件は、回答の対象でないため基数に含まない。"),
            format!("{cases} respondents were not asked this question and are not in the base."),
        ),
        Note::OverLimit { max, policy, cases } => {
            let (ja, en) = policy_words(*policy, ("全て有効とした", "were counted with all their marks"));
            lang.pick(
                format!("○が{max}つまでのところ、これを超えた{cases}件は{ja}。"),
                format!("{cases} answers with more than {max} marks {en}."),
            )
        }
        Note::DoubleMark { policy, cases } => {
            let (ja, en) = policy_words(*policy, ("初めの選択肢を採った", "were counted with the first of their marks"));
            lang.pick(
                format!("○が1つのところ、2つ以上ある{cases}件は{ja}。"),
                format!("{cases} answers with several marks where one is allowed {en}."),
            )
        }
        Note::Uncoded { written, uncoded } => lang.pick(
            format!("自由記述のある{written}件のうち、分類の済んでいない{uncoded}件は「不明」に入れた（絞り込む前の件数）。"),
            format!("Of {written} respondents who wrote something, {uncoded} are not coded yet and count as unreadable (before any filter)."),
        ),
        Note::BannerUnknown { banner, cases } => lang.pick(
            format!("「{banner}」の区分に入らない{cases}件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。"),
            format!("{cases} respondents whose {banner} is not known are left out, so its rows do not add up to the total."),
        ),
        Note::BannerPercent { banner, percent, known, n, options } => {
            let of_options: Vec<String> =
                options.iter().map(|(label, known, all)| format!("{label} {known}/{all}")).collect();
            let (ja, en) = match percent {
                Percent::Column if options.is_empty() => (String::new(), String::new()),
                Percent::Column => (
                    format!("選択肢ごとの基数（区分の分かるもの/全て）：{}。", of_options.join("、")),
                    format!(" Bases of the answers (group known/all): {}.", of_options.join(", ")),
                ),
                _ => (String::new(), String::new()),
            };
            let (each_ja, each_en) = match percent {
                Percent::Column => ("を選択肢ごとに100％とする", "each answer given by"),
                _ => ("を100％とする", "all"),
            };
            lang.pick(
                format!("「{banner}」の各区分の％は、区分の分かる{known}件{each_ja}（全体の％は{n}件全てによる）。{ja}"),
                format!("Percentages of the groups of {banner}: {each_en} the {known} whose group is known are 100% (those of the total: all {n}).{en}"),
            )
        }
        Note::BannerOverlaps { banner } => lang.pick(
            format!("「{banner}」は1件の回答が複数の区分に入ることがあるため、各区分の合計は全体と一致しない。"),
            format!("A respondent can be in several groups of {banner}, so its rows do not add up to the total."),
        ),
        Note::SmallBase { min_base } => lang.pick(
            format!("※はnが{min_base}未満の参考値で、検定の対象としない。"),
            format!("※ n is under {min_base}: for reference only, and in no test."),
        ),
        Note::Filter { expression, labelled, left_out } => {
            let labelled = labelled.as_ref().map(|labelled| super::condition::words(lang, labelled));
            let ja = labelled.as_ref().map_or(String::new(), |words| format!("（{words}）"));
            let en = labelled.as_ref().map_or(String::new(), |words| format!(" ({words})"));
            lang.pick(
                format!("集計対象：{expression}{ja}。対象外 {left_out}件。"),
                format!("Only cases with: {expression}{en}; {left_out} left out."),
            )
        }
        Note::Weighted { weight, effective_n, fitted } => {
            let name = weight_name(lang, weight);
            let errors = match fitted {
                false => lang.pick("誤差は、ウェイトの値を決まったものとして計算した。", "Errors take weights as given."),
                true => lang.pick(
                    "誤差は、ウェイトを目標に合わせた効果も考えて計算した。",
                    "Errors take the fitting of weights into account.",
                ),
            };
            lang.pick(
                format!("ウェイト：{name}。nは加重前の数で、ウェイトの分を割り引くと{effective_n}件分に当たる（有効サンプルサイズ）。{errors}"),
                format!("Weight: {name}. n is unweighted; less what weights cost it is worth {effective_n} (effective sample size). {errors}"),
            )
        }
        Note::WeightMissing(cases) => lang.pick(
            format!("ウェイトのない{cases}件は集計に含まない。"),
            format!("{cases} cases without a weight are not counted."),
        ),
        Note::WeightKeptMissing(cases) => lang.pick(
            format!("ウェイトの目標となる設問に無回答の{cases}件は、標本での構成比のまま残した。"),
            format!("{cases} cases without an answer to a target question of the weight kept their share of the sample."),
        ),
        Note::RankScore { top } => lang.pick(
            format!("得点は1位を{top}点、以下1点ずつ減らし{top}位を1点として合計した。件数・割合は{top}位までに選んだもの。"),
            format!("Points: {top} for the 1st place down to 1. Counts and shares: chosen at any of {top} places."),
        ),
        Note::FisherSimulated { banner } => lang.pick(
            format!("「{banner}」との表は大きいため、関連の検定のp値は乱数（毎回同じもの）による推定値である（フィッシャーの正確確率）。"),
            format!("The table by {banner} is large, so the p of its test was drawn, with the same draws each time (Fisher's exact test)."),
        ),
        Note::Adjusted { adjust, family } => {
            let method = super::marks::adjustment(lang, *adjust);
            lang.pick(
                format!("比べる数が多いほど厳しく判定するよう、p値を調整した（{method}、まとまり：{}）。", match family {
                    Family::Row => "属性と選択肢ごと",
                    Family::Table => "表全体",
                }),
                format!("p values are made stricter for the number of comparisons ({method}, over {}).", match family {
                    Family::Row => "each banner and option",
                    Family::Table => "the whole table",
                }),
            )
        }
        Note::OutsideBands(cases) => lang.pick(
            format!("どの階級にも入らない値が{cases}件ある。"),
            format!("{cases} values lie in none of the classes."),
        ),
    }
}

/// What a cross table of a rank question counts; its points stand elsewhere.
pub fn rank_counts(lang: Lang, top: usize) -> String {
    lang.pick(
        format!("件数・割合は{top}位までに選んだもの（得点は、表側のない単純集計にある）。"),
        format!("Counts and shares: chosen at any of {top} places. Points stand in the table without a banner."),
    )
}

/// A weight as people call it, with the id that commands need.
pub fn weight_name(lang: Lang, weight: &WeightName) -> String {
    named(lang, &weight.id, &weight_label(lang, weight))
}

/// The label of a weight, or what it is fitted to where it has none, or its id.
pub fn weight_label(lang: Lang, weight: &WeightName) -> String {
    let targets: Vec<String> = weight.targets.iter().map(|label| crate::text::fold::display(label)).collect();
    match (weight.label.as_str(), targets.is_empty()) {
        ("", true) => weight.id.clone(),
        ("", false) => lang.pick(
            format!("{}を母集団に合わせる", targets.join("・")),
            format!("fitted to the population by {}", targets.join(", ")),
        ),
        (label, _) => label.to_owned(),
    }
}

/// A label with the id that commands need, where it is another.
pub fn named(lang: Lang, id: &str, label: &str) -> String {
    match label {
        "" => id.to_owned(),
        label if label == id => id.to_owned(),
        label => lang.pick(format!("{label}（{id}）"), format!("{label} ({id})")),
    }
}

/// What was done with answers under a policy; `accepted` is what accepting them means.
fn policy_words(policy: Policy, accepted: (&'static str, &'static str)) -> (&'static str, &'static str) {
    match policy {
        Policy::Invalid => ("「無効」とした", "count as invalid"),
        Policy::Blank => ("「無回答」とした", "count as no answer"),
        Policy::Accept => accepted,
    }
}

/// What the lines on source and method tell about.
#[derive(Debug, Clone, Copy)]
pub struct Method<'a> {
    /// Where the answers come from.
    pub survey: &'a Survey,
    /// The table; `None` for a page about the whole survey.
    pub table: Option<&'a Table>,
    /// Decimals of printed percentages; `None` where they are not rounded.
    pub digits: Option<u8>,
    /// 表側 and 表頭 have changed places.
    pub swap: bool,
    /// Day of making, as printed.
    pub generated: Option<&'a str>,
}

/// Source and method, one line each. What the table's own notes say already is not repeated.
pub fn method(lang: Lang, of: &Method<'_>) -> Vec<String> {
    let mut lines = vec![source(lang, of.survey)];
    if let Some(table) = of.table {
        let valid = table.base.all + table.base.excluded.filtered + table.base.excluded.weight_missing;
        lines.push(lang.pick(format!("有効回答数：{valid}"), format!("Valid cases: {valid}")));
        if !table.notes.iter().any(|note| matches!(note, Note::BaseAll | Note::BaseAnswered)) {
            let base = match table.base.kind {
                crate::model::table::BaseKind::All => Note::BaseAll,
                crate::model::table::BaseKind::Answered => Note::BaseAnswered,
            };
            lines.push(note(lang, &base));
        }
        match (&table.weight, table.notes.iter().any(|note| matches!(note, Note::Weighted { .. }))) {
            (None, _) => lines.push(lang.pick("ウェイト：なし", "Weight: none").to_owned()),
            (Some(id), false) => {
                let name = weight_name(lang, &of.survey.weight_name(id));
                lines.push(lang.pick(format!("ウェイト：{name}"), format!("Weight: {name}")));
            }
            (Some(_), true) => {}
        }
        if let Some(filter) = &table.filter
            && !table.notes.iter().any(|note| matches!(note, Note::Filter { .. }))
        {
            let labelled = crate::model::Expr::parse(filter).ok().map(|expr| expr.labelled(of.survey));
            let left_out = table.base.excluded.filtered;
            lines.push(note(lang, &Note::Filter { expression: filter.clone(), labelled, left_out }));
        }
        if table.percent != Percent::None && !table.options.is_empty() {
            let percent = direction(lang, table.percent, of.swap);
            lines.push(lang.pick(format!("割合：{percent}"), format!("Percentages: {percent}")));
        }
    }
    lines.push(rounding(lang, of.digits));
    lines.push(made_with(lang, of.generated));
    lines
}

/// The survey and its date.
pub fn source(lang: Lang, survey: &Survey) -> String {
    let title = survey.title();
    let provisional = || super::intake::provisional(lang, survey.about.as_of.as_deref());
    let still =
        if survey.about.provisional { lang.pick("　", " ").to_owned() + &provisional() } else { String::new() };
    let source = match survey.about.date.as_deref() {
        Some(date) => lang.pick(
            format!("資料：{title}（調査基準日 {}）", japanese_date(date)),
            format!("Source: {title} (reference date {date})"),
        ),
        None => lang.pick(format!("資料：{title}"), format!("Source: {title}")),
    };
    source + &still
}

/// How percentages are rounded.
pub fn rounding(lang: Lang, digits: Option<u8>) -> String {
    match digits {
        None => lang
            .pick("端数：四捨五入していない値（有効数字13桁）。", "Rounding: none (13 significant digits).")
            .to_owned(),
        Some(digits) => {
            let next = digits + 1;
            lang.pick(
                format!("端数：割合は小数第{next}位を四捨五入。「-」は該当者なし。"),
                format!("Rounding: percentages half up to {digits} decimals; \"-\" is nobody."),
            )
        }
    }
}

/// The program and the day.
pub fn made_with(lang: Lang, generated: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match generated {
        Some(day) => lang.pick(format!("作成：koe {version}（{day}）"), format!("Made with koe {version} ({day})")),
        None => lang.pick(format!("作成：koe {version}"), format!("Made with koe {version}")),
    }
}

/// A day as it is printed: 2023年7月1日, or ISO in English.
pub fn day(lang: Lang, iso: &str) -> String {
    lang.pick(japanese_date(iso), iso.to_owned())
}

/// `2023-07-01` as 2023年7月1日; any other text as it is.
pub(super) fn japanese_date(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-').map(|part| part.parse::<u32>());
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) => format!("{year}年{month}月{day}日"),
        _ => iso.to_owned(),
    }
}

/// The words `tabulate` puts into tables.
pub fn labels(lang: Lang) -> crate::tabulate::Labels {
    crate::tabulate::Labels {
        total: total(lang).to_owned(),
        na: na(lang).to_owned(),
        nap: nap(lang).to_owned(),
        inv: inv(lang).to_owned(),
        unk: unk(lang).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_in_english() {
        let places = [1, 2, 3, 4, 11, 12, 13, 21].map(|place| rank(Lang::En, place));
        assert_eq!(places, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st"]);
    }

    #[test]
    fn dates_are_spoken() {
        assert_eq!(japanese_date("2023-07-01"), "2023年7月1日");
        assert_eq!(japanese_date("令和5年"), "令和5年");
    }
}
