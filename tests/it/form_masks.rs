//! Names and numbers in free texts of single forms: masked on the screen, on the command line and, where it is asked for, in files.

use crate::stage::{self, play};
use crate::support::Workdir;

const SURVEY: &str = "[survey]\nid = \"s\"\n[[source]]\nfile = \"a.csv\"\nid = \"番号\"\n\
    [[question]]\nid = \"Q1\"\nkind = \"single\"\nchoices = [{ code = \"1\", label = \"山田町\" }, { code = \"2\", label = \"その他\", other = \"ほか\" }]\n\
    [[question]]\nid = \"Q2\"\nkind = \"text\"\n[[question]]\nid = \"Q3\"\nkind = \"numeric\"\n";
const ANSWERS: &str = "番号,Q1,ほか,Q2,Q3\n1,2,電話は03-1234-5678まで,連絡先は090-1111-2222です。,0312345678\n2,1,,道が暗い。,5\n3,090-9999-8888,,静か,1\n";
const NUMBERS: [&str; 3] = ["03-1234-5678", "090-1111-2222", "090-9999-8888"];

#[test]
fn a_form_shows_free_texts_masked_until_a_key_is_pressed() {
    let dir = Workdir::survey(SURVEY, "a.csv", ANSWERS);
    let mut player = stage::player(dir.path(), 160, 30);
    let hidden = |screen: &str| assert!(NUMBERS.iter().all(|number| !screen.contains(number)), "{screen}");
    play(&mut player, "0");
    for _ in 0..4 {
        hidden(&player.screen());
        play(&mut player, "Down");
    }
    let screen = player.screen();
    assert!(screen.contains("［電話") && screen.contains("0312345678") && screen.contains("伏字"), "{screen}");
    play(&mut player, "v");
    assert!(
        player.screen().contains("090-1111-2222") && player.screen().contains("原文を表示中"),
        "{}",
        player.screen()
    );
    // Another form is masked again, and so is what is copied; what is no text of anybody stays.
    play(&mut player, "Right");
    assert!(player.screen().contains("山田町"), "{}", player.screen());
    play(&mut player, "Right Ctrl+C");
    hidden(&player.screen());
    assert!(!player.copied().last().unwrap().contains("090-9999-8888"));
}

#[test]
fn the_command_line_masks_forms_and_says_how_to_see_them() {
    let dir = Workdir::survey(SURVEY, "a.csv", ANSWERS);
    for format in [&["form", "show", "1", "--json"][..], &["form", "show", "1", "--format", "md"]] {
        let shown = dir.koe(format).code(0).text().to_owned();
        assert!(NUMBERS.iter().all(|number| !shown.contains(number)), "{shown}");
        let whole = dir.koe(&[format, &["--unmasked"]].concat()).code(0).text().to_owned();
        assert!(whole.contains("03-1234-5678") && whole.contains("090-1111-2222"), "{whole}");
    }
    let shown = dir.koe(&["form", "show", "1"]).code(0).text().to_owned();
    assert!(shown.contains("伏せています") && shown.contains("--unmasked"), "{shown}");
}

#[test]
fn data_for_analysis_keeps_texts_unless_they_are_to_be_masked() {
    let dir = Workdir::survey(SURVEY, "a.csv", ANSWERS);
    dir.koe(&["data", "-o", "all.csv"]).code(0).says(&["原文のまま", "--masked"]);
    let read = |name: &str| String::from_utf8_lossy(&std::fs::read(dir.file(name)).unwrap()).into_owned();
    assert!(read("all.csv").contains("090-1111-2222"));
    dir.koe(&["data", "-o", "masked.csv", "--masked"]).code(0).says(&["伏字にしました"]);
    let masked = read("masked.csv");
    assert!(!masked.contains("090-1111-2222") && masked.contains("道が暗い。"), "{masked}");
}
