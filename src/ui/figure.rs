//! A figure: diagrams side by side as something to work on. Hover or focus lights a layer and its
//! counterpart; a click opens it, or answers the question that asks for a layer.

use crate::{
    app::{Action, LessonKey},
    diagram::{
        Diagram, How, Layer, NodePath, NodeRef, Request, Same,
        layout::{Layout, PlacedBox, lay_out},
        likeness::{Counterpart, counterpart},
        neighbours::{Direction, neighbour},
    },
    pack::{Lesson, course::SideBySide},
    quiz::{Answer, Kind, Verdict, grade::hits},
    theme::{NotoMeasure, TextStyle},
    ui::{
        figure_paint::{self, Look, Scene},
        inspector,
        paint::{colour, placed, stroke},
        text,
        views::{Cx, LayoutKey},
        widgets::{hairline, switch},
    },
};
use egui::{
    EventFilter, Frame, Key, Layout as UiLayout, Margin, Modifiers, Pos2, Rect, Response,
    ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, vec2,
};
use std::sync::Arc;

/// What a figure is about and where it stands.
struct Figure<'a> {
    key: (LessonKey, usize),
    same: &'a [Same],
    shown: Vec<Arc<Diagram>>,
    /// The diagrams as the author listed them, before "More precise".
    listed: Vec<Arc<Diagram>>,
    precise: bool,
    /// A question asks for a layer of it and is unanswered: names only, no explanations.
    asked: bool,
    /// That question's answer, once it is given.
    verdict: Option<(&'a Kind, &'a Verdict)>,
    /// What is chosen and not yet checked.
    chosen: Option<NodeRef>,
}

/// Shows the figure of block `index` of the open lesson.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, block: &SideBySide, low: bool) {
    let model = cx.model;
    let Some((key, course, lesson)) = model.open_lesson() else { return };
    let listed: Vec<Arc<Diagram>> =
        block.diagrams.iter().filter_map(|id| course.diagram(id).cloned()).collect();
    let key = (key.clone(), index);
    let view = cx.views.figures.entry(key.clone()).or_default();
    let asked_diagram = model.asked_diagram();
    // A question about the plain picture is asked on the plain picture.
    let asked_here = asked_diagram.is_some_and(|id| listed.iter().any(|d| d.id == *id));
    let precise = view.precise && !asked_here;
    let shown: Vec<Arc<Diagram>> = listed
        .iter()
        .map(|diagram| match &diagram.precise {
            Some(to) if precise => course.diagram(&to.diagram).unwrap_or(diagram).clone(),
            _ => diagram.clone(),
        })
        .collect();
    let asked = asked_diagram.is_some_and(|id| shown.iter().any(|d| d.id == *id));
    let figure = Figure {
        key,
        same: &lesson.same,
        precise,
        asked,
        verdict: verdict(model, lesson).filter(|(kind, _)| {
            matches!(kind, Kind::PointAt { diagram, .. } if shown.iter().any(|d| d.id == *diagram))
        }),
        chosen: chosen(model).filter(|_| asked),
        shown,
        listed,
    };
    card(ui, cx, &figure, low);
}

/// The open question's kind and verdict, when it has one.
fn verdict<'a>(
    model: &'a crate::app::Model,
    lesson: &'a Lesson,
) -> Option<(&'a Kind, &'a Verdict)> {
    let session = model.session()?;
    let question = lesson.question(session.current()?)?;
    let verdict = session.current_turn()?.verdict.as_ref()?;
    verdict.kept.as_ref()?;
    Some((&question.kind, verdict))
}

fn chosen(model: &crate::app::Model) -> Option<NodeRef> {
    match model.session()?.current_turn()?.chosen.as_ref()? {
        Answer::Nodes(nodes) => nodes.first().cloned(),
        Answer::Options(_) => None,
    }
}

