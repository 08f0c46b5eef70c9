//! Waves and partners (経年比較・他調査との比較): the words of `koe waves`, its notes, and why two questions are not compared.

use super::table::{self, audience};
use super::{Lang, phrases, problem};
use crate::load::mapping::MappingFault;
use crate::model::survey::{Audience, Sampling};
use crate::model::wave::{BaseDifference, WaveNote, Waves};
use crate::model::{Kind, Survey};
use crate::tabulate::wave::WaveError;

phrases! {
    about: "経年比較: 同じ設問を調査回ごと・調査ごとに並べ、差（ポイント）と有意差を示す" / "The same question across waves or surveys: differences in points, with tests";
    help: "例:\n  koe waves                            series が同じ調査の、共通する全設問\n  koe waves Q5 --by F1                 問5 を業種別に\n  koe waves successor                  対応表（koe.toml の mapping）の id\n  koe waves Q5 --survey 前回 --survey 今回\n  koe waves Q6 --different-bases       母数が違うことを承知で比べる\n差は「新しい回 − 前の回」。印字した割合どうしの差を示す（--difference exact で丸める前の差）。" /
        "Examples:\n  koe waves                            every question the waves of a series share\n  koe waves Q5 --by F1                 Q5 by industry\n  koe waves successor                  an id of the mapping file (mapping in koe.toml)\n  koe waves Q5 --survey earlier --survey later\n  koe waves Q6 --different-bases       compare although the bases differ\nA difference is the later wave minus the earlier one, of the printed figures (--difference exact: before rounding).";
    questions: "設問の id、または対応表の id（省くと全て）" / "Question ids, or ids of the mapping file (all without Q)";
    survey: "比べる調査の id（くり返す）" / "Surveys to compare (repeat)";
    series: "比べる調査の系列（series）" / "Series whose waves are compared";
    different_bases: "母数や調査方法が違っても比べる（注記が付く）" / "Compare although the bases differ (a note says so)";
    difference_flag: "差の出し方 printed（印字どうし）| exact（丸める前）" / "Differences of printed figures, or exact";
    difference_column: "差" / "Difference";
    p_column: "p値" / "p";
    verdict_column: "有意差" / "Significant";
    up: "増" / "up";
    down: "減" / "down";
    base_row: "n" / "n";
    mean_row: "平均" / "Mean";
    heading: "経年比較" / "Comparison";
    over_time: "経年比較" / "over time";
    across: "調査間の比較" / "across surveys";
    percent_only: "koe waves の割合は、各区分の n を100％とする横％だけです。--percent は付けずに使ってください。" / "koe waves knows only percentages of each group's n. Leave --percent out.";
    no_spreadsheet: "koe waves はプロジェクトの調査どうしを比べます。--data は使えません。koe.toml に調査を並べてください。" / "koe waves compares surveys of a project; --data cannot be used. List the surveys in koe.toml.";
    no_mapping: "対応表はありません（koe.toml の mapping）" / "there is no mapping file (mapping in koe.toml)";
}

/// No two surveys to compare.
pub fn nothing_to_compare(lang: Lang, asked: &[&str]) -> String {
    let which = if asked.is_empty() {
        String::new()
    } else {
        lang.pick(format!("「{}」には", asked.join("、")), format!(" among {}", asked.join(", ")))
    };
    lang.pick(
        format!("{which}比べられる調査がありません。同じ調査の回どうしは series を同じにし、別の調査との比較は koe.toml の mapping に対応表を書いてください。"),
        format!("There are no surveys to compare{which}. Give the waves of a survey the same series; for other surveys write a mapping file (mapping in koe.toml)."),
    )
}

/// A series no survey has.
pub fn unknown_series(lang: Lang, id: &str, known: &[&str]) -> String {
    lang.pick(
        format!("系列「{id}」の調査がありません。あるのは {} です。", known.join("、")),
        format!("No survey has the series \"{id}\". There are: {}.", known.join(", ")),
    )
}

/// A question that only one of the waves has.
pub fn only_once(lang: Lang, id: &str, survey: &str) -> String {
    lang.pick(
        format!("「{id}」は「{survey}」にしかないため、比べていません。番号が変わった設問は対応表に書いてください。"),
        format!("{id} is only in \"{survey}\", so it is not compared. Put renumbered questions into the mapping file."),
    )
}

