//! Where lines go across a chart, and how far along an axis something stands.

/// How many steps there are between the lowest line and the highest at most.
const STEPS: i64 = 4;

/// Beyond this nothing is drawn exactly; no shop comes near it.
const FARTHEST: i64 = i64::MAX / 8;

/// The axis of a chart: round values from below its lowest to above its highest one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Axis {
    /// The value at the bottom; 0 unless there are values below it.
    pub lowest: i64,
    /// The value at the top.
    pub highest: i64,
    /// Where lines go across, from the bottom.
    pub across: Vec<i64>,
}

impl Axis {
    /// The axis for some values. `least` is the smallest step that has a name: a whole thing, a minor unit.
    pub fn around(values: impl Iterator<Item = i64> + Clone, least: i64) -> Self {
        let below = values.clone().min().unwrap_or(0).clamp(-FARTHEST, 0);
        let above = values.max().unwrap_or(0).clamp(0, FARTHEST);
        let step = step((above - below).max(least), least);
        let lowest = -(-below).up_to_step(step);
        let highest = above.up_to_step(step).max(lowest.saturating_add(step));
        let mut across = Vec::new();
        let mut at = lowest;
        while at <= highest {
            across.push(at);
            at = at.saturating_add(step);
        }
        Self { lowest, highest, across }
    }

    /// How far up a value stands, of a thousand.
    pub fn height(&self, value: i64) -> u16 {
        thousandth(i128::from(value) - i128::from(self.lowest), i128::from(self.highest) - i128::from(self.lowest))
    }
}

/// How far along something is, of a thousand.
pub(super) fn thousandth(part: i128, whole: i128) -> u16 {
    let thousandth = part.saturating_mul(1_000).checked_div(whole).unwrap_or(0);
    u16::try_from(thousandth.clamp(0, 1_000)).unwrap_or(0)
}

/// A step of 1, 2 or 5 followed by zeros, so that a few of them span `range`.
fn step(range: i64, least: i64) -> i64 {
    let wanted = range / STEPS + i64::from(range % STEPS != 0);
    let mut power = 1_i64;
    loop {
        for digit in [1, 2, 5] {
            let step = power.saturating_mul(digit);
            if step >= wanted && step >= least {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

trait UpToStep {
    /// The smallest multiple of `step` that is not below it; of nothing below zero.
    fn up_to_step(self, step: i64) -> i64;
}

impl UpToStep for i64 {
    fn up_to_step(self, step: i64) -> i64 {
        let rest = self % step;
        if rest == 0 { self } else { self.saturating_add(step - rest) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_stand_at_round_values() {
        for (values, least, expected) in [
            (&[0_i64][..], 1, &[0, 1][..]),
            (&[], 1, &[0, 1]),
            (&[0], 100, &[0, 100]),
            (&[3], 1, &[0, 1, 2, 3]),
            (&[41_250], 1, &[0, 20_000, 40_000, 60_000]),
            (&[98_000, 12], 1, &[0, 50_000, 100_000]),
            (&[-2_900, 12_000], 1, &[-5_000, 0, 5_000, 10_000, 15_000]),
            (&[-100], 1, &[-100, -50, 0]),
        ] {
            assert_eq!(Axis::around(values.iter().copied(), least).across, expected, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn an_axis_holds_every_value_and_has_few_lines(values in proptest::collection::vec(-FARTHEST..FARTHEST, 0..20)) {
            let axis = Axis::around(values.iter().copied(), 1);
            prop_assert!(axis.lowest < axis.highest && (2..=8).contains(&axis.across.len()), "{axis:?}");
            prop_assert!(axis.across.contains(&0));
            for value in values {
                prop_assert!((axis.lowest..=axis.highest).contains(&value));
                prop_assert!(axis.height(value) <= 1_000);
            }
        }
    }
}
