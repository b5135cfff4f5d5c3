use std::io;
use std::path::{Path, PathBuf};

use directories::BaseDirs;

/// Where the program keeps what it keeps: ledger, settings, locks and logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
    logs: PathBuf,
}

/// The name of the folder: as people write it on the Mac, in lower case elsewhere.
const FOLDER: &str = if cfg!(target_os = "macos") { "Revone" } else { "revone" };

impl Home {
    /// Everything under one folder of the owner's choice (`REVONE_HOME`).
    pub fn at(folder: &Path) -> Self {
        Self { data: folder.to_owned(), logs: folder.join("logs") }
    }

    /// The system's own places: `~/Library/Application Support/Revone` and `~/Library/Logs/Revone` on the Mac, the XDG data
    /// and state folders elsewhere; `None` when the user has no home folder.
    pub fn of_this_user() -> Option<Self> {
        let base = BaseDirs::new()?;
        let data = base.data_local_dir().join(FOLDER);
        let logs = match base.state_dir() {
            Some(state) => state.join(FOLDER),
            None => base.home_dir().join("Library/Logs").join(FOLDER),
        };
        Some(Self { data, logs })
    }

    /// Makes the data folder, for this user only.
    ///
    /// # Errors
    /// When it cannot be made or closed to others.
    pub fn create(&self) -> io::Result<()> {
        make_private(&self.data)
    }

    /// The folder of ledger and settings.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// The folder of the logs.
    pub fn logs(&self) -> &Path {
        &self.logs
    }

    /// The ledger.
    pub fn ledger(&self) -> PathBuf {
        self.data.join("ledger.sqlite")
    }

    /// What the owner chose.
    pub fn settings(&self) -> PathBuf {
        self.data.join("settings.json")
    }

    /// Held by the process that syncs.
    pub fn sync_lock(&self) -> PathBuf {
        self.data.join("sync.lock")
    }

    /// Everything that the program may have written, the ledger's companions and moved-aside ones included.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn kept_files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        for folder in [&self.data, &self.logs] {
            match std::fs::read_dir(folder) {
                Ok(entries) => {
                    for entry in entries {
                        let path = entry?.path();
                        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                        if OURS.iter().any(|ours| name.starts_with(ours)) {
                            files.push(path);
                        }
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(files)
    }
}

/// How the names of the program's own files begin.
const OURS: [&str; 6] = ["ledger.", "settings.", "sync.lock", "app.lock", "app.sock", "revone"];

/// Makes a folder and its parents; the folder itself is closed to others.
fn make_private(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mut permissions = std::fs::metadata(folder)?.permissions();
        if permissions.mode() & 0o077 != 0 {
            permissions.set_mode(0o700);
            std::fs::set_permissions(folder, permissions)?;
        }
    }
    Ok(())
}
