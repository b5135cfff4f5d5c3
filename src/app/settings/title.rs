/// The longest template of a title, in characters: a menu bar has no room for more.
pub const LONGEST_TITLE: usize = 120;
