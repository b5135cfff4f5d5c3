use std::collections::BTreeMap;
use std::fmt::Display;

/// Remembers what has been logged, so that a trouble that meets every refresh is logged once: when it begins, and when it
/// becomes another.
#[derive(Debug, Default)]
pub struct Once(BTreeMap<&'static str, String>);

impl Once {
    /// Whether `trouble` with `what` is not the one that was logged last.
    pub fn is_news(&mut self, what: &'static str, trouble: &dyn Display) -> bool {
        let trouble = trouble.to_string();
        let before = self.0.insert(what, trouble.clone());
        before.as_ref() != Some(&trouble)
    }

    /// All is well with `what`: its next trouble is news.
    pub fn is_over(&mut self, what: &'static str) {
        self.0.remove(what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_is_news_when_it_begins_when_it_is_another_and_when_it_is_back() {
        let mut once = Once::default();
        assert!(once.is_news("disk", &"full"));
        assert!(!once.is_news("disk", &"full"));
        assert!(once.is_news("menu", &"full"));
        assert!(once.is_news("disk", &"read-only"));
        once.is_over("disk");
        assert!(once.is_news("disk", &"read-only"));
    }
}
