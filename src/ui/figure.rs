//! A figure: diagrams side by side as something to work on. Hover or focus lights a layer and its
//! counterpart; a click opens it, or answers the question that asks for a layer.

mod band;
mod breaking;
mod card;
mod compare;
pub(in crate::ui) mod cover;
mod filling;
mod foot;
mod groups;
mod inspect;
mod laid_out;
mod lanes;
mod naming;
mod nodes;
pub(in crate::ui) mod paint;
mod placing;
mod player;
mod playhead;
mod practise;
mod prediction;
mod resting;
mod say_line;
mod scene;
pub(in crate::ui) mod sight;
pub(in crate::ui) mod state;
mod steps;
mod stops;
mod subject;
pub(in crate::ui) mod take;
mod traces;
mod travel;
mod ways;
mod zoom;

use self::{
    foot::foot,
    laid_out::{coming, layout, name},
    nodes::nodes,
    scene::{Pointed, scene},
    sight::{bring_into_sight, follow, in_sight, note_afar},
};
use crate::{
    diagram::{
        drawing::{Drawing, Subject, View},
        geometry,
        layout::Layout,
        scene::Scene,
    },
    pack::course::{Block, SideBySide},
    theme::NotoMeasure,
    ui::{
        cx::Cx,
        figure::{
            state::Figures,
            subject::{Figure, LARGE, Place, Said},
        },
        kit::{
            paint::{Spot, colour, placed, ring, stroke},
            text,
            widgets::hairline,
        },
    },
};
use egui::{
    Frame, Layout as UiLayout, Margin, Rect, Response, Sense, Ui, UiBuilder, WidgetInfo,
    accesskit::Role, vec2,
};
use std::sync::Arc;

/// Puts into the clipboard the picture that was made for it beside the window.
pub fn copy_taken(ui: &Ui, cx: &mut Cx<'_>) {
    cx.states.of::<take::Taking>().copy(ui);
}

/// Shows the figure of block `index` of the open lesson.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, block: &SideBySide, low: bool) {
    show_in(ui, cx, index, block, Place { low, filled: None });
}

/// Shows the figure that fills the window, if one does.
pub fn show_filled(ui: &mut Ui, cx: &mut Cx<'_>, low: bool) {
    let Some(filled) = state::filled(cx).cloned() else { return };
    let model = cx.model;
    let Some((_, _, lesson)) = model.open_lesson() else { return };
    if let Some(Block::SideBySide(block)) = lesson.blocks.get(filled.figure.1) {
        let presenting = filled.presenting;
        show_in(ui, cx, filled.figure.1, block, Place { low, filled: Some(presenting) });
    }
}

/// Does a figure of the open lesson fill the window?
pub fn fills(cx: &mut Cx<'_>) -> bool {
    let open = cx.model.navigation.place.as_ref().map(|place| &place.lesson);
    if state::filled(cx).is_some_and(|filled| Some(&filled.figure.0) != open) {
        cx.states.of::<Figures>().filled = None;
    }
    state::filled(cx).is_some()
}

