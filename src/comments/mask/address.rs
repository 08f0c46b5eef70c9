//! Addresses down to the house number, with building and room. A district alone (南町5丁目の公園) is a place, not an address.

use std::sync::LazyLock;

use super::address_letters::{in_katakana, written_abroad};
use super::digits::has_unit;
use super::folded::{Folded, is_hiragana, is_kanji, is_katakana, is_word};
use super::lexicon::{self, PREFECTURES};
use super::starts::Starts;
use crate::model::comment::receipt::{Found, Personal};

const LABELS: &[&str] = &["現住所", "ご住所", "自宅住所", "住所", "居所", "居住地", "所在地", "住まい", "住"];
static LABEL_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(LABELS.iter().copied()));
/// What comes after the address on a line.
const ENDS: &[&str] = &[
    "氏名",
    "名前",
    "電話",
    "tel",
    "fax",
    "〒",
    "メール",
    "mail",
    "年齢",
    "職業",
    "です",
    "でございます",
    "に住",
    "に在住",
    "に居住",
    "に暮",
    "になり",
    "となり",
    "から",
    "にて",
];
/// Words before a number that make it no house number: 図3-1, 問1-2, 令和5-6.
const NOT_TOWNS: &[&str] = &[
    "図",
    "表",
    "問",
    "章",
    "節",
    "項",
    "第",
    "料",
    "策",
    "業",
    "標",
    "針",
    "画",
    "案",
    "紙",
    "式",
    "号",
    "題",
    "頁",
    "条",
    "成",
    "和",
    "約",
    "各",
    "全",
    "計",
    "点",
    "率",
    "比",
    "戦",
    "回",
    "型",
    "級",
    "種",
    "値",
    "街",
    "年",
    "月",
    "度",
    "番",
    "数",
    "時",
    "道",
    "線",
    "目",
    "版",
    "ページ",
    "例",
    "付",
    "他",
];
const BUILDINGS: &[&str] = &[
    "マンション",
    "アパート",
    "コーポ",
    "ハイツ",
    "ハイム",
    "メゾン",
    "レジデンス",
    "ビル",
    "荘",
    "団地",
    "号棟",
    "棟",
    "住宅",
    "寮",
    "ヒルズ",
    "タワー",
    "パーク",
    "プラザ",
    "コート",
    "パレス",
    "ガーデン",
    "ハウス",
    "テラス",
    "シティ",
    "ドエル",
    "ヴィラ",
    "ビラ",
    "グラン",
    "ライオンズ",
    "フラット",
    "カーサ",
    "シャトー",
    "サンライズ",
    "エステート",
    "ドミール",
    "ルミエール",
];
static BUILDING_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(BUILDINGS.iter().copied()));
/// Hiragana that belongs to names of towns.
const KANA_TOWNS: &[&str] = &[
    "ひばりが丘",
    "ひばりヶ丘",
    "ひばりケ丘",
    "さいたま市",
    "つくば市",
    "あきる野市",
    "いわき市",
    "みどり",
    "あおば",
    "さくら",
    "すみれ",
    "もみじ",
    "つつじ",
    "けやき",
    "うるま市",
    "ひたちなか市",
    "みなとみらい",
    "おもちゃのまち",
    "あざみ野",
    "たまプラーザ",
    "ひばり",
];

/// All addresses.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    let beside = text.covered(found);
    let mut add = |start: usize, end: usize| found.push(Found { span: text.span(start, end), kind: Personal::Address });
    let mut at = 0;
    while at < text.len() {
        if let Some((start, end)) = labelled(text, at) {
            add(start, end);
        }
        match house_at(text, at, &beside) {
            Some((start, end)) => {
                add(start, end);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    rooms(text, &mut add);
    latin(text, &mut add);
    written_abroad(text, &mut add);
    in_katakana(text, &mut add);
}

/// Addresses in Latin letters: 3-7-16-305 Yagisawa, Nishitokyo-shi, Tokyo.
fn latin(text: &Folded, add: &mut impl FnMut(usize, usize)) {
    const TOWNS: &[&str] = &["-shi", "-ku", "-cho", "-machi", "-gun", "-mura", "-to,", "-ken,"];
    let of_address = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '-' | '.' | '#' | '\'');
    let mut at = 0;
    while at < text.len() {
        let town = text.get(at) == Some('-')
            && text.any_at(at, TOWNS).is_some()
            && text.before(at).is_some_and(|c| c.is_ascii_alphabetic());
        if !town {
            at += 1;
            continue;
        }
        let mut start = (0..at).rev().take_while(|at| text.get(*at).is_some_and(of_address)).last().unwrap_or(at);
        let mut end = (at..).find(|at| !text.get(*at).is_some_and(of_address)).unwrap_or(at);
        while text.get(start).is_some_and(|c| !c.is_ascii_alphanumeric()) && start < at {
            start += 1;
        }
        while text.before(end).is_some_and(|c| !c.is_ascii_alphanumeric()) && end > at {
            end -= 1;
        }
        if text.slice(start..end).iter().any(char::is_ascii_digit) && end - start < 120 {
            add(start, end);
        }
        at = end.max(at + 1);
    }
}

/// How exact a house number is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exact {
    /// 5丁目.
    District,
    /// 5-6.
    Two,
    /// 5-6-13.
    Three,
    /// 5丁目6番13号, 123番地.
    Full,
}

