use std::io::Cursor;

use tray_icon::Icon;

use super::ScreenError;
use crate::view::{Mark, words};

const MARKS: [Mark; 4] = [Mark::Normal, Mark::News, Mark::Stale, Mark::ActionNeeded];

/// The drawings of the icon, one a mark, for this system's menu bar or panel.
pub struct Icons([Icon; MARKS.len()]);

impl Icons {
    /// Reads the drawings that are part of the program.
    pub fn read() -> Result<Self, ScreenError> {
        let [normal, news, stale, action] = MARKS.map(|mark| decode(drawing(mark)));
        Ok(Self([normal?, news?, stale?, action?]))
    }

    /// The icon with `mark`.
    pub fn of(&self, mark: Mark) -> Icon {
        let [normal, news, stale, action] = &self.0;
        match mark {
            Mark::Normal => normal,
            Mark::News => news,
            Mark::Stale => stale,
            Mark::ActionNeeded => action,
        }
        .clone()
    }
}

macro_rules! drawings {
    ($ink:literal, $mark:expr) => {
        match $mark {
            Mark::Normal => include_bytes!(concat!("../../../assets/status/", $ink, "-normal.png")).as_slice(),
            Mark::News => include_bytes!(concat!("../../../assets/status/", $ink, "-news.png")),
            Mark::Stale => include_bytes!(concat!("../../../assets/status/", $ink, "-stale.png")),
            Mark::ActionNeeded => include_bytes!(concat!("../../../assets/status/", $ink, "-action.png")),
        }
    };
}

/// On a Mac a template image: the menu bar inks its transparency as its background needs it.
#[cfg(target_os = "macos")]
fn drawing(mark: Mark) -> &'static [u8] {
    drawings!("template", mark)
}

/// The same for a screen with one pixel a point: half the size, drawn for it.
#[cfg(any(target_os = "macos", test))]
pub fn single_scale(mark: Mark) -> &'static [u8] {
    match mark {
        Mark::Normal => include_bytes!("../../../assets/status/template-normal-1x.png"),
        Mark::News => include_bytes!("../../../assets/status/template-news-1x.png"),
        Mark::Stale => include_bytes!("../../../assets/status/template-stale-1x.png"),
        Mark::ActionNeeded => include_bytes!("../../../assets/status/template-action-1x.png"),
    }
}

/// An icon in the wrong ink cannot be seen at all. Where nothing tells whether the panel is light or dark, one ink stands out
/// from both: a blue whose contrast to white and to the usual dark greys is above 3 to 1.
#[cfg(not(target_os = "macos"))]
fn drawing(mark: Mark) -> &'static [u8] {
    use crate::shell::linux::{Panel, panel};
    match panel() {
        Panel::Dark => drawings!("light", mark),
        Panel::Light => drawings!("dark", mark),
        Panel::Unknown => drawings!("blue", mark),
    }
}

fn decode(png: &[u8]) -> Result<Icon, ScreenError> {
    let unreadable = |error: png::DecodingError| ScreenError::Drawing(error.to_string());
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().map_err(unreadable)?;
    let size = reader
        .output_buffer_size()
        .ok_or_else(|| ScreenError::Drawing(words::computer::DRAWING_TOO_LARGE.to_owned()))?;
    let mut pixels = vec![0; size];
    let frame = reader.next_frame(&mut pixels).map_err(unreadable)?;
    pixels.truncate(frame.buffer_size());
    let rgba = match frame.color_type {
        png::ColorType::Rgba => pixels,
        // A drawing in one ink may be kept as grey and transparency.
        png::ColorType::GrayscaleAlpha => {
            let (pairs, _) = pixels.as_chunks::<2>();
            pairs.iter().flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect()
        }
        other => return Err(ScreenError::Drawing(words::computer::no_transparency(&format!("{other:?}")))),
    };
    Icon::from_rgba(rgba, frame.width, frame.height).map_err(|error| ScreenError::Drawing(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_can_be_read_and_no_two_marks_look_the_same() {
        for files in [
            MARKS.map(|mark| drawings!("template", mark)),
            MARKS.map(|mark| drawings!("light", mark)),
            MARKS.map(|mark| drawings!("dark", mark)),
            MARKS.map(|mark| drawings!("blue", mark)),
            MARKS.map(single_scale),
        ] {
            for (at, file) in files.iter().enumerate() {
                decode(file).unwrap();
                assert!(files.iter().skip(at + 1).all(|other| other != file));
            }
        }
    }

    #[test]
    fn a_screen_with_one_pixel_a_point_has_its_own_drawing_of_half_the_size() {
        let wide = |png: &[u8]| png::Decoder::new(Cursor::new(png.to_vec())).read_info().unwrap().info().width;
        for mark in MARKS {
            assert_eq!((wide(drawings!("template", mark)), wide(single_scale(mark))), (44, 22), "{mark:?}");
        }
    }
}
