//! Which key runs which command where: the defaults of the command table, and the keys a person has chosen instead.
//!
//! A chosen key takes the place of all keys of its command, and is taken from whatever had it in the same place.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use super::command::{COMMANDS, Command, Id};
use super::key::Key;
use super::place::Place;

/// The keys that hold.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    runs: HashMap<(Place, Key), Id>,
    keys: HashMap<(Place, &'static str), Vec<Key>>,
}

/// Why a chosen key cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No command has this name; the nearest one.
    NoCommand(String, Option<&'static str>),
    /// The command's name, and what is no key.
    NoKey(&'static str, String),
    /// Two commands want the same key in the same place.
    Both(&'static str, &'static str, Key),
    /// The command would have no key left where only keys reach it.
    Keyless(&'static str),
}

/// What was chosen for a command: keys that always work, and letters.
type Chosen = HashMap<&'static str, Vec<Key>>;

/// A character without Ctrl and Alt, which is text in a field.
fn is_letter(key: Key) -> bool {
    key.text().is_some()
}

impl Keymap {
    /// The keys of the command table.
    pub fn standard() -> &'static Arc<Self> {
        static STANDARD: LazyLock<Arc<Keymap>> = LazyLock::new(|| Arc::new(Keymap::of(&Chosen::new())));
        &STANDARD
    }

    /// The keys of the command table with those of the settings: names of commands, and their keys as people write them.
    /// What cannot be had is left as it was, and told.
    pub fn with(settings: &BTreeMap<String, Vec<String>>) -> (Self, Vec<Refused>) {
        let (mut chosen, mut refused) = (Chosen::new(), Vec::new());
        for (name, keys) in settings {
            let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
                refused.push(Refused::NoCommand(name.clone(), nearest(name)));
                continue;
            };
            let read: Result<Vec<Key>, &String> = keys.iter().map(|key| Key::parse(key).ok_or(key)).collect();
            match read {
                Err(key) => refused.push(Refused::NoKey(command.name, key.clone())),
                Ok(keys) => match clash(command, &keys, &chosen) {
                    Some((other, key)) => refused.push(Refused::Both(other, command.name, key)),
                    None => drop(chosen.insert(command.name, keys)),
                },
            }
        }
        let mut keymap = Self::of(&chosen);
        // Taking the last key from a command that no menu reaches would lock people in.
        while let Some((command, _)) = keymap.keyless() {
            refused.push(Refused::Keyless(command.name));
            if chosen.remove(command.name).is_none() {
                chosen.clear();
            }
            keymap = Self::of(&chosen);
        }
        (keymap, refused)
    }

    fn of(chosen: &Chosen) -> Self {
        let mut keymap = Self::default();
        for place in Place::ALL {
            let here = || COMMANDS.iter().filter(|command| command.works_in(place));
            let typing = place.takes_text();
            let mut taken: HashSet<Key> = HashSet::new();
            for command in here() {
                let Some(keys) = chosen.get(command.name) else { continue };
                let keys: Vec<Key> = keys.iter().copied().filter(|key| !typing || !is_letter(*key)).collect();
                taken.extend(&keys);
                keymap.bind(place, command, keys);
            }
            // On the tagging screen the digits are codes: a letter of a command of several screens gives way there.
            let own: HashSet<Key> = here()
                .filter(|command| command.places == [place])
                .flat_map(|command| command.letters)
                .copied()
                .collect();
            for command in here().filter(|command| !chosen.contains_key(command.name)) {
                let of_many = command.places.len() > 1;
                let letters = command.letters.iter().filter(|key| !(typing || of_many && own.contains(key)));
                let keys = command.keys.iter().chain(letters).copied().filter(|key| !taken.contains(key)).collect();
                keymap.bind(place, command, keys);
            }
        }
        keymap
    }

    fn bind(&mut self, place: Place, command: &'static Command, keys: Vec<Key>) {
        for key in &keys {
            self.runs.entry((place, *key)).or_insert(command.id);
        }
        self.keys.insert((place, command.name), keys);
    }

    /// A command without a key in a place that the menu does not open over, or the menu itself.
    fn keyless(&self) -> Option<(&'static Command, Place)> {
        let menu = |place| self.keys.get(&(place, "menu")).is_some_and(|keys| !keys.is_empty());
        let lost = |command: &&'static Command| {
            let place =
                command.places.iter().find(|place| self.keys_in(command, **place).is_empty() && !menu(**place))?;
            Some((*command, *place))
        };
        COMMANDS.iter().find_map(|command| lost(&command))
    }

    /// The command that a key runs in a place.
    pub fn lookup(&self, place: Place, key: Key) -> Option<Id> {
        self.runs.get(&(place, key)).copied()
    }

    /// The keys of a command in a place.
    pub fn keys_in(&self, command: &Command, place: Place) -> &[Key] {
        self.keys.get(&(place, command.name)).map_or(&[], Vec::as_slice)
    }

    /// The keys as help shows them.
    pub fn names(&self, command: &Command, place: Place) -> String {
        let names: Vec<String> = self.keys_in(command, place).iter().map(|key| key.name()).collect();
        names.join("  ")
    }

    /// The key that the footer shows: a letter is shorter, where it works.
    pub fn short(&self, command: &Command, place: Place) -> String {
        let keys = self.keys_in(command, place);
        let letter = keys.iter().find(|key| command.letters.contains(key) || is_letter(**key));
        letter.or(keys.first()).map_or(String::new(), |key| key.name())
    }

    /// The same with the keys that are no letters, which are longer but what people look for: arrows, Enter.
    pub fn plain(&self, id: Id, place: Place) -> String {
        let mut rows = COMMANDS.iter().filter(|command| command.id == id && command.works_in(place));
        let keys = rows.next().map_or(&[][..], |command| self.keys_in(command, place));
        keys.iter().find(|key| !is_letter(**key)).or(keys.first()).map_or(String::new(), |key| key.name())
    }

    /// The key that a sentence names for a command in a place; of the first place it works in where it does not work there.
    pub fn key(&self, id: Id, place: Place) -> String {
        let rows = || COMMANDS.iter().filter(|command| command.id == id);
        let here = rows().find(|command| command.works_in(place));
        match (here, rows().next()) {
            (Some(command), _) => self.short(command, place),
            (None, Some(command)) => command.places.first().map_or(String::new(), |place| self.short(command, *place)),
            (None, None) => String::new(),
        }
    }
}

