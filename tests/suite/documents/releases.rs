//! What a release says of itself: its version, its notes, its sums, and whether it is signed.

use std::path::Path;
use std::process::Command;

use super::{read, run, run_with};

const CHANGELOG: &str = "\
# Changelog

What changed.

## [Unreleased]

## [1.10.0] - 2027-02-01

### Added
- One thing, over
  two lines.

### Fixed
- Another; see [1.1.0].

## [1.1.0] - 2027-01-01
- The first.

[1.10.0]: https://example.org/compare/v1.1.0...v1.10.0
[1.1.0]: https://example.org/releases/v1.1.0
";

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_notes_of_a_release_are_its_section_of_the_changelog() {
    let folder = tempfile::tempdir().unwrap();
    let changelog = written(folder.path(), "CHANGELOG.md", CHANGELOG);
    let cases = [
        ("1.10.0", "### Added\n- One thing, over\n  two lines.\n\n### Fixed\n- Another; see [1.1.0].\n"),
        ("1.1.0", "- The first.\n"),
    ];
    for (version, notes) in cases {
        let said = run("release-notes.sh", &[version, &changelog]);
        assert!(said.succeeded, "{version}: {}", said.error);
        assert_eq!(said.text, notes, "{version}");
    }
}

#[test]
fn a_version_of_which_nothing_is_said_has_no_notes() {
    let folder = tempfile::tempdir().unwrap();
    let changelog = written(folder.path(), "CHANGELOG.md", CHANGELOG);
    for version in ["1.2.0", "1.1", "1.10", "Unreleased", ".*"] {
        let said = run("release-notes.sh", &[version, &changelog]);
        assert_eq!(said.code, Some(1), "{version}");
        assert_eq!(said.text, "", "{version}");
        let cure = format!("{changelog} says nothing of {version}. Add a section that begins with: ## [{version}]\n");
        assert_eq!(said.error, cure);
    }
    assert_eq!(run("release-notes.sh", &[]).code, Some(2));
    assert_eq!(run("release-notes.sh", &["1.1.0", "no changelog"]).code, Some(2));
}

#[test]
fn this_version_has_notes_of_its_own() {
    let notes = run("release-notes.sh", &[env!("CARGO_PKG_VERSION")]);
    assert!(notes.succeeded, "{}", notes.error);
    assert!(read("CHANGELOG.md").contains(&notes.text));
    assert!(!notes.text.contains("\n## "), "{}", notes.text);
}

/// What `version.sh` answers where CHANGELOG.md begins with `sections`.
fn version_where(sections: &str, tag: &[&str]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let scripts = folder.path().join("assets/build");
    std::fs::create_dir_all(&scripts).unwrap();
    written(&scripts, "version.sh", &read("assets/build/version.sh"));
    for name in ["Cargo.toml", "Cargo.lock"] {
        written(folder.path(), name, &read(name));
    }
    written(folder.path(), "CHANGELOG.md", &format!("# Changelog\n\n{sections}\n\n[1.1.0]: https://example.org\n"));
    let output = Command::new("bash").arg(scripts.join("version.sh")).args(tag).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

#[test]
fn a_tag_of_another_version_is_no_release() {
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(run("version.sh", &[]).text.trim(), version);
    let section = format!("## [{version}]\n- One.");
    let own = format!("v{version}");
    assert_eq!(version_where(&section, &[&own]), (Some(0), format!("{version}\n")));
    for (tag, complaint) in [
        ("v99.0.0", format!("The tag says 99.0.0, and Cargo.toml says {version}.")),
        (version, format!("Tags of releases begin with v: v{version}.")),
    ] {
        let (code, said) = version_where(&section, &[tag]);
        assert_eq!(code, Some(1), "{tag}");
        assert!(said.contains(&complaint), "{said}");
    }
    let (code, said) = version_where("## [99.0.0]\n- One.", &[&own]);
    assert_eq!(code, Some(1));
    assert!(said.contains("The newest version of CHANGELOG.md says 99.0.0"), "{said}");
}

#[test]
fn what_is_not_released_yet_is_no_version_and_is_left_out_of_no_release() {
    let version = env!("CARGO_PKG_VERSION");
    let own = format!("v{version}");
    for (unreleased, released) in [("", true), ("\n### Added\n- One thing.\n", false)] {
        let sections = format!("## [Unreleased]\n{unreleased}\n## [{version}]\n- Another.");
        // While something is being made it stands there.
        assert_eq!(version_where(&sections, &[]), (Some(0), format!("{version}\n")));
        let (code, said) = version_where(&sections, &[&own]);
        assert_eq!(code, Some(i32::from(!released)), "{said}");
        let cure = format!("move it into the section of {version}");
        assert_eq!(said.contains(&cure), !released, "{said}");
    }
}

#[test]
fn a_draft_holds_what_was_built_its_cask_and_the_sums_of_all() {
    let version = env!("CARGO_PKG_VERSION");
    let folder = tempfile::tempdir().unwrap();
    let [built, draft] = ["built here", "draft"].map(|name| folder.path().join(name));
    std::fs::create_dir_all(built.join("linux/sbom")).unwrap();
    std::fs::create_dir_all(built.join("macos")).unwrap();
    let image = format!("Revone-{version}.dmg");
    written(&built.join("macos"), &image, "an image");
    written(&built.join("linux"), "revone-linux.tar.gz", "abc");
    written(&built.join("linux/sbom"), "revone-linux.cdx.json", "{}");
    written(&built.join("linux"), "notes.txt", "nothing of a release");

    let make = |signed: &str| {
        let variables = [("DRAFT_FOLDER", draft.to_str().unwrap()), ("SIGNED", signed)];
        run_with("draft.sh", &[version, built.to_str().unwrap()], &variables)
    };
    let made = make("yes");
    assert!(made.succeeded, "{}", made.error);
    let mut names: Vec<String> =
        std::fs::read_dir(&draft).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, [image.as_str(), "SHA256SUMS", "revone-linux.cdx.json", "revone-linux.tar.gz", "revone.rb"]);
    let sums = std::fs::read_to_string(draft.join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), 4, "{sums}");
    // FIPS 180-2, appendix B.1: the sum of "abc".
    let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  revone-linux.tar.gz";
    assert!(sums.lines().any(|line| line == sum), "{sums}");
    assert!(!made.text.contains("not notarized"), "{}", made.text);
    // Whoever downloads it is told before macOS is the first to say so, and Homebrew is not given what macOS does not open.
    std::fs::remove_dir_all(&draft).unwrap();
    assert!(make("no").text.contains("not notarized"));
    assert!(!draft.join("revone.rb").exists());
    let sums = std::fs::read_to_string(draft.join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), 3, "{sums}");

    std::fs::remove_file(built.join("macos").join(&image)).unwrap();
    std::fs::remove_dir_all(&draft).unwrap();
    assert_eq!(make("yes").code, Some(1), "without an image there is no release");
}

