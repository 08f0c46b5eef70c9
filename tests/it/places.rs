//! Every screen, pane and box of the program, each as a state that keys can be tried on: of the sample, of a project without
//! anything in it, and of one whose files are still being read.

use std::path::Path;
use std::sync::{LazyLock, OnceLock};

use koe::load::draft::book;
use koe::load::draft::review::Reviewed;
use koe::load::draft::write::Written;
use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::action::{Action, Effect};
use koe::tui::command::Place;
use koe::tui::input::of_key;
use koe::tui::key::Key;
use koe::tui::script::Player;
use koe::tui::state::{Screen, State};
use koe::tui::update::update;
use koe::tui::view::paint;
use ratatui::buffer::Buffer;

use crate::support::Workdir;

/// A place, how it was reached, and the program there.
#[derive(Debug, Clone)]
pub struct Spot {
    /// Where the keys are looked up.
    pub place: Place,
    /// The keys that led there.
    pub keys: String,
    /// The program.
    pub state: State,
}

/// Keys of the sample that lead to a place from any screen, and the place.
type Way = (Place, &'static str);

const WAYS: &[Way] = &[
    (Place::Overview, "Alt+1"),
    (Place::List, "Alt+1 M"),
    (Place::Prompt, "Alt+1 Alt+N"),
    (Place::List, "Alt+1 F1"),
    (Place::List, "Alt+1 F3"),
    (Place::List, "Alt+1 Alt+F"),
    (Place::List, "Alt+1 Alt+F\ntext 商店街"),
    (Place::List, "Alt+1 Alt+F\ntext zqzqzq"),
    (Place::Menu, "Alt+1 F10 Right"),
    (Place::Table, "Alt+2"),
    (Place::Table, "Alt+2 Enter"),
    (Place::Table, "Alt+2 Enter Right Down"),
    (Place::Table, "Alt+2 Enter Tab"),
    (Place::Table, "Alt+2 Enter z"),
    (Place::Table, "Alt+2 Enter Right Shift+Down Shift+Right"),
    (Place::Table, "Alt+2 Enter Alt+T"),
    (Place::List, "Alt+2 Enter Alt+G"),
    (Place::Show, "Alt+2 Enter Alt+V"),
    (Place::Problems, "Alt+3 F12"),
    (Place::Problems, "Alt+3 F12 F12"),
    (Place::Search, "Alt+2 Ctrl+F"),
    (Place::Search, "Alt+2 Ctrl+F\ntext zqzqzq"),
    (Place::Check, "Alt+2 F2"),
    (Place::List, "Alt+2 F3"),
    (Place::Prompt, "Alt+2 F4"),
    (Place::Prompt, "Alt+2 Ctrl+S"),
    (Place::Prompt, "Alt+2 Ctrl+N"),
    (Place::List, "Alt+2 Ctrl+E"),
    (Place::List, "Alt+2 Ctrl+O"),
    (Place::List, "Alt+2 Enter Ctrl+T"),
    (Place::List, "Alt+2 Enter Right Enter"),
    (Place::List, "Alt+2 F1"),
    (Place::List, "Alt+2 Ctrl+P"),
    (Place::Menu, "Alt+2 F10"),
    (Place::Menu, "Alt+2 F2 F10"),
    (Place::Pin, "Alt+2 Enter Right Alt+P"),
    (Place::Links, "Alt+2 Enter Right Alt+P Tab"),
    (Place::Problems, "Alt+3"),
    (Place::Problems, "Alt+3 Left"),
    (Place::Decisions, "Alt+3 Tab"),
    (Place::Search, "Alt+3 Ctrl+F"),
    (Place::Problems, "Alt+3 Ctrl+F\ntext zqzqzq\nEnter"),
    (Place::List, "Alt+3 F2"),
    (Place::List, "Alt+3 F4"),
    (Place::List, "Alt+3 F9"),
    (Place::List, "Alt+3 Ctrl+T"),
    (Place::List, "Alt+3 Ctrl+E"),
    (Place::Form, "Alt+3 Enter"),
    (Place::Form, "Alt+0"),
    (Place::List, "Alt+0 F2"),
    (Place::Prompt, "Alt+0 Down Down Enter"),
    (Place::List, "Alt+0 F4"),
    (Place::Prompt, "Alt+0 F9"),
    (Place::Entry, "Alt+0 F9\ntext 99999\nEnter"),
    (Place::List, "Alt+0 F9\ntext 99999\nEnter Ctrl+D"),
    (Place::Tagging, "Alt+4"),
    (Place::Tagging, "Alt+4 Ctrl+B"),
    (Place::Tagging, "Alt+4 1"),
    (Place::Tagging, "Alt+4 n n n n n n F8"),
    (Place::Search, "Alt+4 Ctrl+F"),
    (Place::Tagging, "Alt+4 Ctrl+F\ntext zqzqzq\nEnter"),
    (Place::List, "Alt+4 F2"),
    (Place::List, "Alt+4 F3"),
    (Place::List, "Alt+4 F4"),
    (Place::List, "Alt+4 Ctrl+E"),
    (Place::List, "Alt+4 Ctrl+D"),
    (Place::List, "Alt+4 Ctrl+T"),
    (Place::Prompt, "Alt+4 w"),
    (Place::Prompt, "Alt+4 W"),
    (Place::Prompt, "Alt+4 s"),
    (Place::Prompt, "Alt+4 o"),
    (Place::Items, "Alt+5"),
    (Place::Items, "Alt+5 Space Ctrl+A Down"),
    (Place::Items, "Alt+5 Ctrl+F\ntext zqzqzq\nEnter"),
    (Place::Disputes, "Alt+5 Tab"),
    (Place::Masks, "Alt+5 Tab Tab"),
    (Place::Warnings, "Alt+5 Tab Tab Tab"),
    (Place::Search, "Alt+5 Ctrl+F"),
    (Place::List, "Alt+5 F6"),
    (Place::List, "Alt+5 F7"),
    (Place::List, "Alt+5 Ctrl+G"),
    (Place::List, "Alt+5 Ctrl+E Ctrl+E"),
    (Place::Editor, "Alt+5 F6\ntext 1\nCtrl+N"),
    (Place::Prompt, "Alt+5 F8"),
    (Place::Editor, "Alt+5 Enter"),
    (Place::Editor, "Alt+5 Ctrl+L"),
    (Place::List, "Alt+5 Ctrl+L\ntext あ\nEsc"),
    (Place::Excerpt, "Alt+5 Ctrl+T"),
    (Place::Excerpt, "Alt+5 Ctrl+B"),
    (Place::List, "Alt+5 Ctrl+B Enter Right Enter"),
    (Place::Findings, "Alt+8"),
    (Place::Findings, "Alt+8 Ctrl+F\ntext zqzqzq\nEnter"),
    (Place::Drafts, "Alt+8 Tab"),
    (Place::Search, "Alt+8 Ctrl+F"),
    (Place::List, "Alt+8 F8"),
    (Place::Pin, "Alt+8 F2"),
    (Place::Links, "Alt+8 F3"),
    (Place::Prompt, "Alt+8 F6"),
    (Place::Prompt, "Alt+8 Ctrl+N"),
    (Place::Evidence, "Alt+9"),
    (Place::Evidence, "Alt+9 Tab"),
    (Place::List, "Alt+9 F4"),
    (Place::List, "Alt+9 Ctrl+E"),
    (Place::Progress, "Alt+6"),
    (Place::Progress, "Alt+6 Enter"),
    (Place::Progress, "Alt+6 Ctrl+F\ntext zqzqzq\nEnter"),
    (Place::Search, "Alt+6 Ctrl+F"),
    (Place::List, "Alt+6 F4"),
    (Place::List, "Alt+6 Ctrl+E"),
    (Place::Tree, "Alt+7"),
    (Place::Tree, "Alt+7 Ctrl+F\ntext zqzqzq\nEnter"),
    (Place::Search, "Alt+7 Ctrl+F"),
    // These leave another survey and another set behind.
    (Place::Overview, "Alt+1 Down Down Down"),
    (Place::Tagging, "Alt+4"),
    (Place::Items, "Alt+5"),
    (Place::Overview, "Alt+1 Ctrl+End"),
];

/// Every place of the sample; one finding, one item and one decision are there, as screens without a row have little to refuse.
pub fn of_sample() -> &'static [Spot] {
    &sample().0
}

