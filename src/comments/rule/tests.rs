//! Tests of rules: reading, faults with their place, and what holds, against a naive evaluator.

use proptest::prelude::*;

use super::kh::{self, Change, Why};
use super::{Condition, Expected, Place, RuleError, Subject, holds, parse};
use crate::model::comment::Span;
use crate::text::fold;

fn attributes() -> Vec<(String, String)> {
    vec![("区分".to_owned(), "事業者".to_owned()), ("経路".to_owned(), "郵送".to_owned())]
}

fn words(rule: &str, text: &str) -> Option<Vec<String>> {
    let hits = holds(&parse(rule).unwrap(), &Subject::plain(text, attributes()));
    hits.map(|hits| hits.into_iter().map(|hit| hit.words).collect())
}

fn told(words: &[&str]) -> Option<Vec<String>> {
    Some(words.iter().map(|word| (*word).to_owned()).collect())
}

#[test]
fn words_that_join_may_be_japanese_or_english_or_signs() {
    let text = "駅前の空き店舗の家賃が高い。";
    for rule in ["空き店舗 かつ 家賃", "空き店舗 and 家賃", "空き店舗 AND 家賃", "空き店舗&家賃", "空き店舗＆（家賃）"]
    {
        assert_eq!(words(rule, text), told(&["空き店舗", "家賃"]), "{rule}");
    }
    for rule in ["シャッター または 家賃", "シャッター or 家賃", "シャッター|家賃", "ｼｬｯﾀｰ 又は 家賃"]
    {
        assert_eq!(words(rule, text), told(&["家賃"]), "{rule}");
    }
    for rule in ["空き店舗 かつ 除く 家賃", "空き店舗 and not 家賃", "空き店舗 & !家賃"] {
        assert_eq!(words(rule, text), None, "{rule}");
    }
    assert_eq!(words("除く 農地", text), told(&[]));
    assert_eq!(words("not not 家賃", text), told(&["家賃"]));
}

#[test]
fn and_binds_closer_than_or() {
    assert_eq!(words("農地 or 家賃 and 駐車場", "農地"), told(&["農地"]));
    assert_eq!(words("(農地 or 家賃) and 駐車場", "農地"), None);
}

#[test]
fn phrases_are_found_in_any_width_case_and_kana() {
    assert_eq!(words("ガードレール", "ｶﾞｰﾄﾞﾚｰﾙを"), told(&["ｶﾞｰﾄﾞﾚｰﾙ"]));
    assert_eq!(words("sns", "ＳＮＳで"), told(&["ＳＮＳ"]));
    assert_eq!(words("\"まち づくり\"", "まち　\nづくり"), told(&["まち　\nづくり"]));
    assert_eq!(words("「A or B」", "a or b"), told(&["a or b"]));
    let hits = holds(&parse("家賃").unwrap(), &Subject::plain("𠮷🍚家賃", Vec::new())).unwrap();
    assert_eq!(hits[0].span, Some(Span::new(2, 4)));
}

#[test]
fn near_counts_the_characters_between() {
    assert_eq!(words("家賃 near(2) 補助", "家賃の補助"), told(&["家賃", "補助"]));
    assert_eq!(words("補助 近接(1) 家賃", "家賃の補助"), told(&["家賃", "補助"]));
    assert_eq!(words("補助 順(1) 家賃", "家賃の補助"), None);
    assert_eq!(words("家賃 seq(1) 補助", "家賃の補助"), told(&["家賃", "補助"]));
    assert_eq!(words("家賃 near(0) 補助", "家賃の補助"), None);
    assert_eq!(words("(家賃 or 賃料) near(3) (補助 or 助成)", "賃料への助成"), told(&["賃料", "助成"]));
    assert_eq!(words("a near(1) b near(1) c", "a-b-c"), told(&["a", "b", "c"]));
    assert_eq!(words("near", "near"), told(&["near"]));
}

#[test]
fn attributes_and_length_are_asked_for() {
    assert_eq!(words("区分 = 事業者", "本文"), told(&["区分 = 事業者"]));
    assert_eq!(words("区分 != 市民 かつ 経路=郵送", "本文"), told(&["区分 != 市民", "経路 = 郵送"]));
    assert_eq!(words("区分 = 市民", "本文"), None);
    assert_eq!(words("文字数 >= 3", "一二 三"), told(&["文字数 >= 3"]));
    assert_eq!(words("文字数 ＜ ３", "一二 三"), None);
    assert_eq!(words("文字数 ≧ 4", "一二 三"), None);
    assert_eq!(parse("区分 = 事業者 and 経路 = FAX").unwrap().attributes(), ["区分", "経路"]);
}

#[test]
fn faults_say_where_and_what_was_expected() {
    let cases = [
        ("", 0, Expected::Condition),
        ("家賃 かつ", 5, Expected::Condition),
        ("家賃 補助", 3, Expected::Joining),
        ("(家賃", 3, Expected::Close),
        ("「家賃", 0, Expected::Quote),
        ("区分 =", 4, Expected::Value),
        ("文字数 >= たくさん", 7, Expected::Number),
        ("区分 > 事業者", 3, Expected::Equal),
        ("家賃 near(3) (除く 補助)", 11, Expected::Phrases),
        ("家賃 and \"　\"", 7, Expected::Blank),
        ("家賃)", 2, Expected::Joining),
    ];
    for (rule, at, expected) in cases {
        assert_eq!(parse(rule), Err(RuleError { at, expected }), "{rule}");
    }
    assert_eq!(parse(&"(".repeat(100)), Err(RuleError { at: 64, expected: Expected::Shallower }));
}