/// An id that is neither a question nor an entry.
pub fn nowhere(lang: Lang, id: &str, nearest: Option<&str>) -> String {
    let maybe =
        nearest.map(|name| lang.pick(format!("「{name}」のことですか。"), format!(" Did you mean \"{name}\"?")));
    lang.pick(
        format!("「{id}」という設問も対応表の項目もありません。{}", maybe.clone().unwrap_or_default()),
        format!("There is no question or entry of the mapping file \"{id}\".{}", maybe.unwrap_or_default()),
    )
}

/// A comparison that was left out of a list of all.
pub fn left_out(lang: Lang, reason: &str) -> String {
    lang.pick(format!("比べていない設問: {reason}"), format!("Not compared: {reason}"))
}

/// What is wrong with an entry of the mapping file.
pub fn mapping_fault(lang: Lang, fault: &MappingFault) -> String {
    let maybe = |nearest: &Option<String>| match nearest {
        None => String::new(),
        Some(name) => lang.pick(format!("「{name}」のことですか。"), format!(" Did you mean \"{name}\"?")),
    };
    match fault {
        MappingFault::TooFew { entry, places } => lang.pick(
            format!("項目「{entry}」の in には設問が{places}つしかありません。2つ以上の調査の設問を並べてください。"),
            format!("the entry \"{entry}\" names {places} questions in `in`. Name those of two surveys or more."),
        ),
        MappingFault::SurveyTwice { entry, survey } => lang.pick(
            format!("項目「{entry}」の in に調査「{survey}」が2回あります。1つの調査からは1問だけにしてください。"),
            format!("the entry \"{entry}\" names the survey \"{survey}\" twice. Name one question of each."),
        ),
        MappingFault::UnknownSurvey { entry, survey, nearest } => lang.pick(
            format!("項目「{entry}」の調査「{survey}」は、このプロジェクトにありません。{}", maybe(nearest)),
            format!("the entry \"{entry}\" names the survey \"{survey}\", which is not in the project.{}", maybe(nearest)),
        ),
        MappingFault::UnknownQuestion { entry, survey, question, nearest } => lang.pick(
            format!("項目「{entry}」: 調査「{survey}」に設問「{question}」がありません。{}", maybe(nearest)),
            format!("the entry \"{entry}\": the survey \"{survey}\" has no question \"{question}\".{}", maybe(nearest)),
        ),
        MappingFault::UnknownCode { entry, survey, question, code, option } => lang.pick(
            format!("項目「{entry}」: 調査「{survey}」の {question} に選択肢「{code}」がありません（選択肢「{option}」の対応）。codes に {option} = [\"…\"] と書くか、その選択肢がなかったなら {option} = [] としてください。"),
            format!("the entry \"{entry}\": {question} of \"{survey}\" has no code \"{code}\" (for the option \"{option}\"). Write {option} = [\"…\"] in codes, or {option} = [] if there was no such answer."),
        ),
        MappingFault::UnknownOption { entry, survey, option } => lang.pick(
            format!("項目「{entry}」: 調査「{survey}」の codes にある「{option}」が options にありません。options に書き加えてください。"),
            format!("the entry \"{entry}\": codes of \"{survey}\" name \"{option}\", which is not in options. Add it there."),
        ),
        MappingFault::CodeTwice { entry, survey, question, code } => lang.pick(
            format!("項目「{entry}」: 調査「{survey}」の {question} の選択肢「{code}」が2回使われています。1つの選択肢にだけ対応させるか、合計の選択肢に net = true を付けてください。"),
            format!("the entry \"{entry}\": the code \"{code}\" of {question} of \"{survey}\" is used twice. Map it to one option, or give a total net = true."),
        ),
        MappingFault::Kinds { entry, a, b } => lang.pick(
            format!("項目「{entry}」: {a} と {b} は設問の種類が違う（選択肢と数値など）ため、並べられません。"),
            format!("the entry \"{entry}\": {a} and {b} are of kinds that cannot be set side by side, such as choices and numbers."),
        ),
        MappingFault::Bands { entry, survey, question } => lang.pick(
            format!("項目「{entry}」: 調査「{survey}」の {question} は数値なので、階級をまとめられません。調査の定義の bands をそろえてください。"),
            format!("the entry \"{entry}\": {question} of \"{survey}\" is a number, whose bands cannot be put together. Give both surveys the same bands."),
        ),
    }
}

