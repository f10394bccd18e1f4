//! The model at the start.

use crate::app::{
    model::{
        Import, Model,
        outbox::{Leaving, Outbox},
        prefs,
        reading::Reading,
    },
    values::{Begun, Keeping, Place, Tone},
};
use std::collections::{BTreeMap, HashMap};

impl Model {
    /// The model at start: reopens where the learner left, or the first lesson.
    #[must_use]
    pub fn new(begun: Begun) -> Self {
        let restored = prefs::from_settings(&begun.settings);
        let mut model = Self {
            moment: begun.moment,
            shelf: begun.shelf,
            standings: HashMap::new(),
            keeping: begun.keeping,
            prefs: restored.prefs,
            system_scheme: None,
            place: None,
            visit: 0,
            back: Vec::new(),
            forward: Vec::new(),
            tab: restored.tab,
            reading: Reading::default(),
            sessions: BTreeMap::new(),
            parked: BTreeMap::new(),
            aside: BTreeMap::new(),
            drawn: BTreeMap::new(),
            guesses: BTreeMap::new(),
            undo: Vec::new(),
            correcting: BTreeMap::new(),
            undo_waits: false,
            asked_since: begun.moment.millis,
            pending: BTreeMap::new(),
            outbox: Outbox::default(),
            leaving: Leaving::default(),
            overlay: None,
            finding: false,
            import: Import::Idle,
            notices: Vec::new(),
            unsaved_since: None,
            next_job: 0,
            next_notice: 0,
            saving: None,
        };
        if let Keeping::NotYet(why) = &model.keeping {
            model.outbox.begin_stall(why.clone(), model.moment.millis);
        }
        for (pack, standing) in begun.standings {
            model.stand(pack, standing);
        }
        for (title, text) in begun.news {
            model.tell(Tone::Warning, title, text, None);
        }
        let last = restored.lesson.filter(|key| model.lesson(key).is_some());
        let (lesson, scroll) = match last {
            Some(key) => (Some(key), restored.scroll),
            None => (model.first_lesson(), 0.0),
        };
        model.restore_rounds(&restored.rounds);
        if let Some(lesson) = lesson {
            model.enter(Place { lesson, scroll });
        }
        model
    }
}
