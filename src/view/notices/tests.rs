mod contexts;
mod hostile;
mod subscriptions;
mod summaries;

use jiff::tz::TimeZone;

use super::*;
use crate::app::{Names, Region, Rules};
use crate::domain::{Environment, Organization, OrganizationStatus};
use crate::money::{Currency, Money};
use crate::view::samples::*;

/// Everything that words are chosen by, to be changed one by one.
pub(super) struct Scene {
    names: Names,
    rules: Rules,
    hide_amounts: bool,
    organization: Organization,
    sample: bool,
    one_of_several: bool,
    region: Region,
    currencies: Vec<Currency>,
}

fn scene() -> Scene {
    Scene {
        names: each::names(),
        rules: Rules::default(),
        hide_amounts: false,
        organization: organization(),
        currencies: vec![Currency::USD],
        sample: false,
        one_of_several: false,
        region: Region::default(),
    }
}

impl Scene {
    fn words(&self, notice: &Notice) -> Words {
        let context = Context {
            names: &self.names,
            rules: &self.rules,
            hide_amounts: self.hide_amounts,
            organization: &self.organization,
            currencies: &self.currencies,
            sample: self.sample,
            one_of_several: self.one_of_several,
            zone: &TimeZone::UTC,
            region: &self.region,
            now: now(),
        };
        words(notice, &context)
    }

    /// `title / body`.
    fn said(&self, notice: &Notice) -> String {
        let Words { title, body, .. } = self.words(notice);
        format!("{title} / {body}")
    }

