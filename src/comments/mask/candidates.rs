//! What could be a name by its letters alone: a known surname with or without a given name, a given name, any short word
//! before a title. Each has points, which `names` weighs together with what stands around.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::folded::{Folded, is_hiragana, is_kanji, is_katakana, is_word};
use super::lexicon::{self, Word, is_given, is_kana_given, is_listed_given, is_place, is_surname, is_weak, title_at};

/// A possible name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    pub start: usize,
    /// Where its surname ends; `start` for a given name alone.
    pub surname: usize,
    pub end: usize,
    /// Points of the word itself.
    pub points: i32,
}

/// How words end that are called さん or 様 and are no names: 業者, 本屋, 学生.
const NOT_CALLED: &str = "者屋員家人客生婦主長官民母父親兄姉弟妹子孫局所署会社店院校園課係部協合組団業士師工神仏王皆奥嫁婿娘衆達方々模同多仕一異有両各同諸殿爺婆様";
/// Whole words of the same sort.
const NOT_NAMES: &[&str] = &[
    "若者",
    "女性",
    "男性",
    "普通",
    "当座",
    "初冬",
    "生徒",
    "児童",
    "園児",
    "読者",
    "大工",
    "左官",
    "板前",
    "赤",
    "旦那",
    "坊",
    "嬢",
    "お子",
    "子供",
    "八幡",
    "稲荷",
    "地蔵",
    "観音",
    "天神",
    "役場",
    "銀行",
    "信金",
    "農協",
    "生協",
    "宛名",
    "関係各位",
    "各位",
    "担当",
    "窓口",
    "企業",
    "貴社",
    "弊社",
    "御社",
    "当社",
    "市役所",
    "区役所",
    "新聞",
    "弁天",
    "大師",
    "不動",
    "薬師",
    "宿屋",
    "妊婦",
    "患者",
    "彼",
    "誰",
    "何",
    "双方",
    "此方",
    "貴方",
    "夫",
    "妻",
    "父",
    "母",
    "叔父",
    "叔母",
    "祖父",
    "祖母",
    "商工会",
    "自治会",
    "巡査",
    "警察",
    "消防",
    "芸能",
    "有名",
    "匿名",
    "元",
    "現",
    "前",
    "次期",
    "番号",
    "団体",
    "電話",
    "携帯",
    "連絡",
    "住所",
    "氏名",
    "自宅",
    "住宅",
    "在宅",
    "内線",
    "直通",
    "代表",
    "返信",
    "郵送",
    "持参",
    "回答",
    "年齢",
    "職業",
    "性別",
    "用紙",
    "資料",
    "件名",
    "日時",
    "場所",
    "時間",
    "平日",
    "夕方",
    "午前",
    "午後",
    "早朝",
    "本人",
    "家族",
    "同居",
    "独身",
    "既婚",
    "無職",
    "会計",
    "事務",
    "経理",
    "総務",
    "営業",
    "商店",
    "店舗",
    "店内",
    "屋外",
    "農園",
    "直売",
    "市民",
    "住民",
    "区民",
    "都民",
    "国民",
    "村民",
    "町民",
    "地区",
    "地域",
    "近隣",
    "近所",
    "市内",
    "市外",
    "地元",
    "学校",
    "高校",
    "大学",
    "小学",
    "保育",
    "介護",
    "障害",
    "障碍",
    "高齢",
    "外国",
    "他",
    "我",
    "職人",
    "名無し",
    "奥",
    "主",
    "客",
    "行政",
    "議会",
    "事業",
    "業界",
    "同業",
    "個人",
    "住人",
    "隣人",
    "友人",
    "知人",
    "老人",
    "病人",
    "成人",
    "新人",
    "素人",
    "玄人",
    "美人",
    "詩人",
    "芸人",
];
static NOT_NAMES_SET: LazyLock<HashSet<Word>> = LazyLock::new(|| lexicon::words(&NOT_NAMES.join(" ")));

