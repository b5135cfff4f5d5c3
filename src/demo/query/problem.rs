use serde_json::{Value, json};

/// Why a request is refused with 422, in the words of Polar's validator.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::demo) struct Problem {
    kind: &'static str,
    place: [Box<str>; 2],
    message: String,
    input: Box<str>,
    context: Option<Box<Value>>,
}

impl Problem {
    /// A query parameter that is not above 0.
    pub fn not_positive(name: &str, input: &str) -> Self {
        let message = "Input should be greater than 0".to_owned();
        Self::of_query("greater_than", name, input, message, Some(json!({ "gt": 0 })))
    }

    /// A query parameter that is no integer.
    pub fn no_integer(name: &str, input: &str) -> Self {
        let message = "Input should be a valid integer, unable to parse string as an integer".to_owned();
        Self::of_query("int_parsing", name, input, message, None)
    }

    /// A query parameter that is no boolean.
    pub fn no_boolean(name: &str, input: &str) -> Self {
        let message = "Input should be a valid boolean, unable to interpret input".to_owned();
        Self::of_query("bool_parsing", name, input, message, None)
    }

    /// A query parameter that is no time.
    pub fn no_time(name: &str, input: &str) -> Self {
        let reason =
            if input.len() < 10 { "input is too short" } else { "unexpected extra characters at the end of the input" };
        let message = format!("Input should be a valid datetime or date, {reason}");
        Self::of_query("datetime_from_date_parsing", name, input, message, Some(json!({ "error": reason })))
    }

    /// A query parameter that is none of the allowed words.
    pub fn not_among(name: &str, input: &str, allowed: &[&str]) -> Self {
        let words: Vec<String> = allowed.iter().map(|word| format!("'{word}'")).collect();
        let expected = match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => words.join(""),
        };
        let message = format!("Input should be {expected}");
        Self::of_query("enum", name, input, message, Some(json!({ "expected": expected })))
    }

    /// An id in the query or (`place` is `path`) in the path that is no UUID.
    pub fn no_uuid(place: &str, name: &str, input: &str) -> Self {
        let stranger = input.char_indices().find(|(_, c)| !c.is_ascii_hexdigit() && *c != '-');
        let reason = match stranger {
            Some((at, character)) => format!("invalid character: found `{character}` at {}", at + 1),
            None => format!("invalid length: expected length 32 for simple format, found {}", input.len()),
        };
        Self {
            kind: "uuid_parsing",
            place: [place.into(), name.into()],
            message: format!("Input should be a valid UUID, {reason}"),
            input: input.into(),
            context: Some(Box::new(json!({ "error": reason }))),
        }
    }

    fn of_query(kind: &'static str, name: &str, input: &str, message: String, context: Option<Value>) -> Self {
        let place = ["query".into(), name.into()];
        Self { kind, place, message, input: input.into(), context: context.map(Box::new) }
    }

    /// As it stands in the answer's `detail`.
    pub fn json(&self) -> Value {
        let mut problem = json!({ "type": self.kind, "loc": self.place, "msg": self.message, "input": self.input });
        if let (Some(context), Some(fields)) = (&self.context, problem.as_object_mut()) {
            fields.insert("ctx".to_owned(), Value::clone(context));
        }
        problem
    }
}
