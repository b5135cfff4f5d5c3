//! The script of the long runs, against a Cargo that runs nothing and says what it is told to say.

use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use super::script;

/// A part of the long runs, where each call of Cargo does this; `$*` are its arguments.
fn soak(part: &str, cargo: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("cargo");
    std::fs::write(&program, format!("#!/bin/sh\n{cargo}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    script("soak.sh").arg(part).env("PATH", path).output().unwrap()
}

const FIGURE: &str = "echo 'reliability: panics: none was lost'";

#[test]
fn a_part_that_holds_says_its_figures() {
    let output = soak("panics", &format!("echo 'running 3 tests'; {FIGURE}"));
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.lines().any(|line| line == "reliability: panics: none was lost"), "{said}");
}

#[test]
fn a_part_whose_first_half_fails_has_not_held() {
    let output = soak(
        "panics",
        &format!("echo 'running 3 tests'; {FIGURE}; case \"$*\" in *--no-run*) ;; *--lib*) exit 1 ;; esac"),
    );
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stderr).contains("panics did not hold"));
}

#[test]
fn a_part_of_which_no_test_is_left_has_not_held() {
    let output = soak("panics", &format!("echo 'running 0 tests'; {FIGURE}"));
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert!(String::from_utf8_lossy(&output.stderr).contains("There is no test worker::tests::mishaps."));
}

#[test]
fn what_cannot_be_built_is_not_played() {
    let output = soak("panics", "case \"$*\" in *--no-run*) echo 'error: no'; exit 101 ;; esac");
    assert!(!output.status.success());
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("error: no\npanics could not be built"), "{said}");
}
