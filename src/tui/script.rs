//! The terminal program without a terminal, played by a script: for tests and for replaying a session.
//!
//! A script is lines: key names (`F2 Down Down Space Enter`), `text …` for typed text, `paste …`, `click X Y`,
//! `drag X Y`, `release X Y`,
//! `wheel X Y down`, `size 80x24`, `snapshot NAME`, `by NAME` and `at 2026-11-22 10:15` (who decides, and when), `coder NAME` (who
//! gives codes), `refused` (what stands before was refused when it was recorded, too); `#` begins a comment. After each line the program works until nothing
//! is left to do, so nothing depends on time.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::action::{Action, Effect};
use super::clipboard::Clipboard;
use super::effects::{Effects, Message};
use super::key::Key;
use super::memory::Memory;
use super::record::Recorder;
use super::screens::tagging;
use super::state::State;
use super::store::Request;
use super::{Start, open, perform, play, session, take, update, view};
use crate::config::{Ambiguous, Settings};
use crate::load::draft::review::Reviewed;
use crate::model::day;

/// A program that runs in memory.
pub struct Player {
    state: State,
    effects: Effects,
    receive: Receiver<Message>,
    terminal: Terminal<Memory>,
    line: usize,
    refusals: Vec<Refusal>,
}

/// Something of a script that came to nothing, or that came to something though it was refused when it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// From 1.
    pub line: usize,
    /// Why it was refused; `None` where it was not, this time.
    pub why: Option<String>,
}

/// A picture of the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// As the script names it.
    pub name: String,
    /// Lines as a terminal shows them.
    pub screen: String,
}

/// What is wrong with a script.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct ScriptError {
    /// From 1.
    pub line: usize,
    /// What cannot be understood.
    pub what: String,
}

impl Player {
    /// Opens a project on a screen of this size and draws the first frame. Nothing has been read yet.
    pub fn new(start: &Start, columns: u16, rows: u16) -> Self {
        let (state, location) = open::open(start);
        let (send, receive) = channel();
        let effects =
            Effects::new(send, location, (state.surveys.len(), state.sets.len()), Clipboard::Memory(Vec::new()));
        let Ok(terminal) = Terminal::new(Memory::new(columns, rows));
        let mut player = Self { state, effects, receive, terminal, line: 0, refusals: Vec::new() };
        player.resize(columns, rows);
        player
    }

    /// Looks through drafts on a screen of this size.
    pub fn reviewing(start: &Start, surveys: Vec<Reviewed>, columns: u16, rows: u16) -> Self {
        let mut player = Self::new(start, columns, rows);
        player.state = open::reviewing(start, surveys);
        player.resize(columns, rows);
        player.redraw();
        player
    }

    /// Starts the background work, and waits until it is done.
    pub fn begin(&mut self) {
        self.start();
        self.settle();
    }

    /// Starts the background work, and waits for nothing.
    pub fn start(&mut self) {
        let asked = open::first_effects(&self.state);
        perform(&mut self.state, &mut self.effects, asked);
        self.draw();
    }

    /// Sets the day that due dates are compared with, so that pictures do not change from day to day.
    pub fn set_today(&mut self, days: i64) {
        self.state.today = days;
    }

    fn by(&mut self, who: &str) {
        who.clone_into(&mut self.state.journal.who);
        let at = self.state.signed.take().map(|(_, at)| at).unwrap_or_default();
        self.state.signed = Some((who.to_owned(), at));
    }

    fn at(&mut self, at: &str) -> Option<()> {
        self.state.today = day::parse(at.get(..10)?)?.floor() as i64;
        let who = self.state.journal.who.clone();
        self.state.signed = Some((who, at.to_owned()));
        Some(())
    }

    /// Sets who decides and when, so that pictures are the same everywhere.
    pub fn sign(&mut self, who: &str, at: &str) {
        self.state.signed = Some((who.to_owned(), at.to_owned()));
    }

