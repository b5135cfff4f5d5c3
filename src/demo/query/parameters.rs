/// A query string's parameters, decoded, in their order.
pub(in crate::demo) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads what stands behind the `?`.
    pub fn parse(query: &str) -> Self {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        Self(pairs.map(|pair| pair.split_once('=').unwrap_or((pair, ""))).map(decode_pair).collect())
    }

    /// All values under a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value under a name, the last where there are several.
    pub fn last<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).last()
    }
}

fn decode_pair((name, value): (&str, &str)) -> (String, String) {
    (decode(name), decode(value))
}

/// Percent-decoding as in forms: a raw `+` is a space, which is why Polar refuses `+09:00` in a date.
fn decode(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        decoded.push(match byte {
            b'+' => b' ',
            b'%' => {
                let mut ahead = bytes.clone();
                let digits = [ahead.next(), ahead.next()].map(|digit| digit.and_then(|d| char::from(d).to_digit(16)));
                match digits {
                    [Some(high), Some(low)] => {
                        bytes = ahead;
                        u8::try_from(high * 16 + low).unwrap_or(b'%')
                    }
                    _ => b'%',
                }
            }
            other => other,
        });
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_raw_plus_is_a_space_and_an_escaped_one_is_not() {
        for (raw, decoded) in
            [("a+b", "a b"), ("a%2Bb", "a+b"), ("%e2%82%ac", "€"), ("100%", "100%"), ("%zz", "%zz"), ("%+1", "% 1")]
        {
            assert_eq!(decode(raw), decoded, "{raw}");
        }
    }

    #[test]
    fn of_a_repeated_parameter_all_values_count_or_the_last() {
        let parameters = Parameters::parse("status=paid&status=void&&page=2&page=3&empty");
        assert_eq!(parameters.all("status").collect::<Vec<_>>(), ["paid", "void"]);
        assert_eq!(parameters.last("page"), Some("3"));
        assert_eq!(parameters.last("empty"), Some(""));
        assert_eq!(parameters.last("missing"), None);
    }
}
