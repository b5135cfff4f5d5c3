//! What can be wrong with a field.

use serde_json::{Value, json};

use super::fates::Form;

/// What stands in a field's place.
#[derive(Clone, Debug)]
pub enum Change {
    Missing,
    To(Value),
    /// Bytes that need not be JSON.
    Raw(Vec<u8>),
    /// The same text in capitals.
    UpperCase,
    /// The field twice, with the same value.
    Twice,
    /// An object with a field more, of these bytes.
    Beside(Vec<u8>),
}

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct Wrong {
    pub name: &'static str,
    pub change: Change,
    /// For which fields it is a value like any other.
    fits: &'static [Form],
}

/// What a row must not tell anybody, in any place.
pub const FOREIGN: &str = "Ada Lovelace";

/// An id that the rows of the tests have nothing to do with.
const STRANGER: &str = "9b2d7d6e-0f3a-4b1c-8d2e-5a6b7c8d9e0f";

const TEXT: &[Form] = &[Form::Words, Form::Code];
const DEEP: usize = 10_000;

impl Wrong {
    const fn new(name: &'static str, change: Change, fits: &'static [Form]) -> Self {
        Self { name, change, fits }
    }

    fn to(name: &'static str, value: Value, fits: &'static [Form]) -> Self {
        Self::new(name, Change::To(value), fits)
    }

    fn raw(name: &'static str, bytes: impl Into<Vec<u8>>, fits: &'static [Form]) -> Self {
        Self::new(name, Change::Raw(bytes.into()), fits)
    }

    /// Whether there is nothing in the field's place.
    pub fn is_absence(&self) -> bool {
        matches!(self.change, Change::Missing | Change::To(Value::Null))
    }

    /// Whether it is a value like any other for a field of this form.
    pub fn fits(&self, form: Form) -> bool {
        self.fits.contains(&form)
    }
}

/// Everything that can be wrong with a field, the ways of not being there first.
pub fn all() -> Vec<Wrong> {
    use Form::{Code, Currency, Flag, Id, Instant, Part, Whole, Words};
    const DATED: &[Form] = &[Words, Code, Instant];
    let deep_array = format!("{}{}", "[".repeat(DEEP), "]".repeat(DEEP));
    let deep_object = format!("{}1{}", r#"{"deeper":"#.repeat(DEEP), "}".repeat(DEEP));
    vec![
        Wrong::new("missing", Change::Missing, &[]),
        Wrong::to("null", Value::Null, &[]),
        // Of other types.
        Wrong::to("true", json!(true), &[Flag]),
        Wrong::to("false", json!(false), &[Flag]),
        Wrong::to("an empty array", json!([]), &[]),
        Wrong::to("an array", json!([FOREIGN]), &[]),
        Wrong::to("an empty object", json!({}), &[Part]),
        Wrong::to("an object", json!({ "Ada Lovelace": { "e-mail": FOREIGN } }), &[Part]),
        Wrong::raw("arrays in arrays", deep_array, &[]),
        Wrong::raw("objects in objects", deep_object, &[Part]),
        Wrong::new("twice", Change::Twice, &[]),
        // Numbers.
        Wrong::to("0", json!(0), &[Whole]),
        Wrong::to("-1", json!(-1), &[Whole]),
        Wrong::to("the most", json!(i64::MAX), &[Whole]),
        Wrong::to("the least", json!(i64::MIN), &[Whole]),
        Wrong::to("one more than the most", json!(9_223_372_036_854_775_808_u64), &[]),
        Wrong::raw("one less than the least", "-9223372036854775809", &[]),
        Wrong::raw("a number of 400 digits", "9".repeat(400), &[]),
        Wrong::raw("1e308", "1e308", &[]),
        Wrong::raw("1e999", "1e999", &[]),
        Wrong::raw("1.5", "1.5", &[]),
        Wrong::raw("29.0", "29.0", &[]),
        Wrong::raw("minus nothing", "-0", &[]),
        // Texts.
        Wrong::to("an empty text", json!(""), TEXT),
        Wrong::to("a name", json!(FOREIGN), TEXT),
        Wrong::to("digits", json!("12"), &[Words, Code, Currency]),
        Wrong::to("a megabyte", json!(FOREIGN.repeat((1 << 20) / FOREIGN.len())), &[Words]),
        Wrong::to("from right to left", json!("\u{202e}ecalevoL adA"), TEXT),
        Wrong::to("a NUL", json!("Ada\u{0}Lovelace"), TEXT),
        Wrong::raw("half a character", br#""Ada \ud83d Lovelace""#, &[]),
        Wrong::raw("the other half", br#""Ada \ude00 Lovelace""#, &[]),
        Wrong::raw("bytes that are no text", b"\"Ada \xff Lovelace\"", &[]),
        // Ids.
        Wrong::new("capitals", Change::UpperCase, &[Words, Code, Currency, Id, Instant]),
        Wrong::to("a stranger's id", json!(STRANGER), &[Words, Code, Id]),
        // Instants.
        Wrong::to("no zone", json!("2026-11-22T11:58:00"), TEXT),
        Wrong::to("a day", json!("2026-11-22"), TEXT),
        Wrong::to("the year 1", json!("0001-01-01T00:00:00Z"), DATED),
        Wrong::to("a leap second", json!("2016-12-31T23:59:60Z"), DATED),
        Wrong::to("the last that there is", json!("9999-12-30T21:59:59.999999Z"), DATED),
        Wrong::to("the last day of all", json!("9999-12-31T23:59:59Z"), TEXT),
        Wrong::to("the year 10000", json!("10000-01-01T00:00:00Z"), TEXT),
    ]
}

/// What can stand beside the known fields of an object. Where even the name cannot be read, nothing of the row can.
pub fn beside() -> Vec<Wrong> {
    let deep = format!(r#""new":{}{}"#, "[".repeat(DEEP), "]".repeat(DEEP));
    let beside = |name, bytes: &[u8]| Wrong::new(name, Change::Beside(bytes.to_vec()), &[Form::Part]);
    vec![
        beside("a new field", br#""new":{"a":[1,2.5,null,true,"x"]}"#),
        beside("a deep new field", deep.as_bytes()),
        beside("a new field of no text", b"\"new\":\"\xff\xfe\""),
        beside("a new field of half a character", br#""new":"\ud83d""#),
        beside("a new field of a huge number", br#""new":1e99999"#),
        beside("a field without a name", br#""":1"#),
        beside("a new field twice", br#""new":1,"new":"one""#),
    ]
}
