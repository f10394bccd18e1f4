//! The end of a round: what was right, what was not, and how to go on.

use crate::{
    app::{Action, LessonKey},
    id::Id,
    quiz::{Purpose, Question, Session},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons, text,
            widgets::{Button, Rank, focused},
        },
        quiz::round,
    },
};
use egui::{
    Align, CornerRadius, CursorIcon, Layout, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2,
};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let model = cx.model;
    let (Some(session), Some((key, ..))) = (model.session(), model.open_lesson()) else {
        return;
    };
    let (heading, words) = told(session, pass(cx));
    text::heading(ui, &heading, TextStyle::H3, tokens.text, 3);
    ui.add_space(4.0);
    text::label(ui, &words, TextStyle::Caption, tokens.text2);
    ui.add_space(14.0);
    for (position, id) in session.round().iter().enumerate() {
        if let Some(question) = model.question(key, id) {
            row(ui, cx, question, position, Told::of(session, id));
            if session.purpose() == Purpose::Check && session.told_result(id) == Some(false) {
                missed(ui, cx, id);
            }
        }
    }
    match session.purpose() {
        Purpose::Lesson => practice(ui, cx),
        Purpose::Picture if !session.wrong().is_empty() => {
            ui.add_space(14.0);
            if Button::new(Rank::Secondary, "More of these").show(ui, tokens).clicked() {
                cx.focus.ask_by_key(Goal::Onward);
                cx.act(Action::Practise);
            }
        }
        _ => {}
    }
}

/// Says how much the pictures ask by themselves, if anything, with a button that begins such a
/// round.
pub fn practice(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let Some(place) = &cx.model.navigation.place else { return };
    let asked = cx.model.picture_questions(&place.lesson).len();
    if asked == 0 {
        return;
    }
    ui.add_space(18.0);
    let unit = if asked == 1 { "question" } else { "questions" };
    let words = format!("{asked} more {unit} from the diagrams");
    text::label(ui, &words, TextStyle::Caption, tokens.text2);
    ui.add_space(8.0);
    let button = Button::new(Rank::Secondary, "Practise on the diagrams");
    if button.before(icons::POINT_AT).show(ui, tokens).clicked() {
        cx.focus.ask_by_key(Goal::Onward);
        cx.act(Action::Practise);
    }
}

/// How many questions have to be right, if this is the check of a unit.
fn pass(cx: &Cx<'_>) -> Option<usize> {
    let (.., lesson) = cx.model.open_lesson()?;
    lesson.check.as_ref().map(|check| check.pass)
}

/// Leads to the lesson that teaches what was missed.
fn missed(ui: &mut Ui, cx: &mut Cx<'_>, question: &Id) {
    let Some(key) = cx.model.lesson_to_read(question) else { return };
    let Some(title) = cx.model.lesson(&key).map(|lesson| lesson.title.clone()) else { return };
    ui.horizontal(|ui| {
        ui.add_space(34.0);
        let words = format!("Read: {title}");
        let button = Button::new(Rank::Quiet, &words).before(icons::BOOK).height(30.0);
        if button.show(ui, cx.tokens).clicked() {
            cx.act(Action::OpenLesson(key));
        }
    });
}

/// A heading, and a sentence about what follows.
fn told(session: &Session, pass: Option<usize>) -> (String, String) {
    let round = session.round();
    let right = round.iter().filter(|id| session.told_result(id) == Some(true)).count();
    let partly = round.iter().filter(|id| session.told_partly(id).is_some()).count();
    let partly = if partly > 0 { format!(", {partly} partly right") } else { String::new() };
    let share = format!("{right} of {} right{partly}", round.len());
    let (heading, words) = match session.purpose() {
        Purpose::Check => return told_of_check(session, &share, pass.unwrap_or(round.len())),
        Purpose::Before if round.len() == 1 => (
            "Your guess is kept".to_owned(),
            "Now read, and look for the answer. The quiz asks again, and then it counts.",
        ),
        Purpose::Before => (
            "Your guesses are kept".to_owned(),
            "Now read, and look for the answers. The quiz asks again, and then it counts.",
        ),
        Purpose::Known if session.passed() => {
            ("You know this already".to_owned(), "The lesson is marked as done.")
        }
        Purpose::Known => {
            (share, "Some of it is new to you: the lesson is worth reading. What was right counts.")
        }
        Purpose::Lesson | Purpose::Picture if session.wrong().is_empty() => {
            let heading = if right == round.len() { "All of them right".to_owned() } else { share };
            (heading, "Nothing is left to retry here.")
        }
        Purpose::Lesson | Purpose::Picture => (
            share,
            "What was not all right is worth another look: read the reason, then try again.",
        ),
    };
    (heading, words.to_owned())
}

fn told_of_check(session: &Session, share: &str, pass: usize) -> (String, String) {
    let right = session.right();
    if right == session.round().len() {
        ("Passed: all of them right".to_owned(), "What the unit taught has stayed.".to_owned())
    } else if right >= pass {
        let words = "What was missed is explained in the lesson that stands under it.";
        (format!("Passed: {share}"), words.to_owned())
    } else {
        let words = format!(
            "{pass} have to be right. Read what was missed in the lesson that stands under it, then \
             take the check again."
        );
        (format!("Not passed: {share}"), words)
    }
}

/// What became of a question, as far as it may be told.
#[derive(Clone, Copy)]
enum Told {
    Right,
    /// Partly right: the score, 0 to 1.
    Partly(f64),
    Wrong,
    Nothing,
}

