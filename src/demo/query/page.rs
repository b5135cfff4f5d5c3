/// A page of a list, by number and size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::demo) struct Page {
    number: u128,
    limit: usize,
}

impl Page {
    pub(super) const DEFAULT_LIMIT: u128 = 10;
    const LARGEST_LIMIT: usize = 100;

    /// The page of this number, from 1. A limit above 100 is cut to 100 without a word.
    pub fn new(number: u128, limit: u128) -> Self {
        let limit = usize::try_from(limit).map_or(Self::LARGEST_LIMIT, |limit| limit.min(Self::LARGEST_LIMIT));
        Self { number, limit }
    }

    /// Where it begins; `None` beyond what Polar's database can count to, where Polar breaks with a 500.
    pub fn offset(&self) -> Option<usize> {
        let limit = u128::try_from(self.limit).ok()?;
        let offset = self.number.checked_sub(1)?.checked_mul(limit)?;
        i64::try_from(offset).ok().and_then(|offset| usize::try_from(offset).ok())
    }

    /// How many pages `total` rows make: 0 when there are none.
    pub fn pages(&self, total: usize) -> usize {
        total.div_ceil(self.limit)
    }

    /// How many rows it holds at most.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Tells pages apart where their rows have no order of their own.
    pub fn salt(&self) -> u128 {
        self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_above_100_is_cut_and_an_absurd_page_breaks() {
        for (number, limit, offset, pages_of_250) in [
            (1, 10, Some(0), 25),
            (3, 100, Some(200), 3),
            (2, 1_000, Some(100), 3),
            (99_999_999_999_999_999_999, 100, None, 3),
            (u128::MAX, u128::MAX, None, 3),
        ] {
            let page = Page::new(number, limit);
            assert_eq!((page.offset(), page.pages(250)), (offset, pages_of_250), "{number} {limit}");
        }
        assert_eq!(Page::new(1, 10).pages(0), 0);
    }
}
