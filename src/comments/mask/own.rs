//! What stands in a receipt's personal columns, found again in its text: the submitter's name in all its parts, address,
//! numbers.

use super::folded::{Folded, is_hiragana, is_kanji, is_katakana};
use super::lexicon::{is_given, is_place, is_place_end, is_surname, readings, title_at};
use super::{phone, romaji};
use crate::model::comment::Span;
use crate::model::comment::receipt::{Found, Personal};

/// What a personal column holds, by its header, or else by what stands in it.
fn kind(header: &str, value: &str) -> Personal {
    let header = crate::text::fold::search(header);
    let has = |words: &[&str]| words.iter().any(|word| header.contains(word));
    if has(&["めーる", "mail", "まーる"]) {
        Personal::Mail
    } else if has(&["電話", "tel", "fax", "ふぁっくす", "ふぁくす", "携帯", "phone"]) {
        Personal::Phone
    } else if has(&["郵便", "〒", "zip"]) {
        Personal::PostCode
    } else if has(&["住所", "居所", "所在", "address", "番地"]) {
        Personal::Address
    } else if has(&["口座", "番号", "まいなんばー"]) {
        Personal::Account
    } else if has(&["氏名", "名前", "芳名", "ふりがな", "かな", "name", "代表", "担当", "姓", "名"]) {
        Personal::Name
    } else if value.contains(['@', '＠']) {
        Personal::Mail
    } else if value.chars().filter(|c| c.is_numeric()).count() >= 7 {
        Personal::Phone
    } else {
        Personal::Name
    }
}

/// All places of a text where something of its personal columns stands.
pub(super) fn find(text: &Folded, personal: &[(String, String)], found: &mut Vec<Found>) {
    for (header, value) in personal {
        let value = value.trim();
        if value.chars().count() < 2 && !header.contains('姓') {
            continue;
        }
        let kind = kind(header, value);
        let folded = Folded::new(value);
        let mut add = |spans: Vec<Span>| found.extend(spans.into_iter().map(|span| Found { span, kind }));
        match kind {
            Personal::Name => names(text, &folded, &mut add),
            Personal::Phone | Personal::PostCode | Personal::Account => {
                let digits: String = folded.chars().iter().filter(|c| c.is_ascii_digit()).collect();
                add(phone::same_number(text, &digits));
                add(occurrences(text, &tight(&folded)));
            }
            Personal::Address => addresses(text, &folded, &mut add),
            Personal::Mail | Personal::Other => add(occurrences(text, &tight(&folded))),
        }
    }
}

/// The characters without spaces.
fn tight(folded: &Folded) -> Vec<char> {
    folded.chars().iter().copied().filter(|c| !c.is_whitespace()).collect()
}

/// One kana for both: names are compared in hiragana, dashes as one.
fn compared(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        'ー' => '-',
        c => c,
    }
}

/// Where a pattern stands, spaces in the text aside: start and end.
fn places(text: &Folded, pattern: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let pattern: Vec<char> = pattern.iter().copied().map(compared).collect();
    let Some((first, rest)) = pattern.split_first() else { return found };
    'starts: for (start, c) in text.chars().iter().enumerate() {
        if compared(*c) != *first {
            continue;
        }
        let mut at = start + 1;
        for wanted in rest {
            let mut spaces = 0;
            while text.get(at).is_some_and(|c| c == ' ' || c == '・') && spaces < 3 && !matches!(wanted, '・') {
                at += 1;
                spaces += 1;
            }
            if text.get(at).map(compared) != Some(*wanted) {
                continue 'starts;
            }
            at += 1;
        }
        found.push((start, at));
    }
    found
}

fn occurrences(text: &Folded, pattern: &[char]) -> Vec<Span> {
    if pattern.len() < 2 {
        return Vec::new();
    }
    places(text, pattern).into_iter().map(|(start, end)| text.span(start, end)).collect()
}

/// Name, surname alone and given name, of each name in the cell: 山田 太郎（ヤマダ タロウ）.
fn names(text: &Folded, cell: &Folded, add: &mut impl FnMut(Vec<Span>)) {
    let parts: Vec<Vec<char>> = cell
        .chars()
        .split(|c| matches!(c, '(' | ')' | '、' | ',' | '/' | ';' | '\n' | '[' | ']'))
        .map(<[char]>::to_vec)
        .collect();
    for part in parts {
        let words: Vec<Vec<char>> =
            part.split(|c| *c == ' ').filter(|word| !word.is_empty()).map(<[char]>::to_vec).collect();
        let whole: Vec<char> = words.concat();
        if whole.len() >= 2 {
            add(occurrences(text, &whole));
        }
        let (last, given) = match words.as_slice() {
            [.., last, given] if words.len() <= 3 => (last.clone(), given.clone()),
            [_] => match divide(&whole) {
                Some(at) => {
                    (whole.get(..at).unwrap_or_default().to_vec(), whole.get(at..).unwrap_or_default().to_vec())
                }
                None => continue,
            },
            _ => continue,
        };
        add(family(text, &last));
        add(first(text, &given));
        add(read(text, &last, &given));
    }
}

