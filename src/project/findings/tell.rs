//! A first sentence for a finding, composed from its evidence: what the words need is gathered here, `messages` says it.

use super::read::{Evidenced, Library, SetNow};
use crate::messages::finding::statement::{self as words, Chosen, Spoken, Told};
use crate::model::Table;
use crate::model::finding::{Against, Figure, Source, Voices};
use crate::model::plan::{self, Record};
use crate::model::table::Group;
use crate::present::figure::gap;

/// The sentence that evidence says by itself, in the library's language: what a person starts from when wording a finding.
/// Several shares of 全体 of one question are one sentence.
pub fn statement(library: &Library<'_>, evidence: &[(&Source, &Evidenced)]) -> String {
    let told: Vec<Told> = evidence.iter().filter_map(|(source, now)| tell(library, source, now)).collect();
    words::statement(library.lang, &told)
}

fn tell(library: &Library<'_>, source: &Source, now: &Evidenced) -> Option<Told> {
    let parts: Vec<&str> = now.reading.printed.split(" / ").collect();
    match source {
        Source::Figure { figure } => {
            Some(Told::Figure(spoken(library, figure, now.tables.first()?, &now.reading.printed)))
        }
        Source::Difference { figure, against } => {
            let (first, second) = (parts.first()?, parts.get(1)?);
            let own = now.tables.first()?;
            let other = match against {
                Against::Total => Figure { banner: None, group: "total".to_owned(), ..figure.clone() },
                Against::Group { code } => Figure { group: code.clone(), ..figure.clone() },
                Against::Figure { figure } => figure.as_ref().clone(),
            };
            // Dates have an order (year, month, day) and no difference.
            let (order, points) = gap(first, second).unwrap_or_else(|| (first.cmp(second), String::new()));
            let sides =
                Box::new([spoken(library, figure, own, first), spoken(library, &other, now.tables.last()?, second)]);
            Some(Told::Difference { sides, order, gap: points, p: now.reading.p })
        }
        Source::Comments { set, of } => {
            let set = library.sets.iter().find(|known| known.id == set)?;
            let (opinions, people) = (now.reading.n, now.reading.base);
            Some(Told::Comments { set: set.title.to_owned(), chosen: chosen(set, of), opinions, people })
        }
        Source::Record { record } => {
            let (plan, found) = plan::find(library.plans, record)?;
            let within = plan.lineage(found).into_iter().nth(1).map(named).unwrap_or_default();
            let meeting = plan.above(found, "meeting").map(named);
            Some(Told::Record {
                kind: found.kind.clone(),
                name: found.name(),
                text: found.text.clone(),
                role: found.role.clone(),
                within: meeting.unwrap_or(within),
            })
        }
    }
}

/// Number and title, once where the title says the number.
fn named(record: &Record) -> String {
    if record.title.starts_with(&record.no) { record.title.clone() } else { record.name() }
}

fn chosen(set: &SetNow<'_>, of: &Voices) -> Chosen {
    match of {
        Voices::Code { code } => {
            let known = set.docket.codebook.code(set.docket.codebook.current(code));
            Chosen::Code(known.map_or_else(|| code.clone(), |code| format!("{} {}", code.id, code.title)))
        }
        Voices::Item { item } => {
            let at = set.docket.items.iter().position(|numbered| numbered.item.id == *item);
            Chosen::Item(at.map_or_else(|| item.clone(), |at| (at + 1).to_string()))
        }
        Voices::Opinions { ids } => Chosen::Opinions(ids.clone()),
    }
}

fn spoken(library: &Library<'_>, figure: &Figure, table: &Table, printed: &str) -> Spoken {
    let survey = library.surveys.iter().map(|known| known.survey()).find(|survey| survey.about.id == figure.survey);
    let group: Option<&Group> =
        table.groups.iter().find(|group| group.banner == figure.banner && group.code == figure.group);
    let banner = table.banners.iter().find(|banner| Some(&banner.name) == figure.banner.as_ref());
    let option = figure.option.as_ref().and_then(|code| table.options.iter().find(|line| line.code == *code));
    // A question of the matrix is named with the matrix, without which its label says little.
    let matrices = survey.map(|survey| survey.matrices.as_slice()).unwrap_or_default();
    let above = table.parent.as_ref().and_then(|parent| matrices.iter().find(|matrix| matrix.id == *parent));
    let above = above.map(|matrix| matrix.label.clone()).filter(|label| !label.is_empty());
    let title = survey.map_or_else(|| figure.survey.clone(), |survey| survey.title().to_owned());
    let wave = survey.and_then(|survey| survey.about.wave.clone()).filter(|wave| !title.contains(wave.as_str()));
    Spoken {
        survey: title,
        wave,
        question: table.label.clone(),
        above,
        group: figure
            .banner
            .as_ref()
            .zip(group)
            .map(|(name, group)| (banner.map_or_else(|| name.clone(), |b| b.title.clone()), group.label.clone())),
        option: option.map(|line| (line.label.clone(), line.role)),
        of: figure.of,
        printed: printed.to_owned(),
        base: group.map_or(0, |group| group.n),
        unit: table.unit.clone(),
        weighted: table.weight.is_some(),
        filter: table.filter.clone(),
        rank: table.kind == crate::model::Kind::Rank,
    }
}
