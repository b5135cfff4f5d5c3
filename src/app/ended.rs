use std::path::PathBuf;

use jiff::Timestamp;

/// How the launch before ended: unexpectedly, with a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When.
    pub at: Timestamp,
    /// The report.
    pub report: PathBuf,
}
