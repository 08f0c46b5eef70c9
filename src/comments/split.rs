//! Where a letter may be divided into opinions: proposals from its layout, for people to take or leave.
//!
//! A new matter begins at a numbered or listed item, at a paragraph that opens with 「また、」 and the like, and after a blank
//! line. Greetings and closings are no matters of their own and stay with their neighbour.

/// Words that open a new matter at the beginning of a line.
const OPENERS: &[&str] = &[
    "また、",
    "また,",
    "さらに",
    "次に",
    "つぎに",
    "それから",
    "最後に",
    "もう一点",
    "もう1点",
    "もう１点",
    "もう一つ",
    "もうひとつ",
    "加えて",
    "このほか",
    "その他",
    "ほかに",
    "他に、",
    "一方",
    "別件",
    "ところで",
    "第一に",
    "第二に",
    "第三に",
    "まず、",
    "まず",
];
/// What letters begin with.
const GREETINGS: &[&str] = &[
    "お世話",
    "いつも",
    "こんにちは",
    "はじめまして",
    "初めまして",
    "拝啓",
    "前略",
    "謹啓",
    "と申しま",
    "意見を述べ",
    "意見します",
    "意見を送り",
    "意見を出し",
    "以下の",
    "以下、",
    "次の",
    "下記",
    "について意見",
    "御中",
    "様へ",
    "担当者様",
    "意見書",
    "パブリックコメント",
    "について申し上げ",
    "点あります",
    "通り",
];
/// What they end with.
const CLOSINGS: &[&str] = &[
    "よろしくお願い",
    "宜しくお願い",
    "以上",
    "敬具",
    "草々",
    "かしこ",
    "ありがとう",
    "お願いいたします",
    "お願い致します",
    "期待しています",
    "失礼",
    "検討ください",
    "ご検討",
    "頑張って",
    "がんばって",
    "応援して",
];
/// A greeting or closing is no longer than this.
const SHORT: usize = 45;

/// Offsets (characters, ascending, never 0) at which a new opinion may begin.
pub fn proposals(text: &str) -> Vec<usize> {
    let starts = starts(text);
    let length = text.chars().count();
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        parts.push((*start, starts.get(at + 1).copied().unwrap_or(length)));
    }
    let content = |(start, end): (usize, usize)| text.chars().skip(start).take(end - start).collect::<String>();
    let mut kept: Vec<usize> = Vec::new();
    let mut lead = None;
    for (at, part) in parts.iter().enumerate() {
        let words = content(*part);
        // What leads in begins the matter that follows it.
        let begins = lead.take().unwrap_or(part.0);
        let last = at + 1 == parts.len();
        if !last && is_greeting(&words, kept.is_empty()) {
            lead = Some(begins);
        } else if kept.is_empty() || !is_closing(&words) {
            kept.push(begins);
        }
    }
    // Whatever stands before the first matter belongs to it.
    kept.into_iter().skip(1).collect()
}

/// All places where layout begins something new, the first of them 0.
fn starts(text: &str) -> Vec<usize> {
    let chars: Vec<char> = text.chars().collect();
    let circled = chars.iter().filter(|c| is_circled(**c)).count() > 1;
    let mut starts = vec![0];
    let (mut at, mut after_blank, mut begun) = (0, false, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let length = line.chars().count();
        if words.is_empty() {
            after_blank = true;
            at += length;
            continue;
        }
        let opens = after_blank || is_item(words) || OPENERS.iter().any(|opener| words.starts_with(opener));
        // Blank lines at the top are no matter of their own.
        if opens && begun {
            starts.push(at);
        }
        // ①…。②…。 on one line.
        for place in at + 1..at + length {
            let before = place.checked_sub(1).and_then(|before| chars.get(before));
            let ends = before.is_some_and(|c| c.is_whitespace() || "。、.：:）)".contains(*c));
            if circled && ends && chars.get(place).is_some_and(|c| is_circled(*c)) {
                let indent = chars.get(at..place).is_some_and(|before| before.iter().all(|c| c.is_whitespace()));
                if !indent {
                    starts.push(place);
                }
            }
        }
        (after_blank, begun) = (false, true);
        at += length;
    }
    starts.dedup();
    starts
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '❶'..='❿' | '⑴'..='⒇')
}

