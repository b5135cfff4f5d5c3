//! Places in JSON: finding every one, and putting something else there, which need not be JSON.

use serde_json::Value;

use super::wrongs::Change;

/// A step from a value into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Field(String),
    Place(usize),
}

/// A place in a value.
pub type Path = Vec<Step>;

/// A path as the program writes it: `items[3].net_amount`.
pub fn written(path: &[Step]) -> String {
    path.iter().fold(String::new(), |mut text, step| {
        match step {
            Step::Field(name) if text.is_empty() => text.push_str(name),
            Step::Field(name) => text.push_str(&format!(".{name}")),
            Step::Place(place) => text.push_str(&format!("[{place}]")),
        }
        text
    })
}

/// Every place in a value but the value itself.
pub fn all(value: &Value) -> Vec<Path> {
    let mut paths = Vec::new();
    walk(value, &mut Vec::new(), &mut paths);
    paths
}

fn walk(value: &Value, here: &mut Path, paths: &mut Vec<Path>) {
    let inner: Vec<(Step, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, value)| (Step::Field(name.clone()), value)).collect(),
        Value::Array(values) => values.iter().enumerate().map(|(place, value)| (Step::Place(place), value)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        here.push(step);
        paths.push(here.clone());
        walk(value, here, paths);
        here.pop();
    }
}

/// The value at a place.
pub fn at_mut<'a>(value: &'a mut Value, path: &[Step]) -> Option<&'a mut Value> {
    path.iter().try_fold(value, |value, step| match step {
        Step::Field(name) => value.get_mut(name),
        Step::Place(place) => value.get_mut(place),
    })
}

const HERE: &str = "here it goes";

/// The bytes of a value in which a place is changed; `None` where there is no such place.
pub fn changed(value: &Value, path: &[Step], change: &Change) -> Option<Vec<u8>> {
    let mut value = value.clone();
    let (last, parent) = path.split_last()?;
    if matches!(change, Change::Missing) {
        match (at_mut(&mut value, parent)?, last) {
            (Value::Object(fields), Step::Field(name)) => drop(fields.remove(name)?),
            (Value::Array(values), Step::Place(place)) if *place < values.len() => drop(values.remove(*place)),
            _ => return None,
        }
        return Some(value.to_string().into_bytes());
    }
    let before = std::mem::replace(at_mut(&mut value, path)?, Value::String(HERE.to_owned()));
    let text = value.to_string();
    let here = format!("\"{HERE}\"");
    let (start, rest) = text.split_once(&here)?;
    let middle: Vec<u8> = match (change, last) {
        (Change::Missing, _) => return None,
        (Change::To(value), _) => value.to_string().into_bytes(),
        (Change::Raw(bytes), _) => bytes.clone(),
        (Change::UpperCase, _) => format!("\"{}\"", before.as_str()?.to_uppercase()).into_bytes(),
        (Change::Twice, Step::Field(name)) => format!("{before},\"{name}\":{before}").into_bytes(),
        (Change::Twice, Step::Place(_)) => return None,
        (Change::Beside(bytes), _) => {
            let fields = before.as_object()?;
            let open = if fields.is_empty() { "" } else { "," };
            let mut object = before.to_string().into_bytes();
            object.truncate(object.len() - 1);
            object.extend_from_slice(open.as_bytes());
            object.extend_from_slice(bytes);
            object.push(b'}');
            object
        }
    };
    Some([start.as_bytes(), &middle, rest.as_bytes()].concat())
}
