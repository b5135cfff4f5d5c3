//! The table of movements: brought up to date by a batch, and summed up to an instant or over a period.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::LedgerError;
use super::life::Life;
use super::movement::Movement;
use super::slot_table::{SlotTable, Slotted};
use super::slots::{MOVEMENT_WIDTHS, Piece, pieces, slot};

/// Movements by the key of the price's currency.
pub(super) type ByCurrency = BTreeMap<i64, Movement>;

/// What a batch adds to the movements and takes off them, by instant and currency's key.
#[derive(Debug, Default)]
pub(super) struct MovementTally(BTreeMap<(i64, i64), Movement>);

macro_rules! columns {
    () => {
        "started, over, committed, trials, trials_over, trials_converted, past_due, customers, churned, \
         canceled, due, mrr_begun_low, mrr_begun_high, mrr_gone_low, mrr_gone_high, committed_mrr_low, \
         committed_mrr_high, trial_mrr_low, trial_mrr_high, due_revenue_low, due_revenue_high"
    };
}

/// The rows of some slots.
const RANGE: &str = concat!(
    "SELECT currency, ",
    columns!(),
    " FROM movements WHERE organization = ?1 AND level = ?2 AND slot >= ?3 AND slot < ?4"
);

const MOVEMENTS: SlotTable = SlotTable {
    find: concat!(
        "SELECT ",
        columns!(),
        " FROM movements WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND currency = ?4"
    ),
    grow: concat!(
        "INSERT INTO movements (organization, level, slot, currency, ",
        columns!(),
        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
     ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25) \
     ON CONFLICT DO UPDATE SET started = started + excluded.started, over = over + excluded.over, \
     committed = committed + excluded.committed, trials = trials + excluded.trials, \
     trials_over = trials_over + excluded.trials_over, \
     trials_converted = trials_converted + excluded.trials_converted, \
     past_due = past_due + excluded.past_due, customers = customers + excluded.customers, \
     churned = churned + excluded.churned, canceled = canceled + excluded.canceled, \
     due = due + excluded.due, mrr_begun_low = mrr_begun_low + excluded.mrr_begun_low, \
     mrr_begun_high = mrr_begun_high + excluded.mrr_begun_high, \
     mrr_gone_low = mrr_gone_low + excluded.mrr_gone_low, \
     mrr_gone_high = mrr_gone_high + excluded.mrr_gone_high, \
     committed_mrr_low = committed_mrr_low + excluded.committed_mrr_low, \
     committed_mrr_high = committed_mrr_high + excluded.committed_mrr_high, \
     trial_mrr_low = trial_mrr_low + excluded.trial_mrr_low, \
     trial_mrr_high = trial_mrr_high + excluded.trial_mrr_high, \
     due_revenue_low = due_revenue_low + excluded.due_revenue_low, \
     due_revenue_high = due_revenue_high + excluded.due_revenue_high"
    ),
    delete: "DELETE FROM movements WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND currency = ?4",
};

impl MovementTally {
    /// Takes one life off and puts another in its place.
    pub(super) fn replace(&mut self, before: Option<&Life>, after: Option<&Life>) -> Result<(), LedgerError> {
        if before == after {
            return Ok(());
        }
        for (life, sign) in before.map(|life| (life, -1)).into_iter().chain(after.map(|life| (life, 1))) {
            for (at, movement) in life.movements() {
                self.add(at, life.currency, &movement, sign)?;
            }
        }
        Ok(())
    }

    /// Adds a movement once (`1`) or takes it off (`-1`).
    pub(super) fn add(&mut self, at: i64, currency: i64, movement: &Movement, sign: i64) -> Result<(), LedgerError> {
        self.0.entry((at, currency)).or_default().add_times(movement, sign)
    }

    /// Brings the table up to date on every level.
    pub(super) fn write(self, connection: &Connection, organization: i64) -> Result<(), LedgerError> {
        let mut changes = self.0;
        changes.retain(|_, change| !change.is_nothing());
        for (level, width) in (0..).zip(MOVEMENT_WIDTHS) {
            let mut by_slot: BTreeMap<(i64, i64), Movement> = BTreeMap::new();
            for ((at, currency), change) in &changes {
                by_slot.entry((slot(width, *at), *currency)).or_default().add(change)?;
            }
            // Newest first, as the table is ordered: pages that grow at their end are filled.
            let slots = by_slot.into_iter().rev();
            let placed = slots.map(|((slot, currency), change)| ([organization, level, slot, currency], change));
            MOVEMENTS.bring_up(connection, placed)?;
        }
        Ok(())
    }
}

/// The sum of all movements before each of some instants, which come in order.
pub(super) fn before_each(
    connection: &Connection,
    organization: i64,
    instants: impl IntoIterator<Item = i64>,
) -> Result<Vec<ByCurrency>, LedgerError> {
    let (mut from, mut running) = (i64::MIN / 2, ByCurrency::new());
    let mut all = Vec::new();
    for to in instants {
        add_between(connection, organization, from, to, &mut running)?;
        all.push(running.clone());
        from = from.max(to);
    }
    Ok(all)
}

/// The sum of the movements from an instant up to, and without, another.
pub(super) fn between(
    connection: &Connection,
    organization: i64,
    from: i64,
    to: i64,
) -> Result<ByCurrency, LedgerError> {
    let mut sum = ByCurrency::new();
    add_between(connection, organization, from, to, &mut sum)?;
    Ok(sum)
}

fn add_between(
    connection: &Connection,
    organization: i64,
    from: i64,
    to: i64,
    sum: &mut ByCurrency,
) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(RANGE)?;
    for piece in pieces(&MOVEMENT_WIDTHS, from, to) {
        // The narrowest slot is the microsecond: there is no ragged edge.
        let Piece::Slots { level, from, to } = piece else { continue };
        let mut rows = statement.query([organization, i64::try_from(level).unwrap_or(i64::MAX), from, to])?;
        while let Some(row) = rows.next()? {
            sum.entry(row.get(0)?).or_default().add(&Movement::read_from(row, 1)?)?;
        }
    }
    Ok(())
}
