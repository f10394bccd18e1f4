//! Diagrams in words, as a block of a lesson.

use crate::{
    diagram::{Diagram, describe::describe},
    id::Id,
    pack::{Course, Lesson},
    theme::TextStyle,
    ui::{cx::Cx, kit::text},
};
use egui::{Ui, accesskit::Role, vec2};

/// How far each level is moved in, in points.
const INDENT: f32 = 16.0;
/// How far right of its dot the words of a point begin, in points.
const DOT: f32 = 14.0;

pub fn show(ui: &mut Ui, cx: &Cx<'_>, course: &Course, lesson: &Lesson, ids: &[Id], width: f32) {
    let tokens = cx.tokens;
    let diagrams: Vec<&Diagram> =
        ids.iter().filter_map(|id| course.diagram(id)).map(AsRef::as_ref).collect();
    ui.spacing_mut().item_spacing.y = 0.0;
    for line in describe(&diagrams, &lesson.same).lines() {
        let words = line.trim_start();
        if words.is_empty() {
            ui.add_space(10.0);
            continue;
        }
        #[expect(clippy::cast_precision_loss, reason = "a few levels")]
        let left = (line.len() - words.len()) as f32 / 2.0 * INDENT;
        let point = words.strip_prefix("- ");
        let left = left + if point.is_some() { DOT } else { 0.0 };
        let title = diagrams.iter().any(|diagram| diagram.title == words);
        let (style, ink) =
            if title { (TextStyle::UiBold, tokens.text) } else { (TextStyle::Ui, tokens.text2) };
        let shown = point.unwrap_or(words);
        let galley = text::galley(ui, text::job(shown, style, ink, (width - left).max(80.0)));
        let size = vec2(left + galley.size().x, galley.size().y + 4.0);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, shown));
        if title {
            text::as_heading(ui, &response, shown, 4);
        }
        if point.is_some() {
            let dot = rect.left_top() + vec2(left - 8.0, style.line() / 2.0);
            ui.painter().circle_filled(dot, 1.5, crate::ui::kit::paint::colour(tokens.text2));
        }
        text::paint_at(ui, rect.left_top() + vec2(left, 0.0), galley);
    }
}
