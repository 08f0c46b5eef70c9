//! When a command of the single form cannot be used, and why.

use super::super::decide;
use super::current;
use crate::messages::form_screen as say;
use crate::tui::command::Id;
use crate::tui::enabled::no_acts;
use crate::tui::state::State as Program;

/// Why a command cannot be used now; `None` when it can, or when it is none of this screen.
pub fn reason(program: &Program, id: Id) -> Option<String> {
    let moves = matches!(
        id,
        Id::Up
            | Id::Down
            | Id::Left
            | Id::Right
            | Id::PageUp
            | Id::PageDown
            | Id::First
            | Id::Last
            | Id::RowStart
            | Id::RowEnd
            | Id::NextOpenForm
            | Id::PreviousOpenForm
            | Id::DetailUp
            | Id::DetailDown
            | Id::FindForm
            | Id::FormOriginal
            | Id::Copy
    );
    // What is looked for may be typed while the forms are read: keys must not go elsewhere meanwhile.
    if id == Id::FindForm && decide::forms_will_come(program) {
        return None;
    }
    if moves && current(program).is_none() {
        return decide::no_forms(program).or_else(|| Some(say::no_forms(program.lang).to_owned()));
    }
    if id == Id::EnterForm {
        return no_acts(program).or_else(|| decide::no_forms(program));
    }
    decide::reason(program, id)
}
