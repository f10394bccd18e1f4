//! The layers and groups of a figure as named nodes: one Tab stop, arrows, clicks, and what is read aloud.

use super::{breaking, groups, naming::misnamed, playhead::keys, resting::resting, zoom};
use crate::{
    app::Action,
    diagram::{
        Diagram, LayerShape, NodePath, NodeRef, Presence, Reached,
        describe::{DEAD, contents, held, link_words, links_of},
        layout::{Layout, PlacedBox, PlacedFrame, Stop, Title},
        neighbours::{Direction, neighbour},
    },
    id::Id,
    quiz::{Answer, Kind, Target},
    ui::{
        cx::Cx,
        figure::{
            state,
            state::{FigureView, Figures},
            stops::{Nodes, SMALLEST},
            subject::{Doing, Figure},
        },
        focus::Goal,
        kit::paint::{Spot, placed},
        quiz::answer::pairs,
        signals::FigureKey,
    },
};
use egui::{
    EventFilter, FocusDirection, Key, Modifiers, Response, Sense, Ui, WidgetInfo, accesskit::Role,
};
use std::sync::Arc;

/// What is known of a figure's boxes, if it is known for this layout.
fn of<'a>(cx: &'a Cx<'_>, figure: &Figure<'_>, layout: &Layout) -> Option<&'a Nodes> {
    let nodes = state::of(cx, &figure.key)?.nodes.as_deref()?;
    std::ptr::eq(Arc::as_ptr(&nodes.layout), layout).then_some(nodes)
}

/// The number of what a path leads to.
pub(super) fn at(
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    path: &NodePath,
) -> Option<usize> {
    of(cx, figure, layout).map_or_else(|| layout.stop_at(path), |nodes| nodes.at(path))
}

/// How many copies there are of a stop.
pub(super) fn copies(cx: &Cx<'_>, figure: &Figure<'_>, layout: &Layout, at: usize) -> usize {
    if let Some(nodes) = of(cx, figure, layout) {
        return nodes.copies(at);
    }
    let same = |stop: Stop<'_>| {
        layout.stop(at).is_some_and(|own| {
            own.diagram() == stop.diagram() && own.path().node == stop.path().node
        })
    };
    layout.stops().filter(|(_, stop)| same(*stop)).count()
}

/// The nodes of a layout: made once, and kept as long as the figure has that layout.
fn known(view: &mut FigureView, layout: &Arc<Layout>, group: egui::Id) -> Arc<Nodes> {
    if let Some(nodes) = &view.nodes
        && Arc::ptr_eq(&nodes.layout, layout)
    {
        return nodes.clone();
    }
    let nodes = Arc::new(Nodes::of(layout, group));
    view.nodes = Some(nodes.clone());
    nodes
}

/// Of a figure with more boxes than this, only those in sight are in the tree.
const MANY: usize = 600;

/// Is a layer to have the focus: one that was left, or the first where a question about the picture
/// came by itself after a key?
fn wants_focus(cx: &mut Cx<'_>, figure: &Figure<'_>) -> bool {
    let asking = figure.asked.asking().map(|asking| asking.question.id.clone());
    asking.is_some_and(|question| cx.focus.take(&Goal::Question(question)))
        || cx.focus.take(&Goal::Layer(figure.key.clone()))
}

/// Every layer and group as a named node, by its number in the layout; exactly one of them is a Tab stop.
pub(super) fn nodes(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Arc<Layout>,
    spot: Spot,
    (group, brought): (egui::Id, bool),
) -> Vec<(usize, Response)> {
    let refocus = wants_focus(cx, figure);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let nodes = known(view, layout, group);
    let keyboard = Keyboard { layout, nodes: &nodes, group };
    let cursor = keyboard.stand(ui, view, first_stop(figure, layout), refocus);
    keyboard.keep_quiet(view, cursor);
    let own = cursor.and_then(|at| layout.stop(at));
    let too_small =
        own.is_some_and(|stop| is_small(placed(stop.rect(), spot, ui.pixels_per_point())));
    keyboard.stand_in(ui, cursor, too_small);
    let focused = cursor.is_some_and(|at| ui.memory(|m| m.has_focus(keyboard.id(at))));
    let card_open = view.card.inspected.is_some();
    let hops = resting(cx, figure, layout).hops;
    let shown = Shown { figure, keyboard, spot, cursor, brought, card_open, hops };
    let responses: Vec<(usize, Response)> =
        layout.stops().filter_map(|(at, stop)| Some((at, shown.one(ui, at, stop)?))).collect();
    // What was scrolled away from is no longer meant, though it has the focus.
    let visible = own
        .is_some_and(|stop| ui.is_rect_visible(placed(stop.rect(), spot, ui.pixels_per_point())));
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.cursor_seen = focused && (visible || view.cursor_seen);
    let meant = focused && (visible || !view.cursor_seen);
    take_keys(ui, cx, figure, meant);
    if too_small {
        groups::stand_in(ui, cx, figure, layout, spot, group);
    }
    let clicked = responses.iter().rfind(|(_, response)| response.clicked());
    if let Some(stop) = clicked.and_then(|(at, _)| layout.stop(*at)) {
        clicked_layer(ui, cx, figure, stop.path().clone());
    }
    responses
}