fn show_in(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, block: &SideBySide, place: Place) {
    let Some(figure) = Figure::of(cx.model, cx.states, index, block) else { return };
    if place.filled.is_some() {
        filling::show(ui, cx, &figure, place);
    } else {
        card(ui, cx, &figure, place);
    }
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, place: Place) {
    let tokens = cx.tokens;
    let narrow = ui.available_width() < 560.0;
    let padding = if narrow { 12.0 } else { 16.0 };
    #[expect(clippy::cast_possible_truncation, reason = "12 or 16")]
    let margin = Margin::same(padding as i8);
    let card = Frame::new()
        .fill(colour(tokens.panel))
        .stroke(stroke(1.0, tokens.line))
        .corner_radius(12)
        .inner_margin(margin);
    let shown = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width().floor();
        let Some(whole) = layout(cx, figure, width, place.low) else {
            return coming(ui, cx, figure);
        };
        if cover::covers(cx) {
            // The cover is as high as the figure was, so that nothing jumps.
            let view = cx.states.of::<Figures>().at(&figure.key);
            let height = view.card.inside.unwrap_or(whole.height);
            cover::show(ui, cx, figure, height);
            return;
        }
        let layout = steps::walked(ui, cx, figure, whole);
        let layout = naming::named(cx, figure, layout);
        let said = in_viewport(ui, cx, figure, &layout, None);
        ui.add_space(BESIDE_LINE);
        let x = ui.max_rect().expand(padding).x_range();
        hairline(ui, tokens, x, ui.cursor().top());
        ui.add_space(BESIDE_LINE);
        below(ui, cx, figure, (&layout, place), said.as_ref());
        let view = cx.states.of::<Figures>().at(&figure.key);
        view.card.inside = Some(ui.min_rect().height());
    });
    let rect = shown.response.rect;
    follow(ui, cx, figure, rect);
    in_sight(ui, cx, &figure.key, rect);
    note_afar(ui, cx, &figure.key, rect);
    // A figure that is covered, or still being laid out, is scrolled to as a whole.
    let wanted = |id: &crate::id::Id| figure.listed.iter().any(|diagram| diagram.id == *id);
    if cx.sights.diagram.as_ref().is_some_and(wanted) {
        cx.sights.diagram = None;
        ui.scroll_to_rect(rect, Some(egui::Align::TOP));
    }
    let flashes = cx.sights.flashing_figure(ui).is_some_and(wanted);
    if flashes && figure.aside {
        // The question leads here: it is answered now.
        cx.states.of::<Figures>().at(&figure.key).aside = None;
    }
    if figure.asked.open() || figure.asked.diagnosing().is_some() || flashes {
        // Painted over the quiet outline, so that nothing moves.
        let outline = stroke(if flashes { 5.0 } else { 2.0 }, tokens.accent);
        ui.painter().rect_stroke(rect, 12, outline, egui::StrokeKind::Inside);
    }
}

/// The picture, at the zoom that it has.
fn in_viewport(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Arc<Layout>,
    filled: Option<f32>,
) -> Option<Said> {
    let size = vec2(layout.width, layout.height);
    let viewport = zoom::Viewport { size, filled, large: layout.boxes.len() > LARGE };
    zoom::show(ui, cx, figure, viewport, |ui, cx, zoom| picture(ui, cx, figure, layout, zoom))
}

/// What stands under the picture: the bars; then what is pointed at or opened, or what a step says
/// and asks.
fn below(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    (layout, place): (&Layout, Place),
    said: Option<&Said>,
) {
    let own = own_foot(figure);
    if let Some(width) = foot::beside(ui, cx, figure) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let down = UiLayout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(vec2(width, 0.0), down, |ui| {
                ui.set_width(width);
                // In line with the tools.
                ui.add_space(6.0);
                band::show(ui, cx, figure, layout, said, place.words());
            });
            ui.add_space(16.0);
            let tools = |ui: &mut Ui| foot::tools(ui, cx, figure, layout);
            ui.scope_builder(UiBuilder::new().scope_id(own), tools);
        });
        return;
    }
    bar(ui, cx, figure, layout);
    band::show(ui, cx, figure, layout, said, place.words());
}

/// The player and the tools, in a line of their own above what is said.
fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    lanes::settle(ui, cx, figure);
    let own = own_foot(figure);
    ui.scope_builder(UiBuilder::new().scope_id(own), |ui| foot(ui, cx, figure, layout));
    ui.add_space(BESIDE_LINE);
}

/// An id of its own keeps these controls the same to egui, whatever stands above them.
fn own_foot(figure: &Figure<'_>) -> egui::Id {
    egui::Id::unique(("foot", figure.key.0.to_string(), figure.key.1))
}

/// For so many frames after a figure was brought into sight, the layer that gets the focus is not
/// scrolled to: that would end at its edge.
const BROUGHT_FRAMES: u8 = 4;

/// Between the picture, the line under it, the bar and what is said, in points.
const BESIDE_LINE: f32 = 10.0;