fn card(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, low: bool) {
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
    let asked = figure.asked;
    let card = if asked { card.stroke(stroke(2.0, tokens.accent)) } else { card };
    let shown = card.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width().floor();
        let layout = layout(cx, figure, width, low);
        let said = if layout.width > width + 0.5 {
            ScrollArea::horizontal()
                .id_salt(("figure", figure.key.1))
                .show(ui, |ui| picture(ui, cx, figure, &layout))
                .inner
        } else {
            picture(ui, cx, figure, &layout)
        };
        ui.add_space(14.0);
        let x = ui.max_rect().expand(padding).x_range();
        hairline(ui, tokens, x, ui.cursor().top());
        ui.add_space(10.0);
        say_line(ui, cx, figure, said.as_ref());
        precise_bar(ui, cx, figure);
    });
    // A question about this picture brings it into sight, once.
    if let Some(id) = cx.views.show_diagram.clone()
        && figure.listed.iter().any(|diagram| diagram.id == id)
    {
        cx.views.show_diagram = None;
        shown.response.scroll_to_me(Some(egui::Align::Center));
    }
}

/// The layout, made anew only when something that it hangs on has changed.
fn layout(cx: &mut Cx<'_>, figure: &Figure<'_>, width: f32, low: bool) -> Arc<Layout> {
    let key = LayoutKey {
        diagrams: figure.shown.iter().map(|diagram| diagram.id.clone()).collect(),
        width,
        low,
        visit: cx.model.visit,
    };
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    if let Some((made_for, layout)) = &view.layout
        && *made_for == key
    {
        return layout.clone();
    }
    let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
    let request =
        Request { diagrams: &diagrams, same: figure.same, width, low, measure: &NotoMeasure };
    let layout = Arc::new(lay_out(&request));
    view.layout = Some((key, layout.clone()));
    layout
}

/// What the say-line says: which layer, and whether it may be explained.
struct Said {
    path: NodePath,
    name: String,
}

fn picture(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) -> Option<Said> {
    let captions: Vec<_> = figure
        .shown
        .iter()
        .zip(&layout.panes)
        .map(|(diagram, pane)| caption(ui, cx, &diagram.caption, pane.caption.width()))
        .collect();
    // Captions may wrap; the figure grows by what the layout did not foresee.
    let extra = captions.iter().map(|c| c.size().y - 20.0).fold(0.0, f32::max);
    let (area, group) =
        ui.allocate_exact_size(vec2(layout.width, layout.height + extra), Sense::hover());
    let titles: Vec<&str> = figure.shown.iter().map(|diagram| diagram.title.as_str()).collect();
    group.widget_info(|| {
        WidgetInfo::labeled(Role::Figure, true, format!("Diagram: {}", titles.join(" beside ")))
    });
    let origin = area.min;

    for ((diagram, pane), caption) in figure.shown.iter().zip(&layout.panes).zip(captions) {
        let at = origin + vec2(pane.title.left, pane.title.top);
        let rect = Rect::from_min_size(at, vec2(pane.title.width(), pane.title.height()));
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        text::heading(&mut child, &diagram.title, TextStyle::H3, cx.tokens.text, 3);
        let at = origin + vec2(pane.caption.left, pane.caption.top);
        text::paint_at(ui, at, caption);
        let rect = Rect::from_min_size(at, vec2(pane.caption.width(), 20.0));
        let spoken =
            ui.interact(rect, group.id.with(("caption", diagram.id.as_str())), Sense::hover());
        spoken.widget_info(|| WidgetInfo::labeled(Role::Label, true, &diagram.caption));
    }

    let responses = nodes(ui, cx, figure, layout, origin, group.id);
    let hovered = responses.iter().position(Response::hovered);
    let focused = responses.iter().position(Response::has_focus);
    let lit =
        cx.views.lit.as_ref().and_then(|lit| layout.boxes.iter().position(|b| lit.means(&b.path)));
    let inspected = cx.views.figures.get(&figure.key).and_then(|view| view.inspected.clone());
    let inspected = inspected.and_then(|path| layout.boxes.iter().position(|b| b.path == path));
    let attended = hovered.or(focused).or(lit).or(inspected);

    if ui.is_rect_visible(area) {
        let scene = scene(figure, layout, attended, inspected, focused, cx);
        figure_paint::paint(ui, cx.tokens, layout, origin, &scene);
    }
    if let (Some(index), false) = (inspected, figure.asked) {
        open_card(ui, cx, figure, layout, origin, index);
    }
    attended
        .and_then(|index| layout.boxes.get(index))
        .map(|b| Said { path: b.path.clone(), name: b.name.clone() })
}

