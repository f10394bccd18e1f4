//! What of a diagram is free for lines: clear of boxes and words, and of lines that run there.

use crate::diagram::{
    layout::{
        geometry::{Point, Rect},
        placed::{Layout, Start},
    },
    model::LayerShape,
};

/// A straight line at right angles: where it stands, and from where to where it runs.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// x of a vertical one, y of a horizontal one.
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

impl Run {
    pub fn new(at: f32, one: f32, other: f32) -> Self {
        Self { at, from: one.min(other), to: one.max(other) }
    }

    fn meets(&self, from: f32, to: f32) -> bool {
        self.from < to - EDGE && from < self.to - EDGE
    }
}

/// Touching is not overlapping.
const EDGE: f32 = 0.05;
/// Lines keep this clear of boxes and words that they pass, and of the sides of frames.
const CLEAR: f32 = 3.0;
/// How far apart lines beside each other are: as wanted, then as close as it must be.
const APART: [f32; 4] = [9.0, 5.0, 2.5, 1.2];

/// The area of one diagram.
pub struct FreeSpace {
    /// Boxes, and the words of lines and frames.
    solid: Vec<Rect>,
    /// Boundary lines: they may be crossed, but no words stand on them.
    boundaries: Vec<Rect>,
    frames: Vec<Rect>,
    vertical: Vec<Run>,
    horizontal: Vec<Run>,
}

impl FreeSpace {
    pub fn of(layout: &Layout, diagram: usize) -> Self {
        let mut space = Self {
            solid: vec![],
            boundaries: vec![],
            frames: vec![],
            vertical: vec![],
            horizontal: vec![],
        };
        for placed in layout.boxes.iter().filter(|b| b.diagram == diagram) {
            let line = placed.shape == LayerShape::Line;
            space.solid.push(if line { placed.text } else { placed.rect });
            if line {
                let y = placed.rect.centre().y;
                space.boundaries.push(Rect { top: y - 3.0, bottom: y + 3.0, ..placed.rect });
            }
        }
        for frame in layout.frames.iter().filter(|frame| frame.diagram == diagram) {
            space.frames.push(frame.rect);
            space.solid.extend(frame.title.as_ref().map(|title| title.rect));
        }
        for connector in layout.connectors.iter().filter(|c| c.diagram == diagram) {
            let (end, bus) = (connector.end, connector.bus);
            space.vertical.push(Run::new(end.x, bus, end.y));
            for Start { at, words, .. } in &connector.starts {
                space.vertical.push(Run::new(at.x, at.y, bus));
                space.horizontal.push(Run::new(bus, at.x, end.x));
                space.solid.extend(words.as_ref().map(|words| words.rect));
            }
        }
        space
    }

    /// Something runs there from now on.
    pub fn take_vertical(&mut self, run: Run) {
        self.vertical.push(run);
    }

    pub fn take_horizontal(&mut self, run: Run) {
        self.horizontal.push(run);
    }

    fn vertical_is_free(&self, x: f32, from: f32, to: f32, apart: f32) -> bool {
        let solid = |r: &Rect| {
            r.left - CLEAR < x && x < r.right + CLEAR && r.top < to - EDGE && from < r.bottom - EDGE
        };
        let side = |r: &Rect| {
            let near = (r.left - x).abs().min((r.right - x).abs()) < CLEAR;
            near && r.top < to - EDGE && from < r.bottom - EDGE
        };
        !self.solid.iter().any(solid)
            && !self.frames.iter().any(side)
            && !self.vertical.iter().any(|run| (run.at - x).abs() < apart && run.meets(from, to))
    }

    fn horizontal_is_free(&self, y: f32, from: f32, to: f32, apart: f32) -> bool {
        let solid = |r: &Rect| {
            r.top - 1.0 < y && y < r.bottom + 1.0 && r.left < to - EDGE && from < r.right - EDGE
        };
        let side = |r: &Rect| {
            let near = (r.top - y).abs().min((r.bottom - y).abs()) < 1.0;
            near && r.left < to - EDGE && from < r.right - EDGE
        };
        !self.solid.iter().any(solid)
            && !self.frames.iter().any(side)
            && !self.horizontal.iter().any(|run| (run.at - y).abs() < apart && run.meets(from, to))
    }

    /// The x nearest to the wanted one, within `range`, at which a line can run from y to y.
    pub fn x_near(&self, wanted: f32, range: (f32, f32), (one, other): (f32, f32)) -> Option<f32> {
        let (from, to) = (one.min(other), one.max(other));
        nearest(wanted, range, |x, apart| self.vertical_is_free(x, from, to, apart))
    }

    /// The same for the y of a line from x to x.
    pub fn y_near(&self, wanted: f32, range: (f32, f32), (one, other): (f32, f32)) -> Option<f32> {
        let (from, to) = (one.min(other), one.max(other));
        nearest(wanted, range, |y, apart| self.horizontal_is_free(y, from, to, apart))
    }

    /// Is there room for words, clear of these lines too?
    pub fn room_for(&self, words: &Rect, lines: &[(Point, Point)]) -> bool {
        let clear = words.grown(1.5);
        let mut solid = self.solid.iter().chain(&self.boundaries);
        let solid = solid.any(|rect| rect.overlaps(&clear));
        let borders = self.frames.iter().any(|frame| crosses_border(frame, &clear));
        let hits = |run: &Run, vertical: bool| {
            let (at, along) = if vertical {
                ((clear.left, clear.right), (clear.top, clear.bottom))
            } else {
                ((clear.top, clear.bottom), (clear.left, clear.right))
            };
            at.0 < run.at && run.at < at.1 && run.from < along.1 && along.0 < run.to
        };
        let fixed = self.vertical.iter().any(|run| hits(run, true))
            || self.horizontal.iter().any(|run| hits(run, false));
        let moving = lines.iter().any(|(one, other)| touches(*one, *other, &clear));
        !solid && !borders && !fixed && !moving
    }

    pub fn take_words(&mut self, words: Rect) {
        self.solid.push(words);
    }
}

/// Does a line at right angles touch the rectangle?
fn touches(one: Point, other: Point, rect: &Rect) -> bool {
    one.x.min(other.x) <= rect.right
        && rect.left <= one.x.max(other.x)
        && one.y.min(other.y) <= rect.bottom
        && rect.top <= one.y.max(other.y)
}

fn crosses_border(frame: &Rect, rect: &Rect) -> bool {
    frame.overlaps(rect) && !frame.holds(rect)
}

fn nearest(wanted: f32, (low, high): (f32, f32), free: impl Fn(f32, f32) -> bool) -> Option<f32> {
    if high < low {
        return None;
    }
    let wanted = wanted.clamp(low, high);
    for apart in APART {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a width in points, divided by a distance"
        )]
        let tries = ((high - low) / apart).min(400.0) as u16 + 1;
        for number in 0..=tries {
            for side in [1.0, -1.0] {
                let at = wanted + side * f32::from(number) * apart;
                if at >= low && at <= high && free(at, apart) {
                    return Some(at);
                }
            }
        }
    }
    None
}