fn picture(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Arc<Layout>,
    zoom: f32,
) -> Option<Said> {
    let size = vec2(layout.width, layout.height) * zoom;
    let (area, group) = ui.allocate_exact_size(size, Sense::hover());
    let titles: Vec<&str> = figure.shown.iter().map(|diagram| diagram.title.as_str()).collect();
    group.widget_info(|| {
        WidgetInfo::labeled(Role::Figure, true, format!("Diagram: {}", titles.join(" beside ")))
    });
    let own = name(figure);
    let spot = Spot { origin: area.min, zoom };
    let brought = bring_into_sight(ui, cx, figure, layout, spot);
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.size.brought = if brought { BROUGHT_FRAMES } else { view.size.brought.saturating_sub(1) };
    let brought = view.size.brought > 0;

    headings(ui, figure, layout, spot, own);
    resting::settle(cx, figure, layout);
    let responses = nodes(ui, cx, figure, layout, spot, (own, brought));
    let link = nodes::links(ui, figure, layout, spot, own);
    follow_step(ui, cx, figure, layout, spot);
    let which = |is: fn(&Response) -> bool| {
        responses.iter().find(|(_, response)| is(response)).map(|(index, _)| *index)
    };
    // A pointer that has lain still since the step was taken does not replace the step's words.
    let view = cx.states.of::<Figures>().at(&figure.key);
    let moved = ui.input(|i| i.time - f64::from(i.pointer.time_since_last_movement()));
    let lies = view.walk.stepped.is_some_and(|stepped| moved <= stepped);
    let hovered = which(Response::hovered).filter(|_| !lies);
    let focused = which(Response::has_focus);
    lead_on(ui, cx, figure, &responses);
    let lit = cx.signals.lit.heard().or_else(|| cx.sights.flashing(ui));
    let lit = lit.and_then(|lit| layout.boxes.iter().position(|b| lit.means(&b.path)));
    let inspected = state::of(cx, &figure.key).and_then(|view| view.card.inspected.clone());
    let inspected = inspected.and_then(|path| nodes::at(cx, figure, layout, &path));
    let view = cx.states.of::<Figures>().at(&figure.key);
    let quiet = view.walk.stepped.is_some() && view.walk.quiet == view.cursor;
    let attended = hovered.or(focused.filter(|_| !quiet)).or(lit).or(inspected);

    if ui.is_rect_visible(area) {
        let link = link.as_ref().map(|(number, _)| *number);
        let pointed = Pointed { attended, inspected, focused, link };
        painted(ui, cx, figure, layout, (spot, &pointed));
    }
    // A click beside all layers closes the card.
    let beside = ui.input(|input| {
        let at = input.pointer.interact_pos().filter(|_| input.pointer.primary_clicked());
        at.is_some_and(|at| area.contains(at) && ui.clip_rect().contains(at))
    });
    if beside && inspected.is_some() && hovered.is_none() && cx.model.overlay.is_none() {
        band::close(ui, cx, figure);
    }
    if let Some((_, words)) = link {
        return Some(Said::Link(words));
    }
    let stop = attended.and_then(|at| layout.stop(at))?;
    Some(Said::Part { path: stop.path().clone(), name: stop.name().to_owned() })
}

/// Titles and captions as they are read aloud.
fn headings(ui: &Ui, figure: &Figure<'_>, layout: &Layout, spot: Spot, own: egui::Id) {
    let scale = ui.pixels_per_point();
    for (diagram, pane) in figure.shown.iter().zip(&layout.panes) {
        let rect = placed(&pane.title, spot, scale);
        let spoken = ui.interact(rect, own.with(("title", diagram.id.as_str())), Sense::hover());
        spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, &diagram.title));
        text::as_heading(ui, &spoken, &diagram.title, 3);
        // A caption that says what the walk leads to is not read aloud before its end.
        if steps::sums_up(figure) {
            let rect = placed(&pane.caption, spot, scale);
            let id = own.with(("caption", diagram.id.as_str()));
            let spoken = ui.interact(rect, id, Sense::hover());
            spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, &diagram.caption));
        }
    }
}

