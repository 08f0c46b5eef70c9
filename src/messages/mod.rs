//! Every sentence and word shown to people, in Japanese and English, by area.
//!
//! Nothing outside this module writes a sentence for people; nothing inside decides anything. A fixed phrase is a line of
//! `phrases!`, a sentence with parts is a function that matches on `Lang`.

pub mod answer;
pub mod assumption;
pub mod check;
pub mod check_screen;
pub mod command_help;
pub mod comments;
pub mod compare;
pub mod condition;
pub mod crash;
pub mod dataset;
pub mod elsewhere;
pub mod entry_screen;
pub mod evidence;
pub mod evidence_screen;
pub mod explain;
pub mod files_screen;
pub mod find_box;
pub mod finding;
pub mod findings_screen;
pub mod fix;
pub mod form;
pub mod form_screen;
pub mod guess_screen;
pub mod indicators;
pub mod infer;
pub mod intake;
pub mod marks;
pub mod measures;
pub mod moves;
pub mod next_steps;
pub mod people;
pub mod pictures;
pub mod pinning;
pub mod plan;
pub mod problem;
pub mod reconcile;
pub mod screen;
pub mod settings;
pub mod switches;
pub mod syntax;
pub mod table;
pub mod tour;
pub mod usage;
pub mod waves;
pub mod weights;

use serde::{Deserialize, Serialize};

/// Language of everything shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 日本語.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The Japanese or the English one.
    pub fn pick<T>(self, ja: T, en: T) -> T {
        match self {
            Self::Ja => ja,
            Self::En => en,
        }
    }
}

/// Declares fixed phrases: `name: "日本語" / "English";` becomes `pub fn name(lang: Lang) -> &'static str`.
macro_rules! phrases {
    ($($name:ident: $ja:literal / $en:literal;)+) => {
        $(
            // As code: the words may have brackets, which rustdoc would take for links.
            #[doc = concat!("`` ", $ja, " / ", $en, " ``")]
            pub fn $name(lang: $crate::messages::Lang) -> &'static str {
                lang.pick($ja, $en)
            }
        )+
    };
}
pub(crate) use phrases;
