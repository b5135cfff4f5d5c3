use std::collections::BTreeSet;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use super::root;
use crate::running::{Ended, Home, Run};

/// Tools of a Mac that note how they are called.
struct Mac(Home);

impl Mac {
    fn new() -> Self {
        let home = Home::new();
        let tools = [
            "uname", "rustup", "cargo", "lipo", "vtool", "plutil", "codesign", "ditto", "hdiutil", "xcrun", "security",
            "spctl", "ps", "defaults",
        ];
        for tool in tools {
            symlink(root().join("tests/suite/bundle/mac_tools.sh"), home.path("bin").join(tool)).unwrap();
        }
        Self(home)
    }

    /// Runs a script of `assets/build` on it.
    fn runs(&self, script: &str, environment: &[(&str, &str)]) -> Ended {
        let mut command = self.0.command(root().join("assets/build").join(script));
        command
            .current_dir(root())
            .env("CARGO_TARGET_DIR", self.0.path("target"))
            .env("CALLS", self.0.path("calls"))
            .envs(environment.iter().copied());
        Run::new(command, &[]).finish()
    }

    /// How the tools were called whose line begins with `start`, with the test's own folder left out.
    fn calls(&self, start: &str) -> Vec<String> {
        let folder = format!("{}/", self.0.root().display());
        let calls = std::fs::read_to_string(self.0.path("calls")).unwrap_or_default();
        calls.lines().filter(|line| line.starts_with(start)).map(|line| line.replace(&folder, "")).collect()
    }
}

const WINDOW: &str = "target/app/Revone.app/Contents/Helpers/Revone Window.app";
const IDENTITY: &str = "Developer ID Application: Somebody (TEAM123456)";
/// How Apple's answer is waited for, and in which form it is read.
const WAITING: &str = "--wait --timeout 45m --output-format plist";

#[test]
fn both_programs_are_built_for_both_kinds_of_mac_and_the_window_is_signed_first() {
    let mac = Mac::new();
    mac.runs("app.sh", &[]).exits(0).says(&["as it is meant", "for this Mac only"]);
    assert_eq!(
        mac.calls("cargo build"),
        ["aarch64", "x86_64"].map(|kind| format!("cargo build --release --locked --target {kind}-apple-darwin"))
    );
    let built = ["aarch64", "x86_64"].map(|kind| format!("target/{kind}-apple-darwin/release"));
    let joined = |program: &str, place: &str| {
        format!("lipo -create {}/{program} {}/{program} -output {place}/Contents/MacOS/{program}", built[0], built[1])
    };
    assert_eq!(mac.calls("lipo -create"), [joined("revone", "target/app/Revone.app"), joined("revone-window", WINDOW)]);
    let signed = "codesign --force --options runtime --sign - --timestamp=none";
    assert_eq!(
        mac.calls("codesign --force"),
        [format!("{signed} {WINDOW}"), format!("{signed} target/app/Revone.app")]
    );
    assert_eq!(mac.calls("codesign --verify"), ["codesign --verify --deep --strict target/app/Revone.app"]);
    assert!(mac.calls("xcrun").is_empty(), "nothing is sent to Apple");
}

#[test]
fn an_identity_gets_apples_date_and_a_profile_one_right_for_the_app_alone() {
    let mac = Mac::new();
    let profile = mac.0.path("revone.provisionprofile");
    std::fs::write(&profile, "a profile").unwrap();
    mac.runs(
        "app.sh",
        &[("IDENTITY", IDENTITY), ("PROFILE", profile.to_str().unwrap()), ("NOTARY_PROFILE", "somebody's")],
    )
    .exits(0);
    let signed = format!("codesign --force --options runtime --sign {IDENTITY} --timestamp");
    let rights = "target/app/Revone.entitlements";
    assert_eq!(
        mac.calls("codesign --force"),
        [format!("{signed} {WINDOW}"), format!("{signed} --entitlements {rights} target/app/Revone.app")]
    );
    let rights = std::fs::read_to_string(mac.0.path(rights)).unwrap();
    assert!(rights.contains("<string>TEAM123456.app.revone.Revone</string>") && !rights.contains('@'), "{rights}");
    assert_eq!(
        mac.calls("xcrun"),
        [
            &format!("xcrun notarytool submit target/app/Revone.zip --keychain-profile somebody's {WAITING}"),
            "xcrun stapler staple target/app/Revone.app",
            "xcrun stapler validate -q target/app/Revone.app",
        ]
    );
    assert_eq!(mac.calls("spctl"), ["spctl --assess --type execute target/app/Revone.app"]);
}

