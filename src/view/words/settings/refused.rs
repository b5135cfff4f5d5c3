//! Why what was typed is not kept, and what to type.

pub(crate) const NOT_A_TIME: &str = "This is no time of day. Type one such as 22:00.";
pub(crate) const SAME_TIME: &str = "The quiet hours would end when they begin. Choose another time.";
pub(crate) const NO_SUCH_TIME_ZONE: &str =
    "There is no such time zone. Type a name such as Europe/Berlin, or leave the field empty.";
pub(crate) const NOT_OFFERED: &str = "This cannot be chosen. Choose something else.";

/// `fields` are those that there are, in braces.
pub(crate) fn unknown_field(name: &str, fields: &str) -> String {
    format!("There is no field {{{name}}}. The fields are {fields}.")
}

pub(crate) fn title_too_long(longest: usize) -> String {
    format!("The title is longer than {longest} characters. Make it shorter.")
}

/// `mark` stands before the decimals.
pub(crate) fn not_an_amount(mark: &str) -> String {
    format!("This is no amount. Type a number such as 5, 1200 or 9{mark}50, without marks between thousands.")
}
