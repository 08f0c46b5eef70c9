//! Numbers that stand for a person: bank accounts, cards, マイナンバー, insurance and licences.

use std::sync::LazyLock;

use super::digits::{Group, groups, has_unit, joined, labelled, lengths, starts_anywhere};
use super::folded::Folded;
use super::starts::Starts;
use crate::model::comment::receipt::{Found, Personal};

/// Words that name such a number, and how many digits it has at least.
const LABELS: &[(&[&str], usize)] = &[
    (
        &[
            "口座番号",
            "口座",
            "普通",
            "(普)",
            "(当)",
            "普通預金",
            "当座",
            "当座預金",
            "貯蓄",
            "記号",
            "記号番号",
            "通帳番号",
            "ゆうちょ",
            "きごう",
            "ばんごう",
            "郵便振替",
            "振替口座",
            "振替",
        ],
        3,
    ),
    (&["カード番号", "クレジットカード", "キャッシュカード", "クレジット"], 8),
    (&["マイナンバー", "個人番号"], 6),
    (
        &[
            "被保険者番号",
            "保険証番号",
            "保険証の番号",
            "保険者番号",
            "保険証",
            "免許証番号",
            "免許証",
            "免許番号",
            "年金番号",
            "パスポート番号",
            "パスポート",
            "旅券番号",
            "住民票コード",
            "会員番号",
            "顧客番号",
            "お客様番号",
            "診察券番号",
            "受給者番号",
            "受給者証番号",
            "学籍番号",
            "社員番号",
            "職員番号",
            "宛名番号",
            "納税者番号",
            "納税通知書番号",
        ],
        4,
    ),
];
/// What may stand between the word and its number.
const FILL: &str = " :;=番号預金口座行は、が「」『』()[]・の-,#no.№店支銀記";

/// All such numbers.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    // 〇一八店: a branch.
    let branch = |end: usize| text.get(end) == Some('店');
    coded(text, found);
    shaped(text, found);
    for start in starts_anywhere(text) {
        let groups = groups(text, start);
        let letters = text.before(start).is_some_and(|c| c.is_ascii_alphabetic());
        let end = (if letters { None } else { bare(text, &groups) }).or_else(|| after_word(text, start, &groups));
        if let Some(end) = end.filter(|end| !has_unit(text, *end) && !branch(*end)) {
            found.push(Found {
                span: text.span(with_word(text, letters_before(text, start)), end),
                kind: Personal::Account,
            });
        }
    }
}

/// Words after which letters and digits are somebody's number.
const CODED: &[&str] = &[
    "在留カード番号",
    "在留カードのno.",
    "在留カード",
    "passport number",
    "passport no.",
    "passport",
    "パスポート",
    "旅券",
    "登録番号",
    "会員番号",
    "会員no.",
    "会員id",
    "友の会番号",
    "組合員番号",
    "記号番号",
    "記号・番号",
    "証の番号",
    "保険証番号",
    "保険者番号",
    "受験番号",
    "学生番号",
    "学籍番号",
    "社員番号",
    "職員番号",
    "患者番号",
    "診察券番号",
    "利用者番号",
    "利用者id",
    "ユーザーid",
    "お客様番号",
    "お客さま番号",
    "顧客番号",
    "契約番号",
    "免許証番号",
    "免許番号",
    "手帳番号",
    "手帳の番号",
    "旅券番号",
    "パスポート番号",
    "従業員番号",
    "受給者番号",
    "カード番号",
    "許可番号",
    "納税者番号",
    "個人番号",
    "インボイス番号",
];
static CODED_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(CODED.iter().copied()));

/// Numbers with letters or a character in them, after a word that says whose they are: 在留カード番号AB12345678CD.
fn coded(text: &Folded, found: &mut Vec<Found>) {
    for at in (0..text.len()).filter(|at| CODED_STARTS.may(text.get(*at))) {
        let Some((_, after)) = text.any_at(at, CODED) else { continue };
        let mut start = after;
        while start < after + 5
            && text.get(start).is_some_and(|c| matches!(c, ' ' | ':' | 'は' | 'が' | '「' | '(' | '=' | 'の'))
        {
            start += 1;
        }
        let kanji =
            usize::from(text.get(start).is_some_and(|c| {
                super::folded::is_kanji(c) && text.get(start + 1).is_some_and(|c| c.is_ascii_digit())
            }));
        let part =
            |at: &usize| text.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '・' | 'ー'));
        let mut end = start + kanji;
        end = (end..).find(|at| !part(at)).unwrap_or(end);
        while end > start && text.before(end).is_some_and(|c| matches!(c, '-' | '・' | 'ー')) {
            end -= 1;
        }
        let digits = text.slice(start..end).iter().filter(|c| c.is_ascii_digit()).count();
        if digits >= 4 && !has_unit(text, end) {
            found.push(Found { span: text.span(start, end), kind: Personal::Account });
        }
    }
}