/// Is the rectangle too small to be hit with a pointer?
fn is_small(rect: egui::Rect) -> bool {
    rect.height() < SMALLEST || rect.width() < SMALLEST
}

/// Where the keyboard stands in a figure, and where its focus goes.
#[derive(Clone, Copy)]
struct Keyboard<'a> {
    layout: &'a Layout,
    nodes: &'a Nodes,
    /// The id of the figure as a whole.
    group: egui::Id,
}

impl Keyboard<'_> {
    fn id(&self, at: usize) -> egui::Id {
        self.nodes.ids.get(at).copied().unwrap_or(self.group)
    }

    /// The stop at which the keyboard stands in this frame: where it was, else the first one; or
    /// where an arrow has moved it.
    fn stand(
        &self,
        ui: &Ui,
        view: &mut FigureView,
        first: Option<usize>,
        refocus: bool,
    ) -> Option<usize> {
        let was = view.cursor.as_ref();
        let cursor = was.and_then(|path| self.nodes.at(path)).or(first)?;
        // A step may take away the stop that had the focus: the focus goes to the first layer that
        // is there.
        let bereft = was.is_some_and(|old| {
            self.nodes.at(old).is_none()
                && ui.memory(|memory| memory.has_focus(self.group.with(old.to_string())))
        });
        if refocus || bereft {
            ui.memory_mut(|memory| memory.request_focus(self.id(cursor)));
        }
        if !ui.memory(|memory| memory.has_focus(self.id(cursor))) {
            return Some(cursor);
        }
        // Arrow keys move before the boxes are shown, so that the focus is already where it goes.
        let to = arrows(ui, self.layout, cursor);
        if to != cursor {
            ui.memory_mut(|memory| memory.request_focus(self.id(to)));
            // An open card moves along.
            if view.card.inspected.is_some() {
                view.card.inspected = self.layout.stop(to).map(|there| there.path().clone());
            }
        }
        Some(to)
    }

    /// Keeps at which stop the keyboard stands. If a step took that stop away, the step's words
    /// stay in the line nevertheless.
    fn keep_quiet(&self, view: &mut FigureView, cursor: Option<usize>) {
        let standing = cursor.and_then(|at| self.layout.stop(at));
        let before = std::mem::replace(&mut view.cursor, standing.map(|stop| stop.path().clone()));
        if before.is_some_and(|before| {
            view.walk.quiet.as_ref() == Some(&before) && self.nodes.at(&before).is_none()
        }) {
            view.walk.quiet.clone_from(&view.cursor);
        }
    }

    /// Hands the focus from the figure's stand-in to a layer once layers are large enough, and
    /// back.
    fn stand_in(&self, ui: &Ui, cursor: Option<usize>, too_small: bool) {
        let stand_in = groups::whole_id(self.group);
        let (from, to) = match cursor {
            Some(at) if too_small => (self.id(at), stand_in),
            Some(at) => (stand_in, self.id(at)),
            None => return,
        };
        if ui.memory(|memory| memory.has_focus(from)) {
            ui.memory_mut(|memory| memory.request_focus(to));
        }
    }
}

/// The stops as they are shown in this frame.
struct Shown<'a, 'f> {
    figure: &'a Figure<'f>,
    keyboard: Keyboard<'a>,
    spot: Spot,
    cursor: Option<usize>,
    /// The whole picture has just been brought into sight.
    brought: bool,
    card_open: bool,
    /// How far a request has come, for each box.
    hops: Arc<Vec<Reached>>,
}

