use super::*;
use crate::app::{Event, Names, Power, Told, Trouble, update};
use crate::domain::{RecentOrder, RecentSubscription, SubscriptionId};
use crate::polar;
use crate::view::samples::*;

fn room(width: usize, height: usize) -> Room {
    Room { width: Some(width), height: Some(height), colour: false }
}

fn seen(model: &Model, room: Room, foot: &Foot) -> String {
    let picture = watch(model, now(), room, foot, At::default());
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

    ? Keys · q Quit                                     ↓ 4 more
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
    q Quit · r Refresh · h Hide Amounts · o Polar · d Dashboard · ↑↓ ⏎ Open Row
                                                                            ↓ 2 more
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

    ? Keys · q Quit                                     ↓ 4 more
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
    let lines = |model: &Model| watch(model, now(), coloured, &Foot::Hint, At::default()).lines;
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
    let choices = watch(&model, now(), room(80, 24), &Foot::Hint, At::default()).choices;
    assert_eq!(choices.first().map(|choice| choice.link), Some(Link::Order(order_id(1))));
    let picture = watch(&model, now(), room(80, 24), &Foot::Hint, At { chosen: choices.get(1).copied(), offset: 0 });
    let marked: Vec<_> = picture.lines.iter().filter(|line| line.starts_with(MARK)).collect();
    assert_eq!(marked.len(), 1);
    assert!(marked[0].contains("$99.00"), "{marked:?}");
    let sample = watch(&sample(report()), now(), room(80, 24), &Foot::Hint, At::default());
    assert_eq!(sample.choices, [], "it has no pages");
}

/// Three currencies and full lists, as in a shop that has been there for a while.
fn of_a_large_shop() -> Model {
    let mut report = report();
    let shown: &[(i64, &str)] = &[(41_250, "usd"), (9_600, "eur")];
    let none: &[(i64, &str)] = &[(38_900, "usd")];
    let long: &[(i64, &str)] = &[(824_000, "usd"), (96_000, "eur"), (5_000, "gbp")];
    let facts = facts([shown, none, long, long, long, long]);
    report.summary = summary_of(&facts, &[("eur", 12), ("usd", 271), ("gbp", 12)]);
    report.orders = (1..=10).map(|number| RecentOrder { id: order_id(number), ..report.orders[0].clone() }).collect();
    let subscribed = report.subscriptions[0].clone();
    let number = |number: u128, minor| RecentSubscription {
        id: SubscriptionId(uuid::Uuid::from_u128(number)),
        amount: usd(minor),
        ..subscribed.clone()
    };
    report.subscriptions = (1..=10).zip((100..).step_by(100)).map(|(id, minor)| number(id, minor)).collect();
    Model { names: Names::default(), ..connected(report) }
}

