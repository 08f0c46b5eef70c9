//! An explanation as lines to read: first one sentence on the mark of the cell, then who is counted, the figure, its
//! interval, how it compares, who stands behind it, and last the formulas of errors and tests with the numbers put in.
//!
//! Long decimals are cut off with an ellipsis, not rounded; only the printed figure is rounded, and says so.

use crate::messages::{Lang, explain as words, marks as mark_words, people, table as table_words};
use crate::model::explanation::{Case, Explanation, NotTested, PairOf, RawAnswer, Rest, SideOf, StandardError};
use crate::model::table::{Adjust, BaseKind, Percent, VsRest};
use crate::text::fold::display;

use super::figure;
use super::round;
use super::significance::{Direction, is_significant, level};
use super::view::{PLAIN_MINUS, View};

/// Decimals before a figure is cut off.
const SHOWN: usize = 4;

/// Where the cell stands against everyone else: what its mark says.
pub fn direction(of: &Explanation) -> Option<Direction> {
    let rest = of.vs_rest.as_ref().filter(|rest| rest.not_marked.is_none())?;
    higher(of, &rest.test).map(|higher| if higher { Direction::Higher } else { Direction::Lower })
}

/// What is explained.
pub fn heading(of: &Explanation, view: &View, lang: Lang) -> String {
    Told { of, view, lang }.heading()
}

/// Everything, the sentence on the mark first.
pub fn lines(of: &Explanation, view: &View, lang: Lang) -> Vec<String> {
    let hint = if of.respondents.cases.is_some() { "" } else { words::list_with_cases(lang) };
    Told { of, view, lang }.lines(hint)
}

/// The same for the terminal program, where a key lists the respondents of a cell (but not those of a mean).
pub fn lines_on_screen(of: &Explanation, view: &View, lang: Lang, accept: &str) -> Vec<String> {
    let hint = if of.mean.is_some() { String::new() } else { words::list_with(lang, accept) };
    Told { of, view, lang }.lines(&hint)
}

/// The one sentence that explains the mark of the cell, or why it has none.
pub fn sentence(of: &Explanation, view: &View, lang: Lang) -> String {
    Told { of, view, lang }.sentence()
}

/// True when a difference is beyond chance and the explained side is higher, false when lower.
fn higher(of: &Explanation, test: &VsRest) -> Option<bool> {
    let beyond = is_significant(test.p, test.p_adjusted, &of.inference)?;
    beyond.then_some(test.statistic? > 0.0)
}

struct Told<'a> {
    of: &'a Explanation,
    view: &'a View,
    lang: Lang,
}

