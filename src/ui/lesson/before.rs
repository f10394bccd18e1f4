//! Offers above a lesson that is new: to guess first, or to show that it is known already.

use crate::{
    app::{Action, LessonKey},
    pack::Lesson,
    quiz::{KNOWN_QUESTIONS, Purpose},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, icon_button},
        },
    },
};
use egui::{Align, Frame, Layout, Margin, Rect, Ui, UiBuilder, pos2, vec2};
use std::collections::HashSet;

/// The offers above a lesson.
#[derive(Default)]
struct Offers {
    /// Lessons whose offer was closed.
    closed: HashSet<LessonKey>,
    /// The lesson whose offers were last shown, and how high they were, in points.
    seen: Option<(LessonKey, f32)>,
}

/// Shows what is offered, if anything; beside the subtitle what has room there. When it goes, the
/// page is scrolled so that what is being read stays in its place.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson, subtitle: Option<Rect>) {
    let Some(key) = cx.model.navigation.place.as_ref().map(|place| place.lesson.clone()) else {
        return;
    };
    let top = ui.cursor().top();
    offer(ui, cx, lesson, &key, subtitle);
    let height = ui.cursor().top() - top;
    let before = cx.states.of::<Offers>().seen.replace((key.clone(), height));
    let scrolled = cx.model.navigation.place.as_ref().map_or(0.0, |place| place.scroll);
    if let Some((seen, before)) = before
        && seen == key
        && scrolled > before.max(height)
    {
        cx.sights.scroll_by += height - before;
    }
}

fn offer(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson, key: &LessonKey, subtitle: Option<Rect>) {
    let in_round = cx.model.session().is_some_and(|session| session.purpose() != Purpose::Lesson);
    if in_round {
        return;
    }
    let closed = cx.states.of::<Offers>().closed.contains(key);
    let guess = !closed && cx.model.can_be_guessed(key, lesson);
    let know = cx.model.can_be_known(key, lesson);
    if guess {
        card(ui, cx, lesson, key, know);
    } else if know {
        know_only(ui, cx, lesson, subtitle);
    }
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson, key: &LessonKey, know: bool) {
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.panel))
        .stroke(stroke(1.0, tokens.line))
        .corner_radius(12)
        .inner_margin(Margin { left: 14, right: 10, top: 10, bottom: 10 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let title = title(lesson);
        let (width, top) = (ui.available_width(), ui.cursor().min);
        if width >= 560.0 {
            ui.horizontal(|ui| {
                let room = width - buttons(ui, cx, know) - CLOSE - 16.0;
                ui.vertical(|ui| {
                    ui.set_width(room - BESIDE);
                    told(ui, cx, &title);
                });
                ui.add_space(BESIDE);
                offers(ui, cx, lesson, know);
            });
        } else {
            ui.vertical(|ui| {
                ui.set_width(width - CLOSE);
                told(ui, cx, &title);
            });
            ui.add_space(8.0);
            ui.horizontal_wrapped(|ui| offers(ui, cx, lesson, know));
        }
        // The button that closes stands in the corner.
        let corner = Rect::from_min_size(top + vec2(width - 32.0, 0.0), vec2(32.0, 32.0));
        let mut corner = ui.new_child(UiBuilder::new().max_rect(corner));
        if icon_button(&mut corner, tokens, icons::CLOSE, "Just read", true).clicked() {
            cx.states.of::<Offers>().closed.insert(key.clone());
        }
    });
    ui.add_space(20.0);
}

/// Shows only the button for the check: beside the subtitle where there is room, else under it.
fn know_only(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson, subtitle: Option<Rect>) {
    let known =
        |rank| Button::new(rank, "I know this already").before(icons::CERTAIN).height(HEIGHT);
    let button = |ui: &mut Ui, cx: &mut Cx<'_>, rank: Rank| {
        let button = known(rank);
        if button.show(ui, cx.tokens).on_hover_text(check(lesson)).clicked() {
            cx.focus.ask_by_key(Goal::Onward);
            cx.act(Action::CheckKnown);
        }
    };
    let page = ui.available_rect_before_wrap();
    let width = known(Rank::Quiet).width(ui, cx.tokens) + BESIDE;
    let line = subtitle.filter(|line| page.right() - line.right() >= width);
    let Some(line) = line else {
        button(ui, cx, Rank::Secondary);
        ui.add_space(16.0);
        return;
    };
    let top = line.center().y - HEIGHT / 2.0;
    let beside = Rect::from_min_max(pos2(page.left(), top), pos2(page.right(), top + HEIGHT));
    let layout = Layout::right_to_left(Align::Center);
    let mut child = ui.new_child(UiBuilder::new().max_rect(beside).layout(layout));
    button(&mut child, cx, Rank::Quiet);
}

/// The width of the buttons beside the words, in points.
fn buttons(ui: &Ui, cx: &Cx<'_>, know: bool) -> f32 {
    let width = |rank, words| Button::new(rank, words).width(ui, cx.tokens) + 4.0;
    let known = if know { width(Rank::Quiet, "I know this already") } else { 0.0 };
    width(Rank::Secondary, "Guess first") + known
}

/// The height of the button for the check, in points.
const HEIGHT: f32 = 32.0;
/// Room for the closing button in the corner, in points.
const CLOSE: f32 = 40.0;
/// Between the words and the buttons beside them, in points.
const BESIDE: f32 = 12.0;

fn told(ui: &mut Ui, cx: &Cx<'_>, title: &str) {
    ui.spacing_mut().item_spacing.y = 2.0;
    text::heading(ui, title, TextStyle::UiBold, cx.tokens.text, 2);
    let words = "Guessing is fine: what you have tried to answer sticks better.";
    text::label(ui, words, TextStyle::Caption, cx.tokens.text2);
}

fn offers(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson, know: bool) {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
    if Button::new(Rank::Secondary, "Guess first").show(ui, tokens).clicked() {
        cx.focus.ask_by_key(Goal::Onward);
        cx.act(Action::GuessFirst);
    }
    if know
        && Button::new(Rank::Quiet, "I know this already")
            .show(ui, tokens)
            .on_hover_text(check(lesson))
            .clicked()
    {
        cx.focus.ask_by_key(Goal::Onward);
        cx.act(Action::CheckKnown);
    }
}

/// What the check is, for its tooltip.
fn check(lesson: &Lesson) -> String {
    match lesson.questions.len().min(KNOWN_QUESTIONS) {
        1 => "One question, answered rightly, marks the lesson as done".to_owned(),
        count => format!("{count} questions, all answered rightly, mark the lesson as done"),
    }
}

fn title(lesson: &Lesson) -> String {
    match lesson.before.len() {
        1 => "Before you read: one question".to_owned(),
        2 => "Before you read: two questions".to_owned(),
        3 => "Before you read: three questions".to_owned(),
        count => format!("Before you read: {count} questions"),
    }
}
