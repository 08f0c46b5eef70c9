//! Where indicators stand: baseline, present value out of the surveys, target, way done. The values are read on a thread when
//! the table of indicators is looked at; until then what the plan states is shown.

use std::sync::Arc;

use super::current;
use super::tables::Form;
use crate::messages::indicators as words;
use crate::model::plan::{Plan, Record, RecordRef};
use crate::plans::indicators::Indicator;
use crate::present::indicators::{self, Told};
use crate::present::{Marks, View};
use crate::tui::action::Effect;
use crate::tui::screens::findings::shelf::Shelf;
use crate::tui::screens::items::detail::Look;
use crate::tui::screens::records::Lines;
use crate::tui::state::{Screen, State as Program};

/// What is known of the indicators of all plans.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What they were asked for.
    asked: Option<Shelf>,
    /// Their values, once they are read.
    pub values: Option<Arc<Vec<Indicator>>>,
}

/// Asks for the values when the indicators are looked at and the data are others than at the last time.
pub fn refresh(program: &mut Program) -> Option<Effect> {
    let looks =
        program.screen == Screen::Progress && current(program).is_some_and(|(_, table)| table.form == Form::Indicators);
    if !looks {
        return None;
    }
    let shelf = Shelf::of(program)?;
    let state = &mut program.progress.standing;
    if state.asked.as_ref().is_some_and(|asked| asked.is_same(&shelf)) {
        return None;
    }
    state.asked = Some(shelf.clone());
    Some(Effect::ReadIndicators { shelf: Box::new(shelf) })
}

/// Takes the values in; `None` where that was stopped: what was asked for is kept, so that the same is not tried again and
/// again.
pub fn take(program: &mut Program, values: Option<Vec<Indicator>>) {
    if let Some(values) = values {
        program.progress.standing.values = Some(Arc::new(values));
    }
}

/// An indicator in words: with the values of surveys where they are known.
pub fn told(
    values: Option<&[Indicator]>,
    plan: &Plan,
    record: &Record,
    program: (bool, crate::messages::Lang),
) -> Told {
    let (ascii, lang) = program;
    let view = View { marks: Marks::on_screen(ascii), ..View::default() };
    let reference = RecordRef::new(&plan.id, &record.id);
    let read = values.and_then(|values| values.iter().find(|known| known.record == reference));
    match read {
        Some(read) => indicators::told(read, true, &view, lang),
        // One that is bound to nothing is read as soon as its plan is.
        None => indicators::told(&Indicator::stated(plan, record), record.figure.is_none(), &view, lang),
    }
}

/// What is told of an indicator in the details.
pub fn lines(program: &Program, plan: &Plan, record: &Record) -> Lines {
    let lang = program.lang;
    let mut lines = Lines::default();
    let values = program.progress.standing.values.as_deref().map(Vec::as_slice);
    let told = told(values, plan, record, (program.ascii, lang));
    lines.title(words::now(lang));
    for text in told.known {
        lines.push(Look::Plain, text);
    }
    if !told.missing.is_empty() {
        lines.title(words::lacks(lang));
        for text in told.missing {
            lines.push(Look::Warn, text);
        }
    }
    lines
}
