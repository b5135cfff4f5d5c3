use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

/// Held while a process syncs, so that the app and the command line never ask Polar for the same rows at once. The system
/// gives it back when the process ends, however it ends.
#[derive(Debug)]
pub struct SyncLock {
    file: File,
}

impl Drop for SyncLock {
    fn drop(&mut self) {
        // A process that is just being started holds a copy of every open file until its program runs, and with it the
        // lock: it is given back by name and not only with the file.
        drop(self.file.unlock());
    }
}

const LOOK_AGAIN: Duration = Duration::from_millis(50);

impl SyncLock {
    /// Takes the lock if nobody holds it.
    ///
    /// # Errors
    /// When the file cannot be made or locked at all.
    pub fn try_take(path: &Path) -> io::Result<Option<Self>> {
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    /// Waits for the lock. The flag says whether somebody else held it, so that what they read need not be read again.
    ///
    /// # Errors
    /// When the file cannot be made or locked at all.
    pub async fn take(path: &Path) -> io::Result<(Self, bool)> {
        let mut waited = false;
        loop {
            match Self::try_take(path)? {
                Some(lock) => return Ok((lock, waited)),
                None => waited = true,
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_syncs_exclude_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sync.lock");
        let held = SyncLock::try_take(&path).unwrap();
        assert!(held.is_some());
        assert!(SyncLock::try_take(&path).unwrap().is_none());
        drop(held);
        assert!(SyncLock::try_take(&path).unwrap().is_some());
    }
}
