use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use directories::BaseDirs;

use super::{diagnosis, instance, private_file};

/// Where the program keeps what it keeps: ledger, settings, locks and logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
    logs: PathBuf,
}

impl Home {
    /// Everything under one folder of the owner's choice (`REVONE_HOME`).
    pub fn at(folder: &Path) -> Self {
        Self { data: folder.to_owned(), logs: folder.join("logs") }
    }

    /// The system's own places; `None` when the user has no home folder.
    pub fn of_this_user() -> Option<Self> {
        let base = BaseDirs::new()?;
        // Only XDG has a folder for state.
        Some(match base.state_dir() {
            Some(state) => Self::in_xdg(base.data_local_dir(), state),
            None => Self::on_a_mac(base.home_dir()),
        })
    }

    /// Where a Mac keeps it, in the home folder of its user: `Library/Application Support/Revone` and `Library/Logs/Revone`.
    pub fn on_a_mac(user: &Path) -> Self {
        let library = user.join("Library");
        Self { data: library.join("Application Support/Revone"), logs: library.join("Logs/Revone") }
    }

    /// Elsewhere: `revone` in the XDG folders for data and for state.
    pub fn in_xdg(data: &Path, state: &Path) -> Self {
        Self { data: data.join("revone"), logs: state.join("revone") }
    }

