//! The order of labels on a printed form: scales as they are usually printed, numbers in the labels, and scales that can be told
//! by their words of degree. Nothing is known here of codes or of how often a label was chosen.

use crate::text::fold;

/// Scales as they are printed, from one end to the other; a scale holds when all labels stand in it.
const SCALES: [&[&str]; 26] = [
    &[
        "大変満足",
        "とても満足",
        "非常に満足",
        "満足",
        "満足している",
        "やや満足",
        "まあ満足",
        "やや満足している",
        "どちらともいえない",
        "どちらとも言えない",
        "ふつう",
        "普通",
        "やや不満",
        "やや不満である",
        "不満",
        "不満である",
        "とても不満",
        "非常に不満",
        "大変不満",
    ],
    &[
        "とても重要",
        "非常に重要",
        "重要",
        "重要である",
        "やや重要",
        "まあ重要",
        "どちらともいえない",
        "どちらとも言えない",
        "ふつう",
        "普通",
        "あまり重要でない",
        "あまり重要ではない",
        "やや重要でない",
        "重要でない",
        "重要ではない",
        "まったく重要でない",
        "全く重要でない",
    ],
    &[
        "とても良い",
        "とてもよい",
        "大変良い",
        "良い",
        "よい",
        "良くなった",
        "やや良い",
        "やや良くなった",
        "どちらともいえない",
        "ふつう",
        "普通",
        "変わらない",
        "やや悪い",
        "やや悪くなった",
        "悪い",
        "わるい",
        "悪くなった",
        "とても悪い",
        "大変悪い",
    ],
    &[
        "そう思う",
        "とてもそう思う",
        "どちらかといえばそう思う",
        "ややそう思う",
        "まあそう思う",
        "どちらともいえない",
        "どちらとも言えない",
        "あまりそう思わない",
        "どちらかといえばそう思わない",
        "そう思わない",
        "まったくそう思わない",
        "全くそう思わない",
    ],
    &[
        "大幅に増加",
        "大幅に増えた",
        "増加した",
        "増加",
        "増えた",
        "やや増加",
        "やや増えた",
        "横ばい",
        "変わらない",
        "ほぼ同じ",
        "やや減少",
        "やや減った",
        "減少した",
        "減少",
        "減った",
        "大幅に減少",
        "大幅に減った",
    ],
    &[
        "よく知っている",
        "知っている",
        "内容まで知っている",
        "聞いたことがある",
        "名前は聞いたことがある",
        "名前だけ知っている",
        "あまり知らない",
        "知らない",
        "知らなかった",
        "まったく知らない",
    ],
    &[
        "ほぼ毎日",
        "毎日",
        "週に数回",
        "週2～3回",
        "週1回以上",
        "週に1回",
        "週1回",
        "週1回程度",
        "月に数回",
        "月2～3回",
        "月1回以上",
        "月に1回",
        "月1回",
        "月1回程度",
        "年に数回",
        "年数回",
        "年に数回程度",
        "年1回以上",
        "年に1回",
        "年1回",
        "年1回以下",
        "ほとんどない",
        "ほとんど行かない",
        "ほとんど利用しない",
        "利用しない",
        "まったく利用しない",
        "ない",
    ],
    &["はい", "どちらともいえない", "いいえ"],
    &["ある", "ない"],
    &["yes", "no"],
    &["男性", "男", "女性", "女"],
    &["男性", "女性", "その他", "回答しない", "答えたくない"],
    &["male", "female", "other"],
    &[
        "とても期待する",
        "期待する",
        "大いに期待する",
        "やや期待する",
        "どちらともいえない",
        "あまり期待しない",
        "期待しない",
    ],
    &[
        "ぜひ参加したい",
        "参加したい",
        "機会があれば参加したい",
        "条件が合えば参加したい",
        "どちらともいえない",
        "あまり参加したくない",
        "参加したくない",
    ],
    &["拡大する", "拡大", "現状を維持する", "現状維持", "縮小する", "縮小", "廃業する", "廃業"],
    &["不足している", "不足", "やや不足している", "やや不足", "適正", "ちょうどよい", "やや過剰", "過剰", "過剰である"],
    &[
        "非常にあてはまる",
        "とてもあてはまる",
        "あてはまる",
        "ややあてはまる",
        "どちらともいえない",
        "あまりあてはまらない",
        "あてはまらない",
        "まったくあてはまらない",
    ],
    &[
        "住み続けたい",
        "ずっと住み続けたい",
        "当分は住み続けたい",
        "どちらともいえない",
        "できれば転出したい",
        "転出したい",
    ],
    &[
        "very satisfied",
        "satisfied",
        "somewhat satisfied",
        "neither satisfied nor dissatisfied",
        "neutral",
        "somewhat dissatisfied",
        "dissatisfied",
        "very dissatisfied",
    ],
    &[
        "strongly agree",
        "agree",
        "somewhat agree",
        "neither agree nor disagree",
        "neutral",
        "somewhat disagree",
        "disagree",
        "strongly disagree",
    ],
    &["always", "often", "sometimes", "rarely", "never"],
    &[
        "必ず",
        "いつも",
        "よく",
        "よくある",
        "ときどき",
        "時々",
        "ときどきある",
        "時々ある",
        "たまに",
        "たまにある",
        "まれに",
        "あまり",
        "あまりない",
        "ほとんどない",
        "まったく",
        "まったくない",
        "全くない",
        "全然ない",
    ],
    &[
        "賛成",
        "どちらかといえば賛成",
        "どちらかと言えば賛成",
        "やや賛成",
        "どちらともいえない",
        "やや反対",
        "どちらかといえば反対",
        "どちらかと言えば反対",
        "反対",
    ],
    &["十分", "十分である", "おおむね十分", "やや不十分", "不十分", "不十分である"],
    &["小学生", "中学生", "高校生", "大学生", "大学院生"],
];

