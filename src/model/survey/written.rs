//! How codes and ends of bands may be written in a definition: text, whole numbers, numbers, ISO dates.

use serde::{Deserialize, Deserializer};

/// A code written as text or as a whole number.
#[derive(Deserialize)]
#[serde(untagged)]
pub(in crate::model) enum CodeText {
    Text(String),
    Number(i64),
}

impl From<CodeText> for String {
    fn from(code: CodeText) -> Self {
        match code {
            CodeText::Text(text) => text,
            CodeText::Number(number) => number.to_string(),
        }
    }
}

pub(in crate::model) fn code_text<'de, D: Deserializer<'de>>(input: D) -> Result<String, D::Error> {
    CodeText::deserialize(input).map(Into::into)
}

pub(super) fn code_texts<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<CodeText>::deserialize(input)?.into_iter().map(Into::into).collect())
}

pub(super) fn optional_code<'de, D: Deserializer<'de>>(input: D) -> Result<Option<String>, D::Error> {
    Ok(Option::<CodeText>::deserialize(input)?.map(Into::into))
}

/// A band's end: a number, or an ISO date as days since 1970-01-01.
pub(super) fn number_or_date<'de, D: Deserializer<'de>>(input: D) -> Result<Option<f64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum End {
        Number(f64),
        Text(String),
    }
    match Option::<End>::deserialize(input)? {
        None => Ok(None),
        Some(End::Number(number)) => Ok(Some(number)),
        Some(End::Text(text)) => crate::model::day::parse(&text)
            .map(Some)
            .ok_or_else(|| serde::de::Error::custom(format!("neither a number nor a date: {text}"))),
    }
}
