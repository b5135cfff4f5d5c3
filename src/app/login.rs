/// Whether the system starts the program when its owner logs in. The system keeps it, and what it says is the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LaunchAtLogin {
    /// The system has not been asked yet.
    #[default]
    Unknown,
    /// It does not.
    Off,
    /// It does.
    On,
    /// It will once the owner allows it in the system's own settings.
    NeedsApproval,
    /// It cannot; the reason in words.
    Unavailable(String),
}

impl LaunchAtLogin {
    /// The system was told to, or not to, and has not answered: until then it counts as done. Where it has never answered,
    /// or cannot do it, nothing changes.
    pub(super) fn was_told(&mut self, on: bool) {
        if matches!(self, Self::Off | Self::On | Self::NeedsApproval) {
            *self = if on { Self::On } else { Self::Off };
        }
    }
}
