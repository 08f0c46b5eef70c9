//! Where keys are pressed. Which keys work there stands in the command table.

/// Where keys are pressed: a screen, or a box that is open over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Place {
    Overview,
    Table,
    Problems,
    /// What people decided about answers, on the screen of the data check.
    Decisions,
    /// One respondent's form.
    Form,
    Tagging,
    Items,
    /// Opinions whose coders differ, on the screen of items.
    Disputes,
    /// What is masked, on the screen of items.
    Masks,
    /// Warnings before publication, on the screen of items.
    Warnings,
    /// What was found out, on the screen of findings.
    Findings,
    /// What rules propose, on the screen of findings.
    Drafts,
    /// Issues and what speaks for them.
    Evidence,
    /// Progress of plans.
    Progress,
    /// The tree of plans.
    Tree,
    /// One question, large, for a meeting.
    Show,
    /// What was guessed about spreadsheets.
    Guess,
    /// The search line of a screen.
    Search,
    /// A box with a list and a search line.
    List,
    /// A list in which several entries are chosen.
    Check,
    /// A box with one text field.
    Prompt,
    /// A form being typed in.
    Entry,
    /// A text of several lines.
    Editor,
    /// A text in which a part is chosen.
    Excerpt,
    /// The statement of a finding, in its form.
    Pin,
    /// The records of a finding, in its form.
    Links,
    /// The menu.
    Menu,
}

impl Place {
    /// All of them.
    pub const ALL: [Self; 27] = [
        Self::Overview,
        Self::Table,
        Self::Problems,
        Self::Decisions,
        Self::Form,
        Self::Tagging,
        Self::Items,
        Self::Disputes,
        Self::Masks,
        Self::Warnings,
        Self::Findings,
        Self::Drafts,
        Self::Evidence,
        Self::Progress,
        Self::Tree,
        Self::Show,
        Self::Guess,
        Self::Search,
        Self::List,
        Self::Check,
        Self::Prompt,
        Self::Entry,
        Self::Editor,
        Self::Excerpt,
        Self::Pin,
        Self::Links,
        Self::Menu,
    ];

    /// True where letters are text, not commands.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Search
                | Self::List
                | Self::Check
                | Self::Prompt
                | Self::Entry
                | Self::Links
                | Self::Editor
                | Self::Pin
        )
    }
}
