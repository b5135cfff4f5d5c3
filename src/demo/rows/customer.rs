use jiff::Timestamp;

use crate::domain::CustomerId;

/// Someone who bought something.
#[derive(Clone, Debug)]
pub struct CustomerRow {
    /// The customer's id.
    pub id: CustomerId,
    /// When the customer was first seen.
    pub created_at: Timestamp,
    /// The merchant's own id of the customer.
    pub external_id: Option<Box<str>>,
    /// The e-mail address.
    pub email: Option<Box<str>>,
    /// The name as the customer wrote it: anything at all.
    pub name: Option<Box<str>>,
    /// Two capital letters.
    pub country: &'static str,
    /// When the customer was deleted.
    pub deleted_at: Option<Timestamp>,
}
