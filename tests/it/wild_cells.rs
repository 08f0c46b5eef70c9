//! What people leave in spreadsheets: numbers with words, notes under the table, members with several rows, a file that came
//! twice. Each is read right or told, never silently.

use crate::support::Workdir;

/// A csv of a head and rows, some lines below it.
fn csv(head: &str, rows: impl Iterator<Item = String>, below: &[&str]) -> String {
    let lines: Vec<String> = std::iter::once(head.to_owned()).chain(rows).collect();
    format!("{}\n{}\n", lines.join("\n"), below.join("\n"))
}

fn definition(dir: &Workdir, file: &str) -> String {
    dir.koe(&["infer", file]).code(1).text().to_owned()
}

#[test]
fn a_number_with_words_is_a_quantity_and_told() {
    let dir = Workdir::new();
    let words = ["3回", "三回", "約10回", "週2回", "毎日"];
    let rows = (0..120).map(|row| {
        let times = if row % 7 == 0 { words[row / 7 % 5].to_owned() } else { (row * 11 % 31).to_string() };
        format!("{row},{times},{}", ["徒歩", "バス"][row % 2])
    });
    dir.write("a.csv", csv("整理番号,1か月の買い物回数,手段", rows, &[]));
    let text = definition(&dir, "a.csv");
    let block = text.split("[[question]]").find(|block| block.contains("買い物回数")).unwrap();
    assert!(block.contains("kind = \"numeric\"") && block.contains("unit = \"回\""), "{text}");
    let above = text.split("[[question]]").next().unwrap().to_owned() + block;
    assert!(above.contains("# guess:") && above.contains("kind = \"single\""), "{text}");
}

#[test]
fn notes_and_averages_below_the_answers_are_no_forms() {
    let dir = Workdir::new();
    let rows = (0..30).map(|row| format!("{row},{},{}", row % 3 + 1, row % 2 + 1));
    let below = ["合計,60,45", "平均,2.0,1.5", ",,", "※欠測は9,,", "（注）令和8年10月現在,,", "注1）速報値,,"];
    dir.write("a.csv", csv("整理番号,問1,問2", rows, &below));
    dir.koe(&["new", "p", "a.csv"]);
    let checked = dir.koe(&["check", "-p", "p", "--format", "json"]).json();
    let text = checked.to_string();
    assert_eq!(text.matches("\"rule\":\"summary_row\"").count(), 5, "{text}");
    assert!(!text.contains("\"blank\":1") && text.contains("\"valid\":30"), "{text}");
}

#[test]
fn a_member_with_several_rows_is_no_double() {
    let dir = Workdir::new();
    let rows = (0..60).map(|row| format!("m{},{},{}", row * 2 / 3, ["駅", "港", "山"][row % 3], row % 5 + 1));
    dir.write("a.csv", csv("会員ID,場所,満足度", rows, &[]));
    let text = definition(&dir, "a.csv");
    assert!(text.contains("ignore = [\"会員ID\"]") && text.contains("20行"), "{text}");
    assert!(text.contains("personal = [\"会員ID\"]") && !text.contains("\npersonal ="), "{text}");
    dir.koe(&["new", "p", "a.csv"]);
    let table = dir.tab(&["-p", "p", "Q1"]);
    assert_eq!(table[0].counts().iter().take(3).sum::<u64>(), 60);
}

#[test]
fn the_same_rows_in_two_files_are_told() {
    let dir = Workdir::new();
    let rows = |count: usize| (0..count).map(|row| format!("2026/10/01 10:{row:02},{},{}", row % 3 + 1, row % 2 + 1));
    let head = "タイムスタンプ,問1 利用（○は1つ）,問2 満足（○は1つ）";
    dir.write("a.csv", csv(head, rows(20), &[]));
    dir.write("b.csv", csv(head, rows(30), &[]));
    let toml = |files: &[&str]| {
        let sources =
            files.iter().map(|file| format!("[[source]]\nfile = \"{file}\"\nignore = [\"タイムスタンプ\"]\n"));
        let question = |id: &str, column: &str, codes: &[u8]| {
            let choices: Vec<String> =
                codes.iter().map(|code| format!("{{ code = \"{code}\", label = \"{code}\" }}")).collect();
            let choices = choices.join(", ");
            format!(
                "[[question]]\nid = \"{id}\"\ncolumn = \"{column}\"\nlabel = \"{id}\"\nkind = \"single\"\nchoices = [{choices}]\n"
            )
        };
        let questions =
            question("Q1", "問1 利用（○は1つ）", &[1, 2, 3]) + &question("Q2", "問2 満足（○は1つ）", &[1, 2]);
        format!("[survey]\nid = \"s\"\ntitle = \"s\"\n{}{questions}", sources.collect::<String>())
    };
    dir.write("s.toml", toml(&["a.csv"]));
    dir.koe(&["infer", "b.csv", "--like", "s.toml"]).says(&["20", "a.csv", "まったく同じ"]);
    dir.write("p/koe.toml", "[project]\nsurveys = [\"s.toml\"]\n");
    dir.write("p/s.toml", toml(&["a.csv", "b.csv"]));
    for file in ["a.csv", "b.csv"] {
        dir.write(&format!("p/{file}"), std::fs::read(dir.file(file)).unwrap());
    }
    let found = dir.koe(&["check", "-p", "p", "--format", "json"]);
    assert_eq!(found.text().matches("\"rule\": \"identical_row\"").count(), 20, "{}", found.text());
    assert!(found.text().contains("a.csv") && found.text().contains("\"valid\": 50"), "{}", found.text());
}
