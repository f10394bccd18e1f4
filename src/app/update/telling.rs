//! What is told, and for how long.

use crate::app::{
    model::{Model, Notice},
    values::Tone,
};

impl Model {
    pub(super) fn tell(
        &mut self,
        tone: Tone,
        title: String,
        text: String,
        for_millis: Option<u64>,
    ) {
        self.next_notice += 1;
        let until = for_millis.map(|span| self.moment.millis + span);
        // The newest of its kind is enough: messages do not pile up over the picture. Of those
        // that wait to be read, none may seem to be another's.
        let waits = |notice: &&Notice| notice.title == title && notice.until.is_none();
        let unread = self.notices.iter().find(waits).map_or(0, |notice| notice.times);
        self.notices.retain(|notice| notice.title != title);
        let times = if until.is_none() { unread + 1 } else { 1 };
        let id = self.next_notice;
        self.notices.push(Notice { id, tone, title, text, times, until, undo: false });
    }

    /// Tells something good, and offers to undo it: the last thing that can be undone.
    pub(super) fn tell_undo(&mut self, title: String, text: String, for_millis: u64) {
        self.tell(Tone::Success, title, text, Some(for_millis));
        if let Some(notice) = self.notices.last_mut() {
            notice.undo = true;
        }
    }
}
