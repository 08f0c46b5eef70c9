//! A text as it is compared: what two people write differently without saying anything different is gone.
//!
//! NFKC, lower case, no spaces, no punctuation (ー, 〜 and ／ with it), no salutations. Signs that can be an answer (○, ×, %)
//! stay, and so does a sign between two figures: 3.5 is not 35. Every character knows its place in the original.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// A text as it is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    /// What is left.
    pub chars: Vec<char>,
    /// For each of them: the character of the original it comes from.
    pub places: Vec<u32>,
}

impl Normal {
    /// Nothing is left.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    fn push(&mut self, c: char, place: u32) {
        self.chars.push(c);
        self.places.push(place);
    }

    fn cut(&mut self, start: usize, end: usize) {
        self.chars.truncate(end);
        self.places.truncate(end);
        self.chars.drain(..start.min(end));
        self.places.drain(..start.min(end));
    }
}

/// The text as it is compared. One that is nothing but punctuation keeps it, so that 「？」 and 「！」 differ; a blank one is
/// empty.
pub fn normal(text: &str) -> Normal {
    let folded = folded(text);
    let mut kept = Normal::default();
    for (at, (c, place)) in folded.chars.iter().zip(&folded.places).enumerate() {
        if !is_punctuation(*c) {
            kept.push(*c, *place);
        } else if *c != ',' && *c != '、' {
            let figure = |at: Option<usize>| at.and_then(|at| folded.chars.get(at)).is_some_and(char::is_ascii_digit);
            if figure(at.checked_sub(1)) && figure(Some(at + 1)) {
                kept.push(if *c == '.' { '.' } else { '-' }, *place);
            }
        }
    }
    if kept.is_empty() {
        return folded;
    }
    without_salutations(kept)
}

/// NFKC and lower case, without spaces and invisible characters.
fn folded(text: &str) -> Normal {
    let mut folded = Normal::default();
    let mut cluster = String::new();
    let mut chars = text.chars().zip(0u32..).peekable();
    while let Some((c, place)) = chars.next() {
        let marked = chars.peek().is_some_and(|(next, _)| is_mark(*next));
        if !marked && is_plain(c) {
            folded.push(c, place);
            continue;
        }
        cluster.clear();
        cluster.push(c);
        while let Some((mark, _)) = chars.next_if(|(next, _)| is_mark(*next)) {
            cluster.push(mark);
        }
        for c in cluster.chars().filter(|c| !is_invisible(*c)).nfkc().flat_map(char::to_lowercase) {
            if !c.is_whitespace() && !c.is_control() {
                folded.push(c, place);
            }
        }
    }
    folded
}

/// Characters that folding leaves alone; most of a Japanese text.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | 'a'..='z' | '0'..='9' | '、' | '。')
}

/// Characters that belong to the one before them.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{FF9E}' | '\u{FF9F}' | '\u{200D}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}')
}

/// Punctuation after NFKC: marks, brackets, dashes, the long-vowel sign, and the signs that begin a line of a list.
pub(super) fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '!' | '"' | '\'' | '(' | ')' | '*' | ',' | '-' | '.' | '/' | ':' | ';' | '?'
            | '[' | '\\' | ']' | '^' | '_' | '`' | '{' | '|' | '}' | '~'
            | '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B4}' | '\u{B6}' | '\u{B7}' | '\u{BB}' | '\u{BF}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2212}' | '\u{2500}'..='\u{257F}'
            | '■' | '□' | '◆' | '◇' | '●' | '→' | '⇒'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301F}' | '\u{3030}'
            | '\u{30A0}' | '\u{30FB}' | '\u{30FC}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF5E}'
    )
}

/// A phrase of this length or more is a salutation also where no punctuation sets it off.
const UNMISTAKABLE: usize = 8;

/// Takes salutations off both ends, as many as there are, but never everything.
fn without_salutations(mut text: Normal) -> Normal {
    let (heads, tails) = salutations();
    let (mut start, mut end) = (0, text.chars.len());
    // A gap between places is punctuation or a space that is gone.
    let apart = |at: usize| match (at.checked_sub(1).and_then(|before| text.places.get(before)), text.places.get(at)) {
        (Some(before), Some(after)) => after - before > 1,
        _ => true,
    };
    loop {
        let rest = text.chars.get(start..end).unwrap_or_default();
        let fits = |length: usize, at: usize| length < rest.len() && (length >= UNMISTAKABLE || apart(at));
        let head = heads.iter().find(|phrase| rest.starts_with(phrase) && fits(phrase.len(), start + phrase.len()));
        let tail = tails.iter().find(|phrase| rest.ends_with(phrase) && fits(phrase.len(), end - phrase.len()));
        match (head, tail) {
            (Some(phrase), _) => start += phrase.len(),
            (None, Some(phrase)) => end -= phrase.len(),
            (None, None) => break,
        }
    }
    text.cut(start, end);
    text
}

