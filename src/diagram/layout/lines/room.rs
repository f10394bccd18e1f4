//! The room that the links of a diagram need.

use crate::diagram::{layout::lines::between::Between, model::NodePath};
use std::collections::BTreeMap;

/// How much room the links of a diagram need, in points.
#[derive(Debug, Clone, Default)]
pub struct LinkRoom {
    /// Below each row of the grid, and above the last.
    pub channels: Vec<f32>,
    /// The lanes at the left of all boxes.
    pub left: f32,
    pub right: f32,
    /// Between single boxes that stand side by side.
    pub between: Between,
    /// How high the boxes of each row must be.
    pub rows: Vec<f32>,
    /// How wide single boxes must be.
    pub boxes: BTreeMap<NodePath, f32>,
    /// How far other lines keep from each, in the order of what links join, where they can.
    pub elbows: Vec<f32>,
}

/// Gives a row or a channel at least `needed` points.
pub fn at_least(all: &mut Vec<f32>, number: usize, needed: f32) {
    if all.len() <= number {
        all.resize(number + 1, 0.0);
    }
    if let Some(own) = all.get_mut(number) {
        *own = own.max(needed);
    }
}

impl LinkRoom {
    /// Makes room for what is needed as well; says whether there was too little.
    pub fn grow(&mut self, needed: &Self) -> bool {
        let mut grown = false;
        let mut most = |own: &mut f32, needed: f32| {
            if needed > *own + 0.01 {
                *own = needed;
                grown = true;
            }
        };
        let lists = [
            (&mut self.channels, &needed.channels),
            (&mut self.rows, &needed.rows),
            (&mut self.elbows, &needed.elbows),
        ];
        for (own, needed) in lists {
            if own.len() < needed.len() {
                own.resize(needed.len(), 0.0);
            }
            for (own, needed) in own.iter_mut().zip(needed) {
                most(own, *needed);
            }
        }
        for (path, width) in &needed.boxes {
            most(self.boxes.entry(path.clone()).or_default(), *width);
        }
        most(&mut self.left, needed.left);
        most(&mut self.right, needed.right);
        for (pair, gap) in &needed.between {
            most(self.between.entry(pair.clone()).or_default(), *gap);
        }
        grown
    }

    /// Is there less room than that anywhere?
    pub fn lacks(&self, needed: &Self) -> bool {
        self.clone().grow(needed)
    }

    pub fn gap(&mut self, pair: (NodePath, NodePath), needed: f32) {
        let own = self.between.entry(pair).or_default();
        *own = own.max(needed);
    }

    pub fn channel(&mut self, number: usize, needed: f32) {
        at_least(&mut self.channels, number, needed);
    }
}

/// How often room for links is made at most; what does not fit then is drawn nevertheless.
pub const PASSES: usize = 16;
