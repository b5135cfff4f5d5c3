//! Figures by Polar's own rules, computed from facts: revenue, recurring revenue, subscribers, comparisons. Pure: no
//! clock, no ledger, no words.

mod basis;
mod calendar;
mod comparison;
mod currencies;
mod history;
pub mod noteworthy;
mod outlook;
mod recurring;
mod sales;
mod sold;
mod span;
mod summary;
mod windows;

pub use basis::RevenueBasis;
pub use calendar::{Calendar, Day};
pub use comparison::{Comparison, Trend};
pub use history::{DayFigures, Departures, History, history};
pub use outlook::{
    Due, Expected, Kept, Leaving, LeavingOn, MrrMovement, Outlook, OutlookPeriods, Overdue, Trials, TrialsEnded,
    outlook,
};
pub use recurring::Recurring;
pub use sales::Sales;
pub use sold::{Sold, sold};
pub use span::{Dates, Span};
pub use summary::{PeriodFigures, Summary, summarize};
