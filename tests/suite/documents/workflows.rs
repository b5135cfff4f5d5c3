//! The workflows: whose code they run, what they may do, and that what they call is there.

use std::collections::BTreeSet;
use std::process::Command;

use super::{make_targets, read, root};

fn workflows() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = std::fs::read_dir(root().join(".github/workflows"))
        .unwrap()
        .map(|entry| format!(".github/workflows/{}", entry.unwrap().file_name().to_str().unwrap()))
        .map(|path| (path.clone(), read(&path)))
        .collect();
    found.sort();
    assert!(found.len() >= 2, "{found:?}");
    found
}

/// What a step or job uses, with the comment beside it.
fn used(workflow: &str) -> impl Iterator<Item = &str> {
    workflow.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: "))
}

/// Why an action is not pinned; nothing where it is.
fn looseness(uses: &str) -> Option<&'static str> {
    if uses.starts_with("./") {
        return None;
    }
    let Some((action, comment)) = uses.split_once(" # ") else { return Some("no comment names the version") };
    let Some((name, commit)) = action.split_once('@') else { return Some("no commit") };
    let is_commit =
        commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let numbers = comment.strip_prefix('v').map(|version| version.split('.').collect::<Vec<_>>()).unwrap_or_default();
    let is_version = numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u32>().is_ok());
    match (name.split('/').count() >= 2, is_commit, is_version) {
        (true, true, true) => None,
        (false, ..) => Some("no owner and name"),
        (_, false, _) => Some("a name that can be moved stands where a commit should"),
        (.., false) => Some("the comment is no version"),
    }
}

#[test]
fn every_action_is_pinned_by_a_commit_and_says_its_version() {
    for (path, workflow) in workflows() {
        let loose: Vec<_> = used(&workflow).filter_map(|uses| Some((uses, looseness(uses)?))).collect();
        assert!(loose.is_empty(), "{path}: {loose:?}");
        assert!(used(&workflow).count() > 0, "{path}");
    }
    let commit = "0123456789abcdef0123456789abcdef01234567";
    assert_eq!(looseness(&format!("a/b@{commit} # v1.2.3")), None);
    for loose in ["a/b@v5", "a/b@v5 # v5.0.0", "a/b", "a/b@0123456 # v1.2.3"] {
        assert!(looseness(loose).is_some(), "{loose}");
    }
    for loose in [format!("a/b@{commit}"), format!("a/b@{commit} # v5"), format!("b@{commit} # v1.2.3")] {
        assert!(looseness(&loose).is_some(), "{loose}");
    }
}

#[test]
fn one_action_has_one_commit_everywhere() {
    let workflows = workflows();
    let every: BTreeSet<&str> = workflows.iter().flat_map(|(_, workflow)| used(workflow)).collect();
    let names: BTreeSet<&str> = every.iter().map(|uses| uses.split('@').next().unwrap_or_default()).collect();
    assert_eq!(every.len(), names.len(), "{every:?}");
}

#[test]
fn every_make_target_that_is_called_exists() {
    let mut called = 0;
    let scripts = workflows().into_iter().chain([(".ci/run".to_owned(), read(".ci/run"))]);
    for (path, text) in scripts {
        for line in text.lines().map(|line| line.trim().trim_start_matches("- ").trim_start_matches("run: ")) {
            let Some(target) = line.trim_start_matches("noted ").strip_prefix("make ") else { continue };
            let target = target.split_whitespace().next().unwrap_or_default();
            assert!(make_targets().contains(target), "{path} calls `make {target}`, and the Makefile does not know it");
            called += 1;
        }
    }
    assert!(called >= 10, "{called} calls were found");
}

#[test]
fn a_run_that_stops_says_that_the_rest_was_not_checked() {
    let tools = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("/usr/bin/false", tools.path().join("make")).unwrap();
    let places = format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap());
    let ended = Command::new(root().join(".ci/run")).env("PATH", places).output().unwrap();
    let said = String::from_utf8(ended.stdout).unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert_eq!(said, "\nStopped: what comes after the last step above was not checked.\n");
}

#[test]
fn the_programs_for_linux_are_built_with_the_c_library_that_is_promised() {
    let workflow = read(".github/workflows/release.yml");
    let (_, job) = workflow.split_once("\n  linux:\n").unwrap();
    let (job, _) = job.split_once("\n  draft:\n").unwrap();
    assert!(read("docs/releasing.md").contains("for glibc 2.35 and later"));
    // Ubuntu 22.04 has 2.35. As a runner of GitHub's it goes away.
    assert!(job.contains("      image: ubuntu:22.04"), "{job}");
    assert!(workflows().iter().all(|(_, text)| !text.contains("runs-on: ubuntu-22.04")));
}

#[test]
fn every_script_that_is_called_exists() {
    let mut called = 0;
    for (path, text) in workflows().into_iter().chain([(".ci/run".to_owned(), read(".ci/run"))]) {
        for (at, _) in text.match_indices("assets/build/") {
            let script =
                text[at..].split(|letter: char| letter.is_whitespace() || "\";)".contains(letter)).next().unwrap();
            if script.ends_with(".sh") {
                assert!(root().join(script).is_file(), "{path} calls {script}, which is not there");
                called += 1;
            }
        }
    }
    assert!(called >= 5, "{called} calls were found");
}

#[test]
fn a_workflow_may_only_read_and_every_job_comes_to_an_end() {
    for (path, workflow) in workflows() {
        assert!(workflow.contains("\npermissions:\n  contents: read\n"), "{path} says what it may do");
        let (_, jobs) = workflow.split_once("\njobs:\n").unwrap();
        let jobs: Vec<String> = jobs.split("\n  ").fold(Vec::new(), |mut jobs, line| {
            // A job's own lines are indented deeper than its name.
            match jobs.last_mut() {
                Some(job) if line.starts_with([' ', '\n']) || line.is_empty() => job.push_str(&format!("\n{line}")),
                _ => jobs.push(line.trim_start().to_owned()),
            }
            jobs
        });
        assert!(jobs.len() >= 5, "{path}: {jobs:?}");
        for job in jobs {
            let name = job.lines().next().unwrap_or_default();
            assert!(
                job.contains("timeout-minutes: ") || job.contains("uses: ./.github/"),
                "{path}: {name} may run for as long as it likes"
            );
            if job.contains("contents: write") {
                assert_eq!(name, "draft:", "{path}: only the draft may be written");
                assert!(!job.contains("secrets."), "{path}: what writes knows no secret");
            }
        }
    }
}

#[test]
fn no_workflow_that_a_pull_request_starts_knows_a_secret() {
    for (path, workflow) in workflows() {
        let (events, jobs) = workflow.split_once("\njobs:\n").unwrap();
        assert!(!events.contains("pull_request_target"), "{path}");
        if events.contains("pull_request:") || events.contains("workflow_call:") {
            assert!(!jobs.contains("secrets"), "{path}");
            assert!(!jobs.contains("write"), "{path}");
        }
        // What somebody else may word is never part of a script.
        for (at, _) in jobs.match_indices("run: ") {
            let line = jobs[at..].lines().next().unwrap();
            assert!(!line.contains("${{"), "{path}: {line}");
        }
    }
}
