//! How far the learner is with each lesson in the list: worked out anew only for packs of which the
//! record, or a round, says something else than before.

use crate::{
    app::{LessonKey, Model, model::LessonState},
    id::Id,
    library::{Shelf, ShelfPack},
    pack::Unit,
    progress::Standing,
};
use std::sync::{Arc, Weak};

/// Answers of rounds that are not told yet: the lesson, the question, and whether they were right.
type Untold = Vec<(LessonKey, Id, bool)>;

/// How far the learner is with all packs.
#[derive(Default)]
pub(super) struct Listing {
    shelf: Weak<Shelf>,
    untold: Untold,
    packs: Vec<Pack>,
    next: Option<Next>,
}

/// The lesson to go on with.
struct Next {
    /// The lesson that was open when it was worked out.
    open: Option<LessonKey>,
    /// The lesson to go on with, and how many minutes it still takes; nothing where all are done.
    to: Option<(LessonKey, u32)>,
    /// The lesson to do after the open one; nothing where all others are done.
    upcoming: Option<LessonKey>,
}

/// How far the learner is with a pack.
struct Pack {
    /// The standing that it was worked out from. Held weakly, so that an outdated one is freed.
    standing: Option<Weak<Standing>>,
    /// For each lesson, by its place: how far, and how many questions have changed since.
    lessons: Vec<(LessonState, usize)>,
    done: usize,
    /// How far each unit is.
    units: Vec<UnitState>,
}

/// How far the learner is with a unit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct UnitState {
    /// How many of its lessons are done.
    pub done: usize,
    /// How many minutes its lessons still take.
    pub left: u32,
}

impl Listing {
    pub(super) fn settle(&mut self, model: &Model) {
        if !std::ptr::eq(self.shelf.as_ptr(), Arc::as_ptr(&model.shelf)) {
            *self = Self { shelf: Arc::downgrade(&model.shelf), ..Self::default() };
        }
        let untold = untold(model);
        let packs = &model.shelf.packs;
        let mut changed = self.packs.len() != packs.len();
        self.packs.truncate(packs.len());
        for (at, pack) in packs.iter().enumerate() {
            let of_pack = |all: &Untold| -> Vec<(Id, Id, bool)> {
                let own = all.iter().filter(|(key, ..)| key.pack == pack.course.key);
                own.map(|(key, id, right)| (key.lesson.clone(), id.clone(), *right)).collect()
            };
            let known = self.packs.get(at).is_some_and(|known| known.is_of(model, pack));
            if known && (untold == self.untold || of_pack(&untold) == of_pack(&self.untold)) {
                continue;
            }
            changed = true;
            let now = Pack::of(model, pack);
            match self.packs.get_mut(at) {
                Some(known) => *known = now,
                None => self.packs.push(now),
            }
        }
        self.untold = untold;
        let open = model.navigation.place.as_ref().map(|place| &place.lesson);
        if changed || self.next.as_ref().is_none_or(|next| next.open.as_ref() != open) {
            let (to, upcoming) = (self.find_next(model), self.find_upcoming(model));
            self.next = Some(Next { open: open.cloned(), to, upcoming });
        }
    }

    /// The lesson to go on with, and how many minutes it still takes; nothing where all are done.
    pub(super) fn go_on(&self) -> Option<&(LessonKey, u32)> {
        self.next.as_ref()?.to.as_ref()
    }

    /// The lesson to do after the open one; nothing where all others are done.
    pub(super) fn upcoming(&self) -> Option<&LessonKey> {
        self.next.as_ref()?.upcoming.as_ref()
    }

    /// How far the learner is with a lesson, and how many of its questions have changed since.
    pub(super) fn of(&self, pack: usize, lesson: usize) -> (LessonState, usize) {
        let known = self.packs.get(pack).and_then(|pack| pack.lessons.get(lesson));
        known.copied().unwrap_or((LessonState::Unseen, 0))
    }

    /// How many lessons of a pack are done.
    pub(super) fn done(&self, pack: usize) -> usize {
        self.packs.get(pack).map_or(0, |pack| pack.done)
    }

    pub(super) fn unit(&self, pack: usize, unit: usize) -> UnitState {
        let units = self.packs.get(pack).map(|pack| &pack.units);
        units.and_then(|units| units.get(unit)).copied().unwrap_or_default()
    }

    /// The open lesson while it is not done, else the next one that is not.
    fn find_next(&self, model: &Model) -> Option<(LessonKey, u32)> {
        let key = model.go_on_by(|pack, lesson| self.of(pack, lesson).0)?;
        let minutes = model.minutes_left(&key)?;
        Some((key, minutes))
    }

    fn find_upcoming(&self, model: &Model) -> Option<LessonKey> {
        model.upcoming_by(|pack, lesson| self.of(pack, lesson).0)
    }
}

impl Pack {
    fn of(model: &Model, pack: &ShelfPack) -> Self {
        let course = &pack.course;
        let key = &course.key;
        let lessons: Vec<(LessonState, usize)> = course
            .lessons
            .iter()
            .map(|lesson| (model.lesson_state(key, lesson), model.changed_since(key, lesson)))
            .collect();
        let is_done = |place: &usize| {
            lessons.get(*place).is_some_and(|(state, _)| *state == LessonState::Done)
        };
        let left = |place: usize| {
            let (state, lesson) = (lessons.get(place)?.0, course.lessons.get(place)?);
            Some(state.left_of(lesson.minutes))
        };
        let places = |id: &Id| course.lessons.place(id);
        // A check takes its time, but it is no lesson.
        let of_unit = |unit: &Unit| UnitState {
            done: unit.lessons.iter().filter_map(places).filter(is_done).count(),
            left: unit.all().filter_map(places).filter_map(left).sum(),
        };
        let units: Vec<UnitState> = course.units.iter().map(of_unit).collect();
        let done = units.iter().map(|unit| unit.done).sum();
        let standing = model.standings.get(key).map(Arc::downgrade);
        Self { standing, lessons, done, units }
    }

    /// Is this still what the record says of the pack?
    fn is_of(&self, model: &Model, pack: &ShelfPack) -> bool {
        let now = model.standings.get(&pack.course.key).map(Arc::as_ptr);
        self.standing.as_ref().map(Weak::as_ptr) == now
    }
}

fn untold(model: &Model) -> Untold {
    let sessions = model.rounds.sessions.iter();
    let mut all: Untold = sessions
        .flat_map(|(key, session)| {
            session.untold().map(|(id, right)| (key.clone(), id.clone(), right))
        })
        .collect();
    all.sort_by(|one, other| (&one.0, &one.1).cmp(&(&other.0, &other.1)));
    all
}
