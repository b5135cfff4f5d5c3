//! A row of days as block characters.

const HEIGHTS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One block for each value, in proportion to the largest. Nothing, or less, is the lowest block; the smallest amount
/// above nothing is already a step higher.
pub fn sparkline(values: &[i128]) -> String {
    let largest = values.iter().copied().max().unwrap_or_default();
    values.iter().map(|value| block(*value, largest)).collect()
}

fn block(value: i128, largest: i128) -> char {
    let [lowest, steps @ ..] = HEIGHTS;
    if value <= 0 {
        return lowest;
    }
    let step = steps_high(value, largest, 7).clamp(1, 7);
    usize::try_from(step - 1).ok().and_then(|at| steps.get(at)).copied().unwrap_or(lowest)
}

/// How many whole steps high a value stands where the largest is `all` of them.
pub(super) fn steps_high(value: i128, largest: i128, all: i128) -> i128 {
    // Of the largest sums digits are lost that no picture can show.
    let too_large = largest > i128::MAX / all;
    let (value, largest) = if too_large { (value / all, largest / all) } else { (value, largest) };
    (value * all).div_euclid(largest.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_day_is_the_highest_and_any_sale_stands_out_from_none() {
        for (values, expected) in [
            (&[][..], ""),
            (&[0, 0, 0], "▁▁▁"),
            (&[0, 1, 700], "▁▂█"),
            (&[100, 200, 300, 400, 500, 600, 700], "▂▃▄▅▆▇█"),
            (&[-500, -1, 10], "▁▁█"),
            (&[-500], "▁"),
            (&[i128::MAX, i128::MIN, 0, i128::MAX / 2], "█▁▁▄"),
        ] {
            assert_eq!(sparkline(values), expected);
        }
    }
}