/// The name in other letters, as far as its readings are known: かな, カナ and Latin letters.
fn read(text: &Folded, last: &[char], given: &[char]) -> Vec<Span> {
    let of = |name: &[char]| -> Vec<String> {
        if name.iter().any(|c| is_kanji(*c)) {
            readings(name).into_iter().map(str::to_owned).collect()
        } else {
            vec![name.iter().copied().map(compared).collect()]
        }
    };
    let (lasts, givens) = (of(last), of(given));
    let mut spans = Vec::new();
    for surname in &lasts {
        let kana: Vec<char> = surname.chars().collect();
        if last.iter().any(|c| is_kanji(*c)) {
            spans.extend(family(text, &kana));
            let whole = givens.iter().map(|given| surname.chars().chain(given.chars()).collect::<Vec<_>>());
            whole.for_each(|whole| spans.extend(occurrences(text, &whole)));
        }
    }
    let wanted: Vec<String> =
        lasts.iter().chain(&givens).map(|kana| romaji::of(kana)).filter(|word| word.len() >= 3).collect();
    let letter =
        |at: usize| text.get(at).is_some_and(|c| c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c));
    let mut at = 0;
    while at < text.len() {
        let end = (at..).find(|at| !letter(*at)).unwrap_or(at);
        if end > at + 2 {
            let word: String = text.slice(at..end).iter().collect();
            if wanted.contains(&romaji::plain(&word)) {
                spans.push(text.span(at, end));
            }
        }
        at = end.max(at + 1);
    }
    spans
}

/// Where a surname ends in a name written without a space.
fn divide(name: &[char]) -> Option<usize> {
    if !name.iter().any(|c| is_kanji(*c)) || name.len() > 7 {
        return None;
    }
    let listed = (1..=4)
        .rev()
        .find(|at| name.len() > *at && is_surname(name.get(..*at).unwrap_or_default()) && fits(name.get(*at..)));
    let kana = name.iter().position(|c| is_hiragana(*c) || is_katakana(*c)).filter(|at| *at >= 1);
    listed.or(kana).or(match name.len() {
        3..=5 => Some(2),
        6 => Some(3),
        _ => None,
    })
}

fn fits(given: Option<&[char]>) -> bool {
    given.is_some_and(|given| (1..=4).contains(&given.len()))
}

/// The submitter's surname by itself, unless it is there part of a place's name.
fn family(text: &Folded, surname: &[char]) -> Vec<Span> {
    let kana = !surname.iter().any(|c| is_kanji(*c));
    let certain = |start: usize, end: usize| {
        title_at(text, if text.get(end) == Some(' ') { end + 1 } else { end }).is_some()
            || text.any_at(end, &["です", "でございます", "と申", "と言い", "といい", "より", "拝"]).is_some()
            || (matches!(text.before(start), None | Some('\n')) && matches!(text.get(end), None | Some('\n')))
    };
    let is_it = |(start, end): &(usize, usize)| {
        let before = text.before(*start);
        let after = text.get(*end);
        if surname.len() < 2 || kana || is_place(surname) {
            let bound = !before.is_some_and(|c| {
                if kana {
                    is_hiragana(c) && !"のはがをにともで".contains(c) || is_katakana(c)
                } else {
                    is_kanji(c)
                }
            });
            return certain(*start, *end) && bound && (surname.len() > 1 || !kana);
        }
        let directed = before.is_some_and(|c| "東西南北上下中大小新本元奥".contains(c));
        certain(*start, *end)
            || !(directed || after.is_some_and(|c| is_place_end(c) && !"商店堂屋会業社医".contains(c)))
    };
    places(text, surname).into_iter().filter(is_it).map(|(start, end)| text.span(start, end)).collect()
}

/// The submitter's given name by itself, as a word of its own.
fn first(text: &Folded, given: &[char]) -> Vec<Span> {
    let kana = given.iter().all(|c| is_hiragana(*c) || is_katakana(*c));
    if given.len() < 2
        || (kana && given.len() < 3)
        || (!kana && !is_given(given) && given.len() < 3 && given.iter().any(|c| is_place_end(*c)))
    {
        return Vec::new();
    }
    let is_it = |(start, end): &(usize, usize)| {
        let joins = |c: Option<char>| c.is_some_and(|c| if kana { is_katakana(c) } else { is_kanji(c) });
        let called = title_at(text, *end).is_some() || text.any_at(*end, &["です", "と申"]).is_some();
        if kana {
            return called && !joins(text.before(*start));
        }
        called || (!joins(text.before(*start)) && !joins(text.get(*end)))
    };
    places(text, given).into_iter().filter(is_it).map(|(start, end)| text.span(start, end)).collect()
}

/// The submitter's address: whole, and without prefecture and city as long as a house number is left.
fn addresses(text: &Folded, cell: &Folded, add: &mut impl FnMut(Vec<Span>)) {
    let whole = tight(cell);
    let mut starts = vec![0];
    starts.extend(
        whole
            .iter()
            .enumerate()
            .filter(|(_, c)| matches!(c, '都' | '道' | '府' | '県' | '市' | '区' | '町'))
            .map(|(at, _)| at + 1),
    );
    for start in starts {
        let part = whole.get(start..).unwrap_or_default();
        let numbered = part.iter().any(char::is_ascii_digit) && !part.first().is_some_and(char::is_ascii_digit);
        if part.len() >= 4 && numbered {
            add(occurrences(text, part));
            // Without the building: as far as the number goes.
            let digits = part.iter().position(char::is_ascii_digit).unwrap_or(0);
            let length = part
                .iter()
                .skip(digits)
                .take_while(|c| c.is_ascii_digit() || matches!(c, '-' | 'ー' | '丁' | '目' | '番' | '号' | '地'))
                .count();
            add(occurrences(text, part.get(..digits + length).unwrap_or_default()));
        }
    }
}