    /// Takes over what a person has set.
    pub fn set(&mut self, settings: &Settings) {
        open::set(&mut self.state, settings, None);
        let is_wide = settings.ambiguous == Ambiguous::Wide;
        self.state.ascii |= settings.ascii || is_wide;
        crate::text::cells::set_wide(is_wide);
        self.effects.keymap = Arc::clone(&self.state.keymap);
        if !settings.name.is_empty() {
            let rename = Request::Rename { name: settings.name.clone(), keep: None };
            self.state.journal.pending += 1;
            perform(&mut self.state, &mut self.effects, vec![Effect::Store(rename)]);
        }
    }

    /// What is set on the screen is kept in this file from now on.
    pub fn keep_settings(&mut self, file: PathBuf) {
        self.state.settings = Some(file);
    }

    /// Goes on where the program was left, as in a terminal; before [`begin`](Self::begin).
    pub fn restore(&mut self) {
        if let Some(left) = session::read(&self.state.root) {
            session::restore(&mut self.state, &left);
        }
    }

    /// Leaves the program, so that it can go on from here.
    pub fn leave(self) {
        session::write(&self.state);
    }

    /// Writes down what is played from now on, as a session in a terminal can be.
    pub fn record(&mut self, recorder: Recorder) {
        self.effects.recorder = Some(recorder);
    }

    /// The state, for tests.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What was copied, newest last.
    pub fn copied(&self) -> &[String] {
        self.effects.copied()
    }

    /// Presses a key and waits until nothing is left to do.
    pub fn press(&mut self, key: Key) {
        self.event(Event::Key(key.event()));
    }

    /// Presses a key and draws what it comes to at once; what it starts goes on.
    pub fn tap(&mut self, key: Key) {
        play(&mut self.state, &mut self.effects, Event::Key(key.event()));
        self.draw();
    }

    /// Presses a key and draws; then, whenever a thread has found something, takes it in and draws again, until nothing is left
    /// to do. `clock` tells how long the program's own thread has worked; the answer is how long each of these took it, with
    /// what it was. The program in a terminal draws once for all that has come meanwhile, so it has no more to do than this.
    pub fn timed(&mut self, key: Key, clock: impl Fn() -> Duration) -> Vec<(String, Duration)> {
        let begun = clock();
        play(&mut self.state, &mut self.effects, Event::Key(key.event()));
        self.draw();
        let mut took = vec![(key.name(), clock().saturating_sub(begun))];
        while self.effects.is_busy() {
            let Ok(message) = self.receive.recv() else { break };
            let what = match &message {
                Message::Done(kind, ..) => format!("{kind:?}"),
                Message::Stored(_) | Message::Input(_) | Message::InputEnded => "Stored".to_owned(),
            };
            let begun = clock();
            take(&mut self.state, &mut self.effects, vec![message]);
            self.draw();
            took.push((what, clock().saturating_sub(begun)));
        }
        took
    }

    /// Sends any event and waits until nothing is left to do.
    pub fn event(&mut self, event: Event) {
        play(&mut self.state, &mut self.effects, event);
        if let Some(why) = self.effects.refused.clone() {
            self.refusals.push(Refusal { line: self.line, why: Some(why) });
        }
        self.settle();
    }

    /// What was refused in scripts so far, where they do not say so; and what was not, where they do.
    pub fn refusals(&self) -> &[Refusal] {
        &self.refusals
    }

    /// The last event was refused when it was recorded.
    fn expect_refused(&mut self) {
        if self.effects.refused.take().is_some() {
            self.refusals.pop();
        } else {
            self.refusals.push(Refusal { line: self.line, why: None });
        }
    }

