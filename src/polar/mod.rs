//! Polar's API without a socket: requests as values, answers read into the domain's types, errors named for what the
//! caller does next, and the access token's type. Nothing else in the program knows a field of Polar's JSON.

mod error;
mod token;

pub use error::{Scope, Trouble};
pub use token::{AccessToken, TokenShape};
