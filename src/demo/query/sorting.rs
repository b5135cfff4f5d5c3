use std::cmp::Ordering;

use jiff::Timestamp;
use uuid::Uuid;

use super::{Page, Reader};
use crate::demo::rows::{OrderRow, SubscriptionRow};
use crate::demo::shop::Shop;

/// What orders may be sorted by; a `-` before it turns the order around.
pub(in crate::demo) const ORDER_KEYS: &[&str] = &[
    "created_at",
    "status",
    "invoice_number",
    "amount",
    "net_amount",
    "customer",
    "product",
    "discount",
    "subscription",
];

/// What subscriptions may be sorted by.
pub(in crate::demo) const SUBSCRIPTION_KEYS: &[&str] =
    &["started_at", "status", "current_period_end", "ended_at", "ends_at", "amount", "customer", "product", "discount"];

/// What organizations may be sorted by; there is only ever one.
pub(in crate::demo) const ORGANIZATION_KEYS: &[&str] =
    &["created_at", "slug", "name", "next_review_threshold", "days_in_status"];

/// A row's value under a key. As in Polar's database, nothing sorts behind everything.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::demo) enum Value<'a> {
    /// A time.
    Time(Timestamp),
    /// A number.
    Number(i64),
    /// A word.
    Text(&'a str),
    /// An id.
    Id(Uuid),
    /// Nothing.
    Null,
}

impl Value<'_> {
    fn time(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Null, Self::Time)
    }
}

/// By which keys, in which directions.
pub(in crate::demo) struct Sorting(Vec<(&'static str, bool)>);

impl Sorting {
    /// Reads `sorting`, which may be repeated; `default` applies when it is absent.
    pub fn read(reader: &mut Reader<'_>, keys: &'static [&'static str], default: &'static str) -> Self {
        let both: Vec<String> = keys.iter().flat_map(|key| [(*key).to_owned(), format!("-{key}")]).collect();
        let allowed: Vec<&str> = both.iter().map(String::as_str).collect();
        let asked = reader.words("sorting", &allowed).unwrap_or_default();
        let criterion = |word: &str| {
            let (name, descending) = word.strip_prefix('-').map_or((word, false), |name| (name, true));
            keys.iter().find(|key| **key == name).map(|key| (*key, descending))
        };
        let criteria: Vec<_> = asked.iter().filter_map(|word| criterion(word)).collect();
        Self(if criteria.is_empty() { criterion(default).into_iter().collect() } else { criteria })
    }

    /// Sorts rows. Polar promises no order among rows of the same value, and where a walk goes by anything but time, that
    /// order differs from page to page: here too, so that a client that counts on it loses rows as it would there.
    pub fn sort<'a, T>(
        &self,
        rows: &mut [&'a T],
        page: &Page,
        id: impl Fn(&T) -> Uuid,
        value: impl Fn(&'a T, &str) -> Value<'a>,
    ) {
        let by_time = self.0.iter().any(|(key, _)| matches!(*key, "created_at" | "started_at"));
        let tie = |row: &T| if by_time { 0 } else { scatter(id(row), page.salt()) };
        rows.sort_by(|one, other| {
            let differing = self.0.iter().map(|(key, descending)| {
                let order = value(one, key).cmp(&value(other, key));
                if *descending { order.reverse() } else { order }
            });
            differing.fold(Ordering::Equal, Ordering::then).then_with(|| tie(one).cmp(&tie(other)))
        });
    }
}

fn scatter(id: Uuid, salt: u128) -> u128 {
    (id.as_u128() ^ salt).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835).rotate_left(64)
}

/// An order's value under one of [`ORDER_KEYS`].
pub(in crate::demo) fn order_value<'a>(shop: &'a Shop, row: &'a OrderRow, key: &str) -> Value<'a> {
    match key {
        "created_at" => Value::Time(row.created_at),
        "status" => Value::Text(row.status.code()),
        "invoice_number" => row.invoice.map_or(Value::Null, |number| Value::Number(number.into())),
        "amount" | "net_amount" => Value::Number(row.net_amount),
        "customer" => text(shop.customer(row.customer_id).and_then(|customer| customer.name.as_deref())),
        "product" => text(row.product_id.and_then(|id| shop.product(id)).map(|product| &*product.name)),
        "discount" => text(row.discount_id.and_then(|id| shop.discount(id)).map(|discount| &*discount.name)),
        "subscription" => row.subscription_id.map_or(Value::Null, |id| Value::Id(id.0)),
        _ => Value::Null,
    }
}

/// A subscription's value under one of [`SUBSCRIPTION_KEYS`].
pub(in crate::demo) fn subscription_value<'a>(shop: &'a Shop, row: &'a SubscriptionRow, key: &str) -> Value<'a> {
    match key {
        "started_at" => Value::time(row.started_at),
        "current_period_end" => Value::Time(row.current_period_end),
        "ended_at" => Value::time(row.ended_at),
        "ends_at" => Value::time(row.ends_at),
        "status" => Value::Text(row.status.code()),
        "amount" => Value::Number(row.amount),
        "customer" => text(shop.customer(row.customer_id).and_then(|customer| customer.name.as_deref())),
        "product" => text(shop.product(row.product_id).map(|product| &*product.name)),
        "discount" => text(row.discount_id.and_then(|id| shop.discount(id)).map(|discount| &*discount.name)),
        _ => Value::Null,
    }
}

fn text(of: Option<&str>) -> Value<'_> {
    of.map_or(Value::Null, Value::Text)
}
