/// `numerator ÷ denominator` as a whole number, halves away from zero, as Polar rounds; `None` for a division by zero or
/// a result that 128 bits do not hold.
pub fn divide(numerator: i128, denominator: i128) -> Option<i128> {
    let (whole, rest) = (numerator.checked_div(denominator)?, numerator.checked_rem(denominator)?);
    // Twice the rest may not fit, so the rest is held against what is missing to the whole.
    let missing = denominator.unsigned_abs() - rest.unsigned_abs();
    let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
    if rest.unsigned_abs() >= missing { whole.checked_add(away) } else { Some(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (numerator, denominator, expected) in [
            (5, 2, Some(3)),
            (-5, 2, Some(-3)),
            (5, -2, Some(-3)),
            (-5, -2, Some(3)),
            (4, 3, Some(1)),
            (-4, 3, Some(-1)),
            (0, 7, Some(0)),
            (1, 2, Some(1)),
            (-1, 2, Some(-1)),
            (i128::MAX, 1, Some(i128::MAX)),
            (i128::MIN, -1, None),
            (1, 0, None),
        ] {
            assert_eq!(divide(numerator, denominator), expected, "{numerator} ÷ {denominator}");
        }
    }
}
