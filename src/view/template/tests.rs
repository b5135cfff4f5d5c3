use super::*;
use crate::app::{Report, Settings, Trouble};
use crate::figures::RevenueBasis;
use crate::polar;
use crate::view::samples::*;

fn of(summary: &Summary) -> Model {
    connected(Report { summary: summary.clone(), ..report() })
}

fn filled(text: &str, summary: &Summary) -> String {
    fill(text, &of(summary), now()).unwrap()
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
    let shown = |summary: &Summary| {
        let settings = Settings { show_zero: true, ..Settings::default() };
        fill("{revenue} · +{new_subscriptions}", &Model { settings, ..of(summary) }, now()).unwrap()
    };
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
fn revenue_is_what_the_owner_counts_as_such() {
    for (basis, expected) in [
        (RevenueBasis::AsInPolar, "$412 · $8,240 · ▲ 18%"),
        (RevenueBasis::AfterFees, "$392 · $8,240 · ▲ 12%"),
        (RevenueBasis::AfterFeesAndRefunds, "$292 · $8,240 · ▼ 16%"),
    ] {
        let summary = summary_after(basis);
        assert_eq!(filled("{revenue} · {month} · {trend}", &summary), expected);
        assert_eq!(filled("{net_revenue}", &summary), "$292", "a field of its own");
    }
}

#[test]
fn the_manuals_examples_are_what_the_fields_give() {
    let summary = summary_after(RevenueBasis::AsInPolar);
    for field in Field::ALL.into_iter().filter(|field| *field != Field::Sparkline) {
        let given = filled(&format!("{{{}}}", field.name()), &summary);
        assert_eq!(given, described(field).0, "{}", field.name());
        assert!(manual().contains(&format!("  {{{}}} ", field.name())), "{}", field.name());
    }
    assert_eq!(filled("{sparkline}", &summary).chars().count(), 30);
}

#[test]
fn an_amount_is_short_as_in_the_bar_or_long_as_in_the_menu() {
    for (text, expected) in [
        ("{revenue} {revenue:long}", "$412 $412.50"),
        ("{last_30_days} {last_30_days:long}", "$11.9K $11,902"),
        ("{arr} {arr:long}", "$50.2K $50,241"),
        ("{orders:long}", "{orders:long}"),
    ] {
        assert_eq!(filled(text, &summary()), expected, "{text}");
    }
}

#[test]
fn a_name_tells_nothing_and_how_the_figures_stand_does() {
    let nothing = nothing_sold();
    for (text, expected) in [
        ("{organization} · {revenue}", ""),
        ("{organization}", "Acme Inc"),
        ("{revenue} · {health}", "fresh"),
        ("{revenue} · {updated} · {sparkline}", "14:02"),
        ("{active} · {mrr} · {trialing}", ""),
    ] {
        assert_eq!(filled(text, &nothing), expected, "{text}");
    }
    assert_eq!(filled("{organization} · {revenue}", &summary()), "Acme Inc · $412");
    assert_eq!(fill("{organization}", &sample(report()), now()).unwrap(), "Sample Data");
    let mut offline = connected(report());
    offline.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
    assert_eq!(fill("{health}", &offline, now()).unwrap(), "stale");
}

#[test]
fn braces_and_lines_are_typed_as_shells_can_type_them() {
    assert_eq!(filled(&unescaped(r"{{{orders}}}\n\t{revenue}\\n\x"), &summary()), "{9}\n\t$412\\n\\x");
    assert_eq!(unescaped("\\"), "\\");
}

#[test]
fn a_script_hears_of_a_template_that_is_none() {
    for (template, words) in [
        ("{revenu}", "there is no field {revenu}; the fields are {revenue}, {net_revenue},"),
        ("{orders:long}", "there is no field {orders:long};"),
        ("polybar", "at least one of the fields {revenue},"),
        ("", "at least one of the fields"),
        ("{revenue} {", "a { is not closed: write {{ for a brace"),
        ("{revenue", "a { is not closed"),
        ("{revenue}}", "a } closes nothing: write }} for a brace"),
    ] {
        let refusal = refusal(template).unwrap();
        assert!(refusal.contains(words), "{refusal}");
    }
    assert_eq!(refusal("{{x}} {revenue}"), None);
}
