//! The weeks while answers come in: typed forms, grown and corrected files, returns by day, reminders, 速報.

use koe::messages::Lang;
use koe::tui::Start;
use koe::tui::script::Player;
use serde_json::{Value, json};

use crate::support::{Run, Workdir};

const TOML: &str = "[survey]\nid = \"s\"\ntitle = \"調査\"\ndistributed = 8\nroster = { file = \"名簿.csv\", id = \"整理番号\", show = [\"地区\"], undelivered = \"不着\" }\n\
[[source]]\nfile = \"paper.csv\"\nid = \"整理番号\"\nmode = \"paper\"\n\
[[source]]\nfile = \"web.csv\"\nid = \"整理番号\"\nmode = \"web\"\nreceived = \"タイムスタンプ\"\npersonal = [\"メール\"]\n\
[[stratum]]\ncode = \"n\"\nlabel = \"北\"\nwhere = \"F = 1\"\n[[stratum]]\ncode = \"s\"\nlabel = \"南\"\nwhere = \"F = 2\"\n\
[[question]]\nid = \"F\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"北\" }, { code = \"2\", label = \"南\" }]\n\
[[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"list\"\nseparator = \";\"\nmax = 2\nchoices = [{ code = \"1\", label = \"家賃\" }, { code = \"2\", label = \"立地\" }, { code = \"3\", label = \"その他\", other = \"Q1他\" }]\n\
[[question]]\nid = \"Q2\"\nkind = \"rank\"\ntop = 2\ncolumns = [\"Q2_1\", \"Q2_2\"]\nchoices = [{ code = \"1\", label = \"甲\" }, { code = \"2\", label = \"乙\" }]\n\
[[question]]\nid = \"N\"\nkind = \"numeric\"\nmissing = { INV = [\"-9\"] }\n\
[[question]]\nid = \"T\"\nkind = \"text\"\n";
const PAPER: &str = "整理番号,F,Q1,Q1他,Q2_1,Q2_2,N,T\n1,1,1;2,,1,2,10,\n2,2,3,駐輪場,2,,20,道が暗い\n";
const WEB: &str = "タイムスタンプ,整理番号,メール,F,Q1,Q2_1,Q2_2,N,T\n2023/07/03 10:00:00,11,a@example.jp,1,1,1,2,5,\n2023/07/03 18:30:00,12,b@example.jp,2,2,2,1,6,\n2023/07/05 9:00:00,13,c@example.jp,1,1,1,2,7,\n";
const ROSTER: &str = "整理番号,氏名,地区,不着\n1,甲野,北,\n2,乙山,南,\n3,丙川,南,\n4,丁田,北,あて所なし\n11,戊,北,\n12,己,南,\n13,庚,北,\n14,辛,北,\n";

fn workdir() -> Workdir {
    let dir = Workdir::survey(TOML, "paper.csv", PAPER);
    dir.write("web.csv", WEB).write("名簿.csv", ROSTER);
    dir
}

fn form(dir: &Workdir, arguments: &[&str]) -> Run {
    let all: Vec<&str> = std::iter::once("form").chain(arguments.iter().copied()).collect();
    dir.koe(&all)
}