#[test]
fn several_currencies_leave_room_for_a_list_and_what_is_out_of_sight_is_counted() {
    insta::assert_snapshot!(seen(&of_a_large_shop(), room(80, 24), &Foot::Hint), @"
    Acme Inc
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
    Today               €96  new
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday          $389
    This Week        $8,240  ▲ 625%
    This Week          €960  new
    This Week           £50  new
    This Month       $8,240  ▲ 12% vs. same days
    This Month         €960  new
    This Month          £50  new
    Last 30 Days     $8,240
    Last 30 Days       €960
    Last 30 Days        £50

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancelling · 2 past due

    Recent Orders
      $29.00 · Pro Plan · 5 min ago
    ? Keys · q Quit                                                        ↓ 20 more
    ");
}

#[test]
fn where_there_is_room_every_currency_has_every_row() {
    let text = seen(&of_a_large_shop(), room(80, 60), &Foot::Hint);
    assert!(text.contains("£0") && !text.contains("more"), "{text}");
    let text = seen(&of_a_large_shop(), room(80, 40), &Foot::Hint);
    assert!(!text.contains("£0") && text.contains("£50") && text.contains("more"), "{text}");
}

#[test]
fn the_chosen_row_is_never_out_of_sight_and_pages_reach_every_row() {
    let model = of_a_large_shop();
    for (width, height) in [(80, 24), (40, 12), (80, 5)] {
        let choices = watch(&model, now(), room(width, height), &Foot::Hint, At::default()).choices;
        assert_eq!(choices.len(), 21);
        let mut at = At::default();
        for choice in &choices {
            at.chosen = Some(*choice);
            let picture = watch(&model, now(), room(width, height), &Foot::Hint, at);
            at.offset = picture.scroll.offset;
            let is_marked = picture.lines.iter().any(|line| line.starts_with(MARK));
            assert!(is_marked, "{choice:?} at {width}×{height}: {:#?}", picture.lines);
        }
        let (mut at, mut seen) = (At::default(), std::collections::BTreeSet::new());
        for _ in 0..60 {
            let Picture { lines, scroll, .. } = watch(&model, now(), room(width, height), &Foot::Hint, at);
            seen.extend(lines);
            at = At { chosen: None, offset: scroll.offset + scroll.page };
        }
        let whole =
            watch(&model, now(), Room { height: None, ..room(width, height) }, &Foot::None, At::default()).lines;
        let is_missing = |line: &&String| !seen.contains(*line) && !["£0", "€0"].iter().any(|zero| line.contains(zero));
        let missing: Vec<_> = whole.iter().filter(is_missing).collect();
        assert_eq!(missing, [] as [&String; 0], "{width}×{height}");
    }
}

#[test]
fn scrolled_to_the_end_it_says_what_is_above() {
    let at = At { chosen: None, offset: usize::MAX };
    let text = watch(&of_a_large_shop(), now(), room(44, 9), &Foot::Hint, at).lines.join("\n");
    insta::assert_snapshot!(text, @"
    Acme Inc
    Updated 14:02
      $8.00 a month · Pro Plan · 5 min ago
      $9.00 a month · Pro Plan · 5 min ago
      $10.00 a month · Pro Plan · 5 min ago

    Cancellations
      $9.00 every 3 months · Pro Plan · 2 days…
    ? Keys · q Quit                    ↑ 33 more
    ");
}

#[test]
fn the_foot_has_as_many_lines_as_it_needs() {
    let note = Foot::Note(crate::view::words::commands::NOT_RUNNING.to_owned());
    let foot = |foot: &Foot, model: &Model, width, height| {
        let text = seen(model, room(width, height), foot);
        text.lines().last().unwrap_or_default().to_owned()
    };
    let model = connected(report());
    for width in [80, 50, 30] {
        let text = seen(&model, room(width, 50), &note).replace('\n', " ");
        assert!(text.contains(crate::view::words::commands::NOT_RUNNING), "{text}");
    }
    assert!(!foot(&Foot::Keys, &sample(report()), 80, 50).contains("Open Row"));
    assert!(foot(&Foot::Keys, &sample(report()), 80, 50).starts_with("q Quit"));
    assert!(seen(&sample(report()), room(80, 24), &Foot::Keys).contains("↑↓ Scroll"));
    assert_eq!(
        foot(&Foot::Keys, &model, 80, 50),
        "q Quit · r Refresh · h Hide Amounts · o Polar · d Dashboard · ↑↓ ⏎ Open Row"
    );
}

#[test]
fn on_a_computer_that_saves_figures_stay_fresh_for_longer() {
    let mut model = connected(report());
    model.health.last_success = Some(ago(20));
    let coloured = Room { colour: true, ..room(80, 24) };
    let status = |model: &Model| watch(model, now(), coloured, &Foot::Hint, At::default()).lines[1].clone();
    assert_eq!(status(&model), "\u{1b}[33mUpdated 13:42\u{1b}[0m");
    update(&mut model, Event::Computer(Told::Power(Power::Saving)), now());
    assert_eq!(status(&model), "\u{1b}[2mUpdated 13:42\u{1b}[0m");
}
