//! Whom the programs speak to: the kernel is asked, and so are the sources.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use tempfile::TempDir;

use super::places::files_below;
use crate::e2e::desktop::Desktop;
use crate::running::{Run, service, wait};

/// Programs whose connections the kernel tells, whichever of their processes makes them.
pub struct Traced {
    folder: TempDir,
}

impl Traced {
    /// Nothing was started yet.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// The program, about to be started on this desktop.
    pub fn revone(&self, desktop: &Desktop, arguments: &[&str]) -> Run {
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
        let calls: Vec<String> = files_below(self.folder.path())
            .iter()
            .flat_map(|file| std::fs::read_to_string(file).unwrap().lines().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        let asked: BTreeSet<&String> = calls.iter().filter(|call| call.contains("AF_INET")).collect();
        let mut left = asked.clone();
        for port in ports {
            let address = format!("sin_port=htons({port}), sin_addr=inet_addr(\"127.0.0.1\")");
            assert!(
                asked.iter().any(|call| call.contains(&address)),
                "{port} is in none of {} calls: can strace trace here?",
                calls.len()
            );
            left.retain(|call| !call.contains(&address));
        }
        assert!(left.is_empty(), "it speaks to somebody else: {left:#?}");
    }
}

/// Everything that is said on a session bus.
pub struct Overheard {
    folder: TempDir,
    monitor: Child,
}

impl Overheard {
    /// From now on.
    pub fn on(desktop: &Desktop) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = desktop.command("dbus-monitor");
        command.args(["--session", "--pcap"]);
        let mut command = service::ending_with_the_test(&command);
        let file = File::create(folder.path().join("heard")).unwrap();
        let monitor = command.stdin(Stdio::null()).stdout(file).stderr(Stdio::null()).spawn().unwrap();
        Self { folder, monitor }
    }

    /// What was said so far, once all of `words` are in it.
    pub async fn everything(&self, words: &[&str]) -> Vec<u8> {
        let file = self.folder.path().join("heard");
        wait::until("the bus's own words", async || {
            let bytes = std::fs::read(&file).unwrap();
            let says = |word: &&&str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
            match words.iter().find(|word| !says(word)) {
                Some(word) => Err(format!("{word} is not in {} bytes", bytes.len())),
                None => Ok(bytes),
            }
        })
        .await
    }
}

impl Drop for Overheard {
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