/// An address whose house number begins at `at`.
fn house_at(text: &Folded, at: usize, beside: &[bool]) -> Option<(usize, usize)> {
    // No house number begins with 0: that is a telephone.
    if !is_numeral(text.get(at)?) || text.get(at) == Some('0') || text.before(at).is_some_and(is_numeral) {
        return None;
    }
    let (end, exact) = house(text, at).or_else(|| in_kyoto(text, at))?;
    let town_end = if text.before(at) == Some(' ') { at - 1 } else { at };
    let start = town_start(text, town_end);
    let run = text.slice(start..town_end);
    let kanji = run.iter().any(|c| is_kanji(*c)) || KANA_TOWNS.iter().any(|town| text.at(start, town));
    let stopped = run.is_empty() || text.any_before(town_end, NOT_TOWNS) || has_unit(text, end);
    let in_city = has_city(run);
    let is_address = match exact {
        Exact::Full => kanji && run.len() >= 2 && !text.any_before(town_end, &["第", "図", "表", "問"]),
        Exact::Three => kanji && run.len() >= 2 && !stopped,
        Exact::Two => kanji && !stopped && (in_city || text.any_before(town_end, &["町", "台", "丘", "村"])),
        Exact::District => {
            kanji
                && run.len() >= 2
                && (text
                    .any_at(
                        end,
                        &["に住", "に在住", "在住", "に居住", "に暮ら", "の自宅", "の実家", "の家に", "のわが家"],
                    )
                    .is_some()
                    || lives(text, end)
                    || is_detail(text, start, end, beside))
        }
    };
    let end = if is_address && exact == Exact::Three && text.get(end) == Some('f') { end + 1 } else { end };
    is_address.then(|| (start, building(text, end)))
}

/// A house number alone, behind a town that is told by its streets: 錦小路上る船屋町999.
fn in_kyoto(text: &Folded, at: usize) -> Option<(usize, Exact)> {
    let end = number(text, at)?;
    let town = text.before(at) == Some('町');
    let street = (2..12).any(|back| {
        at.checked_sub(back)
            .is_some_and(|at| text.any_at(at, &["上る", "下る", "東入", "西入", "上ル", "下ル"]).is_some())
    });
    (town && street && !has_unit(text, end)).then_some((end, Exact::Full))
}

/// One of somebody's details in a row, with a number near: (新倉、下保谷2丁目、午前中).
fn is_detail(text: &Folded, start: usize, end: usize, beside: &[bool]) -> bool {
    let parted = text.before(start).is_none_or(|c| matches!(c, '、' | '(' | '/' | ',' | '\n' | ' '))
        && text.get(end).is_none_or(|c| matches!(c, '、' | ')' | '/' | ',' | '\n' | ' '));
    parted && (start.saturating_sub(12)..end + 8).any(|at| beside.get(at) == Some(&true))
}

/// Somebody's trade is there: 3丁目の角で豆腐を作って四十年.
fn lives(text: &Folded, end: usize) -> bool {
    // 2丁目の二階堂です: somebody says where they live.
    if text.at(end, "の") {
        let named = (end + 3..=end + 5).find(|stop| lexicon::is_surname(text.slice(end + 1..*stop)));
        if named
            .is_some_and(|stop| text.any_at(stop, &["です。", "です、", "ですが", "と申", "でございます"]).is_some())
        {
            return true;
        }
    }
    // 七丁目の角の薬屋、: the shop that stands there.
    if let Some((_, after)) = text.any_at(end, &["の角の", "の角に", "の端の"]) {
        let shop = (after + 1..after + 6)
            .find(|at| text.get(*at).is_some_and(|c| matches!(c, '屋' | '店')))
            .filter(|at| text.get(at + 1) == Some('、'));
        return shop.is_some();
    }
    let Some((_, after)) = text.any_at(end, &["の角で", "で", "にて", "の店で"]) else { return false };
    let trade = ["を営", "を作って", "商売を", "屋をして", "店をして", "をやって", "を経営", "工場を"];
    (after..after + 12).take_while(|at| text.get(*at) != Some('。')).any(|at| text.any_at(at, &trade).is_some())
}

