//! What other programs decide otherwise, in plain words: a short name, and a sentence that says what is done and who does so.

use super::Lang;
use crate::model::assumption::{Assumption, Rounding};

/// A short name: 母数は回答者のみ.
pub fn name(lang: Lang, assumption: &Assumption) -> String {
    let (ja, en) = match assumption {
        Assumption::AnsweredBase => ("母数は回答者のみ", "base: answered only"),
        Assumption::WholeBase => ("母数に無回答を含む", "base: no answer included"),
        Assumption::Everyone => ("母数に非該当も含む", "base: not asked included"),
        Assumption::Unweighted => ("ウェイトなし", "unweighted"),
        Assumption::Weight(id) => return lang.pick(format!("ウェイト「{id}」"), format!("weight \"{id}\"")),
        Assumption::WholeWeights => ("ウェイトを整数に丸める", "weights rounded to integers"),
        Assumption::WholeCounts => ("加重後の件数を整数に", "weighted counts rounded"),
        Assumption::RowPercent => ("横％（区分のnで割る）", "row percentages"),
        Assumption::ColumnPercent => ("縦％（選択肢の計で割る）", "column percentages"),
        Assumption::TotalPercent => ("全体％（全員で割る）", "total percentages"),
        Assumption::AnswersGiven => ("延べ回答数で割る", "share of answers given"),
        Assumption::NetsAdded => ("「計」は割合の足し算", "nets by adding up"),
        Assumption::SumOfRows(banner) => {
            return lang.pick(format!("全体は{banner}の区分の和"), format!("total = sum of {banner}"));
        }
        Assumption::MissingTogether => ("無効・不明も無回答に", "invalid as no answer"),
        Assumption::Rounding(Rounding::HalfEven) => ("端数は偶数へ丸める", "ties to even"),
        Assumption::Rounding(Rounding::Binary) => ("2進小数のまま丸める", "binary rounding"),
        Assumption::Rounding(Rounding::Down) => ("端数は切り捨て", "truncated"),
        Assumption::Rounding(Rounding::Twice) => ("2回丸める", "rounded twice"),
        Assumption::NaiveN => ("加重した％と素のn", "weighted %, plain n"),
        Assumption::WeightSum => ("ウェイトの合計をnに", "sum of weights as n"),
        Assumption::KishN => ("有効標本数（Kish）をnに", "effective n (Kish)"),
        Assumption::OverlapIgnored => ("重なりを無視したz", "overlap ignored"),
        Assumption::OverlapSpss => ("SPSSの重なり補正z", "SPSS overlap z"),
        Assumption::Unpooled => ("割合を併合しないz", "unpooled z"),
        Assumption::Yates => ("イェーツの補正", "Yates' correction"),
        Assumption::AgainstTotal => ("自分を含む全体と比較", "against the total"),
        Assumption::EqualVariances => ("等分散のt検定", "equal-variance t"),
        Assumption::NoPopulation => ("有限母集団の修正なし", "no finite population"),
        Assumption::NoStrata => ("層を無視", "strata ignored"),
    };
    lang.pick(ja, en).to_owned()
}

/// Several at once: the names joined.
pub fn names(lang: Lang, decided: &[Assumption]) -> String {
    let all: Vec<String> = decided.iter().map(|one| name(lang, one)).collect();
    all.join(lang.pick("＋", " + "))
}

