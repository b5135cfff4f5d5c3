//! What a menu has beyond its words where the system can show it.

use super::*;

/// Rows and headers, each with what a screen reader says of it, as far as that is another than what stands there.
fn heard(items: &[Item]) -> String {
    let said = items.iter().filter_map(|item| match item {
        Item::Header(header) => Some(format!("{header}:")),
        Item::Row(row) => row.spoken.clone(),
        Item::Separator | Item::Submenu { .. } => None,
    });
    said.collect::<Vec<_>>().join("\n")
}

#[test]
fn figures_are_heard_in_words_below_what_they_are_about() {
    insta::assert_snapshot!(heard(&menu(&connected(report()), now())), @"
    Revenue:
    Today, $412.50, up 18% compared with the usual by now
    Revenue of the last 30 days, from $0 to $479.75, today $412.50
    Yesterday, $389
    This Week, $1,204, up 6%
    This Month, $8,240, up 12% compared with the same days
    Last 30 Days, $11,902
    Subscriptions:
    MRR, $4,186.81, ARR $50.2K
    ");
}

#[test]
fn nothing_that_is_heard_is_a_sign() {
    let mut hidden = connected(report());
    hidden.settings.hide_amounts = true;
    let unknown = Model { report: None, ..connected(report()) };
    for model in [connected(report()), hidden, unknown, sample(report())] {
        let heard = heard(&menu(&model, now()));
        assert!(!heard.is_empty() && !heard.contains(['▲', '▼', '±', '—', '•', '·', '(', '\t', '▁']), "{heard}");
    }
}

#[test]
fn hidden_amounts_are_not_heard_either() {
    let mut model = connected(report());
    model.settings.hide_amounts = true;
    let heard = heard(&menu(&model, now()));
    assert!(!heard.contains('$') && heard.contains("Revenue of the last 30 days, amounts hidden"), "{heard}");
}

#[test]
fn the_picture_has_a_bar_for_each_day_and_stands_where_the_blocks_do() {
    let items = menu(&connected(report()), now());
    let pictures = items.iter().filter_map(|item| match item {
        Item::Row(row) => row.picture.as_ref().map(|bars| (bars.drawn().count(), row.label.chars().count())),
        _ => None,
    });
    assert_eq!(pictures.collect::<Vec<_>>(), [(30, 30)]);
}

#[test]
fn no_name_can_bring_a_column_along() {
    let mut model = connected(report());
    model.connection = Connection::Connected(Organization { name: "Acme\tInc".to_owned(), ..organization() });
    let items = menu(&model, now());
    assert!(matches!(&items[0], Item::Row(row) if !row.label.contains('\t')), "{:?}", items[0]);
}
