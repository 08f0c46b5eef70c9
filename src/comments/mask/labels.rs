//! Names whatever they are: after 氏名：, before 「と申します」, in signatures, in kana before さん, in Latin letters.

use std::sync::LazyLock;

use super::folded::{Folded, is_hiragana, is_kanji, is_katakana, is_word};
use super::lexicon::{self, is_given, is_kana_given, is_surname, title_at};
use super::names::candidates;
use super::starts::Starts;

const LABELS: &[&str] = &[
    "氏名",
    "お名前",
    "名前",
    "ご芳名",
    "芳名",
    "フリガナ",
    "ふりがな",
    "担当者",
    "担当",
    "代表者",
    "代表",
    "会長",
    "記入者",
    "提出者",
    "署名",
    "差出人",
    "投稿者",
    "意見提出者",
    "申出人",
    "申込者",
    "連絡者",
    "連絡先",
    "世帯主",
    "店主",
    "責任者",
    "口座名義",
    "名義人",
    "名義",
    "指導教員",
    "教員",
    "文責",
    "name",
];
static LABEL_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(LABELS.iter().copied()));
/// What is written after such a label and is no name.
const NO_NAMES: &[&str] = &[
    "匿名",
    "なし",
    "無し",
    "同上",
    "未定",
    "希望",
    "不明",
    "非公開",
    "課",
    "係",
    "部",
    "局",
    "市",
    "区",
    "会",
    "社",
    "室",
    "所",
    "センター",
    "者",
    "員",
    "民",
    "婦",
    "店",
    "主",
    "人",
    "組合",
    "団体",
    "業",
    "生",
    "方",
    "名",
    "取締役",
    "電話",
    "メール",
    "記入",
    "必要",
    "任意",
    "こと",
];

/// All of them: start and end.
pub(super) fn find(text: &Folded) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for at in 0..text.len() {
        found.extend(labelled(text, at));
        found.extend(introduced(text, at));
        found.extend(foreign(text, at));
        found.extend(before_contact(text, at));
        found.extend(kana(text, at));
        found.extend(latin(text, at));
    }
    found.extend(signatures(text));
    found
}

/// The name after a label, on its line.
fn labelled(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if !LABEL_STARTS.may(text.get(at)) {
        return None;
    }
    let (label, after) = text.any_at(at, LABELS)?;
    let mut start = after;
    while text.get(start).is_some_and(|c| matches!(c, ' ' | ')' | '】' | ']' | '・' | '」')) {
        start += 1;
    }
    let colon = text.get(start).is_some_and(|c| matches!(c, ':' | ';' | '='));
    if colon {
        start = text.skip_spaces(start + 1);
    } else if start == after && !label.contains("名義") {
        return None;
    }
    let end = word_end(text, start, 14);
    let word = text.slice(start..end);
    let certain = colon
        || matches!(label, "氏名" | "お名前" | "ご芳名" | "フリガナ" | "ふりがな" | "口座名義" | "名義人" | "名義");
    let known = candidates(text, start).into_iter().find(|name| {
        !text.get(name.end).is_some_and(is_word)
            || title_at(text, name.end).is_some()
            || text.any_at(name.end, &["です", "と"]).is_some()
    });
    match known {
        Some(name) if colon || name.end > name.surname || certain => Some((start, name.end)),
        _ if certain && looks_like_name(word) => Some((start, end)),
        _ => None,
    }
}

/// Where the words of a name end: at most one space within, and a title ends it.
fn word_end(text: &Folded, start: usize, most: usize) -> usize {
    let (mut end, mut spaces) = (start, 0);
    while let Some(c) = text.get(end).filter(|_| end < start + most) {
        let title = end > start + 1
            && text.any_at(end, &["さん", "様", "です", "と申", "と言", "電話", "住所", "tel"]).is_some();
        let letter = is_word(c) || c.is_ascii_alphabetic() || matches!(c, '・' | '=' | '.');
        if title || !(letter || (c == ' ' && spaces == 0)) {
            break;
        }
        spaces += usize::from(c == ' ');
        end += 1;
    }
    while end > start && text.before(end) == Some(' ') {
        end -= 1;
    }
    end
}

/// Two to twelve letters of one or two words that no office or 匿名 is called.
fn looks_like_name(word: &[char]) -> bool {
    let text: String = word.iter().collect();
    let kanji = word.iter().filter(|c| is_kanji(**c)).count();
    let latin = word.iter().all(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '-'));
    let katakana = word.iter().all(|c| is_katakana(*c) || matches!(c, '・' | ' ' | '='));
    let hiragana = word.iter().all(|c| is_hiragana(*c) || *c == ' ');
    let short = (2..=7).contains(&word.len()) || ((katakana || latin) && (2..=14).contains(&word.len()));
    short
        && (kanji > 0 || latin || katakana || hiragana)
        && !NO_NAMES.iter().any(|no| text.ends_with(no) || text.starts_with("匿名"))
}

