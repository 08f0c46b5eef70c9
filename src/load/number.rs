//! Numbers as people write them on forms: 1,200 / 20人 / 約20人 / 40～50人.

/// What a text says about a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Parsed {
    /// Just a number, perhaps with the question's own unit.
    Plain(f64),
    /// A number among words: the midpoint of a range, or what stands beside 約.
    Words(f64),
    /// No number can be taken from it.
    No,
}

/// Words before a number that only say it is not exact.
const ABOUT_BEFORE: [&str; 6] = ["約", "およそ", "おおよそ", "ほぼ", "だいたい", "大体"];
/// Words after a number that only say it is not exact.
const ABOUT_AFTER: [&str; 7] = ["くらい", "ぐらい", "程度", "前後", "ほど", "位", "弱"];

/// Reads a folded text.
pub fn parse(text: &str, unit: Option<&str>) -> Parsed {
    let unit = unit.map(crate::text::fold::matching);
    let without_unit = |text: &str| {
        let text = text.trim();
        unit.as_deref().and_then(|unit| text.strip_suffix(unit)).unwrap_or(text).trim().to_owned()
    };
    if let Some(value) = plain(&without_unit(text)) {
        return Parsed::Plain(value);
    }
    let mut inner = text.trim();
    inner = ABOUT_BEFORE.iter().find_map(|word| inner.strip_prefix(word)).unwrap_or(inner);
    inner = ABOUT_AFTER.iter().find_map(|word| inner.strip_suffix(word)).unwrap_or(inner);
    let inner = without_unit(inner);
    if let Some(value) = plain(&inner) {
        return Parsed::Words(value);
    }
    // A minus sign inside is a range here: a negative number was read above.
    let ends = inner.split_once(['~', '-']).or_else(|| inner.split_once("から"));
    match ends.map(|(low, high)| (plain(&without_unit(low)), plain(&without_unit(high)))) {
        Some((Some(low), Some(high))) if low <= high => Parsed::Words((low + high) / 2.0),
        _ => Parsed::No,
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
            ("3名", Parsed::No),
        ] {
            assert_eq!(parse(text, Some("人")), expected, "{text}");
        }
    }

    #[test]
    fn one_spelling_per_number() {
        assert_eq!(canonical("01"), canonical("1.0"));
        assert_eq!(canonical("1a"), None);
    }
}
