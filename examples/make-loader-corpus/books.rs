//! The Excel books: values typed as the services type them, merged headers, hidden rows and columns, code sheets.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::folder;

/// Writes rows of texts: numbers as numbers, dates (`d:2024-05-01 09:00`) as dates, everything else as text; `t:` keeps a text.
pub(super) fn fill(sheet: &mut Worksheet, first: u32, rows: &[&[&str]]) {
    let date = Format::new().set_num_format("yyyy/m/d h:mm");
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if let Some(text) = text.strip_prefix("d:") {
                sheet
                    .write_with_format(
                        row,
                        column,
                        ExcelDateTime::parse_from_str(&text.replace(' ', "T")).unwrap(),
                        &date,
                    )
                    .unwrap();
            } else if let Some(text) = text.strip_prefix("t:") {
                sheet.write(row, column, text).unwrap();
            } else if let Ok(number) = text.parse::<f64>() {
                sheet.write(row, column, number).unwrap();
            } else if !text.is_empty() {
                sheet.write(row, column, *text).unwrap();
            }
        }
    }
}

pub(super) fn book(case: &str, file: &str, make: impl FnOnce(&mut Workbook)) {
    let mut book = Workbook::new();
    let fixed = ExcelDateTime::parse_from_str("2024-01-01").unwrap();
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&fixed));
    make(&mut book);
    book.save(folder(case).join(file)).unwrap();
}

fn merge(sheet: &mut Worksheet, row: u32, first: u16, last: u16, text: &str) {
    sheet.merge_range(row, first, row, last, text, &Format::new()).unwrap();
}

pub fn write() {
    services();
    vendors();
    oddities();
}

fn services() {
    // Google スプレッドシート: answers joined with a comma and a space; labels may hold the same.
    book("google-sheets", "回答.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("フォームの回答 1").unwrap();
        fill(
            sheet,
            0,
            &[
                &["タイムスタンプ", "業種", "経営上の課題（複数回答）", "従業者数（人）"],
                &["d:2024-05-01 09:00", "小売業", "仕入れ, 経費の高騰, 人手不足", "3"],
                &["d:2024-05-01 10:00", "飲食業", "家賃、地代が高い, 人手不足", "12"],
                &["d:2024-05-01 11:00", "小売業", "人手不足", "5"],
                &["d:2024-05-02 09:00", "製造業", "仕入れ, 経費の高騰", "40"],
                &["d:2024-05-02 10:00", "飲食業", "家賃、地代が高い, 仕入れ, 経費の高騰, 人手不足", "8"],
                &["d:2024-05-03 09:00", "小売業", "特にない", "1"],
                &["d:2024-05-03 10:00", "製造業", "仕入れ, 経費の高騰, 人手不足", "25"],
                &["d:2024-05-04 09:00", "飲食業", "家賃、地代が高い", "2"],
                &["d:2024-05-04 10:00", "小売業", "家賃、地代が高い, 仕入れ, 経費の高騰", "6"],
                &["d:2024-05-05 09:00", "小売業", "特にない", "4"],
                &["d:2024-05-05 10:00", "飲食業", "人手不足", "9"],
                &["d:2024-05-06 10:00", "製造業", "家賃、地代が高い, 人手不足", "18"],
            ],
        );
    });
    // Microsoft Forms: every answer of several ends with a semicolon; a deleted question leaves its column.
    book("microsoft-forms", "職員アンケート.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        let head: &[&str] = &[
            "ID",
            "開始時刻",
            "完了時刻",
            "メール",
            "名前",
            "最終変更時刻",
            "所属",
            "使っている道具（複数回答可）",
            "満足度",
            "削除した質問",
        ];
        let row = |id: &'static str, office: &'static str, tools: &'static str, score: &'static str| {
            vec![id, "d:2024-06-01 09:00", "d:2024-06-01 09:05", "anonymous", "", "", office, tools, score, ""]
        };
        let rows = [
            row("1", "総務課", "表計算;メール;", "4"),
            row("2", "産業課", "表計算;", "5"),
            row("3", "産業課", "メール;", "3"),
            row("4", "総務課", "表計算;メール;掲示板;", "4"),
            row("5", "福祉課", "掲示板;", "2"),
            row("7", "福祉課", "", "4"),
            row("8", "産業課", "表計算;掲示板;", "5"),
            row("9", "総務課", "メール;", "4"),
        ];
        let mut all: Vec<&[&str]> = vec![head];
        all.extend(rows.iter().map(Vec::as_slice));
        fill(sheet, 0, &all);
    });
    // SurveyMonkey, expanded: the question over its options, the label in the cell, その他 with its words.
    book("surveymonkey", "調査結果.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("Sheet").unwrap();
        let meta = [
            "Respondent ID",
            "Collector ID",
            "Start Date",
            "End Date",
            "IP Address",
            "Email Address",
            "First Name",
            "Last Name",
            "Custom Data 1",
        ];
        let mut top: Vec<&str> = meta.to_vec();
        top.extend([
            "お住まいの地区はどこですか。",
            "商店街に行く理由は何ですか,\n(あてはまるものすべて)",
            "",
            "",
            "店の品ぞろえに満足ですか。",
            "ご意見をお聞かせください。",
        ]);
        let mut below: Vec<&str> = vec![""; 9];
        below.extend(["Response", "近い", "安い", "その他 (具体的に)", "Response", "Open-Ended Response"]);
        let row = |id: &'static str, answers: [&'static str; 6]| {
            let mut row = vec![id, "441", "05/01/2024 10:00:00", "05/01/2024 10:05:00", "198.51.100.7", "", "", "", ""];
            row.extend(answers);
            row
        };
        let rows = [
            row("t:118001", ["北部", "近い", "", "", "満足", ""]),
            row("t:118002", ["南部", "近い", "安い", "", "不満", "駐車場がほしい。"]),
            row("t:118003", ["北部", "", "", "知人がいる", "やや満足", ""]),
            row("t:118004", ["南部", "", "安い", "", "満足", ""]),
            row("t:118005", ["北部", "近い", "", "イベント", "やや不満", ""]),
            row("t:118006", ["南部", "", "", "", "", ""]),
            row("t:118007", ["北部", "近い", "安い", "", "満足", "夜も開けてほしい。"]),
        ];
        let mut all: Vec<&[&str]> = vec![&top, &below];
        all.extend(rows.iter().map(Vec::as_slice));
        fill(sheet, 0, &all);
    });
}