/// The name before 「と申します」.
fn introduced(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if text.get(at) != Some('と') {
        return None;
    }
    text.any_at(at, &["と申しま", "と申し上", "と申す", "ともうしま"])?;
    let mut start = at;
    while let Some(c) = text.before(start).filter(|_| at - start < 12) {
        let letter = is_kanji(c) || is_katakana(c) || is_hiragana(c) || c.is_ascii_alphabetic() || c == '・';
        let particle = matches!(c, 'の' | 'は' | 'を' | 'に') && !(at - start < 2 && is_hiragana(c));
        let one_space = c == ' '
            && at > start
            && text.before(start - 1).is_some_and(|c| is_kanji(c) || is_katakana(c) || c.is_ascii_alphabetic());
        if particle || !(letter || one_space) {
            break;
        }
        start -= 1;
    }
    // The earliest known surname begins it, where there is one: 西東京市商店会佐藤と申します.
    let known = (start..at).find(|begin| {
        let exact = candidates(text, *begin).into_iter().any(|name| name.end == at);
        exact && (*begin == start || !text.before(*begin).is_some_and(is_hiragana))
    });
    let start = known.unwrap_or(start);
    let word = text.slice(start..at);
    // 「頼めばよいと申しますが」 quotes somebody: kanji and hiragana mixed are a name only where one begins to speak.
    let mixed = word.iter().any(|c| is_kanji(*c)) && word.iter().any(|c| is_hiragana(*c));
    let speaks = matches!(text.before(start), None | Some('\n' | '。' | '、'))
        || text.any_before(start, &["私は", "わたしは", "僕は"]);
    (known.is_some() || (looks_like_name(word) && (!mixed || speaks))).then_some((start, at))
}

/// A foreign name that somebody says is theirs: マイク・アンダーソンといいます.
fn foreign(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if !matches!(text.get(at), Some('と' | 'で')) {
        return None;
    }
    text.any_at(at, &["といいます", "と言います", "です", "でございます"])?;
    let mut start = at;
    while text.before(start).is_some_and(|c| is_katakana(c) || c == '・') {
        start -= 1;
    }
    let dotted = text.slice(start..at).contains(&'・');
    let mine = text.any_before(start, &["私は", "わたしは", "私の名前は", "名前は", "僕は"]) || !text.at(at, "で");
    (dotted && mine && at - start >= 5).then_some((start, at))
}

/// The word before a telephone number or a mail address, where it reads like a name: 大久保　042-…, 芝久保マサル 電話….
fn before_contact(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if text.get(at) != Some(' ') || text.before(at) == Some(' ') {
        return None;
    }
    let contact = text.skip_spaces(at);
    let words = ["電話", "tel", "fax", "携帯", "メール", "mail", "e-mail", "℡", "☎", "〒"];
    let dialled = text.get(contact) == Some('0') && text.get(contact + 1).is_some_and(|c| c.is_ascii_digit());
    let mail = (contact..contact + 30)
        .take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_graphic()))
        .any(|at| text.get(at) == Some('@'));
    if !dialled && !mail && text.any_at(contact, &words).is_none() {
        return None;
    }
    let mut start = at;
    while text.before(start).is_some_and(|c| is_kanji(c) || is_katakana(c) || is_hiragana(c)) && at - start < 9 {
        start -= 1;
    }
    let word = text.slice(start..at);
    let particle = word.last().is_some_and(|c| "はがをにのともへで".contains(*c));
    let begins = matches!(text.before(start), None | Some('\n' | ' ' | '・' | ':' | '、' | '。' | ')'));
    if !begins || word.len() < 2 || particle {
        return None;
    }
    let exact =
        candidates(text, start).into_iter().any(|name| name.end == at && (name.surname < at || word.len() >= 2));
    let kanji = word.iter().take_while(|c| is_kanji(**c)).count();
    let rest = |from: usize| word.get(from..).unwrap_or_default();
    let read = (1..=3).any(|surname| {
        kanji >= surname
            && word.len() > surname
            && word.len() <= 7
            && (is_given(rest(surname)) || (kanji == surname && is_kana_given(rest(surname))))
    });
    let office = NO_NAMES.iter().any(|no| word.ends_with(&no.chars().collect::<Vec<_>>()));
    (exact || (read && word.len() >= 3 && !office)).then_some((start, at))
}

