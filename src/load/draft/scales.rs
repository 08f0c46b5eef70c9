//! The order of labels on a printed form: scales as they are usually printed, numbers in the labels, and scales that can be told
//! by their words of degree. Nothing is known here of codes or of how often a label was chosen.

use super::frequency;
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
        "とてもそう思う",
        "そう思う",
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
        "毎日",
        "ほぼ毎日",
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
        "ずっと住み続けたい",
        "住み続けたい",
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
    known(labels).or_else(|| degrees(labels))
}

/// True when only the words of degree tell the order.
pub fn is_composed(labels: &[String]) -> bool {
    known(labels).is_none() && degrees(labels).is_some()
}

/// The places that a known scale, numbers or periods tell.
fn known(labels: &[String]) -> Option<Vec<f64>> {
    scale(labels).or_else(|| quantities(labels)).or_else(|| frequency::places(labels))
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
    (&["ほとんど"], 1.75),
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
        let behind = OPPOSITE.iter().filter_map(|(_, bad)| stem.strip_prefix(bad)).min_by_key(|rest| rest.len());
        let opposite = behind.is_some();
        // 不満はない is no complaint, and 少ない no denial.
        let denied = ["ない", "ません", "なかった"].iter().any(|end| behind.unwrap_or(stem).ends_with(end));
        places.push(if denied != opposite { degree } else { -degree });
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

/// Words of a time, in minutes; the longer word of two stands first.
const TIMES: [(&str, f64); 12] = [
    ("分", 1.0),
    ("時間", 60.0),
    ("日", 1440.0),
    ("週", 10_080.0),
    ("か月", 43_200.0),
    ("カ月", 43_200.0),
    ("ヶ月", 43_200.0),
    ("ヵ月", 43_200.0),
    ("ケ月", 43_200.0),
    ("箇月", 43_200.0),
    ("ヵ年", 525_600.0),
    ("年", 525_600.0),
];

/// A number a label begins with.
struct Quantity {
    number: f64,
    /// Minutes of the word of time behind it, and how many more minutes stand there: 半 or 30分 behind 1時間.
    time: Option<(f64, f64)>,
    /// What is below the number: 5年未満.
    below: bool,
}

/// The quantities all labels begin with, so that 5年未満 comes before 5～10年 and 2時間以上 behind 30分～1時間; nothing where some
/// are none, or times and other numbers stand side by side.
fn quantities(labels: &[String]) -> Option<Vec<f64>> {
    let all: Vec<Quantity> = labels.iter().map(|label| quantity(label)).collect::<Option<_>>()?;
    let units: Vec<Option<f64>> = all.iter().map(|own| own.time.map(|(unit, _)| unit)).collect();
    let first = units.iter().flatten().next();
    let is_one = units.iter().flatten().all(|unit| Some(unit) == first);
    if !is_one && units.contains(&None) {
        return None;
    }
    let place = |own: &Quantity| {
        let (unit, more) = own.time.unwrap_or((1.0, 0.0));
        let number = if is_one { own.number + more / unit } else { own.number * unit + more };
        if own.below { number - 0.5 } else { number }
    };
    Some(all.iter().map(place).collect())
}

fn quantity(label: &str) -> Option<Quantity> {
    let folded = fold::matching(label);
    let start = folded.find(|c: char| c.is_ascii_digit())?;
    // Words before the number are no quantity, but for 週1回 and the like, which scales know.
    if folded.get(..start).is_some_and(|before| !["", "約", "満"].contains(&before)) {
        return None;
    }
    let (mut number, rest) = numeral(folded.get(start..)?)?;
    let ranged = rest.contains(['~', '-']) || rest.contains("以上") || rest.contains("から");
    let mut time = time(rest);
    let scale = |text: &str| {
        let scales = [("億", 1e8), ("万", 1e4), ("千", 1e3)];
        scales.iter().find(|(word, _)| text.starts_with(word)).map_or(1.0, |(_, scale)| *scale)
    };
    // 200～400万円 begins at 200万円: the word stands behind the second number only. 5,000～1万円 begins at 5,000円.
    match rest.strip_prefix(['~', '-']).and_then(numeral) {
        Some((second, unit)) => {
            let scaled = number * scale(unit);
            number = if scaled <= second * scale(unit) { scaled } else { number };
            time = self::time(unit).filter(|_| number <= second);
        }
        None => number *= scale(rest),
    }
    let below = !ranged && ["未満", "以下", "以内", "より少ない"].iter().any(|word| rest.contains(word));
    Some(Quantity { number, time, below })
}

/// The number a text begins with, and what stands behind it.
fn numeral(text: &str) -> Option<(f64, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || [',', '.'].contains(&c);
    let rest = text.trim_start_matches(is_part);
    let digits: String = text.strip_suffix(rest)?.chars().filter(|c| *c != ',').collect();
    Some((digits.trim_end_matches('.').parse().ok()?, rest))
}

/// The word of time a text begins with, in minutes, and how many more minutes stand behind it; none of 年代 and 年生.
fn time(text: &str) -> Option<(f64, f64)> {
    let (word, unit) = TIMES.iter().find(|(word, _)| text.starts_with(word))?;
    let rest = text.strip_prefix(word)?;
    if rest.starts_with(['代', '生', '度', 'の']) {
        return None;
    }
    let minutes = numeral(rest).filter(|(_, behind)| *word == "時間" && behind.starts_with('分'));
    let more = if rest.starts_with('半') { unit / 2.0 } else { minutes.map_or(0.0, |(minutes, _)| minutes) };
    Some((*unit, more))
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
        told(&["とてもそう思う", "そう思う", "どちらともいえない", "そう思わない"]);
        told(&["ずっと住み続けたい", "住み続けたい", "どちらともいえない", "転出したい"]);
    }

    #[test]
    fn times_and_amounts_are_compared_in_one_unit() {
        told(&["30分未満", "30分～1時間", "1～2時間", "2時間以上"]);
        told(&["30分未満", "30分～1時間未満", "1時間～1時間30分未満", "1時間30分以上"]);
        told(&["15分以内", "15分～30分", "1時間", "1時間半"]);
        told(&["6か月未満", "6か月～1年未満", "1年～3年", "3年以上"]);
        told(&["6ヶ月未満", "1～3年", "10年以上"]);
        told(&["1～2", "3～4年", "5年以上"]);
        told(&["5,000円未満", "5,000～1万円", "1～3万円", "3万円以上"]);
        assert_eq!(ordered(&["30分未満", "1～2", "2時間以上"]), None, "no unit behind 1～2");
    }

    #[test]
    fn words_of_degree_tell_an_order() {
        told(&["よく使う", "ときどき使う", "あまり使わない", "まったく使わない"]);
        told(&["非常に便利", "便利", "どちらともいえない", "あまり便利でない", "まったく便利でない"]);
        told(&["とても良くなった", "少し良くなった", "変わらない", "少し悪くなった", "とても悪くなった"]);
        told(&["よく利用する", "たまに利用する", "ほとんど利用しない", "利用しない"]);
        told(&["不満はない", "やや不満", "とても不満"]);
        told(&["不安はない", "少し不安", "とても不安"]);
        told(&["とても多い", "やや多い", "やや少ない", "少ない"]);
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
