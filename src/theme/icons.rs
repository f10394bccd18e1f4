//! The icons: Phosphor, cut down to the glyphs that are named here (`assets/faces/make.py`). The
//! window paints them as text, pictures as outlines.

use crate::theme::glyphs::{bold, fill, regular};
use skrifa::{
    FontRef, MetadataProvider,
    instance::LocationRef,
    outline::{DrawSettings, OutlinePen},
    prelude::Size,
};
use std::fmt::Write;

/// An icon: a glyph and the face that it is taken from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon {
    /// One character of the cut's face.
    pub glyph: &'static str,
    /// Its face.
    pub cut: Cut,
}

/// How heavy the lines of an icon are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Drawn with lines.
    Regular,
    /// Drawn as areas; what stands in them is left out.
    Fill,
    /// Drawn with heavy lines, for signs of a few strokes.
    Bold,
}

impl Cut {
    /// All cuts, in the order of their variants.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Fill, Self::Bold];

    /// The face of the cut, with the used glyphs alone.
    #[must_use]
    pub fn face(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/faces/Phosphor-Regular.ttf"),
            Self::Fill => include_bytes!("../../assets/faces/Phosphor-Fill.ttf"),
            Self::Bold => include_bytes!("../../assets/faces/Phosphor-Bold.ttf"),
        }
    }
}

const fn line(glyph: &'static str) -> Icon {
    Icon { glyph, cut: Cut::Regular }
}

const fn solid(glyph: &'static str) -> Icon {
    Icon { glyph, cut: Cut::Fill }
}

pub const AGAIN: Icon = line(regular::ARROW_COUNTER_CLOCKWISE);
pub const ASKS: Icon = line(regular::QUESTION);
pub const BACK: Icon = line(regular::ARROW_LEFT);
pub const BREAK: Icon = line(regular::LINK_BREAK);
pub const BOOK: Icon = line(regular::BOOK_OPEN);
pub const CLOSE: Icon = line(regular::X);
pub const COPY: Icon = line(regular::COPY);
pub const COVERED: Icon = line(regular::EYE_SLASH);
pub const COUNTERPART: Icon = line(regular::ARROWS_LEFT_RIGHT);
pub const DARK: Icon = line(regular::MOON);
pub const DOWN: Icon = line(regular::CARET_DOWN);
/// Out of the window, to another program.
pub const EXPORT: Icon = line(regular::EXPORT);
pub const FILL: Icon = line(regular::FRAME_CORNERS);
pub const CERTAIN: Icon = line(regular::SEAL_CHECK);
pub const FAIRLY_SURE: Icon = line(regular::SCALES);
pub const FOLD: Icon = line(regular::CARET_LEFT);
pub const FOLLOW: Icon = line(regular::PATH);
pub const FOLDER: Icon = line(regular::FOLDER_OPEN);
pub const GRIP: Icon = line(regular::DOTS_SIX_VERTICAL);
pub const GUESSING: Icon = line(regular::QUESTION);
pub const GHOST: Icon = line(regular::CIRCLE_DASHED);
pub const HALF: Icon = line(regular::CIRCLE_HALF);
pub const HINT: Icon = line(regular::LIGHTBULB);
pub const IMPORT: Icon = line(regular::DOWNLOAD_SIMPLE);
pub const LARGER: Icon = line(regular::MAGNIFYING_GLASS_PLUS);
pub const LIGHT: Icon = line(regular::SUN);
pub const LIST: Icon = line(regular::SIDEBAR_SIMPLE);
pub const SMALLER: Icon = line(regular::MAGNIFYING_GLASS_MINUS);
pub const WHOLE: Icon = line(regular::ARROWS_IN);
pub const MISSED: Icon = line(regular::CHECK_CIRCLE);
pub const MORE: Icon = line(regular::DOTS_THREE);
pub const NEXT: Icon = line(regular::ARROW_RIGHT);
pub const PAUSE: Icon = line(regular::PAUSE);
pub const PLAY: Icon = line(regular::PLAY);
pub const POINT_AT: Icon = line(regular::TARGET);
/// Marks a layer that stands in the same place and does another job.
pub const SAME_PLACE: Icon = line(regular::APPROXIMATE_EQUALS);
pub const UNFOLD: Icon = line(regular::CARET_RIGHT);
pub const UP: Icon = line(regular::CARET_UP);

