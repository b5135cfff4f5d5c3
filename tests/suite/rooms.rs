//! The rooms of the sources and the way the arrows point. `ARCHITECTURE.md` says why.

mod platform;
mod source;
mod words;

use std::path::Path;

use source::Source;

/// Which rooms each room may name, besides itself. `shell` and `cli` are the outside: see [`OUTSIDE`].
const ARROWS: [(&str, &[&str]); 9] = [
    ("money", &[]),
    ("domain", &["money"]),
    ("figures", &["domain", "money"]),
    ("polar", &["domain", "money"]),
    ("store", &["domain", "money"]),
    ("sync", &["polar", "store", "domain", "money"]),
    ("app", &["sync", "figures", "domain", "money", "polar"]),
    ("view", &["app", "figures", "domain", "money", "polar"]),
    ("demo", &["domain", "money", "polar"]),
];

/// The rooms that touch the world. Both may name every room above; only `cli` may name the other.
const OUTSIDE: [&str; 2] = ["shell", "cli"];

/// Packages, and the rooms that may name them; every other room must not. `bin` is the window's own program.
const PACKAGES: [(&str, &[&str]); 20] = [
    ("rusqlite", &["store"]),
    ("reqwest", &["shell", "cli"]),
    ("rustls", &["shell", "cli"]),
    ("hyper", &["demo"]),
    ("tao", &["shell", "bin"]),
    ("tray_icon", &["shell"]),
    ("muda", &["shell", "bin"]),
    ("wry", &["bin"]),
    ("notify_rust", &["shell", "cli"]),
    ("keyring_core", &["shell"]),
    ("security_framework", &["shell"]),
    ("clap", &["cli", "main"]),
    ("clap_complete", &["cli"]),
    ("roff", &["cli"]),
    ("rustix", &["shell", "cli"]),
    ("open", &["shell", "cli"]),
    ("icu_decimal", &["view"]),
    ("icu_locale_core", &["view"]),
    ("serde", &["polar", "view", "shell", "cli", "demo", "bin"]),
    ("serde_json", &["polar", "view", "shell", "cli", "demo", "bin"]),
];

