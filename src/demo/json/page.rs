use serde::{Serialize, Serializer};

use super::object;

/// A list's answer: one page of rows and how many there are in all.
pub(in crate::demo) struct PageJson<T> {
    pub items: Vec<T>,
    pub total_count: usize,
    pub max_page: usize,
}

#[derive(Serialize)]
struct Pagination {
    total_count: usize,
    max_page: usize,
}

impl<T: Serialize> Serialize for PageJson<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, {
            "items": self.items,
            "pagination": Pagination { total_count: self.total_count, max_page: self.max_page },
        })
    }
}
