use jiff::tz::TimeZone;

use super::*;
use crate::app::{Health, Region, Rejected, Trouble};
use crate::figures::Summary;
use crate::polar;
use crate::view::samples::*;

fn printed(summary: &Summary, health: &Health, colour: bool) -> String {
    let page = Page {
        organization: &organization(),
        sample: false,
        summary,
        health,
        zone: &TimeZone::UTC,
        region: &Region::default(),
        now: now(),
    };
    today(&page, colour)
}

fn fine() -> Health {
    Health { last_success: Some(ago(0)), ..Health::default() }
}

#[test]
fn the_menus_figures_stand_in_columns() {
    insta::assert_snapshot!(printed(&summary(), &fine(), false), @r"
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
    ");
}

#[test]
fn several_currencies_and_unknown_periods_keep_the_columns() {
    insta::assert_snapshot!(printed(&summary_in_several_currencies(), &fine(), false), @r"
    Acme Inc
    Updated 14:02

    Today           $412.50  ▲ 18% vs. usual by now
    Today               €96  new
    Today                ¥0
                  ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇
                  9 orders · 2 new subscriptions
    Yesterday       $412.50
    Yesterday           €96
    Yesterday            ¥0
    This Week        $8,240  ▲ 625%
    This Week          €960  new
    This Week        ¥5,000  new
    This Month       $8,240  ▲ 12% vs. same days
    This Month         €960  new
    This Month       ¥5,000  new
    Last 30 Days     $8,240
    Last 30 Days       €960
    Last 30 Days     ¥5,000

    MRR           $4,186.81  (ARR $50.2K)
                  183 active, of which 4 on trial · 6 cancelling · 2 past due
    ");
    insta::assert_snapshot!(printed(&downloaded_since("2026-11-21T00:00:00Z"), &fine(), false), @r"
    Acme Inc
    Updated 14:02

    Today         $412.50
                  —
                  9 orders · 2 new subscriptions
    Yesterday     $412.50
    This Week           —
    This Month          —
    Last 30 Days        —

    MRR                 —
                  — active
    ");
}

#[test]
fn colour_is_there_only_when_it_was_asked_for() {
    let offline = Health {
        trouble: Some(Trouble::Polar(polar::Trouble::Offline)),
        rejected: Rejected { rows: 2, ..Rejected::default() },
        ..fine()
    };
    assert!(!printed(&summary(), &offline, false).contains('\u{1b}'));
    let coloured = printed(&summary(), &offline, true);
    assert!(
        coloured.contains("\u{1b}[33mOffline – figures from 14:02\u{1b}[0m") && coloured.contains("\u{1b}[32m▲ 18%")
    );
    let mut plain = coloured;
    for code in ["[0m", "[1m", "[2m", "[31m", "[32m", "[33m"] {
        plain = plain.replace(&format!("\u{1b}{code}"), "");
    }
    assert_eq!(plain, printed(&summary(), &offline, false));
}