fn sources() -> Vec<Source> {
    source::read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// Fails with every line of `offences` at once.
fn none(offences: impl IntoIterator<Item = String>) {
    let offences: Vec<String> = offences.into_iter().collect();
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

fn arrows_of(room: &str) -> Option<Vec<&'static str>> {
    let inner = || ARROWS.iter().map(|(name, _)| *name);
    match room {
        "shell" => Some(inner().collect()),
        "cli" => Some(inner().chain(OUTSIDE).collect()),
        _ => ARROWS.iter().find(|(name, _)| *name == room).map(|(_, may)| may.to_vec()),
    }
}

#[test]
fn every_arrow_points_the_right_way() {
    let rooms: Vec<&str> = ARROWS.iter().map(|(name, _)| *name).chain(OUTSIDE).collect();
    none(sources().iter().flat_map(|source| {
        let Some(may) = arrows_of(source.room()) else { return Vec::new() };
        let wrong = |named: &String| {
            rooms.contains(&named.as_str()) && named != source.room() && !may.contains(&named.as_str())
        };
        source
            .rooms_named()
            .into_iter()
            .filter(wrong)
            .map(|named| format!("src/{}: `{}` must not name `{named}`", source.path, source.room()))
            .collect()
    }));
}

#[test]
fn every_folder_is_a_known_room() {
    let known = |room: &str| arrows_of(room).is_some() || matches!(room, "lib" | "main" | "bin");
    none(
        sources()
            .iter()
            .filter(|source| !known(source.room()))
            .map(|source| format!("src/{}: `{}` is no room", source.path, source.room())),
    );
}

#[test]
fn nothing_is_called_after_what_it_is_not() {
    let attic = ["util", "utils", "common", "helper", "helpers", "manager", "managers", "misc"];
    none(
        sources()
            .iter()
            .filter(|source| source.path.split('/').any(|part| attic.contains(&part.trim_end_matches(".rs"))))
            .map(|source| format!("src/{}: name it for what it is", source.path)),
    );
}

#[test]
fn a_package_is_named_only_where_it_belongs() {
    none(sources().iter().flat_map(|source| {
        PACKAGES
            .iter()
            .filter(|(package, rooms)| {
                let named = source.says_path(&format!("{package}::")) || source.says_path(&format!("use {package};"));
                named && !rooms.contains(&source.room())
            })
            .map(|(package, _)| format!("src/{}: `{}` must not name `{package}`", source.path, source.room()))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn only_the_store_speaks_sql() {
    let starts =
        ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "CREATE TABLE", "CREATE INDEX", "PRAGMA ", "BEGIN IMMEDIATE"];
    none(sources().iter().filter(|source| source.room() != "store").flat_map(|source| {
        source
            .literals
            .iter()
            .filter(|literal| starts.iter().any(|start| literal.trim_start().starts_with(start)))
            .map(|literal| format!("src/{}: SQL outside the store: {literal}", source.path))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn only_the_outside_reads_a_clock_or_the_environment() {
    let readings = ["Timestamp::now", "Zoned::now", "SystemTime::now", "Instant::now", "TimeZone::system", "std::env"];
    // The fake Polar is a server: it stands outside as the real one does, and dates its answers.
    let outside = |source: &Source| matches!(source.room(), "shell" | "cli" | "main" | "bin" | "demo");
    none(sources().iter().filter(|source| !outside(source)).flat_map(|source| {
        readings
            .iter()
            .filter(|reading| source.says_path(reading))
            .map(|reading| format!("src/{}: {reading} outside shell and cli", source.path))
            .collect::<Vec<_>>()
    }));
}

#[test]
fn only_the_outside_draws_random_numbers() {
    none(
        sources()
            .iter()
            .filter(|source| !matches!(source.room(), "shell" | "cli" | "demo"))
            .filter(|source| source.says_path("fastrand::"))
            .map(|source| format!("src/{}: chance outside the shell", source.path)),
    );
}

#[test]
fn unsafe_stands_only_where_a_system_needs_it() {
    none(
        sources()
            .iter()
            .filter(|source| !source.path.starts_with("shell/macos") && source.path != "shell/linux/memory.rs")
            .filter(|source| source.says("unsafe"))
            .map(|source| format!("src/{}: `unsafe` outside shell/macos and shell/linux/memory", source.path)),
    );
}

#[test]
fn no_floating_point_number_comes_near_money() {
    none(
        sources()
            .iter()
            .filter(|source| matches!(source.room(), "money" | "domain" | "figures" | "polar" | "store"))
            .filter(|source| source.says("f64") || source.says("f32"))
            .map(|source| format!("src/{}: a floating-point number", source.path)),
    );
}

#[test]
fn the_page_of_the_window_is_shown_by_its_own_program_only() {
    none(
        sources()
            .iter()
            .filter(|source| !source.path.starts_with("bin/revone-window/"))
            .filter(|source| source.says("wry"))
            .map(|source| format!("src/{}: wry outside the window's program", source.path)),
    );
}

#[test]
fn the_window_knows_neither_ledger_nor_network() {
    none(
        sources()
            .iter()
            .filter(|source| source.path.starts_with("bin/revone-window/"))
            .flat_map(|source| source.rooms_named().into_iter().map(|named| (source.path.clone(), named)))
            .filter(|(_, named)| matches!(named.as_str(), "store" | "sync" | "demo" | "cli"))
            .map(|(path, named)| format!("src/{path}: the window must not name `{named}`")),
    );
}

#[test]
fn no_file_is_longer_than_one_idea() {
    let longest = 400;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    none(sources().iter().filter_map(|source| {
        let lines = std::fs::read_to_string(root.join(&source.path)).unwrap().lines().count();
        (lines > longest).then(|| format!("src/{}: {lines} lines, more than {longest}", source.path))
    }));
}
