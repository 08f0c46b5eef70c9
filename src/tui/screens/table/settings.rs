//! What the table is made of, cut to the room of one line or two: whatever changes the figures is kept, what is as usual goes
//! first, and nothing that is set is ever out of sight.

use crate::messages::screen::{Setting, SettingOf};
use crate::text::cells::width;
use crate::text::fit::cut;

/// Between two settings.
pub const GAP: &str = "  ";

/// Fewest cells of a value that is cut.
const LEAST: usize = 8;

/// Makes the settings shorter.
type Step<'a> = &'a dyn Fn(&mut Vec<Setting>);

fn used(settings: &[Setting]) -> usize {
    settings.iter().map(|setting| width(&setting.name) + width(&setting.value) + GAP.len()).sum()
}

/// The settings in one line of so many cells, or in two where that many have been chosen: as they are, or without those that
/// are as usual, or with short values. In two lines the base and the kind of percentage come first, the banners, which the
/// table itself names, last; only these and the filter are cut, and then end in an ellipsis.
pub fn lines(mut settings: Vec<Setting>, cells: usize) -> Vec<Vec<Setting>> {
    let room = cells + GAP.len();
    let shorten = |settings: &mut Vec<Setting>, what: SettingOf, step: usize| {
        for setting in settings.iter_mut().filter(|setting| setting.what == what) {
            if let Some(short) = setting.short.get(step) {
                setting.value.clone_from(short);
            }
        }
    };
    let leave_out = |settings: &mut Vec<Setting>, what: SettingOf| {
        settings.retain(|setting| setting.what != what || setting.is_set);
    };
    let steps: [Step<'_>; 7] = [
        &|settings| leave_out(settings, SettingOf::Base),
        &|settings| leave_out(settings, SettingOf::Weight),
        &|settings| shorten(settings, SettingOf::Weight, 0),
        &|settings| shorten(settings, SettingOf::Filter, 0),
        &|settings| leave_out(settings, SettingOf::Filter),
        &|settings| shorten(settings, SettingOf::Filter, 1),
        &|settings| leave_out(settings, SettingOf::Percent),
    ];
    for step in steps {
        if used(&settings) <= room {
            return vec![settings];
        }
        step(&mut settings);
    }
    let mut cut = settings.clone();
    cut_value(&mut cut, SettingOf::Banners, room);
    if used(&cut) <= room {
        return vec![cut];
    }
    let rank = |setting: &Setting| match setting.what {
        SettingOf::Base => 0,
        SettingOf::Percent => 1,
        SettingOf::Weight => 2,
        SettingOf::Filter => 3,
        SettingOf::Banners => 4,
    };
    settings.sort_by_key(rank);
    let mut first: Vec<Setting> = Vec::new();
    let mut second: Vec<Setting> = Vec::new();
    for setting in settings {
        let fits = used(&first) + used(std::slice::from_ref(&setting)) <= room;
        // The filter has the second line as soon as it does not fit whole into the first.
        if fits && second.is_empty() { first.push(setting) } else { second.push(setting) }
    }
    cut_value(&mut second, SettingOf::Banners, room);
    cut_value(&mut second, SettingOf::Filter, room);
    [first, second].into_iter().filter(|line| !line.is_empty()).collect()
}

/// Cuts a value so that all of the settings fit, but not to less than a few cells.
fn cut_value(settings: &mut [Setting], what: SettingOf, room: usize) {
    let over = used(settings).saturating_sub(room);
    for setting in settings.iter_mut().filter(|setting| setting.what == what) {
        let least = width(&setting.value).min(LEAST);
        setting.value = cut(&setting.value, width(&setting.value).saturating_sub(over).max(least));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(weight: bool, filter: bool) -> Vec<Setting> {
        let setting = |what, name: &str, value: &str, short: &[&str], is_set| Setting {
            what,
            name: name.into(),
            value: value.into(),
            short: short.iter().map(|short| (*short).to_owned()).collect(),
            is_set,
        };
        let pick = |set: bool, value: &'static str| if set { value } else { "なし" };
        vec![
            setting(SettingOf::Banners, "表側:", "業種、従業者規模、商工会議所などへの加入", &[], true),
            setting(
                SettingOf::Weight,
                "ウェイト:",
                pick(weight, "母集団に合わせる（pop）"),
                &[pick(weight, "pop")],
                weight,
            ),
            setting(
                SettingOf::Filter,
                "絞り込み:",
                pick(filter, "F1 in (2, 3)（業種が「製造業」「建設業」のいずれか）"),
                &[pick(filter, "業種が「製造業」「建設業」のいずれか"), pick(filter, "F1 in (2, 3)")],
                filter,
            ),
            setting(SettingOf::Base, "基数:", "全員", &[], false),
            setting(SettingOf::Percent, "％:", "縦％", &[], true),
        ]
    }

    #[test]
    fn filter_and_weight_are_kept_in_little_room() {
        let line = |weight, filter, cells| -> String {
            let shown = lines(settings(weight, filter), cells);
            assert!(shown.iter().all(|line| used(line) <= cells + GAP.len()) || cells < 40, "{shown:?}");
            shown.concat().iter().map(|setting| format!("{}{}{GAP}", setting.name, setting.value)).collect()
        };
        let long = line(true, true, 200);
        assert!(long.contains("業種が「製造業」") && long.contains("基数:全員") && long.contains("（pop）"), "{long}");
        let words = line(true, true, 120);
        assert!(words.contains("業種が「製造業」") && !words.contains("F1"), "{words}");
        let short = line(true, true, 66);
        assert!(short.contains("F1 in (2, 3)") && short.contains("pop") && short.contains("縦％"), "{short}");
        assert!(!short.contains("基数"), "{short}");
        let narrow = line(true, true, 30);
        assert!(narrow.contains("絞り込み:F1 in"), "{narrow}");
        assert!(line(false, false, 66).contains("縦％"));
    }

    #[test]
    fn what_changes_figures_is_never_out_of_sight() {
        for cells in 40..80 {
            let mut all = settings(true, true);
            for setting in all.iter_mut().filter(|setting| setting.what == SettingOf::Base) {
                (setting.value, setting.is_set) = ("回答者のみ".to_owned(), true);
            }
            let shown = lines(all, cells);
            assert!(shown.len() <= 2, "{shown:?}");
            let text: String =
                shown.concat().iter().map(|setting| format!("{}{} ", setting.name, setting.value)).collect();
            for part in ["基数:回答者のみ", "％:縦％", "ウェイト:", "絞り込み:", "表側:"] {
                assert!(text.contains(part), "{cells}: {text}");
            }
            assert!(shown.iter().all(|line| used(line) <= cells + GAP.len()), "{cells}: {text}");
        }
    }
}