/// The places of labels on a scale or among numbers, ascending; nothing where their order is not known.
pub fn places(labels: &[String]) -> Option<Vec<f64>> {
    scale(labels).or_else(|| labels.iter().map(|label| quantity(label)).collect()).or_else(|| degrees(labels))
}

/// True when only the words of degree tell the order.
pub fn is_composed(labels: &[String]) -> bool {
    scale(labels).is_none() && !labels.iter().all(|label| quantity(label).is_some()) && degrees(labels).is_some()
}

/// The places of all labels in the first scale that has them all.
fn scale(labels: &[String]) -> Option<Vec<f64>> {
    let folded: Vec<String> = labels.iter().map(|label| fold::matching(label).to_lowercase()).collect();
    let place =
        |scale: &[&str], label: &String| scale.iter().position(|step| fold::matching(step).to_lowercase() == *label);
    let places = |scale: &&[&str]| {
        folded.iter().map(|label| place(scale, label).map(|at| at as f64)).collect::<Option<Vec<f64>>>()
    };
    SCALES.iter().find_map(places).filter(|_| labels.len() > 1)
}

/// Words of degree before what is judged, strongest first; `あまり` and those behind it go with a denial.
const DEGREES: [(&[&str], f64); 7] = [
    (
        &[
            "非常に",
            "とても",
            "大変",
            "たいへん",
            "極めて",
            "大いに",
            "大幅に",
            "強く",
            "すごく",
            "必ず",
            "ぜひ",
            "いつも",
        ],
        4.0,
    ),
    (&["かなり", "よく", "十分に", "頻繁に"], 3.5),
    (
        &[
            "やや",
            "まあまあ",
            "まあ",
            "少し",
            "すこし",
            "多少",
            "ある程度",
            "どちらかといえば",
            "どちらかと言えば",
            "比較的",
            "ときどき",
            "時々",
        ],
        1.5,
    ),
    (&["たまに", "まれに"], 1.0),
    (&["あまり", "それほど", "さほど"], 1.5),
    (&["ほとんど"], 3.0),
    (&["まったく", "全く", "全然", "一度も"], 5.0),
];
/// Labels in the middle of any scale.
const MIDDLE: [&str; 8] =
    ["どちらともいえない", "どちらとも言えない", "どちらでもない", "ふつう", "普通", "変わらない", "横ばい", "中立"];
/// What is judged, and its opposite.
const OPPOSITE: [(&str, &str); 12] = [
    ("満足", "不満"),
    ("賛成", "反対"),
    ("良", "悪"),
    ("よい", "わるい"),
    ("増", "減"),
    ("多", "少な"),
    ("高", "低"),
    ("必要", "不要"),
    ("十分", "不十分"),
    ("好", "嫌"),
    ("安", "不安"),
    ("明る", "暗"),
];