    /// One of each kind, a line each.
    fn each(&self) -> String {
        let line = |notice: &Notice| match notice {
            Notice::One { announcement, .. } => format!("{}: {}", announcement.change.kind.code(), self.said(notice)),
            Notice::Summary { .. } => format!("summary: {}", self.said(notice)),
        };
        each::one_of_each(now()).iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The sample announcement of a kind.
fn announcement(kind: ChangeKind) -> Announcement {
    let notices = each::one_of_each(now());
    let found = notices.into_iter().find_map(|notice| match notice {
        Notice::One { announcement, .. } if announcement.change.kind == kind => Some(*announcement),
        _ => None,
    });
    found.unwrap()
}

fn notice(announcement: Announcement) -> Notice {
    let id = announcement.change.stable_id();
    Notice::One { place: id.clone(), id, announcement: Box::new(announcement) }
}

/// What is said of the sample announcement of a kind after a change of it.
fn said(kind: ChangeKind, change: impl Fn(&mut Announcement)) -> String {
    let mut changed = announcement(kind);
    change(&mut changed);
    scene().said(&notice(changed))
}

fn monthly(minor: i64) -> Option<(crate::money::Money, crate::domain::Cadence)> {
    Some((usd(minor), every(1, crate::domain::Interval::Month)))
}

#[test]
fn there_is_one_of_each_kind_and_none_takes_anothers_place() {
    let notices = each::one_of_each(now());
    let mut places: Vec<&str> = notices
        .iter()
        .map(|notice| match notice {
            Notice::One { place, .. } => place.as_str(),
            Notice::Summary { id, .. } => id.as_str(),
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(places.len(), notices.len());
    let Some(Notice::Summary { tally, .. }) = notices.last() else { panic!("the last one is no summary") };
    let one_of =
        |notice: &Notice, kind| matches!(notice, Notice::One { announcement, .. } if announcement.change.kind == kind);
    for kind in ChangeKind::ALL {
        assert_eq!(notices.iter().filter(|notice| one_of(notice, kind)).count(), 1, "{kind:?}");
        assert_eq!(tally.number(|known| known == kind), 1, "{kind:?}");
    }
}

#[test]
fn every_kind_is_told_as_a_person_would() {
    insta::assert_snapshot!(scene().each(), @"
    new_order: New order · $29.00 / Pro Plan – Jane Doe
    new_subscriber: New subscriber · $9.00 a month / Pro Plan – Jane Doe
    trial_converted: New subscriber · $9.00 a month / Pro Plan – Jane Doe · after a trial
    renewal: Renewal · $9.00 / Pro Plan – Jane Doe
    payment_recovered: Payment recovered · $9.00 / Pro Plan – Jane Doe
    payment_failed: Payment failed · $9.00 / Pro Plan – Jane Doe · next try 24 Nov
    refund: Refund · −$29.00 / Pro Plan – Jane Doe
    partial_refund: Partial refund · −$10.00 / Pro Plan – Jane Doe
    trial_started: Trial started · $9.00 a month / Pro Plan – Jane Doe · ends 29 Nov
    trial_ending: Trial ends on 25 Nov · $9.00 a month / Pro Plan – Jane Doe
    canceled: Cancelled · $9.00 a month / Pro Plan – Jane Doe · too expensive · until 3 Dec · “Great product, my budget is gone for now”
    uncanceled: Cancellation undone · $9.00 a month / Pro Plan – Jane Doe
    paused: Subscription paused · $9.00 a month / Pro Plan – Jane Doe
    resumed: Subscription resumed · $9.00 a month / Pro Plan – Jane Doe
    plan_changed: Plan changed · $9.00 → $29.00 a month / Starter → Pro Plan – Jane Doe
    payments_off: Polar switched off payments / Customers cannot pay – open Polar to see what it needs
    payments_on: Polar switched on payments / Customers can pay again
    payouts_off: Polar switched off payouts / Your money stays at Polar – open Polar to see what it needs
    payouts_on: Polar switched on payouts / Your money can leave Polar again
    standing_changed: Your account at Polar did not pass its review / Open Polar to see what it needs
    order_count: 100th order / Acme Inc
    best_day: Best day so far · $412.00 / More revenue than on any day before
    mrr_high: MRR at a new high · $4,210 / More than at the end of any month before
    silence: No order for 9 hours / Unusual for a Sunday
    daily_summary: Today · $412.00 / 9 orders · 2 new subscriptions
    summary: Payments switched off by Polar / payouts switched off by Polar · another status at Polar · 5 orders · $65.00 · and 17 more
    ");
}

#[test]
fn a_subscriber_pays_again_and_again_what_the_title_says() {
    use crate::domain::Interval;
    for (price, title) in [
        (None, "New subscriber · $9.00"),
        (Some((usd(900), every(1, Interval::Month))), "New subscriber · $9.00 a month"),
        (Some((usd(2_700), every(3, Interval::Month))), "New subscriber · $27.00 every 3 months"),
        (Some((usd(9_900), every(1, Interval::Year))), "New subscriber · $99.00 a year"),
        (Some((usd(900), every(0, Interval::Month))), "New subscriber · $9.00"),
        (Some((usd(0), every(1, Interval::Month))), "New subscriber · $9.00"),
    ] {
        let said = said(ChangeKind::NewSubscriber, |one| one.details.price.clone_from(&price));
        assert_eq!(said, format!("{title} / Pro Plan – Jane Doe"));
    }
}

#[test]
fn a_refund_is_all_that_was_given_back_and_says_what_of_it_just_was() {
    use ChangeKind::{PartialRefund, Refund};
    for (kind, all, now, expected) in [
        (PartialRefund, 1_000, 1_000, "Partial refund · −$10.00 / Pro Plan – Jane Doe"),
        (PartialRefund, 1_500, 500, "Partial refund · −$15.00 / Pro Plan – Jane Doe · $5.00 of it now"),
        (Refund, 2_900, 1_900, "Refund · −$29.00 / Pro Plan – Jane Doe · $19.00 of it now"),
        (Refund, 2_900, 2_900, "Refund · −$29.00 / Pro Plan – Jane Doe"),
        // All is never less than what was given back now.
        (Refund, 0, 1_900, "Refund · −$19.00 / Pro Plan – Jane Doe"),
    ] {
        let said = said(kind, |one| (one.change.occurrence, one.amount) = (all, Some(usd(now))));
        assert_eq!(said, expected);
    }
    let mut again = announcement(Refund);
    again.amount = Some(usd(1_900));
    let hidden = Scene { hide_amounts: true, ..scene() };
    assert_eq!(hidden.said(&notice(again)), "Refund · ••• / Pro Plan – Jane Doe");
}

#[test]
fn what_belongs_to_another_day_says_so() {
    let old = |kind| said(kind, |one| one.happened_at = ago(60 * 24 * 3));
    assert_eq!(old(ChangeKind::NewOrder), "New order · $29.00 / Pro Plan – Jane Doe · from 19 Nov");
    assert_eq!(
        old(ChangeKind::TrialConverted),
        "New subscriber · $9.00 a month / Pro Plan – Jane Doe · after a trial · from 19 Nov"
    );
    assert_eq!(old(ChangeKind::Paused), "Subscription paused · $9.00 a month / Pro Plan – Jane Doe · from 19 Nov");
}

#[test]
fn what_is_to_come_is_said_with_its_day_or_near_by_with_its_time() {
    let until = |kind, minutes: Option<i64>| said(kind, |one| one.details.until = minutes.map(|minutes| ago(-minutes)));
    let lines: Vec<String> = [Some(60), Some(20 * 60), Some(50 * 60), Some(-60), Some(-50 * 60), None]
        .into_iter()
        .flat_map(|minutes| {
            [ChangeKind::PaymentFailed, ChangeKind::TrialStarted, ChangeKind::TrialEnding, ChangeKind::Canceled]
                .map(|kind| until(kind, minutes).replace(" / Pro Plan – Jane Doe", " / …"))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Payment failed · $9.00 / … · next try today at 15:02
    Trial started · $9.00 a month / … · ends today at 15:02
    Trial ends today at 15:02 · $9.00 a month / …
    Cancelled · $9.00 a month / … · too expensive · until today at 15:02 · “Great product, my budget is gone for now”
    Payment failed · $9.00 / … · next try tomorrow at 10:02
    Trial started · $9.00 a month / … · ends tomorrow at 10:02
    Trial ends tomorrow at 10:02 · $9.00 a month / …
    Cancelled · $9.00 a month / … · too expensive · until tomorrow at 10:02 · “Great product, my budget is gone for now”
    Payment failed · $9.00 / … · next try 24 Nov
    Trial started · $9.00 a month / … · ends 24 Nov
    Trial ends on 24 Nov · $9.00 a month / …
    Cancelled · $9.00 a month / … · too expensive · until 24 Nov · “Great product, my budget is gone for now”
    Payment failed · $9.00 / …
    Trial started · $9.00 a month / … · ended today
    Trial ended today · $9.00 a month / …
    Cancelled · $9.00 a month / … · too expensive · ended today · “Great product, my budget is gone for now”
    Payment failed · $9.00 / …
    Trial started · $9.00 a month / … · ended 20 Nov
    Trial ended 20 Nov · $9.00 a month / …
    Cancelled · $9.00 a month / … · too expensive · ended 20 Nov · “Great product, my budget is gone for now”
    Payment given up · $9.00 / …
    Trial started · $9.00 a month / …
    Trial ends soon · $9.00 a month / …
    Cancelled · $9.00 a month / … · too expensive · “Great product, my budget is gone for now”
    ");
}

#[test]
fn every_standing_with_polar_is_said_and_unknown_ones_survive() {
    let codes = [
        "created",
        "review",
        "snoozed",
        "denied",
        "active",
        "blocked",
        "offboarding",
        "offboarded",
        "under_fraud_watch",
        "\u{202e}",
    ];
    let standing = |code: &str| {
        said(ChangeKind::StandingChanged, |one| one.details.standing = Some(OrganizationStatus::from_code(code)))
    };
    let lines: Vec<String> = codes.iter().map(|code| standing(code)).collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    Your account at Polar is as if it were new / Open Polar to see how it goes on
    Your account at Polar is under review / Open Polar to see how it goes on
    Your account at Polar waits for its review / Open Polar to see how it goes on
    Your account at Polar did not pass its review / Open Polar to see what it needs
    Your account at Polar is in good standing again / Everything is as it should be
    Your account at Polar is blocked / Open Polar to see what it needs
    Your account at Polar is being closed / Open Polar to see what it needs
    Your account at Polar is closed / Nothing is sold through it any more
    Your account at Polar has the status “under fraud watch” / Open Polar to see what it needs
    Your account at Polar has another status / Open Polar to see what it needs
    ");
    let unknown = said(ChangeKind::StandingChanged, |one| one.details.standing = None);
    assert_eq!(unknown, "Your account at Polar has another status / Open Polar to see what it needs");
}

#[test]
fn round_numbers_and_records_are_told_with_their_day() {
    let number = |number| said(ChangeKind::OrderCount, |one| one.change.occurrence = number);
    for (count, expected) in
        [(1, "First sale"), (10, "10th order"), (1_000, "1,000th order"), (-1, "A round number of orders")]
    {
        assert_eq!(number(count), format!("{expected} / Acme Inc"));
    }
    let best = |date| said(ChangeKind::BestDay, |one| one.change.occurrence = date);
    assert_eq!(best(20_261_122), "Best day so far · $412.00 / More revenue than on any day before");
    assert_eq!(best(20_261_119), "Best day so far · $412.00 / More revenue than on any day before · 19 Nov");
}

#[test]
fn a_silence_lasts_from_the_last_order_to_when_it_was_noticed() {
    let after = |minutes: i64, late: i64| {
        said(ChangeKind::Silence, |one| {
            one.found_at = ago(late);
            one.happened_at = ago(late + minutes);
        })
    };
    for (minutes, late, expected) in [
        (45, 0, "No order for 45 minutes / Unusual for a Sunday"),
        (60, 0, "No order for 1 hour / Unusual for a Sunday"),
        (9 * 60 + 59, 0, "No order for 9 hours / Unusual for a Sunday"),
        (49 * 60, 0, "No order for 2 days / Unusual for a Sunday"),
        (9 * 60, 24 * 60, "No order for 9 hours / Unusual for a Saturday · as of 21 Nov, 14:02"),
        (-5, 0, "No order for 0 minutes / Unusual for a Sunday"),
    ] {
        assert_eq!(after(minutes, late), expected);
    }
}

#[test]
fn a_day_is_told_with_its_date_when_it_is_over() {
    use crate::domain::DayFigures;
    let day = |occurrence, revenue: &[(i64, &str)], orders, new_subscriptions| {
        said(ChangeKind::DailySummary, |one| {
            one.change.occurrence = occurrence;
            one.day = Some(DayFigures { revenue: totals(revenue), orders, new_subscriptions });
        })
    };
    let several: &[(i64, &str)] = &[(41_200, "usd"), (9_600, "eur")];
    for (occurrence, revenue, orders, new, expected) in [
        (20_261_122, several, 9, 2, "Today · $412.00 + €96.00 / 9 orders · 2 new subscriptions"),
        (20_261_121, several, 1, 1, "21 Nov · $412.00 + €96.00 / 1 order · 1 new subscription"),
        (20_261_122, &[], 0, 0, "Today · $0.00 / No orders"),
    ] {
        assert_eq!(day(occurrence, revenue, orders, new), expected);
    }
    assert_eq!(said(ChangeKind::DailySummary, |one| one.day = None), "Today / Acme Inc");
    let evening = said(ChangeKind::DailySummary, |one| {
        one.change.occurrence = 20_261_121;
        one.details.until = Some("2026-11-21T18:02:00Z".parse().unwrap());
        one.day = Some(DayFigures::default());
    });
    assert_eq!(evening, "21 Nov until 18:02 · $0.00 / No orders");
}

#[test]
fn a_click_opens_what_it_is_about() {
    for notice in each::one_of_each(now()) {
        let link = scene().words(&notice).link;
        let Notice::One { announcement, .. } = &notice else {
            assert_eq!(link, Link::Sales);
            continue;
        };
        let expected = match announcement.change.kind {
            ChangeKind::Silence => Link::Sales,
            _ => Link::of(announcement.change.subject),
        };
        assert_eq!(link, expected, "{announcement:?}");
    }
}

#[test]
fn a_shop_with_several_dollars_says_which_ones() {
    let canadian = Currency::parse("cad").unwrap();
    let mut notice = each::one_of_each(now()).remove(0);
    if let Notice::One { announcement, .. } = &mut notice {
        announcement.amount = Some(Money::new(2_900, canadian));
    }
    for (currencies, title) in
        [(vec![canadian], "New order · $29.00"), (vec![canadian, Currency::USD], "New order · CA$29.00")]
    {
        assert_eq!(Scene { currencies, ..scene() }.words(&notice).title, title);
    }
}
