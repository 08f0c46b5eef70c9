//! Does what `update` asked for: reading, counting and writing on threads, the clipboard at once.
//!
//! Every piece of work that was started reports once. A result that is not the newest of its kind is dropped here, so
//! `update` never sees a stale one.

mod reading;
mod writing;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Sender, channel};

use self::reading::{load, load_plans, load_set, open_forms};
pub use self::writing::{free_name, safe_stem};
use self::writing::{unless_stopped, write, write_document, write_page};
use super::action::{Discarded, Effect, Member, Report, Tagged};
use super::clipboard::Clipboard;
use super::command::{Id, Place};
use super::keymap::Keymap;
use super::open;
use super::pictures::made;
use super::popups::find;
use super::record::Recorder;
use super::screens::files::work::{Ask, Home};
use super::screens::findings::shelf::{About, Drafts};
use super::screens::items::publish;
use super::screens::tagging::teacher;
use super::state::Answer;
use super::store::{self, Location, Request, Stored};
use crate::comments;
use crate::jobs::{Done, Slot};
use crate::load::Loaded;
use crate::messages::{Lang, explain as explain_words, problem, screen as say, table as table_words};
use crate::model::comment::{Decisions, Docket};
use crate::model::explanation::Subject;
use crate::model::table::TableSpec;
use crate::present::{View, explained};
use crate::project::comments::op::NewItem;
use crate::project::form_masks;
use crate::tabulate;

/// What threads send to the loop.
#[derive(Debug)]
pub enum Message {
    /// A key, the mouse, a paste, a new size.
    Input(crossterm::event::Event),
    /// The terminal cannot be read any more.
    InputEnded,
    /// A thread is done.
    Done(Kind, u64, Box<Report>),
    /// The journal answered.
    Stored(Box<Stored>),
}

/// Kinds of work, each with its slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Load(usize),
    Forms(usize),
    Plans,
    Mapping,
    Files,
    Folder,
    Set(usize),
    Docket(usize),
    Draft(usize),
    Check(usize),
    Prepare(usize),
    Advise(usize),
    Rank(usize),
    Table,
    Picture,
    Members,
    Explain,
    Export,
    Evidence,
    Verify,
    Propose,
    Indicators,
    Matrix,
    Fold,
}

/// Runs effects.
pub struct Effects {
    send: Sender<Message>,
    lang: Lang,
    read_only: bool,
    root: PathBuf,
    loads: Vec<Slot>,
    forms: Vec<Slot>,
    plans: Slot,
    mapping: Slot,
    files: Slot,
    folder: Slot,
    sets: Vec<Slot>,
    dockets: Vec<Slot>,
    drafts: Vec<Slot>,
    checks: Vec<Slot>,
    prepared: Vec<Slot>,
    advice: Vec<Slot>,
    ranks: Vec<Slot>,
    table: Slot,
    picture: Slot,
    members: Slot,
    explain: Slot,
    export: Slot,
    evidence: Slot,
    verify: Slot,
    propose: Slot,
    indicators: Slot,
    matrix: Slot,
    fold: Slot,
    store: Sender<Request>,
    discard: Sender<Discarded>,
    pending: usize,
    clipboard: Clipboard,
    /// Keys that sentences name.
    pub keymap: Arc<Keymap>,
    /// Draw everything anew.
    pub redraw: bool,
    /// Why the last event did nothing, where it was refused.
    pub refused: Option<String>,
    /// The session is written down.
    pub recorder: Option<Recorder>,
}

