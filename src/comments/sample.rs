//! A random sample of coded opinions, to be coded a second time by somebody who does not see the first codes.

use super::random::Random;
use crate::model::comment::decisions::Sample;
use crate::model::comment::{Decisions, Docket, Fate};

/// How many are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Size {
    /// So many.
    Count(usize),
    /// A share of those there are, rounded up.
    Share(f64),
}

/// Opinions that somebody else than `coder` has coded and `coder` has not, in order; withdrawn ones are out.
pub fn pool<'a>(docket: &'a Docket, decisions: &Decisions, coder: &str) -> Vec<&'a str> {
    let live = docket.opinions.iter().filter(|opinion| !matches!(opinion.fate, Fate::Withdrawn { .. }));
    let ids = live.map(|opinion| opinion.id.as_str());
    let fits = |id: &&str| {
        let codings = decisions.codings.get(*id);
        codings.is_some_and(|codings| !codings.is_empty() && codings.iter().all(|coding| coding.coder != coder))
    };
    ids.filter(fits).collect()
}

/// Draws a sample out of the pool, each opinion with the same chance; the same seed draws the same. All of the pool where it is
/// smaller. They stand in the order drawn, so that neighbours in the file are not seen together.
pub fn draw(docket: &Docket, decisions: &Decisions, coder: &str, size: Size, seed: u64) -> Sample {
    let mut pool = pool(docket, decisions, coder);
    let wanted = match size {
        Size::Count(count) => count,
        Size::Share(share) => (share * pool.len() as f64).ceil() as usize,
    };
    let mut random = Random::new(seed);
    let wanted = wanted.min(pool.len());
    for at in 0..wanted {
        let other = at + random.below(pool.len() - at);
        pool.swap(at, other);
    }
    let id = (1..).map(|number| format!("sample-{number}"));
    let id = id.into_iter().find(|id| decisions.samples.iter().all(|sample| sample.id != *id)).unwrap_or_default();
    Sample { id, coder: coder.to_owned(), opinions: pool.into_iter().take(wanted).map(str::to_owned).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::{Coding, Opinion};

    fn set(coded: usize, all: usize) -> (Docket, Decisions) {
        let opinion = |number: usize| Opinion { id: number.to_string(), ..Opinion::default() };
        let docket = Docket { opinions: (0..all).map(opinion).collect(), ..Docket::default() };
        let mut decisions = Decisions::default();
        for number in 0..coded {
            let coding = Coding { coder: "a".into(), codes: vec!["1".into()], ..Coding::default() };
            decisions.codings.insert(number.to_string(), [coding].into_iter().collect());
        }
        (docket, decisions)
    }

    #[test]
    fn only_coded_opinions_are_drawn_and_each_once() {
        let (docket, decisions) = set(40, 60);
        let sample = draw(&docket, &decisions, "b", Size::Share(0.25), 7);
        assert_eq!((sample.id.as_str(), sample.coder.as_str(), sample.opinions.len()), ("sample-1", "b", 10));
        let unique: std::collections::BTreeSet<&String> = sample.opinions.iter().collect();
        assert_eq!(unique.len(), 10);
        assert!(unique.iter().all(|id| id.parse::<usize>().unwrap() < 40));
        assert_eq!(sample, draw(&docket, &decisions, "b", Size::Share(0.25), 7));
        assert_ne!(sample.opinions, draw(&docket, &decisions, "b", Size::Share(0.25), 8).opinions);
        assert_eq!(draw(&docket, &decisions, "b", Size::Count(99), 7).opinions.len(), 40);
        assert!(draw(&docket, &decisions, "a", Size::Count(99), 7).opinions.is_empty());
    }

    #[test]
    fn every_opinion_has_the_same_chance() {
        let (docket, decisions) = set(10, 10);
        let mut drawn = [0u32; 10];
        for seed in 0..5_000 {
            for id in draw(&docket, &decisions, "b", Size::Count(3), seed).opinions {
                drawn[id.parse::<usize>().unwrap()] += 1;
            }
        }
        // 1,500 each with a standard deviation of 32.
        assert!(drawn.iter().all(|times| (1_340..1_660).contains(times)), "{drawn:?}");
    }
}
