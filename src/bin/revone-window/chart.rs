//! The marks of charts as SVG, a drawing for each layer: what they look like is the page's style, which knows light and dark.

use std::collections::BTreeMap;

use plotters::prelude::*;
use revone::view::window::{Drawing, Marks};
use revone::view::words::window_program;
use serde::Serialize;

/// The canvas. The page stretches it to the place it has, so it is only as large as to place every mark exactly.
const CANVAS: (u32, u32) = (12_000, 4_000);

/// How wide a day is, and how much of it stays free on each side of its bar.
const DAY: i64 = 10;
const FREE: i64 = 2;

/// The layers of one chart, the farthest first.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
struct Layers {
    across: String,
    area: String,
    before: String,
    now: String,
}

type Place = (i64, i64);

enum Shape {
    Path(Vec<Place>),
    Area(Vec<Place>),
    Bar([Place; 2]),
}

/// The drawings as a value of the page's script, by the names of their cards.
pub fn draw_all(drawings: &[Drawing]) -> String {
    let layers: BTreeMap<&str, Layers> = drawings
        .iter()
        .filter_map(|drawing| match draw(drawing) {
            Ok(layers) => Some((drawing.id.as_str(), layers)),
            Err(error) => {
                eprintln!("revone-window: {}", window_program::no_chart(&error));
                None
            }
        })
        .collect();
    serde_json::to_string(&layers).unwrap_or_else(|_| "{}".to_owned())
}

type Failed = DrawingAreaErrorKind<std::io::Error>;

fn draw(drawing: &Drawing) -> Result<Layers, Failed> {
    let width = width(drawing);
    let guides = drawing.across.iter().map(|value| Shape::Path(vec![(0, *value), (width, *value)]));
    let (area, before, now) = match drawing.marks {
        Marks::Bars => (Vec::new(), skyline(drawing), bars(drawing)),
        Marks::Line => {
            let now = runs(&drawing.now);
            let before = runs(&drawing.before).into_iter().map(Shape::Path).collect();
            let under = |run: &Vec<Place>| above(drawing.lowest, run);
            (now.iter().map(under).collect(), before, now.into_iter().map(Shape::Path).collect())
        }
    };
    Ok(Layers {
        across: layer(drawing, guides)?,
        area: layer(drawing, area)?,
        before: layer(drawing, before)?,
        now: layer(drawing, now)?,
    })
}

fn width(drawing: &Drawing) -> i64 {
    let days = drawing.now.len().max(drawing.before.len()).max(1);
    i64::try_from(days).unwrap_or(i64::MAX / DAY).saturating_mul(DAY)
}

/// A bar from zero for each day that is known.
fn bars(drawing: &Drawing) -> Vec<Shape> {
    let zero = 0.clamp(drawing.lowest, drawing.highest);
    let bar = |(left, value): (i64, &Option<i64>)| {
        value.filter(|value| *value != zero).map(|value| Shape::Bar([(left + FREE, value), (left + DAY - FREE, zero)]))
    };
    lefts().zip(&drawing.now).filter_map(bar).collect()
}

/// The days before as steps, each as wide as its day, with the ground below them: seen between the bars and above them.
fn skyline(drawing: &Drawing) -> Vec<Shape> {
    let mut runs: Vec<Vec<Place>> = Vec::new();
    let mut running = false;
    for (left, value) in lefts().zip(&drawing.before) {
        let Some(value) = *value else {
            running = false;
            continue;
        };
        let step = [(left, value), (left.saturating_add(DAY), value)];
        match runs.last_mut() {
            Some(run) if running => run.extend(step),
            _ => runs.push(step.into()),
        }
        running = true;
    }
    let zero = 0.clamp(drawing.lowest, drawing.highest);
    runs.into_iter().flat_map(|run| [above(zero, &run), Shape::Path(run)]).collect()
}

/// The area between a line and the ground.
fn above(ground: i64, run: &[Place]) -> Shape {
    let at = |place: Option<&Place>| place.map(|place| (place.0, ground));
    Shape::Area(at(run.first()).into_iter().chain(run.iter().copied()).chain(at(run.last())).collect())
}

