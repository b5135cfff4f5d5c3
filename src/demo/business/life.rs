//! A subscription's life, cycle by cycle, from its start to its end or to now.

use jiff::{SignedDuration, Timestamp};

use super::catalog::Plan;
use super::chance::{between, chance, occurrences, weighted};
use super::price::{Offer, split};
use super::{DAYS, churn, people, price, purchases, rhythm};
use crate::demo::build::after;
use crate::demo::rows::{Duration, OrderRow, SubscriptionRow};
use crate::demo::shop::Shop;
use crate::domain::{BillingReason, OrderStatus, SubscriptionId, SubscriptionStatus};

/// How long a failed renewal is tried again before it is given up.
const RETRIES: SignedDuration = SignedDuration::from_hours(24 * 21);

/// The subscriptions that begin on a day, without those later than `now`.
pub(super) fn begun_on_day(shop: &mut Shop, plans: &[Plan], day: i64, midnight: Timestamp, now: Timestamp) {
    let launched = if rhythm::LAUNCHES.contains(&day) { 14_000 } else { 0 };
    let expected = rhythm::expected(day, DAYS, midnight, 420, 1220) + launched;
    for _ in 0..occurrences(&mut shop.rng, expected) {
        let at = rhythm::moment(&mut shop.rng, midnight);
        if at < now {
            begin(shop, plans, at, now);
        }
    }
}

/// A subscription that begins now or began long ago, with all that came of it. Nothing begins in a shop without plans.
pub(super) fn begin(shop: &mut Shop, plans: &[Plan], at: Timestamp, now: Timestamp) {
    let Some(plan) = weighted(&mut shop.rng, plans, |plan| plan.share) else { return };
    if let Some((offer, row)) = choose(shop, plan, at) {
        Life { plan, offer, row, now, credit: 0 }.live(shop);
    }
}

/// A newcomer chooses a plan, and perhaps a discount. `None` when the plan is not for sale, or the payment never came.
fn choose(shop: &mut Shop, plan: &Plan, at: Timestamp) -> Option<(Offer, SubscriptionRow)> {
    let customer = people::newcomer(shop, at);
    let offer = price::offer(shop.product(plan.product)?, shop.customer(customer)?)?;
    let discount = match offer.amount {
        0 => None,
        _ => price::discount(shop, "EARLYBIRD", 90).or_else(|| price::discount(shop, "HELLO20", 50)),
    };
    let mut row = start(shop, plan, &offer, discount, at)?;
    if chance(&mut shop.rng, 14) {
        // The first payment never came: such a row has no start and is in no list.
        row.started_at = None;
        row.status = SubscriptionStatus::IncompleteExpired;
        shop.subscriptions.push(row);
        return None;
    }
    Some((offer, row))
}

fn start(
    shop: &mut Shop,
    plan: &Plan,
    offer: &Offer,
    discount: Option<uuid::Uuid>,
    at: Timestamp,
) -> Option<SubscriptionRow> {
    let product = shop.product(plan.product)?;
    let (cadence, trial_days) = (product.cadence.clone()?, product.trial_days);
    let trial = trial_days.filter(|_| chance(&mut shop.rng, plan.trying));
    let trial_end = trial.and_then(|days| at.checked_add(SignedDuration::from_hours(24 * i64::from(days))).ok());
    let off = discount.and_then(|id| shop.discount(id)).map_or(0, |row| row.off(offer.amount, offer.currency));
    let before = SignedDuration::from_secs(shop.rng.i64(20..90));
    Some(SubscriptionRow {
        id: SubscriptionId(shop.uuid()),
        created_at: at.checked_sub(before).unwrap_or(at),
        amount: offer.amount - off,
        currency: offer.currency,
        status: if trial_end.is_some() { SubscriptionStatus::Trialing } else { SubscriptionStatus::Active },
        current_period_start: at,
        current_period_end: trial_end.unwrap_or_else(|| after(at, &cadence, 1)),
        trial_start: trial_end.map(|_| at),
        trial_end,
        cancel_at_period_end: false,
        canceled_at: None,
        started_at: Some(at),
        ends_at: None,
        ended_at: None,
        past_due_at: None,
        paused_at: None,
        resumes_at: None,
        customer_id: offer.customer,
        product_id: offer.product,
        price_id: Some(offer.price),
        discount_id: discount,
        customer_cancellation_reason: None,
        customer_cancellation_comment: None,
        captured: None,
        cadence,
    })
}

