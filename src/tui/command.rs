//! THE table of commands: name, title, menu, default keys, where they work. Keymap, help, palette, menu, footer, `koe keys`
//! and the key table of the README derive from it, so none of them can differ from what happens.
//!
//! What a command does stands in `update`; when it cannot be used, in [`enabled`](super::enabled); what a sentence tells of it,
//! in `messages::command_help`; the keys a person has chosen for it, in [`Keymap`].

mod table;

pub use table::COMMANDS;

pub use super::id::Id;
use super::key::{Key, alt, alt_key, char, ctrl, ctrl_key, f, key, shift_key};
use super::keymap::Keymap;
pub use super::place::Place;
use crate::messages::{Lang, command_help, screen as say};

type Title = fn(Lang) -> &'static str;

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    /// What it is. A command has several rows where its keys differ from place to place.
    pub id: Id,
    /// Name for scripts, settings and the palette.
    pub name: &'static str,
    /// Where the menu has it.
    pub menu: Menu,
    /// Title for people.
    pub title: Title,
    /// A shorter one for the footer, where there is one.
    pub short: Option<Title>,
    /// Keys that work wherever the command does.
    pub keys: &'static [Key],
    /// Keys that work only where letters are not text.
    pub letters: &'static [Key],
    /// Where it works.
    pub places: &'static [Place],
    /// Place in the footer, from 1; 0 is not shown there.
    pub footer: u8,
}

/// The menus, from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Menu {
    File,
    Edit,
    View,
    /// What is done with what the screen shows.
    Act,
    /// To other rows, screens, surveys.
    Go,
    Help,
}

impl Menu {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::View, Self::Act, Self::Go, Self::Help];

    /// Its title.
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::File => say::menu_file(lang),
            Self::Edit => say::menu_edit(lang),
            Self::View => say::menu_view(lang),
            Self::Act => say::menu_act(lang),
            Self::Go => say::menu_go(lang),
            Self::Help => say::menu_help(lang),
        }
    }
}

impl Command {
    /// True when the command works in a place.
    pub fn works_in(&self, place: Place) -> bool {
        self.places.contains(&place)
    }

    /// The keys that work in a place unless a person has chosen others.
    pub fn keys_in(&self, place: Place) -> impl Iterator<Item = Key> + use<> {
        Keymap::standard().keys_in(self, place).to_vec().into_iter()
    }

    /// A sentence that says what it does.
    pub fn help(&self, lang: Lang) -> &'static str {
        command_help::help(lang, self.name)
    }

    /// The title of the footer.
    pub fn short_title(&self, lang: Lang) -> &'static str {
        self.short.unwrap_or(self.title)(lang)
    }
}

/// One row of `koe keys`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct KeyRow {
    /// Where the keys work; rows of one place stand together.
    pub screen: String,
    /// The keys as people write them.
    pub keys: String,
    /// What they do.
    pub title: String,
    /// The same in a sentence.
    pub help: String,
    /// The command's name in scripts and settings.
    pub name: String,
}

/// The whole table, place by place, with the keys that hold.
pub fn key_table(lang: Lang, keymap: &Keymap) -> Vec<KeyRow> {
    let of_place = |place: Place| {
        let here = COMMANDS.iter().filter(move |command| command.works_in(place));
        here.map(move |command| KeyRow {
            screen: super::names::place(lang, place).to_owned(),
            keys: keymap.names(command, place),
            title: (command.title)(lang).to_owned(),
            help: command.help(lang).to_owned(),
            name: command.name.to_owned(),
        })
    };
    Place::ALL.into_iter().flat_map(of_place).collect()
}

#[cfg(test)]
mod tests;
