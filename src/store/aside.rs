use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::LedgerError;

/// Moves a ledger aside, so that a new one can take its place and the old one can be looked at.
///
/// The log goes first: a new file beside the old log would have the old pages written into it.
///
/// # Errors
/// [`LedgerError::Unwritable`] when a file that is there cannot be moved.
pub(super) fn move_aside(path: &Path, suffix: &str) -> Result<(), LedgerError> {
    let moved = moved_path(path, suffix);
    for companion in ["-wal", "-shm", "-journal", ""] {
        rename_if_there(&with_ending(path, companion), &with_ending(&moved, companion))
            .map_err(|error| LedgerError::Unwritable(error.to_string()))?;
    }
    Ok(())
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
