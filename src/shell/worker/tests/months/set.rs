//! A clock that somebody sets.

use jiff::{SignedDuration, Timestamp, ToSpan};

use super::player::{Player, System};
use super::till::Till;
use super::{minutes, on_the_wall, settings};
use crate::app::Interval;
use crate::app::settings::QuietHours;

async fn launched(system: System) -> Player {
    let (now, zone) = on_the_wall("2026-11-22T12:00[America/New_York]");
    let till = Till::planned(13, (now - 240.hours(), now + 240.hours()), 20);
    let settings = settings(Interval::EveryMinutes(5), Some(QuietHours::default()));
    Player::launched(system, (now, zone), till, settings).await
}

#[tokio::test]
async fn a_clock_that_is_set_stops_no_poll_and_starts_no_storm() {
    let (minute, hour) = (SignedDuration::from_mins(1), SignedDuration::from_hours(1));
    for system in [System::IsSilent, System::Tells] {
        let mut player = launched(system).await;
        for by in [minute, 20 * minute, hour, 12 * hour, 24 * hour, 365 * 24 * hour] {
            for by in [-by, by, by, -by] {
                player.stays_awake(minutes(13)).await;
                player.sets_the_clock(by).await;
            }
        }
        // An hour of them, one a minute.
        for number in 0..20 {
            player.stays_awake(minutes(1)).await;
            player.sets_the_clock(if number % 2 == 0 { -hour } else { hour }).await;
        }
        player.stays_awake(minutes(30)).await;
        assert_eq!(player.wall().now, player.time);
    }
}

#[tokio::test]
async fn a_clock_that_begins_in_1970_or_stands_in_2200_is_lived_with_until_it_is_set() {
    for at in ["1970-01-01T00:00:00Z", "2200-01-01T11:50:00Z", "1970-01-02T04:50:00Z"] {
        for system in [System::IsSilent, System::Tells] {
            let at: Timestamp = at.parse().unwrap();
            let mut player = launched(system).await;
            player.stays_awake(minutes(12)).await;
            player.sets_the_clock(at.duration_since(player.wall().now)).await;
            player.stays_awake(minutes(42)).await;
            player.sets_the_clock(player.time.duration_since(player.wall().now)).await;
            player.stays_awake(minutes(42)).await;
        }
    }
}
