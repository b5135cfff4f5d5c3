use jiff::Timestamp;
use uuid::Uuid;

use super::Reader;
use crate::demo::rows::OrderRow;
use crate::demo::shop::Shop;

const STATUSES: &[&str] = &["draft", "pending", "paid", "refunded", "partially_refunded", "void"];
const BILLING_TYPES: &[&str] = &["one_time", "recurring"];

/// Which orders are asked for. Every filter of Polar's but the one by metadata.
pub(in crate::demo) struct OrderFilter {
    organizations: Option<Vec<Uuid>>,
    products: Option<Vec<Uuid>>,
    billing_types: Option<Vec<String>>,
    discounts: Option<Vec<Uuid>>,
    customers: Option<Vec<Uuid>>,
    external_customers: Option<Vec<String>>,
    checkouts: Option<Vec<Uuid>>,
    subscriptions: Option<Vec<Uuid>>,
    statuses: Option<Vec<String>>,
    created_after: Option<Timestamp>,
    created_before: Option<Timestamp>,
}

impl OrderFilter {
    /// Reads the filters.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            organizations: reader.uuids("organization_id"),
            products: reader.uuids("product_id"),
            billing_types: reader.words("product_billing_type", BILLING_TYPES),
            discounts: reader.uuids("discount_id"),
            customers: reader.uuids("customer_id"),
            external_customers: reader.texts("external_customer_id"),
            checkouts: reader.uuids("checkout_id"),
            subscriptions: reader.uuids("subscription_id"),
            statuses: reader.words("status", STATUSES),
            created_after: reader.time("created_after"),
            created_before: reader.time("created_before"),
        }
    }

    /// Whether an order is asked for. Both dates are strict.
    pub fn keeps(&self, shop: &Shop, row: &OrderRow) -> bool {
        among(&self.organizations, Some(&shop.organization.id.0))
            && among(&self.products, row.product_id.map(|id| id.0).as_ref())
            && among(&self.discounts, row.discount_id.as_ref())
            && among(&self.customers, Some(&row.customer_id.0))
            && among(&self.checkouts, None)
            && among(&self.subscriptions, row.subscription_id.map(|id| id.0).as_ref())
            && self.statuses.as_ref().is_none_or(|all| all.iter().any(|status| status == row.status.code()))
            && self.billing_types.as_ref().is_none_or(|all| all.iter().any(|kind| kind == billing_type(shop, row)))
            && self.external_customers.as_ref().is_none_or(|all| {
                let known_as = shop.customer(row.customer_id).and_then(|customer| customer.external_id.as_deref());
                all.iter().any(|id| Some(id.as_str()) == known_as)
            })
            && self.created_after.is_none_or(|after| row.created_at > after)
            && self.created_before.is_none_or(|before| row.created_at < before)
    }
}

fn billing_type(shop: &Shop, row: &OrderRow) -> &'static str {
    let product = row.product_id.and_then(|id| shop.product(id));
    match product.map_or(row.subscription_id.is_some(), |product| product.cadence.is_some()) {
        true => "recurring",
        false => "one_time",
    }
}

/// Whether a filter is absent or names the value.
pub(super) fn among<T: PartialEq>(allowed: &Option<Vec<T>>, value: Option<&T>) -> bool {
    allowed.as_ref().is_none_or(|allowed| value.is_some_and(|value| allowed.contains(value)))
}
