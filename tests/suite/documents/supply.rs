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
