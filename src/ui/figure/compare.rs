//! Comparing in a figure: only the differences, the sides swapped, other diagrams of the pack beside
//! each other.

use crate::{
    app::keys::PlaceKey,
    diagram::Diagram,
    id::Id,
    pack::limits,
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        figure::{
            state,
            state::{FigureView, Figures},
            subject::Figure,
        },
        focus::Goal,
        kit::{
            icons,
            paint::{colour, ring, stroke},
            text,
            widgets::{Button, Rank, focused, icon_button, into_sight},
        },
    },
};
use egui::{
    Align, CornerRadius, CursorIcon, Layout, Response, Sense, Shape, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use std::sync::Arc;

const NAME: &str = "Compare";

/// Is there anything to compare?
pub(super) fn offered(cx: &Cx<'_>, figure: &Figure<'_>) -> bool {
    figure.shown.len() > 1 || count(&all(cx)) > 1
}

/// How wide the control is with its word, in points.
pub(super) fn width(ui: &Ui, cx: &Cx<'_>) -> f32 {
    in_words().width(ui, cx.tokens)
}

fn in_words() -> Button<'static> {
    Button::new(Rank::Quiet, NAME).before(icons::COUNTERPART).height(32.0)
}

/// Opens and closes what can be compared.
pub(super) fn toggle(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, words: bool) {
    let tokens = cx.tokens;
    let open = is_open(cx, figure);
    let ground = ui.painter().add(Shape::Noop);
    let toggle = if words {
        in_words().enabled(!figure.asked.open()).show(ui, tokens)
    } else {
        icon_button(ui, tokens, icons::COUNTERPART, NAME, !figure.asked.open())
    };
    if open {
        let fill =
            Shape::rect_filled(toggle.rect, CornerRadius::same(8), colour(tokens.accent_soft));
        ui.painter().set(ground, fill);
    }
    ui.ctx().accesskit_node_builder(toggle.id, |node| node.set_expanded(open));
    let view = cx.states.of::<Figures>().at(&figure.key);
    if cx.focus.take(&Goal::Comparing(figure.key.clone())) {
        toggle.request_focus();
    }
    if toggle.clicked() && !figure.asked.open() {
        (view.compared.comparing, view.card.inspected) = (!open, None);
        view.compared.show_compare = !open;
        ui.ctx().request_repaint();
    }
    if figure.asked.open() {
        figure.explain_withheld(ui, toggle);
    }
}

/// Is the list of what can be compared open, under the bar?
pub(super) fn is_open(cx: &Cx<'_>, figure: &Figure<'_>) -> bool {
    let view = state::of(cx, &figure.key);
    !figure.asked.open() && view.is_some_and(|view| view.compared.comparing)
}

/// The list of what can be compared, while it is open.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    // A list that was opened in this frame is laid out first, then scrolled to.
    let wanted = std::mem::take(&mut view.compared.show_compare);
    let shown = ui.scope(|ui| choices(ui, cx, figure));
    if wanted {
        into_sight(&shown.response);
    }
}

/// The side of the button that closes the list, in points.
const CLOSE: f32 = 32.0;

fn choices(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    let groups = all(cx);
    let view = cx.states.of::<Figures>().at(&figure.key);
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - ui.spacing().item_spacing.x - CLOSE;
        let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
        ui.allocate_ui_with_layout(vec2(width, CLOSE), wrapped, |ui| {
            ui.set_width(width);
            ways(ui, tokens, figure, view);
        });
        let close = PlaceKey::Close.tip("Close comparing");
        if icon_button(ui, tokens, icons::CLOSE, &close, true).clicked() {
            // Who works with keys gets the focus back on the control that opened the list.
            view.compared.comparing = false;
            cx.focus.ask_by_key(Goal::Comparing(figure.key.clone()));
        }
    });
    if count(&groups) < 2 {
        return;
    }
    let mut ids: Vec<Id> = figure.listed.iter().map(|diagram| diagram.id.clone()).collect();
    if view.compared.swapped {
        ids.reverse();
    }
    let several = groups.len() > 1;
    for (lesson, diagrams) in groups {
        let words = if several {
            format!("Beside each other, from “{lesson}”")
        } else {
            "Beside each other".to_owned()
        };
        ui.add_space(2.0);
        text::label(ui, &words, TextStyle::SmallBold, tokens.text3);
        ui.horizontal_wrapped(|ui| {
            for diagram in diagrams {
                let on = ids.contains(&diagram.id);
                let why = match (on, ids.len()) {
                    (true, 1) => Some("One diagram stays.".to_owned()),
                    (false, count) if count >= limits::SIDE_BY_SIDE => Some(format!(
                        "No more than {} stand beside each other.",
                        limits::SIDE_BY_SIDE
                    )),
                    _ => None,
                };
                if !chip(ui, tokens, &diagram.title, on, why.as_deref()).clicked() || why.is_some()
                {
                    continue;
                }
                let mut now = ids.clone();
                if on {
                    now.retain(|id| *id != diagram.id);
                } else {
                    now.push(diagram.id.clone());
                }
                view.compared.chosen = Some(now);
                at_rest(view);
                // Other diagrams make the picture above higher or lower: the list is scrolled to
                // anew.
                view.compared.show_compare = true;
            }
        });
    }
}

