//! Words that tell names from other words: surnames, characters of given names, what stands behind and before a name.
//!
//! The lists are facts put together for this program: common surnames of Japan, and the characters that given names are
//! mostly written with. Variants (髙橋, 齋藤, 𠮷田) are folded before they are looked up.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::folded::{Folded, is_hiragana, is_katakana};
use super::romaji;
use super::starts::Starts;

/// The prefectures.
pub(super) const PREFECTURES: &[&str] = &[
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// What is said behind the name of anybody.
pub(super) const CALLED: &[&str] = &[
    "さん",
    "様",
    "さま",
    "サン",
    "サマ",
    "氏",
    "先生",
    "先輩",
    "君",
    "くん",
    "クン",
    "ちゃん",
    "チャン",
    "殿",
    "どの",
    "夫妻",
    "ご夫妻",
    "夫人",
    "女史",
    "師匠",
    "せんせい",
    "先生方",
    "翁",
    "宅",
    "邸",
];
/// What is said behind the name of somebody with an office.
const OFFICES: &[&str] = &[
    "議員",
    "会長",
    "副会長",
    "委員長",
    "委員",
    "社長",
    "店長",
    "店主",
    "部長",
    "次長",
    "課長",
    "係長",
    "園長",
    "校長",
    "教頭",
    "教授",
    "准教授",
    "講師",
    "教諭",
    "医師",
    "弁護士",
    "税理士",
    "診断士",
    "町会長",
    "自治会長",
    "理事長",
    "理事",
    "議長",
    "代表",
    "相談員",
    "支援員",
    "指導員",
    "推進員",
    "民生委員",
    "事務局長",
    "支店長",
    "支部長",
    "課長補佐",
    "主任",
    "主査",
    "主事",
    "局長",
    "院長",
    "組合長",
    "館長",
    "所長",
    "室長",
    "専務",
    "常務",
    "住職",
    "宮司",
    "記者",
    "司会",
];
static TITLE_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(CALLED.iter().chain(OFFICES).copied()));
/// Offices whose holders are public persons.
pub(super) const PUBLIC_OFFICES: &[&str] = &[
    "市長",
    "区長",
    "町長",
    "村長",
    "知事",
    "副市長",
    "大臣",
    "首相",
    "総理",
    "大統領",
    "選手",
    "監督",
    "天皇",
    "将軍",
];
/// Characters that make another word of a title: 様子, 氏名, 君臨.
const NO_TITLE: &[(&str, &str)] = &[
    ("様", "子々式相態"),
    ("氏", "名神子"),
    ("君", "臨主"),
    ("宅", "地配"),
    ("代表", "的取者"),
    ("委員", "会"),
    ("翁", "面"),
    ("殿", "堂様"),
    ("講師", "料"),
];

/// Words for somebody, before the name itself or before の and the name: 担当の佐藤, 店主権藤.
pub(super) const ROLES: &[&str] = &[
    "担当",
    "担当者",
    "会長",
    "店主",
    "代表",
    "代表者",
    "代表取締役",
    "取締役",
    "隣",
    "近所",
    "向かい",
    "友人",
    "知人",
    "知り合い",
    "部長",
    "課長",
    "係長",
    "職員",
    "社員",
    "議員",
    "社長",
    "店長",
    "委員",
    "委員長",
    "理事",
    "事務局",
    "窓口",
    "受付",
    "経理",
    "総務",
    "先輩",
    "後輩",
    "同僚",
    "上司",
    "大家",
    "地主",
    "民生委員",
    "役員",
    "従業員",
    "店員",
    "園長",
    "校長",
    "教諭",
    "担任",
    "先生",
    "講師",
    "教授",
    "医師",
    "看護師",
    "司会",
    "記入者",
    "親方",
    "棟梁",
    "主任",
    "会計",
    "幹事",
    "相談員",
    "支援員",
    "組合長",
    "農家",
    "住職",
    "監事",
    "書記",
    "副会長",
    "町会長",
    "匠",
    "女将",
    "文責",
    "送信者",
    "発信者",
    "差出人",
    "旧姓",
    "通称",
];
/// Relatives and friends, used in the same way: 娘の坂本さくら, 父嘉七.
pub(super) const KIN: &[&str] = &[
    "娘",
    "息子",
    "主人",
    "旦那",
    "夫",
    "妻",
    "家内",
    "父",
    "母",
    "祖父",
    "祖母",
    "兄",
    "姉",
    "弟",
    "妹",
    "長男",
    "長女",
    "次男",
    "次女",
    "倅",
    "せがれ",
    "舅",
    "姑",
    "曽孫",
    "ひ孫",
    "連れ合い",
    "つれあい",
    "末っ子",
    "双子",
    "女房",
    "亭主",
    "三男",
    "三女",
    "孫",
    "友人",
    "知人",
    "友達",
    "親友",
    "恩師",
    "親戚",
    "叔父",
    "叔母",
    "伯父",
    "伯母",
    "義父",
    "義母",
    "義兄",
    "義姉",
    "義弟",
    "義妹",
    "先代",
    "おい",
    "めい",
    "いとこ",
    "甥",
    "姪",
    "従兄",
    "従弟",
    "従姉",
    "従妹",
    "同級生",
    "クラスメート",
    "幼なじみ",
    "友だち",
    "ママ友",
    "教え子",
    "亡夫",
    "亡父",
    "亡母",
    "亡妻",
    "嫁",
    "婿",
];

