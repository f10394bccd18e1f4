//! An option of a question, with its words that the glossary explains.

use crate::{
    pack::Course,
    quiz::Worded,
    ui::{
        cx::Cx,
        kit::{
            plate::State,
            row::{OptionRow, Pick},
        },
        prose::terms::{self, Laid, Press},
    },
};
use egui::{Response, Ui};

/// An option to be shown.
pub struct Offered<'a> {
    /// From 1; the key that chooses it.
    pub number: usize,
    pub words: &'a Worded,
    pub state: State,
    /// The reason, if it is to be shown.
    pub reason: Option<&'a Worded>,
    /// It can still be chosen.
    pub open: bool,
    pub pick: Pick,
}

impl Offered<'_> {
    pub fn show(&self, ui: &mut Ui, cx: &mut Cx<'_>, course: &Course) -> Response {
        let Self { number, words, state, reason, open, pick } = *self;
        let row =
            OptionRow { number, words, state, reason: reason.map(Worded::as_str), open, pick };
        let shown = row.show(ui, cx.tokens);
        let press = if open { Press::Passes } else { Press::Opens };
        let texts = [(Some(words), Some(&shown.words)), (reason, shown.reason.as_ref())];
        for (number, (words, laid)) in texts.into_iter().enumerate() {
            if let (Some(words), Some((at, galley))) = (words, laid) {
                let laid = Laid { words, galley, at: *at, after: 0 };
                let id = shown.response.id.with(number);
                terms::stops(ui, cx, course, id, (&laid, press));
            }
        }
        shown.response
    }
}
