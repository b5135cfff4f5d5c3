/// The shape added to the icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// None.
    Normal,
    /// Something came since the menu was last looked at.
    News,
    /// The figures are not fresh.
    Stale,
    /// The owner has to do something.
    ActionNeeded,
}

/// The menu-bar icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Icon {
    /// The shape added to it.
    pub mark: Mark,
}
