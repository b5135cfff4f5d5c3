use std::collections::{BTreeSet, VecDeque};

use jiff::Timestamp;

use super::task::PAGE;
use super::walk::{Seen, Walk};
use crate::domain::{Order, OrderId};

/// So many are read one by one.
const FEW: usize = 5;
/// How many rows of a page there are for each order that is looked for, so that a dozen orders, strewn over two weeks, do
/// not mean a dozen full pages of their neighbours.
const ROWS_EACH: usize = 2;
const SMALLEST_PAGE: u32 = 20;

/// Orders to be read again, wherever they are in the list: a few one by one, many by the pages that they are on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unsettled {
    /// When each was made, newest first.
    left: VecDeque<(Timestamp, OrderId)>,
    walk: Walk,
    /// Rows on a page; the same for the whole walk, whose pages are counted.
    limit: u32,
    one_by_one: bool,
}

/// What to ask for.
pub(super) enum Ask {
    Order(OrderId),
    Page(Walk, u32),
}

impl Unsettled {
    /// These orders, newest first; `None` when there are none.
    pub(super) fn among(orders: Vec<(Timestamp, OrderId)>) -> Option<Self> {
        let (newest, _) = orders.first()?;
        let (oldest, _) = orders.last()?;
        let walk = Walk::down_to(Some(*oldest)).skipping_to(*newest);
        let limit = u32::try_from(orders.len() * ROWS_EACH).unwrap_or(PAGE).clamp(SMALLEST_PAGE, PAGE);
        Some(Self { one_by_one: orders.len() <= FEW, left: orders.into(), walk, limit })
    }

    pub(super) fn is_one_by_one(&self) -> bool {
        self.one_by_one
    }

    pub(super) fn next(&self) -> Option<Ask> {
        let (_, id) = self.left.front()?;
        Some(if self.one_by_one { Ask::Order(*id) } else { Ask::Page(self.walk, self.limit) })
    }

    /// The order that the next request names.
    pub(super) fn asked(&self) -> Option<OrderId> {
        self.left.front().filter(|_| self.one_by_one).map(|(_, id)| *id)
    }

    /// Strikes off what a page brought.
    pub(super) fn note(&mut self, orders: &[Order]) {
        if !self.one_by_one {
            let read: BTreeSet<OrderId> = orders.iter().map(|order| order.id).collect();
            self.left.retain(|(_, id)| !read.contains(id));
        }
    }

    /// Goes on after an answer; `false` when nothing is left.
    pub(super) fn advance(&mut self, seen: &Seen) -> bool {
        if self.one_by_one {
            self.left.pop_front();
            return !self.left.is_empty();
        }
        // What no page brings although the walk has arrived is asked for by name.
        let next = self.walk.next(seen);
        self.one_by_one = next.is_none() || self.left.len() <= FEW;
        if let (Some(next), Some((newest, _))) = (next, self.left.front()) {
            self.walk = next.skipping_to(*newest);
        }
        !self.left.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    /// Orders made at these seconds, newest first.
    fn made(seconds: impl IntoIterator<Item = i64>) -> Vec<(Timestamp, OrderId)> {
        seconds.into_iter().map(|second| (at(second), OrderId(Uuid::from_u128(second.unsigned_abs().into())))).collect()
    }

    fn page(seconds: impl IntoIterator<Item = i64>, max_page: u64) -> Seen {
        let instants: Vec<_> = seconds.into_iter().map(at).collect();
        Seen { rows: instants.len(), total: 1000, max_page, instants, canceled: Vec::new() }
    }

    /// As `note` does with the orders that a page brings.
    fn strike(unsettled: &mut Unsettled, down_to: i64) {
        unsettled.left.retain(|(made, _)| *made < at(down_to));
    }

    #[test]
    fn a_few_are_asked_for_by_name_and_each_once() {
        let mut unsettled = Unsettled::among(made([9, 5, 1])).unwrap();
        let mut asked = 0;
        loop {
            assert!(matches!(unsettled.next(), Some(Ask::Order(_))));
            asked += 1;
            if !unsettled.advance(&Seen::default()) {
                break;
            }
        }
        assert_eq!(asked, 3);
        assert_eq!(Unsettled::among(Vec::new()), None);
    }

    #[test]
    fn pages_without_any_are_passed_over() {
        let mut unsettled = Unsettled::among(made((0..20).chain([500, 501]).rev())).unwrap();
        let Some(Ask::Page(first, limit)) = unsettled.next() else { panic!("asks one by one") };
        assert_eq!((first.before, limit), (Some(at(501) + jiff::SignedDuration::from_micros(1)), 44));
        strike(&mut unsettled, 458);
        assert!(unsettled.advance(&page(458..502, 12)));
        let Some(Ask::Page(second, _)) = unsettled.next() else { panic!("asks one by one") };
        assert_eq!(second.before, Some(at(19) + jiff::SignedDuration::from_micros(1)));
    }

    #[test]
    fn what_no_page_brings_is_asked_for_by_name() {
        let mut unsettled = Unsettled::among(made((0..20).rev())).unwrap();
        assert!(unsettled.advance(&page([], 0)));
        assert!(matches!(unsettled.next(), Some(Ask::Order(_))));
    }
}
