//! What only Linux has.

mod secret_service;

pub use secret_service::SecretService;
