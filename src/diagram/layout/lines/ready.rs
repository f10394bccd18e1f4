//! Links whose ways are found, and what they are drawn with.

use crate::{
    diagram::{
        layout::{
            lines::{
                room::LinkRoom,
                router::Router,
                ways::{End, Leg, Way, Wish},
                words::Lean,
            },
            placed::Layout,
            terrain::Terrain,
        },
        model::Link,
    },
    theme::Measure,
};

/// What the links of one diagram are drawn with.
pub struct Drawing<'a> {
    pub layout: &'a Layout,
    pub index: usize,
    pub router: &'a Router,
    pub ground: &'a Terrain,
    /// The room that was made for links in this pass.
    pub given: &'a LinkRoom,
    pub measure: &'a dyn Measure,
}

/// A link whose way is found.
pub struct Ready<'a> {
    pub link: &'a Link,
    pub from: &'a End,
    pub to: &'a End,
    pub way: &'a Way,
    pub wish: Wish,
    /// Its number among all pairs of parts that links join.
    pub number: usize,
}

impl Ready<'_> {
    /// Of two straight lines that join the same parts, one has its words before, the other after
    /// it.
    pub fn lean(&self) -> Lean {
        match (self.way.legs.as_slice(), self.wish.bundle) {
            ([Leg::Horizontal { .. } | Leg::Vertical { .. }], (0, 2)) => Lean::Before,
            ([Leg::Horizontal { .. } | Leg::Vertical { .. }], (1, 2)) => Lean::After,
            _ => Lean::On,
        }
    }
}
