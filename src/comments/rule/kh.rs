//! KH Coder's files of coding rules: `*name` lines followed by conditions, read into rules of ours.
//!
//! KH Coder counts words of a morphological dictionary, koe finds phrases: a word becomes the phrase, whatever stands around
//! it. What cannot be said in a rule of ours (counts of words, document numbers, conjugated forms) is not taken, and said.
//! Distances are in words there and in characters here; one word counts as [`WORD`] characters.

use std::collections::BTreeMap;

/// Characters that stand for one word of a distance: Japanese content words with a particle are about this long.
pub const WORD: usize = 3;

/// KH Coder's distance where none is given, in words.
const USUAL: usize = 10;

/// A file of coding rules as read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct File {
    /// Codes that could be read, in order.
    pub taken: Vec<Taken>,
    /// Codes that could not.
    pub refused: Vec<Refused>,
}

/// A code that could be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// Without the star.
    pub name: String,
    /// Line of its name, from 1.
    pub line: usize,
    /// The rule.
    pub rule: String,
    /// What means something slightly different now, in order.
    pub changes: Vec<Change>,
}

/// What is not quite the same here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// A distance: words there, characters here.
    Distance {
        /// Words.
        words: usize,
        /// Characters.
        characters: usize,
    },
    /// The part of speech or form of a word is not looked at.
    Form(String),
}

/// A code that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Without the star.
    pub name: String,
    /// Line of what could not be read, from 1.
    pub line: usize,
    /// What that is.
    pub what: String,
    /// Why.
    pub why: Why,
}

/// Why a condition cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing stands below the name, or before any name.
    Empty,
    /// Counts, comparisons of counts, lengths in words or document numbers.
    Counts,
    /// Another code that is not in the file, or could not be read, or is asked for in a circle.
    NoSuchCode,
    /// It is not put together as a rule should be.
    Syntax,
    /// The name stood above already.
    Twice,
}

/// A word of a condition with its line.
type Word = (usize, String);

/// Reads a file.
pub fn read(text: &str) -> File {
    let mut file = File::default();
    let mut blocks: Vec<(String, usize, Vec<Word>)> = Vec::new();
    for (line, content) in (1..).zip(text.trim_start_matches('\u{FEFF}').lines()) {
        let content = content.trim();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        if let Some(name) = content.strip_prefix('*').or(content.strip_prefix('＊')) {
            let name = name.trim().to_owned();
            if blocks.iter().any(|(other, ..)| *other == name) {
                file.refused.push(Refused { name: name.clone(), line, what: format!("*{name}"), why: Why::Twice });
            }
            blocks.push((name, line, Vec::new()));
            continue;
        }
        let words = split(content).into_iter().map(|word| (line, word));
        match blocks.last_mut() {
            Some((.., all)) => all.extend(words),
            None => {
                let what = content.to_owned();
                file.refused.push(Refused { name: String::new(), line, what, why: Why::Empty });
            }
        }
    }
    let mut known: BTreeMap<String, Result<Taken, Refused>> = BTreeMap::new();
    for (position, (name, ..)) in blocks.iter().enumerate() {
        let first = blocks.iter().position(|(other, ..)| other == name) == Some(position);
        if first {
            code(name, &blocks, &mut known, &mut Vec::new());
            match known.get(name) {
                Some(Ok(taken)) => file.taken.push(taken.clone()),
                Some(Err(refused)) => file.refused.push(refused.clone()),
                None => {}
            }
        }
    }
    file.refused.sort_by_key(|refused| refused.line);
    file
}