/// The words before a colon are emphasised.
fn caption(ui: &Ui, cx: &Cx<'_>, words: &str, width: f32) -> Arc<egui::Galley> {
    let tokens = cx.tokens;
    let (lead, rest) = match words.split_once(':') {
        Some((lead, rest)) => (format!("{lead}:"), rest),
        None => (String::new(), words),
    };
    let runs =
        [(&*lead, TextStyle::CaptionBold, tokens.text), (rest, TextStyle::Caption, tokens.text2)];
    text::galley(ui, text::runs(&runs, width))
}

/// Every box as a named node; exactly one of them is a Tab stop.
fn nodes(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    origin: Pos2,
    group: egui::Id,
) -> Vec<Response> {
    let scale = ui.pixels_per_point();
    let node_id = |placed: &PlacedBox| group.with(placed.path.to_string());
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    let mut cursor = view
        .cursor
        .as_ref()
        .and_then(|path| layout.boxes.iter().position(|b| b.path == *path))
        .or_else(|| first_stop(figure, layout));
    // Arrow keys move before the boxes are shown, so that the focus is already where it goes.
    if let Some(at) = cursor
        && let Some(here) = layout.boxes.get(at)
        && ui.memory(|memory| memory.has_focus(node_id(here)))
    {
        let arrows = [
            (Key::ArrowUp, Direction::Up),
            (Key::ArrowDown, Direction::Down),
            (Key::ArrowLeft, Direction::Left),
            (Key::ArrowRight, Direction::Right),
        ];
        for (key, direction) in arrows {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
                && let Some(to) = neighbour(layout, at, direction)
                && let Some(there) = layout.boxes.get(to)
            {
                cursor = Some(to);
                ui.memory_mut(|memory| memory.request_focus(node_id(there)));
                // An open card moves along.
                if view.inspected.is_some() {
                    view.inspected = Some(there.path.clone());
                }
            }
        }
    }
    view.cursor = cursor.and_then(|at| layout.boxes.get(at)).map(|b| b.path.clone());

    let card_open = view.inspected.is_some();
    let mut clicked = None;
    let responses: Vec<Response> = layout
        .boxes
        .iter()
        .enumerate()
        .map(|(index, b)| {
            let rect = placed(&b.rect, origin, scale);
            let sense = if Some(index) == cursor { Sense::click() } else { Sense::CLICK };
            let response = ui
                .interact(rect, node_id(b), sense)
                .on_hover_cursor(egui::CursorIcon::PointingHand);
            describe(ui, figure, layout, b, &response);
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
            response
        })
        .collect();
    if let Some(path) = clicked {
        clicked_layer(ui, cx, figure, path);
    }
    responses
}

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

/// What a box is for those who don't see it.
fn describe(ui: &Ui, figure: &Figure<'_>, layout: &Layout, b: &PlacedBox, response: &Response) {
    let Some(diagram) = figure.shown.get(b.diagram) else { return };
    let copies = layout
        .boxes
        .iter()
        .filter(|o| o.diagram == b.diagram && o.path.node == b.path.node)
        .count();
    let number = layout
        .boxes
        .iter()
        .filter(|o| o.diagram == b.diagram && o.path.node == b.path.node)
        .position(|o| o.path == b.path)
        .map_or(1, |position| position + 1);
    let of = if copies > 1 { format!(", {number} of {copies}") } else { String::new() };
    let label = format!("{}{of}, {}", b.name, diagram.title);
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &label));
    let about = diagram.layer(&b.path.node).map(|layer| layer.about.as_str()).unwrap_or_default();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(b.level);
        node.set_position_in_set(number - 1);
        node.set_size_of_set(copies);
        let place = format!("Layer {} of {} from the ground", b.level + 1, b.levels);
        let description = if figure.asked { place } else { format!("{place}. {about}") };
        node.set_description(description);
    });
}

