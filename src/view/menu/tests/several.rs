//! Several organizations.

use super::*;
use crate::app::Other;
use crate::domain::OrganizationId;

fn other(number: u128, name: &str, trouble: Option<Trouble>) -> Other {
    Other {
        organization: Organization {
            id: OrganizationId(uuid::Uuid::from_u128(number)),
            name: name.to_owned(),
            slug: format!("shop-{number}"),
            ..organization()
        },
        report: None,
        names: crate::app::Names::default(),
        health: Health { trouble, ..Health::default() },
    }
}

/// The head of a menu with these others beside Acme Inc.
fn head(others: Vec<Other>) -> String {
    let mut model = connected(report());
    model.others = others;
    let rows = menu(&model, now());
    let line = rows.iter().position(|item| *item == Item::Separator).unwrap();
    seen(&rows[..line])
}

#[test]
fn the_first_row_opens_all_organizations_by_name() {
    let sandbox = |mut other: Other| {
        other.organization.environment = Environment::Sandbox;
        other
    };
    insta::assert_snapshot!(
        head(vec![other(1, "zebra & Söhne", None), sandbox(other(2, "Acme Inc", None)), other(3, "Beta", None)]),
        @"
    Acme Inc >
      [x] Acme Inc
      [ ] Acme Inc – Sandbox
      [ ] Beta
      [ ] zebra & Söhne
    Updated 14:02
    "
    );
}

#[test]
fn what_is_wrong_with_another_stands_beside_its_name_and_calls_where_only_the_owner_can_end_it() {
    let offline = || Some(Trouble::Polar(polar::Trouble::Offline));
    insta::assert_snapshot!(head(vec![other(1, "Beta", offline()), other(2, "Gamma", Some(Trouble::TokenRejected))]), @"
    Acme Inc   (Gamma needs you) >
      [x] Acme Inc
      [ ] Beta – Offline
      [ ] Gamma – Polar rejected the token
    Updated 14:02
    ");
    let scope = || Some(Trouble::MissingScope(Some(Scope::Orders)));
    let text = head(vec![other(1, "Beta", scope()), other(2, "Gamma", Some(Trouble::KeychainRefused))]);
    assert!(text.starts_with("Acme Inc   (2 others need you) >\n"), "{text}");
    assert!(text.contains("Beta – The token lacks orders:read\n"), "{text}");
}

#[test]
fn names_that_are_long_or_hostile_stay_within_their_rows() {
    let long = "The Extraordinarily Long Name of a Shop that Sells Lanterns";
    let sentence = "x".repeat(500);
    insta::assert_snapshot!(
        head(vec![
            other(1, long, None),
            other(2, "\u{202e}evil\nname", None),
            other(3, "שרה", None),
            other(4, "", None),
            other(5, "Wordy", Some(Trouble::Setup(sentence))),
        ]),
        @"
    Acme Inc   (Wordy needs you) >
      [x] Acme Inc
      [ ] evil name
      [ ] shop-4
      [ ] The Extraordinarily Long Name…
      [ ] Wordy – xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
      [ ] ⟨שרה⟩
    Updated 14:02
    "
    );
}

#[test]
fn the_mark_on_the_icon_is_of_the_one_that_is_shown() {
    let mut model = connected(report());
    model.others = vec![other(1, "Beta", Some(Trouble::TokenRejected))];
    assert_eq!(render(&model, now()).icon.mark, Mark::Normal);
}

#[test]
fn each_row_chooses_its_own_organization_and_the_rest_of_the_menu_is_as_with_one() {
    let alone = menu(&connected(report()), now());
    let mut model = connected(report());
    model.others = vec![other(1, "Beta", None)];
    let several = menu(&model, now());
    let Item::Submenu { items, .. } = &several[0] else { panic!("{:?}", several[0]) };
    let commands: Vec<Option<Command>> = items
        .iter()
        .map(|item| match item {
            Item::Row(row) => row.command,
            _ => None,
        })
        .collect();
    let beta = model.others[0].organization.id;
    let expected = [Command::Choose(organization().id), Command::Choose(beta)].map(Some);
    assert_eq!(commands, expected);
    assert_eq!(several[1..], alone[1..]);
}
