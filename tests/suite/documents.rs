//! What the documents say is so: versions agree, commands exist, links lead somewhere.

mod cask;
mod releases;
mod reliability;
pub mod security;
mod supply;
mod workflows;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use revone::app::settings::Field;

const DOCUMENTS: [&str; 7] = [
    "README.md",
    "ARCHITECTURE.md",
    "BENCHMARKS.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "RELIABILITY.md",
    "docs/by-hand.md",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every document: these, and the pages of `docs`.
fn documents() -> BTreeSet<String> {
    let pages = std::fs::read_dir(root().join("docs")).unwrap();
    let pages = pages.map(|page| format!("docs/{}", page.unwrap().file_name().to_str().unwrap()));
    DOCUMENTS.map(str::to_owned).into_iter().chain(pages.filter(|page| page.ends_with(".md"))).collect()
}

/// Every file of the project itself.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            match name.as_str() {
                "target" | ".git" => {}
                _ if path.is_dir() => folders.push(path),
                _ => files.push(path),
            }
        }
    }
    files
}

/// What a script of `assets/build` answered.
struct Answer {
    succeeded: bool,
    code: Option<i32>,
    text: String,
    error: String,
}

fn run(script: &str, arguments: &[&str]) -> Answer {
    run_with(script, arguments, &[])
}

fn run_with(script: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Answer {
    let path = root().join("assets/build").join(script);
    let output = Command::new(&path).args(arguments).envs(variables.iter().copied()).output();
    let output = output.unwrap_or_else(|error| panic!("{script}: {error}"));
    Answer {
        succeeded: output.status.success(),
        code: output.status.code(),
        text: String::from_utf8(output.stdout).unwrap(),
        error: String::from_utf8(output.stderr).unwrap(),
    }
}

fn make_targets() -> BTreeSet<String> {
    read("Makefile")
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_lowercase()))
        .filter_map(|line| line.split_once(':').map(|(target, _)| target.trim().to_owned()))
        .collect()
}

/// What stands in code fences and between backticks.
fn code_of(markdown: &str) -> Vec<String> {
    let mut code = Vec::new();
    for (at, part) in markdown.split("```").enumerate() {
        if at % 2 == 1 {
            code.extend(part.lines().skip(1).map(str::to_owned));
        } else {
            code.extend(part.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    code
}

/// The second words of the commands that start with `program`. After two spaces stands what a command is for.
fn commands_of<'a>(code: &'a [String], program: &str) -> BTreeSet<&'a str> {
    code.iter()
        .map(|line| line.trim().trim_start_matches("$ "))
        .filter_map(|line| line.strip_prefix(program)?.strip_prefix(' '))
        .filter_map(|rest| rest.split(' ').next())
        .filter(|word| word.starts_with(|first: char| first.is_ascii_lowercase()))
        .collect()
}

#[test]
fn the_versions_agree() {
    let version = env!("CARGO_PKG_VERSION");
    let changelog = read("CHANGELOG.md");
    let mut sections = changelog.lines().filter_map(|line| line.strip_prefix("## "));
    let newest = sections.find(|heading| !heading.starts_with("[Unreleased]")).unwrap_or_default();
    let newest = newest.trim_start_matches('[').split([']', ' ']).next().unwrap_or_default();
    assert_eq!(newest, version, "the newest entry of CHANGELOG.md");
    for (_, after) in read("README.md").match_indices("Revone ").map(|(at, name)| (at, at + name.len())) {
        let readme = read("README.md");
        let word = readme[after..].split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',', ':', ')']);
        let is_version = word.split('.').count() == 3 && word.split('.').all(|part| part.parse::<u32>().is_ok());
        assert!(!is_version || word == version, "README.md names version {word}");
    }
    for plist in files().iter().filter(|file| file.extension().is_some_and(|extension| extension == "plist")) {
        let text = std::fs::read_to_string(plist).unwrap();
        // `make app` fills them in from Cargo.toml, so that there is nothing here that could disagree.
        for (key, filled_in) in [("CFBundleShortVersionString", "@VERSION@"), ("CFBundleVersion", "@BUILD@")] {
            let Some((_, after)) = text.split_once(key) else { panic!("{} has no {key}", plist.display()) };
            let value = after.split_once("<string>").and_then(|(_, value)| value.split_once("</string>"));
            assert_eq!(value.map(|(value, _)| value), Some(filled_in), "{key} in {}", plist.display());
            assert!(read("assets/build/facts.sh").contains(filled_in), "{filled_in} is filled in");
        }
    }
}

