//! What a year cell of a progress table says: figures with units, a state, or text; and what could not be taken.
//!
//! The raw text is always kept. Blank, `-`, 0, 移管 and 未実施 are different things (`Meaning`). Money is turned into 円 so that
//! 16,648千円 and 817,000円 can stand in one series; how it was written is kept. Nothing is added up here.

use serde::Serialize;

use crate::text::fold;

/// A year cell, read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct YearCell {
    /// As printed.
    pub raw: String,
    /// What kind of thing it says.
    pub meaning: Meaning,
    /// Figures, in the order of the text.
    pub metrics: Vec<Metric>,
    /// A word that tells a state, as printed.
    pub state: Option<String>,
    /// What was not understood; `None` where all was.
    pub unparsed: Option<String>,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Printed blank: not reported yet, or nothing.
    #[default]
    Blank,
    /// A dash: not planned then.
    Dash,
    /// Figures; 0 among them is a real zero.
    Figures,
    /// A state such as 検討 or 実施.
    State,
    /// 移管: handed over to somebody else.
    Moved,
    /// 未実施: planned, and not done.
    NotDone,
    /// Words that are neither.
    Text,
}

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Metric {
    /// What is counted; empty if the cell does not say.
    pub label: String,
    /// 延べ, うち, 各, 全, 約, 年, …: figures with different ones are not compared.
    pub qualifier: Option<String>,
    /// The number; money in 円.
    pub number: Number,
    /// Unit; empty if there is none.
    pub unit: String,
    /// Number and unit as written.
    pub written: String,
    /// What stands behind the unit or in brackets.
    pub note: String,
}

/// A decimal number, exact: `units` times ten to the power of minus `digits`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Number {
    /// Without the decimal point.
    pub units: i64,
    /// Decimal places.
    pub digits: u8,
}

impl Number {
    /// As a floating number.
    pub fn value(self) -> f64 {
        self.units as f64 / 10f64.powi(i32::from(self.digits))
    }
}

impl Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, output: S) -> Result<S::Ok, S::Error> {
        if self.digits == 0 { output.serialize_i64(self.units) } else { output.serialize_f64(self.value()) }
    }
}

/// Units that tables use, the longer before those they begin with.
const UNITS: [&str; 55] = [
    "百万円",
    "千円",
    "万円",
    "億円",
    "円",
    "事業所",
    "事業者",
    "事業",
    "団体",
    "組合",
    "商店街",
    "商店会",
    "商店",
    "店舗",
    "店",
    "社",
    "者",
    "人",
    "名",
    "件",
    "か所",
    "箇所",
    "ヶ所",
    "カ所",
    "回",
    "部",
    "日",
    "駅",
    "施設",
    "地域",
    "地区",
    "品目",
    "品",
    "本",
    "校",
    "台",
    "時間",
    "世帯",
    "戸",
    "軒",
    "冊",
    "種",
    "枚",
    "席",
    "講座",
    "教室",
    "か月",
    "ヶ月",
    "ポイント",
    "点",
    "ha",
    "㎡",
    "m2",
    "%",
    "区画",
];

/// Units of money in 円, as a power of ten.
const MONEY: [(&str, u32); 5] = [("百万円", 6), ("億円", 8), ("万円", 4), ("千円", 3), ("円", 0)];

/// Words before a figure that say what sort of figure it is.
const QUALIFIERS: [&str; 9] = ["延べ", "のべ", "うち", "各", "全", "約", "年", "計", "累計"];

/// Words that tell a state.
const STATES: [&str; 40] = [
    "事業認可組合設立",
    "整備完了予定",
    "検討調整",
    "整備支援",
    "整備着手",
    "整備完了",
    "地区計画決定",
    "一部決定",
    "大規模改修工事",
    "情報提供",
    "モデル事業実施",
    "事業継続",
    "検討",
    "調整",
    "整備",
    "支援",
    "実施",
    "検証",
    "充実",
    "開催",
    "開始",
    "継続",
    "拡充",
    "運営",
    "調査",
    "決定",
    "設立",
    "着手",
    "完了",
    "予定",
    "開設",
    "公開",
    "対応",
    "掲載",
    "作成",
    "更新",
    "推進",
    "廃止",
    "終了",
    "中止",
];

