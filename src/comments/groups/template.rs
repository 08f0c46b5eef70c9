//! Templates: texts that share a passage written by somebody else, whatever they add to it.
//!
//! Two texts are linked when they share a run of at least 30 characters and either at least 0.9 of the shorter one's 3-grams
//! are in the other (a template sent as it is, added to or cut short), or runs of 30 and more make up 60 characters, or 40 that
//! are half of the shorter one (the template itself was never sent, or everybody added a lot).

use std::collections::{BTreeMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use super::grams::{shared, windows};
use super::near::Text;
use super::sets::Sets;

/// Least length of a shared run.
pub const RUN: usize = 30;
/// Shared characters that are a template when they are half of a text: more than one sentence that two people may both quote.
const PART: usize = 40;
/// Shared characters that are a template in a text of any length.
const LONG: usize = 60;
/// Members of one set that a text is compared with in a run, and of all sets.
const OF_A_SET: usize = 4;
const OF_ALL: usize = 32;

/// A text with the runs it shares with any other: run and place, sorted.
struct Runs {
    length: usize,
    places: Vec<(u32, u32)>,
}

/// Joins texts with the same template. Stops early when cancelled.
pub fn join(chars: &[Vec<char>], texts: &[Text], sets: &mut Sets, cancel: &AtomicBool) {
    let (runs, owners) = shared_runs(chars, cancel);
    let mut refused: HashSet<(usize, usize)> = HashSet::new();
    for owners in owners {
        if cancel.load(Ordering::Relaxed) {
            return;
        }
        let mut met: Vec<usize> = Vec::new();
        for text in owners {
            let mut own = 0;
            for other in met.iter().take(OF_ALL) {
                if sets.root(*other) == sets.root(text) {
                    own += 1;
                    continue;
                }
                let pair = (text.min(*other), text.max(*other));
                if !refused.contains(&pair) && is_template(pair, &runs, texts) {
                    sets.join(text, *other);
                    own += 1;
                } else {
                    refused.insert(pair);
                }
            }
            if own < OF_A_SET {
                met.push(text);
            }
        }
    }
}

/// The runs that several texts have: by text its runs, and the different lists of texts with a run in common; rare runs first,
/// short texts first.
fn shared_runs(chars: &[Vec<char>], cancel: &AtomicBool) -> (Vec<Runs>, Vec<Vec<usize>>) {
    let hashes = super::parallel(chars, cancel, |chars| windows(chars, RUN));
    let mut all: Vec<(u64, u32, u32)> = Vec::with_capacity(hashes.iter().map(Vec::len).sum());
    for (text, hashes) in (0u32..).zip(&hashes) {
        all.extend(hashes.iter().zip(0u32..).map(|(hash, place)| (*hash, text, place)));
    }
    drop(hashes);
    all.sort_unstable();
    let mut runs: Vec<Runs> = chars.iter().map(|chars| Runs { length: chars.len(), places: Vec::new() }).collect();
    let mut owners: BTreeMap<Vec<usize>, ()> = BTreeMap::new();
    let mut number = 0;
    for run in all.chunk_by(|a, b| a.0 == b.0) {
        let mut having: Vec<usize> = run.iter().map(|(_, text, _)| *text as usize).collect();
        having.dedup();
        if having.len() < 2 {
            continue;
        }
        for (_, text, place) in run {
            if let Some(runs) = runs.get_mut(*text as usize) {
                runs.places.push((number, *place));
            }
        }
        number += 1;
        owners.insert(having, ());
    }
    let mut owners: Vec<Vec<usize>> = owners.into_keys().collect();
    owners.sort_by_key(Vec::len);
    for texts in &mut owners {
        texts.sort_by_key(|text| (chars.get(*text).map_or(0, Vec::len), *text));
    }
    (runs, owners)
}

fn is_template(pair: (usize, usize), runs: &[Runs], texts: &[Text]) -> bool {
    let (Some(a), Some(b)) = (runs.get(pair.0), runs.get(pair.1)) else { return false };
    let (short, long) = if a.length <= b.length { (a, b) } else { (b, a) };
    let covered = covered(short, long);
    if (2 * covered >= short.length && covered >= PART) || covered >= LONG {
        return true;
    }
    let (Some(a), Some(b)) = (texts.get(pair.0), texts.get(pair.1)) else { return false };
    covered > 0 && 10 * shared(&a.grams, &b.grams) >= 9 * a.grams.len().min(b.grams.len())
}

/// Characters of a text that stand in runs it shares with the other.
fn covered(of: &Runs, with: &Runs) -> usize {
    let mut others = with.places.iter().peekable();
    let mut places: Vec<usize> = Vec::new();
    for (run, place) in &of.places {
        while others.next_if(|(other, _)| other < run).is_some() {}
        if others.peek().is_some_and(|(other, _)| other == run) {
            places.push(*place as usize);
        }
    }
    places.sort_unstable();
    let mut covered = 0;
    let mut reached = 0;
    for place in places {
        covered += (place + RUN).saturating_sub(place.max(reached));
        reached = reached.max(place + RUN);
    }
    covered
}
