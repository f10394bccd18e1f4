//! What every view is given.

use crate::{
    app::{Action, Beside, Model},
    id::Id,
    theme::Tokens,
    ui::{
        focus::{Focus, Goal},
        sights::Sights,
        signals::Signals,
        states::States,
    },
};

/// What a view is given: the model to read, its own state, and where actions go. No panel is named
/// here, so that none knows another one by it.
pub struct Cx<'a> {
    pub model: &'a Model,
    pub tokens: &'static Tokens,
    pub actions: &'a mut Vec<Action>,
    pub states: &'a mut States,
    pub focus: &'a mut Focus,
    pub signals: &'a mut Signals,
    pub sights: &'a mut Sights,
    /// Takes work that may take a while.
    pub beside: &'a Beside,
    /// What draws the window, for bug reports.
    pub renderer: &'a str,
}

/// What all views keep from frame to frame.
#[derive(Default)]
pub struct Kept {
    pub states: States,
    pub focus: Focus,
    pub signals: Signals,
    pub sights: Sights,
    pub beside: Beside,
    pub renderer: String,
}

impl Cx<'_> {
    pub fn act(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// How many seconds a change may take: none where the learner wants stillness.
    #[must_use]
    pub fn seconds(&self, wanted: f32) -> f32 {
        if self.model.prefs.still { 0.0 } else { wanted }
    }

    /// Lets the focus go to what leads on, after this question was answered: in the walk where a
    /// step asked it, else in the quiz; if `by_key` says that it was answered with the keyboard.
    pub fn lead_on(&mut self, question: &Id, by_key: bool) {
        let walks = self.signals.predicting.heard() == Some(question);
        if by_key {
            self.focus.ask(if walks { Goal::Walk } else { Goal::Onward });
        }
    }
}
