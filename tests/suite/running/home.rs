use std::path::{Path, PathBuf};
use std::process::Command;

use revone::demo::FakePolar;
use tempfile::TempDir;

use super::{Ended, Started};

/// Private folders for one test. Nothing of the person who runs the tests is read or written.
pub struct Home {
    folder: TempDir,
}

impl Home {
    /// New, empty folders.
    pub fn new() -> Self {
        // Short, because a socket's path must fit into 108 bytes.
        let folder = tempfile::Builder::new().prefix("revone-").tempdir().unwrap();
        let home = Self { folder };
        for name in ["home", "run", "config", "data", "cache", "state", "tmp", "bin"] {
            std::fs::create_dir(home.path(name)).unwrap();
        }
        set_mode(&home.path("run"), 0o700);
        home
    }

    /// A path in the private folders.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// All of the private folders.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Where the program keeps what it keeps.
    pub fn data(&self) -> PathBuf {
        self.path("revone")
    }

    /// A command that sees these folders and nothing of the person's environment but where programs are.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        let path = std::env::var("PATH").unwrap_or_default();
        command
            .env_clear()
            .env("PATH", format!("{}:{path}", self.path("bin").display()))
            .env("LC_ALL", "C.UTF-8")
            .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", self.path("run/no-bus").display()))
            .env("DBUS_SYSTEM_BUS_ADDRESS", format!("unix:path={}", self.path("run/no-bus").display()));
        for (variable, folder) in [
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("TMPDIR", "tmp"),
            ("REVONE_HOME", "revone"),
        ] {
            command.env(variable, self.path(folder));
        }
        command
    }

    /// The program with these arguments.
    pub fn revone(&self, arguments: &[&str]) -> Run {
        Run::new(self.command(env!("CARGO_BIN_EXE_revone")), arguments)
    }
}

/// The program, about to be run.
pub struct Run {
    command: Command,
    input: String,
}

impl Run {
    /// `command` with these arguments, its days in a time zone in which it is about noon.
    pub fn new(mut command: Command, arguments: &[&str]) -> Self {
        command.args(arguments).env("REVONE_TIME_ZONE", super::shops::zone_at_noon());
        Self { command, input: String::new() }
    }

    /// It asks this Polar.
    pub fn asking(self, polar: &FakePolar) -> Self {
        self.env("REVONE_API_URL", &polar.base_url().to_string())
    }

    /// It uses this Polar's own token without a Keychain.
    pub fn with_token_of(self, polar: &FakePolar) -> Self {
        let token = polar.token().expose().to_owned();
        self.env("REVONE_TOKEN", &token)
    }

    /// With this variable.
    pub fn env(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
        self
    }

    /// With this on its standard input.
    pub fn reading(mut self, input: &str) -> Self {
        input.clone_into(&mut self.input);
        self
    }

    /// Starts it on a terminal of this many cells and lines.
    #[cfg(target_os = "linux")]
    pub fn on_terminal(self, home: &Home, size: (u16, u16)) -> super::terminal::Terminal<'_> {
        super::terminal::Terminal::start(home, &self.command, size)
    }

    /// Starts it.
    pub fn start(self) -> Started {
        Started::start(self.command, &self.input)
    }

    /// Runs it to its end.
    pub fn finish(self) -> Ended {
        self.start().ended_blocking()
    }
}

/// Sets a file's or folder's permissions.
pub fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
}
