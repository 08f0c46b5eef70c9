//! Triple-S out, version 2.0: the XML that describes the answers (`.sss`), and beside it a csv file with them (`.asc`), both
//! UTF-8. Csv, since columns of fixed width are counted in bytes by some programs and in characters by others.
//!
//! The format has no missing answers: 無回答 is an empty field, the other kinds are labelled codes as in SPSS files, and
//! empty too where the variable holds dates or texts.

use std::path::{Path, PathBuf};

use quick_xml::escape::escape;

use super::csv::push;
use super::{ExportError, whole_text};
use crate::model::dataset::{Code, Dataset, MISSING_WORDS, Role, Set, Values, Variable, missing_numbers};
use crate::model::day;

/// Where the answers go that belong to a description.
pub fn answers(path: &Path) -> PathBuf {
    path.with_extension("asc")
}

/// Writes the answers and then their description, each whole or not at all.
///
/// # Errors
/// Whatever keeps the files from being written.
pub fn write(path: &Path, data: &Dataset) -> Result<(), ExportError> {
    let answers = answers(path);
    let items = items(data);
    let mut table = String::new();
    push(&mut table, items.iter().flat_map(Item::heads));
    for case in 0..data.cases {
        push(&mut table, items.iter().flat_map(|item| item.fields(case)));
    }
    whole_text(&answers, &table)?;
    let name = answers.file_name().unwrap_or_default().to_string_lossy();
    whole_text(path, &description(data, &items, &name))
}

/// A variable of Triple-S.
enum Item<'a> {
    One { variable: &'a Variable, labels: Vec<(String, &'a str)>, missing: [String; 4] },
    Several { set: &'a Set, flags: Vec<&'a Variable>, subfields: usize, missing: [String; 4] },
}

fn items(data: &Dataset) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for (position, variable) in data.variables.iter().enumerate() {
        match data.sets.iter().find(|set| set.variables.contains(&position)) {
            Some(set) if set.variables.first() == Some(&position) => items.push(several(data, set)),
            Some(_) => {}
            None => items.push(one(variable)),
        }
    }
    items
}

fn words() -> [String; 4] {
    MISSING_WORDS.map(str::to_owned)
}

/// Codes of missing answers as texts; nothing for 無回答.
fn as_texts(numbers: [f64; 4]) -> [String; 4] {
    let mut texts = numbers.map(|number| number.to_string());
    if let Some(na) = texts.first_mut() {
        na.clear();
    }
    texts
}

fn one(variable: &Variable) -> Item<'_> {
    let labels = variable.labels.iter().map(|(code, label)| {
        let code = match code {
            Code::Number(number) => number.to_string(),
            Code::Text(text) => text.clone(),
        };
        (code, label.as_str())
    });
    let missing = match (&variable.values, variable.missing_numbers()) {
        (_, _) if variable.role == Role::Weight => Default::default(),
        (_, Some(numbers)) => as_texts(numbers),
        (Values::Texts(_), None) if !variable.labels.is_empty() => words(),
        _ => Default::default(),
    };
    Item::One { variable, labels: labels.collect(), missing }
}

fn several<'a>(data: &'a Dataset, set: &'a Set) -> Item<'a> {
    let flags: Vec<&Variable> = set.variables.iter().filter_map(|position| data.variables.get(*position)).collect();
    let chosen = |case| flags.iter().filter(|flag| is_chosen(flag, case)).count();
    let subfields = (0..data.cases).map(chosen).max().unwrap_or(0).max(1);
    let numbers: Option<Vec<f64>> = set.codes.iter().map(|code| number(code)).collect();
    let missing = numbers.map(|numbers| as_texts(missing_numbers(numbers.into_iter().fold(1.0, f64::max))));
    Item::Several { set, flags, subfields, missing: missing.unwrap_or_else(words) }
}

/// Triple-S has codes from 1 up, or literal ones.
fn number(code: &str) -> Option<f64> {
    let number: u32 = code.parse().ok()?;
    (number > 0 && number.to_string() == code).then(|| f64::from(number))
}

fn is_chosen(flag: &Variable, case: usize) -> bool {
    let one = matches!(&flag.values, Values::Numbers(values) if values.get(case) == Some(&1.0));
    one && flag.states.get(case) == Some(&0)
}

/// The code of a missing answer, or nothing where there is an answer.
fn missing_at(variable: &Variable, missing: &[String; 4], case: usize) -> Option<String> {
    let kind = usize::from(variable.states.get(case).copied().unwrap_or(1)).checked_sub(1)?;
    Some(missing.get(kind).cloned().unwrap_or_default())
}

impl Item<'_> {
    fn heads(&self) -> Vec<String> {
        match self {
            Self::One { variable, .. } => vec![variable.name.clone()],
            Self::Several { set, subfields, .. } => {
                (1..=*subfields).map(|number| format!("{}_{number}", set.name)).collect()
            }
        }
    }

    fn fields(&self, case: usize) -> Vec<String> {
        match self {
            Self::One { variable, missing, .. } => {
                vec![missing_at(variable, missing, case).unwrap_or_else(|| match &variable.values {
                    Values::Numbers(values) => {
                        values.get(case).filter(|value| value.is_finite()).map(f64::to_string).unwrap_or_default()
                    }
                    Values::Days(days) => {
                        days.get(case).map(|day| day::iso(*day as i64).replace('-', "")).unwrap_or_default()
                    }
                    Values::Texts(texts) => texts.get(case).cloned().unwrap_or_default(),
                })]
            }
            Self::Several { set, flags, subfields, missing } => {
                let none = flags.first().and_then(|flag| missing_at(flag, missing, case));
                let mut fields = match none {
                    Some(code) => vec![code],
                    None => {
                        let chosen = flags.iter().zip(&set.codes).filter(|(flag, _)| is_chosen(flag, case));
                        chosen.map(|(_, code)| code.clone()).collect()
                    }
                };
                fields.resize(*subfields, String::new());
                fields
            }
        }
    }
}

