//! Polar's JSON, written field by field from the rows. Nothing is built in between: a page of a hundred orders is
//! serialized straight into its bytes.

mod catalog;
mod customer;
mod order;
mod organization;
mod page;
mod subscription;
mod time;

pub(super) use order::OrderJson;
pub(super) use organization::OrganizationJson;
pub(super) use page::PageJson;
pub(super) use subscription::SubscriptionJson;

/// Serializes an object from its fields in order.
macro_rules! object {
    ($serializer:expr, { $($name:literal: $value:expr),+ $(,)? }) => {{
        use serde::ser::SerializeMap as _;
        let mut map = $serializer.serialize_map(None)?;
        $(map.serialize_entry($name, &$value)?;)+
        map.end()
    }};
}

use object;

/// Polar's `null`, `{}` and `[]`, where the fake never has more to say.
const NULL: () = ();
const NONE: [(); 0] = [];

#[derive(serde::Serialize)]
struct Empty {}