/// Reads a cell.
pub fn read(raw: &str) -> YearCell {
    let text = fold::matching(raw);
    let mut cell = YearCell { raw: raw.to_owned(), ..YearCell::default() };
    if text.is_empty() {
        return cell;
    }
    if text.chars().all(|c| matches!(c, '-' | '~' | 'ー' | '―' | '─')) {
        cell.meaning = Meaning::Dash;
        cell.state = Some("-".to_owned());
        return cell;
    }
    let rest = figures(&text, &mut cell);
    let rest = rest.trim_matches([' ', '、', ',', '・']).to_owned();
    if rest.contains("移管") {
        cell.meaning = Meaning::Moved;
        cell.state = Some("移管".to_owned());
        return cell;
    }
    if rest.contains("未実施") {
        cell.meaning = Meaning::NotDone;
        cell.state = Some("未実施".to_owned());
        return cell;
    }
    cell.meaning = if cell.metrics.is_empty() { Meaning::Text } else { Meaning::Figures };
    let (state, left) = state(&rest);
    cell.unparsed = (!left.is_empty()).then_some(left);
    cell.state = state;
    if cell.metrics.is_empty() && cell.state.is_some() {
        cell.meaning = Meaning::State;
    }
    cell
}

/// A state in what is left of a text, and what is left after that.
fn state(text: &str) -> (Option<String>, String) {
    let text = text.strip_prefix('で').unwrap_or(text).trim();
    // 調査・検討 is one state of two words.
    let words: Vec<&str> = text.split(['・', '、', ',', ' ']).filter(|word| !word.is_empty()).collect();
    if !words.is_empty() && words.iter().all(|word| STATES.contains(word)) {
        return (Some(text.to_owned()), String::new());
    }
    let Some(word) = STATES.iter().filter(|word| text.ends_with(**word)).max_by_key(|word| word.len()) else {
        return (None, text.to_owned());
    };
    (Some((*word).to_owned()), text.get(..text.len() - word.len()).unwrap_or_default().trim().to_owned())
}

/// Takes the figures out of a text and gives what is left.
fn figures(text: &str, cell: &mut YearCell) -> String {
    let mut left = String::new();
    let mut before = String::new();
    // Unit of the figure that the open bracket follows: 4地域(継続2地域、新規2地域) tells parts of the 4.
    let mut whole: Option<String> = None;
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = text.get(at..).unwrap_or_default();
        if let Some(length) = date(rest, &before) {
            before.push_str(rest.get(..length).unwrap_or_default());
            at += length;
            continue;
        }
        if next.is_ascii_digit() {
            let metric = if is_era(&before) { None } else { figure(rest) };
            if let Some((mut metric, length)) = metric {
                let (label, qualifier) = label(&before);
                metric.label = label;
                let is_part = whole.as_ref() == Some(&metric.unit);
                metric.qualifier = qualifier.or_else(|| is_part.then(|| "うち".to_owned()));
                before.clear();
                cell.metrics.push(metric);
                at += length;
                continue;
            }
            let length = digits(rest);
            before.push_str(rest.get(..length).unwrap_or_default());
            at += length;
            continue;
        }
        match next {
            '(' if before.trim().is_empty() => whole = cell.metrics.last().map(|metric| metric.unit.clone()),
            ')' => whole = None,
            _ => {}
        }
        let separates = matches!(next, '(' | ')' | ' ' | '、' | ',' | '。');
        if separates {
            settle(&mut before, next, cell, &mut left);
        } else {
            before.push(next);
        }
        at += next.len_utf8();
    }
    settle(&mut before, '。', cell, &mut left);
    left
}

/// What to do with words that were not followed by a figure yet, when something ends.
fn settle(before: &mut String, end: char, cell: &mut YearCell, left: &mut String) {
    let words = before.trim().to_owned();
    // A label may stand apart from its figure (来場者数 3,200人), also before a bracket (入門(3日)75人).
    if matches!(end, ' ' | '(') && !words.is_empty() {
        before.push(' ');
        return;
    }
    before.clear();
    if words.is_empty() {
        return;
    }
    match cell.metrics.last_mut() {
        Some(metric) if end == ')' && metric.note.is_empty() && !words.contains(' ') => metric.note = words,
        _ => {
            if !left.is_empty() {
                left.push(' ');
            }
            left.push_str(&words);
        }
    }
}

