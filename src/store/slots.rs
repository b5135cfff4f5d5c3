//! Which slots of time a period is made of. Pure arithmetic of microseconds.

/// Widths of the slots of orders by level, in microseconds: a quarter of an hour (every time zone on earth is a multiple of
/// it from UTC), 3 hours, a day, 32 days. A day in any zone is some twenty slots, ten years some two hundred.
pub(super) const WIDTHS: [i64; 4] = [QUARTER, 12 * QUARTER, 96 * QUARTER, 32 * 96 * QUARTER];

/// The same for sums by product, whose quarter hours would be nearly as many as the orders.
pub(super) const PRODUCT_WIDTHS: [i64; 3] = [12 * QUARTER, 96 * QUARTER, 32 * 96 * QUARTER];

/// The same for movements of subscriptions, down to the microsecond: they are asked for up to now, and are few.
pub(super) const MOVEMENT_WIDTHS: [i64; 5] = [1, QUARTER, 12 * QUARTER, 96 * QUARTER, 32 * 96 * QUARTER];

const QUARTER: i64 = 15 * 60 * 1_000_000;

/// A part of a period, with its end left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Less than the narrowest slot at a ragged edge: single rows by instant.
    Rows { from: i64, to: i64 },
    /// Whole slots of a level, by number.
    Slots { level: usize, from: i64, to: i64 },
}

/// The slot of a level that an instant lies in.
pub(super) const fn slot(width: i64, at: i64) -> i64 {
    at.div_euclid(width)
}

/// Cuts a period into the coarsest pieces that make it up exactly, of slots of these widths.
pub(super) fn pieces(widths: &[i64], from: i64, to: i64) -> Vec<Piece> {
    let mut pieces = Vec::new();
    cut(widths, from, to, &mut pieces);
    pieces
}

/// Cuts a stretch with these levels, coarsest first.
fn cut(widths: &[i64], from: i64, to: i64, pieces: &mut Vec<Piece>) {
    if from >= to {
        return;
    }
    let Some((&width, finer)) = widths.split_last() else {
        pieces.push(Piece::Rows { from, to });
        return;
    };
    // Instants span 2^59 microseconds: neither the rounding up nor the way back can leave 64 bits.
    let (first, last) = (slot(width, from.saturating_add(width - 1)), slot(width, to));
    if first >= last {
        return cut(finer, from, to, pieces);
    }
    cut(finer, from, first * width, pieces);
    pieces.push(Piece::Slots { level: finer.len(), from: first, to: last });
    cut(finer, last * width, to, pieces);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ends(widths: &[i64], piece: Piece) -> (i64, i64) {
        match piece {
            Piece::Rows { from, to } => (from, to),
            Piece::Slots { level, from, to } => (from * widths[level], to * widths[level]),
        }
    }

    #[test]
    fn a_day_in_a_zone_off_the_hour_is_a_few_slots_and_no_rows() {
        let midnight_in_kathmandu = 5 * 96 * QUARTER - 23 * QUARTER;
        let pieces = pieces(&WIDTHS, midnight_in_kathmandu, midnight_in_kathmandu + 96 * QUARTER);
        assert_eq!(
            pieces,
            [
                Piece::Slots { level: 0, from: 457, to: 468 },
                Piece::Slots { level: 1, from: 39, to: 46 },
                Piece::Slots { level: 0, from: 552, to: 553 },
            ]
        );
    }

    #[test]
    fn a_period_that_is_over_before_it_begins_has_no_pieces() {
        assert_eq!(pieces(&WIDTHS, 5, 5), []);
        assert_eq!(pieces(&WIDTHS, QUARTER, 0), []);
    }

    proptest! {
        #[test]
        fn pieces_tile_a_period_exactly_and_single_rows_are_only_at_its_edges(
            from in -(1i64 << 58)..1i64 << 58, length in 1i64..1 << 52,
            widths in prop::sample::select(vec![&WIDTHS[..], &PRODUCT_WIDTHS, &MOVEMENT_WIDTHS]),
        ) {
            let to = from + length;
            let pieces = pieces(widths, from, to);
            let mut at = from;
            for piece in pieces {
                let (start, end) = ends(widths, piece);
                prop_assert_eq!(start, at);
                prop_assert!(end > start);
                if matches!(piece, Piece::Rows { .. }) {
                    prop_assert!(end - start < 2 * widths[0]);
                }
                at = end;
            }
            prop_assert_eq!(at, to);
        }
    }
}
