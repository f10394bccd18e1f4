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
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PictureError {
    #[error("the picture would be {width} × {height} pixels, at most {MOST} × {MOST} are made")]
    TooLarge { width: u64, height: u64 },
    #[error("the picture could not be drawn ({0})")]
    Undrawn(String),
}

/// No picture is wider or higher, in pixels.
pub const MOST: u64 = 16_384;

/// Pixels, row by row, red, green, blue and alpha as they are, not multiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    pub width: usize,
    pub height: usize,
    pub rgba: Vec<u8>,
}

/// Our faces; and those of the system, which only a text that ours lack is drawn with.
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

fn drawn(svg: &str, scale: f32, covered: bool) -> Result<tiny_skia::Pixmap, PictureError> {
    let faces = if covered { FACES.0.clone() } else { FACES.1.clone() };
    let options = usvg::Options {
        font_family: faces::FAMILY.to_owned(),
        fontdb: faces,
        ..usvg::Options::default()
    };
    let undrawn = |why: String| PictureError::Undrawn(why);
    let tree = usvg::Tree::from_str(svg, &options).map_err(|error| undrawn(error.to_string()))?;
    let size = tree.size();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are positive, and too large ones are refused below"
    )]
    let pixels = |length: f32| f64::from(length * scale).ceil().max(1.0) as u64;
    let (width, height) = (pixels(size.width()), pixels(size.height()));
    let too_large = PictureError::TooLarge { width, height };
    if width > MOST || height > MOST {
        return Err(too_large);
    }
    let side = |length: u64| u32::try_from(length).ok();
    let (Some(wide), Some(high)) = (side(width), side(height)) else { return Err(too_large) };
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
