//! Texts with the codes people gave them: the sets of the sample project with their gold codes, or any csv file.

use std::collections::HashMap;
use std::path::Path;

use koe::comments::{docket, mask};
use koe::load;
use koe::model::comment::{Code, Codebook, Decisions, Receipt, Span};
use koe::project::Corpus as Set;
use koe::project::comments::corpus::definitions;

/// Texts, their codes and what is known of the codes.
pub struct Corpus {
    pub name: String,
    pub book: Codebook,
    pub texts: Vec<String>,
    /// Positions in the codebook, for each text; none empty.
    pub codes: Vec<Vec<usize>>,
    /// What was replied, for each text; empty where nobody replied or nothing is known of it.
    pub replies: Vec<String>,
    /// Rows without text or code.
    pub left_out: usize,
}

type Error = Box<dyn std::error::Error>;

/// The sets of the sample project whose codes are known.
pub fn sample(root: &Path) -> Result<Vec<Corpus>, Error> {
    let project = load::project_file(root)?;
    let folder = root.join("sample-data/comments");
    let golds = [
        ("draft-plan", "gold.csv"),
        ("resident-free", "gold-resident-free.csv"),
        ("business-free", "gold-business-free.csv"),
    ];
    let mut corpora = Vec::new();
    for (file, definition) in definitions(&project)? {
        let id = definition.about.id.clone();
        let Some((_, gold)) = golds.iter().find(|(set, _)| *set == id) else { continue };
        let set = Set::open(&project, &file, definition, &std::collections::BTreeMap::new())?;
        let mut reader = csv::Reader::from_path(folder.join(gold))?;
        let mut corpus = empty(&id, set.definition.codebook.clone());
        let ids = names(&set.receipts);
        for row in reader.records() {
            let row = row?;
            let field = |at: usize| row.get(at).unwrap_or_default();
            let receipt = ids.get(field(0)).copied().ok_or(format!("{gold}: no receipt {}", field(0)))?;
            let (span, codes) = match row.len() {
                2 => (Span::whole(&receipt.text), field(1)),
                _ => (Span::new(field(2).parse()?, field(3).parse()?), field(4)),
            };
            let masks = docket::masks(receipt, &Decisions::default());
            let text = mask::hide(&receipt.text, span, &masks).text.trim().to_owned();
            let codes: Vec<usize> = codes.split(';').filter_map(|code| corpus.book.position(code)).collect();
            add(&mut corpus, text, codes, String::new());
        }
        corpora.push(corpus);
    }
    Ok(corpora)
}

/// Receipts by the names the gold files use: their id, or file and row where the id was made up.
fn names(receipts: &[Receipt]) -> HashMap<String, &Receipt> {
    let mut names: HashMap<String, &Receipt> = HashMap::new();
    for receipt in receipts {
        names.insert(receipt.id.clone(), receipt);
        if let Some(origin) = &receipt.origin {
            let stem = Path::new(&origin.file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
            names.insert(format!("{stem}:{}", origin.row + 1), receipt);
        }
    }
    names
}

/// A csv file in UTF-8 with a column of texts, one of codes (several divided by `separator`) and perhaps one of replies.
/// The codes' own names are all that is known of them.
pub fn read(path: &Path, text: &str, label: &str, separator: &str, reply: Option<&str>) -> Result<Corpus, Error> {
    let whole = std::fs::read_to_string(path)?;
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).from_reader(whole.trim_start_matches('\u{FEFF}').as_bytes());
    let headers = reader.headers()?.clone();
    let find = |name: &str| {
        let position = headers.iter().position(|header| header.trim() == name);
        position.ok_or(format!(
            "{}: no column {name} ({})",
            path.display(),
            headers.iter().collect::<Vec<_>>().join(", ")
        ))
    };
    let (text, label) = (find(text)?, find(label)?);
    let reply = reply.map(find).transpose()?;
    let mut corpus = empty(&path.file_name().unwrap_or_default().to_string_lossy(), Codebook::default());
    for row in reader.records() {
        let row = row?;
        let field = |at: usize| row.get(at).unwrap_or_default().trim();
        let names = field(label).split(separator).map(str::trim).filter(|name| !name.is_empty());
        let codes: Vec<usize> = names.map(|name| position(&mut corpus.book, name)).collect();
        let said = reply.map_or("", field).to_owned();
        add(&mut corpus, field(text).to_owned(), codes, said);
    }
    Ok(corpus)
}

fn position(book: &mut Codebook, name: &str) -> usize {
    if let Some(position) = book.position(name) {
        return position;
    }
    book.codes.push(Code { id: name.to_owned(), title: name.to_owned(), ..Code::default() });
    book.codes.len() - 1
}

fn empty(name: &str, book: Codebook) -> Corpus {
    let name = name.to_owned();
    Corpus { name, book, texts: Vec::new(), codes: Vec::new(), replies: Vec::new(), left_out: 0 }
}

fn add(corpus: &mut Corpus, text: String, codes: Vec<usize>, reply: String) {
    if text.is_empty() || codes.is_empty() {
        corpus.left_out += 1;
        return;
    }
    corpus.texts.push(text);
    corpus.codes.push(codes);
    corpus.replies.push(reply);
}
