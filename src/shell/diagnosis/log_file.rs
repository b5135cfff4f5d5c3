//! The log as files: bounded in size and in age, of which no more than one line is ever on its way. Nothing is held open:
//! lines are rare, and the owner may remove the files at any time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::shell::private_file;

/// A file is not written on beyond this many bytes.
const SIZE: u64 = 1024 * 1024;
/// This many older files are kept beside the one that is written.
const OLDER: u8 = 3;
/// A file is not written on when its first line is older than this.
const WRITTEN_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// A file whose first line is older than this goes, so that no line is older.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

/// One line of this process at a time.
static WRITING: Mutex<()> = Mutex::new(());

/// How a line begins; what follows is its instant, up to the next quotation mark.
pub(super) const BEGINS: &str = "{\"time\":\"";

/// The log in its folder.
#[derive(Clone, Debug)]
pub struct LogFile {
    folder: PathBuf,
}

impl LogFile {
    /// The log in `folder`, which is made when there is something to write.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Writes a line, in a new file where the present one is large or old. A line that has no room on the disk is not kept in
    /// part.
    ///
    /// # Errors
    /// When the disk is full or may not be written: the line is lost, and the next one is tried like this one.
    pub fn write(&self, line: &str, now: Timestamp) -> io::Result<()> {
        let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
        private_file::make_folder(&self.folder)?;
        let path = self.file(0);
        let mut file = open(&path)?;
        let added = u64::try_from(line.len()).unwrap_or(u64::MAX).saturating_add(1);
        if is_full(&path, file.metadata()?.len(), added, now) {
            // Another process may be beginning another file, or have done so since it was opened; whoever has the lock of
            // the file that lies there may move it. The few lines that others write meanwhile it has room for.
            if file.try_lock().is_ok() && lies_at(&file, &path) && is_full(&path, file.metadata()?.len(), added, now) {
                self.begin_another(now)?;
            }
            file = open(&path)?;
        }
        let length = file.metadata()?.len();
        let text = format!("{line}\n");
        let mut written = 0;
        while let Some(rest) = text.as_bytes().get(written..).filter(|rest| !rest.is_empty()) {
            match file.write(rest) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(more) => written += more,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    // What another process has added since stays, at the price of a part of this line.
                    let reached = length.saturating_add(u64::try_from(written).unwrap_or(u64::MAX));
                    if file.metadata().is_ok_and(|found| found.len() == reached) {
                        drop(file.set_len(length));
                    }
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Removes what is too old, which includes files whose first line says no instant.
    pub fn remove_old(&self, now: Timestamp) {
        for number in 0..=OLDER {
            let file = self.file(number);
            let is_old = |began: Option<Timestamp>| began.is_none_or(|began| now.duration_since(began) > KEPT_FOR);
            if file.metadata().is_ok_and(|found| found.len() > 0) && is_old(began(&file)) {
                // What cannot be removed now is tried again with the next file or launch.
                drop(fs::remove_file(&file));
            }
        }
    }

    fn begin_another(&self, now: Timestamp) -> io::Result<()> {
        for number in (0..OLDER).rev() {
            match fs::rename(self.file(number), self.file(number + 1)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        self.remove_old(now);
        Ok(())
    }

    /// The file that is written is 0; the higher the number, the older.
    fn file(&self, number: u8) -> PathBuf {
        self.folder.join(match number {
            0 => "revone.log".to_owned(),
            number => format!("revone.{number}.log"),
        })
    }
}

fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether so many more bytes are for another file than this one.
fn is_full(path: &Path, length: u64, added: u64, now: Timestamp) -> bool {
    let is_old = || began(path).is_some_and(|began| now.duration_since(began) > WRITTEN_FOR);
    length > 0 && (length.saturating_add(added) > SIZE || is_old())
}

/// Whether it is this file that lies there, and none that has taken its place.
fn lies_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let which = |found: io::Result<fs::Metadata>| found.ok().map(|found| (found.dev(), found.ino()));
    which(file.metadata()).is_some_and(|opened| which(path.metadata()) == Some(opened))
}

/// The instant of the first line.
fn began(path: &Path) -> Option<Timestamp> {
    let mut start = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut start)).ok()?;
    let text = str::from_utf8(start.get(..read)?).ok()?;
    text.strip_prefix(BEGINS)?.split('"').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn line(now: Timestamp, length: usize) -> String {
        format!("{BEGINS}{now}\",\"message\":\"{}\"}}", "x".repeat(length))
    }

    fn at(days: i64) -> Timestamp {
        "2026-11-21T09:40:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * days)
    }

    fn files(folder: &Path) -> Vec<(String, u64)> {
        let mut files: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .flatten()
            .map(|file| (file.file_name().into_string().unwrap(), file.metadata().unwrap().len()))
            .collect();
        files.sort();
        files
    }

    #[test]
    fn however_much_is_written_the_log_has_four_files_of_a_mebibyte() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::at(folder.path());
        for _ in 0..(6 * 16) {
            log.write(&line(at(0), 64 * 1024), at(0)).unwrap();
        }
        let files = files(folder.path());
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["revone.1.log", "revone.2.log", "revone.3.log", "revone.log"]);
        for (name, length) in &files {
            assert!((1..=SIZE).contains(length), "{name} has {length} bytes");
        }
    }

    #[test]
    fn many_who_write_at_once_lose_no_line() {
        let folder = tempfile::tempdir().unwrap();
        // Each of its own, as processes have them; together they fill a file once.
        std::thread::scope(|scope| {
            for writer in 0..4 {
                let log = LogFile::at(folder.path());
                scope.spawn(move || {
                    for number in 0..40 {
                        log.write(&format!("{} {writer} {number}", line(at(0), 10 * 1024)), at(0)).unwrap();
                    }
                });
            }
        });
        let kept: usize = files(folder.path())
            .iter()
            .map(|(name, _)| fs::read_to_string(folder.path().join(name)).unwrap().lines().count())
            .sum();
        assert_eq!((kept, files(folder.path()).len()), (160, 2));
    }

    #[test]
    fn no_line_is_older_than_thirty_days_after_a_launch_or_a_new_file() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::at(folder.path());
        for day in 0..120 {
            log.remove_old(at(day));
            log.write(&line(at(day), 10), at(day)).unwrap();
            for (name, _) in files(folder.path()) {
                let oldest = began(&folder.path().join(&name)).unwrap();
                assert!(at(day).duration_since(oldest) <= KEPT_FOR, "{name} on day {day}");
            }
        }
        // A week and a day each.
        assert_eq!(files(folder.path()).len(), 3);
        log.remove_old(at(400));
        assert_eq!(files(folder.path()), []);
    }

    #[test]
    fn a_clock_that_was_set_back_removes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let log = LogFile::at(folder.path());
        log.write(&line(at(50), 10), at(50)).unwrap();
        log.remove_old(at(0));
        log.write(&line(at(0), 10), at(0)).unwrap();
        assert_eq!(files(folder.path()).len(), 1);
    }

    #[test]
    fn the_log_is_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let logs = folder.path().join("logs");
        LogFile::at(&logs).write("line", at(0)).unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&logs), mode(&logs.join("revone.log"))), (0o700, 0o600));
    }

    #[test]
    fn a_log_that_cannot_be_written_is_an_error_and_nothing_more() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("logs"), "no folder").unwrap();
        let log = LogFile::at(&folder.path().join("logs"));
        log.remove_old(at(0));
        log.write("line", at(0)).unwrap_err();
        // Where the name of an older file is taken by a folder, nothing grows.
        let full = LogFile::at(folder.path());
        fs::create_dir_all(folder.path().join("revone.3.log/taken")).unwrap();
        fs::write(folder.path().join("revone.2.log"), line(at(0), 1)).unwrap();
        fs::write(folder.path().join("revone.log"), line(at(0), usize::try_from(SIZE).unwrap())).unwrap();
        full.write("line", at(0)).unwrap_err();
    }

    #[test]
    fn a_line_that_finds_the_disk_full_is_not_kept_in_part() {
        // Linux has a file that is always full.
        let full = Path::new("/dev/full");
        if !full.exists() {
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(full, folder.path().join("revone.log")).unwrap();
        LogFile::at(folder.path()).write("line", at(0)).unwrap_err();
    }

    #[test]
    fn files_that_were_removed_are_written_anew() {
        let folder = tempfile::tempdir().unwrap();
        let logs = folder.path().join("logs");
        let log = LogFile::at(&logs);
        log.write(&line(at(0), 1), at(0)).unwrap();
        fs::remove_dir_all(&logs).unwrap();
        log.write(&line(at(0), 1), at(0)).unwrap();
        assert_eq!(files(&logs).len(), 1);
    }
}