fn vendors() {
    // Two header rows: the question merged over the numbers of its options; 1 and 0; totals below.
    book("vendor-two-rows", "入力データ.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("データ").unwrap();
        fill(sheet, 0, &[&["整理番号", "問1", "", "", "", "", "問3"], &["", "", "1", "2", "3", "その他", ""]]);
        merge(sheet, 0, 2, 5, "問2");
        fill(
            sheet,
            2,
            &[
                &["t:0001", "1", "1", "0", "1", "", "20"],
                &["t:0002", "2", "0", "1", "0", "", "35"],
                &["t:0003", "1", "1", "1", "0", "", "41"],
                &["t:0004", "3", "0", "0", "1", "直売所", "52"],
                &["t:0005", "2", "0", "0", "0", "", "33"],
                &["t:0006", "1", "1", "0", "1", "移動販売", "60"],
                &["t:0007", "1", "0", "1", "0", "", "28"],
                &["合計", "", "3", "3", "3", "", ""],
            ],
        );
    });
    // Three header rows: number, wording, option; a mark or nothing.
    book("vendor-three-rows", "納品データ.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        fill(
            sheet,
            0,
            &[
                &["整理番号", "問1", "", "", ""],
                &["", "性別をお答えください", "", "", ""],
                &["", "", "徒歩", "バス", "電車"],
            ],
        );
        merge(sheet, 0, 2, 4, "問2");
        merge(sheet, 1, 2, 4, "利用する交通手段（○は2つまで）");
        fill(
            sheet,
            3,
            &[
                &["1", "男性", "○", "", "○"],
                &["2", "女性", "", "○", ""],
                &["3", "女性", "○", "○", ""],
                &["4", "男性", "", "", ""],
                &["5", "女性", "○", "", ""],
                &["6", "男性", "○", "", "○"],
            ],
        );
    });
    // A list of codes in one cell, with the codes, an explanation and tables on other sheets.
    book("vendor-list-codes", "ローデータ.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("はじめに").unwrap();
        fill(sheet, 0, &[&["データの説明"], &["このファイルは入力済みのデータです。無回答は空欄としています。"]]);
        let sheet = book.add_worksheet().set_name("ローデータ").unwrap();
        fill(
            sheet,
            0,
            &[
                &["No", "問1", "問2", "問3"],
                &["1", "1", "t:1,3", "2"],
                &["2", "2", "2", "1"],
                &["3", "1", "t:1,2,3", "99"],
                &["4", "3", "4", "2"],
                &["5", "2", "t:2,3", "1"],
                &["6", "1", "1", "3"],
                &["7", "9", "", "1"],
            ],
        );
        let sheet = book.add_worksheet().set_name("コード表").unwrap();
        fill(
            sheet,
            0,
            &[
                &["設問番号", "設問文", "形式", "コード", "選択肢"],
                &["問1", "業種", "SA", "1", "小売業"],
                &["", "", "", "2", "飲食業"],
                &["", "", "", "3", "サービス業"],
                &["", "", "", "9", "無回答"],
                &["問2", "困っていること", "MA", "1", "人手不足"],
                &["", "", "", "2", "資金繰り"],
                &["", "", "", "3", "販路"],
                &["", "", "", "4", "特にない"],
                &["問3", "業況", "SA", "1", "良い"],
                &["", "", "", "2", "ふつう"],
                &["", "", "", "3", "悪い"],
                &["", "", "", "99", "無回答"],
            ],
        );
        let sheet = book.add_worksheet().set_name("単純集計").unwrap();
        fill(
            sheet,
            0,
            &[
                &["選択肢", "件数", "構成比"],
                &["小売業", "3", "42.9"],
                &["飲食業", "2", "28.6"],
                &["サービス業", "1", "14.3"],
            ],
        );
        book.add_worksheet().set_name("Sheet3").unwrap();
    });
    // The file of codes for `separate-codes`: a question over its codes.
    book("separate-codes", "コード表.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("コード").unwrap();
        fill(
            sheet,
            0,
            &[
                &["F1", "性別"],
                &["1", "男性"],
                &["2", "女性"],
                &["9", "無回答"],
                &["F2", "年代"],
                &["1", "10代"],
                &["2", "20代"],
                &["3", "30代"],
                &["4", "40代"],
                &["5", "50代"],
                &["6", "60歳以上"],
                &["問1", "住みやすさ"],
                &["1", "住みやすい"],
                &["2", "やや住みやすい"],
                &["3", "やや住みにくい"],
                &["4", "住みにくい"],
                &["問2", "買い物の場所（あてはまるものすべてに○）"],
                &["1", "商店街"],
                &["2", "スーパー"],
                &["3", "通販"],
                &["4", "その他"],
                &["問3", "今後も住み続けたいか"],
                &["1", "住み続けたい"],
                &["2", "どちらかといえば住み続けたい"],
                &["3", "どちらともいえない"],
                &["4", "どちらかといえば転出したい"],
                &["5", "転出したい"],
                &["9", "無回答"],
            ],
        );
    });
    // 政府統計個票データレイアウト標準記法: a block of six rows, then the items with their codes.
    book("standard-layout", "符号表.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("符号表").unwrap();
        fill(
            sheet,
            0,
            &[
                &["統計調査名", "地域就業調査"],
                &["年次", "2023"],
                &["ファイル形式", "CSV"],
                &["レコード長", ""],
                &["作成日", "2024-03-01"],
                &["備考", ""],
                &["行番号", "階層", "項目名", "変数名", "位置", "桁数", "型", "符号", "符号内容", "備考"],
                &["1", "1", "一連番号", "ID", "1", "5", "C", "", "", ""],
                &["2", "1", "性別", "SEX", "6", "1", "N", "1", "男", ""],
                &["3", "", "", "", "", "", "", "2", "女", ""],
                &["4", "1", "年齢", "AGE", "7", "3", "N", "0～120", "年齢（歳）", ""],
                &["5", "1", "従業上の地位", "JOB", "10", "1", "C", "1", "常雇", ""],
                &["6", "", "", "", "", "", "", "2", "臨時雇", ""],
                &["7", "", "", "", "", "", "", "3", "無業", ""],
                &["8", "", "", "", "", "", "", "V", "不詳", ""],
                &["9", "1", "週間就業時間", "HOURS", "11", "3", "N", "0～168", "時間", ""],
            ],
        );
    });
}

