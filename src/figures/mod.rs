//! Figures by Polar's own rules, computed from facts: revenue, recurring revenue, subscribers, comparisons. Pure: no
//! clock, no ledger, no words.

mod calendar;
mod comparison;
mod recurring;
mod summary;
mod windows;

pub use calendar::Calendar;
pub use comparison::{Comparison, Trend};
pub use recurring::Recurring;
pub use summary::{PeriodFigures, Summary, summarize};
