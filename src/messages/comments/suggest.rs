//! Words of suggestions and rules.

use crate::comments::rule::kh::{Change, Refused, Why};
use crate::comments::rule::{Expected, RuleError};
use crate::messages::{Lang, phrases};

phrases! {
    about: "分類の候補を、根拠の語とともに示す（分類はしない）" / "Suggest codes with what speaks for them (nothing is tagged)";
    opinions: "意見の番号（省くと、まだ分類されていない意見すべて）" / "Opinions (default: all that are not coded yet)";
    top: "候補の数" / "How many suggestions";
    none: "候補なし" / "no suggestion";
    replies_about: "似た意見への考え方を、回答の候補として示す" / "Suggest existing replies to like opinions";
    item: "公表項目" / "Published item";
    rules_about: "コードごとの規則（語句、and/or/not/near、属性、文字数）" / "Rules for codes (phrases, and/or/not/near, attributes, length)";
    rules_list: "規則の一覧" / "List the rules";
    rules_add: "規則を加える（同じIDの規則は置き換える）" / "Add a rule (one with the same id is replaced)";
    rules_remove: "規則を削除する" / "Remove a rule";
    rules_test: "該当する意見と、人の分類との一致を示す" / "Show the hits and how many agree with people's codes";
    rules_apply: "該当する意見にコードを提案する（--accept で付ける）" / "Propose the code for the hits (--accept gives it)";
    rules_import: "KH Coder のコーディングルールを読み込む" / "Read KH Coder's coding rules";
    rule_id: "規則のID" / "Id of the rule";
    rule_code: "コード" / "Code";
    rule_text: "条件（例：空き店舗 かつ (家賃 または 賃料)）" / "Condition (such as: A and (B or C))";
    rule_file: "コーディングルールのファイル" / "File of coding rules";
    coder: "分類者（省くと利用者名）" / "Coder (default: the account)";
    accept: "該当する意見すべてにコードを付ける（1回の取消しで戻せる）" / "Give the code to all hits (one undo takes it back)";
    add_codes: "コード名が見つからないときは、新しいコードを加える" / "Add codes for names that are not known";
    no_rules: "規則がありません。" / "There are no rules.";
    kh_phrases: "KH Coder の語は活用形を含みますが、ここでは書かれたとおりの語句として探します。" / "Words match as they are written here; KH Coder also matches their inflected forms.";
}

/// A rule cannot be read.
pub fn rule_error(lang: Lang, id: &str, rule: &str, fault: &RuleError) -> String {
    let place = fault.at + 1;
    let (ja, en) = match fault.expected {
        Expected::Condition => ("語句・属性・文字数・「(」のどれか", "a phrase, an attribute, a length or ("),
        Expected::Joining => (
            "「かつ」「または」か、条件の終わり（空白を含む語句は「」で囲む）",
            "and, or, or the end (put a phrase with spaces in quotes)",
        ),
        Expected::Close => ("「)」", ")"),
        Expected::Quote => ("閉じる引用符", "a closing quote"),
        Expected::Value => ("比べる値", "a value"),
        Expected::Number => ("文字数を表す整数", "a whole number of characters"),
        Expected::Equal => ("「=」か「!=」", "= or !="),
        Expected::Phrases => ("語句（または「または」で結んだ語句）", "a phrase, or phrases joined by or"),
        Expected::Blank => ("空白でない語句", "a phrase that is not blank"),
        Expected::Shallower => ("もっと浅い括弧", "fewer parentheses within each other"),
    };
    let rest: String = rule.chars().skip(fault.at).take(12).collect();
    lang.pick(
        format!("規則「{id}」の{place}文字目「{rest}」には、{ja}が要ります。"),
        format!("rule \"{id}\", character {place} (\"{rest}\"): {en} is expected."),
    )
}

/// There is no such code.
pub fn unknown_code(lang: Lang, code: &str, nearest: Option<&str>) -> String {
    let maybe = nearest.map_or(String::new(), |near| {
        lang.pick(format!("「{near}」でしょうか。"), format!(" Did you mean \"{near}\"?"))
    });
    lang.pick(format!("コード「{code}」がありません。{maybe}"), format!("there is no code \"{code}\".{maybe}"))
}

/// A rule's code is gone.
pub fn code_gone(lang: Lang, rule: &str) -> String {
    lang.pick(
        format!("規則「{rule}」のコードがなくなっています。koe comments rules add で直してください。"),
        format!("the code of rule \"{rule}\" is gone. Write it anew with koe comments rules add."),
    )
}

