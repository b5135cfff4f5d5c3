use std::collections::BTreeMap;
use std::process::Command;

use super::root;

/// The kinds of Apple's container that `iconutil` writes, and how many pixels wide each picture is: from 16 points to 512
/// points, at 1x and 2x.
const KINDS: [(&str, u32); 10] = [
    ("ic04", 16),
    ("ic11", 32),
    ("ic05", 32),
    ("ic12", 64),
    ("ic07", 128),
    ("ic13", 256),
    ("ic08", 256),
    ("ic14", 512),
    ("ic09", 512),
    ("ic10", 1024),
];

fn number(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes.try_into().unwrap())
}

/// The entries of the icon, by kind.
fn entries() -> BTreeMap<String, Vec<u8>> {
    let icon = std::fs::read(root().join("assets/Revone.icns")).unwrap();
    assert_eq!(&icon[..4], b"icns");
    assert_eq!(number(&icon[4..8]) as usize, icon.len());
    let mut entries = BTreeMap::new();
    let mut rest = &icon[8..];
    while !rest.is_empty() {
        let kind = String::from_utf8(rest[..4].to_vec()).unwrap();
        let (entry, after) = rest.split_at(number(&rest[4..8]) as usize);
        assert!(entries.insert(kind, entry[8..].to_vec()).is_none(), "a kind stands there twice");
        rest = after;
    }
    entries
}

/// Width, height, and red, green, blue and transparency of each pixel.
fn picture(png: &[u8]) -> (u32, u32, Vec<[u8; 4]>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((frame.color_type, frame.bit_depth), (png::ColorType::Rgba, png::BitDepth::Eight));
    let (pixels, _) = pixels.as_chunks::<4>();
    (frame.width, frame.height, pixels.to_vec())
}

/// What the runs of an ARGB entry say: all of the transparency, then all of each colour.
fn unpacked(entry: &[u8]) -> Vec<u8> {
    let mut packed = entry.strip_prefix(b"ARGB").unwrap();
    let mut bytes = Vec::new();
    while let Some((&count, rest)) = packed.split_first() {
        let count = usize::from(count);
        if count < 128 {
            bytes.extend_from_slice(&rest[..=count]);
            packed = &rest[count + 1..];
        } else {
            bytes.extend(std::iter::repeat_n(rest[0], count - 125));
            packed = &rest[1..];
        }
    }
    bytes
}

#[test]
fn the_icon_has_every_size_at_1x_and_2x() {
    let entries = entries();
    assert_eq!(entries.len(), KINDS.len());
    for (kind, edge) in KINDS {
        let entry = &entries[kind];
        if ["ic04", "ic05"].contains(&kind) {
            // As a PNG, macOS shows these two as noise in an app.
            assert_eq!(unpacked(entry).len(), (edge * edge * 4) as usize, "{kind}");
        } else {
            let (width, height, _) = picture(entry);
            assert_eq!((width, height), (edge, edge), "{kind}");
        }
    }
}

#[test]
fn the_picture_of_32_points_is_the_one_of_16_points_at_2x() {
    let entries = entries();
    let (_, _, expected) = picture(&entries["ic11"]);
    let channels = unpacked(&entries["ic05"]);
    let channel = |at: usize| &channels[at * 32 * 32..(at + 1) * 32 * 32];
    for (at, [red, green, blue, alpha]) in expected.into_iter().enumerate() {
        assert_eq!(channel(0)[at], alpha, "the transparency of pixel {at}");
        if alpha > 0 {
            assert_eq!([channel(1)[at], channel(2)[at], channel(3)[at]], [red, green, blue], "pixel {at}");
        }
    }
}

#[test]
fn every_bitmap_was_drawn_from_the_drawing_that_is_there_now() {
    let check = Command::new("sha256sum")
        .args(["--check", "--quiet", "assets/drawn.sha256"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(check.status.success(), "`make icons` draws anew: {}", String::from_utf8_lossy(&check.stdout));
    let noted = std::fs::read_to_string(root().join("assets/drawn.sha256")).unwrap();
    for entry in std::fs::read_dir(root().join("assets/status")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(noted.contains(&format!("assets/status/{name}\n")), "{name} is not in assets/drawn.sha256");
    }
}
