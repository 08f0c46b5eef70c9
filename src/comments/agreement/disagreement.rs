//! Opinions that coders see differently, the worst first.

use super::alpha::Distance;
use super::ratings::Ratings;
use crate::comments::codes;
use crate::model::comment::{Codebook, Decisions};

/// An opinion with different codings.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// Opinion id.
    pub opinion: String,
    /// Mean MASI distance of its codings, two by two: above 0, at most 1.
    pub distance: f64,
    /// Coder and codes (merged ones followed), in the order of their first coding.
    pub codings: Vec<(String, Vec<String>)>,
    /// The codes that were settled on.
    pub settled: Option<Vec<String>>,
}

/// Opinions whose coders differ: open ones first, of those the farthest apart first, then in the order given.
pub fn disagreements(decisions: &Decisions, codebook: &Codebook, opinions: &[&str]) -> Vec<Disagreement> {
    let mut found: Vec<Disagreement> = Vec::new();
    for opinion in opinions {
        let Some(codings) = decisions.codings.get(*opinion).filter(|codings| codings.len() > 1) else { continue };
        let codings: Vec<(String, Vec<String>)> =
            codings.iter().map(|coding| (coding.coder.clone(), codes::current(codebook, &coding.codes))).collect();
        let row = codings.iter().map(|(_, codes)| Some(codes.clone())).collect();
        let ratings = Ratings::new(Vec::new(), &[], &[row]);
        let sets = ratings.shared().into_iter().next().unwrap_or_default();
        let distance = mean_distance(&sets);
        if distance > 0.0 {
            let settled = decisions.settled.get(*opinion).map(|codes| codes::current(codebook, codes));
            found.push(Disagreement { opinion: (*opinion).to_owned(), distance, codings, settled });
        }
    }
    found.sort_by(|a, b| a.settled.is_some().cmp(&b.settled.is_some()).then(b.distance.total_cmp(&a.distance)));
    found
}

fn mean_distance(sets: &[&[usize]]) -> f64 {
    let pairs = sets.iter().enumerate().flat_map(|(at, one)| sets.iter().skip(at + 1).map(move |other| (one, other)));
    let distances: Vec<f64> = pairs.map(|(one, other)| Distance::Masi.between(one, other)).collect();
    distances.iter().sum::<f64>() / distances.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::comment::Coding;

    #[test]
    fn the_worst_comes_first_and_settled_ones_last() {
        let mut decisions = Decisions::default();
        for (opinion, one, other) in [
            ("1", vec!["a"], vec!["a", "b"]),
            ("2", vec!["a", "b"], vec!["b", "a"]),
            ("3", vec!["a"], vec!["b"]),
            ("4", vec!["a"], vec![]),
            ("5", vec!["a", "b"], vec!["b", "c"]),
        ] {
            let coding = |coder: &str, codes: Vec<&str>| Coding {
                coder: coder.to_owned(),
                codes: codes.into_iter().map(str::to_owned).collect(),
                ..Coding::default()
            };
            decisions.codings.insert(opinion.to_owned(), [coding("x", one), coding("y", other)].into_iter().collect());
        }
        decisions.settled.insert("3".to_owned(), vec!["b".to_owned()]);
        let found = disagreements(&decisions, &Codebook::default(), &["1", "2", "3", "4", "5", "6"]);
        assert_eq!(found.iter().map(|one| one.opinion.as_str()).collect::<Vec<_>>(), ["4", "5", "1", "3"]);
        assert!((found[1].distance - (1.0 - 1.0 / 9.0)).abs() < 1e-15);
        assert_eq!(found[3].settled, Some(vec!["b".to_owned()]));
    }
}