#[test]
fn a_version_with_a_hyphen_is_drafted_as_a_pre_release() {
    for (version, is_early) in [("9.8.7-beta.1", true), ("9.8.7", false), ("9.8.7+some-build", false)] {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        // What `draft.sh` calls beside itself and GitHub: notes are those of this version, and nobody is asked.
        for name in ["assets/build", "built", "bin"] {
            std::fs::create_dir_all(path(name)).unwrap();
        }
        for name in ["draft.sh", "release-notes.sh", "checksums.sh", "cask.sh"] {
            std::os::unix::fs::symlink(super::root().join("assets/build").join(name), path("assets/build").join(name))
                .unwrap();
        }
        std::os::unix::fs::symlink(super::root().join("tests/suite/bundle/mac_tools.sh"), path("bin/gh")).unwrap();
        written(folder.path(), "CHANGELOG.md", &format!("## [{version}]\n- One.\n"));
        written(&path("built"), &format!("Revone-{version}.dmg"), "an image");
        let places = format!("{}:{}", path("bin").display(), std::env::var("PATH").unwrap());
        let output = Command::new(path("assets/build/draft.sh"))
            .args([version, path("built").to_str().unwrap()])
            .env("PATH", places)
            .env("CALLS", path("calls"))
            .env("TMPDIR", folder.path())
            .env_remove("DRAFT_FOLDER")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let called = std::fs::read_to_string(path("calls")).unwrap();
        assert!(called.starts_with(&format!("gh release create v{version} --draft")), "{called}");
        assert_eq!(called.contains(" --prerelease "), is_early, "{called}");
    }
}

#[test]
fn a_release_is_signed_by_all_secrets_or_by_none() {
    let every = ["SIGNING_CERTIFICATE", "SIGNING_PASSWORD", "NOTARY_KEY", "NOTARY_KEY_ID", "NOTARY_ISSUER"];
    let folder = tempfile::tempdir().unwrap();
    let output = written(folder.path(), "output", "");
    // GitHub gives a secret that is not there as an empty text.
    let given = |names: &[&'static str]| {
        let mut variables: Vec<(&str, &str)> =
            every.map(|name| (name, if names.contains(&name) { "x" } else { "" })).into();
        variables.push(("PROVISIONING_PROFILE", if names.contains(&"PROVISIONING_PROFILE") { "x" } else { "" }));
        variables.push(("GITHUB_OUTPUT", &output));
        run_with("signing.sh", &[], &variables)
    };

    let none = given(&[]);
    assert!(none.succeeded, "{}", none.error);
    assert!(none.text.contains("not notarized"), "{}", none.text);
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "signed=no\n");

    for (names, missing) in [
        (&every[..1], &every[1..]),
        (&every[..2], &every[2..]),
        (&every[2..], &every[..2]),
        (&["PROVISIONING_PROFILE"][..], &every[..]),
    ] {
        let half = given(names);
        assert_eq!(half.code, Some(1), "{names:?}");
        assert!(half.error.contains(&missing.join(" ")), "{}", half.error);
    }
    let page = read("docs/releasing.md");
    for name in every.into_iter().chain(["PROVISIONING_PROFILE"]) {
        assert!(page.contains(&format!("`{name}`")), "docs/releasing.md does not name {name}");
    }
}