impl Told<'_> {
    fn lines(&self, how_to_list: &str) -> Vec<String> {
        let (of, lang) = (self.of, self.lang);
        let mut lines = vec![self.sentence(), String::new()];
        lines.extend(self.base());
        lines.extend(self.share());
        lines.extend(self.mean());
        lines.extend(self.interval());
        lines.extend(self.rest());
        lines.extend(self.pairs());
        lines.push(words::people(lang).to_owned());
        lines.push(format!("{}{how_to_list}", people::respondents(lang, of.audience, of.respondents.count)));
        lines.extend(of.respondents.cases.iter().flatten().map(|case| self.case(case)));
        lines.extend(self.details());
        lines
    }

    fn weighted(&self) -> bool {
        self.of.weight.is_some()
    }

    fn group(&self) -> String {
        display(&self.of.group.label)
    }

    fn heading(&self) -> String {
        let what = match (&self.of.option, &self.of.mean) {
            (Some(option), _) => display(&option.label),
            (None, Some(_)) => words::the_mean(self.lang).to_owned(),
            (None, None) => words::the_base(self.lang).to_owned(),
        };
        words::heading(self.lang, &self.of.question, &display(&self.of.label), &self.group(), &what)
    }

    /// Comparisons are of row percentages, which is said where the table shows another.
    fn sentence(&self) -> String {
        let sentence = self.plain_sentence();
        let share = self.of.percent.as_ref().filter(|share| share.of != Percent::Row && share.row.is_some());
        match share {
            Some(_) => format!("{}{sentence}", words::by_row(self.lang)),
            None => sentence,
        }
    }

    fn plain_sentence(&self) -> String {
        let (of, lang) = (self.of, self.lang);
        if let Some(mean) = &of.mean {
            return match mean.stats.mean {
                None => words::no_mean(lang).to_owned(),
                Some(value) => {
                    let (value, n) = (self.mean_text(value), self.counted(mean.stats.n));
                    let told = words::mean_sentence(lang, &self.named(), &value, &n);
                    match (&of.group.banner, of.pairs.is_empty()) {
                        (None, _) => told,
                        (Some(_), alone) => told + words::mean_compared(lang, alone),
                    }
                }
            };
        }
        let n = of.base.group.n.to_string();
        let Some(rest) = &of.vs_rest else {
            return words::base_sentence(lang, &self.named(), &self.counted(of.base.group.n));
        };
        match rest.not_tested {
            Some(NotTested::Total) => return self.total_sentence(&rest.own),
            Some(why) => return words::not_compared(lang, why, &self.group(), &n, of.min_base),
            None => {}
        }
        if let Some(why) = rest.not_marked {
            return words::not_marked(lang, &self.named(), &self.share_of(&rest.own), &self.share_of(&rest.rest), why);
        }
        let higher = higher(of, &rest.test);
        let sign = match higher {
            Some(true) => self.view.marks.higher,
            Some(false) => self.view.marks.lower,
            None => "",
        };
        let adjusted = rest.test.p_adjusted.filter(|_| of.inference.adjust != Adjust::None);
        words::compared(
            lang,
            sign,
            higher,
            &words::Compared {
                group: &self.named(),
                own: &self.share_of(&rest.own),
                rest: &self.share_of(&rest.rest),
                p: &self.p(adjusted.or(rest.test.p)),
                level: &level(&of.inference),
                adjusted: adjusted.map(|_| mark_words::adjustment(lang, of.inference.adjust)),
            },
        )
    }

    /// 「525のうち157」 says how many; with weights a count does not make the share.
    fn total_sentence(&self, own: &SideOf) -> String {
        if own.percent.is_none() {
            return words::nobody_in_base(self.lang).to_owned();
        }
        let [n, part] = [own.n as u64, self.of.cell.n].map(|n| n.to_string());
        words::total_sentence(self.lang, self.weighted(), &self.named(), &self.share_of(own), [&n, &part])
    }

    /// The share of one side as tables print it: `-` for nobody.
    fn share_of(&self, side: &SideOf) -> String {
        let cell = match (self.weighted(), side.percent) {
            (_, None) => return "-".to_owned(),
            (false, Some(_)) => figure::share(side.part as u64, side.n as u64, self.view),
            (true, Some(value)) => figure::points(value, u64::from(side.part > 0.0), self.view),
        };
        self.with_sign(cell.text)
    }

    /// `-` stands without a unit.
    fn with_sign(&self, text: String) -> String {
        if text == "-" { text } else { format!("{text}{}", table_words::percent_sign(self.lang)) }
    }

    /// 「小売業」, but 全体 as it is.
    fn named(&self) -> String {
        match self.of.group.banner {
            Some(_) => words::quoted(self.lang, &self.group()),
            None => self.group(),
        }
    }

    /// 54人, or 54件 of businesses.
    fn counted(&self, n: u64) -> String {
        people::counted(self.lang, self.of.audience, n)
    }

    /// From the rows read to the people of the cell.
    fn base(&self) -> Vec<String> {
        let (lang, base) = (self.lang, &self.of.base);
        let steps = words::steps(lang);
        let some = |parts: &[(&'static str, u64)]| -> Vec<(&'static str, u64)> {
            parts.iter().filter(|(_, n)| *n > 0).copied().collect()
        };
        let mut lines = vec![words::who(lang).to_owned()];
        let left_out = [
            (steps.blank, base.blank),
            (steps.duplicate, base.duplicate),
            (steps.out_of_scope, base.out_of_scope),
            (steps.left_out, base.left_out),
        ];
        let valid = format!("{} {}", steps.valid, base.valid);
        lines.push(words::parts(lang, &valid, &[(steps.read, base.read)], &some(&left_out)));
        let out = some(&[(steps.filtered, base.filtered), (steps.weight_missing, base.weight_missing)]);
        if let Some(filter) = &self.of.filter {
            lines.push(words::filter(lang, filter, self.of.filter_labelled.as_ref()));
        }
        if !out.is_empty() {
            let asked = format!("{} {}", steps.asked, base.all);
            lines.push(words::parts(lang, &asked, &[(steps.valid, base.valid)], &out));
        }
        let names = table_words::missing(lang).map(|(_, label)| label);
        let [na, nap, inv, unk] = names;
        let kinds = [(na, base.NA), (nap, base.NAP), (inv, base.INV), (unk, base.UNK)];
        let answered = std::iter::once((steps.answered, base.answered));
        let all: Vec<(&str, u64)> = answered.chain(some(&kinds)).collect();
        lines.push(words::parts(lang, &format!("{} {}", steps.asked, base.all), &all, &[]));
        let out = match base.kind {
            BaseKind::All => some(&[(nap, base.NAP)]),
            BaseKind::Answered => some(&kinds),
        };
        let whole = format!("{} {}", words::base(lang, base.kind), base.n);
        lines.push(words::parts(lang, &whole, &[(steps.asked, base.all)], &out));
        if self.of.group.banner.is_some() {
            let unknown = words::in_no_group(lang);
            let parts = some(&[(unknown, base.banner_unknown), (steps.other_groups, base.other_groups)]);
            let whole = format!("{} n {}", self.named(), base.group.n);
            lines.push(words::parts(lang, &whole, &[(words::the_base(lang), base.n)], &parts));
        }
        if self.of.option.is_some() {
            lines.push(words::in_cell(lang, &self.counted(self.of.cell.n)));
        }
        if let Some(weight) = &self.of.weight_name {
            let figures = [
                cut(self.of.cell.sum_w),
                cut(base.group.sum_w),
                cut(base.group.sum_w2),
                cut(base.effective_n),
                base.design_effect.map_or("-".to_owned(), cut),
            ];
            let name = table_words::weight_name(lang, weight);
            lines.extend(words::weights(lang, &name, figures));
        }
        lines.push(String::new());
        lines
    }

    fn share(&self) -> Vec<String> {
        let lang = self.lang;
        let Some(share) = &self.of.percent else { return Vec::new() };
        let mut lines = vec![words::figure(lang).to_owned()];
        match share.value {
            None if share.of == Percent::None => lines.push(words::no_percent(lang).to_owned()),
            None => lines.push(words::nobody_in_base(lang).to_owned()),
            Some(value) => {
                let (people, base) = (self.of.cell.n, self.of.base.group.n);
                let printed = match share.of {
                    Percent::Row if !self.weighted() => figure::share(people, base, self.view),
                    _ => figure::points(value, people, self.view),
                };
                let parts = [cut(share.part), cut(share.whole), cut(value), self.with_sign(printed.text)];
                lines.push(words::division(lang, self.weighted(), share.of, parts, self.view.digits));
            }
        }
        if let Some(row) = share.row.filter(|_| share.of != Percent::Row) {
            lines.push(words::about_row(lang, &cut(row)));
        }
        lines.push(String::new());
        lines
    }

    fn mean(&self) -> Vec<String> {
        let lang = self.lang;
        let Some(mean) = &self.of.mean else { return Vec::new() };
        let mut lines = vec![
            words::mean(lang).to_owned(),
            words::with_number(lang, &self.counted(mean.stats.n), self.of.base.group.n),
        ];
        match mean.stats.mean {
            None => lines.push(words::no_mean(lang).to_owned()),
            Some(value) => {
                let parts = [cut(mean.part), cut(mean.whole), cut(value), self.mean_text(value)];
                lines.push(words::mean_division(lang, self.weighted(), parts));
            }
        }
        lines.push(String::new());
        lines
    }

    fn interval(&self) -> Vec<String> {
        let lang = self.lang;
        let Some(interval) = &self.of.interval else { return Vec::new() };
        let mut lines = vec![words::error(lang).to_owned()];
        match (interval.low, interval.high, interval.used.method) {
            (Some(low), Some(high), Some(method)) => {
                let is_mean = self.of.mean.is_some();
                let ends = [low, high].map(|end| match is_mean {
                    true => self.mean_text(end),
                    false => format!("{}{}", self.points(Some(end)), table_words::percent_sign(lang)),
                });
                let quantile = if interval.used.df.is_some() { "t" } else { "z" };
                let inputs = [("n", interval.used.n), (quantile, interval.used.quantile)];
                let inputs: String = inputs
                    .into_iter()
                    .filter_map(|(name, value)| Some(format!("{}{name}={}", lang.pick("、", ", "), cut(value?))))
                    .collect();
                let level = cut(100.0 * interval.level);
                if method != "certain" {
                    lines.push(words::interval_read(lang, is_mean).to_owned());
                }
                // The interval is always that of the row percentage; where another is shown, the line says so itself.
                let row = self.of.percent.as_ref().filter(|share| share.of != Percent::Row).and_then(|share| share.row);
                let of_row = row.map_or(String::new(), |row| words::of_row(lang, &cut(row)));
                lines.push(of_row + &words::interval(lang, &level, method, ends, &inputs));
            }
            _ => lines.push(words::no_interval(lang).to_owned()),
        }
        lines.push(String::new());
        lines
    }

    /// The formulas, for who wants to check them.
    fn details(&self) -> Vec<String> {
        let lang = self.lang;
        let Some(error) = &self.of.standard_error else { return Vec::new() };
        let mut lines = vec![String::new(), words::details(lang).to_owned()];
        match error.value {
            None => lines.push(words::no_error(lang).to_owned()),
            Some(value) => lines.extend(self.error_value(error, value)),
        }
        if let Some(rest) = self.of.vs_rest.as_ref().filter(|rest| rest.not_tested.is_none()) {
            lines.extend(self.statistic(rest));
        }
        lines
    }

    fn error_value(&self, error: &StandardError, value: f64) -> Vec<String> {
        let lang = self.lang;
        let row = self.of.percent.as_ref().and_then(|share| share.row);
        let simple = error.method == "simple";
        match (row, &self.of.mean) {
            (Some(row), _) if simple => {
                let (p, m) = (row / 100.0, self.of.base.group.n);
                let figures = [cut(p), cut(1.0 - p), m.saturating_sub(1).to_string(), cut(value)];
                [words::error_plain(lang), words::simple_error(lang)]
                    .map(str::to_owned)
                    .into_iter()
                    .chain([words::simple_error_of(lang, figures)])
                    .collect()
            }
            (_, Some(mean)) if simple => {
                let figures = [cut(mean.stats.sd.unwrap_or(0.0)), mean.stats.n.to_string(), cut(value)];
                [words::mean_error_plain(lang), words::mean_error(lang)]
                    .map(str::to_owned)
                    .into_iter()
                    .chain([words::mean_error_of(lang, figures)])
                    .collect()
            }
            (_, mean) => {
                let formula = if mean.is_some() { words::linear_mean_error(lang) } else { words::linear_error(lang) };
                let (n, df) = (cut(error.design_n), cut(error.df));
                let fitted = error.method == "residual";
                let plain = if fitted { words::fitted_error_plain(lang) } else { words::design_error_plain(lang) };
                let figure = words::linear_error_of(lang, &cut(value), mean.is_none(), &n, &df);
                let mut lines = vec![plain.to_owned(), formula.to_owned(), figure];
                if fitted {
                    lines.push(words::residual_error(lang).to_owned());
                }
                let alone = error.strata.len() == 1;
                lines.extend(error.strata.iter().map(|part| {
                    let label = match &part.label {
                        Some(label) => display(label),
                        None if alone => words::whole_sample(lang).to_owned(),
                        None => words::no_stratum(lang).to_owned(),
                    };
                    let factor = part.population.map_or(1.0, |population| (1.0 - part.n / population).max(0.0));
                    words::stratum(
                        lang,
                        &words::StratumWords {
                            label: &label,
                            n: &cut(part.n),
                            population: part.population.map(cut).as_deref(),
                            factor: &cut(factor),
                            base_n: &cut(part.base_n),
                            contribution: part.contribution.map(cut).as_deref(),
                        },
                    )
                }));
                lines
            }
        }
    }

    fn rest(&self) -> Vec<String> {
        let lang = self.lang;
        let Some(rest) = self.of.vs_rest.as_ref().filter(|rest| rest.not_tested != Some(NotTested::Total)) else {
            return Vec::new();
        };
        let mut lines = vec![words::comparison(lang).to_owned()];
        if let Some(percent) = rest.rest.percent {
            let figures = [cut(rest.rest.part), cut(rest.rest.sum_w), cut(percent), cut(rest.rest.n)];
            lines.push(words::rest_share(lang, self.weighted(), figures));
            let base = &self.of.base;
            let n = rest.rest.n as u64;
            let whole = words::rest_base(lang, n);
            let named = self.named();
            let unknown = words::in_no_group(lang);
            let minus = [
                (named.as_str(), base.group.n),
                (words::small_groups(lang), base.other_groups.saturating_sub(n)),
                (unknown, base.banner_unknown),
            ];
            let minus: Vec<(&str, u64)> = minus.into_iter().filter(|(_, n)| *n > 0).collect();
            lines.push(words::parts(lang, &whole, &[(words::the_base(lang), base.n)], &minus));
        }
        match rest.not_tested {
            Some(why) => {
                let n = self.of.base.group.n.to_string();
                lines.push(words::not_compared(lang, why, &self.group(), &n, self.of.min_base));
            }
            None => {
                lines.push(self.p_of(rest));
                lines.extend(rest.not_marked.map(|why| mark_words::not_marked(lang, why).to_owned()));
            }
        }
        lines.push(String::new());
        lines
    }

    fn statistic(&self, rest: &Rest) -> Vec<String> {
        let lang = self.lang;
        let z = rest.test.method == Some("z");
        let or_none = |value: Option<f64>| value.map_or("-".to_owned(), cut);
        let figures = [rest.own.percent, rest.rest.percent, rest.standard_error, rest.test.statistic].map(or_none);
        let (pooled, df) = (rest.pooled.map(cut), rest.test.df.map(cut));
        vec![
            words::test_plain(lang).to_owned(),
            if z { words::z_formula(lang) } else { words::t_formula(lang) }.to_owned(),
            words::statistic(lang, figures, pooled.as_deref(), df.as_deref()),
        ]
    }

    fn p_of(&self, rest: &Rest) -> String {
        let lang = self.lang;
        let adjusted = rest.adjustment.map(|of| (self.p(rest.test.p_adjusted), of));
        let adjusted = adjusted.as_ref().map(|(p, of)| {
            let (method, family) = (mark_words::adjustment(lang, of.adjust), mark_words::family(lang, of.family));
            (p.as_str(), method, family, of.size)
        });
        words::p_value(lang, &self.p(rest.test.p), adjusted)
    }

    fn pairs(&self) -> Vec<String> {
        if self.of.pairs.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![words::pairs(self.lang).to_owned()];
        lines.extend(self.of.pairs.iter().map(|pair| self.pair(pair)));
        lines.push(String::new());
        lines
    }

    fn pair(&self, pair: &PairOf) -> String {
        let lang = self.lang;
        let is_mean = self.of.mean.is_some();
        let test = match pair.not_tested {
            Some(NotTested::SmallOther) => words::not_compared(
                lang,
                NotTested::SmallBase,
                &display(&pair.label),
                &pair.n.to_string(),
                self.of.min_base,
            ),
            Some(why) => {
                let n = self.of.base.group.n.to_string();
                words::not_compared(lang, why, &self.group(), &n, self.of.min_base)
            }
            None => {
                let name = pair.test.method.map_or("", |method| if method == "z" { "z" } else { "t" });
                let statistic = pair.test.statistic.map_or("-".to_owned(), cut);
                let adjusted = pair.adjustment.map(|_| self.p(pair.test.p_adjusted));
                let adjusted = adjusted.map_or(String::new(), |p| {
                    let name = mark_words::adjustment(lang, self.of.inference.adjust);
                    lang.pick(format!("、{name}で調整したp{p}"), format!(", {name}-adjusted p{p}"))
                });
                format!("{name}={statistic}{}p{}{adjusted}", lang.pick("、", ", "), self.p(pair.test.p))
            }
        };
        let digits = if is_mean { self.view.statistic_digits } else { self.view.digits };
        let difference = pair.difference.and_then(|value| round::number(value, digits, PLAIN_MINUS));
        let value = match pair.value {
            Some(value) if is_mean => self.mean_text(value),
            Some(0.0) | None => "-".to_owned(),
            value => self.with_sign(self.points(value)),
        };
        let unit = if is_mean { "" } else { words::points(lang) };
        words::pair(
            lang,
            &words::PairWords {
                group: &self.group(),
                other: &display(&pair.label),
                n: pair.n,
                value: &value,
                difference: difference.as_deref().unwrap_or("-"),
                unit,
                test: &test,
                higher: higher(self.of, &pair.test).filter(|_| pair.not_marked.is_none()),
            },
        )
    }

    fn case(&self, case: &Case) -> String {
        let part = |text: &Option<String>| text.as_deref().map(display).filter(|text| !text.is_empty());
        let row = case.row.map(|row| self.lang.pick(format!("{row}行"), format!("row {row}")));
        let place: Vec<String> = [part(&case.file), part(&case.sheet), row].into_iter().flatten().collect();
        let answer = match &case.answer {
            RawAnswer::Codes(codes) => codes.join(","),
            RawAnswer::Number(number) => cut(*number),
            RawAnswer::Text(text) => display(text),
        };
        let weight = self.weighted().then(|| cut(case.weight));
        words::respondent(self.lang, &display(&case.case), &place.join(" "), weight.as_deref(), &answer)
    }

    /// A percentage as the table prints it.
    fn points(&self, value: Option<f64>) -> String {
        value.and_then(|value| round::number(value, self.view.digits, PLAIN_MINUS)).unwrap_or("-".to_owned())
    }

    fn mean_text(&self, value: f64) -> String {
        let text = round::number(value, self.view.statistic_digits, PLAIN_MINUS).unwrap_or_default();
        format!("{text}{}", self.of.unit.as_deref().unwrap_or_default())
    }

    /// `=0.012` or `<0.001`; with more decimals where three would put it on the other side of the level.
    fn p(&self, p: Option<f64>) -> String {
        let text = figure::probability(p, self.of.inference.level);
        if text.starts_with('<') { text } else { format!("={text}") }
    }
}

/// A figure with at most four decimals, cut off with an ellipsis where there are more.
fn cut(value: f64) -> String {
    let text = round::significant(value).to_string();
    match text.split_once('.') {
        Some((whole, decimals)) if decimals.len() > SHOWN => {
            // A figure that is small shows what it begins with.
            let zeros = decimals.chars().take_while(|c| *c == '0').count();
            let shown = if whole.trim_start_matches('-') == "0" { zeros + SHOWN } else { SHOWN };
            let begun: String = decimals.chars().take(shown).collect();
            if begun.len() < decimals.len() { format!("{whole}.{begun}…") } else { text }
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_decimals_are_cut_off() {
        let cuts = [17.904_761_904_761_905, 2.5, 94.0, 0.000_123_456_78, -1.234_56, 0.1].map(cut);
        assert_eq!(cuts, ["17.9047…", "2.5", "94", "0.0001234…", "-1.2345…", "0.1"]);
    }
}
