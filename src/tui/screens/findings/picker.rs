//! Finding a record of a plan by what is typed: number, kanji, kana, romaji in any spelling, id, the words that speak for
//! it. All words typed must be found; letters in the right order with others between them are the last resort.

use std::collections::HashSet;

use crate::messages::{Lang, pinning as say, plan as plan_words};
use crate::model::plan::{Plan, Record, RecordRef};
use crate::text::fit::cut;
use crate::text::fold::{display, search};
use crate::text::romaji::{self, System};

/// A record that can be chosen, ready to be searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub record: RecordRef,
    /// 課題, 事業, …: its kind as the plan's files have it.
    pub kind: String,
    /// Number and title.
    pub name: String,
    /// Kind and plan in words.
    pub place: String,
    names: [String; 2],
    title: String,
    texts: Vec<String>,
    sounds: String,
    near: usize,
}

/// Kinds in the order they are offered; others follow.
const KINDS: [&str; 9] =
    ["issue", "policy_item", "intent", "direction", "measure", "indicator", "policy", "basic_policy", "strategy"];
/// Kinds that no finding speaks for: headings and papers.
const LEFT_OUT: [&str; 7] = ["chapter", "document", "group", "agenda", "paper", "note", "related_plan"];

/// Cells of a plan's title: it only tells plans apart.
const PLAN: usize = 16;

/// Id, number and title; ids tell apart what is printed as ① in every chapter.
fn named(record: &Record) -> String {
    if record.id == record.no { record.name() } else { format!("{}　{}", record.id, record.title) }
}

/// All records that can be chosen, those of the first kinds first, and among these those whose words are nearest to what
/// a finding is about.
pub fn candidates(plans: &[Plan], lang: Lang, about: &str) -> Vec<Candidate> {
    let about = pairs(about);
    let of_plan = |plan: &Plan| -> Vec<Candidate> {
        let records = plan.records.iter().filter(|record| !LEFT_OUT.contains(&record.kind.as_str()));
        let candidate = |record: &Record| {
            let reading = if record.reading.is_empty() { &record.title } else { &record.reading };
            let texts = record.aliases.iter().chain(&record.phrases).chain([&record.reading, &record.section]);
            Candidate {
                record: plan.reference(record),
                kind: record.kind.clone(),
                name: display(&named(record)),
                place: say::record(lang, plan_words::kind(lang, &record.kind), &cut(&display(&plan.about.title), PLAN)),
                names: [search(&record.id), search(&record.no)],
                title: search(&record.title),
                texts: texts.map(|text| search(text)).filter(|text| !text.is_empty()).collect(),
                sounds: romaji::fold(&romaji::romaji(reading, System::Hepburn)),
                near: nearness(record, &about),
            }
        };
        records.map(candidate).collect()
    };
    let mut all: Vec<Candidate> = plans.iter().flat_map(of_plan).collect();
    let rank = |kind: &str| KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len());
    all.sort_by_key(|candidate| (rank(&candidate.kind), std::cmp::Reverse(candidate.near)));
    all
}

/// How many pairs of letters a record's words share with what a finding is about, in hundredths of its own: a long text is
/// not near to everything.
fn nearness(record: &Record, about: &HashSet<[char; 2]>) -> usize {
    let words = record.aliases.iter().chain(&record.phrases).chain([&record.title]);
    let own: HashSet<[char; 2]> = words.flat_map(|text| pairs(text)).collect();
    (100 * own.intersection(about).count()).checked_div(own.len()).unwrap_or(0)
}

/// Neighbouring letters of a text that carry meaning: kanji, katakana and the like, but no hiragana, which stand everywhere.
fn pairs(text: &str) -> HashSet<[char; 2]> {
    let letters: Vec<char> = display(text).chars().collect();
    let carries = |c: &char| c.is_alphabetic() && !('\u{3041}'..='\u{3096}').contains(c);
    let pairs = letters.windows(2).filter_map(|pair| <[char; 2]>::try_from(pair).ok());
    pairs.filter(|pair| pair.iter().all(carries)).collect()
}