/// A key that another chosen command has in a place where both work.
fn clash(command: &Command, keys: &[Key], chosen: &Chosen) -> Option<(&'static str, Key)> {
    let meets = |other: &Command| other.places.iter().any(|place| command.works_in(*place));
    chosen.iter().find_map(|(name, others)| {
        let key = keys.iter().find(|key| others.contains(key))?;
        let other = COMMANDS.iter().find(|other| other.name == *name).filter(|other| meets(other))?;
        Some((other.name, *key))
    })
}

fn nearest(name: &str) -> Option<&'static str> {
    let near = COMMANDS.iter().map(|command| (strsim::jaro_winkler(name, command.name), command.name));
    near.filter(|(score, _)| *score > 0.8).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::key::{char, ctrl, f};

    fn settings(rows: &[(&str, &[&str])]) -> BTreeMap<String, Vec<String>> {
        let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        rows.iter().map(|(name, of)| ((*name).to_owned(), keys(of))).collect()
    }

    #[test]
    fn a_chosen_key_takes_the_place_of_the_old_ones_and_is_taken_from_others() {
        let (keymap, refused) = Keymap::with(&settings(&[("table.filter", &["Ctrl+L", "b"])]));
        assert_eq!(refused, []);
        assert_eq!(keymap.lookup(Place::Table, ctrl('l')), Some(Id::Filter));
        assert_eq!(keymap.lookup(Place::Table, char('b')), Some(Id::Filter));
        assert_eq!(keymap.lookup(Place::Table, char('f')), None);
        let banners = COMMANDS.iter().find(|command| command.id == Id::Banners).unwrap();
        assert_eq!(keymap.keys_in(banners, Place::Table), [f(2)]);
        assert_eq!(keymap.lookup(Place::Tagging, char('b')), Some(Id::Star(2)));
        assert_eq!(keymap.key(Id::Filter, Place::Table), "b");
    }

    #[test]
    fn what_cannot_be_had_is_told_and_left_as_it_was() {
        let (keymap, refused) = Keymap::with(&settings(&[
            ("table.filtre", &["x"]),
            ("table.weight", &["Strg+X"]),
            ("table.banners", &["z"]),
            ("table.base", &["z"]),
        ]));
        assert_eq!(
            refused,
            [
                Refused::Both("table.banners", "table.base", char('z')),
                Refused::NoCommand("table.filtre".to_owned(), Some("table.filter")),
                Refused::NoKey("table.weight", "Strg+X".to_owned()),
            ]
        );
        assert_eq!(keymap.lookup(Place::Table, char('z')), Some(Id::Banners));
        assert_eq!(keymap.lookup(Place::Table, char('w')), Some(Id::Weight));
    }

    #[test]
    fn nobody_is_locked_in() {
        let (keymap, refused) = Keymap::with(&settings(&[("menu", &[]), ("move.up", &["Esc"])]));
        assert!(!refused.is_empty());
        for command in COMMANDS {
            for place in command.places {
                let reached = |name: &str| !keymap.keys.get(&(*place, name)).unwrap().is_empty();
                assert!(reached(command.name) || reached("menu"), "{} in {place:?}", command.name);
            }
        }
    }
}