/// Lines through the days that are known, each from the left of its first day to the right of its last: a single day is a
/// line, too.
fn runs(values: &[Option<i64>]) -> Vec<Vec<Place>> {
    let mut runs: Vec<Vec<Place>> = Vec::new();
    let mut running = false;
    for (left, value) in lefts().zip(values) {
        let Some(value) = *value else {
            running = false;
            continue;
        };
        if !running {
            runs.push(vec![(left, value)]);
            running = true;
        }
        if let Some(run) = runs.last_mut() {
            run.extend([(left + DAY / 2, value)]);
        }
    }
    for run in &mut runs {
        if let Some((at, value)) = run.last().copied() {
            run.push((at + DAY / 2, value));
        }
    }
    runs
}

/// Where the days begin.
fn lefts() -> impl Iterator<Item = i64> {
    (0..).map(|day: i64| day.saturating_mul(DAY))
}

/// Draws shapes on a canvas of their own. Its colour is a placeholder.
fn layer(drawing: &Drawing, shapes: impl IntoIterator<Item = Shape>) -> Result<String, Failed> {
    let mut svg = String::new();
    {
        let canvas = SVGBackend::with_string(&mut svg, CANVAS).into_drawing_area();
        let mut chart = ChartBuilder::on(&canvas);
        let chart = chart.build_cartesian_2d(0..width(drawing), drawing.lowest..drawing.highest)?;
        let plane = chart.plotting_area();
        for shape in shapes {
            match shape {
                Shape::Path(places) => plane.draw(&PathElement::new(places, BLACK))?,
                Shape::Area(places) => plane.draw(&Polygon::new(places, BLACK.filled()))?,
                Shape::Bar(corners) => plane.draw(&Rectangle::new(corners, BLACK.filled()))?,
            }
        }
        canvas.present()?;
    }
    Ok(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(marks: Marks, now: &[Option<i64>], before: &[Option<i64>]) -> Drawing {
        Drawing {
            id: "revenue".to_owned(),
            marks,
            lowest: -100,
            highest: 300,
            across: vec![-100, 0, 100, 200, 300],
            now: now.to_vec(),
            before: before.to_vec(),
        }
    }

    fn count(svg: &str, tag: &str) -> usize {
        svg.matches(tag).count()
    }

    #[test]
    fn a_day_is_a_bar_unless_it_is_zero_or_unknown() {
        let layers = draw(&drawing(Marks::Bars, &[Some(300), Some(0), None, Some(-100)], &[Some(50); 3])).unwrap();
        assert_eq!(count(&layers.now, "<rect"), 2);
        assert_eq!(count(&layers.across, "<polyline"), 5);
        // The days before are a skyline behind them.
        assert_eq!((count(&layers.before, "<polygon"), count(&layers.before, "<polyline")), (1, 1));
        // The highest bar begins at the top, the negative one ends at the bottom.
        assert!(layers.now.contains(r#"y="0""#), "{}", layers.now);
        insta::assert_snapshot!(layers.now.lines().filter(|line| line.contains("<rect")).collect::<Vec<_>>().join("\n"), @r##"
        <rect x="599" y="0" width="1800" height="3000" opacity="1" fill="#000000" stroke="none"/>
        <rect x="9599" y="3000" width="1800" height="999" opacity="1" fill="#000000" stroke="none"/>
        "##);
    }

    #[test]
    fn a_line_is_broken_where_nothing_is_known_and_a_single_day_is_seen() {
        let layers = draw(&drawing(Marks::Line, &[None, Some(10), None, Some(20), Some(30)], &[])).unwrap();
        assert_eq!(count(&layers.now, "<polyline"), 2);
        assert_eq!(count(&layers.area, "<polygon"), 2);
        assert_eq!(count(&layers.before, "<polyline"), 0);
    }

    #[test]
    fn a_drawing_has_no_style_that_the_policy_of_the_page_refuses() {
        let all = draw_all(&[drawing(Marks::Bars, &[Some(1)], &[Some(2)])]);
        for refused in ["style=", "<script", "<style", "href", "<image", "<foreignObject"] {
            assert!(!all.contains(refused), "{refused}");
        }
    }

    #[test]
    fn the_largest_amounts_are_drawn() {
        let mut extreme = drawing(Marks::Bars, &[Some(i64::MAX / 4)], &[Some(i64::MIN / 4)]);
        (extreme.lowest, extreme.highest) = (i64::MIN / 4, i64::MAX / 4);
        assert!(draw(&extreme).is_ok());
    }
}
