//! The lessons of a pack, found by id without a search; and the diagrams that they bring.

use crate::{
    diagram::Diagram,
    id::Id,
    pack::course::{Lesson, Unit},
};
use std::{collections::HashMap, ops::Deref, slice, sync::Arc};

/// The lessons of a pack, in the order of its units.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lessons {
    all: Vec<Arc<Lesson>>,
    /// Their places, by their ids.
    places: HashMap<Id, usize>,
    /// For each diagram, the place of the lesson that declares it, and the diagram's own place
    /// there.
    diagrams: HashMap<Id, (usize, usize)>,
}

impl Lessons {
    /// The place of a lesson, from 0.
    #[must_use]
    pub fn place(&self, id: &Id) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The lesson of this id.
    #[must_use]
    pub fn find(&self, id: &Id) -> Option<&Arc<Lesson>> {
        self.all.get(self.place(id)?)
    }

    /// The diagram of this id, whichever lesson declares it.
    #[must_use]
    pub fn diagram(&self, id: &Id) -> Option<&Arc<Diagram>> {
        let (lesson, at) = *self.diagrams.get(id)?;
        self.all.get(lesson)?.diagrams.get(at)
    }

    /// The lessons of one of the units, and its check.
    pub fn of_unit<'a>(&'a self, unit: &'a Unit) -> impl Iterator<Item = &'a Arc<Lesson>> {
        unit.all().filter_map(|id| self.find(id))
    }
}

impl FromIterator<Arc<Lesson>> for Lessons {
    fn from_iter<T: IntoIterator<Item = Arc<Lesson>>>(lessons: T) -> Self {
        let mut all = Self { all: lessons.into_iter().collect(), ..Self::default() };
        for (place, lesson) in all.all.iter().enumerate() {
            // An id that is given twice is an error of the pack: the first one counts.
            all.places.entry(lesson.id.clone()).or_insert(place);
            for (at, diagram) in lesson.diagrams.iter().enumerate() {
                all.diagrams.entry(diagram.id.clone()).or_insert((place, at));
            }
        }
        all
    }
}

impl Deref for Lessons {
    type Target = [Arc<Lesson>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Lessons {
    type Item = &'a Arc<Lesson>;
    type IntoIter = slice::Iter<'a, Arc<Lesson>>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}
