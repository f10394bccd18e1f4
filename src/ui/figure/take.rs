//! Taking a figure along, as words or as a picture that other programs read.

use super::{
    scene::{Pointed, scene},
    steps::sums_up,
};
use crate::{
    app::Action,
    diagram::{
        Diagram,
        describe::{describe, failed_words},
        drawing::View,
        layout::Layout,
        svg::{MARGIN, Picture, svg},
    },
    picture,
    picture::PictureError,
    theme::NotoMeasure,
    ui::{
        cx::Cx,
        figure::subject::Figure,
        kit::{icons, menu::row, widgets::icon_button},
    },
};
use egui::{Popup, PopupCloseBehavior, Ui};

/// The button and, while it is open, its menu.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    const NAME: &str = "Take along";
    let button = icon_button(ui, cx.tokens, icons::EXPORT, NAME, !figure.asked);
    if figure.asked {
        // Its words would tell the answer.
        return figure.explain_withheld(ui, button);
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
        ui.ctx().copy_text(drawn(cx, figure, layout));
        cx.act(Action::Copied(Ok("SVG")));
    }
    if row(ui, tokens, "Copy as image", None, None).clicked() {
        copy_image(ui, cx, figure, layout);
    }
    if row(ui, tokens, "Save as SVG…", None, None).clicked() {
        let bytes = drawn(cx, figure, layout).into_bytes();
        cx.act(Action::SavePicture { name: file_name(figure, "svg"), bytes: bytes.into() });
    }
    if row(ui, tokens, "Save as PNG…", None, None).clicked() {
        save_png(cx, figure, layout);
    }
}

/// The figure as pixels: twice as large as on the screen, so that it stays sharp on paper; smaller
/// where that is too much, as long as its words can be read. Before anything is drawn it is known
/// whether it can be.
fn pixels<T>(
    cx: &Cx<'_>,
    figure: &Figure<'_>,
    layout: &Layout,
    make: impl Fn(&str, f32, bool) -> Result<T, PictureError>,
) -> Result<T, String> {
    let refused = |error: PictureError| match error {
        PictureError::TooLarge { .. } => format!("{error}. As SVG it has no such limit."),
        PictureError::Undrawn(_) => error.to_string(),
    };
    let fitting = |error: PictureError| match error {
        PictureError::TooLarge { fitting: Some(fitting), .. } if fitting >= READABLE => {
            Ok(f32::from(fitting) / 100.0)
        }
        _ => Err(refused(error)),
    };
    let (width, height) = (layout.width + 2.0 * MARGIN, layout.height + 2.0 * MARGIN);
    let at_twice = picture::pixel_size(width, height, 2.0);
    let scale = at_twice.map_or_else(fitting, |_| Ok(2.0))?;
    let svg = drawn(cx, figure, layout);
    let covered = svg.chars().all(NotoMeasure::covers);
    match make(&svg, scale, covered) {
        Err(error @ PictureError::TooLarge { .. }) => {
            make(&svg, fitting(error)?, covered).map_err(refused)
        }
        made => made.map_err(refused),
    }
}

/// Smaller than this, in hundredths, no word of a figure can be read.
const READABLE: u16 = 30;

fn copy_image(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    match pixels(cx, figure, layout, picture::pixels) {
        Ok(pixels) => {
            let size = [pixels.width, pixels.height];
            let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            ui.ctx().copy_image(image);
            cx.act(Action::Copied(Ok("an image")));
        }
        Err(error) => cx.act(Action::Copied(Err(error))),
    }
}

fn save_png(cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let made = pixels(cx, figure, layout, picture::png);
    cx.act(match made {
        Ok(bytes) => Action::SavePicture { name: file_name(figure, "png"), bytes: bytes.into() },
        Err(error) => Action::Copied(Err(error)),
    });
}

/// "vm-and-container.svg"
fn file_name(figure: &Figure<'_>, kind: &str) -> String {
    let ids: Vec<&str> = figure.shown.iter().map(|diagram| diagram.id.as_str()).collect();
    format!("{}.{kind}", ids.join("-and-"))
}

/// The figure as it is shown, as an SVG file.
fn drawn(cx: &Cx<'_>, figure: &Figure<'_>, layout: &Layout) -> String {
    let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
    // As it looks while nothing is pointed at.
    let scene = scene(figure, layout, &Pointed::default(), cx);
    let view =
        View { captions: sums_up(figure), ..View::whole(layout, &scene, cx.tokens, &NotoMeasure) };
    svg(&Picture { view, diagrams: &diagrams, same: figure.same, background: true })
}
