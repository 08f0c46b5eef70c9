//! `koe tab Q --data FILE`: spreadsheets without a definition, Japanese and English.

use crate::support::{Table, Workdir, close, values};

fn kinds(tables: &[Table]) -> Vec<(&str, &str)> {
    tables.iter().map(|table| (table.0["question"].as_str().unwrap(), table.0["kind"].as_str().unwrap())).collect()
}

/// Rows of a csv file: a header and a row per number.
fn rows(header: &str, count: usize, row: impl Fn(usize) -> String) -> String {
    std::iter::once(format!("{header}\n")).chain((0..count).map(|i| row(i) + "\n")).collect()
}

fn pick<'a>(all: &[&'a str], i: usize) -> &'a str {
    all[i % all.len()]
}

#[test]
fn columns_are_typed_by_what_is_in_them() {
    let header = "タイムスタンプ,受付番号,性別,年齢,満足度（5段階）,従業者数,利用手段,来街頻度,ご意見,自由記入";
    let text = rows(header, 60, |i| {
        [
            &format!("2023/07/{:02} 10:{i:02}:00", i % 28 + 1),
            &format!("{:04}", i + 1),
            pick(&["男性", "女性", "女性", ""], i),
            &(18 + i * 7 % 60).to_string(),
            &String::from(if i == 9 { "-9999" } else { pick(&["5", "4", "3", "2", "1"], i) }),
            &format!("{}", (i * i * 13) % 997),
            pick(&["徒歩", "徒歩;自転車", "バス;電車;", "自動車", "自転車;バス"], i),
            pick(&["週1回以上", "月1回以上", "年に数回", "ほとんどない"], i),
            &format!("\"意見その{i}。とても、よい取り組みだと思いますが、もう少し広報をお願いします\""),
            &if i % 5 == 0 { "特になし".to_owned() } else { format!("駅前の駐輪場について{i}") },
        ]
        .join(",")
    });
    let dir = Workdir::new();
    dir.write("回答.csv", text);
    let tables = dir.tab(&["--data", "回答.csv"]);
    let expected = [
        ("タイムスタンプ", "date"),
        ("受付番号", "text"),
        ("性別", "single"),
        ("年齢", "numeric"),
        ("満足度（5段階）", "single"),
        ("従業者数", "numeric"),
        ("利用手段", "multiple"),
        ("来街頻度", "single"),
        ("ご意見", "text"),
        ("自由記入", "text"),
    ];
    assert_eq!(kinds(&tables), expected);
    assert_eq!(tables[2].codes(), ["男性", "女性", "NA", "INV", "UNK"], "by first appearance");
    assert_eq!(tables[2].counts(), [15, 30, 15, 0, 0]);
    assert_eq!(tables[6].codes()[..5], ["徒歩", "自転車", "バス", "電車", "自動車"]);
    assert_eq!(tables[6].counts()[..5], [24, 24, 24, 12, 12]);
    assert_eq!(tables[4].codes()[..2], ["1", "2"], "numbers ascending");
    assert_eq!(tables[4].count("INV"), 1, "-9999 is no answer, as in a drafted definition");
    let table = dir.table(&["利用手段", "--by", "性別", "--by", "#8", "--data", "回答.csv"]);
    assert_eq!(table.group_codes("性別"), ["男性", "女性"]);
    assert_eq!(table.group_codes("来街頻度"), ["週1回以上", "月1回以上", "年に数回", "ほとんどない"]);
    assert_eq!(table.0["base"]["excluded"]["banner_unknown"]["性別"], 15);
}

#[test]
fn an_english_spreadsheet() {
    let header = "Respondent,Gender,Age,Region,Channels,Satisfied?,Spend (USD),Comment";
    let text = rows(header, 50, |i| {
        format!(
            "R{:03},{},{},{},\"{}\",{},\"{}\",{}",
            i * 17,
            pick(&["Male", "Female", "Other"], i),
            20 + i,
            pick(&["North", "South"], i),
            pick(&["web, shop", "web", "shop, phone", "phone"], i),
            pick(&["Yes", "No"], i / 3),
            if i % 3 == 0 { format!("1,{:03}", i * 7) } else { format!("{}.5", i * 11) },
            if i % 4 == 0 { String::new() } else { format!("comment number {i}") },
        )
    });
    let dir = Workdir::new();
    dir.write("survey.csv", text);
    let tables = dir.tab(&["--data", "survey.csv", "--lang", "en"]);
    let expected = ["text", "single", "numeric", "single", "multiple", "single", "numeric", "text"];
    assert_eq!(kinds(&tables).iter().map(|(_, kind)| *kind).collect::<Vec<_>>(), expected);
    assert_eq!(tables[4].codes()[..3], ["web", "shop", "phone"]);
    assert_eq!(tables[4].counts()[..3], [26, 25, 24]);
    assert_eq!(tables[6].total()["stats"]["max"], 1336.0);
    let table = dir.table(&["Satisfied?", "--by", "Gender*Region", "--data", "survey.csv", "--where", "Age >= 40"]);
    assert_eq!(table.base("all"), 30);
    assert_eq!(table.group_codes("Gender*Region")[0], "Male*North");
}

