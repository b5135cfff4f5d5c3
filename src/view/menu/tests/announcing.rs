//! What came since the last look, and what is to be heard of it.

use super::*;
use crate::app::News;
use crate::app::notice::Tally;
use crate::domain::ChangeKind;
use crate::view::Icon;

fn news(counts: &[(ChangeKind, u64)], revenue: &[(i64, &str)], minutes: i64) -> News {
    let tally = Tally { counts: counts.iter().copied().collect(), revenue: totals(revenue) };
    News::of(ago(minutes), &tally)
}

/// The rows about notifications.
fn about_notifications(model: &Model) -> String {
    let rows = menu(model, now());
    let at = rows.iter().position(|item| matches!(item, Item::Row(row) if row.label == "Refresh")).unwrap();
    seen(&rows[at - 1..at])
}

#[test]
fn what_came_since_the_last_look_stands_first_and_opens_the_dashboard() {
    let mut model = connected(report());
    model.news = news(&[(ChangeKind::NewOrder, 3), (ChangeKind::Canceled, 1)], &[(8_700, "usd")], 262);
    let rows = menu(&model, now());
    insta::assert_snapshot!(seen(&rows[..4]), @"
    Since 9:40: 3 orders, $87, 1 cancellation
    ──
    Acme Inc
    Updated 14:02
    ");
    assert!(matches!(&rows[0], Item::Row(Row { command: Some(Command::ShowWindow), .. })), "{:?}", rows[0]);
    let without = menu(&connected(report()), now());
    assert_eq!(rows[2..], without[..], "the other rows are where they were");
}

#[test]
fn news_are_told_with_their_day_in_each_currency_and_with_nothing_left_out() {
    use ChangeKind::{Canceled, NewOrder, PaymentsOff, Renewal};
    let all = ChangeKind::ALL.map(|kind| (kind, 2));
    let both = &[(8_750, "usd"), (2_900, "eur")][..];
    let mut model = connected(report());
    let rows: Vec<String> = [
        (&[(NewOrder, 1)][..], &[(2_900, "cad")][..], 5, false),
        (&[(NewOrder, 2), (Renewal, 1)], both, 60 * 24, false),
        (&[(NewOrder, 2), (Renewal, 1)], both, 5, true),
        (&[(PaymentsOff, 1), (NewOrder, 1), (Canceled, 2)], &[(2_900, "usd")], 5, false),
        (&all, both, 5, false),
    ]
    .into_iter()
    .map(|(counts, revenue, minutes, hidden)| {
        model.news = news(counts, revenue, minutes);
        model.settings.hide_amounts = hidden;
        let row = seen(&menu(&model, now())[..1]);
        assert!(row.chars().count() <= SENTENCE + 1, "{row}");
        row
    })
    .collect();
    insta::assert_snapshot!(rows.concat(), @"
    Since 13:57: 1 order, CA$29
    Since 21 Nov, 14:02: 3 orders, $87.50 + €29
    Since 13:57: 3 orders, •••
    Since 13:57: payments switched off by Polar, 1 order, $29, 2 cancellations
    Since 13:57: payments switched off by Polar ×2, payouts switched off by Polar ×2, and 46 more
    ");
    model.news = News::default();
    assert!(menu_of(&model).starts_with("Acme Inc\n"));
}

#[test]
fn news_of_somebody_who_is_not_connected_any_more_are_none() {
    let mut model = not_connected();
    model.news = news(&[(ChangeKind::NewOrder, 1)], &[(100, "usd")], 5);
    assert!(menu_of(&model).starts_with("Connect to Polar…\n"));
}

#[test]
fn notifications_are_paused_turned_off_and_on_where_they_are_told_of() {
    let mut model = connected(report());
    insta::assert_snapshot!(about_notifications(&model), @"
    Pause Notifications >
      For 1 Hour
      Until Tomorrow
      Off
    ");
    model.settings.paused_until = Some(ago(-60));
    insta::assert_snapshot!(about_notifications(&model), @"
    Notifications Paused until 15:02 >
      Resume
      For 1 Hour
      Until Tomorrow
      Off
    ");
    model.settings.paused_until = Some(ago(-18 * 60));
    assert!(about_notifications(&model).starts_with("Notifications Paused until tomorrow at 8:02 >\n"));
    for over in [ago(0), ago(5), ago(-60 * 24 * 40)] {
        model.settings.paused_until = Some(over);
        assert!(about_notifications(&model).starts_with("Pause Notifications >\n"), "{over}");
    }
    model.settings.rules.on = false;
    insta::assert_snapshot!(about_notifications(&model), @"
    Notifications Off >
      Turn On
    ");
}

#[test]
fn each_way_to_pause_does_what_it_says() {
    let mut model = connected(report());
    model.settings.paused_until = Some(ago(-60));
    let rows = menu(&model, now());
    let row = rows.iter().find_map(|item| match item {
        Item::Submenu { label, items, .. } if label.starts_with("Notifications Paused") => Some(items),
        _ => None,
    });
    let commands: Vec<_> = row
        .unwrap()
        .iter()
        .map(|item| match item {
            Item::Row(row) => row.command,
            _ => None,
        })
        .collect();
    let expected =
        [Command::Resume, Command::PauseForAnHour, Command::PauseUntilTomorrow, Command::ToggleNotifications];
    assert_eq!(commands, expected.map(Some));
}

#[test]
fn notifications_that_are_not_allowed_say_so_in_their_place_and_lead_to_the_setting() {
    let mut model = connected(report());
    model.notifications_refused = Some("Notifications are not allowed: System Settings.".to_owned());
    assert_eq!(about_notifications(&model), "Notifications are not allowed: System Settings.\n");
    let rows = menu(&model, now());
    let leads = |item: &Item| matches!(item, Item::Row(row) if row.command == Some(Command::NotificationSettings));
    assert_eq!(rows.iter().filter(|item| leads(item)).count(), 1);
    model.settings.rules.on = false;
    assert!(about_notifications(&model).starts_with("Notifications Off >\n"), "who wants none is not bothered");
}

#[test]
fn the_icon_shows_what_matters_most() {
    let offline = Some(Trouble::Polar(polar::Trouble::Offline));
    for (trouble, minutes_ago, news, expected) in [
        (None, 0, 0, Mark::Normal),
        (None, 0, 2, Mark::News),
        (None, 60, 2, Mark::Stale),
        (offline.clone(), 0, 0, Mark::Normal),
        (offline.clone(), 0, 2, Mark::News),
        (offline.clone(), 60, 2, Mark::Stale),
        (Some(Trouble::Polar(polar::Trouble::Server(503))), 0, 2, Mark::Stale),
        (Some(Trouble::TokenRejected), 60, 2, Mark::ActionNeeded),
        (Some(Trouble::LedgerReplaced), 0, 0, Mark::Stale),
    ] {
        let mut model = connected(report());
        model.health = Health { trouble, last_success: Some(ago(minutes_ago)), ..Health::default() };
        model.news = News::default();
        model.news.since = (news > 0).then(now);
        assert_eq!(render(&model, now()).icon, Icon { mark: expected });
        model.connection = Connection::NotConnected;
        assert_eq!(render(&model, now()).icon, Icon { mark: Mark::Normal });
    }
}

#[test]
fn how_the_launch_before_ended_stands_first_with_or_without_an_account() {
    let at = "2026-11-21T09:40:00Z".parse().unwrap();
    for mut model in [connected(report()), Model::new(jiff::tz::TimeZone::UTC)] {
        model.ended = Some(crate::app::Ended { at, report: "panic.txt".into() });
        let rows = menu(&model, now());
        let Item::Row(row) = &rows[0] else { panic!("{:?}", rows[0]) };
        assert!(row.label.starts_with("Revone ended unexpectedly on 21 Nov at "), "{}", row.label);
        assert_eq!(row.command, Some(Command::OpenReport));
        assert_eq!(rows[1], Item::Separator);
    }
}
