use super::*;
use crate::app::{Settings, Trouble};
use crate::figures::RevenueBasis;
use crate::polar;
use crate::view::samples::*;

fn title_of(model: &Model) -> String {
    title(model, now())
}

#[test]
fn the_title_says_when_it_is_a_sample_and_nothing_when_there_is_no_account() {
    assert_eq!(title_of(&connected(report())), "$412 · +2");
    assert_eq!(title_of(&sample(report())), "Sample · $412 · +2");
    assert_eq!(title_of(&not_connected()), "");
    assert_eq!(title_of(&starting()), "");
    assert_eq!(title_of(&connected_without_figures()), "");
    let mut model = sample(report());
    model.report = None;
    assert_eq!(title_of(&model), "Sample");
}

#[test]
fn hidden_amounts_leave_the_counts() {
    let mut model = connected(report());
    model.settings = Settings { hide_amounts: true, ..Settings::default() };
    assert_eq!(title_of(&model), "••• · +2");
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
    for (basis, sentence) in [
        (RevenueBasis::AsInPolar, "$412.50 today,"),
        (RevenueBasis::AfterFees, "$392.50 today after fees,"),
        (RevenueBasis::AfterFeesAndRefunds, "$292.50 today after fees and refunds,"),
    ] {
        let model = connected(crate::app::Report { summary: summary_after(basis), ..report() });
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