struct Life<'a> {
    plan: &'a Plan,
    offer: Offer,
    row: SubscriptionRow,
    now: Timestamp,
    /// What the customer has left over from a plan change.
    credit: i64,
}

impl Life<'_> {
    fn live(mut self, shop: &mut Shop) {
        self.first_order(shop);
        let anchor = self.row.trial_end.or(self.row.started_at).unwrap_or(self.row.current_period_start);
        let mut cycles = i64::from(self.row.trial_end.is_none());
        while !self.leaves(shop) && self.row.current_period_end < self.now {
            self.row.current_period_start = self.row.current_period_end;
            cycles += 1;
            self.row.current_period_end = after(anchor, &self.row.cadence, cycles);
            if !self.renews(shop) {
                break;
            }
            self.changes(shop);
        }
        if self.row.status == SubscriptionStatus::Active && !self.row.cancel_at_period_end {
            self.rests(shop);
        }
        shop.subscriptions.push(self.row);
    }

    fn first_order(&mut self, shop: &mut Shop) {
        let at = self.row.current_period_start;
        let mut order = self.order(shop, at, BillingReason::SubscriptionCreate);
        if self.row.trial_end.is_some() {
            let customer = order.customer_id;
            order = OrderRow {
                billing_reason: BillingReason::SubscriptionCreate,
                product_id: order.product_id,
                subscription_id: order.subscription_id,
                label: Some("Trial period".into()),
                ..OrderRow::new(order.id, at, 0, order.currency, customer)
            };
        }
        shop.orders.push(order);
    }

    /// Whether the customer leaves in the running cycle. One who tries leaves more easily.
    fn leaves(&mut self, shop: &mut Shop) -> bool {
        let (from, to) = (self.row.current_period_start, self.row.current_period_end);
        let leaving = if self.row.trial_end == Some(to) { 420 } else { self.plan.leaving };
        let at = between(&mut shop.rng, from, to);
        if !chance(&mut shop.rng, leaving) || at >= self.now {
            return false;
        }
        let (reason, comment) = churn::farewell(&mut shop.rng);
        self.row.canceled_at = Some(at);
        self.row.customer_cancellation_reason = reason;
        self.row.customer_cancellation_comment = comment.map(Into::into);
        let at_once = chance(&mut shop.rng, 60);
        self.row.cancel_at_period_end = !at_once;
        let end = if at_once { at } else { to };
        self.row.ends_at = Some(end);
        if end <= self.now {
            self.row.ended_at = Some(end);
            self.row.status = SubscriptionStatus::Canceled;
        }
        true
    }

    /// The cycle that has just begun is billed; whether the subscription goes on.
    fn renews(&mut self, shop: &mut Shop) -> bool {
        self.forget_discount(shop);
        self.row.status = SubscriptionStatus::Active;
        let start = self.row.current_period_start;
        let at = start.saturating_add(SignedDuration::from_secs(shop.rng.i64(1..40))).unwrap_or(start).min(self.now);
        let mut order = self.order(shop, at, BillingReason::SubscriptionCycle);
        self.use_credit(&mut order);
        let failed = order.due_amount > 0 && chance(&mut shop.rng, 40);
        let goes_on = !failed || self.is_retried(shop, &mut order);
        if !failed && chance(&mut shop.rng, 7) {
            purchases::give_back(&mut order, 100);
        }
        shop.orders.push(order);
        if goes_on && self.plan.metered && chance(&mut shop.rng, 420) {
            self.usage(shop);
        }
        goes_on && self.row.status == SubscriptionStatus::Active
    }

    /// A payment failed: recovered or given up long ago, or still being tried again.
    fn is_retried(&mut self, shop: &mut Shop, order: &mut OrderRow) -> bool {
        let failed_at = order.created_at;
        let given_up = failed_at.saturating_add(RETRIES).unwrap_or(failed_at);
        if given_up >= self.now {
            let hours = SignedDuration::from_hours(shop.rng.i64(5..110));
            order.status = OrderStatus::Pending;
            order.next_payment_attempt_at = self.now.checked_add(hours).ok();
            self.row.status = SubscriptionStatus::PastDue;
            self.row.past_due_at = Some(failed_at);
            return false;
        }
        if chance(&mut shop.rng, 680) {
            return true;
        }
        order.status = OrderStatus::Void;
        self.row.status = SubscriptionStatus::Canceled;
        (self.row.canceled_at, self.row.ends_at, self.row.ended_at) = (Some(given_up), Some(given_up), Some(given_up));
        false
    }

    /// Usage of the running cycle, billed in the middle of it.
    fn usage(&mut self, shop: &mut Shop) {
        let start = self.row.current_period_start;
        let at = start.saturating_add(SignedDuration::from_hours(24 * 10)).unwrap_or(start);
        if at >= self.now || self.row.currency.decimals() == 0 {
            return;
        }
        let used = shop.rng.i64(120..2400);
        let order = self.extra(shop, at, used, BillingReason::SubscriptionMeterCycle, "Storage beyond 10 GB");
        shop.orders.push(order);
    }

    /// Now and then someone changes plans in the middle of a monthly cycle: up for the difference, down for a credit.
    fn changes(&mut self, shop: &mut Shop) {
        let start = self.row.current_period_start;
        let at = start.saturating_add(SignedDuration::from_hours(24 * 12)).unwrap_or(start);
        if self.offer.amount == 0 || at >= self.now || !chance(&mut shop.rng, 14) {
            return;
        }
        let customer = shop.customer(self.row.customer_id);
        let other = shop.products.iter().find(|product| {
            product.cadence.as_ref() == Some(&self.row.cadence)
                && product.id != self.offer.product
                && product.price_in(self.offer.currency).is_some_and(|price| price.amount > 0)
        });
        let Some(new) = customer.zip(other).and_then(|(customer, product)| price::offer(product, customer)) else {
            return;
        };
        let difference = (new.amount - self.offer.amount) * 18 / 30;
        let label = if difference < 0 { "Unused time" } else { "Rest of the cycle" };
        let (product, price) = (new.product, new.price);
        self.offer = new;
        (self.row.product_id, self.row.price_id) = (product, Some(price));
        (self.row.amount, self.row.discount_id) = (self.offer.amount, None);
        let order = self.extra(shop, at, difference, BillingReason::SubscriptionUpdate, label);
        self.credit += (-order.total_amount).max(0);
        shop.orders.push(order);
    }

    /// A few pause for a while.
    fn rests(&mut self, shop: &mut Shop) {
        if self.offer.amount == 0 || !chance(&mut shop.rng, 32) {
            return;
        }
        self.row.status = SubscriptionStatus::Paused;
        self.row.paused_at = Some(between(&mut shop.rng, self.row.current_period_start, self.now));
        self.row.resumes_at = chance(&mut shop.rng, 500).then_some(self.row.current_period_end);
    }

    fn forget_discount(&mut self, shop: &Shop) {
        let once =
            self.row.discount_id.and_then(|id| shop.discount(id)).is_some_and(|it| it.duration == Duration::Once);
        // A trial has not used it yet.
        if once && self.row.trial_end != Some(self.row.current_period_start) {
            self.row.discount_id = None;
            self.row.amount = self.offer.amount;
        }
    }

    fn use_credit(&mut self, order: &mut OrderRow) {
        let used = self.credit.min(order.total_amount.max(0));
        self.credit -= used;
        order.applied_balance_amount = -used;
        order.due_amount = order.total_amount - used;
    }

    fn order(&self, shop: &mut Shop, at: Timestamp, reason: BillingReason) -> OrderRow {
        let order = self.offer.order(shop, at, self.row.discount_id);
        OrderRow { billing_reason: reason, subscription_id: Some(self.row.id), ..order }
    }

    fn extra(&self, shop: &mut Shop, at: Timestamp, amount: i64, reason: BillingReason, label: &str) -> OrderRow {
        let (net, tax, total) = split(amount, 0, self.offer.tax);
        OrderRow {
            subtotal_amount: amount,
            net_amount: net,
            tax_amount: tax,
            total_amount: total,
            due_amount: total.max(0),
            discount_amount: 0,
            discount_id: None,
            product_price_id: None,
            label: Some(label.into()),
            ..self.order(shop, at, reason)
        }
    }
}