#[test]
fn every_hint() {
    let text = "id,a,b,c,d,w,年齢\n1,1,x/y,○,,2,1\n2,2,y,○,○,0.5,2\n3,1,y/z,,○,1.5,3\n4,2,,,,,2\n";
    let dir = Workdir::new();
    dir.write("f.csv", text);
    let with = |arguments: &[&str]| dir.table(&[arguments, &["--data", "f.csv"]].concat());
    assert_eq!(with(&["a", "--numeric", "a"]).total()["stats"]["mean"], 1.5);
    assert_eq!(with(&["年齢", "--single", "年齢"]).codes()[..3], ["1", "2", "3"]);
    assert_eq!(with(&["#1", "--single", "id"]).counts()[..4], [1, 1, 1, 1]);
    assert_eq!(with(&["b", "--multiple", "b=/"]).counts(), [1, 3, 1, 1, 0, 0]);
    let flags = with(&["手段", "--multiple", "手段=c+d"]);
    assert_eq!((flags.codes(), flags.counts()), (vec!["c", "d", "NA", "INV", "UNK"], vec![2, 2, 1, 0, 0]));
    assert_eq!(flags.0["kind"], "multiple");
    assert_eq!(with(&["手段", "--multiple", "手段=#4+#5"]).counts(), [2, 2, 1, 0, 0]);
    let weighted = with(&["a", "--weight-column", "w"]);
    assert_eq!((&weighted.0["weight"], weighted.base("n")), (&"w".into(), 3));
    assert_eq!(weighted.0["base"]["excluded"]["weight_missing"], 1);
    assert_eq!(values(weighted.total(), "weighted")[..2], [Some(3.5), Some(0.5)]);
    assert!(close(weighted.total()["effective_n"].as_f64().unwrap(), 16.0 / 6.5));
    let unweighted = with(&["a", "--weight-column", "w", "--weight", "none"]);
    assert_eq!((&unweighted.0["weight"], unweighted.base("n")), (&serde_json::Value::Null, 4));
    assert_eq!(with(&["a", "--population", "1000"]).base("n"), 4);
    assert_eq!(with(&["#2", "--where", "\"#2\" = 1"]).base("all"), 2);
    assert_eq!(
        with(&["a", "--by", "年齢", "--single", "年齢", "--min-base", "0"]).group_codes("年齢"),
        ["1", "2", "3"]
    );
}

#[test]
fn separators_of_one_or_two_characters_and_escapes() {
    let dir = Workdir::new();
    dir.write("f.csv", "q\n\"a\nb\n\"\n\"b\"\n");
    assert_eq!(dir.table(&["q", "--multiple", "q=\\n", "--data", "f.csv"]).counts(), [1, 2, 0, 0, 0]);
    for (separator, hint) in
        [("//", "//"), (", ", ", "), ("#", "#"), ("|", "|"), ("、", "、"), ("\t", "\\t"), ("；", ";")]
    {
        dir.write("g.csv", format!("q\n\"a{separator}b{separator}\"\n\"b{separator}a{separator}b\"\n"));
        let table = dir.table(&["q", "--multiple", &format!("q={hint}"), "--data", "g.csv"]);
        assert_eq!(table.counts(), [2, 2, 0, 0, 0], "{separator}");
        assert_eq!(table.codes()[..2], ["a", "b"], "{separator}");
    }
    dir.write("h.csv", "x=y,a+b,c d\n1;2,1,\n2,,1\n,,1\n");
    assert_eq!(dir.table(&["x=y", "--multiple", "x=y=;", "--data", "h.csv"]).counts(), [1, 2, 1, 0, 0]);
    assert_eq!(dir.table(&["F", "--multiple", "F=#2+c d", "--data", "h.csv"]).counts(), [1, 2, 0, 0, 0]);
}

