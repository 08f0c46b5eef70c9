//! A set of comments as other programs for qualitative analysis take it (`outgoing`), and what they give back, matched to the
//! set (`incoming`).

mod incoming;
mod outgoing;

pub use incoming::{Coded, Incoming, Unmatched, incoming};
pub use outgoing::outgoing;

use sha2::{Digest, Sha256};

/// The name of a thing in such files, always the same for the same thing: SHA-256 of what it is, in the form of a UUID of
/// version 8 (RFC 9562, 5.8).
pub(super) fn guid(set: &str, parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in std::iter::once(&set).chain(parts) {
        // The length keeps `a`, `bc` and `ab`, `c` apart.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut hex: String = hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    hex.replace_range(12..13, "8");
    hex.replace_range(16..17, "a");
    for at in [8, 13, 18, 23] {
        hex.insert(at, '-');
    }
    hex
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_guid_has_its_form_and_depends_on_every_part() {
        let guid = super::guid("set", &["code", "農-1"]);
        let lengths: Vec<usize> = guid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert!(guid.chars().all(|c| c == '-' || c.is_ascii_hexdigit()));
        assert_eq!((&guid[14..15], &guid[19..20]), ("8", "a"));
        assert_eq!(guid, super::guid("set", &["code", "農-1"]));
        assert_ne!(guid, super::guid("set", &["code農", "-1"]));
        assert_ne!(guid, super::guid("other", &["code", "農-1"]));
    }
}
