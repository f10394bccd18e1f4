//! The boxes of a figure as named nodes: one Tab stop, arrows, clicks, and what is read aloud.

use super::{Figure, groups, steps::keys, zoom};
use crate::{
    app::Action,
    diagram::{
        LayerShape, NodePath, NodeRef,
        describe::{contents, links_of},
        layout::{Layout, PlacedBox},
        neighbours::{Direction, neighbour},
    },
    id::Id,
    quiz::{Answer, Kind},
    ui::{
        paint::{Spot, placed},
        views::{Cx, FigureView, StepAt},
    },
};
use egui::{EventFilter, Key, Modifiers, Response, Sense, Ui, WidgetInfo, accesskit::Role};
use std::{collections::HashMap, sync::Arc};

/// What is known of the boxes of a layout before any of them is shown.
pub struct Nodes {
    layout: Arc<Layout>,
    ids: Vec<egui::Id>,
    /// For each box, which of its layer's copies it is, from 1, and how many there are.
    numbers: Vec<(usize, usize)>,
}

/// The same for as long as the layout is.
fn known(view: &mut FigureView, layout: &Arc<Layout>, group: egui::Id) -> Arc<Nodes> {
    if let Some(nodes) = &view.nodes
        && Arc::ptr_eq(&nodes.layout, layout)
    {
        return nodes.clone();
    }
    let ids = layout.boxes.iter().map(|b| group.with(b.path.to_string())).collect();
    let nodes = Nodes { layout: layout.clone(), ids, numbers: numbers(layout) };
    let nodes = Arc::new(nodes);
    view.nodes = Some(nodes.clone());
    nodes
}

/// Of a figure with more boxes than this, only those in sight are in the tree.
const MANY: usize = 600;

/// Every box as a named node, by its place in the layout; exactly one of them is a Tab stop.
pub(super) fn nodes(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Arc<Layout>,
    spot: Spot,
    group: egui::Id,
) -> Vec<(usize, Response)> {
    let scale = ui.pixels_per_point();
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    let nodes = known(view, layout, group);
    let id_at = |at: usize| nodes.ids.get(at).copied().unwrap_or(group);
    let mut cursor = view
        .cursor
        .as_ref()
        .and_then(|path| layout.boxes.iter().position(|b| b.path == *path))
        .or_else(|| first_stop(figure, layout));
    if std::mem::take(&mut view.refocus)
        && let Some(here) = cursor
    {
        ui.memory_mut(|memory| memory.request_focus(id_at(here)));
    }
    // A step may take away what had the focus: it goes to the first layer that is there.
    if let Some(old) = &view.cursor
        && ui.memory(|memory| memory.has_focus(group.with(old.to_string())))
        && !layout.boxes.iter().any(|b| b.path == *old)
        && let Some(there) = cursor
    {
        ui.memory_mut(|memory| memory.request_focus(id_at(there)));
    }
    // Arrow keys move before the boxes are shown, so that the focus is already where it goes.
    if let Some(at) = cursor
        && ui.memory(|memory| memory.has_focus(id_at(at)))
    {
        let to = arrows(ui, layout, at);
        if to != at {
            cursor = Some(to);
            ui.memory_mut(|memory| memory.request_focus(id_at(to)));
            // An open card moves along.
            if view.inspected.is_some() {
                view.inspected = layout.boxes.get(to).map(|there| there.path.clone());
            }
        }
    }
    view.cursor = cursor.and_then(|at| layout.boxes.get(at)).map(|b| b.path.clone());

    let is_small = |rect: egui::Rect| rect.height() < SMALLEST || rect.width() < SMALLEST;
    let too_small = cursor
        .and_then(|at| layout.boxes.get(at))
        .is_some_and(|b| is_small(placed(&b.rect, spot, scale)));
    // From what stands in for the layers the focus comes to a layer, and goes back.
    let stand_in = groups::whole_id(group);
    let (from, to) = match cursor {
        Some(at) if too_small => (id_at(at), stand_in),
        Some(at) => (stand_in, id_at(at)),
        None => (stand_in, stand_in),
    };
    if from != to && ui.memory(|memory| memory.has_focus(from)) {
        ui.memory_mut(|memory| memory.request_focus(to));
    }
    let focused = cursor.is_some_and(|at| ui.memory(|m| m.has_focus(id_at(at))));
    let card_open = view.inspected.is_some();
    let many = layout.boxes.len() > MANY;
    let mut clicked = None;
    let responses: Vec<(usize, Response)> = layout
        .boxes
        .iter()
        .enumerate()
        .filter_map(|(index, b)| {
            let rect = placed(&b.rect, spot, scale);
            // Too small to be hit: what it stands in has a name.
            if is_small(rect) || (many && Some(index) != cursor && !ui.is_rect_visible(rect)) {
                return None;
            }
            let sense = if Some(index) == cursor { Sense::click() } else { Sense::CLICK };
            let response = ui
                .interact(rect, id_at(index), sense)
                .on_hover_cursor(egui::CursorIcon::PointingHand);
            let place = nodes.numbers.get(index).copied().unwrap_or((1, 1));
            describe(ui, figure, b, &response, place);
            if response.has_focus() {
                let keys = EventFilter {
                    horizontal_arrows: true,
                    vertical_arrows: true,
                    // Escape closes the card and leaves the focus on its layer.
                    escape: card_open,
                    ..EventFilter::default()
                };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
            }
            if response.clicked() {
                clicked = Some(b.path.clone());
            }
            Some((index, response))
        })
        .collect();
    let going =
        figure.at != StepAt::Whole || figure.predict.is_some() || figure.following.is_some();
    // While a walk goes on there is no doubt what the keys mean, wherever the focus is.
    if focused || (going && cx.model.overlay.is_none() && !ui.ctx().text_edit_focused()) {
        keys(ui, cx, figure);
    }
    if focused {
        zoom::keys(ui, cx, figure);
    }
    if too_small {
        groups::stand_in(ui, cx, figure, layout, spot, group);
    }
    if let Some(path) = clicked {
        clicked_layer(ui, cx, figure, path);
    }
    responses
}

