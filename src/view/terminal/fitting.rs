//! Lines that are no wider than a terminal.

use unicode_width::UnicodeWidthStr;

use super::ink::{Ink, Style};

const ELLIPSIS: &str = "…";
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// A line in parts, each with its look.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts(Vec<(String, Option<Style>)>);

impl Parts {
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![(text.into(), None)])
    }

    pub fn dressed(text: impl Into<String>, style: Style) -> Self {
        Self(vec![(text.into(), Some(style))])
    }

    pub fn and(mut self, text: impl Into<String>, style: Option<Style>) -> Self {
        self.0.push((text.into(), style));
        self
    }

    /// The line within `width` cells; what is beyond is cut, which an ellipsis shows.
    pub fn within(self, width: usize) -> Self {
        let mut left = width;
        let mut kept = Vec::with_capacity(self.0.len());
        let mut rest = self.0.into_iter().peekable();
        while let Some((text, style)) = rest.next() {
            let more: usize = if rest.peek().is_some() { 1 } else { 0 };
            if text.width() + more <= left || (text.width() <= left && rest.clone().all(|(text, _)| text.is_empty())) {
                left -= text.width();
                kept.push((text, style));
            } else {
                kept.push((cut(&text, left), style));
                break;
            }
        }
        Self(kept)
    }

    pub fn write(&self, ink: Ink) -> String {
        let parts =
            self.0.iter().map(|(text, style)| style.map_or_else(|| text.clone(), |style| ink.dress(text, style)));
        parts.collect()
    }
}

/// As much of a text as stands within `width` cells together with an ellipsis. A cut goes through nothing that is drawn
/// as one, and an isolate that was opened is closed.
fn cut(text: &str, width: usize) -> String {
    let Some(room) = width.checked_sub(ELLIPSIS.width()) else { return String::new() };
    let fits = |end: &usize| text.get(..*end).is_some_and(|kept| kept.width() <= room);
    // What is drawn onto the character before adds nothing to its width: the longest beginning has all of it.
    let ends = text.char_indices().map(|(at, character)| at + character.len_utf8());
    let mut end = ends.take_while(fits).last().unwrap_or_default();
    while let Some(kept) = text.get(..end).filter(|kept| kept.ends_with('\u{200d}')) {
        end = kept.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    }
    let kept = text.get(..end).unwrap_or_default().trim_end();
    let opened = kept.matches(FIRST_STRONG_ISOLATE).count() > kept.matches(POP_ISOLATE).count();
    let close = if opened { POP_ISOLATE.to_string() } else { String::new() };
    format!("{kept}{close}{ELLIPSIS}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_cut_by_the_cells_that_it_takes() {
        for (text, width, expected) in [
            ("Pro Plan", 8, "Pro Plan"),
            ("Pro Plan", 7, "Pro Pl…"),
            ("Pro Plan", 5, "Pro…"),
            ("小さな店", 8, "小さな店"),
            ("小さな店", 7, "小さな…"),
            ("小さな店", 6, "小さ…"),
            ("Zo\u{301}e\u{301}!", 4, "Zo\u{301}e\u{301}!"),
            ("Zo\u{301}e\u{301}!", 3, "Zo\u{301}…"),
            ("ab👨\u{200d}👩\u{200d}👧cdef", 5, "ab👨\u{200d}👩\u{200d}👧…"),
            ("ab👨\u{200d}👩\u{200d}👧cdef", 4, "ab…"),
            ("\u{2068}שרה כהן\u{2069} · 2 h ago", 6, "\u{2068}שרה כ\u{2069}…"),
            ("Pro Plan", 1, "…"),
            ("Pro Plan", 0, ""),
        ] {
            let ink = Ink { colour: false };
            assert_eq!(Parts::plain(text).within(width).write(ink), expected, "{text} within {width}");
        }
    }

    #[test]
    fn what_is_cut_keeps_its_look_and_what_is_beyond_is_gone() {
        let line = Parts::plain("Today").and("  $412.50", None).and("  ▲ 18%", Some(Style::Green));
        let ink = Ink { colour: true };
        assert_eq!(line.clone().within(21).write(ink), "Today  $412.50\u{1b}[32m  ▲ 18%\u{1b}[0m");
        assert_eq!(line.clone().within(19).write(ink), "Today  $412.50\u{1b}[32m  ▲…\u{1b}[0m");
        assert_eq!(line.within(14).write(ink), "Today  $412.5…");
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(texts in prop::collection::vec("\\PC{0,12}", 0..4), width in 0_usize..30) {
            let line = texts.into_iter().fold(Parts::default(), |line, text| line.and(text, None));
            let written = line.within(width).write(Ink { colour: false });
            prop_assert!(written.width() <= width, "{written}");
        }
    }
}
