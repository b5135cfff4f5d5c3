//! Polar's API as recorded: what Polar really answered must read as it was meant.

mod captures;
mod rows;
