//! Words and sentences of the weighting report.

use super::{Lang, phrases};
use crate::model::weight::WeightKind;

phrases! {
    about: "ウェイトの報告: 目標と達成、有効n、効率" / "Weighting report: targets and what was reached, effective n, efficiency";
    ids: "ウェイトの id（省くと全て）" / "Weight ids (all without them)";
    cases: "回答者ごとのウェイトも出す" / "Give every respondent's weight too";
    fixed: "標準誤差は、ウェイトを決まった値とみなして求めます（koe tab --weight-error residual で、目標に合わせた効果を含む標準誤差になります）。" /
        "Standard errors take the weights as given (koe tab --weight-error residual takes into account that they were fitted to the targets).";
    none: "ウェイトは定義されていません（[[weight]]）。" / "No weight is defined ([[weight]]).";
    case: "回答者" / "Case";
    weight: "ウェイト" / "Weight";
}

/// What a scheme costs, as printed figures.
#[expect(missing_docs, reason = "the fields are parts of two sentences")]
pub struct Cost {
    pub n: u64,
    pub sum: String,
    pub effective_n: String,
    pub efficiency: String,
    pub design_effect: String,
    pub least: String,
    pub most: String,
}

/// Heads of the columns.
pub fn columns(lang: Lang) -> [&'static str; 5] {
    lang.pick(
        ["回答者数", "回答の構成比", "目標", "ウェイト後", "目標÷回答"],
        ["Respondents", "Sample share", "Target", "Weighted", "Target / sample"],
    )
}

/// Heading of a report.
pub fn title(lang: Lang, id: &str, label: &str, survey: &str) -> String {
    let label = if label.is_empty() { String::new() } else { format!(" {label}") };
    lang.pick(format!("ウェイト {id}{label}（{survey}）"), format!("Weight {id}{label} ({survey})"))
}

/// How the weights were made and how well the targets are met.
pub fn method(lang: Lang, kind: WeightKind, cycles: usize, error: f64) -> String {
    let name = match kind {
        WeightKind::Cell => lang.pick("セルウェイト", "cell weights"),
        WeightKind::Rake => lang.pick("レイキング", "raking"),
        WeightKind::Calibrate => lang.pick("線形キャリブレーション", "linear calibration"),
        WeightKind::Column => return lang.pick("方法: 列の値をそのまま", "Method: from a column").to_owned(),
    };
    match lang {
        Lang::Ja => format!("方法: {name}　反復{cycles}回　目標との最大のずれ {error:.1e}"),
        Lang::En => format!("Method: {name}, {cycles} cycles, targets missed by at most {error:.1e}"),
    }
}

/// Effective n and what it means.
pub fn cost(lang: Lang, cost: &Cost) -> String {
    let Cost { n, effective_n, efficiency, design_effect, .. } = cost;
    match lang {
        Lang::Ja => format!("n={n}　有効n={effective_n}（効率{efficiency}％、デザイン効果{design_effect}）"),
        Lang::En => {
            format!("n={n}, effective n={effective_n} (efficiency {efficiency}%, design effect {design_effect})")
        }
    }
}

/// How far weights are spread.
pub fn spread(lang: Lang, cost: &Cost) -> String {
    let Cost { sum, least, most, .. } = cost;
    match lang {
        Lang::Ja => format!("平均を1とした最小{least}、最大{most}　合計{sum}"),
        Lang::En => format!("Relative to a mean of 1: smallest {least}, largest {most}. Sum {sum}"),
    }
}

/// Who has no weight, and who keeps the share of the sample.
pub fn left_out(lang: Lang, excluded: u64, kept: u64) -> Vec<String> {
    let mut notes = Vec::new();
    if excluded > 0 {
        notes.push(match lang {
            Lang::Ja => format!("ウェイトがないため除いた回答: {excluded}件"),
            Lang::En => format!("Respondents left out because they have no weight: {excluded}"),
        });
    }
    if kept > 0 {
        notes.push(match lang {
            Lang::Ja => format!(
                "目標の設問に無回答の{kept}件は、回答に占める割合のままとしました。構成比は回答のあったものの中での割合です。"
            ),
            Lang::En => format!(
                "{kept} respondents did not answer a target question and keep their share of the sample; shares are of those who answered."
            ),
        });
    }
    notes
}
