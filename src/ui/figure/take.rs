//! Taking a figure along, as words or as a picture that other programs read.

use super::{
    Figure,
    paint::Look,
    player::withheld,
    scene::{Pointed, scene},
    steps::sums_up,
};
use crate::{
    app::Action,
    diagram::{
        Diagram, Still,
        describe::{describe, failed_words},
        layout::Layout,
        svg::{Picture, svg},
    },
    theme::NotoMeasure,
    ui::{icons, menu::row, views::Cx, widgets::icon_button},
};
use egui::{Popup, PopupCloseBehavior, Ui};

/// The button and, while it is open, its menu.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    const NAME: &str = "Take along";
    let button = icon_button(ui, cx.tokens, icons::EXPORT, NAME, !figure.asked);
    if figure.asked {
        // Its words would tell the answer.
        return withheld(ui, figure, button);
    }
    let popup =
        Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClick).accessible_name(NAME);
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(200.0);
        entries(ui, cx, figure, layout);
    });
}

fn entries(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let tokens = cx.tokens;
    if row(ui, tokens, "Copy as text", None, None).clicked() {
        let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
        let failed = failed_words(layout).map(|failed| format!("\n{failed}\n"));
        ui.ctx().copy_text(describe(&diagrams, figure.same) + &failed.unwrap_or_default());
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