impl Told {
    fn of(session: &Session, id: &Id) -> Self {
        match (session.told_partly(id), session.told_result(id)) {
            (Some(score), _) => Self::Partly(score),
            (None, Some(true)) => Self::Right,
            (None, Some(false)) => Self::Wrong,
            (None, None) => Self::Nothing,
        }
    }
}

fn row(ui: &mut Ui, cx: &mut Cx<'_>, question: &Question, position: usize, told: Told) {
    let tokens = cx.tokens;
    let galley = text::galley(
        ui,
        text::job(&question.prompt, TextStyle::Ui, tokens.text, ui.available_width() - 52.0),
    );
    let size = vec2(ui.available_width(), (galley.size().y + 16.0).max(36.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let guessed = cx.model.session().is_some_and(|s| s.purpose() == Purpose::Before);
    let spoken = match told {
        Told::Right => "right".to_owned(),
        Told::Partly(score) => format!("partly right, {:.0} %", score * 100.0),
        Told::Wrong => "wrong".to_owned(),
        Told::Nothing if guessed => "guessed".to_owned(),
        Told::Nothing => "not answered".to_owned(),
    };
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{}, {spoken}", question.prompt))
    });
    if response.hovered() {
        let hover = crate::ui::kit::paint::colour(tokens.hover);
        ui.painter().rect_filled(rect, CornerRadius::same(8), hover);
    }
    let (icon, ink) = match told {
        Told::Right => (icons::RIGHT, tokens.success),
        Told::Partly(_) => (icons::HALF, tokens.warning),
        Told::Wrong => (icons::WRONG, tokens.error),
        Told::Nothing => (icons::GHOST, tokens.text3),
    };
    icons::paint(ui.painter(), icon, pos2(rect.left() + 20.0, rect.top() + 18.0), 20.0, ink);
    text::paint_at(ui, rect.min + vec2(42.0, (size.y - galley.size().y) / 2.0), galley);
    if focused(&response) {
        crate::ui::kit::paint::inner_ring(ui.painter(), tokens, rect, 8);
    }
    if response
        .on_hover_text("Look at it again")
        .on_hover_cursor(CursorIcon::PointingHand)
        .clicked()
    {
        cx.act(Action::GoToQuestion(position));
    }
}

/// What the primary button does.
enum Onward {
    /// Goes to the text of the lesson.
    Read,
    Retry,
    /// Goes to the lesson that teaches what was missed first.
    ReadMissed(LessonKey),
    NextLesson,
}

fn onward(cx: &Cx<'_>) -> Option<Onward> {
    let session = cx.model.session()?;
    let next = || cx.model.next_lesson().map(|_| Onward::NextLesson);
    match session.purpose() {
        Purpose::Before => Some(Onward::Read),
        Purpose::Known if !session.passed() => Some(Onward::Read),
        Purpose::Lesson | Purpose::Picture if !session.wrong().is_empty() => Some(Onward::Retry),
        Purpose::Check if session.right() < pass(cx).unwrap_or(0) => {
            let missed = session.wrong();
            let lesson = missed.iter().find_map(|id| cx.model.lesson_to_read(id));
            lesson.map(Onward::ReadMissed)
        }
        _ => next(),
    }
}

/// Does what the primary button does.
pub fn go_on(cx: &mut Cx<'_>) {
    cx.focus.ask_by_key(Goal::Onward);
    match onward(cx) {
        Some(Onward::Read) => round::leave(cx),
        Some(Onward::Retry) => cx.act(Action::RetryWrong),
        Some(Onward::ReadMissed(key)) => cx.act(Action::OpenLesson(key)),
        Some(Onward::NextLesson) => {
            if let Some(key) = cx.model.next_lesson() {
                cx.act(Action::OpenLesson(key));
            }
        }
        None => {}
    }
}

/// Buttons that ask again what was wrong, or go on.
pub fn footer(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let purpose = cx.model.session().map(Session::purpose).unwrap_or_default();
    let onward = onward(cx);
    ui.horizontal_centered(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = match &onward {
                Some(Onward::Read) => Some(Button::new(Rank::Primary, "Read the lesson")),
                Some(Onward::Retry) => Some(Button::new(Rank::Primary, "Retry what was wrong")),
                Some(Onward::ReadMissed(_)) => {
                    Some(Button::new(Rank::Primary, "Read what was missed").after(icons::NEXT))
                }
                Some(Onward::NextLesson) => {
                    Some(Button::new(Rank::Primary, "Next lesson").after(icons::NEXT))
                }
                None => None,
            };
            if let Some(button) = button {
                let button = button.height(36.0).show(ui, tokens);
                if cx.focus.take(&Goal::Onward) {
                    button.request_focus();
                }
                if button.clicked() {
                    go_on(cx);
                }
            }
            if matches!(onward, Some(Onward::Read | Onward::Retry)) {
                return;
            }
            let again = match purpose {
                Purpose::Known | Purpose::Before => Button::new(Rank::Secondary, "Read it anyway"),
                Purpose::Lesson => Button::new(Rank::Secondary, "Ask again").before(icons::AGAIN),
                Purpose::Check => {
                    let whole = Button::new(Rank::Secondary, "Take it again").before(icons::AGAIN);
                    let fits = whole.width(ui, tokens) <= ui.available_width();
                    if fits { whole } else { Button::new(Rank::Secondary, "Again") }
                }
                Purpose::Picture => Button::new(Rank::Secondary, "More of these"),
            };
            if again.height(36.0).show(ui, tokens).clicked() {
                cx.focus.ask_by_key(Goal::Onward);
                match purpose {
                    Purpose::Known | Purpose::Before => round::leave(cx),
                    Purpose::Lesson | Purpose::Check => cx.act(Action::AskAgain),
                    Purpose::Picture => cx.act(Action::Practise),
                }
            }
        });
    });
}
