//! Names whatever they are, where the text says that one stands there: after 氏名：, before 「と申します」.

use std::sync::LazyLock;

use super::candidates::candidates;
use super::folded::{Folded, is_hiragana, is_kanji, is_katakana, is_word};
use super::lexicon::title_at;
use super::starts::Starts;

/// Labels of a name and of nothing else.
const LABELS: &[&str] = &[
    "氏名",
    "お名前",
    "名前",
    "ご芳名",
    "芳名",
    "フリガナ",
    "ふりがな",
    "シメイ",
    "ナマエ",
    "しめい",
    "なまえ",
    "意見提出者",
    "提出者",
    "記入者",
    "署名",
    "差出人",
    "投稿者",
    "申出人",
    "申込者",
    "申請者",
    "送信者",
    "発信者",
    "口座名義人",
    "口座名義",
    "名義人",
    "名義",
    "メイギ",
    "文責",
    "本名",
    "日本名",
    "通称名",
    "通名",
    "英語名",
    "漢字名",
    "ペンネーム",
    "雅号",
    "旧姓",
    "世帯主",
    "連絡者",
    "氏 名",
    "name",
    "from",
];
/// Labels after which an office may stand as well.
const OFFICES: &[&str] = &[
    "担当者",
    "担当",
    "代表者",
    "代表取締役",
    "代表",
    "会長",
    "連絡先",
    "店主",
    "責任者",
    "指導教員",
    "教員",
    "取りまとめ人",
    "取りまとめ",
    "発言者",
    "質問者",
    "保護者",
    "撮影",
    "記",
    "写真",
    "文",
    "絵",
    "名",
    "記録",
    "回答者",
    "来庁者",
    "相談者",
    "聞き手",
    "紹介者",
];
static STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(LABELS.iter().chain(OFFICES).copied()));
/// What is written after such a label and is no name.
const NO_NAMES: &[&str] = &[
    "匿名",
    "結構",
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
    "でんわ",
    "メール",
    "記入",
    "必要",
    "任意",
    "こと",
    "控えます",
    "ません",
    "ます",
    "ない",
    "省略",
    "別紙",
    "欄",
    "住所",
    "ください",
    "下さい",
];

/// All of them: start and end.
pub(super) fn find(text: &Folded) -> Vec<(usize, usize)> {
    (0..text.len()).flat_map(|at| [labelled(text, at), introduced(text, at), denied(text, at)]).flatten().collect()
}

/// The name after a label, on its line.
fn labelled(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if !STARTS.may(text.get(at)) {
        return None;
    }
    let (certain, label, after) = match (text.any_at(at, LABELS), text.any_at(at, OFFICES)) {
        (Some((label, after)), _) => (true, label, after),
        (None, Some((label, after))) => (false, label, after),
        (None, None) => return None,
    };
    let latin = label.is_ascii() && text.before(at).is_some_and(|c| c.is_ascii_alphanumeric());
    let mut start = after;
    while text.get(start).is_some_and(|c| {
        matches!(c, ' ' | ')' | '】' | ']' | '・' | '」' | '/' | '*' | '>' | '|' | '■' | '◆' | '〉' | '》')
    }) {
        start += 1;
    }
    // 【お名前】 on a line of its own, the name on the next.
    let opens_line = at.checked_sub(1).is_some_and(|open| matches!(text.before(open), None | Some('\n')));
    let closed = opens_line
        && start > after
        && text.before(start).is_some_and(|c| matches!(c, '】' | ']' | ')' | '〉' | '》' | '*'))
        && text.get(start).is_some_and(|c| c == '\n' || is_kanji(c) || is_katakana(c));
    if closed && certain && text.get(start) == Some('\n') {
        start = text.skip_spaces(start + 1);
    }
    let sign =
        text.get(start).is_some_and(|c| matches!(c, ':' | ';' | '=' | '…') || (c == 'は' && label.contains("名")));
    if sign {
        start = text.skip_spaces(start + 1);
    }
    // 文: and 名: only as words of their own, before a colon.
    let one = label.chars().count() == 1;
    if one && (text.get(after) != Some(':') || text.before(at).is_some_and(is_word)) {
        return None;
    }
    if latin || (label.is_ascii() && !sign) {
        return None;
    }
    let end = word_end(text, start);
    let word = text.slice(start..end);
    // The longest known name within the words, and nothing else directly behind it.
    let known = candidates(text, start).into_iter().filter(|name| name.end <= end && name.points >= 2);
    let known = known.filter(|name| {
        !text.get(name.end).is_some_and(is_word)
            || title_at(text, name.end).is_some()
            || text.any_at(name.end, &["です", "と"]).is_some()
    });
    let known =
        known.max_by_key(|name| name.end).map(|name| (name.end, name.end > name.surname && name.surname > start));
    let parted = sign || start > after;
    match known {
        // 氏名熊谷 トメ: nothing between.
        Some((end, true)) if certain || parted => {
            Some((start, if certain && sign && looks_like_name(word) { end.max(start + word.len()) } else { end }))
        }
        Some((known, _)) if parted => Some((start, if certain && looks_like_name(word) { end } else { known })),
        // 名義オカダケンジ.
        _ if label.contains("名義") && word.len() >= 4 && word.iter().all(|c| is_katakana(*c) || *c == ' ') => {
            Some((start, end))
        }
        // 氏名ｲﾘｴ ﾏｻﾙ.
        _ if certain
            && label.ends_with('名')
            && word.len() >= 5
            && word.contains(&' ')
            && word.iter().all(|c| is_katakana(*c) || *c == ' ') =>
        {
            Some((start, end))
        }
        _ if certain && sign && looks_like_name(word) => Some((start, end)),
        _ if certain
            && parted
            && (start == text.skip_spaces(after) || closed)
            && start > after
            && looks_like_name(word)
            && label != "name" =>
        {
            Some((start, end))
        }
        _ => None,
    }
}

