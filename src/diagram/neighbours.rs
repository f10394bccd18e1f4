//! Moving from layer to layer by position: what an arrow key leads to.

use crate::diagram::layout::{Layout, PlacedBox};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// The box that an arrow key leads to, as an index into [`Layout::boxes`].
///
/// Up and down stay in the diagram (and cross to the next one only where diagrams stand one
/// above the other); left and right follow the row, across diagrams.
#[must_use]
pub fn neighbour(layout: &Layout, from: usize, direction: Direction) -> Option<usize> {
    let here = layout.boxes.get(from)?;
    let middle = here.rect.centre();
    let beyond = |placed: &PlacedBox| {
        let there = placed.rect.centre();
        match direction {
            Direction::Up => placed.rect.bottom <= here.rect.top + 0.5,
            Direction::Down => placed.rect.top >= here.rect.bottom - 0.5,
            Direction::Left => there.x < middle.x - 0.5 && shares_row(here, placed),
            Direction::Right => there.x > middle.x + 0.5 && shares_row(here, placed),
        }
    };
    let distance = |placed: &PlacedBox| {
        let there = placed.rect.centre();
        let (along, across) = match direction {
            Direction::Up | Direction::Down => {
                ((there.y - middle.y).abs(), off(middle.x, placed.rect.left, placed.rect.right))
            }
            Direction::Left | Direction::Right => {
                ((there.x - middle.x).abs(), off(middle.y, placed.rect.top, placed.rect.bottom))
            }
        };
        // Beside the beam counts more than far along it.
        (across * 4.0 + along, (there.x - middle.x).abs())
    };
    layout
        .boxes
        .iter()
        .enumerate()
        .filter(|(index, placed)| *index != from && beyond(placed))
        .filter(|(_, placed)| {
            layout.stacked
                || matches!(direction, Direction::Left | Direction::Right)
                || placed.diagram == here.diagram
        })
        .min_by(|(_, a), (_, b)| {
            distance(a).partial_cmp(&distance(b)).unwrap_or(std::cmp::Ordering::Equal)
        })
        .map(|(index, _)| index)
}

fn shares_row(here: &PlacedBox, there: &PlacedBox) -> bool {
    here.rect.top < there.rect.bottom && there.rect.top < here.rect.bottom
}

/// How far a beam at `at` passes beside `from..to`.
fn off(at: f32, from: f32, to: f32) -> f32 {
    (from - at).max(at - to).max(0.0)
}
