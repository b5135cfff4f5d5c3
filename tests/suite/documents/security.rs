//! What `SECURITY.md` promises is what the program has.

use std::collections::BTreeSet;
use std::path::Path;

use revone::polar::Scope;
use revone::shell::Home;
use revone::shell::secrets::SERVICE;

use super::{code_of, read};

/// What the page says is kept.
fn kept() -> Vec<String> {
    let page = read("SECURITY.md");
    code_of(page.split("\n## ").find(|section| section.starts_with("What is kept, and where")).unwrap())
}

/// Whether the page names this file: as it is, or by how its name begins.
pub fn names(file: &str) -> bool {
    kept().iter().any(|name| name.strip_suffix('*').map_or(name == file, |start| file.starts_with(start)))
}

#[test]
fn every_file_of_a_home_is_named_and_nothing_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path());
    std::fs::create_dir(home.logs()).unwrap();
    let named: BTreeSet<String> = kept().into_iter().filter(|code| !code.contains([' ', '/'])).collect();
    let is_a_file = |name: &&String| {
        [".json", ".lock", ".sock", ".txt"].iter().any(|end| name.ends_with(end)) || name.starts_with("ledger.")
    };
    for name in named.iter().filter(is_a_file) {
        let something = if name.ends_with(".txt") { "20261121T094000Z" } else { "17.sqlite" };
        std::fs::write(folder.path().join(name.replace('*', something)), "").unwrap();
    }
    let written = std::fs::read_dir(folder.path()).unwrap().count() - 1;
    assert_eq!(home.kept_files().unwrap().len(), written, "a file is named that a reset does not remove");
    for kept in Home::names_kept() {
        let start = kept.trim_end_matches('*');
        assert!(named.iter().any(|name| name.starts_with(start)), "SECURITY.md does not name {kept}");
    }
    assert_eq!(written, Home::names_kept().count() + 2, "of the ledger it names three files");
    assert!(named.contains("logs") && home.logs().ends_with("logs"));
    let of_the_home =
        [home.ledger(), home.settings(), home.accounts(), home.accounts_lock(), home.watch_lock(), home.sync_lock()];
    for file in of_the_home {
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(names(name), "SECURITY.md does not name {name}");
    }
}

#[test]
fn folders_scopes_service_and_form_are_the_programs_own() {
    let page = read("SECURITY.md");
    let (mac, linux) =
        (Home::on_a_mac(Path::new("~")), Home::in_xdg(Path::new("~/.local/share"), Path::new("~/.local/state")));
    for folder in [mac.data(), mac.logs(), linux.data(), linux.logs()] {
        assert!(page.contains(&format!("`{}`", folder.display())), "{}", folder.display());
    }
    let scopes: BTreeSet<String> = code_of(&page).into_iter().filter(|code| code.ends_with(":read")).collect();
    assert_eq!(scopes, Scope::ALL.iter().map(|scope| scope.code().to_owned()).collect());
    assert!(page.contains(&format!("`{SERVICE}`")));
    #[cfg(all(target_os = "linux", feature = "tray", feature = "window"))]
    assert!(page.contains(&format!(" {} encodings", crate::secrets::traces::Traces::encodings())));
    assert!(page.contains(&format!("({}/security/advisories/new)", env!("CARGO_PKG_REPOSITORY"))));
}