/// What can be done with the diagrams that are shown, and the way back to the author's.
fn ways(ui: &mut Ui, tokens: &Tokens, figure: &Figure<'_>, view: &mut FigureView) {
    if figure.shown.len() > 1 {
        if chip(ui, tokens, "Only the differences", view.compared.differences, None).clicked() {
            view.compared.differences = !view.compared.differences;
        }
        if chip(ui, tokens, "Swap sides", view.compared.swapped, None).clicked() {
            (view.compared.swapped, view.cursor) = (!view.compared.swapped, None);
        }
    }
    let changed =
        view.compared.chosen.is_some() || view.compared.swapped || view.compared.differences;
    let reset = Button::new(Rank::Quiet, "Reset to original").height(32.0).enabled(changed);
    if reset.show(ui, tokens).clicked() && changed {
        let other = view.compared.chosen.is_some();
        (view.compared.chosen, view.compared.swapped, view.compared.differences) =
            (None, false, false);
        if other {
            at_rest(view);
            view.compared.show_compare = true;
        }
    }
}

/// The figure at rest, since other diagrams are shown: no walk, no trace, no open card, and the
/// plain pictures.
fn at_rest(view: &mut FigureView) {
    (view.walk.step, view.walk.trace, view.walk.playing) = (None, None, None);
    (view.card.inspected, view.cursor, view.compared.precise) = (None, None, false);
}

fn count(groups: &[(String, Vec<Arc<Diagram>>)]) -> usize {
    groups.iter().map(|(_, diagrams)| diagrams.len()).sum()
}

/// The diagrams of the pack by lesson, those of the open lesson first.
fn all(cx: &Cx<'_>) -> Vec<(String, Vec<Arc<Diagram>>)> {
    let Some((key, course, _)) = cx.model.open_lesson() else { return Vec::new() };
    let with = course.lessons.iter().filter(|lesson| !lesson.diagrams.is_empty());
    let mut lessons: Vec<_> = with.collect();
    lessons.sort_by_key(|lesson| lesson.id != key.lesson);
    lessons.into_iter().map(|lesson| (lesson.title.clone(), lesson.diagrams.clone())).collect()
}

/// A button for something that is on or off. `why` says why it cannot be changed now, if so.
fn chip(ui: &mut Ui, tokens: &Tokens, words: &str, on: bool, why: Option<&str>) -> Response {
    let ink = match (on, why) {
        (true, _) => tokens.accent_text,
        (false, Some(_)) => tokens.text3,
        (false, None) => tokens.text,
    };
    let mark = if on { 20.0 } else { 0.0 };
    let galley =
        text::one_line(ui, words, TextStyle::Ui, ink, (ui.max_rect().width() - 52.0).max(1.0));
    let sense = if why.is_none() { Sense::click() } else { Sense::hover() };
    let size = vec2(galley.size().x + 24.0 + mark, 32.0);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, why.is_none(), on, words));
    let focus = focused(&response);
    if ui.is_rect_visible(rect) {
        let radius = CornerRadius::same(16);
        let fill = match (on, response.hovered() && why.is_none()) {
            (true, _) => tokens.accent_soft,
            (false, true) => tokens.hover,
            (false, false) => tokens.raised,
        };
        let outline = match (on, why) {
            (true, _) => stroke(2.0, tokens.accent),
            (false, Some(_)) => stroke(1.0, tokens.line),
            (false, None) => stroke(1.0, tokens.control),
        };
        ui.painter().rect(rect, radius, colour(fill), outline, StrokeKind::Inside);
        if on {
            let at = rect.left_center() + vec2(20.0, 0.0);
            icons::paint(ui.painter(), icons::CHECK, at, 12.0, ink);
        }
        let at = rect.left_center() + vec2(12.0 + mark, -galley.size().y / 2.0);
        text::paint_at(ui, at, galley);
        if focus {
            ring(ui.painter(), tokens, rect, 16);
        }
    }
    if let Some(why) = why {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(why));
        return response.on_hover_text(why);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}