/// The places of labels told by their words of degree: とても使う, 少し使う, あまり使わない. Positive ones come first. All labels must
/// judge the same thing, and no two stand at one place.
fn degrees(labels: &[String]) -> Option<Vec<f64>> {
    let folded: Vec<String> = labels.iter().map(|label| fold::matching(label)).collect();
    let mut stems: Vec<(String, bool)> = Vec::new();
    let mut places: Vec<f64> = Vec::new();
    let mut graded = 0;
    for label in &folded {
        if MIDDLE.contains(&label.as_str()) {
            places.push(0.0);
            continue;
        }
        let found = DEGREES.iter().find_map(|(words, degree)| {
            let word = words.iter().filter(|word| label.starts_with(**word)).max_by_key(|word| word.len())?;
            Some((label.strip_prefix(word)?, *degree))
        });
        let (stem, degree) = found.unwrap_or((label.as_str(), 2.0));
        graded += usize::from(found.is_some());
        let denied = ["ない", "ません", "なかった"].iter().any(|end| stem.ends_with(end));
        let opposite = OPPOSITE.iter().any(|(_, bad)| stem.starts_with(bad));
        places.push(if denied || opposite { degree } else { -degree });
        stems.push((stem.to_owned(), opposite));
    }
    let (first, _) = stems.first()?;
    let same = |(stem, opposite): &(String, bool)| {
        let shared = first.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
        let turned = |a: &str, b: &str| OPPOSITE.iter().any(|(good, bad)| a.starts_with(good) && b.starts_with(bad));
        shared > 0 || *opposite && turned(first, stem) || turned(stem, first)
    };
    let mut sorted = places.clone();
    sorted.sort_by(f64::total_cmp);
    let distinct = sorted.windows(2).all(|pair| pair.first() != pair.last());
    (labels.len() > 2 && graded > 0 && distinct && stems.iter().all(same)).then_some(places)
}

/// The quantity a label begins with, so that 5年未満 comes before 5～10年 and 30代 before 40代.
fn quantity(label: &str) -> Option<f64> {
    let folded = fold::matching(label);
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    // Words before the number are no quantity, but for 週1回 and the like, which scales know.
    if folded.get(..start).is_some_and(|before| !["", "約", "満"].contains(&before)) {
        return None;
    }
    let digits: String = folded
        .get(start..)?
        .chars()
        .take_while(|c| c.is_ascii_digit() || [',', '.'].contains(c))
        .filter(|c| *c != ',')
        .collect();
    let rest = folded.get(start..)?.trim_start_matches(|c: char| c.is_ascii_digit() || [',', '.'].contains(&c));
    let mut number: f64 = digits.trim_end_matches('.').parse().ok()?;
    let ranged = rest.contains(['~', '-']) || rest.contains("以上") || rest.contains("から");
    // 200～400万円 begins at 200万円: the word stands behind the second number only.
    let unit = if rest.starts_with(['~', '-']) {
        rest.trim_start_matches(|c: char| ['~', '-', ',', '.'].contains(&c) || c.is_ascii_digit())
    } else {
        rest
    };
    let scales = [("億", 1e8), ("万", 1e4), ("千", 1e3)];
    number *= scales.iter().find(|(word, _)| unit.starts_with(word)).map_or(1.0, |(_, scale)| *scale);
    let below = !ranged && ["未満", "以下", "より少ない"].iter().any(|word| rest.contains(word));
    Some(if below { number - 0.5 } else { number })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(labels: &[&str]) -> Option<Vec<String>> {
        let labels: Vec<String> = labels.iter().map(|label| (*label).to_owned()).collect();
        let mut placed: Vec<(f64, String)> = places(&labels)?.into_iter().zip(labels).collect();
        placed.sort_by(|a, b| a.0.total_cmp(&b.0));
        Some(placed.into_iter().map(|(_, label)| label).collect())
    }

    fn told(labels: &[&str]) {
        let mut turned = labels.to_vec();
        turned.reverse();
        assert_eq!(ordered(&turned).unwrap(), labels);
        turned.rotate_left(1);
        assert_eq!(ordered(&turned).unwrap(), labels);
    }

    #[test]
    fn scales_and_ranges_are_put_in_order() {
        told(&[
            "そう思う",
            "どちらかといえばそう思う",
            "どちらともいえない",
            "どちらかといえばそう思わない",
            "そう思わない",
        ]);
        told(&["大幅に増加", "増加", "横ばい", "減少", "大幅に減少"]);
        told(&["10代", "20代", "30代", "80歳以上"]);
        told(&["200万円未満", "200～400万円未満", "400～600万円未満", "1,000万円以上"]);
        told(&["よく", "ときどき", "まったく"]);
    }

    #[test]
    fn words_of_degree_tell_an_order() {
        told(&["よく使う", "ときどき使う", "あまり使わない", "まったく使わない"]);
        told(&["非常に便利", "便利", "どちらともいえない", "あまり便利でない", "まったく便利でない"]);
        told(&["とても良くなった", "少し良くなった", "変わらない", "少し悪くなった", "とても悪くなった"]);
        let labels: Vec<String> = ["よく使う", "少し使う", "使わない"].map(str::to_owned).to_vec();
        assert!(is_composed(&labels));
    }

    #[test]
    fn other_labels_have_no_order() {
        assert_eq!(ordered(&["バス", "電車", "徒歩"]), None);
        assert_eq!(ordered(&["よく行く店", "よく行く公園", "病院"]), None);
        assert_eq!(ordered(&["やや使う", "少し使う", "使わない"]), None, "two at one place");
        assert_eq!(ordered(&["少し高い", "近い", "遠い"]), None);
    }
}
