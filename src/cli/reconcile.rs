//! `koe reconcile`: one figure as other programs have it, and what explains the figure a colleague reports.

use clap::{ArgMatches, Command};
use serde_json::{Value, json};

use super::ask::{self, Asked, flag};
use super::{Context, DONE, Failure, cell, json_flag, print};
use crate::export::json as export_json;
use crate::messages::{Lang, assumption as names, reconcile as words, table as table_words};
use crate::model::Table;
use crate::model::assumption::{Assumption, Matter};
use crate::present::round;
use crate::present::rounding::rounded;
use crate::reconcile::account::{Account, Finding, Reported, account};
use crate::reconcile::printed::{Stated, rounding};
use crate::tabulate::assumption::{Against, Reading, Recount, Subject};
use crate::text::cells::width;
use crate::text::fit::{Align, pad, wrap};

/// Cells of a line.
const WIDTH: usize = 80;
/// Cells of the columns of figures.
const FIGURES: usize = 9;
/// Cells at the end of a line for the sign of what is the same.
const SIGN: usize = 3;

/// Flags of tables that mean nothing here: --against names the pair.
const WITHOUT: [&str; 1] = ["pairs"];

pub fn command(lang: Lang) -> Command {
    let command = Command::new("reconcile").about(words::about(lang)).after_help(words::help(lang));
    let reported = |name, help| flag(name, "X", help).allow_negative_numbers(true);
    ask::without(ask::flags(command, lang), &WITHOUT)
        .arg(flag("group", "G", words::group(lang)))
        .arg(flag("against", "G2", words::against(lang)))
        .arg(flag("option", "O", words::option(lang)))
        .arg(reported("reported", words::reported(lang)))
        .arg(reported("reported-n", words::reported_n(lang)))
        .arg(reported("reported-z", words::reported_z(lang)))
        .arg(reported("reported-p", words::reported_p(lang)))
        .arg(json_flag(lang))
}

pub fn run(context: &Context, arguments: &ArgMatches) -> Result<u8, Failure> {
    let lang = context.lang;
    ask::refuse(context, arguments, "reconcile", &WITHOUT)?;
    let mut asked = Asked::of(context, arguments)?;
    let one = |name: &str| arguments.get_one::<String>(name).map(String::as_str);
    let wanted = Wanted { group: one("group"), against: one("against"), option: one("option") };
    let usage = |sentence: &str| Err(Failure::Usage(sentence.to_owned()));
    match () {
        () if asked.questions.is_empty() => return usage(words::no_question(lang)),
        () if asked.banners.is_empty() && (wanted.group.is_some() || wanted.against.is_some()) => {
            return usage(words::no_by(lang));
        }
        () if wanted.against.is_some() && wanted.group.is_none() => return usage(words::no_group_for_against(lang)),
        () => {}
    }
    let stated = |name: &str| match one(name) {
        None => Ok(None),
        Some(text) => Stated::parse(text).map(Some).ok_or_else(|| Failure::Usage(words::no_number(lang, text))),
    };
    let reported = Reported {
        value: stated("reported")?,
        n: stated("reported-n")?,
        statistic: stated("reported-z")?,
        p: stated("reported-p")?,
    };
    asked.inference.pairs = wanted.against.is_some();
    asked.inference.whole_table = false;
    let loaded = asked.load(context, None)?;
    let labels = table_words::labels(lang);
    let (loaded, spec) = cell::one_table(context, &asked, &loaded)?;
    let mut recount = Recount::new(&loaded.responses, spec, &labels)?;
    let subjects = wanted.subjects(lang, recount.own())?;
    if subjects.is_empty() {
        return usage(words::nothing(lang));
    }
    if wanted.option.is_none() && reported != Reported::default() && recount.own().options.len() > 1 {
        return usage(words::no_option_for_reported(lang));
    }
    let mut accounts = Vec::new();
    for subject in &subjects {
        accounts.push(account(&mut recount, subject, &reported)?);
    }
    let own = recount.own();
    if arguments.get_flag("json") {
        let objects: Vec<Value> = accounts.iter().map(|account| object(lang, own, account)).collect();
        print(&export_json::value(&objects)?)?;
    } else {
        print(&listing(context, own, &accounts, &reported))?;
    }
    Ok(DONE)
}

/// The group, its counterpart and the answer as typed.
struct Wanted<'a> {
    group: Option<&'a str>,
    against: Option<&'a str>,
    option: Option<&'a str>,
}

