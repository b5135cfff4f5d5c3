use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
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
