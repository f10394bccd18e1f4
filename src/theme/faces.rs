//! The faces in the binary: Noto Sans for text, made by `assets/faces/make.py`, and Hack for code
//! and for signs that Noto lacks.

/// The name of the family of the faces for text, in SVG files too.
pub const FAMILY: &str = "Noto Sans";

/// The faces for text.
pub const REGULAR: &[u8] = include_bytes!("../../assets/faces/NotoSans-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../../assets/faces/NotoSans-Bold.ttf");
pub const ITALIC: &[u8] = include_bytes!("../../assets/faces/NotoSans-Italic.ttf");
pub const BOLD_ITALIC: &[u8] = include_bytes!("../../assets/faces/NotoSans-BoldItalic.ttf");
/// The face for code: all letters have one width.
pub const CODE: &[u8] = epaint_default_fonts::HACK_REGULAR;
