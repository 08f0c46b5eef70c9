//! koe (声): from survey spreadsheets to tables that a council can trust.
//!
//! The modules in reading order:
//!
//! - [`text`]: terminal text: cells, fitting, folding for search. Knows nothing else of koe.
//! - [`model`]: plain data with meaning: survey, expression, table asked and answered, weight, diagnostic.
//! - [`responses`]: a survey's answers as a polars frame with integer codes, where each came from, expressions over them.
//! - [`load`]: definitions and spreadsheets in; every value that could not be taken as it is becomes a diagnostic.
//! - [`tabulate`]: pure: responses and a question asked give a table.
//! - [`comments`]: pure: what can be found out about public comments and free answers.
//! - [`plans`]: pure: what follows from plans and findings.
//! - [`project`]: one open job; every change a person makes is an act in an append-only journal.
//! - [`present`]: a table as it is shown; the only place that rounds.
//! - [`reconcile`]: why another program's figures differ from ours.
//! - [`export`]: Excel, csv, Markdown and json.
//! - [`config`]: what a person has set for themselves: keys, colours, glyphs.
//! - [`jobs`]: background work: cancel, progress, newest wins.
//! - [`messages`]: every sentence shown to people, in Japanese and English.
//! - [`cli`], [`tui`]: the two faces: the command line and the terminal program.
//!
//! What is deliberately absent: `tabulate` never reads a file or a clock. A view never changes state. No number is
//! rounded outside `present`. No sentence for people is written outside `messages`. No key name stands outside the
//! command table. A stale job result is dropped, never shown. No record is dropped silently: it is counted and listed.
//! There is no network and no unsafe code.

pub mod text;

pub mod model;

pub mod responses;

pub mod load;

pub mod tabulate;

pub mod comments;

pub mod plans;

pub mod project;

pub mod present;

pub mod reconcile;

pub mod export;

pub mod config;

pub mod jobs;

pub mod messages;

pub mod cli;

pub mod tui;
