use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::shell::World;
use crate::shell::diagnosis::{Lines, LogFile, keep_log};

/// Warnings of this program go to standard error, where nothing is drawn there, and to the files of [`keep`]; `REVONE_LOG`
/// asks for more or less. Other packages are never heard: what they tell may hold what passes through them.
pub(super) fn install(to_standard_error: bool) {
    let asked = std::env::var("REVONE_LOG").unwrap_or_default();
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .with_target(false)
        // Where nobody reads standard error there is nobody to complain to either.
        .log_internal_errors(false);
    let told = Targets::new().with_target(env!("CARGO_PKG_NAME"), level(&asked));
    drop(tracing_subscriber::registry().with(to_standard_error.then_some(lines)).with(Lines).with(told).try_init());
}

/// Keeps the log in files, too, where nobody reads standard error. The sample keeps nothing.
pub(super) fn keep(world: &World) {
    if !world.is_sample() {
        keep_log(LogFile::at(world.home.logs()));
    }
}

fn level(asked: &str) -> LevelFilter {
    match asked.trim() {
        "" => LevelFilter::WARN,
        asked => asked.parse().unwrap_or(LevelFilter::WARN),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn warnings_alone_are_told_unless_something_else_is_asked_for() {
        for (asked, expected) in [
            ("", LevelFilter::WARN),
            ("debug", LevelFilter::DEBUG),
            ("INFO", LevelFilter::INFO),
            ("off", LevelFilter::OFF),
            ("loud", LevelFilter::WARN),
        ] {
            assert_eq!(level(asked), expected, "{asked}");
        }
    }
}
