//! A figure that fills the window: how that is divided between the picture and what stands under it,
//! and how large the picture is.

use super::{
    BESIDE_LINE, band, bar, below, cover, foot, in_viewport,
    laid_out::{SLOW, boxes, coming, layout},
    naming, playhead,
    sight::followed,
    state, steps, zoom,
};
use crate::{
    app::keys::PlaceKey,
    diagram::{
        Diagram, Request,
        layout::{Layout, lay_out},
    },
    theme::NotoMeasure,
    ui::{
        cx::Cx,
        figure::{
            state::{Figures, Filled},
            subject::{Figure, LARGE, Place, Said},
        },
        kit::{
            icons,
            paint::colour,
            widgets::{hairline, icon_button, switch},
        },
    },
};
use egui::{Frame, Layout as UiLayout, Margin, Ui, Vec2, vec2};

/// The figure in the whole window, what belongs to it below.
pub(super) fn show(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, place: Place) {
    let frame = Frame::new().fill(colour(cx.tokens.panel)).inner_margin(Margin::symmetric(20, 12));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        if let Some(turn) = cx.states.of::<Figures>().turn.take() {
            playhead::turn(ui, cx, figure, turn);
        }
        filling_bar(ui, cx, figure);
        ui.add_space(8.0);
        let room = Filling::of(ui, cx, figure);
        let width = filling_width(cx, figure, room.usual, place.low);
        let Some(whole) = layout(cx, figure, width, place.low) else {
            return coming(ui, cx, figure);
        };
        if cover::covers(cx) {
            return cover::show(ui, cx, figure, room.height);
        }
        let layout = steps::walked(ui, cx, figure, whole);
        let layout = naming::named(cx, figure, layout);
        let said = in_viewport(ui, cx, figure, &layout, Some(room.height));
        followed(ui, cx, figure);
        // No other figure is in sight that the keys of the zoom could mean.
        let busy = cx.model.overlay.is_some() || cx.focus.menu_open;
        if !busy && !ui.ctx().text_edit_focused() {
            zoom::keys(ui, cx, figure);
        }
        ui.add_space(BESIDE_LINE);
        let x = ui.max_rect().x_range();
        hairline(ui, cx.tokens, x, ui.cursor().top());
        ui.add_space(BESIDE_LINE);
        let used = below_filled(ui, cx, figure, (&layout, place), said.as_ref());
        room.measured(ui, cx, figure, used);
    });
}

/// What stands under a picture that fills the window: the bar stays in sight, what is said and asked
/// below it is scrolled where it has too little room. Gives the height that all of it needs.
fn below_filled(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    (layout, place): (&Layout, Place),
    said: Option<&Said>,
) -> f32 {
    let top = ui.cursor().top();
    let stays = !figure.precise && foot::beside(ui, cx, figure).is_none();
    if stays {
        bar(ui, cx, figure, layout);
    }
    let above = ui.cursor().top() - top;
    cx.states.of::<Figures>().at(&figure.key).size.bar = above;
    let rest = ui.available_height();
    let area = egui::ScrollArea::vertical().id_salt("foot").max_height(rest).show(ui, |ui| {
        // Room at the side, so that no option stands under the scroll bar.
        let bar = if stays { band::BAR } else { 0.0 };
        ui.set_width(ui.available_width() - bar);
        ui.add_space(RING);
        if stays {
            band::show(ui, cx, figure, layout, said, place.words());
        } else {
            below(ui, cx, figure, (layout, place), said);
        }
    });
    above + area.content_size.y
}

/// Above what is scrolled, in points, so that the focus ring of a button there is whole.
const RING: f32 = 3.0;

/// How a window that a figure fills is divided, in points.
struct Filling {
    /// The room of the picture while nothing is asked under it, for which it is laid out.
    usual: Vec2,
    /// How high the picture may be now.
    height: f32,
    /// The most of what stands under it.
    most: f32,
    /// A question stands there, which has to be answered before the picture shows any more.
    asks: bool,
}

impl Filling {
    /// As what stands under the picture was measured in the last frame.
    fn of(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Self {
        let left = ui.available_height() - 3.0 * BESIDE_LINE;
        let size = &cx.states.of::<Figures>().at(&figure.key).size;
        let asks = figure.doing.predict().is_some();
        let foot = if size.foot > 0.0 { size.foot } else { 96.0 };
        let now = if asks { size.asking.max(foot) } else { foot };
        let height = |foot: f32| (left - foot).max(LEAST_PICTURE);
        let usual = vec2(ui.available_width(), height(foot));
        // What is asked has all the room that it needs, as long as anything of the picture is seen.
        let share = ui.ctx().content_rect().height() / band::FOOT;
        let most = if asks { share.max(left - LEAST_PICTURE) } else { share };
        Self { usual, height: height(now), most, asks }
    }

    /// Keeps how high that is now; if it is another height, it counts in the next frame.
    fn measured(&self, ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, used: f32) {
        let size = &mut cx.states.of::<Figures>().at(&figure.key).size;
        let known = if self.asks { &mut size.asking } else { &mut size.foot };
        let used = used.min(self.most);
        if (*known - used).abs() > 1.0 {
            *known = used;
            ui.ctx().request_repaint();
        }
    }
}

/// The least height of a picture that fills the window, in points.
const LEAST_PICTURE: f32 = 160.0;

/// The zoom, presenting, and the button that leads back to the lesson.
fn filling_bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    ui.horizontal(|ui| {
        let width = ui.available_width();
        let left = UiLayout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(vec2(width - 40.0, 32.0), left, |ui| {
            ui.set_min_width(width - 40.0);
            zoom::bar(ui, cx, figure, true);
            present(ui, cx, figure);
        });
        let back = PlaceKey::Close.tip("Back to the lesson");
        if icon_button(ui, cx.tokens, icons::CLOSE, &back, true).clicked() {
            cx.states.of::<Figures>().filled = None;
            ui.ctx().request_repaint();
        }
    });
}

/// How wide a figure is laid out to fill that room, in points: tried once for each room, unless
/// laying it out takes too long for that.
fn filling_width(cx: &mut Cx<'_>, figure: &Figure<'_>, room: Vec2, low: bool) -> f32 {
    let filling = &mut cx.states.of::<Figures>().at(&figure.key).size.filling;
    let known = filling.filter(|(made_for, _)| (*made_for - room).length() < 1.0);
    let width = match known {
        Some((_, width)) => width,
        None if boxes(figure) >= SLOW => room.x.floor(),
        None => {
            let diagrams: Vec<&Diagram> = figure.shown.iter().map(AsRef::as_ref).collect();
            let (diagrams, same, measure) = (&diagrams[..], figure.same, &NotoMeasure);
            zoom::filling_width(room, boxes(figure) > LARGE as u64, |width| {
                lay_out(&Request { diagrams, same, width, low, measure })
            })
        }
    };
    *filling = Some((room, width));
    width
}

/// The switch that presents the figure to an audience, or ends that.
fn present(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let on = state::filled(cx).is_some_and(|filled| filled.presenting);
    let seconds = cx.seconds(0.12);
    ui.add_space(12.0);
    let switch = switch(ui, cx.tokens, "Present", on, seconds);
    let switch = switch
        .on_hover_text(PlaceKey::Present.tip("Large words, and the arrow keys turn the steps"));
    if switch.clicked() {
        cx.states.of::<Figures>().filled =
            Some(Filled { figure: figure.key.clone(), presenting: !on });
        ui.ctx().request_repaint();
    }
}
