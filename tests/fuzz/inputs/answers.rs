//! Polar's answers out of bytes: the bytes themselves, or a sound page of which the bytes choose what is replaced by what.

use revone::polar::{Page, Response, Trouble};
use serde_json::Value;

use super::draw::Draw;

/// An input that begins with it chooses what of a sound page is replaced.
pub const BUILT: u8 = b'~';

/// The same, and what was read is stored and shown.
pub const STORED: u8 = b'#';

/// What stands in the place of a value. Whatever of it is text that a customer could have written holds [`FOREIGN`].
const HOSTILE: [&str; 62] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "1e2",
    "1e400",
    "100",
    "99999999",
    "-9223372036854775808",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "123456789012345678901234567890",
    r#""""#,
    r#"" ""#,
    r#""foreign""#,
    r#""foreign, expected foreign at line 3""#,
    r#""foreign\ntext\u0000\u202e""#,
    r#""\ud800foreign""#,
    r#""=foreign()""#,
    "{}",
    "[]",
    "[null]",
    "[\"foreign\"]",
    r#"{"foreign":"foreign"}"#,
    r#"{"id":7,"name":"foreign"}"#,
    r#"{"id":"foreign","id":"foreign"}"#,
    r#""-009999-01-02T01:59:59Z""#,
    r#""0000-01-01T00:00:00Z""#,
    r#""1969-12-31T23:59:59.999999999Z""#,
    r#""1970-01-01T00:00:00Z""#,
    r#""2024-02-29T12:00:00Z""#,
    r#""2026-11-21T23:59:59.9999999Z""#,
    r#""2026-11-22T10:00:00.000000001Z""#,
    r#""2026-11-22T10:00:00+14:00""#,
    r#""2026-11-23T00:00:00Z""#,
    r#""2026-02-30T00:00:00Z""#,
    r#""2026-11-22T10:00:00""#,
    r#""2026-06-30T23:59:60Z""#,
    r#""9999-12-30T22:00:00.999999999Z""#,
    r#""9999-12-31T23:59:59Z""#,
    r#""00000000-0000-0000-0000-000000000000""#,
    r#""FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF""#,
    r#""{33333333-3333-4333-8333-333333333333}""#,
    r#""paid""#,
    r#""pending""#,
    r#""refunded""#,
    r#""partially_refunded""#,
    r#""purchase""#,
    r#""subscription_create""#,
    r#""trialing""#,
    r#""canceled""#,
    r#""past_due""#,
    r#""usd""#,
    r#""JPY""#,
    r#""day""#,
    r#""week""#,
    r#""year""#,
];

/// What no word of the program's own may repeat.
pub const FOREIGN: &str = "foreign";

/// A page for a reader.
pub struct Answer {
    pub response: Response,
    /// Of a built one: which rows are as they were.
    pub untouched: Option<Vec<bool>>,
    /// What was read is to be stored.
    pub stored: bool,
}

/// The answer that `bytes` are, or that they make of the sound page `sample`.
pub fn of(bytes: &[u8], sample: impl FnOnce() -> Value) -> Answer {
    match bytes.split_first() {
        Some((kind @ (&BUILT | &STORED), choices)) => {
            let (body, untouched) = built(Draw::of(choices), sample());
            Answer { response: ok(body), untouched: Some(untouched), stored: *kind == STORED }
        }
        _ => Answer { response: ok(bytes.to_vec()), untouched: None, stored: false },
    }
}

/// Polar's answer of success with this body.
pub fn ok(body: Vec<u8>) -> Response {
    Response { status: 200, content_type: Some("application/json".to_owned()), body, ..Response::default() }
}

/// A value that stands for a hostile one until the page is text.
fn place(number: usize) -> Value {
    Value::String(format!("@{number}@"))
}

fn built(mut draw: Draw<'_>, mut page: Value) -> (Vec<u8>, Vec<bool>) {
    let rows = page["items"].as_array_mut().expect("a sample has rows");
    let mut untouched = vec![true; rows.len()];
    for _ in 0..24 {
        if draw.is_over() {
            break;
        }
        let row = draw.below(rows.len());
        let paths = paths(&rows[row]);
        let path = draw.one_of(&paths);
        let value = draw.below(HOSTILE.len() + 2);
        untouched[row] = false;
        if value < HOSTILE.len() {
            if let Some(found) = rows[row].pointer_mut(path) {
                *found = place(value);
            }
        } else if let Some((within, name)) = path.rsplit_once('/')
            && let Some(object) = rows[row].pointer_mut(within).and_then(Value::as_object_mut)
        {
            object.remove(name);
        }
    }
    let text = page.to_string();
    let mut body = String::with_capacity(text.len());
    for (at, piece) in text.split("\"@").enumerate() {
        let hostile = piece.split_once("@\"").filter(|_| at > 0);
        match hostile.and_then(|(number, rest)| Some((HOSTILE[number.parse::<usize>().ok()?], rest))) {
            Some((hostile, rest)) => body.extend([hostile, rest]),
            None if at > 0 => body.extend(["\"@", piece]),
            None => body.push_str(piece),
        }
    }
    (body.into_bytes(), untouched)
}