impl Shown<'_, '_> {
    /// Shows one stop, unless it is too small to be hit, or out of sight in a figure with many
    /// boxes.
    fn one(&self, ui: &Ui, at: usize, stop: Stop<'_>) -> Option<Response> {
        let Keyboard { layout, nodes, .. } = self.keyboard;
        let rect = placed(stop.rect(), self.spot, ui.pixels_per_point());
        let current = Some(at) == self.cursor;
        let many = layout.boxes.len() > MANY;
        if is_small(rect) || (many && !current && !ui.is_rect_visible(rect)) {
            return None;
        }
        let sense = if current { Sense::click() } else { Sense::CLICK };
        let response = ui
            .interact(rect, self.keyboard.id(at), sense)
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        let place = nodes.numbers.get(at).copied().unwrap_or((1, 1));
        let reached = self.hops.get(at).filter(|reached| !reached.hops.is_empty());
        describe(ui, self.figure, layout, (stop, reached), &response, place);
        if response.has_focus() {
            let keys = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                // Escape closes the card and leaves the focus on its layer.
                escape: self.card_open,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
            // If the whole picture has just been scrolled to, the layer is not scrolled to as well.
            if response.gained_focus() && !self.brought {
                response.scroll_to_me(None);
            }
        }
        Some(response)
    }
}

/// The keys of the walk and of the zoom, where they mean this figure.
fn take_keys(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, focused: bool) {
    let filled = state::filled(cx).is_some();
    let in_sight = cx.signals.in_sight.heard().map(|(seen, _)| seen);
    // Nor is a figure that was scrolled away from, for another one.
    let other_seen = in_sight.is_some_and(|seen| *seen != figure.key) && !filled;
    if !focused && other_seen && state::of(cx, &figure.key).is_some_and(|view| view.size.afar) {
        return;
    }
    let going = !figure.doing.resting();
    // While this figure is gone through, the keys mean it wherever the focus is, or of several such
    // the one in sight; else they begin a walk in the figure of the layer that has the focus, or where
    // none has it, in the one in sight.
    let seen = filled || in_sight == Some(&figure.key);
    let open = cx.model.overlay.is_none() && !cx.focus.menu_open && !ui.ctx().text_edit_focused();
    // No key can mean a figure that is behind one which fills the window.
    let other = |key: &FigureKey| !filled && *key != figure.key;
    let on_layer = !focused && cx.signals.on_layer.heard().is_some();
    let elsewhere = on_layer || goes_elsewhere(cx, figure, other);
    let rival = goes_elsewhere(cx, figure, |key| other(key) && in_sight == Some(key));
    if focused || (open && ((going && !rival) || (seen && !elsewhere))) {
        keys(ui, cx, figure);
    }
    if focused {
        cx.signals.on_layer.send(());
    }
    if focused || (filled && open) {
        zoom::keys(ui, cx, figure);
    }
}

/// Is one of these figures of the lesson walked through, or a request followed there, and still
/// looked at?
fn goes_elsewhere(cx: &Cx<'_>, figure: &Figure<'_>, is: impl Fn(&FigureKey) -> bool) -> bool {
    let Some(figures) = cx.states.get::<Figures>() else { return false };
    let mut these = figures.of_lesson(&figure.key.0).filter(|(key, _)| is(key));
    these
        .any(|(_, view)| !view.size.afar && (view.walk.step.is_some() || view.walk.trace.is_some()))
}

/// The words of the links as named nodes. Says which one the pointer is on.
pub(super) fn links(
    ui: &Ui,
    figure: &Figure<'_>,
    layout: &Layout,
    spot: Spot,
    group: egui::Id,
) -> Option<(usize, String)> {
    let scale = ui.pixels_per_point();
    let mut pointed = None;
    for (number, link) in layout.links.iter().enumerate() {
        let Some(words) = &link.words else { continue };
        let Some(diagram) = figure.shown.get(link.diagram) else { continue };
        let Some(said) = diagram.links.iter().find(|said| said.id == link.link) else { continue };
        let rect = placed(&words.rect, spot, scale);
        if rect.height() < SMALLEST || !ui.is_rect_visible(rect) {
            continue;
        }
        let ends = format!("{}-{}", link.from, link.to);
        let id = group.with(("link", link.link.as_str(), ends));
        let response = ui.interact(rect, id, Sense::hover());
        let dead = if link.dead { DEAD } else { "" };
        let words = format!("{}{dead}", link_words(diagram, said));
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("Link: {words}")));
        if response.hovered() {
            pointed = Some((number, words));
        }
    }
    pointed
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
            // While an arrow is held, egui may move the focus before it knows that the arrows are
            // the diagram's.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
    }
    at
}

