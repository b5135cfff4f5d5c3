//! What is sent in an answer's place.

use revone::demo::{Fault, Then};

pub const EMPTY_LIST: &[u8] = br#"{"items":[],"pagination":{"total_count":0,"max_page":0}}"#;
pub const ROW_OF_NO_TEXT: &[u8] = b"{\"items\":[\"\xff\xfe\"],\"pagination\":{\"total_count\":1,\"max_page\":1}}";
pub const HUGE_COUNT: &[u8] = br#"{"items":[],"pagination":{"total_count":18446744073709551616,"max_page":1}}"#;
pub const HUGE_EXPONENT: &[u8] = br#"{"items":[],"pagination":{"total_count":1e999999999,"max_page":1}}"#;

pub const ANNOUNCED_LONGER: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 5000\r\n\r\n{\"items\":[";
pub const ANNOUNCED_PETABYTES: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 9007199254740993\r\n\r\n{\"items\":[";
pub const CUT_CHUNK: &[u8] = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n100\r\n{\"items\":[";
pub const ABSURD_CHUNK: &[u8] =
    b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffff0\r\n{\"items\":[";

/// As many as a body can hold that is read at all.
const ALMOST_THE_LARGEST: usize = 8 * 1024 * 1024 - 1024;

/// An answer of this status; with a body where a status has one.
pub fn of_status(status: u16) -> Vec<u8> {
    match status {
        100..=199 => format!("HTTP/1.1 {status} Played\r\n\r\n").into_bytes(),
        204 | 304 => format!("HTTP/1.1 {status} Played\r\nconnection: close\r\ncontent-length: 0\r\n\r\n").into_bytes(),
        _ => answer(status, "", br#"{"detail":"Played"}"#),
    }
}

fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} Played\r\nconnection: close\r\ncontent-type: application/json\r\n{headers}content-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

pub fn picture() -> Fault {
    Fault::Answer { status: 200, content_type: "image/png".to_owned(), body: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec() }
}

pub fn list_called_html() -> Fault {
    Fault::Answer { status: 200, content_type: "text/html".to_owned(), body: EMPTY_LIST.to_vec() }
}

pub fn deep() -> Vec<u8> {
    [vec![b'['; 100_000], vec![b']'; 100_000]].concat()
}

pub fn deep_row() -> Vec<u8> {
    [b"{\"items\":[", deep().as_slice(), b"],\"pagination\":{\"total_count\":1,\"max_page\":1}}"].concat()
}

pub fn digits() -> Vec<u8> {
    let digits = vec![b'9'; 1_000_000];
    [b"{\"items\":[],\"pagination\":{\"total_count\":", digits.as_slice(), b",\"max_page\":1}}"].concat()
}

/// Rows of a single digit, as many as fit.
pub fn many_rows() -> Vec<u8> {
    let rows = b"1,".repeat(ALMOST_THE_LARGEST / 2);
    [b"{\"items\":[", rows.as_slice(), b"1],\"pagination\":{\"total_count\":1,\"max_page\":1}}"].concat()
}

/// A compressed answer that ends in the middle.
pub fn cut_gzip() -> Vec<u8> {
    let file = stored_gzip(EMPTY_LIST);
    answer(200, "content-encoding: gzip\r\n", &file[..file.len() - 20])
}

/// A compressed answer that unpacks to more than a hundred times its size, for as long as it is read: zeros.
///
/// One block with fixed codes (RFC 1951 §3.2.6): a zero, and then that it is repeated, 258 times at a go. Length 258 is
/// code 285 in eight bits, distance 1 is code 0 in five, so that eight of these are thirteen bytes.
pub fn gzip_bomb() -> Fault {
    let mut bits = Bits { file: GZIP_HEAD.to_vec(), free: 0 };
    bits.push(0b1, 1);
    bits.push(0b01, 2);
    // The literal 0. Codes go in with their highest bit first.
    bits.push_code(0b0011_0000, 8);
    for _ in 0..24 {
        bits.push_code(0b1100_0101, 8);
        bits.push_code(0, 5);
    }
    let (begins, repeats) = bits.file[..GZIP_HEAD.len() + 15].split_at(GZIP_HEAD.len() + 2);
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-encoding: gzip\r\n\r\n";
    Fault::Wire { bytes: [head, begins].concat(), then: Then::Repeat(repeats.repeat(1000)) }
}

/// A gzip file of one block that is stored as it is (RFC 1951 §3.2.4 in RFC 1952), without the sum at its end.
fn stored_gzip(body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    let mut file = GZIP_HEAD.to_vec();
    file.push(1);
    file.extend_from_slice(&length.to_le_bytes());
    file.extend_from_slice(&(!length).to_le_bytes());
    file.extend_from_slice(body);
    file.extend_from_slice(&[0; 8]);
    file
}

const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

struct Bits {
    file: Vec<u8>,
    /// How many bits of the last byte are free.
    free: u32,
}

impl Bits {
    fn push(&mut self, value: u32, count: u32) {
        for place in 0..count {
            if self.free == 0 {
                self.file.push(0);
                self.free = 8;
            }
            let bit = u8::from(value >> place & 1 == 1);
            *self.file.last_mut().unwrap() |= bit << (8 - self.free);
            self.free -= 1;
        }
    }

    fn push_code(&mut self, code: u32, count: u32) {
        (0..count).rev().for_each(|place| self.push(code >> place & 1, 1));
    }
}
