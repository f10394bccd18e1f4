//! A model's picture: the list that its model gives, and each part as a named node.

use super::{
    Figure,
    frame::WIDEST,
    state::{Made, View},
    view,
};
use crate::{
    simulate::{Picture, Room, Setting, SheetPart},
    theme::NotoMeasure,
    ui::{
        cx::Cx,
        figure::paint,
        kit::{
            paint::{Spot, placed, ring},
            widgets::focused,
        },
    },
};
use egui::{CursorIcon, Rect, Sense, Ui, WidgetInfo, accesskit::Role, vec2};
use std::sync::Arc;

/// Shows the picture; gives the setting that a press on one of its parts makes.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let width = ui.available_width().min(WIDEST).floor();
    let picture = made(cx, figure, width);
    let size = vec2(picture.width, picture.height);
    let (area, group) = ui.allocate_exact_size(size, Sense::hover());
    let title = &figure.shown.title;
    group.widget_info(|| WidgetInfo::labeled(Role::Figure, true, format!("Picture: {title}")));
    let spot = Spot { origin: area.min, zoom: 1.0 };
    if ui.is_rect_visible(area) {
        paint::paint_items(ui, &picture.items, spot, |_| 1.0);
    }
    let mut pressed = None;
    for (number, part) in picture.parts.iter().enumerate().filter(|(_, part)| !part.name.is_empty())
    {
        let rect = placed(&part.at, spot, ui.pixels_per_point());
        let own = group.id.with(("part", number));
        if node(ui, cx, (own, rect), part)
            && let Some((id, value)) = &part.sets
        {
            pressed = Some(figure.setting.with(id.as_str(), value.clone()));
        }
    }
    pressed
}

/// A part as a node; says whether it was pressed.
fn node(ui: &Ui, cx: &Cx<'_>, (id, rect): (egui::Id, Rect), part: &SheetPart) -> bool {
    if part.sets.is_none() {
        let response = ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &part.name));
        return false;
    }
    let response = ui.interact(rect, id, Sense::click());
    let (name, chosen) = (&part.name, part.chosen);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, name));
    if focused(&response) {
        ring(ui.painter(), cx.tokens, rect, 4);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    response.clicked()
}

/// The picture for this width: made anew only where something of it has changed.
fn made(cx: &mut Cx<'_>, figure: &Figure<'_>, width: f32) -> Arc<Picture> {
    let scheme = cx.model.scheme();
    let tokens = cx.tokens;
    let now = Made { setting: figure.setting.clone(), width, scheme };
    let View { picture, .. } = view(cx, figure);
    if let Some((made, picture)) = picture
        && *made == now
    {
        return picture.clone();
    }
    let room = Room { width, tokens, measure: &NotoMeasure };
    let fresh = Arc::new(figure.shown.model.live().picture(&figure.setting, &room));
    *picture = Some((now, fresh.clone()));
    fresh
}
