//! Every word that a person reads stands in `src/view/words`, whole sentences at a time, so that a translator has one place to
//! go through. The command line's own definition is the other place: its help is what clap, the manual and the completions
//! are made of.

use super::source::Source;
use super::{none, sources};

/// What looks like words and is none that a person reads: what other programs, files and protocols are told.
const UNREAD: &[&str] = &[
    // What a test's own sample checks of itself.
    "more currencies than sales",
    // Where `Debug` prints a secret.
    "Typed(…)",
    // Folders, D-Bus, and how its errors begin.
    "Library",
    "Application Support/Revone",
    "Login",
    "State",
    "Connectivity",
    "Spawn",
    "Timeout",
    "failed to connect",
    "address error",
    "D-Bus handshake",
    // The program's name for a notification service, and keys of a desktop's file.
    "Revone",
    "Exec={}",
    // Headers, a calling convention, and IOKit's names of what a Mac is provided for by.
    "Bearer {}",
    "Revone/",
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; \\\n                          \
     form-action 'none'; frame-ancestors 'none'",
    "C-unwind",
    "AC Power",
    "Battery Power",
    "UPS Power",
    // What only the log is told.
    "second launch",
    "the system answered something else",
    "the dashboard could not be read",
    "the menu could not be changed",
    "milestones could not be looked for",
    "what was announced could not be recorded yet",
    "the outbox could not be read",
    // A panic on purpose, in builds for tests alone.
    "rehearsed for “Ada Lovelace” <ada@example.com> with {token}",
    "rehearsed where nothing can be unwound",
    // What Rust says before it aborts.
    "panic in a function that cannot unwind",
    "panic in a destructor during cleanup",
    // Whose made-up notifications `revone notify --test` shows.
    "Acme Inc",
];

/// Files that are tables of the codes of regions and languages, and say nothing else.
const TABLES: [&str; 2] = ["view/region/dates.rs", "view/region/place.rs"];

/// The command line's own definition, beside what clap's attributes say: the tables of the help and the manual, its
/// headings, and what stands below the options of `--help`.
const DEFINITION: [&str; 4] = ["cli/surroundings.rs", "cli/packaging.rs", "cli/lists/help.rs", "cli/format/manual.rs"];

/// The rooms whose words are read. `polar`, `store` and what is below them speak to the rooms above, in errors.
const READ: [&str; 5] = ["app", "view", "shell", "cli", "bin"];

#[test]
fn every_word_stands_in_one_place() {
    let sources = sources();
    let read = sources.iter().filter(|source| READ.contains(&source.room()));
    // The samples are of tests.
    let places = ["view/words", "view/samples"];
    let stands_there = |source: &Source| places.iter().any(|place| source.path.starts_with(place));
    let elsewhere = read
        .filter(|source| !stands_there(source) && !TABLES.iter().chain(&DEFINITION).any(|file| source.path == *file));
    none(elsewhere.flat_map(|source| {
        let words = source.said().into_iter().filter(|literal| are_words(literal) && !UNREAD.contains(literal));
        words.map(|words| format!("src/{}: to src/view/words with “{words}”", source.path)).collect::<Vec<_>>()
    }));
}

/// Two words beside each other, or one that begins with a capital.
fn are_words(literal: &str) -> bool {
    let text = without_fields(literal);
    let is_word = |word: &str| {
        let letters = word.trim_matches(|character: char| !character.is_alphanumeric());
        letters.chars().count() > 1 && letters.chars().all(|letter| letter.is_alphabetic() || "’'-".contains(letter))
    };
    let words: Vec<&str> = text.split(' ').collect();
    let pair = words.windows(2).any(|pair| pair.iter().all(|word| is_word(word)));
    let capital = words.iter().any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && is_word(word)
            && letters.clone().count() > 2
            && letters.all(|letter| letter.is_lowercase() || !letter.is_alphabetic())
    });
    pair || capital
}

/// A format string without what stands in braces.
fn without_fields(literal: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_usize;
    for character in literal.chars() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => text.push(character),
            _ => {}
        }
    }
    text.replace("\\n", " ")
}

#[test]
fn words_are_told_from_names() {
    for (literal, words) in [
        ("the figures of {name}", true),
        ("Refresh", true),
        ("  {count} orders", false),
        ("app.revone.Revone", false),
        ("order/{id}", false),
        ("CmdOrCtrl+R", false),
        ("%-d %b", false),
    ] {
        assert_eq!(are_words(literal), words, "{literal}");
    }
}