#[test]
fn codes_found_in_the_data_stay_as_they_are() {
    let dir = Workdir::new();
    let answers = "Ｂ, ①,b,10,9,ア,ｱ,inf".split(',');
    let text: String = answers.map(|answer| format!("{answer}\n").repeat(2)).collect();
    dir.write("f.csv", format!("問１\n{text}NA\n#N/A\n"));
    let table = dir.table(&["問1", "--single", "#1", "--data", "f.csv"]);
    assert_eq!(table.0["question"], "問１", "the header as it stands");
    let codes = ["9", "10", "Ｂ", "①", "b", "ア", "ｱ", "inf", "NA", "INV", "UNK"];
    assert_eq!(table.codes(), codes);
    assert_eq!(table.counts(), [2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0]);
    // NA and #N/A are words for no answer; with nothing else in the row it is a blank form.
    assert_eq!(table.base("all"), 16);
    dir.write("g.csv", "a,b\nNA,1\nx,1\nUNK,2\nx,2\n");
    let table = dir.table(&["a", "--data", "g.csv", "--single", "a"]);
    assert_eq!((table.codes(), table.counts()), (vec!["x", "NA", "INV", "UNK"], vec![2, 1, 0, 1]));
}

#[test]
fn headers_that_repeat_or_are_missing() {
    let dir = Workdir::new();
    dir.write("f.csv", "性別,性別,,年代\n男,1,a,20\n女,2,b,20\n男,1,a,30\n");
    let tables = dir.tab(&["--data", "f.csv"]);
    let names: Vec<&str> = tables.iter().map(|table| table.0["question"].as_str().unwrap()).collect();
    assert_eq!(names, ["性別", "#2", "#3", "年代"]);
    assert_eq!(dir.table(&["#2", "--data", "f.csv"]).0["label"], "性別");
    assert_eq!(dir.table(&["#1", "--data", "f.csv"]).counts()[..2], [2, 1]);
    dir.write("g.csv", "a,b\n1,2\n");
    assert_eq!(dir.tab(&["--data", "g.csv", "--header-rows", "0", "--single", "#1"])[0].counts()[..2], [1, 1]);
}

#[test]
fn two_header_rows_in_text_files() {
    let dir = Workdir::new();
    let two = "整理番号,問1,問2,,,問3\n,,1,2,3,\n1,2,1,0,1,5\n2,1,0,1,0,12\n3,1,1,1,0,7\n";
    dir.write("f.csv", two);
    let names = |arguments: &[&str]| -> Vec<String> {
        let tables = dir.tab(arguments);
        tables.iter().map(|table| table.0["question"].as_str().unwrap().to_owned()).collect()
    };
    let expected = ["整理番号", "問1", "問2_1", "問2_2", "問2_3", "問3"];
    assert_eq!(names(&["--data", "f.csv"]), expected);
    assert_eq!(names(&["--data", "f.csv", "--header-rows", "2"]), expected);
    let titled = format!("調査結果の入力データ,,,,,\n\n{two}");
    dir.write("t.csv", titled);
    assert_eq!(names(&["--data", "t.csv"]), expected);
    assert_eq!(names(&["--data", "t.csv", "--header-rows", "2"]), expected);
    assert_eq!(dir.table(&["問1", "--data", "f.csv"]).base("all"), 3);
    let three = "番号,問2,,\n,手段は何ですか,,\n,徒歩,車,その他\n1,1,0,0\n2,0,1,0\n3,1,1,1\n";
    dir.write("g.csv", three);
    let expected = ["番号", "問2_手段は何ですか_徒歩", "問2_手段は何ですか_車", "問2_手段は何ですか_その他"];
    assert_eq!(names(&["--data", "g.csv"]), expected);
    assert_eq!(names(&["--data", "g.csv", "--header-rows", "3"]), expected);
    // An unnamed column of an ordinary file is no second header row.
    dir.write("p.csv", ",性別,地区\n0,男,北\n1,女,北\n2,男,南\n3,,南\n");
    assert_eq!(names(&["--data", "p.csv"]), ["#1", "性別", "地区"]);
    dir.write("q.csv", "番号,,地区\n1,x,北\n2,y,南\n3,,南\n");
    assert_eq!(names(&["--data", "q.csv"]), ["番号", "#2", "地区"]);
}

