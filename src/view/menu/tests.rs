mod announcing;
mod dressed;
mod regions;
mod several;

use jiff::SignedDuration;

use super::*;
use crate::app::{Health, History, Progress, Report, Rows, Trouble};
use crate::polar::{self, Scope};
use crate::view::samples::*;
use crate::view::{Mark, render};

/// The menu as text, as a tray without headers, columns and pictures has it: `>` opens rows, `[x]` is checked, `( )` cannot
/// be chosen, `⟨ ⟩` is isolated.
fn drawn(items: &[Item], indent: usize) -> String {
    let mut text = String::new();
    for item in items {
        let line = match item {
            Item::Header(_) => continue,
            Item::Separator => "──".to_owned(),
            Item::Submenu { label, .. } => format!("{label} >"),
            Item::Row(Row { label, command, checked, key, .. }) => {
                let label = label.replace('\t', "   ");
                let mark = checked.map_or("", |checked| if checked { "[x] " } else { "[ ] " });
                let key = key.map_or_else(String::new, |key| format!("   {key}"));
                if command.is_some() { format!("{mark}{label}{key}") } else { format!("({mark}{label}{key})") }
            }
        };
        text.push_str(&format!("{}{line}\n", "  ".repeat(indent)));
        if let Item::Submenu { items, .. } = item {
            text.push_str(&drawn(items, indent + 1));
        }
    }
    text
}

fn menu_of(model: &Model) -> String {
    seen(&menu(model, now()))
}

fn seen(items: &[Item]) -> String {
    drawn(items, 0).replace('\u{2068}', "⟨").replace('\u{2069}', "⟩")
}