/// True for a word that is no name although it may stand where names do.
fn is_word_of_texts(run: &[char]) -> bool {
    lexicon::has(&NOT_NAMES_SET, run)
}

/// Characters that surnames of two or three characters often end with; only a hint.
const SHAPED: &str = "田町山川村木野沢島原井本崎藤橋森谷岡林瀬坂尾倉塚江浦津松杉竹沼";

/// Characters that given names often end with; only a hint.
const GIVEN_ENDS: &str = "郎子美雄夫男恵代江枝樹也斗介助香奈菜彦志次治司吾朗乃翔太咲衣希三平二吉蔵造輝緒音津羽馬真衛";

/// A sign for a character that could not be read.
pub(super) fn is_unread(c: char) -> bool {
    matches!(c, '○' | '◯' | '〇' | '●' | '□')
}

/// Everything a name that begins with kanji here could be.
pub(super) fn candidates(text: &Folded, start: usize) -> Vec<Name> {
    let mut found = known(text, start);
    open(text, start, &mut found);
    found
}

/// Those with a known surname.
pub(super) fn known(text: &Folded, start: usize) -> Vec<Name> {
    let mut found = Vec::new();
    for length in 1..=5 {
        let surname = start + length;
        let word = text.slice(start..surname);
        if word.len() < length || !is_surname(word) {
            continue;
        }
        let points = match (is_weak(word), length, is_place(word)) {
            (true, ..) => 1,
            (_, 1, _) | (_, _, true) => 2,
            _ => 3,
        };
        found.push(Name { start, surname, end: surname, points });
        with_given(text, start, surname, points, &mut found);
    }
    found
}

/// A surname with every given name that may follow it.
fn with_given(text: &Folded, start: usize, surname: usize, points: i32, found: &mut Vec<Name>) {
    let spaces = text.skip_spaces(surname);
    for (first, spaced) in [(surname, false), (spaces, true)] {
        if (spaced && spaces == surname) || spaces > surname + 3 {
            continue;
        }
        for length in 1..=5 {
            let end = first + length;
            let word = text.slice(first..end);
            if word.len() < length || word.contains(&' ') {
                break;
            }
            if let Some(given) = given_points(text, word, end, spaced) {
                // 加賀野菜: a place, and characters of given names.
                let doubt = points == 2
                    && !spaced
                    && surname > start + 1
                    && !is_listed_given(word)
                    && word.iter().all(|c| is_kanji(*c));
                let given = given - i32::from(doubt);
                found.push(Name { start, surname, end, points: points + given });
            }
        }
    }
}

/// Points of a given name behind a surname.
fn given_points(text: &Folded, word: &[char], end: usize, spaced: bool) -> Option<i32> {
    let space = i32::from(spaced);
    if word.iter().all(|c| is_kanji(*c)) {
        let points = match (is_listed_given(word), word.len()) {
            (true, 2..) => 3,
            (true, _) => 1 + space,
            (false, 1) if spaced && lexicon::is_given_character(word) => 1,
            (false, 1) if is_given(word) => 1,
            (false, 2) if is_given(word) => 2,
            (false, 3) if is_given(word) => 1,
            // 江戸川 乱、: one character of its own.
            (false, 1)
                if spaced
                    && !text.get(end).is_some_and(is_word)
                    && !word.iter().any(|c| lexicon::is_place_end(*c) || NOT_CALLED.contains(*c)) =>
            {
                0
            }
            (false, 2..=3) if spaced && !text.get(end).is_some_and(is_kanji) => 0,
            _ => return None,
        };
        return Some(points + space);
    }
    let goes_on =
        text.get(end).is_some_and(|next| word.last().is_some_and(|last| is_katakana(*last) && is_katakana(next)));
    // 迎えました is no 迎 えま.
    let verb = !spaced
        && word.last().is_some_and(|c| is_hiragana(*c))
        && text.get(end).is_some_and(|c| is_hiragana(c) && !"でとはがのをにもやさちくよへかせ".contains(c));
    if verb {
        return None;
    }
    if lexicon::is_given_reading(word) && !goes_on {
        return Some(2 + space);
    }
    let child = word.len() <= 4 && word.ends_with(&['子']) && word.iter().rev().skip(1).all(|c| !is_kanji(*c));
    if child && word.len() >= 3 {
        return Some(2 + space);
    }
    // 青柳あおです: a word of its own before 「です」 and the like.
    let said = text.any_at(end, &["です。", "です、", "ですが", "と申", "より", "といい", "と言い"]).is_some();
    if !spaced && said && (2..=3).contains(&word.len()) && is_kana_given(word) {
        return Some(0);
    }
    let whole = !text.get(end).is_some_and(|c| is_hiragana(c) || is_katakana(c));
    (spaced && is_kana_given(word) && whole).then_some(1)
}

