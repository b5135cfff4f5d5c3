use super::*;
use crate::app::Region;

/// The menu of a day in business in a region. A space at which no line breaks is `~`.
fn menu_in(locale: &str) -> String {
    let model = Model { region: Region::of(locale), ..connected(report()) };
    menu_of(&model).replace(['\u{a0}', '\u{202f}'], "~")
}

#[test]
fn a_day_in_business_in_germany() {
    insta::assert_snapshot!(menu_in("de-DE"), @"
    Acme Inc
    Updated 14:02
    ──
    Today   412,50~$   ▲ 18% vs. usual by now
    ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
    9 orders · 2 new subscriptions
    Yesterday   389~$
    This Week   1.204~$   ▲ 6%
    This Month   8.240~$   ▲ 12% vs. same days
    Last 30 Days   11.902~$
    ──
    MRR   4.186,81~$   (ARR 50,2K~$)
    183 active, of which 4 on trial · 6 cancelling · 2 past due
    ──
    Recent Orders >
      29,00~$ · Pro Plan · Jane Doe · 5 min ago
      99,00~$ · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      5,00~$ · yesterday · refunded
    New Subscriptions >
      9,00~$ a month · Pro Plan · Jane Doe · 5 min ago
      90,00~$ a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago
    Cancellations >
      9,00~$ every 3 months · Pro Plan · ⟨שרה כהן⟩ · 2 days ago · too expensive · “I will be back, once my shop sells more than it…”
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
fn a_day_in_business_in_india() {
    insta::assert_snapshot!(menu_in("en-IN"), @"
    Acme Inc
    Updated 2:02 pm
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
fn a_day_in_business_in_france() {
    insta::assert_snapshot!(menu_in("fr-FR"), @"
    Acme Inc
    Updated 14:02
    ──
    Today   412,50~$   ▲ 18% vs. usual by now
    ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
    9 orders · 2 new subscriptions
    Yesterday   389~$
    This Week   1~204~$   ▲ 6%
    This Month   8~240~$   ▲ 12% vs. same days
    Last 30 Days   11~902~$
    ──
    MRR   4~186,81~$   (ARR 50,2K~$)
    183 active, of which 4 on trial · 6 cancelling · 2 past due
    ──
    Recent Orders >
      29,00~$ · Pro Plan · Jane Doe · 5 min ago
      99,00~$ · Lifetime & <b>Friends</b> · ⟨שרה כהן⟩ · 2 h ago · payment pending
      5,00~$ · yesterday · refunded
    New Subscriptions >
      9,00~$ a month · Pro Plan · Jane Doe · 5 min ago
      90,00~$ a year · Pro Plan · ⟨שרה כהן⟩ · 3 h ago · on trial until 3 Dec
      Free · Pro Plan · 3 days ago
    Cancellations >
      9,00~$ every 3 months · Pro Plan · ⟨שרה כהן⟩ · 2 days ago · too expensive · “I will be back, once my shop sells more than it…”
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
fn the_title_and_what_is_spoken_follow_the_region() {
    for (locale, title, spoken) in [
        ("", "$412 · +2", "$412.50 today"),
        ("en-US", "$412 · +2", "$412.50 today"),
        ("de-DE", "412~$ · +2", "412,50~$ today"),
        ("nl-NL", "$~412 · +2", "$~412,50 today"),
    ] {
        let view = render(&Model { region: Region::of(locale), ..connected(report()) }, now());
        assert_eq!(view.title.replace('\u{a0}', "~"), title, "{locale}");
        assert!(view.spoken.replace('\u{a0}', "~").contains(spoken), "{locale}: {}", view.spoken);
    }
}

#[test]
fn counts_dates_and_times_of_the_menu_follow_the_region() {
    let mut model = connected(report());
    model.health.download = Some(Progress { of: History::Orders, done: 1_200, total: 123_456 });
    for (locale, row, trial) in [
        ("", "Downloading history – 1,200 of 123,456 orders", "until 3 Dec"),
        ("en-US", "Downloading history – 1,200 of 123,456 orders", "until Dec 3"),
        ("de-DE", "Downloading history – 1.200 of 123.456 orders", "until 3 Dec"),
        ("hi-IN", "Downloading history – 1,200 of 1,23,456 orders", "until 3 Dec"),
        ("es-ES", "Downloading history – 1200 of 123.456 orders", "until 3 Dec"),
    ] {
        model.region = Region::of(locale);
        let menu = menu_of(&model);
        assert!(menu.contains(row) && menu.contains(trial), "{locale}: {menu}");
    }
}
