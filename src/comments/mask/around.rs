//! What stands around a word and makes it more or less likely the name of a person, in points.
//!
//! Points are added to those for the word itself (`names`); from [`ENOUGH`] on it is taken for a name. A point is about as
//! much as half a doubt less.

use std::sync::LazyLock;

use super::folded::{Folded, is_hiragana, is_kanji, is_katakana, is_word};
use super::lexicon::{self, Title, title_at};
use super::starts::Starts;

/// From how many points on a word is a name.
pub(super) const ENOUGH: i32 = 5;

/// What one says before one's own name.
const SELF: &[&str] = &[
    "私は",
    "私、",
    "私の名前は",
    "名前は",
    "わたくしは",
    "わたしは",
    "僕は",
    "ぼくは",
    "俺は",
    "こちらは",
    "氏名は",
    "私",
    "者で、",
    "申します、",
    "名字は",
    "姓は",
];
/// What somebody does who then says a name: 自転車屋をしている森です.
const DOING: &[&str] = &[
    "をしている",
    "をしております",
    "しています",
    "を営む",
    "営んでいる",
    "経営する",
    "に住む",
    "住んでいる",
    "住んでおります",
    "在住の",
    "に勤める",
    "勤めている",
    "働く",
    "働いている",
    "に通う",
    "に通っている",
    "送った",
    "お送りした",
    "書いた",
    "出した",
    "参加した",
    "出席した",
    "利用している",
    "をやっている",
    "やっております",
    "出身の",
    "生まれの",
    "に生まれた",
    "に生れた",
    "歳の",
    "才の",
    "代の",
    "、",
];
/// What is said before one says who one is.
const GREETINGS: &[&str] = &[
    "お世話になります、",
    "お世話になります。",
    "お世話になっております、",
    "お世話になっております。",
    "はじめまして、",
    "はじめまして。",
    "初めまして、",
    "初めまして。",
    "こんにちは、",
    "こんにちは。",
    "失礼します、",
    "失礼します。",
    "失礼いたします。",
    "代筆の",
    "こちら",
];
/// What is said behind one's own or another's name.
const NAMED: &[&str] = &[
    "と申",
    "ともうし",
    "といいます",
    "と言います",
    "といい、",
    "といいまして",
    "という者",
    "という名",
    "という姓",
    "という苗字",
    "と書いて「",
    "と呼ばれ",
    "と聞けば",
    "と名乗",
    "と表札",
    "の表札",
    "という珍しい",
    "という変わった",
    "と書きます",
    "が担当して",
    "が担当いた",
    "がまとめ",
    "が取りまとめ",
    "が承り",
    "が伺い",
    "が代筆",
    "の家にな",
    "方呼",
    "と称し",
    "トモウシ",
];
const IS: &[&str] = &[
    "です。",
    "です、",
    "です\n",
    "です(",
    "です,",
    "です!",
    "です ",
    "ですが",
    "ですけど",
    "でございます",
    "でした。",
    "と言う",
    "だ。",
    "だが",
    "デス",
    "である。",
    "といたし",
];
const SENDS: &[&str] = &[
    "より",
    "まで。",
    "まで、",
    "まで\n",
    "まで連絡",
    "までご",
    "まで電話",
    "まで願",
    "までお願",
    "までお知",
    "までお問",
    "まで ",
    "まで)",
    "宛",
    "あて",
    "行き。",
    "拝",
    "記。",
    "記\n",
    "㊞",
    "印\n",
    "(印)",
];
/// Words between a name and a number or an address.
const CONTACTS: &[&str] = &[
    "電話番号",
    "電話",
    "でんわ",
    "デンワ",
    "tel",
    "fax",
    "携帯",
    "住所",
    "メール",
    "mail",
    "e-mail",
    "mobile",
    "℡",
    "☎",
    "連絡先",
    "〒",
    "自宅",
];
/// What comes before a place, a shop or a thing rather than a person.
const THINGS: &[&str] = &[
    "という店",
    "という会社",
    "という町",
    "という駅",
    "という地名",
    "という所",
    "という商店",
    "のような大手",
    "駅",
    "方面",
];

