//! From which widths and heights on the window shows more beside each other.

/// Wide enough for the list beside the lesson, in points.
const WIDE: f32 = 1200.0;
/// Wide enough for the quiz beside the lesson.
const MIDDLE: f32 = 900.0;
/// Lower than this, bars and rows are lower too.
pub const LOW: f32 = 480.0;

#[must_use]
pub fn wide(width: f32) -> bool {
    width >= WIDE
}

#[must_use]
pub fn middle(width: f32) -> bool {
    width >= MIDDLE
}
