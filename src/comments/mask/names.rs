//! Names of people in running text: what reads like a name is weighed together with what stands around it (`around`).
//!
//! A surname alone is no hit: 山田町 is a place and 田中商店 a shop. Of the words that begin at a place the longest that
//! weighs enough is taken. What the submitter is called is found in `own`, names after labels in `labels`, names in Latin
//! letters in `latin`.

use std::sync::LazyLock;

use super::around::{Around, ENOUGH};
use super::candidates::{Name, candidates, in_hiragana, in_katakana, is_unread, known};
use super::folded::{Folded, is_hiragana, is_kanji, is_katakana};
use super::lexicon::{self, Title, is_place, is_surname, is_weak, title_at};
use super::starts::Starts;

/// Words that read like a surname with something behind.
const NO_NAMES: &[&str] = &[
    "吉野家",
    "佐藤錦",
    "の車で",
    "の車に",
    "の車を",
    "の車も",
    "の車が",
    "の車\n",
    "の車。",
    "貴殿",
    "正)",
    "誤)",
    "母の里",
    "母の愛",
    "父の愛",
    "父の里",
    "留守電",
    "留守番",
    "初冬",
    "生徒",
    "小松菜",
    "今野菜",
    "大島紬",
    "三島由紀夫記念",
    "松原通",
    "大森林",
    "高島屋",
    "松坂屋",
    "松屋",
    "中村屋",
    "三井住友",
    "三菱",
    "日高屋",
    "森林",
    "林業",
    "原因",
    "原則",
    "原案",
    "原料",
    "原点",
    "関係",
    "関連",
    "関心",
    "東京",
    "東西",
    "南北",
    "大学",
    "小学",
    "中学",
    "高校",
    "中小",
    "大小",
    "上下",
    "今後",
    "今回",
    "今年",
    "結構",
    "不要",
    "空欄",
    "空席",
    "マツモトキヨシ",
    "千円",
    "万円",
    "平成",
    "平日",
    "平和",
    "大人",
    "大変",
    "武蔵野",
    "市川市",
    "中央",
    "金融",
    "金額",
    "金利",
    "池袋",
    "星空",
    "竹林",
    "杉並",
    "山形県",
    "富士山",
    "高尾山",
    "拝啓",
    "謹啓",
    "前略",
    "平均",
    "晩秋",
    "初冬",
    "匿名",
    "以上",
    "敬具",
    "草々",
    "早々",
    "謹白",
    "追伸",
    "無記名",
    "市民より",
    "住民より",
    "王様",
    "たくさん",
    "みなさん",
    "みなさま",
    "おくさん",
    "おきゃくさん",
];
static NO_NAME_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(NO_NAMES.iter().copied()));
/// Names in kanji and kana that weigh enough.
pub(super) fn find(around: &Around<'_>) -> Vec<(usize, usize)> {
    let text = around.text;
    let mut names: Vec<Name> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(end) = lexicon::famous_at(text, at).filter(|end| {
            title_at(text, *end).is_none_or(|(title, _)| title == Title::Office || !text.at(*end, "さん"))
        }) {
            at = end;
            continue;
        }
        let other = if NO_NAME_STARTS.may(text.get(at)) { text.any_at(at, NO_NAMES) } else { None };
        if let Some((_, end)) = other.filter(|(word, end)| title_at(text, *end).is_none() || word.chars().count() > 2) {
            at = end;
            continue;
        }
        match best(around, at) {
            Some(name) => {
                names.push(name);
                at = name.end;
            }
            None => at += 1,
        }
    }
    let again = repeated(around, &names);
    let mut found: Vec<(usize, usize)> = names.iter().map(|name| (name.start, name.end)).collect();
    found.extend(again);
    // 四月一日と書いて「わたぬき」.
    for (_, end) in found.clone() {
        if let Some((_, open)) = text.any_at(end, &["と書いて「"]) {
            let close = (open..open + 9).find(|at| text.get(*at) == Some('」'));
            found.extend(close.map(|close| (open, close)));
        }
    }
    found.extend(listed(text));
    found
}

/// Full names that a break of the line runs through, in a text without such breaks.
pub(super) fn full(around: &Around<'_>) -> Vec<(usize, usize)> {
    let text = around.text;
    let sure = |name: &Name| name.points >= 5 && name.surname > name.start && name.end > name.surname;
    let ends = |name: &Name| !text.get(name.end).is_some_and(|c| is_kanji(c) || is_katakana(c));
    (0..text.len())
        .filter(|at| text.get(*at).is_some_and(is_kanji))
        .filter_map(|at| {
            candidates(text, at).into_iter().filter(|name| sure(name) && ends(name)).max_by_key(|name| name.end)
        })
        .map(|name| (name.start, name.end))
        .collect()
}

