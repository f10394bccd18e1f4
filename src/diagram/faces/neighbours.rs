//! Moving from layer to layer by position: what an arrow key leads to.

use crate::diagram::layout::{
    geometry::Rect,
    placed::{Layout, Stop},
};

/// Where an arrow key leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To what stands on the layer.
    Up,
    /// To what the layer stands on.
    Down,
    /// To the next of its row, towards the left.
    Left,
    /// To the next of its row, towards the right.
    Right,
}

/// The layer or group that an arrow key leads to, by its number in [`Layout::stops`].
///
/// Up and down stay in the diagram (and cross to the next one only where diagrams stand one
/// above the other); left and right follow the row, across diagrams.
#[must_use]
pub fn neighbour(layout: &Layout, from: usize, direction: Direction) -> Option<usize> {
    let start = layout.stop(from)?;
    let here = *start.rect();
    let middle = here.centre();
    let beyond = |placed: &Rect| {
        let there = placed.centre();
        match direction {
            Direction::Up => placed.bottom <= here.top + 0.5,
            Direction::Down => placed.top >= here.bottom - 0.5,
            Direction::Left => there.x < middle.x - 0.5 && shares_row(&here, placed),
            Direction::Right => there.x > middle.x + 0.5 && shares_row(&here, placed),
        }
    };
    let distance = |stop: Stop<'_>| {
        let rect = stop.rect();
        let there = rect.centre();
        // The name of a group stands at the left of its frame, above all that lies in it.
        let across = match stop {
            Stop::Layer(_) => *rect,
            Stop::Group(frame, _) => {
                Rect { left: frame.rect.left, right: frame.rect.right, ..*rect }
            }
        };
        let (along, across) = match direction {
            Direction::Up | Direction::Down => {
                ((there.y - middle.y).abs(), off(middle.x, across.left, across.right))
            }
            Direction::Left | Direction::Right => {
                ((there.x - middle.x).abs(), off(middle.y, rect.top, rect.bottom))
            }
        };
        // Beside the beam counts more than far along it.
        (across * 4.0 + along, (there.x - middle.x).abs())
    };
    layout
        .stops()
        .filter(|(number, stop)| *number != from && beyond(stop.rect()))
        .filter(|(_, stop)| {
            layout.stacked
                || matches!(direction, Direction::Left | Direction::Right)
                || stop.diagram() == start.diagram()
        })
        .min_by(|(_, a), (_, b)| {
            distance(*a).partial_cmp(&distance(*b)).unwrap_or(std::cmp::Ordering::Equal)
        })
        .map(|(number, _)| number)
}

fn shares_row(here: &Rect, there: &Rect) -> bool {
    here.top < there.bottom && there.top < here.bottom
}

/// How far a beam at `at` passes beside `from..to`.
fn off(at: f32, from: f32, to: f32) -> f32 {
    (from - at).max(at - to).max(0.0)
}
