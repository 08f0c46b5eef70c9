//! Words and sentences of scores, portfolios, sampling errors and response rates, and of the commands that print them.

use std::path::Path;

use super::{Lang, phrases};
use crate::load::Fault;
use crate::model::fieldwork::{FieldPart, SamplingFormula, Standing};
use crate::model::measure::{Area, AxisOf, Cross, Ends, Formula, Measure, MeasureBase, PortfolioSpec};
use crate::model::{Choice, Question, Survey};

phrases! {
    scores: "平均点・上位／下位の割合・DI・順位の得点" / "Mean scores, best and worst shares, DIs, points of ranks";
    scores_help: "例:\n  koe scores Q26 Q27 --survey resident\n  koe scores Q1 --survey business --by F1 --weight none\n設問を省くと、点数のある設問、[[index]] のある設問、順位の設問の全てについて出します。" /
        "Examples:\n  koe scores Q26 Q27 --survey resident\n  koe scores Q1 --survey business --by F1 --weight none\nWithout Q: every question with scores, an [[index]], or ranks.";
    portfolio: "満足度×重要度の散布図と表（CS分析）" / "Satisfaction against importance: plot and table";
    portfolio_help: "例:\n  koe portfolio cs --survey resident\n  koe portfolio cs --by F3 -o CS分析.xlsx\n設定は調査の定義の [[portfolio]] に書きます（formula, cross, x, areas）。" /
        "Examples:\n  koe portfolio cs --survey resident\n  koe portfolio cs --by F3 -o cs.xlsx\nSettings stand in the survey's [[portfolio]] (formula, cross, x, areas).";
    sampling_error: "標本誤差の早見表" / "Table of sampling errors";
    sampling_error_help: "例:\n  koe sampling-error --survey resident\n  koe sampling-error --k 2 --design 2 --no-correction" /
        "Examples:\n  koe sampling-error --survey resident\n  koe sampling-error --k 2 --design 2 --no-correction";
    response: "回収状況（配布・不着・回収・有効・回収率）" / "Response: sent, undelivered, returned, valid, rates";
    k: "標準誤差の倍数 1.96 | 2" / "Factor of the standard error: 1.96 | 2";
    design: "層化などによる分散の倍率 1 | 2" / "Design factor of the variance: 1 | 2";
    no_correction: "有限母集団修正をしない" / "No finite population correction";
    portfolio_id: "[[portfolio]] の id（省くと全て）" / "Id of a [[portfolio]] (default: all)";
    score: "平均点" / "Mean score";
    top: "上位の割合" / "Best";
    bottom: "下位の割合" / "Worst";
    net: "上位－下位" / "Best - worst";
    scored_n: "採点n" / "Scored n";
    mean: "平均" / "Mean";
    sd: "標準偏差" / "Std. dev.";
    se: "標準誤差" / "Std. error";
    value: "値" / "Value";
    against_rest: "他との差" / "Against rest";
    higher: "高い" / "higher";
    lower: "低い" / "lower";
    item: "項目" / "Item";
    option: "選択肢" / "Answer";
    chosen: "選んだ数" / "Chosen";
    chosen_share: "選択率" / "Chosen %";
    first_share: "1位の率" / "1st place %";
    points: "得点" / "Points";
    mean_points: "平均得点" / "Mean points";
    satisfaction: "満足度" / "Satisfaction";
    importance: "重要度" / "Importance";
    t_score: "偏差値" / "T-score";
    area: "領域" / "Area";
    distance: "距離" / "Distance";
    demand: "改善要望度" / "Demand";
    improvement: "改善度" / "Improvement";
    scores_base: "平均点は点数のある回答（採点n）の平均で、わからない・無回答などを除く。割合・差・DIはnに対するもので、件数から計算して四捨五入するため、印字した割合の差と0.1違うことがある。" /
        "Mean scores are over those with a scored answer (scored n); shares, differences and DIs are of n, computed from counts, so they may differ by 0.1 from printed percentages.";
    scores_interval: "下限・上限は信頼区間の両端。" / "Low and high are the ends of the confidence interval.";
    scores_rest: "「高い」「低い」は、その属性の他の区分を合わせた値と有意な差があるもの（両側検定）。" /
        "\"higher\" and \"lower\": differs significantly from the other groups of the banner together (two-sided).";
    rank_share: "選択率・1位の率はnに対するもの。平均得点は順位の回答があったものについてのもの。" /
        "Shares are of n; mean points are over those who ranked anything.";
    portfolio_line: "距離は交点からのもの。交点の線上にある項目は高い側とした。" / "Distances are from the crossing point. An item on a line is on its high side.";
    portfolio_demand: "改善要望度＝重要度の標準化値－満足度の標準化値（項目間で標準化）。大きいほど改善の要望が強い。" /
        "Demand = z of importance - z of satisfaction over the items; the larger, the more improvement is asked for.";
    portfolio_improvement: "改善度＝交点（50, 50）からの距離×（90－角度）÷90。角度は、重要度が高く満足度が低い方向から測る。" /
        "Improvement = distance from (50, 50) x (90 - angle) / 90, the angle taken from high importance and low satisfaction.";
    portfolio_missing: "両方の値がそろわない項目は、図と交点の計算に入れない。" / "Items without both values are in neither the plot nor the crossing point.";
    part: "区分" / "Part";
    strata: "層" / "Strata";
    modes: "回答方法" / "By mode";
    examples: "nの例" / "Sizes of n";
    response_title: "回収状況" / "Response";
    sampling_title: "標本誤差（早見表）" / "Sampling errors";
    distributed: "配布数" / "Sent";
    undelivered: "不着数" / "Undelivered";
    delivered: "到達数" / "Delivered";
    read: "回収数" / "Returned";
    duplicate: "重複" / "Repeated";
    blank: "白紙" / "Blank";
    out_of_scope: "対象外" / "Out of scope";
    left_out: "個別除外" / "Left out by hand";
    invalid: "無効計" / "Not counted";
    valid: "有効回収数" / "Valid";
    valid_share: "構成比" / "Share of valid";
    rate_distributed: "有効回収率（配布数に対する）" / "Valid of sent";
    rate_delivered: "有効回収率（到達数に対する）" / "Valid of delivered";
    response_ties: "回収数＝無効計＋有効回収数。無効計＝重複＋白紙＋対象外。到達数＝配布数－不着数。「-」は定義にないもの。" /
        "Returned = not counted + valid. Not counted = repeated + blank + out of scope. Delivered = sent - undelivered. \"-\": not stated.";
    response_by_hand: "無効計には、個別に除いた回答（個別除外）も入る。" / "\"Not counted\" includes what was left out by hand.";
    rate_own_distributed: "この調査の回収率は、配布数に対する有効回収率とする。" / "The response rate of this survey is valid of sent.";
    rate_own_delivered: "この調査の回収率は、到達数に対する有効回収率とする。" / "The response rate of this survey is valid of delivered.";
    response_unknown: "配布数（distributed）が定義にないため、回収率は出せない。" / "`distributed` is not stated, so there is no response rate.";
    response_over: "有効回収数が配布数を超えている。distributed を確かめること。" / "More valid cases than were sent: check `distributed`.";
    population: "母集団N" / "Population N";
    reading: "読み方：nに対する割合がp％のとき、信頼区間はおよそ p±表の値（ポイント）。" /
        "Reading: where p % of n gave an answer, the interval is about p ± the figure, in points.";
    reference: "（参考）" / " (reference)";
    reference_note: "（参考）は全数を対象としたもので、標本誤差ではなく無回答による誤差の目安である。" /
        "(reference): everyone was asked; the figure only indicates the effect of those who did not answer.";
    complete_note: "全員が回答した区分に標本誤差はない。" / "Where everyone answered there is no sampling error.";
    open_note: "公募（sampling = \"open\"）の区分は無作為標本でないため、標本誤差を出せない。" /
        "A part that was open to anybody (sampling = \"open\") is no random sample and has no sampling error.";
    strata_note: "層によって抽出率が違うため、全体の値は単純無作為抽出とみなした目安である。" /
        "Strata were sampled at different rates; the errors of the total are those of a simple random sample.";
    population_note: "母集団の大きさ（population）が定義にない区分は、有限母集団修正をしていない。" /
        "Where `population` is not stated there is no finite population correction.";
}

