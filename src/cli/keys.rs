//! `koe keys`: the key table of the terminal program, from the same table the program runs on.

use clap::Command;

use super::{Context, DONE, Failure, print};
use crate::messages::{Lang, usage as words};
use crate::text::fit::{Align, pad};
use crate::tui;

pub fn command(lang: Lang) -> Command {
    Command::new("keys").about(words::keys(lang))
}

pub fn run(context: &Context) -> Result<u8, Failure> {
    let rows = tui::key_table(context.lang);
    let widest = rows.iter().map(|row| crate::text::cells::width(&row.keys)).max().unwrap_or(0);
    let mut screen = String::new();
    let mut text = String::new();
    for row in rows {
        if row.screen != screen {
            text.push_str(&format!("\n{}\n", row.screen));
            screen.clone_from(&row.screen);
        }
        text.push_str(&format!("  {}  {}\n", pad(&row.keys, widest, Align::Left), row.title));
    }
    print(text.trim_start())?;
    Ok(DONE)
}
