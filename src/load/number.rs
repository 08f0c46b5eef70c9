//! Numbers as people write them on forms: 1,200 / 20人 / 約20人 / 40～50人 / 二十名 / 1万2千 / 300万円.

mod numeral;

/// What a text says about a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Parsed {
    /// Just a number, perhaps with the question's own unit.
    Plain(f64),
    /// A number among words: the midpoint of a range, what stands beside 約, a number in kanji or of another counter.
    Words(f64),
    /// No number can be taken from it.
    No,
}

/// Words before a number that only say it is not exact.
const ABOUT_BEFORE: [&str; 7] = ["約", "およそ", "おおよそ", "ほぼ", "だいたい", "大体", "概ね"];
/// Words after a number that only say it is not exact.
const ABOUT_AFTER: [&str; 10] = ["くらい", "ぐらい", "程度", "前後", "ほど", "位", "弱", "強", "頃", "ごろ"];
/// Counters that count the same, the first being the usual one.
const SAME_COUNTER: [&[&str]; 8] = [
    &["人", "名"],
    &["年", "年間"],
    &["か月", "カ月", "ヶ月", "ヵ月", "ケ月", "ヵ月間", "か月間", "箇月"],
    &["日", "日間"],
    &["歳", "才"],
    &["店", "店舗"],
    &["m2", "平米", "平方メートル"],
    &["%", "パーセント"],
];

/// Reads a folded text.
pub fn parse(text: &str, unit: Option<&str>) -> Parsed {
    let unit = unit.map(crate::text::fold::matching).unwrap_or_default();
    if let Some(value) = plain(without(text, &unit)) {
        return Parsed::Plain(value);
    }
    let inner = without_about(text);
    if let Some((value, _)) = amount(inner, &unit) {
        return Parsed::Words(value);
    }
    // A minus sign inside is a range here: a negative number was read above.
    let ends = inner.split_once(['~', '-']).or_else(|| inner.split_once("から"));
    match ends.map(|(low, high)| (amount(without_about(low), &unit), amount(without_about(high), &unit))) {
        // 4～5千 may be 4 to 5,000 or 4,000 to 5,000.
        Some((Some((_, false)), Some((_, true)))) => Parsed::No,
        Some((Some((low, _)), Some((high, _)))) if low <= high => Parsed::Words((low + high) / 2.0),
        _ => Parsed::No,
    }
}

/// A text without words that only say that it is not exact.
pub(super) fn without_about(text: &str) -> &str {
    let text = text.trim();
    let text = ABOUT_BEFORE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).trim();
    ABOUT_AFTER.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text).trim()
}

fn without<'t>(text: &'t str, ending: &str) -> &'t str {
    let text = text.trim();
    if ending.is_empty() { text } else { text.strip_suffix(ending).unwrap_or(text).trim() }
}

/// A number with or without its unit, and whether words such as 千 and 万 make it what it is.
fn amount(text: &str, unit: &str) -> Option<(f64, bool)> {
    if let Some(value) = plain(without(text, unit)) {
        return Some((value, false));
    }
    let (scale, base) = numeral::split_scale(unit);
    if scale > 1.0 {
        return scaled(text, scale, base).map(|value| (value, true));
    }
    let counters = SAME_COUNTER.iter().find(|counters| counters.contains(&unit)).copied().unwrap_or_default();
    let bare = std::iter::once(&unit).chain(counters).find_map(|counter| text.strip_suffix(counter));
    let bare = bare.unwrap_or(text).trim();
    plain(bare).map(|value| (value, false)).or_else(|| numeral::parse(bare))
}

/// A sum of money and the like in a question that counts in 万円: 300万 and 3千万円 are 300 and 3000, 1億5000万円 is 15000.
fn scaled(text: &str, scale: f64, base: &str) -> Option<f64> {
    let bare = without(text, base);
    let (value, is_scaled) = plain(bare).map(|value| (value, false)).or_else(|| numeral::parse(bare))?;
    let has_base = bare.len() < text.trim().len();
    match (has_base, is_scaled) {
        (false, false) => Some(value),
        // 3千 may be 3,000円 or 3千万円.
        (false, true) => Some(value / scale).filter(|value| *value >= 1.0),
        (true, _) => Some(value / scale),
    }
}

/// Digits with an optional sign, decimal point and thousands separators in their places.
fn plain(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['-', '+', '▲', '△']).unwrap_or(text);
    let negative = text.starts_with(['-', '▲', '△']);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = groups.clone().count() > 0;
    let good = digits(first) && (!grouped || first.len() <= 3) && groups.all(|group| digits(group) && group.len() == 3);
    if !good || !digits(fraction) {
        return None;
    }
    let value: f64 = format!("{}.{fraction}", whole.replace(',', "")).parse().ok()?;
    Some(if negative { -value } else { value })
}

/// One spelling for all texts of the same number (`1`, `01`, `1.0`), so that codes find each other.
pub fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-') {
        return None;
    }
    text.parse::<f64>().ok().map(|number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_write() {
        for (text, expected) in [
            ("20", Parsed::Plain(20.0)),
            ("1,200", Parsed::Plain(1200.0)),
            ("20人", Parsed::Plain(20.0)),
            ("-3.5", Parsed::Plain(-3.5)),
            ("▲3", Parsed::Plain(-3.0)),
            ("約20人", Parsed::Words(20.0)),
            ("40~50人", Parsed::Words(45.0)),
            ("40人~50人", Parsed::Words(45.0)),
            ("約10-15人くらい", Parsed::Words(12.5)),
            ("20人程度", Parsed::Words(20.0)),
            ("1,20", Parsed::No),
            ("多数", Parsed::No),
            ("10人以上", Parsed::No),
            ("3名", Parsed::Words(3.0)),
            ("十人", Parsed::Words(10.0)),
            ("二十名", Parsed::Words(20.0)),
            ("約百二十人", Parsed::Words(120.0)),
            ("二〇人", Parsed::Words(20.0)),
            ("十~二十人", Parsed::Words(15.0)),
            ("1万2千人", Parsed::Words(12000.0)),
            ("10人から15人", Parsed::Words(12.5)),
            ("4~5千人", Parsed::No),
            ("十数人", Parsed::No),
            ("半ダース", Parsed::No),
            ("万人", Parsed::No),
            ("人", Parsed::No),
            ("50~40人", Parsed::No),
            ("5、6人", Parsed::No),
        ] {
            assert_eq!(parse(text, Some("人")), expected, "{text}");
        }
    }

    #[test]
    fn money_counts_in_its_unit() {
        for (text, expected) in [
            ("300", Parsed::Plain(300.0)),
            ("300万円", Parsed::Plain(300.0)),
            ("300万", Parsed::Words(300.0)),
            ("3千万円", Parsed::Words(3000.0)),
            ("約3千万円", Parsed::Words(3000.0)),
            ("1億5000万円", Parsed::Words(15000.0)),
            ("5000円", Parsed::Words(0.5)),
            ("三百", Parsed::No),
            ("3千", Parsed::No),
        ] {
            assert_eq!(parse(text, Some("万円")), expected, "{text}");
        }
        assert_eq!(parse("3千円", Some("円")), Parsed::Words(3000.0));
        assert_eq!(parse("6ヶ月", Some("か月")), Parsed::Words(6.0));
    }

    #[test]
    fn one_spelling_per_number() {
        assert_eq!(canonical("01"), canonical("1.0"));
        assert_eq!(canonical("1a"), None);
    }
}
