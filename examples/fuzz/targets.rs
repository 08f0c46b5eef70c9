//! What is fed, from where it is made, and what must hold of it beside not panicking.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use koe::comments::rule;
use koe::load::{self, infer::Hints, number, progress::Progress, read};
use koe::model::{Expr, day, plan};
use koe::responses::{Responses, eval};
use koe::text::fold;

use crate::mutate::{self, Random};

/// One input.
#[derive(Clone)]
pub struct Input {
    pub target: &'static str,
    pub extension: String,
    pub bytes: Vec<u8>,
}

/// Files that take so long as they are that few others would be tried.
const HEAVY: [&str; 3] = ["bomb-", "nested", "far-"];

/// Where inputs come from, and a place to write them.
pub struct Targets {
    files: Vec<(String, Vec<u8>)>,
    definitions: Vec<String>,
    answers: Responses,
    work: PathBuf,
}

/// Pieces of the xml of books, of csv files and definitions.
const WORDS: [&str; 33] = [
    "<c r=\"A1\"><v>1</v></c>",
    "<row r=\"2\">",
    "</row>",
    "<f>1+1</f>",
    " t=\"s\"",
    " t=\"e\"",
    " t=\"d\"",
    " t=\"b\"",
    " r=\"XFD1048576\"",
    "<mergeCell ref=\"A1:B2\"/>",
    "<si><t>x</t></si>",
    "&amp;",
    "&#27;",
    "&#xFFFFFFFF;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?x ",
    "2023-07-01",
    "1E999",
    "-0",
    "=\"001\"",
    "\u{feff}",
    "合計",
    "\r\n",
    " table:number-columns-repeated=\"1000\"",
    "[[question]]\n",
    "kind = \"multiple\"\n",
    "column = \"#1\"\n",
    "\"\"\"",
    " = [",
    "{ a = 1 }",
];

/// Words of expressions and coding rules.
const SIGNS: [&str; 38] = [
    "Q1",
    "整理番号",
    "問1",
    "問2",
    " and ",
    " or ",
    " not ",
    " in ",
    "(",
    ")",
    "{",
    "}",
    ",",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "answered(",
    "1",
    "2",
    "\"市内\"",
    "\"",
    "\\",
    "mode",
    "stratum",
    "NA",
    "&",
    "|",
    "!",
    "+",
    "<>-->",
    "seq(",
    "near(",
    "*",
    "9999999999999999999999",
    "ー",
];

/// Words of numbers, days and year cells.
const DIGITS: [&str; 40] = [
    "0",
    "1",
    "9",
    "12",
    "999999999999999999999",
    "約",
    "40～50",
    "人",
    "千円",
    "万",
    "億",
    ".",
    ",",
    "-",
    "−",
    "▲",
    "△",
    "+",
    "/",
    "年",
    "月",
    "日",
    "令和",
    "平成",
    "元",
    "R5",
    "S",
    "H",
    "T",
    ":",
    " ",
    "　",
    "%",
    "％",
    "１",
    "ー",
    "→",
    "（",
    "）",
    "E9",
];

impl Targets {
    pub fn new(root: &Path, work: &Path) -> Result<Self, Box<dyn Error>> {
        let mut files = Vec::new();
        for folder in [
            "tests/loaders/malformed",
            "tests/fixtures/readers",
            "tests/fixtures/spss",
            "tests/golden/spss",
            "tests/loaders",
        ] {
            let Ok(entries) = fs::read_dir(root.join(folder)) else { continue };
            let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
            paths.sort();
            for path in paths.into_iter().filter(|path| path.is_file()) {
                let bytes = fs::read(&path)?;
                let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let is_heavy = HEAVY.iter().any(|start| name.starts_with(start));
                if bytes.len() < 60_000 && !bytes.is_empty() && extension != "tsv" && !is_heavy {
                    files.push((extension, bytes));
                }
            }
        }
        let mut definitions = Vec::new();
        for file in ["surveys/business.toml", "surveys/resident.toml"] {
            definitions.push(fs::read_to_string(root.join(file))?);
        }
        fs::create_dir_all(work.join("surveys"))?;
        let csv = work.join("answers.csv");
        fs::write(&csv, "整理番号,問1,問2\n1,1,市内\n2,2,市外\n3,,市内\n4,3,\n")?;
        let answers = load::spreadsheet(&csv, &Hints::default(), &Progress::default())?.loaded.responses;
        Ok(Self { files, definitions, answers, work: work.to_owned() })
    }