/// Characters that names of places and houses go on with: 山田町, 高橋商店.
const PLACE_ENDS: &str =
    "市区町村郡都道府県駅線橋川山通街園地丁台坂池公小中高大商店堂屋寺社館病医院学校会業海岸湾島神宮城森林跡湖";

/// Surnames, each with its readings where they are known: 山崎やまざき/やまさき.
static SURNAMES: LazyLock<Readings> = LazyLock::new(|| Readings::of(include_str!("surnames.txt")));
/// Given names in kanji, with their readings.
static GIVEN: LazyLock<Readings> = LazyLock::new(|| Readings::of(include_str!("given_names.txt")));
/// Given names in kana, also with 子: さくら, フサ, ヨシ子.
static GIVEN_KANA: LazyLock<HashSet<Word>> = LazyLock::new(|| words(include_str!("given_kana.txt")));
/// The characters that given names are mostly written with.
static GIVEN_CHARS: LazyLock<HashSet<char>> = LazyLock::new(|| {
    Folded::new(include_str!("given.txt")).chars().iter().copied().filter(|c| !c.is_whitespace()).collect()
});
/// Names of people from abroad, in katakana and in Latin letters.
static FOREIGN: LazyLock<HashSet<Word>> = LazyLock::new(|| words(include_str!("foreign.txt")));
static LATIN: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| {
    let listed = include_str!("latin.txt").split_whitespace().map(Box::from);
    let romaji = |readings: &Readings| -> Vec<Box<str>> {
        readings.by_reading.iter().map(|kana| romaji::of(kana).into_boxed_str()).collect()
    };
    listed.chain(romaji(&SURNAMES)).chain(romaji(&GIVEN)).filter(|word| word.len() > 1).collect()
});
/// Words of katakana before さん that are no names.
static KATAKANA: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("katakana.txt").split_whitespace().collect());
/// Surnames that are as often the name of a place: they count less.
static PLACES: LazyLock<HashSet<Word>> = LazyLock::new(|| words(include_str!("places.txt")));
/// Surnames that are ordinary words too: they count least.
static WEAK: LazyLock<HashSet<Word>> = LazyLock::new(|| words(include_str!("weak.txt")));
/// What looks like a given name and is a word.
static NOT_GIVEN: LazyLock<HashSet<Word>> = LazyLock::new(|| words(include_str!("words.txt")));
/// People of history and of the news, who stand in public comments as examples.
static FAMOUS: LazyLock<Vec<String>> = LazyLock::new(|| {
    include_str!("famous.txt").split_whitespace().map(|name| Folded::new(name).chars().iter().collect()).collect()
});
static FAMOUS_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(FAMOUS.iter().map(String::as_str)));

/// A short word without an allocation to look it up: up to eight characters, with `\0` behind them.
pub(super) type Word = [char; 8];

fn padded(word: &[char]) -> Option<Word> {
    let mut padded = ['\0'; 8];
    padded.get_mut(..word.len())?.copy_from_slice(word);
    Some(padded)
}

/// The words of a list that are short enough, folded.
pub(super) fn words(list: &str) -> HashSet<Word> {
    list.split_whitespace().filter_map(|word| padded(Folded::new(word).chars())).collect()
}

