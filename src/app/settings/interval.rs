use jiff::SignedDuration;

/// How often Polar is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Interval {
    /// As often as suits the computer: every minute.
    #[default]
    Automatic,
    /// Every so many minutes; one of [`Interval::MINUTES`].
    EveryMinutes(u8),
    /// Only when the owner asks.
    Manually,
}

impl Interval {
    /// How many minutes can be chosen.
    pub const MINUTES: [u8; 5] = [1, 2, 5, 15, 30];

    /// Every one, in the order in which they are offered.
    pub fn all() -> impl Iterator<Item = Self> {
        let minutes = Self::MINUTES.into_iter().map(Self::EveryMinutes);
        [Self::Automatic].into_iter().chain(minutes).chain([Self::Manually])
    }

    /// Its name where it is kept.
    pub fn code(self) -> String {
        match self {
            Self::Automatic => "automatic".to_owned(),
            Self::EveryMinutes(minutes) => minutes.to_string(),
            Self::Manually => "manually".to_owned(),
        }
    }

    /// The one of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::all().find(|interval| interval.code() == code)
    }

    /// The time between two refreshes; `None` where none comes by itself.
    pub fn length(self) -> Option<SignedDuration> {
        match self {
            Self::Automatic => Some(SignedDuration::from_mins(1)),
            Self::EveryMinutes(minutes) => Some(SignedDuration::from_mins(i64::from(minutes))),
            Self::Manually => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_means_one_interval_and_what_is_not_offered_has_none() {
        for interval in Interval::all() {
            assert_eq!(Interval::from_code(&interval.code()), Some(interval));
        }
        for odd in ["", "0", "3", "-1", "01", "1440", "weekly"] {
            assert_eq!(Interval::from_code(odd), None, "{odd}");
        }
    }

    #[test]
    fn only_by_hand_never_comes_by_itself() {
        for (interval, minutes) in
            [(Interval::Automatic, Some(1)), (Interval::EveryMinutes(30), Some(30)), (Interval::Manually, None)]
        {
            assert_eq!(interval.length(), minutes.map(SignedDuration::from_mins));
        }
    }
}
