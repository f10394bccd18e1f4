//! What is to have the focus next. A view asks for it by naming it; the view that shows it gives it
//! the focus. What nobody shows is dropped when the learner does something else.

use crate::{id::Id, ui::signals::FigureKey};
use egui::{Event, Ui};

/// What is known of the keyboard from frame to frame.
#[derive(Debug, Default)]
pub struct Focus {
    /// The last thing that was pressed was a key, not a button of the mouse.
    pub by_keyboard: bool,
    /// A menu is open, and has the keys.
    pub menu_open: bool,
    /// What is to have the focus in this frame, and in the next.
    due_now: Option<Goal>,
    due_next: Option<Goal>,
    /// What had the focus before each of these took its place.
    before: Vec<(Over, egui::Id)>,
}

/// Something that is to have the focus, named so that the view that shows it can give it the focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// What leads on from what was just done in the quiz: a question's first part, or a button.
    Onward,
    /// The first part of this question.
    Question(Id),
    /// The first place that the item of a question can be given to.
    Pairing { question: Id, item: Id },
    /// The button that checks what is given.
    Check,
    /// The bar of the walk, after a step's question was answered.
    Walk,
    /// The bar of a figure.
    Bar(FigureKey),
    /// What is said, or told, of the requests of a figure of which a part is broken.
    Fates(FigureKey),
    /// The control that opens comparing in a figure.
    Comparing(FigureKey),
    /// The layer of a figure on which the keyboard stands.
    Layer(FigureKey),
    /// The lesson itself.
    Reading,
    /// The field of the find bar.
    Find,
    /// The way back to the folded quiz.
    FoldedQuiz,
    /// The button that closes what has opened over the window.
    Close,
    /// The field for which something has opened over the window.
    Field,
    /// What an import asks for now.
    Import,
    /// What leads on from a term of the glossary.
    Term(Id),
}

/// What takes the place of something that had the focus, and gives it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// A dialog or a drawer over the window.
    Overlay,
    Find,
}

impl Focus {
    /// Asks that this has the focus in the next frame, or later, as long as the learner does
    /// nothing else.
    pub fn ask(&mut self, target: Goal) {
        self.due_next = Some(target);
    }

    /// Asks for the focus, as [`ask`](Self::ask) does, if the learner works with keys. With the
    /// mouse, the focus stays.
    pub fn ask_by_key(&mut self, target: Goal) {
        self.due_now = None;
        self.due_next = Some(target).filter(|_| self.by_keyboard);
    }

    /// Is this to have the focus now? If so, the caller has to give it the focus, and nobody else
    /// is told.
    pub fn take(&mut self, target: &Goal) -> bool {
        let wanted = self.due_now.as_ref() == Some(target);
        if wanted {
            self.due_now = None;
        }
        wanted
    }

    /// Is something to have the focus in the next frame?
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.due_next.is_some()
    }

    /// Keeps what has the focus now, or else `or`, until `over` is closed.
    pub fn set_aside(&mut self, over: Over, focused: Option<egui::Id>, or: Option<egui::Id>) {
        self.before.retain(|(of, _)| *of != over);
        self.before.extend(focused.or(or).map(|id| (over, id)));
    }

    /// What had the focus before `over` took its place.
    pub fn give_back(&mut self, over: Over) -> Option<egui::Id> {
        let at = self.before.iter().position(|(of, _)| *of == over)?;
        Some(self.before.remove(at).1)
    }

    /// Begins a frame: what was asked for in the last one is due now. What nobody has shown yet is
    /// dropped when the learner does something else.
    pub fn turn(&mut self, ui: &Ui) {
        self.notice_hands(ui);
        let press = |event: &Event| {
            matches!(
                event,
                Event::Key { pressed: true, .. } | Event::PointerButton { pressed: true, .. }
            )
        };
        let pressed = ui.input(|input| input.events.iter().any(press));
        if self.due_next.is_some() || pressed {
            self.due_now = self.due_next.take();
        }
    }

    /// Notes whether the learner works with keys or with the mouse.
    fn notice_hands(&mut self, ui: &Ui) {
        ui.input(|input| {
            for event in &input.events {
                match event {
                    Event::Key { pressed: true, .. } => self.by_keyboard = true,
                    Event::PointerButton { pressed: true, .. } => self.by_keyboard = false,
                    _ => {}
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Focus, Goal, Over};

    fn frame(focus: &mut Focus, events: Vec<egui::Event>) {
        let input = egui::RawInput { events, ..egui::RawInput::default() };
        let mut output = egui::Context::default().run_ui(input, |ui| focus.turn(ui));
        output.textures_delta.clear();
    }

    fn key() -> egui::Event {
        egui::Event::Key {
            key: egui::Key::Enter,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers: egui::Modifiers::NONE,
        }
    }

    #[test]
    fn what_is_asked_for_is_due_in_the_next_frame_and_for_one_only() {
        let mut focus = Focus::default();
        focus.ask(Goal::Check);
        assert!(!focus.take(&Goal::Check), "not before it is painted anew");
        frame(&mut focus, vec![]);
        assert!(!focus.take(&Goal::Field));
        // The request waits for the view that shows its goal, which may take a while.
        frame(&mut focus, vec![]);
        assert!(focus.take(&Goal::Check) && !focus.take(&Goal::Check));
    }

    #[test]
    fn what_nobody_shows_is_dropped_when_the_learner_does_something_else() {
        let mut focus = Focus::default();
        focus.ask(Goal::Onward);
        frame(&mut focus, vec![]);
        frame(&mut focus, vec![key()]);
        assert!(!focus.take(&Goal::Onward));
    }

    #[test]
    fn who_works_with_the_mouse_keeps_the_focus_where_it_is() {
        let mut focus = Focus::default();
        focus.ask_by_key(Goal::Onward);
        frame(&mut focus, vec![key()]);
        assert!(!focus.take(&Goal::Onward) && focus.by_keyboard);
        focus.ask_by_key(Goal::Onward);
        frame(&mut focus, vec![]);
        assert!(focus.take(&Goal::Onward));
    }

    #[test]
    fn what_lies_over_the_window_gives_back_what_it_took() {
        let (one, other) = (egui::Id::unique("one"), egui::Id::unique("other"));
        let mut focus = Focus::default();
        focus.set_aside(Over::Find, Some(one), None);
        focus.set_aside(Over::Overlay, None, Some(other));
        assert_eq!(focus.give_back(Over::Find), Some(one));
        assert_eq!(focus.give_back(Over::Find), None);
        assert_eq!(focus.give_back(Over::Overlay), Some(other));
    }
}