    /// Makes the data folder, for this user only. What lies in it or among the logs, from another computer or out of a backup
    /// perhaps, is closed to others, too.
    ///
    /// # Errors
    /// When it cannot be made or closed to others.
    pub fn create(&self) -> io::Result<()> {
        private_file::make_folder(&self.data)?;
        // In a closed folder nobody reaches a file that cannot be closed, because it is somebody else's. Logs that cannot be
        // looked at are no reason to do without figures.
        drop(private_file::close_to_others(&self.logs));
        let (data, logs) = (self.kept_data().unwrap_or_default(), self.kept_logs().unwrap_or_default());
        for kept in data.into_iter().chain(logs) {
            drop(private_file::close_to_others(&kept));
        }
        Ok(())
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

    /// Which organizations are connected.
    pub fn accounts(&self) -> PathBuf {
        self.data.join("accounts.json")
    }

    /// Held while [`Home::accounts`] is changed.
    pub fn accounts_lock(&self) -> PathBuf {
        self.data.join("accounts.lock")
    }

    /// Whether somebody has connected here, or has read anything.
    pub fn is_in_use(&self) -> bool {
        self.ledger().exists() || self.accounts().exists()
    }

    /// Held by the terminal that keeps the figures fresh while no app does.
    pub fn watch_lock(&self) -> PathBuf {
        self.data.join("watch.lock")
    }

    /// Held by the process that syncs.
    pub fn sync_lock(&self) -> PathBuf {
        self.data.join("sync.lock")
    }

    /// Everything that the program may have written, the ledger's companions, moved-aside ones and a socket that had to lie
    /// elsewhere included.
    ///
    /// # Errors
    /// When a folder cannot be listed.
    pub fn kept_files(&self) -> io::Result<Vec<PathBuf>> {
        let mut files = self.kept_data()?;
        files.extend(self.kept_logs()?);
        files.extend(instance::left_elsewhere(&self.data));
        Ok(files)
    }

    fn kept_data(&self) -> io::Result<Vec<PathBuf>> {
        ours(&self.data, |name| {
            KEPT.contains(&name) || LEDGERS.iter().any(|ledger| name.starts_with(ledger)) || diagnosis::is_report(name)
        })
    }

    fn kept_logs(&self) -> io::Result<Vec<PathBuf>> {
        ours(&self.logs, |name| name.starts_with(LOGS))
    }

    /// The names of what is kept in [`Home::data`], without folders; `*` stands for what differs from file to file.
    pub fn names_kept() -> impl Iterator<Item = String> {
        let ledgers = LEDGERS.iter().map(|ledger| format!("{ledger}*"));
        KEPT.iter().map(|name| (*name).to_owned()).chain(ledgers).chain([diagnosis::REPORTS.to_owned()])
    }
}

/// The program's own files in the data folder, which may be any folder of the owner's.
const KEPT: [&str; 11] = [
    "accounts.json",
    "accounts.broken.json",
    "accounts.new.json",
    "accounts.lock",
    "settings.json",
    "settings.new.json",
    "settings.broken.json",
    "sync.lock",
    "watch.lock",
    "app.lock",
    "app.sock",
];
/// How the names of ledgers and of what SQLite keeps beside them begin.
const LEDGERS: [&str; 2] = ["ledger.sqlite", "ledger.broken-"];
/// How the names of logs begin.
const LOGS: &str = "revone";

fn ours(folder: &Path, is_ours: impl Fn(&str) -> bool) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut files = Vec::new();
    for entry in entries {
        let entry = entry?;
        if !entry.file_type()?.is_dir() && entry.file_name().to_str().is_some_and(&is_ours) {
            files.push(entry.path());
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn each_system_has_places_of_its_own() {
        let mac = Home::on_a_mac(Path::new("/u"));
        assert_eq!(mac.ledger(), Path::new("/u/Library/Application Support/Revone/ledger.sqlite"));
        assert_eq!(mac.logs(), Path::new("/u/Library/Logs/Revone"));
        let xdg = Home::in_xdg(Path::new("/u/.local/share"), Path::new("/u/.local/state"));
        assert_eq!(xdg.ledger(), Path::new("/u/.local/share/revone/ledger.sqlite"));
        assert_eq!(xdg.logs(), Path::new("/u/.local/state/revone"));
    }

    #[test]
    fn what_is_kept_is_found_and_what_is_somebody_elses_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        std::fs::create_dir(home.logs()).unwrap();
        let ours = [
            "ledger.sqlite",
            "ledger.sqlite-wal",
            "ledger.broken-17.sqlite",
            "ledger.broken-17.sqlite-shm",
            "accounts.json",
            "accounts.broken.json",
            "accounts.lock",
            "settings.json",
            "settings.broken.json",
            "sync.lock",
            "app.lock",
            "app.sock",
            "panic-20261121T094000Z.txt",
            "panic-20261121T094001Z-untold.txt",
            "logs/revone.log",
            "logs/revone.1.log",
        ];
        for name in ours.into_iter().chain([
            "panic-of-mine.txt",
            "ledger.ods",
            "revone.tar",
            "settings.toml",
            "notes",
            "logs/other.log",
        ]) {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let mut expected = ours.map(|name| folder.path().join(name));
        let mut found = home.kept_files().unwrap();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }

    #[test]
    fn logs_that_cannot_be_listed_keep_nobody_from_the_figures() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        fs::write(home.logs(), "").unwrap();
        fs::write(home.ledger(), "").unwrap();
        fs::set_permissions(home.ledger(), fs::Permissions::from_mode(0o644)).unwrap();
        home.create().unwrap();
        assert_eq!(fs::metadata(home.ledger()).unwrap().permissions().mode() & 0o777, 0o600);
        home.kept_files().unwrap_err();
    }

    #[test]
    fn what_was_open_to_others_is_closed_and_what_is_somebody_elses_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(&folder.path().join("deep/revone"));
        let mode = |name: &str| fs::metadata(home.data().join(name)).unwrap().permissions().mode() & 0o777;
        let open = |name: &str, mode: u32| {
            fs::set_permissions(home.data().join(name), fs::Permissions::from_mode(mode)).unwrap();
        };
        home.create().unwrap();
        assert_eq!(mode("."), 0o700);
        fs::create_dir(home.logs()).unwrap();
        let names = ["ledger.sqlite", "ledger.sqlite-wal", "accounts.json", "logs/revone.log", "notes"];
        for name in names {
            fs::write(home.data().join(name), "").unwrap();
            open(name, 0o644);
        }
        open(".", 0o755);
        open("logs", 0o777);
        home.create().unwrap();
        assert_eq!((mode("."), mode("logs")), (0o700, 0o700));
        assert_eq!(names.map(mode), [0o600, 0o600, 0o600, 0o600, 0o644]);
    }
}
