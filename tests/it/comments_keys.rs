//! How many keys it takes to enter the codes of the sample's public comments, from a cold start and without an input method.
//!
//! A planner looks at what the tagging screen shows (suggestions, codes, groups, proposed cuts) and types the cheapest keys
//! for the codes people agreed on (`sample-data/comments/gold.csv`). The keys are kept in
//! `tests/scripts/comments-gold.keys`; they are replayed here and must lead to the same journal. To write them anew:
//! `KOE_UPDATE_KEYS=1 cargo test --test it comments_keys`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use koe::messages::Lang;
use koe::model::comment::Decisions;
use koe::project::Project;
use koe::tui::Start;
use koe::tui::key::Key;
use koe::tui::screens::tagging;
use koe::tui::script::Player;
use koe::tui::state::OpenedSet;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The sample's public comments alone, in a folder of their own.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str| {
        let target = folder.path().join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(root().join(name), target).unwrap();
    };
    for name in ["draft-plan.toml", "receipts.xlsx", "web-form.csv"] {
        copy(&format!("sample-data/comments/{name}"));
    }
    copy("sample-data/plans/nishitokyo-2024.toml");
    let text = "[project]\ntitle = \"sample\"\nlocale = \"ja\"\n\
                plans = [\"sample-data/plans/nishitokyo-2024.toml\"]\n\
                comments = [\"sample-data/comments/draft-plan.toml\"]\nstore = \"sqlite:koe.sqlite\"\n";
    fs::write(folder.path().join("koe.toml"), text).unwrap();
    folder
}

fn player(folder: &Path) -> Player {
    let start = Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 160, 45);
    player.begin();
    player.play("4").unwrap();
    player
}

/// One row of the codes people agreed on: where in the receipt's text, and which codes.
#[derive(Debug, Clone)]
struct Gold {
    start: usize,
    end: usize,
    codes: Vec<String>,
}

/// By receipt, in the order of the text.
fn gold() -> BTreeMap<String, Vec<Gold>> {
    let text = fs::read_to_string(root().join("sample-data/comments/gold.csv")).unwrap();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    let mut gold: BTreeMap<String, Vec<Gold>> = BTreeMap::new();
    for row in rows.records() {
        let row = row.unwrap();
        let codes = row[4].split(';').filter(|code| !code.is_empty()).map(str::to_owned).collect();
        let entry = Gold { start: row[2].parse().unwrap(), end: row[3].parse().unwrap(), codes };
        gold.entry(row[0].to_owned()).or_default().push(entry);
    }
    gold.values_mut().for_each(|rows| rows.sort_by_key(|row| row.start));
    gold
}

/// The part of `start..end` that is no white space.
fn trimmed(text: &[char], start: usize, end: usize) -> (usize, usize) {
    let blank = |at: &usize| text[*at].is_whitespace();
    let first = (start..end).find(|at| !blank(at)).unwrap_or(end);
    let last = (first..end).rev().find(|at| !blank(at)).map_or(first, |at| at + 1);
    (first, last)
}

fn sorted(codes: &[String]) -> Vec<String> {
    let mut codes = codes.to_vec();
    codes.sort();
    codes
}

/// The row for an opinion: the one that shares most with it.
fn row_of<'a>(gold: &'a BTreeMap<String, Vec<Gold>>, set: &OpenedSet, id: &str) -> Option<&'a Gold> {
    let docket = set.docket.as_ref().unwrap();
    let opinion = docket.opinion(id)?;
    let rows = gold.get(&docket.receipt_of(opinion)?.id)?;
    let (start, end) = (opinion.spans.first()?.start, opinion.spans.last()?.end);
    let shared = |row: &&Gold| row.end.min(end).saturating_sub(row.start.max(start));
    rows.iter().max_by_key(shared).filter(|row| shared(row) > 0 || rows.len() == 1)
}

struct Planner {
    player: Player,
    gold: BTreeMap<String, Vec<Gold>>,
    log: String,
    /// Keys for each opinion that was on the screen.
    shown: Vec<usize>,
    /// Opinions that got their codes with a group.
    grouped: usize,
}

impl Planner {
    fn set(&self) -> &OpenedSet {
        &self.player.state().sets[0]
    }

    fn press(&mut self, keys: &[String]) {
        for name in keys {
            let key = Key::parse(name).unwrap();
            assert!(name.is_ascii(), "{name} needs an input method");
            self.player.press(key);
        }
    }

