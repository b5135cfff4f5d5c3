use jiff::Timestamp;
use serde::{Serialize, Serializer};

/// A time as Polar writes it: UTC with `Z`, six digits of fraction or none at all.
pub(super) struct Time(pub Timestamp);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let form = if self.0.subsec_microsecond() == 0 && self.0.subsec_millisecond() == 0 {
            "%Y-%m-%dT%H:%M:%SZ"
        } else {
            "%Y-%m-%dT%H:%M:%S%.6fZ"
        };
        serializer.collect_str(&self.0.strftime(form))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fraction_is_left_out_when_it_is_zero() {
        for (nanoseconds, written) in [
            (0, "\"2026-11-22T08:32:13Z\""),
            (500_000_000, "\"2026-11-22T08:32:13.500000Z\""),
            (566_137_000, "\"2026-11-22T08:32:13.566137Z\""),
            (37_000, "\"2026-11-22T08:32:13.000037Z\""),
        ] {
            let time = Time(Timestamp::new(1_795_336_333, nanoseconds).unwrap());
            assert_eq!(serde_json::to_string(&time).unwrap(), written);
        }
    }
}
