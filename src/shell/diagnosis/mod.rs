//! What the program keeps of its own troubles: a log, and a report of each panic. Neither holds a token, a figure, or what
//! anybody but the program wrote.

mod cleaned;
mod log_file;
mod log_line;
mod once;
mod panics;
#[cfg(debug_assertions)]
pub mod rehearsal;
mod reports;
mod troubles_log;

pub use log_file::LogFile;
pub use log_line::{Lines, keep_log};
pub use once::Once;
pub use panics::{guarded, install, is_the_app, report_in, say_where};
pub(super) use reports::{REPORTS, is_one as is_report};
pub use reports::{Report, all, take_untold};
pub use troubles_log::TroublesLog;
