//! Whom the programs speak to: the kernel is asked, and so are the sources.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::places::files_below;
use crate::e2e::desktop::Desktop;
use crate::running::{Run, service, wait};

/// Programs whose connections the kernel tells, whichever of their processes makes them.
pub struct Traced {
    folder: TempDir,
    /// Why it cannot be done here, in the system's words.
    forbidden: Option<String>,
}

impl Traced {
    /// Nothing was started yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let tried = folder.path().join("tried");
        let mut strace = Command::new("strace");
        strace.args(["-D", "-qq", "-e", "trace=exit_group", "-o"]).arg(&tried).arg("true");
        // The output ends with the tracer, not with what it traces.
        let output = strace.output().unwrap_or_else(|error| panic!("strace: {error}: `make test` installs it"));
        let seen = std::fs::read_to_string(&tried).unwrap_or_default();
        let forbidden =
            (!seen.contains("exit_group")).then(|| String::from_utf8_lossy(&output.stderr).trim().to_owned());
        drop(std::fs::remove_file(tried));
        if let Some(why) = &forbidden {
            println!("skipped: whom the programs connect to, because strace cannot trace here: {why}");
        }
        Self { folder, forbidden }
    }

    /// The program, about to be started on this desktop.
    pub fn revone(&self, desktop: &Desktop, arguments: &[&str]) -> Run {
        if self.forbidden.is_some() {
            return desktop.revone(arguments);
        }
        let mut command = desktop.command("strace");
        // The tracer stands aside, so that signals and the exit code are the program's own. What is sent is no concern of it.
        command.args(["-D", "-ff", "--seccomp-bpf", "-qq", "-e", "signal=none", "-s", "0"]);
        command.args(["-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]);
        command.arg(self.folder.path().join(format!("of-{}", super::chance(8))));
        command.arg(env!("CARGO_BIN_EXE_revone"));
        Run::new(service::ending_with_the_test(&command), arguments)
    }

    /// Fails unless all that any of them has asked over the internet's protocols was one of these ports of this computer, and
    /// each of them.
    pub fn nobody_is_asked_but(&self, ports: &[u16]) {
        if self.forbidden.is_some() {
            return;
        }
        let calls: Vec<String> = files_below(self.folder.path())
            .iter()
            .flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let asked: BTreeSet<&String> = calls.iter().filter(|call| call.contains("AF_INET")).collect();
        let mut left = asked.clone();
        for port in ports {
            let address = format!("sin_port=htons({port}), sin_addr=inet_addr(\"127.0.0.1\")");
            assert!(asked.iter().any(|call| call.contains(&address)), "{port} is in none of {} calls", calls.len());
            left.retain(|call| !call.contains(&address));
        }
        assert!(left.is_empty(), "it speaks to somebody else: {left:#?}");
    }
}

/// Everything that is said on a session bus.
pub struct Overheard<'a> {
    desktop: &'a Desktop,
    folder: TempDir,
    monitor: Child,
}

impl<'a> Overheard<'a> {
    /// From now on.
    pub async fn on(desktop: &'a Desktop) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = desktop.command("dbus-monitor");
        command.args(["--session", "--pcap"]);
        let mut command = service::ending_with_the_test(&command);
        let file = File::create(folder.path().join("heard")).unwrap();
        let monitor = command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null()).spawn().unwrap();
        let overheard = Self { desktop, folder, monitor };
        // It listens once it has heard something.
        let mark = super::chance(24);
        wait::until("somebody who listens to the bus", async || {
            desktop.say_on_the_bus(&mark).await;
            if overheard.has_heard(&mark) { Ok(()) } else { Err("nothing was heard".to_owned()) }
        })
        .await;
        overheard
    }

    fn heard(&self) -> Vec<u8> {
        std::fs::read(self.folder.path().join("heard")).unwrap()
    }

    fn has_heard(&self, word: &str) -> bool {
        self.heard().windows(word.len()).any(|window| window == word.as_bytes())
    }

    /// All that was said until now, in which all of `words` must be.
    pub async fn everything(&self, words: &[&str]) -> Vec<u8> {
        // A bus passes on one message after the other: with this one, all before it were heard.
        let last = super::chance(24);
        self.desktop.say_on_the_bus(&last).await;
        wait::until("the last word on the bus", async || {
            if self.has_heard(&last) { Ok(()) } else { Err(format!("{} bytes", self.heard().len())) }
        })
        .await;
        for word in words {
            assert!(self.has_heard(word), "{word} is not in what was heard");
        }
        self.heard()
    }
}

impl Drop for Overheard<'_> {
    fn drop(&mut self) {
        self.monitor.kill().ok();
        self.monitor.wait().ok();
    }
}

/// The addresses in the sources, without those of the sample shop: its answers name some, and nobody asks there.
const ADDRESSES: [&str; 6] = [
    "https://polar.sh",
    "https://sandbox.polar.sh",
    "https://api.polar.sh",
    "https://sandbox-api.polar.sh",
    "https://docs.polar.sh",
    // The name of a format and no address to ask.
    "http://www.w3.org/2000/svg",
];

fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "assets/window"].iter().flat_map(|folder| files_below(&root.join(folder)));
    let is_read = |path: &PathBuf| {
        let inside = path.strip_prefix(root).unwrap();
        let of_the_tests = inside.iter().any(|part| part == "tests" || part == "tests.rs");
        !of_the_tests && !inside.starts_with("src/demo") && inside.extension().is_some_and(|kind| kind != "plist")
    };
    files.filter(is_read).collect()
}

#[test]
fn the_sources_name_no_address_but_polars() {
    let mut named = BTreeSet::new();
    for file in sources() {
        let Ok(text) = std::fs::read_to_string(&file) else { continue };
        // Tests stand at the end, and name hosts that do not exist.
        let text = text.split("#[cfg(test)]").next().unwrap();
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for (at, scheme) in line.match_indices("https://").chain(line.match_indices("http://")) {
                let address = line[at..].split(['"', '`', ' ', ')', '\\']).next().unwrap();
                if address.len() > scheme.len() {
                    named.insert((address.to_owned(), file.clone()));
                }
            }
        }
    }
    let foreign: Vec<_> = named
        .iter()
        .filter(|(address, _)| {
            !ADDRESSES.iter().any(|known| address == known || address.starts_with(&format!("{known}/")))
        })
        .collect();
    assert!(foreign.is_empty(), "{foreign:#?}");
    assert!(named.len() > 3, "the search itself finds nothing: {named:?}");
}
