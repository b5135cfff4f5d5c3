use fastrand::Rng;
use jiff::Timestamp;

/// Happens so many times in a thousand.
pub(super) fn chance(rng: &mut Rng, in_a_thousand: u32) -> bool {
    rng.u32(0..1000) < in_a_thousand
}

/// One of several, each as likely as its weight.
pub(super) fn weighted<'a, T>(rng: &mut Rng, choices: &'a [T], weight: impl Fn(&T) -> u32) -> Option<&'a T> {
    let whole: u32 = choices.iter().map(&weight).sum();
    let mut drawn = rng.u32(0..whole.max(1));
    choices.iter().find(|choice| {
        let weight = weight(choice);
        let hit = drawn < weight;
        drawn = drawn.saturating_sub(weight);
        hit
    })
}

/// How often something happens that is expected so many thousandths of a time: close to Poisson, without a float.
pub(super) fn occurrences(rng: &mut Rng, expected_thousandths: u32) -> u32 {
    let trials = 4 * (expected_thousandths / 1000 + 1);
    let each = expected_thousandths / trials;
    (0..trials).map(|_| u32::from(chance(rng, each))).sum()
}

/// An instant between two.
pub(super) fn between(rng: &mut Rng, from: Timestamp, to: Timestamp) -> Timestamp {
    let (from, to) = (from.as_microsecond(), to.as_microsecond());
    Timestamp::from_microsecond(rng.i64(from..to.max(from.saturating_add(1)))).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_expected_is_what_happens_on_average() {
        let mut rng = Rng::with_seed(1);
        for expected in [250, 900, 3600, 12_000] {
            let happened: u32 = (0..2000).map(|_| occurrences(&mut rng, expected)).sum();
            let (low, high) = (expected * 2 * 93 / 100, expected * 2 * 107 / 100);
            assert!((low..=high).contains(&happened), "{expected}: {happened}");
        }
    }

    #[test]
    fn a_choice_without_weight_is_never_made() {
        let mut rng = Rng::with_seed(1);
        let choices = [("never", 0), ("often", 3), ("seldom", 1)];
        let drawn: Vec<_> = (0..400).filter_map(|_| weighted(&mut rng, &choices, |it| it.1)).map(|it| it.0).collect();
        let count = |name| drawn.iter().filter(|drawn| **drawn == name).count();
        assert_eq!(count("never"), 0);
        assert!(count("often") > 2 * count("seldom") && count("seldom") > 50);
    }
}
