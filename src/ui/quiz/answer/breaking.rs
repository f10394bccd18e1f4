//! What is broken: saying of requests what becomes of them, and trying requests until it is plain
//! what it is. What is broken, and what may be, is seen in the lesson's figure.

use super::{chosen_box, options, pairs};
use crate::{
    app::{Action, model::Tab},
    id::Id,
    quiz::{Break, Diagnose, Tried},
    theme::{TextStyle, Tokens, icons::Icon},
    ui::{
        cx::Cx,
        kit::{icons, paint::ring, plate::Plate, text, widgets::focused},
        quiz::asked::Asked,
    },
};
use egui::{
    CursorIcon, Response, Sense, Ui, WidgetInfo,
    accesskit::{Live, Role},
    pos2, vec2,
};

/// Of each request what becomes of it.
pub(super) fn fates(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, broken: &Break) {
    let words = format!("Broken: {}", broken.called);
    leading_there(ui, cx, asked, &broken.diagram, &words);
    pairs::show(ui, cx, asked);
}

/// What is told and tried, then what it may be.
pub(super) fn diagnosis(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, diagnose: &Diagnose) {
    let tokens = cx.tokens;
    let broken = diagnose.choices.iter().find(|choice| choice.correct);
    let words = match (asked.verdict, broken) {
        (Some(_), Some(broken)) => format!("Broken: {}", broken.text),
        _ => "Something is broken".to_owned(),
    };
    leading_there(ui, cx, asked, &diagnose.diagram, &words);
    if !diagnose.told.is_empty() {
        heading(ui, tokens, "What is known");
        for told in &diagnose.told {
            known(ui, tokens, told);
        }
        ui.add_space(4.0);
    }
    if !diagnose.requests.is_empty() {
        heading(ui, tokens, "Requests to try");
        let tried: Vec<&Id> =
            diagnose.tried(asked.answer()).iter().map(|tried| &tried.id).collect();
        for request in &diagnose.requests {
            let done = tried.contains(&&request.id);
            if attempt(ui, tokens, request, (done, asked.open())).clicked() && !done {
                cx.act(Action::Choose(diagnose.answered(asked.answer(), &request.id)));
            }
            ui.add_space(6.0);
        }
        ui.add_space(4.0);
    }
    heading(ui, tokens, "What is broken?");
    if asked.open() {
        let words = "Choose it here, or point at it in the picture.";
        text::label(ui, words, TextStyle::Caption, tokens.text2);
        ui.add_space(6.0);
    }
    options::show(ui, cx, asked, &diagnose.choices);
    if let Some(verdict) = asked.verdict {
        let words = diagnose.effort(&verdict.answer);
        text::label(ui, &words, TextStyle::Caption, tokens.text2);
        ui.add_space(6.0);
    }
}

/// Says it of the picture, and leads there.
fn leading_there(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, diagram: &Id, words: &str) {
    let title = asked.course.diagram(diagram).map(|diagram| diagram.title.as_str());
    let words = format!("{words}, in “{}”", title.unwrap_or_default());
    if chosen_box(ui, cx.tokens, &words, false).clicked() {
        cx.act(Action::ShowTab(Tab::Lesson));
        cx.sights.point_out(ui, diagram);
    }
}

fn heading(ui: &mut Ui, tokens: &Tokens, words: &str) {
    text::label(ui, words, TextStyle::CaptionBold, tokens.text);
    ui.add_space(6.0);
}

/// What became of a request, and its sign.
fn outcome(request: &Tried) -> (String, Icon) {
    if request.arrives {
        (format!("“{}” arrives", request.text), icons::RIGHT)
    } else {
        (format!("“{}” does not arrive", request.text), icons::WRONG)
    }
}

/// A request of which it is told.
fn known(ui: &mut Ui, tokens: &Tokens, request: &Tried) {
    let (words, icon) = outcome(request);
    let room = ui.available_width() - LEFT - 12.0;
    let galley = text::galley(ui, text::job(&words, TextStyle::Ui, tokens.text, room));
    let size = vec2(ui.available_width(), galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &words));
    let middle =
        pos2(rect.left() + LEFT / 2.0 + 3.0, rect.top() + 4.0 + TextStyle::Ui.line() / 2.0);
    icons::paint(ui.painter(), icon, middle, SIGN, tokens.text2);
    text::paint_at(ui, rect.min + vec2(LEFT, 4.0), galley);
}

/// Where words begin, beside their sign, in points.
const LEFT: f32 = 42.0;
/// The side of a sign, in points.
const SIGN: f32 = 20.0;

/// A request that can be tried; where it was, what became of it. It keeps its place and its name's
/// room, so that the focus stays and nothing moves.
fn attempt(ui: &mut Ui, tokens: &Tokens, request: &Tried, (done, open): (bool, bool)) -> Response {
    let (told, icon) = outcome(request);
    let words = match (done, open) {
        (true, _) => told,
        (false, true) => format!("Try “{}”", request.text),
        (false, false) => format!("“{}” was not tried", request.text),
    };
    let icon = if done { icon } else { icons::FOLLOW };
    let width = ui.available_width();
    let ink = if done || open { tokens.text } else { tokens.text2 };
    let galley = text::galley(ui, text::job(&words, TextStyle::Ui, ink, width - LEFT - 12.0));
    let size = vec2(width, (galley.size().y + 16.0).max(40.0));
    let sense = if open { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    let role = if open { Role::Button } else { Role::ListItem };
    response.widget_info(|| WidgetInfo::labeled(role, open, &words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let hovered = open && !done && response.hovered();
    Plate { hovered, ..Plate::row(false, &response) }.paint(ui.painter(), tokens, rect);
    let middle = pos2(rect.left() + LEFT / 2.0 + 3.0, rect.center().y);
    icons::paint(ui.painter(), icon, middle, SIGN, tokens.text2);
    text::paint_at(ui, pos2(rect.left() + LEFT, rect.center().y - galley.size().y / 2.0), galley);
    if focused(&response) {
        ring(ui.painter(), tokens, rect, Plate::ROW);
    }
    if open && !done { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}
