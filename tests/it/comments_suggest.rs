//! Suggestions, rules and replies: ahead of the base line on the sample, and the commands.

use std::path::Path;

use serde_json::Value;

use crate::support::Workdir;

#[path = "../../examples/compare-suggestions/base.rs"]
#[allow(dead_code, reason = "the program uses the rest")]
mod base;
#[path = "../../examples/compare-suggestions/corpus.rs"]
#[allow(dead_code, reason = "the program uses the rest")]
mod corpus;
#[path = "../../examples/compare-suggestions/measure.rs"]
#[allow(dead_code, reason = "the program uses the rest")]
mod measure;

/// Ahead in all figures that count; where both are always right nobody can be ahead.
fn is_ahead(ours: &measure::Line, base: &measure::Line) -> bool {
    measure::figures(base, ours).iter().all(|figure| figure.standing() >= measure::Standing::Perfect)
}

#[test]
fn suggestions_are_ahead_of_the_base_line_on_the_sample() {
    for corpus in corpus::sample(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let lines = measure::measure(&corpus, 1);
        let (base, ours) = (&lines[0], &lines[1]);
        assert!(is_ahead(ours, base), "{}: {ours:?} is not ahead of {base:?}", corpus.name);
        assert!(ours.cold.unwrap().three > 0.85, "{}: {:?}", corpus.name, ours.cold);
        let unnamed = &measure::measure_unnamed(&corpus, 1)[0];
        assert!(is_ahead(unnamed, base), "{}: {unnamed:?} is not ahead of {base:?}", corpus.name);
    }
}

/// Where one kind is common and kinds are told apart by their form, the neighbours are better than sums: they are followed.
#[test]
fn a_figure_is_behind_even_within_chance_and_perfect_where_both_are() {
    let score = |first| measure::Score { first, three: 1.0, map: 1.0 };
    let line = |right: usize| {
        let each: Vec<_> = (0..20).map(|text| score(f64::from(u8::from(text < right)))).collect();
        measure::Line { left_out: score(right as f64 / 20.0), each, ..measure::Line::default() }
    };
    let figures = |base, ours| measure::figures(&line(base), &line(ours));
    let [first, three] = figures(12, 11)[..] else { panic!("two figures without a curve") };
    assert_eq!((first.standing(), three.standing()), (measure::Standing::Behind, measure::Standing::Perfect));
    assert!(first.is_within_chance(), "{first:?}");
    let [first, _] = figures(2, 19)[..] else { panic!("two figures without a curve") };
    assert_eq!(first.standing(), measure::Standing::Ahead);
    // 17 of 20 texts differ by 1: the mean is 0.85 with an error of 0.08.
    assert!(!first.is_within_chance() && first.interval.0 > 0.6 && first.interval.1 <= 1.0, "{first:?}");
    assert_eq!(figures(5, 5)[0].standing(), measure::Standing::Equal);
}

