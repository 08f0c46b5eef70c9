//! Tables as files: json, csv, Markdown and the Excel book, which is read back as Excel would.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of tests fails by panicking"
)]

use std::fs;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use insta::assert_snapshot;
use koe::export::csv::{self, Figures};
use koe::export::xlsx::{BookOptions, book};
use koe::export::{BookPart, ExportError, json, markdown, whole_file, whole_text};
use koe::messages::Lang;
use koe::model::survey::{About, Audience};
use koe::model::{Survey, Table};
use koe::present::View;

use crate::present::build::{cross, multiple, numeric, rank, simple, weighted};

fn survey() -> Survey {
    let about = About {
        id: "business".to_owned(),
        title: "事業者アンケート調査".to_owned(),
        date: Some("2023-07-01".to_owned()),
        audience: Audience::Business,
        ..About::default()
    };
    Survey { about, ..Survey::default() }
}

fn in_csv(table: Table, figures: Figures, view: &View) -> String {
    csv::tables(&[BookPart { survey: &survey(), tables: &[table] }], view, figures, Lang::Ja)
}

#[test]
fn json_is_the_tables_own_shape_with_notes() {
    let text = json::tables(&[cross(), weighted()], Lang::Ja).unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&text).unwrap();
    let table = &parsed[0];
    assert_eq!(table["question"], "Q5");
    assert_eq!(table["groups"][0]["cells"][0]["percent"].to_string(), (100.0_f64 * 94.0 / 525.0).to_string());
    assert_eq!(table["groups"][5]["cells"][0]["percent"], serde_json::Value::Null);
    assert_eq!(table["notes"][0], "このデータは合成データです（実在の回答ではありません）。");
    assert!(table["notes"][3].as_str().unwrap().contains("商店会への加入"));
    let keys: Vec<&str> = table.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "survey", "question", "parent", "label", "kind", "weight", "percent", "base", "options", "groups", "tests",
            "pairs", "notes"
        ]
    );
    assert!(text.starts_with("[\n"));
    assert!(!json::tables_compact(&[cross()], Lang::En).unwrap().contains('\n'));
    assert_eq!(json::tables_compact(&[], Lang::En).unwrap(), "[]");
}

#[test]
fn json_has_no_signed_zero_and_no_infinity() {
    let mut table = cross();
    table.groups[0].cells[0].percent = Some(-0.0);
    table.groups[0].cells[1].percent = Some(f64::INFINITY);
    table.groups[0].cells[2].percent = Some(f64::NAN);
    let parsed: serde_json::Value = serde_json::from_str(&json::tables_compact(&[table], Lang::Ja).unwrap()).unwrap();
    let cells = &parsed[0]["groups"][0]["cells"];
    assert_eq!(cells[0]["percent"].to_string(), "0.0");
    assert!(cells[1]["percent"].is_null() && cells[2]["percent"].is_null());
}