#[test]
fn sheets_by_name_and_number() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, answers) in [("表紙", &[][..]), ("紙", &["a", "b"]), ("ウェブ", &["b", "b", "c"])] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, text) in (0..).zip(["問1"].iter().chain(answers).filter(|_| !answers.is_empty())) {
            sheet.write(row, 0, *text).unwrap();
        }
    }
    let dir = Workdir::new();
    dir.write("f.xlsx", book.save_to_buffer().unwrap());
    let with = |more: &[&str]| dir.table(&[&["問1", "--single", "問1", "--data", "f.xlsx"], more].concat());
    assert_eq!(with(&[]).counts(), [1, 1, 0, 0, 0], "the first sheet that has data");
    assert_eq!(with(&["--sheet", "ウェブ"]).counts(), [2, 1, 0, 0, 0]);
    assert_eq!(with(&["--sheet", "3"]).counts(), [2, 1, 0, 0, 0]);
    book.add_worksheet().set_name("2023").unwrap().write(0, 0, "問9").unwrap();
    book.worksheet_from_name("2023").unwrap().write(1, 0, "x").unwrap();
    dir.write("g.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(dir.tab(&["--data", "g.xlsx", "--sheet", "2023"])[0].0["question"], "問9", "a name first");
    let run = dir.koe(&["tab", "問1", "--data", "f.xlsx", "--sheet", "郵送"]).code(3).no_data();
    run.says(&["郵送", "表紙、紙、ウェブ"]);
}

#[test]
fn a_few_double_marks_do_not_make_a_list() {
    let dir = Workdir::new();
    let text = rows("問1,問2,問3", 100, |i| {
        let single = if i == 7 || i == 20 { "\"1,3\"".to_owned() } else { (i % 4 + 1).to_string() };
        let several = if i % 3 == 0 { "\"1,3\"".to_owned() } else { (i % 4 + 1).to_string() };
        let count = if i == 50 { "約20人".to_owned() } else { (i * 3 % 71).to_string() };
        format!("{single},{several},{count}")
    });
    dir.write("f.csv", text);
    let tables = dir.tab(&["--data", "f.csv"]);
    assert_eq!(kinds(&tables), [("問1", "single"), ("問2", "multiple"), ("問3", "numeric")]);
    assert_eq!(tables[0].count("INV"), 2, "as in a project: double marks");
    assert_eq!(tables[1].codes()[..4], ["1", "2", "3", "4"]);
}

#[test]
fn what_is_wrong_is_said() {
    let dir = Workdir::new();
    dir.write("f.csv", "性別,年代\n男,20\n女,30\n");
    let wrong = |arguments: &[&str], code: i32, said: &[&str]| {
        let arguments = [&["tab"], arguments, &["--data", "f.csv"]].concat();
        dir.koe(&arguments).code(code).no_data().says(said);
    };
    wrong(&["性"], 2, &["「性」", "性別"]);
    wrong(&["性別", "--by", "年"], 2, &["「年」", "年代"]);
    wrong(&["性別", "--numeric", "体重"], 2, &["「体重」という列がありません"]);
    wrong(&["性別", "--multiple", "性別"], 2, &["--multiple", "性別"]);
    wrong(&["性別", "--multiple", "M=性別+体重"], 2, &["体重"]);
    wrong(&["性別", "--weight-column", "w"], 2, &["「w」"]);
    wrong(&["性別", "--where", "年齢 = 1"], 2, &["「年齢」という設問がありません"]);
    wrong(&["性別", "--weight", "w"], 2, &["「w」"]);
    dir.koe(&["tab", "性別", "--data", "なし.csv"]).code(3).no_data().says(&["なし.csv", "ファイルがありません"]);
    dir.koe(&["tab", "性別", "--sheet", "1"]).code(2).no_data().says(&["--data"]);
    dir.write("e.csv", "");
    dir.koe(&["tab", "性別", "--data", "e.csv"]).code(3).no_data().says(&["空"]);
}

#[test]
fn a_name_that_columns_share_stands_for_them() {
    let dir = Workdir::new();
    let text = rows("性別,問2_1,問2_2,問2_3,問3-A,問3-B,問3-C", 30, |i| {
        let mark = |every: usize| u8::from(i % every == 0);
        let scale = |from: usize| (i + from) % 5 + 1;
        let sex = pick(&["男性", "女性"], i);
        format!("{sex},{},{},{},{},{},{}", mark(2), mark(3), mark(5), scale(0), scale(1), scale(2))
    });
    dir.write("a.csv", text);
    let flags = dir.table(&["問2", "--data", "a.csv", "--by", "性別"]);
    assert_eq!((&flags.0["kind"], flags.base("n")), (&"multiple".into(), 30));
    assert_eq!(flags.counts()[..3], [15, 10, 6]);
    assert_eq!(flags.counts_in("性別", "男性")[0], 15);
    let matrix = dir.tab(&["問３", "--data", "a.csv"]);
    let names: Vec<&str> = kinds(&matrix).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["問3-A", "問3-B", "問3-C"]);
    assert_eq!(dir.tab(&["--data", "a.csv"]).len(), 7, "without the name the columns stand by themselves");
    dir.koe(&["tab", "問4", "--data", "a.csv"]).code(2);
}