impl Effects {
    /// Opens the journal, and is ready. `surveys` and `sets` of comments are how many the project has.
    pub fn new(
        send: Sender<Message>,
        location: Location,
        (surveys, sets): (usize, usize),
        clipboard: Clipboard,
    ) -> Self {
        let (lang, root, answers) = (location.lang, location.root.clone(), send.clone());
        let read_only = location.read_only;
        let store = store::start(location, move |stored| drop(answers.send(Message::Stored(Box::new(stored)))));
        let (discard, discarded) = channel();
        // Ends with the other end of the channel.
        std::thread::spawn(move || discarded.into_iter().for_each(drop::<Discarded>));
        let slots = |count| (0..count).map(|_| Slot::default()).collect();
        let [sets_read, dockets, drafts, checks, prepared, advice, ranks] = std::array::from_fn(|_| slots(sets));
        let [
            plans,
            mapping,
            files,
            folder,
            table,
            picture,
            members,
            explain,
            export,
            evidence,
            verify,
            propose,
            indicators,
            matrix,
            fold,
        ] = std::array::from_fn(|_| Slot::default());
        Self {
            send,
            lang,
            read_only,
            root,
            loads: slots(surveys),
            forms: slots(surveys),
            plans,
            mapping,
            files,
            folder,
            sets: sets_read,
            dockets,
            drafts,
            checks,
            prepared,
            advice,
            ranks,
            table,
            picture,
            members,
            explain,
            export,
            evidence,
            verify,
            propose,
            indicators,
            matrix,
            fold,
            store,
            discard,
            pending: 1,
            clipboard,
            keymap: Arc::clone(Keymap::standard()),
            redraw: false,
            refused: None,
            recorder: None,
        }
    }

    /// True while something has yet to report.
    pub fn is_busy(&self) -> bool {
        self.pending > 0
    }

    /// What was put on the clipboard without a desktop, newest last.
    pub fn copied(&self) -> &[String] {
        self.clipboard.copied()
    }

    /// The report in a message, unless it is stale.
    pub fn accept(&mut self, message: Message) -> Option<Report> {
        self.pending = self.pending.saturating_sub(1);
        match message {
            Message::Stored(stored) => Some(Report::Stored(stored)),
            Message::Done(kind, generation, report) => {
                let newest = self.slot(kind).map_or(0, |slot| slot.newest());
                (generation == newest).then_some(*report)
            }
            Message::Input(_) | Message::InputEnded => None,
        }
    }

    fn slot(&mut self, kind: Kind) -> Option<&mut Slot> {
        match kind {
            Kind::Load(survey) => of_survey(&mut self.loads, survey),
            Kind::Forms(survey) => of_survey(&mut self.forms, survey),
            Kind::Plans => Some(&mut self.plans),
            Kind::Mapping => Some(&mut self.mapping),
            Kind::Files => Some(&mut self.files),
            Kind::Folder => Some(&mut self.folder),
            Kind::Set(set) => self.sets.get_mut(set),
            Kind::Docket(set) => self.dockets.get_mut(set),
            Kind::Draft(set) => self.drafts.get_mut(set),
            Kind::Check(set) => self.checks.get_mut(set),
            Kind::Prepare(set) => self.prepared.get_mut(set),
            Kind::Advise(set) => self.advice.get_mut(set),
            Kind::Rank(set) => self.ranks.get_mut(set),
            Kind::Table => Some(&mut self.table),
            Kind::Picture => Some(&mut self.picture),
            Kind::Members => Some(&mut self.members),
            Kind::Explain => Some(&mut self.explain),
            Kind::Export => Some(&mut self.export),
            Kind::Evidence => Some(&mut self.evidence),
            Kind::Verify => Some(&mut self.verify),
            Kind::Indicators => Some(&mut self.indicators),
            Kind::Propose => Some(&mut self.propose),
            Kind::Matrix => Some(&mut self.matrix),
            Kind::Fold => Some(&mut self.fold),
        }
    }