#[test]
fn coding_rules_of_kh_coder_are_read_or_refused() {
    let file = kh::read(
        "# 例\n*空き店舗\n空き+店舗 or シャッター\n| 'まち づくり'\n\n*家賃\nnear(家賃-補助)[5] and not 住宅-->名詞\n*事業者\n<>区分-->事業者 & <*空き店舗>\n\
         *多い\n愛 + 恋 >= 3\n*輪\n<*輪>\n*空\n*家賃\nx\n*対\nseq(気の毒-思う)\n*半\n(a or\n",
    );
    let taken: Vec<(&str, &str)> = file.taken.iter().map(|code| (code.name.as_str(), code.rule.as_str())).collect();
    assert_eq!(
        taken,
        [
            ("空き店舗", "\"空き店舗\" or \"シャッター\" or \"まち づくり\""),
            ("家賃", "(\"家賃\" near(15) \"補助\") and not \"住宅\""),
            ("事業者", "\"区分\" = \"事業者\" and (\"空き店舗\" or \"シャッター\" or \"まち づくり\")"),
            ("対", "(\"気の毒\" seq(30) \"思う\")"),
        ]
    );
    assert_eq!(
        file.taken[1].changes,
        [Change::Distance { words: 5, characters: 15 }, Change::Form("住宅-->名詞".to_owned())]
    );
    let refused: Vec<(&str, usize, Why)> =
        file.refused.iter().map(|code| (code.name.as_str(), code.line, code.why)).collect();
    assert_eq!(
        refused,
        [
            ("多い", 11, Why::Counts),
            ("輪", 13, Why::NoSuchCode),
            ("空", 14, Why::Empty),
            ("家賃", 15, Why::Twice),
            ("半", 20, Why::Syntax),
        ]
    );
    for code in &file.taken {
        assert!(parse(&code.rule).is_ok());
    }
}

/// The same by definition: all places of all phrases, written as a rule is defined rather than as it is computed.
fn naive(condition: &Condition, text: &[char]) -> bool {
    match condition {
        Condition::All(parts) => !parts.iter().any(|part| !naive(part, text)),
        Condition::Any(parts) => parts.iter().any(|part| naive(part, text)),
        Condition::Not(part) => !naive(part, text),
        Condition::Found(place) => {
            (0..=text.len()).any(|start| (start..=text.len()).any(|end| stands(place, text, start, end)))
        }
        Condition::Attribute { is, value, .. } => (value == "事業者") == *is,
        Condition::Length { comparison, characters } => comparison.holds(text.len(), *characters),
    }
}

fn stands(place: &Place, text: &[char], start: usize, end: usize) -> bool {
    match place {
        Place::Phrase(phrase) => text[start..end].iter().collect::<String>() == fold::search(phrase),
        Place::Any(any) => any.iter().any(|place| stands(place, text, start, end)),
        Place::Near { first, second, within, ordered } => (start..=end).any(|left| {
            (left..=end.min(left + within)).any(|right| {
                let one = |a: &Place, b: &Place| stands(a, text, start, left) && stands(b, text, right, end);
                one(first, second) || (!ordered && one(second, first))
            })
        }),
    }
}

fn rules() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "[あいう]{1,2}",
        Just("区分 = 事業者".to_owned()),
        Just("区分 != 事業者".to_owned()),
        (0..6usize).prop_map(|length| format!("文字数 >= {length}")),
        ("[あいう]", "[あいう]", 0..3usize).prop_map(|(a, b, within)| format!("{a} near({within}) {b}")),
        ("[あいう]", "[あいう]", "[あい]", 0..3usize)
            .prop_map(|(a, b, c, within)| format!("({a} or {b}) seq({within}) {c} near(1) {a}")),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) and ({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) or ({b})")),
            inner.prop_map(|a| format!("not ({a})")),
        ]
    })
}

proptest! {
    #[test]
    fn rules_hold_where_they_should(rule in rules(), text in "[あいうえ]{0,7}") {
        let condition = parse(&rule).unwrap();
        let subject = Subject::plain(&text, attributes());
        let hits = holds(&condition, &subject);
        let chars: Vec<char> = text.chars().collect();
        prop_assert_eq!(hits.is_some(), naive(&condition, &chars), "{}", rule);
        for hit in hits.unwrap_or_default() {
            prop_assert!(hit.span.is_none_or(|span| span.of(&text) == hit.words));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(rule in "(?s).{0,40}|[()（）「」'\"=<>!&|＝ a家近接(3)near or and not文字数1\n]{0,40}", file in "(?s)[*#<>()\\[\\]\n a家\\-+near'or]{0,60}") {
        if let Err(fault) = parse(&rule) {
            prop_assert!(fault.at <= rule.chars().count());
        }
        for taken in kh::read(&file).taken {
            prop_assert!(parse(&taken.rule).is_ok());
        }
    }
}
