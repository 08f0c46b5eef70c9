//! One survey in every layout and file format gives the same tables: what a file looks like must not show in the counts.

use crate::support::{Table, Workdir};

#[path = "../../examples/generate-sample/ods.rs"]
mod ods;

/// The labels of the multiple answer; two hold the separators that lists use.
const NEEDS: [&str; 5] = ["補助金、助成金", "相談（窓口）", "PR, 販路", "特にない", "その他"];
const SEX: [&str; 2] = ["男性", "女性"];
const VIEWS: [&str; 3] = ["良い", "ふつう", "悪い"];

/// One respondent; codes count from 1.
struct Person {
    id: String,
    sex: Option<usize>,
    needs: Vec<usize>,
    /// What is written beside その他.
    other: &'static str,
    staff: &'static str,
    ranks: Vec<usize>,
    views: [Option<usize>; 2],
}

/// Forty people: every fifth without needs, some over the limit, some with その他, written out without a mark, or with
/// 特にない beside others.
fn people() -> Vec<Person> {
    let person = |i: usize| {
        let needs = match i % 10 {
            0 | 5 => vec![],
            1 => vec![4],
            2 => vec![1, 2, 3],
            3 => vec![1, 5],
            4 => vec![2, 4],
            n => vec![n % 3 + 1, 3].into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
        };
        Person {
            id: format!("{:03}", i + 1),
            sex: [Some(1), Some(2), Some(2), None][i % 4],
            other: if i % 10 == 3 || i == 15 { "駐車場" } else { "" },
            staff: ["3", "12", "", "約20人", "1,200", "７"][i % 6],
            ranks: [vec![1, 2, 3], vec![3, 1], vec![], vec![2]][i % 4].clone(),
            views: [[Some(1), Some(2), None][i % 3], Some(i % 3 + 1)],
            needs,
        }
    };
    (0..40).map(person).collect()
}

/// What is counted, by hand.
fn expected_needs() -> [u64; 8] {
    let mut counts = [0; 8];
    for (i, person) in people().into_iter().enumerate() {
        let mut needs = person.needs;
        if i == 15 {
            needs.push(5);
        }
        match needs.len() {
            0 => counts[5] += 1,
            3.. => counts[6] += 1,
            _ => needs.iter().for_each(|need| counts[need - 1] += 1),
        }
    }
    counts
}

