use uuid::Uuid;

use super::chance::chance;
use crate::demo::rows::{CustomerRow, OrderRow, ProductRow};
use crate::demo::shop::Shop;
use crate::domain::{CustomerId, OrderId, ProductId};
use crate::money::Currency;

/// A product at the price that a customer pays for it.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub product: ProductId,
    pub price: Uuid,
    pub amount: i64,
    pub currency: Currency,
    pub customer: CustomerId,
    pub tax: Tax,
}

/// A tax, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tax {
    /// The price includes it.
    Inclusive(i64),
    /// It comes on top.
    Exclusive(i64),
}

/// What a product costs a customer; `None` when it is not sold in any currency.
pub(super) fn offer(product: &ProductRow, customer: &CustomerRow) -> Option<Offer> {
    let (code, tax) = region(customer);
    // Pounds and yen are for what is bought once, so that no subscription goes on in them for years.
    let code = if product.cadence.is_some() && code != "eur" { "usd" } else { code };
    let price = Currency::parse(code).ok().and_then(|currency| product.price_in(currency));
    let price = price.or_else(|| product.prices.first())?;
    let (product, customer) = (product.id, customer.id);
    Some(Offer { product, price: price.id, amount: price.amount, currency: price.currency, customer, tax })
}

fn region(customer: &CustomerRow) -> (&'static str, Tax) {
    match customer.country {
        "DE" => ("eur", Tax::Inclusive(1900)),
        "FR" => ("eur", Tax::Inclusive(2000)),
        "ES" | "NL" => ("eur", Tax::Inclusive(2100)),
        "IT" => ("eur", Tax::Inclusive(2200)),
        "GB" => ("gbp", Tax::Inclusive(2000)),
        "JP" => ("jpy", Tax::Inclusive(1000)),
        // Some states tax software, some do not.
        "US" if customer.id.0.as_u128() % 5 < 2 => ("usd", Tax::Exclusive(825)),
        _ => ("usd", Tax::Exclusive(0)),
    }
}

/// What is paid for `subtotal` less `discount`: net, tax and total. Halves are rounded up.
pub(super) fn split(subtotal: i64, discount: i64, tax: Tax) -> (i64, i64, i64) {
    let price = subtotal - discount;
    match tax {
        Tax::Inclusive(rate) => {
            let net = (2 * price * 10_000 + 10_000 + rate) / (2 * (10_000 + rate));
            (net, price - net, price)
        }
        Tax::Exclusive(rate) => {
            let tax = (2 * price * rate + 10_000) / 20_000;
            (price, tax, price + tax)
        }
    }
}

impl Offer {
    /// A paid order over the offer at a discount.
    pub fn order(&self, shop: &mut Shop, at: jiff::Timestamp, discount: Option<Uuid>) -> OrderRow {
        let off = discount.and_then(|id| shop.discount(id)).map_or(0, |row| row.off(self.amount, self.currency));
        let (net, tax, total) = split(self.amount, off, self.tax);
        OrderRow {
            subtotal_amount: self.amount,
            discount_amount: off,
            tax_amount: tax,
            total_amount: total,
            due_amount: total,
            product_id: Some(self.product),
            product_price_id: Some(self.price),
            discount_id: discount,
            ..OrderRow::new(OrderId(shop.uuid()), at, net, self.currency, self.customer)
        }
    }
}

/// A discount by its code, so many times in a thousand.
pub(super) fn discount(shop: &mut Shop, code: &str, in_a_thousand: u32) -> Option<Uuid> {
    let used = chance(&mut shop.rng, in_a_thousand);
    shop.discounts.iter().find(|row| used && &*row.code == code).map(|row| row.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn net_tax_and_total_are_polars() {
        for (subtotal, discount, tax, split_as) in [
            (1400, 700, Tax::Inclusive(2000), (583, 117, 700)),
            (1800, 0, Tax::Inclusive(2000), (1500, 300, 1800)),
            (2900, 580, Tax::Inclusive(1000), (2109, 211, 2320)),
            (14_900, 0, Tax::Exclusive(2500), (14_900, 3725, 18_625)),
            (4900, 0, Tax::Exclusive(0), (4900, 0, 4900)),
            (4900, 4900, Tax::Inclusive(2000), (0, 0, 0)),
        ] {
            assert_eq!(split(subtotal, discount, tax), split_as, "{subtotal} {discount} {tax:?}");
        }
    }
}
