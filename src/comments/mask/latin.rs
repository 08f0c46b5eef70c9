//! Names in Latin letters: two or three words of which one is a known name, or that stand where a name is signed.

use super::around::Around;
use super::folded::Folded;
use super::lexicon::is_latin;

/// Words that are also names, and words of headings and products; they count only beside a known name.
const WORDS: &[&str] = &[
    "ai",
    "it",
    "to",
    "do",
    "no",
    "so",
    "the",
    "an",
    "my",
    "in",
    "on",
    "is",
    "am",
    "are",
    "i",
    "mark",
    "will",
    "rose",
    "may",
    "hill",
    "long",
    "green",
    "white",
    "brown",
    "gray",
    "wood",
    "cook",
    "park",
    "king",
    "young",
    "lee",
    "ai",
    "go",
    "he",
    "she",
    "me",
    "we",
    "you",
    "of",
    "at",
    "for",
    "and",
    "or",
    "with",
    "from",
    "please",
    "contact",
    "mail",
    "tel",
    "fax",
    "line",
    "id",
    "pdf",
    "web",
    "wifi",
    "google",
    "iban",
    "france",
    "vietnam",
    "passport",
    "dob",
    "bic",
    "swift",
    "address",
    "excel",
    "word",
    "twitter",
    "facebook",
    "instagram",
    "youtube",
    "amazon",
    "email",
    "e",
    "re",
    "fw",
    "subject",
    "date",
    "sent",
    "thank",
    "thanks",
    "best",
    "regards",
    "hello",
    "dear",
    "tokyo",
    "japan",
    "city",
    "design",
    "cafe",
    "shop",
    "store",
    "open",
    "data",
    "smart",
    "local",
    "small",
    "business",
    "english",
    "school",
    "teach",
    "run",
    "company",
    "home",
    "new",
    "near",
    "station",
    "name",
    "mobile",
    "phone",
    "co",
    "ltd",
    "inc",
    "vol",
    "ver",
    "kpi",
    "sdgs",
    "dx",
    "lg",
    "jp",
    "com",
    "tv",
];
/// What one says before one's own name.
const BEFORE: &[&str] = &[
    "my name is ",
    "i am ",
    "i'm ",
    "name: ",
    "name:",
    "from: ",
    "regards, ",
    "sincerely, ",
    "氏名:",
    "氏名: ",
    "担当は",
    "私は",
    "mr. ",
    "ms. ",
    "mrs. ",
    "dr. ",
    "mr.",
    "ms.",
];

/// All of them: start and end.
pub(super) fn find(around: &Around<'_>) -> Vec<(usize, usize)> {
    let text = around.text;
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let words = if begins(text, at) { words(text, at) } else { Vec::new() };
        let named = (2..=3)
            .rev()
            .find(|count| words.len() >= *count && is_name(around, words.get(..*count).unwrap_or_default()));
        let single = named.is_none() && words.first().is_some_and(|word| is_single(around, *word));
        let last = if single { words.first() } else { named.and_then(|count| words.get(count - 1)) };
        match last {
            Some((_, end)) => {
                found.push((at, *end));
                at = *end;
            }
            None => at += 1,
        }
    }
    found
}

fn letter(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '\'' || (c.is_alphabetic() && ('\u{C0}'..='\u{24F}').contains(&c))
}

fn begins(text: &Folded, at: usize) -> bool {
    text.get(at).is_some_and(letter)
        && !text.before(at).is_some_and(|c| letter(c) || c.is_ascii_digit() || matches!(c, '@' | '.' | '_' | '-' | '/'))
}

/// Up to three words in a row.
fn words(text: &Folded, start: usize) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = start;
    while words.len() < 3 && text.get(at).is_some_and(letter) {
        let end = (at..)
            .find(|at| !text.get(*at).is_some_and(|c| letter(c) || (c == '-' && text.get(at + 1).is_some_and(letter))))
            .unwrap_or(at);
        if text.get(end).is_some_and(|c| matches!(c, '@' | '_') || c.is_ascii_digit()) {
            break;
        }
        words.push((at, end));
        match text.any_at(end, &[", ", " ", ". ", "・"]) {
            Some((_, next)) => at = next,
            None => break,
        }
    }
    words
}

fn word(text: &Folded, (start, end): (usize, usize)) -> String {
    text.slice(start..end).iter().collect()
}

/// Some words are a name: known, or one known and at a place where names stand.
fn is_name(around: &Around<'_>, words: &[(usize, usize)]) -> bool {
    let text = around.text;
    let (Some((start, _)), Some((last, end))) = (words.first().copied(), words.last().copied()) else { return false };
    if !around.is_open(start, end) || text.get(end) == Some('.') && text.get(end + 1).is_some_and(letter) {
        return false;
    }
    let spelled: Vec<String> = words.iter().map(|of| word(text, *of)).collect();
    // Short words are of a sentence: by, to.
    let plain = |word: &String| !WORDS.contains(&word.as_str()) && (word.len() != 2 || is_latin(word));
    let known = spelled.iter().filter(|word| is_latin(word) && word.len() > 2).count();
    let sure = spelled.iter().filter(|word| is_latin(word) && word.len() > 2 && plain(word)).count();
    let initial = |word: &String| word.len() == 1;
    if text.any_before(start, BEFORE) && !text.any_before(start, &["i am "]) {
        return spelled.iter().all(plain) || known > 0;
    }
    let (left, _) = around.left(start).unwrap_or((0, true));
    let (right, _) = around.right(start, end, false);
    let near = left.max(0) + right.max(0) + around.signs(start, end);
    let readable = spelled.iter().all(|word| plain(word) && word.len() >= 2);
    (sure >= 1 && known == spelled.len() && last > start)
        || (sure >= 1 && near >= 1 && spelled.iter().all(|word| plain(word) || initial(word)))
        || (sure >= 1 && spelled.iter().any(initial) && near >= 1)
        || (known == spelled.len() && near >= 2)
        || (readable && near >= 3 && spelled.len() == 2)
}

/// One known word before さん, or as a signature.
fn is_single(around: &Around<'_>, (start, end): (usize, usize)) -> bool {
    let text = around.text;
    let spelled = word(text, (start, end));
    if spelled.len() < 3 || WORDS.contains(&spelled.as_str()) || !around.is_open(start, end) {
        return false;
    }
    let (right, _) = around.right(start, end, false);
    let signs = if text.get(end) == Some('.') { 0 } else { around.signs(start, end) };
    let own = text.any_before(start, &["私", "私は", "私の名前は"])
        && text.any_at(end, &["です", "と申", "といいます"]).is_some();
    is_latin(&spelled) && (own || right >= 4 || signs >= 3 || (right >= 3 && text.any_at(end, &["です"]).is_some()))
}
