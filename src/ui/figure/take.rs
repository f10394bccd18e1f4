//! Taking a figure along, as words or as a picture that other programs read.

use super::{
    scene::{Pointed, scene},
    steps::sums_up,
    traces,
};
use crate::{
    app::{
        Action,
        io::pool::{Failure, Order, Stop, Watched as _},
        values::TakeError,
    },
    diagram::{
        Diagram, Trace,
        describe::{describe, failed_words},
        drawing::View,
        layout::Layout,
        requests::describe_requests,
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
use egui::{Popup, PopupCloseBehavior, Response, Ui};
use std::sync::{Arc, Mutex, PoisonError};

/// What the button and its menu are called.
pub(in crate::ui) const NAME: &str = "Take along";

/// The button and, while it is open, its menu.
pub(super) fn button(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, layout: &Layout) {
    let button = icon_button(ui, cx.tokens, icons::EXPORT, NAME, !figure.asked.open());
    if figure.asked.open() {
        // The figure's words would tell the answer.
        return figure.explain_withheld(ui, button);
    }
    menu(cx, &button, |ui, cx| {
        entries(ui, cx, || words(figure, layout), |cx| taken(cx, figure, layout));
    });
}

/// The menu of the button that takes something along, while it is open.
pub(in crate::ui) fn menu(
    cx: &mut Cx<'_>,
    button: &Response,
    entries: impl FnOnce(&mut Ui, &mut Cx<'_>),
) {
    let popup =
        Popup::menu(button).close_behavior(PopupCloseBehavior::CloseOnClick).accessible_name(NAME);
    popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_width(200.0);
        entries(ui, cx);
    });
}

/// The ways to take along something that has these words and looks like this.
pub(in crate::ui) fn entries(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    words: impl FnOnce() -> String,
    taken: impl Fn(&Cx<'_>) -> Taken,
) {
    let tokens = cx.tokens;
    if row(ui, tokens, "Copy as text", None, None).clicked() {
        ui.ctx().copy_text(words());
        cx.act(Action::Copied(Ok("text")));
    }
    if row(ui, tokens, "Copy as SVG", None, None).clicked() {
        ui.ctx().copy_text((taken(cx).svg)());
        cx.act(Action::Copied(Ok("SVG")));
    }
    if row(ui, tokens, "Copy as image", None, None).clicked() {
        copy_image(cx, taken(cx));
    }
    if row(ui, tokens, "Save as SVG…", None, None).clicked() {
        let taken = taken(cx);
        let name = format!("{}.svg", taken.name);
        cx.act(Action::SavePicture { name, bytes: (taken.svg)().into_bytes().into() });
    }
    if row(ui, tokens, "Save as PNG…", None, None).clicked() {
        save_png(cx, taken(cx));
    }
}

/// A figure in words.
fn words(figure: &Figure<'_>, layout: &Layout) -> String {
    let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
    let failed = failed_words(layout).map(|failed| format!("\n{failed}\n"));
    let requests = describe_requests(&diagrams, figure.traces.iter().copied());
    let requests = (!requests.is_empty()).then(|| format!("\nRequests:\n{requests}"));
    let more = [requests, failed].into_iter().flatten().collect::<String>();
    describe(&diagrams, figure.same) + &more
}

/// What is taken along as it is shown, so that it can be drawn while the window goes on.
pub(in crate::ui) struct Taken {
    /// Makes its SVG file.
    pub svg: Box<dyn Fn() -> String + Send>,
    /// Its width and height, margins included, in points.
    pub size: (f32, f32),
    /// The name that is offered for its file, without the dot and what follows.
    pub name: String,
}

/// A figure as it looks while nothing is pointed at.
fn taken(cx: &Cx<'_>, figure: &Figure<'_>, layout: &Layout) -> Taken {
    let scene = scene(figure, layout, &Pointed::default(), cx);
    let (captions, tokens) = (sums_up(figure), cx.tokens);
    let (shown, same) = (figure.shown.clone(), figure.same.to_vec());
    // The requests that are followed or shown.
    let requests: Vec<Trace> = traces::drawn(figure).cloned().into_iter().collect();
    let size = (layout.width + 2.0 * MARGIN, layout.height + 2.0 * MARGIN);
    let layout = layout.clone();
    let ids: Vec<&str> = figure.shown.iter().map(|diagram| diagram.id.as_str()).collect();
    let name = ids.join("-and-");
    let svg = Box::new(move || {
        let diagrams: Vec<&Diagram> = shown.iter().map(AsRef::as_ref).collect();
        let whole = View::whole(&layout, &scene, tokens, &NotoMeasure);
        let view = View { captions, ..whole };
        let (same, requests) = (&same, &requests);
        svg(&Picture { view, diagrams: &diagrams, same, background: true, requests })
    });
    Taken { svg, size, name }
}

impl Taken {
    /// As pixels: twice as large as on the screen, so that it stays sharp on paper; smaller where
    /// that is too much, as long as its words can be read. Before anything is drawn it is known
    /// whether it can be.
    fn pixels<T>(
        &self,
        make: impl Fn(&str, f32, bool) -> Result<T, PictureError>,
    ) -> Result<T, TakeError> {
        let fitting = |error: PictureError| -> Result<f32, TakeError> {
            match error {
                PictureError::TooLarge { fitting: Some(fitting), .. } if fitting >= READABLE => {
                    Ok(f32::from(fitting) / 100.0)
                }
                _ => Err(error.into()),
            }
        };
        let (width, height) = self.size;
        let at_twice = picture::pixel_size(width, height, 2.0);
        let scale = at_twice.map_or_else(fitting, |_| Ok(2.0))?;
        let svg = (self.svg)();
        let covered = svg.chars().all(NotoMeasure::covers);
        match make(&svg, scale, covered) {
            Err(error @ PictureError::TooLarge { .. }) => Ok(make(&svg, fitting(error)?, covered)?),
            made => Ok(made?),
        }
    }
}

/// Smaller than this, in hundredths, no word of a figure can be read.
const READABLE: u16 = 30;

/// The picture that is being made beside the window: one at a time, the last that was asked for.
#[derive(Default)]
pub struct Taking {
    stop: Arc<Stop>,
    /// On its way to the clipboard, which only the window can fill.
    image: Arc<Mutex<Option<egui::ColorImage>>>,
}

impl Taking {
    /// A further picture is asked for: what waits for a thread is not made any more.
    fn begin(&mut self) -> Order {
        self.stop.stop();
        self.stop = Arc::default();
        Order::While(self.stop.clone())
    }

    /// Puts into the clipboard what has been made for it.
    pub fn copy(&self, ui: &Ui) {
        let image = self.image.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(image) = image {
            ui.ctx().copy_image(image);
        }
    }
}

fn copy_image(cx: &mut Cx<'_>, taken: Taken) {
    let order = cx.states.of::<Taking>().begin();
    let place = cx.states.of::<Taking>().image.clone();
    let make = move || {
        Action::Copied(taken.pixels(picture::pixels).map(|pixels| {
            let size = [pixels.width, pixels.height];
            let image = egui::ColorImage::from_rgba_unmultiplied(size, &pixels.rgba);
            *place.lock().unwrap_or_else(PoisonError::into_inner) = Some(image);
            "an image"
        }))
    };
    cx.beside.act(order, make, failed);
}

fn save_png(cx: &mut Cx<'_>, taken: Taken) {
    let name = format!("{}.png", taken.name);
    let order = cx.states.of::<Taking>().begin();
    let make = move || match taken.pixels(picture::png) {
        Ok(bytes) => Action::SavePicture { name, bytes: bytes.into() },
        Err(error) => Action::Copied(Err(error)),
    };
    cx.beside.act(order, make, failed);
}

/// What is told of a picture that failed; nothing where it was given up for another one.
fn failed(failure: Failure) -> Option<Action> {
    match failure {
        Failure::Stopped => None,
        failure @ Failure::Panicked(_) => Some(Action::Copied(Err(TakeError::Failed(failure)))),
    }
}
