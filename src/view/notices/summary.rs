//! Several things in the words of one: nothing of a tally is left out of them, except as a number of what there is no room
//! for.

use super::{Context, Words};
use crate::app::Link;
use crate::app::notice::Tally;
use crate::domain::ChangeKind;
use crate::money::Currency;
use crate::view::amount::Amounts;
use crate::view::organization_name;
use crate::view::region::Numbers;
use crate::view::terms::capitalized;
use crate::view::words::notices as said;

/// How many characters of a body tell what there is. With the title and with whose it is, that is what a notification shows.
const ROOM: usize = 100;

/// Kinds that are said as one, and how they are said by their number.
type Group = (&'static [ChangeKind], fn(u64, &Numbers) -> String);

/// What is said as one, the weightiest first.
const GROUPS: [Group; 18] = [
    (&[ChangeKind::PaymentsOff], said::payments_off),
    (&[ChangeKind::PayoutsOff], said::payouts_off),
    (&[ChangeKind::StandingChanged], said::another_status),
    (
        &[
            ChangeKind::NewOrder,
            ChangeKind::NewSubscriber,
            ChangeKind::TrialConverted,
            ChangeKind::Renewal,
            ChangeKind::PaymentRecovered,
        ],
        said::orders,
    ),
    (&[ChangeKind::Canceled], said::cancellations),
    (&[ChangeKind::PaymentFailed], said::failed_payments),
    (&[ChangeKind::Refund, ChangeKind::PartialRefund], said::refunds),
    (&[ChangeKind::TrialEnding], said::trials_ending),
    (&[ChangeKind::Paused], said::paused_subscriptions),
    (&[ChangeKind::PlanChanged], said::plan_changes),
    (&[ChangeKind::TrialStarted], said::new_trials),
    (&[ChangeKind::Uncanceled], said::undone_cancellations),
    (&[ChangeKind::Resumed], said::resumed_subscriptions),
    (&[ChangeKind::PaymentsOn], said::payments_on),
    (&[ChangeKind::PayoutsOn], said::payouts_on),
    (&[ChangeKind::OrderCount, ChangeKind::BestDay, ChangeKind::MrrHigh], said::milestones),
    (&[ChangeKind::Silence], said::long_silences),
    (&[ChangeKind::DailySummary], said::daily_summaries),
];

/// The sales where there is nothing else.
const SALES: [Group; 4] = [
    (&[ChangeKind::NewOrder], said::new_orders),
    (&[ChangeKind::NewSubscriber, ChangeKind::TrialConverted], said::new_subscribers),
    (&[ChangeKind::Renewal], said::renewals),
    (&[ChangeKind::PaymentRecovered], said::recovered_payments),
];

/// A part of a summary: its words, and how much they tell of.
struct Part {
    words: String,
    number: u64,
    sales: bool,
}

/// The words of a summary. What weighs most is its title; where all are sales, what they come to.
pub(super) fn words(tally: &Tally, context: &Context<'_>) -> Words {
    const BETWEEN: &str = " · ";
    let amounts = context.amounts(tally.revenue.currencies());
    let numbers = amounts.numbers();
    let sum = sum(tally, &amounts, Amounts::exact);
    let sales = tally.number(ChangeKind::is_sale);
    let (title, rest) = if sales == tally.number(|_| true) {
        let kinds = parts(tally, &SALES, numbers);
        let (title, rest) = match &kinds[..] {
            [] => (said::NOTHING_NEW.to_owned(), Vec::new()),
            [one] => (one.words.clone(), Vec::new()),
            _ => (said::sales(sales, numbers), kinds),
        };
        (with_sum(&title, sum.as_deref(), BETWEEN), rest)
    } else {
        let mut parts = grouped(tally, sum.as_deref(), BETWEEN, numbers).into_iter();
        (parts.next().map(|first| capitalized(&first.words)).unwrap_or_default(), parts.collect())
    };
    let body =
        if rest.is_empty() { organization_name(context.organization) } else { joined(&rest, BETWEEN, ROOM, numbers) };
    context.words(title, vec![body], link(tally))
}

/// What a tally holds in one line of at most `room` characters: `3 orders, $87, 1 cancellation`. `None` when that is nothing.
pub(in crate::view) fn listed(tally: &Tally, amounts: &Amounts, room: usize) -> Option<String> {
    let sum = sum(tally, amounts, Amounts::menu);
    let parts = grouped(tally, sum.as_deref(), ", ", amounts.numbers());
    (!parts.is_empty()).then(|| joined(&parts, ", ", room, amounts.numbers()))
}

/// The orders where it is about orders.
fn link(tally: &Tally) -> Link {
    let is_of_an_order = |kind: ChangeKind| {
        kind.is_sale() || matches!(kind, ChangeKind::PaymentFailed | ChangeKind::Refund | ChangeKind::PartialRefund)
    };
    if tally.number(is_of_an_order) > 0 { Link::Sales } else { Link::Overview }
}

/// The revenue of the sales, where there are any.
fn sum(tally: &Tally, amounts: &Amounts, form: fn(&Amounts, i128, Currency) -> String) -> Option<String> {
    let currencies = amounts.in_order(&tally.revenue);
    let told = !currencies.is_empty() && tally.number(ChangeKind::is_sale) > 0;
    told.then(|| amounts.sum(&tally.revenue, &currencies, form))
}

fn grouped(tally: &Tally, sum: Option<&str>, between: &str, numbers: &Numbers) -> Vec<Part> {
    let mut parts = parts(tally, &GROUPS, numbers);
    if let Some(orders) = parts.iter_mut().find(|part| part.sales) {
        orders.words = with_sum(&orders.words, sum, between);
    }
    parts
}

fn with_sum(what: &str, sum: Option<&str>, between: &str) -> String {
    sum.map_or_else(|| what.to_owned(), |sum| format!("{what}{between}{sum}"))
}

fn parts(tally: &Tally, groups: &[Group], numbers: &Numbers) -> Vec<Part> {
    let part = |(kinds, wording): &Group| {
        let number = tally.number(|kind| kinds.contains(&kind));
        let sales = kinds.iter().all(|kind| kind.is_sale());
        (number > 0).then(|| Part { words: wording(number, numbers), number, sales })
    };
    groups.iter().filter_map(part).collect()
}

/// As many of the parts as there is room for, and how much the others tell of.
fn joined(parts: &[Part], between: &str, room: usize, numbers: &Numbers) -> String {
    let told = |shown: usize| {
        let (shown, left) = parts.split_at(shown.min(parts.len()));
        let left: u64 = left.iter().map(|part| part.number).sum();
        let words = shown.iter().map(|part| part.words.clone());
        words.chain((left > 0).then(|| said::and_more(left, numbers))).collect::<Vec<_>>().join(between)
    };
    let fitting = (1..=parts.len()).rev().map(told).find(|text| text.chars().count() <= room);
    fitting.unwrap_or_else(|| told(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Region;
    use crate::view::samples::totals;

    fn tally(counts: &[(ChangeKind, u64)]) -> Tally {
        Tally { counts: counts.iter().copied().collect(), revenue: totals(&[]) }
    }

    #[test]
    fn every_kind_is_told_in_one_group() {
        for kind in ChangeKind::ALL {
            let number = GROUPS.iter().filter(|(kinds, _)| kinds.contains(&kind)).count();
            assert_eq!(number, 1, "{kind:?}");
            let among_sales = SALES.iter().filter(|(kinds, _)| kinds.contains(&kind)).count();
            assert_eq!(among_sales == 1, kind.is_sale(), "{kind:?}");
        }
    }

    #[test]
    fn what_there_is_no_room_for_is_counted() {
        let all = tally(&ChangeKind::ALL.map(|kind| (kind, 7)));
        let amounts = Amounts::among([], &Region::default());
        for room in [0, 20, 60, 96, 150, 1_000] {
            let text = listed(&all, &amounts, room).unwrap();
            let (shown, left) = text.rsplit_once(", and ").unwrap_or((&text, "0 more"));
            let left: u64 = left.trim_end_matches(" more").parse().unwrap();
            let shown = shown.split(", ").count();
            let named: u64 = parts(&all, &GROUPS, amounts.numbers()).iter().take(shown).map(|part| part.number).sum();
            assert_eq!(named + left, 7 * 25, "{text}");
            assert!(text.chars().count() <= room.max(60), "{text}");
        }
        assert_eq!(listed(&Tally::default(), &amounts, 96), None);
    }
}
