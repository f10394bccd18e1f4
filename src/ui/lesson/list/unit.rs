//! The heading of a unit, and the tag of what is next.

use super::listing::UnitState;
use crate::{
    pack::Unit,
    theme::{TextStyle, Tokens},
    ui::kit::{
        icons,
        paint::{colour, inner_ring, stroke},
        text,
        widgets::focused,
    },
};
use egui::{
    CornerRadius, CursorIcon, Pos2, Rect, Response, Sense, StrokeKind, Ui, WidgetInfo,
    accesskit::Role, pos2, vec2,
};

/// The heading of a unit.
pub(super) struct Head<'a> {
    pub unit: &'a Unit,
    pub folded: bool,
    /// It is folded, and the open lesson is in it.
    pub here: bool,
    /// It is folded, and what is next is in it.
    pub upcoming: bool,
    pub state: UnitState,
}

impl Head<'_> {
    pub(super) fn show(&self, ui: &mut Ui, tokens: &Tokens) -> Response {
        let tag_room = if self.upcoming { tag_width(ui, tokens) } else { 0.0 };
        let width = ui.available_width() - 40.0 - 10.0 - tag_room;
        let ink = if self.here { tokens.accent_text } else { tokens.text };
        let mut job = text::job(&self.unit.title, TextStyle::CaptionBold, ink, width);
        job.wrap.max_rows = 2;
        let name = text::galley(ui, job);
        let told = text::one_line(ui, &self.told(), TextStyle::Small, tokens.text3, width);
        let height = name.size().y + told.size().y + 8.0;
        let size = vec2(ui.available_width(), height);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.spoken()));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(!self.folded));
        if self.here || response.hovered() {
            let fill = if self.here { tokens.accent_soft } else { tokens.hover };
            ui.painter().rect_filled(rect, CornerRadius::same(8), colour(fill));
        }
        let caret = if self.folded { icons::UNFOLD } else { icons::DOWN };
        let line = rect.top() + 4.0 + TextStyle::CaptionBold.line() / 2.0;
        icons::paint(ui.painter(), caret, pos2(rect.left() + 20.0, line), 14.0, tokens.text2);
        let at = rect.min + vec2(40.0, 4.0);
        text::paint_at(ui, at + vec2(0.0, name.size().y), told);
        text::paint_at(ui, at, name);
        if self.upcoming {
            tag(ui, tokens, pos2(rect.right() - 8.0, line));
        }
        if focused(&response) {
            inner_ring(ui.painter(), tokens, rect, 8);
        }
        response.on_hover_cursor(CursorIcon::PointingHand)
    }

    /// "3 lessons · 24 min", "1 of 3 done · 16 min left", "3 of 3 done".
    fn told(&self) -> String {
        let UnitState { done, left } = self.state;
        let all = self.unit.lessons.len();
        let lessons = if all == 1 { "lesson" } else { "lessons" };
        match (done, left) {
            (_, 0) => format!("{done} of {all} done"),
            (0, _) => format!("{all} {lessons} · {left} min left"),
            _ => format!("{done} of {all} done · {left} min left"),
        }
    }

    fn spoken(&self) -> String {
        let UnitState { done, left } = self.state;
        let (title, all) = (&self.unit.title, self.unit.lessons.len());
        let left = match left {
            0 => String::new(),
            1 => ", 1 minute left".to_owned(),
            left => format!(", {left} minutes left"),
        };
        let here = if self.here { ", the open lesson is in it" } else { "" };
        let next = if self.upcoming { ", the next lesson is in it" } else { "" };
        format!("{title}, {done} of {all} done{left}{here}{next}")
    }
}

/// How much of a row's width the tag takes, in points.
pub(super) fn tag_width(ui: &Ui, tokens: &Tokens) -> f32 {
    words(ui, tokens).size().x + 2.0 * SIDE + 6.0
}

/// From the edge of the tag to its word, in points.
const SIDE: f32 = 7.0;

fn words(ui: &Ui, tokens: &Tokens) -> std::sync::Arc<egui::Galley> {
    text::one_line(ui, "Next", TextStyle::SmallBold, tokens.accent_text, 80.0)
}

/// Paints the tag of what is next; its right end stands in the middle of its height.
pub(super) fn tag(ui: &Ui, tokens: &Tokens, right: Pos2) {
    let words = words(ui, tokens);
    let size = words.size() + vec2(2.0 * SIDE, 4.0);
    let rect = Rect::from_min_size(right - vec2(size.x, size.y / 2.0), size);
    let line = stroke(1.0, tokens.accent);
    ui.painter().rect_stroke(rect, CornerRadius::same(10), line, StrokeKind::Inside);
    text::paint_centred(ui, rect, words);
}