#[test]
fn what_is_read_otherwise_than_it_stands_is_said() {
    let dir = Workdir::new();
    // Marks of two boxes with 9 for no answer, a matrix with 9 for no answer, and how often somebody comes.
    let text = rows("問1_1,問1_2,問2_1,問2_2,問2_3,利用", 60, |i| {
        let mark = |every: usize| if i % 20 == 7 { 9 } else { u8::from(i % every == 0) };
        let scale = |from: usize| if (i + from) % 19 == 3 { 9 } else { (i + from) % 5 + 1 };
        let times = if i % 30 == 4 { 9 } else { i % 4 };
        format!("{},{},{},{},{},{times}", mark(2), mark(3), scale(0), scale(1), scale(2))
    });
    dir.write("a.csv", text);
    let of = |arguments: &[&str]| dir.koe(&[&["tab"], arguments, &["--data", "a.csv", "--json"]].concat()).code(0);
    for column in ["問1_1", "問1_2", "問2_1", "問2_2", "問2_3"] {
        let run = of(&[column]).says(&[&format!("? {column}: "), "9"]);
        assert!(run.tables()[0].count("NA") > 0, "{column}");
    }
    assert_eq!(of(&["利用"]).says(&["? 利用: "]).tables()[0].count("NA"), 2);
    let number = of(&["利用", "--numeric", "#6"]);
    assert_eq!(number.tables()[0].total()["stats"]["max"], 9.0, "nine times may be nine");
    assert!(!number.stderr.contains("? 利用"), "{}", number.stderr);
    let single = of(&["利用", "--single", "#6"]);
    assert_eq!(single.tables()[0].count("9"), 2);
    assert!(!single.stderr.contains("? 利用"), "{}", single.stderr);
    of(&[]).says(&["? 問2_1～問2_3（3列）"]);
    dir.koe(&["data", "--data", "a.csv", "-o", "b.csv"]).code(0).says(&["? 問1_1", "? 問2_1～問2_3（3列）", "koe new"]);
}

/// Whoever sent a form twice counts once without a definition too, and nobody's name is written into a file for others.
#[test]
fn names_tell_who_answered_twice_and_are_not_written() {
    let dir = Workdir::new();
    let row = |at: usize| {
        format!("{at}日,山田{at},a{at}@example.jp,{}\n", if at.is_multiple_of(3) { "不満" } else { "満足" })
    };
    let rows: String = (0..40).chain([3]).map(row).collect();
    dir.write("a.csv", format!("受付,氏名,メールアドレス,満足度\n{rows}"));
    let run = dir.koe(&["tab", "--data", "a.csv", "満足度", "--json"]).code(0).says(&["重複 1"]);
    assert_eq!(run.tables()[0].base("n"), 40);
    dir.koe(&["data", "--data", "a.csv", "-o", "b.csv"]).code(0);
    let written = std::fs::read_to_string(dir.file("b.csv")).unwrap();
    assert!(written.contains("満足") && !written.contains("山田") && !written.contains("example"), "{written}");
}

#[test]
fn rows_that_are_no_answers_and_merged_answers_are_read_as_in_a_draft() {
    let corpus = |name: &str| format!("{}/tests/loaders/{name}", env!("CARGO_MANIFEST_DIR"));
    let dir = Workdir::new();
    let file = corpus("invalid-and-tests/入力.csv");
    let run = dir.koe(&["tab", "性別", "--data", &file, "--json"]).code(0);
    assert_eq!(run.tables()[0].base("n"), 8);
    let run = run.says(&["「区分」が「無効」の2行は", "「整理番号」が「テスト」の1行は"]);
    assert!(!run.stderr.contains("甲野"), "{}", run.stderr);
    let merged = dir.koe(&["tab", "地区", "--data", &corpus("merged-answers/地区別.xlsx"), "--json"]).code(0);
    assert_eq!(merged.tables()[0].counts()[..3], [3, 3, 3]);
    merged.says(&["縦に結合したセル"]);
    let below = dir.koe(&["tab", "--data", &corpus("names-below-header/調査データ.csv"), "--json"]).code(0);
    let sex = below.tables().into_iter().find(|table| table.0["question"] == "性別_Q1").unwrap();
    assert_eq!((sex.base("n"), sex.counts()[..2].to_vec()), (8, vec![4, 4]));
}
