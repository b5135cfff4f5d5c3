use jiff::SignedDuration;

use crate::app::Power;

/// How often Polar is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Interval {
    /// As often as suits the computer: every minute on the mains, less often on a battery, seldom where it is to save.
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

    /// The time between two refreshes of a computer that lives on `power`; `None` where none comes by itself. What the
    /// owner has chosen by the minute is theirs, whatever the computer lives on.
    pub fn length(self, power: Power) -> Option<SignedDuration> {
        match self {
            Self::Automatic => Some(SignedDuration::from_mins(match power {
                Power::Mains => 1,
                Power::Battery => 2,
                Power::Saving => 15,
            })),
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
        for power in [Power::Mains, Power::Battery, Power::Saving] {
            for (interval, minutes) in [(Interval::EveryMinutes(30), Some(30)), (Interval::Manually, None)] {
                assert_eq!(interval.length(power), minutes.map(SignedDuration::from_mins), "{power:?}");
            }
        }
    }

    #[test]
    fn a_computer_that_saves_is_spared_only_where_that_is_left_to_it() {
        for (power, automatic) in [(Power::Mains, 1), (Power::Battery, 2), (Power::Saving, 15)] {
            assert_eq!(Interval::Automatic.length(power), Some(SignedDuration::from_mins(automatic)));
            assert_eq!(Interval::EveryMinutes(1).length(power), Some(SignedDuration::from_mins(1)));
        }
    }
}
