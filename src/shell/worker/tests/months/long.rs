//! Months of an ordinary life: days awake and asleep, journeys, a clock that is set, settings that are changed.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

use super::player::{Player, System};
use super::record::Played;
use super::till::Till;
use super::{hours, is_long, minutes, settings};
use crate::app::Interval;
use crate::app::settings::QuietHours;

/// Where an owner lives, and from when to when they are watched.
struct Life {
    home: &'static str,
    from: Date,
    to: Date,
    system: System,
    seed: u64,
}

const HOMES: [&str; 6] = [
    "America/Los_Angeles",
    "Europe/Berlin",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Asia/Kathmandu",
];

impl Life {
    async fn is_lived(&self) -> Played {
        let home = TimeZone::get(self.home).unwrap();
        let [from, to] = [self.from, self.to].map(|date| date.at(12, 0, 0, 0).to_zoned(home.clone()).unwrap());
        let (from, to) = (from.timestamp(), to.timestamp());
        let till = Till::planned(self.seed, (from - 960.hours(), to), 4);
        let settings = settings(Interval::EveryMinutes(30), None);
        let mut player = Player::launched(self.system, (from, home.clone()), till, settings).await;
        let mut chance = fastrand::Rng::with_seed(self.seed);
        while player.time < to {
            player.stays_awake(minutes(chance.u64(5..50))).await;
            player.happens_by_chance(&mut chance, &home).await;
            let asleep = minutes(chance.u64(20..11 * 60));
            let wall = player.wall();
            match next_turn(wall.now, &wall.zone) {
                // A poll a minute, while clocks are changed or a month ends.
                at if at.duration_since(wall.now)
                    < SignedDuration::try_from(asleep).unwrap() + SignedDuration::from_mins(30) =>
                {
                    player.chooses(|settings| settings.interval = Interval::EveryMinutes(1)).await;
                    player.is_awake_around([at]).await;
                    player.chooses(|settings| settings.interval = Interval::EveryMinutes(30)).await;
                }
                _ => player.sleeps(asleep).await,
            }
        }
        player.chooses(|settings| settings.rules.quiet_hours = None).await;
        player.record.played
    }
}

/// When clocks are changed next, or the next month begins.
fn next_turn(now: Timestamp, zone: &TimeZone) -> Timestamp {
    let month = now.to_zoned(zone.clone()).date().last_of_month().tomorrow().unwrap();
    let month = month.to_zoned(zone.clone()).unwrap().timestamp();
    zone.following(now).map(|change| change.timestamp()).next().map_or(month, |change| month.min(change))
}

impl Player {
    async fn happens_by_chance(&mut self, chance: &mut fastrand::Rng, home: &TimeZone) {
        let wrong = self.wall().now.duration_since(self.time);
        match chance.u32(0..100) {
            0..2 => self.sleeps(hours(7 * 24)).await,
            2..5 => {
                let place = HOMES[chance.usize(0..HOMES.len())];
                self.travels(&TimeZone::get(place).unwrap()).await;
            }
            5..10 => self.travels(home).await,
            10..12 if wrong.is_zero() => {
                let by = [60, 3_600, 86_400, 365 * 86_400][chance.usize(0..4)];
                self.sets_the_clock(SignedDuration::from_secs(if chance.bool() { by } else { -by })).await;
            }
            12..15 => {
                let hours = QuietHours {
                    from: Time::constant(chance.i8(0..24), 0, 0, 0),
                    to: Time::constant(chance.i8(0..24), 30, 0, 0),
                };
                self.chooses(|settings| settings.rules.quiet_hours = Some(hours)).await;
            }
            15..18 => self.chooses(|settings| settings.rules.quiet_hours = None).await,
            18..60 if !wrong.is_zero() => self.sets_the_clock(-wrong).await,
            _ => {}
        }
    }
}

#[tokio::test]
async fn months_of_polls_days_and_summaries_come_as_planned() {
    // With both changes of clocks, a year's end and a leap day; or with one change, in some weeks.
    let (homes, from, to) = if is_long() {
        (&HOMES[..5], Date::constant(2027, 9, 20), Date::constant(2028, 4, 10))
    } else {
        (&HOMES[..2], Date::constant(2027, 10, 26), Date::constant(2027, 11, 9))
    };
    let mut all = Played::default();
    for (seed, home) in (1..).zip(homes) {
        let system = if seed % 2 == 0 { System::Tells } else { System::IsSilent };
        all += Life { home, from, to, system, seed }.is_lived().await;
    }
    let zones = homes.len();
    let days = zones * usize::try_from((to - from).get_days()).unwrap();
    let length = if days < 60 { format!("{days} days") } else { format!("{} months", days / 30) };
    let Played { polls, days, summaries, .. } = all;
    println!(
        "reliability: months: {length} in {zones} zones, {polls} polls, {days} day changes, {summaries} summaries, each as planned"
    );
}
