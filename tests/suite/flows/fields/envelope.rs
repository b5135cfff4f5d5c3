//! What stands around the rows: a list's own fields, and the bodies of refusals.

use revone::demo::{Fault, Rewrite};
use revone::domain::Environment;
use revone::polar::{self, Response, Trouble};
use revone::sync::Fault as Unread;
use serde_json::{Value, json};

use super::super::lab::Lab;
use super::super::lab::assert_reflects;
use super::super::shops::with_history;
use super::foreign::assert_tells_nothing;
use super::paths::{self, Path};
use super::sampled;
use super::wrongs::{Change, Wrong, all};

/// More than any refresh of a shop of one page has reason to ask for.
const REQUESTS: usize = 40;

const LISTS: [&str; 2] = ["/v1/orders/?", "/v1/subscriptions/?"];

/// Plays lists and refusals; how many plays that were.
pub fn play() -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    refusals() + runtime.block_on(lists())
}

/// Whether a list can be read with this in the place of one of its own fields. Its rows may be others then, or none.
fn is_read(name: &str, wrong: &Wrong) -> bool {
    match &wrong.change {
        Change::To(Value::Array(_)) => name == "items",
        Change::To(value) => value.is_u64() && name.starts_with("pagination."),
        Change::Raw(bytes) => name == "items" && bytes.starts_with(b"[["),
        _ => false,
    }
}

async fn lists() -> usize {
    let list = json!({ "items": [], "pagination": { "total_count": 0, "max_page": 0 } });
    let mut chance = fastrand::Rng::with_seed(3);
    let mut lab = Lab::of(with_history(4, 3)).await;
    lab.complete().await;
    let mut played = 0;
    for path in paths::all(&list) {
        for (wrong, of) in all().into_iter().flat_map(|wrong| LISTS.map(|of| (wrong.clone(), of))) {
            let wanted = matches!(wrong.change, Change::Missing) || sampled(&mut chance, 8);
            if wanted && paths::changed(&list, &path, &wrong.change).is_some() {
                play_list(&mut lab, &path, &wrong, of).await;
                played += 1;
            }
        }
    }
    played
}

async fn play_list(lab: &mut Lab, path: &Path, wrong: &Wrong, list: &str) {
    let name = paths::written(path);
    let of = format!("{list} {name} is {}", wrong.name);
    let (path, change) = (path.clone(), wrong.change.clone());
    let rewrite = Rewrite::by(move |body| {
        let answer: Option<Value> = serde_json::from_slice(&body).ok();
        answer.and_then(|answer| paths::changed(&answer, &path, &change)).unwrap_or(body)
    });
    lab.polar.with(|state| state.behaviour.faults = vec![Fault::Rewritten(rewrite).always(list)]);
    let read = lab.finish(&mut revone::sync::Session::complete()).await;
    match read {
        Err(Unread::Polar(Trouble::Malformed { path, reason })) => {
            assert!(!is_read(&name, wrong), "{of}: {path}: {reason}");
            assert!(path.starts_with(&name) || matches!(wrong.change, Change::Twice), "{of}: {path}");
            assert_tells_nothing(&format!("{path} {reason}"));
        }
        Ok(outcomes) => {
            assert!(is_read(&name, wrong), "{of}");
            assert!(outcomes.len() <= REQUESTS, "{of}: {} requests", outcomes.len());
        }
        Err(other) => panic!("{of}: {other}"),
    }
    // Nothing that was known is forgotten because a list does not say it.
    assert_reflects(lab);

    lab.polar.with(|state| state.behaviour.faults.clear());
    lab.now += jiff::SignedDuration::from_secs(1);
    lab.complete().await;
    assert_eq!(lab.ledger.rejections(lab.organization).unwrap(), [], "{of}");
    assert_eq!(lab.waiting(), [], "{of}");
    assert_reflects(lab);
}

/// What a refusal is is said by its status, and by its header; of its body one field is read, where the header says nothing.
fn refusals() -> usize {
    const SCOPE: &str = r#"Bearer realm="polar", scope="orders:read", error="insufficient_scope""#;
    let body =
        json!({ "error": "insufficient_scope", "error_description": "why", "detail": [{ "loc": ["query", "limit"] }] });
    let mut played = 0;
    for (status, header) in
        [(401, None), (403, Some(SCOPE)), (403, None), (404, None), (422, None), (429, None), (500, None)]
    {
        let answer = |body: Vec<u8>| Response {
            status,
            content_type: Some("application/json".to_owned()),
            www_authenticate: header.map(str::to_owned),
            body,
            ..Response::default()
        };
        let sound = polar::read_orders(&answer(body.to_string().into_bytes())).unwrap_err();
        for path in paths::all(&body) {
            for wrong in all() {
                let Some(bytes) = paths::changed(&body, &path, &wrong.change) else { continue };
                let of = format!("{status}: {} is {}", paths::written(&path), wrong.name);
                let answer = answer(bytes);
                let expected = if (status, header) == (403, None) && paths::written(&path) == "error" {
                    Trouble::Refused(403)
                } else {
                    sound.clone()
                };
                assert_eq!(polar::read_orders(&answer), Err(expected.clone()), "{of}");
                assert_eq!(polar::read_subscription(&answer), Err(expected.clone()), "{of}");
                assert_eq!(polar::read_organizations(&answer, Environment::Production), Err(expected), "{of}");
                played += 1;
            }
        }
    }
    played
}
