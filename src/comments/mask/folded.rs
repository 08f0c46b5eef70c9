//! A text folded for finding things in it, with the way back: every folded character knows its place in the original.
//!
//! Widths are made equal (ｱ is ア, １ is 1, ＠ is @), capitals small, dashes `-`, white space ` ` (line breaks stay), and
//! variants of characters in names one (髙 is 高, 𠮷 is 吉). Invisible characters are left out.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

use crate::model::comment::Span;
use crate::model::comment::receipt::Found;

/// A folded text.
pub(super) struct Folded {
    chars: Vec<char>,
    /// By folded character: the original characters it stands for.
    places: Vec<Range<usize>>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self { chars: Vec::with_capacity(text.len() / 2), places: Vec::with_capacity(text.len() / 2) };
        for (at, c) in text.chars().enumerate() {
            folded.push(c, at);
        }
        folded
    }

    fn push(&mut self, c: char, at: usize) {
        if c.is_ascii() && c != '\r' && c != '\t' {
            return self.put(c.to_ascii_lowercase(), at);
        }
        // The usual case, for speed: kanji and kana stand for themselves.
        match c {
            '\u{3041}'..='\u{3098}' | '\u{309D}'..='\u{30FE}' => return self.put(c, at),
            '\u{4E00}'..='\u{9FFF}' => return self.put(plain(c), at),
            _ => {}
        }
        let mark = match c {
            'ﾞ' | '\u{3099}' | '\u{309B}' => Some('\u{3099}'),
            'ﾟ' | '\u{309A}' | '\u{309C}' => Some('\u{309A}'),
            _ => None,
        };
        let voiced = mark.and_then(|mark| compose(*self.chars.last()?, mark));
        if let (Some(voiced), Some(last), Some(place)) = (voiced, self.chars.last_mut(), self.places.last_mut()) {
            *last = voiced;
            place.end = at + 1;
            return;
        }
        match c {
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2060}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0100}'..='\u{E01EF}' => {
                // It belongs to what it follows, so that hiding that hides it too.
                if let Some(place) = self.places.last_mut() {
                    place.end = at + 1;
                }
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' => self.put('\n', at),
            c if c.is_whitespace() && c != '\n' => self.put(' ', at),
            // Letters of other alphabets' names: ầ is a, ł is l.
            '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => {
                let mut parts = std::iter::once(c).nfd();
                let base = parts.next().unwrap_or(c);
                self.put(bare(base).to_ascii_lowercase(), at);
            }
            '\u{300}'..='\u{36F}' => {
                if let Some(place) = self.places.last_mut() {
                    place.end = at + 1;
                }
            }
            c => std::iter::once(c).nfkc().flat_map(char::to_lowercase).for_each(|c| self.put(plain(c), at)),
        }
    }

    fn put(&mut self, c: char, at: usize) {
        self.chars.push(c);
        self.places.push(at..at + 1);
    }

    /// Number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// All characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// A character.
    pub fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The character before a place.
    pub fn before(&self, at: usize) -> Option<char> {
        self.get(at.checked_sub(1)?)
    }

    /// Characters of a range; none beyond the end.
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        self.chars.get(range.start..range.end.min(self.len()).max(range.start)).unwrap_or(&[])
    }

    /// True when `word` stands at a place.
    pub fn at(&self, at: usize, word: &str) -> bool {
        word.chars().enumerate().all(|(step, c)| self.get(at + step) == Some(c))
    }

    /// The first of some words that stands at a place, and where it ends.
    pub fn any_at<'w>(&self, at: usize, words: &[&'w str]) -> Option<(&'w str, usize)> {
        // Most words fall by their first character, which is read once.
        let first = self.get(at)?;
        words
            .iter()
            .find(|word| word.starts_with(first) && self.at(at, word))
            .map(|word| (*word, at + word.chars().count()))
    }

    /// True when one of some words ends at a place.
    pub fn any_before(&self, end: usize, words: &[&str]) -> bool {
        words.iter().any(|word| end.checked_sub(word.chars().count()).is_some_and(|start| self.at(start, word)))
    }

    /// Skips spaces.
    pub fn skip_spaces(&self, mut at: usize) -> usize {
        while self.get(at) == Some(' ') {
            at += 1;
        }
        at
    }

    /// True when a line ends within a span of the original.
    pub fn breaks_in(&self, span: Span) -> bool {
        let inside = |place: &Range<usize>| span.start < place.start && place.end < span.end;
        self.chars.iter().zip(&self.places).any(|(c, place)| *c == '\n' && inside(place))
    }

    /// True when a line that ends with the name of a city or town ends before a place of the original.
    pub fn after_town(&self, original: usize) -> bool {
        let at = self.places.partition_point(|place| place.start < original);
        let town = |c: char| matches!(c, '都' | '道' | '府' | '県' | '市' | '区' | '町' | '村');
        self.before(at) == Some('\n') && at >= 2 && self.before(at - 1).is_some_and(town)
    }

    /// The text without breaks of lines that run through a word, as in texts that were wrapped at a fixed width.
    pub fn unwrapped(&self) -> Self {
        let inside = |c: Option<char>| c.is_some_and(|c| is_word(c) || c.is_ascii_digit() || c == '-');
        let breaks = |at: usize| self.get(at) == Some('\n') && inside(self.before(at)) && inside(self.get(at + 1));
        let kept = || (0..self.len()).filter(|at| !breaks(*at));
        Self {
            chars: kept().filter_map(|at| self.get(at)).collect(),
            places: kept().filter_map(|at| self.places.get(at).cloned()).collect(),
        }
    }

    /// By folded character: whether something found covers it.
    pub fn covered(&self, found: &[Found]) -> Vec<bool> {
        let end = found.iter().map(|found| found.span.end).max().unwrap_or(0);
        let mut original = vec![false; end];
        for found in found {
            original.iter_mut().take(found.span.end).skip(found.span.start).for_each(|covered| *covered = true);
        }
        self.places.iter().map(|place| original.get(place.start).copied().unwrap_or(false)).collect()
    }

    /// The original characters that a range of folded ones stands for.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.places.get(start).map_or(0, |place| place.start);
        let to = end.checked_sub(1).and_then(|last| self.places.get(last)).map_or(from, |place| place.end);
        Span::new(from, to.max(from))
    }
}

