//! What stands for layers that are too small to be controls: their groups, by pointer, and the
//! figure as a whole, by keyboard.

use super::zoom;
use crate::{
    diagram::layout::Layout,
    ui::{
        cx::Cx,
        figure::{state::Figures, stops::SMALLEST, subject::Figure},
        kit::paint::{Spot, placed, ring},
    },
};
use egui::{Rect, Sense, Ui, WidgetInfo, accesskit::Role};

/// The one stop of the keyboard while no layer is large enough to be one.
pub(super) fn whole_id(figure: egui::Id) -> egui::Id {
    figure.with("whole")
}

/// Shows the named groups and the figure's stop of the keyboard, once the layers are painted.
pub(super) fn stand_in(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    spot: Spot,
    id: egui::Id,
) {
    let scale = ui.pixels_per_point();
    let area = layout.panes.iter().map(|pane| placed(&pane.body, spot, scale));
    let area = area.reduce(Rect::union).unwrap_or(Rect::NOTHING).intersect(ui.clip_rect());
    let whole = ui.interact(area, whole_id(id), Sense::focusable_noninteractive());
    let words = format!("{} layers, too small to be reached: + zooms in", layout.boxes.len());
    whole.widget_info(|| WidgetInfo::labeled(Role::Group, true, &words));
    if whole.has_focus() {
        ring(ui.painter(), cx.tokens, area.shrink(3.0), 6);
        zoom::keys(ui, cx, figure);
    }
    for frame in &layout.frames {
        let Some(title) = &frame.title else { continue };
        let rect = placed(&frame.rect, spot, scale);
        let small = rect.height() < SMALLEST || rect.width() < SMALLEST;
        if small || !ui.is_rect_visible(rect) {
            continue;
        }
        let frame_id = id.with(("group", frame.path.to_string()));
        let response = ui.interact(rect, frame_id, Sense::CLICK);
        response.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, format!("Zoom to {}", title.name))
        });
        if response.on_hover_cursor(egui::CursorIcon::ZoomIn).clicked() {
            let view = cx.states.of::<Figures>().at(&figure.key);
            zoom::onto(view, &frame.rect);
            ui.ctx().request_repaint();
        }
    }
}