#[test]
fn csv_is_the_grid_with_raw_numbers() {
    let text = in_csv(cross(), Figures::Raw, &View::default());
    assert!(text.starts_with("\u{FEFF}Q5"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert_snapshot!(text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"), @r#"
Q5　後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525　上段：件数　下段：％　横％（各区分のn＝100％）
,,単位,n,決定している,候補はいるが未定①,後継者はいない（廃業予定）,後継者あり計,無回答
,全体,件数,525,94,130,285,224,16
,全体,％,100,17.90476190476,24.7619047619,54.28571428571,42.66666666667,3.047619047619
商店会への加入,加入,件数,263,60,80,120,140,3
商店会への加入,加入,％,100,22.81368821293,30.41825095057,45.62737642586,53.2319391635,1.140684410646
商店会への加入,未加入※,件数,22,4,10,8,14,0
商店会への加入,未加入※,％,100,18.18181818182,45.45454545455,36.36363636364,63.63636363636,0
業種,卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含む）,件数,261,50,70,140,120,1
業種,卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含む）,％,100,19.15708812261,26.81992337165,53.6398467433,45.97701149425,0.3831417624521
業種,建設業,件数,264,44,60,145,104,15
業種,建設業,％,100,16.66666666667,22.72727272727,54.92424242424,39.39393939394,5.681818181818
業種,鉱業※,件数,0,0,0,0,0,0
業種,鉱業※,％,,,,,,
このデータは合成データです（実在の回答ではありません）。
nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
「商店会への加入」の区分に入らない240件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。
※はnが30未満の参考値で、検定の対象としない。
資料：事業者アンケート調査（調査基準日 2023年7月1日）
有効回答数：535
ウェイト：なし
割合：横％（各区分のn＝100％）
端数：四捨五入していない値（有効数字13桁）。
作成：koe 0.1.0
"#);
}

#[test]
fn csv_as_printed_with_sides_changed() {
    let view = View { swap: true, ..View::default() };
    let text = in_csv(cross(), Figures::Printed, &view);
    assert_snapshot!(text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n"), @r#"
Q5　後継者
後継者はいますか。あてはまるもの1つに○をつけてください。
n=525　上段：件数　下段：％　縦％（各区分のn＝100％）
,,,商店会への加入,商店会への加入,業種,業種,業種
,単位,全体,加入,未加入※,卸売業、小売業（𠮷野「ｶﾞｿﾘﾝ」を含む）,建設業,鉱業※
n,件数,525,263,22,261,264,0
n,％,100.0,100.0,100.0,100.0,100.0,-
決定している,件数,94,60,4,50,44,-
決定している,％,17.9,22.8,18.2,19.2,16.7,-
候補はいるが未定①,件数,130,80,10,70,60,-
候補はいるが未定①,％,24.8,30.4,45.5,26.8,22.7,-
後継者はいない（廃業予定）,件数,285,120,8,140,145,-
後継者はいない（廃業予定）,％,54.3,45.6,36.4,53.6,54.9,-
後継者あり計,件数,224,140,14,120,104,-
後継者あり計,％,42.7,53.2,63.6,46.0,39.4,-
無回答,件数,16,3,-,1,15,-
無回答,％,3.0,1.1,-,0.4,5.7,-
このデータは合成データです（実在の回答ではありません）。
nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。
「商店会への加入」の区分に入らない240件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。
※はnが30未満の参考値で、検定の対象としない。
資料：事業者アンケート調査（調査基準日 2023年7月1日）
有効回答数：535
ウェイト：なし
割合：縦％（各区分のn＝100％）
端数：割合は小数第2位を四捨五入。「-」は該当者なし。
作成：koe 0.1.0
"#);
}

#[test]
fn csv_tables_stand_below_each_other() {
    let tables = [simple(), numeric()];
    let text =
        csv::tables(&[BookPart { survey: &survey(), tables: &tables }], &View::default(), Figures::Raw, Lang::En);
    assert_eq!(text.matches("\r\n\r\n").count(), 1);
    assert!(text.contains("\r\n\r\nF2 "));
    assert_eq!(text.matches('\u{FEFF}').count(), 1);
}

#[test]
fn csv_never_holds_a_formula() {
    let mut table = cross();
    table.options[0].label = "=cmd|' /C calc'!A0".to_owned();
    table.groups[1].label = "＝SUM(1,2)".to_owned();
    table.banners[0].title = "-1".to_owned();
    table.text = "@x".to_owned();
    for view in [View::default(), View { swap: true, ..View::default() }] {
        let text = in_csv(table.clone(), Figures::Raw, &view);
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        for field in reader.records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            let figure = field.parse::<f64>().is_ok() && field != "-1";
            assert!(figure || !field.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{field}");
        }
        assert!(text.contains("'=cmd|") && text.contains("'＝SUM") && text.contains("'@x"));
    }
}

#[test]
fn markdown_escapes_what_it_must() {
    let mut table = cross();
    table.options[0].label = "決定|している\n*".to_owned();
    table.groups.truncate(3);
    let tables = [table, multiple()];
    let text = markdown::tables(&[BookPart { survey: &survey(), tables: &tables }], &View::default(), Lang::Ja);
    assert_snapshot!(text, @r#"
### Q5　後継者

**このデータは合成データです（実在の回答ではありません）。**

後継者はいますか。あてはまるもの1つに○をつけてください。

n=525　上段：件数　下段：％　横％（各区分のn＝100％）

|  |  | 単位 | n | 決定\|している<br>\* | 候補はいるが未定① | 後継者はいない（廃業予定） | 後継者あり計 | 無回答 |
| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |
|  | 全体 | 件数 | 525 | 94 | 130 | 285 | 224 | 16 |
|  | 全体 | ％ | 100.0 | 17.9 | 24.8 | 54.3 | 42.7 | 3.0 |
| 商店会への加入 | 加入 | 件数 | 263 | 60 | 80 | 120 | 140 | 3 |
| 商店会への加入 | 加入 | ％ | 100.0 | 22.8 | 30.4 | 45.6 | 53.2 | 1.1 |
| 商店会への加入 | 未加入※ | 件数 | 22 | 4 | 10 | 8 | 14 | - |
| 商店会への加入 | 未加入※ | ％ | 100.0 | 18.2 | 45.5 | 36.4 | 63.6 | - |

- nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
- 割合（％）は四捨五入しているため、内訳の合計が100にならないことがある。
- 「商店会への加入」の区分に入らない240件（無回答・非該当など）を除くため、各区分の合計は全体と一致しない。
- ※はnが30未満の参考値で、検定の対象としない。
- 資料：事業者アンケート調査（調査基準日 2023年7月1日）
- 有効回答数：535
- ウェイト：なし
- 割合：横％（各区分のn＝100％）
- 端数：割合は小数第2位を四捨五入。「-」は該当者なし。
- 作成：koe 0.1.0

### Q3　経営上の課題

経営上の課題は何ですか（3つまで○）。

n=400

| No | 選択肢 | 件数 | 構成比 | 無回答を除く |
| --- | --- | ---: | ---: | ---: |
| 1 | 売上・受注の減少 | 120 | 30.0 | 32.0 |
| 2 | 人手不足 | 210 | 52.5 | 56.0 |
| 3 | その他 | - | - | - |
|  | 無回答 | 25 | 6.3 |  |
|  | 対象者数（n） | 400 | 100.0 | 100.0 |
|  | 延べ回答数 | 330 | 82.5 | 88.0 |

- nは各設問の回答対象者数で、無回答・無効・不明を含み、非該当を除く。
- 複数回答の割合は延べ回答数でなくnを基数とするため、合計が100％を超えることがある。
- 資料：事業者アンケート調査（調査基準日 2023年7月1日）
- 有効回答数：400
- ウェイト：なし
- 割合：横％（各区分のn＝100％）
- 端数：割合は小数第2位を四捨五入。「-」は該当者なし。
- 作成：koe 0.1.0
"#);
}

#[test]
fn a_file_is_whole_or_not_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("表①.csv");
    whole_text(&path, "古い").unwrap();
    let failed = whole_file(&path, |file| {
        std::io::Write::write_all(file, b"half").unwrap();
        Err(ExportError::Locked { path: path.clone() })
    });
    assert!(failed.is_err());
    assert_eq!(fs::read_to_string(&path).unwrap(), "古い");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    assert!(matches!(whole_text(&folder.path().join("no/x.csv"), ""), Err(ExportError::NoFolder { .. })));
    assert!(matches!(whole_text(folder.path(), ""), Err(ExportError::Write { .. })));
}

#[cfg(unix)]
#[test]
fn a_file_is_as_readable_as_any_other() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (folder.path().join("a"), folder.path().join("b"));
    whole_text(&ours, "").unwrap();
    fs::write(&theirs, "").unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(&ours), mode(&theirs));
    fs::set_permissions(&ours, fs::Permissions::from_mode(0o640)).unwrap();
    whole_text(&ours, "new").unwrap();
    assert_eq!(mode(&ours) & 0o777, 0o640);
}

/// The book, read back.
struct Read {
    folder: tempfile::TempDir,
    workbook: Xlsx<std::io::BufReader<fs::File>>,
}

impl Read {
    fn new(parts: &[BookPart<'_>], options: &BookOptions<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("集計表.xlsx");
        book(&path, parts, options).unwrap();
        let workbook = open_workbook(path).unwrap();
        Self { folder, workbook }
    }

    fn cells(&mut self, sheet: &str) -> Vec<Vec<Data>> {
        self.workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
    }

    fn row(&mut self, sheet: &str, begins: &str) -> Vec<Data> {
        let rows = self.cells(sheet);
        let found = rows.iter().position(|row| row.iter().take(2).any(|cell| cell.to_string().starts_with(begins)));
        rows[found.unwrap_or_else(|| panic!("{begins} in {rows:?}"))].clone()
    }
}

fn tables() -> Vec<Table> {
    vec![cross(), multiple(), weighted(), rank(), numeric()]
}

#[test]
fn a_book_has_an_index_and_a_sheet_for_each_cross_table() {
    let (survey, tables) = (survey(), tables());
    let mut read = Read::new(&[BookPart { survey: &survey, tables: &tables }], &BookOptions::default());
    assert_eq!(read.workbook.sheet_names(), ["目次", "単純集計", "Q5 後継者", "Q26A 農業"]);
    assert_eq!(read.row("目次", "Q5")[1..3], [Data::String("後継者".to_owned()), Data::Float(525.0)]);
    let total = read.row("Q5 後継者", "全体");
    assert_eq!(total[2..5], [Data::Float(525.0), Data::Float(94.0), Data::Float(130.0)]);
    let rows = read.cells("Q5 後継者");
    let at = rows.iter().position(|row| row[0] == "全体").unwrap();
    // Percent points with 13 significant digits, not fractions and not rounded to one decimal.
    assert_eq!(rows[at + 1][3], Data::Float(17.90476190476));
    assert!(rows[..at].iter().any(|row| row[0].to_string().contains("合成データ")), "near the title");
    assert!(rows.iter().any(|row| row[0].to_string().contains("2023年7月1日")));
    let simple = read.cells("単純集計");
    assert_eq!(simple.iter().filter(|row| row[0] == "目次へ戻る").count(), 5);
}

#[test]
fn a_book_of_two_surveys_on_one_sheet_each() {
    let (business, tables) = (survey(), tables());
    let mut resident = survey();
    resident.about.audience = Audience::Resident;
    let parts = [BookPart { survey: &business, tables: &tables }, BookPart { survey: &resident, tables: &tables }];
    let options = BookOptions { one_sheet: true, generated: Some("2024-01-31"), ..BookOptions::default() };
    let mut read = Read::new(&parts, &options);
    assert_eq!(
        read.workbook.sheet_names(),
        ["目次", "事業者 単純集計", "事業者 クロス集計", "市民 単純集計", "市民 クロス集計"]
    );
    let rows = read.cells("市民 クロス集計");
    assert!(rows.iter().any(|row| row[0] == "Q26A　農業（Q26）"));
    assert!(rows.iter().any(|row| row[0].to_string().ends_with("（2024-01-31）")));
}

#[test]
fn a_book_without_banners_shows_every_table() {
    let (survey, tables) = (survey(), vec![simple(), numeric()]);
    let options = BookOptions { no_simple: true, lang: Lang::En, ..BookOptions::default() };
    let read = Read::new(&[BookPart { survey: &survey, tables: &tables }], &options);
    assert_eq!(read.workbook.sheet_names(), ["Contents", "Q5 後継者", "F2 従業員数"]);
}

#[test]
fn a_book_of_nothing_is_still_a_book() {
    let survey = survey();
    let parts = [BookPart { survey: &survey, tables: &[] }];
    let read = Read::new(&parts, &BookOptions { one_sheet: true, ..BookOptions::default() });
    assert_eq!(read.workbook.sheet_names(), ["目次", "単純集計"]);
}

#[test]
fn a_book_holds_no_formula_whatever_the_labels() {
    let survey = survey();
    let mut table = cross();
    table.label = "=HYPERLINK(\"x\")".to_owned();
    table.text = "=1+1".to_owned();
    for label in table.options.iter_mut().map(|option| &mut option.label) {
        label.insert(0, '=');
    }
    for label in table.groups.iter_mut().map(|group| &mut group.label) {
        label.insert(0, '＝');
    }
    for swap in [false, true] {
        let options = BookOptions { view: View { swap, ..View::default() }, ..BookOptions::default() };
        let mut read = Read::new(&[BookPart { survey: &survey, tables: std::slice::from_ref(&table) }], &options);
        for name in read.workbook.sheet_names() {
            let formulas = read.workbook.worksheet_formula(&name).unwrap();
            assert!(formulas.used_cells().next().is_none(), "{name}");
        }
        let name = read.workbook.sheet_names()[2].clone();
        let texts: Vec<String> = read.cells(&name).concat().iter().map(Data::to_string).collect();
        assert!(texts.iter().any(|text| text == "=決定している"));
    }
}

#[test]
fn a_book_is_printed_on_a4_and_names_no_machine() {
    let (survey, tables) = (survey(), tables());
    let read = Read::new(&[BookPart { survey: &survey, tables: &tables }], &BookOptions::default());
    let names = |inside: &str| {
        let file = fs::read(read.folder.path().join("集計表.xlsx")).unwrap();
        // Names stand uncompressed in a zip.
        file.windows(inside.len()).any(|bytes| bytes == inside.as_bytes())
    };
    assert!(names("xl/worksheets/sheet4.xml") && !names("xl/worksheets/sheet5.xml"));
    assert!(!names("xl/calcChain.xml"));
}

#[test]
fn a_book_does_not_replace_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let survey = survey();
    let parts = [BookPart { survey: &survey, tables: &[] }];
    let error = book(folder.path(), &parts, &BookOptions::default()).unwrap_err();
    assert!(matches!(error, ExportError::Write { .. }), "{error}");
}