#[test]
fn the_readme_names_the_compiler_that_cargo_asks_for() {
    let readme = read("README.md");
    for (at, _) in readme.match_indices("Rust 1.") {
        let named =
            readme[at + "Rust ".len()..].split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
        assert_eq!(named.trim_end_matches('.'), env!("CARGO_PKG_RUST_VERSION"), "README.md");
    }
}

#[test]
fn every_make_command_in_the_documents_exists() {
    let targets = make_targets();
    for document in documents() {
        for command in commands_of(&code_of(&read(&document)), "make") {
            assert!(targets.contains(command), "{document} names `make {command}`, and the Makefile does not");
        }
    }
}

#[test]
fn every_command_in_the_documents_exists() {
    let help = Command::new(env!("CARGO_BIN_EXE_revone")).arg("--help").env("NO_COLOR", "1").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let known: BTreeSet<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .take_while(|line| !line.starts_with("Options:"))
        .filter_map(|line| line.strip_prefix("  ")?.split(' ').next())
        .collect();
    for document in documents() {
        let text = read(&document);
        for command in commands_of(&code_of(&text), "revone") {
            assert!(known.contains(command), "{document} names `revone {command}`; `revone --help` knows {known:?}");
        }
        for line in code_of(&text).iter().filter(|line| line.starts_with("revone --")) {
            let option = line.split_whitespace().nth(1).unwrap_or_default();
            assert!(help.contains(option), "{document} names `revone {option}`, and `revone --help` does not");
        }
    }
}

#[test]
fn the_readme_names_every_field_of_a_template_and_no_other() {
    let readme = read("README.md");
    let section = readme.split("\n## ").find(|section| section.starts_with("In other bars and scripts")).unwrap();
    let named: BTreeSet<&str> = section.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next()).collect();
    assert_eq!(named, Field::ALL.into_iter().map(Field::name).collect());
}

#[test]
fn the_readme_links_to_every_file_for_another_bar() {
    let readme = read("README.md");
    for file in files().iter().filter_map(|file| file.strip_prefix(root().join("assets/integrations")).ok()) {
        let link = format!("](assets/integrations/{})", file.display());
        assert!(readme.contains(&link), "README.md does not name {}", file.display());
    }
}

#[test]
fn what_is_looked_at_by_hand_are_ten_lines_in_the_programs_own_words() {
    let page = read("docs/by-hand.md");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next()?.parse::<u32>().ok());
    assert_eq!(rows.collect::<Vec<_>>(), (1..=10).collect::<Vec<_>>());
    assert!(page.contains(&format!("“{}”", revone::view::words::MOVE_TO_APPLICATIONS)));
    let sources: Vec<String> = files()
        .iter()
        .filter(|file| file.starts_with(root().join("src")))
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .collect();
    // The names of rows and buttons; one of them is the Keychain's.
    for name in page.split("**").skip(1).step_by(2).filter(|name| *name != "Always Allow") {
        let quoted = format!("\"{name}\"");
        assert!(sources.iter().any(|source| source.contains(&quoted)), "nothing in the program is called {name}");
    }
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for document in documents() {
        let text = read(&document);
        let links = text.split("](").skip(1).filter_map(|after| after.split(')').next());
        for link in links.filter(|link| !link.contains("://") && !link.starts_with(['#', '<'])) {
            let file = link.split('#').next().unwrap_or_default();
            let folder = root().join(&document).parent().map(Path::to_owned).unwrap_or_default();
            assert!(folder.join(file).exists(), "{document} links to {file}, which is not there");
        }
    }
}

/// Words are put together here, so that this file itself does not say them.
fn words_of_one_machine() -> Vec<String> {
    let folders = ["work", "root", "home", "Users"].map(|folder| format!("/{folder}/"));
    let hosts =
        [("index.crates", "io"), ("static.crates", "io"), ("registry.npmjs", "org"), ("files.pythonhosted", "org")];
    folders.into_iter().chain(hosts.map(|(name, top)| format!("{name}.{top}"))).collect()
}

#[test]
fn no_file_names_a_folder_or_a_registry_of_one_machine() {
    let words = words_of_one_machine();
    for file in files() {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        for word in &words {
            assert!(!text.contains(word.as_str()), "{} names {word}", file.display());
        }
    }
}

#[test]
fn no_file_holds_an_access_token() {
    let prefix = ["polar", "oat", ""].join("_");
    for file in files() {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        for (at, _) in text.match_indices(&prefix) {
            let secret = text[at + prefix.len()..].chars().take_while(char::is_ascii_alphanumeric).count();
            assert!(secret < 16, "{} holds what looks like an access token", file.display());
        }
    }
}
