//! What the commands about single forms look at: the journal, and the forms of the survey that is meant.

use std::path::PathBuf;

use clap::ArgMatches;

use super::one;
use crate::cli::{Context, Failure, definitions, say, watched};
use crate::load::forms::{self, Forms};
use crate::load::remedy::Signature;
use crate::messages::fix as words;
use crate::model::Question;
use crate::project::{FixOp, Op, Project, clock};
use crate::text::nearest;

/// A survey's forms and the journal.
pub(in crate::cli) struct Desk {
    pub survey: String,
    pub forms: Forms,
    journal: Project,
    lang: crate::messages::Lang,
}

impl Desk {
    /// Opens the survey named by `--survey`, or the only one.
    ///
    /// # Errors
    /// Several surveys without a name, or whatever cannot be read.
    pub fn open(context: &Context, arguments: &ArgMatches) -> Result<Self, Failure> {
        let lang = context.lang;
        let (project, surveys) = definitions(context, one(arguments, "survey"))?;
        let ids: Vec<&str> = surveys.iter().map(|(_, survey)| survey.about.id.as_str()).collect();
        let (path, survey): (PathBuf, String) = match surveys.as_slice() {
            [(path, survey)] => (path.clone(), survey.about.id.clone()),
            _ => return Err(Failure::Usage(words::which_survey(lang, &ids))),
        };
        let journal = Project::open(&project.root, &project.store, context.read_only)
            .map_err(|error| Failure::store(lang, &error))?
            .named(&context.settings.name);
        let fixes = &journal.state().fixes;
        let forms = watched(lang, |progress| forms::open(&path, &project.root, fixes, progress))?;
        Ok(Self { survey, forms, journal, lang })
    }

    /// The one form that is meant by the argument `case` and, where several have this id, `--file`.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn form(&self, arguments: &ArgMatches) -> Result<usize, Failure> {
        let typed = one(arguments, "case").unwrap_or_default();
        match self.named(typed, one(arguments, "file")).as_slice() {
            [form] => Ok(*form),
            [] => Err(Failure::Usage(words::no_case(self.lang, typed))),
            several => {
                let places: Vec<String> = several.iter().map(|form| self.place(*form)).collect();
                Err(Failure::Usage(words::which_case(self.lang, typed, &places)))
            }
        }
    }

    /// The forms with this id, in the file if one is named; of a file also the form in this row, where no id is like it.
    pub fn named(&self, typed: &str, file: Option<&str>) -> Vec<usize> {
        let mut found = self.forms.find(typed);
        // `answers.xlsx 12` is the form in row 12 of that file.
        let in_file = |form: &usize| file.is_none_or(|file| self.forms.place(*form).file.ends_with(file));
        found.retain(in_file);
        if found.is_empty() && file.is_some() {
            let row = typed.parse().unwrap_or(0);
            let is_row = |form: &usize| self.forms.row(*form) == row && in_file(form);
            found = (0..self.forms.len()).filter(is_row).collect();
        }
        found
    }

    fn place(&self, form: usize) -> String {
        format!("{} {}", self.forms.place(form).file, self.forms.row(form))
    }

    /// The question that is meant.
    ///
    /// # Errors
    /// There is none with this id.
    pub fn question(&self, typed: &str) -> Result<Question, Failure> {
        let survey = self.forms.survey();
        let ids = || survey.questions.iter().map(|question| question.id.as_str());
        let missing = || Failure::Usage(words::no_question(self.lang, typed, nearest(typed, ids()).as_deref()));
        let found = survey.questions.iter().find(|question| question.id.eq_ignore_ascii_case(typed));
        found.cloned().ok_or_else(missing)
    }

    /// Who decides, now.
    pub fn signature(&self, arguments: &ArgMatches) -> Signature {
        let note = arguments.try_get_one::<String>("note").ok().flatten().cloned().unwrap_or_default();
        Signature { who: self.journal.who().to_owned(), at: clock::now(), note }
    }

    /// Writes a decision and says so; where nothing changes, says that.
    ///
    /// # Errors
    /// The journal cannot be written.
    pub fn decide(&mut self, act: FixOp) -> Result<(), Failure> {
        let sentence = words::done(self.lang, &act);
        let op = Op::Answers { survey: self.survey.clone(), act: Box::new(act) };
        let changed = self.journal.act(op).map_err(|error| Failure::store(self.lang, &error))?;
        say(if changed { &sentence } else { words::unchanged(self.lang) });
        Ok(())
    }
}
