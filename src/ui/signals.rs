//! What is decided in one frame and shown in the next, since what is painted first cannot know what
//! the pointer is on further down.

use crate::{app::LessonKey, diagram::NodeRef, id::Id, quiz::LineRef};

/// Names a figure: its lesson, and the number of its block in that.
pub type FigureKey = (LessonKey, usize);

/// Something that is sent in each frame in which it holds, and heard in the next one.
#[derive(Debug)]
pub struct Signal<T> {
    now: Option<T>,
    next: Option<T>,
}

impl<T> Default for Signal<T> {
    fn default() -> Self {
        Self { now: None, next: None }
    }
}

impl<T: PartialEq> Signal<T> {
    /// Sends this: it is heard in the next frame.
    pub fn send(&mut self, what: T) {
        self.next = Some(what);
    }

    /// What was sent in the last frame.
    #[must_use]
    pub fn heard(&self) -> Option<&T> {
        self.now.as_ref()
    }

    /// What was sent in this frame so far.
    #[must_use]
    pub fn said(&self) -> Option<&T> {
        self.next.as_ref()
    }

    /// Takes what was sent in the last frame, so that nobody else hears it.
    pub fn take(&mut self) -> Option<T> {
        self.now.take()
    }

    fn turn(&mut self) {
        self.now = self.next.take();
    }

    /// Is something else to be heard in the next frame than in this one?
    fn changes(&self) -> bool {
        self.now != self.next
    }
}

/// All signals.
#[derive(Debug, Default)]
pub struct Signals {
    /// The layer that the words under the pointer or the focus name.
    pub lit: Signal<NodeRef>,
    /// The layer that disproves what was answered: lit while nothing else is pointed at.
    pub disproof: Signal<NodeRef>,
    /// The layers and lines that decide what was answered: lit while nothing else is pointed at.
    pub deciding: Signal<(Vec<NodeRef>, Vec<LineRef>)>,
    /// The question that a figure is asking.
    pub predicting: Signal<Id>,
    /// The question that a step has asked and that is answered, while the walk stands there and has
    /// not come to its end: Enter goes on with the walk.
    pub walked: Signal<Id>,
    /// A layer has the focus: the keys that zoom mean its figure.
    pub on_layer: Signal<()>,
    /// A slider has the focus: Page Up, Page Down, Home and End are its own.
    pub on_dial: Signal<()>,
    /// The figure that is best in sight, and how well, 0 to 1.
    pub in_sight: Signal<(FigureKey, f32)>,
}

impl Signals {
    /// Begins a frame: what was sent in the last one is heard now.
    pub fn turn(&mut self) {
        self.lit.turn();
        self.disproof.turn();
        self.deciding.turn();
        self.predicting.turn();
        self.walked.turn();
        self.on_layer.turn();
        self.on_dial.turn();
        self.in_sight.turn();
    }

    /// After a frame is painted: would the next one look different, so that it has to be painted?
    #[must_use]
    pub fn unsettled(&self) -> bool {
        self.lit.changes()
            || self.disproof.changes()
            || self.deciding.changes()
            || self.predicting.changes()
            || self.walked.changes()
    }
}

#[cfg(test)]
mod tests {
    use super::{Id, Signals};

    #[test]
    fn what_is_said_is_heard_for_one_frame_and_asks_for_it() {
        let mut signals = Signals::default();
        signals.on_layer.send(());
        signals.predicting.send(Id::new("q").unwrap());
        assert!(signals.predicting.heard().is_none() && signals.unsettled());
        signals.turn();
        assert!(signals.predicting.heard().is_some() && signals.on_layer.heard().is_some());
        // The signal is not sent any more: the frame without it has to be painted too.
        assert!(signals.unsettled());
        signals.predicting.send(Id::new("q").unwrap());
        assert!(!signals.unsettled(), "as it was");
        signals.turn();
        signals.turn();
        assert!(signals.predicting.heard().is_none());
    }
}