/// Where the arrow keys of this frame lead to.
fn arrows(ui: &Ui, layout: &Layout, from: usize) -> usize {
    let arrows = [
        (Key::ArrowUp, Direction::Up),
        (Key::ArrowDown, Direction::Down),
        (Key::ArrowLeft, Direction::Left),
        (Key::ArrowRight, Direction::Right),
    ];
    let mut at = from;
    for (key, direction) in arrows {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            at = neighbour(layout, at, direction).unwrap_or(at);
        }
    }
    at
}

/// A box smaller than this, in points, is not a control.
pub(super) const SMALLEST: f32 = 8.0;

/// Where the keyboard enters: the first layer of the diagram that is asked about, else the first.
fn first_stop(figure: &Figure<'_>, layout: &Layout) -> Option<usize> {
    let asked = match figure.verdict {
        Some((Kind::PointAt { diagram, .. }, _)) => Some(diagram),
        _ => None,
    };
    let first = asked.and_then(|id| layout.boxes.iter().position(|b| b.path.diagram == *id));
    first.or_else(|| (!layout.boxes.is_empty()).then_some(0))
}

fn clicked_layer(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, path: NodePath) {
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    view.cursor = Some(path.clone());
    if figure.asked {
        let answer = NodeRef::from(&path);
        // Enter on what is already chosen checks it.
        let by_key = ui.input(|input| input.key_pressed(Key::Enter));
        if by_key && figure.chosen.as_ref() == Some(&answer) {
            cx.act(Action::CheckAnswer);
        } else {
            cx.act(Action::Choose(Answer::Nodes(vec![answer])));
        }
        return;
    }
    let open = view.inspected.as_ref() == Some(&path);
    view.inspected = (!open).then_some(path);
    ui.ctx().request_repaint();
}

/// For each box, which of its layer's copies it is, from 1, and how many there are.
fn numbers(layout: &Layout) -> Vec<(usize, usize)> {
    let mut copies: HashMap<(usize, &Id), usize> = HashMap::new();
    let seen: Vec<usize> = layout
        .boxes
        .iter()
        .map(|b| {
            let count = copies.entry((b.diagram, &b.path.node)).or_default();
            *count += 1;
            *count
        })
        .collect();
    let all = |b: &PlacedBox| copies.get(&(b.diagram, &b.path.node)).copied().unwrap_or(1);
    layout.boxes.iter().zip(seen).map(|(b, number)| (number, all(b))).collect()
}

/// What a box is for those who don't see it.
fn describe(
    ui: &Ui,
    figure: &Figure<'_>,
    b: &PlacedBox,
    response: &Response,
    (number, copies): (usize, usize),
) {
    let Some(diagram) = figure.shown.get(b.diagram) else { return };
    let of = if copies > 1 { format!(", {number} of {copies}") } else { String::new() };
    // Innermost first: "Guest OS, in VM 2, in Node A, Virtual Machines".
    let within: String = b.within.iter().rev().map(|(_, name)| format!(", in {name}")).collect();
    let label = format!("{}{of}{within}, {}", b.name, diagram.title);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &label));
    let layer = diagram.layer(&b.path.node);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(b.level);
        node.set_position_in_set(number - 1);
        node.set_size_of_set(copies);
        let mut words = vec![format!("Layer {} of {} from the ground.", b.level + 1, b.levels)];
        match b.shape {
            LayerShape::Box => {}
            LayerShape::Line => words.push("A boundary line.".to_owned()),
            LayerShape::Absent => words.push("Absent.".to_owned()),
        }
        if let Some(layer) = layer.filter(|_| !figure.asked) {
            words.push(layer.about.clone());
            words.extend(contents(layer));
            let links = links_of(diagram, &b.path);
            words.extend(links.into_iter().map(|link| format!("Link: {link}.")));
        }
        node.set_description(words.join(" "));
    });
}