impl Wanted<'_> {
    /// The figures meant, group by group.
    fn subjects(&self, lang: Lang, table: &Table) -> Result<Vec<Subject>, Failure> {
        let group = |text: &str| cell::group(lang, table, text);
        let groups = match self.group {
            Some(text) => vec![group(text)?],
            None => (0..table.groups.len()).collect(),
        };
        let against = self.against.map(group).transpose()?;
        let has_mean = table.groups.iter().any(|group| group.stats.mean.is_some());
        let options: Vec<Option<String>> = match self.option {
            Some("mean" | "平均") if has_mean => vec![None],
            Some(text) => {
                let found = cell::option(lang, table, text)?;
                table.options.get(found).map(|line| Some(line.code.clone())).into_iter().collect()
            }
            None => table.options.iter().map(|line| Some(line.code.clone())).chain(has_mean.then_some(None)).collect(),
        };
        let subject = |group: usize, option: &Option<String>| Subject {
            group,
            option: option.clone(),
            against: match against {
                Some(other) => Some(Against::Group(other)),
                None => (group > 0).then_some(Against::Rest),
            },
        };
        Ok(groups.iter().flat_map(|group| options.iter().map(|option| subject(*group, option))).collect())
    }
}

/// Label of the answer of a figure.
fn option_label(lang: Lang, table: &Table, subject: &Subject) -> String {
    match &subject.option {
        None => words::mean(lang).to_owned(),
        Some(code) => {
            table.options.iter().find(|line| line.code == *code).map_or(code.clone(), |line| line.label.clone())
        }
    }
}

fn listing(context: &Context, table: &Table, accounts: &[Account], reported: &Reported) -> String {
    let (lang, minus) = (context.lang, context.marks().minus);
    let arrow = if context.ascii { "<-" } else { "←" };
    let mut lines: Vec<String> = Vec::new();
    let mut met: Vec<Assumption> = Vec::new();
    for account in accounts {
        lines.extend(wrap(&heading(lang, table, &account.subject), WIDTH));
        lines.push(String::new());
        let digits = reported.value.and_then(|stated| stated.digits).unwrap_or(if account.subject.option.is_some() {
            1
        } else {
            2
        });
        let value = if account.subject.option.is_some() { words::value(lang) } else { words::mean(lang) };
        let heads = [value, "n", words::statistic(lang), "p", words::difference(lang)];
        lines.push(line("", &heads.map(str::to_owned), ""));
        let printing = Printing { digits, minus, own: &account.own };
        let sign = |is_it: bool| if is_it { arrow } else { "" };
        let is_ours = account.finding == Some(Finding::Same);
        lines.push(printing.row(words::ours(lang), &account.own, &[], sign(is_ours)));
        if *reported != Reported::default() {
            lines.push(reported_line(lang, minus, &account.own, reported, digits));
        }
        for (assumption, reading) in &account.others {
            let decided = std::slice::from_ref(assumption);
            let is_it =
                matches!(&account.finding, Some(Finding::Explained(sets)) if sets.iter().any(|set| set == decided));
            lines.push(printing.row(&names::name(lang, assumption), reading, decided, sign(is_it)));
            if !met.contains(assumption) {
                met.push(assumption.clone());
            }
        }
        if !account.impossible.is_empty() {
            lines.extend(wrap(&words::impossible(lang, &account.impossible), WIDTH));
        }
        lines.push(String::new());
        lines.extend(finding(lang, account));
    }
    lines.push(format!("{}:", words::meanings(lang)));
    for assumption in &met {
        let sentence = format!("{} … {}", names::name(lang, assumption), names::why(lang, assumption));
        lines.extend(
            wrap(&sentence, WIDTH - 2)
                .iter()
                .enumerate()
                .map(|(at, text)| format!("{}{text}", if at == 0 { "" } else { "  " })),
        );
    }
    lines.push(String::new());
    lines.iter().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn heading(lang: Lang, table: &Table, subject: &Subject) -> String {
    let mut parts = vec![table_words::title(lang, table)];
    let group = table.groups.get(subject.group);
    if let Some(group) = group {
        let banner = table.banners.iter().find(|banner| Some(&banner.name) == group.banner.as_ref());
        parts.push(banner.map_or(group.label.clone(), |banner| format!("{}: {}", banner.title, group.label)));
    }
    parts.push(option_label(lang, table, subject));
    let mut text = parts.join(lang.pick("　／　", " / "));
    let against = match subject.against {
        Some(Against::Group(other)) => table.groups.get(other).map(|group| words::versus(lang, &group.label)),
        Some(Against::Rest) => Some(words::vs_rest(lang).to_owned()),
        None => None,
    };
    if let Some(against) = against {
        text.push_str(&lang.pick(format!("（{against}）"), format!(" ({against})")));
    }
    text
}

fn finding(lang: Lang, account: &Account) -> Vec<String> {
    let mut lines = match &account.finding {
        None => return Vec::new(),
        Some(Finding::Same) => vec![words::same(lang).to_owned()],
        Some(Finding::Unexplained) => wrap(words::unexplained(lang), WIDTH),
        Some(Finding::Explained(sets)) => {
            let said = |set: &Vec<Assumption>| {
                let mut lines = wrap(&words::explained(lang, set), WIDTH);
                for one in set {
                    lines.extend(wrap(names::why(lang, one), WIDTH - 2).iter().map(|text| format!("  {text}")));
                }
                lines
            };
            let mut lines: Vec<String> = sets.iter().flat_map(said).collect();
            if sets.iter().any(|set| set.len() > 1) {
                lines.extend(wrap(words::by_chance(lang), WIDTH));
            }
            lines
        }
    };
    lines.push(String::new());
    lines
}

/// A name and its figures, at the right; a sign behind those that are the reported ones.
fn line(name: &str, cells: &[String], sign: &str) -> String {
    let room = WIDTH - SIGN - FIGURES * cells.len();
    let mut text = pad(name, room, Align::Left);
    for cell in cells {
        text.push(' ');
        text.push_str(&pad(cell, (FIGURES - 1).max(width(cell)), Align::Right));
    }
    if !sign.is_empty() {
        text.push(' ');
        text.push_str(sign);
    }
    text
}

/// The columns as a colleague reports them.
fn reported_line(lang: Lang, minus: &str, own: &Reading, reported: &Reported, digits: u8) -> String {
    let stated = |stated: Option<Stated>| {
        let printed = stated.and_then(|stated| round::number(stated.value, stated.digits.unwrap_or(digits), minus));
        printed.unwrap_or_default()
    };
    let units = |value: Option<f64>| value.and_then(|value| round::units(value, digits));
    let difference = units(reported.value.map(|stated| stated.value)).zip(units(own.value));
    let difference = difference.map(|(theirs, ours)| round::print(theirs - ours, digits, minus));
    let cells =
        [stated(reported.value), stated(reported.n), stated(reported.statistic), stated(reported.p)].into_iter();
    line(words::theirs(lang), &cells.chain([difference.unwrap_or_default()]).collect::<Vec<_>>(), "")
}

/// How the figures of a listing are printed.
struct Printing<'a> {
    digits: u8,
    minus: &'a str,
    own: &'a Reading,
}

