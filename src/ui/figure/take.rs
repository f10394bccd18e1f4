//! Taking a figure along: as words, or as a picture that other programs read.

use super::{
    Figure,
    steps::{stills_now, sums_up},
};
use crate::{
    diagram::{
        Diagram,
        describe::describe,
        layout::Layout,
        svg::{Picture, svg},
    },
    theme::NotoMeasure,
    ui::{
        icons,
        views::Cx,
        widgets::{Button, Rank, icon_button},
    },
};
use egui::{Popup, PopupCloseBehavior, Ui};

/// The button and, while it is open, its menu.
pub(super) fn button(ui: &mut Ui, cx: &Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let tokens = cx.tokens;
    let button = icon_button(ui, tokens, icons::MORE, "Take this figure along", true);
    let popup = Popup::menu(&button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name("Take this figure along");
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
        let words = Button::new(Rank::Quiet, "Copy as text").before(icons::COPY).height(34.0);
        if words.show(ui, tokens).clicked() {
            ui.ctx().copy_text(describe(&diagrams, figure.same));
        }
        let picture = Button::new(Rank::Quiet, "Copy as SVG").before(icons::COPY).height(34.0);
        if picture.show(ui, tokens).clicked() {
            let picture = Picture {
                layout,
                diagrams: &diagrams,
                same: figure.same,
                tokens,
                measure: &NotoMeasure,
                stills: &stills_now(figure, layout).unwrap_or_default(),
                background: true,
                captions: sums_up(figure),
            };
            ui.ctx().copy_text(svg(&picture));
        }
    });
}
