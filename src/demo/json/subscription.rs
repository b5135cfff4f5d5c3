use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::catalog::{DiscountJson, PriceJson, ProductJson};
use super::customer::{CustomerJson, UserJson};
use super::time::Time;
use super::{Empty, NONE, NULL};
use crate::demo::rows::SubscriptionRow;
use crate::demo::shop::Shop;
use crate::domain::CancellationReason;

/// A subscription as Polar lists it.
pub(in crate::demo) struct SubscriptionJson<'a> {
    pub shop: &'a Shop,
    pub row: &'a SubscriptionRow,
}

/// A subscription as an order carries it: without customer, product and prices.
pub(super) struct OrderSubscriptionJson<'a>(pub &'a SubscriptionRow);

impl Serialize for SubscriptionJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (shop, row) = (self.shop, self.row);
        if let Some(captured) = &row.captured {
            return captured.serialize(serializer);
        }
        let organization = shop.organization.id;
        let customer = shop.customer(row.customer_id);
        let product = shop.product(row.product_id);
        let price = product.and_then(|product| {
            let price = product.prices.iter().find(|price| Some(price.id) == row.price_id)?;
            Some(PriceJson { row: price, product })
        });
        let mut map = serializer.serialize_map(None)?;
        shared(&mut map, row)?;
        map.serialize_entry("custom_field_data", &Empty {})?;
        map.serialize_entry("customer", &customer.map(|row| CustomerJson { row, organization }))?;
        map.serialize_entry("user", &customer.map(UserJson))?;
        map.serialize_entry("product", &product.map(|row| ProductJson { row, organization, whole: true }))?;
        let discount = row.discount_id.and_then(|id| shop.discount(id));
        map.serialize_entry("discount", &discount.map(|row| DiscountJson { row, organization }))?;
        map.serialize_entry("price", &price)?;
        map.serialize_entry("prices", &price.iter().collect::<Vec<_>>())?;
        map.serialize_entry("meters", &NONE)?;
        map.serialize_entry("pending_update", &NULL)?;
        map.end()
    }
}

impl Serialize for OrderSubscriptionJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        shared(&mut map, self.0)?;
        map.end()
    }
}

fn shared<M: SerializeMap>(map: &mut M, row: &SubscriptionRow) -> Result<(), M::Error> {
    map.serialize_entry("metadata", &Empty {})?;
    map.serialize_entry("created_at", &Time(row.created_at))?;
    map.serialize_entry("modified_at", &NULL)?;
    map.serialize_entry("id", &row.id.0)?;
    map.serialize_entry("amount", &row.amount)?;
    map.serialize_entry("currency", row.currency.code())?;
    map.serialize_entry("recurring_interval", row.cadence.interval.code())?;
    map.serialize_entry("recurring_interval_count", &row.cadence.count)?;
    map.serialize_entry("status", row.status.code())?;
    map.serialize_entry("current_period_start", &Time(row.current_period_start))?;
    map.serialize_entry("current_period_end", &Time(row.current_period_end))?;
    map.serialize_entry("current_meter_period_start", &NULL)?;
    map.serialize_entry("current_meter_period_end", &NULL)?;
    map.serialize_entry("trial_start", &row.trial_start.map(Time))?;
    map.serialize_entry("trial_end", &row.trial_end.map(Time))?;
    map.serialize_entry("cancel_at_period_end", &row.cancel_at_period_end)?;
    map.serialize_entry("canceled_at", &row.canceled_at.map(Time))?;
    map.serialize_entry("started_at", &row.started_at.map(Time))?;
    map.serialize_entry("ends_at", &row.ends_at.map(Time))?;
    map.serialize_entry("ended_at", &row.ended_at.map(Time))?;
    map.serialize_entry("past_due_at", &row.past_due_at.map(Time))?;
    map.serialize_entry("pause_at_period_end", &false)?;
    map.serialize_entry("paused_at", &row.paused_at.map(Time))?;
    map.serialize_entry("resumes_at", &row.resumes_at.map(Time))?;
    map.serialize_entry("customer_id", &row.customer_id.0)?;
    map.serialize_entry("product_id", &row.product_id.0)?;
    map.serialize_entry("discount_id", &row.discount_id)?;
    map.serialize_entry("checkout_id", &NULL)?;
    map.serialize_entry("seats", &NULL)?;
    map.serialize_entry("units", &NULL)?;
    let reason = row.customer_cancellation_reason.as_ref().map(CancellationReason::code);
    map.serialize_entry("customer_cancellation_reason", &reason)?;
    map.serialize_entry("customer_cancellation_comment", &row.customer_cancellation_comment)?;
    map.serialize_entry("price_id", &row.price_id)?;
    map.serialize_entry("user_id", &row.customer_id.0)
}
