//! What is worth telling although no single row says it: round numbers and records, silence, trials about to end, the day's
//! end. Each is found from how things stand, so that it is found whenever somebody looks; its name makes it ring once. What
//! came about before the ledger began is passed over.

mod evening;
mod milestones;
mod silence;

pub use evening::{EVENING, daily_summary};
pub use milestones::{Mark, best_day, first_sale, mrr_high, order_count, record};
pub use silence::{Rhythm, WEEKS, WINDOW, silence};
