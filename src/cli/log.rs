use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Warnings of this program go to standard error; `REVONE_LOG` asks for more or less. Other packages are never heard:
/// what they tell may hold what passes through them.
pub(super) fn install() {
    let asked = std::env::var("REVONE_LOG").unwrap_or_default();
    let lines = fmt::layer()
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .without_time()
        .with_target(false)
        // Where nobody reads standard error there is nobody to complain to either.
        .log_internal_errors(false);
    let told = Targets::new().with_target(env!("CARGO_PKG_NAME"), level(&asked));
    drop(tracing_subscriber::registry().with(lines).with(told).try_init());
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
