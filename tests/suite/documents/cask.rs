//! The Homebrew cask: what it installs is what is built, and what it throws away is what a Mac keeps of the program.

use std::collections::BTreeSet;
use std::path::Path;

use revone::shell::Home;
// The service in the Keychain is called as the bundle is.
use revone::shell::secrets::SERVICE as IDENTIFIER;

use super::{files, read, run};

/// What macOS writes for the program: below which folder, why, and the file and the words in the sources that it comes of.
const KEPT_BY_THE_SYSTEM: [(&str, &str, &str, &str); 3] = [
    (
        "~/Library/Preferences/app.revone.Revone.plist",
        "where the owner put the icon, under the item's name",
        "src/shell/macos/status_item.rs",
        "setAutosaveName",
    ),
    (
        "~/Library/Preferences/app.revone.Revone.Window.plist",
        "which folder the panel for an export showed, and how large it was",
        "src/bin/revone-window/save.rs",
        "rfd::AsyncFileDialog",
    ),
    (
        "~/Library/Saved Application State/app.revone.Revone.Window.savedState",
        "the windows of a program that has any, by AppKit",
        "src/bin/revone-window/view.rs",
        "WebViewBuilder",
    ),
];

/// What other programs of this kind leave behind, and why this one does not: a word without which it would not be so, and
/// whether the sources say it.
const NOT_KEPT: [(&str, &str, &str, bool); 7] = [
    ("/WebKit/", "the web view is a private one", ".with_incognito(!automated)", true),
    ("/Caches/", "HTTP is asked without a cache of the system's", "NSURLSession", false),
    ("/HTTPStorages/", "HTTP is asked without the system's sessions", "NSURLSession", false),
    ("/Cookies/", "HTTP is asked without cookies", "cookie_store", false),
    ("/LaunchAgents/", "SMAppService keeps no file of the user's", "LaunchAgents", false),
    ("/Containers/", "the program is not sandboxed", "com.apple.security.app-sandbox", false),
    ("app.revone.Revone.savedState", "the menu-bar program has no window that could come back", "WindowBuilder", false),
];

fn cask() -> String {
    read("assets/homebrew/revone.rb")
}

/// What stands between quotes in `text`.
fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

fn trashed(cask: &str) -> Vec<&str> {
    let list = cask.split_once("zap trash: [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    quoted(list)
}

/// What is quoted in the line that begins with `word`.
fn line_of<'a>(cask: &'a str, word: &str) -> Vec<&'a str> {
    cask.lines().find_map(|line| line.trim().strip_prefix(word).map(quoted)).unwrap_or_default()
}

/// The value after `key` in a property list.
fn value_of(plist: &str, key: &str) -> String {
    let text = read(plist);
    let after = text.split_once(&format!("<key>{key}</key>")).unwrap().1;
    after.split_once("<string>").and_then(|(_, value)| value.split_once("</string>")).unwrap().0.to_owned()
}

