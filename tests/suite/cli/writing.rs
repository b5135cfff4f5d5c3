//! What becomes of output that nothing takes: a full disk, a reader that has left.

use super::Setting;
use crate::running::{Run, shops};

/// Commands that write, and succeed after a refresh.
const COMMANDS: [&[&str]; 16] = [
    &["sync"],
    &["today"],
    &["today", "--json"],
    &["today", "--format", "{mrr}"],
    &["today", "--format", "xbar"],
    &["today", "--format", "text"],
    &["history"],
    &["history", "--json"],
    &["history", "--csv"],
    &["orders"],
    &["orders", "--csv"],
    &["subscriptions", "--json"],
    &["doctor"],
    &["man"],
    &["completions", "bash"],
    &["completions", "fish"],
];

/// The shell runs this, with the program as `$0` and its arguments behind it.
fn shell(setting: &Setting, script: &str, arguments: &[&str]) -> Run {
    let arguments = [&["-c", script, env!("CARGO_BIN_EXE_revone")], arguments].concat();
    Run::new(setting.home.command("sh"), &arguments).asking(&setting.polar).with_token_of(&setting.polar)
}

#[test]
fn output_that_could_not_be_written_is_exit_1_and_said() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    for arguments in COMMANDS {
        let ended = shell(&setting, r#"exec "$0" "$@" >/dev/full"#, arguments).finish();
        assert_eq!(ended.code, Some(1), "{arguments:?}: {}", ended.said());
        ended.says(&["could not all be written", "No space left", "Make room"]);
    }
    shell(&setting, r#"exec "$0" disconnect >/dev/full"#, &[]).finish().exits(1).says(&["could not all be written"]);
    shell(&setting, r#"exec "$0" reset --yes >/dev/full"#, &[]).finish().exits(1).says(&["could not all be written"]);
}

#[test]
fn a_reader_that_has_left_is_no_error() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    for arguments in COMMANDS {
        // Nobody reads the pipe: its reader has ended before the program begins to write.
        let script = r#"{ read -r _; "$0" "$@"; echo "ended with $?" >&2; } <"$TMPDIR/left" | echo >"$TMPDIR/left""#;
        let left = setting.home.path("tmp/left");
        if !left.exists() {
            assert!(setting.home.command("mkfifo").arg(&left).status().unwrap().success());
        }
        let ended = shell(&setting, script, arguments).finish();
        let said = ended.stderr;
        assert!(!said.contains("could not all be written"), "{arguments:?}: {said}");
        assert!(said.contains("ended with 0"), "{arguments:?}: {said}");
    }
}
