use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::traces::Traces;
use crate::running::{Home, service};

/// Where traces were looked for, and where some were found.
pub struct Places<'a> {
    home: &'a Home,
    tokens: &'a Traces,
    people: &'a Traces,
    looked_at: BTreeSet<String>,
    found: BTreeSet<String>,
}

impl<'a> Places<'a> {
    /// Nothing was looked at yet.
    pub fn of(home: &'a Home, tokens: &'a Traces, people: &'a Traces) -> Self {
        Self { home, tokens, people, looked_at: BTreeSet::new(), found: BTreeSet::new() }
    }

    /// Looks for tokens.
    pub fn look(&mut self, place: &str, bytes: &[u8]) {
        self.looked_at.insert(place.to_owned());
        self.found.extend(self.tokens.found_in(bytes).into_iter().map(|what| format!("{place}: {what}")));
    }

    /// Looks for tokens and for people.
    pub fn look_for_all(&mut self, place: &str, bytes: &[u8]) {
        self.look(place, bytes);
        self.found.extend(self.people.found_in(bytes).into_iter().map(|what| format!("{place}: {what}")));
    }

    /// Looks into every file below the private folders, into their names, and into what every process there was started with.
    /// The keyring's own file is one of them: it is encrypted.
    pub fn look_everywhere(&mut self) {
        self.look_into_files();
        for (id, name) in service::processes_of(self.home) {
            for kept in ["cmdline", "environ"] {
                let bytes = std::fs::read(format!("/proc/{id}/{kept}")).unwrap_or_default();
                self.look_for_all(&format!("{kept} of {name}"), &bytes);
            }
        }
    }

    /// Looks into every file below the private folders, and into their names.
    pub fn look_into_files(&mut self) {
        for file in files_below(self.home.root()) {
            let place = file.strip_prefix(self.home.root()).unwrap().to_string_lossy().into_owned();
            // It may be gone by now.
            self.look_for_all(&place, &std::fs::read(&file).unwrap_or_default());
            self.look_for_all("the names of files", place.as_bytes());
        }
    }

    /// Whether a place whose name ends so was looked at.
    pub fn has_seen(&self, place: &str) -> bool {
        self.looked_at.iter().any(|one| one.ends_with(place))
    }

    /// Fails with everything that was found where it must not be; else gives the number of places.
    pub fn clean(self) -> usize {
        assert!(self.found.is_empty(), "\n{}", Vec::from_iter(self.found).join("\n"));
        self.looked_at.len()
    }
}

/// Every file below a folder. Sockets hold nothing.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries
        .flatten()
        .flat_map(|entry| match entry.file_type() {
            Ok(kind) if kind.is_dir() => files_below(&entry.path()),
            Ok(kind) if kind.is_file() => vec![entry.path()],
            _ => Vec::new(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::process::Stdio;

    use super::*;
    use crate::secrets::chance;

    #[test]
    fn what_is_left_somewhere_is_found_there() {
        let home = Home::new();
        let (token, name) = (chance(43), chance(24));
        let (tokens, people) = (Traces::of([("the token", token.as_str())]), Traces::of([("a name", name.as_str())]));
        std::fs::create_dir_all(home.path("cache/deep/down")).unwrap();
        std::fs::write(home.path("cache/deep/down/file"), format!("{token} of {name}")).unwrap();
        std::fs::write(home.path("tmp").join(&token[..20]), "").unwrap();
        let mut command = home.command("sh");
        command.args(["-c", "read line", "sh", &token]).env("LEFT", &name).stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut places = Places::of(&home, &tokens, &people);
        places.look_everywhere();
        drop(child.stdin.take());
        child.wait().unwrap();
        let expected = [
            "cache/deep/down/file: a name (plain)",
            "cache/deep/down/file: the token (plain)",
            "cmdline of sh: the token (plain)",
            "environ of sh: a name (plain)",
            "the names of files: the token (plain)",
        ];
        let found = places.found.iter().filter(|what| what.ends_with("(plain)"));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }
}
