//! What comes in with the packages: each direct one has its reason, all are locked, and nothing of ours runs while they build.

use std::collections::BTreeSet;

use super::{files, read, root};

/// The packages that are named in a manifest's tables of dependencies.
fn direct(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut in_dependencies = false;
    for line in manifest.lines().filter(|line| !line.starts_with('#')) {
        if let Some(table) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            in_dependencies = table.ends_with("dependencies");
        } else if in_dependencies && let Some((name, _)) = line.split_once(" = ") {
            names.insert(name.trim().trim_end_matches(".workspace").to_owned());
        }
    }
    names
}

/// The project's own manifests.
fn manifests() -> Vec<std::path::PathBuf> {
    files().into_iter().filter(|file| file.file_name().is_some_and(|name| name == "Cargo.toml")).collect()
}

#[test]
fn every_direct_dependency_has_its_reason_in_the_architecture() {
    let architecture = read("ARCHITECTURE.md");
    let (_, table) = architecture.split_once("| package | why it is here |").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let rows = table.lines().filter_map(|row| row.split('|').nth(1));
    let named: BTreeSet<&str> = rows.flat_map(|packages| packages.split('`').skip(1).step_by(2)).collect();
    for manifest in manifests() {
        let packages = direct(&std::fs::read_to_string(&manifest).unwrap());
        assert!(!packages.is_empty(), "{}", manifest.display());
        let without: Vec<_> = packages.iter().filter(|name| *name != "revone" && !named.contains(&***name)).collect();
        assert!(without.is_empty(), "{} brings {without:?} without a reason", manifest.display());
    }
    let all: BTreeSet<String> =
        manifests().iter().flat_map(|path| direct(&std::fs::read_to_string(path).unwrap())).collect();
    let gone: Vec<_> = named.iter().filter(|name| !all.contains(**name)).collect();
    assert!(gone.is_empty(), "a reason without its package: {gone:?}");
}

#[test]
fn the_tables_of_a_manifest_are_all_read() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\n# b = \"1\"\n[target.'cfg(unix)'.dependencies]\nc = { version = \"1\" }\n[dev-dependencies]\nd = \"1\"\n[features]\ne = []\n";
    assert_eq!(direct(manifest), ["a", "c", "d"].map(str::to_owned).into());
}

#[test]
fn every_package_is_locked_with_its_checksum_and_comes_from_one_place() {
    for manifest in manifests() {
        let lock = manifest.with_file_name("Cargo.lock");
        let text = std::fs::read_to_string(&lock).unwrap_or_else(|error| panic!("{}: {error}", lock.display()));
        let mut places = BTreeSet::new();
        for package in text.split("[[package]]").skip(1) {
            let value = |key: &str| package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
            let name = value("name").unwrap();
            match value("source") {
                None => assert!(["\"revone\"", "\"revone-fuzz\""].contains(&name), "{name} is locked nowhere"),
                Some(place) => {
                    assert!(value("checksum").is_some(), "{name} has no checksum in {}", lock.display());
                    places.insert(place.to_owned());
                }
            }
        }
        assert!(places.len() == 1 && places.iter().all(|place| place.starts_with("\"registry+")), "{places:?}");
    }
    let ignored = read(".gitignore");
    assert!(!ignored.lines().any(|line| line.contains("Cargo.lock")), "the lock file is left out of the history");
}

/// The packages of a lock file, each by its name and version.
fn locked(lock: &str) -> BTreeSet<(String, String)> {
    let text = read(lock);
    let value = |package: &str, key: &str| {
        let line = package.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.unwrap().trim_matches('"').to_owned()
    };
    text.split("[[package]]").skip(1).map(|package| (value(package, "name"), value(package, "version"))).collect()
}

#[test]
fn the_fuzzers_play_the_packages_that_the_program_is_made_of() {
    let (program, fuzzers) = (locked("Cargo.lock"), locked("tests/fuzz/Cargo.lock"));
    let version = ("revone".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
    assert!(program.contains(&version) && fuzzers.contains(&version), "a lock file is of another version of Revone");
    let names: BTreeSet<&String> = program.iter().map(|(name, _)| name).collect();
    let shared: Vec<_> = fuzzers.iter().filter(|(name, _)| names.contains(name)).collect();
    assert!(shared.len() > 50, "{}", shared.len());
    let others: Vec<_> = shared.into_iter().filter(|package| !program.contains(package)).collect();
    assert!(others.is_empty(), "tests/fuzz/Cargo.lock has other versions than Cargo.lock: {others:?}");
}

#[test]
fn the_fuzzers_lock_knows_every_package_that_the_program_asks_for() {
    let manifest = read("Cargo.toml");
    // What only tests need, or tray and window, is in no lock but the program's own.
    let of_tests = |table: &&str| table.lines().next().is_some_and(|head| head.ends_with("dev-dependencies]"));
    let shipped: Vec<&str> = manifest.split("\n[").filter(|table| !of_tests(table)).collect();
    let always = |line: &&str| !line.contains("optional = true");
    let asked = direct(&shipped.join("\n[").lines().filter(always).collect::<Vec<_>>().join("\n"));
    let lock = read("tests/fuzz/Cargo.lock");
    let revone = lock.split("[[package]]").find(|package| package.starts_with("\nname = \"revone\"\n")).unwrap();
    // A name may have its version behind it.
    let locked =
        |name: &str| revone.lines().any(|line| line.trim().trim_matches([',', '"']).split(' ').next() == Some(name));
    let missing: Vec<&String> = asked.iter().filter(|name| !locked(name)).collect();
    assert!(asked.len() > 10 && missing.is_empty(), "tests/fuzz/Cargo.lock does not know {missing:?}");
}

#[test]
fn nothing_of_ours_runs_while_the_program_is_built() {
    for manifest in manifests() {
        assert!(!manifest.with_file_name("build.rs").exists(), "{}", manifest.display());
        let text = std::fs::read_to_string(&manifest).unwrap();
        let scripts = text.lines().filter(|line| line.starts_with("build =") || line.contains("[build-dependencies]"));
        assert_eq!(scripts.count(), 0, "{}", manifest.display());
    }
    assert!(root().join("Cargo.toml").exists());
}
