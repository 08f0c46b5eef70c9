//! Tests of the whole program: files in, what people and scripts see out. Each runs the real `koe`, unless it asks the
//! library for something the program does not show.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod adhoc;
mod busy;
mod cache;
mod check;
mod check_screens;
mod cli;
mod commands;
mod comments_after_code;
mod comments_agreement;
mod comments_groups;
mod comments_histories;
mod comments_history;
mod comments_intake;
mod comments_items;
mod comments_keys;
mod comments_mask;
mod comments_mask_texts;
mod comments_publish;
mod comments_qda;
mod comments_sample;
mod comments_screens;
mod comments_staying;
mod comments_suggest;
mod compare;
mod conditions;
mod crash;
mod data;
mod definitions;
mod desk;
mod drafts;
mod every_key;
mod evidence;
mod explain;
mod export;
mod files_screen;
mod find_box;
mod findings;
mod findings_drafts;
mod findings_screens;
mod findings_staleness;
mod first_hour;
mod fisher;
mod fixes;
mod form_masks;
mod golden;
mod guess_screen;
mod hostile;
mod intake;
mod journal;
mod layouts;
mod loaders;
mod loading;
mod marks;
mod measures;
mod null_surveys;
mod panes;
mod pictures;
mod places;
mod plan_exchange;
mod plan_facts;
mod plan_progress;
mod plan_screens;
mod plan_words;
mod planted;
mod policies;
mod present;
mod progress;
mod property;
mod property_statistics;
mod readers;
mod reconcile;
mod reference;
mod response;
mod sample;
mod screens;
mod second_hour;
mod spss;
mod stage;
mod support;
mod tab;
mod table_words;
mod triple_s;
mod waves;
mod weights;
mod widths;
mod wild_cells;
