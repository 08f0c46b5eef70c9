//! Planned years as tables print them: H23～H26, H23、26, H23.24, H24, 平成30-31年度, R6-R15, 2024-2033.
//!
//! A period tells what was planned; results stand in other years often enough, so nothing is derived from it.

/// Years before the first of each era.
const ERAS: [(&str, i64); 6] = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("R", 2018), ("H", 1988), ("S", 1925)];

/// The years a printed period names, ascending; `None` where it cannot be read. An empty text names none.
pub fn years(text: &str) -> Option<Vec<i64>> {
    let folded: String = crate::text::fold::matching(text).replace("年度", "").replace("年", "");
    let mut found = Vec::new();
    let mut era = None;
    let mut range = false;
    let mut rest = folded.as_str();
    while let Some(next) = rest.chars().next() {
        if let Some((name, before)) = ERAS.iter().find(|(name, _)| rest.starts_with(name)) {
            era = Some(*before);
            rest = rest.get(name.len()..)?;
        } else if next.is_ascii_digit() || rest.starts_with('元') {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (digits, after) = if length == 0 {
                (1, rest.strip_prefix('元')?)
            } else {
                (rest.get(..length)?.parse().ok()?, rest.get(length..)?)
            };
            let year = if digits >= 1000 { digits } else { era? + digits };
            match found.last().copied() {
                // No plan runs for more than a century; a longer range is a slip of the pen.
                Some(from) if range && (from..from + 100).contains(&year) => found.extend(from + 1..=year),
                Some(_) if range => return None,
                _ => found.push(year),
            }
            range = false;
            rest = after;
        } else {
            match next {
                '~' | '-' | '〜' => range = true,
                ',' | '、' | '.' | '・' | ' ' => {}
                _ => return None,
            }
            rest = rest.get(next.len_utf8()..)?;
        }
    }
    found.sort_unstable();
    found.dedup();
    (!range).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::years;

    #[test]
    fn the_forms_of_the_sources() {
        for (text, expected) in [
            ("H23～H26", vec![2011, 2012, 2013, 2014]),
            ("H23、26", vec![2011, 2014]),
            ("H23.24", vec![2011, 2012]),
            ("Ｈ２４", vec![2012]),
            ("平成30-31年度", vec![2018, 2019]),
            ("R6-R15", (2024..=2033).collect()),
            ("2024-2033", (2024..=2033).collect()),
            ("令和元年度", vec![2019]),
            ("", vec![]),
        ] {
            assert_eq!(years(text), Some(expected), "{text}");
        }
        for text in ["未実施", "23～26", "H23～", "H26～H23", "H1～H9999"] {
            assert_eq!(years(text), None, "{text}");
        }
    }
}
