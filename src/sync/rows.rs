use std::collections::VecDeque;

use uuid::Uuid;

use super::task::Answer;
use crate::domain::{OrderId, OrganizationId, SubscriptionId};
use crate::polar::{Request, order_request, organization_request, subscription_request};

/// A row of the ledger, to be read again by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowId {
    Order(OrderId),
    Subscription(SubscriptionId),
}

impl RowId {
    pub(super) const fn id(self) -> Uuid {
        match self {
            Self::Order(id) => id.0,
            Self::Subscription(id) => id.0,
        }
    }
}

/// Rows that a list should have held and did not, each read by its id: it has changed, or Polar does not have it any more.
///
/// To a token that has lost its organization every row is missing. So rows are taken for gone only when Polar has named the
/// organization after it did not know them; if it does not name it, they are asked for once more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    left: VecDeque<RowId>,
    missing: Vec<RowId>,
    /// The organization is asked for before anything else.
    doubtful: bool,
}

impl Rows {
    /// These rows; `None` when there are none.
    pub(super) fn of(rows: impl IntoIterator<Item = RowId>) -> Option<Self> {
        let left: VecDeque<RowId> = rows.into_iter().collect();
        (!left.is_empty()).then_some(Self { left, missing: Vec::new(), doubtful: false })
    }

    /// The same, but first of all it is seen whether the organization is there: so many rows would not be missing otherwise.
    pub(super) fn doubtful(self) -> Self {
        Self { doubtful: true, ..self }
    }

    /// The organization is not there, and so nothing that was missed is known to be gone.
    pub(super) fn doubt(&mut self) {
        self.left.extend(self.missing.drain(..));
        self.doubtful = true;
    }

    /// Nobody can tell whether the organization is there, and so not what is gone. The rows stay as they are until they are
    /// missed again.
    pub(super) fn give_up(&mut self) {
        self.left.clear();
        self.missing.clear();
    }

    /// The next request; `None` when nothing is left to ask.
    pub(super) fn request(&self, organization: OrganizationId) -> Option<(Request, Answer)> {
        match self.left.front() {
            Some(RowId::Order(id)) if !self.doubtful => Some((order_request(*id), Answer::Order)),
            Some(RowId::Subscription(id)) if !self.doubtful => Some((subscription_request(*id), Answer::Subscription)),
            None if self.missing.is_empty() => None,
            _ => Some((organization_request(organization), Answer::Organization)),
        }
    }

    /// The row that the next request is about.
    pub(super) fn asked(&self) -> Option<RowId> {
        self.left.front().copied().filter(|_| !self.doubtful)
    }

    /// Goes on after an answer, which may be that there is no such row. Gives the rows that are known to be gone.
    pub(super) fn answered(&mut self, missing: bool) -> Vec<RowId> {
        if self.doubtful {
            self.doubtful = false;
        } else if let Some(row) = self.left.pop_front() {
            self.missing.extend(missing.then_some(row));
        } else {
            return std::mem::take(&mut self.missing);
        }
        Vec::new()
    }

    /// Whether something is left to ask.
    pub(super) fn goes_on(&self) -> bool {
        !self.left.is_empty() || !self.missing.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ORGANIZATION: OrganizationId = OrganizationId(Uuid::nil());

    fn rows(numbers: impl IntoIterator<Item = u128>) -> Rows {
        Rows::of(numbers.into_iter().map(row)).unwrap()
    }

    fn row(number: u128) -> RowId {
        RowId::Order(OrderId(Uuid::from_u128(number)))
    }

    fn asks(rows: &Rows) -> Option<Answer> {
        rows.request(ORGANIZATION).map(|(_, answer)| answer)
    }

    #[test]
    fn rows_that_are_there_are_read_and_nothing_is_gone() {
        let mut rows = rows([1, 2]);
        for _ in 0..2 {
            assert_eq!(asks(&rows), Some(Answer::Order));
            assert_eq!(rows.answered(false), []);
        }
        assert_eq!((asks(&rows), rows.goes_on()), (None, false));
    }

    #[test]
    fn what_is_missing_is_gone_once_the_organization_is_seen() {
        let mut rows = rows([1, 2, 3]);
        for missing in [true, false, true] {
            assert_eq!(rows.answered(missing), []);
        }
        assert_eq!((asks(&rows), rows.goes_on()), (Some(Answer::Organization), true));
        assert_eq!(rows.answered(false), [row(1), row(3)]);
        assert!(!rows.goes_on());
    }

    #[test]
    fn nothing_is_gone_while_nobody_can_tell_whether_the_organization_is_there() {
        let mut rows = rows([1, 2]);
        rows.answered(true);
        rows.give_up();
        assert_eq!((asks(&rows), rows.goes_on()), (None, false));
    }

    #[test]
    fn what_was_missing_to_a_token_without_its_organization_is_asked_for_again() {
        let mut rows = rows([1]);
        rows.answered(true);
        rows.doubt();
        assert_eq!(asks(&rows), Some(Answer::Organization));
        assert_eq!(rows.answered(false), []);
        assert_eq!(asks(&rows), Some(Answer::Order));
        assert_eq!(rows.answered(false), []);
        assert!(!rows.goes_on());
    }
}