fn is_numeral(c: char) -> bool {
    matches!(c, '0'..='9' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '〇')
}

/// Where a number ends, if one begins at `at`.
fn number(text: &Folded, at: usize) -> Option<usize> {
    let digits = (at..).take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_digit())).count();
    let numerals = || (at..).take_while(|at| text.get(*at).is_some_and(|c| !c.is_ascii() && is_numeral(c))).count();
    let length = if digits > 0 { digits } else { numerals() };
    (1..=5).contains(&length).then_some(at + length)
}

/// Where a house number ends, and how exact it is.
fn house(text: &Folded, at: usize) -> Option<(usize, Exact)> {
    let first = number(text, at)?;
    if let Some((_, after)) = text.any_at(first, &["丁目"]) {
        let next = text.skip_spaces(after);
        let next = text
            .any_at(next, &["の", "-"])
            .filter(|(_, end)| number(text, *end).is_some_and(|second| !is_name_behind(text, *end, second)))
            .map_or(next, |(_, end)| end);
        let Some(second) = number(text, next) else { return Some((after, Exact::District)) };
        let rest = numbered(text, second);
        return match rest {
            Some(end) => Some((end, Exact::Full)),
            // 1丁目8番, without a 号.
            None if text.at(second, "番") && !text.get(second + 1).is_some_and(is_word_behind) => {
                Some((second + 1, Exact::Full))
            }
            None if has_unit(text, second) || text.at(second, "つ") => Some((after, Exact::District)),
            None => Some((second, Exact::Full)),
        };
    }
    if let Some(end) = numbered(text, first).filter(|_| !text.at(first, "号")) {
        let exact =
            if text.at(first, "番地") || text.at(end.saturating_sub(1), "号") { Exact::Full } else { Exact::Two };
        let dashed = text.get(first).is_some_and(is_dash);
        return Some((end, if dashed { dashes(text, at, first)?.1 } else { exact }));
    }
    None
}

/// 2丁目の二階堂: the numeral begins a name.
fn is_name_behind(text: &Folded, start: usize, end: usize) -> bool {
    text.get(start).is_some_and(|c| !c.is_ascii())
        && text.get(end).is_some_and(|c| is_kanji(c) && !matches!(c, '番' | '号' | '丁' | '之' | '地'))
}

/// What makes another word of 番: 8番街.
fn is_word_behind(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_hiragana(c) && !matches!(c, 'の' | 'に' | 'で' | 'が' | 'を')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | 'ー' | '~' | 'の' | 'ノ' | '之')
}

/// 5-6-13 and the like: the end, and how exact. Years are no house numbers.
fn dashes(text: &Folded, start: usize, first: usize) -> Option<(usize, Exact)> {
    let (mut end, mut count) = (first, 1);
    while let Some(next) = text.get(end).filter(|c| is_dash(*c) && *c != '~').and_then(|_| number(text, end + 1)) {
        end = next;
        count += 1;
    }
    let digits: String = text.slice(start..first).iter().collect();
    let year = digits.parse::<u32>().is_ok_and(|first| (1800..3000).contains(&first));
    let plain = text.slice(start..end).iter().any(|c| !matches!(c, 'の' | 'ノ' | '之') && is_dash(*c)) || count > 2;
    match count {
        2 if !year && plain => Some((end, Exact::Two)),
        3..=5 if !year => Some((end, Exact::Three)),
        _ => None,
    }
}

/// What follows a first number: 番6号, 番地の6, -6-13; `None` where nothing does.
fn numbered(text: &Folded, first: usize) -> Option<usize> {
    let mut end = first;
    if let Some((_, after)) = text.any_at(end, &["番地", "番"]) {
        end = after;
        let next = text.any_at(end, &["の", "-", " "]).map_or(end, |(_, end)| end);
        if let Some(second) = number(text, next) {
            end = second;
            while let Some(more) = text.get(end).filter(|c| matches!(c, '-' | 'の')).and_then(|_| number(text, end + 1))
            {
                end = more;
            }
        } else if text.at(first, "番") && !text.at(first, "番地") {
            return None;
        }
    } else {
        while let Some(more) = text.get(end).filter(|c| is_dash(*c) && *c != '~').and_then(|_| number(text, end + 1)) {
            end = more;
        }
    }
    if text.at(end, "号") && text.any_at(end, &["号線", "号棟", "号室", "号車", "号機"]).is_none() {
        end += 1;
    }
    (end > first).then_some(end)
}