/// Only characters an XML file may have, marks of it escaped.
fn plain(text: &str) -> String {
    let allowed = |c: &char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
    let text: String = text.chars().filter(allowed).collect();
    escape(text.as_str()).into_owned()
}

fn description(data: &Dataset, items: &[Item<'_>], answers: &str) -> String {
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sss version=\"2.0\">\n");
    xml.push_str(&format!("<origin>koe {}</origin>\n", env!("CARGO_PKG_VERSION")));
    xml.push_str(&format!("<survey>\n<title>{}</title>\n", plain(&data.title)));
    xml.push_str(&format!("<record ident=\"A\" href=\"{}\" format=\"csv\" skip=\"1\">\n", plain(answers)));
    let mut field = 1;
    for (ident, item) in (1..).zip(items) {
        match item {
            Item::One { variable, labels, missing } => {
                let literal = matches!(variable.values, Values::Texts(_))
                    || labels.iter().any(|(code, _)| number(code).is_none());
                let kind = match variable.values {
                    Values::Numbers(_) if labels.is_empty() => "quantity",
                    Values::Days(_) => "date",
                    Values::Texts(_) if labels.is_empty() => "character",
                    _ => "single",
                };
                let format = if kind == "single" && literal { " format=\"literal\"" } else { "" };
                let usage = match variable.role {
                    Role::Id => " use=\"serial\"",
                    Role::Weight => " use=\"weight\"",
                    Role::Answer | Role::Flag => "",
                };
                // Only one weight can be in use.
                let usage = if variable.role == Role::Weight && !is_default(data, variable) { "" } else { usage };
                head(&mut xml, ident, &format!("{kind}\"{format}{usage}"), &variable.name, &variable.label);
                xml.push_str(&format!("<position start=\"{field}\"/>\n"));
                let of_missing = codes_of_missing(data, variable, missing);
                match kind {
                    "character" => xml.push_str(&format!("<size>{}</size>\n", longest(variable))),
                    "quantity" => values(&mut xml, range(variable), &[], &of_missing),
                    "single" => values(&mut xml, None, labels, &of_missing),
                    _ => {}
                }
                field += 1;
            }
            Item::Several { set, flags, subfields, missing } => {
                let literal = set.codes.iter().any(|code| number(code).is_none());
                let format = if literal { " format=\"literal\"" } else { "" };
                head(&mut xml, ident, &format!("multiple\"{format}"), &set.name, &set.label);
                xml.push_str(&format!("<position start=\"{field}\" finish=\"{}\"/>\n", field + subfields - 1));
                xml.push_str(&format!("<spread subfields=\"{subfields}\"/>\n"));
                let labels = set.codes.iter().cloned().zip(flags.iter().map(|flag| flag.label.as_str()));
                let of_missing = flags.first().map(|flag| codes_of_missing(data, flag, missing)).unwrap_or_default();
                values(&mut xml, None, &labels.collect::<Vec<_>>(), &of_missing);
                field += subfields;
            }
        }
        xml.push_str("</variable>\n");
    }
    xml.push_str("</record>\n</survey>\n</sss>\n");
    xml
}

fn head(xml: &mut String, ident: usize, kind: &str, name: &str, label: &str) {
    xml.push_str(&format!("<variable ident=\"{ident}\" type=\"{kind}>\n"));
    xml.push_str(&format!("<name>{}</name>\n<label>{}</label>\n", plain(name), plain(label)));
}

fn is_default(data: &Dataset, variable: &Variable) -> bool {
    let default = data.weight.and_then(|weight| data.variables.get(weight));
    default.is_some_and(|default| default.name == variable.name)
}

/// Codes and labels of the kinds of missing answer that are there and have a code.
fn codes_of_missing<'d>(data: &'d Dataset, variable: &Variable, missing: &[String; 4]) -> Vec<(String, &'d str)> {
    let kinds = missing.iter().zip(&data.missing).enumerate();
    let there = kinds.filter(|(kind, (code, _))| {
        !code.is_empty() && variable.states.iter().any(|state| usize::from(*state) == kind + 1)
    });
    there.map(|(_, (code, label))| (code.clone(), label.as_str())).collect()
}

fn values(xml: &mut String, range: Option<[f64; 2]>, labels: &[(String, &str)], missing: &[(String, &str)]) {
    xml.push_str("<values>\n");
    if let Some([low, high]) = range {
        xml.push_str(&format!("<range from=\"{low}\" to=\"{high}\"/>\n"));
    }
    for (code, label) in labels.iter().chain(missing) {
        xml.push_str(&format!("<value code=\"{}\">{}</value>\n", plain(code), plain(label)));
    }
    xml.push_str("</values>\n");
}

/// Smallest and largest answer.
fn range(variable: &Variable) -> Option<[f64; 2]> {
    let Values::Numbers(values) = &variable.values else { return None };
    let answered = values.iter().zip(&variable.states).filter(|(value, state)| **state == 0 && value.is_finite());
    let ends = answered
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], (value, _)| [low.min(*value), high.max(*value)]);
    // A quantity must have a range, even without an answer.
    Some(if ends.iter().all(|end| end.is_finite()) { ends } else { [0.0, 0.0] })
}

/// Characters of the longest text.
fn longest(variable: &Variable) -> usize {
    let Values::Texts(texts) = &variable.values else { return 1 };
    texts.iter().map(|text| text.chars().count()).max().unwrap_or(0).max(1)
}
