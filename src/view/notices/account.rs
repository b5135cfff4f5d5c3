//! What Polar lets the organization do. Only the owner can do something about it, at Polar, which the click opens.

use super::one::{One, Told};
use crate::domain::OrganizationStatus;
use crate::view::terms;

const WHAT_IT_NEEDS: &str = "open Polar to see what it needs";

pub(super) fn payments_off(one: &One<'_>) -> Told {
    told(one, "Polar switched off payments", format!("Customers cannot pay – {WHAT_IT_NEEDS}"))
}

pub(super) fn payments_on(one: &One<'_>) -> Told {
    told(one, "Polar switched on payments", "Customers can pay again".to_owned())
}

pub(super) fn payouts_off(one: &One<'_>) -> Told {
    told(one, "Polar switched off payouts", format!("Your money stays at Polar – {WHAT_IT_NEEDS}"))
}

pub(super) fn payouts_on(one: &One<'_>) -> Told {
    told(one, "Polar switched on payouts", "Your money can leave Polar again".to_owned())
}

pub(super) fn standing(one: &One<'_>) -> Told {
    let status = one.entry.details.standing.as_ref();
    let body = match status {
        Some(OrganizationStatus::Active) => "Everything is as it should be".to_owned(),
        Some(OrganizationStatus::Offboarded) => "Nothing is sold through it any more".to_owned(),
        Some(OrganizationStatus::Created | OrganizationStatus::Review | OrganizationStatus::Snoozed) => {
            "Open Polar to see how it goes on".to_owned()
        }
        _ => terms::capitalized(WHAT_IT_NEEDS),
    };
    let title = status.and_then(terms::standing).map_or_else(
        || "Your account at Polar has another status".to_owned(),
        |standing| format!("Your account at Polar {standing}"),
    );
    told(one, &title, body)
}

fn told(one: &One<'_>, title: &str, body: String) -> Told {
    Told { title: title.to_owned(), parts: vec![Some(body), one.from()] }
}
