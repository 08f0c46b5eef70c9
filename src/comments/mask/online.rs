//! Where somebody is found on the net: their page with its path, and what they are called in a service. A site of an office or
//! a company by its domain alone stays.

use std::sync::LazyLock;

use super::folded::Folded;
use super::starts::Starts;
use crate::model::comment::receipt::{Found, Personal};

/// Services in which a path is somebody's.
const SERVICES: &[&str] = &[
    "note.com",
    "x.com",
    "twitter.com",
    "instagram.com",
    "facebook.com",
    "fb.com",
    "youtube.com",
    "youtu.be",
    "tiktok.com",
    "ameblo.jp",
    "ameba.jp",
    "lin.ee",
    "line.me",
    "github.com",
    "linktr.ee",
    "threads.net",
    "bsky.app",
    "pixiv.net",
    "linkedin.com",
    "hatenablog.com",
    "hatena.ne.jp",
    "fc2.com",
    "livedoor.jp",
    "blogspot.com",
    "wixsite.com",
    "peraichi.com",
    "minne.com",
    "creema.jp",
    "mixi.jp",
    "zenn.dev",
    "qiita.com",
];
/// Parts of a path behind which somebody is named.
const PERSONAL: &[&str] =
    &["profile/", "profiles/", "user/", "users/", "u/", "member/", "members/", "people/", "author/", "@", "~", "in/"];
/// What hosts of pages of single persons begin with.
const HOSTS: &[&str] = &["researchmap", "note", "blog", "profile", "instagram", "facebook", "twitter", "portfolio"];
/// Words before a name in a service.
const IDS: &[&str] = &[
    "insta id",
    "instaのid",
    "instaid",
    "insta",
    "インスタid",
    "インスタのid",
    "インスタグラムのid",
    "lineid",
    "line id",
    "lineのid",
    "ライン id",
    "ラインid",
    "ラインのid",
    "line",
    "ライン",
    "インスタ",
    "インスタグラム",
    "instagram",
    "twitter",
    "ツイッター",
    "xのid",
    "xアカウント",
    "tiktok",
    "スカイプ",
    "skype",
    "zoom id",
    "アカウント",
    "アカウント名",
    "ユーザー名",
    "ハンドルネーム",
    "ペンネーム",
    "discord",
];
static ID_STARTS: LazyLock<Starts> = LazyLock::new(|| Starts::of(IDS.iter().copied()));
/// Words around an account of an office.
const OFFICIAL: &[&str] = &["市の公式", "公式", "市のx", "都の", "国の", "区の公式"];

/// All of them.
pub(super) fn find(text: &Folded, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < text.len() {
        let end = page(text, at).map(|end| (at, end)).or_else(|| handle(text, at)).or_else(|| id(text, at));
        match end {
            Some((start, end)) => {
                found.push(Found { span: text.span(start, end), kind: Personal::Other });
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
}

fn of_address(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '.' | '/' | '_' | '-' | '~' | '%' | '?' | '=' | '&' | '@' | '#' | '+' | ':')
}

/// A page of somebody's in a service.
fn page(text: &Folded, at: usize) -> Option<usize> {
    if !text.get(at)?.is_ascii_alphanumeric() || text.before(at).is_some_and(|c| of_address(c) && c != ':') {
        return None;
    }
    let mut end = (at..).find(|at| !text.get(*at).is_some_and(of_address))?;
    while text.before(end).is_some_and(|c| matches!(c, '.' | ':' | '?')) {
        end -= 1;
    }
    let address: String = text.slice(at..end).iter().collect();
    let bare = address
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("www.")
        .trim_start_matches("m.");
    let (host, path) = bare.split_once('/').unwrap_or((bare, ""));
    let service = SERVICES
        .iter()
        .any(|service| host == *service || (host.ends_with(service) && host.ends_with(&format!(".{service}"))));
    let own = SERVICES.iter().any(|service| host.ends_with(&format!(".{service}")));
    let path = path.trim_matches('/');
    let somebody = path.len() > 1;
    // A page of one person on any site: /profile/…, /~…, or a service known by the first part of its host.
    let scheme = address.len() > bare.len();
    let personal = scheme
        && path.len() > 1
        && (PERSONAL.iter().any(|part| path.starts_with(part) || path.contains(&format!("/{part}")))
            || host.split('.').next().is_some_and(|first| HOSTS.contains(&first)));
    let official = text.any_at(end, &["のような公式", "は公式", "が公式", "の公式"]).is_some()
        || text.any_at(end + 1, &["のような公式", "は公式", "が公式"]).is_some();
    ((service && (somebody || own) || personal) && !official).then_some(end)
}

/// @name, unless it is an office's.
fn handle(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if text.get(at) != Some('@')
        || text.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '-'))
    {
        return None;
    }
    let end =
        (at + 1..).find(|at| !text.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.')))?;
    // @name@server, as in federated services.
    if text.get(end) == Some('@') && end > at + 1 {
        let server = (end + 1..)
            .take_while(|at| text.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
        let stop = end + 1 + server.count();
        if text.slice(end + 1..stop).contains(&'.') {
            return Some((at, stop));
        }
    }
    let letters = text.slice(at + 1..end).iter().filter(|c| c.is_ascii_alphabetic()).count();
    let official = (0..16).any(|back| at.checked_sub(back).is_some_and(|at| text.any_before(at, OFFICIAL)));
    (letters >= 3 && end - at >= 5 && !official).then_some((at, end))
}

/// A name after a word that says so: LINE IDはkokoro_saku29.
fn id(text: &Folded, at: usize) -> Option<(usize, usize)> {
    if !ID_STARTS.may(text.get(at)) {
        return None;
    }
    let (_, after) = IDS
        .iter()
        .filter(|word| text.at(at, word))
        .map(|word| (word, at + word.chars().count()))
        .max_by_key(|(_, end)| *end)?;
    if text.before(at).is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let mut start = after;
    while start < after + 4 && text.get(start).is_some_and(|c| matches!(c, ' ' | ':' | 'は' | '「' | '=' | '(' | '@'))
    {
        start += 1;
    }
    let end = (start..)
        .find(|at| !text.get(*at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))
        .unwrap_or(start);
    let word = text.slice(start..end);
    let mixed = word.iter().any(|c| c.is_ascii_digit() || matches!(c, '_' | '.' | '-'));
    let first = word.first().is_some_and(char::is_ascii_alphabetic);
    let path = matches!(text.get(end), Some('/' | ':' | '@'));
    (start > after && word.len() >= 4 && first && mixed && !path).then_some((start, end))
}
