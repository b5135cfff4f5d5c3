use super::*;
use crate::app::{Settings, Trouble};
use crate::figures::RevenueBasis;
use crate::polar;
use crate::view::samples::*;

fn filled(text: &str, summary: &Summary) -> String {
    template(text, summary, &Amounts::of(summary), false)
}

#[test]
fn every_field_has_its_figure() {
    let summary = summary();
    for (text, expected) in [
        ("{revenue} · +{new_subscriptions}", "$412 · +2"),
        ("{net_revenue}", "$412"),
        ("{orders} orders", "9 orders"),
        ("{mrr} · {month} · {trend}", "$4,186 · $8,240 · ▲ 18%"),
        ("today {revenue} ({orders})", "today $412 (9)"),
        ("", ""),
    ] {
        assert_eq!(filled(text, &summary), expected, "{text}");
    }
}

#[test]
fn a_piece_of_zeros_is_left_out_and_the_next_one_stays() {
    let mut summary = nothing_sold();
    assert_eq!(filled("{revenue} · +{new_subscriptions}", &summary), "");
    assert_eq!(filled("Acme · {revenue}", &summary), "", "a name alone tells nothing");
    summary.today.new_subscriptions = 2;
    assert_eq!(filled("{revenue} · +{new_subscriptions}", &summary), "+2");
    assert_eq!(filled("{revenue} and +{new_subscriptions}", &summary), "$0 and +2");
    assert_eq!(filled("Acme · {revenue} · {new_subscriptions} new", &summary), "Acme · 2 new");
}

#[test]
fn zero_is_shown_where_the_owner_wants_it_and_unknown_never_is() {
    let shown = |summary: &Summary| template("{revenue} · +{new_subscriptions}", summary, &Amounts::of(summary), true);
    assert_eq!(shown(&nothing_sold()), "$0");
    assert_eq!(shown(&downloaded_since("2026-11-22T09:00:00Z")), "");
    assert_eq!(filled("{month} {orders}", &downloaded_since("2026-11-22T00:00:00Z")), "— 9");
}

#[test]
fn two_currencies_share_the_title() {
    assert_eq!(filled("{revenue} · {month}", &summary_in_several_currencies()), "$412 + €96 · $8,240 + €960 …");
    assert_eq!(
        filled("{net_revenue}", &summary_in_several_currencies()),
        "$412 + €96 …",
        "a fee in pounds is the rest"
    );
}

#[test]
fn a_name_that_is_no_field_stays_as_it_was_typed() {
    assert_eq!(filled("{revenu} {revenue} {", &summary()), "{revenu} $412 {");
}

#[test]
fn the_title_says_when_it_is_a_sample_and_nothing_when_there_is_no_account() {
    assert_eq!(title(&connected(report())), "$412 · +2");
    assert_eq!(title(&sample(report())), "Sample · $412 · +2");
    assert_eq!(title(&not_connected()), "");
    assert_eq!(title(&starting()), "");
    assert_eq!(title(&connected_without_figures()), "");
    let mut model = sample(report());
    model.report = None;
    assert_eq!(title(&model), "Sample");
}

#[test]
fn hidden_amounts_leave_the_counts() {
    let mut model = connected(report());
    model.settings = Settings { hide_amounts: true, ..Settings::default() };
    assert_eq!(title(&model), "••• · +2");
}

#[test]
fn a_screen_reader_says_a_whole_sentence() {
    let mut model = connected(report());
    insta::assert_snapshot!(spoken(&model, now()), @"Revone, Acme Inc: $412.50 today, 9 orders, 2 new subscriptions.");
    model.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
    model.settings.hide_amounts = true;
    insta::assert_snapshot!(spoken(&model, now()), @"Revone, Acme Inc: amounts hidden, 9 orders, 2 new subscriptions. Offline, figures from 14:02.");
    insta::assert_snapshot!(spoken(&sample(report()), now()), @"Revone, sample data: $412.50 today, 9 orders, 2 new subscriptions.");
    insta::assert_snapshot!(spoken(&connected_without_figures(), now()), @"Revone, Acme Inc: today’s figures are not known yet.");
    insta::assert_snapshot!(spoken(&not_connected(), now()), @"Revone is not connected to Polar.");
}

#[test]
fn revenue_is_what_the_owner_counts_as_such() {
    for (basis, expected, sentence) in [
        (RevenueBasis::AsInPolar, "$412 · $8,240 · ▲ 18%", "$412.50 today,"),
        (RevenueBasis::AfterFees, "$392 · $8,240 · ▲ 12%", "$392.50 today after fees,"),
        (RevenueBasis::AfterFeesAndRefunds, "$292 · $8,240 · ▼ 16%", "$292.50 today after fees and refunds,"),
    ] {
        let summary = summary_after(basis);
        assert_eq!(filled("{revenue} · {month} · {trend}", &summary), expected);
        assert_eq!(filled("{net_revenue}", &summary), "$292", "a field of its own");
        let model = connected(crate::app::Report { summary, ..report() });
        assert!(spoken(&model, now()).contains(sentence), "{}", spoken(&model, now()));
    }
}

#[test]
fn what_the_mark_on_the_icon_means_is_spoken() {
    use crate::app::News;
    use crate::app::notice::Tally;
    use crate::domain::ChangeKind;
    let mut model = connected(report());
    let tally = Tally { counts: [(ChangeKind::Renewal, 2)].into(), revenue: totals(&[(1_800, "usd")]) };
    model.news = News::of(ago(262), &tally);
    insta::assert_snapshot!(spoken(&model, now()), @"Revone, Acme Inc: $412.50 today, 9 orders, 2 new subscriptions. Since 9:40: 2 orders, $18.");
}