/// True for a line that begins with a number or a sign of a list.
fn is_item(line: &str) -> bool {
    let mut chars = line.chars();
    let Some(first) = chars.next() else { return false };
    if is_circled(first)
        || matches!(first, '・' | '●' | '○' | '■' | '□' | '◆' | '◇' | '▪' | '•' | '･' | '★' | '☆' | '※')
    {
        return true;
    }
    let rest = chars.as_str();
    if matches!(first, '-' | '*' | '－') {
        return rest.starts_with([' ', '　']);
    }
    let open = matches!(first, '(' | '（' | '【' | '[' | '［');
    let numbered = if open { rest } else { line };
    let is_digit = |c: char| {
        c.is_ascii_digit() || matches!(c, '０'..='９') || "一二三四五六七八九十".contains(c) || "アイウエオ".contains(c)
    };
    let digits = numbered.chars().take_while(|c| is_digit(*c)).count();
    let sign = numbered.chars().nth(digits);
    let closed = match sign {
        Some(')' | '）' | '】' | ']' | '］') => true,
        Some('.' | '．' | '、' | ',' | '：' | ':' | '　') => {
            !open && !numbered.chars().nth(digits + 1).is_some_and(|c| c.is_ascii_digit())
        }
        Some(' ') => !open,
        Some('つ') => !open && numbered.chars().nth(digits + 1) == Some('目'),
        _ => false,
    };
    (1..=2).contains(&digits) && closed
}

fn is_greeting(words: &str, first: bool) -> bool {
    let words = words.trim();
    let short = words.chars().count() <= SHORT;
    short
        && ((first && GREETINGS.iter().any(|greeting| words.contains(greeting))) || words.ends_with(['：', ':']))
        && !is_item(words)
}

fn is_closing(words: &str) -> bool {
    let words = words.trim();
    if is_item(words) {
        return false;
    }
    let length = words.chars().count();
    let closing = CLOSINGS.iter().any(|closing| words.contains(closing));
    // A signature: short lines without a sentence.
    let signature = length <= 40 && !words.contains('。') && words.lines().all(|line| line.chars().count() <= 22);
    (closing && length <= SHORT) || signature
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let mut bounds = vec![0];
        bounds.extend(proposals(text));
        bounds.push(chars.len());
        bounds.windows(2).map(|pair| chars[pair[0]..pair[1]].iter().collect::<String>().trim().to_owned()).collect()
    }

    #[test]
    fn layout_tells_where_a_new_matter_begins() {
        assert_eq!(parts("1．街灯を増やして。\n2．駐輪場もほしい。"), ["1．街灯を増やして。", "2．駐輪場もほしい。"]);
        assert_eq!(parts("（1）街灯がほしい。\n（2）駐輪場がほしい。\n（3）直売所がほしい。").len(), 3);
        assert_eq!(parts("一、街灯がほしい。\n二、駐輪場がほしい。").len(), 2);
        assert_eq!(parts("①街灯がほしい。②駐輪場がほしい。").len(), 2);
        assert_eq!(parts("・街灯がほしい。\n・駐輪場がほしい。").len(), 2);
        assert_eq!(parts("街灯がほしい。\nまた、駐輪場がほしい。").len(), 2);
        assert_eq!(parts("街灯がほしい。\n\n駐輪場がほしい。").len(), 2);
        assert_eq!(parts("街灯がほしい。駐輪場もほしい。"), ["街灯がほしい。駐輪場もほしい。"]);
        assert_eq!(parts("3.5割の店が\n2.5年で閉まる。").len(), 1);
        assert!(proposals("").is_empty());
        assert!(proposals("\n\n街灯がほしい。\n\n").is_empty());
    }

    #[test]
    fn greetings_and_closings_stay_with_their_neighbour() {
        let letter = "いつもお世話になっております。以下の2点です。\n\n1 街灯がほしい。\n2 駐輪場がほしい。\n\nよろしくお願いいたします。\n\n西東京市\n山田太郎";
        assert_eq!(
            parts(letter),
            [
                "いつもお世話になっております。以下の2点です。\n\n1 街灯がほしい。",
                "2 駐輪場がほしい。\n\nよろしくお願いいたします。\n\n西東京市\n山田太郎",
            ]
        );
    }

    #[test]
    fn offsets_count_characters() {
        assert_eq!(proposals("🍚𠮷です。\n\n二つ目です。"), [7]);
    }
}