/// Where the words of a name end: two of them, in Latin letters or katakana three; a title and a further label end it.
fn word_end(text: &Folded, start: usize) -> usize {
    const STOP: &[&str] = &[
        "さん",
        "様",
        "です",
        "と申",
        "と言",
        "といい",
        "電話",
        "でんわ",
        "デンワ",
        "住所",
        "tel",
        "fax",
        "年齢",
        "性別",
        "職業",
        "ご意見",
        "意見",
        "メール",
        "mail",
        "ふりがな",
        "連絡先",
        "所属",
    ];
    let letter =
        |c: char| is_word(c) || c.is_ascii_alphabetic() || matches!(c, '・' | '=' | '.' | '◯' | '○' | '●' | '〇');
    let part_end = |from: usize| {
        (from..from + 14)
            .find(|at| !text.get(*at).is_some_and(letter) || (*at > start + 1 && text.any_at(*at, STOP).is_some()))
            .unwrap_or(from + 14)
    };
    let mut end = part_end(start);
    for _ in 0..2 {
        let next = text.skip_spaces(end);
        let more = part_end(next);
        let foreign = text.slice(start..end).iter().all(|c| is_katakana(*c) || c.is_ascii_alphabetic() || *c == ' ');
        let same = text.slice(next..more).iter().all(|c| is_katakana(*c) || c.is_ascii_alphabetic());
        let again = text.slice(start..end).contains(&' ');
        let short = more - next <= 5 || foreign;
        if next == end
            || next > end + 4
            || more == next
            || (again && !(foreign && same))
            || !short
            || text.any_at(next, STOP).is_some()
        {
            break;
        }
        end = more;
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
    let letters = word.iter().filter(|c| **c != ' ').count();
    let short = (1..=8).contains(&letters) || ((katakana || latin) && (2..=24).contains(&word.len()));
    short
        && (kanji > 0 || latin || katakana || hiragana)
        && !NO_NAMES.iter().any(|no| text.ends_with(no) || text.starts_with("匿名"))
}

/// How a name is not written: 工藤ではなく久道と書きます.
fn denied(text: &Folded, at: usize) -> Option<(usize, usize)> {
    let (_, after) = text.any_at(at, &["ではなく", "でなく", "じゃなく"])?;
    (after..after + 8).find(|at| text.any_at(*at, &["と書きます", "と書く", "と読みます"]).is_some())?;
    let start = (0..at).rev().take_while(|at| text.get(*at).is_some_and(is_kanji)).last()?;
    candidates(text, start).into_iter().any(|name| name.end == at && name.points >= 2).then_some((start, at))
}

/// How a name is read or written, told by how it is not.
fn rather(text: &Folded, end: usize) -> Option<(usize, usize)> {
    let start =
        (end.saturating_sub(12)..end).rev().find(|at| text.any_before(*at, &["ではなく", "でなく", "じゃなく"]))?;
    let word = text.slice(start..end);
    let kana = word.iter().all(|c| is_hiragana(*c) || is_katakana(*c) || *c == ' ');
    let letters = kana || word.iter().all(|c| is_kanji(*c));
    (word.len() >= 2 && letters && looks_like_name(word)).then_some((start, end))
}

/// The name before 「と申します」.
fn introduced(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if text.get(at) != Some('と') {
        return None;
    }
    let read = text.any_at(at, &["と読みます", "と読む", "とよみます", "と書きます", "と読んで"]).is_some();
    if read {
        // （ひふみではなくかずふみ りょうと読みます）, 工藤ではなく久道と書きます.
        return rather(text, at);
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
    // 手続が分からず岩清水: kanji after a particle begin it.
    let run = (start..at).rev().take_while(|at| text.get(*at).is_some_and(is_kanji)).last();
    let run = run.filter(|run| at - run >= 2 && *run > start && text.before(*run).is_some_and(is_hiragana));
    let start = known.or(run).unwrap_or(start);
    let word = text.slice(start..at);
    // 「頼めばよいと申しますが」 quotes somebody: kanji and hiragana mixed are a name only where one begins to speak.
    let mixed = word.iter().any(|c| is_kanji(*c)) && word.iter().any(|c| is_hiragana(*c));
    let speaks = matches!(text.before(start), None | Some('\n' | '。' | '、'))
        || text.any_before(start, &["私は", "わたしは", "僕は"]);
    (known.is_some() || (looks_like_name(word) && (!mixed || speaks))).then_some((start, at))
}
