//! Which units are folded: those in which one is neither reading nor going on, until one unfolds
//! them.

use super::listing::Listing;
use crate::{
    app::{LessonKey, Model},
    id::{Id, PackKey},
    library::Shelf,
    pack::Course,
};
use std::{
    collections::HashSet,
    sync::{Arc, Weak},
};

/// A course with so many lessons is seen at a glance: its units stand open.
const FEW: usize = 8;

/// Which units are folded. What a learner has folded or unfolded stays so, until a lesson in it
/// becomes the open one or the one to go on with.
#[derive(Default)]
pub(super) struct Folds {
    folded: HashSet<(PackKey, Id)>,
    /// The packs that were seen before.
    known: HashSet<PackKey>,
    shelf: Weak<Shelf>,
    /// The open lesson and the one to go on with, for which units were unfolded last.
    led: [Option<LessonKey>; 2],
    changes: u64,
}

impl Folds {
    pub(super) fn settle(&mut self, model: &Model, listing: &Listing) {
        let open = model.navigation.place.as_ref().map(|place| &place.lesson);
        if !std::ptr::eq(self.shelf.as_ptr(), Arc::as_ptr(&model.shelf)) {
            self.shelf = Arc::downgrade(&model.shelf);
            for (number, pack) in model.shelf.packs.iter().enumerate() {
                let course = &pack.course;
                if self.known.insert(course.key.clone()) && course.lessons.len() > FEW {
                    let is_read = open.is_some_and(|open| open.pack == course.key);
                    self.fold_new(course, |at| {
                        let all = course.units.get(at).map_or(0, |unit| unit.lessons.len());
                        !is_read && listing.unit(number, at).done < all
                    });
                }
            }
        }
        let led = [open, listing.upcoming()];
        if self.led.each_ref().map(Option::as_ref) != led {
            for key in led.into_iter().flatten() {
                self.unfold_for(model, key);
            }
            self.led = led.map(Option::<&LessonKey>::cloned);
        }
    }

    /// Folds the units of a pack that was not there before, but for the first one that `stays`.
    fn fold_new(&mut self, course: &Course, stays: impl Fn(usize) -> bool) {
        let open = (0..course.units.len()).find(|at| stays(*at));
        for (at, unit) in course.units.iter().enumerate() {
            if Some(at) != open {
                self.folded.insert((course.key.clone(), unit.id.clone()));
            }
        }
        self.changes += 1;
    }

    fn unfold_for(&mut self, model: &Model, key: &LessonKey) {
        let unit = model.course(&key.pack).and_then(|course| course.unit_of(&key.lesson));
        if let Some(unit) = unit
            && self.folded.remove(&(key.pack.clone(), unit.id.clone()))
        {
            self.changes += 1;
        }
    }

    /// Folds a unit that is unfolded, and the other way round.
    pub(super) fn turn(&mut self, pack: PackKey, unit: Id) {
        let unit = (pack, unit);
        if !self.folded.remove(&unit) {
            self.folded.insert(unit);
        }
        self.changes += 1;
    }

    pub(super) fn folded(&self, pack: &PackKey, unit: &Id) -> bool {
        !self.folded.is_empty() && self.folded.contains(&(pack.clone(), unit.clone()))
    }

    /// How often something was folded or unfolded.
    pub(super) fn changes(&self) -> u64 {
        self.changes
    }
}