/// Name of a built-in measure; an index has its own.
pub fn measure(lang: Lang, measure: &Measure) -> String {
    match measure.id.as_str() {
        "score" => score(lang).to_owned(),
        "top" => top(lang).to_owned(),
        "bottom" => bottom(lang).to_owned(),
        "net" => net(lang).to_owned(),
        _ => measure.label.clone(),
    }
}

fn named(lang: Lang, choices: &[&Choice]) -> String {
    let labels =
        choices.iter().map(|choice| lang.pick(format!("「{}」", choice.label), format!("\"{}\"", choice.label)));
    labels.collect::<Vec<_>>().join(lang.pick("", ", "))
}

/// What the measures of a question are made of, one line each.
pub fn made_of(lang: Lang, question: &Question, measures: &[Measure]) -> Vec<String> {
    let ends = Ends::of(question);
    let mut lines = Vec::new();
    for measure in measures {
        let valued = question.choices.iter().filter_map(|choice| {
            let value = measure.values.get(&choice.code)?;
            Some(lang.pick(format!("{} {value}", choice.label), format!("{} {value}", choice.label)))
        });
        let valued = valued.collect::<Vec<_>>().join(lang.pick("、", ", "));
        match (measure.id.as_str(), &ends) {
            ("score", _) => lines.push(lang.pick(format!("点数：{valued}"), format!("Scores: {valued}"))),
            ("top", Some(ends)) => {
                let (best, worst) = (named(lang, &ends.best), named(lang, &ends.worst));
                lines
                    .push(lang.pick(format!("上位＝{best}　下位＝{worst}"), format!("best = {best}  worst = {worst}")));
            }
            ("bottom" | "net", _) => {}
            _ => {
                let base = match measure.base {
                    MeasureBase::Printed => lang.pick("nに対する平均", "mean over n, all others 0"),
                    MeasureBase::Scored => lang.pick("数値のある回答の平均", "mean over those with a number"),
                };
                let (label, scale) = (&measure.label, measure.scale);
                lines.push(lang.pick(
                    format!("{label}＝（{valued}）の{base}×{scale}"),
                    format!("{label} = {scale} x ({valued}; {base})"),
                ));
            }
        }
    }
    lines
}

