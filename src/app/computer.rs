/// What the computer lives on, as far as its system tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Power {
    /// The mains, or nobody knows.
    #[default]
    Mains,
    /// A battery.
    Battery,
    /// Its owner, or the system itself, wants it to save (Low Power Mode, the power saver), whatever it lives on.
    Saving,
}

impl Power {
    /// What the system's two answers come to; what it does not say it does not do.
    pub fn of(on_battery: Option<bool>, saving: Option<bool>) -> Self {
        match (on_battery, saving) {
            (_, Some(true)) => Self::Saving,
            (Some(true), _) => Self::Battery,
            _ => Self::Mains,
        }
    }
}

/// Whether there is a way out to the network, as far as the system tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Network {
    /// Nobody says: asking is the only way to find out.
    #[default]
    Unknown,
    /// There is.
    Online,
    /// There is none.
    Offline,
}

/// What a system tells of its computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// What it lives on from now on.
    Power(Power),
    /// What has become of the network.
    Network(Network),
    /// It is about to fall asleep.
    FallsAsleep,
    /// It woke.
    Wakes,
}

/// How the computer stands. A system that tells nothing has one that is awake, on the mains, and may be online.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Computer {
    /// What it lives on.
    pub power: Power,
    /// Whether there is a network.
    pub network: Network,
    /// It is about to fall asleep, or has and nobody has told yet that it woke.
    pub asleep: bool,
}

impl Computer {
    /// Takes in what the system tells, and says whether anything follows from it: it is another than it was, or falls asleep
    /// once more, after a waking that was not told.
    pub fn hears(&mut self, told: Told) -> bool {
        let before = *self;
        match told {
            Told::Power(power) => self.power = power,
            Told::Network(network) => self.network = network,
            Told::FallsAsleep => self.asleep = true,
            Told::Wakes => self.asleep = false,
        }
        *self != before || told == Told::FallsAsleep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_saves_saves_on_the_mains_too_and_what_nobody_says_is_not_so() {
        for (on_battery, saving, expected) in [
            (None, None, Power::Mains),
            (Some(false), Some(false), Power::Mains),
            (Some(true), None, Power::Battery),
            (Some(true), Some(false), Power::Battery),
            (Some(true), Some(true), Power::Saving),
            (Some(false), Some(true), Power::Saving),
            (None, Some(true), Power::Saving),
        ] {
            assert_eq!(Power::of(on_battery, saving), expected, "{on_battery:?} {saving:?}");
        }
    }

    #[test]
    fn what_was_known_already_changes_nothing() {
        let mut computer = Computer::default();
        for (told, changes) in [
            (Told::Wakes, false),
            (Told::Power(Power::Mains), false),
            (Told::Power(Power::Battery), true),
            (Told::Power(Power::Battery), false),
            (Told::FallsAsleep, true),
            (Told::FallsAsleep, true),
            (Told::Network(Network::Offline), true),
            (Told::Network(Network::Offline), false),
            (Told::Wakes, true),
        ] {
            assert_eq!(computer.hears(told), changes, "{told:?}");
        }
        let expected = Computer { power: Power::Battery, network: Network::Offline, asleep: false };
        assert_eq!(computer, expected);
    }
}
