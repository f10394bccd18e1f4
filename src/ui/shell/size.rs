//! How large the window is when it opens.

/// The window's least size at 100 %, in points.
pub const LEAST: [f32; 2] = [480.0, 360.0];
/// The size of the window where there is room, in points.
const FIRST: [f32; 2] = [1280.0, 800.0];
/// What a desktop keeps for itself, in points: a dock at a side; a panel and the window's title
/// bar.
const KEPT: [f32; 2] = [80.0, 96.0];
/// A size that no screen has, in points. eframe cuts a window to the screen, so asking for it tells
/// how large the screen is.
pub const ANY_SCREEN: [f32; 2] = [15_000.0, 15_000.0];

/// The window's size on a screen of this size, in points: with its title bar it fits between what
/// the desktop keeps for itself.
#[must_use]
pub fn first(screen: [f32; 2]) -> [f32; 2] {
    let along = |screen: f32, kept: f32, wanted: f32, least: f32| {
        if screen > 0.0 { wanted.min(screen - kept).max(least).min(screen) } else { wanted }
    };
    let [width, height] = screen;
    [along(width, KEPT[0], FIRST[0], LEAST[0]), along(height, KEPT[1], FIRST[1], LEAST[1])]
}
