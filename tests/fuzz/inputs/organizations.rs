//! Pages of organizations, and a single one.

use revone::domain::Environment;
use revone::polar::{read_organization, read_organizations};

use super::{answers, faces, rows};

pub fn check(bytes: &[u8]) {
    let answer = answers::of(bytes, || rows::page(2, rows::organization));
    answers::holds(&answer, |response| read_organizations(response, Environment::Production));
    if let Err(trouble) = read_organization(&answer.response, Environment::Sandbox) {
        answers::holds_trouble(&trouble);
    }
    let Ok(page) = read_organizations(&answer.response, Environment::Sandbox) else { return };
    for organization in &page.items {
        assert!(!organization.name.trim().is_empty() || organization.slug.trim().is_empty(), "it is called something");
        assert_eq!(organization.environment, Environment::Sandbox);
    }
    if answer.stored
        && let Some(organization) = page.items.into_iter().find(|read| read.id.0 == rows::ORGANIZATION)
    {
        faces::stored_and_shown(bytes.last().copied().unwrap_or_default(), |batch| {
            batch.organization = Some(organization)
        });
    }
}