    fn run(&mut self) {
        let mut carried = 0;
        while let Some(id) = self.set().tagging.current().map(str::to_owned).filter(|_| !self.set().tagging.finished) {
            let (keys, divides) = match self.cuts(&id) {
                Some(keys) => (keys, true),
                None => (self.codes(&id), false),
            };
            self.log.push_str(&format!("# {id}\n{}\n", keys.join(" ")));
            self.press(&keys);
            // Dividing a letter counts for the first opinion in it.
            if divides {
                carried += keys.len();
            } else {
                self.shown.push(keys.len() + std::mem::take(&mut carried));
            }
            assert!(self.shown.len() < 500, "the queue does not end");
        }
    }

    /// Keys that divide a letter; `None` for one opinion.
    fn cuts(&mut self, id: &str) -> Option<Vec<String>> {
        let docket = self.set().docket.clone().unwrap();
        let opinion = docket.opinion(id)?;
        let receipt = docket.receipt_of(opinion)?;
        let rows = self.gold.get(&receipt.id)?;
        if rows.len() < 2 || opinion.id != receipt.id {
            return None;
        }
        let text: Vec<char> = receipt.text.chars().collect();
        let dividing = tagging::split::begin(opinion, receipt)?;
        // Each opinion but the first begins at a place that leads to its first letter.
        let wanted: Vec<usize> = rows[1..]
            .iter()
            .map(|row| {
                let first = trimmed(&text, row.start, row.end).0;
                let before = trimmed(&text, 0, first).1;
                let known = dividing.places.iter().copied().find(|place| (before..=first).contains(place));
                known.unwrap_or_else(|| panic!("receipt {}: no place to cut at {first}", receipt.id))
            })
            .collect();
        let mut keys = vec!["x".to_owned()];
        let index = |place: &usize| dividing.places.iter().position(|known| known == place).unwrap();
        let wrong = |place: &&usize| dividing.cuts.contains(place) != wanted.contains(place);
        let mut moves: Vec<usize> = dividing.places.iter().filter(wrong).map(index).collect();
        let mut cursor = dividing.cursor;
        if let [one] = moves[..]
            && wanted.contains(&dividing.places[one])
            && let Some(digit) = dividing.digit(dividing.places[one])
        {
            keys.extend([digit.to_string(), "Enter".to_owned()]);
            return Some(keys);
        }
        while !moves.is_empty() {
            let nearest = (0..moves.len()).min_by_key(|at| moves[*at].abs_diff(cursor)).unwrap();
            let next = moves.remove(nearest);
            let ways = if next > cursor { ["PageDown", "Right"] } else { ["PageUp", "Left"] };
            let far = next.abs_diff(cursor);
            keys.extend(std::iter::repeat_n(ways[0].to_owned(), far / 5));
            keys.extend(std::iter::repeat_n(ways[1].to_owned(), far % 5));
            keys.push("Space".to_owned());
            cursor = next;
        }
        keys.push("Enter".to_owned());
        Some(keys)
    }

    /// Keys that give an opinion its codes.
    fn codes(&mut self, id: &str) -> Vec<String> {
        let set = &self.player.state().sets[0];
        let state = &set.tagging;
        let docket = set.docket.as_ref().unwrap();
        let row = row_of(&self.gold, set, id).unwrap_or_else(|| panic!("no row for {id}"));
        let wanted = sorted(&row.codes);
        if wanted.is_empty() {
            return vec!["-".to_owned()];
        }
        // The same codes for all of a group, where they are the same.
        let last = match state.group_of(id).and_then(|group| state.prepared.as_ref()?.groups.get(group)) {
            None => "Enter",
            Some(group) => {
                let prepared = state.prepared.as_ref().unwrap();
                let me = prepared.place(id);
                let decisions = self.player.state().decisions();
                let others: Vec<String> = group
                    .members
                    .iter()
                    .filter(|member| Some(**member) != me && !group.own.iter().any(|(own, _)| own == *member))
                    .map(|member| prepared.docket.opinions[*member].id.clone())
                    .filter(|other| state.position(other).is_some() && !decisions.codings.contains_key(other))
                    .collect();
                let same =
                    |other: &String| row_of(&self.gold, set, other).is_some_and(|row| sorted(&row.codes) == wanted);
                if !others.is_empty() && others.iter().all(same) {
                    self.grouped += others.len();
                    "g"
                } else {
                    "Enter"
                }
            }
        };
        let marks: Vec<&str> = state.advice_now().unwrap().marks.iter().map(|mark| mark.code.as_str()).collect();
        if marks.first().is_some_and(|first| [(*first).to_owned()] == wanted[..]) {
            return vec![last.to_owned()];
        }
        if last == "Enter" && state.last.as_ref().is_some_and(|codes| sorted(codes) == wanted) {
            return vec![".".to_owned()];
        }
        let alone = marks.iter().position(|mark| [(*mark).to_owned()] == wanted[..]);
        if let (Some(star), "Enter") = (alone, last) {
            return vec![["A", "B", "C"][star].to_owned()];
        }
        let both = marks.iter().take(2).map(|code| (*code).to_owned()).collect::<Vec<_>>();
        if last == "Enter" && wanted.len() == 2 && sorted(&both) == wanted {
            return vec!["+".to_owned()];
        }
        let (mut keys, mut page) = (Vec::new(), state.page);
        let position = |code: &String| docket.codebook.position(code).unwrap();
        let mut ordered = wanted.clone();
        ordered.sort_by_key(position);
        for code in &ordered {
            if let Some(star) = marks.iter().position(|mark| mark == code) {
                keys.push(["a", "b", "c"][star].to_owned());
                continue;
            }
            let wanted_page = position(code) / 9;
            let pages = docket.codebook.codes.len().div_ceil(9);
            // Shift and a digit reach the next page without turning to it.
            if page != wanted_page && (page + 1) % pages == wanted_page && position(code) % 9 < 5 {
                keys.push(["!", "@", "Hash", "$", "%"][position(code) % 9].to_owned());
                continue;
            }
            while page != wanted_page {
                keys.push("0".to_owned());
                page = (page + 1) % docket.codebook.codes.len().div_ceil(9);
            }
            keys.push((position(code) % 9 + 1).to_string());
        }
        keys.push(last.to_owned());
        keys
    }
}

