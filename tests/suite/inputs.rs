//! What the fuzzers start from and what they have found, played as tests: `tests/fuzz` says how to find more.

#[path = "../fuzz/inputs/mod.rs"]
mod checks;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use checks::{Check, TARGETS};

/// How many mutations of its corpus each target is given, and how long they may take together.
/// `make fuzz` plays far more.
const MUTATIONS: usize = 2_000;
const SHARE: Duration = Duration::from_millis(500);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz")
}

/// Every input that is kept for a target, by its file.
fn kept(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folders = ["corpus", "found"].map(|kind| root().join(kind).join(target));
    let mut files: Vec<PathBuf> = folders
        .iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten()
        .map(|file| file.unwrap().path())
        .collect();
    files.sort();
    files.into_iter().map(|file| (file.clone(), fs::read(file).unwrap())).collect()
}

/// Plays an input, and names it where a promise is broken.
fn play(check: Check, input: &[u8], name: &str) {
    let ended = std::panic::catch_unwind(|| check(input));
    assert!(ended.is_ok(), "{name} breaks a promise: {}", input.escape_ascii());
}

/// The input with a few bytes changed, taken away, put in, doubled, or taken from another.
fn mutated(input: &[u8], other: &[u8], rng: &mut fastrand::Rng) -> Vec<u8> {
    let mut bytes = input.to_vec();
    for _ in 0..rng.usize(1..=4) {
        let at = rng.usize(0..=bytes.len());
        match rng.u8(0..6) {
            0 if at < bytes.len() => bytes[at] = rng.u8(..),
            1 if at < bytes.len() => bytes[at] ^= 1 << rng.u8(0..8),
            2 => bytes.insert(at, rng.u8(..)),
            3 => drop(bytes.drain(at..(at + rng.usize(0..8)).min(bytes.len()))),
            4 => {
                let end = (at + rng.usize(0..16)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                bytes.splice(at..at, piece);
            }
            _ => {
                let from = rng.usize(0..=other.len());
                let piece = &other[from..(from + rng.usize(0..32)).min(other.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

fn mutations_hold(target: &str) {
    let (_, check) = TARGETS.into_iter().find(|(name, _)| *name == target).unwrap();
    let inputs = kept(target);
    // The same inputs in the same order each time; a slower computer comes less far.
    let mut rng = fastrand::Rng::with_seed(7);
    let began = Instant::now();
    let mut played = 0_usize;
    while played < MUTATIONS && (began.elapsed() < SHARE || played < 20) {
        let ((_, input), (_, other)) = (rng.choice(&inputs).unwrap(), rng.choice(&inputs).unwrap());
        play(check, &mutated(input, other, &mut rng), target);
        played += 1;
    }
    println!("{target}: {played} mutations");
}

macro_rules! every_mutation_holds {
    ($($name:ident),+ $(,)?) => {
        mod every_mutation_holds {
            $(
                #[test]
                fn $name() {
                    super::mutations_hold(stringify!($name));
                }
            )+
        }

        const PLAYED: &[&str] = &[$(stringify!($name)),+];
    };
}

every_mutation_holds!(
    accounts,
    ledger_rows,
    messages,
    orders,
    organizations,
    refusals,
    settings,
    subscriptions,
    template,
    typed
);

#[test]
fn every_target_has_a_corpus_a_program_and_mutations() {
    let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert_eq!(PLAYED, names);
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for name in &names {
        assert!(!kept(name).is_empty(), "tests/fuzz/corpus/{name} holds nothing to start from");
        assert!(manifest.contains(&format!("[[bin]]\nname = \"{name}\"\npath = \"targets/{name}.rs\"\n")), "{name}");
        let program = fs::read_to_string(root().join("targets").join(format!("{name}.rs"))).unwrap();
        assert!(program.contains(&format!("inputs::{name}::check(bytes)")), "{program}");
    }
    let known: BTreeSet<&str> = names.into_iter().collect();
    for kind in ["corpus", "found"] {
        for folder in fs::read_dir(root().join(kind)).into_iter().flatten() {
            let name = folder.unwrap().file_name().into_string().unwrap();
            assert!(known.contains(name.as_str()), "tests/fuzz/{kind}/{name} belongs to no target");
        }
    }
}

#[test]
fn everything_that_was_kept_or_found_holds() {
    for (target, check) in TARGETS {
        for (file, input) in kept(target) {
            play(check, &input, &file.display().to_string());
        }
    }
}

#[test]
fn the_corpus_is_small_and_holds_no_token() {
    let files: Vec<_> = TARGETS.iter().flat_map(|(target, _)| kept(target)).collect();
    let bytes: usize = files.iter().map(|(_, input)| input.len()).sum();
    assert!(bytes < 300_000, "{bytes} bytes");
    let token = format!("polar_{}_", "oat");
    for (file, input) in files {
        // A token is its prefix and 43 letters or digits.
        let whole = String::from_utf8_lossy(&input)
            .split(&token)
            .skip(1)
            .any(|rest| rest.chars().take_while(char::is_ascii_alphanumeric).count() >= 43);
        assert!(!whole, "{} holds a token", file.display());
    }
}
