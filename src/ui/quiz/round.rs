//! What the round of questions is for, said above its question, and when its answers are told.

use crate::{
    app::{Action, model::Tab},
    quiz::{Mode, Purpose},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            breakpoints, icons,
            icons::Icon,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, pill},
        },
    },
};
use egui::{Frame, Margin, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};

/// Says what the round is for; at its end the summary does.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(session) = cx.model.session() else { return };
    // In a low window the question itself needs the room; the menu has the switch as well.
    let low = ui.ctx().content_rect().height() < breakpoints::LOW;
    match session.purpose() {
        Purpose::Lesson => {
            left_rounds(ui, cx);
            if !low || session.position().0 <= 1 {
                modes(ui, cx);
            }
        }
        Purpose::Picture => {
            let words = "Practice on this lesson’s diagrams";
            let way_out = if low { "Back" } else { "Back to the lesson’s questions" };
            if strip(ui, cx, icons::POINT_AT, words, way_out) {
                leave(cx);
            }
            if !low {
                ui.add_space(8.0);
                modes(ui, cx);
            }
        }
        Purpose::Before | Purpose::Known | Purpose::Check if session.ended() => {}
        Purpose::Before => {
            let words = "Before you read: guessing is fine, and nothing counts";
            if strip(ui, cx, icons::GUESSING, words, "Read now") {
                leave(cx);
            }
        }
        Purpose::Known => {
            let words = match session.round().len() {
                1 => "Get it right to complete this lesson".to_owned(),
                all => format!("Get all {} right to complete this lesson", number(all)),
            };
            if strip(ui, cx, icons::CERTAIN, &words, "Read instead") {
                leave(cx);
            }
        }
        Purpose::Check => {
            let check = cx.model.open_lesson().and_then(|(.., lesson)| lesson.check.as_ref());
            let Some(check) = check else { return };
            let words = format!(
                "Check: {} of {} right to pass, told at the end",
                check.pass,
                session.round().len()
            );
            text::label(ui, &words, TextStyle::Caption, cx.tokens.text2);
        }
    }
}

/// A number as it is written in a sentence.
fn number(count: usize) -> String {
    match count {
        2 => "two".to_owned(),
        3 => "three".to_owned(),
        4 => "four".to_owned(),
        5 => "five".to_owned(),
        count => count.to_string(),
    }
}

/// Offers rounds that were left before their end.
fn left_rounds(ui: &mut Ui, cx: &mut Cx<'_>) {
    for (purpose, answered, all) in cx.model.left_rounds() {
        let (icon, what) = match purpose {
            Purpose::Lesson | Purpose::Check => continue,
            Purpose::Before => (icons::GUESSING, "Guessing"),
            Purpose::Known => (icons::CERTAIN, "Known already?"),
            Purpose::Picture => (icons::POINT_AT, "Practice"),
        };
        let words = format!("{what}: {answered} of {all} answered");
        if strip(ui, cx, icon, &words, "Continue") {
            cx.focus.ask_by_key(Goal::Onward);
            cx.act(Action::ResumeRound(purpose));
        }
        ui.add_space(8.0);
    }
}

/// Goes back to the lesson itself.
pub fn leave(cx: &mut Cx<'_>) {
    let reads = cx.model.session().is_some_and(|s| s.purpose() != Purpose::Picture);
    cx.focus.ask_by_key(if reads { Goal::Reading } else { Goal::Onward });
    cx.act(Action::BackToLesson);
    if reads {
        // In a narrow window the lesson's tab is shown: the learner wants to read.
        cx.act(Action::ShowTab(Tab::Lesson));
        cx.sights.scroll_to_start = true;
    }
}

/// A strip that says what is going on, with a button out of it. Says whether that was clicked.
fn strip(ui: &mut Ui, cx: &Cx<'_>, icon: Icon, words: &str, way_out: &str) -> bool {
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.sunken))
        .stroke(stroke(1.0, tokens.line2))
        .corner_radius(10)
        .inner_margin(Margin { left: 12, right: 4, top: 6, bottom: 6 });
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing = vec2(8.0, 0.0);
        let button = Button::new(Rank::Quiet, way_out).height(32.0);
        let room = ui.available_width() - button.width(ui, tokens) - 34.0;
        if room < 120.0 {
            told(ui, cx, icon, words, ui.available_width() - 30.0);
            return button.show(ui, tokens).clicked();
        }
        let row = ui.horizontal(|ui| {
            told(ui, cx, icon, words, room);
            button.show(ui, tokens).clicked()
        });
        row.inner
    });
    shown.inner
}

fn told(ui: &mut Ui, cx: &Cx<'_>, icon: Icon, words: &str, room: f32) {
    let tokens = cx.tokens;
    let galley = text::galley(ui, text::job(words, TextStyle::Caption, tokens.text, room));
    let size = vec2(room + 26.0, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    icons::paint(
        ui.painter(),
        icon,
        pos2(rect.left() + 9.0, rect.top() + 10.0),
        18.0,
        tokens.text2,
    );
    text::paint_at(ui, rect.min + vec2(26.0, 0.0), galley);
}

/// The switch between learning and checking.
fn modes(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let now = cx.model.prefs.mode;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (mode, words, spoken, tip) in [
            (
                Mode::Learn,
                "Answers at once",
                "Answers at once",
                "To learn: each answer is explained at once",
            ),
            (
                Mode::Check,
                "At the end",
                "Answers at the end",
                "To check: what was right is told at the end of the round",
            ),
        ] {
            let response = pill(ui, tokens, words, spoken, mode == now).on_hover_text(tip);
            if response.clicked() && mode != now {
                cx.act(Action::SetMode(mode));
            }
        }
    });
}