/// Words are divided by white space; what stands in quotes or square brackets is one word, parentheses are words of their
/// own unless they belong to near or seq.
fn split(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut quote: Option<char> = None;
    let mut inside = false;
    for c in line.chars() {
        if let Some(open) = quote {
            word.push(c);
            if c == open {
                quote = None;
            }
            continue;
        }
        match c {
            '\'' | '"' => {
                quote = Some(c);
                word.push(c);
            }
            '(' | '（' if is_near(&word) => {
                inside = true;
                word.push('(');
            }
            ')' | '）' if inside => {
                inside = false;
                word.push(')');
            }
            '(' | ')' | '（' | '）' => {
                words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
                words.push(if matches!(c, '(' | '（') { "(" } else { ")" }.to_owned());
            }
            c if c.is_whitespace() && !inside => words.extend((!word.is_empty()).then(|| std::mem::take(&mut word))),
            c => word.push(c),
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

fn is_near(word: &str) -> bool {
    ["near", "seq"].contains(&word.to_lowercase().as_str())
}

/// Reads one code, after those it refers to; `above` are those being read.
fn code(
    name: &str,
    blocks: &[(String, usize, Vec<Word>)],
    known: &mut BTreeMap<String, Result<Taken, Refused>>,
    above: &mut Vec<String>,
) {
    if known.contains_key(name) {
        return;
    }
    let Some((_, line, words)) = blocks.iter().find(|(other, ..)| other == name) else { return };
    let refuse = |line: usize, what: &str, why| Refused { name: name.to_owned(), line, what: what.to_owned(), why };
    above.push(name.to_owned());
    let mut rule: Vec<String> = Vec::new();
    let mut changes: Vec<Change> = Vec::new();
    let mut fault = words.is_empty().then(|| refuse(*line, &format!("*{name}"), Why::Empty));
    for (line, word) in words {
        let read = match referred(word) {
            Some(other) if above.iter().any(|above| above == other) => Err(Why::NoSuchCode),
            Some(other) => {
                code(other, blocks, known, above);
                match known.get(other) {
                    Some(Ok(other)) => {
                        changes.extend(other.changes.iter().cloned());
                        Ok(format!("({})", other.rule))
                    }
                    _ => Err(Why::NoSuchCode),
                }
            }
            None => condition(word, &mut changes),
        };
        match read {
            Ok(read) => rule.push(read),
            Err(why) => {
                fault = fault.or(Some(refuse(*line, word, why)));
            }
        }
    }
    above.pop();
    let rule = rule.join(" ");
    if fault.is_none() && super::parse(&rule).is_err() {
        let whole: Vec<&str> = words.iter().map(|(_, word)| word.as_str()).collect();
        fault = Some(refuse(words.first().map_or(*line, |(line, _)| *line), &whole.join(" "), Why::Syntax));
    }
    changes.sort();
    changes.dedup();
    let taken = Taken { name: name.to_owned(), line: *line, rule, changes };
    known.insert(name.to_owned(), fault.map_or(Ok(taken), Err));
}

/// `<*name>` is another code of the file.
fn referred(word: &str) -> Option<&str> {
    word.strip_prefix("<*").and_then(|inner| inner.strip_suffix('>'))
}

/// One word as a part of our rules.
fn condition(word: &str, changes: &mut Vec<Change>) -> Result<String, Why> {
    match word.to_lowercase().as_str() {
        "and" | "&" | "&&" => return Ok("and".to_owned()),
        "or" | "|" | "||" => return Ok("or".to_owned()),
        "not" | "!" => return Ok("not".to_owned()),
        "(" | ")" => return Ok(word.to_owned()),
        _ => {}
    }
    if let Some(rest) = word.strip_prefix('!').filter(|rest| !rest.is_empty()) {
        return Ok(format!("not {}", condition(rest, changes)?));
    }
    if let Some(attribute) = word.strip_prefix("<>") {
        let (name, value) = attribute.split_once("-->").ok_or(Why::Syntax)?;
        return Ok(format!("{} = {}", quoted(name)?, quoted(value)?));
    }
    let quote = word.chars().next().filter(|c| matches!(c, '\'' | '"'));
    if let Some(inner) = quote.and_then(|quote| word.strip_prefix(quote)?.strip_suffix(quote)) {
        return quoted(inner);
    }
    let counts = ["<", ">", "=", "+", "-", "*", "/"];
    if counts.contains(&word)
        || word.starts_with('<')
        || (word.contains(['<', '>']) && !word.contains("->") && !word.contains("=>"))
    {
        return Err(Why::Counts);
    }
    for name in ["near", "seq"] {
        let lower = word.to_lowercase();
        if lower.starts_with(&format!("{name}(")) {
            return near(name, word.get(name.len() + 1..).unwrap_or_default(), changes);
        }
    }
    phrase(word, changes)
}

/// `a-b-c)[n]` after near or seq.
fn near(name: &str, rest: &str, changes: &mut Vec<Change>) -> Result<String, Why> {
    let (inside, after) = rest.split_once(')').ok_or(Why::Syntax)?;
    let mut distance = USUAL;
    for option in after.split(['[', ']']).filter(|option| !option.trim().is_empty()) {
        distance = option.trim().parse().map_err(|_| Why::Counts)?;
    }
    let parts: Vec<String> = inside.split('-').map(|part| phrase(part.trim(), changes)).collect::<Result<_, _>>()?;
    if parts.len() < 2 {
        return Err(Why::Syntax);
    }
    let characters = distance.saturating_mul(WORD);
    changes.push(Change::Distance { words: distance, characters });
    Ok(format!("({})", parts.join(&format!(" {name}({characters}) "))))
}

/// A word, or words joined by `+`, without what is said of its form.
fn phrase(word: &str, changes: &mut Vec<Change>) -> Result<String, Why> {
    let bare: Vec<&str> = word
        .split('+')
        .map(|part| {
            let end = ["-->", "->", "=>"].iter().filter_map(|sign| part.find(sign)).min().unwrap_or(part.len());
            part.get(..end).unwrap_or(part)
        })
        .collect();
    let phrase = bare.concat();
    if phrase.len() + bare.len().saturating_sub(1) < word.len() {
        changes.push(Change::Form(word.to_owned()));
    }
    quoted(&phrase)
}

/// A phrase in quotes that it does not hold itself.
fn quoted(phrase: &str) -> Result<String, Why> {
    let phrase = phrase.trim();
    if phrase.is_empty() {
        return Err(Why::Syntax);
    }
    let quotes = [('"', '"'), ('「', '」'), ('『', '』')];
    let free = quotes.into_iter().find(|(open, close)| !phrase.contains([*open, *close, '＂']));
    free.map(|(open, close)| format!("{open}{phrase}{close}")).ok_or(Why::Syntax)
}
