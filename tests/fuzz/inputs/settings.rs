//! The settings' file: the bytes themselves, or a whole file of which the bytes choose the entries that are odd.

use std::fs;
use std::path::Path;

use revone::app::Settings;
use revone::shell::settings_file::{Found, read, write};
use serde_json::{Map, Value};

use super::answers::BUILT;
use super::draw::Draw;
use super::folder;

/// What stands in an entry's place. An organization's own rules are entries in an entry.
const ODD: [&str; 30] = [
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1",
    "15",
    "1e300",
    "18446744073709551616",
    "[]",
    "{}",
    r#""""#,
    r#"" 5 ""#,
    r#""5""#,
    r#""0.005""#,
    r#""-0.00""#,
    r#""79228162514264337593543950335""#,
    r#""99999999999999999999999999999999""#,
    r#""1e5""#,
    r#""22:00""#,
    r#"["22:00","08:00"]"#,
    r#"["08:00","08:00"]"#,
    r#"["24:00","8:0",7]"#,
    r#""manually""#,
    r#""always""#,
    r#""2026-07-29T08:00:00Z""#,
    r#""2026-07-29""#,
    r#""{revenue} {x""#,
    r#""Asia/Tokyo""#,
    r#"{"33333333-3333-4333-8333-333333333333":{"sound":1,"smallest_amount":"7.5"},"acme":{},"00000000-0000-0000-0000-000000000000":null}"#,
];

pub fn check(bytes: &[u8]) {
    let folder = folder::fresh();
    let path = folder.path().join("settings.json");
    match bytes.split_first() {
        Some((&BUILT, choices)) => one_odd_entry_takes_no_other_along(Draw::of(choices), &path),
        _ => {
            fs::write(&path, bytes).expect("written");
            match read(&path).expect("readable") {
                Found::Kept(settings) => comes_back(&path, &settings),
                Found::None => panic!("the file is there"),
                Found::Broken(aside) => {
                    assert_eq!(fs::read(aside).expect("moved aside"), bytes, "a broken file is not lost");
                    assert!(!path.exists());
                }
            }
        }
    }
}

fn kept(path: &Path) -> Settings {
    match read(path).expect("readable") {
        Found::Kept(settings) => settings,
        other => panic!("a map of entries is settings, and not {other:?}"),
    }
}

/// What was read is written and read again as the same.
fn comes_back(path: &Path, settings: &Settings) {
    write(path, settings).expect("written");
    assert_eq!(kept(path), *settings, "what is written is read as it was");
}

fn entries(path: &Path) -> Map<String, Value> {
    serde_json::from_slice(&fs::read(path).expect("readable")).expect("entries")
}

/// The entries that the program writes for what it reads of `file`.
fn understood(path: &Path, file: &[u8]) -> Map<String, Value> {
    fs::write(path, file).expect("written");
    let settings = kept(path);
    comes_back(path, &settings);
    entries(path)
}

fn one_odd_entry_takes_no_other_along(mut draw: Draw<'_>, path: &Path) {
    write(path, &Settings::default()).expect("written");
    let mut file: Vec<(String, String)> =
        entries(path).into_iter().map(|(name, value)| (name, value.to_string())).collect();
    let text = |file: &[(String, String)]| {
        let entries: Vec<String> = file.iter().map(|(name, value)| format!("{name:?}:{value}")).collect();
        format!("{{{}}}", entries.join(",")).into_bytes()
    };
    let mut before = understood(path, &text(&file));
    for _ in 0..8 {
        if draw.is_over() {
            break;
        }
        let entry = draw.below(file.len());
        file[entry].1 = if draw.byte().is_multiple_of(8) {
            Value::from(String::from_utf8_lossy(draw.piece())).to_string()
        } else {
            (*draw.one_of(&ODD)).to_owned()
        };
        let after = understood(path, &text(&file));
        for (name, value) in &after {
            let its_own = *name == file[entry].0;
            assert!(its_own || before.get(name) == Some(value), "{name} went along with {}", file[entry].0);
        }
        before = after;
    }
}