/// Why two questions are not compared.
pub fn wave_error(lang: Lang, error: &WaveError) -> String {
    match error {
        WaveError::Tabulate(error) => problem::tabulate_error(lang, error),
        WaveError::DifferentBases { id, label, from, to, differences } => {
            let told: Vec<String> = differences.iter().map(|what| difference(lang, from, to, what)).collect();
            lang.pick(
                format!(
                    "{id}「{label}」は、{from}と{to}で母数（対象）が違うため比べません。{}承知のうえで比べるときは --different-bases を付けるか、対応表の項目に allow = [\"base\"] と書いてください。",
                    told.join("")
                ),
                format!(
                    "{id} \"{label}\" is not compared: its bases differ between {from} and {to}. {} To compare all the same, use --different-bases, or write allow = [\"base\"] in the mapping file.",
                    told.join(" ")
                ),
            )
        }
        WaveError::Kinds { id, from, to } => lang.pick(
            format!("「{id}」は、{}では{}、{}では{}なので比べられません。", from.0, kind(lang, from.1), to.0, kind(lang, to.1)),
            format!("{id} cannot be compared: {} in {}, {} in {}.", kind(lang, from.1), from.0, kind(lang, to.1), to.0),
        ),
        WaveError::NothingMatches { id, label, from, to } => lang.pick(
            format!("{id}「{label}」は、{from}と{to}に共通する選択肢が1つもないため比べられません。対応表に options と codes を書いてください。"),
            format!("{id} \"{label}\" cannot be compared: {from} and {to} share no answer. Map options and codes in the mapping file."),
        ),
        WaveError::Banner { banner, survey } => lang.pick(
            format!("表側「{banner}」の対応表に、調査「{survey}」の設問がありません。in に書き加えてください。"),
            format!("The mapping of the banner \"{banner}\" names no question of \"{survey}\". Add it to `in`."),
        ),
        WaveError::FittedLinked { id } => lang.pick(
            format!("「{id}」は同じ回答者の比較（linked）です。ウェイトを目標に合わせた効果を含む標準誤差（--weight-error residual）は、この比較では求められません。--weight-error fixed にするか、付けずに使ってください。"),
            format!("{id} links respondents; errors that take the fitting of weights into account (--weight-error residual) are not known there. Use --weight-error fixed, or leave it out."),
        ),
        WaveError::NobodyLinked { id, waves } => lang.pick(
            format!("「{id}」は同じ回答者の比較（linked）ですが、{}の全てに答えた回答者がいません。[[source]] の id の列が同じ番号かを確かめてください。", waves.join("、")),
            format!("{id} links respondents, but nobody is in all of {}. Check that the id columns of [[source]] hold the same numbers.", waves.join(", ")),
        ),
    }
}

fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Single | Kind::Matrix => lang.pick("単数回答", "one answer"),
        Kind::Multiple => lang.pick("複数回答", "several answers"),
        Kind::Numeric => lang.pick("数値", "a number"),
        Kind::Date => lang.pick("日付", "a date"),
        Kind::Text => lang.pick("自由記述", "a text"),
        Kind::Rank => lang.pick("順位", "a ranking"),
    }
}

fn sampling(lang: Lang, sampling: Sampling) -> &'static str {
    match sampling {
        Sampling::Random => lang.pick("無作為抽出", "a random sample"),
        Sampling::Stratified => lang.pick("層化抽出", "a stratified sample"),
        Sampling::Census => lang.pick("悉皆調査", "a census"),
        Sampling::Open => lang.pick("公募", "open to anybody"),
    }
}

