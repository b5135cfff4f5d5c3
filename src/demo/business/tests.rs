use super::*;
use crate::domain::{BillingReason, SubscriptionStatus};

fn now() -> Timestamp {
    "2026-11-22T14:30:00Z".parse().unwrap()
}

#[test]
fn print() {
    for seed in [1, 7, 42] {
        let shop = Shop::small_business(seed, now());
        let active: Vec<_> = shop
            .subscriptions
            .iter()
            .filter(|row| row.started_at.is_some() && row.end().is_none_or(|end| end > now()))
            .collect();
        let count = |status: SubscriptionStatus| active.iter().filter(|row| row.status == status).count();
        println!(
            "orders {} subs {} active {} trialing {} past_due {} paused {} cancelling {}",
            shop.orders.len(),
            shop.subscriptions.len(),
            active.len(),
            count(SubscriptionStatus::Trialing),
            count(SubscriptionStatus::PastDue),
            count(SubscriptionStatus::Paused),
            active.iter().filter(|r| r.end().is_some()).count()
        );
        for reason in [
            BillingReason::Purchase,
            BillingReason::SubscriptionCreate,
            BillingReason::SubscriptionCycle,
            BillingReason::SubscriptionUpdate,
            BillingReason::SubscriptionMeterCycle,
        ] {
            print!("{} {} ", reason.code(), shop.orders.iter().filter(|o| o.billing_reason == reason).count());
        }
        for status in [
            OrderStatus::Paid,
            OrderStatus::Pending,
            OrderStatus::Draft,
            OrderStatus::Void,
            OrderStatus::Refunded,
            OrderStatus::PartiallyRefunded,
        ] {
            print!("{} {} ", status.code(), shop.orders.iter().filter(|o| o.status == status).count());
        }
        for c in ["usd", "eur", "gbp", "jpy"] {
            let m = now().saturating_sub(SignedDuration::from_hours(24 * 30)).unwrap();
            print!(
                "{c} 30d {} ",
                shop.orders
                    .iter()
                    .filter(|o| o.currency.code() == c && o.created_at > m && o.status.is_paid_like())
                    .map(|o| o.net_amount)
                    .sum::<i64>()
            );
        }
        for p in &shop.products {
            print!(
                "| {} {} active {} ",
                &p.name[..10],
                shop.orders.iter().filter(|o| o.product_id == Some(p.id)).count(),
                active.iter().filter(|r| r.product_id == p.id).count()
            );
        }
        let d = now().saturating_sub(SignedDuration::from_hours(14)).unwrap();
        println!("today {}", shop.orders.iter().filter(|o| o.created_at > d).count());
    }
}