/// True for one of some words.
pub(super) fn has(words: &HashSet<Word>, word: &[char]) -> bool {
    padded(word).is_some_and(|word| words.contains(&word))
}

/// Names in kanji with their readings in hiragana.
struct Readings {
    by_name: HashMap<Word, Vec<Box<str>>>,
    by_reading: HashSet<Box<str>>,
    readings: HashSet<Word>,
    starts: Starts,
}

impl Readings {
    fn of(list: &str) -> Self {
        let mut by_name: HashMap<Word, Vec<Box<str>>> = HashMap::new();
        let (mut by_reading, mut readings) = (HashSet::new(), HashSet::new());
        for entry in list.split_whitespace() {
            let kana = entry.find(is_hiragana).unwrap_or(entry.len());
            let (name, read) = entry.split_at(kana);
            let Some(name) = padded(Folded::new(name).chars()) else { continue };
            let known = by_name.entry(name).or_default();
            for kana in read.split('/').filter(|kana| !kana.is_empty()) {
                known.push(kana.into());
                by_reading.insert(kana.into());
                readings.extend(padded(&kana.chars().collect::<Vec<_>>()));
            }
        }
        let firsts: Vec<String> = by_name.keys().filter_map(|name| name.first()).map(char::to_string).collect();
        Self { by_name, by_reading, readings, starts: Starts::of(firsts.iter().map(String::as_str)) }
    }

    fn has(&self, word: &[char]) -> bool {
        self.starts.may(word.first().copied()) && padded(word).is_some_and(|word| self.by_name.contains_key(&word))
    }
}

/// True for a known surname, folded.
pub(super) fn is_surname(word: &[char]) -> bool {
    SURNAMES.has(word)
}

/// True for a surname in kana of either kind.
pub(super) fn is_surname_reading(word: &[char]) -> bool {
    in_kana(word).is_some_and(|kana| SURNAMES.readings.contains(&kana))
}

/// True for a given name in kana of either kind, as it is listed or as one in kanji is read.
pub(super) fn is_given_reading(word: &[char]) -> bool {
    let listed = |kana: Word| GIVEN.readings.contains(&kana) || GIVEN_KANA.contains(&kana);
    word.len() > 1 && (has(&GIVEN_KANA, word) || in_kana(word).is_some_and(listed))
}

/// How a surname or a given name is read, in hiragana.
pub(super) fn readings(name: &[char]) -> Vec<&'static str> {
    let lists: [&'static Readings; 2] = [&SURNAMES, &GIVEN];
    let of = |list: &'static Readings| padded(name).and_then(|name| list.by_name.get(&name));
    lists.into_iter().filter_map(of).flatten().map(|kana| &**kana).collect()
}

/// A short word with its kana as hiragana.
fn in_kana(word: &[char]) -> Option<Word> {
    padded(word).map(|word| word.map(hiragana))
}

/// Katakana as hiragana.
pub(super) fn hiragana(c: char) -> char {
    char::from_u32(u32::from(c).wrapping_sub(0x60)).filter(|_| ('ァ'..='ヶ').contains(&c)).unwrap_or(c)
}

/// True for a surname that is rather a place.
pub(super) fn is_place(word: &[char]) -> bool {
    has(&PLACES, word)
}

/// True for a surname that is as often an ordinary word.
pub(super) fn is_weak(word: &[char]) -> bool {
    has(&WEAK, word)
}

/// True for a given name that is listed.
pub(super) fn is_listed_given(word: &[char]) -> bool {
    GIVEN.has(word) && !has(&NOT_GIVEN, word)
}

/// True for what can be a given name in kanji.
pub(super) fn is_given(word: &[char]) -> bool {
    is_listed_given(word)
        || ((1..=3).contains(&word.len()) && word.iter().all(|c| GIVEN_CHARS.contains(c)) && !has(&NOT_GIVEN, word))
}

