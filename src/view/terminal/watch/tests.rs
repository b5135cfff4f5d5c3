use super::*;
use crate::app::Trouble;
use crate::polar;
use crate::view::samples::*;

fn room(width: usize, height: usize) -> Room {
    Room { width: Some(width), height: Some(height), colour: false }
}

fn seen(model: &Model, room: Room, foot: &Foot) -> String {
    let picture = watch(model, now(), room, foot, None);
    for line in &picture.lines {
        assert!(room.width.is_none_or(|width| line.width() <= width), "{line}");
    }
    assert!(room.height.is_none_or(|height| picture.lines.len() <= height));
    picture.lines.join("\n").replace('\u{2068}', "⟨").replace('\u{2069}', "⟩")
}

#[test]
fn a_small_terminal_has_the_figures_and_the_newest_orders() {
    insta::assert_snapshot!(seen(&connected(report()), room(60, 20), &Foot::Hint), @"
    Acme Inc
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday          $389
    This Week        $1,204  ▲ 6%
    This Month       $8,240  ▲ 12% vs. same days
    Last 30 Days    $11,902

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancellin…

    Recent Orders
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago ·…
      $5.00 · yesterday · refunded

    ? Keys · q Quit
    ");
}

#[test]
fn a_usual_terminal_begins_a_second_list() {
    insta::assert_snapshot!(seen(&connected(report()), room(80, 24), &Foot::Keys), @"
    Acme Inc
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday          $389
    This Week        $1,204  ▲ 6%
    This Month       $8,240  ▲ 12% vs. same days
    Last 30 Days    $11,902

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancelling · 2 past due

    Recent Orders
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      $5.00 · yesterday · refunded

    New Subscriptions
      $9.00 a month · Pro Plan · Jane Doe · 5 min ago
      $90.00 a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago
    r Refresh · h Hide Amounts · o Polar · d Dashboard · ↑↓ ⏎ Open Row · q Quit
    ");
}

#[test]
fn a_large_terminal_has_everything() {
    insta::assert_snapshot!(seen(&connected(report()), room(120, 50), &Foot::Hint), @"
    Acme Inc
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday          $389
    This Week        $1,204  ▲ 6%
    This Month       $8,240  ▲ 12% vs. same days
    Last 30 Days    $11,902

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancelling · 2 past due

    Recent Orders
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      $5.00 · yesterday · refunded

    New Subscriptions
      $9.00 a month · Pro Plan · Jane Doe · 5 min ago
      $90.00 a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago

    Cancellations
      $9.00 every 3 months · Pro Plan · ⟨שרה כהן⟩ · 2 days ago · too expensive · “I will be back, once my shop sells more tha…























    ? Keys · q Quit
    ");
}

#[test]
fn without_a_terminal_nothing_limits_it() {
    insta::assert_snapshot!(seen(&sample(report()), Room::default(), &Foot::None), @"
    Sample Data
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday          $389
    This Week        $1,204  ▲ 6%
    This Month       $8,240  ▲ 12% vs. same days
    Last 30 Days    $11,902

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancelling · 2 past due

    Recent Orders
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      $5.00 · yesterday · refunded

    New Subscriptions
      $9.00 a month · Pro Plan · Jane Doe · 5 min ago
      $90.00 a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago

    Cancellations
      $9.00 every 3 months · Pro Plan · ⟨שרה כהן⟩ · 2 days ago · too expensive · “I will be back, once my shop sells more than it…”
    ");
}

#[test]
fn before_anything_is_known_it_says_what_it_waits_for() {
    let mut model = starting();
    assert_eq!(seen(&model, Room::default(), &Foot::None), "Starting…");
    model.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
    assert_eq!(seen(&model, Room::default(), &Foot::None), "Offline – no figures yet");
    insta::assert_snapshot!(seen(&connected_without_figures(), room(60, 20), &Foot::None), @"
    Acme Inc
    Asking Polar…

    Today         —
                  —
                  — orders
    Yesterday     —
    This Week     —
    This Month    —
    Last 30 Days  —

    MRR           —
                  — active

    Recent Orders
      —

    New Subscriptions
      —
    ");
}

#[test]
fn hostile_names_stay_in_their_lines() {
    let mut model = connected(report());
    if let crate::app::Connection::Connected(organization) = &mut model.connection {
        organization.name = "\u{1b}[2J\u{202e}Acme\n\u{7}小さな店小さな店小さな店小さな店小さな店小さな店".to_owned();
    }
    model.names.customers.insert(customer_id(1), "👨\u{200d}👩\u{200d}👧 \u{1b}]0;title\u{7}\r\nשרה".to_owned());
    if let Some(report) = &mut model.report {
        report.orders[0].product_name = Some("Zo\u{301}e’s Plan that has a name without any end in sight".to_owned());
    }
    for (width, height) in [(60, 20), (80, 24), (120, 50), (10, 5), (1, 1), (0, 0)] {
        let text = seen(&model, room(width, height), &Foot::Hint);
        assert!(!text.contains(|character: char| character.is_control() && character != '\n'), "{text:?}");
        assert_eq!(text.matches('⟨').count(), text.matches('⟩').count(), "{text}");
    }
    insta::assert_snapshot!(seen(&model, room(60, 20), &Foot::Hint), @"
    [2JAcme 小さな店小さな店小さな店小さな店小さな店小さな店
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday          $389
    This Week        $1,204  ▲ 6%
    This Month       $8,240  ▲ 12% vs. same days
    Last 30 Days    $11,902

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancellin…

    Recent Orders
      $29.00 · Zóe’s Plan that has a name… · ⟨👨‍👩‍👧 ]0;title שרה⟩ ·…
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago ·…
      $5.00 · yesterday · refunded

    ? Keys · q Quit
    ");
}

#[test]
fn hidden_amounts_are_nowhere() {
    let mut model = connected(report());
    model.settings.hide_amounts = true;
    let text = seen(&model, room(120, 50), &Foot::Hint);
    assert!(text.contains("•••") && !text.contains('$'), "{text}");
}

#[test]
fn trouble_and_old_figures_stand_out_and_a_trend_has_its_colour() {
    let coloured = Room { colour: true, ..room(80, 24) };
    let mut model = connected(report());
    let lines = |model: &Model| watch(model, now(), coloured, &Foot::Hint, None).lines;
    assert_eq!(lines(&model)[1], "\u{1b}[2mUpdated 14:02\u{1b}[0m");
    assert!(lines(&model)[3].ends_with("\u{1b}[32m▲ 18% vs. usual by now\u{1b}[0m"), "{:?}", lines(&model)[3]);
    model.health.last_success = Some(ago(16));
    assert_eq!(lines(&model)[1], "\u{1b}[33mUpdated 13:46\u{1b}[0m");
    model.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
    assert_eq!(lines(&model)[1], "\u{1b}[33mOffline – figures from 13:46\u{1b}[0m");
}

#[test]
fn the_rows_of_the_lists_can_be_chosen_and_the_chosen_one_is_marked() {
    let model = connected(report());
    let choices = watch(&model, now(), room(80, 24), &Foot::Hint, None).choices;
    assert_eq!(choices.first().map(|choice| choice.link), Some(Link::Order(order_id(1))));
    let picture = watch(&model, now(), room(80, 24), &Foot::Hint, choices.get(1).copied());
    let marked: Vec<_> = picture.lines.iter().filter(|line| line.starts_with(MARK)).collect();
    assert_eq!(marked.len(), 1);
    assert!(marked[0].contains("$99.00"), "{marked:?}");
    assert_eq!(watch(&sample(report()), now(), room(80, 24), &Foot::Hint, None).choices, [], "it has no pages");
}

#[test]
fn room_is_shared_by_the_lists_from_the_first_on() {
    for (lists, room, expected) in [
        ([10, 10, 10], Some(0), [0, 0, 0]),
        ([10, 10, 10], Some(3), [0, 0, 0]),
        ([10, 10, 10], Some(4), [2, 0, 0]),
        ([10, 10, 10], Some(7), [5, 0, 0]),
        ([10, 10, 10], Some(9), [3, 2, 0]),
        ([10, 10, 10], Some(14), [3, 3, 2]),
        ([1, 10, 1], Some(100), [1, 10, 1]),
        ([10, 10, 10], None, [10, 10, 10]),
    ] {
        assert_eq!(shares(&lists, room), expected, "{lists:?} in {room:?}");
    }
}
