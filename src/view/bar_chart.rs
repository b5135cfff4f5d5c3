//! The last days as the bars of a small picture, for menus that have room for one. All lengths are half points: the smallest
//! that a screen of two pixels a point can draw without a blur.

use super::sparkline::steps_high;

/// How high the picture is: 18 points, beyond which a row of a Mac's menu would grow.
pub const HEIGHT: u16 = 36;

/// From the beginning of a bar to that of the next. Bars and gaps are whole points wide, so that their sides are sharp on
/// every screen: 30 days are 120 points.
const STEP: u16 = 8;

/// How wide a bar is.
const WIDTH: u16 = 6;

/// What stands for a day without a sale: a line along the bottom.
const LINE: u16 = 1;

/// How high each day is, oldest first; the last one is today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bars(Vec<u16>);

/// A bar, standing on the bottom of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// How far it stands from the left.
    pub left: u16,
    /// How wide it is.
    pub width: u16,
    /// How high it is.
    pub height: u16,
    /// It is today's, which is drawn in full ink; the others are lighter.
    pub today: bool,
}

impl Bars {
    /// A bar for each value, in proportion to the largest. Nothing is a thin line, the smallest amount above nothing stands
    /// out from it, and for less than nothing there is no bar.
    pub fn of(values: &[i128]) -> Self {
        let largest = values.iter().copied().max().unwrap_or_default();
        Self(values.iter().map(|value| height(*value, largest)).collect())
    }

    /// How wide the picture is.
    pub fn width(&self) -> u16 {
        u16::try_from(self.0.len()).map_or(u16::MAX, |days| days.saturating_mul(STEP))
    }

    /// What is to be drawn, from the left.
    pub fn drawn(&self) -> impl Iterator<Item = Bar> {
        let today = self.0.len().saturating_sub(1);
        let lefts = (0..self.width()).step_by(usize::from(STEP));
        let bars = self.0.iter().zip(lefts).enumerate();
        bars.map(move |(day, (height, left))| Bar { left, width: WIDTH, height: *height, today: day == today })
            .filter(|bar| bar.height > 0)
    }
}

fn height(value: i128, largest: i128) -> u16 {
    match value {
        ..0 => 0,
        0 => LINE,
        1.. => {
            let height = steps_high(value, largest, HEIGHT.into());
            u16::try_from(height).unwrap_or(HEIGHT).clamp(LINE + 1, HEIGHT)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The picture as text, two half points of width a character: `█` is full ink, `▒` lighter.
    fn picture(bars: &Bars) -> String {
        let line = |from_top: u16| {
            let ink = |left: u16| {
                let inked =
                    |bar: &Bar| (bar.left..bar.left + bar.width).contains(&left) && HEIGHT - bar.height <= from_top;
                bars.drawn().find(inked).map_or(' ', |bar| if bar.today { '█' } else { '▒' })
            };
            (0..bars.width()).step_by(2).map(ink).collect::<String>().trim_end().to_owned()
        };
        (0..HEIGHT).map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_largest_day_fills_the_picture_and_any_sale_stands_out_from_none() {
        for (values, expected) in [
            (&[][..], &[][..]),
            (&[0, 0], &[1, 1]),
            (&[0, 1, 1_000], &[1, 2, 36]),
            (&[100, 200, 300, 600], &[6, 12, 18, 36]),
            (&[-500, -1, 10], &[0, 0, 36]),
            (&[-500], &[0]),
            (&[i128::MAX, i128::MIN, 0, i128::MAX / 2], &[36, 0, 1, 17]),
        ] {
            assert_eq!(Bars::of(values).0, expected, "{values:?}");
        }
    }

    #[test]
    fn thirty_days_are_as_wide_as_a_row_has_room_for() {
        let bars = Bars::of(&[1; 30]);
        assert_eq!((bars.width(), bars.drawn().count()), (240, 30));
        assert!(bars.drawn().all(|bar| bar.left % 2 == 0 && bar.width % 2 == 0 && bar.left + bar.width <= 240));
        assert_eq!(bars.drawn().filter(|bar| bar.today).map(|bar| bar.left).collect::<Vec<_>>(), [232]);
    }

    #[test]
    fn today_is_in_full_ink_a_day_without_a_sale_is_a_line_and_one_below_nothing_is_empty() {
        let picture = picture(&Bars::of(&[0, 12, -3, 4]));
        let lines: Vec<&str> = picture.lines().collect();
        let top_middle_bottom = [lines[0], lines[23], lines[24], lines[35]].join("\n");
        insta::assert_snapshot!(top_middle_bottom, @"
            ▒▒▒
            ▒▒▒
            ▒▒▒     ███
        ▒▒▒ ▒▒▒     ███
        ");
    }

    #[test]
    fn a_picture_of_a_day_below_nothing_has_no_bar_for_today() {
        assert_eq!(Bars::of(&[5, -1]).drawn().filter(|bar| bar.today).count(), 0);
    }
}
