//! A condition in words: 「業種が「製造業」」 for `F1 = 2`, to stand beside the expression that one types.

use super::{Lang, phrases, table};
use crate::model::expr::{Expr, Labelled, Op};
use crate::responses::Missing;
use crate::responses::eval::AlsoLabel;
use crate::text::fold::display;

phrases! {
    pick: "条件を一覧から選ぶ" / "Pick a condition from lists";
    short_pick: "一覧から選ぶ" / "Pick";
    pick_question: "絞り込む設問を選ぶ" / "Question to filter by";
    only_filter: "絞り込みの入力中だけ使えます。" / "Only while a filter is being typed.";
    number_follows: "続けて数を入力してください（>= は以上、< は未満）。" / "Go on with a number (>= at least, < less than).";
}

/// Title of the answers to tick.
pub fn pick_answers(lang: Lang, label: &str) -> String {
    lang.pick(format!("「{label}」の回答を選ぶ（いくつでも）"), format!("Answers to \"{label}\" (any number)"))
}

/// That there is a list to pick from.
pub fn pick_hint(lang: Lang, key: &str) -> String {
    lang.pick(
        format!("{key} キーで、設問と回答を一覧から選べます。"),
        format!("{key} picks questions and answers from lists."),
    )
}

/// What is typed, in words.
pub fn reads(lang: Lang, labelled: &Labelled) -> String {
    let words = words(lang, labelled);
    lang.pick(format!("→ {words}"), format!("-> {words}"))
}

/// That a code was taken for itself, though another choice is called so.
pub fn also_label(lang: Lang, of: &AlsoLabel) -> String {
    let AlsoLabel { subject, code, label, other } = of;
    let label = display(label);
    lang.pick(
        format!("{subject} の「{code}」は、コード {code}（{label}）と読みました。「{code}」という名前のコード {other} なら {other} と書いてください。"),
        format!("\"{code}\" of {subject} is read as the code {code} ({label}). Write {other} for the choice called \"{code}\"."),
    )
}

/// The condition in words, with its labels.
pub fn words(lang: Lang, labelled: &Labelled) -> String {
    spoken(lang, labelled, &labelled.expr)
}

fn spoken(lang: Lang, labelled: &Labelled, expr: &Expr) -> String {
    let inner = |part: &Expr| {
        let text = spoken(lang, labelled, part);
        match part {
            // In brackets where it has operands of its own.
            Expr::And(..) | Expr::Or(..) => lang.pick(format!("（{text}）"), format!("({text})")),
            _ => text,
        }
    };
    match expr {
        Expr::And(a, b) => format!("{}{}{}", inner(a), lang.pick("、かつ", ", and "), inner(b)),
        Expr::Or(a, b) => format!("{}{}{}", inner(a), lang.pick("、または", ", or "), inner(b)),
        Expr::Not(of) => {
            let of = spoken(lang, labelled, of);
            lang.pick(format!("「{of}」以外"), format!("not ({of})"))
        }
        Expr::Answered(subject) => {
            let subject = display(labelled.subject(subject));
            lang.pick(format!("{subject}に回答あり"), format!("{subject} answered"))
        }
        Expr::Compare { subject, op, values } => compared(lang, labelled, (subject, *op, values)),
        Expr::Calculated { .. } => expr.clone().renamed(&|id| labelled.subject(id).to_owned()).to_string(),
    }
}

fn compared(lang: Lang, labelled: &Labelled, (id, op, values): (&str, Op, &[String])) -> String {
    let subject = display(labelled.subject(id));
    let named = |value: &String| match Missing::from_name(value) {
        Some(kind) => table::missing_name(lang, kind).to_owned(),
        None => display(labelled.value(id, value).unwrap_or(value)),
    };
    let names: Vec<String> = values
        .iter()
        .map(|value| lang.pick(format!("「{}」", named(value)), format!("\"{}\"", named(value))))
        .collect();
    let list = names.join(lang.pick("", ", "));
    match op {
        Op::Equal => lang.pick(format!("{subject}が{list}"), format!("{subject} is {list}")),
        Op::NotEqual => lang.pick(format!("{subject}が{list}以外"), format!("{subject} is not {list}")),
        Op::In => lang.pick(format!("{subject}が{list}のいずれか"), format!("{subject} is one of {list}")),
        Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => {
            let value = values.first().map_or(String::new(), |value| display(value));
            let after = match op {
                Op::Less => "未満",
                Op::LessEqual => "以下",
                Op::Greater => "より大きい",
                _ => "以上",
            };
            lang.pick(format!("{subject}が{value}{after}"), format!("{subject} {} {value}", op.sign()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Survey;
    use crate::model::survey::{Choice, Question};

    #[test]
    fn conditions_are_spoken() {
        let said = |lang, text: &str| words(lang, &Expr::parse(text).unwrap().labelled(&Survey::default()));
        assert_eq!(said(Lang::Ja, "業種 = 製造業"), "業種が「製造業」");
        assert_eq!(
            said(Lang::Ja, "業種 in (建設業, 製造業) and not 年代 = NA"),
            "業種が「建設業」「製造業」のいずれか、かつ「年代が「無回答」」以外"
        );
        assert_eq!(
            said(Lang::Ja, "(a = 1 or b != 2) and 従業者数 >= 5"),
            "（aが「1」、またはbが「2」以外）、かつ従業者数が5以上"
        );
        assert_eq!(said(Lang::En, "a = 1 and answered(b)"), "a is \"1\", and b answered");
    }

    #[test]
    fn a_choice_with_the_name_of_a_missing_answer_is_that_choice() {
        let choices = vec![Choice { code: "1".into(), label: "NA".into(), ..Choice::default() }];
        let question = Question { id: "Q1".into(), label: "地区".into(), choices, ..Question::default() };
        let survey = Survey { questions: vec![question], ..Survey::default() };
        let said = |text: &str| words(Lang::Ja, &Expr::parse(text).unwrap().labelled(&survey));
        assert_eq!(said("Q1 = 1"), "地区が「NA」");
        assert_eq!(said("Q1 = NA"), "地区が「無回答」");
    }
}
