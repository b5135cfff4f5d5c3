use super::columns::{Cell, Column, Side};
use super::ink::Style;
use super::listing::{Measuring, Pen};
use crate::domain::{SubscriptionRow, SubscriptionStatus};
use crate::view::lines::UNKNOWN;
use crate::view::page::ListPage;
use crate::view::terms::{self, capitalized};
use crate::view::text::{NAME, cells};
use crate::view::words::terminal::{titles, trial_until};

const fn column(title: &'static str, side: Side, rank: usize, least: Option<usize>) -> Column {
    Column { title, side, rank, least }
}

/// The ranks say what a narrow terminal leaves out: the start stays longest.
const COLUMNS: [Column; 9] = [
    column(titles::STARTED, Side::Left, 0, None),
    column(titles::PRODUCT, Side::Left, 2, Some(16)),
    column(titles::STATUS, Side::Left, 3, None),
    column(titles::PRICE, Side::Right, 1, None),
    column(titles::MRR, Side::Right, 7, None),
    column(titles::RENEWS, Side::Left, 5, None),
    column(titles::UNTIL, Side::Left, 4, None),
    column(titles::REASON, Side::Left, 6, Some(16)),
    column(titles::SUBSCRIPTION, Side::Left, 8, None),
];

/// The table of `revone subscriptions`, the last to start first as its rows come.
pub fn subscriptions<'a>(page: &'a ListPage<'a>) -> Measuring<'a, SubscriptionRow> {
    Measuring::new(page, &COLUMNS, row)
}

fn row(pen: &Pen<'_>, subscription: &SubscriptionRow) -> Vec<Cell> {
    let words = |words: Option<String>| capitalized(&words.unwrap_or_default());
    let unknown = || UNKNOWN.to_owned();
    let mrr = match subscription.mrr_at(pen.page.now) {
        Some(mrr) if mrr.minor == 0 => String::new(),
        mrr => mrr.map_or_else(unknown, |mrr| pen.amounts.money(mrr)),
    };
    let product = subscription.product_name.as_deref().and_then(|name| cells(name, 4 * NAME));
    let reason = subscription.cancellation_reason.as_ref().and_then(terms::cancellation_reason);
    vec![
        subscription.started_at.map_or_else(unknown, |at| pen.instant(at)).into(),
        product.unwrap_or_else(unknown).into(),
        Cell { text: words(terms::subscription_status(&subscription.status)), style: style(&subscription.status) },
        terms::price(&pen.amounts, subscription.amount, &subscription.cadence).into(),
        mrr.into(),
        renews(pen, subscription).into(),
        until(pen, subscription).into(),
        words(reason).into(),
        subscription.id.to_string().into(),
    ]
}

/// When it will renew; nothing for one that will not, or that should have and was not paid.
fn renews(pen: &Pen<'_>, subscription: &SubscriptionRow) -> String {
    let runs = matches!(
        subscription.status,
        SubscriptionStatus::Active | SubscriptionStatus::Trialing | SubscriptionStatus::PastDue
    );
    let next =
        subscription.current_period_end.filter(|next| runs && subscription.end.is_none() && *next > pen.page.now);
    next.map_or_else(String::new, |at| pen.date(at))
}

/// When it ended or will end, or else until when its trial runs.
fn until(pen: &Pen<'_>, subscription: &SubscriptionRow) -> String {
    match (subscription.end, &subscription.status, subscription.trial_end) {
        (Some(end), ..) => pen.date(end),
        (None, SubscriptionStatus::Trialing, Some(end)) => trial_until(&pen.date(end)),
        _ => String::new(),
    }
}

fn style(status: &SubscriptionStatus) -> Option<Style> {
    match status {
        SubscriptionStatus::Active => Some(Style::Green),
        SubscriptionStatus::Incomplete | SubscriptionStatus::Trialing => Some(Style::Yellow),
        SubscriptionStatus::PastDue | SubscriptionStatus::Unpaid => Some(Style::Red),
        SubscriptionStatus::Canceled | SubscriptionStatus::IncompleteExpired | SubscriptionStatus::Paused => {
            Some(Style::Dim)
        }
        SubscriptionStatus::Other(_) => None,
    }
}
