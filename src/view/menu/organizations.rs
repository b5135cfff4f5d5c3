//! The row of the organization, and with several the rows to choose among them.

use super::item::Item;
use super::{legible, organization_name};
use crate::app::{Command, Link, Model, Trouble};
use crate::domain::Organization;
use crate::view::text::line;
use crate::view::words::{self, menu as said};

/// The longest clause about what is wrong with an organization.
const CLAUSE: usize = 48;

/// The first row: the organization's name, which leads to Polar, or with several a submenu of all.
pub(super) fn head(model: &Model, shown: &Organization) -> Item {
    if model.others.is_empty() {
        return legible(model, organization_name(shown), Link::Overview);
    }
    let mut rows: Vec<(&Organization, Option<&Trouble>)> = vec![(shown, model.health.trouble.as_ref())];
    rows.extend(model.others.iter().map(|other| (&other.organization, other.health.trouble.as_ref())));
    // By name, so that a row stays where it is whichever is shown.
    rows.sort_by_cached_key(|(organization, _)| (organization_name(organization).to_lowercase(), organization.id));
    let items: Vec<Item> = rows
        .into_iter()
        .map(|(organization, trouble)| {
            let choose = Item::choose(named(organization, trouble), Command::Choose(organization.id));
            choose.checked(organization.id == shown.id)
        })
        .collect();
    Item::Submenu { label: calling(organization_name(shown), model), enabled: true, items }
}

fn named(organization: &Organization, trouble: Option<&Trouble>) -> String {
    let name = organization_name(organization);
    match trouble.and_then(|trouble| line(&words::clause(trouble), CLAUSE)) {
        Some(clause) => said::in_trouble(&name, &clause),
        None => name,
    }
}

/// The name of the organization that is shown, and who else needs the owner: their sales are not seen until then, and
/// nothing else tells.
fn calling(name: String, model: &Model) -> String {
    let needy = |trouble: &Option<Trouble>| trouble.as_ref().is_some_and(Trouble::needs_the_owner);
    let calling: Vec<_> = model.others.iter().filter(|other| needy(&other.health.trouble)).collect();
    match &calling[..] {
        [] => name,
        [one] => said::another_needs_you(&name, &organization_name(&one.organization)),
        several => said::others_need_you(&name, several.len()),
    }
}
