//! An owner who travels.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use super::player::{Player, System};
use super::till::Till;
use super::{hours, minutes, on_the_wall, settings};
use crate::app::Interval;
use crate::app::settings::QuietHours;

/// Around the world in both directions, over the date line more than once.
const PLACES: [&str; 9] = [
    "Pacific/Auckland",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "Asia/Kathmandu",
    "Europe/London",
    "America/Los_Angeles",
];

#[tokio::test]
async fn the_days_are_those_of_the_place_where_the_owner_is() {
    for system in [System::IsSilent, System::Tells] {
        let (now, zone) = on_the_wall("2026-12-29T12:00[America/Los_Angeles]");
        let till = Till::planned(14, (now - 240.hours(), now + 480.hours()), 12);
        let settings = settings(Interval::EveryMinutes(30), Some(QuietHours::default()));
        let mut player = Player::launched(system, (now, zone), till, settings).await;
        for place in PLACES {
            let zone = TimeZone::get(place).unwrap();
            player.stays_awake(hours(3)).await;
            player.travels(&zone).await;
            player.stays_awake(minutes(40)).await;
            player.sleeps(hours(11)).await;
        }
        // What the owner has chosen counts, wherever the computer is.
        player.chooses(|settings| settings.time_zone = Some("Asia/Tokyo".to_owned())).await;
        player.travels(&TimeZone::get("Europe/Berlin").unwrap()).await;
        player.stays_awake(hours(2)).await;
        player.chooses(|settings| settings.time_zone = None).await;
        player.stays_awake(hours(2)).await;
    }
}

#[tokio::test]
async fn another_place_is_noticed_within_minutes_by_who_refreshes_by_hand_alone() {
    let (now, zone) = on_the_wall("2026-11-22T12:00[America/Los_Angeles]");
    let till = Till::planned(15, (now - 240.hours(), now), 12);
    let settings = settings(Interval::Manually, None);
    let mut player = Player::launched(System::IsSilent, (now, zone), till, settings).await;
    for place in ["Asia/Tokyo", "America/New_York"] {
        player.travels(&TimeZone::get(place).unwrap()).await;
        player.stays_awake(hours(30)).await;
    }
}
