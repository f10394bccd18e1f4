//! The order of Tab across the panels. After a command by key, something in sight has the focus.

use crate::ui::{cx::Cx, kit::keyboard::reading};
use egui::{Context, FocusDirection, Id, Key, LayerId, Modifiers, Pos2, Rect, Ui, WidgetRect};

/// The parts of the window, in the order of Tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    Lesson,
    Quiz,
    List,
    Bars,
}

/// Where the keyboard was, from frame to frame.
#[derive(Debug, Default)]
struct TabOrder {
    /// Where each region begins among the widgets of the window, in the order in which they are
    /// painted in this frame.
    begins: Vec<(usize, Region)>,
    /// Where each region began in the last frame.
    begins_before: Vec<(usize, Region)>,
    /// What had the focus at the end of the last frame.
    held: Option<Id>,
    /// What was clicked last, while nothing has had the focus since.
    clicked: Option<Id>,
    /// The place where the learner worked last, by pointer or by keyboard.
    last: Option<Rect>,
    /// After something was done by key: in how many frames something has to have the focus.
    due: Option<u8>,
}

/// For how many frames a goal is waited for, such as a question's first part: it comes a frame or
/// two later.
const PATIENCE: u8 = 3;

/// Notes that a region is painted from here on.
pub fn region(ui: &Ui, cx: &mut Cx<'_>, region: Region) {
    let layer = ui.layer_id();
    let count = ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get_layer(layer).count());
    cx.states.of::<TabOrder>().begins.push((count, region));
}

/// To be called before anything is painted. Escape takes the focus from nothing, and Tab goes from
/// panel to panel in the order of the work.
pub fn begin(ui: &Ui, cx: &mut Cx<'_>) {
    let order = cx.states.of::<TabOrder>();
    order.begins_before = std::mem::take(&mut order.begins);
    if let Some(at) =
        ui.input(|input| input.pointer.press_origin().filter(|_| input.pointer.any_pressed()))
    {
        order.last = Some(Rect::from_center_size(at, egui::Vec2::ZERO));
        let layer = ui.layer_id();
        order.clicked = ui.ctx().viewport(|viewport| {
            let all = viewport.prev_pass.widgets.get_layer(layer);
            let hit = all.filter(|widget| is_stop(widget) && widget.interact_rect.contains(at));
            hit.last().map(|widget| widget.id)
        });
    }
    let focused = ui.memory(egui::Memory::focused);
    if focused.is_none()
        && let Some(held) = order.held
        && ui.input(|input| input.key_pressed(Key::Escape))
    {
        ui.memory_mut(|memory| memory.request_focus(held));
    }
    let modal = cx.model.overlay.is_some();
    if !modal && !cx.focus.menu_open && !egui::Popup::is_any_open(ui.ctx()) {
        tab(ui, order);
    }
}

/// Takes Tab and moves the focus, since egui would go in the order in which panels are painted.
fn tab(ui: &Ui, order: &TabOrder) {
    let pressed = |modifiers: Modifiers| {
        ui.input(|input| {
            input.events.iter().any(|event| {
                matches!(event, egui::Event::Key { key: Key::Tab, pressed: true, modifiers: with, .. }
                    if *with == modifiers)
            })
        })
    };
    let back = pressed(Modifiers::SHIFT);
    if !back && !pressed(Modifiers::NONE) {
        return;
    }
    let stops = stops(ui.ctx(), ui.layer_id(), order);
    if stops.is_empty() {
        return;
    }
    let focused = ui.memory(egui::Memory::focused);
    let here = focused.or(order.clicked).and_then(|id| stops.iter().position(|stop| stop.id == id));
    let step = |at: usize| {
        let count = stops.len();
        if back { (at + count - 1) % count } else { (at + 1) % count }
    };
    let to = match (here, order.last) {
        (Some(here), _) => step(here),
        (None, Some(last)) => {
            let near = nearest(&stops, last.center()).unwrap_or(0);
            let on = stops.get(near).is_some_and(|stop| stop.rect.contains(last.center()));
            // If a stop itself was clicked, Tab goes on to the next one.
            if on || back { step(near) } else { near }
        }
        (None, None) if back => stops.len() - 1,
        (None, None) => 0,
    };
    if let Some(stop) = stops.get(to) {
        ui.memory_mut(|memory| {
            memory.move_focus(FocusDirection::None);
            memory.request_focus(stop.id);
        });
    }
}

