//! Forgetting everything that the program keeps on this computer.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Home, LoginItem, accounts_file};
use crate::app::LaunchAtLogin;
use crate::domain::OrganizationId;
use crate::store::Ledger;

/// Everyone whose token may be kept, whether or not the ledger can still be read.
pub fn everyone(home: &Home) -> BTreeSet<OrganizationId> {
    let mut connected: BTreeSet<_> = accounts_file::holders(home).collect();
    if home.ledger().exists()
        && let Ok(stored) = Ledger::open(&home.ledger()).and_then(|ledger| ledger.organizations())
    {
        connected.extend(stored.into_iter().map(|stored| stored.organization.id));
    }
    connected
}

/// Removes every file that the program has written, and its folders where nothing of anybody else's is in them.
///
/// # Errors
/// When one cannot be removed.
pub fn remove_files(home: &Home) -> io::Result<()> {
    let kept = home.kept_files()?;
    // Of a home with a long path: the folder of its socket.
    let elsewhere: BTreeSet<PathBuf> = kept.iter().filter_map(|file| Some(file.parent()?.to_owned())).collect();
    remove(kept)?;
    for folder in elsewhere {
        drop(fs::remove_dir(folder));
    }
    drop(fs::remove_dir(home.logs()));
    drop(fs::remove_dir(home.data()));
    Ok(())
}

/// The same while the app runs on: what it is locked and reached by stays.
///
/// # Errors
/// When a file cannot be removed.
pub fn remove_files_of_a_running_app(home: &Home) -> io::Result<()> {
    let held = |file: &Path| file.extension().is_some_and(|extension| extension == "lock" || extension == "sock");
    remove(home.kept_files()?.into_iter().filter(|file| !held(file)).collect())
}

fn remove(files: Vec<PathBuf>) -> io::Result<()> {
    for file in files {
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Has the system not start the program any more. A home of the owner's own choice is another program's as far as the
/// system knows, and leaves this as it is.
///
/// # Errors
/// A sentence when the system starts it all the same.
pub fn leave_the_session(home: &Home, login: &LoginItem) -> Result<(), String> {
    let own = Home::of_this_user().is_some_and(|own| own == *home);
    let starts = own && matches!(login.status(), LaunchAtLogin::On | LaunchAtLogin::NeedsApproval);
    if starts { login.set(false) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_app_keeps_its_locks_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        let names = ["ledger.sqlite", "ledger.sqlite-wal", "settings.json", "accounts.json", "app.lock", "app.sock"];
        for name in names.into_iter().chain(["sync.lock", "notes"]) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let left = || {
            let mut names: Vec<String> = fs::read_dir(folder.path())
                .unwrap()
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names
        };
        remove_files_of_a_running_app(&home).unwrap();
        assert_eq!(left(), ["app.lock", "app.sock", "notes", "sync.lock"]);
        remove_files(&home).unwrap();
        assert_eq!(left(), ["notes"]);
    }
}
