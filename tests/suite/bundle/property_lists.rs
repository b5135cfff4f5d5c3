use std::collections::BTreeSet;
use std::process::Command;

use plist::Value;

use super::{new_skeleton, root, said, script, skeleton};

const APP: &str = "Contents/Info.plist";
const WINDOW: &str = "Contents/Helpers/Revone Window.app/Contents/Info.plist";

fn text<'a>(list: &'a Value, key: &str) -> &'a str {
    list.as_dictionary().and_then(|list| list.get(key)).and_then(Value::as_string).unwrap_or_default()
}

fn flag(list: &Value, key: &str) -> Option<bool> {
    list.as_dictionary().and_then(|list| list.get(key)).and_then(Value::as_boolean)
}

#[test]
fn both_bundles_say_what_they_are() {
    for (file, program, identifier) in
        [(APP, "revone", "app.revone.Revone"), (WINDOW, "revone-window", "app.revone.Revone.Window")]
    {
        let list = Value::from_file(skeleton().join(file)).unwrap();
        for (key, expected) in [
            ("CFBundleDevelopmentRegion", "en"),
            ("CFBundleDisplayName", "Revone"),
            ("CFBundleExecutable", program),
            ("CFBundleIconFile", "Revone"),
            ("CFBundleIdentifier", identifier),
            ("CFBundleInfoDictionaryVersion", "6.0"),
            ("CFBundleName", "Revone"),
            ("CFBundlePackageType", "APPL"),
            ("CFBundleShortVersionString", env!("CARGO_PKG_VERSION")),
            ("LSMinimumSystemVersion", "13.0"),
            ("NSPrincipalClass", "NSApplication"),
        ] {
            assert_eq!(text(&list, key), expected, "{key} of {identifier}");
        }
        assert!(text(&list, "CFBundleVersion").parse::<u64>().is_ok_and(|build| build > 0));
        assert!(text(&list, "NSHumanReadableCopyright").starts_with("Copyright © "));
        // Neither the menu-bar program nor its window is in the Dock.
        assert_eq!(flag(&list, "LSUIElement"), Some(true));
        assert_eq!(flag(&list, "NSHighResolutionCapable"), Some(true));
    }
    let app = Value::from_file(skeleton().join(APP)).unwrap();
    assert_eq!(text(&app, "LSApplicationCategoryType"), "public.app-category.business");
}

#[test]
fn no_list_has_a_key_twice_or_a_blank_that_was_not_filled_in() {
    for file in [APP, WINDOW] {
        let text = std::fs::read_to_string(skeleton().join(file)).unwrap();
        let keys: Vec<&str> = text.split("<key>").skip(1).filter_map(|rest| rest.split("</key>").next()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{keys:?}");
        assert!(!text.contains('@'), "{text}");
    }
}

#[test]
fn the_app_claims_no_right_but_its_own_name_and_that_with_a_profile_only() {
    let text = std::fs::read_to_string(root().join("assets/Revone.entitlements")).unwrap();
    let list = Value::from_reader_xml(text.as_bytes()).unwrap();
    let rights: Vec<&String> = list.as_dictionary().unwrap().keys().collect();
    assert_eq!(rights, ["com.apple.application-identifier", "com.apple.developer.team-identifier"]);
    // What reads them when a program starts takes no comments.
    assert!(!text.contains("<!--"));
}

#[test]
fn a_later_version_has_a_higher_build_number() {
    let mut last = 0;
    for (version, expected) in [
        ("0.1.0", 1_000),
        ("0.1.12", 1_012),
        ("0.9.0", 9_000),
        ("0.10.0", 10_000),
        ("1.0.0-beta.2", 1_000_000),
        ("1.2.3", 1_002_003),
        ("12.0.0", 12_000_000),
    ] {
        let ask = ". assets/build/facts.sh; version=$1; build_number";
        let number = Command::new("bash").args(["-euc", ask, "bash", version]).current_dir(root()).output().unwrap();
        let number: u64 = said(&number).trim().parse().unwrap();
        assert_eq!(number, expected, "{version}");
        assert!(number > last, "{version}");
        last = number;
    }
}

#[test]
fn the_skeleton_is_as_it_is_meant_and_what_a_mac_is_needed_for_is_named() {
    let told = said(&script("verify.sh").arg(skeleton()).output().unwrap());
    assert!(told.starts_with("as it is meant: "), "{told}");
    let skipped = told.lines().last().unwrap();
    assert!(skipped.starts_with("not looked at: ") && skipped.contains("signature and rights (a Mac)"), "{told}");
}

#[test]
fn whatever_is_wrong_with_a_bundle_is_named() {
    let (_folder, app) = new_skeleton();
    let list = app.join(WINDOW);
    let text = std::fs::read_to_string(&list).unwrap();
    let version = format!("<string>{}</string>", env!("CARGO_PKG_VERSION"));
    std::fs::write(&list, text.replace(&version, "<string>0.0.9</string>").replace("<true/>", "<false/>")).unwrap();
    std::fs::write(app.join("Contents/Resources/Revone.icns"), "another").unwrap();
    let told = script("verify.sh").arg(&app).output().unwrap();
    assert_eq!(told.status.code(), Some(1));
    let told = String::from_utf8(told.stderr).unwrap();
    for wrong in [
        "CFBundleShortVersionString of app.revone.Revone.Window is \"0.0.9\"",
        "LSUIElement of app.revone.Revone.Window is \"false\"",
        "the icon of app.revone.Revone is not assets/Revone.icns",
        "3 wrong in ",
    ] {
        assert!(told.contains(wrong), "{wrong} is not in\n{told}");
    }
}
