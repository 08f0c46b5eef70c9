//! What each wave is called in the columns of a comparison.

use crate::messages::{Lang, table as words};
use crate::model::Survey;

/// Within a series the wave or year; where series meet, whom they asked. A title or id where that does not tell them apart.
pub(super) fn names(lang: Lang, surveys: &[&Survey]) -> Vec<String> {
    let series = surveys.first().and_then(|survey| survey.about.series.as_deref());
    let one_series = series.is_some() && surveys.iter().all(|survey| survey.about.series.as_deref() == series);
    let wave = |survey: &&Survey| {
        let year = survey.about.date.as_deref().and_then(|date| date.get(..4)).map(str::to_owned);
        survey.about.wave.clone().or(year).filter(|_| one_series)
    };
    let whom =
        |survey: &&Survey| words::audience(lang, survey.about.audience).map(str::to_owned).filter(|_| !one_series);
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
