//! Words of the marks for differences beyond chance (▲▼ and letters): the note under a table, the legend of a screen, the
//! titles of the commands and flags.
//!
//! Figures come in as text; which cells are marked is decided by `present::significance`.

use super::{Lang, phrases};
use crate::model::explanation::NotMarked;
use crate::model::table::{Adjust, Family};

phrases! {
    flag: "有意な差のあるセルに▲▼（--pairs では区分の英字も）を付ける。csv は印字の桁になる" / "Mark cells that differ beyond chance with ▲▼ (letters with --pairs); csv is then as printed";
    toggle: "有意差の印を切り替える（高い低い・英字も・なし）" / "Switch marks of significance (higher/lower, letters too, none)";
    short_toggle: "有意差" / "Marks";
    not_copied: "有意差や網掛けの印は、数字として扱えるよう除きました。" / " Marks of differences and shades are left out, so that figures are numbers.";
    pooled_z: "比率の差の検定（z検定）" / "test of two shares (z test)";
    contrast_t: "層とウェイトを考えた比率の差の検定（線形化法によるt検定）" / "test of two shares that takes strata and weights into account (linearised t test)";
    welch: "平均の差の検定（ウェルチのt検定）" / "test of two means (Welch's t)";
}

/// A way of adjusting p values, by name.
pub fn adjustment(lang: Lang, adjust: Adjust) -> &'static str {
    match adjust {
        Adjust::None => lang.pick("なし", "none"),
        Adjust::Bonferroni => lang.pick("Bonferroni法", "Bonferroni"),
        Adjust::Holm => lang.pick("Holm法", "Holm"),
        Adjust::Bh => lang.pick("Benjamini-Hochberg法", "Benjamini-Hochberg"),
    }
}

/// What one family of p values holds.
pub fn family(lang: Lang, family: Family) -> &'static str {
    match family {
        Family::Row => lang.pick("属性と選択肢ごと", "each banner and option"),
        Family::Table => lang.pick("表全体", "the whole table"),
    }
}

/// A test by its short name in machine output.
pub fn method(lang: Lang, name: &str) -> &'static str {
    match name {
        "z" => pooled_z(lang),
        "welch" => welch(lang),
        _ => contrast_t(lang),
    }
}

/// The parts of the note under a marked table.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "the fields say it; figures are printed already")]
pub struct MarkNote<'a> {
    pub higher: &'a str,
    pub lower: &'a str,
    /// Cells are compared with the rest.
    pub rest: bool,
    /// Groups have letters.
    pub letters: bool,
    /// Of significance, in percent: 5.
    pub level: &'a str,
    /// Names of the tests used.
    pub methods: &'a [&'a str],
    pub adjust: Adjust,
    pub family: Family,
    /// There are nets, which are tested one by one.
    pub nets: bool,
    /// Why cells under the level bear no mark.
    pub withheld: &'a [NotMarked],
}

/// Why a cell bears no mark although it was compared: a whole sentence.
pub fn not_marked(lang: Lang, why: NotMarked) -> &'static str {
    match why {
        NotMarked::FewExpected => lang.pick(
            "件数が少ないため、差の印は付けません（期待度数5未満）。",
            "Too few respondents for a mark of difference (fewer than 5 expected).",
        ),
        NotMarked::Missing => lang.pick(
            "無回答・無効・不明の行には、差の印は付けません。",
            "Lines of missing answers bear no marks of difference.",
        ),
        NotMarked::OwnQuestion => lang.pick(
            "表側がこの設問そのものなので、差の印は付けません。",
            "The groups are the answers to this very question: no marks of difference.",
        ),
    }
}

/// What the marks of a table mean, and how they came about.
pub fn note(lang: Lang, note: &MarkNote<'_>) -> String {
    let MarkNote { higher, lower, level, .. } = *note;
    let mut parts = Vec::new();
    if note.rest {
        parts.push(lang.pick(
            format!("{higher}は区分の割合がその区分以外より有意に高いこと、{lower}は有意に低いことを示す。"),
            format!("{higher}: the group's share is significantly higher than that of everyone else; {lower}: lower. "),
        ));
    }
    if note.letters {
        parts.push(
            lang.pick(
                "セルの英字は、その記号の区分より有意に高いことを示す（平均も同じ）。",
                "Letters in a cell: significantly higher than the groups with these letters (means too). ",
            )
            .to_owned(),
        );
    }
    for why in note.withheld {
        parts.push(
            match why {
                NotMarked::FewExpected => lang.pick(
                    "件数が少ないセル（期待度数5未満）には、差の印を付けない。",
                    "Cells with few respondents (fewer than 5 expected) are not marked. ",
                ),
                NotMarked::Missing => lang.pick(
                    "無回答・無効・不明の行には、差の印を付けない。",
                    "Lines of missing answers are not marked. ",
                ),
                NotMarked::OwnQuestion => lang.pick(
                    "表側がこの設問そのものの場合は、差の印を付けない。",
                    "Groups made of this very question are not marked. ",
                ),
            }
            .to_owned(),
        );
    }
    let method = note.methods.join(lang.pick("、", ", "));
    let adjusted = match note.adjust {
        Adjust::None => lang.pick("p値は調整していない", "p values are not adjusted").to_owned(),
        adjust => {
            let (name, family) = (adjustment(lang, adjust), family(lang, note.family));
            let nets = if note.nets { lang.pick("、計は調整の外", ", nets outside") } else { "" };
            lang.pick(
                format!("p値は{name}で調整（まとまり：{family}{nets}）"),
                format!("p values adjusted by {name} over {family}{nets}"),
            )
        }
    };
    parts.push(lang.pick(
        format!("有意水準{level}％（両側）、{method}。{adjusted}。割合は各区分のn＝100％で比べる。"),
        format!("Level {level}% (two-sided), {method}; {adjusted}. Shares compared are of each group's n."),
    ));
    parts.concat()
}

/// The legend at the foot of the table's pane, long and short.
pub fn legends(lang: Lang, higher: &str, lower: &str, level: &str, letters: bool) -> [String; 2] {
    let long = match letters {
        true => lang.pick(
            format!("{higher}{lower} ほかより高い・低い　英字 その区分より高い（{level}％水準）"),
            format!("{higher}{lower} higher/lower than the rest, letters: than these groups ({level}%)"),
        ),
        false => lang.pick(
            format!("{higher}{lower} ほかより有意に高い・低い（{level}％水準）"),
            format!("{higher}{lower} higher/lower than the rest ({level}% level)"),
        ),
    };
    let short = lang.pick(
        format!("{higher}高い {lower}低い（{level}％水準）"),
        format!("{higher} higher {lower} lower ({level}%)"),
    );
    [long, short]
}

/// Notes that have no room on the screen.
pub fn more_notes(lang: Lang, count: usize) -> String {
    lang.pick(
        format!("ほかの注記{count}件は、書き出しに付きます。"),
        format!("{count} more notes stand in every export."),
    )
}

/// The marks were switched: to those of being higher and lower, with letters or without; or off.
pub fn switched(lang: Lang, signs: Option<(&str, &str)>, letters: bool) -> String {
    match signs {
        None => lang.pick("有意差の印: なし", "Marks: none").to_owned(),
        Some((higher, lower)) if letters => lang.pick(
            format!("有意差の印: {higher}{lower}と英字（区分どうしも比べる）"),
            format!("Marks: {higher}{lower} and letters (groups against each other)"),
        ),
        Some((higher, lower)) => lang.pick(
            format!("有意差の印: {higher}{lower}（それ以外と比べる）"),
            format!("Marks: {higher}{lower} (against the rest)"),
        ),
    }
}