fn oddities() {
    // Excel took 3-4 for the fourth of March where several codes were typed.
    book("date-in-list", "入力.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        fill(
            sheet,
            0,
            &[
                &["整理番号", "問1（○は1つ）", "問2 利用する施設（○はいくつでも）"],
                &["1", "1", "t:1,3"],
                &["2", "2", "t:1,2"],
                &["3", "1", "d:2024-03-04 00:00"],
                &["4", "2", "2"],
                &["5", "1", "t:2,4"],
                &["6", "1", "t:1,2,3"],
                &["7", "2", ""],
                &["8", "1", "3"],
            ],
        );
    });
    // Three header rows, その他 with a column for its mark and one for its words.
    book("other-in-three-rows", "集計用.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("Sheet1").unwrap();
        fill(
            sheet,
            0,
            &[
                &["整理番号", "問1", "", "", "", ""],
                &["", "性別", "人手不足", "資金繰り", "", ""],
                &["", "", "", "", "該当", "内容"],
            ],
        );
        merge(sheet, 0, 2, 5, "問2 困っていること");
        merge(sheet, 1, 4, 5, "その他");
        fill(
            sheet,
            3,
            &[
                &["1", "男性", "1", "0", "0", ""],
                &["2", "女性", "1", "1", "0", ""],
                &["3", "女性", "0", "0", "1", "後継者がいない"],
                &["4", "男性", "1", "0", "1", "家賃"],
                &["5", "女性", "0", "1", "0", ""],
                &["6", "男性", "0", "0", "0", ""],
            ],
        );
    });
    // A hidden column with an answer in it, and rows that a filter hides.
    book("hidden", "抽出結果.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("データ").unwrap();
        fill(
            sheet,
            0,
            &[
                &["整理番号", "問1（○は1つ）", "問2（○は1つ）", "問3（○は1つ）"],
                &["1", "1", "2", "1"],
                &["2", "2", "1", "1"],
                &["3", "1", "3", "2"],
                &["4", "2", "2", "1"],
                &["5", "1", "1", "2"],
                &["6", "1", "2", "2"],
            ],
        );
        sheet.set_column_hidden(2).unwrap();
        sheet.set_row_hidden(2).unwrap();
        sheet.set_row_hidden(4).unwrap();
    });
    // A title over the whole table, a note and a blank row above the header.
    book("title-rows", "集約.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("一覧").unwrap();
        merge(sheet, 0, 0, 3, "令和6年度 商店街利用者アンケート");
        fill(sheet, 1, &[&["※ 7月31日現在"]]);
        fill(
            sheet,
            3,
            &[
                &["受付番号", "性別", "来街の頻度", "年齢（歳）"],
                &["1", "女性", "週1回以上", "34"],
                &["2", "男性", "月1回以上", "61"],
                &["3", "女性", "ほとんどない", "45"],
                &["4", "女性", "週1回以上", "29"],
                &["5", "男性", "月1回以上", "70"],
                &["6", "女性", "週1回以上", "52"],
                &["7", "無回答", "月1回以上", "約40"],
            ],
        );
    });
    // Paper with a code sheet, the web form with labels: the same questions.
    book("paper-and-web", "紙.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("入力").unwrap();
        fill(
            sheet,
            0,
            &[
                &["整理番号", "問1", "問2_1", "問2_2", "問2_3"],
                &["101", "1", "1", "", "1"],
                &["102", "2", "", "1", ""],
                &["103", "1", "1", "1", ""],
                &["104", "3", "", "", ""],
            ],
        );
        let sheet = book.add_worksheet().set_name("コード表").unwrap();
        fill(
            sheet,
            0,
            &[
                &["設問", "コード", "選択肢"],
                &["問1", "1", "良い"],
                &["", "2", "ふつう"],
                &["", "3", "悪い"],
                &["問2", "1", "人手不足"],
                &["", "2", "資金繰り"],
                &["", "3", "販路"],
            ],
        );
    });
    book("paper-and-web", "ウェブ.xlsx", |book| {
        let sheet = book.add_worksheet().set_name("Form1").unwrap();
        fill(
            sheet,
            0,
            &[
                &[
                    "ID",
                    "開始時刻",
                    "完了時刻",
                    "メール",
                    "名前",
                    "整理番号",
                    "問1 業況はいかがですか。（○は1つ）",
                    "問2 困っていることは何ですか。（あてはまるものすべてに○）",
                ],
                &["1", "d:2024-06-01 09:00", "d:2024-06-01 09:05", "anonymous", "", "201", "良い", "人手不足;販路;"],
                &["2", "d:2024-06-01 09:00", "d:2024-06-01 09:05", "anonymous", "", "202", "悪い", "資金繰り;"],
                &["3", "d:2024-06-01 09:00", "d:2024-06-01 09:05", "anonymous", "", "203", "良い", "人手不足;"],
            ],
        );
    });
}
