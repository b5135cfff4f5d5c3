//! A reader that finds a secret however it was written down.

mod spellings;

use std::collections::BTreeSet;
use std::io::Read;

use aho_corasick::AhoCorasick;

use spellings::SPELLINGS;

/// So many characters of a secret in a row are found wherever they stand: the half of one is a leak, too.
#[cfg(test)]
const SHORTEST: usize = 2 * PIECE - 1;

/// A secret is looked for piece by piece. Eight letters and digits by chance do not turn up by chance.
const PIECE: usize = 8;

/// What every token begins with is no secret.
const PUBLIC: &str = "polar_oat_";

/// So much is unpacked of what is packed.
const UNPACKED: u64 = 64 << 20;

/// Looks for secrets in bytes.
pub struct Traces {
    searcher: AhoCorasick,
    /// Of each pattern: whose it is, and how it is written.
    patterns: Vec<(String, &'static str)>,
}

impl Traces {
    /// A reader that knows these secrets, each with a name that may be printed.
    pub fn of<'a>(secrets: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let (mut patterns, mut bytes) = (Vec::new(), Vec::new());
        for (name, secret) in secrets {
            let secret = secret.strip_prefix(PUBLIC).unwrap_or(secret);
            assert!(secret.len() >= PIECE, "{name} is too short to be looked for");
            for piece in secret.as_bytes().chunks_exact(PIECE) {
                for (spelling, spell) in SPELLINGS {
                    for written in spell(piece) {
                        patterns.push((name.to_owned(), spelling));
                        bytes.push(written);
                    }
                }
            }
        }
        Self { searcher: AhoCorasick::new(&bytes).unwrap(), patterns }
    }

    /// In how many ways a secret is looked for; being packed is one more.
    pub fn encodings() -> usize {
        SPELLINGS.len() + 1
    }

    /// What is found, as names of secrets and of the ways in which they are written: never the secret itself.
    pub fn found_in(&self, bytes: &[u8]) -> BTreeSet<String> {
        let mut found = self.as_they_stand(bytes);
        for start in starts_of_gzip(bytes) {
            let mut unpacked = Vec::new();
            // What only looks like a beginning ends at once; what is cut off is read as far as it goes.
            drop(flate2::read::GzDecoder::new(&bytes[start..]).take(UNPACKED).read_to_end(&mut unpacked));
            found.extend(self.as_they_stand(&unpacked).into_iter().map(|what| format!("{what}, packed")));
        }
        found
    }

    fn as_they_stand(&self, bytes: &[u8]) -> BTreeSet<String> {
        let hits = self.searcher.find_overlapping_iter(bytes);
        hits.map(|hit| {
            let (name, spelling) = &self.patterns[hit.pattern().as_usize()];
            format!("{name} ({spelling})")
        })
        .collect()
    }
}

