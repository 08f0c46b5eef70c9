//! What stands behind the codes: numbers inside their bands, the texts of その他, the free answers, and the slips of pen that
//! people and data-entry vendors make. The cleaned answers are fixed before; nothing here changes a total.

use crate::answers::Answer;
use crate::definition::{Fail, Kind, Question};
use crate::engine::Engine;
use crate::phrases::{OTHER, Phrases};
use crate::spread::{Goal, Offer, spread};

/// Inclusive limits of the bands of a numeric question.
pub type Bands = (&'static str, &'static [(i64, i64)]);

impl Engine<'_> {
    /// Draws a number for every banded answer, small ones more often, as sizes and years are.
    pub fn numbers(&mut self, bands: &[Bands]) {
        for (id, limits) in bands {
            for case in 0..self.answers.size {
                let Some(&band) = self.answers.codes(id, case).first() else { continue };
                let Some(&(low, high)) = limits.get(usize::from(band) - 1) else { continue };
                let (a, b) = (self.rng.between(low, high), self.rng.between(low, high));
                let value = if *id == "A6" { a.min(b) / 10 * 10 } else { a.min(b) };
                self.answers.numbers.insert(((*id).to_owned(), case), value);
            }
        }
    }

    /// Sets the first number of the highest band, so that the list has its planned maximum.
    pub fn highest(&mut self, id: &str, band: u8, value: i64) {
        if let Some(case) = (0..self.answers.size).find(|&case| self.answers.has(id, case, &[band])) {
            self.answers.numbers.insert((id.to_owned(), case), value);
        }
    }

    /// Moves the largest number so that the mean becomes `mean`: one big farm makes the tail.
    pub fn mean(&mut self, id: &str, mean: i64) {
        let mut all: Vec<(i64, usize)> =
            self.answers.numbers.iter().filter(|((q, _), _)| q == id).map(|((_, case), v)| (*v, *case)).collect();
        all.sort_unstable();
        let count = all.len() as i64;
        let Some((_, largest)) = all.pop() else { return };
        let rest: i64 = all.iter().map(|(value, _)| value).sum();
        self.answers.numbers.insert((id.to_owned(), largest), mean * count - rest);
    }

    /// Adds second and third places to a rank: most people fill in all three, some stop earlier, nobody repeats one.
    pub fn lower_ranks(&mut self, id: &str, options: u8) {
        for case in 0..self.answers.size {
            let Some(&first) = self.answers.codes(id, case).first() else { continue };
            let mut rest: Vec<u8> = (1..=options).filter(|&code| code != first).collect();
            self.rng.shuffle(&mut rest);
            let more = match self.rng.below(100) {
                0..12 => 0,
                12..22 => 1,
                _ => 2,
            };
            let places = std::iter::once(first).chain(rest.into_iter().take(more)).collect();
            self.answers.set(id, case, Answer::Codes(places));
        }
    }

    /// Writes a few numbers in words: 約20人 and 40～50人. `plan` gives question, unit and how many of each.
    pub fn number_words(&mut self, plan: &[(&str, &str, usize)]) {
        for (id, unit, count) in plan {
            let able: Vec<usize> = (0..self.answers.size)
                .filter(|&case| self.answers.paper(case))
                .filter(|&case| self.answers.numbers.get(&((*id).to_owned(), case)).is_some_and(|&v| v >= 3))
                .collect();
            for (turn, case) in self.rng.draw(&able, *count, |_| 1.0).into_iter().enumerate() {
                let key = ((*id).to_owned(), case);
                let Some(&value) = self.answers.numbers.get(&key) else { continue };
                let written = match turn % 3 {
                    1 => {
                        let half = if value > 12 { 5 } else { 1 };
                        format!("{}～{}{unit}", value - half, value + half)
                    }
                    2 => format!("約{value}"),
                    _ => format!("約{value}{unit}"),
                };
                self.answers.written.insert(key, written);
            }
        }
    }

    /// Every second unanswered F1 on paper is written 99, as the vendor's code sheet says.
    pub fn code_for_missing(&mut self, id: &str, code: &str) {
        let missing: Vec<usize> = (0..self.answers.size)
            .filter(|&case| self.answers.paper(case) && *self.answers.get(id, case) == Answer::Missing)
            .collect();
        for case in missing.into_iter().step_by(2) {
            self.answers.written.insert((id.to_owned(), case), code.to_owned());
        }
    }

    /// Texts beside その他. A few on paper have no mark: 0.7 % of the paper forms per question.
    pub fn other_texts(&mut self) {
        let definition = self.definition;
        let mut due = 0.0;
        for question in &definition.questions {
            let Some((code, column)) = &question.other else { continue };
            let asked = |engine: &Self, case: usize| *engine.answers.get(&question.id, case) != Answer::NotAsked;
            let paper = (0..self.answers.size).filter(|&c| self.answers.paper(c) && asked(self, c)).count();
            due += paper as f64 * 0.007;
            let chosen: Vec<usize> =
                (0..self.answers.size).filter(|&case| self.answers.has(&question.id, case, &[*code])).collect();
            let bank =
                OTHER.iter().find(|(id, _)| *id == question.paper_key(&definition.id)).map_or(&[][..], |(_, b)| b);
            for &case in &chosen {
                if let Some(text) = self.rng.pick(bank)
                    && self.rng.chance(0.8)
                {
                    self.answers.texts.insert((column.clone(), case), (*text).to_owned());
                }
            }
            let able: Vec<usize> = chosen
                .into_iter()
                .filter(|&c| self.answers.paper(c) && self.answers.texts.contains_key(&(column.clone(), c)))
                .collect();
            let count = (due.floor() as usize).min(able.len());
            due -= count as f64;
            for case in self.rng.draw(&able, count, |_| 1.0) {
                self.answers.unmarked.insert((question.id.clone(), case));
            }
        }
    }

    /// Marks on follow-up questions that were not asked: 2 % of the paper forms to which each does not apply.
    pub fn stray_marks(&mut self, follow_ups: &[&str]) -> Result<(), Fail> {
        let mut due = 0.0;
        for id in follow_ups {
            let question = self.definition.question(id)?;
            let idle: Vec<usize> = (0..self.answers.size)
                .filter(|&case| self.answers.paper(case) && *self.answers.get(id, case) == Answer::NotAsked)
                .collect();
            due += idle.len() as f64 * 0.02;
            let count = due.floor() as usize;
            due -= count as f64;
            let open = question.choices.iter().filter(|c| !c.exclusive).count().saturating_sub(1).max(1);
            for case in self.rng.draw(&idle, count, |_| 1.0) {
                let first = 1 + self.rng.below(open.min(4)) as u8;
                let mut marks = vec![first];
                if question.kind == Kind::Multiple && self.rng.chance(0.4) {
                    marks.push(first % open as u8 + 1);
                    marks.sort_unstable();
                    marks.dedup();
                }
                self.answers.stray.insert(((*id).to_owned(), case), marks);
            }
        }
        Ok(())
    }

    /// Free answers: who writes (web more often), about what, and the text. Returns writers per category.
    pub fn free_texts(
        &mut self,
        id: &str,
        phrases: &Phrases,
        (percent, web_percent): (f64, f64),
        categories: &[f64],
    ) -> Result<Vec<usize>, Fail> {
        let size = self.answers.size;
        let writers = (size as f64 * percent / 100.0).round() as usize;
        let (web, paper): (Vec<usize>, Vec<usize>) = (0..size).partition(|&case| !self.answers.paper(case));
        let by_web = (web.len() as f64 * web_percent / 100.0).round() as usize;
        let mut pool = self.rng.draw(&web, by_web, |_| 1.0);
        pool.extend(self.rng.draw(&paper, writers - by_web, |_| 1.0));
        for case in 0..size {
            self.answers.set(id, case, Answer::Missing);
        }
        let options: Vec<Offer> = categories
            .iter()
            .zip(1u8..)
            .map(|(share, code)| Offer {
                code,
                quota: (share * writers as f64 / 100.0).round() as usize,
                exclusive: usize::from(code) == categories.len(),
            })
            .collect();
        let farms = (0..size).map(|case| self.answers.has("FRAME", case, &[2])).collect();
        // Farms write about farmland and its taxes; in the resident survey there are none and the goal is idle.
        let mut goals = [Goal::new(farms, &[8], 34.0, &pool)];
        let dealt = spread(&pool, &options, 4, &mut goals, &mut self.rng)?;
        let counts =
            options.iter().map(|o| dealt.iter().filter(|(_, codes)| codes.contains(&o.code)).count()).collect();
        for (case, codes) in dealt {
            let anything = !self.answers.paper(case);
            let text = phrases.compose(&codes, anything, &mut self.rng);
            self.answers.texts.insert((id.to_owned(), case), text);
            self.answers.set(id, case, Answer::Codes(codes));
        }
        // A few people sign: invented names, numbers that do not exist and addresses under example.jp.
        let signers = self.rng.draw(&pool, phrases.signatures.len(), |_| 1.0);
        for (case, signature) in signers.into_iter().zip(phrases.signatures) {
            if let Some(text) = self.answers.texts.get_mut(&(id.to_owned(), case)) {
                text.push_str(signature);
            }
        }
        Ok(counts)
    }
}

impl Question {
    /// The key of the bank of その他 texts: survey and question.
    pub fn paper_key(&self, survey: &str) -> String {
        format!("{survey}/{}", self.id)
    }
}