/// Names that begin with a run of kanji although no surname is known: 小鳥遊 みなと, 湊斗, and any word before さん.
fn open(text: &Folded, start: usize, found: &mut Vec<Name>) {
    let in_name = |c: char| is_kanji(c) || is_unread(c) || matches!(c, 'ヶ' | 'ケ' | 'ノ' | '之');
    let stops = |at: usize| {
        !text.get(at).is_some_and(in_name)
            || (at > start && (title_at(text, at).is_some() || text.any_at(at, &["宛", "拝"]).is_some()))
    };
    let end = (start..start + 6).find(|at| stops(*at)).unwrap_or(start + 6);
    let run = text.slice(start..end);
    if run.is_empty() || is_word_of_texts(run) {
        return;
    }
    // 越前屋 翠: a space and a given name make a name even of what ends like a trade.
    let common = is_common(run);
    if common && run.len() <= 4 {
        let mut with: Vec<Name> = Vec::new();
        with_given(text, start, end, 0, &mut with);
        found.extend(with.into_iter().filter(|name| name.points >= 2 && text.get(end) == Some(' ')));
    }
    if common {
        return;
    }
    if run.len() <= 5 {
        let shaped = (2..=3).contains(&run.len()) && run.last().is_some_and(|c| SHAPED.contains(*c));
        let listed = if is_listed_given(run) { 1 + i32::from(run.len() > 1) } else { 0 };
        let given = run.len() > 1 && is_given(run) && run.last().is_some_and(|c| GIVEN_ENDS.contains(*c));
        if run.len() <= 4 {
            found.push(Name { start, surname: start, end, points: listed.max(i32::from(shaped || given)) });
        }
        // Before a space, or directly before a given name in kana.
        let mut with: Vec<Name> = Vec::new();
        with_given(text, start, end, 1, &mut with);
        // 気さく is no 気 さく: a short name in kana needs a space.
        let sure = |name: &Name| name.points >= 3 && (name.end - name.surname >= 3 || text.get(end) == Some(' '));
        found.extend(with.into_iter().filter(sure));
        for given in [3, 2] {
            let cut = run.len().saturating_sub(given);
            if (1..=3).contains(&cut) && is_listed_given(run.get(cut..).unwrap_or_default()) {
                found.push(Name { start, surname: start + cut, end, points: 2 });
            }
        }
    }
    for length in 1..=3 {
        let word = text.slice(start..start + length);
        if word.len() == length && start + length < end && is_listed_given(word) {
            found.push(Name { start, surname: start, end: start + length, points: i32::from(length > 1) + 1 });
        }
    }
    // よし子, 圭さ.
    let mixed = text.slice(start..end + 1);
    if lexicon::is_given_reading(mixed) {
        found.push(Name { start, surname: start, end: end + 1, points: 2 });
    }
}

/// True for a word that is often followed by さん or 様, or stands alone, and is nobody's name.
fn is_common(run: &[char]) -> bool {
    is_word_of_texts(run)
        || (!is_surname(run) && !is_listed_given(run) && run.last().is_some_and(|c| NOT_CALLED.contains(*c)))
        || run.ends_with(&['希', '望'])
}