#[test]
fn an_api_key_is_named_by_its_file_its_id_and_its_issuer() {
    let mac = Mac::new();
    let key = [("NOTARY_KEY", "notary.p8"), ("NOTARY_KEY_ID", "KEY1234567"), ("NOTARY_ISSUER", "an-issuer")];
    mac.runs("app.sh", &[&key[..], &[("IDENTITY", IDENTITY)]].concat()).exits(0);
    let account = "--key notary.p8 --key-id KEY1234567 --issuer an-issuer";
    assert_eq!(
        mac.calls("xcrun notarytool"),
        [format!("xcrun notarytool submit target/app/Revone.zip {account} {WAITING}")]
    );
}

#[test]
fn what_apple_does_not_accept_is_no_release_and_its_reasons_are_told() {
    for (answer, log) in [("Invalid", true), ("Rejected", true), ("In Progress", true), ("none", false)] {
        let mac = Mac::new();
        let account = [("NOTARY_PROFILE", "somebody's"), ("IDENTITY", IDENTITY), ("FAKE_NOTARY", answer)];
        let told = mac.runs("app.sh", &account).exits(1).says(&["Apple did not notarize"]);
        assert_eq!(told.stderr.contains(answer), log, "{}", told.stderr);
        assert_eq!(told.stderr.contains("the signature has no secure timestamp"), log, "{}", told.stderr);
        let asked = mac.calls("xcrun notarytool log");
        let expected = ["xcrun notarytool log SUBMISSION --keychain-profile somebody's".to_owned()];
        assert_eq!(asked, if log { &expected[..] } else { &[] }, "{answer}");
        assert!(mac.calls("xcrun stapler").is_empty(), "{answer}");
    }
}

#[test]
fn what_no_identity_has_signed_is_not_sent_to_apple() {
    let mac = Mac::new();
    mac.runs("app.sh", &[("NOTARY_PROFILE", "somebody's")]).exits(2).says(&["name it in IDENTITY"]);
    mac.runs("app.sh", &[("PROFILE", "a profile")]).exits(2).says(&["name it in IDENTITY"]);
    assert!(mac.calls("xcrun").is_empty());
}

#[test]
fn a_program_for_one_kind_of_mac_alone_is_no_release() {
    let mac = Mac::new();
    mac.runs("app.sh", &[("FAKE_ARCHS", "arm64")]).exits(1).says(&["kinds of Mac of revone is \"arm64\""]);
    mac.runs("app.sh", &[("FAKE_ARCHS", "arm64"), ("ARCHS", "arm64")]).exits(0);
}

#[test]
fn the_disk_image_holds_the_app_and_is_signed_where_the_app_is() {
    let mac = Mac::new();
    let image = format!("target/Revone-{}.dmg", env!("CARGO_PKG_VERSION"));
    mac.runs("dmg.sh", &[]).exits(0).says(&[&image]);
    assert_eq!(mac.calls("hdiutil create").len(), 1);
    assert!(!mac.calls("codesign").iter().any(|call| call.ends_with(".dmg")));
    let identity = [("IDENTITY", IDENTITY), ("NOTARY_PROFILE", "somebody's")];
    mac.runs("dmg.sh", &identity).exits(0);
    assert!(mac.calls("codesign --force --timestamp").iter().any(|call| call.ends_with(&image)));
    assert_eq!(mac.calls("xcrun stapler staple").last(), Some(&format!("xcrun stapler staple {image}")));
}

