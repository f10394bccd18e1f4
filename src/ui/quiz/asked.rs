//! The question that is being asked, with all that its parts of the window need to know.

use crate::{
    app::Model,
    id::Id,
    pack::Course,
    quiz::{Answer, Kind, Question, Reason, Turn, Verdict, number, reasons},
    ui::{cx::Cx, focus::Goal},
};
use egui::Response;

/// The question, its answer and whether it is confirmed, as the quiz last showed them.
#[derive(Default)]
struct Seen(Option<(Id, String, bool)>);

/// A question as it is being asked.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub course: &'a Course,
    pub question: &'a Question,
    pub turn: Option<&'a Turn>,
    /// What came of the answer, once the record has it.
    pub verdict: Option<&'a Verdict>,
    /// It was answered, and what is right has changed since.
    pub changed: bool,
    /// The seed that it is shuffled with.
    pub seed: u64,
    /// A figure asks it, and not the quiz: for a frame both may show it.
    pub in_figure: bool,
}

impl<'a> Asked<'a> {
    /// What is chosen, or what was answered.
    #[must_use]
    pub fn answer(&self) -> Option<&'a Answer> {
        let turn = self.turn?;
        turn.verdict.as_ref().map(|verdict| &verdict.answer).or(turn.chosen.as_ref())
    }

    /// Can it still be answered?
    #[must_use]
    pub fn open(&self) -> bool {
        self.turn.is_none_or(|turn| turn.verdict.is_none())
    }

    /// Is there an answer that can be checked?
    #[must_use]
    pub fn ready(&self) -> bool {
        let Some(answer) = self.answer().filter(|answer| !answer.is_empty()) else { return false };
        match (&self.question.kind, answer) {
            (Kind::Number(wanted), Answer::Text(text)) => {
                number::read(text, wanted.unit.as_deref()).is_some()
            }
            (_, Answer::Pairs(_)) => self.left() == 0,
            (kind, answer) => kind.is_answered(answer),
        }
    }

    /// How many items still have to be given to a target.
    #[must_use]
    pub fn left(&self) -> usize {
        let Some(pairing) = self.question.kind.pairing() else { return 0 };
        let given = match self.answer() {
            Some(Answer::Pairs(pairs)) => pairs.len(),
            _ => 0,
        };
        // There may be more names than layers: these names stay without a target.
        let most = if pairing.once { pairing.targets.len() } else { pairing.items.len() };
        pairing.items.len().min(most).saturating_sub(given)
    }

    /// Gives the first part the focus, if the question came by itself after a key.
    pub fn focus_if_first(&self, cx: &mut Cx<'_>, first: &Response) {
        if cx.focus.take(&Goal::Question(self.question.id.clone())) {
            first.request_focus();
        }
    }

    /// What became of each part once it is answered: its outcome and its reason.
    pub fn said(&self) -> Vec<Reason<'a>> {
        self.verdict.map(|verdict| reasons(self.question, &verdict.answer)).unwrap_or_default()
    }
}

/// What is said of a question of which something else was right when it was answered.
pub const CHANGED: &str = "Changed since you answered: it is asked again.";

/// The place in the round, "1 of 3"; empty when the lesson asks nothing.
#[must_use]
pub fn count(model: &Model) -> String {
    match model.session() {
        Some(session) if !session.round().is_empty() => {
            let (at, all) = session.position();
            format!("{at} of {all}")
        }
        _ => String::new(),
    }
}

/// The question that is asked now.
pub fn asked(model: &Model) -> Option<Asked<'_>> {
    asked_of(model, model.session()?.current()?)
}

/// A question of the open lesson as it stands.
pub fn asked_of<'m>(model: &'m Model, id: &Id) -> Option<Asked<'m>> {
    let (key, course, _) = model.open_lesson()?;
    let session = model.session()?;
    let question = model.question(key, id)?;
    let turn = session.turn(id);
    let verdict = confirmed(turn).filter(|_| session.tells(id));
    let changed = model.item(&key.pack, question).changed_since();
    let seed = session.seed(id);
    Some(Asked { course, question, turn, verdict, changed, seed, in_figure: false })
}

/// Has the question's answer, or its verdict, changed since the last frame?
pub fn moved(cx: &mut Cx<'_>, checked: bool) -> bool {
    let Some(asked) = asked(cx.model) else { return false };
    let chosen = asked.turn.and_then(|turn| turn.chosen.as_ref()).map(ToString::to_string);
    let now = (asked.question.id.clone(), chosen.unwrap_or_default(), checked);
    let before = cx.states.of::<Seen>().0.replace(now.clone());
    before.is_some_and(|before| before.0 == now.0 && before != now)
}

/// The verdict, if the record has the answer.
pub fn confirmed(turn: Option<&Turn>) -> Option<&Verdict> {
    turn.and_then(|turn| turn.verdict.as_ref()).filter(|verdict| verdict.kept.is_some())
}

/// Has the record just told whether this answer is right?
pub fn just_told(cx: &mut Cx<'_>, asked: &Asked<'_>) -> bool {
    let told = asked.verdict.is_some();
    moved(cx, told) && told
}
