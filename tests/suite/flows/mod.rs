//! From bytes to the ledger, with nothing fake but the server at the other end of the socket.

mod announcing;
mod bad_rows;
mod complete;
mod fields;
mod histories;
mod lab;
mod odd_shops;
mod polling;
pub mod reflection;
mod shifting;
mod shops;
mod transport;
mod unreadable;
mod wire;