/// Known surnames in hiragana, and words of katakana, before さん and 様.
fn kana(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if !matches!(text.get(at), Some('さ' | '様' | '氏' | 'く' | 'ち' | '先')) {
        return None;
    }
    let (title, _) = text.any_at(at, &["さん", "様", "さま", "氏", "くん", "ちゃん", "先生"])?;
    let last = text.before(at)?;
    if is_katakana(last) {
        let mut start = at;
        while text.before(start).is_some_and(|c| is_katakana(c) || c == '・') {
            start -= 1;
        }
        // ﾀﾅｶ ﾀﾛｳさん: the surname stands before a space.
        if text.before(start) == Some(' ') {
            let mut first = start - 1;
            while text.before(first).is_some_and(is_katakana) {
                first -= 1;
            }
            let surname: String = text.slice(first..start - 1).iter().copied().map(hiragana).collect();
            if lexicon::kana_surnames().contains(&surname.as_str()) {
                start = first;
            }
        }
        let word: String = text.slice(start..at).iter().collect();
        let person = matches!(title, "さん" | "氏" | "くん" | "ちゃん" | "先生") || word.contains('・');
        let alone = !text.before(start).is_some_and(|c| is_kanji(c) || c.is_ascii_alphanumeric());
        return (person && alone && word.chars().count() >= 2 && !lexicon::is_katakana_word(&word))
            .then_some((start, at));
    }
    if !is_hiragana(last) {
        return None;
    }
    for surname in lexicon::kana_surnames() {
        let Some(start) = at.checked_sub(surname.chars().count()).filter(|start| text.at(*start, surname)) else {
            continue;
        };
        let before = text.before(start);
        let bound = before.is_none_or(|c| {
            !is_hiragana(c) || matches!(c, 'の' | 'は' | 'が' | 'を' | 'に' | 'と' | 'も' | 'や' | 'で')
        });
        if bound {
            return Some((start, at));
        }
    }
    None
}

fn hiragana(c: char) -> char {
    char::from_u32(u32::from(c).wrapping_sub(0x60)).filter(|_| ('ァ'..='ヶ').contains(&c)).unwrap_or(c)
}

/// Names in Latin letters: a known surname beside another word, or Mr. and a word.
fn latin(text: &Folded, at: usize) -> Option<(usize, usize)> {
    let letter = |c: char| c.is_ascii_alphabetic() || c == '\'';
    if !text.get(at).is_some_and(letter)
        || text.before(at).is_some_and(|c| letter(c) || c.is_ascii_digit() || matches!(c, '@' | '.' | '_' | '-' | '/'))
    {
        return None;
    }
    let end_of = |start: usize| (start..).find(|at| !text.get(*at).is_some_and(letter)).unwrap_or(start);
    let word = |start: usize, end: usize| text.slice(start..end).iter().collect::<String>();
    let first = end_of(at);
    let next = text.any_at(first, &[", ", " ", ". ", "."]).map_or(first, |(_, next)| next);
    let second = end_of(next);
    if next == first
        || second < next + 2
        || matches!(text.get(second), Some('@' | '.')) && text.get(second + 1).is_some_and(letter)
    {
        return None;
    }
    let (one, two) = (word(at, first), word(next, second));
    let mister = ["mr", "ms", "mrs", "dr", "miss"].contains(&one.as_str());
    let named = text.get(first) != Some('.') && (lexicon::is_latin_surname(&one) || lexicon::is_latin_surname(&two));
    (mister || (named && one.len() >= 2)).then_some((at, second))
}

/// Lines at the end that are a name although the surname is rare or foreign: 保谷 健一, マリア・サントス, John Smith.
fn signatures(text: &Folded) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    let mut start = 0;
    for at in 0..=text.len() {
        if matches!(text.get(at), None | Some('\n')) {
            lines.push((start, at));
            start = at + 1;
        }
    }
    lines.retain(|(start, end)| text.slice(*start..*end).iter().any(|c| *c != ' '));
    let last = lines.len().saturating_sub(4).max(1);
    let mut found = Vec::new();
    for (start, end) in lines.into_iter().skip(last) {
        let mut words: Vec<(usize, usize)> = Vec::new();
        for at in start..end {
            let space = text.get(at) == Some(' ') || text.get(at) == Some('　');
            match words.last_mut().filter(|(_, end)| *end == at && !space) {
                Some(word) => word.1 = at + 1,
                None if !space => words.push((at, at + 1)),
                None => {}
            }
        }
        let is_end = |word: &[char]| word.iter().all(|c| is_kanji(*c));
        match words.as_slice() {
            [.., one, two] => {
                let (surname, given) = (text.slice(one.0..one.1), text.slice(two.0..two.1));
                let kanji =
                    is_end(surname) && (1..=4).contains(&surname.len()) && (is_given(given) || is_kana_given(given));
                let place = surname.last().is_some_and(|c| "市区町村県都府会課店".contains(*c));
                let latin = |word: &[char]| word.len() >= 2 && word.iter().all(char::is_ascii_alphabetic);
                let western = words.len() == 2 && latin(surname) && latin(given);
                if (kanji && !place) || western || (is_surname(surname) && is_kana_given(given)) {
                    found.push((one.0, two.1));
                }
            }
            [one] => {
                let word = text.slice(one.0..one.1);
                let foreign = word.contains(&'・') && word.iter().all(|c| is_katakana(*c) || *c == '・');
                if foreign && word.iter().filter(|c| **c == '・').count() <= 2 {
                    found.push(*one);
                }
            }
            [] => {}
        }
    }
    found
}
