//! Codes proposed for an opinion, learnt from what has been tagged; codes' titles and phrases stand in for examples before.
//!
//! A text is its runs of one to four characters, weighted by how rare they are among all texts, and its likeness to every
//! other text (`space`). A code is the sum of its texts; a text fits a code by nearly the cosine of the two (`sums`), and the
//! texts most like it vote (`neighbours`), and a regression tells what sets codes apart (`ridge`); what counts how much is
//! chosen by what would have been right so far (`choice`). `learner` holds all this. What spoke for a code is told in the
//! words of the text (`because`). Nothing here gives a code: suggestions are only shown.
//! How well it does is written in `docs/suggestions.md`.

pub mod assistant;
pub mod because;
mod choice;
mod learner;
pub mod likeness;
mod neighbours;
pub mod replies;
mod ridge;
mod space;
mod sums;
mod terms;

pub use assistant::{Assistant, Rules};
pub use choice::Way;
pub use learner::Learner;

/// A text with the codes people gave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example<'a> {
    /// As `Opinion::text`.
    pub text: &'a str,
    /// Positions in the codebook.
    pub codes: &'a [usize],
}

/// A code that may fit a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Suggestion {
    /// Position in the codebook.
    pub code: usize,
    /// 0 (nothing speaks for it) to 1; the scores of one text add up to less than 1 unless a rule raised some.
    pub score: f64,
    /// What speaks for it, as it stands in the text, most telling first; empty only where the score is 0.
    pub because: Vec<String>,
}

/// A rule that holds for a text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Raise {
    /// Position of the rule's code.
    pub code: usize,
    /// The words it found in the text, or what else made it hold.
    pub words: Vec<String>,
    /// 0 to 1: how often it was right so far, see [`trust`].
    pub trust: f64,
}

/// How far a rule is trusted: its hits that people gave its code, of those that people coded, with one of each kind added
/// so that a rule nobody has judged stands in the middle.
pub fn trust(right: usize, judged: usize) -> f64 {
    (right as f64 + 1.0) / (judged as f64 + 2.0)
}

/// Raises the codes whose rules hold: the score becomes 1 - (1 - score)(1 - trust), the rule's words come first.
pub fn raise(suggestions: &mut [Suggestion], hits: &[Raise]) {
    for hit in hits {
        let Some(suggestion) = suggestions.iter_mut().find(|suggestion| suggestion.code == hit.code) else { continue };
        suggestion.score = 1.0 - (1.0 - suggestion.score) * (1.0 - hit.trust.clamp(0.0, 1.0));
        let mut words = hit.words.clone();
        words.extend(std::mem::take(&mut suggestion.because));
        for word in words {
            if !suggestion.because.contains(&word) {
                suggestion.because.push(word);
            }
        }
    }
    sort(suggestions);
}

/// Best first; equal ones in the order of the codebook.
fn sort(suggestions: &mut [Suggestion]) {
    suggestions.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.code.cmp(&b.code)));
}

/// How unsure suggestions are: 1 less the lead of the first over the second. 0 is certain, 1 knows nothing. For the order of
/// the queue.
pub fn uncertainty(suggestions: &[Suggestion]) -> f64 {
    let mut scores = suggestions.iter().map(|suggestion| suggestion.score);
    let first = scores.next().unwrap_or(0.0);
    1.0 - (first - scores.next().unwrap_or(0.0)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests;
