//! Numbers in kanji, and digits with 十, 百, 千, 万, 億 behind them: 二十, 百二十, 二〇, 1万2千, 1.5億.

/// Reads a numeral, and tells whether a word such as 千 makes it what it is. Texts with anything else are none: 十数, 半.
pub(super) fn parse(text: &str) -> Option<(f64, bool)> {
    let (mut total, mut section) = (0.0, 0.0);
    // The words so far must grow smaller: 千百 is a number, 百千 is none.
    let (mut last_large, mut last_small) = (f64::INFINITY, f64::INFINITY);
    let mut current: Option<f64> = None;
    let mut scaled = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',' || c == '.').len();
        if digits > 0 {
            let number = super::plain(rest.get(..digits)?)?;
            if current.replace(number).is_some() {
                return None;
            }
            rest = rest.get(digits..)?;
            continue;
        }
        rest = rest.get(first.len_utf8()..)?;
        if let Some(digit) = digit(first) {
            current = Some(current.unwrap_or(0.0) * 10.0 + digit);
            continue;
        }
        scaled = true;
        match (small(first), large(first)) {
            (Some(unit), _) if unit < last_small => {
                section += current.take().unwrap_or(1.0) * unit;
                last_small = unit;
            }
            (_, Some(unit)) if unit < last_large => {
                let part = section + current.take().unwrap_or(0.0);
                if part == 0.0 {
                    return None;
                }
                total += part * unit;
                (section, last_large, last_small) = (0.0, unit, f64::INFINITY);
            }
            _ => return None,
        }
    }
    let any = scaled || current.is_some();
    any.then_some((total + section + current.unwrap_or(0.0), scaled))
}

/// The factor at the front of a unit and the rest: 10,000 and 円 of 万円; 1 where there is none.
pub(super) fn split_scale(unit: &str) -> (f64, &str) {
    let base = unit.trim_start_matches(|c| small(c).or(large(c)).is_some());
    let front = unit.get(..unit.len() - base.len()).unwrap_or_default();
    let factor = front.chars().filter_map(|c| small(c).or(large(c))).product();
    if front.is_empty() || base.is_empty() { (1.0, unit) } else { (factor, base) }
}

fn digit(c: char) -> Option<f64> {
    let digits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = digits.iter().position(|digit| *digit == c).or((c == '零').then_some(0))?;
    Some(value as f64)
}

fn small(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    }
}

fn large(c: char) -> Option<f64> {
    match c {
        '万' => Some(1e4),
        '億' => Some(1e8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numerals() {
        for (text, value) in [
            ("十", 10.0),
            ("二十", 20.0),
            ("二十五", 25.0),
            ("百二十", 120.0),
            ("千五百", 1500.0),
            ("二〇二三", 2023.0),
            ("1万2千", 12_000.0),
            ("1万2000", 12_000.0),
            ("1.5億", 1.5e8),
            ("三千二百万", 3.2e7),
        ] {
            assert_eq!(parse(text).map(|(value, _)| value), Some(value), "{text}");
        }
        for text in ["", "百千", "万", "十数", "半", "二人", "万億", "1万2億", "-十", "1,2万"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(split_scale("百万円"), (1e6, "円"));
        assert_eq!(split_scale("人"), (1.0, "人"));
    }
}
