//! RELIABILITY.md is what `make soak` writes, and says nothing less than what the runs have said.

use std::collections::BTreeSet;

use super::{files, read, root, run};

/// The keys for which the page has a row, beside one for each fuzzer.
fn keys() -> BTreeSet<String> {
    let script = read("assets/build/reliability.sh");
    let (_, rows) = script.split_once("<<'ROWS'\n").unwrap();
    let (rows, _) = rows.split_once("\nROWS\n").unwrap();
    rows.lines().map(|row| row.split('|').next().unwrap().to_owned()).collect()
}

fn page_of(said: &str) -> super::Answer {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("said");
    std::fs::write(&path, said).unwrap();
    run("reliability.sh", &[path.to_str().unwrap()])
}

fn every_key_said() -> String {
    let keys = keys().into_iter().chain(["fuzz.orders".to_owned(), "fuzz.typed".to_owned()]);
    keys.map(|key| format!("reliability: {key}: survived 3 of 3 kills, 1200 executions\n")).collect()
}

#[test]
fn every_figure_that_a_run_says_has_a_row() {
    let keys = keys();
    for file in files().iter().filter(|file| file.extension().is_some_and(|extension| extension == "rs")) {
        let text = std::fs::read_to_string(file).unwrap();
        for said in text.split("\"reliability: ").skip(1) {
            let key = said.split(':').next().unwrap_or_default();
            let is_known = keys.contains(key) || key.contains('{') || file.ends_with("documents/reliability.rs");
            assert!(is_known, "{}: {key}", file.display());
        }
    }
}

#[test]
fn the_page_is_written_of_all_figures_or_not_at_all() {
    let said = every_key_said();
    let page = page_of(&said);
    assert!(page.succeeded, "{}", page.error);
    assert_eq!(page.text.lines().filter(|line| line.starts_with("| ")).count(), keys().len() + 3, "{}", page.text);
    // Of the sums, too: the kills of each row, and what both fuzzers have tried.
    let crashes = keys().iter().filter(|key| key.starts_with("crashes.")).count();
    assert!(page.text.contains(&format!("In all {} kills", crashes * 3)), "{}", page.text);
    assert!(page.text.contains(" 2,400 executions"), "{}", page.text);
    let missing = page_of(&said.replace("reliability: tray:", "reliability of the tray:"));
    assert!(!missing.succeeded && missing.error.contains("tray"), "{}", missing.error);
    let unknown = page_of(&format!("{said}reliability: weather: fine\n"));
    assert!(!unknown.succeeded && unknown.error.contains("weather"), "{}", unknown.error);
    let unfuzzed = page_of(&said.replace("fuzz.", "fuzzed."));
    assert!(!unfuzzed.succeeded);
}

#[test]
fn the_page_that_is_kept_is_one_of_these_and_names_what_repeats_it() {
    let page = read("RELIABILITY.md");
    let soak = read("assets/build/soak.sh");
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    let fuzzers = std::fs::read_dir(root().join("tests/fuzz/targets")).unwrap().count();
    assert_eq!(rows.len(), keys().len() + fuzzers, "make soak writes RELIABILITY.md anew");
    for row in rows {
        let (_, part) = row.split_once("`make soak PARTS=").unwrap_or_else(|| panic!("{row}"));
        let part = part.split('`').next().unwrap();
        assert!(soak.contains(&format!("    {part})")), "soak.sh knows no part {part}");
        for (survived, played) in row.split(" of ").zip(row.split(" of ").skip(1)) {
            let survived = survived.rsplit(' ').next().unwrap().parse::<u64>();
            let played = played.split([' ', ';', ',']).next().unwrap().parse::<u64>();
            if let (Ok(survived), Ok(played)) = (survived, played) {
                assert_eq!(survived, played, "{row}");
            }
        }
    }
}
