//! Kana in Latin letters, for finding a word by typing it without an input method.
//!
//! A reading is written in Hepburn (ヘボン式) or in kunrei (訓令式) spelling, long vowels as they are spelled in kana (おう
//! is `ou`). [`fold`] brings all spellings together, so what is typed need not follow one of them. Kanji have no reading
//! here.

/// Ways to write kana in Latin letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// し is `shi`, つ is `tsu`.
    Hepburn,
    /// し is `si`, つ is `tu`.
    Kunrei,
}

/// Kana, Hepburn, kunrei. Two kana stand before their first one alone.
const SYLLABLES: &[(&str, &str, &str)] = &[
    ("きゃ", "kya", "kya"),
    ("きゅ", "kyu", "kyu"),
    ("きょ", "kyo", "kyo"),
    ("しゃ", "sha", "sya"),
    ("しゅ", "shu", "syu"),
    ("しょ", "sho", "syo"),
    ("しぇ", "she", "sye"),
    ("ちゃ", "cha", "tya"),
    ("ちゅ", "chu", "tyu"),
    ("ちょ", "cho", "tyo"),
    ("ちぇ", "che", "tye"),
    ("にゃ", "nya", "nya"),
    ("にゅ", "nyu", "nyu"),
    ("にょ", "nyo", "nyo"),
    ("ひゃ", "hya", "hya"),
    ("ひゅ", "hyu", "hyu"),
    ("ひょ", "hyo", "hyo"),
    ("みゃ", "mya", "mya"),
    ("みゅ", "myu", "myu"),
    ("みょ", "myo", "myo"),
    ("りゃ", "rya", "rya"),
    ("りゅ", "ryu", "ryu"),
    ("りょ", "ryo", "ryo"),
    ("ぎゃ", "gya", "gya"),
    ("ぎゅ", "gyu", "gyu"),
    ("ぎょ", "gyo", "gyo"),
    ("じゃ", "ja", "zya"),
    ("じゅ", "ju", "zyu"),
    ("じょ", "jo", "zyo"),
    ("じぇ", "je", "zye"),
    ("ぢゃ", "ja", "zya"),
    ("ぢゅ", "ju", "zyu"),
    ("ぢょ", "jo", "zyo"),
    ("びゃ", "bya", "bya"),
    ("びゅ", "byu", "byu"),
    ("びょ", "byo", "byo"),
    ("ぴゃ", "pya", "pya"),
    ("ぴゅ", "pyu", "pyu"),
    ("ぴょ", "pyo", "pyo"),
    ("ふぁ", "fa", "hwa"),
    ("ふぃ", "fi", "hwi"),
    ("ふぇ", "fe", "hwe"),
    ("ふぉ", "fo", "hwo"),
    ("てぃ", "ti", "ti"),
    ("でぃ", "di", "di"),
    ("でゅ", "dyu", "dyu"),
    ("とぅ", "tu", "tu"),
    ("うぃ", "wi", "wi"),
    ("うぇ", "we", "we"),
    ("うぉ", "wo", "wo"),
    ("ゔぁ", "va", "va"),
    ("ゔぃ", "vi", "vi"),
    ("ゔぇ", "ve", "ve"),
    ("ゔぉ", "vo", "vo"),
    ("あ", "a", "a"),
    ("い", "i", "i"),
    ("う", "u", "u"),
    ("え", "e", "e"),
    ("お", "o", "o"),
    ("か", "ka", "ka"),
    ("き", "ki", "ki"),
    ("く", "ku", "ku"),
    ("け", "ke", "ke"),
    ("こ", "ko", "ko"),
    ("さ", "sa", "sa"),
    ("し", "shi", "si"),
    ("す", "su", "su"),
    ("せ", "se", "se"),
    ("そ", "so", "so"),
    ("た", "ta", "ta"),
    ("ち", "chi", "ti"),
    ("つ", "tsu", "tu"),
    ("て", "te", "te"),
    ("と", "to", "to"),
    ("な", "na", "na"),
    ("に", "ni", "ni"),
    ("ぬ", "nu", "nu"),
    ("ね", "ne", "ne"),
    ("の", "no", "no"),
    ("は", "ha", "ha"),
    ("ひ", "hi", "hi"),
    ("ふ", "fu", "hu"),
    ("へ", "he", "he"),
    ("ほ", "ho", "ho"),
    ("ま", "ma", "ma"),
    ("み", "mi", "mi"),
    ("む", "mu", "mu"),
    ("め", "me", "me"),
    ("も", "mo", "mo"),
    ("や", "ya", "ya"),
    ("ゆ", "yu", "yu"),
    ("よ", "yo", "yo"),
    ("ら", "ra", "ra"),
    ("り", "ri", "ri"),
    ("る", "ru", "ru"),
    ("れ", "re", "re"),
    ("ろ", "ro", "ro"),
    ("わ", "wa", "wa"),
    ("ゐ", "i", "i"),
    ("ゑ", "e", "e"),
    ("を", "o", "o"),
    ("ん", "n", "n"),
    ("が", "ga", "ga"),
    ("ぎ", "gi", "gi"),
    ("ぐ", "gu", "gu"),
    ("げ", "ge", "ge"),
    ("ご", "go", "go"),
    ("ざ", "za", "za"),
    ("じ", "ji", "zi"),
    ("ず", "zu", "zu"),
    ("ぜ", "ze", "ze"),
    ("ぞ", "zo", "zo"),
    ("だ", "da", "da"),
    ("ぢ", "ji", "zi"),
    ("づ", "zu", "zu"),
    ("で", "de", "de"),
    ("ど", "do", "do"),
    ("ば", "ba", "ba"),
    ("び", "bi", "bi"),
    ("ぶ", "bu", "bu"),
    ("べ", "be", "be"),
    ("ぼ", "bo", "bo"),
    ("ぱ", "pa", "pa"),
    ("ぴ", "pi", "pi"),
    ("ぷ", "pu", "pu"),
    ("ぺ", "pe", "pe"),
    ("ぽ", "po", "po"),
    ("ゔ", "vu", "vu"),
    ("ぁ", "a", "a"),
    ("ぃ", "i", "i"),
    ("ぅ", "u", "u"),
    ("ぇ", "e", "e"),
    ("ぉ", "o", "o"),
    ("ゃ", "ya", "ya"),
    ("ゅ", "yu", "yu"),
    ("ょ", "yo", "yo"),
];

