//! Sentences over as many lines as a narrow terminal needs.

use unicode_width::UnicodeWidthStr;

use super::fitting::Parts;
use super::ink::Ink;

/// The words of a text in lines of at most `width` cells; a word that is wider is cut. One line where nothing limits it.
pub(super) fn wrapped(text: &str, width: Option<usize>) -> Vec<String> {
    let Some(width) = width.filter(|width| text.width() > *width) else { return vec![text.to_owned()] };
    let words: Vec<String> = text.split(' ').map(|word| within(word, Some(width))).collect();
    in_lines(words.iter().map(String::as_str), " ", width)
}

/// Pieces one after another, in lines no wider than this, unless a piece is wider by itself.
pub(super) fn in_lines<'a>(pieces: impl IntoIterator<Item = &'a str>, between: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.width() + between.width() + piece.width() <= width => {
                line.push_str(between);
                line.push_str(piece);
            }
            _ => lines.push(piece.to_owned()),
        }
    }
    lines
}

/// A text within `width` cells; what is beyond is cut, which an ellipsis shows.
pub(super) fn within(text: &str, width: Option<usize>) -> String {
    width.map_or_else(|| text.to_owned(), |width| Parts::plain(text).within(width).write(Ink { colour: false }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_takes_what_fits_and_the_next_one_the_rest() {
        for (width, expected) in [
            (17, &["q Quit · ? Keys"][..]),
            (15, &["q Quit · ? Keys"]),
            (14, &["q Quit", "? Keys"]),
            (0, &["q Quit", "? Keys"]),
        ] {
            assert_eq!(in_lines(["q Quit", "? Keys"], " · ", width), expected, "{width}");
        }
    }

    #[test]
    fn a_sentence_takes_as_many_lines_as_it_needs() {
        for (width, expected) in [
            (None, "one `two three` — four"),
            (Some(22), "one `two three` — four"),
            (Some(21), "one `two three` —/four"),
            (Some(8), "one `two/three` —/four"),
            (Some(4), "one/`two/thr…/—/four"),
            (Some(1), "…/…/…/—/…"),
        ] {
            assert_eq!(wrapped("one `two three` — four", width).join("/"), expected, "{width:?}");
        }
        assert_eq!(wrapped("", Some(0)), [""]);
    }
}
