use serde::Deserialize;

/// Where an answer is not what it should be, and what is wrong there. It repeats nothing of the answer but the names
/// of fields, because an answer holds names and addresses of customers.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// Such as `items[3].net_amount`; `.` for the whole.
    pub(super) path: String,
    /// In words.
    pub(super) reason: String,
}

/// Reads a value slowly, keeping track of where it is.
pub(super) fn locate<'a, T: Deserialize<'a>>(json: &'a [u8], base: &str) -> Result<T, Fault> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let inside = error.path().to_string();
        let missing = missing_field(&error.inner().to_string()).map(str::to_owned);
        let mut path = join(base, &inside);
        if let Some(field) = &missing {
            path = join(&path, field);
        }
        Fault { path, reason: if missing.is_some() { "missing".to_owned() } else { reason(error.inner()) } }
    })
}

/// What serde says is wrong, without its position (which is the row's, not the answer's) and without the value that it
/// found in place of what it expected.
pub(super) fn reason(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None => message.to_owned(),
    }
}

fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.split_once('`').map(|(field, _)| field)
}

fn join(base: &str, inside: &str) -> String {
    match (base, inside) {
        (_, "." | "") => base.to_owned(),
        ("." | "", _) => inside.to_owned(),
        _ => format!("{base}.{inside}"),
    }
}
