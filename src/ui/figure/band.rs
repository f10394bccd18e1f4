//! The band under a picture: the card that is open, else what is pointed at, or what a step or a hop
//! says; and what a step asks. Its room is there from the start, so that nothing moves and nothing is covered.

use super::{breaking, compare, inspect, inspect::card_of, nodes, practise, say_line, traces};
use crate::{
    diagram::layout::Layout,
    ui::{
        cx::Cx,
        figure::{
            card, prediction, state,
            state::{Breaking, Figures},
            subject::{Doing, Figure, Said},
        },
        focus::Goal,
        kit::widgets::into_sight,
    },
};
use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

/// The most that a card is high, in points, and as a share of the window's height; a higher one is
/// scrolled.
const HIGHEST: f32 = 190.0;
const SHARE: f32 = 0.22;

/// Room for the bar of a card that is scrolled, in points.
const BAR: f32 = 12.0;

/// Shows it. `words`: how large its words are, of the usual size.
pub(super) fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    said: Option<&Said>,
    words: f32,
) {
    let width = ui.available_width();
    let (sentence, height) = reserved(ui, cx, figure, width, words);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let open = view.card.inspected.clone().filter(|_| !figure.asked.open());
    let card = open.and_then(|path| nodes::at(cx, figure, layout, &path));
    let copies = card.map_or(1, |index| nodes::copies(cx, figure, layout, index));
    let card = card.and_then(|index| card_of(cx, figure, layout, (index, copies)));
    // An id of its own keeps the card's controls the same to egui.
    let own = egui::Id::unique(("band", figure.key.0.to_string(), figure.key.1));
    let band = ui.scope_builder(UiBuilder::new().scope_id(own), |ui| {
        ui.set_min_height(height);
        ui.set_width(width);
        let top = ui.cursor().min;
        if let Some(card) = &card {
            let area = ScrollArea::vertical().id_salt(&card.name).max_height(height);
            let area = area.auto_shrink([false, true]);
            // Room at the side, so that no word stands under the scroll bar.
            let scrolls = card.height(ui, cx.tokens, width) > height;
            let room = if scrolls { width - BAR } else { width };
            let shown = area.show(ui, |ui| {
                ui.set_max_width(room);
                card::show(ui, cx, card)
            });
            if shown.inner {
                close(ui, cx, figure);
            }
        } else {
            let breaking = breaking::told(ui, cx, figure);
            // What is to be broken is explained, below what is asked.
            let told = match &figure.doing {
                Doing::Breaking(Breaking { part: Some(_), .. }) => true,
                Doing::Breaking(_) => said.is_none(),
                _ => said.is_none() && traces::told(ui, cx, figure),
            };
            if !told {
                ui.add_space(if breaking { 8.0 } else { 0.0 });
                say_line::say_line(ui, cx, figure, said, words);
            }
            traces::choice(ui, cx, figure, top.y);
            if compare::is_open(cx, figure) {
                // Placed below the room of the longest sentence, so that it does not move.
                ui.add_space((top.y + sentence - ui.cursor().top()).max(0.0) + 8.0);
                compare::show(ui, cx, figure);
            }
        }
        prediction::prediction(ui, cx, figure);
        let said = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top()));
        cx.states.of::<Figures>().at(&figure.key).walk.said = Some(said);
        let open = compare::is_open(cx, figure) || matches!(figure.doing, Doing::Breaking(_));
        if card.is_none() && figure.doing.predict().is_none() && !open {
            ui.add_space((top.y + sentence - ui.cursor().top()).max(0.0) + 8.0);
            practise::button(ui, cx, figure);
        }
    });
    let view = cx.states.of::<Figures>().at(&figure.key);
    if card.is_some() && std::mem::take(&mut view.card.show_card) {
        into_sight(&band.response);
    }
}

/// Closes the card; who works with keys is on its layer then.
pub(super) fn close(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    cx.states.of::<Figures>().at(&figure.key).card.inspected = None;
    cx.focus.ask_by_key(Goal::Layer(figure.key.clone()));
    ui.ctx().request_repaint();
}

/// Room for the longest sentence, and for whatever else may be said here: measured once for each
/// layout and width.
fn reserved(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, width: f32, words: f32) -> (f32, f32) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    let Some((key, whole)) = view.layout.clone() else { return (0.0, 0.0) };
    let made_for = (key, width, words);
    let known = view.tallest.clone().filter(|(known, _)| *known == made_for);
    let (sentence, card) = known.map_or_else(
        || {
            let sentence = say_line::tallest(ui, cx, figure, width, words);
            (sentence, inspect::tallest(ui, cx, figure, &whole, width))
        },
        |(_, tallest)| tallest,
    );
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.tallest = Some((made_for, (sentence, card)));
    // A figure that fills the window gives its picture more of the height.
    let share = if state::filled(cx).is_some() { SHARE / 2.0 } else { SHARE };
    let most = (ui.ctx().content_rect().height() * share).min(HIGHEST);
    let sentence = sentence.max(traces::tallest(ui, cx, figure, width));
    (sentence, sentence.max(card.min(most)))
}
