//! A line of the log: one JSON object of what is logged.

use std::fmt::{self, Display};
use std::sync::OnceLock;

use jiff::Timestamp;
use serde_json::{Map, Value};
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::layer::{Context, Layer};

use super::cleaned::{cut, without_secrets};
use super::log_file::{BEGINS, LogFile};
use crate::shell::clock;

/// A message or a field is not longer than this, in characters.
const LONGEST: usize = 400;

/// The log of this process, once it is known where it is kept.
static LOG: OnceLock<LogFile> = OnceLock::new();

/// Keeps the log in these files from now on.
pub fn keep_log(file: LogFile) {
    file.remove_old(clock::now());
    drop(LOG.set(file));
}

/// Writes what is logged to the files of [`keep_log`]. What cannot be written is lost: nobody is told of it, as that would
/// have to be logged.
#[derive(Clone, Copy, Debug)]
pub struct Lines;

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let Some(log) = LOG.get() else { return };
        let mut said = Said::default();
        event.record(&mut said);
        let now = clock::now();
        drop(log.write(&said.line(now, *event.metadata().level()), now));
    }
}

#[derive(Default)]
struct Said {
    message: String,
    fields: Map<String, Value>,
}

impl Said {
    /// The instant comes first: the files' ages are read from it.
    fn line(self, now: Timestamp, level: Level) -> String {
        let Self { message, fields } = self;
        let (message, fields) = (Value::String(message), Value::Object(fields));
        format!("{BEGINS}{now:.3}\",\"level\":\"{level}\",\"message\":{message},\"fields\":{fields}}}")
    }

    fn say(&mut self, field: &Field, value: &dyn Display) {
        let text = match field.name() {
            // A place in the sources is the program's own; names of packages may be long and have digits.
            "place" => cut(&value.to_string(), LONGEST),
            _ => without_secrets(&value.to_string(), LONGEST),
        };
        match field.name() {
            "message" => self.message = text,
            name => drop(self.fields.insert(name.to_owned(), Value::String(text))),
        }
    }
}

impl Visit for Said {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.say(field, &format_args!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.say(field, &value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.fields.insert(field.name().to_owned(), value.into());
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.fields.insert(field.name().to_owned(), value.into());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    /// Keeps the lines in memory.
    struct Kept(Arc<Mutex<Vec<String>>>);

    impl<S: Subscriber> Layer<S> for Kept {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            let mut said = Said::default();
            event.record(&mut said);
            let now = "2026-11-21T09:40:00.1239Z".parse().unwrap();
            self.0.lock().unwrap().push(said.line(now, *event.metadata().level()));
        }
    }

    #[test]
    fn a_line_is_an_object_with_instant_level_message_and_fields_and_without_a_token() {
        let lines = Arc::new(Mutex::new(Vec::new()));
        let token = format!("polar_{}_{}", "oat", "Xy7".repeat(12));
        tracing::subscriber::with_default(tracing_subscriber::registry().with(Kept(Arc::clone(&lines))), || {
            tracing::warn!(error = %std::io::Error::other("no\n\"room\""), rows = 3, "it {}", "broke");
            tracing::info!(%token, what = "x".repeat(1_000), "said");
            let place = "objc2-user-notifications-0.3.2/src/lib.rs:1:2";
            tracing::error!(organization = %uuid::Uuid::from_u128(77), place, "broke");
        });
        let lines = lines.lock().unwrap();
        insta::assert_snapshot!(
            lines[0],
            @r#"{"time":"2026-11-21T09:40:00.123Z","level":"WARN","message":"it broke","fields":{"error":"no \"room\"","rows":3}}"#
        );
        let second: Value = serde_json::from_str(&lines[1]).unwrap();
        assert_eq!(second["fields"]["token"], "…");
        assert!(second["fields"]["what"].as_str().unwrap().chars().count() <= LONGEST + 1);
        assert_eq!(second["level"], "INFO");
        insta::assert_snapshot!(
            lines[2],
            @r#"{"time":"2026-11-21T09:40:00.123Z","level":"ERROR","message":"broke","fields":{"organization":"00000000-0000-0000-0000-00000000004d","place":"objc2-user-notifications-0.3.2/src/lib.rs:1:2"}}"#
        );
    }
}