    /// Does one thing, or starts it. What is known at once is the answer.
    pub fn run(&mut self, effect: Effect) -> Option<Report> {
        let (lang, root, read_only) = (self.lang, self.root.clone(), self.read_only);
        let keymap = Arc::clone(&self.keymap);
        match effect {
            Effect::Load { survey, path, with_forms, progress } => self.start(
                Kind::Load(survey),
                move |_| {
                    let result = load(&path, (&root, read_only), with_forms, (lang, &keymap), &progress);
                    Report::Loaded { survey, result }
                },
                Report::Loaded { survey, result: Err(say::stopped(lang).to_owned()) },
            ),
            Effect::OpenForms { survey, path, progress } => self.start(
                Kind::Forms(survey),
                move |_| Report::FormsOpened { survey, result: open_forms(&path, &root, (lang, &keymap), &progress) },
                Report::FormsOpened { survey, result: Err(say::stopped(lang).to_owned()) },
            ),
            Effect::ExportPage { page, stem, format, folder } => self.start(
                Kind::Export,
                move |cancel| {
                    Report::Exported(unless_stopped(cancel, lang, || write_page(*page, &stem, format, &folder, lang)))
                },
                Report::Exported(Err(say::stopped(lang).to_owned())),
            ),
            Effect::LoadPlans { files } => self.start(
                Kind::Plans,
                move |_| Report::Plans(load_plans(&files, lang)),
                Report::Plans(Err(say::stopped(lang).to_owned())),
            ),
            Effect::Files(ask) => {
                let kind = if matches!(ask, Ask::List(_)) { Kind::Folder } else { Kind::Files };
                let (home, lost) = (Home { root, lang }, Report::Files(Box::new(ask.lost(lang))));
                self.start(kind, move |_| Report::Files(Box::new(ask.run(&home))), lost);
            }
            Effect::LoadMapping { file } => self.start(
                Kind::Mapping,
                move |_| Report::Mapping(open::same(&file, lang)),
                Report::Mapping(Err(say::stopped(lang).to_owned())),
            ),
            Effect::LoadSet { set, path, definition, survey } => self.start(
                Kind::Set(set),
                move |_| Report::SetLoaded {
                    set,
                    result: load_set(&path, &root, &definition, survey.as_deref(), lang),
                },
                Report::SetLoaded { set, result: Err(say::stopped(lang).to_owned()) },
            ),
            Effect::Assemble { set, corpus, decisions, old } => self.start(
                Kind::Docket(set),
                move |_| {
                    let new = corpus.docket(&decisions);
                    let docket = match old {
                        Some(old) => new.sharing(&old),
                        None => Arc::new(new),
                    };
                    Report::Assembled { set, docket: Some(docket) }
                },
                Report::Assembled { set, docket: None },
            ),
            Effect::Draft { set, docket, decisions } => self.start(
                Kind::Draft(set),
                move |cancel| Report::Drafted { set, drafts: Some(drafts(&docket, &decisions, cancel)) },
                Report::Drafted { set, drafts: None },
            ),
            Effect::Check { set, changes, material, today } => self.start(
                Kind::Check(set),
                move |cancel| {
                    let warnings = Some(publish::warnings(&material, today, cancel));
                    Report::Checked { set, changes, warnings }
                },
                Report::Checked { set, changes, warnings: None },
            ),
            Effect::Publish { material, form, folder } => self.start(
                Kind::Export,
                move |cancel| {
                    let write = || publish::write(&material, form, &folder, lang, cancel);
                    Report::Exported(unless_stopped(cancel, lang, write))
                },
                Report::Exported(Err(say::stopped(lang).to_owned())),
            ),
            Effect::Prepare { set, docket } => self.start(
                Kind::Prepare(set),
                move |cancel| tagged(set, Tagged::Prepared(teacher::prepare(docket, cancel).map(Box::new))),
                tagged(set, Tagged::Prepared(None)),
            ),
            Effect::Advise { set, opinion, question, teacher } => self.start(
                Kind::Advise(set),
                move |cancel| {
                    let advice = teacher::advise(&opinion, &question, &teacher, cancel);
                    tagged(set, Tagged::Advised(advice.map(Box::new)))
                },
                tagged(set, Tagged::Advised(None)),
            ),
            Effect::Rank { set, rest, of, question, teacher } => self.start(
                Kind::Rank(set),
                move |cancel| {
                    let order = teacher::rank(rest, &question, &teacher, cancel);
                    tagged(set, Tagged::Ranked(order.map(|order| (of, order))))
                },
                tagged(set, Tagged::Ranked(None)),
            ),
            Effect::Tabulate { survey, data, spec } => self.start(
                Kind::Table,
                move |cancel| Report::Tabulated { survey, result: count(&data, *spec, lang, cancel) },
                Report::Tabulated { survey, result: Err(say::stopped(lang).to_owned()) },
            ),
            Effect::Draw { survey, asked } => self.start(
                Kind::Picture,
                move |cancel| Report::Drawn { survey, result: made::make(&asked, lang, cancel) },
                Report::Drawn { survey, result: Err(say::stopped(lang).to_owned()) },
            ),
            Effect::CancelTable => self.table.cancel(),
            Effect::CancelExport => self.export.stop(),
            Effect::Members { data, spec, group, option } => self.start(
                Kind::Members,
                move |_| Report::Members(members(&data, &spec, group, option, lang)),
                Report::Members(Err(say::stopped(lang).to_owned())),
            ),
            Effect::Explain { data, spec, group, subject, view } => {
                let list = self.keymap.plain(Id::Accept, Place::List);
                self.start(
                    Kind::Explain,
                    move |cancel| {
                        Report::Explained(explain(&data, &spec, (group, subject), (&view, &list), lang, cancel))
                    },
                    Report::Explained(Err(say::stopped(lang).to_owned())),
                );
            }
            Effect::Export { data, table, view, format, folder } => self.start(
                Kind::Export,
                move |cancel| {
                    let write = || write(&data, &table, &view, format, &folder, lang);
                    Report::Exported(unless_stopped(cancel, lang, write))
                },
                Report::Exported(Err(say::stopped(lang).to_owned())),
            ),
            Effect::ReadEvidence { shelf, sources } => self.start(
                Kind::Evidence,
                move |cancel| Report::EvidenceRead(shelf.read(&sources, cancel)),
                Report::EvidenceRead(None),
            ),
            Effect::VerifyFindings { shelf, findings } => self.start(
                Kind::Verify,
                move |cancel| Report::FindingsVerified(shelf.verify(&findings, cancel)),
                Report::FindingsVerified(None),
            ),
            Effect::DraftFindings { shelf } => self.start(
                Kind::Propose,
                move |cancel| Report::FindingsDrafted(shelf.drafts(cancel)),
                Report::FindingsDrafted(Drafts::Failed(say::stopped(lang).to_owned())),
            ),
            Effect::ReadIndicators { shelf } => self.start(
                Kind::Indicators,
                move |cancel| Report::IndicatorsRead(shelf.indicators(cancel)),
                Report::IndicatorsRead(None),
            ),
            Effect::WriteSheet { shelf, findings, checks, matrix, record, form, folder } => self.start(
                Kind::Export,
                move |cancel| {
                    let about = About { findings: &findings, checks: &checks, matrix: &matrix, record: &record };
                    let write = || shelf.write_sheet(&about, form, &folder, cancel);
                    Report::Exported(unless_stopped(cancel, lang, write))
                },
                Report::Exported(Err(say::stopped(lang).to_owned())),
            ),
            Effect::FoldOpinions { sets } => self.start(
                Kind::Fold,
                move |_| Report::OpinionsFolded(sets.iter().flat_map(|set| find::opinions(set, lang)).collect()),
                Report::OpinionsFolded(Vec::new()),
            ),
            Effect::MakeMatrix { shelf, findings, checks, kind } => self.start(
                Kind::Matrix,
                move |_| Report::MatrixMade(Some(Box::new(shelf.matrix(&findings, &checks, &kind)))),
                Report::MatrixMade(None),
            ),
            Effect::ExportDocument { document, stem, format, folder } => self.start(
                Kind::Export,
                move |cancel| {
                    let write = || write_document(&document, &stem, format, &folder, lang);
                    Report::Exported(unless_stopped(cancel, lang, write))
                },
                Report::Exported(Err(say::stopped(lang).to_owned())),
            ),
            Effect::Store(request) => {
                self.pending += 1;
                // The thread lives as long as this end of the channel.
                let _ = self.store.send(request);
            }
            Effect::Copy(text) => {
                let sure = self.clipboard.copy(&text);
                return Some(Report::Copied { lines: text.lines().count(), sure });
            }
            Effect::Discard(it) => {
                // Without the thread it is freed here.
                let _ = self.discard.send(it);
            }
            Effect::Redraw => self.redraw = true,
            Effect::Quit => {}
        }
        None
    }

