//! Percentages in a sentence that none of its evidence says.
//!
//! Only figures with `%` or ポイント are looked at: they are the ones a table prints. A sentence in words (8割) is read by people.

use crate::text::fold;

/// The percentages and points of a statement that stand in none of these printed figures, as they are written, each once.
pub fn unsupported<'a>(statement: &str, printed: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for text in printed {
        let text = fold::matching(text);
        let numbers: Vec<String> = numbers(&text).into_iter().map(|(number, _)| number).collect();
        // Of two figures held against each other, what lies between them as printed.
        if let [one, other, ..] = numbers.as_slice() {
            known.extend(gap(one, other));
        }
        known.extend(numbers);
    }
    let mut found: Vec<String> = Vec::new();
    for (number, unit) in numbers(&fold::matching(statement)) {
        let shares = [unit.starts_with('%'), unit.starts_with("ポイント"), unit.starts_with("points")];
        if shares.contains(&true) && !known.contains(&number) && !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// The difference of two printed numbers with the same decimals, without its sign.
fn gap(one: &str, other: &str) -> Option<String> {
    let decimals = |number: &str| number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let digits = decimals(one);
    if digits != decimals(other) {
        return None;
    }
    let units = |number: &str| number.replace('.', "").parse::<i64>().ok();
    let apart = (units(one)? - units(other)?).unsigned_abs();
    let power = 10u64.checked_pow(u32::try_from(digits).ok()?)?;
    let (whole, part) = (apart / power, apart % power);
    Some(if digits == 0 { whole.to_string() } else { format!("{whole}.{part:0digits$}") })
}

/// The numbers of a text without their signs, each with what follows it.
fn numbers(text: &str) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let from = rest.get(at..).unwrap_or_default();
        let length = from.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(from.len());
        let number = from.get(..length).unwrap_or_default().trim_end_matches(['.', ',']);
        rest = from.get(length..).unwrap_or_default();
        found.push((number.replace(',', ""), rest.trim_start()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::unsupported;

    #[test]
    fn percentages_that_no_evidence_says() {
        let printed = ["83.8%", "35.7% / 39.7%"];
        for (statement, expected) in [
            ("市民の8割以上（８３．８％、n=1,050）が残すべきと考える", vec![]),
            ("39歳以下は35.7%で、39.7%を4.0ポイント下回る", vec![]),
            ("市民の9割以上（93.8%）が残すべきと考え、93.8%である", vec!["93.8"]),
            ("4.1 ポイント上回る", vec!["4.1"]),
            ("問12では120人が答えた", vec![]),
        ] {
            assert_eq!(unsupported(statement, printed), expected, "{statement}");
        }
    }
}