fn starts_of_gzip(bytes: &[u8]) -> impl Iterator<Item = usize> + '_ {
    const MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
    bytes.windows(MAGIC.len()).enumerate().filter(|(_, window)| *window == MAGIC).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn secret() -> String {
        std::iter::repeat_with(fastrand::alphanumeric).take(43).collect()
    }

    fn reader(secret: &str) -> Traces {
        let token = format!("{PUBLIC}{secret}");
        Traces::of([("the token", token.as_str())])
    }

    /// Written out by other means than those that look for it, wherever there are any.
    fn written_out(text: &str) -> Vec<(&'static str, Vec<u8>)> {
        let each = |write: fn(u8) -> String| text.bytes().map(write).collect::<String>().into_bytes();
        vec![
            ("plain", text.as_bytes().to_vec()),
            ("reversed", text.chars().rev().collect::<String>().into_bytes()),
            ("UTF-16, little end first", text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            ("UTF-16, big end first", text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            ("UTF-32", text.chars().flat_map(|one| u32::from(one).to_le_bytes()).collect()),
            ("hexadecimal", each(|byte| format!("{byte:02x}"))),
            ("hexadecimal", each(|byte| format!("{byte:02X}"))),
            ("hexadecimal, in pairs", each(|byte| format!("{byte:02x} "))),
            ("hexadecimal, in pairs", each(|byte| format!("{byte:02X}:"))),
            ("percent", each(|byte| format!("%{byte:02X}"))),
            ("percent", each(|byte| format!("%{byte:02x}"))),
            ("JSON's escapes", each(|byte| format!("\\u{byte:04x}"))),
            ("JSON's escapes", each(|byte| format!("\\u{byte:04X}"))),
            ("Rust's escapes", text.escape_unicode().to_string().into_bytes()),
            ("escaped bytes", each(|byte| format!("\\x{byte:02x}"))),
            ("octal escapes", each(|byte| format!("\\{byte:03o}"))),
            ("HTML's escapes", each(|byte| format!("&#{byte};"))),
            ("HTML's escapes", each(|byte| format!("&#x{byte:x};"))),
            ("a list of bytes", format!("{:?}", text.as_bytes()).into_bytes()),
            ("a list of bytes", serde_json::to_vec(text.as_bytes()).unwrap()),
            ("hexadecimal, in pairs", format!("{:02x?}", text.as_bytes()).into_bytes()),
            ("hexadecimal, in pairs", format!("{:02X?}", text.as_bytes()).into_bytes()),
            ("hexadecimal, as numbers", each(|byte| format!("0x{byte:02x}, "))),
            ("hexadecimal, as numbers", each(|byte| format!("{byte:#04X},"))),
            ("a list of bytes over lines", format!("{:#?}", text.as_bytes()).into_bytes()),
            ("a list of bytes over lines", format!("{:#?}", Some(Some(text.as_bytes()))).into_bytes()),
            ("a list of bytes over lines", format!("{:#04x?}", text.as_bytes()).into_bytes()),
            ("a list of bytes over lines", serde_json::to_vec_pretty(text.as_bytes()).unwrap()),
            ("in capitals", text.to_ascii_uppercase().into_bytes()),
            ("in small letters", text.to_ascii_lowercase().into_bytes()),
        ]
    }

    #[test]
    fn every_way_to_write_a_secret_is_read() {
        let secret = secret();
        let reader = reader(&secret);
        let written = written_out(&secret);
        for (name, bytes) in &written {
            let found = reader.found_in(&[b"before ", bytes.as_slice(), b" after"].concat());
            assert!(found.contains(&format!("the token ({name})")), "{name}: {found:?}");
        }
        let tried: BTreeSet<&str> =
            written.iter().map(|(name, _)| *name).chain(["base64", "base64 for addresses"]).collect();
        assert_eq!(tried, SPELLINGS.iter().map(|(name, _)| *name).collect(), "each way is tried");
    }

    #[test]
    fn base64_is_read_wherever_the_secret_begins_in_it() {
        let secret = secret();
        let reader = reader(&secret);
        for before in ["", "B", "Be", "Bearer ", "Bearer polar", "{\"token\":\"", "Authorization: Bearer "] {
            let text = format!("{before}{secret}\"}} and more");
            for (program, name) in [("base64", "base64"), ("basenc", "base64 for addresses")] {
                let written = encoded(program, text.as_bytes());
                let found = reader.found_in(&written);
                assert!(found.contains(&format!("the token ({name})")), "{name} after {before:?}: {found:?}");
            }
        }
    }

    /// What the system's own program makes of it.
    fn encoded(program: &str, bytes: &[u8]) -> Vec<u8> {
        let mut command = std::process::Command::new(program);
        if program == "basenc" {
            command.arg("--base64url");
        }
        let mut child = command
            .arg("--wrap=0")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        child.wait_with_output().unwrap().stdout
    }

    #[test]
    fn what_is_packed_is_unpacked_wherever_it_begins() {
        let secret = secret();
        let mut packer = flate2::write::GzEncoder::new(b"a header\n".to_vec(), flate2::Compression::best());
        write!(packer, "{{\"token\":\"{secret}\"}}").unwrap();
        write!(packer, "{}", "{\"key\":\"value\"}".repeat(100)).unwrap();
        let packed = packer.finish().unwrap();
        let found = reader(&secret).found_in(&packed);
        assert!(found.contains("the token (plain), packed"), "{found:?}");
        let found = reader(&secret).found_in(&packed[..packed.len() - 8]);
        assert!(found.contains("the token (plain), packed"), "cut off before its sum: {found:?}");
    }

    #[test]
    fn half_a_secret_is_found_and_none_is_not() {
        let secret = secret();
        let reader = reader(&secret);
        let whole = secret.len() / PIECE * PIECE;
        for start in 0..=whole - SHORTEST {
            assert!(!reader.found_in(&secret.as_bytes()[start..start + SHORTEST]).is_empty(), "from {start}");
        }
        let other = super::tests::secret();
        for text in ["", PUBLIC, "Bearer polar_oat_", &other, &secret[..PIECE - 1]] {
            for (name, bytes) in written_out(text) {
                assert!(reader.found_in(&bytes).is_empty(), "{name} of {text}");
            }
        }
    }

    #[test]
    fn what_is_found_is_named_and_not_repeated() {
        let secret = secret();
        let found = reader(&secret).found_in(secret.as_bytes());
        assert!(found.iter().all(|what| !what.contains(&secret[..PIECE])), "{found:?}");
    }
}
