//! `koe keys`: the key table of the terminal program, from the same table the program runs on, with the keys a person has set.

use clap::{ArgMatches, Command};

use super::{Context, Failure, pages};
use crate::export::json as export_json;
use crate::messages::{Lang, usage as words};
use crate::present::Page;
use crate::present::grid::{Cell, Grid};
use crate::tui;

pub fn command(lang: Lang) -> Command {
    pages::list_flags(Command::new("keys").about(words::keys(lang)), lang)
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    let rows = tui::key_table(lang, &tui::keymap(&context.settings).0);
    let mut sheets: Vec<Page> = Vec::new();
    for of_screen in rows.chunk_by(|a, b| a.screen == b.screen) {
        let screen = of_screen.first().map_or("", |row| &row.screen);
        let line = |row: &tui::KeyRow| {
            (row.keys.clone(), vec![Cell::text(&row.title), Cell::text(&row.help), Cell::text(&row.name)])
        };
        let [corner, heads @ ..] = words::key_heads(lang);
        let grid = Grid::list(screen, corner, &heads, of_screen.iter().map(line).collect());
        sheets.push(Page::new(screen.to_owned(), grid, false, Vec::new(), lang));
    }
    pages::write(context, arguments, words::keys(lang), || Ok(export_json::value(&rows)?), &sheets)
}
