//! What becomes of subscriptions beside their payments.

use super::one::{One, Told};
use crate::domain::{CancellationReason, Subject};
use crate::view::terms;
use crate::view::text::{NAME, line};
use crate::view::words::notices as said;

/// How much of what a customer wrote is shown.
const COMMENT: usize = 80;

pub(super) fn trial_started(one: &One<'_>) -> Told {
    let title = one.titled(said::TRIAL_STARTED, one.price());
    Told { title, parts: vec![one.who(), end(one, said::ends), one.from()] }
}

pub(super) fn trial_ending(one: &One<'_>) -> Told {
    let what = match (one.entry.details.until, one.ahead()) {
        (None, _) => said::TRIAL_ENDS_SOON.to_owned(),
        (_, Some(end)) if one.when.is_near(end) => said::trial_ends(&one.when.coming(end)),
        (_, Some(end)) => said::trial_ends_on(&one.when.date(end)),
        (Some(end), None) => match one.when.other_day(end) {
            Some(date) => said::trial_ended(&date),
            None => said::TRIAL_ENDED_TODAY.to_owned(),
        },
    };
    Told { title: one.titled(&what, one.price()), parts: vec![one.who()] }
}

pub(super) fn canceled(one: &One<'_>) -> Told {
    let comment = comment(one);
    let reason = one.entry.details.reason.as_ref();
    // That it is another than the usual ones says nothing beside what it is.
    let reason = reason.filter(|reason| comment.is_none() || **reason != CancellationReason::Unspecified);
    Told {
        title: one.titled(said::CANCELED, one.price()),
        parts: vec![one.who(), reason.and_then(terms::cancellation_reason), end(one, said::until), one.from(), comment],
    }
}

/// A cancellation undone, a pause, and the end of one.
pub(super) fn turned(one: &One<'_>, what: &str) -> Told {
    Told { title: one.titled(what, one.price()), parts: vec![one.who(), one.from()] }
}

pub(super) fn plan_changed(one: &One<'_>) -> Told {
    let product = match (one.entry.details.product_before.as_deref().and_then(|name| line(name, NAME)), one.product()) {
        (Some(before), Some(now)) => Some(said::changed(&before, &now)),
        (before, now) => now.or(before),
    };
    let what = if is_of_price_alone(one) { said::PRICE_CHANGED } else { said::PLAN_CHANGED };
    Told { title: one.titled(what, prices(one)), parts: vec![one.who_has(product), one.from()] }
}

/// Whether nobody chose another plan: a discount ended, for example, as Polar's price is the one after it.
fn is_of_price_alone(one: &One<'_>) -> bool {
    let details = &one.entry.details;
    let (Some((before, often)), Some((now, now_often))) = (&details.price_before, &details.price) else { return false };
    details.product_before.is_none() && often == now_often && before != now
}

/// `$9.00 → $29.00 a month`; the cadence is said twice only where it is another.
fn prices(one: &One<'_>) -> Option<String> {
    let details = &one.entry.details;
    let (Some(before), Some(now)) = (&details.price_before, &details.price) else { return one.price() };
    let has_amount = before.0.minor != 0 || one.amounts.are_hidden();
    Some(if before == now {
        one.price_of(now)
    } else if before.1 == now.1 && before.0 != now.0 && has_amount && now.0.minor != 0 {
        said::changed(&one.amounts.money(before.0), &one.price_of(now))
    } else {
        said::changed(&one.price_of(before), &one.price_of(now))
    })
}

/// When it ends, as `coming` says it, or that it has.
fn end(one: &One<'_>, coming: fn(&str) -> String) -> Option<String> {
    let end = one.entry.details.until?;
    Some(match (one.ahead(), one.when.other_day(end)) {
        (Some(end), _) => coming(&one.when.coming(end)),
        (None, Some(date)) => said::ended(&date),
        (None, None) => said::ENDED_TODAY.to_owned(),
    })
}

/// What the customer wrote, who is not named by it less than by a name.
fn comment(one: &One<'_>) -> Option<String> {
    let Subject::Subscription(id) = one.entry.change.subject else { return None };
    let comment = one.context.names.comments.get(&id).filter(|_| one.context.rules.names)?;
    line(comment, COMMENT).map(|comment| said::quoted(&comment))
}
