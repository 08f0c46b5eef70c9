//! Cell texts that stand for a missing answer: 無回答, 非該当, 無効, 不明. What a missing answer is stands in `responses`.

use serde::Deserialize;

/// Cell texts that stand for a missing answer, by kind.
#[derive(Debug, Clone, Default, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct MissingCodes {
    /// 無回答.
    #[serde(rename = "NA", default)]
    pub na: Vec<String>,
    /// 非該当.
    #[serde(rename = "NAP", default)]
    pub nap: Vec<String>,
    /// 無効.
    #[serde(rename = "INV", default)]
    pub inv: Vec<String>,
    /// 不明.
    #[serde(rename = "UNK", default)]
    pub unk: Vec<String>,
}

impl MissingCodes {
    /// The texts of every kind: 無回答, 非該当, 無効, 不明.
    pub fn kinds(&self) -> [&Vec<String>; 4] {
        [&self.na, &self.nap, &self.inv, &self.unk]
    }

    /// As [`Self::kinds`], to be changed.
    pub fn kinds_mut(&mut self) -> [&mut Vec<String>; 4] {
        [&mut self.na, &mut self.nap, &mut self.inv, &mut self.unk]
    }

    /// True when a text, as it is written, stands for a missing answer of any kind.
    pub fn holds(&self, text: &str) -> bool {
        self.kinds().iter().any(|texts| texts.iter().any(|known| known == text))
    }

    /// Adds the texts of another file that are not there yet, kind by kind.
    pub fn merge(&mut self, more: &Self) {
        for (own, more) in self.kinds_mut().into_iter().zip(more.kinds()) {
            for text in more {
                if !own.contains(text) {
                    own.push(text.clone());
                }
            }
        }
    }

    /// Adds what the survey states for the kinds that are stated here, since they replace those of the survey; a text that stands
    /// here for another kind keeps that.
    pub fn keep(&mut self, survey: &Self) {
        let taken = self.clone();
        for (own, more) in self.kinds_mut().into_iter().zip(survey.kinds()).filter(|(own, _)| !own.is_empty()) {
            own.extend(more.iter().filter(|text| !taken.holds(text)).cloned());
        }
    }

    /// With the blank cell among them: what is stated for 無回答 replaces what the survey states, and blank cells are no
    /// answers everywhere.
    #[must_use]
    pub fn with_blank(mut self) -> Self {
        if !self.na.is_empty() && !self.na.iter().any(String::is_empty) {
            self.na.insert(0, String::new());
        }
        self
    }
}
