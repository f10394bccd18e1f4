//! A part of the way of a request, as a line through the picture.

use crate::diagram::layout::geometry::Point;

/// The number of a hop stands so far inside the corner of its box, in points.
pub const INSET: f32 = 3.0;

/// The part of a request's way between two of its hops.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The pane that it lies in.
    pub diagram: usize,
    /// From the number of the one to that of the other, or of a decision along its branch, every bend
    /// included; it does not turn but at right angles. At least two points.
    pub points: Vec<Point>,
    /// The request sets something up: it is dashed.
    pub control: bool,
    /// Where it leads, in words: "from 2 Cache to 3 Store".
    pub words: String,
}

impl Route {
    /// As much of it as has been gone, of 1.
    #[must_use]
    pub fn gone(&self, share: f32) -> Self {
        let long = |pair: &[Point]| match pair {
            [one, other] => (one.x - other.x).abs() + (one.y - other.y).abs(),
            _ => 0.0,
        };
        let whole: f32 = self.points.windows(2).map(long).sum();
        let mut left = whole * share.clamp(0.0, 1.0);
        let mut points: Vec<Point> = self.points.first().copied().into_iter().collect();
        for pair in self.points.windows(2) {
            let (length, [one, other]) = (long(pair), pair) else { break };
            if length >= left {
                let part = if length > 0.0 { left / length } else { 0.0 };
                let (x, y) = (one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part);
                points.push(Point { x, y });
                break;
            }
            left -= length;
            points.push(*other);
        }
        Self { points, ..self.clone() }
    }

    /// Its end.
    #[must_use]
    pub fn end(&self) -> Option<Point> {
        self.points.last().copied()
    }
}