/// A reading in Latin letters. Katakana count as hiragana, っ doubles the consonant after it (`tch` in Hepburn), ー repeats
/// the vowel before it; what is no kana is kept.
pub fn romaji(reading: &str, system: System) -> String {
    let kana = super::fold::search(reading);
    let mut rest = kana.as_str();
    let mut written = String::new();
    let mut double = false;
    while let Some(c) = rest.chars().next() {
        if c == 'っ' {
            double = true;
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            continue;
        }
        let known = SYLLABLES.iter().find(|(kana, ..)| rest.starts_with(kana));
        let (length, letters) = match known {
            Some((kana, hepburn, kunrei)) => {
                (kana.len(), if system == System::Hepburn { (*hepburn).to_owned() } else { (*kunrei).to_owned() })
            }
            None if c == 'ー' => (c.len_utf8(), written.chars().next_back().map_or(String::new(), String::from)),
            None => (c.len_utf8(), c.to_string()),
        };
        if std::mem::take(&mut double) {
            match letters.chars().next() {
                Some('c') => written.push('t'),
                Some(first) if first.is_ascii_alphabetic() => written.push(first),
                _ => {}
            }
        }
        written.push_str(&letters);
        rest = rest.get(length..).unwrap_or("");
    }
    written
}

/// Spellings that mean the same, longer ones first.
const SAME: &[(&str, &str)] = &[
    ("tch", "tty"),
    ("cch", "tty"),
    ("ssh", "ssy"),
    ("sh", "sy"),
    ("ch", "ty"),
    ("ts", "t"),
    ("jy", "zy"),
    ("j", "zy"),
    ("dz", "z"),
    ("f", "h"),
    ("l", "r"),
    ("mb", "nb"),
    ("mp", "np"),
    ("mm", "nm"),
    ("nn", "n"),
    ("hw", "h"),
];

