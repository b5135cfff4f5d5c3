//! Shops of any size. The sample shop of the demo is a small business; this one is as large as it is told to be.

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use revone::demo::{CustomerRow, OrderRow, PriceRow, ProductRow, Shop, SubscriptionRow};
use revone::domain::{
    BillingReason, Cadence, CustomerId, Interval, OrderId, OrderStatus, ProductId, SubscriptionId, SubscriptionStatus,
};
use revone::money::Currency;
use uuid::Uuid;

/// How large a shop is and how long it has been selling.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub orders: usize,
    pub subscriptions: usize,
    pub days: i64,
}

/// Three years.
pub const YEARS: i64 = 3 * 365;
const DAY: i64 = 24 * 3600 * 1_000_000;
/// Polar's fee comes so much later than its order.
pub const SETTLED_AFTER: SignedDuration = SignedDuration::from_hours(36);

/// Name, price in minor units, and how many days a cycle has; 0 is bought once. Months are of 30 days: it is the number
/// of orders that counts here.
const PRODUCTS: [(&str, i64, i64); 5] = [
    ("Lantern License", 4900, 0),
    ("Icon Set", 1900, 0),
    ("Pro", 900, 30),
    ("Team", 2900, 30),
    ("Pro (Yearly)", 9000, 365),
];

/// A shop with exactly so many orders and subscriptions up to `now`: some nine tenths of its subscribers pay by the month
/// and stay a year on average, the rest of its orders are bought once, 3 % are in another currency than the dollar and 2 %
/// were refunded. The same size and instant make the same shop.
pub fn of(size: Size, now: Timestamp) -> Shop {
    let mut make = Make { rng: Rng::with_seed(7), shop: Shop::empty(now), now: now.as_microsecond(), days: size.days };
    make.stock();
    for _ in 0..size.subscriptions {
        make.subscription();
    }
    make.rng.shuffle(&mut make.shop.orders);
    make.shop.orders.truncate(size.orders);
    while make.shop.orders.len() < size.orders {
        let at = make.any_time();
        make.purchase(at);
    }
    let mut shop = make.shop;
    shop.orders.sort_by_key(|order| order.created_at);
    shop.subscriptions.sort_by_key(|row| row.started_at);
    for (order, number) in shop.orders.iter_mut().zip(1..) {
        order.invoice = Some(number);
    }
    shop
}

/// One more purchase, at `at`, of a shop made here.
pub fn sell(shop: &mut Shop, at: Timestamp, rng: &mut Rng) {
    let mut make = Make { rng: rng.fork(), shop: Shop::empty(at), now: at.as_microsecond(), days: 1 };
    std::mem::swap(&mut make.shop.products, &mut shop.products);
    make.purchase(at.as_microsecond());
    std::mem::swap(&mut make.shop.products, &mut shop.products);
    shop.customers.append(&mut make.shop.customers);
    for mut order in make.shop.orders {
        order.invoice = Some(u32::try_from(shop.orders.len()).unwrap() + 1);
        shop.insert_order(order);
    }
}

struct Make {
    rng: Rng,
    shop: Shop,
    /// Microseconds since 1970.
    now: i64,
    days: i64,
}

