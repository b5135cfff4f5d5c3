/// The fields that the template of a title may name.
pub const FIELDS: [&str; 7] = ["revenue", "net_revenue", "orders", "new_subscriptions", "mrr", "month", "trend"];

/// The longest template, in characters: a menu bar has no room for more.
pub const LONGEST_TITLE: usize = 120;

/// The names in braces that are no fields, in the order in which they occur.
pub fn unknown_fields(template: &str) -> Vec<&str> {
    let names = template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.filter(|name| !FIELDS.contains(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_no_field_is_found() {
        assert_eq!(unknown_fields("{revenu} {revenue} {x} {"), ["revenu", "x"]);
    }
}
