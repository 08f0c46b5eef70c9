//! How far coders agree: kappa, alpha, and what stands beside them so that they are not read alone.
//!
//! `ratings` is what everything is computed from; a coding is a set of codes, perhaps empty. A figure that does not exist is an
//! `Undefined` with the reason, never 0 or NaN.

pub mod alpha;
mod disagreement;
mod interval;
pub mod kappa;
pub mod ratings;

pub use disagreement::{Disagreement, disagreements};
pub use ratings::Ratings;

use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

use alpha::{Distance, alpha};
use kappa::{cohen, fleiss};

/// A figure, or why there is none.
pub type Figure = Result<f64, Undefined>;

/// Why a figure does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Undefined {
    /// No unit was looked at by two coders.
    NoUnits,
    /// Everybody always gave the same: agreement by chance is certain (pe = 1, De = 0).
    OneCategory,
    /// Made for single labels, and there are units with several.
    SeveralLabels,
    /// Made for two coders.
    NotTwoCoders,
    /// No unit was looked at by all coders.
    NotByAll,
}

/// All figures about one set of ratings. Agreements and prevalences are shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Names of the coders.
    pub coders: Vec<String>,
    /// Units that at least two coders looked at.
    pub units: usize,
    /// Units that drop out because fewer did.
    pub dropped: usize,
    /// Share of pairs of codings of one unit that are equal, mean over units.
    pub agreement: Figure,
    /// Cohen's kappa: two coders, single labels (no label is a category of its own).
    pub kappa: Figure,
    /// Fleiss' kappa over the units that all coders looked at: single labels.
    pub fleiss_kappa: Figure,
    /// By code, chosen or not; in the order of the codebook.
    pub items: Vec<Item>,
    /// Krippendorff's alpha of whole sets, equal or not.
    pub alpha_nominal: Figure,
    /// With Jaccard distances.
    pub alpha_jaccard: Figure,
    /// With MASI distances.
    pub alpha_masi: Figure,
    /// 95 % bootstrap interval over units.
    pub interval: Option<[f64; 2]>,
    /// What the interval is of: kappa where it exists, otherwise nominal alpha.
    pub interval_of: IntervalOf,
}

/// What an interval is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalOf {
    /// Cohen's kappa.
    Kappa,
    /// Nominal alpha of whole sets.
    AlphaNominal,
}

impl IntervalOf {
    /// The name in json.
    pub fn id(self) -> &'static str {
        match self {
            Self::Kappa => "kappa",
            Self::AlphaNominal => "alpha_nominal",
        }
    }
}

/// One code: chosen or not. With more than two coders agreement, kappa (Light 1971) and prevalence are means over all pairs of
/// coders, each over the units both looked at; pairs without kappa are left out of its mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Code id.
    pub code: String,
    /// Units that at least two coders looked at.
    pub units: usize,
    /// Observed agreement po.
    pub agreement: Figure,
    /// Cohen's kappa.
    pub kappa: Figure,
    /// (pA + pB) / 2: how often the code was chosen.
    pub prevalence: Figure,
    /// 2 po - 1 (Byrt, Bishop, Carlin 1993).
    pub pabak: Figure,
    /// Nominal alpha.
    pub alpha: Figure,
}