/// Ways that lead elsewhere.
pub fn missed() -> &'static [String] {
    &sample().1
}

fn sample() -> &'static (Vec<Spot>, Vec<String>) {
    static SAMPLE: LazyLock<(Vec<Spot>, Vec<String>)> = LazyLock::new(|| {
        let folder = Workdir::sample();
        let mut player = player(folder.path());
        player.play("Alt+2 Enter Right Alt+P Enter Alt+5 n Alt+3 F3 Enter Alt+1").unwrap();
        let decided = player.state().journal.state.clone();
        let mut spots = Vec::new();
        let mut missed = Vec::new();
        for (place, keys) in WAYS {
            leave(&mut player);
            for _ in 0..3 {
                if player.state().journal.state != decided {
                    player.play("Alt+1 Ctrl+Z").unwrap();
                }
            }
            arrive(&mut player, keys);
            let (keys, state) = ((*keys).to_owned(), player.state().clone());
            if state.place() == *place {
                spots.push(Spot { place: *place, keys, state });
            } else {
                let said = player.state().toast.as_ref().map_or("", |toast| &toast.text);
                missed.push(format!("{place:?} [{keys}] is {:?}: {said}", state.place()));
            }
        }
        spots.extend(guesses());
        (spots, missed)
    });
    &SAMPLE
}

