//! How long learning and suggesting take when 10,000 texts are learnt.

use std::time::Instant;

use koe::comments::suggest::Learner;

use super::corpus::Corpus;
use koe::comments::random::Random;

/// Texts learnt.
const TEXTS: usize = 10_000;

/// Times of the slowest and the middle one of 200, in milliseconds.
pub struct Times {
    /// All texts made known, before anything is learnt, once.
    pub start: f64,
    pub learn: (f64, f64),
    pub suggest: (f64, f64),
}

/// Puts sentences of a corpus together at random, learns all of them and asks about 200 more.
pub fn measure(corpus: &Corpus) -> Times {
    let sentences: Vec<&str> = corpus.texts.iter().flat_map(|text| text.split_inclusive('。')).collect();
    let mut random = Random::new(1);
    let mut text = || (0..4).map(|_| sentences[random.below(sentences.len())]).collect::<String>();
    let texts: Vec<String> = (0..TEXTS + 200).map(|_| text()).collect();
    let codes = corpus.book.codes.len();
    let start = Instant::now();
    let mut learner = Learner::with_texts(&corpus.book, texts.iter().map(String::as_str));
    let start = start.elapsed().as_secs_f64() * 1e3;
    let mut times = Vec::new();
    for (at, text) in texts.iter().enumerate().take(TEXTS) {
        let begun = Instant::now();
        learner.learn(text, &[at % codes]);
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    let learn = spread(times.split_off(TEXTS - 200));
    let asked = texts.iter().skip(TEXTS).map(|text| {
        let begun = Instant::now();
        let suggestions = learner.suggest(text);
        assert_eq!(suggestions.len(), codes);
        begun.elapsed().as_secs_f64() * 1e3
    });
    let suggest = spread(asked.collect());
    Times { start, learn, suggest }
}

fn spread(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() - 1], times[times.len() / 2])
}
