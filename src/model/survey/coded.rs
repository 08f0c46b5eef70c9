//! Codes of groups and classes: their own, else their number from 1. Nothing else numbers them.

use super::{Band, Banner};

/// The code of what stands at a place, counted from 0.
fn code_at(at: usize, own: Option<&String>) -> String {
    own.cloned().unwrap_or_else(|| (at + 1).to_string())
}

/// Codes and labels of classes, in their order.
pub fn coded_bands(bands: &[Band]) -> impl Iterator<Item = (String, &str)> {
    bands.iter().enumerate().map(|(at, band)| (code_at(at, band.code.as_ref()), band.label.as_str()))
}

/// The label of the class with a code.
pub fn band_label<'b>(bands: &'b [Band], code: &str) -> Option<&'b str> {
    coded_bands(bands).find(|(known, _)| known == code).map(|(_, label)| label)
}

impl Banner {
    /// Codes and labels of its groups, or of the classes it is made of, in their order.
    pub fn coded(&self) -> impl Iterator<Item = (String, &str)> {
        let groups = self.groups.iter().enumerate();
        let groups = groups.map(|(at, group)| (code_at(at, group.code.as_ref()), group.label.as_str()));
        groups.chain(coded_bands(&self.bands))
    }

    /// The label of the group with a code.
    pub fn label_of(&self, code: &str) -> Option<&str> {
        self.coded().find(|(known, _)| known == code).map(|(_, label)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::survey::BannerGroup;

    #[test]
    fn a_group_without_a_code_has_its_number() {
        let group = |label: &str, code: Option<&str>| BannerGroup {
            label: label.into(),
            codes: Vec::new(),
            code: code.map(str::to_owned),
        };
        let groups = vec![group("若", None), group("中", Some("m")), group("高", None)];
        let banner = Banner { groups, ..Banner::default() };
        assert_eq!(banner.coded().map(|(code, _)| code).collect::<Vec<_>>(), ["1", "m", "3"]);
        assert_eq!((banner.label_of("3"), banner.label_of("2")), (Some("高"), None));
        let bands = vec![Band { label: "小".into(), ..Band::default() }];
        assert_eq!(Banner { bands, ..Banner::default() }.label_of("1"), Some("小"));
    }
}
