//! Words of indicators: the table of values, and why something cannot be told.

use crate::messages::{Lang, phrases};
use crate::plans::indicators::{Fault, Unjudged};

phrases! {
    about: "指標：基準値・現状値（アンケートから計算）・目標値、標本誤差、変化が誤差を超えるか" / "Indicators: baseline, present value (computed from surveys), target, sampling error, whether a change is more than noise";
    title: "指標の現状" / "Indicators";
    head_id: "指標" / "Indicator";
    head_baseline: "基準値" / "Baseline";
    head_present: "現状値" / "Present";
    head_interval: "95％信頼区間" / "95% interval";
    head_target: "目標値" / "Target";
    short_way: "達成割合" / "Way done";
    head_gap: "目標まで" / "To target";
    head_way: "達成の割合" / "Way done";
    head_years: "経過年数" / "Years";
    head_change: "変化" / "Change";
    head_judged: "誤差を超えるか" / "More than noise";
    head_name: "名称" / "Name";
    none: "指標の記録がありません。計画のファイルに kind = \"indicator\" の記録を書いてください。" / "No plan has an indicator (a record of kind \"indicator\").";
    yes: "超える" / "yes";
    no: "超えない" / "no";
    unknown: "判定できない" / "cannot be told";
    interval_note: "信頼区間は調査の設計（抽出・重み）による95％のもの。平均は±1.96×標準誤差。" / "Intervals are at 95 %, by the survey's design and weights; of a mean ± 1.96 standard errors.";
    way_note: "達成の割合＝（現状値－基準値）÷（目標値－基準値）。経過年数＝基準の年からの年数／目標の年までの年数。" / "Way done = (present - baseline) / (target - baseline). Years = since the baseline / from the baseline to the target.";
    change_note: "変化は基準値との差。基準の年の調査があればその誤差、なければ基準値に書かれた回答者数（例：27.0%（n=160））から、5％の水準で判定する。" / "Changes are against the baseline, judged at 5 % by the error of that year's wave, else by the respondents written with the baseline, as in 27.0% (n=160).";
    small: "参考値" / "small base";
    counting: "集計中…" / "counting…";
    source_name: "調査" / "Survey";
    now: "指標の現状" / "Where the indicator stands";
    lacks: "足りないもの" / "What is missing";
    no_baseline: "基準値がありません。計画のファイルの years に「基準値（令和2年度）」のような列を書くと、達成の割合が出ます。" / "There is no baseline. Write one under years in the plan's file; then the way done is shown.";
    no_target: "目標値がありません。計画のファイルの years に「目標値（令和10年度）」のような列を書いてください。" / "There is no target. Write one under years in the plan's file.";
}

/// A year.
pub fn year(lang: Lang, year: i64) -> String {
    lang.pick(format!("{year}年度"), format!("{year}"))
}

/// Percentage points.
pub fn points(lang: Lang, number: &str) -> String {
    lang.pick(format!("{number}ポイント"), format!("{number} points"))
}

/// Years gone of years in all.
pub fn years(lang: Lang, gone: i64, all: i64) -> String {
    lang.pick(format!("{gone}/{all}年"), format!("{gone} of {all}"))
}

/// A value with its year.
pub fn with_year(lang: Lang, value: &str, of: Option<i64>) -> String {
    match of {
        Some(of) => lang.pick(format!("{value}（{}）", year(lang, of)), format!("{value} ({of})")),
        None => value.to_owned(),
    }
}

/// Why a change cannot be told from chance.
pub fn unjudged(lang: Lang, name: &str, why: Unjudged) -> String {
    let why = match why {
        Unjudged::NoBase => lang.pick(
            "基準値の回答者数が分からない（基準値に「46.5%（n=480）」のように書くと判定できる）",
            "nothing says how many respondents are behind the baseline (write it as 46.5% (n=480))",
        ),
        Unjudged::MeanBaseline => lang.pick(
            "平均は、基準の年の調査がないと誤差が分からない",
            "the error of a mean is not known without the survey of that year",
        ),
        Unjudged::NoError => lang.pick(
            "標本誤差がない（無作為の標本でない、または回答者が少ない）",
            "there is no sampling error (no random sample, or too few respondents)",
        ),
    };
    lang.pick(
        format!("{name}：変化が誤差を超えるか判定できない。{why}。"),
        format!("{name}: the change cannot be judged: {why}."),
    )
}

/// Why a binding gives no value.
pub fn fault(lang: Lang, name: &str, fault: &Fault) -> String {
    match fault {
        Fault::Survey { id } => lang.pick(
            format!("{name}：figure の survey「{id}」という調査も系列もありません。"),
            format!("{name}: there is neither a survey nor a series \"{id}\" (survey of figure)."),
        ),
        Fault::Wave { survey, why } => lang.pick(
            format!("{name}：調査「{survey}」から現状値を計算できません。{why}。"),
            format!("{name}: no value from the survey \"{survey}\": {why}."),
        ),
        Fault::Unbound => lang.pick(
            format!(
                "{name}：figure がなく、実績の値もありません。計画のファイルの figure に調査・設問・選択肢を書くか、years に実績の値を書いてください。"
            ),
            format!("{name}: it has no figure and no result. Bind it to a question with figure, or write a result under years."),
        ),
    }
}

/// Columns that do not say of which year they are.
pub fn no_year(lang: Lang, columns: &[&str]) -> String {
    let list = columns.join(lang.pick("と", " and "));
    lang.pick(
        format!(
            "{list}の年度が分かりません。列の名前を「{}（令和10年度）」のようにすると、経過年数が出ます。",
            columns.first().unwrap_or(&"")
        ),
        format!("The year of {list} is not known. Name the column with its year and the years gone are shown."),
    )
}

/// The value of a wave.
pub fn wave(lang: Lang, name: &str, values: &[String]) -> String {
    let list = values.join(lang.pick("、", ", "));
    lang.pick(format!("{name}の推移：{list}"), format!("{name} over the years: {list}"))
}

/// Where a value comes from.
pub fn source(lang: Lang, titles: &[&str]) -> String {
    crate::messages::evidence::source(lang, titles)
}
