//! Polar's API without a socket: requests as values, answers read into the domain's types, errors named for what the
//! caller does next, and the access token's type. Nothing else in the program knows a field of Polar's JSON.

mod error;
mod read;
mod request;
mod response;
mod token;

pub use error::{Scope, Trouble};
pub use read::{
    Page, Rejected, read_identities, read_order, read_orders, read_organization, read_organizations, read_subscription,
    read_subscriptions,
};
pub use request::{
    API_VERSION, OrdersQuery, Request, SubscriptionsQuery, order_request, orders_request, organization_request,
    organizations_request, subscription_request, subscriptions_request,
};
pub use response::Response;
pub use token::{AccessToken, TokenShape};