/// True for a given name that is hardly another word: 蒼空, 平右衛門, 朔, 沢乃.
pub(super) fn is_person(word: &[char]) -> bool {
    const ONE: &str = "朔岳楓湊颯樹蓮葵澪凛凜紬栞隼駿匠巧渉亘稔茂徹剛毅猛翔昴誠健勇進薫恵茜梓渚碧蒼律圭淳聡悟";
    const ENDS: &[&str] =
        &["衛門", "兵衛", "之助", "之介", "太郎", "次郎", "三郎", "五郎", "吉", "乃", "平", "江", "子", "美", "雄"];
    let text: String = word.iter().collect();
    match word {
        [one] => ONE.contains(*one),
        _ => is_listed_given(word) || (is_given(word) && ENDS.iter().any(|end| text.ends_with(end))),
    }
}

/// True for one character that given names are written with.
pub(super) fn is_given_character(word: &[char]) -> bool {
    GIVEN.has(word) || matches!(word, [c] if GIVEN_CHARS.contains(c))
}

/// True for what can be a given name in kana.
pub(super) fn is_kana_given(word: &[char]) -> bool {
    let one_kind = word.iter().all(|c| is_hiragana(*c)) || word.iter().all(|c| is_katakana(*c));
    let particle = |c: &char| {
        matches!(c, 'は' | 'が' | 'を' | 'に' | 'と' | 'も' | 'で' | 'の' | 'や' | 'か' | 'へ' | 'ね' | 'よ')
    };
    (2..=5).contains(&word.len()) && one_kind && !word.first().is_some_and(particle)
}

/// Where a person of history or of the news ends whose name begins here.
pub(super) fn famous_at(text: &Folded, at: usize) -> Option<usize> {
    if !FAMOUS_STARTS.may(text.get(at)) {
        return None;
    }
    FAMOUS.iter().find(|name| text.at(at, name)).map(|name| at + name.chars().count())
}

/// What is said behind a name: to anybody, or to the holder of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// さん, 様.
    Called(&'static str),
    /// 会長, 議員.
    Office,
}

/// A title that stands at a place, and where it ends.
pub(super) fn title_at(text: &Folded, at: usize) -> Option<(Title, usize)> {
    if !TITLE_STARTS.may(text.get(at)) {
        return None;
    }
    let called = text.any_at(at, CALLED);
    let (title, end) = called.or_else(|| text.any_at(at, OFFICES))?;
    // 森さんぽコース, 南さんご商店街; 高橋さんち in quotes is a shop.
    if title == "さん"
        && text.any_at(end, &["ぽ", "ご商", "ごしょう", "ごの", "ご礁", "ち」", "ちゃん", "せい"]).is_some()
    {
        return None;
    }
    // めぐみちゃんメニュー is a dish, no girl.
    if matches!(title, "ちゃん" | "くん") && (end..end + 3).all(|at| text.get(at).is_some_and(is_katakana)) {
        return None;
    }
    let spoilt = NO_TITLE.iter().any(|(word, next)| *word == title && text.get(end).is_some_and(|c| next.contains(c)));
    let kind = if called.is_some() { Title::Called(title) } else { Title::Office };
    (!spoilt).then_some((kind, end))
}

/// True for a character that a place's or a house's name goes on with.
pub(super) fn is_place_end(c: char) -> bool {
    PLACE_ENDS.contains(c)
}

/// True for a name in Latin letters, small, however its long vowels are written.
pub(super) fn is_latin(word: &str) -> bool {
    LATIN.contains(word) || LATIN.contains(romaji::plain(word).as_str())
}

/// True for the name of somebody from abroad, in katakana.
pub(super) fn is_foreign(word: &[char]) -> bool {
    has(&FOREIGN, word)
}

/// True for a word of katakana that is no name.
pub(super) fn is_katakana_word(word: &str) -> bool {
    KATAKANA.iter().any(|known| word.ends_with(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(word: &str) -> bool {
        is_surname(Folded::new(word).chars())
    }

    #[test]
    fn variants_of_a_surname_are_one() {
        for name in [
            "高橋",
            "髙橋",
            "斎藤",
            "齋藤",
            "斉藤",
            "齊藤",
            "𠮷田",
            "吉田",
            "渡邊",
            "渡邉",
            "渡辺",
            "長谷川",
            "佐々木",
            "五十嵐",
            "中嶋",
        ] {
            assert!(known(name), "{name}");
        }
        for word in ["森林", "林業", "原因", "大学", "田無", "商店", "西東京"] {
            assert!(!known(word), "{word}");
        }
        assert!(SURNAMES.by_name.len() > 3_000, "{}", SURNAMES.by_name.len());
    }
}
