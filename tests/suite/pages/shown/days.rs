use jiff::ToSpan;
use jiff::civil::{Date, date};
use revone::view::window::{Chart, Drawing, Guide, Marks, Point};

/// The last day of every chart here.
const TODAY: Date = date(2026, 3, 12);

/// A chart of money by day with the days before behind it; amounts in cents, oldest first.
pub fn revenue(id: &str, cents: &[Option<i64>]) -> (Chart, Drawing) {
    let before: Vec<Option<i64>> = cents.iter().map(|value| value.map(|value| value * 3 / 4 + 4_000)).collect();
    let known = || cents.iter().chain(&before).flatten().copied();
    let step = known().map(i64::abs).max().unwrap_or(0).max(100) / 4_000 * 1_000 + 1_000;
    let lowest = if known().any(|value| value < 0) { -step } else { 0 };
    let drawing = Drawing {
        id: id.to_owned(),
        marks: Marks::Bars,
        lowest,
        highest: 4 * step,
        across: (lowest / step..=4).map(|at| at * step).collect(),
        now: cents.to_vec(),
        before: before.clone(),
    };
    let mut chart = chart(&drawing, &dollars);
    chart.legend = vec!["These days".to_owned(), "The days before".to_owned()];
    chart.heads = ["Day", "Revenue", "Day before", "Its revenue"].map(str::to_owned).into();
    let days = i64::try_from(cents.len()).unwrap();
    for (at, (point, value)) in (0..).zip(chart.points.iter_mut().zip(before)) {
        point.day_before = Some(day(days, at - days));
        point.before = Some(value.map_or_else(|| "—".to_owned(), dollars));
    }
    (chart, drawing)
}

/// A line of counts by day.
pub fn line(id: &str, counts: &[Option<i64>]) -> (Chart, Drawing) {
    let highest = counts.iter().flatten().copied().max().unwrap_or(0).max(0) / 4 * 4 + 4;
    let across = (0..=4).map(|at| at * highest / 4).collect();
    let now = counts.to_vec();
    let drawing =
        Drawing { id: id.to_owned(), marks: Marks::Line, lowest: 0, highest, across, now, before: Vec::new() };
    (chart(&drawing, &|count| count.to_string()), drawing)
}

fn chart(drawing: &Drawing, words: &dyn Fn(i64) -> String) -> Chart {
    let days = i64::try_from(drawing.now.len()).unwrap();
    let height = drawing.highest - drawing.lowest;
    let guide = |at: i64, of: i64, text: String| Guide { at: u16::try_from(at * 1_000 / of).unwrap(), text };
    Chart {
        sentence: "Revenue by day, highest on Friday, 6 March".to_owned(),
        legend: vec!["Active".to_owned()],
        across: drawing.across.iter().map(|value| guide(value - drawing.lowest, height, words(*value))).collect(),
        below: (0..4).map(|part| part * days / 4).map(|at| guide(2 * at + 1, 2 * days, day(days, at))).collect(),
        points: (0..)
            .zip(&drawing.now)
            .map(|(at, value)| Point {
                day: day(days, at),
                value: value.map_or_else(|| "—".to_owned(), words),
                day_before: None,
                before: None,
            })
            .collect(),
        heads: vec!["Day".to_owned(), "Figure".to_owned()],
        as_table: "Show as a table".to_owned(),
    }
}

/// The name of a day, counted from the first of so many that end today.
fn day(days: i64, at: i64) -> String {
    TODAY.checked_add((at + 1 - days).days()).unwrap().strftime("%-d %b").to_string()
}

/// Cents as dollars.
pub fn dollars(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    match (cents.abs() / 100, cents.abs() % 100) {
        (whole, 0) => format!("{sign}${whole}"),
        (whole, rest) => format!("{sign}${whole}.{rest:02}"),
    }
}
