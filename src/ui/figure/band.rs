//! The band under a picture: the card that is open, else what is pointed at, or what a step or a hop
//! says; and what a step asks. Its room is there from the start, so that nothing moves and nothing is covered.

use super::{
    breaking, compare, inspect,
    inspect::card_of,
    lanes::{self, LEAST_HEIGHT, Plan},
    nodes, practise, say_line, traces,
};
use crate::{
    diagram::layout::Layout,
    ui::{
        cx::Cx,
        figure::{
            card, prediction, state,
            state::{Breaking, Figures, Measured, Room},
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

/// What stands under a figure that fills the window has this part of its height at the most.
pub(super) const FOOT: f32 = 2.5;

/// Room for the bar of a card that is scrolled, in points.
pub(super) const BAR: f32 = 12.0;

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
    let plan = lanes::plan(ui, cx, figure, width);
    let column = plan.as_ref().map_or(width, |plan| plan.words(width));
    let room = reserved(ui, cx, figure, (width, column, plan.as_ref()), words);
    // An id of its own keeps the card's controls the same to egui.
    let own = egui::Id::unique(("band", figure.key.0.to_string(), figure.key.1));
    let band = ui.scope_builder(UiBuilder::new().scope_id(own), |ui| {
        let adds = plan.as_ref().map_or(0.0, |plan| plan.adds(room.height));
        ui.set_min_height(room.whole.max(room.height + adds));
        ui.set_width(width);
        let top = ui.cursor().min;
        let card = ui.scope(|ui| {
            ui.set_max_width(column);
            let card = contents(ui, cx, figure, layout, said, (words, &room));
            prediction::prediction(ui, cx, figure);
            let said = Rect::from_min_max(top, pos2(ui.max_rect().right(), ui.cursor().top()));
            cx.states.of::<Figures>().at(&figure.key).walk.said = Some(said);
            card
        });
        if let Some(plan) = &plan {
            // A question that a way asks may take more room than the words.
            let below = (top.y + room.height + lanes::BELOW).max(ui.cursor().top());
            plan.show(ui, cx, figure, (top, width), below);
        }
        let compares = compare::is_open(cx, figure);
        if compares && !card.inner {
            // Placed below the room of the longest sentence, so that it does not move.
            step_over(ui, &room, top.y, plan.is_some());
            compare::show(ui, cx, figure);
        }
        let open = compares || matches!(figure.doing, Doing::Breaking(_));
        if !card.inner && figure.doing.predict().is_none() && !open {
            step_over(ui, &room, top.y, plan.is_some());
            practise::button(ui, cx, figure);
        }
        card.inner
    });
    let view = cx.states.of::<Figures>().at(&figure.key);
    if band.inner && std::mem::take(&mut view.card.show_card) {
        into_sight(&band.response);
    }
}

/// What is said, or the card that is open; says whether it is that.
fn contents(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    said: Option<&Said>,
    (words, room): (f32, &Room),
) -> bool {
    let (width, top) = (ui.available_width(), ui.cursor().top());
    let view = cx.states.of::<Figures>().at(&figure.key);
    let open = view.card.inspected.clone().filter(|_| !figure.asked.open());
    let card = open.and_then(|path| nodes::at(cx, figure, layout, &path));
    let copies = card.map_or(1, |index| nodes::copies(cx, figure, layout, index));
    if let Some(card) = card.and_then(|index| card_of(cx, figure, layout, (index, copies))) {
        let area = ScrollArea::vertical().id_salt(&card.name).max_height(room.height);
        let area = area.auto_shrink([false, true]);
        // Room at the side, so that no word stands under the scroll bar.
        let scrolls = card.height(ui, cx.tokens, width) > room.height;
        let own = if scrolls { width - BAR } else { width };
        let shown = area.show(ui, |ui| {
            ui.set_max_width(own);
            card::show(ui, cx, &card)
        });
        if shown.inner {
            close(ui, cx, figure);
        }
        return true;
    }
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
    traces::choice(ui, cx, figure, top);
    false
}

/// Closes the card; who works with keys is on its layer then.
pub(super) fn close(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    cx.states.of::<Figures>().at(&figure.key).card.inspected = None;
    cx.focus.ask_by_key(Goal::Layer(figure.key.clone()));
    ui.ctx().request_repaint();
}

/// Goes below what may be said, and below the tree of ways where one is shown.
fn step_over(ui: &mut Ui, room: &Room, top: f32, outlined: bool) {
    let room = if outlined { room.height } else { room.sentence };
    ui.add_space((top + room - ui.cursor().top()).max(0.0) + 8.0);
}

/// Measures how much room there is to be.
fn reserved(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    (width, column, plan): (f32, f32, Option<&Plan<'_>>),
    words: f32,
) -> Room {
    let view = cx.states.of::<Figures>().at(&figure.key);
    let nothing = Room { sentence: 0.0, height: 0.0, whole: 0.0 };
    let Some((key, whole)) = view.layout.clone() else { return nothing };
    let filled = state::filled(cx).is_some();
    // A figure that fills the window gives its picture more of the height.
    let share = if filled { SHARE / 2.0 } else { SHARE };
    let most = (ui.ctx().content_rect().height() * share).min(HIGHEST);
    let trace = figure.doing.following().map(|along| along.trace);
    let suspects = figure.asked.diagnosing().is_some();
    let made_for = Measured { key, width, words, most, filled, trace, suspects };
    let view = cx.states.of::<Figures>().at(&figure.key);
    if let Some((known, room)) = &view.room
        && *known == made_for
    {
        return *room;
    }
    let followed = trace.and_then(|trace| figure.traces.get(trace).copied());
    let hop = followed.map_or(0.0, |trace| traces::tallest(ui, cx, figure, trace, column));
    let sentence = say_line::tallest(ui, cx, figure, column, words).max(hop);
    let height = sentence.max(inspect::tallest(ui, cx, figure, &whole, column).min(most));
    let mut room = Room { sentence, height, whole: height };
    if filled && ui.ctx().content_rect().height() >= LEAST_HEIGHT {
        // The picture stays as it is while one goes through it. Nothing is kept for a request before
        // it is followed: without it the picture needs the room itself, and so it does in a lower
        // window.
        let adds = plan.map_or(0.0, |plan| plan.adds(height));
        let words = if plan.is_some() { height + adds } else { sentence };
        room.whole = room.whole.max(words + practise::height(cx, figure));
        // No more than there is without scrolling, with the bar above it.
        let bar = cx.states.of::<Figures>().at(&figure.key).size.bar;
        let above = bar + ui.cursor().top() - ui.min_rect().top();
        let most = ui.ctx().content_rect().height() / FOOT - above;
        room.whole = room.whole.min(most).max(room.height);
    }
    cx.states.of::<Figures>().at(&figure.key).room = Some((made_for, room));
    room
}
