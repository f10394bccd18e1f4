//! The arrow keys in the list, as in a tree: up and down from row to row, right into a unit, left
//! out of it.

use super::entries::Entry;
use egui::{EventFilter, Id, Key, Response, Ui};

/// The rows that were shown in this frame, from the top.
#[derive(Default)]
pub(super) struct Rows {
    all: Vec<(Entry, Id)>,
    /// The arrow that was pressed, and the place of the row that had the focus.
    pressed: Option<(Key, usize)>,
}

/// What an arrow leads to.
pub(super) enum Lead {
    /// This row has the focus next.
    To(Id),
    /// The unit at this place of this pack is folded, or unfolded.
    Fold(usize, usize),
}

impl Rows {
    pub(super) fn begin(&mut self) {
        self.all.clear();
        self.pressed = None;
    }

    /// Notes a row, and the arrow that is pressed while it has the focus.
    pub(super) fn note(&mut self, ui: &Ui, entry: Entry, response: &Response) {
        if response.has_focus() {
            let arrows = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
            let keys = [Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight];
            let pressed = keys.into_iter().find(|key| ui.input(|input| input.key_pressed(*key)));
            self.pressed = pressed.map(|key| (key, self.all.len()));
        }
        self.all.push((entry, response.id));
    }

    /// What the pressed arrow leads to; `folded` says whether a unit is folded.
    pub(super) fn lead(&self, folded: impl Fn(Entry) -> bool) -> Option<Lead> {
        let (key, at) = self.pressed?;
        let (entry, _) = *self.all.get(at)?;
        let to = |at: usize| self.all.get(at).map(|(_, id)| Lead::To(*id));
        match (key, entry) {
            (Key::ArrowUp, _) => to(at.checked_sub(1)?),
            (Key::ArrowRight, Entry::Unit(pack, unit)) if folded(entry) => {
                Some(Lead::Fold(pack, unit))
            }
            (Key::ArrowDown, _) | (Key::ArrowRight, Entry::Unit(..)) => to(at + 1),
            (Key::ArrowLeft, Entry::Unit(pack, unit)) if !folded(entry) => {
                Some(Lead::Fold(pack, unit))
            }
            (Key::ArrowLeft, Entry::Lesson(..)) => {
                let before = self.all.get(..at)?;
                to(before.iter().rposition(|(entry, _)| matches!(entry, Entry::Unit(..)))?)
            }
            _ => None,
        }
    }
}
