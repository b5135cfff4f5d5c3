/// What a template may name, in braces: `{revenue}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// Today's revenue, as the owner counts it.
    Revenue,
    /// Today's revenue less fees and refunds.
    NetRevenue,
    /// Today's orders.
    Orders,
    /// Today's new subscriptions.
    NewSubscriptions,
    /// Recurring revenue of a month.
    Mrr,
    /// Recurring revenue of a year.
    Arr,
    /// This month's revenue.
    Month,
    /// This week's revenue.
    Week,
    /// Yesterday's revenue.
    Yesterday,
    /// The revenue of the last 30 days.
    Last30Days,
    /// Today against what is usual by now.
    Trend,
    /// Active subscriptions.
    Active,
    /// Those of them on trial.
    Trialing,
    /// Those of them that are past due.
    PastDue,
    /// Those of them that will end.
    Cancelling,
    /// Whose figures they are.
    Organization,
    /// When they were read.
    Updated,
    /// How they stand.
    Health,
    /// Revenue of the last 30 days as blocks.
    Sparkline,
}

impl Field {
    /// Every field, in the order in which they are listed.
    pub const ALL: [Self; 19] = [
        Self::Revenue,
        Self::NetRevenue,
        Self::Orders,
        Self::NewSubscriptions,
        Self::Mrr,
        Self::Arr,
        Self::Month,
        Self::Week,
        Self::Yesterday,
        Self::Last30Days,
        Self::Trend,
        Self::Active,
        Self::Trialing,
        Self::PastDue,
        Self::Cancelling,
        Self::Organization,
        Self::Updated,
        Self::Health,
        Self::Sparkline,
    ];

    /// Its name, as it is typed between the braces.
    pub fn name(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::NetRevenue => "net_revenue",
            Self::Orders => "orders",
            Self::NewSubscriptions => "new_subscriptions",
            Self::Mrr => "mrr",
            Self::Arr => "arr",
            Self::Month => "month",
            Self::Week => "week",
            Self::Yesterday => "yesterday",
            Self::Last30Days => "last_30_days",
            Self::Trend => "trend",
            Self::Active => "active",
            Self::Trialing => "trialing",
            Self::PastDue => "past_due",
            Self::Cancelling => "cancelling",
            Self::Organization => "organization",
            Self::Updated => "updated",
            Self::Health => "health",
            Self::Sparkline => "sparkline",
        }
    }

    /// Whether it is an amount, which `:long` writes as the menu does.
    pub fn is_money(self) -> bool {
        matches!(
            self,
            Self::Revenue
                | Self::NetRevenue
                | Self::Mrr
                | Self::Arr
                | Self::Month
                | Self::Week
                | Self::Yesterday
                | Self::Last30Days
        )
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// A part of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// Stands as it was typed.
    Text(&'a str),
    /// What stands there is a figure.
    Figure {
        /// Which.
        field: Field,
        /// An amount as the menu writes it, and not as the bar does.
        long: bool,
    },
    /// What stands between braces is no field.
    Unknown(&'a str),
    /// A brace without its other one.
    Stray(&'a str),
}

/// The parts of a template: `{name}` and `{name:long}` are fields, `{{` and `}}` are braces. A brace without its other one
/// is itself.
pub fn parts(template: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at(at);
        if !before.is_empty() {
            parts.push(Part::Text(before));
        }
        let (one, after) = brace.split_at(1);
        rest = if let Some(after) = after.strip_prefix(one) {
            parts.push(Part::Text(one));
            after
        } else if let (true, Some((name, after))) = (one == "{", named_in(after)) {
            parts.push(field(name));
            after
        } else {
            parts.push(Part::Stray(one));
            after
        };
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest));
    }
    parts
}

/// What stands before the closing brace, and what comes after it.
fn named_in(text: &str) -> Option<(&str, &str)> {
    text.split_once('}').filter(|(name, _)| !name.contains('{'))
}

fn field(name: &str) -> Part<'_> {
    let (wanted, long) = name.strip_suffix(":long").map_or((name, false), |wanted| (wanted, true));
    match Field::named(wanted) {
        Some(field) if field.is_money() || !long => Part::Figure { field, long },
        _ => Part::Unknown(name),
    }
}

/// The names in braces that are no fields, in the order in which they occur.
pub fn unknown_fields(template: &str) -> Vec<&str> {
    let unknown = |part| match part {
        Part::Unknown(name) => Some(name),
        Part::Text(_) | Part::Figure { .. } | Part::Stray(_) => None,
    };
    parts(template).into_iter().filter_map(unknown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_text_and_fields() {
        let figure = |field, long| Part::Figure { field, long };
        for (template, expected) in [
            ("", vec![]),
            ("today {orders}", vec![Part::Text("today "), figure(Field::Orders, false)]),
            ("{mrr:long}{mrr}", vec![figure(Field::Mrr, true), figure(Field::Mrr, false)]),
            ("{{orders}}", vec![Part::Text("{"), Part::Text("orders"), Part::Text("}")]),
            ("{{{orders}}}", vec![Part::Text("{"), figure(Field::Orders, false), Part::Text("}")]),
            ("} {", vec![Part::Stray("}"), Part::Text(" "), Part::Stray("{")]),
            ("{ {orders}", vec![Part::Stray("{"), Part::Text(" "), figure(Field::Orders, false)]),
            ("{orders:long}", vec![Part::Unknown("orders:long")]),
            ("{}", vec![Part::Unknown("")]),
        ] {
            assert_eq!(parts(template), expected, "{template}");
        }
    }

    #[test]
    fn a_name_that_is_no_field_is_found() {
        assert_eq!(unknown_fields("{revenu} {revenue} {x} {"), ["revenu", "x"]);
    }

    #[test]
    fn every_field_has_a_name_of_its_own() {
        for field in Field::ALL {
            assert_eq!(Field::named(field.name()), Some(field));
        }
    }
}
