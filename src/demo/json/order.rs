use serde::{Serialize, Serializer};
use uuid::Uuid;

use super::catalog::{DiscountJson, PriceJson, ProductJson};
use super::customer::{AddressJson, CustomerJson, UserJson};
use super::subscription::OrderSubscriptionJson;
use super::time::Time;
use super::{Empty, NULL, object};
use crate::demo::rows::OrderRow;
use crate::demo::shop::Shop;

/// An order as Polar lists it.
pub(in crate::demo) struct OrderJson<'a> {
    pub shop: &'a Shop,
    pub row: &'a OrderRow,
}

impl Serialize for OrderJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (shop, row) = (self.shop, self.row);
        if let Some(captured) = &row.captured {
            return captured.serialize(serializer);
        }
        let organization = shop.organization.id;
        let customer = shop.customer(row.customer_id);
        let product = row.product_id.and_then(|id| shop.product(id));
        let price = product.and_then(|product| {
            let price = product.prices.iter().find(|price| Some(price.id) == row.product_price_id)?;
            Some(PriceJson { row: price, product })
        });
        let discount = row.discount_id.and_then(|id| shop.discount(id));
        let subscription = row.subscription_id.and_then(|id| shop.subscription(id));
        let name = product.map_or("Order", |product| &product.name);
        let billing_name = customer.and_then(|customer| customer.name.as_deref());
        object!(serializer, {
            "id": row.id.0,
            "created_at": Time(row.created_at),
            "modified_at": NULL,
            "status": row.status.code(),
            "paid": row.status.is_paid_like(),
            "subtotal_amount": row.subtotal_amount,
            "discount_amount": row.discount_amount,
            "net_amount": row.net_amount,
            "tax_amount": row.tax_amount,
            "total_amount": row.total_amount,
            "applied_balance_amount": row.applied_balance_amount,
            "due_amount": row.due_amount,
            "refunded_amount": row.refunded_amount,
            "refunded_tax_amount": row.refunded_tax_amount,
            "currency": row.currency.code(),
            "billing_reason": row.billing_reason.code(),
            "billing_name": billing_name,
            "billing_address": customer.map(AddressJson),
            "invoice_number": row.invoice.map(|number| shop.invoice_number(number)),
            "is_invoice_generated": false,
            "receipt_number": NULL,
            "seats": NULL,
            "units": NULL,
            "customer_id": row.customer_id.0,
            "product_id": row.product_id.map(|id| id.0),
            "product_price_id": row.product_price_id,
            "discount_id": row.discount_id,
            "subscription_id": row.subscription_id.map(|id| id.0),
            "checkout_id": NULL,
            "next_payment_attempt_at": row.next_payment_attempt_at.map(Time),
            "metadata": Empty {},
            "custom_field_data": Empty {},
            "platform_fee_amount": row.platform_fee_amount,
            "platform_fee_currency": row.platform_fee_currency.as_ref().map(|currency| currency.code()),
            "customer": customer.map(|row| CustomerJson { row, organization }),
            "user_id": row.customer_id.0,
            "user": customer.map(UserJson),
            "product": product.map(|row| ProductJson { row, organization, whole: false }),
            "product_price": price,
            "discount": discount.map(|row| DiscountJson { row, organization }),
            "subscription": subscription.map(OrderSubscriptionJson),
            "items": [ItemJson { row, label: row.label.as_deref().unwrap_or(name) }],
            "description": name,
            "amount": row.net_amount,
            "from_balance_amount": row.applied_balance_amount,
            "refundable_amount": refundable(row.net_amount.saturating_add(row.applied_balance_amount), row.refunded_amount),
            "refundable_tax_amount": refundable(row.tax_amount, row.refunded_tax_amount),
        })
    }
}

fn refundable(paid: i64, refunded: i64) -> i64 {
    paid.saturating_sub(refunded).max(0)
}

struct ItemJson<'a> {
    row: &'a OrderRow,
    label: &'a str,
}

impl Serialize for ItemJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, {
            "created_at": Time(self.row.created_at),
            "modified_at": NULL,
            "id": Uuid::from_u128(self.row.id.0.as_u128() ^ ITEM),
            "label": self.label,
            "amount": self.row.subtotal_amount,
            "tax_amount": self.row.tax_amount,
            "proration": self.row.is_proration(),
            "product_price_id": self.row.product_price_id,
        })
    }
}

/// Turns an order's id into its item's, without touching the bits that say which kind of UUID it is.
const ITEM: u128 = 0x17e3;