/// Names in katakana: タナカ タロウ, マリア・サントス, フサ.
pub(super) fn in_katakana(text: &Folded, start: usize) -> Vec<Name> {
    let end_of = |from: usize, dots: bool| {
        (from..).find(|at| !text.get(*at).is_some_and(|c| is_katakana(c) || (dots && c == '・'))).unwrap_or(from)
    };
    let dotted = end_of(start, true);
    let word = text.slice(start..dotted);
    let parts: Vec<&[char]> = word.split(|c| *c == '・').collect();
    if (2..=4).contains(&parts.len()) {
        let known = parts.iter().any(|part| lexicon::is_foreign(part));
        let plain =
            parts.iter().all(|part| !lexicon::is_katakana_word(&part.iter().collect::<String>()) && !part.is_empty());
        let points = if known && plain {
            4
        } else if plain {
            1
        } else {
            -9
        };
        return vec![Name { start, surname: dotted, end: dotted, points }];
    }
    let mut found = Vec::new();
    let end = end_of(start, false);
    let run = text.slice(start..end);
    in_kana(text, start, end, 2, &mut found);
    if run.len() >= 2 && !lexicon::is_katakana_word(&run.iter().collect::<String>()) {
        let known = lexicon::is_given_reading(run) || lexicon::is_foreign(run);
        found.push(Name { start, surname: start, end, points: i32::from(known) });
    }
    found
}

/// Surname and given name in kana, where both are known.
fn in_kana(text: &Folded, start: usize, end: usize, points: i32, found: &mut Vec<Name>) {
    for length in 2..=6 {
        let surname = start + length;
        let word = text.slice(start..surname);
        if surname > end || !lexicon::is_surname_reading(word) {
            continue;
        }
        found.push(Name { start, surname, end: surname, points: points - i32::from(length == 2) });
        let spaces = text.skip_spaces(surname);
        for (first, spaced) in [(surname, false), (spaces, true)] {
            if (spaced && spaces == surname) || spaces > surname + 3 {
                continue;
            }
            for given in 2..=6 {
                let word = text.slice(first..first + given);
                if word.len() == given && lexicon::is_given_reading(word) {
                    let more = 2 + i32::from(spaced);
                    found.push(Name { start, surname, end: first + given, points: points + more });
                }
            }
        }
    }
}

/// Names in hiragana: たなか たろう, and any word before くん and ちゃん.
pub(super) fn in_hiragana(text: &Folded, start: usize) -> Vec<Name> {
    let run_end = (start..start + 14).find(|at| !text.get(*at).is_some_and(is_hiragana)).unwrap_or(start + 14);
    let mut found = Vec::new();
    in_kana(text, start, run_end, 1, &mut found);
    for length in 2..=5 {
        let end = start + length;
        let word = text.slice(start..end);
        if end > run_end {
            break;
        }
        if lexicon::is_given_reading(word) {
            found.push(Name { start, surname: start, end, points: 1 });
        }
        let nick = text.any_at(end, &["くん", "ちゃん"]).is_some() && !text.at(end, "ちゃんと");
        let family = [
            "おば",
            "おじ",
            "おばあ",
            "おじい",
            "おかあ",
            "おとう",
            "おに",
            "おね",
            "おにい",
            "おねえ",
            "わん",
            "にゃん",
            "とう",
            "かあ",
            "あか",
            "ぼっ",
        ];
        if nick && !family.contains(&word.iter().collect::<String>().as_str()) {
            found.push(Name { start, surname: start, end, points: 0 });
        }
    }
    // A word of hiragana goes on behind the name, unless a particle or a title follows.
    found.retain(|name| {
        !text.get(name.end).is_some_and(is_hiragana)
            || title_at(text, name.end).is_some()
            || text.any_at(name.end, &["です", "と申", "ともうし", "といい", "より", "と言い", "でご"]).is_some()
            || (text.any_before(name.start, lexicon::KIN) && text.get(name.end).is_some_and(|c| "はがも".contains(c)))
            || ((name.points > 2 || name.end - name.start > 2)
                && text.get(name.end).is_some_and(|c| "はがをにとものや".contains(c)))
    });
    found
}
