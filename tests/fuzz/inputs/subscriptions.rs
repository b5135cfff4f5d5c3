//! Pages of subscriptions, and a single one.

use revone::polar::{read_subscription, read_subscriptions};

use super::{answers, faces, rows};

pub fn check(bytes: &[u8]) {
    let answer = answers::of(bytes, || rows::page(4, rows::subscription));
    answers::holds(&answer, read_subscriptions);
    if let Err(trouble) = read_subscription(&answer.response) {
        answers::holds_trouble(&trouble);
    }
    if answer.stored
        && let Ok(page) = read_subscriptions(&answer.response)
    {
        faces::stored_and_shown(bytes.last().copied().unwrap_or_default(), |batch| batch.subscriptions = page.items);
    }
}
