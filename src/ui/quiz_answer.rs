//! Answering one question, of any kind, and after the answer the reasons.

pub(super) mod options;
mod order;
pub(super) mod pairs;
mod point_at;
mod typed;

pub use point_at::{chosen_box, layer_name};

use crate::{
    pack::Course,
    quiz::{Answer, Kind, Outcome, Question, Turn, Verdict, number, reasons},
    theme::TextStyle,
    ui::{
        option_row::State,
        paint::{colour, stroke},
        quiz_panel::moved,
        text,
        views::Cx,
        widgets::into_sight,
    },
};
use egui::{Frame, Margin, Response, ScrollArea, Ui};

/// A question as it is being asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub course: &'a Course,
    pub question: &'a Question,
    pub turn: Option<&'a Turn>,
    /// Once the record has the answer.
    pub verdict: Option<&'a Verdict>,
    /// It was answered, and has changed since.
    pub changed: bool,
    /// What it is shuffled with.
    pub seed: u64,
}

impl<'a> Asked<'a> {
    /// What is chosen or was answered.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answer> {
        let turn = self.turn?;
        turn.verdict.as_ref().map(|verdict| &verdict.answer).or(turn.chosen.as_ref())
    }

    /// It can still be answered.
    #[must_use]
    pub fn open(&self) -> bool {
        self.turn.is_none_or(|turn| turn.verdict.is_none())
    }

    /// There is an answer that can be checked.
    #[must_use]
    pub fn ready(&self) -> bool {
        let Some(answer) = self.answer().filter(|answer| !answer.is_empty()) else { return false };
        match (&self.question.kind, answer) {
            (Kind::Number(wanted), Answer::Text(text)) => {
                number::read(text, wanted.unit.as_deref()).is_some()
            }
            (_, Answer::Pairs(_)) => self.left() == 0,
            _ => true,
        }
    }

    /// How many items still have to be given to something.
    #[must_use]
    pub fn left(&self) -> usize {
        let Some(pairing) = self.question.kind.pairing() else { return 0 };
        let given = match self.answer() {
            Some(Answer::Pairs(pairs)) => pairs.len(),
            _ => 0,
        };
        // There may be more names than layers.
        let most = if pairing.once { pairing.targets.len() } else { pairing.items.len() };
        pairing.items.len().min(most).saturating_sub(given)
    }

    /// The question came by itself after a key: who works with keys goes on here.
    fn focus_if_first(&self, cx: &mut Cx<'_>, first: &Response) {
        if cx.views.focus_first.as_ref() == Some(&self.question.id) {
            cx.views.focus_first = None;
            first.request_focus();
        }
    }

    /// What became of each part, once it is answered: its outcome and reason.
    fn said(&self) -> Vec<crate::quiz::Reason<'a>> {
        self.verdict.map(|verdict| reasons(self.question, &verdict.answer)).unwrap_or_default()
    }
}

/// How a part looks after the answer.
fn state_of(outcome: Outcome) -> State {
    match outcome {
        Outcome::Right => State::Right,
        Outcome::Wrong => State::Wrong,
        Outcome::Missed => State::Missed,
        Outcome::Other => State::Other,
    }
}

/// Has the record just told whether this answer is right?
fn just_told(cx: &mut Cx<'_>, asked: &Asked<'_>) -> bool {
    let told = asked.verdict.is_some();
    moved(cx, told) && told
}

/// Brings the first part that is wrong into sight, else the first of all: read on from there.
fn look_at(parts: &[(Response, Outcome)]) {
    let wrong =
        |(_, outcome): &&(Response, Outcome)| matches!(outcome, Outcome::Wrong | Outcome::Missed);
    if let Some((part, _)) = parts.iter().find(wrong).or_else(|| parts.first()) {
        into_sight(part);
    }
}

/// The question's transcript, and everything that it is answered with.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    if let Some(transcript) = &asked.question.transcript {
        terminal(ui, cx, transcript);
    }
    match &asked.question.kind {
        Kind::Single(choices) | Kind::Multiple(choices) | Kind::Scenario(choices) => {
            options::show(ui, cx, asked, choices);
        }
        Kind::Order(order) => order::show(ui, cx, asked, order),
        Kind::PointAt { .. } => point_at::show(ui, cx, asked),
        Kind::Label(_) | Kind::Classify(_) | Kind::Match(_) => pairs::show(ui, cx, asked),
        Kind::Number(number) => typed::number(ui, cx, asked, number),
        Kind::Typed(typed) => typed::word(ui, cx, asked, typed),
    }
}

/// Commands and what they printed, as in a terminal; long lines are scrolled to.
fn terminal(ui: &mut Ui, cx: &Cx<'_>, transcript: &str) {
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.sunken))
        .stroke(stroke(1.0, tokens.line2))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ScrollArea::horizontal().id_salt("transcript").show(ui, |ui| {
            let job = text::job(transcript, TextStyle::Code, tokens.text, f32::INFINITY);
            let galley = text::galley(ui, job);
            let wide = galley.size().x > ui.available_width();
            text::show(ui, galley, transcript, egui::accesskit::Role::Code);
            if wide {
                // The bar lies below the last line, not on it, also while it is pointed at.
                ui.add_space(10.0);
            }
        });
    });
    ui.add_space(12.0);
}
