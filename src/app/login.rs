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
