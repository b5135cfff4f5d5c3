use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;
use uuid::Uuid;

use super::rows::{CustomerRow, DiscountRow, OrderRow, OrganizationRow, ProductRow, SubscriptionRow};
use crate::domain::{CustomerId, OrderId, OrganizationId, OrganizationStatus, ProductId, SubscriptionId};

/// A shop: one organization and all that it ever sold. Rows may be changed at will; what is asked of the API is answered
/// from them as they stand.
#[derive(Clone, Debug)]
pub struct Shop {
    /// Who sells.
    pub organization: OrganizationRow,
    /// Who bought, by id.
    pub customers: BTreeMap<CustomerId, CustomerRow>,
    /// What is sold.
    pub products: Vec<ProductRow>,
    /// The discounts.
    pub discounts: Vec<DiscountRow>,
    /// The orders, oldest first.
    pub orders: Vec<OrderRow>,
    /// The subscriptions, first started first.
    pub subscriptions: Vec<SubscriptionRow>,
    pub(super) rng: Rng,
    pub(super) invoices: u32,
}

impl Shop {
    /// A shop that has sold nothing yet. The same instant makes the same shop, ids included.
    pub fn empty(now: Timestamp) -> Self {
        Self::founded("Paper Lantern", "paper-lantern", now, now.as_microsecond().unsigned_abs())
    }

    /// A shop without products, made on `created_at`.
    pub(super) fn founded(name: &str, slug: &str, created_at: Timestamp, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let organization = OrganizationRow {
            id: OrganizationId(uuid(&mut rng)),
            created_at,
            name: name.to_owned(),
            slug: slug.to_owned(),
            status: OrganizationStatus::Active,
            account_id: uuid(&mut rng),
            checkout_payments: true,
            payouts: true,
            captured: None,
        };
        Self {
            organization,
            customers: BTreeMap::new(),
            products: Vec::new(),
            discounts: Vec::new(),
            orders: Vec::new(),
            subscriptions: Vec::new(),
            rng,
            invoices: 0,
        }
    }

    /// The order with this id.
    pub fn order(&self, id: OrderId) -> Option<&OrderRow> {
        self.orders.iter().rev().find(|order| order.id == id)
    }

    /// The order with this id, to be changed.
    pub fn order_mut(&mut self, id: OrderId) -> Option<&mut OrderRow> {
        self.orders.iter_mut().rev().find(|order| order.id == id)
    }

    /// The subscription with this id.
    pub fn subscription(&self, id: SubscriptionId) -> Option<&SubscriptionRow> {
        self.subscriptions.iter().find(|subscription| subscription.id == id)
    }

    /// The subscription with this id, to be changed.
    pub fn subscription_mut(&mut self, id: SubscriptionId) -> Option<&mut SubscriptionRow> {
        self.subscriptions.iter_mut().find(|subscription| subscription.id == id)
    }

    /// The customer with this id.
    pub fn customer(&self, id: CustomerId) -> Option<&CustomerRow> {
        self.customers.get(&id)
    }

    /// The product with this id.
    pub fn product(&self, id: ProductId) -> Option<&ProductRow> {
        self.products.iter().find(|product| product.id == id)
    }

    /// The discount with this id.
    pub fn discount(&self, id: Uuid) -> Option<&DiscountRow> {
        self.discounts.iter().find(|discount| discount.id == id)
    }

    /// Adds an order in its place by time, behind those of the same instant.
    pub fn insert_order(&mut self, order: OrderRow) -> OrderId {
        let id = order.id;
        let place = self.orders.partition_point(|other| other.created_at <= order.created_at);
        self.orders.insert(place, order);
        id
    }

    /// Adds a subscription in its place by time, behind those of the same instant.
    pub fn insert_subscription(&mut self, subscription: SubscriptionRow) -> SubscriptionId {
        let id = subscription.id;
        let place = self.subscriptions.partition_point(|other| other.started_at <= subscription.started_at);
        self.subscriptions.insert(place, subscription);
        id
    }

    /// How an invoice's running number is written: the slug in capitals and five digits.
    pub fn invoice_number(&self, number: u32) -> String {
        let letters = self.organization.slug.chars().filter(char::is_ascii_alphanumeric);
        let prefix: String = letters.take(12).map(|letter| letter.to_ascii_uppercase()).collect();
        format!("{prefix}-{number:05}")
    }

    pub(super) fn next_invoice(&mut self) -> u32 {
        self.invoices = self.invoices.saturating_add(1);
        self.invoices
    }

    pub(super) fn uuid(&mut self) -> Uuid {
        uuid(&mut self.rng)
    }
}

/// A version 4 UUID.
pub(super) fn uuid(rng: &mut Rng) -> Uuid {
    uuid::Builder::from_random_bytes(rng.u128(..).to_be_bytes()).into_uuid()
}
