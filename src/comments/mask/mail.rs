//! Mail addresses, also where @ and the dots are written as words, and names of accounts that begin with @.

use std::sync::LazyLock;

use super::folded::Folded;
use super::starts::Starts;
use crate::model::comment::receipt::{Found, Personal};

/// What stands for @; those with a space need a whole address around them.
const AT: &[&str] = &[
    "@",
    "(at)",
    "[at]",
    "<at>",
    "{at}",
    "(a)",
    "[a]",
    "(@)",
    "[@]",
    "_at_",
    "(アットマーク)",
    "(アット)",
    " アットマーク ",
    "アットマーク",
    "アット",
    " at ",
    " [at] ",
    " (at) ",
    " <at> ",
    " {at} ",
    " (アット) ",
    " @ ",
    "☆",
    "★",
    "●",
    "■",
    "◆",
    "◎",
    "◇",
    "○",
    "◯",
];
static AT_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(AT.iter().copied()));
const DOT: &[&str] = &[
    " [dot] ",
    " (dot) ",
    " . ",
    ".",
    "(dot)",
    "[dot]",
    "{dot}",
    "(.)",
    "[.]",
    " dot ",
    " ドット ",
    "(ドット)",
    "ドット",
];

/// With what a domain goes on where a line ends within it.
const TAILS: &[&str] = &["co.jp", "ne.jp", "or.jp", "ac.jp", "go.jp", "lg.jp", "jp", "com", "net", "org", "example."];

/// All mail addresses.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    for at in (0..text.len()).filter(|at| AT_STARTS.may(text.get(*at))) {
        let Some((sign, after)) = text.any_at(at, AT) else { continue };
        if sign == "at" || (sign == "@" && text.before(at).is_some_and(|c| matches!(c, '(' | '['))) {
            continue;
        }
        let start = local(text, at);
        let end = domain(text, after);
        let found_here = match (start, end) {
            (Some(start), Some((end, labels))) if labels > 1 || sign == "@" => Some((start, end, Personal::Mail)),
            (None, _) if sign == "@" => handle(text, after).map(|end| (at, end, Personal::Other)),
            _ => None,
        };
        if let Some((start, end, kind)) = found_here {
            found.push(Found { span: text.span(start, end), kind });
        }
    }
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

/// Where the part before the sign begins; spaces may stand between, and dots may be words.
fn local(text: &Folded, at: usize) -> Option<usize> {
    let mut end = at;
    while matches!(text.before(end), Some(' ' | '\n')) && end + 2 > at {
        end -= 1;
    }
    let mut start = end;
    loop {
        while text.before(start).is_some_and(is_local) {
            start -= 1;
        }
        let Some(dot) = [" [dot] ", " (dot) ", "(dot)", "[dot]", " ドット ", "ドット", " dot "]
            .iter()
            .find(|dot| text.any_before(start, &[dot]))
        else {
            break;
        };
        let before = start - dot.chars().count();
        if !text.before(before).is_some_and(is_local) {
            break;
        }
        start = before;
    }
    while start < end && text.get(start).is_some_and(|c| matches!(c, '.' | '-')) {
        start += 1;
    }
    (start < end).then_some(start)
}

/// Where the part after the sign ends, and of how many labels it is.
fn domain(text: &Folded, after: usize) -> Option<(usize, usize)> {
    // A space, or the end of a line.
    let mut at = if matches!(text.get(after), Some(' ' | '\n')) { after + 1 } else { after };
    let mut labels = 0;
    let mut end = None;
    loop {
        let length = (at..)
            .take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
            .count();
        if length == 0 {
            break;
        }
        at += length;
        labels += 1;
        end = Some(at);
        match text.any_at(at, DOT) {
            Some((_, next)) if text.get(next).is_some_and(|c| c.is_ascii_alphanumeric()) => at = next,
            Some((_, next)) if text.get(next) == Some('\n') && text.any_at(next + 1, TAILS).is_some() => at = next + 1,
            _ => break,
        }
    }
    let long = end.is_some_and(|end| end >= after + 2);
    end.filter(|_| long && text.get(after).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '\n')))
        .map(|end| (end, labels))
}

/// The end of an account's name: four letters or more, no number of a price.
fn handle(text: &Folded, at: usize) -> Option<usize> {
    let length = (at..).take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_')).count();
    (length >= 4 && text.get(at).is_some_and(|c| c.is_ascii_alphabetic() || c == '_')).then_some(at + length)
}
