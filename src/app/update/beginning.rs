//! The model at the start.

use crate::app::{
    model::{
        Import, Model, Notices, corrections::Undoing, navigation::Navigation, outbox::Outbox,
        prefs, rounds::Rounds,
    },
    values::{Begun, Keeping, News, Place},
};
use std::collections::HashMap;

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
            navigation: Navigation { tab: restored.tab, ..Navigation::default() },
            rounds: Rounds { asked_since: begun.moment.millis, ..Rounds::default() },
            undoing: Undoing::default(),
            outbox: Outbox::default(),
            overlay: None,
            import: Import::Idle,
            notices: Notices::default(),
            saving: None,
            next_job: 0,
        };
        if let Keeping::NotYet(why) = &model.keeping {
            model.outbox.begin_stall(why.clone(), model.moment.millis);
        }
        for (pack, standing) in begun.standings {
            model.stand(pack, standing);
        }
        for news in begun.news {
            model.tell(news);
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

    /// Tells something from now on.
    pub(super) fn tell(&mut self, news: News) {
        self.notices.tell(news, self.moment.millis);
    }
}