/// How the multiple answer is written.
#[derive(Clone, Copy, Debug)]
enum Needs {
    /// A column per choice: the text for a mark, the text for none.
    Flags(&'static str, &'static str),
    /// Codes in one cell.
    Codes(&'static str),
    /// Labels in one cell, with a separator at the end too.
    Labels(&'static str),
    /// One answer a column.
    Slots,
}

const LAYOUTS: [Needs; 15] = [
    Needs::Flags("1", "0"),
    Needs::Flags("1", ""),
    Needs::Flags("○", ""),
    Needs::Flags("１", "０"),
    Needs::Flags("はい", "いいえ"),
    Needs::Flags("Y", ""),
    Needs::Flags("TRUE", "FALSE"),
    Needs::Codes(";"),
    Needs::Codes(","),
    Needs::Codes("、"),
    Needs::Codes(""),
    Needs::Labels(";"),
    Needs::Labels("\n"),
    Needs::Labels(", "),
    Needs::Slots,
];

impl Needs {
    fn headers(self) -> Vec<String> {
        match self {
            Self::Flags(..) => (1..=5).map(|code| format!("問2_{code}")).collect(),
            Self::Codes(_) | Self::Labels(_) => vec!["問2".to_owned()],
            Self::Slots => (1..=3).map(|place| format!("問2-{place}番目")).collect(),
        }
    }

    fn cells(self, needs: &[usize]) -> Vec<String> {
        match self {
            Self::Flags(marked, not) => {
                (1..=5).map(|code| if needs.contains(&code) { marked } else { not }.to_owned()).collect()
            }
            Self::Codes(separator) => {
                vec![needs.iter().map(usize::to_string).collect::<Vec<_>>().join(separator)]
            }
            Self::Labels(separator) => {
                vec![needs.iter().map(|code| format!("{}{separator}", NEEDS[code - 1])).collect()]
            }
            Self::Slots => (0..3).map(|place| needs.get(place).map(usize::to_string).unwrap_or_default()).collect(),
        }
    }

    fn toml(self) -> String {
        let quoted = |names: Vec<String>| format!("[\"{}\"]", names.join("\", \""));
        match self {
            Self::Flags(..) => format!("layout = \"flags\"\ncolumns = {}\n", quoted(self.headers())),
            Self::Slots => format!("layout = \"slots\"\ncolumns = {}\n", quoted(self.headers())),
            Self::Codes(separator) | Self::Labels(separator) => {
                format!("layout = \"list\"\ncolumn = \"問2\"\nseparator = \"{}\"\n", separator.replace('\n', "\\n"))
            }
        }
    }
}

/// The questions apart from how the multiple answer is written.
fn toml(needs: &str) -> String {
    let choices = |labels: &[&str]| -> String {
        let choice = |(index, label): (usize, &&str)| {
            let more = match *label {
                "特にない" => ", exclusive = true",
                "その他" => ", other = \"問2_その他記入\"",
                _ => "",
            };
            format!("{{ code = \"{}\", label = \"{label}\"{more} }}, ", index + 1)
        };
        format!("choices = [{}]\n", labels.iter().enumerate().map(choice).collect::<String>())
    };
    format!(
        "[[question]]\nid = \"Q1\"\nkind = \"single\"\ncolumn = \"問1\"\n{}\
         [[question]]\nid = \"Q2\"\nkind = \"multiple\"\nmax = 2\n{needs}{}\
         [[net]]\nquestion = \"Q2\"\ncode = \"N1\"\nlabel = \"支援計\"\nmembers = [\"1\", \"2\"]\n\
         [[question]]\nid = \"Q3\"\nkind = \"numeric\"\ncolumn = \"問3\"\nunit = \"人\"\n\
         bands = [{{ label = \"10人未満\", to = 9 }}, {{ label = \"10人以上\", from = 10 }}]\n\
         [[question]]\nid = \"Q4\"\nkind = \"rank\"\ncolumns = [\"問4_1位\", \"問4_2位\", \"問4_3位\"]\n{}\
         [[question]]\nid = \"Q5\"\nkind = \"matrix\"\n{}\
         items = [{{ id = \"Q5A\", label = \"市内\", column = \"問5_A\" }}, {{ id = \"Q5B\", label = \"市外\", column = \"問5_B\" }}]\n",
        choices(&SEX),
        choices(&NEEDS),
        choices(&VIEWS),
        choices(&VIEWS),
    )
}

/// Header and rows, as texts.
fn grid(needs: Needs) -> Vec<Vec<String>> {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let code = |code: Option<usize>| code.map(|code| code.to_string()).unwrap_or_default();
    let header = [
        texts(&["整理番号", "問1"]),
        needs.headers(),
        texts(&["問2_その他記入", "問3", "問4_1位", "問4_2位", "問4_3位", "問5_A", "問5_B"]),
    ];
    let row = |person: Person| {
        let ranks = (0..3).map(|place| code(person.ranks.get(place).copied()));
        let front = vec![person.id, code(person.sex)];
        let middle = needs.cells(&person.needs);
        let back = [person.other.to_owned(), person.staff.to_owned()].into_iter().chain(ranks);
        front.into_iter().chain(middle).chain(back).chain(person.views.map(code)).collect()
    };
    std::iter::once(header.concat()).chain(people().into_iter().map(row)).collect()
}

#[derive(Clone, Copy, Debug)]
enum Format {
    Xlsx,
    Ods,
    Csv(&'static str),
    Tsv,
}

const FORMATS: [Format; 7] = [
    Format::Xlsx,
    Format::Ods,
    Format::Csv("utf-8"),
    Format::Csv("bom"),
    Format::Csv("cp932"),
    Format::Csv("utf-16"),
    Format::Tsv,
];

/// A number where the text is one, as data entry leaves it; ids stay text.
fn number(text: &str, column: usize) -> Option<f64> {
    text.parse().ok().filter(|_| column > 0 && text.is_ascii())
}

fn delimited(rows: &[Vec<String>], delimiter: char) -> String {
    let field = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>().join(&delimiter.to_string()) + "\r\n").collect()
}

fn xlsx(rows: &[Vec<String>]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            match number(text, usize::from(column)).filter(|_| row > 0) {
                Some(number) => sheet.write(row, column, number).unwrap(),
                None if text.is_empty() => continue,
                None => sheet.write(row, column, text).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

/// Writes the rows and gives the file's name.
fn write(dir: &Workdir, rows: &[Vec<String>], format: Format) -> &'static str {
    match format {
        Format::Xlsx => {
            dir.write("a.xlsx", xlsx(rows));
            "a.xlsx"
        }
        Format::Ods => {
            let cell = |(column, text): (usize, &String)| match number(text, column) {
                Some(number) => ods::OdsCell::Number(number),
                None if text.is_empty() => ods::OdsCell::Empty,
                None => ods::OdsCell::Text(text.clone()),
            };
            let rows: Vec<Vec<_>> = rows.iter().map(|row| row.iter().enumerate().map(cell).collect()).collect();
            ods::write_ods(&dir.file("a.ods"), "回答", &rows).unwrap();
            "a.ods"
        }
        Format::Tsv => {
            dir.write("a.tsv", delimited(rows, '\t'));
            "a.tsv"
        }
        Format::Csv(encoding) => {
            let text = delimited(rows, ',');
            let bytes = match encoding {
                "bom" => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
                "cp932" => {
                    let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(&text);
                    assert!(!lost, "{text}");
                    bytes.into_owned()
                }
                "utf-16" => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
                _ => text.into_bytes(),
            };
            dir.write("a.csv", bytes);
            "a.csv"
        }
    }
}

fn tables(rows: &[Vec<String>], format: Format, toml: &str, source: &str) -> Vec<Table> {
    let dir = Workdir::new();
    let file = write(&dir, rows, format);
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n");
    dir.write(
        "s.toml",
        format!("[survey]\nid = \"s\"\n[[source]]\nfile = \"{file}\"\nid = \"整理番号\"\n{source}\n{toml}"),
    );
    dir.tab(&["--by", "Q1", "--by", "Q2"])
}

fn reference() -> Vec<Table> {
    let needs = Needs::Flags("1", "0");
    tables(&grid(needs), Format::Csv("utf-8"), &toml(&needs.toml()), "")
}

#[test]
fn the_first_layout_is_counted_as_by_hand() {
    let tables = reference();
    let ids: Vec<&str> = tables.iter().map(|table| table.0["question"].as_str().unwrap()).collect();
    assert_eq!(ids, ["Q1", "Q2", "Q3", "Q4", "Q5A", "Q5B"]);
    let needs = &tables[1];
    assert_eq!(needs.codes(), ["1", "2", "3", "4", "5", "N1", "NA", "INV", "UNK"]);
    let [one, two, three, four, five, na, inv, unk] = expected_needs();
    let counts = needs.counts();
    assert_eq!(counts[..5], [one, two, three, four, five]);
    assert_eq!(counts[6..], [na, inv, unk]);
    // 1 with 5, 2 with 4, and of the rest every 2; 1 and 2 never stand together within the limit.
    assert_eq!(counts[5], one + two);
    assert_eq!(tables[0].counts(), [10, 20, 10, 0, 0]);
    let numbers = &tables[2];
    assert_eq!(numbers.bases(), [40, 40, 33, 7, 0, 0, 0]);
    // Seven times 3, 12 and 約20人, six times ７, and 1,200 six times.
    assert_eq!(numbers.total()["stats"]["sum"], f64::from(7 * (3 + 12 + 20) + 6 * (7 + 1200)));
    assert_eq!(tables[3].total()["ranks"][0], serde_json::json!([10, 10, 0]));
}

fn same_in_every_format(layouts: &[Needs]) {
    let reference = reference();
    for needs in layouts {
        for format in FORMATS {
            let found = tables(&grid(*needs), format, &toml(&needs.toml()), "");
            assert_eq!(found.len(), reference.len());
            for (found, reference) in found.iter().zip(&reference) {
                assert_eq!(found, reference, "{needs:?} in {format:?}");
            }
        }
    }
}

#[test]
fn flags_are_the_same_in_every_format() {
    same_in_every_format(&LAYOUTS[..7]);
}

#[test]
fn lists_and_slots_are_the_same_in_every_format() {
    same_in_every_format(&LAYOUTS[7..]);
}

/// The flags grid under other header rows.
fn under(header: &[&[&str]]) -> Vec<Vec<String>> {
    let rows = grid(Needs::Flags("1", "0"));
    let header = header.iter().map(|row| row.iter().map(|text| (*text).to_owned()).collect());
    header.chain(rows.into_iter().skip(1)).collect()
}

const TWO_ROWS: [&[&str]; 2] = [
    &["整理番号", "問1", "問2", "", "", "", "", "", "問3", "問4", "", "", "問5", ""],
    &["", "", "1", "2", "3", "4", "5", "その他記入", "", "1位", "2位", "3位", "A", "B"],
];
const THREE_ROWS: [&[&str]; 3] = [
    TWO_ROWS[0],
    &["", "性別", "経営上の課題（2つまで）", "", "", "", "", "", "従業者数", "順位", "", "", "業況", ""],
    TWO_ROWS[1],
];

#[test]
fn headers_of_two_and_three_rows_with_titles_above() {
    let reference = reference();
    let toml = toml(&Needs::Flags("1", "0").toml());
    let title: [&[&str]; 2] = [&["○○市 事業者調査 入力データ"], &[]];
    for header in [TWO_ROWS.to_vec(), THREE_ROWS.to_vec()] {
        for titled in [header.clone(), [title.to_vec(), header.clone()].concat()] {
            for source in [String::new(), format!("header_rows = {}", header.len())] {
                for format in [Format::Csv("utf-8"), Format::Xlsx] {
                    let found = tables(&under(&titled), format, &toml, &source);
                    assert_eq!(found, reference, "{} rows, {source}, {format:?}", titled.len());
                }
            }
        }
    }
}

#[test]
fn merged_header_cells() {
    use rust_xlsxwriter::{Format as Style, Workbook};
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let style = Style::new();
    sheet.merge_range(0, 0, 0, 13, "事業者調査", &style).unwrap();
    sheet.merge_range(1, 0, 2, 0, "整理番号", &style).unwrap();
    sheet.merge_range(1, 1, 2, 1, "問1", &style).unwrap();
    sheet.merge_range(1, 2, 1, 7, "問2", &style).unwrap();
    sheet.merge_range(1, 8, 2, 8, "問3", &style).unwrap();
    sheet.merge_range(1, 9, 1, 11, "問4", &style).unwrap();
    sheet.merge_range(1, 12, 1, 13, "問5", &style).unwrap();
    for (column, text) in (0..).zip(TWO_ROWS[1]).filter(|(_, text)| !text.is_empty()) {
        sheet.write(2, column, *text).unwrap();
    }
    for (row, cells) in (3..).zip(grid(Needs::Flags("1", "0")).iter().skip(1)) {
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let dir = Workdir::new();
    dir.write("a.xlsx", book.save_to_buffer().unwrap());
    dir.write("koe.toml", "[project]\nsurveys = [\"s.toml\"]\n");
    let source = "[[source]]\nfile = \"a.xlsx\"\nid = \"整理番号\"\n";
    let toml = toml(&Needs::Flags("1", "0").toml());
    dir.write("s.toml", format!("[survey]\nid = \"s\"\n{source}{toml}"));
    assert_eq!(dir.tab(&["--by", "Q1", "--by", "Q2"]), reference());
    // The same file without a definition: the header is found, and flags are told by name.
    let all = dir.tab(&["--data", "a.xlsx"]);
    let names: Vec<&str> = all.iter().map(|table| table.0["question"].as_str().unwrap()).collect();
    assert_eq!(names[..4], ["整理番号", "問1", "問2_1", "問2_2"]);
    assert_eq!(all[1].base("all"), 40);
}

#[test]
fn the_two_rows_of_surveymonkey() {
    // Questions over options; the label itself is in the cell; `Response` under single questions.
    let text = "Respondent ID,Sex,Which needs?,,,,,\n,Response,\"補助金、助成金\",相談（窓口）,\"PR, 販路\",特にない,その他,Other (please specify)\n\
                1,男性,\"補助金、助成金\",,,,その他,駐車場\n2,女性,,相談（窓口）,,,,\n3,女性,,,,特にない,,\n4,,,,,,,\n";
    let toml = format!(
        "[[question]]\nid = \"Q1\"\nkind = \"single\"\ncolumn = \"Sex\"\nchoices = [{{ code = \"1\", label = \"男性\" }}, {{ code = \"2\", label = \"女性\" }}]\n\
         [[question]]\nid = \"Q2\"\nkind = \"multiple\"\nlayout = \"flags\"\ncolumn = \"Which needs?\"\nchoices = [{}]\n",
        NEEDS
            .iter()
            .zip(1..)
            .map(|(label, code)| format!("{{ code = \"{code}\", label = \"{label}\" }}, "))
            .collect::<String>()
    );
    let dir = Workdir::survey(&toml, "a.csv", text);
    let tables = dir.tab(&[]);
    assert_eq!(tables[0].counts(), [1, 2, 0, 0, 0]);
    assert_eq!(tables[1].counts(), [1, 1, 0, 1, 1, 0, 0, 0]);
    assert_eq!(tables[1].base("all"), 3, "an empty form is blank");
    let adhoc = dir.table(&["Which needs?_特にない", "--data", "a.csv"]);
    assert_eq!((adhoc.base("all"), adhoc.base("answered")), (4, 1));
    let flags = "N=#3+#4+#5+#6+#7";
    let adhoc = dir.table(&["N", "--data", "a.csv", "--multiple", flags]);
    assert_eq!(adhoc.counts(), [1, 1, 0, 1, 1, 1, 0, 0]);
}

#[test]
fn the_three_rows_of_qualtrics() {
    let text = "StartDate,Q1,Q2_1,Q2_2\nStart Date,Your sex?,Needs? - A,Needs? - B\n\
                \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_2\"\"}\"\n\
                2023-07-01 10:00:00,1,1,\n2023-07-01 11:00:00,2,,1\n2023-07-02 09:00:00,2,1,1\n";
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"single\"\ncolumn = \"Q1\"\nchoices = [{ code = \"1\", label = \"男性\" }, { code = \"2\", label = \"女性\" }]\n\
                [[question]]\nid = \"Q2\"\nkind = \"multiple\"\ncolumns = [\"Q2_1\", \"Q2_2\"]\nchoices = [{ code = \"1\", label = \"A\" }, { code = \"2\", label = \"B\" }]\n";
    let dir = Workdir::survey(toml, "a.csv", text);
    let tables = dir.tab(&[]);
    assert_eq!((tables[0].counts(), tables[0].base("all")), (vec![1, 2, 0, 0, 0], 3));
    assert_eq!(tables[1].counts(), [2, 2, 0, 0, 0]);
    let adhoc = dir.table(&["#2", "--data", "a.csv"]);
    assert_eq!((adhoc.codes()[..2].to_vec(), adhoc.base("all")), (vec!["1", "2"], 3));
}

#[test]
fn spellings_of_the_same_answer() {
    let choices = "choices = [{ code = \"1\", label = \"18～39歳\" }, { code = \"2\", label = \"サービス業（①を含む）\", aliases = [\"ガス\"] }]";
    let toml = format!("[[question]]\nid = \"Q1\"\nkind = \"single\"\n{choices}\n");
    let cells = "18～39歳\n18〜39歳\n１８~３９歳\n 18～39歳　\n1\n１\n①\n1.0\n01\nｻｰﾋﾞｽ業(1を含む)\nサービス業（①を含む）\nｶﾞｽ\n2\n";
    let dir = Workdir::survey(&toml, "a.csv", format!("Q1\n{cells}"));
    assert_eq!(dir.table(&["Q1"]).counts(), [9, 4, 0, 0, 0]);
    let found = dir.koe(&["check", "--json"]).code(0).json();
    assert_eq!(found["counts"]["full_width"], 2, "１ and ①");
}

#[test]
fn a_long_list_of_marks_without_a_separator() {
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \"\"\nmissing = { INV = [\"-9999\"] }\n\
                choices = [{ code = \"1\", label = \"a\" }, { code = \"2\", label = \"b\" }, { code = \"3\", label = \"c\" }]\n";
    let dir = Workdir::survey(toml, "a.csv", "Q1\n13\n1 3\n133\n２\n-9999\n14\n4\n");
    let table = dir.table(&["Q1"]);
    assert_eq!(table.counts(), [4, 1, 3, 0, 1, 1]);
}

#[test]
fn misspelt_answers_get_a_suggestion_as_long_as_there_are_few_choices() {
    let choices = |count: usize| -> String {
        (0..count).map(|i| format!("{{ code = \"{i}\", label = \"地区{i}丁目\" }}, ")).collect()
    };
    let cells: String = (0..20_000).map(|i| format!("地区{}丁め\n", i % 7)).collect();
    for (count, suggests) in [(200, true), (201, false)] {
        let toml = format!("[[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{}]\n", choices(count));
        let dir = Workdir::survey(&toml, "a.csv", format!("Q1\n{cells}"));
        let found = dir.koe(&["check", "--json"]).code(1).json();
        assert_eq!(found["counts"]["unknown_code"], 20_000);
        let problems = found["problems"].as_array().unwrap();
        let first = problems.iter().find(|problem| problem["rule"] == "unknown_code").unwrap();
        assert_eq!(first["message"].as_str().unwrap().contains("「地区0丁目」"), suggests, "{first}");
    }
}

#[test]
fn long_texts_with_many_separators_are_read_in_time() {
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \"、\"\nchoices = [{ code = \"1\", label = \"補助金、助成金\" }, { code = \"2\", label = \"相談\" }]\n";
    let long = "とても、よい、".repeat(500);
    let rows: String = (0..20).map(|_| format!("{long}\n")).collect();
    let dir = Workdir::survey(toml, "a.csv", format!("Q1\n{rows}補助金、助成金、相談、？\n"));
    assert_eq!(dir.table(&["Q1"]).counts(), [1, 1, 0, 0, 20]);
}

#[test]
fn numbers_that_stand_for_missing_answers() {
    use rust_xlsxwriter::Workbook;
    let toml = |missing: &str| format!("[[question]]\nid = \"N\"\nkind = \"numeric\"\nrange = [0, 100]\n{missing}");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "N").unwrap();
    for (row, number) in [(1, 5.0), (2, 99.0), (3, -9999.0), (4, 1.5)] {
        sheet.write(row, 0, number).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    for (missing, bases, sum) in [
        ("", [4, 4, 4, 0, 0, 0, 0], -9893.5),
        ("missing = { NA = [\"●\", \"\"] }\n", [4, 4, 4, 0, 0, 0, 0], -9893.5),
        // With nothing but 無回答 in it the second row is a blank form.
        ("missing = { NA = [\"99\"], INV = [\"-9999\"] }\n", [3, 3, 2, 0, 0, 1, 0], 6.5),
    ] {
        for (file, answers) in [("a.xlsx", bytes.clone()), ("a.csv", b"N\n5\n99\n-9999\n1.5\n".to_vec())] {
            let table = Workdir::survey(&toml(missing), file, answers).table(&["N"]);
            assert_eq!((table.bases(), table.total()["stats"]["sum"].as_f64()), (bases, Some(sum)), "{missing} {file}");
        }
    }
}
