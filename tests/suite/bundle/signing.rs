use std::os::unix::fs::symlink;

use super::root;
use crate::running::{Ended, Home, Run};

/// Tools of a Mac that note how they are called.
struct Mac(Home);

impl Mac {
    fn new() -> Self {
        let home = Home::new();
        let tools = [
            "uname", "rustup", "cargo", "lipo", "vtool", "plutil", "codesign", "ditto", "hdiutil", "xcrun", "security",
            "spctl", "ps",
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
    let identity = "Developer ID Application: Somebody (TEAM123456)";
    mac.runs(
        "app.sh",
        &[("IDENTITY", identity), ("PROFILE", profile.to_str().unwrap()), ("NOTARY_PROFILE", "somebody's")],
    )
    .exits(0);
    let signed = format!("codesign --force --options runtime --sign {identity} --timestamp");
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
            "xcrun notarytool submit target/app/Revone.zip --keychain-profile somebody's --wait",
            "xcrun stapler staple target/app/Revone.app",
            "xcrun stapler validate -q target/app/Revone.app",
        ]
    );
    assert_eq!(mac.calls("spctl"), ["spctl --assess --type execute target/app/Revone.app"]);
}

#[test]
fn a_password_for_apple_stands_in_no_argument() {
    let mac = Mac::new();
    let account = [("NOTARY_APPLE_ID", "somebody@example.com"), ("NOTARY_TEAM_ID", "TEAM123456")];
    let secrets = [("NOTARY_PASSWORD", "abcd-efgh"), ("IDENTITY", "Developer ID Application: Somebody")];
    mac.runs("app.sh", &[account, secrets].concat()).exits(0);
    let sent = mac.calls("xcrun notarytool");
    assert!(sent.len() == 1 && sent[0].contains("--password @env:NOTARY_PASSWORD"), "{sent:?}");
    assert!(!std::fs::read_to_string(mac.0.path("calls")).unwrap().contains("abcd-efgh"));
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
    let identity = [("IDENTITY", "Developer ID Application: Somebody"), ("NOTARY_PROFILE", "somebody's")];
    mac.runs("dmg.sh", &identity).exits(0);
    assert!(mac.calls("codesign --force --timestamp").iter().any(|call| call.ends_with(&image)));
    assert_eq!(mac.calls("xcrun stapler staple").last(), Some(&format!("xcrun stapler staple {image}")));
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