/// Lower and upper end of an interval at a level in percent, as printed.
pub fn ends(lang: Lang, level: &str) -> [String; 2] {
    lang.pick(
        [format!("下限（{level}%）"), format!("上限（{level}%）")],
        [format!("Low ({level}%)"), format!("High ({level}%)")],
    )
}

/// A question asked for that has neither score, index nor ranks.
pub fn no_score(lang: Lang, id: &str) -> String {
    match lang {
        Lang::Ja => format!(
            "「{id}」には点数がありません。選択肢に score を書くか、[[index]] を定義してください（順位の設問はそのまま出せます）。"
        ),
        Lang::En => format!(
            "\"{id}\" has no scores. Give its choices a score, or define an [[index]] (rank questions need neither)."
        ),
    }
}

/// Nothing to show in any survey.
pub fn no_scores(lang: Lang) -> String {
    lang.pick(
        "点数（score）か [[index]] のある設問も、順位の設問もありません。",
        "No question has scores, an [[index]], or ranks.",
    )
    .to_owned()
}

/// No portfolio of this name, or none at all.
pub fn no_portfolio(lang: Lang, id: Option<&str>, known: &[&str]) -> String {
    match (id, known.is_empty(), lang) {
        (Some(id), false, Lang::Ja) => {
            format!("[[portfolio]]「{id}」がありません。あるのは {} です。", known.join("、"))
        }
        (Some(id), false, Lang::En) => format!("There is no [[portfolio]] \"{id}\". There are: {}.", known.join(", ")),
        (_, _, Lang::Ja) => {
            "[[portfolio]] がありません。調査の定義に id, satisfaction, importance を書いてください。".to_owned()
        }
        (_, _, Lang::En) => "There is no [[portfolio]]. State id, satisfaction and importance in a survey.".to_owned(),
    }
}