/// Letters that carry their mark within them.
fn bare(c: char) -> char {
    match c {
        'ı' => 'i',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ł' | 'Ł' => 'l',
        'ø' | 'Ø' => 'o',
        'æ' | 'Æ' => 'a',
        'ß' => 's',
        '×' => 'x',
        c => c,
    }
}

/// Dashes and variants brought together.
fn plain(c: char) -> char {
    match c {
        '\u{2212}' | '\u{2010}'..='\u{2015}' | '\u{2500}' | '\u{2501}' | '\u{FE63}' => '-',
        '\u{301C}' | '\u{223C}' | '\u{3030}' => '~',
        '髙' => '高',
        '﨑' | '嵜' => '崎',
        '齋' | '齊' | '斎' => '斉',
        '邊' | '邉' => '辺',
        '𠮷' => '吉',
        '澤' => '沢',
        '濱' | '濵' => '浜',
        '嶋' | '嶌' => '島',
        '廣' => '広',
        '國' => '国',
        '眞' => '真',
        '櫻' => '桜',
        '瀨' => '瀬',
        '德' => '徳',
        '龍' => '竜',
        '榮' => '栄',
        '惠' => '恵',
        '壽' => '寿',
        '條' => '条',
        '圓' => '円',
        '檜' => '桧',
        '籠' => '篭',
        '曾' => '曽',
        '淵' => '渕',
        '峯' => '峰',
        '萬' => '万',
        '彌' => '弥',
        '實' => '実',
        '藏' => '蔵',
        '靜' => '静',
        '淺' => '浅',
        '豐' => '豊',
        '禮' => '礼',
        '鐵' => '鉄',
        '圀' => '国',
        '聰' => '聡',
        '敎' => '教',
        '關' => '関',
        '兒' => '児',
        '團' => '団',
        '應' => '応',
        '將' => '将',
        '盡' => '尽',
        '總' => '総',
        '瀧' => '滝',
        '黑' => '黒',
        '埜' => '野',
        '龜' => '亀',
        '與' => '与',
        '佛' => '仏',
        '證' => '証',
        '增' => '増',
        '緖' => '緒',
        '郞' => '郎',
        '寬' => '寛',
        '亞' => '亜',
        '來' => '来',
        '薰' => '薫',
        '藝' => '芸',
        '橫' => '横',
        '鷗' => '鴎',
        '鹽' => '塩',
        '嶽' => '岳',
        '樓' => '楼',
        '舘' => '館',
        '冨' => '富',
        '桒' => '桑',
        '逹' => '達',
        '舩' => '船',
        '栁' => '柳',
        '槗' => '橋',
        '閒' => '間',
        '曻' => '昇',
        '凉' => '涼',
        '穗' => '穂',
        '瑤' => '瑶',
        '遙' => '遥',
        '顯' => '顕',
        '晉' => '晋',
        '祿' => '禄',
        '邨' => '村',
        '辯' => '弁',
        '槇' => '槙',
        '澁' => '渋',
        '淨' => '浄',
        '單' => '単',
        '戶' => '戸',
        '內' => '内',
        '步' => '歩',
        '眾' => '衆',
        '莊' => '荘',
        '藪' => '薮',
        '繩' => '縄',
        '賴' => '頼',
        '濟' => '済',
        '驒' => '騨',
        '晝' => '昼',
        '雙' => '双',
        '稻' => '稲',
        '穐' => '秋',
        '當' => '当',
        '對' => '対',
        '傳' => '伝',
        '點' => '点',
        '縣' => '県',
        '鄕' => '郷',
        c => c,
    }
}

/// 漢字, with 々.
pub(super) fn is_kanji(c: char) -> bool {
    matches!(c, '々' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FFFF}')
}

/// ひらがな.
pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// カタカナ, with ー.
pub(super) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// A letter in which names, towns and buildings are written.
pub(super) fn is_word(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || is_katakana(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folded_character_knows_its_place() {
        let folded = Folded::new("ｶﾞ髙\u{FE00}１⑩か\u{3099}ー");
        assert_eq!(folded.chars().iter().collect::<String>(), "ガ高110がー");
        assert_eq!(folded.span(0, 1), Span::new(0, 2));
        assert_eq!(folded.span(1, 2), Span::new(2, 4));
        assert_eq!(folded.span(3, 5), Span::new(5, 6));
        assert_eq!(folded.span(5, 6), Span::new(6, 8));
    }
}