/// Notes where the last step's changes are painted; where only a part of the picture is seen,
/// scrolls them into sight.
fn follow_step(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout, spot: Spot) {
    let fills = state::filled(cx).is_some();
    let view = cx.states.of::<Figures>().at(&figure.key);
    if view.walk.follow_frames != 1 {
        return;
    }
    let scale = ui.pixels_per_point();
    let boxes = steps::changed(figure, layout).into_iter();
    let boxes = boxes.filter_map(|index| layout.boxes.get(index));
    view.walk.changed = boxes.map(|b| placed(&b.rect, spot, scale)).reduce(Rect::union);
    let within = view.size.zoom.is_some() || fills;
    if let (Some(rect), true) = (view.walk.changed, within) {
        ui.scroll_to_rect(rect.expand2(vec2(0.0, 32.0)), None);
    }
}

/// Once a question is answered by a layer that had the focus, the next key leads on instead of
/// opening that layer's card.
fn lead_on(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, responses: &[(usize, Response)]) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    let asked = figure.asked.open() || figure.asked.diagnosing().is_some();
    let was_asked = std::mem::replace(&mut view.was_asked, asked);
    let answered = cx.model.session().is_some_and(|session| !session.open());
    if !was_asked || asked || !answered {
        return;
    }
    let Some((_, layer)) = responses.iter().find(|(_, response)| response.has_focus()) else {
        return;
    };
    ui.memory_mut(|memory| memory.surrender_focus(layer.id));
    if let Some(question) = cx.model.session().and_then(|session| session.current()) {
        cx.lead_on(question, true);
    }
}

/// Paints what is in sight of the picture: what stays, what a step has just brought, and what it
/// takes away.
fn painted(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Arc<Layout>,
    (spot, pointed): (Spot, &Pointed),
) {
    let tokens = cx.tokens;
    let seen = ui.clip_rect().translate(-spot.origin.to_vec2());
    // Lines and badges may reach a little out of what they belong to.
    let seen = (seen.expand(2.0).min / spot.zoom, seen.expand(2.0).max / spot.zoom);
    let within =
        geometry::Rect { left: seen.0.x, top: seen.0.y, right: seen.1.x, bottom: seen.1.y };
    let mut scene = scene(figure, layout, pointed, cx);
    let travel = travel::travelling(ui, cx, figure);
    let going = travel.map(|share| travel::on_its_way(cx, figure, layout, &mut scene, share));
    let view = View {
        zoom: spot.zoom,
        within: Some(within),
        captions: steps::sums_up(figure),
        ..View::whole(layout, &scene, tokens, &NotoMeasure)
    };
    if let Some((left, share)) = steps::leaving(ui, cx, figure) {
        let rest = Scene::default();
        let view = View { layout: &left, scene: &rest, ..view };
        let going = |of| if matches!(of, Subject::Pane(_)) { 0.0 } else { share };
        paint::paint(ui, &Drawing::of(&view), spot, going);
    }
    if layout.boxes.len() <= LARGE {
        paint::paint_to_come(ui, tokens, &steps::to_come(cx, figure), spot);
    }
    let seconds = cx.seconds(0.20);
    let arriving = steps::arriving(ui, cx, figure, layout);
    let own = ui.scope_id();
    let ghost = |gap: usize| {
        let there = scene.ghosts.iter().any(|ghost| ghost.gap == gap);
        ui.ctx().animate_bool_with_time(own.with(("ghost", gap)), there, seconds)
    };
    let ghosts: Vec<f32> = (0..layout.gaps.len()).map(ghost).collect();
    let coming = |of| match of {
        // A box that arrives comes out of its outline.
        Subject::Box(number) => match &arriving {
            Some((new, share)) if new.get(number) == Some(&true) => *share,
            _ => 1.0,
        },
        // A number comes with the request.
        Subject::Hops(number) => match (&going, travel) {
            (Some(going), Some(share)) if going.contains(&number) => travel::there(share),
            _ => 1.0,
        },
        Subject::Gap(number) => ghosts.get(number).copied().unwrap_or(1.0),
        _ => 1.0,
    };
    paint::paint(ui, &Drawing::of(&view), spot, coming);
    if let Some(stop) = pointed.focused.and_then(|at| layout.stop(at)) {
        ring(ui.painter(), tokens, placed(stop.rect(), spot, ui.pixels_per_point()), 6);
    }
}