/// Where the name of the place before a number begins: prefecture and city belong to it, words of the sentence do not.
fn town_start(text: &Folded, end: usize) -> usize {
    let mut start = end;
    while let Some(c) = text.before(start) {
        let kana_town = || {
            KANA_TOWNS.iter().find(|town| {
                let length = town.chars().count();
                (1..=length).any(|part| start.checked_sub(part).is_some_and(|begin| text.at(begin, town)))
            })
        };
        let inside =
            matches!(c, 'が' | 'の') && text.get(start).is_some_and(|c| matches!(c, '丘' | '台' | '谷' | '原' | '頭'));
        let turned = c == 'る' && start >= 2 && text.any_before(start, &["上る", "下る", "入る"]);
        if is_kanji(c) || is_katakana(c) || inside || turned {
            start -= 1;
        } else if let Some(town) = is_hiragana(c).then(kana_town).flatten() {
            let length = town.chars().count();
            let begin =
                (1..=length).rev().filter_map(|part| start.checked_sub(part)).find(|begin| text.at(*begin, town));
            start = begin.unwrap_or(start - 1);
        } else if c == ' ' && text.any_before(start - 1, &["都", "道", "府", "県", "市", "区", "町", "村", "郡"])
        {
            start -= 1;
        } else {
            break;
        }
        if end - start > 30 {
            break;
        }
    }
    // A sentence may run into the address: 私は東京都… begins at 東京都, 住所練馬区… behind the word.
    for begin in start..end {
        if PREFECTURES.iter().any(|name| text.at(begin, name)) {
            return begin;
        }
    }
    let labels = ["現住所", "住所", "自宅", "所在地", "現在", "当方", "私", "居住地"];
    text.any_at(start, &labels).map_or(start, |(_, after)| after).min(end)
}

/// True when a place names its city, ward, town or village.
fn has_city(run: &[char]) -> bool {
    let text: String = run.iter().collect();
    let at = |c: &char| matches!(c, '市' | '区' | '郡' | '県' | '都' | '府');
    let position = run.iter().position(at);
    position.is_some_and(|position| position > 0) && !text.ends_with("地区") && !text.ends_with("市")
}

/// The end with a building and a room, where they follow an address.
fn building(text: &Folded, end: usize) -> usize {
    let mut at = end;
    let open = usize::from(text.get(text.skip_spaces(at)) == Some('('));
    at = text.skip_spaces(at) + open;
    let start = at;
    let directly = start == end;
    let in_name = |at: usize| text.get(at).is_some_and(|c| is_word(c) && !(is_hiragana(c) && directly));
    while in_name(at) && !is_room_in_kanji(text, at) && at < start + 20 {
        at += 1;
    }
    // コーポ南Ⅱ, パレスA.
    let letters = (at..at + 4).take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_alphabetic())).count();
    if at > start && letters < 4 && !text.get(at + letters).is_some_and(|c| c.is_ascii_alphanumeric() || c == '@') {
        at += letters;
    }
    let name: String = text.slice(start..at).iter().collect();
    let known = BUILDINGS.iter().any(|word| name.contains(word));
    let room = room_end(text, text.skip_spaces(at));
    let foreign = name.chars().next().is_some_and(is_katakana) && name.chars().count() >= 3;
    let digits_only = name.is_empty() && (text.get(start).is_some_and(|c| c.is_ascii_digit()) && !directly);
    let close = |end: usize| end + usize::from(open == 1 && text.get(end) == Some(')'));
    match room {
        Some(room) if known || foreign || name.ends_with("方") => close(room),
        Some(room) if (name.is_empty() || digits_only) && text.any_before(room, &["号室", "室", "号", "f", "階"]) => {
            close(room)
        }
        _ if known && !directly => close(cut_particles(text, start, at)),
        _ if known && BUILDINGS.iter().any(|word| name.ends_with(word)) => at,
        _ => end,
    }
}

/// The end of a building's name without the words of a sentence behind it.
fn cut_particles(text: &Folded, start: usize, end: usize) -> usize {
    (start..end).find(|at| text.get(*at).is_some_and(is_hiragana)).unwrap_or(end)
}

