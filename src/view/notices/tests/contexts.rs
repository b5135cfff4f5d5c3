//! The same words for other owners.

use super::*;

#[test]
fn with_names_off_and_amounts_hidden_neither_is_told() {
    let mut scene = Scene { hide_amounts: true, ..scene() };
    scene.rules.names = false;
    insta::assert_snapshot!(scene.each(), @"
    new_order: New order · ••• / Pro Plan
    new_subscriber: New subscriber · ••• a month / Pro Plan
    trial_converted: New subscriber · ••• a month / Pro Plan · after a trial
    renewal: Renewal · ••• / Pro Plan
    payment_recovered: Payment recovered · ••• / Pro Plan
    payment_failed: Payment failed · ••• / Pro Plan · next try 24 Nov
    refund: Refund · ••• / Pro Plan
    partial_refund: Partial refund · ••• / Pro Plan
    trial_started: Trial started · ••• a month / Pro Plan · ends 29 Nov
    trial_ending: Trial ends on 25 Nov · ••• a month / Pro Plan
    canceled: Cancelled · ••• a month / Pro Plan · too expensive · until 3 Dec
    uncanceled: Cancellation undone · ••• a month / Pro Plan
    paused: Subscription paused · ••• a month / Pro Plan
    resumed: Subscription resumed · ••• a month / Pro Plan
    plan_changed: Plan changed · ••• → ••• a month / Starter → Pro Plan
    payments_off: Polar switched off payments / Customers cannot pay – open Polar to see what it needs
    payments_on: Polar switched on payments / Customers can pay again
    payouts_off: Polar switched off payouts / Your money stays at Polar – open Polar to see what it needs
    payouts_on: Polar switched on payouts / Your money can leave Polar again
    standing_changed: Your account at Polar did not pass its review / Open Polar to see what it needs
    order_count: 100th order / Acme Inc
    best_day: Best day so far · ••• / More revenue than on any day before
    mrr_high: MRR at a new high · ••• / More than at the end of any month before
    silence: No order for 9 hours / Unusual for a Sunday
    daily_summary: Today · ••• / 9 orders · 2 new subscriptions
    summary: Payments switched off by Polar / payouts switched off by Polar · another status at Polar · 5 orders · ••• · and 17 more
    ");
}

#[test]
fn with_several_organizations_each_is_told_with_its_own() {
    let sandbox = Organization { environment: Environment::Sandbox, ..organization() };
    let scene = Scene { one_of_several: true, organization: sandbox, ..scene() };
    insta::assert_snapshot!(scene.each(), @"
    new_order: New order · $29.00 / Pro Plan – Jane Doe · Acme Inc – Sandbox
    new_subscriber: New subscriber · $9.00 a month / Pro Plan – Jane Doe · Acme Inc – Sandbox
    trial_converted: New subscriber · $9.00 a month / Pro Plan – Jane Doe · after a trial · Acme Inc – Sandbox
    renewal: Renewal · $9.00 / Pro Plan – Jane Doe · Acme Inc – Sandbox
    payment_recovered: Payment recovered · $9.00 / Pro Plan – Jane Doe · Acme Inc – Sandbox
    payment_failed: Payment failed · $9.00 / Pro Plan – Jane Doe · next try 24 Nov · Acme Inc – Sandbox
    refund: Refund · −$29.00 / Pro Plan – Jane Doe · Acme Inc – Sandbox
    partial_refund: Partial refund · −$10.00 / Pro Plan – Jane Doe · Acme Inc – Sandbox
    trial_started: Trial started · $9.00 a month / Pro Plan – Jane Doe · ends 29 Nov · Acme Inc – Sandbox
    trial_ending: Trial ends on 25 Nov · $9.00 a month / Pro Plan – Jane Doe · Acme Inc – Sandbox
    canceled: Cancelled · $9.00 a month / Pro Plan – Jane Doe · too expensive · until 3 Dec · “Great product, my budget is gone for now” · Acme Inc – Sandbox
    uncanceled: Cancellation undone · $9.00 a month / Pro Plan – Jane Doe · Acme Inc – Sandbox
    paused: Subscription paused · $9.00 a month / Pro Plan – Jane Doe · Acme Inc – Sandbox
    resumed: Subscription resumed · $9.00 a month / Pro Plan – Jane Doe · Acme Inc – Sandbox
    plan_changed: Plan changed · $9.00 → $29.00 a month / Starter → Pro Plan – Jane Doe · Acme Inc – Sandbox
    payments_off: Polar switched off payments / Customers cannot pay – open Polar to see what it needs · Acme Inc – Sandbox
    payments_on: Polar switched on payments / Customers can pay again · Acme Inc – Sandbox
    payouts_off: Polar switched off payouts / Your money stays at Polar – open Polar to see what it needs · Acme Inc – Sandbox
    payouts_on: Polar switched on payouts / Your money can leave Polar again · Acme Inc – Sandbox
    standing_changed: Your account at Polar did not pass its review / Open Polar to see what it needs · Acme Inc – Sandbox
    order_count: 100th order / Acme Inc – Sandbox
    best_day: Best day so far · $412.00 / More revenue than on any day before · Acme Inc – Sandbox
    mrr_high: MRR at a new high · $4,210 / More than at the end of any month before · Acme Inc – Sandbox
    silence: No order for 9 hours / Unusual for a Sunday · Acme Inc – Sandbox
    daily_summary: Today · $412.00 / 9 orders · 2 new subscriptions · Acme Inc – Sandbox
    summary: Payments switched off by Polar / payouts switched off by Polar · another status at Polar · 5 orders · $65.00 · and 17 more · Acme Inc – Sandbox
    ");
}

#[test]
fn money_that_is_not_real_is_named() {
    let sale = notice(announcement(ChangeKind::NewOrder));
    let organization = Organization { environment: Environment::Sandbox, ..organization() };
    let sandbox = Scene { organization, ..scene() };
    assert_eq!(sandbox.words(&sale).body, "Pro Plan – Jane Doe · Sandbox");
    let sample = Scene { sample: true, one_of_several: true, ..scene() };
    for notice in each::one_of_each(now()) {
        assert!(sample.words(&notice).body.ends_with(" · Sample Data"), "{}", sample.said(&notice));
        assert!(sandbox.words(&notice).body.ends_with("Sandbox"), "{}", sandbox.said(&notice));
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut order = announcement(ChangeKind::NewOrder);
    order.customer_id = Some(customer_id(3));
    assert_eq!(scene().said(&notice(order.clone())), "New order · $29.00 / Pro Plan");
    order.product_name = None;
    assert_eq!(scene().said(&notice(order.clone())), "New order · $29.00 / Acme Inc");
    assert_eq!(Scene { one_of_several: true, ..scene() }.said(&notice(order.clone())), "New order · $29.00 / Acme Inc");
    order.amount = None;
    assert_eq!(scene().said(&notice(order)), "New order / Acme Inc");
}

#[test]
fn a_notification_is_written_as_in_its_owners_region() {
    for (locale, order, failed) in [
        ("en-US", "New order · $29.00", "next try Nov 24"),
        ("de-DE", "New order · 29,00~$", "next try 24 Nov"),
        ("nl-NL", "New order · $~29,00", "next try 24 Nov"),
    ] {
        let each = Scene { region: Region::of(locale), ..scene() }.each().replace('\u{a0}', "~");
        assert!(each.contains(order) && each.contains(failed), "{locale}: {each}");
    }
}