/// A survey that anybody could answer.
pub fn sampling_open(lang: Lang, survey: &Survey) -> String {
    let title = survey.title();
    match lang {
        Lang::Ja => format!(
            "「{title}」は公募（sampling = \"open\"）の調査です。無作為に選ばれた標本ではないため、標本誤差は出せません。"
        ),
        Lang::En => format!(
            "\"{title}\" was open to anybody (sampling = \"open\"). It is no random sample, so no sampling error can be stated."
        ),
    }
}

/// What an axis shows.
pub fn axis(lang: Lang, axis: AxisOf) -> &'static str {
    match axis {
        AxisOf::Satisfaction => satisfaction(lang),
        AxisOf::Importance => importance(lang),
    }
}

/// What a formula plots.
pub fn formula(lang: Lang, formula: Formula) -> &'static str {
    match formula {
        Formula::Mean => lang.pick("平均点（加重平均）", "mean score"),
        Formula::Net => lang.pick("上位の割合－下位の割合", "best share less worst share"),
        Formula::Share => lang.pick("上位の割合", "best share"),
        Formula::TScore => {
            lang.pick("平均点の偏差値（項目間、50＋10×標準化値）", "standardised mean score (50 + 10 z over the items)")
        }
    }
}

/// The settings of a portfolio, one line each; `at` is the crossing point as printed.
pub fn settings(lang: Lang, spec: &PortfolioSpec, at: Option<[String; 2]>) -> Vec<String> {
    let (s, i) = (formula(lang, spec.formula.satisfaction), formula(lang, spec.formula.importance));
    let other = if spec.x == AxisOf::Satisfaction { AxisOf::Importance } else { AxisOf::Satisfaction };
    let (x, y) = (axis(lang, spec.x), axis(lang, other));
    let cross = match spec.cross {
        Cross::Mean => lang.pick("項目の平均", "mean of the items"),
        Cross::Zero => lang.pick("原点", "zero"),
        Cross::At(_) => lang.pick("指定値", "as stated"),
    };
    let at = at.map_or(String::new(), |[x, y]| lang.pick(format!("（{x}, {y}）"), format!(" ({x}, {y})")));
    vec![
        lang.pick(
            format!("満足度＝{}の{s}　重要度＝{}の{i}", spec.satisfaction, spec.importance),
            format!("satisfaction = {s} of {}, importance = {i} of {}", spec.satisfaction, spec.importance),
        ),
        lang.pick(
            format!("横軸＝{x}　縦軸＝{y}　交点＝{cross}{at}"),
            format!("x = {x}, y = {y}, axes cross at {cross}{at}"),
        ),
    ]
}

/// Name of an area: the survey's own, or the usual one.
pub fn area_name(lang: Lang, spec: &PortfolioSpec, area: Area) -> String {
    let usual = match (area.high_importance, area.high_satisfaction) {
        (true, false) => lang.pick("優先的課題", "improve first"),
        (true, true) => lang.pick("ニーズ充足", "keep up"),
        (false, false) => lang.pick("選択的課題", "low priority"),
        (false, true) => lang.pick("現状維持", "maintain"),
    };
    spec.areas.name(area).unwrap_or(usual).to_owned()
}

/// Label over the block of a part.
pub fn block(lang: Lang, part: FieldPart) -> &'static str {
    match part {
        FieldPart::Total => "",
        FieldPart::Stratum => strata(lang),
        FieldPart::Mode => modes(lang),
        FieldPart::Example => examples(lang),
    }
}

/// What stands after the label of a line of sampling errors.
pub fn standing(lang: Lang, standing: Standing) -> &'static str {
    match standing {
        Standing::Reference => reference(lang),
        Standing::Estimate | Standing::Complete | Standing::Open => "",
    }
}