#[test]
fn suggestions_follow_the_neighbours_where_these_are_better() {
    let mut sample = corpus::sample(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut corpus = sample.remove(0);
    let common =
        (0..corpus.book.codes.len()).max_by_key(|code| corpus.codes.iter().filter(|c| c.contains(code)).count());
    for codes in &mut corpus.codes {
        *codes = vec![usize::from(!codes.contains(&common.unwrap()))];
    }
    corpus.book.codes.truncate(2);
    let lines = measure::measure_unnamed(&corpus, 10);
    let base = &measure::measure(&corpus, 10)[0];
    assert!(lines[0].left_out.first >= base.left_out.first, "{lines:?} {base:?}");
    assert!(lines[0].mean().first >= base.mean().first, "{lines:?} {base:?}");
}

fn dir() -> Workdir {
    let dir = Workdir::new();
    dir.write("koe.toml", "[project]\ncomments = [\"c.toml\"]\n");
    dir.write(
        "c.toml",
        "[comments]\nid = \"c\"\nkind = \"public\"\n\
         codes = [{ id = \"1\", title = \"空き店舗\", phrases = [\"シャッター\"] }, { id = \"2\", title = \"創業\" }]\n\
         [[source]]\nfile = \"c.csv\"\nid = \"番号\"\ntext = \"意見\"\nattributes = [\"区分\"]\n",
    );
    dir.write(
        "c.csv",
        "番号,区分,意見\n1,事業者,空き店舗の家賃が高い\n2,市民,ｼｬｯﾀｰが閉まったまま\n3,市民,創業を応援してほしい\n4,事業者,家賃の補助がほしい\n",
    );
    dir
}

fn json(dir: &Workdir, arguments: &[&str]) -> Value {
    serde_json::from_str(dir.koe(arguments).code(0).text()).unwrap()
}

#[test]
fn suggest_answers_as_the_interface_says() {
    let dir = dir();
    let answer = json(&dir, &["comments", "suggest", "--json"]);
    assert_eq!(answer.as_array().unwrap().len(), 4);
    assert_eq!(answer[1]["comment"], "2");
    assert_eq!(answer[1]["suggestions"][0]["item"], "1");
    assert_eq!(answer[1]["suggestions"][0]["because"][0], "ｼｬｯﾀｰ");
    let score = answer[1]["suggestions"][0]["score"].as_f64().unwrap();
    assert!(score > 0.0 && score <= 1.0);
    assert_eq!(json(&dir, &["comments", "suggest", "3", "--top", "1", "--json"])[0]["suggestions"][0]["item"], "2");
    assert!(dir.koe(&["comments", "suggest", "2"]).code(0).text().contains("★1 1 空き店舗  ｼｬｯﾀｰ"));
    dir.koe(&["comments", "suggest", "9"]).code(2);
}

#[test]
fn a_rule_is_tried_proposes_and_is_undone_at_once() {
    let dir = dir();
    dir.koe(&["comments", "rules", "add", "家賃", "空き店舗", "家賃 かつ 区分 = 事業者"]).code(0);
    let trial = json(&dir, &["comments", "rules", "test", "家賃", "--json"]);
    assert_eq!(trial[0]["hits"].as_array().unwrap().len(), 2);
    assert_eq!(trial[0]["hits"][0]["found"][0]["words"], "家賃");
    assert_eq!(trial[0]["hits"][0]["found"][0]["start"], 5);
    assert_eq!(trial[0]["judged"], 0);
    assert_eq!(trial[0]["precision"], Value::Null);
    let suggested = json(&dir, &["comments", "suggest", "4", "--json"]);
    assert_eq!(suggested[0]["suggestions"][0]["item"], "1");
    assert_eq!(suggested[0]["suggestions"][0]["because"][0], "家賃");
    let open = |dir: &Workdir| json(dir, &["comments", "suggest", "--json"]).as_array().unwrap().len();
    dir.koe(&["comments", "rules", "apply", "家賃", "--coder", "a"]).code(0);
    assert_eq!(open(&dir), 4, "nothing is tagged by a proposal");
    dir.koe(&["comments", "rules", "apply", "家賃", "--coder", "a", "--accept"]).code(0);
    assert_eq!(open(&dir), 2);
    let judged = json(&dir, &["comments", "rules", "test", "--json"]);
    assert_eq!(judged[0]["judged"], 0, "what a rule gave is no judgement of people");
    assert!(dir.koe(&["comments", "rules", "list"]).code(0).text().contains("家賃 かつ 区分 = 事業者"));
    dir.koe(&["comments", "rules", "remove", "家賃"]).code(0);
    dir.koe(&["comments", "rules", "remove", "家賃"]).code(2);
}

#[test]
fn a_rule_that_cannot_be_read_says_where() {
    let dir = dir();
    let said = dir.koe(&["comments", "rules", "add", "r", "1", "家賃 かつ"]).code(2).stderr;
    assert!(said.contains("6文字目") || said.contains("character 6"), "{said}");
    dir.koe(&["comments", "rules", "add", "r", "1", "職業 = 学生"]).code(2);
    dir.koe(&["comments", "rules", "add", "r", "観光", "家賃"]).code(2);
}

#[test]
fn coding_rules_of_kh_coder_become_rules_or_are_named() {
    let dir = dir();
    dir.write("kh.txt", "*空き店舗\n空き+店舗 or シャッター\n*補助\nnear(家賃-補助)[3]\n*多い\n愛 > 3\n");
    let run = dir.koe(&["comments", "rules", "import", "kh.txt"]).code(0);
    assert!(run.text().contains("\"空き店舗\" or \"シャッター\""), "{}", run.text());
    assert!(run.stderr.contains("*補助") && run.stderr.contains("*多い"), "{}", run.stderr);
    dir.koe(&["comments", "rules", "import", "kh.txt", "--add-codes"]).code(0);
    let rules = json(&dir, &["comments", "rules", "list", "--json"]);
    assert_eq!(rules.as_array().unwrap().len(), 2);
    assert_eq!(rules[1]["code"], "補助");
    dir.koe(&["comments", "rules", "import", "none.txt"]).code(3);
}
