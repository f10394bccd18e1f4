//! A picture as an SVG file, turned into pixels: with our own faces, so that it looks as it does in
//! the window.

use crate::theme::{NotoMeasure, faces};
use resvg::{tiny_skia, usvg};
use skrifa::{FontRef, MetadataProvider};
use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

/// Why there are no pixels.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum PictureError {
    /// It would have more pixels than are made.
    #[error("the picture would be {width} × {height} pixels, at most {MOST} × {MOST} are made")]
    TooLarge {
        /// What was asked for, in pixels.
        width: u64,
        /// What was asked for, in pixels.
        height: u64,
        /// The largest scale at which it is small enough, in hundredths; none where no scale is.
        fitting: Option<u16>,
    },
    /// The renderer refuses the file, and why.
    #[error("the picture could not be drawn ({0})")]
    Undrawn(String),
}

/// The most that a picture is wide or high, in pixels.
pub const MOST: u64 = 16_384;

/// Pixels, row by row: red, green, blue and alpha, not premultiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many pixels stand in a row.
    pub width: usize,
    /// How many rows there are.
    pub height: usize,
    /// Four bytes a pixel, from the top left.
    pub rgba: Vec<u8>,
}

/// Our faces; then with them those of the system, for a text with characters that ours lack.
static FACES: LazyLock<(Arc<usvg::fontdb::Database>, Arc<usvg::fontdb::Database>)> =
    LazyLock::new(|| {
        let mut own = usvg::fontdb::Database::new();
        for face in [faces::REGULAR, faces::BOLD, faces::CODE] {
            own.load_font_data(face.to_vec());
        }
        let mut all = own.clone();
        all.load_system_fonts();
        (Arc::new(own), Arc::new(all))
    });

/// The characters that neither our faces nor those of the system have: in pixels there would be
/// boxes in their place.
#[must_use]
pub fn lacking(text: &str) -> BTreeSet<char> {
    let mut wanted: BTreeSet<char> =
        text.chars().filter(|letter| !NotoMeasure::covers(*letter)).collect();
    if wanted.is_empty() {
        return wanted;
    }
    let faces = &FACES.1;
    for face in faces.faces() {
        // A face that cannot be read has nothing.
        let _unread = faces.with_face_data(face.id, |data, number| {
            if let Ok(face) = FontRef::from_index(data, number) {
                let letters = face.charmap();
                let has = |letter: &char| letters.map(*letter).is_some_and(|g| g.to_u32() != 0);
                wanted.retain(|letter| !has(letter));
            }
        });
        if wanted.is_empty() {
            break;
        }
    }
    wanted
}

/// How many pixels, across and down, a picture of this size in points has at a scale.
///
/// # Errors
/// When those are more than are made; this is known before anything is drawn.
pub fn pixel_size(width: f32, height: f32, scale: f32) -> Result<(u32, u32), PictureError> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are positive, and too large ones are refused"
    )]
    let pixels = |length: f32| f64::from(length * scale).ceil().max(1.0) as u64;
    let (wide, high) = (pixels(width), pixels(height));
    let side = |length: u64| u32::try_from(length).ok().filter(|_| length <= MOST);
    side(wide).zip(side(high)).ok_or_else(|| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a few hundred at most"
        )]
        let fitting = (MOST as f32 / width.max(height) * 100.0).floor().clamp(0.0, 800.0) as u16;
        let fitting = Some(fitting).filter(|hundredths| *hundredths > 0);
        PictureError::TooLarge { width: wide, height: high, fitting }
    })
}

/// How wide and high an SVG file of ours says that it is, in points.
fn said_size(svg: &str) -> Option<(f32, f32)> {
    let head = svg.lines().next()?;
    let said = |name: &str| {
        let (_, value) = head.split_once(&format!(" {name}=\""))?;
        value.split_once('"')?.0.parse::<f32>().ok()
    };
    said("width").zip(said("height"))
}

fn drawn(svg: &str, scale: f32, covered: bool) -> Result<tiny_skia::Pixmap, PictureError> {
    // Reading a large file takes time and memory, so its size is looked at first.
    if let Some((width, height)) = said_size(svg) {
        pixel_size(width, height, scale)?;
    }
    let faces = if covered { FACES.0.clone() } else { FACES.1.clone() };
    let options = usvg::Options {
        font_family: faces::FAMILY.to_owned(),
        fontdb: faces,
        ..usvg::Options::default()
    };
    let undrawn = |why: String| PictureError::Undrawn(why);
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| undrawn(error.to_string()))?;
    let size = tree.size();
    let (wide, high) = pixel_size(size.width(), size.height(), scale)?;
    let mut pixmap =
        tiny_skia::Pixmap::new(wide, high).ok_or_else(|| undrawn("no memory".to_owned()))?;
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    Ok(pixmap)
}

/// A PNG file of the picture, `scale` times as large. `covered`: our faces have every character.
///
/// # Errors
/// When it would be too large, or cannot be drawn.
pub fn png(svg: &str, scale: f32, covered: bool) -> Result<Vec<u8>, PictureError> {
    let pixmap = drawn(svg, scale, covered)?;
    pixmap.encode_png().map_err(|error| PictureError::Undrawn(error.to_string()))
}

/// The picture's pixels.
///
/// # Errors
/// As for [`png`].
pub fn pixels(svg: &str, scale: f32, covered: bool) -> Result<Pixels, PictureError> {
    let pixmap = drawn(svg, scale, covered)?;
    let rgba = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let pixel = pixel.demultiply();
            [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
        })
        .collect();
    let side = |length: u32| usize::try_from(length).unwrap_or_default();
    Ok(Pixels { width: side(pixmap.width()), height: side(pixmap.height()), rgba })
}