/// The sources of the program and what a bundle is made of: where a thing would stand if the program did it. Of the
/// menu-bar program alone unless `window` is asked for, too.
fn sources(window: bool) -> String {
    let root = super::root();
    let of_the_program = |file: &Path| {
        let ending = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let is_source = file.starts_with(root.join("src")) && ending == "rs";
        (is_source && (window || !file.starts_with(root.join("src/bin")))) || matches!(ending, "entitlements" | "plist")
    };
    let texts =
        files().into_iter().filter(|file| of_the_program(file)).map(|file| std::fs::read_to_string(file).unwrap());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn zap_throws_away_exactly_what_a_mac_keeps_of_the_program() {
    let home = Home::on_a_mac(Path::new("~"));
    let own = [home.data(), home.logs()].map(|folder| folder.to_str().unwrap().to_owned());
    let system = KEPT_BY_THE_SYSTEM.map(|(path, ..)| path.to_owned());
    let kept: BTreeSet<String> = own.into_iter().chain(system).collect();

    let cask = cask();
    let listed = trashed(&cask);
    assert_eq!(listed.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>(), kept);
    assert_eq!(listed.len(), kept.len(), "a path stands there twice");
    // As `brew style` does: small and capital letters are the same.
    assert!(listed.is_sorted_by_key(|path| path.to_lowercase()), "Homebrew wants the list in the order of letters");
}

#[test]
fn every_file_of_the_program_is_in_a_folder_that_zap_throws_away() {
    let home = Home::on_a_mac(Path::new("~"));
    let kept = [home.ledger(), home.settings(), home.accounts(), home.accounts_lock(), home.sync_lock()];
    let cask = cask();
    let listed = trashed(&cask);
    for file in kept {
        assert!(listed.iter().any(|folder| file.starts_with(folder)), "{}", file.display());
    }
}

#[test]
fn what_the_system_keeps_has_its_cause_in_the_sources() {
    let identifiers = [IDENTIFIER.to_owned(), format!("{IDENTIFIER}.Window")];
    for (path, why, source, word) in KEPT_BY_THE_SYSTEM {
        assert!(read(source).contains(word), "{path} ({why}): {source} no longer says {word}");
        let name = Path::new(path).file_stem().unwrap().to_str().unwrap();
        assert!(identifiers.iter().any(|identifier| identifier == name), "{path}: no bundle is called {name}");
    }
}

#[test]
fn what_the_system_does_not_keep_is_not_listed_and_has_its_cause_in_the_sources() {
    let cask = cask();
    for (part, why, word, is_said) in NOT_KEPT {
        assert!(!trashed(&cask).iter().any(|path| path.contains(part)), "{part}: {why}");
        let sources = sources(is_said);
        assert_eq!(sources.contains(word), is_said, "{part} is left out because {why}: {word}");
    }
}

#[test]
fn the_cask_installs_what_is_built_and_links_the_command() {
    let cask = cask();
    let repository = env!("CARGO_PKG_REPOSITORY");
    let [app] = line_of(&cask, "app ")[..] else { panic!("one app") };
    let program = value_of("Info.plist", "CFBundleExecutable");
    assert_eq!(line_of(&cask, "binary "), [format!("#{{appdir}}/{app}/Contents/MacOS/{program}")]);
    assert_eq!(line_of(&cask, "homepage "), [repository]);
    assert_eq!(line_of(&cask, "desc "), [env!("CARGO_PKG_DESCRIPTION")]);
    assert_eq!(
        line_of(&cask, "url "),
        [format!("{repository}/releases/download/v#{{version}}/Revone-#{{version}}.dmg")]
    );
    assert_eq!(line_of(&cask, "uninstall quit:"), [IDENTIFIER]);
    assert_eq!(line_of(&cask, "login_item:"), [value_of("Info.plist", "CFBundleName")]);
    // Homebrew calls it Ventura, and means it or later.
    assert!(read("Info.plist").contains(">13.0<") || read("Cargo.toml").contains("minimum-system = \"13.0\""));
    assert!(cask.contains("depends_on macos: :ventura\n"));
}

#[test]
fn a_release_fills_in_version_and_sum() {
    let folder = tempfile::tempdir().unwrap();
    let image = folder.path().join("an image.dmg");
    std::fs::write(&image, "abc").unwrap();
    let filled = run("cask.sh", &["1.2.3", image.to_str().unwrap()]);
    assert!(filled.succeeded, "{}", filled.error);
    assert_eq!(line_of(&filled.text, "version "), ["1.2.3"]);
    // FIPS 180-2, appendix B.1: the sum of "abc".
    assert_eq!(line_of(&filled.text, "sha256 "), ["ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"]);
    assert!(!filled.text.contains('@'), "{}", filled.text);
    assert!(!run("cask.sh", &["1.2.3", "no image"]).succeeded);
}

#[test]
fn homebrew_is_told_the_whole_name_of_the_cask_everywhere() {
    // A tap that nobody has vouched for on this computer is asked only by whoever names it.
    let owner = env!("CARGO_PKG_REPOSITORY").rsplit('/').nth(1).unwrap();
    let command = format!("brew install --cask {owner}/tap/revone");
    for document in ["README.md", "docs/releasing.md"] {
        let text = read(document);
        assert!(text.contains(&command), "{document} does not name `{command}`");
        assert_eq!(text.matches("brew install").count(), text.matches(&command).count(), "{document}");
        assert!(!text.contains("brew tap"), "{document}");
    }
}
