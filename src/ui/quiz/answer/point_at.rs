//! Pointing at layers: what is chosen in the picture, and after the answer the reasons.

use super::state_of;
use crate::{
    app::{Action, model::Tab},
    diagram::NodeRef,
    pack::Course,
    quiz::{Answer, Kind, Target},
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        kit::{
            icons,
            paint::{colour, stroke},
            row::Pick,
            text,
            widgets::ring_if_focused,
        },
        quiz::{asked::Asked, option::Offered},
    },
};
use egui::{
    CornerRadius, CursorIcon, Response, Sense, StrokeKind, Ui, WidgetInfo,
    accesskit::{Live, Role},
    pos2, vec2,
};

pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let Kind::PointAt { diagram, target, .. } = &asked.question.kind else { return };
    let several = matches!(target, Target::All(_));
    let nodes: &[NodeRef] = match asked.answer() {
        Some(Answer::Nodes(nodes)) => nodes,
        _ => &[],
    };
    if asked.verdict.is_none() {
        let title =
            asked.course.diagram(diagram).map(|diagram| diagram.title.clone()).unwrap_or_default();
        let names: Vec<String> =
            nodes.iter().filter_map(|node| layer_name(asked.course, node)).collect();
        let words = if !names.is_empty() {
            format!("Chosen: {}", names.join(", "))
        } else if several {
            format!("Choose layers of “{title}” in the diagram")
        } else {
            format!("Choose a layer of “{title}” in the diagram")
        };
        if chosen_box(ui, cx.tokens, &words, !names.is_empty()).clicked() {
            cx.act(Action::ShowTab(Tab::Lesson));
            cx.sights.point_out(ui, diagram);
        }
        return;
    }
    for (number, reason) in (1..).zip(asked.said()) {
        let node = reason.part.as_deref().and_then(|part| part.parse::<NodeRef>().ok());
        let words = node.and_then(|node| layer_name(asked.course, &node)).unwrap_or_default();
        let row = Offered {
            number,
            words: &words.into(),
            state: state_of(reason.outcome),
            reason: Some(reason.because),
            open: false,
            pick: if several { Pick::Several } else { Pick::One },
        };
        row.show(ui, cx, asked.course);
        ui.add_space(8.0);
    }
}

/// The name of the layer that an answer names: "Guest OS, copy 2".
pub fn layer_name(course: &Course, node: &NodeRef) -> Option<String> {
    let layer = course.diagram(node.diagram.as_ref()?)?.layer(&node.node)?;
    let number = node.copies.last().map(|(_, number)| number.to_string());
    let name = layer.name.replace("{n}", number.as_deref().unwrap_or_default());
    Some(match number {
        Some(number) if !layer.name.contains("{n}") => format!("{name}, copy {number}"),
        _ => name,
    })
}

/// Shows what is chosen in the picture, or that something is to be chosen there; a click scrolls
/// there.
pub fn chosen_box(ui: &mut Ui, tokens: &Tokens, words: &str, chosen: bool) -> Response {
    let galley =
        text::galley(ui, text::job(words, TextStyle::Ui, tokens.text, ui.available_width() - 62.0));
    let size = vec2(ui.available_width(), galley.size().y + 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let (fill, outline, width) = if chosen {
        (tokens.accent_soft, tokens.accent, 2.0)
    } else {
        (tokens.raised, tokens.line2, 1.0)
    };
    let line = stroke(width, outline);
    ui.painter().rect(rect, CornerRadius::same(10), colour(fill), line, StrokeKind::Inside);
    let ink = if chosen { tokens.accent_text } else { tokens.text2 };
    let at = pos2(rect.left() + 26.0, rect.center().y);
    icons::paint(ui.painter(), icons::POINT_AT, at, 20.0, ink);
    text::paint_at(ui, rect.min + vec2(48.0, 13.0), galley);
    ring_if_focused(ui, tokens, &response, 10);
    ui.add_space(8.0);
    response.on_hover_text("Show it in the lesson").on_hover_cursor(CursorIcon::PointingHand)
}
