use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use directories::BaseDirs;

use crate::shell::private_file;
use crate::view::words;

/// The file's name: the program's own, so that no other program's is in its place.
const FILE: &str = "autostart/app.revone.Revone.desktop";

/// What is in it; `make install` writes the same.
const ENTRY: &str = include_str!("../../../assets/linux/autostart.desktop");

/// The file that has a desktop start the program, by the Desktop Application Autostart Specification.
pub struct Autostart {
    file: PathBuf,
    program: String,
}

impl Autostart {
    /// That of the running program, in `$XDG_CONFIG_HOME` or `~/.config`; `None` when there is no such folder, or when the
    /// program lies where no such file can name it.
    pub fn of_this_user() -> Option<Self> {
        Self::of(BaseDirs::new()?.config_dir(), &env::current_exe().ok()?)
    }

    /// That of `program` for the configuration in `folder`.
    pub fn of(folder: &Path, program: &Path) -> Option<Self> {
        let program = program.to_str().filter(|path| !path.chars().any(char::is_control))?;
        Some(Self { file: folder.join(FILE), program: program.to_owned() })
    }

    /// Where the file is, or would be.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the desktop starts this program: another one's place in the file, or a file that is switched off, does not
    /// count.
    pub fn is_on(&self) -> bool {
        let Ok(text) = fs::read_to_string(&self.file) else { return false };
        let says = |line: &str| text.lines().any(|one| one.trim() == line);
        says(&format!("Exec={}", exec(&self.program)))
            && !says("Hidden=true")
            && !says("X-GNOME-Autostart-enabled=false")
    }

    /// Writes the file whole, or removes it.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn set(&self, on: bool) -> io::Result<()> {
        if !on {
            return match fs::remove_file(&self.file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
        }
        if !Path::new(OsStr::new(&self.program)).is_file() {
            return Err(io::Error::new(io::ErrorKind::NotFound, words::computer::PROGRAM_MOVED));
        }
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        private_file::write(&self.file, self.entry().as_bytes())
    }

    fn entry(&self) -> String {
        ENTRY.replace("@EXEC@", &exec(&self.program))
    }
}

/// A path as the value of `Exec`: quoted as an argument, `%` doubled, and then escaped as a string of the file.
fn exec(path: &str) -> String {
    let mut argument = String::from("\"");
    for character in path.chars() {
        match character {
            '"' | '`' | '$' | '\\' => argument.extend(['\\', character]),
            '%' => argument.push_str("%%"),
            _ => argument.push(character),
        }
    }
    argument.push('"');
    argument.replace('\\', "\\\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn autostart(folder: &Path) -> Autostart {
        let program = folder.join("re vone");
        fs::write(&program, "").unwrap();
        Autostart::of(folder, &program).unwrap()
    }

    #[test]
    fn a_path_stands_in_the_file_by_the_rules_of_desktop_entries() {
        for (path, expected) in [
            ("/usr/bin/revone", r#""/usr/bin/revone""#),
            ("/opt/a shop/revone", r#""/opt/a shop/revone""#),
            (r#"/a"b/$x/`y`"#, r#""/a\\"b/\\$x/\\`y\\`""#),
            (r"/a\b", r#""/a\\\\b""#),
            ("/100%/u", r#""/100%%/u""#),
        ] {
            assert_eq!(exec(path), expected);
            let script = "identifier=x; . assets/build/places.sh; exec_of \"$1\"";
            let installing = std::process::Command::new("bash")
                .args(["-euc", script, "bash", path])
                .current_dir(env!("CARGO_MANIFEST_DIR"))
                .output()
                .unwrap();
            assert_eq!(String::from_utf8(installing.stdout).unwrap(), expected, "what `make install` writes");
        }
    }

    #[test]
    fn turned_on_there_is_a_file_and_turned_off_there_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let autostart = autostart(folder.path());
        assert!(!autostart.is_on());
        autostart.set(false).unwrap();
        autostart.set(true).unwrap();
        assert!(autostart.is_on());
        let text = fs::read_to_string(autostart.file()).unwrap();
        assert!(text.starts_with("[Desktop Entry]\nType=Application\n") && text.contains("re vone\"\n"), "{text}");
        autostart.set(false).unwrap();
        assert!(!autostart.file().exists() && !autostart.is_on());
    }

    #[test]
    fn what_the_desktop_or_another_program_wrote_into_the_file_counts() {
        let folder = tempfile::tempdir().unwrap();
        let autostart = autostart(folder.path());
        autostart.set(true).unwrap();
        let text = fs::read_to_string(autostart.file()).unwrap();
        for odd in [
            format!("{text}Hidden=true\n"),
            text.replace("enabled=true", "enabled=false"),
            text.replace("re vone", "another"),
        ] {
            fs::write(autostart.file(), odd).unwrap();
            assert!(!autostart.is_on());
        }
        autostart.set(true).unwrap();
        assert!(autostart.is_on());
    }

    #[test]
    fn a_folder_that_cannot_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let autostart = autostart(folder.path());
        fs::write(folder.path().join("autostart"), "a file").unwrap();
        assert!(autostart.set(true).is_err());
        assert!(!autostart.is_on());
    }

    #[test]
    fn a_program_that_was_moved_is_not_started_at_login() {
        let folder = tempfile::tempdir().unwrap();
        let autostart = autostart(folder.path());
        fs::remove_file(folder.path().join("re vone")).unwrap();
        assert!(autostart.set(true).is_err());
        assert!(!autostart.file().exists());
        assert!(Autostart::of(folder.path(), Path::new("/bin/re\nvone")).is_none());
    }
}
