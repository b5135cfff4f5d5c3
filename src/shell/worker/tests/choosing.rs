//! Settings that take effect while the worker runs.

use jiff::SignedDuration;

use super::*;
use crate::app::{Interval, LaunchAtLogin, QuietHours, Rules};
use crate::figures::RevenueBasis;

fn outboxes(bench: &Bench) -> usize {
    bench.told.borrow().iter().filter(|event| matches!(event, Event::Outbox(..))).count()
}

#[tokio::test]
async fn what_waits_is_told_when_quiet_hours_end_and_when_they_are_turned_off() {
    let bench = Bench::of(shop(3));
    let mut work = bench.worker(bench.world());
    until_rest(&mut work).await;
    bench.polar.with(|state| state.shop.add_purchase(clock::now(), 2_900, "usd"));
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(outboxes(&bench), 1, "there is a sale to tell of");
    // All of the day but an instant of it.
    let here = clock::now().to_zoned(work.zone.clone());
    let to = here.time().saturating_sub(SignedDuration::from_secs(1));
    let from = to.saturating_add(SignedDuration::from_nanos(1));
    let quiet_hours = Some(QuietHours { from, to });
    work.job(Job::Settings(Box::new(Settings {
        rules: Rules { quiet_hours, ..Rules::default() },
        ..Settings::default()
    })))
    .await;
    let end = work.quiet_until;
    assert!(end < jiff::Timestamp::MAX && end > clock::now());
    let told = outboxes(&bench);
    until_rest(&mut work).await;
    assert_eq!(outboxes(&bench), told, "they last");
    work.quiet_until = clock::now();
    until_rest(&mut work).await;
    assert_eq!(outboxes(&bench), told + 1);
    work.job(Job::Settings(Box::default())).await;
    assert_eq!(work.quiet_until, jiff::Timestamp::MAX);
    assert_eq!(outboxes(&bench), told + 2);
}

#[tokio::test]
async fn by_hand_alone_means_not_by_itself() {
    let bench = Bench::of(shop(3));
    let mut work = bench.worker(bench.world());
    work.job(Job::Settings(Box::new(Settings { interval: Interval::Manually, ..Settings::default() }))).await;
    until_rest(&mut work).await;
    let far = clock::now() + SignedDuration::from_hours(24 * 365);
    assert!(work.watches.iter().all(|watch| watch.schedule.due() > far));
    bench.polar.forget_requests();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert!(!bench.polar.requests().is_empty());
    work.job(Job::Settings(Box::default())).await;
    assert!(work.watches.iter().all(|watch| watch.schedule.due() < far), "it goes on by itself");
}

#[tokio::test]
async fn figures_are_of_what_is_called_revenue_at_once() {
    let bench = Bench::of(shop(3));
    let mut work = bench.worker(bench.world());
    until_rest(&mut work).await;
    let chosen = Settings { revenue: RevenueBasis::AfterFees, ..Settings::default() };
    work.job(Job::Settings(Box::new(chosen))).await;
    let told = bench.told.borrow();
    let bases: Vec<RevenueBasis> = told
        .iter()
        .filter_map(|event| match event {
            Event::Figures(_, report) => Some(report.summary.basis),
            _ => None,
        })
        .collect();
    assert_eq!((bases.first(), bases.last()), (Some(&RevenueBasis::AsInPolar), Some(&RevenueBasis::AfterFees)));
}

#[tokio::test]
async fn a_complaint_about_the_settings_is_told_and_taken_back() {
    let bench = Bench::of(shop(3));
    let world = bench.world();
    std::fs::write(world.home.settings(), "{ no").unwrap();
    let mut work = bench.worker(world);
    work.job(Job::Settings(Box::default())).await;
    let told = bench.told.borrow();
    let complaints: Vec<Option<bool>> = told
        .iter()
        .filter_map(|event| match event {
            Event::Complaint(sentence) => Some(sentence.as_ref().map(|sentence| sentence.contains("settings"))),
            _ => None,
        })
        .collect();
    assert_eq!(complaints, [Some(true), None]);
}

#[tokio::test]
async fn what_cannot_start_at_login_says_so() {
    let bench = Bench::of(shop(3));
    let mut work = bench.worker(bench.world());
    work.job(Job::LaunchAtLogin(true)).await;
    let told = bench.told.borrow();
    assert!(told.iter().any(|event| matches!(event, Event::NotDone(sentence) if sentence.ends_with('.'))));
    let last = told.iter().rev().find_map(|event| match event {
        Event::LaunchAtLogin(is) => Some(is.clone()),
        _ => None,
    });
    assert!(matches!(last, Some(LaunchAtLogin::Unavailable(_))), "{last:?}");
}

#[tokio::test]
async fn what_is_chosen_with_sample_data_lasts_as_long_as_that() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let own = Settings { show_zero: true, ..Settings::default() };
    work.job(Job::Settings(Box::new(own.clone()))).await;
    work.job(Job::StartSample).await;
    assert_eq!(work.settings, Settings::default());
    let chosen = Settings { hide_amounts: true, ..Settings::default() };
    work.job(Job::Settings(Box::new(chosen.clone()))).await;
    work.job(Job::Reload).await;
    assert_eq!(work.settings, chosen);
    work.job(Job::StopSample).await;
    assert_eq!(work.settings, own);
}
