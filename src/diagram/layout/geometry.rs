//! Points and rectangles of a laid-out diagram, in points, y downwards.

/// A point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f32,
    /// From the top.
    pub y: f32,
}

/// A rectangle by its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Never to the right of `right`.
    pub left: f32,
    /// Never below `bottom`.
    pub top: f32,
    /// Never to the left of `left`.
    pub right: f32,
    /// Never above `top`.
    pub bottom: f32,
}

impl Rect {
    /// From left to right, in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// From top to bottom, in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// The point in the middle.
    #[must_use]
    pub fn centre(&self) -> Point {
        Point { x: f32::midpoint(self.left, self.right), y: f32::midpoint(self.top, self.bottom) }
    }

    /// Larger by `by` on every side.
    #[must_use]
    pub fn grown(&self, by: f32) -> Self {
        Self {
            left: self.left - by,
            top: self.top - by,
            right: self.right + by,
            bottom: self.bottom + by,
        }
    }

    /// As large, moved so many points to the right and down; less than nought moves left and up.
    #[must_use]
    pub fn moved(&self, by_x: f32, by_y: f32) -> Self {
        Self {
            left: self.left + by_x,
            top: self.top + by_y,
            right: self.right + by_x,
            bottom: self.bottom + by_y,
        }
    }

    /// The smallest rectangle round both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Do the two share more than an edge?
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    /// Does `other` lie inside, edges included, to a hundredth of a point?
    #[must_use]
    pub fn holds(&self, other: &Self) -> bool {
        let slack = 0.01;
        other.left >= self.left - slack
            && other.right <= self.right + slack
            && other.top >= self.top - slack
            && other.bottom <= self.bottom + slack
    }
}

/// Strokes from the corners of a rectangle towards its middle, each as far as to the words in it,
/// so that what is crossed out can still be read.
#[must_use]
pub fn cross(rect: &Rect, words: &Rect) -> [[Point; 2]; 4] {
    let middle = rect.centre();
    let corner = |x: f32, y: f32| {
        let (dx, dy) = (middle.x - x, middle.y - y);
        // How much of the way there is before the words begin, sideways and up or down.
        let share = |from: f32, by: f32, (low, high): (f32, f32)| {
            if by > 0.0 {
                (low - from) / by
            } else if by < 0.0 {
                (high - from) / by
            } else {
                0.0
            }
        };
        let across = share(x, dx, (words.left, words.right));
        let down = share(y, dy, (words.top, words.bottom));
        let way = across.max(down).clamp(0.0, 1.0);
        [Point { x, y }, Point { x: x + dx * way, y: y + dy * way }]
    };
    [
        corner(rect.left, rect.top),
        corner(rect.right, rect.top),
        corner(rect.right, rect.bottom),
        corner(rect.left, rect.bottom),
    ]
}

/// The two other corners of an arrow head whose tip is the end of a line: 8 points long and wide,
/// times `size`.
#[must_use]
pub fn head(from: Point, tip: Point, size: f32) -> [Point; 2] {
    let (dx, dy) = (tip.x - from.x, tip.y - from.y);
    let length = dx.hypot(dy).max(0.001) / size;
    let (dx, dy) = (dx / length, dy / length);
    let base = Point { x: tip.x - 8.0 * dx, y: tip.y - 8.0 * dy };
    [
        Point { x: base.x - 4.0 * dy, y: base.y + 4.0 * dx },
        Point { x: base.x + 4.0 * dy, y: base.y - 4.0 * dx },
    ]
}

/// Where the arc begins and ends that rounds a corner by `bend` points, or by as many as its sides
/// have room for.
#[must_use]
pub fn corner(before: Point, at: Point, after: Point, bend: f32) -> (Point, Point) {
    let towards = |other: Point| {
        let (dx, dy) = (other.x - at.x, other.y - at.y);
        let length = dx.hypot(dy).max(0.001);
        let cut = bend.min(length / 2.0) / length;
        Point { x: at.x + dx * cut, y: at.y + dy * cut }
    };
    (towards(before), towards(after))
}
