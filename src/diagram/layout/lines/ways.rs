//! A way of a link, leg by leg, from one part to another.

use crate::diagram::{layout::geometry::Rect, model::NodePath};

/// Lines keep away from the corners of boxes.
pub const CORNER: f32 = 8.0;
/// A bend is worth so many points of a longer way.
pub const BEND: f32 = 24.0;
/// No part of a line between two bends, and none with a head, is shorter.
pub const STEP: f32 = 12.0;
/// What parts must be moved apart for is worth so many points of a longer way.
pub const NARROW: f32 = 40.0;

/// One end of a link.
#[derive(Debug, Clone)]
pub struct End {
    pub path: NodePath,
    pub rect: Rect,
    /// The channels next to it.
    pub below: usize,
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
    /// How often it runs where what stands beside it must be moved apart.
    pub narrow: u8,
    /// No way was found that keeps clear of everything.
    pub forced: bool,
}

/// What a link wants beside its way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// How wide its words are, in points; 0 without.
    pub words: f32,
    /// How wide the widest words are of all lines that join these two boxes, in points; 0 without.
    pub widest: f32,
    /// Of these lines: its number, and how many they are.
    pub bundle: (u8, u8),
    /// So far other lines keep from it where they can: its words found no room.
    pub elbow: f32,
}

/// Where a way is in a channel: upright there, or in a lane.
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

/// Where a line may leave a box upwards or downwards.
pub fn across(rect: &Rect) -> (f32, f32) {
    let corner = CORNER.min(rect.width() / 2.0);
    (rect.left + corner, rect.right - corner)
}

/// Adds a leg; one that goes straight on from the last is one with it.
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