    /// A new input.
    pub fn make(&self, random: &mut Random) -> Input {
        let input = |target, extension: &str, bytes| Input { target, extension: extension.to_owned(), bytes };
        match random.below(20) {
            0..=11 => {
                let Some((extension, whole)) = random.one(&self.files) else { return input("file", "csv", Vec::new()) };
                let mut bytes = whole.clone();
                let repacked = if random.below(4) > 0 { mutate::zipped(random, whole, &WORDS) } else { None };
                match repacked {
                    Some(repacked) => bytes = repacked,
                    None if extension == "csv" && random.below(2) == 0 => {
                        bytes = mutate::text(random, &String::from_utf8_lossy(whole), &WORDS).into_bytes();
                    }
                    None => mutate::bytes(random, &mut bytes),
                }
                input("file", extension, bytes)
            }
            12 | 13 => {
                let whole = random.one(&self.definitions).map_or("", String::as_str);
                input("definition", "toml", mutate::text(random, whole, &WORDS).into_bytes())
            }
            14 => input("expression", "txt", words(random, &SIGNS).into_bytes()),
            15 | 16 => {
                let sound = self.sound(random, 4);
                let text = if random.below(2) == 0 { sound } else { mutate::text(random, &sound, &SIGNS) };
                input("expression", "txt", text.into_bytes())
            }
            17 => input("rule", "txt", words(random, &SIGNS).into_bytes()),
            _ => input("number", "txt", words(random, &DIGITS).into_bytes()),
        }
    }

    /// Reads an input; true if it was taken.
    ///
    /// # Errors
    /// Something that must hold does not.
    pub fn try_one(&self, input: &Input) -> Result<bool, String> {
        match input.target {
            "file" => self.file(input),
            "definition" => self.definition(input),
            "expression" => self.expression(&String::from_utf8_lossy(&input.bytes)),
            "rule" => Ok(rule_text(&String::from_utf8_lossy(&input.bytes))),
            _ => number_text(&String::from_utf8_lossy(&input.bytes)),
        }
    }

    fn file(&self, input: &Input) -> Result<bool, String> {
        let path = self.work.join(format!("answers.{}", input.extension));
        fs::write(&path, &input.bytes).map_err(|error| error.to_string())?;
        let names = read::sheet_names(&path);
        let sheet = read::read_sheet(&path, &read::ReadOptions::default());
        if let (Ok(sheet), Ok(names)) = (&sheet, &names)
            && !names.contains(&sheet.name)
        {
            return Err("unnamed-sheet".to_owned());
        }
        let loaded = load::spreadsheet(&path, &Hints::default(), &Progress::default());
        Ok(sheet.is_ok() && loaded.is_ok())
    }

    fn definition(&self, input: &Input) -> Result<bool, String> {
        let path = self.work.join("surveys").join("survey.toml");
        fs::write(&path, &input.bytes).map_err(|error| error.to_string())?;
        Ok(load::definition(&path, &self.work).is_ok())
    }

    /// An expression that can be read.
    fn sound(&self, random: &mut Random, depth: usize) -> String {
        let id = random.one(&self.answers.survey().questions).map_or("", |question| question.id.as_str()).to_owned();
        match random.below(if depth == 0 { 3 } else { 6 }) {
            0 => format!("answered({id})"),
            1 => format!("{id} in {{1, 2}}"),
            2 => {
                let sign = random.one(&["=", "!=", "<", "<=", ">", ">="]).copied().unwrap_or("=");
                format!("{id} {sign} {}", random.below(4))
            }
            3 => format!("({}) and {}", self.sound(random, depth - 1), self.sound(random, depth - 1)),
            4 => format!("({} or {})", self.sound(random, depth - 1), self.sound(random, depth - 1)),
            _ => format!("not ({})", self.sound(random, depth - 1)),
        }
    }

    fn expression(&self, text: &str) -> Result<bool, String> {
        let Ok(expr) = Expr::parse(text) else { return Ok(false) };
        let written = expr.to_string();
        if Expr::parse(&written).as_ref() != Ok(&expr) {
            return Err("written-differs".to_owned());
        }
        let checked = eval::check(self.answers.survey(), &expr).is_ok();
        let (holds, surely) = (eval::holds(&self.answers, &expr), eval::surely_holds(&self.answers, &expr));
        // What certainly holds holds.
        if holds.iter().zip(&surely).any(|(holds, surely)| *surely && !*holds) {
            return Err("surely-but-not".to_owned());
        }
        Ok(checked)
    }
}

fn rule_text(text: &str) -> bool {
    let _ = rule::kh::read(text);
    rule::parse(text).is_ok()
}

fn number_text(text: &str) -> Result<bool, String> {
    let folded = fold::matching(text);
    if fold::matching(&folded) != folded || fold::display(&fold::display(text)) != fold::display(text) {
        return Err("folded-twice".to_owned());
    }
    let _ = number::canonical(&folded);
    let _ = number::parse(text, Some("人"));
    let day = day::parse(&folded);
    let _ = plan::cell::read(text);
    Ok(day.is_some() || !matches!(number::parse(&folded, Some("人")), number::Parsed::No))
}

/// A text of some words, sometimes deeply nested or long.
fn words(random: &mut Random, of: &[&str]) -> String {
    let count = match random.below(50) {
        0 => 5000,
        1..=5 => 100,
        _ => 12,
    };
    let mut text = String::new();
    let same = random.below(60) == 0;
    let first = random.one(of).copied().unwrap_or_default();
    for _ in 0..=random.below(count) {
        text.push_str(if same { first } else { random.one(of).copied().unwrap_or_default() });
    }
    if random.below(4) == 0 { mutate::text(random, &text, of) } else { text }
}
