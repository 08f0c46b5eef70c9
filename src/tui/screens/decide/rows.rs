//! The rows of boxes about answers.

use super::boxes::CheckBox;
use super::{Choice, Subject};
use crate::messages::{check_screen as say, entry_screen as entry_words, fix as fix_words, form_screen as form_words};
use crate::model::fix::Change;
use crate::text::fold::{display, search};
use crate::tui::action::Format;
use crate::tui::enabled::no_acts;
use crate::tui::popups::rows::{Row, What};
use crate::tui::screens::entry::{self, kept::KeptForm};
use crate::tui::screens::form::sheet;
use crate::tui::state::State as Program;

/// Forms that are offered at once.
const MOST: usize = 200;

fn row(at: usize, left: &str, right: &str) -> Row {
    Row { what: What::Check(at), left: display(left), right: display(right), checked: None, reason: None }
}

/// The rows of a box that match what is typed.
pub fn rows(program: &Program, of: &CheckBox, typed: &str) -> Vec<Row> {
    let lang = program.lang;
    let all: Vec<(String, String)> = match of {
        CheckBox::Find => return forms(program, typed),
        CheckBox::Note(_) | CheckBox::Value { .. } | CheckBox::EntryId => return Vec::new(),
        CheckBox::DropEntry => [entry_words::drop_no(lang), entry_words::drop_yes(lang)]
            .map(|name| (name.to_owned(), String::new()))
            .to_vec(),
        CheckBox::LeaveEntry => {
            let reason = no_acts(program);
            let names = [entry_words::leave_keep(lang), entry_words::leave_stay(lang), entry_words::leave_drop(lang)];
            let matching = names.into_iter().enumerate().filter(|(_, name)| search(name).contains(&search(typed)));
            let of = |(at, name)| Row { reason: reason.clone().filter(|_| at == 0), ..row(at, name, "") };
            return matching.map(of).collect();
        }
        CheckBox::KeptForms => {
            let of = |kept: &KeptForm| {
                let answered = kept.form.answers.values().filter(|text| !text.trim().is_empty()).count();
                (entry_words::kept_row(lang, &kept.form.id, answered), format!("{} {}", kept.form.who, kept.form.at))
            };
            let new = (entry_words::new_form(lang).to_owned(), String::new());
            entry::kept_here(program).into_iter().map(of).chain([new]).collect()
        }
        CheckBox::Withdraw(_) => [entry_words::withdraw_no(lang), entry_words::withdraw_yes(lang)]
            .map(|name| (name.to_owned(), String::new()))
            .to_vec(),
        CheckBox::Rules => {
            let counts = |counts: [usize; 3]| {
                let [open, automatic, kept] = counts;
                let names = [say::open(lang), say::automatic(lang), say::kept(lang)];
                let parts = names.iter().zip([open, automatic, kept]).filter(|(_, count)| *count > 0);
                parts.map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join("　")
            };
            let rules = program.problems.lists.rules.iter();
            let total = rules.clone().map(|rule| rule.counts.iter().sum::<usize>()).sum::<usize>();
            let rules = rules.map(|rule| (rule.name.clone(), counts(rule.counts)));
            std::iter::once((say::every_rule(lang).to_owned(), total.to_string())).chain(rules).collect()
        }
        CheckBox::Choices { subject, offered, .. } => {
            let wanted = search(typed);
            let named = offered.iter().enumerate().map(|(at, choice)| {
                let (left, right) = words(program, subject, choice);
                Row { reason: super::unfit(program, subject, choice), ..row(at, &left, &right) }
            });
            return named.filter(|row| search(&row.left).contains(&wanted)).collect();
        }
        CheckBox::Formats => {
            let of =
                |format: &Format| (crate::tui::names::format(lang, *format).to_owned(), format.extension().to_owned());
            Format::ALL.iter().map(of).collect()
        }
    };
    let wanted = search(typed);
    let matching = all.iter().enumerate().filter(|(_, (left, _))| search(left).contains(&wanted));
    matching.map(|(at, (left, right))| row(at, left, right)).collect()
}

fn words(program: &Program, subject: &Subject, choice: &Choice) -> (String, String) {
    let lang = program.lang;
    let question = super::forms(program).and_then(|forms| super::question(forms, subject));
    match choice {
        Choice::Remedy(remedy) => (say::remedy_name(lang, *remedy).to_owned(), String::new()),
        Choice::All(remedy, question, count) => {
            (say::remedy_for(lang, *remedy, question.as_deref()), say::cases(lang, *count))
        }
        Choice::NewChoice(value) => (say::as_new_choice(lang, value), String::new()),
        Choice::Close => (say::close(lang).to_owned(), String::new()),
        Choice::Value => (say::by_value(lang).to_owned(), String::new()),
        Choice::Change(Change::Set { value }) => {
            let named = question.map(|question| sheet::typed(lang, question, value));
            (say::remedy_name(lang, missing(value)).to_owned(), named.unwrap_or_default())
        }
        Choice::Change(Change::Count) => {
            (say::remedy_name(lang, crate::load::remedy::Remedy::Count).to_owned(), String::new())
        }
        Choice::Change(Change::Keep | Change::LeaveOut | Change::Entered) => {
            (say::remedy_name(lang, crate::load::remedy::Remedy::LeaveOut).to_owned(), String::new())
        }
        Choice::TakeBack(key) => {
            let id = program.opened().and_then(|opened| opened.survey()).map(|survey| survey.about.id.clone());
            let fixes = id.and_then(|id| program.journal.state.fixes.get(&id));
            let fix = fixes.and_then(|fixes| fixes.fixes.get(key));
            let what = fix.map(|fix| fix_words::change(lang, &fix.change)).unwrap_or_default();
            (say::undo_decision(lang).to_owned(), what)
        }
    }
}

fn missing(value: &str) -> crate::load::remedy::Remedy {
    if value == "INV" { crate::load::remedy::Remedy::Invalid } else { crate::load::remedy::Remedy::Blank }
}

/// The forms whose id begins as typed, in the order of the files.
fn forms(program: &Program, typed: &str) -> Vec<Row> {
    let lang = program.lang;
    let Some(forms) = super::forms(program) else { return Vec::new() };
    let of = |form: usize| {
        let place = forms.place(form);
        let left = format!("{}　{}", forms.id(form), form_words::fate(lang, forms.fate(form)));
        row(form, &left, &form_words::place(lang, &place.file, forms.row(form)))
    };
    forms.beginning(typed.trim()).take(MOST).map(of).collect()
}
