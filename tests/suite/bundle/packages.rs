use std::os::unix::fs::symlink;
use std::process::Command;

use super::root;
use crate::running::{Home, Run};

/// How `packages.sh` asks for packages on a Debian that has all of them but npm's; with `npm`, on one on which that command
/// is there by other means.
fn asked_for(kind: &str, npm: bool) -> String {
    let home = Home::new();
    let tools = home.path("tools");
    std::fs::create_dir(&tools).unwrap();
    let stand_in = root().join("tests/suite/bundle/debian_tools.sh");
    for tool in ["uname", "id", "dpkg-query", "apt-get", if npm { "npm" } else { "another" }] {
        symlink(&stand_in, tools.join(tool)).unwrap();
    }
    for (tool, program) in ["bash", "env"].map(|tool| (tool, found(tool))) {
        symlink(program, tools.join(tool)).unwrap();
    }
    let mut command = home.command(root().join("assets/build/packages.sh"));
    command.env("PATH", &tools).env("CALLS", home.path("calls"));
    Run::new(command, &[kind]).finish().exits(0);
    std::fs::read_to_string(home.path("calls")).unwrap_or_default()
}

/// Where the system has a program.
fn found(program: &str) -> String {
    let place = Command::new("sh").args(["-c", "command -v \"$0\"", program]).output().unwrap();
    String::from_utf8(place.stdout).unwrap().trim().to_owned()
}

#[test]
fn npm_is_installed_for_what_needs_it_unless_it_is_there_by_other_means() {
    for kind in ["browser", "lint"] {
        let asked = asked_for(kind, false);
        assert!(asked.ends_with("--no-install-recommends nodejs npm\n"), "{kind}: {asked}");
        assert_eq!(asked_for(kind, true), "", "{kind}");
    }
    for kind in ["build", "test"] {
        assert_eq!(asked_for(kind, false), "", "{kind}");
    }
}
