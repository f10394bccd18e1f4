//! The faces in the binary: Noto Sans for text, Hack for code and for signs that Noto lacks.
//! `assets/faces/make.py` makes the former.

/// What the faces of text call themselves, in SVG files too.
pub const FAMILY: &str = "Noto Sans";

/// Of running text.
pub const REGULAR: &[u8] = include_bytes!("../../assets/faces/NotoSans-Regular.ttf");
pub const BOLD: &[u8] = include_bytes!("../../assets/faces/NotoSans-Bold.ttf");
pub const ITALIC: &[u8] = include_bytes!("../../assets/faces/NotoSans-Italic.ttf");
pub const BOLD_ITALIC: &[u8] = include_bytes!("../../assets/faces/NotoSans-BoldItalic.ttf");
/// Letters of equal width.
pub const CODE: &[u8] = epaint_default_fonts::HACK_REGULAR;
