//! Words that tell names from other words: surnames, characters of given names, what stands behind and before a name.
//!
//! The lists are facts put together for this program: common surnames of Japan, and the characters that given names are
//! mostly written with. Variants (髙橋, 齋藤, 𠮷田) are folded before they are looked up.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::folded::{Folded, is_hiragana, is_katakana};
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

/// What is said behind the name of a person.
pub(super) const TITLES: &[&str] = &[
    "さん",
    "様",
    "さま",
    "氏",
    "先生",
    "君",
    "くん",
    "ちゃん",
    "殿",
    "議員",
    "会長",
    "副会長",
    "市長",
    "区長",
    "町長",
    "村長",
    "知事",
    "委員長",
    "委員",
    "社長",
    "店長",
    "店主",
    "部長",
    "課長",
    "係長",
    "園長",
    "校長",
    "教授",
    "医師",
    "町会長",
    "自治会長",
    "理事長",
    "理事",
    "議長",
    "代表",
    "夫妻",
    "宅",
    "ご夫妻",
    "相談員",
    "支援員",
    "事務局長",
    "課長補佐",
    "主任",
    "主査",
    "主事",
    "局長",
    "院長",
    "組合長",
    "館長",
    "所長",
];
/// Characters that make another word of a title: 様子, 氏名, 君臨.
const NO_TITLE: &[(&str, &str)] =
    &[("様", "子々式相態"), ("氏", "名神子"), ("君", "臨主"), ("宅", "地配"), ("代表", "的"), ("委員", "会")];

/// Words after which の and a name stand: 担当の佐藤, 隣の鈴木.
pub(super) const ROLES: &[&str] = &[
    "担当",
    "会長",
    "店主",
    "代表",
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
    "議員",
    "市長",
    "区長",
    "社長",
    "店長",
    "委員",
    "委員長",
    "理事",
    "事務局",
    "窓口",
    "先輩",
    "後輩",
    "同僚",
    "大家",
    "民生委員",
    "役員",
    "従業員",
    "園長",
    "校長",
    "教諭",
    "医師",
    "看護師",
    "者",
    "員",
    "長",
    "士",
    "師",
];

/// Relatives and friends, after whom の and a name stand: 娘の坂本さくら.
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
    "孫",
    "友人",
    "知人",
    "友達",
    "親友",
    "恩師",
    "親戚",
    "おい",
    "めい",
    "いとこ",
];

/// Characters that names of places and houses go on with: 山田町, 高橋商店.
const PLACE_ENDS: &str =
    "市区町村郡都道府県駅線橋川山通街園地丁台坂池公小中高大商店堂屋寺社館病医院学校会業海岸湾島神宮城森林跡湖";

/// Names in kana that are common enough to be known before さん.
static KANA: LazyLock<Vec<&'static str>> = LazyLock::new(|| include_str!("kana.txt").split_whitespace().collect());
/// Surnames in Latin letters, beside a given name.
static LATIN: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("latin.txt").split_whitespace().collect());
/// Words of katakana before さん that are no names.
static KATAKANA: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| include_str!("katakana.txt").split_whitespace().collect());
/// Surnames that are as often the name of a place: they count only where a person is meant for certain.
static PLACES: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| words(include_str!("places.txt")));
/// What looks like a given name and is a word.
static NOT_GIVEN: LazyLock<HashSet<Box<str>>> = LazyLock::new(|| words(include_str!("words.txt")));
/// The surnames, with `\0` behind shorter ones, so that looking one up makes no text.
static SURNAMES: LazyLock<HashSet<[char; 4]>> = LazyLock::new(|| {
    let listed = words(include_str!("surnames.txt"));
    listed.iter().filter_map(|word| padded(&word.chars().collect::<Vec<_>>())).collect()
});
static SURNAME_STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let listed = words(include_str!("surnames.txt"));
    Starts::of(listed.iter().map(|word| &**word))
});
static GIVEN: LazyLock<HashSet<char>> = LazyLock::new(|| {
    Folded::new(include_str!("given.txt")).chars().iter().copied().filter(|c| !c.is_whitespace()).collect()
});

/// Up to four characters, with `\0` behind them.
fn padded(word: &[char]) -> Option<[char; 4]> {
    let mut padded = ['\0'; 4];
    padded.get_mut(..word.len())?.copy_from_slice(word);
    Some(padded)
}

fn words(list: &str) -> HashSet<Box<str>> {
    list.split_whitespace().map(|word| Folded::new(word).chars().iter().collect::<String>().into_boxed_str()).collect()
}

/// True for a known surname, folded.
pub(super) fn is_surname(word: &[char]) -> bool {
    SURNAME_STARTS.may(word.first().copied()) && padded(word).is_some_and(|word| SURNAMES.contains(&word))
}

/// True for a surname that is rather a place.
pub(super) fn is_place(word: &[char]) -> bool {
    let word: String = word.iter().collect();
    PLACES.contains(word.as_str())
}

/// True for what can be a given name in kanji.
pub(super) fn is_given(word: &[char]) -> bool {
    (1..=3).contains(&word.len())
        && word.iter().all(|c| GIVEN.contains(c))
        && (word.len() == 1 || !NOT_GIVEN.contains(word.iter().collect::<String>().as_str()))
}

/// True for one kanji that stands alone as a given name, and is no number or size.
pub(super) fn is_single_given(word: &[char]) -> bool {
    let text: String = word.iter().collect();
    is_given(word) && !NOT_GIVEN.contains(text.as_str())
}

/// True for what can be a given name in kana.
pub(super) fn is_kana_given(word: &[char]) -> bool {
    let one_kind = word.iter().all(|c| is_hiragana(*c)) || word.iter().all(|c| is_katakana(*c));
    let particle = |c: &char| {
        matches!(c, 'は' | 'が' | 'を' | 'に' | 'と' | 'も' | 'で' | 'の' | 'や' | 'か' | 'へ' | 'ね' | 'よ')
    };
    (2..=5).contains(&word.len()) && one_kind && !word.first().is_some_and(particle)
}

/// A title that stands at a place, and where it ends.
pub(super) fn title_at(text: &Folded, at: usize) -> Option<(&'static str, usize)> {
    let (title, end) = text.any_at(at, TITLES)?;
    // 森さんぽコース, 南さんご商店街.
    if title == "さん" && text.any_at(end, &["ぽ", "ご商", "ごしょう", "ごの", "ご礁"]).is_some() {
        return None;
    }
    let spoilt = NO_TITLE.iter().any(|(word, next)| *word == title && text.get(end).is_some_and(|c| next.contains(c)));
    (!spoilt).then_some((title, end))
}

/// True for a character that a place's or a house's name goes on with.
pub(super) fn is_place_end(c: char) -> bool {
    PLACE_ENDS.contains(c)
}

/// Common surnames in hiragana.
pub(super) fn kana_surnames() -> &'static [&'static str] {
    &KANA
}

/// True for a surname in Latin letters, small.
pub(super) fn is_latin_surname(word: &str) -> bool {
    LATIN.contains(word)
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
        for word in ["森林", "林業", "原因", "大学", "保谷", "田無", "商店", "西東京"] {
            assert!(!known(word), "{word}");
        }
        assert!(SURNAMES.len() > 900, "{}", SURNAMES.len());
    }
}