/// Numbers with letters that are known by their shape: T and 13 digits, 在留カード, IBAN, 第農認-0147号.
fn shaped(text: &Folded, found: &mut Vec<Found>) {
    let letter = |c: char| c.is_ascii_alphabetic();
    let run = |at: usize, most: usize, is: &dyn Fn(char) -> bool| {
        (at..at + most).take_while(|at| text.get(*at).is_some_and(is)).count()
    };
    let digit = |c: char| c.is_ascii_digit();
    for at in 0..text.len() {
        let Some(first) = text.get(at) else { continue };
        let begins = !text.before(at).is_some_and(|c| c.is_ascii_alphanumeric());
        let end = if letter(first) && begins {
            let letters = run(at, 5, &letter);
            let digits = run(at + letters, 16, &digit);
            let tail = run(at + letters + digits, 4, &letter);
            match (letters, digits, tail) {
                (1, 13, 0) if first == 't' => Some(at + 14),
                (2, 8, 2) => Some(at + 12),
                (4, ..) if text.at(at, "iban") => iban(text, at + 4),
                _ => None,
            }
        } else if first == '第' {
            let kanji = run(at + 1, 4, &super::folded::is_kanji);
            let sign = at + 1 + kanji;
            let digits = if kanji > 0 && text.get(sign) == Some('-') { run(sign + 1, 8, &digit) } else { 0 };
            let end = sign + 1 + digits;
            // A number of a decision is no person's: 第議決-0012号.
            let of_people = (0..12).any(|back| at.checked_sub(back).is_some_and(|at| text.any_before(at, HOLDERS)));
            (digits >= 3 && text.get(end) == Some('号') && of_people).then_some(end + 1)
        } else {
            None
        };
        if let Some(end) = end {
            let start = if first == '第' {
                at + 1
            } else if text.at(at, "iban") {
                iban_start(text, at + 4)
            } else {
                at
            };
            found.push(Found { span: text.span(start, end), kind: Personal::Account });
        }
    }
}

/// Who holds a number that is given by an office.
const HOLDERS: &[&str] = &["者", "士", "師", "員", "生", "免許", "許可", "資格", "認定", "登録", "証"];

fn iban_start(text: &Folded, after: usize) -> usize {
    (after..after + 4).find(|at| !text.get(*at).is_some_and(|c| matches!(c, ' ' | ':' | '='))).unwrap_or(after)
}

/// The end of an account's number as it is written abroad: two letters, then 13 to 32 letters and digits in groups.
fn iban(text: &Folded, after: usize) -> Option<usize> {
    let start = iban_start(text, after);
    let part = |at: usize| text.get(at).is_some_and(|c| c.is_ascii_alphanumeric());
    let mut end = start;
    let mut count = 0;
    while part(end) || (text.get(end) == Some(' ') && text.get(end + 1).is_some_and(|c| c.is_ascii_digit())) {
        count += usize::from(part(end));
        end += 1;
    }
    (15..=34).contains(&count).then_some(end)
}

/// Numbers known by their shape: cards of 16 or 15 digits, マイナンバー of 12.
fn bare(text: &Folded, groups: &[Group]) -> Option<usize> {
    let lengths = lengths(groups);
    let last = |at: usize| groups.get(at).map(|group| group.end);
    match lengths.as_slice() {
        [16, ..] | [12, ..] => last(0),
        [4, 4, 4, 4, ..] if !are_years(groups) => last(3),
        [4, 6, 5, ..] => last(2),
        [4, 4, 4] if !are_years(groups) => {
            let start = groups.first().map_or(0, |group| group.start);
            let dashed = last(0).and_then(|end| text.get(end)).is_some_and(|c| matches!(c, '-' | 'ー' | ' '));
            (dashed || labelled(text, start, &["マイナンバー", "個人番号"], FILL, 8)).then(|| last(2)).flatten()
        }
        _ => None,
    }
}

/// Years, or round numbers, one beside the other.
fn are_years(groups: &[Group]) -> bool {
    groups.iter().all(|group| {
        ["18", "19", "20"].iter().any(|start| group.digits.starts_with(start)) || group.digits.ends_with("00")
    })
}

/// A number after a word that says what it is.
fn after_word(text: &Folded, start: usize, groups: &[Group]) -> Option<usize> {
    let least = match LABELS.iter().find(|(words, _)| labelled(text, letters_before(text, start), words, FILL, 8)) {
        Some((_, least)) => *least,
        // 記号 10120 番号 12345671.
        None if labelled(text, start, &["番号"], " :は", 3)
            && (3..24).any(|back| text.any_before(start.saturating_sub(back), &["記号", "店番", "普通"])) =>
        {
            5
        }
        None => return None,
    };
    // Spaces end it: what follows may be another number.
    let mut count = 1;
    while let [a, b] = groups.get(count - 1..=count).unwrap_or_default() {
        let sign = text.slice(a.end..b.start);
        if !matches!(sign, ['-' | 'ー' | ' ']) || (sign == [' '] && b.digits.len() < 3) {
            break;
        }
        count += 1;
    }
    let part = groups.get(..count)?;
    (joined(part).len() >= least.max(3)).then(|| part.last().map(|group| group.end)).flatten()
}

/// One or two letters that begin the number, as in passports.
fn letters_before(text: &Folded, start: usize) -> usize {
    let letters = (0..start).rev().take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_alphabetic())).count();
    if (1..=2).contains(&letters) && !text.any_before(start, &["no"]) { start - letters } else { start }
}

/// The start with the kind of account, which says where somebody banks.
fn with_word(text: &Folded, start: usize) -> usize {
    let mut at = start;
    while text.before(at).is_some_and(|c| matches!(c, ' ' | ':')) && at + 2 > start {
        at -= 1;
    }
    let words = ["普通預金口座", "普通預金", "普通口座", "普通", "当座預金", "当座", "貯蓄預金"];
    words.iter().find(|word| text.any_before(at, &[word])).map_or(start, |word| at - word.chars().count())
}
