//! Room that lines need between boxes which stand side by side.

use crate::diagram::{
    layout::placed::{Layout, PlacedBox},
    model::NodePath,
};
use std::collections::BTreeMap;

/// For two boxes side by side, the left one first: how far apart the parts that hold them must
/// stand, in points.
pub type Between = BTreeMap<(NodePath, NodePath), f32>;

/// Boxes this far apart have room between them for any line, in points.
const WIDE: f32 = 64.0;

/// For each row from y to y, the boxes to the left and to the right of `x`, unless they are far
/// apart.
pub fn pairs(layout: &Layout, index: usize, x: f32, ys: (f32, f32)) -> Vec<(NodePath, NodePath)> {
    let pairs = facing(layout, index, x, ys).into_iter();
    pairs.filter(|(_, gap)| *gap < WIDE).map(|(pair, _)| pair).collect()
}

/// For each row from y to y, the boxes to the left and to the right of `x`, and how far apart they
/// are, in points.
pub fn facing(
    layout: &Layout,
    index: usize,
    x: f32,
    ys: (f32, f32),
) -> Vec<((NodePath, NodePath), f32)> {
    let mut rows: BTreeMap<usize, (Option<&PlacedBox>, Option<&PlacedBox>)> = BTreeMap::new();
    let boxes = layout.boxes.iter().filter(|b| b.diagram == index);
    for b in boxes.filter(|b| b.rect.top < ys.1 && ys.0 < b.rect.bottom) {
        let (left, right) = rows.entry(b.row).or_default();
        if b.rect.centre().x <= x {
            if left.is_none_or(|left| left.rect.right < b.rect.right) {
                *left = Some(b);
            }
        } else if right.is_none_or(|right| b.rect.left < right.rect.left) {
            *right = Some(b);
        }
    }
    let both = rows.into_values().filter_map(|(left, right)| Some((left?, right?)));
    both.map(|(left, right)| {
        let gap = right.rect.left - left.rect.right;
        ((left.path.clone(), right.path.clone()), gap)
    })
    .collect()
}