/// Where the keyboard enters: the first layer of the diagram that is asked about, else the first.
fn first_stop(figure: &Figure<'_>, layout: &Layout) -> Option<usize> {
    let asked = figure.asked.told().and_then(|(kind, _)| kind.diagram());
    let first = asked.and_then(|id| layout.boxes.iter().position(|b| b.path.diagram == *id));
    first.or_else(|| layout.stops().next().map(|(at, _)| at))
}

fn clicked_layer(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, path: NodePath) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.cursor = Some(path.clone());
    let group = figure.shown.iter().any(|d| d.id == path.diagram && d.group(&path.node).is_some());
    if figure.asked.open() && group {
        // The layers of this diagram are asked about: no name is told.
        return;
    }
    if figure.asked.open() {
        answer_with(ui, cx, figure, &path);
        return;
    }
    if matches!(figure.doing, Doing::Breaking(_)) {
        return breaking::pick(ui, cx, figure, &path);
    }
    if suspect(ui, cx, figure, &path) {
        return;
    }
    let view = cx.states.of::<Figures>().at(&figure.key);
    let open = view.card.inspected.as_ref() == Some(&path);
    view.card.inspected = (!open).then_some(path);
    view.card.show_card = !open;
    ui.ctx().request_repaint();
}

/// A layer was pointed at while a question asks which one has failed: it is named, if it may be that.
fn suspect(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, path: &NodePath) -> bool {
    let Some((asking, diagnose)) = figure.asked.diagnosing() else { return false };
    let Some(pointed) = diagnose.pointed(path, asking.answer()) else { return false };
    // Enter on what is already named checks it.
    let by_key = ui.input(|input| input.key_pressed(Key::Enter));
    if by_key && figure.asked.chosen().iter().any(|chosen| chosen.means(path)) {
        cx.act(Action::CheckAnswer);
    } else {
        cx.act(Action::Choose(diagnose.answered(asking.answer(), &pointed.id)));
    }
    true
}

/// A layer was pointed at while a question asks for one.
fn answer_with(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, path: &NodePath) {
    let Some(asking) = figure.asked.asking() else { return };
    // The pictures beside the one that is asked about are there to be compared, not to be chosen.
    if asking.question.kind.diagram().is_some_and(|asked| *asked != path.diagram) {
        return;
    }
    let answer = NodeRef::from(path);
    match &asking.question.kind {
        Kind::PointAt { target: Target::All(_), .. } => {
            cx.act(Action::Choose(Answer::toggled_node(asking.answer(), &answer)));
        }
        Kind::PointAt { .. } => {
            // Enter on what is already chosen checks it.
            let by_key = ui.input(|input| input.key_pressed(Key::Enter));
            if by_key && figure.asked.chosen().contains(&answer) {
                cx.act(Action::CheckAnswer);
            } else {
                cx.act(Action::Choose(Answer::Nodes(vec![answer])));
            }
        }
        Kind::Label(label) if label.names.iter().any(|tag| tag.node == path.node) => {
            if let Some(name) = pairs::current(cx, asking) {
                pairs::give(cx, asking, &name, &path.node);
            }
        }
        _ => {}
    }
}