/// How two bases differ, as a whole sentence.
fn difference(lang: Lang, from: &str, to: &str, what: &BaseDifference) -> String {
    let asked = |condition: &Option<String>| match condition {
        None => lang.pick("全員", "everyone").to_owned(),
        Some(condition) => lang.pick(format!("「{condition}」の回答者"), format!("those with \"{condition}\"")),
    };
    let people = |whom: Audience| audience(lang, whom).unwrap_or(lang.pick("その他", "others"));
    let weight = |weight: &Option<String>| match weight {
        None => lang.pick("ウェイトなし", "no weight").to_owned(),
        Some(id) => lang.pick(format!("ウェイト {id}"), format!("the weight {id}")),
    };
    match what {
        BaseDifference::Asked(a, b) => lang.pick(
            format!("{from}は{}、{to}は{}にたずねています。", asked(a), asked(b)),
            format!("{from} asked {}, {to} asked {}.", asked(a), asked(b)),
        ),
        BaseDifference::Filter(a, b) => lang.pick(
            format!("--where の条件は、{from}では「{a}」、{to}では「{b}」を指します。"),
            format!("The condition of --where means \"{a}\" in {from} and \"{b}\" in {to}."),
        ),
        BaseDifference::Kind(a, b) => lang.pick(
            format!("{from}は{}、{to}は{}です。", kind(lang, *a), kind(lang, *b)),
            format!("{from} took {}, {to} {}.", kind(lang, *a), kind(lang, *b)),
        ),
        BaseDifference::Weight(a, b) => lang.pick(
            format!("{from}は{}、{to}は{}です（--weight none でそろえられます）。", weight(a), weight(b)),
            format!("{from} has {}, {to} {} (--weight none makes them alike).", weight(a), weight(b)),
        ),
        BaseDifference::Audience(a, b) => lang.pick(
            format!("{from}の対象は{}、{to}の対象は{}です。", people(*a), people(*b)),
            format!("{from} asked {}, {to} {}.", people(*a).to_lowercase(), people(*b).to_lowercase()),
        ),
        BaseDifference::Sampling(a, b) => lang.pick(
            format!("{from}は{}、{to}は{}です。", sampling(lang, *a), sampling(lang, *b)),
            format!("{from} is {}, {to} {}.", sampling(lang, *a), sampling(lang, *b)),
        ),
    }
}

/// A note as a sentence; `effective_n` and the like are printed by `present`.
pub fn note(lang: Lang, note: &WaveNote, of: &Waves) -> String {
    let name = |wave: &usize| of.waves.get(*wave).map_or("", |wave| wave.name.as_str());
    let names = |waves: &[usize]| waves.iter().map(name).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let seen = |accepted: bool| {
        if accepted { lang.pick("（対応表で確認済み）", " (accepted in the mapping file)") } else { "" }
    };
    match note {
        WaveNote::Table(note) => table::note(lang, note),
        WaveNote::Of { wave, note } => lang.pick(
            format!("{}：{}", name(wave), table::note(lang, note)),
            format!("{}: {}", name(wave), table::note(lang, note)),
        ),
        WaveNote::Asked { wave, condition } => lang.pick(
            format!("{}：「{condition}」の回答者にたずねた。", name(wave)),
            format!("{}: asked of those with \"{condition}\".", name(wave)),
        ),
        WaveNote::BaseDiffers { from, to, what } => lang.pick(
            format!("【母数の違い】{}差には対象の違いも含まれる。", difference(lang, name(from), name(to), what)),
            format!("Different bases: {} The differences include this.", difference(lang, name(from), name(to), what)),
        ),
        WaveNote::Reworded { from, to, old, new, accepted } => lang.pick(
            format!("【文言の変更】設問文{}：{}「{old}」→ {}「{new}」", seen(*accepted), name(from), name(to)),
            format!("Changed wording{}: {} \"{old}\", {} \"{new}\".", seen(*accepted), name(from), name(to)),
        ),
        WaveNote::OptionReworded { from, to, old, new, accepted } => lang.pick(
            format!("＊【文言の変更】選択肢{}：{}「{old}」→ {}「{new}」", seen(*accepted), name(from), name(to)),
            format!("* Changed answer{}: {} \"{old}\", {} \"{new}\".", seen(*accepted), name(from), name(to)),
        ),
        WaveNote::OptionOnly { label, waves } => lang.pick(
            format!("選択肢「{label}」は{}だけにあるため、差を出せない。", names(waves)),
            format!("The answer \"{label}\" was there only in {}, so there is no difference.", names(waves)),
        ),
        WaveNote::Unmapped { wave, labels } => lang.pick(
            format!("{}：対応表にないため並べていない選択肢：{}", name(wave), labels.join("、")),
            format!("{}: answers that are not in the mapping file and not shown: {}.", name(wave), labels.join(", ")),
        ),
        WaveNote::Limit { from, to, old, new } => {
            let limit = |limit: &Option<usize>| match limit {
                None => lang.pick("いくつでも", "any number").to_owned(),
                Some(most) => lang.pick(format!("{most}つまで"), format!("up to {most}")),
            };
            lang.pick(
                format!("【回答数の変更】選べる数：{}「{}」→ {}「{}」", name(from), limit(old), name(to), limit(new)),
                format!("Changed limit: {} {}, {} {}.", name(from), limit(old), name(to), limit(new)),
            )
        }
        WaveNote::GroupOnly { banner, label, waves } => lang.pick(
            format!(
                "「{banner}」の「{label}」は{}だけにある。区分の文言が変わったときは対応表に書くと並べられる。",
                names(waves)
            ),
            format!(
                "The group {label} of {banner} is only in {}. If its text changed, map the banner in the mapping file.",
                names(waves)
            ),
        ),
        WaveNote::MeansDiffer => lang
            .pick(
                "点数か単位が調査によって違うため、平均は比べていない。",
                "Scores or units differ, so means are not compared.",
            )
            .to_owned(),
        WaveNote::Linked { linked, others } => {
            let left: Vec<String> = others
                .iter()
                .enumerate()
                .map(|(wave, cases)| {
                    lang.pick(format!("{}の{cases}件", name(&wave)), format!("{cases} of {}", name(&wave)))
                })
                .collect();
            lang.pick(
                format!("どの調査回にもある{linked}件を整理番号で結び、それだけを集計した（結べない{}は含まない）。p値は同じ回答者の変化としての検定（t）による。", left.join("、")),
                format!("Only the {linked} respondents who are in every wave are counted, linked by case id ({} are not). p is of a test of their changes (t).", left.join(", ")),
            )
        }
        WaveNote::Independent => lang
            .pick(
                "p値は、各調査回の標準誤差（母集団の大きさによる補正を含む）から求めた両側検定（z）による。",
                "p is two-sided, of z from each wave's own standard error (with its finite population correction).",
            )
            .to_owned(),
        WaveNote::NoSampling => lang
            .pick(
                "標本誤差が0になる割合どうし（悉皆調査、0％と100％など）の差には検定がない。",
                "Differences of figures whose sampling error is 0 (a census, 0 % against 100 %) have no test.",
            )
            .to_owned(),
        WaveNote::Adjusted(adjust) => {
            let method = super::marks::adjustment(lang, *adjust);
            lang.pick(
                format!("p値は{method}で調整した（まとまり：この設問の全ての比較。計を除く）。"),
                format!("p values are adjusted by {method} over all comparisons of the question (nets apart)."),
            )
        }
    }
}

