//! The ways in which a few bytes may be written.

/// A way to write a piece of a secret. Where it depends on what stands before, each possibility.
pub type Spell = fn(&[u8]) -> Vec<Vec<u8>>;

/// No line of a list begins further to the right, in spaces.
const DEEPEST: usize = 24;

/// Every way that is looked for.
pub const SPELLINGS: [(&str, Spell); 20] = [
    ("plain", |piece| vec![piece.to_vec()]),
    ("reversed", |piece| vec![piece.iter().rev().copied().collect()]),
    ("in capitals", |piece| vec![piece.to_ascii_uppercase()]),
    ("in small letters", |piece| vec![piece.to_ascii_lowercase()]),
    ("UTF-16, little end first", |piece| vec![piece.iter().flat_map(|byte| [*byte, 0]).collect()]),
    ("UTF-16, big end first", |piece| vec![piece.iter().flat_map(|byte| [0, *byte]).collect()]),
    ("UTF-32", |piece| vec![piece.iter().flat_map(|byte| [*byte, 0, 0, 0]).collect()]),
    ("base64", |piece| base64(piece, b"+/")),
    ("base64 for addresses", |piece| base64(piece, b"-_")),
    ("hexadecimal", |piece| {
        vec![joined(piece, "", |byte| format!("{byte:02x}")), joined(piece, "", |byte| format!("{byte:02X}"))]
    }),
    ("hexadecimal, in pairs", |piece| {
        let pairs = |between| {
            [joined(piece, between, |byte| format!("{byte:02x}")), joined(piece, between, |byte| format!("{byte:02X}"))]
        };
        [" ", ":", ", ", ","].into_iter().flat_map(pairs).collect()
    }),
    ("hexadecimal, as numbers", |piece| {
        [", ", ",", " "]
            .into_iter()
            .flat_map(|between| {
                [
                    joined(piece, between, |byte| format!("0x{byte:02x}")),
                    joined(piece, between, |byte| format!("0x{byte:02X}")),
                ]
            })
            .collect()
    }),
    ("percent", |piece| {
        vec![joined(piece, "", |byte| format!("%{byte:02x}")), joined(piece, "", |byte| format!("%{byte:02X}"))]
    }),
    ("JSON's escapes", |piece| {
        vec![joined(piece, "", |byte| format!("\\u{byte:04x}")), joined(piece, "", |byte| format!("\\u{byte:04X}"))]
    }),
    ("Rust's escapes", |piece| vec![joined(piece, "", |byte| format!("\\u{{{byte:x}}}"))]),
    ("escaped bytes", |piece| {
        vec![joined(piece, "", |byte| format!("\\x{byte:02x}")), joined(piece, "", |byte| format!("\\x{byte:02X}"))]
    }),
    ("octal escapes", |piece| vec![joined(piece, "", |byte| format!("\\{byte:03o}"))]),
    ("HTML's escapes", |piece| {
        let escapes =
            [joined(piece, "", |byte| format!("&#{byte};")), joined(piece, "", |byte| format!("&#x{byte:x};"))];
        escapes.into_iter().chain([joined(piece, "", |byte| format!("&#x{byte:X};"))]).collect()
    }),
    ("a list of bytes", |piece| {
        vec![joined(piece, ", ", |byte| byte.to_string()), joined(piece, ",", |byte| byte.to_string())]
    }),
    ("a list of bytes over lines", |piece| {
        // However deep the list stands.
        (0..=DEEPEST)
            .flat_map(|depth| {
                let between = format!(",\n{}", " ".repeat(depth));
                [
                    joined(piece, &between, |byte| byte.to_string()),
                    joined(piece, &between, |byte| format!("{byte:02x}")),
                    joined(piece, &between, |byte| format!("0x{byte:02x}")),
                ]
            })
            .collect()
    }),
];

fn joined(piece: &[u8], between: &str, write: impl Fn(&u8) -> String) -> Vec<u8> {
    piece.iter().map(write).collect::<Vec<_>>().join(between).into_bytes()
}

/// The characters that the piece alone decides, for each of the three places at which it may begin.
fn base64(piece: &[u8], last_two: &[u8; 2]) -> Vec<Vec<u8>> {
    let alphabet: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(*last_two).collect();
    let written = |before: usize| {
        let bits: Vec<bool> = piece.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
        // So many bits of the piece still belong to the character of what stands before it.
        let shared = (6 - before * 8 % 6) % 6;
        let characters = bits[shared..].chunks_exact(6);
        characters.map(|six| alphabet[six.iter().fold(0, |value, bit| value << 1 | usize::from(*bit))]).collect()
    };
    (0..3).map(written).collect()
}