/// The candidates that what is typed may mean, by position: best first, otherwise in their order. Nothing typed is all of
/// them, with `first` on top.
pub fn find(candidates: &[Candidate], typed: &str, first: &[RecordRef]) -> Vec<usize> {
    let wanted = search(typed);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let top = |candidate: &Candidate| !first.contains(&candidate.record);
    let mut found: Vec<(usize, bool, usize)> = candidates
        .iter()
        .enumerate()
        .filter_map(|(at, candidate)| {
            let ranks: Option<Vec<usize>> = words.iter().map(|word| rank(candidate, word)).collect();
            Some((ranks?.into_iter().max().unwrap_or(0), top(candidate), at))
        })
        .collect();
    found.sort();
    found.into_iter().map(|(.., at)| at).collect()
}

/// How well a word fits: 0 is its number, `None` not at all.
fn rank(candidate: &Candidate, word: &str) -> Option<usize> {
    if candidate.names.iter().any(|name| name == word) {
        return Some(0);
    }
    if candidate.title.contains(word) || candidate.names.iter().any(|name| name.contains(word)) {
        return Some(1);
    }
    if candidate.texts.iter().any(|text| text.contains(word)) || search(&candidate.place).contains(word) {
        return Some(2);
    }
    let latin = word.is_ascii().then(|| romaji::fold(word)).filter(|latin| latin.len() > 1);
    if latin.is_some_and(|latin| candidate.sounds.contains(&latin)) {
        return Some(2);
    }
    let scattered = !word.is_ascii() && word.chars().count() > 1 && is_within(word, &candidate.title);
    scattered.then_some(3)
}

/// The letters of `word` stand in the text in their order.
fn is_within(word: &str, text: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|wanted| rest.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Candidate> {
        let record = |kind: &str, id: &str, no: &str, title: &str, reading: &str| Record {
            kind: kind.into(),
            id: id.into(),
            no: no.into(),
            title: title.into(),
            reading: reading.into(),
            phrases: vec!["担い手".into()],
            ..Record::default()
        };
        let records = vec![
            record("chapter", "c", "", "課題の章", ""),
            record("measure", "13", "13", "産業融資あっせん事業", "さんぎょうゆうしあっせんじぎょう"),
            record("issue", "商店街-2", "②", "空き店舗の活用", "あきてんぽのかつよう"),
            record("issue", "農-1", "①", "農地の保全", "のうちのほぜん"),
        ];
        let plan = Plan { id: "p".into(), records, ..Plan::default() };
        candidates(&[plan], Lang::Ja, "")
    }

    fn found(typed: &str) -> Vec<String> {
        let all = all();
        find(&all, typed, &[]).into_iter().map(|at| all[at].record.id.clone()).collect()
    }

    #[test]
    fn a_record_is_found_by_every_way_to_write_it() {
        for typed in ["空き店舗", "あきてんぽ", "ｱｷﾃﾝﾎﾟ", "akitenpo", "akitempo", "商店街-2", "空店", "空き 活用"]
        {
            assert_eq!(found(typed), ["商店街-2"], "{typed}");
        }
        assert_eq!(found("13"), ["13"]);
        assert_eq!(found("yuushi"), ["13"]);
        assert_eq!(found("担い手").len(), 3);
        assert!(found("章").is_empty() && found("zzz").is_empty());
    }

    #[test]
    fn records_whose_words_are_near_come_first_among_their_kind() {
        let record = |kind: &str, id: &str, title: &str| Record {
            kind: kind.into(),
            id: id.into(),
            title: title.into(),
            ..Record::default()
        };
        let records = vec![
            record("issue", "1", "空き店舗の活用"),
            record("issue", "2", "農地の保全"),
            record("measure", "3", "農地を守る事業"),
        ];
        let plan = Plan { id: "p".into(), records, ..Plan::default() };
        let order = |about: &str| -> Vec<String> {
            candidates(std::slice::from_ref(&plan), Lang::Ja, about).into_iter().map(|one| one.record.id).collect()
        };
        assert_eq!(order("農地の保全のために必要なこと"), ["2", "1", "3"]);
        assert_eq!(order("ほしいお店について"), ["1", "2", "3"]);
    }

    #[test]
    fn issues_come_before_measures_and_what_is_asked_about_before_all() {
        assert_eq!(found(""), ["商店街-2", "農-1", "13"]);
        let all = all();
        let first = [RecordRef::new("p", "13")];
        assert_eq!(find(&all, "", &first), [2, 0, 1]);
    }
}
