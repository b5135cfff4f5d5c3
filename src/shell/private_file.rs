use std::fs::{self, DirBuilder};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Writes a file whole or not at all, for this user's eyes only. Where it cannot be written nothing is left beside it.
///
/// # Errors
/// When its folder cannot be written, or the disk is full.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new.json");
    let written = write_beside(&beside, bytes).and_then(|()| fs::rename(&beside, path));
    match written {
        Ok(()) => sync_folder(path),
        // What was wrong first is what is told; on a full disk every piece of room counts.
        Err(_) => drop(fs::remove_file(beside)),
    }
    written
}

fn write_beside(beside: &Path, bytes: &[u8]) -> io::Result<()> {
    // One that a killed process has left has the rights that it was made with.
    drop(fs::remove_file(beside));
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Has the new name last when the power fails, too. Where a system cannot do that the file is the old one or the new one all
/// the same.
fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent()
        && let Err(error) = fs::File::open(folder).and_then(|folder| folder.sync_all())
    {
        tracing::debug!(%error, "a folder could not be synced");
    }
}

/// Makes a folder and the parents that are missing, all of them for this user alone. One that was there before is closed to
/// others.
///
/// # Errors
/// When it cannot be made or closed.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    close_to_others(folder)
}

/// Takes from everybody else what they may do with a file or folder.
///
/// # Errors
/// When it is not there or belongs to somebody else.
pub fn close_to_others(path: &Path) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    if permissions.mode() & 0o077 != 0 {
        permissions.set_mode(permissions.mode() & 0o700);
        fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;

    use super::*;

    #[test]
    fn what_takes_the_place_of_a_file_that_was_left_open_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, beside) = (folder.path().join("settings.json"), folder.path().join("settings.new.json"));
        fs::write(&beside, "half").unwrap();
        fs::set_permissions(&beside, Permissions::from_mode(0o666)).unwrap();
        write(&path, b"{}").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!beside.exists());
    }

    #[test]
    fn what_cannot_take_its_place_leaves_the_old_one_and_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::create_dir(&path).unwrap();
        fs::write(path.join("old"), "old").unwrap();
        assert!(write(&path, b"new").is_err());
        assert_eq!(fs::read(path.join("old")).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something is left behind");
    }
}
