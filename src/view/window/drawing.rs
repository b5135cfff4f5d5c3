use serde::{Deserialize, Serialize};

/// The marks of a chart as numbers, for the window's program to draw. Whole numbers of whatever the chart is of: minor units,
/// subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drawing {
    /// The card of its chart.
    pub id: String,
    /// What the marks look like.
    pub marks: Marks,
    /// The value at the bottom.
    pub lowest: i64,
    /// The value at the top; above the lowest.
    pub highest: i64,
    /// Where lines go across.
    pub across: Vec<i64>,
    /// A value for each day; none where it is not known.
    pub now: Vec<Option<i64>>,
    /// A value for each day before, drawn behind; may be shorter, and is empty where there are none.
    pub before: Vec<Option<i64>>,
}

/// What the marks of a chart look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marks {
    /// A bar from zero for each day, with those before as a skyline behind.
    Bars,
    /// A line from day to day.
    Line,
}