/// What was sent (or came back undelivered) in all, and in the strata or modes together, where the two differ.
pub fn parts_sum(lang: Lang, part: FieldPart, of_undelivered: bool, [whole, parts]: [u64; 2]) -> String {
    let (what, part) = (if of_undelivered { undelivered(lang) } else { distributed(lang) }, block(lang, part));
    lang.pick(
        format!("{what}は全体{whole}、{part}の合計{parts}で一致しない。"),
        format!("{what}: {whole} in all, {parts} by {part}. They do not agree."),
    )
}

/// Forms that are not counted and whose stratum is not known.
pub fn invalid_not_in_strata(lang: Lang, cases: u64) -> String {
    lang.pick(
        format!("無効{cases}件は層が分からないため、層別の回収数・無効に入らない（白紙など）。"),
        format!("{cases} forms that do not count are in no stratum (blank ones and the like)."),
    )
}

/// Valid cases in no stratum or mode.
pub fn not_in_parts(lang: Lang, part: FieldPart, cases: u64) -> String {
    let part = block(lang, part);
    lang.pick(
        format!("{part}のどれにも入らない有効回収が{cases}件ある。"),
        format!("{cases} valid cases are in none of the parts \"{part}\"."),
    )
}

/// The formula of sampling errors with its settings.
pub fn sampling_formula(lang: Lang, formula: SamplingFormula) -> Vec<String> {
    let SamplingFormula { k, design, correction } = formula;
    let root = if correction { "k×√{D×(N-n)/(N-1)×p(100-p)/n}" } else { "k×√{D×p(100-p)/n}" };
    let corrected = match correction {
        true => lang.pick("有限母集団修正あり", "with finite population correction"),
        false => lang.pick("有限母集団修正なし", "without finite population correction"),
    };
    vec![lang.pick(
        format!("標本誤差＝{root}　k＝{k}　D＝{design}　{corrected}（単位：ポイント）"),
        format!("error = {root}, k = {k}, D = {design}, {corrected}, in points"),
    )]
}

/// What was written.
pub fn written(lang: Lang, path: &Path) -> String {
    match lang {
        Lang::Ja => format!("「{}」に書き込みました。", path.display()),
        Lang::En => format!("Wrote \"{}\".", path.display()),
    }
}

/// What is wrong with an index or portfolio.
pub(super) fn fault(lang: Lang, fault: &Fault) -> String {
    let ja = lang == Lang::Ja;
    match fault {
        Fault::NotSingle { owner, question } if ja => {
            format!(
                "{owner}: {question} は選択肢を1つ選ぶ設問ではありません。単数回答か matrix の設問を書いてください。"
            )
        }
        Fault::NotSingle { owner, question } => {
            format!("{owner}: {question} does not take one answer out of choices. Name a single question or a matrix.")
        }
        Fault::NoValues { owner } if ja => {
            format!(
                "{owner}: 数値がないか、正しくありません。values にコードと数値を1つ以上、scale に0以外の数を書いてください。"
            )
        }
        Fault::NoValues { owner } => {
            format!(
                "{owner}: a number is missing or wrong. Give values at least one code with a number, and scale one that is not 0."
            )
        }
        Fault::NoScores { owner, question } if ja => {
            format!(
                "{owner}: {question} の選択肢に score がないか、点数の差がありません。選択肢に score を書いてください。"
            )
        }
        Fault::NoScores { owner, question } => {
            format!(
                "{owner}: the choices of {question} have no scores, or scores that do not differ. Give them a score."
            )
        }
        Fault::PortfolioItems { owner, satisfaction, importance } if ja => format!(
            "{owner}: 満足度は{satisfaction}項目、重要度は{importance}項目です。同じ項目を同じ順に並べてください。"
        ),
        Fault::PortfolioItems { owner, satisfaction, importance } => format!(
            "{owner}: {satisfaction} items of satisfaction and {importance} of importance. List the same items in the same order."
        ),
        Fault::PortfolioZero { owner } if ja => format!(
            "{owner}: cross = \"zero\" は formula が mean か net のときだけ使えます。\"mean\" か [横, 縦] にしてください。"
        ),
        Fault::PortfolioZero { owner } => {
            format!("{owner}: cross = \"zero\" needs the formula mean or net. Use \"mean\" or [x, y].")
        }
        _ => fault.to_string(),
    }
}