/// Brings what people type together with what [`romaji`] writes: lower case, one spelling for sounds that the systems
/// write differently, no apostrophes, hyphens or spaces; `nn` is `n`, macrons and repeated vowels count once.
pub fn fold(text: &str) -> String {
    let plain: String = text.chars().flat_map(char::to_lowercase).filter_map(plain).collect();
    let mut folded = plain;
    for (one, other) in SAME {
        folded = folded.replace(one, other);
    }
    // A glide before i is no sound of its own: `syi` is `si`.
    folded = folded.replace("yi", "i");
    let mut short = String::with_capacity(folded.len());
    for c in folded.chars() {
        let long = match short.chars().next_back() {
            Some(before) => (before == c && "aiueo".contains(c)) || (before == 'o' && c == 'u'),
            None => false,
        };
        if !long {
            short.push(c);
        }
    }
    short
}

/// A letter without its macron or circumflex; `None` for signs between letters.
fn plain(c: char) -> Option<char> {
    match c {
        'ā' | 'â' => Some('a'),
        'ī' | 'î' => Some('i'),
        'ū' | 'û' => Some('u'),
        'ē' | 'ê' => Some('e'),
        'ō' | 'ô' => Some('o'),
        '\'' | '’' | '-' | ' ' | '\u{3000}' => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_systems_are_written() {
        for (kana, hepburn, kunrei) in [
            ("あきてんぽ", "akitenpo", "akitenpo"),
            ("しょうてんがい", "shoutengai", "syoutengai"),
            ("こうつう", "koutsuu", "koutuu"),
            ("ふくし", "fukushi", "hukusi"),
            ("じちかい", "jichikai", "zitikai"),
            ("まっちゃ", "matcha", "mattya"),
            ("がっこう", "gakkou", "gakkou"),
            ("サーバー", "saabaa", "saabaa"),
            ("ｺﾞﾐ", "gomi", "gomi"),
            ("ちぢむ", "chijimu", "tizimu"),
        ] {
            assert_eq!(romaji(kana, System::Hepburn), hepburn);
            assert_eq!(romaji(kana, System::Kunrei), kunrei);
        }
    }

    #[test]
    fn what_is_typed_in_either_spelling_meets_the_reading() {
        for (kana, typed) in [
            ("しょうてんがい", &["shoutengai", "syoutengai", "shōtengai", "Shotengai", "syotengai"][..]),
            ("しんぶん", &["shimbun", "shinbun", "sinbun", "sinnbunn"]),
            ("じゅうたく", &["juutaku", "jutaku", "zyuutaku", "jyuutaku"]),
            ("まっちゃ", &["matcha", "maccha", "mattya"]),
            ("ほんや", &["hon'ya", "honya", "honnya"]),
            ("つなみ", &["tsunami", "tunami"]),
            ("ちいき", &["chiiki", "tiiki", "chi-iki"]),
            ("ふれあい", &["fureai", "hureai"]),
        ] {
            for system in [System::Hepburn, System::Kunrei] {
                for typed in typed {
                    assert_eq!(fold(typed), fold(&romaji(kana, system)), "{kana} {typed}");
                }
            }
        }
    }

    #[test]
    fn every_kana_folds_to_the_same_in_both_systems() {
        for (kana, hepburn, kunrei) in SYLLABLES {
            assert_eq!(fold(hepburn), fold(kunrei), "{kana}");
        }
    }
}
