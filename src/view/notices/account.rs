//! What Polar lets the organization do. Only the owner can do something about it, at Polar, which the click opens.

use super::one::{One, Told};
use crate::view::terms;
use crate::view::words::notices as said;

pub(super) fn payments_off(one: &One<'_>) -> Told {
    told(one, said::PAYMENTS_OFF, said::CUSTOMERS_CANNOT_PAY)
}

pub(super) fn payments_on(one: &One<'_>) -> Told {
    told(one, said::PAYMENTS_ON, said::CUSTOMERS_CAN_PAY)
}

pub(super) fn payouts_off(one: &One<'_>) -> Told {
    told(one, said::PAYOUTS_OFF, said::MONEY_STAYS)
}

pub(super) fn payouts_on(one: &One<'_>) -> Told {
    told(one, said::PAYOUTS_ON, said::MONEY_CAN_LEAVE)
}

pub(super) fn standing(one: &One<'_>) -> Told {
    let status = one.entry.details.standing.as_ref();
    let standing = status.and_then(terms::standing);
    let title = standing.map_or_else(|| said::ANOTHER_STATUS.to_owned(), |standing| said::account(&standing));
    told(one, &title, said::about_standing(status))
}

fn told(one: &One<'_>, title: &str, body: &str) -> Told {
    Told { title: title.to_owned(), parts: vec![Some(body.to_owned()), one.from()] }
}