/// The length of a date at the start of a text: 平成25年3月, 1月, 2013年4月1日. 年3回 and 3か月 are none.
fn date(text: &str, before: &str) -> Option<usize> {
    let era = ["平成", "令和", "昭和"].iter().find(|era| text.starts_with(**era)).map_or(0, |era| era.len());
    let mut at = era;
    let mut parts = 0;
    for unit in ['年', '月', '日'] {
        let rest = text.get(at..)?;
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || !rest.get(length..)?.starts_with(unit) {
            continue;
        }
        // A day needs its month before it, a year its era, four digits or a month behind it.
        let month_follows = rest.get(length + unit.len_utf8()..)?.starts_with(|c: char| c.is_ascii_digit());
        if (unit == '日' && parts == 0) || (unit == '年' && era == 0 && length < 4 && !month_follows) {
            return None;
        }
        parts += 1;
        at += length + unit.len_utf8();
    }
    let counted = before.ends_with(|c: char| c.is_ascii_digit());
    (parts > 0 && !counted).then_some(at)
}

/// True behind the letter of an era: what follows in H25.4 is a date in short.
fn is_era(before: &str) -> bool {
    let mut back = before.chars().rev();
    let letter = back.next().is_some_and(|c| matches!(c, 'M' | 'T' | 'S' | 'H' | 'R'));
    letter && !back.next().is_some_and(|c| c.is_ascii_alphanumeric())
}

fn digits(text: &str) -> usize {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let length: usize = text.chars().take_while(|c| digit(*c)).map(char::len_utf8).sum();
    text.get(..length).unwrap_or_default().trim_end_matches([',', '.']).len().max(1)
}

/// A number with its unit at the start of a text, and how long it is.
fn figure(text: &str) -> Option<(Metric, usize)> {
    let length = digits(text);
    let plain = text.get(..length)?.replace(',', "");
    // 25.4.1 is a date in short, no number.
    if plain.matches('.').count() > 1 {
        return None;
    }
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let number = Number { units: plain.replace('.', "").parse().ok()?, digits: u8::try_from(decimals).ok()? };
    let rest = text.get(length..)?;
    let unit = UNITS.iter().filter(|unit| rest.starts_with(**unit)).max_by_key(|unit| unit.len());
    let mut metric = Metric { number, ..Metric::default() };
    let mut end = length;
    if let Some(unit) = unit {
        metric.unit = (*unit).to_owned();
        end += unit.len();
        if let Some((_, power)) = MONEY.iter().find(|(money, _)| money == unit) {
            metric.number = in_yen(number, *power)?;
            metric.unit = "円".to_owned();
        }
        // 参加者37名, 8,000部発行, 全6日制: a short word behind the unit goes with it.
        let tail: String = text.get(end..)?.chars().take_while(|c| is_word(*c)).collect();
        let followed = text.get(end + tail.len()..)?.chars().next();
        let ends = followed.is_none_or(|c| matches!(c, ' ' | '、' | ',' | ')' | '(' | '。'));
        if ends && (1..=4).contains(&tail.chars().count()) {
            metric.note = tail.clone();
            metric.written = text.get(..end)?.to_owned();
            return Some((metric, end + tail.len()));
        }
    }
    metric.written = text.get(..end)?.to_owned();
    Some((metric, end))
}