/// Phrases as characters.
type Phrases = Vec<Vec<char>>;

/// What letters begin and end with, normalised, the longest first.
fn salutations() -> &'static (Phrases, Phrases) {
    static PHRASES: OnceLock<(Phrases, Phrases)> = OnceLock::new();
    PHRASES.get_or_init(|| {
        let mut heads: Vec<String> = [
            "拝啓",
            "謹啓",
            "前略",
            "はじめまして",
            "初めまして",
            "こんにちは",
            "こんばんは",
            "おはようございます",
            "お疲れ様です",
            "おつかれさまです",
            "お疲れさまです",
            "お世話様です",
            "失礼します",
            "失礼いたします",
            "突然失礼いたします",
            "担当者様",
            "ご担当者様",
            "御担当者様",
            "担当者各位",
            "関係各位",
            "市長様",
            "市長殿",
            "市役所御中",
            "担当課御中",
            "意見を提出します",
            "意見を提出いたします",
            "以下のとおり意見を提出します",
            "下記のとおり意見を提出します",
            "以下の通り意見を提出します",
            "下記の通り意見を提出します",
        ]
        .map(str::to_owned)
        .to_vec();
        for before in [
            "",
            "いつも",
            "いつも大変",
            "大変",
            "日頃より",
            "日頃より大変",
            "平素より",
            "平素より大変",
            "平素は",
            "平素は大変",
        ] {
            for end in ["なっております", "なっています", "なります", "なっており誠にありがとうございます"]
            {
                heads.push(format!("{before}お世話に{end}"));
            }
        }
        let mut tails: Vec<String> = [
            "以上です",
            "以上",
            "敬具",
            "草々",
            "かしこ",
            "失礼します",
            "失礼いたします",
            "失礼いたしました",
            "ありがとうございます",
            "ありがとうございました",
            "以上になります",
            "以上となります",
        ]
        .map(str::to_owned)
        .to_vec();
        for before in ["", "どうぞ", "どうか", "何卒", "なにとぞ", "以上"] {
            for please in ["よろしく", "宜しく"] {
                for end in [
                    "お願いします",
                    "お願いいたします",
                    "お願い致します",
                    "お願い申し上げます",
                    "おねがいします",
                    "お願いします以上",
                ] {
                    tails.push(format!("{before}{please}{end}"));
                }
            }
        }
        let ready = |mut phrases: Vec<String>| {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
            phrases.iter().map(|phrase| phrase.chars().collect()).collect()
        };
        (ready(heads), ready(tails))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        normal(text).chars.iter().collect()
    }

    #[test]
    fn spellings_of_the_same_words_are_one() {
        for text in
            ["コーヒー店を、増やして！", "ｺｰﾋｰ店を増やして", " コーヒ店を\n増やして。", "「コーヒー店」を増やして〜"]
        {
            assert_eq!(plain(text), "コヒ店を増やして", "{text}");
        }
        assert_eq!(plain("ＰＲを／Ａ・Ｂ"), "prをab");
        assert_eq!(plain("ガス"), plain("ｶﾞｽ"));
        assert_eq!(plain("か\u{3099}す"), plain("がす"));
    }

    #[test]
    fn figures_and_answers_keep_their_signs() {
        assert_ne!(plain("3.5％に"), plain("35％に"));
        assert_ne!(plain("2〜3年"), plain("23年"));
        assert_eq!(plain("2〜3年"), plain("２−３年"));
        assert_eq!(plain("1,000円"), plain("1000円"));
        assert_ne!(plain("○"), plain("×"));
        assert_ne!(plain("？"), plain("！"));
        assert_eq!(plain(" \u{3000}\n"), "");
    }

    #[test]
    fn salutations_go_but_words_like_them_stay() {
        let bare = plain("空き店舗を減らしてください。");
        assert_eq!(plain("いつもお世話になっております。空き店舗を減らしてください。よろしくお願いいたします。"), bare);
        assert_eq!(plain("拝啓　空き店舗を減らしてください。以上\n敬具"), bare);
        assert_eq!(plain("対象は65歳以上"), "対象は65歳以上");
        assert_eq!(plain("以上です。"), "以上です");
        assert_eq!(plain("よろしくお願いします。"), "よろしくお願いします");
    }

    #[test]
    fn places_lead_back_to_the_original() {
        let text = "お世話になっております。𠮷野の㈱ｶﾞｽ";
        let normal = normal(text);
        let original: Vec<char> = text.chars().collect();
        assert_eq!(normal.chars.iter().collect::<String>(), "𠮷野の株ガス");
        let there: String = normal.places.iter().map(|place| original[*place as usize]).collect();
        assert_eq!(there, "𠮷野の㈱ｶｽ");
    }
}