static SOMEBODY: LazyLock<Starts> = LazyLock::new(|| Starts::ends(lexicon::KIN.iter().chain(lexicon::ROLES).copied()));
static SELF_ENDS: LazyLock<Starts> = LazyLock::new(|| Starts::ends(SELF.iter().copied().chain([" "])));
static SAID: LazyLock<Starts> = LazyLock::new(|| {
    let lists = [lexicon::PUBLIC_OFFICES, THINGS, NAMED, IS, SENDS, &["家", "まで"]];
    Starts::of(lists.into_iter().flatten().copied())
});

/// A text and what is found in it already.
pub(super) struct Around<'t> {
    pub text: &'t Folded,
    /// By character: part of a number, a mail address, an address or a date of birth.
    pub taken: &'t [bool],
}

impl Around<'_> {
    fn is_taken(&self, at: usize) -> bool {
        self.taken.get(at).copied().unwrap_or(false)
    }

    /// True when nothing of a range is found already.
    pub fn is_open(&self, start: usize, end: usize) -> bool {
        (start..end).all(|at| !self.is_taken(at))
    }

    /// Points for what stands before a place; `None` where no name can begin.
    pub fn left(&self, start: usize) -> Option<(i32, bool)> {
        let text = self.text;
        let mut at = start;
        while text.before(at).is_some_and(|c| matches!(c, ' ' | '(' | '「' | ':' | '/' | '・')) && start - at < 3 {
            at -= 1;
        }
        let mut points = 0;
        let somebody = |at: usize, words: &[&str]| SOMEBODY.may(text.before(at)) && text.any_before(at, words);
        let kin = somebody(at, lexicon::KIN);
        let role = somebody(at, lexicon::ROLES);
        if kin || role {
            points += if kin { 3 } else { 2 };
        } else if text.before(start) == Some('の') {
            if somebody(start - 1, lexicon::KIN) {
                points += 3;
            } else if somebody(start - 1, lexicon::ROLES) {
                points += 2;
            } else if text.before(start - 1).is_some_and(|c| "店屋会所社院園校課係部班局者家員人士師方長".contains(c))
            {
                points += 1;
            }
        }
        // 母、志津の店.
        if text.before(start) == Some('、') && text.any_before(start - 1, lexicon::KIN) {
            points += 3;
        }
        let after_contact = self.contact_before(start);
        if after_contact {
            points += 3;
        }
        // 6号の関ですが: somebody who lives there, or what is there.
        if text.before(start) == Some('の') && start >= 2 && self.is_taken(start - 2) {
            points += 1;
        }
        let own = SELF_ENDS.may(text.before(start))
            && (text.any_before(start, SELF) || text.any_before(start, &["my name is ", "i am ", "i'm "]));
        points += i32::from(own);
        let foreign = text.get(start).is_some_and(is_katakana) && text.before(start) == Some('長');
        let glued =
            !foreign && text.before(start).is_some_and(|c| is_kanji(c) || is_katakana(c) || c.is_ascii_alphabetic());
        let free = !glued || kin || role || own || after_contact;
        Some((points, free))
    }

    /// A number or an address stands directly before, signs and line breaks aside.
    fn contact_before(&self, start: usize) -> bool {
        let mut at = start;
        while at > 0 && start - at < 3 {
            if self.is_taken(at - 1) {
                return true;
            }
            let sign = self.text.before(at).is_some_and(|c| {
                matches!(c, ' ' | '(' | ')' | '、' | '。' | '/' | '|' | '\n' | '・' | ',' | '<' | 'に' | '>' | '」')
            });
            if !sign {
                return false;
            }
            at -= 1;
        }
        at > 0 && self.is_taken(at - 1)
    }

    /// A number or an address follows directly, signs and its label aside.
    fn contact_after(&self, end: usize) -> bool {
        let sign =
            |c: char| matches!(c, ' ' | '(' | ')' | '、' | '/' | '|' | '\n' | ',' | ':' | '<' | '.' | '」' | '{' | '[');
        let skip = |from: usize| (from..from + 4).find(|at| !self.text.get(*at).is_some_and(sign)).unwrap_or(from);
        let at = skip(end);
        if self.is_taken(at) {
            return at > end;
        }
        match self.text.any_at(at, CONTACTS) {
            Some((_, after)) if at > end => self.is_taken(skip(after)),
            _ => false,
        }
    }

    /// Points for what stands behind a place, and whether a word may end there.
    pub fn right(&self, start: usize, end: usize, place: bool) -> (i32, bool) {
        let text = self.text;
        let at = if text.get(end) == Some(' ') { end + 1 } else { end };
        let mut points = 0;
        let said = SAID.may(text.get(end)) || SAID.may(text.get(at));
        if said && (text.any_at(end, lexicon::PUBLIC_OFFICES).is_some() || text.any_at(end, THINGS).is_some()) {
            return (-4, true);
        }
        if let Some((title, _)) = title_at(text, at) {
            return match title {
                // 「平氏」 and the like are words of history.
                Title::Called("氏") if text.any_at(start, &["平氏", "源氏"]).is_some() => (-4, true),
                Title::Called("宅" | "邸" | "翁" | "夫人" | "師匠" | "先輩" | "どの" | "女史") => {
                    (2, true)
                }
                Title::Called(_) => (4, true),
                Title::Office if place => (0, true),
                Title::Office => (3, true),
            };
        }
        // 市が担当しています, 事務局がまとめました: of known surnames only.
        let acts = matches!(text.get(end), Some('が' | 'の'));
        let known = !acts || (end - start >= 2 && !place && lexicon::is_surname(text.slice(start..end)));
        if said && known && text.any_at(end, NAMED).is_some() {
            return (5, true);
        }
        let begins = matches!(text.before(start), None | Some('\n' | '。' | '「' | '!' | '?'))
            || (text.before(start) == Some(' ')
                && matches!(start.checked_sub(2).and_then(|at| text.get(at)), None | Some('。' | '\n')));
        let is = said && text.any_at(end, IS).is_some();
        if is || (text.at(end, "です") && text.get(end + 2).is_none()) {
            points += 1 + if begins { 2 } else { 0 };
            let says_who = text.before(start) == Some('の') && !text.before(start - 1).is_some_and(is_hiragana);
            let there = says_who && self.is_taken(start - 2);
            points +=
                i32::from(says_who && (!there || text.at(end, "ですが"))) + i32::from(text.any_before(start, SELF));
            let firm = (2..16).any(|back| {
                start
                    .checked_sub(back)
                    .is_some_and(|at| text.any_at(at, &["株式会社", "有限会社", "合同会社"]).is_some())
            });
            points += i32::from(firm && text.before(start) == Some('の'));
            points += if text.any_before(start, DOING) { 2 } else { 0 };
        }
        if is && text.any_before(start, GREETINGS) {
            points += 4;
        }
        // 笹沼@北町.
        if begins && text.get(end) == Some('@') && text.get(end + 1).is_some_and(is_kanji) {
            points += 2;
        }
        if said && text.any_at(at, SENDS).is_some() || (text.at(at, "まで") && text.get(at + 2).is_none()) {
            points += 2;
        }
        if text.any_at(end, &["家の", "家は", "家で", "家に", "家が", "家と"]).is_some() && !text.at(end, "家のよう")
        {
            return (points + 2, true);
        }
        if self.is_aged(end) || has_reading(text, end) {
            points += 3;
        }
        if text.any_at(end, &["(日本名", "(通称", "(通名", "(旧姓", "(本名", "(英語名"]).is_some() {
            points += 3;
        }
        // 野火止です（042-…）.
        points += 2 * i32::from(text.at(end, "です(") && self.is_taken(end + 3));
        // A word of its own between wide gaps.
        points += i32::from(text.before(start) == Some(' ') && text.at(end, "  "));
        // 薬袋(みない)です.
        if let Some(close) = close_of_reading(text, end)
            && text.any_at(close, IS).or_else(|| text.any_at(close, NAMED)).is_some()
        {
            points += 2;
        }
        // A word that is all there is in brackets: (倉本)。
        if text.before(start) == Some('(')
            && text.get(end) == Some(')')
            && !place
            && end - start >= 2
            && start >= 2
            && text.get(start - 2).is_some_and(|c| "すいだたん。".contains(c))
        {
            points += 1 + i32::from(matches!(text.get(end + 1), None | Some('。' | '\n')));
        }
        // 金型屋の鋳方。
        let trade = text.before(start) == Some('の') && text.before(start - 1).is_some_and(|c| "屋店".contains(c));
        if trade && text.get(end) == Some('。') && end - start >= 2 {
            points += 1;
        }
        // 孫の蒼空が, 舅の平右衛門は: somebody does something.
        let kin = matches!(text.before(start), Some('の'))
            && SOMEBODY.may(text.before(start - 1))
            && text.any_before(start - 1, lexicon::KIN)
            || SOMEBODY.may(text.before(start)) && text.any_before(start, lexicon::KIN);
        if kin
            && text.get(end).is_some_and(|c| matches!(c, 'は' | 'が' | 'も'))
            && (lexicon::is_person(text.slice(start..end)) || lexicon::is_given_reading(text.slice(start..end)))
        {
            points += 1;
        }
        if self.contact_after(end) {
            points += 3;
        }
        let glued = text.get(end).is_some_and(|c| is_kanji(c) || is_katakana(c));
        // 堂園方, at the end of an address.
        let care = text.get(end) == Some('方') && !text.get(end + 1).is_some_and(is_word);
        let glued = glued && !care;
        (points, !glued || text.any_at(end, &["デス", "トモウシ", "宛", "拝", "記", "印"]).is_some())
    }

    /// Somebody who says how old they are: 村上、42歳.
    fn is_aged(&self, end: usize) -> bool {
        let text = self.text;
        let Some((_, digits)) = text.any_at(end, &["、", ",", " ", "(", "/", "・"]) else { return false };
        let digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
        let after = (digits..digits + 5).find(|at| !text.get(*at).is_some_and(digit)).unwrap_or(digits);
        let bracket = text.at(end, "(") && text.get(after) == Some(')') && after == digits + 2;
        after > digits && (bracket || text.any_at(after, &["歳", "才", "代"]).is_some())
    }

    /// Points for a word that signs a text: all of a line at its head or foot, or its last words.
    pub fn signs(&self, start: usize, end: usize) -> i32 {
        let text = self.text;
        let mut stop =
            text.any_at(text.skip_spaces(end), &["拝", "より", "印", "(印)", "㊞", "記"]).map_or(end, |(_, end)| end);
        stop = text.skip_spaces(stop);
        if text.get(stop) == Some('(') {
            let close = (stop..stop + 16).find(|at| text.get(*at) == Some(')'));
            stop = text.skip_spaces(close.map_or(stop, |close| close + 1));
        }
        let full_stop = text.get(stop) == Some('。');
        let rest = |from: usize| text.chars().get(from..).unwrap_or_default();
        let is_end = rest(stop + usize::from(full_stop)).iter().all(|c| c.is_whitespace() || matches!(c, ')' | '」'));
        let line_end = matches!(text.get(stop), None | Some('\n'));
        let mut begin = start;
        while text.before(begin) == Some(' ') || text.any_before(begin, &["以上", "敬具", "草々", "かしこ"]) {
            begin -= match text.before(begin) {
                Some(' ') => 1,
                _ if text.any_before(begin, &["かしこ"]) => 3,
                _ => 2,
            };
        }
        let line_start = matches!(text.before(begin), None | Some('\n' | '「' | '('));
        let parted =
            line_start || start > begin || matches!(text.before(begin), Some('。' | '!' | '?' | ')' | '…' | ':'));
        let lines_after = rest(stop).iter().filter(|c| **c == '\n').count();
        if is_end && parted && start > 4 {
            return 3;
        }
        if is_end && text.before(start) == Some('、') && full_stop && start > 4 {
            return 2;
        }
        let near = lines_after <= 4 || start == 0;
        if line_start && line_end && near && text.len() > end - start { 3 } else { 0 }
    }
}

/// Where the brackets with a reading end.
fn close_of_reading(text: &Folded, end: usize) -> Option<usize> {
    let close = (end..end + 17).find(|at| text.get(*at) == Some(')'))?;
    has_reading(text, end).then_some(close + 1)
}

/// A reading in brackets: 田中太郎(タナカ タロウ), 小鳥遊「たかなし」.
pub(super) fn has_reading(text: &Folded, end: usize) -> bool {
    let kana = |c: char| is_hiragana(c) || is_katakana(c) || c == ' ';
    if text.get(end) != Some('(') {
        return false;
    }
    let close = (end + 1..end + 16).find(|at| !text.get(*at).is_some_and(kana)).unwrap_or(end);
    close > end + 2 && text.get(close) == Some(')')
}
