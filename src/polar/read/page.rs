use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{DeserializeOwned, Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use uuid::Uuid;

use super::body::{malformed, whole_json};
use super::fault::locate;
use super::problem::turn_away;
use crate::polar::{Response, Trouble};

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// What could be read, in Polar's order.
    pub items: Vec<T>,
    /// What could not.
    pub rejected: Vec<Rejected>,
    /// How many items all pages have together, at this moment.
    pub total_count: u64,
    /// The number of the last page; 0 when the list is empty.
    pub max_page: u64,
}

/// A row that could not be read. It never takes its neighbours with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The row's id, when that can be read.
    pub id: Option<Uuid>,
    /// Where in the answer, such as `items[3].net_amount`.
    pub path: String,
    /// What is wrong there, in words that repeat nothing of the row.
    pub reason: String,
}

/// Why rows of one id are not believed.
const CONTRADICTION: &str = "one row twice and differently";

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Pagination {
    total_count: u64,
    max_page: u64,
}

/// A page in which every row can be read.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
#[serde(bound(deserialize = "R: Deserialize<'de>"))]
struct Sound<R> {
    #[serde(deserialize_with = "rows")]
    items: Vec<R>,
    pagination: Pagination,
}

/// A page of which only the outline is read.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Outline<'a> {
    #[serde(borrow, deserialize_with = "rows")]
    items: Vec<&'a RawValue>,
    pagination: Pagination,
}

/// Polar's pages have a hundred rows at most. Each that cannot be read is noted with its place, so that an answer of millions
/// of nothings would be half a gigabyte here.
const MOST_ROWS: usize = 1000;

fn rows<'de, D: Deserializer<'de>, R: Deserialize<'de>>(deserializer: D) -> Result<Vec<R>, D::Error> {
    struct Rows<R>(PhantomData<R>);
    impl<'de, R: Deserialize<'de>> Visitor<'de> for Rows<R> {
        type Value = Vec<R>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<R>, A::Error> {
            let mut rows = Vec::new();
            while let Some(row) = list.next_element()? {
                if rows.len() == MOST_ROWS {
                    return Err(A::Error::custom("more rows than a page has"));
                }
                rows.push(row);
            }
            Ok(rows)
        }
    }
    deserializer.deserialize_seq(Rows(PhantomData))
}

impl<T: PartialEq> Page<T> {
    /// Reads a page whose rows have the form `R`: in one pass when all of them can be read, otherwise one by one. `id` tells
    /// which row an item is.
    pub(super) fn read<R: DeserializeOwned>(
        response: &Response,
        convert: impl Fn(R) -> T,
        id: impl Fn(&T) -> Uuid,
    ) -> Result<Self, Trouble> {
        turn_away(response)?;
        Self::read_rows(response, convert).map(|page| page.without_contradictions(id))
    }

    /// Takes out rows that one page gives twice and differently. None of them can be believed more than the other, and to
    /// store one after the other would be a change that never happened.
    fn without_contradictions(mut self, id: impl Fn(&T) -> Uuid) -> Self {
        let mut known: BTreeMap<Uuid, &T> = BTreeMap::new();
        let mut twice: BTreeSet<Uuid> = BTreeSet::new();
        for item in &self.items {
            if known.insert(id(item), item).is_some_and(|other| other != item) {
                twice.insert(id(item));
            }
        }
        let is_twice = |item: &mut T| twice.contains(&id(item));
        let out: Vec<T> = self.items.extract_if(.., is_twice).collect();
        self.rejected.extend(out.iter().map(|item| Rejected {
            id: Some(id(item)),
            path: "items".to_owned(),
            reason: CONTRADICTION.to_owned(),
        }));
        self
    }

    fn read_rows<R: DeserializeOwned>(response: &Response, convert: impl Fn(R) -> T) -> Result<Self, Trouble> {
        // Whether it is UTF-8 is asked once of the whole body: reading bytes would ask it of every key and every string.
        match str::from_utf8(&response.body).ok().and_then(|text| serde_json::from_str::<Sound<R>>(text).ok()) {
            Some(Sound { items, pagination }) => Ok(Self {
                items: items.into_iter().map(convert).collect(),
                rejected: Vec::new(),
                total_count: pagination.total_count,
                max_page: pagination.max_page,
            }),
            None => Self::read_row_by_row(response, convert),
        }
    }

    fn read_row_by_row<R: DeserializeOwned>(response: &Response, convert: impl Fn(R) -> T) -> Result<Self, Trouble> {
        whole_json(response)?;
        let text = readable(&response.body);
        let Outline { items: rows, pagination } = locate(text.as_bytes(), ".").map_err(malformed)?;
        let mut page = Self {
            items: Vec::with_capacity(rows.len()),
            rejected: Vec::new(),
            total_count: pagination.total_count,
            max_page: pagination.max_page,
        };
        for (index, row) in rows.into_iter().enumerate() {
            let row = response.body.get(range_within(&text, row.get())).unwrap_or_default();
            match serde_json::from_slice(row).or_else(|_| locate(row, &format!("items[{index}]"))) {
                Ok(row) => page.items.push(convert(row)),
                Err(fault) => {
                    page.rejected.push(Rejected { id: id_of(row), path: fault.path, reason: fault.reason });
                }
            }
        }
        Ok(page)
    }
}

/// The id of a row that cannot be read as a whole.
fn id_of(row: &[u8]) -> Option<Uuid> {
    #[derive(Deserialize)]
    struct Identified<'a> {
        #[serde(borrow)]
        id: Cow<'a, str>,
    }
    let Identified { id } = serde_json::from_slice(row).ok()?;
    Uuid::try_parse(&id).ok()
}

/// The body as text, or its outline: a raw row has to be valid UTF-8, and bytes that are not, in one row, must not cost
/// its neighbours. Every byte keeps its place.
fn readable(body: &[u8]) -> Cow<'_, str> {
    match str::from_utf8(body) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => body.iter().map(|byte| if byte.is_ascii() { char::from(*byte) } else { '?' }).collect(),
    }
}

/// Where in `whole` its part `part` lies.
fn range_within(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(whole.as_ptr().addr());
    start..start.saturating_add(part.len())
}
