//! Covers pictures while a question is about what one remembers of them.

use crate::{
    id::Id,
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::subject::Figure,
        kit::{
            icons,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank},
        },
        quiz,
        quiz::asked::Asked,
    },
};
use egui::{CornerRadius, Rect, Sense, StrokeKind, Ui, UiBuilder, pos2, vec2};

/// The question that would cover the pictures, but the learner asked to see them.
#[derive(Default)]
struct Uncovered(Option<Id>);

/// Is the open question one that the picture would answer by itself? Where a step asks it, the step
/// itself is not covered.
pub(in crate::ui) fn covers(cx: &mut Cx<'_>) -> bool {
    let asked = quiz::asked::asked(cx.model).filter(Asked::open);
    let question = asked.map(|asked| asked.question);
    let question = question.filter(|question| {
        question.from_memory || (question.kind.shows().is_none() && still_covered(cx))
    });
    let question = question.filter(|question| cx.signals.predicting.heard() != Some(&question.id));
    let id = question.map(|question| &question.id);
    // Who asked to see a picture sees it until another question comes.
    cx.states.of::<Uncovered>().0 =
        cx.states.of::<Uncovered>().0.take().filter(|shown| Some(shown) == id);
    id.is_some() && cx.states.of::<Uncovered>().0.is_none()
}

/// In a round that tells its results at its end, an answer from memory can be changed until then;
/// so the pictures stay covered.
fn still_covered(cx: &Cx<'_>) -> bool {
    let model = cx.model;
    let (Some(session), Some(place)) = (model.session(), &model.navigation.place) else {
        return false;
    };
    let mut untold = session.round().iter().filter(|id| session.answered(id) && !session.tells(id));
    untold.any(|id| model.question(&place.lesson, id).is_some_and(|q| q.from_memory))
}

/// In place of the figure, and as high: why it is covered, and a button that shows it.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, height: f32) {
    let titles: Vec<&str> = figure.shown.iter().map(|diagram| diagram.title.as_str()).collect();
    show_over(ui, cx, &titles, height);
}

/// In place of what has these titles.
pub(in crate::ui) fn show_over(ui: &mut Ui, cx: &mut Cx<'_>, titles: &[&str], height: f32) {
    let tokens = cx.tokens;
    let size = vec2(ui.available_width(), height.max(140.0));
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let line = stroke(1.0, tokens.line2);
    let radius = CornerRadius::same(8);
    ui.painter().rect(rect, radius, colour(tokens.sunken), line, StrokeKind::Inside);
    let middle = Rect::from_center_size(rect.center(), vec2(rect.width() - 32.0, 116.0));
    let layout = egui::Layout::top_down(egui::Align::Center);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(middle).layout(layout));
    let ui = &mut inside;
    let at = pos2(middle.center().x, middle.top() + 12.0);
    icons::paint(ui.painter(), icons::COVERED, at, 24.0, tokens.text3);
    ui.add_space(32.0);
    text::label(ui, &titles.join(" · "), TextStyle::UiBold, tokens.text);
    let words = "Covered while you answer from memory.";
    text::label(ui, words, TextStyle::Caption, tokens.text2);
    ui.add_space(6.0);
    let look = Button::new(Rank::Quiet, "Show anyway").height(32.0).show(ui, tokens);
    let spoken = format!("Show anyway: {}", titles.join(", "));
    ui.ctx().accesskit_node_builder(look.id, |node| node.set_label(spoken));
    if look.clicked() {
        cx.states.of::<Uncovered>().0 =
            cx.model.session().and_then(|session| session.current().cloned());
    }
}