/// A wave with its day.
pub fn wave(lang: Lang, name: &str, title: &str, date: Option<&str>, question: &str) -> String {
    let date = date.map(|date| table::day(lang, date));
    let date = date.map(|date| lang.pick(format!("（{date}）"), format!(" ({date})"))).unwrap_or_default();
    let title = if title == name { String::new() } else { format!("{title} ") };
    lang.pick(format!("{name}：{title}{question}{date}"), format!("{name}: {title}{question}{date}"))
}

/// What the figures are.
pub fn units(lang: Lang, exact: bool, level: &str) -> String {
    let difference = if exact {
        lang.pick("丸める前の割合の差", "of the figures before rounding")
    } else {
        lang.pick("印字した割合の差", "of the printed figures")
    };
    lang.pick(
        format!("単位：％　差：ポイント（矢印の右 − 左、{difference}）　有意差：有意水準{level}％"),
        format!("Percent; differences in points, right minus left, {difference}; significant at {level} %"),
    )
}

/// What each wave is called in the columns of a comparison: within a series the wave or year; where series meet, whom they asked. A title or id where that does not tell them apart.
pub fn names(lang: Lang, surveys: &[&Survey]) -> Vec<String> {
    let series = surveys.first().and_then(|survey| survey.about.series.as_deref());
    let one_series = series.is_some() && surveys.iter().all(|survey| survey.about.series.as_deref() == series);
    let wave = |survey: &&Survey| {
        let year = survey.about.date.as_deref().and_then(|date| date.get(..4)).map(str::to_owned);
        survey.about.wave.clone().or(year).filter(|_| one_series)
    };
    let whom = |survey: &&Survey| audience(lang, survey.about.audience).map(str::to_owned).filter(|_| !one_series);
    let title = |survey: &&Survey| Some(survey.title().to_owned());
    let all = || surveys.iter();
    let tried: [Option<Vec<String>>; 3] =
        [all().map(wave).collect(), all().map(whom).collect(), all().map(title).collect()];
    let differ = |names: &Vec<String>| {
        names.iter().enumerate().all(|(at, name)| !names.iter().take(at).any(|before| before == name))
    };
    let mut telling = tried.into_iter().flatten().filter(differ);
    telling.next().unwrap_or_else(|| surveys.iter().map(|survey| survey.about.id.clone()).collect())
}