/// What a layer or a group is for those who don't see it.
fn describe(
    ui: &Ui,
    figure: &Figure<'_>,
    layout: &Layout,
    (stop, reached): (Stop<'_>, Option<&Reached>),
    response: &Response,
    place: (usize, usize),
) {
    let dead = layout.dead_links(stop.path());
    match stop {
        Stop::Layer(b) => {
            let levels = layout.panes.get(b.diagram).map_or(1, |pane| pane.levels);
            describe_layer(ui, figure, (b, levels, &dead, reached), response, place);
        }
        Stop::Group(frame, title) => {
            describe_group(ui, figure, (frame, title, &dead), response, place);
        }
    }
}

/// Innermost first: "Guest OS, failed, 2 of 3, in VM 2, in Node A, Virtual Machines".
fn label(stop: Stop<'_>, diagram: &Diagram, (number, copies): (usize, usize)) -> String {
    let of = if copies > 1 { format!(", {number} of {copies}") } else { String::new() };
    let within: String =
        stop.within().iter().rev().map(|(_, name)| format!(", in {name}")).collect();
    let failed = if stop.failed() { ", failed" } else { "" };
    format!("{}{failed}{of}{within}, {}", stop.name(), diagram.title)
}

fn describe_group(
    ui: &Ui,
    figure: &Figure<'_>,
    (frame, title, dead): (&PlacedFrame, &Title, &[&Id]),
    response: &Response,
    place: (usize, usize),
) {
    let Some(diagram) = figure.shown.get(frame.diagram) else { return };
    let label = label(Stop::Group(frame, title), diagram, place);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &label));
    let Some(part) = diagram.part(&frame.path.node) else { return };
    let Some(group) = part.group() else { return };
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(place.0 - 1);
        node.set_size_of_set(place.1);
        let mut words = vec!["A group.".to_owned()];
        match &frame.closed {
            Some(closed) => words.push(format!("Closed: {}.", frame.inside_words(closed))),
            None if figure.asked.open() => {}
            None => words.push(held(part)),
        }
        node.set_expanded(frame.closed.is_none());
        if !figure.asked.open() {
            words.extend(group.about.clone());
            let links = links_of(diagram, &frame.path, dead);
            words.extend(links.into_iter().map(|link| format!("Link: {link}.")));
        }
        node.set_description(words.join(" "));
    });
}

/// "Hops 1 and 3 of the request, which waits here."
fn hop_words(reached: &Reached) -> String {
    let word = if reached.hops.len() == 1 { "Hop" } else { "Hops" };
    let here = match reached.here {
        None => "",
        Some(Presence::Comes) => ", which is here",
        Some(Presence::Waits) => ", which waits here",
        Some(Presence::Stopped) => ", which gets no further",
        Some(Presence::Ended) => ", which ends here",
        Some(Presence::Arrived) => ", which has arrived here",
    };
    format!("{word} {} of the request{here}.", reached.hops.join(" and "))
}

fn describe_layer(
    ui: &Ui,
    figure: &Figure<'_>,
    (b, levels, dead, reached): (&PlacedBox, usize, &[&Id], Option<&Reached>),
    response: &Response,
    place: (usize, usize),
) {
    let Some(diagram) = figure.shown.get(b.diagram) else { return };
    let label = label(Stop::Layer(b), diagram, place);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &label));
    let layer = diagram.layer(&b.path.node);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(b.level);
        if figure.asked.open() || figure.asked.diagnosing().is_some() {
            let chosen = figure.asked.chosen();
            node.set_selected(chosen.iter().any(|chosen| chosen.means(&b.path)));
        }
        node.set_position_in_set(place.0 - 1);
        node.set_size_of_set(place.1);
        let mut words = vec![format!("Layer {} of {levels} from the ground.", b.level + 1)];
        match b.shape {
            LayerShape::Box => {}
            LayerShape::Line => words.push("A boundary line.".to_owned()),
            LayerShape::Absent => words.push("Absent.".to_owned()),
        }
        words.extend(reached.map(hop_words));
        if figure.may_have_failed(&b.path) {
            words.push("It may be what has failed: press to say so.".to_owned());
        }
        if let Some(given) = misnamed(figure, &b.path) {
            words.push(format!("You named it “{given}”."));
        }
        if let Some(layer) = layer.filter(|_| !figure.asked.open()) {
            // Said in words, as the colour says it to those who see it.
            words.extend(
                diagram
                    .roles
                    .of(b.role)
                    .filter(|_| b.shape == LayerShape::Box)
                    .map(|word| format!("{word}.")),
            );
            words.push(layer.about.clone());
            words.extend(contents(layer));
            let links = links_of(diagram, &b.path, dead);
            words.extend(links.into_iter().map(|link| format!("Link: {link}.")));
        }
        node.set_description(words.join(" "));
    });
}
