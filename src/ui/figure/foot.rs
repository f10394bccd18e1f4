//! The foot of a figure: its steps and traces at the left; at the right the switch to the precise
//! picture, and the ways to see it larger and to take it along.

use super::{Figure, steps, take, traces, zoom};
use crate::{
    diagram::layout::Layout,
    theme::TextStyle,
    ui::{
        icons, text,
        views::{Cx, Filled, StepAt},
        widgets::{Button, Rank, icon_button, switch},
    },
};
use egui::{Layout as UiLayout, Ui, Vec2, accesskit::Role};

const PRECISE: &str = "More precise";
/// The buttons at the left need so much room, else they have a line of their own.
const BAR: f32 = 352.0;

/// The steps at the left; at the right the switch, what it corrects below, and the way to take the
/// figure along.
pub(super) fn foot(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let notes: Vec<(String, String)> = figure
        .listed
        .iter()
        .filter_map(|diagram| {
            Some((diagram.title.clone(), diagram.precise.as_ref()?.because.clone()))
        })
        .collect();
    // A question of the quiz is about the plain, whole picture.
    if figure.asked && figure.predict.is_none() {
        // Its room stays, and nothing below moves when the answer comes.
        ui.add_space(32.0);
        return;
    }
    let offers = !figure.steps.is_empty() || !figure.traces.is_empty();
    let walk = offers && !figure.precise;
    let width = ui.available_width();
    // Measured and then built from the left, which is also the order of Tab.
    let words = text::one_line(ui, PRECISE, TextStyle::Caption, cx.tokens.text2, f32::INFINITY);
    let switch = if notes.is_empty() { 0.0 } else { words.size().x + 42.0 + 8.0 };
    let filled = cx.views.filled.is_some();
    let zoomed = cx.views.figures.get(&figure.key).is_some_and(|view| view.zoom.is_some());
    let zooms = if zoomed && !filled { 150.0 } else { 0.0 };
    let right = switch + zooms + if filled { 32.0 } else { 68.0 };
    let beside = width - right >= BAR;
    if !beside {
        ui.horizontal_wrapped(|ui| left_part(ui, cx, figure, walk));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let left = (width - right).max(0.0);
        let row = UiLayout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(Vec2::new(left, 32.0), row, |ui| {
            ui.set_min_width(left);
            if beside {
                left_part(ui, cx, figure, walk);
            }
        });
        if !notes.is_empty() {
            precise_switch(ui, cx, figure);
            ui.add_space(8.0);
        }
        if !filled {
            zoom::bar(ui, cx, figure, false);
            ui.spacing_mut().item_spacing.x = 4.0;
            let fill = icon_button(ui, cx.tokens, icons::FILL, "Fill the window (F)", true);
            if fill.clicked() {
                cx.views.filled = Some(Filled { figure: figure.key.clone(), presenting: false });
                ui.ctx().request_repaint();
            }
        }
        take::button(ui, cx, figure, layout);
    });
    if figure.precise {
        let tokens = cx.tokens;
        for (title, because) in notes {
            ui.add_space(4.0);
            let runs = [
                (&*format!("{title}. "), TextStyle::CaptionBold, tokens.text),
                (&*because, TextStyle::Caption, tokens.text2),
            ];
            let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
            text::show(ui, galley, &format!("{title}. {because}"), Role::Label);
        }
    }
}

/// The bar; or that there is none now, and why.
fn left_part(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, walk: bool) {
    if walk {
        bar(ui, cx, figure);
    } else if let Some(why) = figure.withheld {
        ui.spacing_mut().item_spacing.x = 8.0;
        let begin = Button::new(Rank::Secondary, "Step by step").before(icons::PLAY).height(32.0);
        let begin = begin.enabled(false).show(ui, cx.tokens);
        ui.ctx().accesskit_node_builder(begin.id, |node| node.set_description(why));
        text::label(ui, why, TextStyle::Caption, cx.tokens.text2);
    }
}

/// Walk or follow; while one goes on, its own bar alone.
fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    ui.spacing_mut().item_spacing.x = 8.0;
    let walking = figure.at != StepAt::Whole || figure.predict.is_some();
    if figure.following.is_none() && !figure.steps.is_empty() {
        steps::bar(ui, cx, figure);
    }
    if !walking {
        traces::bar(ui, cx, figure);
    }
}

fn precise_switch(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let seconds = cx.seconds(0.12);
    if switch(ui, cx.tokens, PRECISE, figure.precise, seconds).clicked() {
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.precise = !view.precise;
        view.step = None;
        view.trace = None;
        view.inspected = None;
        view.cursor = None;
        ui.ctx().request_repaint();
    }
}
