//! Boxes over a screen: lists with a search line, a checklist, one-line forms. They are a stack; the top one has the keys.
//!
//! All lists are one kind of box: what differs is which [`rows`] they have and what Enter does ([`update`]).

pub mod condition;
pub mod find;
pub mod menu;
pub mod rows;
pub mod update;
pub mod view;

use tui_input::Input;

use super::action::Member;
use super::command::{Menu, Place};
use super::screens::decide::boxes::CheckBox;
use super::screens::files::boxes::FilesBox;
use super::screens::findings::FindBox;
use super::screens::guess::boxes::GuessBox;
use super::screens::items::dialog::Dialog;
use super::screens::tagging::boxes::TagBox;
use crate::model::table::BannerSpec;

/// A box.
#[derive(Debug, Clone)]
pub struct Popup {
    /// What it is for.
    pub kind: Kind,
    /// What is typed into it: a search, or the text of a form.
    pub field: Input,
    /// Row under the cursor.
    pub selected: usize,
    /// First row in sight.
    pub offset: usize,
    /// Why Enter was refused.
    pub problem: Option<String>,
    /// The text in the field was proposed: what is typed replaces it, as in a cell of a spreadsheet; arrows edit it.
    pub proposed: bool,
}

/// What a box is for.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Commands: of one place (help), or all (palette).
    Commands {
        /// The place that had the keys.
        place: Place,
        /// Also what works elsewhere.
        everything: bool,
    },
    /// The menu of a place.
    Menu {
        /// The place that had the keys.
        place: Place,
        /// The topic that is open.
        menu: Menu,
    },
    /// 表側.
    Banners {
        /// In the order chosen.
        chosen: Vec<BannerSpec>,
    },
    /// Weighting schemes, and none.
    Weights,
    /// Forms of export.
    Formats,
    /// Kinds of charts.
    Charts,
    /// Saved tables.
    Saved,
    /// Everything that can be found.
    Find(Box<find::Find>),
    /// What the program has said.
    Messages,
    /// Respondents behind a cell.
    Members {
        /// The cell in words.
        title: String,
        /// They, once found.
        found: Option<Vec<Member>>,
    },
    /// How the figure of a cell came about, once it is known: what is explained, and the lines.
    Explanation(Option<(String, Vec<String>)>),
    /// Something to read.
    Text {
        /// Its title.
        title: String,
        /// Its lines.
        lines: Vec<String>,
    },
    /// Of the tagging screen.
    Tagging(TagBox),
    /// An expression.
    Filter,
    /// Questions, to pick a condition of the filter that is being typed.
    FilterQuestions,
    /// The answers of one of them.
    FilterChoices {
        /// Question or banner.
        question: String,
        /// Codes that are ticked.
        chosen: Vec<String>,
    },
    /// Name for a saved table.
    SaveName,
    /// Name of the person.
    Name,
    /// Note on the question.
    Note,
    /// A box of the screen of published items.
    Items(Dialog),
    /// A box about answers and the data check.
    Check(CheckBox),
    /// A paper form being typed in.
    Entry,
    /// A box of the screen of guesses.
    Guess(GuessBox),
    /// A box about the project's files.
    Files(FilesBox),
    /// A box about findings.
    Findings(FindBox),
    /// Which rows of a plan are shown.
    PlanFilter,
    /// Forms in which a plan's table is written.
    PlanFormats,
}

impl Popup {
    /// A box with an empty field.
    pub fn new(kind: Kind) -> Self {
        Self { kind, field: Input::default(), selected: 0, offset: 0, problem: None, proposed: false }
    }

    /// A form with a text to be changed.
    pub fn with_text(kind: Kind, text: String) -> Self {
        Self { field: Input::new(text), ..Self::new(kind) }
    }

    /// A form with a text that gives way to what is typed.
    pub fn proposing(kind: Kind, text: String) -> Self {
        Self { proposed: !text.is_empty(), ..Self::with_text(kind, text) }
    }

    /// Where its keys are looked up.
    pub fn place(&self) -> Place {
        match &self.kind {
            Kind::Items(dialog) => dialog.place(),
            Kind::Findings(of) => of.place(),
            Kind::Check(of) => of.place(),
            Kind::Entry => Place::Entry,
            Kind::Menu { .. } => Place::Menu,
            Kind::Guess(of) => of.place(),
            Kind::Files(of) => of.place(),
            Kind::Banners { .. } | Kind::FilterChoices { .. } => Place::Check,
            Kind::Tagging(of) => {
                if of.is_form() {
                    Place::Prompt
                } else {
                    Place::List
                }
            }
            Kind::Filter | Kind::SaveName | Kind::Name | Kind::Note => Place::Prompt,
            Kind::Commands { .. }
            | Kind::Weights
            | Kind::FilterQuestions
            | Kind::Formats
            | Kind::Charts
            | Kind::Saved
            | Kind::Find(_)
            | Kind::Messages
            | Kind::Members { .. }
            | Kind::Explanation(_)
            | Kind::PlanFilter
            | Kind::PlanFormats
            | Kind::Text { .. } => Place::List,
        }
    }
}
