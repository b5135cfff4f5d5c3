use std::collections::VecDeque;

/// This many places are remembered; who has more notifications on the screen reads none of them.
const REMEMBERED: usize = 100;

/// What stands at a place on the screen, the latest last.
pub struct Places<T>(VecDeque<(String, T)>);

impl<T> Default for Places<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T> Places<T> {
    /// What stands at this place, if it is remembered.
    pub fn at(&self, place: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == place).map(|(_, there)| there)
    }

    /// Puts something at this place.
    pub fn put(&mut self, place: &str, there: T) {
        self.0.retain(|(known, _)| known != place);
        if self.0.len() >= REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back((place.to_owned(), there));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_holds_what_was_put_there_last() {
        let mut places = Places::default();
        assert_eq!(places.at("order/1"), None);
        for (place, number) in [("order/1", 1), ("order/2", 2), ("order/1", 3)] {
            places.put(place, number);
        }
        assert_eq!((places.at("order/1"), places.at("order/2"), places.at("order/3")), (Some(&3), Some(&2), None));
    }

    #[test]
    fn the_place_that_was_not_touched_for_longest_is_forgotten() {
        let mut places = Places::default();
        for number in 0..REMEMBERED {
            places.put(&number.to_string(), number);
        }
        places.put("0", 7);
        places.put("one more", 8);
        assert_eq!((places.at("0"), places.at("1"), places.at("one more")), (Some(&7), None, Some(&8)));
        assert_eq!(places.0.len(), REMEMBERED);
    }
}
