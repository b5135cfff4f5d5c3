//! A program that was started through a link, as the one on the PATH is.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// What lies behind `program` when that is a link; `None` when it is the program itself.
///
/// # Errors
/// When it cannot be followed.
pub fn behind(program: &Path) -> io::Result<Option<PathBuf>> {
    if fs::symlink_metadata(program)?.is_symlink() { fs::canonicalize(program).map(Some) } else { Ok(None) }
}

/// Goes on as the program behind the link: macOS looks for the bundle of a program, and so for its right to notify, where
/// it was started and not where it lies. Comes back when there is no link, or when it cannot be left: the command line
/// works all the same.
#[cfg(target_os = "macos")]
pub fn leave() {
    use std::os::unix::process::CommandExt;
    if let Ok(Some(program)) = std::env::current_exe().and_then(|program| behind(&program)) {
        let error = std::process::Command::new(program).args(std::env::args_os().skip(1)).exec();
        tracing::warn!(%error, "the program behind its link cannot be started");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_program_and_the_program_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().canonicalize().unwrap();
        let [program, link, second] = ["program", "link", "second"].map(|name| folder.join(name));
        fs::write(&program, "").unwrap();
        std::os::unix::fs::symlink("program", &link).unwrap();
        std::os::unix::fs::symlink(&link, &second).unwrap();
        assert_eq!(behind(&program).unwrap(), None);
        assert_eq!(behind(&link).unwrap(), Some(program.clone()));
        assert_eq!(behind(&second).unwrap(), Some(program.clone()));
        fs::remove_file(&program).unwrap();
        assert!(behind(&link).is_err());
    }
}
