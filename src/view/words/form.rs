//! The form that connects an account.
