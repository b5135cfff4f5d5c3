use serde::{Serialize, Serializer};

use super::time::Time;
use super::{Empty, NONE, NULL, object};
use crate::demo::rows::{DiscountKind, DiscountRow, Duration, PriceRow, ProductRow};
use crate::domain::OrganizationId;

/// A product as an order carries it.
pub(super) struct ProductJson<'a> {
    pub row: &'a ProductRow,
    pub organization: OrganizationId,
    /// A subscription's product also lists its prices and benefits.
    pub whole: bool,
}

impl Serialize for ProductJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let row = self.row;
        let cadence = row.cadence.as_ref();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("metadata", &Empty {})?;
        map.serialize_entry("id", &row.id.0)?;
        map.serialize_entry("created_at", &Time(row.created_at))?;
        map.serialize_entry("modified_at", &NULL)?;
        map.serialize_entry("trial_interval", &row.trial_days.map(|_| "day"))?;
        map.serialize_entry("trial_interval_count", &row.trial_days)?;
        map.serialize_entry("name", &row.name)?;
        map.serialize_entry("description", &NULL)?;
        map.serialize_entry("visibility", "public")?;
        map.serialize_entry("recurring_interval", &cadence.map(|cadence| cadence.interval.code()))?;
        map.serialize_entry("recurring_interval_count", &cadence.map(|cadence| cadence.count))?;
        map.serialize_entry("meter_interval", &NULL)?;
        map.serialize_entry("meter_interval_count", &NULL)?;
        map.serialize_entry("is_recurring", &cadence.is_some())?;
        map.serialize_entry("is_archived", &row.is_archived)?;
        map.serialize_entry("organization_id", &self.organization.0)?;
        if self.whole {
            let prices: Vec<_> = row.prices.iter().map(|price| PriceJson { row: price, product: row }).collect();
            map.serialize_entry("prices", &prices)?;
            map.serialize_entry("benefits", &NONE)?;
            map.serialize_entry("medias", &NONE)?;
            map.serialize_entry("attached_custom_fields", &NONE)?;
        }
        map.end()
    }
}

/// A fixed price.
pub(super) struct PriceJson<'a> {
    pub row: &'a PriceRow,
    pub product: &'a ProductRow,
}

impl Serialize for PriceJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cadence = self.product.cadence.as_ref();
        object!(serializer, {
            "created_at": Time(self.product.created_at),
            "modified_at": NULL,
            "id": self.row.id,
            "source": "catalog",
            "amount_type": "fixed",
            "price_currency": self.row.currency.code(),
            "tax_behavior": NULL,
            "is_archived": false,
            "product_id": self.product.id.0,
            "type": if cadence.is_some() { "recurring" } else { "one_time" },
            "recurring_interval": cadence.map(|cadence| cadence.interval.code()),
            "price_amount": self.row.amount,
        })
    }
}

/// A discount.
pub(super) struct DiscountJson<'a> {
    pub row: &'a DiscountRow,
    pub organization: OrganizationId,
}

impl Serialize for DiscountJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let row = self.row;
        let duration = match row.duration {
            Duration::Once => "once",
            Duration::Forever => "forever",
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("duration", duration)?;
        match &row.kind {
            DiscountKind::Percentage(points) => {
                map.serialize_entry("type", "percentage")?;
                map.serialize_entry("basis_points", points)?;
            }
            DiscountKind::Fixed(amounts) => {
                let by_code: std::collections::BTreeMap<&str, i64> =
                    amounts.iter().map(|(currency, minor)| (currency.code(), *minor)).collect();
                let (currency, amount) = by_code.iter().next_back().map_or(("usd", 0), |(code, minor)| (*code, *minor));
                map.serialize_entry("type", "fixed")?;
                map.serialize_entry("amount", &amount)?;
                map.serialize_entry("currency", currency)?;
                map.serialize_entry("amounts", &by_code)?;
            }
        }
        map.serialize_entry("created_at", &Time(row.created_at))?;
        map.serialize_entry("modified_at", &NULL)?;
        map.serialize_entry("id", &row.id)?;
        map.serialize_entry("metadata", &Empty {})?;
        map.serialize_entry("name", &row.name)?;
        map.serialize_entry("code", &row.code)?;
        map.serialize_entry("starts_at", &NULL)?;
        map.serialize_entry("ends_at", &NULL)?;
        map.serialize_entry("max_redemptions", &NULL)?;
        map.serialize_entry("max_redemptions_per_customer", &NULL)?;
        map.serialize_entry("redemptions_count", &0)?;
        map.serialize_entry("organization_id", &self.organization.0)?;
        map.end()
    }
}