    /// Starts work in its slot; `lost` is reported where it panics.
    fn start(&mut self, kind: Kind, work: impl FnOnce(&AtomicBool) -> Report + Send + 'static, lost: Report) {
        let send = self.send.clone();
        let wrap =
            move |done: Done<Report>| Message::Done(kind, done.generation, Box::new(done.result.unwrap_or(lost)));
        let Some(slot) = self.slot(kind) else { return };
        let ticket = slot.submit(&send, wrap, work);
        if !ticket.replaced {
            self.pending += 1;
        }
    }
}

/// The slot of a survey, which may have been added since the project was opened.
fn of_survey(slots: &mut Vec<Slot>, survey: usize) -> Option<&mut Slot> {
    if slots.len() <= survey {
        slots.resize_with(survey + 1, Slot::default);
    }
    slots.get_mut(survey)
}

fn tagged(set: usize, tagged: Tagged) -> Report {
    Report::Tagged { set, tagged }
}

fn drafts(docket: &Docket, decisions: &Decisions, cancel: &AtomicBool) -> Vec<NewItem> {
    let drafts = comments::draft::draft(docket, decisions, cancel);
    drafts.into_iter().map(|draft| NewItem { id: draft.id, opinions: draft.opinions }).collect()
}

fn count(data: &Loaded, spec: TableSpec, lang: Lang, cancel: &AtomicBool) -> Result<Answer, String> {
    let labels = table_words::labels(lang);
    let tables = tabulate::tables(&data.responses, std::slice::from_ref(&spec), &labels, cancel)
        .map_err(|error| problem::tabulate_error(lang, &error))?;
    let table = tables.into_iter().next().ok_or_else(|| say::no_table(lang).to_owned())?;
    Ok(Answer { spec, table: Arc::new(table) })
}