/// Computes everything; without the interval when cancelled.
pub fn agreement(ratings: &Ratings, cancel: &AtomicBool) -> Agreement {
    let units = ratings.shared();
    let kappa = match (ratings.coders.len(), ratings.is_single()) {
        (2, true) => cohen(&ratings.pair(0, 1)).1,
        (2, false) => Err(Undefined::SeveralLabels),
        _ => Err(Undefined::NotTwoCoders),
    };
    let complete: Vec<Vec<&[usize]>> =
        units.iter().filter(|unit| unit.len() == ratings.coders.len()).cloned().collect();
    let fleiss_kappa = if ratings.is_single() { fleiss(&complete) } else { Err(Undefined::SeveralLabels) };
    let alpha_nominal = alpha(&units, Distance::Nominal);
    let (interval, interval_of) = match (kappa, alpha_nominal) {
        (Ok(_), _) => (interval::bootstrap(&ratings.pair(0, 1), |drawn| cohen(drawn).1, cancel), IntervalOf::Kappa),
        (Err(_), Ok(_)) => {
            let all: Vec<&Vec<&[usize]>> = units.iter().collect();
            let nominal = |drawn: &[&Vec<&[usize]>]| {
                let drawn: Vec<&[&[usize]]> = drawn.iter().map(|unit| unit.as_slice()).collect();
                alpha(&drawn, Distance::Nominal)
            };
            (interval::bootstrap(&all, nominal, cancel), IntervalOf::AlphaNominal)
        }
        (Err(_), Err(_)) => (None, IntervalOf::AlphaNominal),
    };
    Agreement {
        coders: ratings.coders.clone(),
        units: units.len(),
        dropped: ratings.units.len() - units.len(),
        agreement: observed(&units),
        kappa,
        fleiss_kappa,
        items: (0..ratings.codes.len()).map(|code| item(ratings, &units, code)).collect(),
        alpha_nominal,
        alpha_jaccard: alpha(&units, Distance::Jaccard),
        alpha_masi: alpha(&units, Distance::Masi),
        interval,
        interval_of,
    }
}

/// Mean over units of the share of equal pairs.
fn observed(units: &[Vec<&[usize]>]) -> Figure {
    let share = |unit: &Vec<&[usize]>| {
        let pairs = unit.len() * (unit.len() - 1) / 2;
        let equal: usize = unit
            .iter()
            .enumerate()
            .map(|(at, one)| unit.iter().skip(at + 1).filter(|other| *other == one).count())
            .sum();
        equal as f64 / pairs as f64
    };
    mean(&units.iter().map(share).collect::<Vec<_>>(), Undefined::NoUnits)
}

fn mean(values: &[f64], none: Undefined) -> Figure {
    if values.is_empty() { Err(none) } else { Ok(values.iter().sum::<f64>() / values.len() as f64) }
}

fn item(ratings: &Ratings, units: &[Vec<&[usize]>], code: usize) -> Item {
    let has = |set: &[usize]| set.contains(&code);
    let (mut agreed, mut kappas, mut prevalences) = (Vec::new(), Vec::new(), Vec::new());
    let mut why: BTreeSet<Undefined> = BTreeSet::new();
    for one in 0..ratings.coders.len() {
        for other in one + 1..ratings.coders.len() {
            let pairs: Vec<(bool, bool)> =
                ratings.pair(one, other).into_iter().map(|(a, b)| (has(a), has(b))).collect();
            let (share, kappa) = cohen(&pairs);
            agreed.extend(share);
            match kappa {
                Ok(kappa) => kappas.push(kappa),
                Err(undefined) => drop(why.insert(undefined)),
            }
            if !pairs.is_empty() {
                let chosen: usize = pairs.iter().map(|(a, b)| usize::from(*a) + usize::from(*b)).sum();
                prevalences.push(chosen as f64 / (2 * pairs.len()) as f64);
            }
        }
    }
    let (no, yes): ([usize; 0], [usize; 1]) = ([], [1]);
    let marks = |unit: &Vec<&[usize]>| unit.iter().map(|set| if has(set) { &yes[..] } else { &no[..] }).collect();
    let marked: Vec<Vec<&[usize]>> = units.iter().map(marks).collect();
    let agreement = mean(&agreed, Undefined::NoUnits);
    Item {
        code: ratings.codes.get(code).cloned().unwrap_or_default(),
        units: units.len(),
        agreement,
        kappa: mean(&kappas, why.into_iter().next_back().unwrap_or(Undefined::NoUnits)),
        prevalence: mean(&prevalences, Undefined::NoUnits),
        pabak: agreement.map(|agreed| 2.0 * agreed - 1.0),
        alpha: alpha(&marked, Distance::Nominal),
    }
}
