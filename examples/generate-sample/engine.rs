//! Deals answers out to the cases: first the whole numbers per option, then who gets which, then exchanges between two
//! people until the groups differ as planned. An exchange never changes a total, so the marginals stay exact.

use crate::answers::{Answer, Answers};
use crate::definition::{Definition, Fail, Kind};
use crate::plan::{Effect, Plan, Target};
use crate::quota::{Share, fit, slack};
use crate::rng::Rng;
use crate::spread::{Goal, Offer, exchange, spread};

/// Share of paper marks on one-answer questions that are doubled, and of limited ones that go over the limit.
const DOUBLE: f64 = 0.006;
const OVER: f64 = 0.015;

/// The state of dealing out one survey.
pub struct Engine<'a> {
    /// The questionnaire.
    pub definition: &'a Definition,
    /// What was dealt so far.
    pub answers: Answers,
    /// The stream of chance.
    pub rng: Rng,
    plan: &'a Plan,
    fatigue: Vec<f64>,
    double_due: f64,
    over_due: f64,
}

impl<'a> Engine<'a> {
    /// Starts a survey; each case gets a tendency to leave questions out, which grows with the page number.
    pub fn new(definition: &'a Definition, plan: &'a Plan, size: usize, seed: u64) -> Engine<'a> {
        let mut rng = Rng::new(seed);
        let fatigue = (0..size).map(|_| (rng.unit() + rng.unit() + rng.unit() - 1.5) * 2.4).collect();
        Engine { definition, answers: Answers::new(size), rng, plan, fatigue, double_due: 0.0, over_due: 0.0 }
    }

    /// Deals out every question of the plan.
    pub fn run(&mut self) -> Result<(), Fail> {
        let plan = self.plan;
        let last = plan.targets.len().max(1) as f64;
        for (index, target) in plan.targets.iter().enumerate() {
            let page = index as f64 / last;
            let kind = if target.id == "MODE" { Kind::Single } else { self.definition.question(target.id)?.kind };
            match kind {
                Kind::Multiple => self.multiple(target, page)?,
                _ => self.single(target, page)?,
            }
        }
        Ok(())
    }

    fn asked(&self, target: &Target) -> Vec<usize> {
        (0..self.answers.size).filter(|&case| self.answers.meets(case, target.ask)).collect()
    }

    /// Takes `count` paper cases out of the list, evenly.
    fn take_paper(&mut self, pool: &mut Vec<usize>, count: usize) -> Vec<usize> {
        let paper: Vec<usize> = pool.iter().copied().filter(|&case| self.answers.paper(case)).collect();
        let taken = self.rng.draw(&paper, count, |_| 1.0);
        pool.retain(|case| !taken.contains(case));
        taken
    }

    /// Takes those who leave the question out: more often on paper, late in the form, and matrices at 70 and over.
    fn take_missing(&mut self, pool: &mut Vec<usize>, count: usize, page: f64, matrix: bool) -> Vec<usize> {
        let (answers, fatigue, oldest) = (&self.answers, &self.fatigue, self.plan.oldest);
        let weight = |case: usize| {
            let mode = if answers.paper(case) { 1.0 } else { 0.28 };
            let age = if matrix && answers.has(oldest.0, case, oldest.1) { 1.9 } else { 1.0 };
            mode * age * (fatigue.get(case).copied().unwrap_or(0.0) * (0.3 + 0.9 * page)).exp()
        };
        let taken = self.rng.draw(pool, count, weight);
        pool.retain(|case| !taken.contains(case));
        taken
    }

    fn fixed(&self, id: &str, code: u8) -> Option<usize> {
        self.plan.fixed.iter().find(|(question, c, _)| *question == id && *c == code).map(|(_, _, count)| *count)
    }

    fn goals(&self, target: &Target, asked: &[usize]) -> Vec<Goal> {
        let mut goals: Vec<Goal> = self
            .plan
            .effects
            .iter()
            .filter(|effect| effect.id == target.id)
            .map(|effect| self.goal(effect, asked))
            .collect();
        // Within a matrix of opinions one person leans the same way from row to row.
        let before = target.id.char_indices().last().and_then(|(at, letter)| {
            let matrix = target.id.get(..at)?;
            let earlier = char::from_u32((letter as u32).checked_sub(1)?)?;
            (self.plan.alike.contains(&matrix) && letter > 'A').then(|| format!("{matrix}{earlier}"))
        });
        if let Some(before) = before {
            let sides: [&[u8]; 2] = [&[1, 2], &[4, 5]];
            for side in sides {
                let share = |codes: &[u8]| -> f64 {
                    target.percent.iter().zip(1u8..).filter(|(_, code)| codes.contains(code)).map(|(p, _)| p).sum()
                };
                let percent = share(side);
                let group: Vec<bool> =
                    (0..self.answers.size).map(|case| self.answers.has(&before, case, side)).collect();
                goals.push(Goal::new(group, side, percent + (100.0 - percent) * 0.3, asked));
            }
        }
        goals
    }

    fn goal(&self, effect: &Effect, asked: &[usize]) -> Goal {
        let group = (0..self.answers.size).map(|case| self.answers.meets(case, effect.when)).collect();
        Goal::new(group, effect.codes, effect.percent, asked)
    }

    fn single(&mut self, target: &Target, page: f64) -> Result<(), Fail> {
        let asked = self.asked(target);
        let n = asked.len() as f64;
        let mut shares: Vec<Share> = target
            .percent
            .iter()
            .zip(1u8..)
            .map(|(percent, code)| Share { exact: percent * n / 100.0, fixed: self.fixed(target.id, code) })
            .collect();
        shares.push(Share { exact: target.missing * n / 100.0, fixed: None });

        let count_of = |list: &[(&str, usize)]| list.iter().find(|(id, _)| *id == target.id).map_or(0, |(_, c)| *c);
        let (unreadable, by_code) = (count_of(self.plan.unreadable), count_of(self.plan.invalid_code));
        let mut doubles = 0;
        let question = self.definition.question(target.id).ok();
        let markable = question.is_some_and(|q| q.kind == Kind::Single && !q.attribute);
        // Small bases keep their marks single: there every case counts for a table that is looked at closely.
        if markable && asked.len() > 100 {
            let paper = asked.iter().filter(|&&case| self.answers.paper(case)).count();
            self.double_due += paper as f64 * DOUBLE;
            let room = slack(&shares, asked.len()).saturating_sub(unreadable + by_code);
            doubles = (self.double_due.floor() as usize).min(room);
            self.double_due -= doubles as f64;
        }
        let mut pool = asked.clone();
        for case in self.take_paper(&mut pool, unreadable) {
            self.answers.set(target.id, case, Answer::Unreadable);
        }
        for case in self.take_paper(&mut pool, by_code) {
            self.answers.set(target.id, case, Answer::Invalid(Vec::new()));
        }
        for case in self.take_paper(&mut pool, doubles) {
            let marks = self.some_codes(target.percent.len(), 2);
            self.answers.set(target.id, case, Answer::Invalid(marks));
        }
        let mut counts = fit(&shares, asked.len() - unreadable - by_code - doubles);
        let missing = counts.pop().unwrap_or(0);
        let matrix = target.id.ends_with(|c: char| c.is_ascii_uppercase());
        for case in self.take_missing(&mut pool, missing, page, matrix) {
            self.answers.set(target.id, case, Answer::Missing);
        }
        let mut codes: Vec<u8> =
            counts.iter().zip(1u8..).flat_map(|(&count, code)| std::iter::repeat_n(code, count)).collect();
        if codes.len() != pool.len() {
            return Err(format!("{}: {} codes for {} cases", target.id, codes.len(), pool.len()).into());
        }
        self.rng.shuffle(&mut codes);
        let mut goals = self.goals(target, &asked);
        exchange(&pool, &mut codes, &mut goals, &mut self.rng);
        for (&case, code) in pool.iter().zip(codes) {
            self.answers.set(target.id, case, Answer::Codes(vec![code]));
        }
        Ok(())
    }

    fn some_codes(&mut self, choices: usize, count: usize) -> Vec<u8> {
        let mut all: Vec<u8> = (1..=choices as u8).collect();
        self.rng.shuffle(&mut all);
        all.truncate(count);
        all.sort_unstable();
        all
    }

    fn multiple(&mut self, target: &Target, page: f64) -> Result<(), Fail> {
        let question = self.definition.question(target.id)?;
        let asked = self.asked(target);
        let n = asked.len() as f64;
        let mut pool = asked.clone();
        let open = question.choices.iter().filter(|c| !c.exclusive).count();
        if question.max < open {
            let paper = asked.iter().filter(|&&case| self.answers.paper(case)).count();
            self.over_due += paper as f64 * OVER;
            let over = self.over_due.floor() as usize;
            self.over_due -= over as f64;
            for case in self.take_paper(&mut pool, over) {
                let extra = 1 + usize::from(self.rng.chance(0.25));
                let marks = self.some_codes(open, (question.max + extra).min(open));
                self.answers.set(target.id, case, Answer::Invalid(marks));
            }
        }
        let missing = (target.missing * n / 100.0).round() as usize;
        for case in self.take_missing(&mut pool, missing, page, false) {
            self.answers.set(target.id, case, Answer::Missing);
        }
        let options: Vec<Offer> = question
            .choices
            .iter()
            .zip(target.percent)
            .map(|(choice, percent)| Offer {
                code: choice.code,
                quota: self.fixed(target.id, choice.code).unwrap_or((percent * n / 100.0).round() as usize),
                exclusive: choice.exclusive,
            })
            .collect();
        let mut goals = self.goals(target, &asked);
        let dealt = spread(&pool, &options, question.max, &mut goals, &mut self.rng)
            .map_err(|problem| format!("{}: {problem}", target.id))?;
        for (case, codes) in dealt {
            self.answers.set(target.id, case, Answer::Codes(codes));
        }
        Ok(())
    }
}
