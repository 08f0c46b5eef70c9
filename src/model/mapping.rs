//! The mapping file (対応表): which questions of different surveys ask the same thing, where wording or codes changed.
//!
//! The keys are those of the file. That ids and codes exist and are used once is checked in `load::mapping`.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};

use super::survey::Kind;
use super::survey::written::{CodeText, code_text};

/// All that is said to be the same.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// In the order of the file.
    #[serde(default)]
    pub same: Vec<Same>,
}

/// One question as several surveys ask it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Same {
    /// Name on the command line; can also be used with `--by`.
    pub id: String,
    /// Short name for tables; that of the newest wave where there is none.
    #[serde(default)]
    pub label: String,
    /// The answers compared; none means those whose labels or codes agree.
    #[serde(default)]
    pub options: Vec<SameOption>,
    /// Where it is asked.
    #[serde(rename = "in")]
    pub places: Vec<SamePlace>,
    /// Differences that somebody has looked at and accepts.
    #[serde(default)]
    pub allow: Vec<Allow>,
    /// The same respondents were asked: their answers are joined by case id.
    #[serde(default)]
    pub linked: bool,
}

/// One answer that is compared.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SameOption {
    /// Its code in the comparison.
    #[serde(deserialize_with = "code_text")]
    pub code: String,
    /// Text for tables.
    pub label: String,
    /// A total (計) of answers that are compared by themselves too: its codes may stand in other options as well.
    #[serde(default)]
    pub net: bool,
}

/// A question of one survey.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct SamePlace {
    /// Survey id.
    pub survey: String,
    /// Question id.
    pub question: String,
    /// By option: the question's own codes, counted together by respondent. Empty where the answer could not be given; an
    /// option not named here stands for the question's own code of the same name.
    #[serde(default, deserialize_with = "codes")]
    pub codes: BTreeMap<String, Vec<String>>,
}

/// A difference that is accepted.
#[derive(Debug, Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Allow {
    /// Who was asked, how they were chosen, the kind of question, a weight on one side.
    Base,
    /// The wording of question and answers.
    Wording,
}

impl Mapping {
    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<&Same> {
        self.same.iter().find(|same| same.id == id)
    }
}

impl Same {
    /// Where a survey asks it.
    pub fn place(&self, survey: &str) -> Option<&SamePlace> {
        self.places.iter().find(|place| place.survey == survey)
    }

    /// True when a difference is accepted.
    pub fn allows(&self, what: Allow) -> bool {
        self.allow.contains(&what)
    }
}

impl SamePlace {
    /// The question's codes that stand for an option of the entry; none where the answer could not be given.
    pub fn codes_of<'a>(&'a self, option: &'a str) -> Vec<&'a str> {
        match self.codes.get(option) {
            Some(codes) => codes.iter().map(String::as_str).collect(),
            None => vec![option],
        }
    }
}

/// Whether two kinds of question can be set side by side: choices with choices, ranks, numbers and dates each with their own.
pub fn alike(a: Kind, b: Kind) -> bool {
    let family = |kind: Kind| match kind {
        Kind::Single | Kind::Matrix | Kind::Multiple => Some(0),
        Kind::Rank => Some(1),
        Kind::Numeric => Some(2),
        Kind::Date => Some(3),
        Kind::Text => None,
    };
    family(a).is_some() && family(a) == family(b)
}

fn codes<'de, D: Deserializer<'de>>(input: D) -> Result<BTreeMap<String, Vec<String>>, D::Error> {
    let read = BTreeMap::<String, Vec<CodeText>>::deserialize(input)?;
    Ok(read.into_iter().map(|(option, codes)| (option, codes.into_iter().map(Into::into).collect())).collect())
}