#[test]
fn a_typed_form_is_read_like_any_other() {
    let dir = workdir();
    let before = dir.koe(&["tab", "--json"]).code(0).json();
    form(&dir, &["enter", "003", "F=1", "Q1=1;3", "Q1:3=駅前", "Q2=;2", "N=INV", "T=よい、とても"]).code(0);
    assert_eq!(dir.table(&["F"]).counts(), [4, 2, 0, 0, 0]);
    assert_eq!(dir.table(&["Q1"]).counts(), [4, 2, 2, 0, 0, 0]);
    assert_eq!(dir.table(&["N"]).base("INV"), 1);
    assert_eq!(dir.table(&["F", "--by", "mode"]).group(Some("mode"), "paper")["n"], 3);
    let shown = form(&dir, &["show", "003", "--json"]).code(0).json();
    assert_eq!(
        (&shown["file"], &shown["mode"], &shown["counted"]),
        (&json!("koe:入力票"), &json!("paper"), &json!(true))
    );
    let answers: Vec<(&str, &str)> = shown["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|answer| (answer["question"].as_str().unwrap(), answer["answer"].as_str().unwrap()))
        .collect();
    assert_eq!(answers, [("F", "1"), ("Q1", "1;3"), ("Q2", ";2"), ("N", "INV"), ("T", "よい、とても")]);
    assert_eq!(shown["answers"][1]["others"][0]["text"], "駅前");
    // It is in no spreadsheet, and gone when it is taken back.
    assert_eq!(std::fs::read_to_string(dir.file("paper.csv")).unwrap(), PAPER);
    form(&dir, &["enter", "003", "F=2"]).code(2).says(&["--replace"]);
    form(&dir, &["enter", "003", "F=2", "--replace"]).code(0);
    assert_eq!(dir.table(&["F"]).counts(), [3, 3, 0, 0, 0]);
    form(&dir, &["remove", "003"]).code(0);
    assert_eq!(dir.koe(&["tab", "--json"]).json(), before);
}

#[test]
fn a_form_is_checked_as_it_is_typed() {
    let dir = workdir();
    form(&dir, &["enter", "5", "F=9"]).code(2).says(&["「9」という選択肢はありません"]);
    form(&dir, &["enter", "5", "X=1"]).code(2).says(&["X"]);
    form(&dir, &["enter", "5", "F"]).code(2).says(&["設問=値"]);
    form(&dir, &["enter", "1", "F=1"]).code(2).says(&["paper.csv", "2行目"]);
    form(&dir, &["enter", "5", "Q1:1=あ"]).code(2).says(&["記入欄"]);
    assert!(!dir.file("koe.sqlite").exists());
    form(&dir, &["enter", "5", "F=1", "Q1=1;2;3"]).code(0).says(&["○は2つまで"]);
    // The paper form came to the entry firm, too: the file counts, the typed one is a double.
    dir.write("paper.csv", format!("{PAPER}5,1,1,,1,2,3,\n"));
    let cases = dir.koe(&["check", "--json"]).json()["cases"].clone();
    assert_eq!((&cases["valid"], &cases["excluded"]["duplicate"]), (&json!(6), &json!(1)));
}

#[test]
fn a_form_shows_what_stands_in_its_cells_and_what_is_counted() {
    let dir = workdir();
    let text = form(&dir, &["show", "2"]).code(0);
    let text = text.text();
    for part in ["paper.csv", "3行目", "3 その他", "駐輪場", "道が暗い", "C3"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let web = form(&dir, &["show", "12", "--json"]).code(0);
    assert!(!web.text().contains("example.jp"));
    form(&dir, &["show", "99"]).code(2);
}

#[test]
fn a_grown_and_corrected_file_says_what_is_new() {
    let dir = workdir();
    let delivered = |dir: &Workdir| -> Vec<Value> {
        let found = dir.koe(&["check", "--json"]).json();
        let problems = found["problems"].as_array().unwrap().iter();
        problems.filter(|problem| problem["rule"] == "delivered").map(|problem| problem["message"].clone()).collect()
    };
    assert_eq!(delivered(&dir), Vec::<Value>::new());
    let grown = PAPER.replace("1,1,1;2,,1,2,10", "1,1,1,,1,2,10") + "3,1,2,,1,2,3,\n4,2,2,,1,2,4,\n";
    dir.write("paper.csv", &grown);
    let [message] = delivered(&dir).try_into().unwrap();
    let message = message.as_str().unwrap();
    for part in ["追加2件", "変更1件", "減少0件", "追加: 3、4", "変更: 1"] {
        assert!(message.contains(part), "{part}: {message}");
    }
    // Another address is no other answer.
    dir.write("web.csv", WEB.replace("a@example.jp", "z@example.jp"));
    dir.write("paper.csv", grown.replace("2,2,3,駐輪場,2,,20,道が暗い\n", ""));
    let listed = dir.koe(&["deliveries", "--json"]).code(0).json();
    let listed = listed[0]["deliveries"].as_array().unwrap();
    let of = |index: usize| (&listed[index]["file"], &listed[index]["cases"], &listed[index]["lost"]);
    assert_eq!(listed.len(), 4, "{listed:#?}");
    assert_eq!(of(1), (&json!("paper.csv"), &json!(4), &json!([])));
    assert_eq!(of(2), (&json!("paper.csv"), &json!(3), &json!(["2"])));
    assert_eq!(of(3).0, "web.csv");
    let kept = std::fs::read_to_string(dir.file(".koe/deliveries.json")).unwrap();
    assert!(!kept.contains("example.jp") && !kept.contains("道が暗い"), "{kept}");
    // Nothing is noted where nothing may be written, and a damaged note keeps nobody from the answers.
    std::fs::write(dir.file(".koe/deliveries.json"), "{").unwrap();
    dir.koe(&["check", "--json", "--read-only"]);
    assert_eq!(std::fs::read_to_string(dir.file(".koe/deliveries.json")).unwrap(), "{");
    // Nor is a damaged note written over: somebody may still mend it.
    dir.koe(&["check", "--json"]).code(0);
    assert_eq!(std::fs::read_to_string(dir.file(".koe/deliveries.json")).unwrap(), "{");
}

#[test]
fn forms_without_a_number_are_counted_where_ids_are_listed() {
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"numeric\"\n[[question]]\nid = \"Q2\"\nkind = \"numeric\"\n";
    let dir = Workdir::survey(toml, "a.csv", "Q1,Q2\n1,5\n2,6\n");
    dir.koe(&["check"]).code(0);
    dir.write("a.csv", "Q1,Q2\n1,5\n2,7\n3,8\n");
    let run = dir.koe(&["deliveries"]).code(0);
    let text = run.text();
    assert!(text.contains("整理番号のない票") && text.contains("2件") && !text.contains('#'), "{text}");
    assert!(run.stderr.contains("追加: 整理番号のない票2件／減少: 整理番号のない票1件"), "{}", run.stderr);
    let listed = dir.koe(&["deliveries", "--json"]).code(0).json();
    assert!(listed[0]["deliveries"][1]["added"][0].as_str().unwrap().starts_with('#'), "{listed:#}");
}

#[test]
fn a_column_that_is_called_like_its_mark_is_named_once() {
    let toml = "[[question]]\nid = \"Q1\"\nkind = \"multiple\"\nlayout = \"flags\"\ncolumns = [\"1\", \"2\"]\n\
        choices = [{ code = \"1\", label = \"1\" }, { code = \"2\", label = \"2\" }]\n";
    let dir = Workdir::survey(
        &format!("[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"id\"\n{toml}"),
        "a.csv",
        "id,1,2\n7,1,1\n",
    );
    let shown = form(&dir, &["show", "7"]).code(0);
    assert!(shown.text().contains("1 / 2=1") && !shown.text().contains("1=1 "), "{}", shown.text());
    form(&dir, &["enter", "8", "Q1=x"]).code(2).says(&["（1、2）"]);
}

#[test]
fn returns_by_day_mode_and_stratum() {
    let dir = workdir();
    let found = dir.koe(&["returns", "--json"]).code(0).json();
    assert_eq!(found[0]["modes"], json!(["paper", "web"]));
    assert_eq!(found[0]["strata"], json!(["北", "南"]));
    let days: Vec<Value> = found[0]["days"].as_array().unwrap().clone();
    let line = |day: Value, received: u64, so_far: u64, by_mode: [u64; 2], by_stratum: [u64; 2]| json!({ "day": day, "received": received, "so_far": so_far, "valid": received, "by_mode": by_mode, "by_stratum": by_stratum });
    assert_eq!(
        days,
        [
            line(json!("2023-07-03"), 2, 2, [0, 2], [1, 1]),
            line(json!("2023-07-04"), 0, 2, [0, 0], [0, 0]),
            line(json!("2023-07-05"), 1, 3, [0, 1], [1, 0]),
            line(Value::Null, 2, 5, [2, 0], [1, 1]),
        ]
    );
    let text = dir.koe(&["returns", "--ascii"]).code(0);
    assert!(text.text().contains("2023-07-03 ######"), "{}", text.text());
}

#[test]
fn who_has_not_answered_is_listed_by_number_alone() {
    let dir = workdir();
    form(&dir, &["enter", "14", "F=1"]).code(0);
    let run = dir.koe(&["reminders", "--json"]).code(0).says(&["送付 8件 ＝ 回答あり 6件 ＋ 不着 1件 ＋ 督促対象 1件"]);
    assert_eq!(run.json()[0]["remind"], json!(["3"]));
    let text = dir.koe(&["reminders"]).code(0);
    assert!(text.text().contains("南") && !text.text().contains("丙川"), "{}", text.text());
    dir.write("paper.csv", format!("{PAPER}77,1,1,,1,2,3,\n"));
    assert_eq!(dir.koe(&["reminders", "--json"]).says(&["77"]).json()[0]["not_in_list"], json!(["77"]));
    // A typed form that is not counted has come back all the same, and rows without a number are nobody's.
    form(&dir, &["enter", "3", "F=1"]).code(0);
    dir.koe(&["fix", "leave-out", "3"]).code(0);
    dir.write("paper.csv", format!("{PAPER},1,1,,1,2,3,\n"));
    let reminders = dir.koe(&["reminders", "--json"]).code(0).json();
    assert_eq!((&reminders[0]["remind"], &reminders[0]["not_in_list"]), (&json!([]), &json!([])));
    dir.write("名簿.csv", ROSTER.replace("地区", "区域"));
    dir.koe(&["reminders"]).code(2).says(&["地区"]);
    let dir = Workdir::survey("[[question]]\nid = \"A\"\nkind = \"single\"\n", "a.csv", "A\n1\n");
    dir.koe(&["reminders"]).code(2).says(&["roster"]);
}

#[test]
fn every_list_counts_typed_forms_as_received() {
    let dir = workdir();
    form(&dir, &["enter", "3", "F=2"]).code(0);
    form(&dir, &["enter", "14", "F=1"]).code(0);
    dir.koe(&["fix", "leave-out", "14"]).code(0);
    let returns = dir.koe(&["returns", "--json"]).code(0).json()[0].clone();
    let days = returns["days"].as_array().unwrap();
    let sum = |key: &str| days.iter().map(|day| day[key].as_u64().unwrap()).sum::<u64>();
    let response = dir.koe(&["response", "--json"]).code(0).json()[0]["lines"][0].clone();
    assert_eq!((sum("received"), sum("valid")), (7, 6));
    assert_eq!((&response["read"], &response["valid"]), (&json!(7), &json!(6)));
    // They came on paper, and nobody knows on which day.
    let last = days.last().unwrap();
    assert_eq!((&last["day"], &last["by_mode"], &last["so_far"]), (&Value::Null, &json!([4, 0]), &json!(7)));
    assert_eq!(returns["modes"], json!(["paper", "web"]));
}

#[test]
fn provisional_tables_say_so_with_the_day() {
    let dir = workdir();
    let toml = std::fs::read_to_string(dir.file("s.toml")).unwrap();
    assert!(!dir.koe(&["tab", "F"]).code(0).text().contains("速報"));
    dir.write("s.toml", toml.replace("distributed = 8", "distributed = 8\nprovisional = true"));
    // The file without stamps came before the last stamp.
    let came = |name: &str, day: u64| {
        let when = std::time::UNIX_EPOCH + std::time::Duration::from_secs(day * 86_400);
        std::fs::File::options().write(true).open(dir.file(name)).unwrap().set_modified(when).unwrap();
    };
    came("paper.csv", 19_542);
    let sentence = "速報（2023年7月5日までの回収分）";
    for format in ["table", "csv", "md", "json"] {
        let run = dir.koe(&["tab", "F", "--format", format]).code(0);
        assert!(run.text().contains(sentence), "{format}\n{}", run.text());
    }
    assert!(dir.koe(&["response", "--format", "md"]).code(0).text().contains(sentence));
    // Paper came in after the last stamp of the web form; the date of the stamped file is of no interest.
    came("paper.csv", 19_545);
    came("web.csv", 19_600);
    assert!(dir.koe(&["tab", "F"]).code(0).text().contains("速報（2023年7月7日までの回収分）"));
    form(&dir, &["enter", "14", "F=1"]).code(0);
    let text = dir.koe(&["tab", "F"]).code(0);
    assert!(!text.text().contains("2023年7月7日"), "a typed form came in today: {}", text.text());
}

#[test]
fn the_screen_says_once_what_a_file_brought() {
    let dir = workdir();
    let opened = || {
        let start = Start { dir: dir.path().to_owned(), lang: Lang::Ja, ascii: false, read_only: false };
        let mut player = Player::new(&start, 120, 30);
        player.begin();
        player
    };
    assert!(!opened().screen().contains("前の版"));
    dir.write("paper.csv", format!("{PAPER}3,1,2,,1,2,3,\n"));
    let mut player = opened();
    assert!(player.screen().contains("追加1件、変更0件、減少0件"), "{}", player.screen());
    assert!(!opened().screen().contains("前の版"));
    // A file that comes in while the program is open is told of when it is read again.
    dir.write("paper.csv", PAPER.replace("2,2,3,駐輪場,2,,20,道が暗い\n", ""));
    player.play("F5").unwrap();
    assert!(player.screen().contains("減少2件"), "{}", player.screen());
}
