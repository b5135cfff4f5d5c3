//! What was typed to be looked for, resolved against the small tables: a row is then tested by integer keys.
//!
//! Every word must be found in a row: in a product's name or one of Polar's codes as a part, in an id as its beginning,
//! in an invoice's number as a part. A code's underscores are spaces to whoever types it, and its words are words here.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::store::LedgerError;
use crate::store::codes::Codes;

/// What is beyond is not looked for: nobody types as much, and it bounds what a search can cost.
const LONGEST: usize = 1_000;

/// Fewer digits are the beginning of too many ids.
const SHORTEST_ID: usize = 4;

/// A word, and where it can be found.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Word {
    text: String,
    /// Keys of the products with it in their names.
    pub(super) products: Vec<i64>,
    /// Keys of the codes with it in them.
    pub(super) codes: Vec<i64>,
    /// The first and the last id that begin with it.
    pub(super) ids: Option<[[u8; 16]; 2]>,
}

impl Word {
    /// Finds it anywhere in a text, without the meanings that some characters have in a pattern.
    pub(super) fn pattern(&self) -> String {
        let plain = self.text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        format!("%{plain}%")
    }
}

/// The different words of a search.
///
/// # Errors
/// Whatever stops the reading.
pub(super) fn words(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    search: &str,
) -> Result<Vec<Word>, LedgerError> {
    let texts = split(search);
    let folded: Vec<String> = texts.iter().map(|text| fold(text)).collect();
    let mut words: Vec<Word> = texts
        .iter()
        .zip(&folded)
        .map(|(text, folded)| Word {
            text: (*text).to_owned(),
            products: Vec::new(),
            codes: codes.keys_where(|code| fold(code).contains(folded)),
            ids: ids_beginning_with(text),
        })
        .collect();
    if words.is_empty() {
        return Ok(words);
    }
    let mut statement =
        connection.prepare_cached("SELECT key, name FROM products WHERE organization = ?1 AND name IS NOT NULL")?;
    let mut rows = statement.query([organization])?;
    while let Some(row) = rows.next()? {
        let (key, name): (i64, String) = (row.get(0)?, fold(&row.get::<_, String>(1)?));
        for (word, folded) in words.iter_mut().zip(&folded) {
            if name.contains(folded) {
                word.products.push(key);
            }
        }
    }
    Ok(words)
}

/// Each word once. Control characters part words too: SQLite reads a text no further than a zero.
fn split(search: &str) -> BTreeSet<&str> {
    let end = search.char_indices().nth(LONGEST).map_or(search.len(), |(end, _)| end);
    let typed = search.get(..end).unwrap_or_default();
    typed.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect()
}

/// The same text for every case, character by character, so that a part of a text stays a part of it. By way of
/// capitals, because some letters are two in capitals and some small ones share theirs.
pub(super) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}

/// The first and the last id whose digits begin with those typed, with or without dashes.
pub(in crate::store) fn ids_beginning_with(text: &str) -> Option<[[u8; 16]; 2]> {
    let digits = text.replace('-', "");
    let are_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !are_digits || !(SHORTEST_ID..=32).contains(&digits.len()) {
        return None;
    }
    let bound = |filled: String| u128::from_str_radix(&filled, 16).ok().map(u128::to_be_bytes);
    Some([bound(format!("{digits:0<32}"))?, bound(format!("{digits:f<32}"))?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_parted_by_white_space_and_by_what_cannot_be_seen() {
        for (search, expected) in [
            ("", &[][..]),
            (" \t\u{a0}\u{0}\n", &[]),
            ("pro", &["pro"]),
            ("pro  plan pro", &["plan", "pro"]),
            ("a\u{0}b\u{1b}c", &["a", "b", "c"]),
        ] {
            assert_eq!(split(search), expected.iter().copied().collect(), "{search:?}");
        }
    }

    #[test]
    fn only_so_much_of_a_search_is_looked_for() {
        let cut: Vec<_> = split(&"é".repeat(10_000)).into_iter().map(|word| word.chars().count()).collect();
        assert_eq!(cut, [LONGEST]);
        assert_eq!(split(&format!("{}pro", " ".repeat(LONGEST))), BTreeSet::new());
    }

    #[test]
    fn case_is_folded_beyond_ascii() {
        for (one, other) in [
            ("PRO", "pro"),
            ("ÉTÉ", "été"),
            ("STRASSE", "Straße"),
            ("STRAẞE", "strasse"),
            ("ΟΔΟΣ", "οδος"),
            ("οδός", "ΟΔΌΣ"),
            ("ПРО", "про"),
            ("ﬁn", "FIN"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("é"), fold("e"));
    }

    #[test]
    fn an_id_is_found_by_its_beginning() {
        let bounds = |first: &str, last: &str| {
            Some([first, last].map(|id| u128::from_str_radix(&id.replace('_', ""), 16).unwrap().to_be_bytes()))
        };
        for (text, expected) in [
            ("cafe", bounds("cafe0000_00000000_00000000_00000000", "cafeffff_ffffffff_ffffffff_ffffffff")),
            ("CAFE-1", bounds("cafe1000_00000000_00000000_00000000", "cafe1fff_ffffffff_ffffffff_ffffffff")),
            (
                "00000000-0000-0000-0000-00000000002a",
                bounds("00000000_00000000_00000000_0000002a", "00000000_00000000_00000000_0000002a"),
            ),
            ("caf", None),
            ("-", None),
            ("+cafe", None),
            ("cafés", None),
            ("00000000-0000-0000-0000-00000000002a0", None),
        ] {
            assert_eq!(ids_beginning_with(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pattern_has_no_wildcards_of_whoever_typed_it() {
        let word = Word { text: r"50%_\x".to_owned(), products: vec![], codes: vec![], ids: None };
        assert_eq!(word.pattern(), r"%50\%\_\\x%");
    }
}
