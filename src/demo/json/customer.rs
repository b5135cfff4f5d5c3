use serde::{Serialize, Serializer};

use super::time::Time;
use super::{Empty, NULL, object};
use crate::demo::rows::CustomerRow;
use crate::domain::OrganizationId;

/// A customer as Polar writes it inside an order or a subscription.
pub(super) struct CustomerJson<'a> {
    pub row: &'a CustomerRow,
    pub organization: OrganizationId,
}

/// The older `user` beside it, with fewer fields.
pub(super) struct UserJson<'a>(pub &'a CustomerRow);

/// A billing address: of Americans in full, of others the country alone.
pub(super) struct AddressJson<'a>(pub &'a CustomerRow);

impl Serialize for CustomerJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.row;
        object!(serializer, {
            "id": row.id.0,
            "created_at": Time(row.created_at),
            "modified_at": NULL,
            "metadata": Empty {},
            "external_id": row.external_id,
            "email": row.email,
            "email_verified": row.email.is_some(),
            "type": "individual",
            "name": row.name,
            "billing_name": row.name,
            "billing_address": AddressJson(row),
            "tax_id": NULL,
            "locale": NULL,
            "organization_id": self.organization.0,
            "default_payment_method_id": NULL,
            "deleted_at": row.deleted_at.map(Time),
            "first_user_event_at": NULL,
            "avatar_url": avatar(row),
        })
    }
}

impl Serialize for UserJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let known_as = self.0.name.as_deref().or(self.0.email.as_deref()).unwrap_or("?");
        object!(serializer, {
            "id": self.0.id.0,
            "email": self.0.email,
            "public_name": known_as.chars().next().map(String::from),
            "avatar_url": avatar(self.0),
            "github_username": NULL,
        })
    }
}

impl Serialize for AddressJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let american = |part: &'static str| (self.0.country == "US").then_some(part);
        object!(serializer, {
            "line1": american("1 Main St"),
            "line2": NULL,
            "postal_code": american("94104"),
            "city": american("San Francisco"),
            "state": american("US-CA"),
            "country": self.0.country,
        })
    }
}

/// Polar's is the SHA-256 of the address; here any 64 digits do.
fn avatar(row: &CustomerRow) -> String {
    let digits = row.id.0.simple();
    format!("https://www.gravatar.com/avatar/{digits}{digits}?d=404")
}
