//! The tab of disagreements: opinions whose coders differ, worst first. One key settles which codes hold; what each coder
//! said stays as it was.

use super::facts::facts;
use crate::comments::agreement::{Disagreement, disagreements};
use crate::project::CommentOp;
use crate::tui::action::Effect;
use crate::tui::command::Id;
use crate::tui::state::State as Program;
use crate::tui::update::decide;

/// Opinions that are coded differently: open ones first, of those the worst first. What is being coded blindly is not among
/// them.
pub fn all(program: &Program) -> Vec<Disagreement> {
    let Some(facts) = facts(program) else { return Vec::new() };
    let ids = facts.docket.opinions.iter().map(|opinion| opinion.id.as_str());
    let opinions: Vec<&str> = ids.filter(|id| !facts.blind.contains(*id)).collect();
    disagreements(&facts.decisions, &facts.docket.codebook, &opinions)
}

/// The one under the cursor.
pub fn current(program: &Program) -> Option<Disagreement> {
    let cursor = program.set()?.items.cursors.get(1)?.selected;
    all(program).into_iter().nth(cursor)
}

/// Runs a command of the tab.
pub fn run(program: &mut Program, id: Id) -> Vec<Effect> {
    let Some(dispute) = current(program) else { return Vec::new() };
    let of = |position: usize| dispute.codings.get(position).map(|(_, codes)| codes.clone());
    let codes = match id {
        Id::SettleFirst => of(0),
        Id::SettleSecond => of(1),
        Id::SettleThird => of(2),
        Id::SettleAll => {
            let mut all: Vec<String> = Vec::new();
            for code in dispute.codings.iter().flat_map(|(_, codes)| codes) {
                if !all.contains(code) {
                    all.push(code.clone());
                }
            }
            Some(all)
        }
        Id::Unsettle => None,
        _ => return Vec::new(),
    };
    if codes.is_none() && id != Id::Unsettle {
        return Vec::new();
    }
    decide(program, CommentOp::Settle { opinion: dispute.opinion, codes })
}