/// 二〇一: a room in kanji.
fn is_room_in_kanji(text: &Folded, at: usize) -> bool {
    (at..at + 3).all(|at| text.get(at).is_some_and(|c| is_numeral(c) && !c.is_ascii()))
}

/// The end of a room such as 203号室, 2-305, 3f.
fn room_end(text: &Folded, at: usize) -> Option<usize> {
    if is_room_in_kanji(text, at) {
        let end = (at..).find(|at| !text.get(*at).is_some_and(is_numeral)).unwrap_or(at);
        return Some(text.any_at(end, &["号室", "室", "号"]).map_or(end, |(_, end)| end));
    }
    // 二階五号室.
    let mut upto = at;
    while let Some((_, end)) = number(text, upto)
        .filter(|end| !text.get(*end - 1).is_some_and(|c| c.is_ascii()))
        .and_then(|end| text.any_at(end, &["階", "号室"]))
    {
        upto = end;
    }
    if upto > at {
        return Some(upto);
    }
    let mut end = at;
    while text.get(end).is_some_and(|c| c.is_ascii_alphanumeric() || (c == '-' && end > at)) && end < at + 8 {
        end += 1;
    }
    let digits = text.slice(at..end).iter().filter(|c| c.is_ascii_digit()).count();
    if digits == 0 || has_unit(text, end) {
        return None;
    }
    let mut end = text.any_at(end, &["号棟", "棟"]).map_or(end, |(_, end)| end);
    if let Some(more) = number(text, text.skip_spaces(end)).filter(|more| *more > end && text.any_before(end, &["棟"]))
    {
        end = more;
    }
    Some(text.any_at(end, &["号室", "室", "号", "階"]).map_or(end, |(_, end)| end))
}

/// What stands after 住所: on its line.
fn labelled(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if !LABEL_STARTS.may(text.get(at)) {
        return None;
    }
    let (label, after) = text.any_at(at, LABELS)?;
    // 住：, of a line that says everything in one character.
    if label == "住" && (text.get(after) != Some(':') || text.before(at).is_some_and(is_word)) {
        return None;
    }
    let digit = |at: usize| text.get(at).is_some_and(|c| c.is_ascii_digit());
    let mut start = after;
    while text.get(start).is_some_and(|c| matches!(c, ' ' | ':' | ';' | ')' | '=' | '・' | 'は' | ']' | '】' | '、'))
    {
        start += 1;
    }
    if start == after {
        return None;
    }
    let stop = |at: usize| {
        matches!(text.get(at), None | Some('\n' | '。' | ';'))
            || (text.get(at) == Some('/') && !(digit(at + 1) && at > 0 && digit(at - 1)))
            || text.any_at(at, &[" 名:", " 名前", " 氏名"]).is_some()
            || text.any_at(at, ENDS).is_some()
            || text.at(at, "  ")
    };
    let mut end = start;
    while !stop(end) {
        end += 1;
    }
    while end > start && text.before(end).is_some_and(|c| matches!(c, ' ' | '、' | '(')) {
        end -= 1;
    }
    let run = text.slice(start..end);
    let numbered = run.iter().any(|c| is_numeral(*c));
    let town = run.contains(&'町') || run.iter().filter(|c| matches!(c, '市' | '区' | '県' | '都')).count() > 1;
    let place = run.iter().any(|c| matches!(c, '市' | '区' | '町' | '村' | '県' | '都' | '丁' | '番' | '-' | '/'));
    let beyond_city = !matches!(run.last(), Some('市' | '区' | '県' | '都'));
    (run.len() >= 3 && run.len() <= 60 && place && (numbered || (town && beyond_city))).then_some((start, end))
}

/// Rooms of buildings where no house number is given: コーポ柳沢201号室, ひばりが丘団地12-305.
fn rooms(text: &Folded, add: &mut impl FnMut(usize, usize)) {
    for at in (0..text.len()).filter(|at| BUILDING_STARTS.may(text.get(*at))) {
        let Some((_, after)) = text.any_at(at, BUILDINGS) else { continue };
        let mut end = after;
        while text.get(end).is_some_and(|c| is_kanji(c) || is_katakana(c)) && end < after + 8 {
            end += 1;
        }
        let digits = text.skip_spaces(end);
        let Some(room) = room_end(text, digits) else { continue };
        let count = text.slice(digits..room).iter().filter(|c| c.is_ascii_digit()).count();
        if count < 3 && !text.any_before(room, &["号室", "室"]) {
            continue;
        }
        let begin = town_start(text, at);
        add(begin, room);
    }
}
