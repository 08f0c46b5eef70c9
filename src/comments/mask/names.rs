//! Names of people, told by what stands around them: a title, 「…と申します」, a role, a line of their own.
//!
//! A surname alone is no hit: 山田町 is a place and 田中商店 a shop. What the submitter is called is found in `own`, names
//! after labels and in other letters in `labels`.

use super::folded::{Folded, is_hiragana, is_kanji, is_katakana};
use super::lexicon::{self, is_given, is_kana_given, is_place, is_place_end, is_single_given, is_surname, title_at};

/// A possible name: where it begins, where its surname ends, where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub start: usize,
    pub surname: usize,
    pub end: usize,
}

/// What one says before one's own name.
const I_AM: &[&str] = &[
    "私は",
    "私、",
    "私の名前は",
    "名前は",
    "わたくしは",
    "わたくし",
    "わたしは",
    "僕は",
    "俺は",
    "こちらは",
    "氏名は",
    "私",
    "申します、",
    "者で、",
    "まして、",
    "は、",
    "以上、",
    "以上 ",
];
/// Words that read like surname and given name.
const NO_NAMES: &[&str] = &["小松菜", "今野菜", "大根", "高野", "三島由紀夫記念", "松原通", "大森林", "原一"];

/// All names that known surnames lead to.
pub(super) fn find(text: &Folded) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (start, end) in runs(text) {
        let mut at = start;
        while at < end {
            let begins = at == start || (end - start <= 16 && title_before(text, at));
            let best = if begins { best(text, at, at == start) } else { None };
            match best {
                Some(name) => {
                    names.push(name);
                    at = name.end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    let again = repeated(text, &names);
    names.extend(again);
    names
}

/// Runs of kanji: where they begin and end.
fn runs(text: &Folded) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.chars().iter().enumerate() {
        if is_kanji(*c) {
            match runs.last_mut().filter(|(_, end)| *end == at) {
                Some(run) => run.1 = at + 1,
                None => runs.push((at, at + 1)),
            }
        }
    }
    runs
}

/// True when what stands before a place within a run of kanji can stand before a name: 代表田中, 町会長鈴木.
fn title_before(text: &Folded, at: usize) -> bool {
    text.before(at).is_some_and(|c| "長者員師主表当役課係会部店社隣故元前現妻夫町区市県私目".contains(c))
}

/// Everything a name that begins here could be, longest first.
pub(super) fn candidates(text: &Folded, start: usize) -> Vec<Name> {
    let mut found = Vec::new();
    for length in 1..=4 {
        let surname = start + length;
        if surname > text.len() || !is_surname(text.slice(start..surname)) {
            continue;
        }
        found.push(Name { start, surname, end: surname });
        let spaced = text.skip_spaces(surname);
        let firsts = if spaced > surname && spaced <= surname + 2 { vec![surname, spaced] } else { vec![surname] };
        for first in firsts {
            for given in 1..=5 {
                let end = first + given;
                let word = text.slice(first..end);
                if word.len() == given && (is_given(word) || is_kana_given(word)) {
                    found.push(Name { start, surname, end });
                }
            }
        }
    }
    found.sort_by_key(|name| std::cmp::Reverse((name.end, name.surname)));
    found
}

/// The longest name that begins here and has something around it that makes it one.
fn best(text: &Folded, start: usize, is_run_start: bool) -> Option<Name> {
    let candidates = candidates(text, start);
    let free = is_run_start && !text.before(start).is_some_and(is_kanji);
    candidates.into_iter().find(|name| (free || name.surname - name.start >= 2) && is_person(text, *name, free))
}

/// True when a name is one for certain.
fn is_person(text: &Folded, name: Name, free: bool) -> bool {
    let surname = text.slice(name.start..name.surname);
    let (single, bare) = (surname.len() == 1, name.end == name.surname);
    if NO_NAMES.iter().any(|word| text.at(name.start, word) && name.start + word.chars().count() >= name.end) {
        return false;
    }
    let kanji_given = is_kanji_given(text, name);
    let closed = !text.get(name.end).is_some_and(|c| is_kanji(c) || is_katakana(c));
    if titled(text, name, single && bare) {
        return true;
    }
    if text.any_at(name.end, &["と申", "ともうし"]).is_some() {
        return true;
    }
    let place = bare && is_place(surname);
    let line_start = matches!(text.before(name.start), None | Some('\n' | '。' | '「' | ' '));
    let i_am = text.any_before(name.start, I_AM);
    let says = text.any_at(name.end, &["です", "でございます", "だ。", "より。", "拝"]).is_some();
    if says && !place && (i_am || (line_start && !single) || (!bare && kanji_given)) {
        return true;
    }
    if text.any_at(name.end, &["といい", "と言い", "という者", "という名"]).is_some() && !place && !single
    {
        return true;
    }
    let role = text.before(name.start) == Some('の') && text.any_before(name.start - 1, lexicon::ROLES);
    let kin = text.before(name.start) == Some('の') && text.any_before(name.start - 1, lexicon::KIN);
    if (role || kin) && !single && !place && closed && (bare || kanji_given || kin) {
        return true;
    }
    if bare && !single && !place && (is_house(text, name) || is_aged(text, name) || is_after_contact(text, name)) {
        return true;
    }
    let spaced = name.surname < name.end && text.get(name.surname) == Some(' ');
    let given: Vec<char> = text.slice(name.surname..name.end).iter().copied().filter(|c| *c != ' ').collect();
    let full =
        !single && !bare && kanji_given && closed && free && (given.len() >= 2 || (spaced && is_single_given(&given)));
    full || (!bare && alone_on_line(text, name)) || (bare && !place && !single && is_signature(text, name))
}

/// A family: 藤田家の三代目.
fn is_house(text: &Folded, name: Name) -> bool {
    text.any_at(name.end, &["家の", "家は", "家で", "家に", "家が", "家と"]).is_some()
}

/// Somebody who says how old they are: 村上、42歳.
fn is_aged(text: &Folded, name: Name) -> bool {
    let Some((_, digits)) = text.any_at(name.end, &["、", ",", " ", "("]) else { return false };
    let after = (digits..digits + 4).find(|at| !text.get(*at).is_some_and(|c| c.is_ascii_digit())).unwrap_or(digits);
    after > digits
        && text.any_at(after, &["歳", "才", "代"]).is_some()
        && !text.before(name.start).is_some_and(is_kanji)
}

/// The last word of a line, behind a number: 03(3993)1111 前田.
fn is_after_contact(text: &Folded, name: Name) -> bool {
    let ends = matches!(text.get(name.end), None | Some('\n' | ')' | '」'));
    let digit = text.before(name.start) == Some(' ') && text.before(name.start - 1).is_some_and(|c| c.is_ascii_digit());
    ends && digit
}

fn is_kanji_given(text: &Folded, name: Name) -> bool {
    name.end > name.surname && text.slice(name.surname..name.end).iter().all(|c| is_kanji(*c) || *c == ' ')
}

/// A title stands behind it; behind a surname of one character only the plain ones count.
fn titled(text: &Folded, name: Name, plain: bool) -> bool {
    let at = if text.get(name.end) == Some(' ') { name.end + 1 } else { name.end };
    let Some((title, _)) = title_at(text, at) else { return false };
    let kana_given = name.end > name.surname && !is_kanji_given(text, name);
    match title {
        "さん" | "様" | "氏" | "さま" | "先生" => !(plain && text.at(name.start, "平氏")),
        "君" | "くん" | "ちゃん" | "殿" | "議員" | "会長" => true,
        _ => !plain && !kana_given,
    }
}

/// The name is all of its line, apart from brackets, an age, 以上 and the like.
fn alone_on_line(text: &Folded, name: Name) -> bool {
    let mut start = name.start;
    while text.before(start).is_some_and(|c| c == ' ' || "「(".contains(c)) || text.any_before(start, &["以上"]) {
        start -= if text.any_before(start, &["以上"]) { 2 } else { 1 };
    }
    let mut end = text
        .any_at(name.end, &["拝", "より", "印", " 拝", " 印", "(印)", " (印)", "㊞"])
        .map_or(name.end, |(_, end)| end);
    end = text.skip_spaces(end);
    if text.get(end) == Some('(') {
        let close = (end..end + 12).find(|at| text.get(*at) == Some(')'));
        end = text.skip_spaces(close.map_or(end, |close| close + 1));
    }
    matches!(text.before(start), None | Some('\n')) && matches!(text.get(end), None | Some('\n' | '」'))
}

/// A surname that is all of one of the last lines of a longer text.
fn is_signature(text: &Folded, name: Name) -> bool {
    let after = text.chars().get(name.end..).unwrap_or_default();
    let lines_after = after.iter().filter(|c| **c == '\n').count();
    alone_on_line(text, name) && lines_after <= 2 && name.start > 10
}

/// Surnames that stand as words of their own after they were found as names once.
fn repeated(text: &Folded, names: &[Name]) -> Vec<Name> {
    let mut known: Vec<Vec<char>> = Vec::new();
    for name in names {
        let surname = text.slice(name.start..name.surname).to_vec();
        if surname.len() >= 2 && !is_place(&surname) && !known.contains(&surname) {
            known.push(surname);
        }
    }
    if known.is_empty() {
        return Vec::new();
    }
    let taken = |at: usize| names.iter().any(|name| name.start <= at && at < name.end);
    let mut found = Vec::new();
    for (start, end) in runs(text) {
        let surname = known.iter().find(|surname| text.slice(start..end) == surname.as_slice());
        let goes_on = text.get(end).is_some_and(|c| is_katakana(c) || is_place_end(c));
        if surname.is_some() && !taken(start) && !goes_on {
            found.push(Name { start, surname: end, end });
        }
    }
    found
}

/// Given names before さん, and those of one's family: 花子さん, 妻の美咲.
pub(super) fn given(text: &Folded) -> Vec<(usize, usize)> {
    const FAMILY: &[&str] = &[
        "妻の",
        "夫の",
        "娘の",
        "息子の",
        "長男の",
        "長女の",
        "次男の",
        "次女の",
        "三男の",
        "三女の",
        "母の",
        "父の",
        "祖父の",
        "祖母の",
        "孫の",
        "弟の",
        "妹の",
        "兄の",
        "姉の",
        "友人の",
        "知人の",
    ];
    let mut found = Vec::new();
    for (start, end) in runs(text) {
        let family = text.before(start) == Some('の') && text.any_before(start, FAMILY);
        for length in [3, 2] {
            let stop = start + length;
            let word = text.slice(start..stop.min(end));
            if word.len() != length || !is_given(word) {
                continue;
            }
            let called =
                title_at(text, stop).is_some_and(|(title, _)| ["さん", "ちゃん", "くん", "君", "様"].contains(&title));
            let ends = stop == end && text.get(stop).is_none_or(|c| is_hiragana(c) || !c.is_alphanumeric());
            let typical = word
                .last()
                .is_some_and(|c| "郎子美雄夫男恵代江枝樹也斗介助香奈菜花明彦志次治司吾朗音乃翔太咲衣葉希".contains(*c));
            if typical && (called || (family && ends)) {
                found.push((start, stop));
                break;
            }
        }
    }
    found
}