pub const ERROR: Icon = solid(fill::WARNING_CIRCLE);
pub const NOTE: Icon = solid(fill::INFO);
pub const RIGHT: Icon = solid(fill::CHECK_CIRCLE);
pub const WARNING: Icon = solid(fill::WARNING);
pub const WRONG: Icon = solid(fill::X_CIRCLE);

pub const CHECK: Icon = Icon { glyph: bold::CHECK, cut: Cut::Bold };
pub const CROSS: Icon = Icon { glyph: bold::X, cut: Cut::Bold };

/// What stands for the roles of layers.
pub const APPLICATION: Icon = line(regular::APP_WINDOW);
pub const LIBRARY: Icon = line(regular::BOOKS);
pub const KERNEL: Icon = line(regular::GEAR_SIX);
pub const BOUNDARY: Icon = line(regular::STACK);
pub const HARDWARE: Icon = line(regular::CPU);
pub const NETWORK: Icon = line(regular::SHARE_NETWORK);
pub const STORAGE: Icon = line(regular::DATABASE);
pub const PART: Icon = line(regular::CUBE);

impl Icon {
    /// The icon's outline as the path of an SVG file: as large as in a row of text of `size`
    /// points, its ink centred on the origin. Empty where the face cannot be read.
    #[must_use]
    pub fn outline(self, size: f32) -> String {
        let mut pen = Pen::default();
        let Ok(face) = FontRef::new(self.cut.face()) else { return String::new() };
        let character = self.glyph.chars().next();
        let glyph = character.and_then(|character| face.charmap().map(character));
        let outlines = face.outline_glyphs();
        let Some(outline) = glyph.and_then(|glyph| outlines.get(glyph)) else {
            return String::new();
        };
        let settings = DrawSettings::unhinted(Size::new(size), LocationRef::default());
        match outline.draw(settings, &mut pen) {
            Ok(_) => pen.path(),
            // If our face can't be drawn, the name stands in its box without an icon.
            Err(_) => String::new(),
        }
    }
}

/// Takes down an outline: letters, and the points that follow each.
#[derive(Default)]
struct Pen {
    pieces: Vec<(char, Vec<(f32, f32)>)>,
}

impl Pen {
    fn put(&mut self, letter: char, points: &[(f32, f32)]) {
        // In faces y grows upwards, in pictures downwards.
        self.pieces.push((letter, points.iter().map(|(x, y)| (*x, -y)).collect()));
    }

    fn path(&self) -> String {
        let points = || self.pieces.iter().flat_map(|(_, points)| points);
        let ends = |of: fn(&(f32, f32)) -> f32| {
            let each = points().map(of);
            each.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)))
        };
        let middle = |(low, high): (f32, f32)| f32::midpoint(low, high);
        let (x, y) = (middle(ends(|point| point.0)), middle(ends(|point| point.1)));
        let mut path = String::new();
        let mut at = None;
        for (letter, points) in &self.pieces {
            // A line to the point where it begins is left out.
            if *letter == 'L' && points.first() == at {
                continue;
            }
            at = points.last().or(at);
            path.push(*letter);
            let places = points.iter().map(|point| (point.0 - x, point.1 - y));
            for (number, (x, y)) in places.enumerate() {
                let gap = if number == 0 { "" } else { " " };
                let _infallible = write!(path, "{gap}{} {}", hundredths(x), hundredths(y));
            }
        }
        path
    }
}

/// Rounded to two decimals.
fn hundredths(value: f32) -> f32 {
    // Adding nought makes of minus nought a plain one.
    (value * 100.0).round() / 100.0 + 0.0
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.put('Q', &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.put('C', &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.put('Z', &[]);
    }
}