    /// Changes the size of the screen.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.terminal.backend_mut().resize(columns, rows);
        update::update(&mut self.state, Action::Resize { width: columns, height: rows });
        self.draw();
    }

    /// Clears the screen and draws it anew.
    pub fn redraw(&mut self) {
        let Ok(()) = super::terminal::clear(&mut self.terminal);
        self.draw();
    }

    fn settle(&mut self) {
        while self.effects.is_busy() {
            let Ok(message) = self.receive.recv() else { break };
            take(&mut self.state, &mut self.effects, vec![message]);
        }
        self.draw();
    }

    fn draw(&mut self) {
        let Self { terminal, state, .. } = self;
        let Ok(_) = terminal.draw(|frame| view::view(state, frame));
    }

    /// The screen as a person sees it: one line per row.
    pub fn screen(&self) -> String {
        self.terminal.backend().text()
    }

    /// The screen as it is drawn, cell by cell, with its styles.
    pub fn cells(&self) -> Buffer {
        let mut buffer = Buffer::empty(self.state.area);
        view::paint(&self.state, &mut buffer);
        buffer
    }

    /// Where the terminal's cursor is shown.
    pub fn cursor(&self) -> Option<Position> {
        self.terminal.backend().cursor()
    }

    /// Plays a script.
    ///
    /// # Errors
    /// A line that is neither keys nor a directive.
    pub fn play(&mut self, script: &str) -> Result<Vec<Snapshot>, ScriptError> {
        let mut snapshots = Vec::new();
        for (index, line) in script.lines().enumerate() {
            let fail = |what: &str| ScriptError { line: index + 1, what: what.to_owned() };
            let line = line.trim();
            self.line = index + 1;
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "" | "#" => {}
                "text" => rest.chars().for_each(|c| self.press(super::key::char(c))),
                "paste" => self.event(Event::Paste(unescaped(rest))),
                "refused" => self.expect_refused(),
                "coder" => tagging::code_as(&mut self.state, rest),
                "by" => self.by(rest),
                "at" => self.at(rest).ok_or_else(|| fail(line))?,
                "size" => {
                    let (columns, rows) = numbers(rest, 'x').ok_or_else(|| fail(line))?;
                    self.resize(columns, rows);
                }
                "snapshot" => snapshots.push(Snapshot { name: rest.to_owned(), screen: self.screen() }),
                "click" => {
                    let place = numbers(rest, ' ').ok_or_else(|| fail(line))?;
                    self.event(mouse(MouseEventKind::Down(MouseButton::Left), place));
                }
                "drag" => {
                    let place = numbers(rest, ' ').ok_or_else(|| fail(line))?;
                    self.event(mouse(MouseEventKind::Drag(MouseButton::Left), place));
                }
                "release" => {
                    let place = numbers(rest, ' ').ok_or_else(|| fail(line))?;
                    self.event(mouse(MouseEventKind::Up(MouseButton::Left), place));
                }
                "wheel" => {
                    let (place, way) = rest.rsplit_once(' ').ok_or_else(|| fail(line))?;
                    let place = numbers(place, ' ').ok_or_else(|| fail(line))?;
                    let kind = if way == "down" { MouseEventKind::ScrollDown } else { MouseEventKind::ScrollUp };
                    self.event(mouse(kind, place));
                }
                _ if word.starts_with('#') => {}
                _ => {
                    for name in line.split_whitespace() {
                        self.press(Key::parse(name).ok_or_else(|| fail(name))?);
                    }
                }
            }
        }
        Ok(snapshots)
    }
}

/// `\n` is a line break, `\\` the sign itself.
fn unescaped(text: &str) -> String {
    let mut signs = text.chars();
    let mut plain = String::new();
    while let Some(sign) = signs.next() {
        match (sign, signs.as_str().chars().next()) {
            ('\\', Some('n')) => plain.push('\n'),
            ('\\', Some('\\')) => plain.push('\\'),
            _ => {
                plain.push(sign);
                continue;
            }
        }
        signs.next();
    }
    plain
}

fn numbers(text: &str, between: char) -> Option<(u16, u16)> {
    let (first, second) = text.split_once(between)?;
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}

fn mouse(kind: MouseEventKind, (column, row): (u16, u16)) -> Event {
    Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE })
}
