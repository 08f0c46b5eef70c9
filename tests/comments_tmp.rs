#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, dead_code, unused_imports)]
use koe::text::fold;
use koe::{model, text};
#[path = "it/comments_keys.rs"]
mod comments_keys;
#[path = "it/comments_screens.rs"]
mod comments_screens;
#[path = "../src/tui/screens/tagging/picker.rs"]
mod picker;
#[path = "../src/text/romaji.rs"]
mod romaji;
#[path = "it/screens.rs"]
mod screens;
