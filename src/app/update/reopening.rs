//! The record was opened again, or another one has come in its place.

use crate::{
    app::{
        model::Model,
        values::{News, Reopened},
    },
    id::PackKey,
    library::Shelf,
    progress::Standing,
};
use std::{collections::BTreeSet, sync::Arc};

impl Model {
    pub(super) fn reopened(&mut self, reopened: Reopened) {
        let Reopened { keeping, shelf, standings, same_rows, news } = reopened;
        self.keeping = keeping;
        if !same_rows {
            self.undoing.done.clear();
            self.notices.withdraw(News::offers_undo);
        }
        match shelf {
            Some(shelf) => self.renew_shelf(shelf, standings),
            None => standings.into_iter().for_each(|(pack, standing)| self.stand(pack, standing)),
        }
        // The record does not hold the answers that wait for it, so they are counted again.
        let waiting: Vec<_> = self.outbox.pending.values().filter(|p| p.counted).cloned().collect();
        for pending in waiting {
            self.count(&pending);
        }
        self.note_again();
        for news in news {
            self.tell(news);
        }
    }

    /// Shows other packs: rounds of a pack that has changed are dropped.
    pub(super) fn renew_shelf(
        &mut self,
        shelf: Arc<Shelf>,
        standings: Vec<(PackKey, Arc<Standing>)>,
    ) {
        let same = |pack: &PackKey| {
            let (old, new) = (self.shelf.find(pack), shelf.find(pack));
            old.zip(new).is_some_and(|(old, new)| old.course == new.course)
        };
        let packs: BTreeSet<&PackKey> = self.rounds.sessions.keys().map(|key| &key.pack).collect();
        let changed: Vec<PackKey> = packs.into_iter().filter(|pack| !same(pack)).cloned().collect();
        self.shelf = shelf;
        for pack in &changed {
            self.rounds.forget(pack);
        }
        for (pack, standing) in standings {
            self.stand(pack.clone(), standing);
            self.keep_guesses(&pack);
        }
        let first = self.lessons().next();
        match self.navigation.place.take() {
            Some(place) if self.lesson(&place.lesson).is_some() => {
                if changed.contains(&place.lesson.pack) {
                    self.enter(place);
                } else {
                    self.navigation.place = Some(place);
                }
            }
            _ => {
                if let Some(lesson) = first {
                    self.open(lesson);
                }
            }
        }
    }
}
