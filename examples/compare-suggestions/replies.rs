//! Which existing reply fits: how often the one that was given is among the first five.

use std::collections::HashMap;

use koe::comments::suggest::likeness::Likeness;

use super::base::Base;
use super::corpus::Corpus;

/// Replies that are proposed.
const PROPOSED: usize = 5;

/// What was measured.
pub struct Fit {
    /// Texts whose reply was given to another text too; only these can be found.
    pub texts: usize,
    /// Different replies.
    pub replies: usize,
    /// Share of them whose reply is among the first five, by the base line's cosine.
    pub base: f64,
    /// The same by ours.
    pub ours: f64,
}

/// Leave-one-out over the replies of a corpus; `None` where no reply was given twice.
pub fn measure(corpus: &Corpus) -> Option<Fit> {
    let mut given: HashMap<&str, usize> = HashMap::new();
    for reply in corpus.replies.iter().filter(|reply| !reply.is_empty()) {
        *given.entry(reply).or_default() += 1;
    }
    let asked: Vec<usize> = (0..corpus.texts.len())
        .filter(|text| given.get(corpus.replies[*text].as_str()).is_some_and(|n| *n > 1))
        .collect();
    if asked.is_empty() {
        return None;
    }
    let base = Base::new(&corpus.texts);
    let ours = Likeness::new(corpus.texts.iter().map(String::as_str));
    let share = |near: &dyn Fn(usize, usize) -> f64| {
        let found = asked.iter().filter(|text| first(corpus, **text, near).contains(&corpus.replies[**text].as_str()));
        found.count() as f64 / asked.len() as f64
    };
    let (base, ours) = (share(&|a, b| base.similar(a, b)), share(&|a, b| ours.between(a, b)));
    Some(Fit { texts: asked.len(), replies: given.len(), base, ours })
}

/// The replies of the texts that are most like this one, each once.
fn first<'a>(corpus: &'a Corpus, text: usize, near: &dyn Fn(usize, usize) -> f64) -> Vec<&'a str> {
    let replied = |other: &usize| *other != text && !corpus.replies[*other].is_empty();
    let mut others: Vec<usize> = (0..corpus.texts.len()).filter(replied).collect();
    others.sort_by(|a, b| near(text, *b).total_cmp(&near(text, *a)).then(a.cmp(b)));
    let mut replies: Vec<&str> = Vec::new();
    for reply in others.into_iter().map(|other| corpus.replies[other].as_str()) {
        if replies.len() < PROPOSED && !replies.contains(&reply) {
            replies.push(reply);
        }
    }
    replies
}
