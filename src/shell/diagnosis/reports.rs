//! Reports of panics as files of the data folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// This many are kept.
const KEPT: usize = 5;

/// The names of all, as a pattern.
pub(in crate::shell) const REPORTS: &str = "panic-*.txt";
/// How the name begins, how it says its instant, and how it ends.
const BEGINS: &str = "panic-";
const INSTANT: &str = "%Y%m%dT%H%M%SZ";
const ENDS: &str = ".txt";
/// In the name of one that the owner has not been told of: it ended the menu-bar program.
const UNTOLD: &str = "-untold";

/// A report that lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// When it was written, to the second.
    pub at: Timestamp,
    /// The file.
    pub file: PathBuf,
}

/// Whether a file of the data folder is a report, by its name.
pub(in crate::shell) fn is_one(name: &str) -> bool {
    instant(name).is_some()
}

/// Writes a report for its owner alone, and removes the oldest where there are too many.
///
/// # Errors
/// When the folder cannot be written.
pub(super) fn write(folder: &Path, now: Timestamp, text: &str, untold: bool) -> io::Result<PathBuf> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let path = folder.join(name(free(folder, now), untold));
    let written = options.open(&path).and_then(|mut file| {
        // A report without its text says nothing, and an end that it tells of could not be looked into.
        file.write_all(text.as_bytes()).inspect_err(|_| drop(fs::remove_file(&path)))
    });
    // By a clock that was set back this one is the oldest; it is the one that is needed.
    let others = all(folder).into_iter().filter(|report| report.file != path);
    for old in others.skip(KEPT - 1) {
        drop(fs::remove_file(old.file));
    }
    written.map(|()| path)
}

fn name(at: Timestamp, untold: bool) -> String {
    let mark = if untold { UNTOLD } else { "" };
    format!("{BEGINS}{}{mark}{ENDS}", at.strftime(INSTANT))
}

/// The first second from `at` on that no report has, told or not: several in a second are told apart by the next seconds.
fn free(folder: &Path, at: Timestamp) -> Timestamp {
    let is_free = |at: &Timestamp| [true, false].iter().all(|untold| !folder.join(name(*at, *untold)).exists());
    (0..60).map(|later| at + jiff::SignedDuration::from_secs(later)).find(is_free).unwrap_or(at)
}

/// The reports of a folder, the newest first.
pub fn all(folder: &Path) -> Vec<Report> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let report = |entry: fs::DirEntry| {
        let at = instant(entry.file_name().to_str()?)?;
        entry.file_type().ok()?.is_file().then(|| Report { at, file: entry.path() })
    };
    let mut all: Vec<Report> = entries.filter_map(report).collect();
    all.sort_by(|one, other| (other.at, &other.file).cmp(&(one.at, &one.file)));
    all
}

/// The newest report of an end that the owner has not been told of; from now on all count as told.
pub fn take_untold(folder: &Path) -> Option<Report> {
    let mut newest = None;
    for Report { at, file } in all(folder) {
        let Some(name) = file.file_name().and_then(|name| name.to_str()).filter(|name| name.contains(UNTOLD)) else {
            continue;
        };
        let told = folder.join(name.replacen(UNTOLD, "", 1));
        // Two processes may have chosen the same second; neither report takes the other's place.
        let told = if told.exists() { folder.join(self::name(free(folder, at), false)) } else { told };
        // Where it cannot be renamed it is told of again: better than never.
        let file = if fs::rename(&file, &told).is_ok() { told } else { file };
        newest.get_or_insert(Report { at, file });
    }
    newest
}

fn instant(name: &str) -> Option<Timestamp> {
    let instant = name.strip_prefix(BEGINS)?.strip_suffix(ENDS)?;
    let instant = instant.strip_suffix(UNTOLD).unwrap_or(instant);
    DateTime::strptime(INSTANT, instant).ok()?.to_zoned(TimeZone::UTC).ok().map(|at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use jiff::SignedDuration;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        "2026-11-21T09:40:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn the_five_newest_are_kept_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        for file in ["panic-mine.txt", "panic-20261121T094000Z.md", "notes.txt"] {
            fs::write(folder.path().join(file), "").unwrap();
        }
        for seconds in [0, 0, 0, 60, 120, 180, 240] {
            let file = write(folder.path(), at(seconds), "text", false).unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        let instants: Vec<Timestamp> = all(folder.path()).into_iter().map(|report| report.at).collect();
        assert_eq!(instants, [at(240), at(180), at(120), at(60), at(2)]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 5 + 3, "what is somebody else's stays");
    }

    #[test]
    fn an_end_is_told_once_and_its_report_stays() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(take_untold(folder.path()), None);
        write(folder.path(), at(0), "first", true).unwrap();
        write(folder.path(), at(60), "second", true).unwrap();
        write(folder.path(), at(120), "nobody's end", false).unwrap();
        let told = take_untold(folder.path()).unwrap();
        assert_eq!((told.at, fs::read_to_string(&told.file).unwrap().as_str()), (at(60), "second"));
        assert_eq!(take_untold(folder.path()), None);
        assert_eq!(all(folder.path()).len(), 3);
    }

    #[test]
    fn a_report_outlives_those_of_a_clock_that_was_ahead_and_others_of_its_second() {
        let folder = tempfile::tempdir().unwrap();
        for seconds in 100..100 + 5 {
            write(folder.path(), at(seconds), "ahead", false).unwrap();
        }
        let told = write(folder.path(), at(0), "told", false).unwrap();
        let untold = write(folder.path(), at(0), "untold", true).unwrap();
        assert_eq!(fs::read_to_string(&untold).unwrap(), "untold");
        assert_eq!(all(folder.path()).len(), KEPT);
        // As a process writes it that has looked at the same moment.
        let raced = write(folder.path(), at(10), "raced", true).unwrap();
        fs::write(folder.path().join(name(at(10), false)), "other").unwrap();
        let taken = take_untold(folder.path()).unwrap();
        assert_eq!(fs::read_to_string(&taken.file).unwrap(), "raced");
        assert_eq!(fs::read_to_string(folder.path().join(name(at(10), false))).unwrap(), "other");
        assert!(!raced.exists() && !untold.exists() && !told.exists(), "told, or the oldest");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error_and_nothing_more() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = folder.path().join("nowhere");
        write(&nowhere, at(0), "", true).unwrap_err();
        assert_eq!((all(&nowhere), take_untold(&nowhere)), (Vec::new(), None));
    }
}
