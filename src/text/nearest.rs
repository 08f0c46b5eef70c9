//! The known name most like a mistyped one, and the label most like one that was written otherwise.

use std::collections::HashSet;

/// The most similar of `known`, if any is similar enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let typed = super::fold::search(typed);
    known
        .map(|name| (strsim::jaro_winkler(&typed, &super::fold::search(name)), name))
        .filter(|(similarity, _)| *similarity > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, name)| name.to_owned())
}

/// The label that a text may be another writing of. Labels in which another kanji or digit stands, or another negation, are
/// different answers, however alike they look: 卸売業 is not 小売業, 20代 not 30代, 利用していない not 利用している.
pub fn respelt<'a>(written: &str, labels: impl Iterator<Item = &'a str>) -> Option<String> {
    let own = Telling::of(written);
    nearest(written, labels.filter(|label| own.may_be(&Telling::of(label))))
}

/// What tells labels apart.
struct Telling {
    digits: String,
    negations: usize,
    kanji: HashSet<char>,
    length: usize,
}

/// Characters from which another kanji may be a slip.
const LONG: usize = 6;
/// Kanji that turn an answer into its opposite.
const OPPOSITES: &str = "内外上下前後男女新旧大小多少高低増減有無賛反良悪";

impl Telling {
    fn of(text: &str) -> Self {
        let folded = super::fold::search(text);
        let is_kanji = |c: &char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇');
        let negations = ["ない", "ナイ", "無", "不", "非", "未"].map(|negation| folded.matches(negation).count());
        Self {
            digits: folded.chars().filter(char::is_ascii_digit).collect(),
            negations: negations.iter().sum(),
            kanji: folded.chars().filter(is_kanji).collect(),
            length: folded.chars().count(),
        }
    }

    /// Kanji may be written as kana, and kana as kanji. One kanji is not another, but for a slip in a long label.
    fn may_be(&self, other: &Self) -> bool {
        let only = |a: &Self, b: &Self| a.kanji.difference(&b.kanji).copied().collect::<Vec<char>>();
        let (own, others) = (only(self, other), only(other, self));
        let is_slip = own.len() == 1
            && others.len() == 1
            && self.length.min(other.length) >= LONG
            && !own.iter().chain(&others).any(|kanji| OPPOSITES.contains(*kanji));
        let is_same = own.is_empty() || others.is_empty() || is_slip;
        is_same && self.digits == other.digits && self.negations == other.negations
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_mean_something_else_are_not_another_writing() {
        let of = |written: &str, labels: &[&str]| respelt(written, labels.iter().copied());
        for (written, label) in [
            ("卸売業", "小売業"),
            ("20代", "30代"),
            ("利用していない", "利用している"),
            ("やや不満", "やや満足"),
            ("飲食店", "飲食業"),
            ("経験", "未経験"),
            ("市外の事業者", "市内の事業者"),
        ] {
            assert_eq!(of(written, &[label]), None, "{written} {label}");
        }
        for (written, label) in [
            ("小売り業", "小売業"),
            ("サーヴィス業", "サービス業"),
            ("特に無し", "特に無い"),
            ("駅からの立置", "駅からの立地"),
            ("地区3丁め", "地区３丁目"),
        ] {
            assert_eq!(of(written, &["卸売業", label]).as_deref(), Some(label));
        }
    }
}
