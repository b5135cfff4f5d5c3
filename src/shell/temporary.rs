//! Folders for the time being: those of this process, and those that a killed one has left.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::process::{Pid, geteuid, test_kill_process};

use super::clock;

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The files in which Linux wants the tray's icons.
    Icons,
    /// The home of sample data.
    Sample,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Icons, Self::Sample];

    const fn beginning(self) -> &'static str {
        match self {
            Self::Icons => "revone-icons-",
            Self::Sample => "revone-sample-",
        }
    }
}

/// The path of a folder that belongs to this process alone. Nobody has made it yet.
pub fn folder(kind: Kind) -> PathBuf {
    let name = format!("{}{}-{:08x}", kind.beginning(), std::process::id(), clock::chance());
    std::env::temp_dir().join(name)
}

/// Removes what this owner's killed processes have left. A process takes its folders along when it ends, unless it is killed.
pub fn sweep() {
    sweep_below(&std::env::temp_dir());
}

fn sweep_below(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let left = entry.file_name().to_str().and_then(process).is_some_and(|process| !runs(process));
        // Not through a link, nor what is another user's.
        let ours = || entry.metadata().is_ok_and(|kept| kept.is_dir() && kept.uid() == geteuid().as_raw());
        if left && ours() {
            // What cannot be removed now is removed another time.
            drop(fs::remove_dir_all(entry.path()));
        }
    }
}

/// The process whose folder this is by its name.
fn process(name: &str) -> Option<Pid> {
    let rest = Kind::ALL.into_iter().find_map(|kind| name.strip_prefix(kind.beginning()))?;
    let (process, chance) = rest.split_once('-')?;
    (chance.len() == 8).then(|| process.parse().ok().and_then(Pid::from_raw)).flatten()
}

/// Another user's process with the same number runs as well, for all that can be told.
fn runs(process: Pid) -> bool {
    test_kill_process(process) != Err(rustix::io::Errno::SRCH)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::*;

    #[test]
    fn what_a_killed_process_has_left_is_removed_and_nothing_else() {
        let temporary = tempfile::tempdir().unwrap();
        let at = |name: &str| temporary.path().join(name);
        let mut ended = Command::new("true").spawn().unwrap();
        ended.wait().unwrap();
        let (gone, here) = (ended.id(), std::process::id());
        let left = [format!("revone-icons-{gone}-0123abcd"), format!("revone-sample-{gone}-ffffffff")];
        let kept = [
            format!("revone-icons-{here}-0123abcd"),
            format!("revone-icons-{gone}"),
            format!("revone-{gone}-0123abcd"),
            "revone-sample-0-0123abcd".to_owned(),
            "revone-sample-x-0123abcd".to_owned(),
        ];
        for name in left.iter().chain(&kept) {
            fs::create_dir(at(name)).unwrap();
            fs::write(at(name).join("file"), "x").unwrap();
        }
        let link = at(&format!("revone-sample-{gone}-00000000"));
        symlink(at(&kept[0]), &link).unwrap();
        sweep_below(temporary.path());
        for name in &left {
            assert!(!at(name).exists(), "{name}");
        }
        for name in &kept {
            assert!(at(name).join("file").exists(), "{name}");
        }
        assert!(link.symlink_metadata().is_ok());
    }

    #[test]
    fn a_folder_of_this_process_is_known_as_such() {
        for kind in Kind::ALL {
            let name = folder(kind).file_name().unwrap().to_str().unwrap().to_owned();
            assert_eq!(
                process(&name).map(Pid::as_raw_nonzero).map(|id| id.get().unsigned_abs()),
                Some(std::process::id())
            );
        }
    }
}