fn player(folder: &Path) -> Player {
    let start = Start { dir: folder.to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
    let mut player = Player::new(&start, 80, 24);
    player.sign("yamada", "2026-11-22 10:15");
    player.begin();
    player
}

/// Out of every box and field.
fn leave(player: &mut Player) {
    for _ in 0..12 {
        let state = player.state();
        if state.boxes.is_empty() && state.place() == state.screen_place() {
            return;
        }
        // A box that asks whether to keep what was typed is left by its second choice.
        let asks = format!("{:?}", state.boxes.last().map(|popup| &popup.kind)).contains("Discard");
        player.play(if asks { "Down Enter" } else { "Esc" }).unwrap();
    }
    panic!("Esc does not lead out\n{}", player.screen());
}

/// Plays keys, the first of which leads to a screen: what was searched there and which tab was open is left first.
fn arrive(player: &mut Player, keys: &str) {
    let (screen, rest) = keys.split_once(' ').unwrap_or((keys, ""));
    player.play(screen).unwrap();
    for _ in 0..12 {
        if player.state().screen == Screen::Overview && player.state().boxes.is_empty() {
            break;
        }
        player.play("Esc").unwrap();
    }
    player.play("Alt+2 Alt+1").unwrap();
    if screen != "Alt+1" {
        player.play(screen).unwrap();
    }
    player.play(rest).unwrap();
}

/// The screen of guesses and its boxes, which open no project.
fn guesses() -> Vec<Spot> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/loaders/google-sheets/回答.xlsx");
    let book = book::open(&file, None).unwrap();
    let draft = book.draft(&[], None).unwrap();
    let sources = vec![draft.source.clone()];
    let written = Written { id: "s".to_owned(), title: "調査".to_owned(), sources, draft };
    let reviewed = || Reviewed { written: written.clone(), sheets: vec![book.answers.clone().unwrap()] };
    let start = Start { dir: std::env::temp_dir(), lang: Lang::Ja, ascii: false, read_only: true };
    let ways = ["", "Tab", "Enter", "F4", "F9", "F2", "F6", "Ctrl+S", "Esc", "F1", "F10"];
    let spot = |keys: &str| {
        let mut player = Player::reviewing(&start, vec![reviewed()], 80, 24);
        player.play(keys).unwrap();
        let state = player.state().clone();
        Spot { place: state.place(), keys: format!("guesses {keys}"), state }
    };
    ways.into_iter().map(spot).collect()
}

/// Every screen and what opens over it where nothing is there: no survey, or one without an answer and a plan without a record.
pub fn of_nothing() -> Vec<Spot> {
    let none = Workdir::new();
    none.write("koe.toml", "[project]\ntitle = \"空\"\n");
    let bare = Workdir::survey(
        "[[question]]\nid = \"Q1\"\nlabel = \"性別\"\nkind = \"single\"\ncolumn = \"Q1\"\nchoices = [{ code = \"1\", label = \"男\" }, { code = \"2\", label = \"女\" }]\n",
        "s.csv",
        "id,Q1\n",
    );
    let gone = Workdir::new();
    gone.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\nplans = [\"p.toml\"]\ncomments = [\"c.toml\"]\n");
    let nowhere = Workdir::new();
    let mut spots = Vec::new();
    for (name, folder) in [("no survey", &none), ("no answers", &bare), ("no files", &gone), ("no project", &nowhere)] {
        let player = player(folder.path());
        spots.extend(around(name, player.state()));
    }
    spots
}

/// Every screen while the files of the sample are being read.
pub fn of_reading() -> Vec<Spot> {
    static FOLDER: OnceLock<Workdir> = OnceLock::new();
    let start = Start {
        dir: FOLDER.get_or_init(Workdir::sample).path().to_owned(),
        lang: Lang::Ja,
        ascii: false,
        read_only: false,
    };
    let player = Player::new(&start, 80, 24);
    around("reading", player.state())
}

/// The screens with their tabs and search lines, and a box of each, as far as they open; nothing that is asked for comes.
pub fn around(name: &str, state: &State) -> Vec<Spot> {
    let (mut spots, mut seen) = (Vec::new(), Vec::new());
    for screen in 0..10 {
        for then in ["", "Tab", "Tab Tab", "Ctrl+F", "F10", "Ctrl+P", "Ctrl+O", "F2", "Ctrl+E", "Enter"] {
            let keys = format!("Alt+{screen} {then}");
            let mut state = state.clone();
            for key in keys.split_whitespace() {
                let _ = press(&mut state, Key::parse(key).unwrap());
            }
            state.toast = None;
            let mut cells = Buffer::empty(state.area);
            let _ = paint(&state, &mut cells);
            // A key that does nothing there leads to no other place.
            if !seen.contains(&(state.place(), cells.clone())) {
                seen.push((state.place(), cells));
                spots.push(Spot { place: state.place(), keys: format!("{name}: {keys}"), state });
            }
        }
    }
    spots
}

/// Presses a key where nothing that it asks for is done.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let action = of_key(state, key);
    update(state, action)
}

/// Types and changes the size, likewise.
pub fn act(state: &mut State, action: Action) -> Vec<Effect> {
    update(state, action)
}
