//! A computer that sleeps.

use jiff::{SignedDuration, ToSpan};

use super::player::{Player, System};
use super::till::Till;
use super::{hours, minutes, on_the_wall, settings};
use crate::app::Interval;
use crate::app::settings::QuietHours;

#[tokio::test]
async fn a_sleep_of_any_length_means_one_refresh_and_loses_nothing() {
    for system in [System::Tells, System::IsSilent] {
        let (now, zone) = on_the_wall("2026-10-22T12:00[Europe/Berlin]");
        let till = Till::planned(11, (now - 240.hours(), now + 900.hours()), 8);
        let settings = settings(Interval::EveryMinutes(5), Some(QuietHours::default()));
        let mut player = Player::launched(system, (now, zone), till, settings).await;
        for asleep in [minutes(2), hours(1), hours(9), hours(7 * 24), minutes(4), hours(14 * 24)] {
            player.stays_awake(minutes(23)).await;
            let polls = player.record.played.polls;
            player.sleeps(asleep).await;
            player.stays_awake(minutes(1)).await;
            let refreshed = player.record.played.polls - polls;
            assert!(refreshed <= 1 && (refreshed == 1 || asleep < minutes(5)), "{refreshed} after {asleep:?}");
        }
    }
}

#[tokio::test]
async fn a_clock_that_is_set_during_a_sleep_is_no_reason_to_wait() {
    for system in [System::Tells, System::IsSilent] {
        let (now, zone) = on_the_wall("2026-11-22T12:00[Asia/Tokyo]");
        let till = Till::planned(12, (now - 240.hours(), now + 240.hours()), 8);
        let settings = settings(Interval::EveryMinutes(5), None);
        let mut player = Player::launched(system, (now, zone), till, settings).await;
        for (asleep, by) in [(1, -1), (1, 1), (9, -24), (9, 24), (1, -365 * 24), (1, 365 * 24)] {
            player.stays_awake(minutes(12)).await;
            player.sleeps_while_the_clock_is_set(hours(asleep), SignedDuration::from_hours(by)).await;
        }
        player.stays_awake(minutes(12)).await;
    }
}