/// What the journal says, read anew from the disk.
fn decided(folder: &Path) -> Decisions {
    let project = Project::open(folder, "sqlite:koe.sqlite", true).unwrap();
    project.state().decisions("draft-plan")
}

/// The share of values that are at most the answer.
fn percentile(values: &[usize], share: f64) -> usize {
    let mut values = values.to_vec();
    values.sort_unstable();
    let rank = (share * values.len() as f64).ceil() as usize;
    values[rank.max(1) - 1]
}

#[test]
fn the_samples_codes_take_two_keys_each_and_the_log_leads_to_the_same_journal() {
    let folder = project();
    let mut planner =
        Planner { player: player(folder.path()), gold: gold(), log: String::new(), shown: Vec::new(), grouped: 0 };
    planner.run();

    // Every opinion has the codes people agreed on.
    let decisions = decided(folder.path());
    let set = planner.set();
    let docket = set.docket.as_ref().unwrap();
    let rows: usize = planner.gold.values().map(Vec::len).sum();
    assert_eq!(docket.opinions.len(), rows, "opinions after dividing, and rows of gold.csv");
    for opinion in &docket.opinions {
        let row = row_of(&planner.gold, set, &opinion.id).unwrap();
        let codings = decisions.codings.get(&opinion.id).unwrap_or_else(|| panic!("{} has no codes", opinion.id));
        assert_eq!(codings.len(), 1);
        assert_eq!(sorted(&codings[0].codes), sorted(&row.codes), "{}: {}", opinion.id, opinion.text);
    }

    let every: Vec<usize> = planner.shown.iter().copied().chain(std::iter::repeat_n(0, planner.grouped)).collect();
    assert_eq!(every.len(), rows);
    for (name, keys) in [("shown one by one", &planner.shown), ("all, copies with their group", &every)] {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        keys.iter().for_each(|keys| *counts.entry(*keys).or_default() += 1);
        let mean = keys.iter().sum::<usize>() as f64 / keys.len() as f64;
        println!(
            "{name}: {} opinions, median {}, 95% {}, mean {mean:.2}; keys: opinions {counts:?}",
            keys.len(),
            percentile(keys, 0.5),
            percentile(keys, 0.95)
        );
    }
    let log = format!(
        "# The keys that give the sample's public comments the codes of gold.csv, from a cold start.\n4\n{}",
        planner.log
    );
    let path = root().join("tests/scripts/comments-gold.keys");
    if std::env::var_os("KOE_UPDATE_KEYS").is_some() {
        fs::write(&path, &log).unwrap();
    }
    // Only those that were on the screen count, so copies do not make the figures better.
    assert!(percentile(&planner.shown, 0.5) <= 2);
    assert!(percentile(&planner.shown, 0.95) <= 4);
    assert_eq!(fs::read_to_string(&path).unwrap(), log, "the log is not what the planner types now");

    let again = project();
    let start = Start { dir: again.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut replayed = Player::new(&start, 160, 45);
    replayed.begin();
    replayed.play(&log).unwrap();
    assert!(replayed.screen().contains("すべて分類しました"), "{}", replayed.screen());
    assert_eq!(decided(again.path()), decisions);
}
