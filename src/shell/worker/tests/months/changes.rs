//! Clocks that are changed, days that the calendar puts in or leaves out.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::player::{Player, System};
use super::till::Till;
use super::{is_long, on_the_wall, settings};
use crate::app::Interval;
use crate::app::settings::QuietHours;

/// Quiet hours that a change of clocks at night goes through.
const QUIET: QuietHours = QuietHours { from: Time::constant(23, 30, 0, 0), to: Time::constant(2, 30, 0, 0) };

/// The midnights and evenings of some days, and the changes of clocks in them.
fn turns_of(zone: &TimeZone, from: Timestamp, days: i32) -> Vec<Timestamp> {
    let first = from.to_zoned(zone.clone()).date();
    let end = from + (24 * i64::from(days)).hours();
    let on_the_wall = |date: Date| {
        [(0, 0), (2, 30), (18, 0)]
            .map(|(hour, minute)| date.at(hour, minute, 0, 0).to_zoned(zone.clone()).unwrap().timestamp())
    };
    let changes = zone.following(from).map(|change| change.timestamp()).take_while(|at| *at < end);
    let dates = first.series(1.day()).take(usize::try_from(days).unwrap() + 1);
    let mut turns: Vec<Timestamp> = dates.flat_map(on_the_wall).chain(changes).filter(|at| *at > from).collect();
    turns.sort_unstable();
    turns
}

async fn plays(system: System, (from, zone): (Timestamp, TimeZone), days: i32) {
    let ends = from + (24 * i64::from(days) + 48).hours();
    let till = Till::planned(7, (from - 240.hours(), ends), 8);
    let turns = turns_of(&zone, from, days);
    let interval = Interval::EveryMinutes(if is_long() { 5 } else { 15 });
    let mut player = Player::launched(system, (from, zone), till, settings(interval, Some(QUIET))).await;
    player.is_awake_around(turns).await;
    assert!(player.record.played.days + 1 >= u64::from(days.unsigned_abs()), "{:?}", player.record.played);
}

#[tokio::test]
async fn every_day_begins_at_its_first_instant_however_many_hours_it_has() {
    for (number, from) in [
        // 23 and 25 hours.
        "2026-03-07T12:00[America/Los_Angeles]",
        "2026-10-24T12:00[Europe/Berlin]",
        // Clocks are changed at midnight: a day without one, and one whose last hour comes twice.
        "2026-03-07T12:00[America/Havana]",
        "2026-04-23T12:00[Africa/Cairo]",
        "2026-10-28T12:00[Africa/Cairo]",
        "2026-03-28T12:00[Asia/Beirut]",
        "2026-10-23T12:00[Asia/Beirut]",
        "2018-11-03T12:00[America/Sao_Paulo]",
        // By half an hour; and an offset of three quarters.
        "2026-04-03T12:00[Australia/Lord_Howe]",
        "2026-09-25T12:00[Pacific/Chatham]",
        "2026-12-30T12:00[Asia/Kathmandu]",
        // A day that never was.
        "2011-12-28T12:00[Pacific/Apia]",
        // A day that is there every fourth year.
        "2028-02-27T12:00[UTC]",
    ]
    .into_iter()
    .enumerate()
    {
        let system = if number % 2 == 0 { System::IsSilent } else { System::Tells };
        plays(system, on_the_wall(from), 2).await;
    }
}

#[tokio::test]
async fn an_evening_that_comes_twice_or_not_at_all_is_summed_up_once() {
    // A zone of nobody's, in which clocks are changed at six in the evening.
    let zone = TimeZone::posix("XST0XDT,M3.2.0/18,M11.1.0/18:30").unwrap();
    for from in ["2026-03-07T12:00[UTC]", "2026-10-31T12:00[UTC]"] {
        plays(System::IsSilent, (on_the_wall(from).0, zone.clone()), 2).await;
    }
}
