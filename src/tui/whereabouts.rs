//! Where a change is seen: so that what is undone or redone out of sight is told with its place, and with the key that leads
//! there.

use super::command::Id;
use super::names;
use super::state::{Opened, Screen, State};
use crate::messages::screen as say;
use crate::model::Survey;
use crate::model::fix::{CaseRef, Change};
use crate::model::table::TableSpec;
use crate::project::{CommentOp, FixOp, Op};
use crate::text::fold::display;

/// The screens that show a change, the one it is looked at on first.
fn screens(op: &Op) -> &'static [Screen] {
    match op {
        Op::SaveTable { .. } | Op::DeleteTable { .. } | Op::SetView { .. } | Op::SetNote { .. } => {
            &[Screen::Table, Screen::Show]
        }
        Op::Answers { .. } => &[Screen::Problems, Screen::Form],
        Op::Finding { .. } => &[Screen::Findings],
        Op::Comment { act, .. } => match act.as_ref() {
            CommentOp::MakeItems { .. }
            | CommentOp::Group { .. }
            | CommentOp::SetOutline { .. }
            | CommentOp::SetHeading { .. }
            | CommentOp::SetDisposition { .. }
            | CommentOp::Reply { .. }
            | CommentOp::Ask { .. }
            | CommentOp::SetChanges { .. } => &[Screen::Items],
            CommentOp::Mask { .. } | CommentOp::OutOfScope { .. } | CommentOp::Settle { .. } => {
                &[Screen::Items, Screen::Tagging]
            }
            CommentOp::Withdraw { .. } => &[Screen::Tagging, Screen::Items],
            CommentOp::Receive { .. }
            | CommentOp::SamePerson { .. }
            | CommentOp::Reshape { .. }
            | CommentOp::Tag { .. }
            | CommentOp::Import { .. }
            | CommentOp::Skip { .. }
            | CommentOp::Flag { .. }
            | CommentOp::Sample { .. }
            | CommentOp::EditCodes { .. }
            | CommentOp::MergeCodes { .. }
            | CommentOp::SetRule { .. }
            | CommentOp::RemoveRule { .. } => &[Screen::Tagging],
        },
    }
}

/// The command that leads to a screen.
fn leads_to(screen: Screen) -> Id {
    match screen {
        Screen::Problems => Id::ToProblems,
        Screen::Tagging => Id::ToTagging,
        Screen::Items => Id::ToItems,
        Screen::Findings => Id::ToFindings,
        _ => Id::ToTable,
    }
}

/// Where a change is seen and which key leads there; `None` where it is on the screen.
pub fn elsewhere(state: &State, op: &Op) -> Option<String> {
    let screens = screens(op);
    let first = *screens.first()?;
    let of_survey = |opened: &Opened, id: &String| opened.survey().is_some_and(|survey| survey.about.id == *id);
    // Of which survey or set it is, and whether that is the one being looked at.
    let (title, is_current) = match op {
        Op::SaveTable { survey, .. }
        | Op::SetView { survey, .. }
        | Op::SetNote { survey, .. }
        | Op::Answers { survey, .. } => {
            let found = state.surveys.iter().find(|opened| of_survey(opened, survey));
            let current = state.opened().is_some_and(|opened| of_survey(opened, survey));
            (found.filter(|_| state.surveys.len() > 1).map_or(String::new(), |opened| display(opened.title())), current)
        }
        Op::Comment { set, .. } => {
            let found = state.sets.iter().find(|opened| opened.id() == set);
            let current = state.set().is_some_and(|opened| opened.id() == set);
            (found.filter(|_| state.sets.len() > 1).map_or(String::new(), |opened| display(opened.title())), current)
        }
        Op::DeleteTable { .. } | Op::Finding { .. } => (String::new(), true),
    };
    if screens.contains(&state.screen) && is_current {
        return None;
    }
    if let Op::Answers { act, .. } = op
        && is_current
        && changes_table(state, act)
    {
        return None;
    }
    let key = state.keymap.key(leads_to(first), state.screen_place());
    let key = (state.screen != first).then_some(key.as_str());
    Some(say::seen_at(state.lang, names::screen(state.lang, first), key, &title))
}

/// True where a table is on the screen that is made of the answers a decision is about.
fn changes_table(state: &State, act: &FixOp) -> bool {
    let Some(opened) = state.opened().filter(|_| state.screen.shows_table()) else { return false };
    let Some((survey, spec)) = opened.survey().and_then(|survey| Some((survey, opened.table.spec(survey)?))) else {
        return false;
    };
    let questions = asked(survey, &spec);
    // What is decided about a whole form changes every table; what was looked at and left as it is changes none.
    let concerns = |question: Option<&str>| question.is_none_or(|id| questions.contains(&id));
    match act {
        FixOp::Fix { fixes } => {
            let changes = fixes.iter().filter(|fix| fix.change != Change::Keep);
            changes.into_iter().any(|fix| concerns(fix.question.as_deref()))
        }
        FixOp::Unfix { of } => of.iter().any(|key| key.kept.is_none() && concerns(key.question.as_deref())),
        FixOp::Enter { .. } | FixOp::Withdraw { .. } => true,
    }
}

/// The questions whose answers make a table: its own and who was asked it, those of the banners, the filter and the weight.
fn asked<'a>(survey: &'a Survey, spec: &'a TableSpec) -> Vec<&'a str> {
    let own = survey.question(&spec.question).and_then(|question| question.ask_if.as_ref());
    let conditions = own.into_iter().chain(&spec.filter).flat_map(|condition| condition.subjects());
    let banners = spec.banners.iter().flat_map(|banner| &banner.0).map(String::as_str);
    let weight = survey.weights.iter().filter(|weight| Some(&weight.id) == spec.weight.as_ref());
    let targets = weight.flat_map(|weight| &weight.targets);
    let targets = targets.flat_map(|target| target.question.iter().chain(target.questions.iter().flatten()));
    let named = std::iter::once(spec.question.as_str()).chain(conditions).chain(banners);
    named.chain(targets.map(String::as_str)).map(|id| survey.question_behind(id)).collect()
}

/// The same change with cases called as people call them: a decision calls a row without an id by a fingerprint of it.
pub fn named(state: &State, op: &Op) -> Op {
    let mut op = op.clone();
    let Op::Answers { survey, act } = &mut op else { return op };
    let of_survey = |opened: &&Opened| opened.survey().is_some_and(|known| known.about.id == *survey);
    let Some(opened) = state.surveys.iter().find(of_survey) else { return op };
    let forms = opened.sheets.forms.as_ref();
    let fixes = opened.loaded().map_or(&[][..], |loaded| &loaded.fixes);
    let name = |case: &mut CaseRef| {
        let of_form = forms.and_then(|forms| Some(forms.id(forms.called(case)?)));
        let known =
            of_form.or_else(|| fixes.iter().find(|known| known.fix.case == *case).map(|known| known.id.as_str()));
        if let Some(known) = known {
            case.case = display(known);
        }
    };
    match act.as_mut() {
        FixOp::Fix { fixes } => fixes.iter_mut().for_each(|fix| name(&mut fix.case)),
        FixOp::Unfix { of } => of.iter_mut().for_each(|key| name(&mut key.case)),
        FixOp::Enter { .. } | FixOp::Withdraw { .. } => {}
    }
    op
}
