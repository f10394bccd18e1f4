//! A way of a link, leg by leg, from one part to another.

use crate::diagram::{layout::geometry::Rect, model::NodePath};

/// How far lines keep from the corners of boxes, in points.
pub const CORNER: f32 = 8.0;
/// A bend costs as much as so many points of length.
pub const BEND: f32 = 24.0;
/// The least length of a leg between two bends, or of one with a head, in points.
pub const STEP: f32 = 12.0;
/// A way between parts that must be moved apart for it costs as much as so many points of length.
pub const NARROW: f32 = 40.0;

/// One end of a link.
#[derive(Debug, Clone)]
pub struct End {
    pub path: NodePath,
    pub rect: Rect,
    /// The channel right below it.
    pub below: usize,
    /// The channel right above it.
    pub above: usize,
}

impl End {
    pub fn is_in_one_row(&self) -> bool {
        self.below + 1 == self.above
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

/// A part of a way.
#[derive(Debug, Clone, Copy)]
pub enum Leg {
    /// Straight up or down; its ends lie somewhere between these heights.
    Vertical { x: f32, ys: (f32, f32) },
    /// Straight across, from or to the side of a box.
    Horizontal { y: f32, xs: (f32, f32) },
    /// Along a channel, on a track that is not known yet.
    Channel(usize),
    /// Up or down beside all boxes.
    Lane(Side),
}

/// A way from one end to the other.
#[derive(Debug, Clone)]
pub struct Way {
    pub legs: Vec<Leg>,
    pub cost: f32,
    /// How often it runs where parts beside it must be moved apart.
    pub narrow: u8,
    /// No way was found that keeps clear of everything.
    pub forced: bool,
}

/// What a link wants beside its way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// How wide its words are, in points; 0 without.
    pub words: f32,
    /// How wide the widest words are of all lines that join the same two parts, in points; 0
    /// without.
    pub widest: f32,
    /// Of all lines that join the same two parts: its number, from 0, and how many there are.
    pub bundle: (u8, u8),
    /// How far other lines keep from it where they can, in points, if its words found no room.
    pub elbow: f32,
}

/// Where a way is in a channel: at an x, or in the lane at a side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum At {
    X(f32),
    Lane(Side),
}

impl At {
    pub fn key(self) -> i64 {
        match self {
            Self::Lane(Side::Left) => i64::MIN,
            Self::Lane(Side::Right) => i64::MAX,
            Self::X(x) => i64::from((x * 4.0).round().to_bits()),
        }
    }
}

/// The least and the most x at which a line may leave a box upwards or downwards.
pub fn across(rect: &Rect) -> (f32, f32) {
    let corner = CORNER.min(rect.width() / 2.0);
    (rect.left + corner, rect.right - corner)
}

/// Adds a leg; one that goes straight on from the last is joined with that.
pub fn join(legs: &mut Vec<Leg>, leg: Leg) {
    if let (Some(Leg::Vertical { x, ys }), Leg::Vertical { x: same, ys: more }) =
        (legs.last_mut(), leg)
        && (*x - same).abs() < 0.3
    {
        let all = [ys.0, ys.1, more.0, more.1];
        let least = all.into_iter().fold(f32::INFINITY, f32::min);
        *ys = (least, all.into_iter().fold(f32::NEG_INFINITY, f32::max));
        return;
    }
    legs.push(leg);
}