#[test]
fn a_day_in_business() {
    insta::assert_snapshot!(menu_of(&connected(report())), @"
    Acme Inc
    Updated 14:02
    ──
    Today   $412.50   ▲ 18% vs. usual by now
    ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
    9 orders · 2 new subscriptions
    Yesterday   $389
    This Week   $1,204   ▲ 6%
    This Month   $8,240   ▲ 12% vs. same days
    Last 30 Days   $11,902
    ──
    MRR   $4,186.81   (ARR $50.2K)
    183 active, of which 4 on trial · 6 cancelling · 2 past due
    ──
    Recent Orders >
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      $5.00 · yesterday · refunded
    New Subscriptions >
      $9.00 a month · Pro Plan · Jane Doe · 5 min ago
      $90.00 a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago
    Cancellations >
      $9.00 every 3 months · Pro Plan · ⟨שרה כהן⟩ · 2 days ago · too expensive · “I will be back, once my shop sells more than it…”
    ──
    Open Dashboard…   CmdOrCtrl+D
    Open Polar   Shift+CmdOrCtrl+D
    [ ] Hide Amounts   Shift+CmdOrCtrl+H
    Pause Notifications >
      For 1 Hour
      Until Tomorrow
      Off
    Refresh   CmdOrCtrl+R
    ──
    Settings…   CmdOrCtrl+,
    About Revone
    Quit Revone   CmdOrCtrl+Q
    ");
}

#[test]
fn before_an_account_there_is_little_to_choose() {
    insta::assert_snapshot!(menu_of(&not_connected()), @r"
    Connect to Polar…
    Try with Sample Data
    ──
    Quit Revone   CmdOrCtrl+Q
    ");
    insta::assert_snapshot!(menu_of(&starting()), @r"
    (Starting…)
    ──
    Quit Revone   CmdOrCtrl+Q
    ");
}

#[test]
fn a_launch_that_is_held_up_says_by_what() {
    for (trouble, row) in [
        (Trouble::Polar(polar::Trouble::Offline), "Offline – no figures yet"),
        (Trouble::TokenRejected, "Polar rejected the token – Reconnect…"),
        (Trouble::LedgerUnwritable("no room".to_owned()), "The figures cannot be saved – no figures yet"),
    ] {
        let mut model = starting();
        model.health.trouble = Some(trouble);
        assert_eq!(menu_of(&model), format!("{row}\n──\nQuit Revone   CmdOrCtrl+Q\n"));
        assert_ne!(render(&model, now()).icon.mark, Mark::Normal);
        assert!(render(&model, now()).spoken.starts_with("Revone is starting. "));
    }
}

#[test]
fn sample_data_says_so_and_offers_the_way_out() {
    insta::assert_snapshot!(menu_of(&sample(report())), @"
    Sample Data
    Updated 14:02
    ──
    Today   $412.50   ▲ 18% vs. usual by now
    ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
    9 orders · 2 new subscriptions
    Yesterday   $389
    This Week   $1,204   ▲ 6%
    This Month   $8,240   ▲ 12% vs. same days
    Last 30 Days   $11,902
    ──
    MRR   $4,186.81   (ARR $50.2K)
    183 active, of which 4 on trial · 6 cancelling · 2 past due
    ──
    Recent Orders >
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      $5.00 · yesterday · refunded
    New Subscriptions >
      $9.00 a month · Pro Plan · Jane Doe · 5 min ago
      $90.00 a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago
    Cancellations >
      $9.00 every 3 months · Pro Plan · ⟨שרה כהן⟩ · 2 days ago · too expensive · “I will be back, once my shop sells more than it…”
    ──
    Open Dashboard…   CmdOrCtrl+D
    [ ] Hide Amounts   Shift+CmdOrCtrl+H
    Pause Notifications >
      For 1 Hour
      Until Tomorrow
      Off
    Refresh   CmdOrCtrl+R
    ──
    Connect to Polar…
    Leave Sample Data
    ──
    Settings…   CmdOrCtrl+,
    About Revone
    Quit Revone   CmdOrCtrl+Q
    ");
}

#[test]
fn before_the_first_answer_everything_is_unknown_and_in_its_place() {
    insta::assert_snapshot!(menu_of(&connected_without_figures()), @"
    Acme Inc
    Asking Polar…
    ──
    (Today   —)
    (—)
    (— orders)
    (Yesterday   —)
    (This Week   —)
    (This Month   —)
    (Last 30 Days   —)
    ──
    (MRR   —)
    (— active)
    ──
    Recent Orders >
      (—)
    New Subscriptions >
      (—)
    Cancellations >
      (—)
    ──
    Open Dashboard…   CmdOrCtrl+D
    Open Polar   Shift+CmdOrCtrl+D
    [ ] Hide Amounts   Shift+CmdOrCtrl+H
    Pause Notifications >
      For 1 Hour
      Until Tomorrow
      Off
    Refresh   CmdOrCtrl+R
    ──
    Settings…   CmdOrCtrl+,
    About Revone
    Quit Revone   CmdOrCtrl+Q
    ");
}

#[test]
fn a_period_that_is_still_downloading_is_unknown_and_never_a_part_of_itself() {
    let mut model = connected(Report {
        summary: downloaded_since("2026-11-21T00:00:00Z"),
        subscriptions: Vec::new(),
        cancellations: Vec::new(),
        rows: Rows::default(),
        ..report()
    });
    model.health.download = Some(Progress { of: History::Orders, done: 1_200, total: 8_300 });
    insta::assert_snapshot!(menu_of(&model), @"
    Acme Inc
    Downloading history – 1,200 of 8,300 orders
    ──
    Today   $412.50
    —
    9 orders · 2 new subscriptions
    Yesterday   $412.50
    This Week   —
    This Month   —
    Last 30 Days   —
    ──
    MRR   —
    — active
    ──
    Recent Orders >
      $29.00 · Pro Plan · Jane Doe · 5 min ago
      $99.00 · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      $5.00 · yesterday · refunded
    New Subscriptions >
      (—)
    Cancellations >
      (—)
    ──
    Open Dashboard…   CmdOrCtrl+D
    Open Polar   Shift+CmdOrCtrl+D
    [ ] Hide Amounts   Shift+CmdOrCtrl+H
    Pause Notifications >
      For 1 Hour
      Until Tomorrow
      Off
    Refresh   CmdOrCtrl+R
    ──
    Settings…   CmdOrCtrl+,
    About Revone
    Quit Revone   CmdOrCtrl+Q
    ");
}

#[test]
fn several_currencies_stand_in_rows_of_their_own() {
    let model = connected(Report { summary: summary_in_several_currencies(), ..report() });
    insta::assert_snapshot!(seen(&menu(&model, now())[2..22]), @"
    ──
    Today   $412.50   ▲ 18% vs. usual by now
    Today   €96   new
    Today   ¥0
    ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
    9 orders · 2 new subscriptions
    Yesterday   $412.50
    Yesterday   €96
    Yesterday   ¥0
    This Week   $8,240   ▲ 625%
    This Week   €960   new
    This Week   ¥5,000   new
    This Month   $8,240   ▲ 12% vs. same days
    This Month   €960   new
    This Month   ¥5,000   new
    Last 30 Days   $8,240
    Last 30 Days   €960
    Last 30 Days   ¥5,000
    ──
    ");
}

#[test]
fn a_shop_without_a_sale_reads_zero_and_not_unknown() {
    let model = connected(Report {
        summary: nothing_sold(),
        orders: Vec::new(),
        subscriptions: Vec::new(),
        cancellations: Vec::new(),
        rows: Rows::default(),
    });
    insta::assert_snapshot!(menu_of(&model), @"
    Acme Inc
    Updated 14:02
    ──
    Today   $0
    ▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁
    No orders yet
    Yesterday   $0
    This Week   $0
    This Month   $0
    Last 30 Days   $0
    ──
    MRR   $0   (ARR $0)
    No active subscriptions
    ──
    Recent Orders >
      (No orders yet)
    New Subscriptions >
      (No subscriptions yet)
    Cancellations >
      (No cancellations)
    ──
    Open Dashboard…   CmdOrCtrl+D
    Open Polar   Shift+CmdOrCtrl+D
    [ ] Hide Amounts   Shift+CmdOrCtrl+H
    Pause Notifications >
      For 1 Hour
      Until Tomorrow
      Off
    Refresh   CmdOrCtrl+R
    ──
    Settings…   CmdOrCtrl+,
    About Revone
    Quit Revone   CmdOrCtrl+Q
    ");
}

#[test]
fn hidden_amounts_are_hidden_everywhere() {
    let mut model = connected(report());
    model.settings.hide_amounts = true;
    let text = menu_of(&model);
    assert!(!text.contains('$') && text.contains("Today   •••") && text.contains("[x] Hide Amounts"), "{text}");
}

#[test]
fn the_sandbox_is_named() {
    let mut model = connected(report());
    model.connection = Connection::Connected(Organization { environment: Environment::Sandbox, ..organization() });
    assert!(menu_of(&model).starts_with("Acme Inc – Sandbox\n"));
}

#[test]
fn trouble_takes_no_figure_off_the_menu() {
    let fine = connected(report());
    for trouble in crate::view::words::tests::every_trouble() {
        let mut model = fine.clone();
        model.health.trouble = Some(trouble.clone());
        let (with, without) = (menu(&model, now()), menu(&fine, now()));
        assert_eq!(with.len(), without.len(), "{trouble:?}");
        assert_eq!(with[2..], without[2..], "{trouble:?}");
    }
}

#[test]
fn a_token_that_no_longer_works_leads_to_the_form() {
    for trouble in [Trouble::TokenRejected, Trouble::MissingScope(Some(Scope::Orders)), Trouble::TokenMissing] {
        let mut model = connected(report());
        model.health.trouble = Some(trouble);
        let items = menu(&model, now());
        assert!(matches!(&items[1], Item::Row(Row { command: Some(Command::Connect), .. })), "{:?}", items[1]);
    }
}

#[test]
fn a_name_with_an_override_stays_within_its_row() {
    let text = menu_of(&connected(report()));
    assert!(!text.contains('\u{202e}') && text.contains("⟨שרה כהן⟩ · 2 h ago"));
}

#[test]
fn an_unchanged_refresh_changes_no_row() {
    let model = connected(report());
    let later = now() + SignedDuration::from_secs(29);
    assert_eq!(render(&model, now()), render(&model, later));
}

#[test]
fn the_menu_says_what_counts_as_revenue_where_that_is_not_polars_own() {
    use crate::figures::RevenueBasis;
    for (basis, today) in [
        (RevenueBasis::AsInPolar, "Today   $412.50   ▲ 18% vs. usual by now"),
        (RevenueBasis::AfterFees, "Today after fees   $392.50   ▲ 12% vs. usual by now"),
        (RevenueBasis::AfterFeesAndRefunds, "Today after fees and refunds   $292.50   ▼ 16% vs. usual by now"),
    ] {
        let menu = menu_of(&connected(Report { summary: summary_after(basis), ..report() }));
        assert!(menu.lines().any(|line| line == today), "{menu}");
        assert!(menu.contains("Yesterday   $389"), "{menu}");
    }
}
