use std::fmt;
use std::marker::PhantomData;

use jiff::Timestamp;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::domain::{
    BillingReason, CancellationReason, CustomerId, Interval, OrderId, OrderStatus, OrganizationId, OrganizationStatus,
    ProductId, SubscriptionId, SubscriptionStatus,
};
use crate::money::Currency;

/// Codes that Polar adds later are kept for good, so that what is none must not become one. Its longest has some thirty
/// letters.
const LONGEST_CODE: usize = 128;

/// In characters. Names are kept on disk and in memory, a row shows some thirty of them, and Polar's own forms take 256 at
/// most.
const LONGEST_NAME: usize = 1_000;

/// A value that Polar writes as a JSON string.
pub(super) trait Readable: Sized {
    /// What it is, in words, for the reason why something else is not one.
    const WHAT: &'static str;

    /// Reads the string; `None` when it is no such value.
    fn read(text: &str) -> Option<Self>;
}

macro_rules! readable {
    ($($($type:ty),+: $what:literal, $read:expr;)+) => {$($(
        impl Readable for $type {
            const WHAT: &'static str = $what;

            fn read(text: &str) -> Option<Self> {
                $read(text)
            }
        }
    )+)+};
}

readable! {
    OrderId, SubscriptionId, OrganizationId, CustomerId, ProductId: "an id", Self::parse;
    Timestamp: "an instant", |text: &str| text.parse().ok();
    Currency: "a currency code", |text| Self::parse(text).ok();
    OrderStatus, BillingReason, SubscriptionStatus, Interval, CancellationReason, OrganizationStatus:
        "a code", |text: &str| (text.len() <= LONGEST_CODE).then(|| Self::from_code(text));
}

/// A [`Readable`] in a row, read without a copy of its string.
pub(super) struct Text<T>(pub(super) T);

impl<T> Text<T> {
    /// The value.
    pub(super) fn into_inner(self) -> T {
        self.0
    }
}

impl<'de, T: Readable> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T>(PhantomData<T>);

        impl<T: Readable> Visitor<'_> for Reader<T> {
            type Value = Text<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(T::WHAT)
            }

            /// The reason must not repeat the string: it may be a customer's.
            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                T::read(text).map(Text).ok_or_else(|| E::custom(format_args!("expected {}", T::WHAT)))
            }
        }

        deserializer.deserialize_str(Reader(PhantomData))
    }
}

/// A whole number: minor units of money, or a count. A fraction, or a number beyond 64 bits, is refused and never rounded.
#[derive(Clone, Copy)]
pub(super) struct Whole(pub(super) i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl Visitor<'_> for Reader {
            type Value = Whole;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number of at most 64 bits")
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
                Ok(Whole(number))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
                i64::try_from(number)
                    .map(Whole)
                    .map_err(|_| E::invalid_value(serde::de::Unexpected::Unsigned(number), &self))
            }
        }

        deserializer.deserialize_i64(Reader)
    }
}

/// A text as it came, unless there is nothing in it to read.
pub(super) fn not_blank(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

/// A name as it came, as far as anybody would read it, unless there is nothing in it to read.
pub(super) fn name(name: Option<String>) -> Option<String> {
    let mut name = not_blank(name)?;
    if let Some((end, _)) = name.char_indices().nth(LONGEST_NAME) {
        name.truncate(end);
        name.shrink_to_fit();
    }
    Some(name)
}