/// There is no such rule.
pub fn unknown_rule(lang: Lang, id: &str, nearest: Option<&str>) -> String {
    let maybe = nearest.map_or(String::new(), |near| {
        lang.pick(format!("「{near}」でしょうか。"), format!(" Did you mean \"{near}\"?"))
    });
    lang.pick(format!("規則「{id}」がありません。{maybe}"), format!("there is no rule \"{id}\".{maybe}"))
}

/// There is no such opinion.
pub fn unknown_opinion(lang: Lang, id: &str) -> String {
    lang.pick(format!("意見「{id}」がありません。"), format!("there is no opinion \"{id}\"."))
}

/// There is no such item.
pub fn unknown_item(lang: Lang, id: &str) -> String {
    lang.pick(format!("公表項目「{id}」がありません。"), format!("there is no item \"{id}\"."))
}

/// A rule asks for an attribute that the receipts do not have.
pub fn unknown_attribute(lang: Lang, name: &str, known: &[String]) -> String {
    lang.pick(
        format!("属性「{name}」がありません（{}）。定義の attributes に列を加えてください。", known.join("、")),
        format!(
            "there is no attribute \"{name}\" ({}). Add the column to attributes of the definition.",
            known.join(", ")
        ),
    )
}

/// What a rule found: hits, of which coded by people, of which with its code.
pub fn trial(lang: Lang, id: &str, hits: usize, tried: usize, judged: usize, right: usize) -> String {
    let open = hits - judged.min(hits);
    lang.pick(
        format!("規則「{id}」：{tried}件のうち該当 {hits}件。人が分類したもの {judged}件、うちこのコード {right}件。未判定 {open}件。"),
        format!("rule \"{id}\": {hits} hits of {tried}; {judged} coded by people, {right} of them with this code; {open} not judged."),
    )
}

/// Nothing was written.
pub fn proposed(lang: Lang, opinions: usize) -> String {
    lang.pick(
        format!("{opinions}件にコードを提案します。付けるには --accept を加えてください。"),
        format!("The code is proposed for {opinions} opinions. Add --accept to give it."),
    )
}

/// Codes were given.
pub fn accepted(lang: Lang, opinions: usize) -> String {
    lang.pick(
        format!("{opinions}件にコードを付けました（1回の取消しで戻せます）。"),
        format!("The code was given to {opinions} opinions (one undo takes it back)."),
    )
}

/// A coding rule that was read.
pub fn taken(lang: Lang, name: &str, code: &str, rule: &str) -> String {
    lang.pick(format!("読込み：*{name} → コード {code}：{rule}"), format!("taken: *{name} -> code {code}: {rule}"))
}

/// What means something slightly different now.
pub fn change(lang: Lang, change: &Change) -> String {
    match change {
        Change::Distance { words, characters } => lang.pick(
            format!("  距離 {words}語を {characters}文字に読み替えました。"),
            format!("  a distance of {words} words became {characters} characters."),
        ),
        Change::Form(word) => lang.pick(
            format!("  「{word}」の品詞・活用形は見ません。"),
            format!("  the part of speech or form of \"{word}\" is not looked at."),
        ),
    }
}

/// A coding rule that could not be read.
pub fn refused(lang: Lang, refused: &Refused) -> String {
    let Refused { name, line, what, why } = refused;
    let (ja, en) = match why {
        Why::Empty => ("条件またはコード名がありません", "a condition or a name is missing"),
        Why::Counts => (
            "出現数・文書番号・語数の条件には対応していません",
            "counts, document numbers and numbers of words are not known here",
        ),
        Why::NoSuchCode => ("参照先のコードが読めません", "the code it refers to cannot be read"),
        Why::Syntax => ("条件の書き方が読めません", "the condition is not put together as it should be"),
        Why::Twice => ("同じコード名が上にあります", "the name stands above already"),
    };
    lang.pick(
        format!("読めません：{line}行目 *{name}「{what}」：{ja}。"),
        format!("not taken: line {line} *{name} \"{what}\": {en}."),
    )
}

/// A name that no code has.
pub fn no_code_for(lang: Lang, name: &str, nearest: Option<&str>) -> String {
    let maybe = nearest
        .map_or(String::new(), |near| lang.pick(format!("近いコード：{near}。"), format!(" The nearest is {near}.")));
    lang.pick(
        format!("*{name} に当たるコードがありません。{maybe}--add-codes を付けると、新しいコードになります。"),
        format!("*{name} is no code.{maybe} With --add-codes it becomes a new one."),
    )
}
