use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::LedgerError;

/// Moves a ledger aside, so that a new one can take its place and the old one can be looked at.
///
/// The log goes first: a new file beside the old log would have the old pages written into it. One that was moved aside
/// before keeps its name, and only the newest two stay: a disk that goes bad must not be filled with what it has spoilt.
///
/// # Errors
/// [`LedgerError::Unwritable`] when a file that is there cannot be moved.
pub(super) fn move_aside(path: &Path, suffix: &str) -> Result<(), LedgerError> {
    let suffixes = std::iter::once(suffix.to_owned()).chain((1..).map(|again: u32| format!("{suffix}-{again}")));
    let mut names = suffixes.map(|suffix| moved_path(path, &suffix));
    let is_free = |name: &PathBuf| COMPANIONS.iter().all(|companion| !with_ending(name, companion).exists());
    let moved = names.find(is_free).unwrap_or_else(|| moved_path(path, suffix));
    for companion in COMPANIONS {
        rename_if_there(&with_ending(path, companion), &with_ending(&moved, companion))
            .map_err(|error| LedgerError::Unwritable(error.to_string()))?;
    }
    remove_old(path, &moved);
    Ok(())
}

/// What SQLite may keep beside a ledger, and the ledger itself last.
const COMPANIONS: [&str; 4] = ["-wal", "-shm", "-journal", ""];

/// Removes all that were moved aside but `newest` and the one before it. What cannot be removed stays until the next time.
fn remove_old(path: &Path, newest: &Path) {
    let entries = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    let files: Vec<PathBuf> = entries.into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    let aside = |file: &PathBuf| {
        let name = file.file_name()?.to_str()?;
        let rest = name.strip_prefix(&format!("{}.broken-", path.file_stem()?.to_str()?))?;
        let (suffix, ending) = rest.split_once('.')?;
        let extension = path.extension()?.to_str()?;
        let is_one = COMPANIONS.iter().any(|companion| ending.strip_prefix(extension) == Some(companion));
        is_one.then(|| suffix.to_owned())
    };
    let mut suffixes: Vec<String> = files.iter().filter_map(aside).collect();
    suffixes.sort_by_key(|suffix| order(suffix));
    let kept = aside(&newest.to_owned());
    let before = suffixes.into_iter().rfind(|suffix| Some(suffix) != kept.as_ref());
    for file in &files {
        let suffix = aside(file);
        if suffix.is_some() && suffix != kept && suffix != before {
            drop(fs::remove_file(file));
        }
    }
}

/// By when it was moved, in seconds, and by which of that second it is.
fn order(suffix: &str) -> (u64, u32, String) {
    let (at, again) = suffix.split_once('-').unwrap_or((suffix, "0"));
    (at.parse().unwrap_or(0), again.parse().unwrap_or(0), suffix.to_owned())
}

/// `ledger.sqlite` becomes `ledger.broken-<suffix>.sqlite`.
fn moved_path(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.file_stem().map(OsString::from).unwrap_or_default();
    name.push(format!(".broken-{suffix}"));
    if let Some(extension) = path.extension() {
        name.push(".");
        name.push(extension);
    }
    path.with_file_name(name)
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