/// The longest name that begins at a place and weighs enough.
fn best(around: &Around<'_>, at: usize) -> Option<Name> {
    let text = around.text;
    let first = text.get(at)?;
    let names = if is_kanji(first) || is_unread(first) {
        // Within a run of kanji only a known surname can begin.
        let (_, free) = around.left(at)?;
        if free { candidates(text, at) } else { known(text, at) }
    } else if is_katakana(first) {
        if text.before(at).is_some_and(is_katakana) {
            return None;
        }
        in_katakana(text, at)
    } else if is_hiragana(first) {
        let inside = text.before(at).is_some_and(|c| is_hiragana(c) && !"のはがをにとやもでる".contains(c));
        if inside {
            return None;
        }
        in_hiragana(text, at)
    } else {
        return None;
    };
    if names.is_empty() {
        return None;
    }
    let (left, free) = around.left(at)?;
    let weighs = |name: &&Name| {
        let surname = text.slice(name.start..name.surname);
        let full = name.surname > name.start && name.end > name.surname;
        let (right, ends) = around.right(name.start, name.end, !full && is_place(surname));
        // Within a run of kanji only a known surname can begin, and only before a title.
        let bound = match (free, ends) {
            (true, true) => 1,
            (_, false) => return false,
            (false, true) if !is_kanji(first) || name.end - name.start < 2 || name.points < 3 => return false,
            (false, true) => -2,
        };
        // 「マルサン」 is a shop.
        let quoted = text.before(name.start) == Some('「')
            && matches!(title_at(text, name.end), Some((Title::Called("サン"), end)) if text.get(end) == Some('」'));
        if quoted {
            return false;
        }
        let signs = if free { around.signs(name.start, name.end) } else { 0 };
        // A word of which nothing is known needs a title, or to sign the text.
        let certain = name.points > 0 || right >= 4 || (name.end - name.start >= 2 && signs >= 3);
        let points = name.points + left + right + bound + signs;
        certain && points >= ENOUGH && around.is_open(name.start, name.end)
    };
    names.iter().filter(weighs).max_by_key(|name| (name.end, name.points)).copied()
}

/// Names that stand as words of their own after they were found as names once.
fn repeated(around: &Around<'_>, names: &[Name]) -> Vec<(usize, usize)> {
    let text = around.text;
    let mut known: Vec<&[char]> = Vec::new();
    for name in names {
        let part = if name.surname > name.start { name.start..name.surname } else { name.start..name.end };
        let word = text.slice(part);
        if word.len() >= 2
            && word.iter().all(|c| is_kanji(*c))
            && !is_place(word)
            && !is_weak(word)
            && !known.contains(&word)
        {
            known.push(word);
        }
    }
    let mut found = Vec::new();
    for word in known {
        for at in 0..text.len() {
            let end = at + word.len();
            if text.get(at) != word.first().copied() || text.slice(at..end) != word {
                continue;
            }
            let bound = !text.before(at).is_some_and(|c| is_kanji(c) || is_katakana(c));
            let ends = !text.get(end).is_some_and(|c| is_kanji(c) || is_katakana(c)) || title_at(text, end).is_some();
            if bound && ends && text.any_at(end, &["さんち」"]).is_none() {
                found.push((at, end));
            }
        }
    }
    found
}

/// Surnames in a row that are counted: 阿久津、北、仁科の三名.
fn listed(text: &Folded) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for at in 0..text.len() {
        let Some((_, mut digits)) = text.any_at(at, &["の", "ら", "、以上", "以上", "ほか"]) else { continue };
        while text.get(digits).is_some_and(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c)) {
            digits += 1;
        }
        if text.any_at(digits, &["名", "人"]).is_none() {
            continue;
        }
        let (mut items, mut end) = (Vec::new(), at);
        loop {
            let start = (end.saturating_sub(5)..end).find(|start| {
                is_surname(text.slice(*start..end))
                    && !start.checked_sub(1).and_then(|at| text.get(at)).is_some_and(is_kanji)
            });
            let Some(start) = start else { break };
            items.push((start, end));
            match text.before(start) {
                Some('、' | '・' | ',' | 'と') => end = start - 1,
                _ => break,
            }
        }
        let strong = items.iter().any(|(start, end)| !is_weak(text.slice(*start..*end)) && end - start > 1);
        if items.len() >= 2 && strong {
            found.extend(items);
        }
    }
    found
}