impl Printing<'_> {
    /// A row of figures; with decisions, how far they are from ours.
    fn row(&self, name: &str, reading: &Reading, decided: &[Assumption], sign: &str) -> String {
        let Self { digits, minus, own } = *self;
        let absent = || "-".to_owned();
        let units = |value: Option<f64>, decided: &[Assumption]| rounded(value?, digits, rounding(decided));
        let value = units(reading.value, decided);
        let ours = (!decided.is_empty()).then(|| units(own.value, &[])).flatten();
        let difference = value.zip(ours).map(|(value, ours)| value - ours);
        let n = reading.n.and_then(|n| round::number(n, if n.fract() == 0.0 { 0 } else { 1 }, minus));
        let p = reading.p.and_then(|p| match p < 0.0001 {
            true => Some("<0.0001".to_owned()),
            false => round::number(p, 4, minus),
        });
        let cells = [
            value.map_or_else(absent, |units| round::print(units, digits, minus)),
            n.unwrap_or_else(absent),
            reading.statistic.and_then(|statistic| round::number(statistic, 3, minus)).unwrap_or_else(absent),
            p.unwrap_or_else(absent),
            difference.map_or(String::new(), |units| round::print(units, digits, minus)),
        ];
        line(name, &cells, sign)
    }
}

fn object(lang: Lang, table: &Table, account: &Account) -> Value {
    let group = table.groups.get(account.subject.group);
    let against = match account.subject.against {
        Some(Against::Group(other)) => table.groups.get(other).map(|group| Value::from(group.code.as_str())),
        Some(Against::Rest) => Some(Value::from("rest")),
        None => None,
    };
    let reading = |reading: &Reading| {
        json!({ "n": reading.n, "count": reading.count, "value": reading.value, "statistic": reading.statistic,
                "df": reading.df, "p": reading.p })
    };
    let other = |(assumption, found): &(Assumption, Reading)| {
        let mut object = reading(found);
        if let Some(map) = object.as_object_mut() {
            map.insert("assumption".into(), assumption.id().into());
            map.insert("name".into(), names::name(lang, assumption).into());
            map.insert("why".into(), names::why(lang, assumption).into());
            let difference = found.value.zip(account.own.value).map(|(theirs, ours)| theirs - ours);
            let difference = difference.filter(|_| assumption.matter() != Matter::Rounding);
            map.insert("difference".into(), difference.into());
        }
        object
    };
    let explained = account.finding.as_ref().map(|finding| match finding {
        Finding::Same => json!([[]]),
        Finding::Unexplained => json!([]),
        Finding::Explained(sets) => sets.iter().map(|set| set.iter().map(Assumption::id).collect::<Vec<_>>()).collect(),
    });
    json!({
        "survey": table.survey,
        "question": table.question,
        "banner": group.and_then(|group| group.banner.as_deref()),
        "group": group.map(|group| group.code.as_str()),
        "option": account.subject.option,
        "against": against,
        "weight": table.weight,
        "own": reading(&account.own),
        "assumptions": account.others.iter().map(other).collect::<Vec<_>>(),
        "impossible": account.impossible.iter().map(Assumption::id).collect::<Vec<_>>(),
        "explained_by": explained,
    })
}