/// Kanji, of which the short words behind units are made.
fn is_word(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A sum of money in 円, a fraction of a yen with its decimals; `None` where the number is too large.
fn in_yen(number: Number, power: u32) -> Option<Number> {
    let digits = u32::from(number.digits);
    if power >= digits {
        let units = number.units.checked_mul(10i64.checked_pow(power - digits)?)?;
        return Some(Number { units, digits: 0 });
    }
    Some(Number { units: number.units, digits: u8::try_from(digits - power).ok()? })
}

/// What is counted, and a qualifier, from the words before a figure.
fn label(before: &str) -> (String, Option<String>) {
    let words = before.trim().trim_end_matches([':', ' ']);
    if let Some(rest) = words.strip_prefix("うち") {
        return (rest.trim().to_owned(), Some("うち".to_owned()));
    }
    match QUALIFIERS.iter().find(|word| words.ends_with(**word)) {
        Some(word) => {
            (words.get(..words.len() - word.len()).unwrap_or_default().trim().to_owned(), Some((*word).to_owned()))
        }
        None => (words.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// label, qualifier, number, unit, note of each figure.
    fn metrics(raw: &str) -> Vec<String> {
        let shown = |metric: &Metric| {
            let qualifier = metric.qualifier.clone().unwrap_or_default();
            format!("{}|{qualifier}|{}|{}|{}", metric.label, metric.number.value(), metric.unit, metric.note)
        };
        read(raw).metrics.iter().map(shown).collect()
    }

    #[test]
    fn figures_of_the_sources() {
        for (raw, expected) in [
            ("来場者数 3,200人", vec!["来場者数||3200|人|"]),
            ("全4日開催 参加者37名", vec!["|全|4|日|開催", "参加者||37|名|"]),
            ("貸付2,252件 利子補給 949,888,008円", vec!["貸付||2252|件|", "利子補給||949888008|円|"]),
            ("参加企業83社 うち区内5社", vec!["参加企業||83|社|", "区内|うち|5|社|"]),
            ("入門講座148名、ステップアップ28名", vec!["入門講座||148|名|", "ステップアップ||28|名|"]),
            ("入門(3日)75人 実践(5日)44人", vec!["入門||3|日|", "||75|人|", "実践||5|日|", "||44|人|"]),
            ("11事業 16,648千円", vec!["||11|事業|", "||16648000|円|"]),
            ("10,376千円(12事業)", vec!["||10376000|円|", "||12|事業|"]),
            ("年3回 各8,000部発行", vec!["|年|3|回|", "|各|8000|部|発行"]),
            ("3組合 延べ389店", vec!["||3|組合|", "|延べ|389|店|"]),
            ("全6日制 受講生52人", vec!["|全|6|日|制", "受講生||52|人|"]),
            ("2回実施 115人参加", vec!["||2|回|実施", "||115|人|参加"]),
            ("10駅、11団体、4施設で実施", vec!["||10|駅|", "||11|団体|", "||4|施設|"]),
            ("4地域(継続2地域、 新規2地域)", vec!["||4|地域|", "継続|うち|2|地域|", "新規|うち|2|地域|"]),
            ("3地域 (継続)", vec!["||3|地域|継続"]),
            ("0事業 0円", vec!["||0|事業|", "||0|円|"]),
            ("１商店街", vec!["||1|商店街|"]),
            ("1.5百万円", vec!["||1500000|円|"]),
            ("52.5%", vec!["||52.5|%|"]),
            ("検討", vec![]),
            ("平成25年3月一部決定", vec![]),
            ("1月に西武池袋店で実施", vec![]),
            ("H25.4.1開設", vec![]),
            ("H25.4開設", vec![]),
            ("25.4.1開設 3店", vec!["25.4.1開設||3|店|"]),
            ("1.2345千円", vec!["||1234.5|円|"]),
        ] {
            assert_eq!(metrics(raw), expected, "{raw}");
        }
    }

    #[test]
    fn blank_dash_zero_moved_and_not_done_are_different_things() {
        for (raw, meaning, state, unparsed) in [
            ("", Meaning::Blank, None, None),
            ("-", Meaning::Dash, Some("-"), None),
            ("—", Meaning::Dash, Some("-"), None),
            ("0事業 0円", Meaning::Figures, None, None),
            ("産業振興公社に事務移管", Meaning::Moved, Some("移管"), None),
            ("未実施", Meaning::NotDone, Some("未実施"), None),
            ("検討調整", Meaning::State, Some("検討調整"), None),
            ("調査・検討", Meaning::State, Some("調査・検討"), None),
            ("実施・検証", Meaning::State, Some("実施・検証"), None),
            ("1月に西武池袋店で実施", Meaning::State, Some("実施"), Some("1月に西武池袋店で")),
            ("平成25年3月一部決定", Meaning::State, Some("一部決定"), Some("平成25年3月")),
            ("10駅、11団体、4施設で実施", Meaning::Figures, Some("実施"), None),
            ("まち楽練馬の開設", Meaning::State, Some("開設"), Some("まち楽練馬の")),
            ("H25.4.1開設", Meaning::State, Some("開設"), Some("H25.4.1")),
            ("区ホームページ", Meaning::Text, None, Some("区ホームページ")),
        ] {
            let cell = read(raw);
            assert_eq!(
                (cell.meaning, cell.state.as_deref(), cell.unparsed.as_deref()),
                (meaning, state, unparsed),
                "{raw}"
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_and_kept(raw in "[0-9,.年月日件人円千(（)）、 うち延べ検討実施-]{0,40}|\\PC{0,30}") {
            proptest::prop_assert_eq!(&read(&raw).raw, &raw);
        }
    }
}
