use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// Writes a file whole or not at all, for this user's eyes only.
///
/// # Errors
/// When its folder cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("new.json");
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
    // One that was left behind keeps the rights that it had.
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(beside, path)
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
}