fn explain(
    data: &Loaded,
    spec: &TableSpec,
    at: (usize, Subject),
    (view, list): (&View, &str),
    lang: Lang,
    cancel: &AtomicBool,
) -> Result<(String, Vec<String>), String> {
    let labels = table_words::labels(lang);
    let found = tabulate::explain(&data.responses, spec, at, false, &labels, cancel)
        .map_err(|error| problem::tabulate_error(lang, &error))?;
    let explanation = found.ok_or_else(|| explain_words::nothing_to_explain(lang).to_owned())?;
    Ok((explained::heading(&explanation, view, lang), explained::lines_on_screen(&explanation, view, lang, list)))
}

fn members(
    data: &Loaded,
    spec: &TableSpec,
    group: usize,
    option: Option<usize>,
    lang: Lang,
) -> Result<Vec<Member>, String> {
    let responses = &data.responses;
    let cases =
        tabulate::members(responses, spec, group, option).map_err(|error| problem::tabulate_error(lang, &error))?;
    let survey = responses.survey();
    // Banners of their own have no answer; the question they are made from has.
    let asked = |id: &String| match survey.banners.iter().find(|banner| banner.id == *id) {
        Some(banner) => banner.question.clone(),
        None => id.clone(),
    };
    let mut questions = vec![spec.question.clone()];
    for id in spec.banners.iter().flat_map(|banner| &banner.0).map(asked) {
        if !questions.contains(&id) && survey.question(&id).is_some() {
            questions.push(id);
        }
    }
    // What was written beside the choice that is listed, masked like opinions.
    let asked = survey.question(&spec.question).zip(option);
    let words = asked.and_then(|(question, option)| {
        // A net comes behind the choices; nobody writes beside it.
        let position = (option < question.choices.len()).then_some(option)?;
        responses.written(question, position)
    });
    let written = |case: usize| {
        let text = words.as_ref()?.get(case).filter(|text| !text.is_empty())?;
        let hidden = form_masks::hidden(text);
        Some(lang.pick(format!("「{hidden}」"), format!("\"{hidden}\"")))
    };
    let member = |case: usize| {
        let place = |origin: crate::responses::Origin<'_>| {
            say::place_of(lang, &origin.file.file, &origin.file.sheet, origin.row + 1)
        };
        let at = |origin: crate::responses::Origin<'_>| crate::model::diagnostic::Place {
            file: origin.file.file.clone(),
            sheet: origin.file.sheet.clone(),
            cell: format!("A{}", origin.row + 1),
        };
        Member {
            at: responses.origin(case).map(at).unwrap_or_default(),
            id: responses.case_id(case).to_owned(),
            place: responses.origin(case).map_or(String::new(), place),
            answers: written(case)
                .into_iter()
                .chain(questions.iter().map(|question| super::names::answer(lang, responses, question, case)))
                .collect(),
        }
    };
    Ok(cases.into_iter().map(member).collect())
}
