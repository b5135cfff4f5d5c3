//! How the owner's region writes: digits in groups, the decimal mark, where a currency's symbol stands, dates, times. Words
//! stay English, and so do digits.

mod dates;
mod locale;
mod marks;
mod numbers;
mod place;

pub use dates::Dates;
pub use numbers::Numbers;
pub(super) use place::Place;

#[cfg(test)]
mod tests;
