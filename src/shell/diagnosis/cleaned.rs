//! Text of which it is not known who wrote it, with what may be secret or somebody's own left out.

/// Stands where something was left out.
const LEFT_OUT: char = '…';

/// What quoted text begins and ends with in the messages of Rust's own and of other packages.
const QUOTES: [char; 9] = ['"', '\'', '`', '“', '”', '‘', '’', '«', '»'];

/// As long as this without a gap is no word, and may be a key: Polar's tokens and sums are longer, and so are its ids, which
/// pass as they look like nothing else.
const LONGEST_WORD: usize = 24;

/// What Polar's tokens begin with, all kinds of them.
const TOKEN: &str = "polar_";

/// A text without words that may be a token or an address, on one line, of at most so many characters.
pub(super) fn without_secrets(text: &str, longest: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().map(|word| if may_be_secret(word) { "…" } else { word }).collect();
    cut(&words.join(" "), longest)
}

/// A message that was made of parts, without what they may have quoted: everything from the first sign of a quotation to the
/// last one is left out, because what is quoted may hold such signs itself.
pub(super) fn without_quotations(text: &str, longest: usize) -> String {
    let Some((before, rest)) = text.find(QUOTES).and_then(|at| text.split_at_checked(at)) else {
        return without_secrets(text, longest);
    };
    // One sign alone begins what has no end.
    let after = rest.char_indices().rev().find(|(_, sign)| QUOTES.contains(sign)).filter(|(at, _)| *at > 0);
    let after = after.and_then(|(at, sign)| rest.get(at + sign.len_utf8()..)).unwrap_or_default();
    without_secrets(&format!("{before}{LEFT_OUT}{after}"), longest)
}

/// The place of a source file without the folders of whoever compiled it: from the package on.
pub(super) fn source(path: &str) -> String {
    let path = path.replace('\\', "/");
    if !path.starts_with('/') && !path.contains(":/") {
        return path;
    }
    // `…/registry/src/INDEX/PACKAGE-1.2.3/src/lib.rs`, and `/rustc/HASH/library/std/src/…`.
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let package = parts.iter().position(|part| *part == "registry").map(|at| at + 3);
    let library = parts.iter().position(|part| *part == "library");
    let sources = parts.iter().rposition(|part| *part == "src");
    let from = package.or(library).or(sources).unwrap_or(parts.len().saturating_sub(1));
    parts.get(from..).unwrap_or_default().join("/")
}

fn may_be_secret(word: &str) -> bool {
    let runs = word.split(|sign: char| !sign.is_alphanumeric() && !matches!(sign, '_' | '-' | '+' | '='));
    // Names of Rust are long, and have no digits as a rule; paths have runs that are short.
    let is_long = |run: &str| {
        let is_name = run.chars().all(|sign| sign.is_ascii_lowercase() || sign == '_');
        run.chars().count() > LONGEST_WORD && !is_name && !is_id(run)
    };
    word.contains('@') || word.to_ascii_lowercase().contains(TOKEN) || runs.into_iter().any(is_long)
}

/// Whether it is a UUID as Polar writes its ids; 32 digits without hyphens may be a key.
fn is_id(run: &str) -> bool {
    run.len() == uuid::fmt::Hyphenated::LENGTH && uuid::Uuid::try_parse(run).is_ok()
}

pub(super) fn cut(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((at, _)) => format!("{}{LEFT_OUT}", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_a_message_nothing_is_kept_that_it_may_have_quoted() {
        let token = format!("polar_{}_{}", "oat", "Xy7".repeat(12));
        for (message, kept) in [
            (
                "index out of bounds: the len is 3 but the index is 7".to_owned(),
                "index out of bounds: the len is 3 but the index is 7",
            ),
            ("called `Option::unwrap()` on a `None` value".to_owned(), "called … value"),
            (
                "no such row: Row { name: \"Ada \\\"x\\\" Lovelace\", age: 3 }".to_owned(),
                "no such row: Row { name: …, age: 3 }",
            ),
            ("byte index 2 is inside 'é' (bytes 1..3) of `Zoë ` Müller`".to_owned(), "byte index 2 is inside …"),
            ("it begins “here and has no end".to_owned(), "it begins …"),
            (format!("the header {token} is none"), "the header … is none"),
            (format!("Bearer={token}."), "…"),
            ("mail to ada@example.com, bounced".to_owned(), "mail to … bounced"),
            (format!("key {}", "a1".repeat(16)), "key …"),
            (format!("no {} here", uuid::Uuid::from_u128(77)), "no 00000000-0000-0000-0000-00000000004d here"),
            (format!("key {}", uuid::Uuid::from_u128(77).simple()), "key …"),
            ("one\nline\tonly".to_owned(), "one line only"),
            ("revone::shell::diagnosis::cleaned::tests".to_owned(), "revone::shell::diagnosis::cleaned::tests"),
        ] {
            assert_eq!(without_quotations(&message, 400), kept, "{message}");
        }
        assert_eq!(without_quotations(&"ab ".repeat(400), 9), "ab ab ab …");
    }

    #[test]
    fn a_source_is_named_without_whose_computer_compiled_it() {
        for (path, named) in [
            ("src/shell/app.rs", "src/shell/app.rs"),
            ("/srv/ada/.cargo/registry/src/index-6f17d22bba15001f/serde-1.0.1/src/de.rs", "serde-1.0.1/src/de.rs"),
            (
                "/rustc/4eb161250e340c8f48f66e2b929ef4a5bed7c181/library/core/src/panicking.rs",
                "library/core/src/panicking.rs",
            ),
            ("/srv/ada/code/revone/src/main.rs", "src/main.rs"),
            ("C:\\Users\\ada\\x.rs", "x.rs"),
        ] {
            assert_eq!(source(path), named, "{path}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_around_it_a_quoted_name_a_token_and_an_address_are_never_kept(
            before in "[a-z\"'`“ .:]{0,40}",
            after in "[a-z\"'`” .:]{0,40}",
            quote in prop::sample::select(&['"', '\'', '`', '“', '‘', '«'][..]),
        ) {
            let token = format!("polar_{}_{}", "oat", "Xy7".repeat(12));
            let text = format!("{before}{quote}Ada LOVELACE{quote}{after} {token} ADA@example.com {after}");
            let kept = without_quotations(&text, 1_000);
            for never in ["LOVELACE", "Xy7", "ADA@"] {
                prop_assert!(!kept.contains(never), "{} of {}", kept, text);
            }
        }
    }
}
