//! Warnings before publication, and the publication itself: the same document as `koe comments publish` writes, made on a
//! thread. It is refused, with the list, while an opinion has no fate or a quotation is wrong.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::acts::show_item;
use super::dialog::Dialog;
use super::facts::facts;
use crate::comments::consistency::{self, Warning};
use crate::comments::groups::opinions;
use crate::comments::{printed, quote};
use crate::export::{self, ExportError, documents, docx, xlsx};
use crate::messages::{Lang, comments::items as items_words, comments::publish as words, screen as say, usage};
use crate::model::comment::{Decisions, Docket};
use crate::present::comments::publication;
use crate::project::Corpus;
use crate::tui::action::{Effect, PublicationForm};
use crate::tui::command::{Id, Place};
use crate::tui::effects::{free_name, safe_stem};
use crate::tui::popups::{Kind, Popup};
use crate::tui::state::State as Program;

/// Everything that a publication is made of. The docket is made of it on the thread: the one on the screen may be older
/// than the decisions.
#[derive(Debug, Clone)]
pub struct Material {
    /// What was received, with the definition.
    pub corpus: Arc<Corpus>,
    /// What was decided.
    pub decisions: Box<Decisions>,
}

fn material(program: &Program) -> Option<Material> {
    let set = program.set()?;
    Some(Material { corpus: Arc::clone(set.corpus()?), decisions: Box::new(program.decisions()) })
}

/// Looks for warnings, on a thread.
pub fn look(program: &Program) -> Option<Effect> {
    let changes = program.set()?.tagging.changes;
    let (set, today) = (program.current_set, program.today);
    Some(Effect::Check { set, changes, material: material(program)?, today })
}

/// All warnings about a set.
pub fn warnings(material: &Material, today: i64, cancel: &AtomicBool) -> Vec<Warning> {
    let docket = material.corpus.docket(&material.decisions);
    let copies = opinions::groups(&docket, cancel).into_iter().map(|group| group.members);
    let copies: Vec<Vec<usize>> = copies.collect();
    let found = consistency::check(&material.corpus.definition, &material.decisions, &docket, &copies, Some(today));
    consistency::of_register(&material.corpus.diagnostics).into_iter().chain(found).collect()
}

/// The warnings that are known.
pub fn known(program: &Program) -> &[Warning] {
    program.set().and_then(|set| set.items.warnings.as_deref()).unwrap_or_default()
}

/// The one under the cursor.
pub(super) fn current(program: &Program) -> Option<&Warning> {
    known(program).get(program.set()?.items.cursors.get(3)?.selected)
}

/// A warning in words.
pub fn sentence(lang: Lang, warning: &Warning) -> String {
    words::warning(lang, &warning.numbers, &warning.items, &warning.trouble)
}

/// Goes to the first item of the warning under the cursor.
pub fn go_to_item(program: &mut Program) {
    if let Some(item) = current(program).and_then(|warning| warning.items.first()).cloned() {
        show_item(program, &item);
    }
}

/// Asks for the form of the publication, or says what is in the way.
pub fn start(program: &mut Program) -> Vec<Effect> {
    let lang = program.lang;
    let Some(facts) = facts(program) else { return Vec::new() };
    let kind = match refusal(facts.docket, lang) {
        Some(sentence) => Kind::Text {
            title: crate::messages::comments::items::publish_refused(lang).to_owned(),
            lines: sentence.lines().map(str::to_owned).collect(),
        },
        None => {
            let missing = printed::without_reply(facts.docket, &facts.decisions);
            let told = program.set_mut().map(|set| std::mem::take(&mut set.items.told_missing));
            if missing > 0 && told != Some(missing) {
                if let Some(set) = program.set_mut() {
                    set.items.told_missing = missing;
                }
                let (again, list) =
                    (program.keymap.key(Id::PublishItems, Place::Items), items_words::tab_warnings(lang));
                program.refuse(words::publishes_without(lang, missing, &again, list));
                return Vec::new();
            }
            Kind::Items(Dialog::Forms)
        }
    };
    program.boxes.push(Popup::new(kind));
    Vec::new()
}

/// Why a set cannot be published as it is: the sentence with the list.
fn refusal(docket: &Docket, lang: Lang) -> Option<String> {
    let open = publication::open(docket);
    let broken = quote::broken(docket);
    match (open.is_empty(), broken.is_empty()) {
        (false, _) => Some(words::undecided(lang, &open)),
        (true, false) => Some(words::misquoted(lang, &broken)),
        (true, true) => None,
    }
}

/// Writes the publication in a form, on a thread.
pub fn write_in(program: &Program, form: PublicationForm) -> Vec<Effect> {
    let folder = program.output.clone();
    material(program).map_or(Vec::new(), |material| vec![Effect::Publish { material, form, folder }])
}

/// Writes it to a new file in the folder: an older one is never overwritten. Refused where the decisions of now leave an
/// opinion without a fate or a quotation that is wrong.
/// Stops between its parts where it is asked to.
pub fn write(
    material: &Material,
    form: PublicationForm,
    folder: &Path,
    lang: Lang,
    cancel: &AtomicBool,
) -> Result<PathBuf, String> {
    let stopped = || if cancel.load(Ordering::Relaxed) { Err(say::export_stopped(lang).to_owned()) } else { Ok(()) };
    let failed = |error: ExportError| usage::export_error(lang, &error);
    let Material { corpus, decisions } = material;
    let (definition, docket) = (&corpus.definition, &corpus.docket(decisions));
    if let Some(sentence) = refusal(docket, lang) {
        return Err(sentence);
    }
    stopped()?;
    std::fs::create_dir_all(folder).map_err(|source| failed(ExportError::Write { path: folder.to_owned(), source }))?;
    let path = free_name(folder, &safe_stem(&definition.about.id), form.extension());
    let document = publication::document(definition, decisions, docket, false, None, lang);
    stopped()?;
    let written = match form {
        PublicationForm::Xlsx => xlsx::document(&path, &document),
        PublicationForm::Docx => docx::document(&path, &document),
        PublicationForm::Markdown => export::whole_text(&path, &documents::markdown(&document)),
        PublicationForm::Csv => {
            let table = publication::list(definition, decisions, docket, lang);
            let marks: Vec<&str> = document.mark.iter().chain(&document.warning).map(String::as_str).collect();
            export::whole_text(&path, &documents::csv(&table, &marks))
        }
    };
    written.map_err(failed)?;
    Ok(path)
}
