//! Free answers at the table of their question: which set of comments holds them, and the way there. Texts are shown there,
//! masked, and nowhere here.

use super::sheet::Axis;
use super::update::made;
use crate::messages::screen as say;
use crate::model::Kind;
use crate::model::finding::Voices;
use crate::text::fold::display;
use crate::tui::action::Effect;
use crate::tui::command::{Id, Place};
use crate::tui::screens::findings::go::{self, Destination};
use crate::tui::state::{OpenedSet, State as Program};

/// The set that holds the answers to the question of the table.
fn set(program: &Program) -> Option<&OpenedSet> {
    let opened = program.opened()?;
    let (survey, asked) = (&opened.survey()?.about.id, &opened.table.answer.as_ref()?.spec.question);
    program.sets.iter().find(|set| {
        let about = set.definition.as_ref().ok().map(|definition| &definition.about);
        about.is_some_and(|about| about.survey.as_ref() == Some(survey) && about.question.as_ref() == Some(asked))
    })
}

/// What is said below a table without options.
pub fn sentence(program: &Program) -> String {
    let kind = program.opened().and_then(|opened| Some(opened.table.answer.as_ref()?.table.kind));
    if kind != Some(Kind::Text) {
        return say::no_options(program.lang).to_owned();
    }
    let key = program.keymap.key(Id::OpenCell, Place::Table);
    let title = set(program).map(|set| display(set.title()));
    say::written_answers(program.lang, title.as_deref().map(|title| (title, key.as_str())))
}

/// Goes to the answers where the cursor stands on who wrote something; `None` elsewhere.
pub fn open(program: &mut Program) -> Option<Vec<Effect>> {
    let made = made(program)?;
    let spot = program.opened()?.table.cursor;
    let on = |axis: Axis| made.rows.get(spot.0) == Some(&axis) || made.columns.get(spot.1) == Some(&axis);
    if !on(Axis::Written) {
        return None;
    }
    let Some(set) = set(program).map(|set| set.id().to_owned()) else {
        let sentence = say::written_answers(program.lang, None);
        program.refuse(sentence);
        return Some(Vec::new());
    };
    Some(go::to(program, Destination::Voices { set, of: Voices::Opinions { ids: Vec::new() } }))
}