/// How every box looks now.
fn scene(
    figure: &Figure<'_>,
    layout: &Layout,
    attended: Option<usize>,
    inspected: Option<usize>,
    focused: Option<usize>,
    cx: &Cx<'_>,
) -> Scene {
    let mut looks = vec![Look::Rest; layout.boxes.len()];
    let mut ghosts = Vec::new();
    let attended_box = attended.and_then(|index| layout.boxes.get(index));
    if let Some(here) = attended_box {
        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
            if b.diagram == here.diagram && b.path.node == here.path.node {
                *look = Look::Hot;
            }
        }
        if figure.asked {
            // Only this one: its copies are not given away as the same thing.
            for (index, look) in looks.iter_mut().enumerate() {
                if Some(index) != attended {
                    *look = Look::Rest;
                }
            }
        } else if let Some(own) = figure.shown.get(here.diagram) {
            for (other, diagram) in
                figure.shown.iter().enumerate().filter(|(o, _)| *o != here.diagram)
            {
                match counterpart(figure.same, own, &here.path.node, diagram) {
                    Counterpart::Layers { nodes, .. } => {
                        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
                            if b.diagram == other && nodes.contains(&&b.path.node) {
                                *look = Look::Counterpart;
                            }
                        }
                    }
                    Counterpart::Missing { short, .. } => {
                        let gap = layout.gaps.iter().find(|gap| {
                            gap.diagram == other && (gap.rows.0..=gap.rows.1).contains(&here.row)
                        });
                        if let Some(gap) = gap {
                            ghosts.push((gap.rect, short.map(str::to_owned)));
                        }
                    }
                }
            }
        }
    }
    if let Some(index) = inspected {
        for (position, look) in looks.iter_mut().enumerate() {
            *look = match *look {
                _ if position == index => Look::Selected,
                Look::Rest => Look::Dimmed,
                other => other,
            };
        }
    }
    if let Some(chosen) = &figure.chosen {
        for (look, b) in looks.iter_mut().zip(&layout.boxes) {
            if chosen.means(&b.path) {
                *look = Look::Selected;
            }
        }
    }
    let marks = layout.boxes.iter().map(|b| mark(figure, &b.path)).collect();
    Scene { looks, ghosts, marks, focused, seconds: cx.seconds(0.20) }
}

/// Right or wrong, after the answer.
fn mark(figure: &Figure<'_>, path: &NodePath) -> Option<figure_paint::Mark> {
    let (Kind::PointAt { target, diagram, .. }, verdict) = figure.verdict? else { return None };
    if path.diagram != *diagram {
        return None;
    }
    let Answer::Nodes(nodes) = &verdict.answer else { return None };
    let chosen = nodes.iter().any(|node| node.means(path));
    match (chosen, hits(target, path)) {
        (true, true) => Some(figure_paint::Mark::Right),
        (true, false) => Some(figure_paint::Mark::Wrong),
        (false, true) if !verdict.grade.right() => Some(figure_paint::Mark::Missed),
        _ => None,
    }
}

fn layer_of<'a>(figure: &'a Figure<'_>, path: &NodePath) -> Option<(&'a Diagram, &'a Layer)> {
    let diagram = figure.shown.iter().find(|diagram| diagram.id == path.diagram)?;
    Some((diagram, diagram.layer(&path.node)?))
}

/// One line under the picture: what the layer that is attended to does.
fn say_line(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, said: Option<&Said>) {
    let tokens = cx.tokens;
    let width = ui.available_width();
    let line = |lead: &str, rest: &str| {
        let runs = [(lead, TextStyle::UiBold, tokens.text), (rest, TextStyle::Ui, tokens.text2)];
        text::runs(&runs, width)
    };
    let idle = if figure.asked {
        ("Point at a layer".to_owned(), " to choose it, then check your answer.".to_owned())
    } else {
        ("Point at a layer".to_owned(), idle_words(figure).to_owned())
    };
    let (lead, rest) = match said.and_then(|said| Some((said, layer_of(figure, &said.path)?))) {
        Some((said, _)) if figure.asked => (said.name.clone(), String::new()),
        Some((said, (_, layer))) => (format!("{}.", said.name), format!(" {}", layer.about)),
        None => idle,
    };
    // Room for the longest of all sentences: nothing below ever jumps.
    let tallest = if figure.asked {
        TextStyle::Ui.line()
    } else {
        let mut tallest = TextStyle::Ui.line();
        for diagram in &figure.shown {
            for layer in diagram.layers() {
                let galley = text::galley(
                    ui,
                    line(&format!("{}.", layer.name), &format!(" {}", layer.about)),
                );
                tallest = tallest.max(galley.size().y);
            }
        }
        tallest
    };
    let galley = text::galley(ui, line(&lead, &rest));
    let (rect, response) =
        ui.allocate_exact_size(vec2(width, tallest.max(galley.size().y)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, format!("{lead}{rest}")));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Status);
        node.set_live(egui::accesskit::Live::Polite);
    });
    text::paint_at(ui, rect.min, galley);
}

