//! From which widths and heights on the window shows more beside each other.

/// From this width on the list stands beside the lesson, in points.
const WIDE: f32 = 1200.0;
/// From this width on the quiz stands beside the lesson, in points.
const MIDDLE: f32 = 900.0;
/// In a window lower than this, in points, bars and rows are lower too.
pub const LOW: f32 = 480.0;

#[must_use]
pub fn wide(width: f32) -> bool {
    width >= WIDE
}

#[must_use]
pub fn middle(width: f32) -> bool {
    width >= MIDDLE
}
