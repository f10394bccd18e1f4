//! The menu of a figure: what is compared with what, and taking it along, as words or as a picture
//! that other programs read.

use super::{
    Figure,
    paint::Look,
    scene::{Pointed, scene},
    steps::sums_up,
};
use crate::{
    app::Action,
    diagram::{
        Diagram, Still,
        describe::describe,
        layout::Layout,
        svg::{Picture, svg},
    },
    id::Id,
    pack::limits,
    theme::{NotoMeasure, TextStyle},
    ui::{
        icons,
        menu::row,
        text,
        views::{Cx, Filled},
        widgets::icon_button,
    },
};
use egui::{Popup, PopupCloseBehavior, ScrollArea, Ui};

/// The button and, while it is open, its menu.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let tokens = cx.tokens;
    let button = icon_button(ui, tokens, icons::MORE, "More for this figure", true);
    let popup = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name("More for this figure");
    let width = 272.0;
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(width);
        // In a low window, or with large text, the menu itself is scrolled.
        let room = (ui.ctx().content_rect().height() - 48.0).max(120.0);
        let whole = ScrollArea::vertical().id_salt("menu").max_height(room);
        whole.min_scrolled_height(room).show(ui, |ui| entries(ui, cx, figure, layout));
    });
}

fn entries(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let tokens = cx.tokens;
    let practice = !figure.asked && !cx.model.picture_questions(&figure.key.0).is_empty();
    if practice && row(ui, tokens, "Practise on the diagrams", None, None).clicked() {
        cx.views.filled = None;
        cx.views.focus_onward = cx.views.by_keyboard;
        cx.act(Action::Practise);
    }
    if row(ui, tokens, "Copy as text", None, None).clicked() {
        let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
        ui.ctx().copy_text(describe(&diagrams, figure.same));
        cx.act(Action::Copied(Ok("text")));
    }
    if row(ui, tokens, "Copy as SVG", None, None).clicked() {
        ui.ctx().copy_text(picture(cx, figure, layout));
        cx.act(Action::Copied(Ok("SVG")));
    }
    if row(ui, tokens, "Copy as image", None, None).clicked() {
        copy_image(ui, cx, figure, layout);
    }
    if row(ui, tokens, "Save as SVG…", None, None).clicked() {
        let bytes = picture(cx, figure, layout).into_bytes();
        cx.act(Action::SavePicture { name: file_name(figure, "svg"), bytes: bytes.into() });
    }
    if row(ui, tokens, "Save as PNG…", None, None).clicked() {
        save_png(cx, figure, layout);
    }
    if row(ui, tokens, "Present", Some("F5"), None).clicked() {
        cx.views.filled = Some(Filled { figure: figure.key.clone(), presenting: true });
    }
    if figure.asked {
        return;
    }
    if figure.shown.len() > 1 {
        let view = cx.views.figures.entry(figure.key.clone()).or_default();
        let only = view.differences;
        if row(ui, tokens, "Only the differences", None, Some(only)).clicked() {
            view.differences = !only;
        }
        if row(ui, tokens, "Swap sides", None, Some(view.swapped)).clicked() {
            view.swapped = !view.swapped;
            view.cursor = None;
        }
    }
    beside(ui, cx, figure);
}

/// Any diagrams of the pack can stand beside each other.
fn beside(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    let Some((_, course, _)) = cx.model.open_lesson() else { return };
    let all: Vec<_> = course.lessons.iter().flat_map(|lesson| &lesson.diagrams).cloned().collect();
    if all.len() < 2 {
        return;
    }
    ui.add_space(6.0);
    // In line with the words of the rows.
    let inset = egui::Margin { left: 10, ..egui::Margin::ZERO };
    egui::Frame::new().inner_margin(inset).show(ui, |ui| {
        text::label(ui, "Beside each other", TextStyle::SmallBold, tokens.text3);
    });
    ui.add_space(2.0);
    let view = cx.views.figures.entry(figure.key.clone()).or_default();
    let mut ids: Vec<Id> = figure.listed.iter().map(|diagram| diagram.id.clone()).collect();
    if view.swapped {
        ids.reverse();
    }
    let changed = view.chosen.is_some();
    let mut now = None;
    #[expect(clippy::cast_precision_loss, reason = "a few")]
    let high = 34.0 * all.len().min(6) as f32;
    // As high as that even where the menu itself would be content with less.
    let list = ScrollArea::vertical().max_height(high).min_scrolled_height(high);
    list.show(ui, |ui| {
        for diagram in &all {
            let on = ids.contains(&diagram.id);
            if !row(ui, tokens, &diagram.title, None, Some(on)).clicked() {
                continue;
            }
            let mut ids = ids.clone();
            if !on && ids.len() < limits::SIDE_BY_SIDE {
                ids.push(diagram.id.clone());
            } else if on && ids.len() > 1 {
                ids.retain(|id| *id != diagram.id);
            }
            now = Some(ids);
        }
    });
    if changed && row(ui, tokens, "Reset to original", None, None).clicked() {
        (view.chosen, view.swapped, view.differences) = (None, false, false);
    }
    if now.is_some() {
        view.chosen = now;
        (view.step, view.trace, view.inspected, view.cursor) = (None, None, None, None);
        view.precise = false;
    }
}

/// Twice as large as on the screen, so that it stays sharp on paper; smaller where that is too
/// much.
fn copy_image(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let svg = picture(cx, figure, layout);
    let covered = svg.chars().all(NotoMeasure::covers);
    let made = crate::picture::pixels(&svg, 2.0, covered)
        .or_else(|_| crate::picture::pixels(&svg, 0.5, covered));
    match made {
        Ok(pixels) => {
            let size = [pixels.width, pixels.height];
            let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            ui.ctx().copy_image(image);
            cx.act(Action::Copied(Ok("an image")));
        }
        Err(error) => cx.act(Action::Copied(Err(error.to_string()))),
    }
}

fn save_png(cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let svg = picture(cx, figure, layout);
    let covered = svg.chars().all(NotoMeasure::covers);
    let made = crate::picture::png(&svg, 2.0, covered)
        .or_else(|_| crate::picture::png(&svg, 0.5, covered));
    cx.act(match made {
        Ok(bytes) => Action::SavePicture { name: file_name(figure, "png"), bytes: bytes.into() },
        Err(error) => Action::Copied(Err(error.to_string())),
    });
}

/// "vm-and-container.svg"
fn file_name(figure: &Figure<'_>, kind: &str) -> String {
    let ids: Vec<&str> = figure.shown.iter().map(|diagram| diagram.id.as_str()).collect();
    format!("{}.{kind}", ids.join("-and-"))
}

/// The figure as it is shown, as an SVG file.
fn picture(cx: &Cx<'_>, figure: &Figure<'_>, layout: &Layout) -> String {
    let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
    // As it looks while nothing is pointed at.
    let scene = scene(figure, layout, &Pointed::default(), cx);
    let stills: Vec<Still> = scene.looks.into_iter().map(still_of).collect();
    svg(&Picture {
        layout,
        diagrams: &diagrams,
        same: figure.same,
        tokens: cx.tokens,
        measure: &NotoMeasure,
        stills: &stills,
        hops: &scene.hops,
        background: true,
        captions: sums_up(figure),
    })
}

/// What a picture at rest shows of a look.
fn still_of(look: Look) -> Still {
    match look {
        Look::Rest => Still::Shown,
        Look::Dimmed => Still::Back,
        Look::Hot | Look::Selected | Look::Counterpart | Look::SamePlace => Still::Focused,
    }
}
