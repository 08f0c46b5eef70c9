//! Which findings and drafts are listed: by filter and search, those that need somebody first.

use crate::messages::Lang;
use crate::messages::finding::words::rule_name;
use crate::messages::findings_screen as say;
use crate::model::finding::{Finding, Status};
use crate::model::plan;
use crate::plans::drafts::Open;
use crate::project::findings::Drafted;
use crate::text::fold::search;
use crate::tui::state::State as Program;

/// Which findings are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Filter {
    #[default]
    All,
    Standing(Status),
    NoIssue,
    NotReviewed,
    NotAccepted,
}

impl Filter {
    /// All of them, as they are offered.
    pub const EVERY: [Self; 7] = [
        Self::All,
        Self::Standing(Status::Moved),
        Self::Standing(Status::Broken),
        Self::Standing(Status::Current),
        Self::NoIssue,
        Self::NotReviewed,
        Self::NotAccepted,
    ];

    /// The filter in words.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::All => say::filter_all(lang),
            Self::Standing(Status::Current) => say::filter_current(lang),
            Self::Standing(Status::Moved) => say::filter_moved(lang),
            Self::Standing(Status::Broken) => say::filter_broken(lang),
            Self::NoIssue => say::filter_no_issue(lang),
            Self::NotReviewed => say::filter_not_reviewed(lang),
            Self::NotAccepted => say::filter_not_accepted(lang),
        }
    }

    /// True for findings that are shown.
    pub fn keeps(self, program: &Program, finding: &Finding) -> bool {
        match self {
            Self::All => true,
            Self::Standing(status) => program.findings.check(finding).is_some_and(|check| check.status == status),
            Self::NoIssue => !has_issue(program, finding),
            Self::NotReviewed => finding.review.is_none(),
            Self::NotAccepted => finding.review.as_ref().is_none_or(|review| review.on.is_empty()),
        }
    }
}

/// True where a finding speaks for an issue of a plan.
pub fn has_issue(program: &Program, finding: &Finding) -> bool {
    let is_issue = |record| plan::find(program.plans(), record).is_some_and(|(_, found)| found.kind == "issue");
    finding.records.iter().any(is_issue)
}

/// The findings shown, in the order they were pinned.
pub fn shown(program: &Program) -> Vec<&Finding> {
    let state = &program.findings;
    let wanted = search(state.search.value());
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let matches = |finding: &Finding| {
        if words.is_empty() {
            return true;
        }
        let records = finding.records.iter().map(|record| match plan::find(program.plans(), record) {
            Some((_, found)) => format!("{} {}", found.id, found.name()),
            None => record.to_string(),
        });
        let by = finding.review.as_ref().map_or("", |review| &review.by);
        let parts = [finding.id.clone(), finding.statement.clone(), finding.note.clone(), by.to_owned()];
        let text = search(&parts.into_iter().chain(records).collect::<Vec<_>>().join(" "));
        words.iter().all(|word| text.contains(word))
    };
    let list = program.journal.state.findings.list.iter();
    list.filter(|finding| state.filter.keeps(program, finding) && matches(finding)).collect()
}

/// The drafts that are listed: those in front, or all that are open where that is wished; what is searched for.
pub fn drafts(program: &Program) -> Vec<&Drafted> {
    let all = program.findings.all_drafts;
    open_drafts(program).into_iter().filter(|drafted| all || drafted.draft.front).collect()
}

/// How many drafts are open behind those in front.
pub fn behind(program: &Program) -> usize {
    open_drafts(program).into_iter().filter(|drafted| !drafted.draft.front).count()
}

/// The drafts that are open, those in front before the others: neither taken nor refused, and not what a finding rests on
/// already.
fn open_drafts(program: &Program) -> Vec<&Drafted> {
    let findings = &program.journal.state.findings;
    let wanted = search(program.findings.search.value());
    let all = program.findings.drafts.iter().flat_map(|drafts| drafts.iter());
    let beside = Open::beside(findings);
    let open = all.filter(|drafted| {
        let sources = drafted.draft.evidence.iter().map(|evidence| &evidence.source);
        beside.has(&drafted.draft.key, sources)
    });
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let matches = |drafted: &&Drafted| {
        let rule = rule_name(program.lang, drafted.draft.rule);
        let text = search(&format!("{rule} {}", drafted.statement));
        words.iter().all(|word| text.contains(word))
    };
    if words.is_empty() { open.collect() } else { open.filter(matches).collect() }
}

/// How many findings moved, and how many are broken.
pub fn counts(program: &Program) -> (usize, usize) {
    let of = |status| program.findings.checks.iter().filter(|check| check.status == status).count();
    (of(Status::Moved), of(Status::Broken))
}