/// What is done, and which programs do so.
pub fn why(lang: Lang, assumption: &Assumption) -> &'static str {
    let (ja, en) = match assumption {
        Assumption::AnsweredBase => (
            "無回答・無効・不明を除いた件数で割る。空欄を数えないExcelのピボット、SPSSの「有効パーセント」など。",
            "Divides by those who answered: Excel pivots that skip blanks, \"valid percent\" of SPSS.",
        ),
        Assumption::WholeBase => (
            "無回答なども含む回答対象者数で割る。多くの報告書と集計ソフトの既定。",
            "Divides by everyone asked, no answer included: most reports and tabulation programs.",
        ),
        Assumption::Everyone => (
            "質問の対象でない人（非該当）も含む有効回答数で割る。枝分かれ設問も全票で割った集計など。",
            "Divides by all returned forms, also those not asked: filter questions tabulated without their filter.",
        ),
        Assumption::Unweighted => (
            "ウェイトを掛けずに数える。手元の回答をそのまま数えたExcelの表など。",
            "Counts without weights, as a sheet of the raw answers does.",
        ),
        Assumption::Weight(_) => {
            ("別のウェイトで集計する。どのウェイトを使ったかを確かめる。", "Another weight; ask which one was used.")
        }
        Assumption::WholeWeights => (
            "1件ずつのウェイトを四捨五入して件数とみなす。ウェイトの数だけ行を複製した表、SPSSの一部の手続きなど。",
            "Each weight is rounded and taken as so many people: rows copied by weight, some SPSS procedures.",
        ),
        Assumption::WholeCounts => (
            "加重した件数を四捨五入してから割合と検定に使う。SPSSのクロス集計表の既定。",
            "Weighted counts are rounded first, then used: the default of SPSS Crosstabs.",
        ),
        Assumption::RowPercent => ("各区分の人数で割る。", "Divides by the group's base."),
        Assumption::ColumnPercent => (
            "その選択肢を選んだ回答の合計で割る。ピボットの「列集計に対する比率」など。",
            "Divides by the option's total: \"% of column\" of a pivot.",
        ),
        Assumption::TotalPercent => (
            "属性のわかる全員で割る。ピボットの「総計に対する比率」など。",
            "Divides by everyone in the banner: \"% of grand total\" of a pivot.",
        ),
        Assumption::AnswersGiven => (
            "回答者の数でなく選ばれた延べ数で割るので合計が100％になる。回答を縦に並べたピボットなど。",
            "Divides by answers, not people, so all add up to 100 %: a pivot of stacked answers.",
        ),
        Assumption::NetsAdded => (
            "印字された割合を足す。端数がずれ、複数回答では同じ回答者を2度数える。表計算での手作業など。",
            "Adds printed percentages: off by rounding, and counts people twice in multiple answers.",
        ),
        Assumption::SumOfRows(_) => (
            "全体を各区分の合計で求める。属性不明の回答が抜け、複数回答の軸では同じ回答者を重ねて数える。",
            "The total is the sum of the rows: loses people of unknown group, counts overlaps twice.",
        ),
        Assumption::MissingTogether => (
            "無効・不明を分けず「無回答」に含める。多くの委託集計がこうする。",
            "Invalid and unreadable answers count as no answer, as many vendors do.",
        ),
        Assumption::Rounding(Rounding::HalfEven) => (
            "ちょうど半分の端数を偶数の側へ丸める。R、Python、VBAのRoundなど。",
            "Ties go to the even digit: Round of R, Python and VBA.",
        ),
        Assumption::Rounding(Rounding::Binary) => (
            "計算機内部の2進小数で丸めるため、半分の端数が上がったり下がったりする。C言語系の出力など。",
            "Rounds the binary number, so ties go either way: output of C-like programs.",
        ),
        Assumption::Rounding(Rounding::Down) => {
            ("四捨五入せずに端数を切り捨てる。ROUNDDOWNやINTを使った表など。", "Cuts decimals off: ROUNDDOWN or INT.")
        }
        Assumption::Rounding(Rounding::Twice) => (
            "小数を1桁多く丸めた値をもう一度丸める。丸めた表を写して作り直した表など。",
            "Rounds a rounded figure again: tables made from printed tables.",
        ),
        Assumption::NaiveN => (
            "割合は加重し、検定のnは加重前の数とする。市販の集計ソフトに多い。",
            "Tests weighted percentages with the unweighted n, as many tabulation programs do.",
        ),
        Assumption::WeightSum => (
            "ウェイトを度数とみなし、その合計をnとする。SPSSの「ケースの重み付け」など。",
            "Takes weights for frequencies and their sum for n: WEIGHT BY of SPSS.",
        ),
        Assumption::KishN => (
            "ウェイトのばらつきで縮めた有効標本数をnとする。市場調査向け集計ソフトの「有効ベース」など。",
            "Takes Kish's effective n: \"effective base\" of market research programs.",
        ),
        Assumption::OverlapIgnored => (
            "両方の区分に入る回答者を別々の回答者とみなす。複数回答の軸を単純なz検定で比べるソフトなど。",
            "Takes people in both groups for different people: plain z on a multiple-answer banner.",
        ),
        Assumption::OverlapSpss => (
            "重なる件数で分母を補正する。SPSSのカスタムテーブル。",
            "Corrects the denominator for the overlap: SPSS Custom Tables.",
        ),
        Assumption::Unpooled => (
            "二つの割合を併合せずに誤差を求める。信頼区間から検定する計算シートなど。",
            "Does not pool the two shares: sheets that test by interval.",
        ),
        Assumption::Yates => (
            "連続性の補正をする。Rのprop.test、chisq.test（2×2）の既定。",
            "Continuity correction: default of prop.test and 2x2 chisq.test in R.",
        ),
        Assumption::AgainstTotal => (
            "自分も含む「全体」と、別の標本であるかのように比べる。手計算や一部の集計ソフト。",
            "Compares with the total as if it were another sample: some tabulation programs.",
        ),
        Assumption::EqualVariances => (
            "二つの区分の分散が等しいとみなす。ExcelのT.TEST（種類2）など。",
            "Assumes equal variances: T.TEST type 2 of Excel.",
        ),
        Assumption::NoPopulation => (
            "母集団の大きさを考えない。ほとんどの集計ソフト。",
            "Takes the population for infinite, as most programs do.",
        ),
        Assumption::NoStrata => (
            "層別に抽出したことを考えない。ほとんどの集計ソフト。",
            "Ignores that strata were sampled apart, as most programs do.",
        ),
    };
    lang.pick(ja, en)
}
