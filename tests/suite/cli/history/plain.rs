use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use revone::demo::{OrderRow, Shop, SubscriptionRow};
use rust_decimal::Decimal;
use serde_json::Value;

/// A shop's rows, summed day by day as Polar's rules read: an instant belongs to its local date.
pub(super) struct Plain<'a> {
    shop: &'a Shop,
    zone: TimeZone,
}

type Sums = BTreeMap<String, i64>;

/// Five dates.
pub(super) fn dates(first: &str) -> impl Iterator<Item = Date> {
    let first: Date = first.parse().unwrap();
    first.series(1.day()).take(5)
}

/// Amounts of JSON by currency; a zero says as much as none.
fn amounts(json: &Value) -> Sums {
    let amount = |amount: &Value| (amount["currency"].as_str().unwrap().to_owned(), amount["minor"].as_i64().unwrap());
    without_zeros(json.as_array().unwrap_or_else(|| panic!("{json}")).iter().map(amount).collect())
}

fn without_zeros(sums: Sums) -> Sums {
    sums.into_iter().filter(|(_, minor)| *minor != 0).collect()
}

fn sums(of: impl Iterator<Item = (String, i64)>) -> Sums {
    let mut sums = Sums::new();
    of.for_each(|(currency, minor)| *sums.entry(currency).or_default() += minor);
    without_zeros(sums)
}

/// Halves go away from zero.
fn divided(minor: i64, by: i64) -> i64 {
    (2 * minor.abs() + by) / (2 * by) * minor.signum()
}

impl<'a> Plain<'a> {
    pub(super) fn of(shop: &'a Shop, zone: &str) -> Self {
        Self { shop, zone: TimeZone::get(zone).unwrap() }
    }

    fn date(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }

    /// Fails unless a day's figures are those of the rows.
    pub(super) fn compare(&self, told: &Value, date: Date) {
        let name = self.zone.iana_name().unwrap();
        let of = |figure: &str| &told[figure];
        assert_eq!(told["complete"], true, "{date} in {name}");
        for (figure, expected) in self.sales(date).into_iter().chain(self.stood(date)) {
            assert_eq!(amounts(of(figure)), expected, "{figure} of {date} in {name}");
        }
        for (figure, expected) in self.counts(date) {
            assert_eq!(of(figure).as_u64(), Some(expected as u64), "{figure} of {date} in {name}");
        }
        assert_eq!(of("churn_rate").to_string(), self.churn_rate(date), "churn rate of {date} in {name}");
    }

    fn orders(&self, date: Date) -> impl Iterator<Item = &OrderRow> {
        let paid = |order: &&OrderRow| matches!(order.status.code(), "paid" | "refunded" | "partially_refunded");
        self.shop.orders.iter().filter(paid).filter(move |order| self.date(order.created_at) == date)
    }

    fn sales(&self, date: Date) -> Vec<(&'static str, Sums)> {
        let sum =
            |of: fn(&OrderRow) -> i64| sums(self.orders(date).map(|order| (order.currency.to_string(), of(order))));
        let (revenue, refunds) = (sum(|order| order.net_amount), sum(|order| order.refunded_amount));
        let fees = sums(
            self.orders(date)
                .filter_map(|order| Some((order.platform_fee_currency?.to_string(), order.platform_fee_amount))),
        );
        let minus = |sums: &Sums| sums.iter().map(|(currency, minor)| (currency.clone(), -minor)).collect::<Vec<_>>();
        let net = sums(revenue.clone().into_iter().chain(minus(&refunds)).chain(minus(&fees)));
        let counts = sum(|_| 1);
        let average =
            revenue.iter().map(|(currency, minor)| (currency.clone(), divided(*minor, counts[currency]))).collect();
        vec![
            ("revenue", revenue),
            ("refunds", refunds),
            ("net_revenue", net),
            ("average_order_value", without_zeros(average)),
        ]
    }

    /// Those that have started by the end of the day and have not ended by then.
    fn active(&self, date: Date) -> impl Iterator<Item = &SubscriptionRow> {
        self.shop.subscriptions.iter().filter(move |row| {
            row.started_at.is_some_and(|at| self.date(at) <= date) && row.end().is_none_or(|end| self.date(end) > date)
        })
    }

    fn on_trial(&self, row: &SubscriptionRow, date: Date) -> bool {
        row.trial_end.is_some_and(|end| self.date(end) > date)
    }

    fn stood(&self, date: Date) -> Vec<(&'static str, Sums)> {
        let monthly = |row: &SubscriptionRow| {
            (row.currency.to_string(), divided(row.amount, if row.cadence.interval.code() == "year" { 12 } else { 1 }))
        };
        let mrr = sums(self.active(date).filter(|row| !self.on_trial(row, date)).map(monthly));
        let committed =
            sums(self.active(date).filter(|row| !self.on_trial(row, date) && row.end().is_none()).map(monthly));
        let trial = sums(self.active(date).filter(|row| self.on_trial(row, date)).map(monthly));
        let mut customers: BTreeMap<String, BTreeSet<_>> = BTreeMap::new();
        for row in self.active(date) {
            customers.entry(row.currency.to_string()).or_default().insert(row.customer_id);
        }
        let each = |of: &dyn Fn(&String, i64) -> i64| {
            mrr.iter().map(|(currency, minor)| (currency.clone(), of(currency, *minor))).collect::<Sums>()
        };
        vec![
            ("arr", each(&|_, minor| 12 * minor)),
            ("average_revenue_per_user", each(&|currency, minor| divided(minor, customers[currency].len() as i64))),
            ("mrr", mrr.clone()),
            ("committed_mrr", committed),
            ("trial_mrr", trial),
        ]
    }

    fn counts(&self, date: Date) -> Vec<(&'static str, usize)> {
        let on = |at: Option<Timestamp>| at.is_some_and(|at| self.date(at) == date);
        let all = &self.shop.subscriptions;
        let renewed: BTreeSet<_> = self
            .orders(date)
            .filter(|order| matches!(order.billing_reason.code(), "subscription_cycle" | "subscription_update"))
            .filter_map(|order| order.subscription_id)
            .collect();
        let stayed = |row: &&SubscriptionRow| row.end().is_none_or(|end| self.date(end) > date);
        vec![
            ("orders", self.orders(date).count()),
            ("renewals", renewed.len()),
            ("new_subscriptions", all.iter().filter(|row| on(row.started_at)).filter(stayed).count()),
            ("canceled", all.iter().filter(|row| on(row.canceled_at)).count()),
            ("churned", all.iter().filter(|row| on(row.end())).count()),
            ("active", self.active(date).count()),
            ("committed", self.active(date).filter(|row| row.end().is_none()).count()),
            ("trialing", self.active(date).filter(|row| self.on_trial(row, date)).count()),
        ]
    }

    /// Cancelled within the 720 hours before the day begins, by those active before them.
    fn churn_rate(&self, date: Date) -> String {
        let begins = date.to_zoned(self.zone.clone()).unwrap().timestamp();
        let before = begins - SignedDuration::from_hours(720);
        let rows = self.shop.subscriptions.iter();
        let canceled =
            rows.clone().filter_map(|row| row.canceled_at).filter(|at| (before..begins).contains(at)).count();
        let active =
            rows.filter(|row| row.started_at.unwrap() < before && row.end().is_none_or(|end| end >= before)).count();
        match Decimal::from(canceled).checked_div(Decimal::from(active)) {
            Some(rate) => rate.round_dp(4).normalize().to_string(),
            None => "null".to_owned(),
        }
    }
}
