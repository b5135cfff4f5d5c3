use std::time::Duration;

use serde_json::{Value, json};

use super::answer::Answer;
use super::behaviour::{Fault, Then};
use super::refusal;

/// How an answer's body goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// In one piece.
    Whole,
    /// The first half, then the connection ends.
    Cut,
    /// Over and over.
    Endless,
    /// Sixteen bytes at a time, with this pause between.
    Drip(Duration),
    /// Not at all: the connection ends.
    Never,
    /// Not at all: these bytes go out in its place.
    Bare(Bare),
}

/// Bytes that are no answer of a server that keeps to the protocol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bare {
    pub bytes: Vec<u8>,
    pub then: Then,
}

/// What becomes of the right answer under a fault.
pub(super) fn harm(right: Answer, fault: &Fault) -> (Answer, Manner) {
    let answer = match fault {
        Fault::CutBody => return (right, Manner::Cut),
        Fault::SlowDrip(pause) => return (right, Manner::Drip(*pause)),
        Fault::EndlessBody => return (right, Manner::Endless),
        Fault::CloseConnection => return (Answer::empty(0), Manner::Never),
        Fault::Wire { bytes, then } => {
            let bare = Bare { bytes: bytes.clone(), then: then.clone() };
            return (Answer::empty(0), Manner::Bare(bare));
        }
        Fault::Interim(status) => {
            let mut bytes = format!("HTTP/1.1 {status} Interim\r\n\r\n").into_bytes();
            let right = right.with("connection", "close");
            bytes.extend(right.as_bytes());
            return (right, Manner::Bare(Bare { bytes, then: Then::Close }));
        }
        Fault::Delay(_) => right,
        Fault::Status(status) if *status >= 500 => Answer::broken(*status),
        Fault::Status(404) => refusal::not_found(),
        Fault::Status(401) | Fault::Unauthorized => refusal::bad_token(),
        Fault::Status(429) => refusal::rate_limited(Some("60")),
        Fault::Status(status) => refusal::inside(Answer::json(*status, &json!({ "detail": "Refused" }))),
        Fault::RateLimited { retry_after } => refusal::rate_limited(retry_after.as_deref()),
        Fault::Html => Answer { body: PORTAL.as_bytes().to_vec(), ..Answer::empty(200) }
            .with("content-type", "text/html; charset=utf-8"),
        Fault::Redirect(to) => Answer::empty(302).with("location", to.as_str()),
        Fault::NeverEnds => with_pages(right, BILLIONS, BILLIONS),
        Fault::Pages { total_count, max_page } => with_pages(right, *total_count, *max_page),
        Fault::WrongTypes => Answer { body: with_wrong_types(&right.body), ..right },
        Fault::Rewritten(rewrite) => Answer { body: rewrite.of(right.body), ..right },
        Fault::Answer { status, content_type, body } => {
            Answer { body: body.clone(), ..Answer::empty(*status) }.with("content-type", content_type.as_str())
        }
    };
    (answer, Manner::Whole)
}

const PORTAL: &str = "<!DOCTYPE html><html><title>Welcome aboard</title><h1>Accept the terms to go online</h1></html>";

const BILLIONS: u64 = 9_000_000_000;

fn with_pages(right: Answer, total_count: u64, max_page: u64) -> Answer {
    let Ok(mut json) = serde_json::from_slice::<Value>(&right.body) else { return right };
    if let Some(pagination) = json.get_mut("pagination") {
        *pagination = json!({ "total_count": total_count, "max_page": max_page });
    }
    Answer { body: serde_json::to_vec(&json).unwrap_or_default(), ..right }
}

fn with_wrong_types(body: &[u8]) -> Vec<u8> {
    let Ok(mut json) = serde_json::from_slice::<Value>(body) else { return body.to_vec() };
    let row = match json.get_mut("items").and_then(|items| items.get_mut(0)) {
        Some(first) => Some(first),
        None => Some(&mut json),
    };
    if let Some(row) = row.and_then(Value::as_object_mut) {
        for (name, value) in row.iter_mut() {
            if name.ends_with("amount") {
                *value = json!("twelve");
            }
        }
        row.insert("id".to_owned(), json!(12));
    }
    serde_json::to_vec(&json).unwrap_or_default()
}