/// Where values stand in a row, the row itself included, and those within others.
fn paths(row: &Value) -> Vec<String> {
    fn walk(value: &Value, path: String, all: &mut Vec<String>) {
        if let Value::Object(fields) = value {
            for (name, field) in fields {
                walk(field, format!("{path}/{name}"), all);
            }
        }
        all.push(path);
    }
    let mut all = Vec::new();
    walk(row, String::new(), &mut all);
    all
}

/// Fields that a fault's place may name.
const FIELDS: [&str; 44] = [
    "amount",
    "billing_name",
    "billing_reason",
    "cancel_at_period_end",
    "canceled_at",
    "capabilities",
    "checkout_payments",
    "created_at",
    "currency",
    "current_period_end",
    "customer",
    "customer_cancellation_comment",
    "customer_cancellation_reason",
    "customer_id",
    "description",
    "discount_amount",
    "ended_at",
    "ends_at",
    "id",
    "invoice_number",
    "items",
    "max_page",
    "name",
    "net_amount",
    "next_payment_attempt_at",
    "pagination",
    "past_due_at",
    "paused_at",
    "payouts",
    "platform_fee_amount",
    "platform_fee_currency",
    "product",
    "product_id",
    "recurring_interval",
    "recurring_interval_count",
    "refunded_amount",
    "refunded_tax_amount",
    "slug",
    "started_at",
    "status",
    "subscription",
    "subscription_id",
    "subtotal_amount",
    "tax_amount",
];

/// Holds a fault's place and reason: they name what the program knows, and nothing that stood in the answer.
fn holds_nothing_foreign(path: &str, reason: &str) {
    for part in path.split('.').filter(|part| !part.is_empty()) {
        let (name, places) = part.split_once('[').map_or((part, ""), |(name, places)| (name, places));
        let known = FIELDS.contains(&name) || matches!(name, "" | "?" | "total_amount" | "total_count" | "trial_end");
        assert!(known, "a place names what is no field: {path:?}");
        assert!(places.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, '[' | ']')), "{path:?}");
    }
    assert!(!path.is_empty(), "a fault has a place");
    assert!(!reason.is_empty() && reason.len() < 120, "a reason is a few words: {reason:?}");
    assert!(!reason.contains(FOREIGN), "a reason repeats the answer: {reason:?}");
    assert!(reason.chars().all(|sign| sign.is_ascii_graphic() || sign == ' '), "{reason:?}");
}

/// Holds what a reader made of a trouble.
pub fn holds_trouble(trouble: &Trouble) {
    if let Trouble::Malformed { path, reason } = trouble {
        holds_nothing_foreign(path, reason);
    }
    assert!(!trouble.to_string().contains(FOREIGN), "{trouble}");
}

/// Holds what a reader of pages made of an answer: no row is lost, and none takes another along.
pub fn holds<T: PartialEq + std::fmt::Debug>(answer: &Answer, read: impl Fn(&Response) -> Result<Page<T>, Trouble>) {
    let found = read(&answer.response);
    assert_eq!(found, read(&answer.response), "the same answer is read in the same way");
    let page = match found {
        Ok(page) => page,
        Err(trouble) => {
            assert!(answer.untouched.is_none(), "a row costs at most itself: {trouble}");
            return holds_trouble(&trouble);
        }
    };
    for rejected in &page.rejected {
        holds_nothing_foreign(&rejected.path, &rejected.reason);
        if rejected.path == "items" {
            // The page contradicts itself about it.
            assert!(rejected.id.is_some(), "{}", rejected.reason);
            continue;
        }
        let row = rejected.path.strip_prefix("items[").and_then(|rest| rest.split_once(']'));
        let row: usize = row.and_then(|(row, _)| row.parse().ok()).expect("a rejected row has a place");
        assert!(row < page.items.len() + page.rejected.len(), "{}", rejected.path);
        if let Some(untouched) = &answer.untouched {
            assert!(!untouched[row], "a sound row was turned away at {}: {}", rejected.path, rejected.reason);
        }
    }
    if let Some(untouched) = &answer.untouched {
        assert_eq!(page.items.len() + page.rejected.len(), untouched.len(), "every row is read or turned away");
    } else if let Ok(Value::Object(whole)) = serde_json::from_slice::<Value>(&answer.response.body) {
        let rows = whole.get("items").and_then(Value::as_array).map(Vec::len);
        assert_eq!(Some(page.items.len() + page.rejected.len()), rows, "every row is read or turned away");
    }
}
