use unicode_width::UnicodeWidthStr;

/// The longest name of a product or a customer that a row holds.
pub(super) const NAME: usize = 32;

const ELLIPSIS: char = '…';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Makes a text that somebody else wrote safe to stand in a row: one line, at most `longest` characters, cut at a word,
/// without characters that are not seen. One that reads from right to left keeps its direction and is isolated, so that
/// it cannot turn its neighbours around. `None` when nothing readable is left.
pub(super) fn line(text: &str, longest: usize) -> Option<String> {
    isolated(cut(&in_one_line(text), longest))
}

/// The same, at most `widest` cells of a terminal wide: a character of East Asia and most pictures take two. There too it
/// is at most 128 characters long, because some take no room at all.
pub(super) fn cells(text: &str, widest: usize) -> Option<String> {
    isolated(cut_to_cells(&cut(&in_one_line(text), 4 * NAME), widest))
}

fn in_one_line(text: &str) -> String {
    let plain = text.chars().filter_map(readable).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn isolated(short: String) -> Option<String> {
    if short.is_empty() {
        None
    } else if short.chars().any(reads_from_right_to_left) {
        Some(format!("{FIRST_STRONG_ISOLATE}{short}{POP_ISOLATE}"))
    } else {
        Some(short)
    }
}

/// Line breaks become spaces; what is not seen but changes how its neighbours are read is dropped.
fn readable(character: char) -> Option<char> {
    match character {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // Marks, embeddings, overrides and isolates of direction.
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => None,
        // Zero-width space, word joiner and its kin, byte order mark, annotations, fillers.
        '\u{200b}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{ad}'
        | '\u{3164}'
        | '\u{180e}' => None,
        _ if character.is_control() => None,
        _ => Some(character),
    }
}

/// The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn reads_from_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let room: String = text.chars().take(longest.saturating_sub(1)).collect();
    let next = text.chars().nth(longest.saturating_sub(1));
    let whole = match room.rfind(' ') {
        // The cut is between two words, or near enough to the last one's beginning.
        _ if next == Some(' ') => room.as_str(),
        Some(at) if at * 2 > room.len() => room.get(..at).unwrap_or_default(),
        _ => without_broken_cluster(&room, next),
    };
    format!("{}{ELLIPSIS}", whole.trim_end())
}

fn cut_to_cells(text: &str, widest: usize) -> String {
    if text.width() <= widest {
        return text.to_owned();
    }
    let mut room = String::new();
    let mut following = None;
    for character in text.chars() {
        room.push(character);
        // Measured anew each time: what is drawn onto its neighbour changes the width of both.
        if room.width() >= widest {
            room.pop();
            following = Some(character);
            break;
        }
    }
    match without_broken_cluster(&room, following).trim_end() {
        // A single mark says no more than nothing, and may be too wide itself.
        "" => ".".repeat(widest.min(1)),
        kept => format!("{kept}{ELLIPSIS}"),
    }
}

/// Leaves out a last character that the cut parted from what is drawn onto it.
fn without_broken_cluster(room: &str, next: Option<char>) -> &str {
    let mut kept = room;
    let mut following = next;
    while following.is_some_and(joins) || kept.ends_with('\u{200d}') {
        let Some((at, last)) = kept.char_indices().next_back() else { break };
        kept = kept.get(..at).unwrap_or_default();
        following = Some(last);
    }
    kept
}

/// Whether a character is drawn onto the one before it: combining marks, variation selectors, skin tones, joiners.
fn joins(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_takes_one_line_and_has_nothing_unseen_in_it() {
        for (text, expected) in [
            ("Jane Doe", Some("Jane Doe")),
            ("  Jane\n\t Doe\u{0} ", Some("Jane Doe")),
            ("\u{1b}[31mred", Some("[31mred")),
            ("<b>Bold</b> & Co", Some("<b>Bold</b> & Co")),
            ("", None),
            (" \n\u{200b}\u{202e}", None),
            ("小さな店", Some("小さな店")),
            ("Zo\u{301}e", Some("Zo\u{301}e")),
        ] {
            assert_eq!(line(text, 32).as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn an_override_cannot_turn_its_neighbours_around() {
        assert_eq!(line("\u{202e}gnp.exe\u{202c}", 32).as_deref(), Some("gnp.exe"));
        assert_eq!(line("\u{2067}Jane\u{2069}\u{200f}", 32).as_deref(), Some("Jane"));
    }

    #[test]
    fn a_name_from_right_to_left_keeps_its_direction_inside_an_isolate() {
        for name in ["שרה כהן", "شركة 24", "Cafe قهوة"] {
            assert_eq!(line(name, 32), Some(format!("\u{2068}{name}\u{2069}")));
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_word() {
        for (text, longest, expected) in [
            ("Pro Plan with everything", 14, "Pro Plan with…"),
            ("Pro Plan with everything", 12, "Pro Plan…"),
            ("Supercalifragilistic", 10, "Supercali…"),
            ("A Supercalifragilistic", 10, "A Superca…"),
            ("exactly ten", 11, "exactly ten"),
            ("familie 👨\u{200d}👩\u{200d}👧", 10, "familie…"),
            ("abc👨\u{200d}👩\u{200d}👧", 6, "abc…"),
            ("zoo\u{301}\u{301}zoo", 5, "zo…"),
        ] {
            assert_eq!(line(text, longest).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_name_takes_no_more_cells_than_it_may() {
        for (text, widest, expected) in [
            ("Pro Plan", 8, Some("Pro Plan")),
            ("Pro Plan", 7, Some("Pro Pl…")),
            ("Pro Plan", 5, Some("Pro…")),
            ("小さな店", 8, Some("小さな店")),
            ("小さな店", 7, Some("小さな…")),
            ("小さな店", 6, Some("小さ…")),
            ("小", 1, Some(".")),
            ("Pro", 0, None),
            ("شركة 24", 5, Some("\u{2068}شركة…\u{2069}")),
            ("zoe\u{301}\u{301}zoe", 3, Some("zo…")),
            ("\u{1b}[31m\n\u{202e}Pro", 32, Some("[31m Pro")),
            ("", 9, None),
        ] {
            assert_eq!(cells(text, widest).as_deref(), expected, "{text:?} {widest}");
        }
    }

    proptest! {
        #[test]
        fn whatever_came_in_cells_comes_out(text in any::<String>(), widest in 0_usize..60) {
            if let Some(shown) = cells(&text, widest) {
                prop_assert!(shown.width() <= widest, "{} {widest}", shown.width());
                prop_assert!(shown.chars().count() <= 4 * NAME + 2);
                prop_assert!(!shown.contains(char::is_control));
            }
        }

        #[test]
        fn whatever_came_in_a_line_comes_out(text in any::<String>(), longest in 1_usize..60) {
            if let Some(line) = line(&text, longest) {
                let inner = line.trim_start_matches(FIRST_STRONG_ISOLATE).trim_end_matches(POP_ISOLATE);
                prop_assert!(inner.chars().count() <= longest);
                let unsafe_here = inner.chars().any(|c| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'));
                prop_assert!(!unsafe_here);
                prop_assert!(!inner.starts_with(' ') && !inner.ends_with(' '));
            }
        }
    }
}