fn idle_words(figure: &Figure<'_>) -> &'static str {
    if figure.shown.len() > 1 {
        " to see what it does and what stands opposite."
    } else {
        " to see what it does."
    }
}

/// The switch, and what it corrects.
fn precise_bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let notes: Vec<(String, String)> = figure
        .listed
        .iter()
        .filter_map(|diagram| {
            Some((diagram.title.clone(), diagram.precise.as_ref()?.because.clone()))
        })
        .collect();
    if notes.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    ui.add_space(4.0);
    let seconds = cx.seconds(0.12);
    ui.allocate_ui_with_layout(
        Vec2::new(ui.available_width(), 32.0),
        UiLayout::right_to_left(egui::Align::Center),
        |ui| {
            if figure.asked {
                // The question is about the plain picture.
                return;
            }
            if switch(ui, tokens, "More precise", figure.precise, seconds).clicked() {
                let view = cx.views.figures.entry(figure.key.clone()).or_default();
                view.precise = !view.precise;
                view.inspected = None;
                view.cursor = None;
                ui.ctx().request_repaint();
            }
        },
    );
    if figure.precise {
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

/// The card of the layer that was clicked.
fn open_card(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    origin: Pos2,
    index: usize,
) {
    let Some(b) = layout.boxes.get(index) else { return };
    let Some((diagram, layer)) = layer_of(figure, &b.path) else { return };
    let copies = layout
        .boxes
        .iter()
        .filter(|o| o.diagram == b.diagram && o.path.node == b.path.node)
        .count();
    let mut opposite = Vec::new();
    for other in figure.shown.iter().filter(|other| other.id != diagram.id) {
        let line = match counterpart(figure.same, diagram, &layer.id, other) {
            Counterpart::Layers { nodes, how, because } => {
                let names: Vec<&str> = nodes
                    .iter()
                    .filter_map(|id| other.layer(id))
                    .map(|layer| layer.name.trim_end_matches("{n}"))
                    .collect();
                inspector::Opposite {
                    lead: match how {
                        How::SameJob => format!("{}: {}.", other.title, names.join(", ")),
                        How::SamePlace => {
                            format!("{}: {}, in the same place.", other.title, names.join(", "))
                        }
                    },
                    rest: because.map_or_else(|| same_job(how), str::to_owned),
                    missing: false,
                }
            }
            Counterpart::Missing { because, .. } => inspector::Opposite {
                lead: format!("{}: none.", other.title),
                rest: because.unwrap_or_default().to_owned(),
                missing: true,
            },
        };
        opposite.push(line);
    }
    let card = inspector::Card {
        role: layer.role,
        name: layer.name.replace("{n}", ""),
        place: match copies {
            1 => format!("{} · in {}", layer.role.word(), diagram.title),
            _ => format!("{} · in {}, ×{copies}", layer.role.word(), diagram.title),
        },
        about: layer.about.clone(),
        manages: layer.manages,
        opposite,
    };
    let anchor = placed(&b.rect, origin, ui.pixels_per_point());
    let closed = inspector::show(ui, cx, &card, anchor);
    if closed {
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        view.inspected = None;
        ui.ctx().request_repaint();
    }
}

fn same_job(how: How) -> String {
    match how {
        How::SameJob => "It does the same job there.".to_owned(),
        How::SamePlace => String::new(),
    }
}