/// The stops of Tab, in the order of the regions. The edges by which panels are dragged are none.
fn stops(ctx: &Context, layer: LayerId, order: &TabOrder) -> Vec<WidgetRect> {
    let mut stops: Vec<(Region, WidgetRect)> = ctx.viewport(|viewport| {
        let all = viewport.prev_pass.widgets.get_layer(layer).enumerate();
        let stops = all.filter(|(_, widget)| is_stop(widget));
        stops.map(|(at, widget)| (region_of(&order.begins_before, at), *widget)).collect()
    });
    stops.sort_by_key(|(region, _)| *region);
    stops.into_iter().map(|(_, widget)| widget).collect()
}

fn is_stop(widget: &WidgetRect) -> bool {
    let thin = widget.rect.width().min(widget.rect.height()) < 16.0;
    let edge = widget.sense.senses_drag() && thin;
    widget.enabled && widget.sense.is_focusable() && !edge
}

fn region_of(begins: &[(usize, Region)], at: usize) -> Region {
    let before = begins.iter().rev().find(|(begin, _)| *begin <= at);
    before.map_or(Region::Bars, |(_, region)| *region)
}

/// The stop that is nearest to a point.
fn nearest(stops: &[WidgetRect], to: Pos2) -> Option<usize> {
    let far = |stop: &WidgetRect| stop.rect.distance_sq_to_pos(to);
    let each = stops.iter().enumerate();
    // Of two that are equally near, the smaller one: the lesson as a stop holds many others.
    each.min_by(|(_, a), (_, b)| {
        far(a).total_cmp(&far(b)).then(a.rect.area().total_cmp(&b.rect.area()))
    })
    .map(|(at, _)| at)
}

/// To be called after everything is painted. `acted`: a command or a choice was made in this frame.
pub fn end(ui: &Ui, cx: &mut Cx<'_>, acted: bool) {
    let by_keyboard = cx.focus.by_keyboard;
    let focused = ui.memory(egui::Memory::focused);
    let painted = focused.and_then(|id| {
        ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get(id).map(|widget| widget.rect))
    });
    let order = cx.states.of::<TabOrder>();
    let lost = order.held.is_some() && focused.is_none();
    let moved = focused.is_some() && focused != order.held;
    order.held = focused;
    if moved {
        order.clicked = None;
    }
    // A click leaves the focus where it is, but work goes on where the pointer is.
    if let Some(rect) = painted.filter(|_| moved || by_keyboard) {
        order.last = Some(rect);
    }
    if !by_keyboard {
        order.due = None;
        return;
    }
    if acted || lost || (focused.is_some() && painted.is_none()) {
        order.due = Some(PATIENCE);
    }
    let Some(due) = order.due else { return };
    if painted.is_some() && !acted {
        order.due = None;
        return;
    }
    ui.ctx().request_repaint();
    if due > 0 {
        order.due = Some(due - 1);
        return;
    }
    order.due = None;
    if let Some(id) = in_sight(ui, cx) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// What gets the focus if nothing has it: in a dialog, the stop near which the learner worked; in
/// the lesson, the lesson itself.
fn in_sight(ui: &Ui, cx: &Cx<'_>) -> Option<Id> {
    let top = if cx.model.overlay.is_some() {
        let modal = |layer: &&LayerId| layer.order == egui::Order::Foreground;
        ui.memory(|memory| {
            let layers: Vec<LayerId> = memory.layer_ids().collect();
            layers.iter().rev().find(modal).copied()
        })
    } else {
        None
    };
    let layer = top.unwrap_or_else(|| ui.layer_id());
    let window = ui.ctx().content_rect();
    let stops: Vec<WidgetRect> = ui.ctx().viewport(|viewport| {
        let all = viewport.this_pass.widgets.get_layer(layer);
        let seen = |widget: &&WidgetRect| {
            let rect = widget.interact_rect;
            is_stop(widget) && rect.is_positive() && window.intersects(rect)
        };
        all.filter(seen).copied().collect()
    });
    let last = cx.states.get::<TabOrder>().and_then(|order| order.last).map(|rect| rect.center());
    let lesson = stops.iter().find(|stop| stop.id == reading());
    if let Some(lesson) = lesson
        && last.is_none_or(|at| lesson.rect.contains(at))
    {
        return Some(lesson.id);
    }
    let at = nearest(&stops, last.unwrap_or_else(|| window.center()))?;
    stops.get(at).map(|stop| stop.id)
}
