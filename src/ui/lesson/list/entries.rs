//! The entries of the list from the top, and how high each is: worked out once, not for each frame.

use super::folds::Folds;
use crate::library::Shelf;
use std::sync::{Arc, Weak};

/// One entry of the list; packs, units and lessons by their places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Entry {
    Pack(usize),
    Unit(usize, usize),
    /// A lesson: the place of its pack, and its place among all lessons of that.
    Lesson(usize, usize),
    /// Space, in points.
    Space(f32),
}

impl Entry {
    /// About how high an entry is, in points, with the space after it, as long as it was never
    /// shown.
    fn about(self) -> f32 {
        match self {
            Self::Pack(_) => 76.0,
            Self::Unit(..) => 46.0,
            Self::Lesson(..) => 38.0,
            Self::Space(points) => points,
        }
    }
}

/// All entries, from the top.
#[derive(Default)]
pub(super) struct Entries {
    /// The packs, and which of their units are folded, by the number of the last change.
    made_of: Option<(Weak<Shelf>, u64)>,
    /// What the heights hold for: the list's width in points, and how many pixels a point has.
    made_for: (f32, f32),
    all: Vec<Entry>,
    /// How high each was when it was last shown, in points; an estimate before that.
    heights: Vec<f32>,
}

impl Entries {
    pub(super) fn settle(&mut self, shelf: &Arc<Shelf>, folds: &Folds, made_for: (f32, f32)) {
        let known = self.made_of.as_ref().is_some_and(|(of, changes)| {
            std::ptr::eq(of.as_ptr(), Arc::as_ptr(shelf)) && *changes == folds.changes()
        });
        if !known {
            self.all = entries(shelf, folds);
            self.made_of = Some((Arc::downgrade(shelf), folds.changes()));
        }
        if !known || self.made_for != made_for {
            self.made_for = made_for;
            self.heights = self.all.iter().map(|entry| entry.about()).collect();
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// An entry, and how high it is with the space after it, in points.
    pub(super) fn get(&self, at: usize) -> Option<(Entry, f32)> {
        Some((*self.all.get(at)?, *self.heights.get(at)?))
    }

    /// Notes how high an entry was shown, in points.
    pub(super) fn measured(&mut self, at: usize, height: f32) {
        if let Some(known) = self.heights.get_mut(at) {
            *known = height;
        }
    }
}

fn entries(shelf: &Shelf, folds: &Folds) -> Vec<Entry> {
    let mut all = Vec::new();
    for (number, pack) in shelf.packs.iter().enumerate() {
        let course = &pack.course;
        all.push(Entry::Pack(number));
        for (at, unit) in course.units.iter().enumerate() {
            all.push(Entry::Unit(number, at));
            if folds.folded(&course.key, &unit.id) {
                continue;
            }
            let places = unit.all().filter_map(|id| course.lessons.place(id));
            all.extend(places.map(|place| Entry::Lesson(number, place)));
            all.push(Entry::Space(6.0));
        }
        all.push(Entry::Space(16.0));
    }
    all
}
