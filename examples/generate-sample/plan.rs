//! The shape of the tables in `plan_business.rs` and `plan_resident.rs`: what the synthetic answers must add up to and
//! which groups must differ. Percentages are of the people asked.

use crate::answers::Condition;

/// The marginals of one question (for a rank the first places, for a number its bands).
pub struct Target {
    /// Question id.
    pub id: &'static str,
    /// Percent per choice in the order of their codes.
    pub percent: &'static [f64],
    /// Percent 無回答.
    pub missing: f64,
    /// Who is asked; empty: everyone.
    pub ask: &'static [Condition],
}

/// A group in which some options are chosen more or less often than overall.
pub struct Effect {
    /// Question id.
    pub id: &'static str,
    /// The group.
    pub when: &'static [Condition],
    /// Options counted together.
    pub codes: &'static [u8],
    /// Percent of the group's asked base that chooses one of them.
    pub percent: f64,
}

/// A table row.
pub const fn t(id: &'static str, percent: &'static [f64], missing: f64, ask: &'static [Condition]) -> Target {
    Target { id, percent, missing, ask }
}

/// An effect row.
pub const fn e(id: &'static str, when: &'static [Condition], codes: &'static [u8], percent: f64) -> Effect {
    Effect { id, when, codes, percent }
}

/// Everything the engine must reach for one survey.
pub struct Plan {
    /// Marginals in the order in which they are dealt out.
    pub targets: &'static [Target],
    /// Differences between groups.
    pub effects: &'static [Effect],
    /// Counts that a planted table needs: question, code, respondents.
    pub fixed: &'static [(&'static str, u8, usize)],
    /// Cells with ● (unreadable): question, how many.
    pub unreadable: &'static [(&'static str, usize)],
    /// Cells with the vendor's code -9999 (invalid): question, how many.
    pub invalid_code: &'static [(&'static str, usize)],
    /// Matrices of opinions, whose items are answered alike by one person.
    pub alike: &'static [&'static str],
    /// Age question and its code for people of 70 and over, who leave matrices out more often.
    pub oldest: Condition,
}
