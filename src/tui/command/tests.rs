//! The table of commands is sound: no key does two things, every command has a key and a name.

use super::*;
use std::collections::HashSet;

fn lookup(place: Place, key: Key) -> Option<Id> {
    Keymap::standard().lookup(place, key)
}

#[test]
fn no_key_does_two_things_in_one_place() {
    for place in Place::ALL {
        let mut seen = HashSet::new();
        for command in COMMANDS {
            for key in command.keys_in(place) {
                assert!(seen.insert(key), "{} is taken twice in {place:?} ({})", key.name(), command.name);
            }
        }
    }
}

#[test]
fn every_command_has_a_row_a_key_and_a_name_of_its_own() {
    let names: HashSet<&str> = COMMANDS.iter().map(|command| command.name).collect();
    assert_eq!(names.len(), COMMANDS.len());
    for command in COMMANDS {
        assert!(command.keys.len() + command.letters.len() > 0, "{}", command.name);
        for place in command.places {
            let key = command.keys_in(*place).next();
            assert_eq!(key.and_then(|key| lookup(*place, key)), Some(command.id), "{} {place:?}", command.name);
        }
    }
}

#[test]
fn letters_are_text_where_text_is_typed() {
    assert_eq!(lookup(Place::Table, char('n')), Some(Id::NextQuestion));
    assert_eq!(lookup(Place::Search, char('n')), None);
    assert_eq!(lookup(Place::Check, char(' ')), Some(Id::Toggle));
}

#[test]
fn every_command_says_what_it_does() {
    for command in COMMANDS {
        for lang in [Lang::Ja, Lang::En] {
            let (help, title) = (command.help(lang), (command.title)(lang));
            assert!(help.ends_with(lang.pick('。', '.')) && help.len() > title.len() / 2, "{}: {help}", command.name);
            assert!(!help.contains("Ctrl") && !help.contains("Enter"), "{} names a key: {help}", command.name);
        }
    }
}

#[test]
fn the_menu_opens_everywhere_with_a_key_that_is_no_letter() {
    for place in Place::ALL {
        assert_eq!(lookup(place, f(10)), Some(Id::Menu), "{place:?}");
    }
}
