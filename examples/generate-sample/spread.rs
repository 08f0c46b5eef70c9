//! The two ways of dealing options out to people with fixed totals: one option each, or several each under a limit. Both
//! end with random exchanges that move the groups towards their goals and leave every total alone.

use crate::rng::Rng;

/// A group of people and how many of them should hold one of some codes.
pub struct Goal {
    group: Vec<bool>,
    mask: u32,
    want: f64,
    have: f64,
    weight: f64,
}

fn bit(code: u8) -> u32 {
    1u32.checked_shl(u32::from(code)).unwrap_or(0)
}

impl Goal {
    /// `group` says for every case whether it belongs; the percentage is of the members among `asked`.
    pub fn new(group: Vec<bool>, codes: &[u8], percent: f64, asked: &[usize]) -> Goal {
        let size = asked.iter().filter(|&&case| group.get(case).copied().unwrap_or(false)).count() as f64;
        let mask = codes.iter().map(|&code| bit(code)).fold(0, |all, one| all | one);
        Goal { group, mask, want: size * percent / 100.0, have: 0.0, weight: 1.0 / size.max(1.0) }
    }

    fn holds(&self, case: usize, marks: u32) -> f64 {
        let member = self.group.get(case).copied().unwrap_or(false);
        if member && marks & self.mask != 0 { 1.0 } else { 0.0 }
    }

    fn worse(&self, step: f64) -> f64 {
        let (now, then) = (self.have - self.want, self.have + step - self.want);
        self.weight * (then * then - now * now)
    }
}

/// Replaces the marks of two cases if that brings the goals nearer, or at least no farther.
fn replace(goals: &mut [Goal], a: (usize, u32, u32), b: (usize, u32, u32)) -> bool {
    let step = |goal: &Goal| goal.holds(a.0, a.2) - goal.holds(a.0, a.1) + goal.holds(b.0, b.2) - goal.holds(b.0, b.1);
    let change: f64 = goals.iter().map(|goal| goal.worse(step(goal))).sum();
    if change > 1e-12 {
        return false;
    }
    for goal in goals.iter_mut() {
        goal.have += step(goal);
    }
    true
}

/// One code each: exchanges codes between people, in place.
pub fn exchange(cases: &[usize], codes: &mut [u8], goals: &mut [Goal], rng: &mut Rng) {
    if goals.is_empty() {
        return;
    }
    for goal in goals.iter_mut() {
        goal.have = cases.iter().zip(codes.iter()).map(|(&case, &code)| goal.holds(case, bit(code))).sum();
    }
    for _ in 0..cases.len() * 150 {
        let (i, j) = (rng.below(cases.len()), rng.below(cases.len()));
        let (Some(&a), Some(&b)) = (cases.get(i), cases.get(j)) else { continue };
        let (Some(&x), Some(&y)) = (codes.get(i), codes.get(j)) else { continue };
        if x != y && replace(goals, (a, bit(x), bit(y)), (b, bit(y), bit(x))) {
            codes.swap(i, j);
        }
    }
}

/// An option of a multiple answer and how many people mark it.
pub struct Offer {
    /// Its code.
    pub code: u8,
    /// People who mark it.
    pub quota: usize,
    /// Stands alone.
    pub exclusive: bool,
}

/// Several codes each: every case gets at least one and at most `max`, every option exactly its quota.
pub fn spread(
    cases: &[usize],
    options: &[Offer],
    max: usize,
    goals: &mut [Goal],
    rng: &mut Rng,
) -> Result<Vec<(usize, Vec<u8>)>, String> {
    let mut order = cases.to_vec();
    rng.shuffle(&mut order);
    let mut marks: Vec<(usize, u32)> = Vec::new();
    for option in options.iter().filter(|o| o.exclusive) {
        for _ in 0..option.quota {
            let case = order.pop().ok_or("more exclusive answers than people")?;
            marks.push((case, bit(option.code)));
        }
    }
    let alone = marks.len();
    let mut open: Vec<&Offer> = options.iter().filter(|o| !o.exclusive && o.quota > 0).collect();
    let cap = max.min(open.len());
    let sum: usize = open.iter().map(|o| o.quota).sum();
    if sum < order.len() || sum > cap * order.len() {
        return Err(format!("{sum} marks do not fit {} people with at most {cap} each", order.len()));
    }
    // How many marks each person makes: one, and the rest where there is room.
    let mut room: Vec<(usize, usize, u32)> = order.iter().map(|&case| (case, 1, 0)).collect();
    let mut rest = sum - order.len();
    while rest > 0 {
        let at = rng.below(room.len());
        if let Some(person) = room.get_mut(at).filter(|p| p.1 < cap) {
            person.1 += 1;
            rest -= 1;
        }
    }
    // The fullest options first, each to those with most marks left: this always works out (Gale and Ryser).
    open.sort_by_key(|o| std::cmp::Reverse(o.quota));
    for option in &open {
        rng.shuffle(&mut room);
        room.sort_by_key(|p| std::cmp::Reverse(p.1));
        let mut given = 0;
        for person in room.iter_mut().take(option.quota).filter(|p| p.1 > 0) {
            person.1 -= 1;
            person.2 |= bit(option.code);
            given += 1;
        }
        if given < option.quota {
            return Err(format!("option {} cannot be dealt out", option.code));
        }
    }
    marks.extend(room.iter().map(|p| (p.0, p.2)));
    mix(&mut marks, alone, &open, cap, goals, rng);
    let codes = |held: u32| options.iter().map(|o| o.code).filter(|&code| held & bit(code) != 0).collect();
    Ok(marks.into_iter().map(|(case, held)| (case, codes(held))).collect())
}

/// Random exchanges: a mark against another mark, a mark given away, or all marks of two people.
fn mix(marks: &mut [(usize, u32)], alone: usize, open: &[&Offer], cap: usize, goals: &mut [Goal], rng: &mut Rng) {
    for goal in goals.iter_mut() {
        goal.have = marks.iter().map(|&(case, held)| goal.holds(case, held)).sum();
    }
    for _ in 0..marks.len() * 200 {
        let (i, j) = (rng.below(marks.len()), rng.below(marks.len()));
        let (Some(&(a, x)), Some(&(b, y))) = (marks.get(i), marks.get(j)) else { continue };
        if i == j || x == y {
            continue;
        }
        let free = i >= alone && j >= alone;
        let (Some(p), Some(q)) = (rng.pick(open), rng.pick(open)) else { return };
        let (p, q) = (bit(p.code), bit(q.code));
        let (to_a, to_b) = if !free || rng.chance(0.2) {
            (y, x)
        } else if x & p != 0 && y & p == 0 && y & q != 0 && x & q == 0 {
            ((x & !p) | q, (y & !q) | p)
        } else if x & p != 0 && y & p == 0 && x.count_ones() > 1 && (y.count_ones() as usize) < cap {
            (x & !p, y | p)
        } else {
            continue;
        };
        // An exclusive answer moves as a whole, so `alone` must go on naming its places: exchange the people instead.
        if !free || (to_a == y && to_b == x) {
            if replace(goals, (a, x, y), (b, y, x)) {
                if let Some(place) = marks.get_mut(i) {
                    place.0 = b;
                }
                if let Some(place) = marks.get_mut(j) {
                    place.0 = a;
                }
            }
        } else if replace(goals, (a, x, to_a), (b, y, to_b)) {
            if let Some(place) = marks.get_mut(i) {
                place.1 = to_a;
            }
            if let Some(place) = marks.get_mut(j) {
                place.1 = to_b;
            }
        }
    }
}