#[test]
fn a_disk_that_is_busy_is_tried_again_and_keeps_no_half_image() {
    for (busy, code, tries) in [("2", 0, 3), ("4", 0, 5), ("9", 1, 5)] {
        let mac = Mac::new();
        let ended = mac.runs("dmg.sh", &[("FAKE_BUSY", busy), ("DMG_PAUSE", "0")]).exits(code).says(&["Resource busy"]);
        assert_eq!(mac.calls("hdiutil create").len(), tries, "{busy}");
        assert!(mac.calls("hdiutil found").is_empty(), "{busy}");
        let image = mac.0.path(&format!("target/Revone-{}.dmg", env!("CARGO_PKG_VERSION")));
        assert_eq!(image.exists(), code == 0, "{busy}");
        assert_eq!(ended.stderr.contains("no disk image in 5 tries"), code == 1, "{}", ended.stderr);
    }
}

#[test]
fn an_installed_app_has_its_command_and_leaves_neither() {
    let mac = Mac::new();
    mac.runs("app.sh", &[]).exits(0);
    let [apps, link] = ["my apps", "my bin/revone"].map(|name| mac.0.path(name));
    let places = [("APPS", apps.to_str().unwrap()), ("LINK", link.to_str().unwrap())];
    for _ in 0..2 {
        mac.runs("install.sh", &places).exits(0).says(&["not on your PATH"]);
        assert_eq!(std::fs::read_link(&link).unwrap(), apps.join("Revone.app/Contents/MacOS/revone"));
        assert!(apps.join("Revone.app/Contents/Info.plist").is_file());
    }
    mac.runs("uninstall.sh", &places).exits(0);
    assert!(!apps.join("Revone.app").exists() && std::fs::symlink_metadata(&link).is_err());
    mac.runs("uninstall.sh", &places).exits(0).says(&["not installed here"]);
    // Another program of this name is nobody's to replace.
    std::fs::write(&link, "another").unwrap();
    mac.runs("install.sh", &places).exits(0).says(&["is another program and stays"]);
    mac.runs("uninstall.sh", &places).exits(0);
    assert_eq!(std::fs::read_to_string(&link).unwrap(), "another");
}

#[test]
fn whoever_wants_nothing_kept_is_rid_of_all_that_the_cask_throws_away() {
    let mac = Mac::new();
    mac.runs("app.sh", &[]).exits(0);
    let apps = mac.0.path("apps");
    let link = mac.0.path("bin/revone");
    let places = [("APPS", apps.to_str().unwrap()), ("LINK", link.to_str().unwrap())];
    let home = mac.0.path("home");
    let own = revone::shell::Home::on_a_mac(Path::new("~"));
    let cask = std::fs::read_to_string(root().join("assets/homebrew/revone.rb")).unwrap();
    let list = cask.split_once("zap trash: [").and_then(|(_, rest)| rest.split_once(']')).unwrap().0;
    let zapped = list.split('"').skip(1).step_by(2).filter(|path| ![own.data(), own.logs()].contains(&Path::new(path)));
    let kept: BTreeSet<PathBuf> = zapped.map(|path| home.join(path.strip_prefix("~/").unwrap())).collect();
    assert!(kept.len() >= 3, "{kept:?}");

    for (answer, goes) in [("", false), ("1", true)] {
        mac.runs("install.sh", &places).exits(0);
        // `true` forgets everything that it knows.
        let program = apps.join("Revone.app/Contents/MacOS/revone");
        std::fs::remove_file(&program).unwrap();
        symlink("/usr/bin/true", &program).unwrap();
        std::fs::create_dir_all(mac.0.data()).unwrap();
        std::fs::write(mac.0.data().join("accounts.json"), "[]").unwrap();
        for path in &kept {
            std::fs::create_dir_all(path).unwrap();
        }
        let ended = mac.runs("uninstall.sh", &[&places[..], &[("YES", answer)]].concat()).exits(0);
        let removed: BTreeSet<PathBuf> =
            ended.stdout.lines().filter_map(|line| line.strip_prefix("Removed: ")).map(PathBuf::from).collect();
        let of_the_system: BTreeSet<_> = removed.into_iter().filter(|path| path.starts_with(&home)).collect();
        assert_eq!(of_the_system, if goes { kept.clone() } else { BTreeSet::new() });
        assert!(kept.iter().all(|path| path.exists() != goes));
        let told = ["app.revone.Revone", "app.revone.Revone.Window"].map(|bundle| format!("defaults delete {bundle}"));
        assert_eq!(mac.calls("defaults"), if goes { &told[..] } else { &[] });
    }
}