impl Make {
    fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.rng.u128(..).to_be_bytes()).into_uuid()
    }

    fn any_time(&mut self) -> i64 {
        self.now - self.rng.i64(1..self.days * DAY)
    }

    fn stock(&mut self) {
        let created_at = instant(self.now - self.days * DAY);
        for (name, amount, days) in PRODUCTS {
            let interval = if days == 365 { Interval::Year } else { Interval::Month };
            let prices = currencies().map(|currency| PriceRow { id: self.uuid(), amount, currency }).into();
            let row = ProductRow {
                id: ProductId(self.uuid()),
                created_at,
                name: name.into(),
                trial_days: None,
                cadence: (days > 0).then_some(Cadence { interval, count: 1 }),
                prices,
                is_archived: false,
            };
            self.shop.products.push(row);
        }
    }

    fn customer(&mut self, at: i64) -> CustomerId {
        let id = CustomerId(self.uuid());
        let name = format!("Jane Doe {}", self.shop.customers.len());
        let row = CustomerRow {
            id,
            created_at: instant(at),
            external_id: None,
            email: Some(format!("jane.doe.{}@example.test", self.shop.customers.len()).into()),
            name: Some(name.into()),
            country: "US",
            deleted_at: None,
        };
        self.shop.customers.insert(id, row);
        id
    }

    fn currency(&mut self) -> usize {
        if self.rng.u32(0..100) < 3 { self.rng.usize(1..4) } else { 0 }
    }

    fn purchase(&mut self, at: i64) {
        let customer = self.customer(at);
        let (product, currency) = (self.rng.usize(0..2), self.currency());
        let order = self.order(at, product, currency, customer);
        self.shop.orders.push(order);
    }

    /// A paid order over a product's price, two in three with tax.
    fn order(&mut self, at: i64, product: usize, currency: usize, customer: CustomerId) -> OrderRow {
        let price = self.shop.products[product].prices[currency].clone();
        let mut order = OrderRow::new(OrderId(self.uuid()), instant(at), price.amount, price.currency, customer);
        order.product_id = Some(self.shop.products[product].id);
        order.product_price_id = Some(price.id);
        if self.rng.u32(0..3) > 0 {
            order.tax_amount = price.amount / 5;
            order.total_amount += order.tax_amount;
            order.due_amount = order.total_amount;
        }
        if self.now - at > SETTLED_AFTER.as_micros() as i64 {
            order.platform_fee_amount = order.total_amount / 25 + 40;
            order.platform_fee_currency = Some(Currency::USD);
        }
        if self.rng.u32(0..50) == 0 {
            let whole = self.rng.bool();
            order.refunded_amount = if whole { order.net_amount } else { order.net_amount / 3 };
            order.refunded_tax_amount = if whole { order.tax_amount } else { order.tax_amount / 3 };
            order.status = if whole { OrderStatus::Refunded } else { OrderStatus::PartiallyRefunded };
        }
        order
    }

    /// A subscription and its orders, from its start to its end or to now.
    fn subscription(&mut self) {
        let product = [2, 2, 2, 2, 2, 2, 3, 3, 3, 4][self.rng.usize(0..10)];
        let (currency, started) = (self.currency(), self.any_time());
        let cycle = PRODUCTS[product].2 * DAY;
        let customer = self.customer(started);
        let id = SubscriptionId(self.uuid());
        let mut period = started;
        let leaves = loop {
            let mut order = self.order(period, product, currency, customer);
            order.subscription_id = Some(id);
            let first = period == started;
            order.billing_reason =
                if first { BillingReason::SubscriptionCreate } else { BillingReason::SubscriptionCycle };
            self.shop.orders.push(order);
            let leaves = self.rng.u32(0..100) < 8;
            if leaves || period + cycle >= self.now {
                break leaves;
            }
            period += cycle;
        };
        let (end, canceled) = (period + cycle, period + cycle / 2);
        let leaves = leaves && canceled < self.now;
        let ended = leaves && end < self.now;
        let price = self.shop.products[product].prices[currency].clone();
        self.shop.subscriptions.push(SubscriptionRow {
            id,
            created_at: instant(started),
            amount: price.amount,
            currency: price.currency,
            cadence: self.shop.products[product].cadence.clone().unwrap(),
            status: if ended { SubscriptionStatus::Canceled } else { SubscriptionStatus::Active },
            current_period_start: instant(period),
            current_period_end: instant(end),
            trial_start: None,
            trial_end: None,
            cancel_at_period_end: leaves,
            canceled_at: leaves.then(|| instant(canceled)),
            started_at: Some(instant(started)),
            ends_at: leaves.then(|| instant(end)),
            ended_at: ended.then(|| instant(end)),
            past_due_at: None,
            paused_at: None,
            resumes_at: None,
            customer_id: customer,
            product_id: self.shop.products[product].id,
            price_id: Some(price.id),
            discount_id: None,
            customer_cancellation_reason: None,
            customer_cancellation_comment: None,
            captured: None,
        });
    }
}

fn currencies() -> [Currency; 4] {
    ["usd", "eur", "gbp", "jpy"].map(|code| Currency::parse(code).unwrap())
}

fn instant(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap()
}
