//! Zooming and panning: the figure in a viewport, and filling the window.

use crate::{
    app::keys::PlaceKey,
    diagram::{Layout, geometry, layout::SHRUNK},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::{
            state::{Asked, FigureView, Figures},
            subject::Figure,
        },
        keys,
        kit::{digits, icons, text, widgets::icon_button},
    },
};
use egui::{
    Pos2, Rect, ScrollArea, Ui, Vec2,
    containers::scroll_area::{DragScroll, ScrollBarVisibility, ScrollSource},
    vec2,
};

/// The largest zoom.
const LARGEST: f32 = 4.0;
/// The factor by which a key or a button changes the zoom.
const STEP: f32 = 1.25;
/// Round a zoomed figure, in points: room for badges and rings that reach out of it.
const MARGIN: f32 = 12.0;
/// So far numbers of hops reach out of a picture at its own size, in points.
const REACH: f32 = 14.0;
/// How much of the window's height a figure in a lesson leaves to other things, in points.
const BESIDE: f32 = 180.0;

/// What a figure is shown in.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Viewport {
    /// The whole figure at 100 %.
    pub size: Vec2,
    /// If it fills the window: how high its picture may be, in points.
    pub filled: Option<f32>,
    /// A figure with so many boxes that it is shown whole at first.
    pub large: bool,
}

impl Viewport {
    /// The zoom at which all of it is seen.
    fn fit(&self, room: Vec2) -> f32 {
        // Numbers of hops reach out at the sides, and grow with the picture.
        let wide = (room.x + 2.0 * MARGIN) / (self.size.x + 2.0 * REACH).max(1.0);
        (room.x / self.size.x.max(1.0)).min(wide).min(room.y / self.size.y.max(1.0))
    }

    /// The zoom at which it is shown as long as nobody has chosen another.
    fn usual(&self, room: Vec2) -> f32 {
        match (self.filled, self.large) {
            // Filling the window never makes it smaller than it is in the lesson: what is too large
            // is scrolled.
            (Some(_), false) => self.fit(room).clamp(1.0, LARGEST),
            (Some(_), true) => self.fit(room).min(LARGEST),
            (None, true) => self.fit(room).min(1.0),
            // What is hardly too wide is a little smaller; what is much too wide is scrolled.
            (None, false) => {
                let whole = (room.x + 2.0 * MARGIN) / self.size.x.max(1.0);
                if whole * SHRUNK >= 1.0 { whole.min(1.0) } else { 1.0 }
            }
        }
    }

    fn range(&self, room: Vec2) -> (f32, f32) {
        (self.fit(room).clamp(0.02, 0.5), LARGEST)
    }
}

/// Shows the picture: as it is, or as far as it fits at another zoom.
pub(super) fn show<R>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    viewport: Viewport,
    contents: impl FnOnce(&mut Ui, &mut Cx<'_>, f32) -> R,
) -> R {
    let width = ui.available_width();
    let height =
        viewport.filled.unwrap_or_else(|| (ui.ctx().content_rect().height() - BESIDE).max(240.0));
    let room = vec2(width, height) - Vec2::splat(2.0 * MARGIN);
    let view = cx.states.of::<Figures>().at(&figure.key);
    let zoom = view.size.zoom.unwrap_or_else(|| viewport.usual(room));
    let whole = viewport.size * zoom;
    let jump = view.size.jump.take();
    if viewport.filled.is_none() && view.size.zoom.is_none() && !viewport.large {
        // At its own size it scrolls sideways where the lesson is too narrow for it.
        let shown = if whole.x > width + 0.5 {
            let area = ScrollArea::horizontal()
                .id_salt(("figure", figure.key.1))
                .scroll_bar_visibility(bars(ui, whole));
            let shown = area.show(ui, |ui| contents(ui, cx, zoom));
            (shown.inner, shown.inner_rect, shown.state.unclamped_offset())
        } else {
            let top = ui.cursor().min;
            let inner = contents(ui, cx, zoom);
            (inner, Rect::from_min_size(top, whole), Vec2::ZERO)
        };
        pinched(ui, cx, figure, viewport, (shown.1, shown.2), (zoom, room));
        return shown.0;
    }
    let mut area = ScrollArea::both()
        .id_salt(("zoomed figure", figure.key.1))
        .max_height(height)
        .auto_shrink([false, viewport.filled.is_none()])
        .scroll_bar_visibility(bars(ui, whole.min(room)))
        .scroll_source(ScrollSource {
            scroll_bar: true,
            drag: DragScroll::Always,
            // In a lesson, a plain wheel scrolls the lesson.
            mouse_wheel: viewport.filled.is_some(),
        });
    if let Some(offset) = jump {
        area = area.scroll_offset(offset.max(Vec2::ZERO));
    }
    let shown = area.show(ui, |ui| {
        // What is smaller than its window stands in the middle of it.
        let beside = ((width - whole.x) / 2.0).max(MARGIN.max(REACH * zoom));
        let above = if viewport.filled.is_some() { (height - whole.y) / 2.0 } else { 0.0 };
        ui.add_space(above.max(MARGIN));
        let inner = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(beside);
            let inner = contents(ui, cx, zoom);
            ui.add_space(MARGIN);
            inner
        });
        ui.add_space(MARGIN);
        inner.inner
    });
    pinched(
        ui,
        cx,
        figure,
        viewport,
        (shown.inner_rect, shown.state.unclamped_offset()),
        (zoom, room),
    );
    shown.inner
}

/// egui paints the scroll bar of a figure that is out of sight at the edge of the lesson, so such a
/// figure has none.
fn bars(ui: &Ui, size: Vec2) -> ScrollBarVisibility {
    if ui.is_rect_visible(Rect::from_min_size(ui.cursor().min, size)) {
        ScrollBarVisibility::VisibleWhenNeeded
    } else {
        ScrollBarVisibility::AlwaysHidden
    }
}

/// Zooms by Ctrl and the wheel, by two fingers, or as a key or a button asks. What is under the
/// pointer stays there.
fn pinched(
    ui: &Ui,
    cx: &mut Cx<'_>,
    figure: &Figure<'_>,
    viewport: Viewport,
    (window, offset): (Rect, Vec2),
    (zoom, room): (f32, Vec2),
) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    view.size.shown_zoom = zoom;
    view.size.window = Some((window, offset));
    if let Some(asked) = view.size.asked_zoom.take() {
        let new = if asked == Asked::Whole { None } else { Some(asked.of(zoom)) };
        set(view, new, viewport, (window, offset), (zoom, room), window.center());
        ui.ctx().request_repaint();
        return;
    }
    let (delta, pointer) = ui.input(|input| (input.zoom_delta(), input.pointer.hover_pos()));
    let Some(pointer) = pointer.filter(|at| window.contains(*at) && ui.clip_rect().contains(*at))
    else {
        return;
    };
    if (delta - 1.0).abs() > 0.001 && cx.model.overlay.is_none() {
        set(view, Some(zoom * delta), viewport, (window, offset), (zoom, room), pointer);
        ui.ctx().request_repaint();
    }
}

/// Another zoom, at which `still` shows what it shows now.
fn set(
    view: &mut FigureView,
    new: Option<f32>,
    viewport: Viewport,
    (window, offset): (Rect, Vec2),
    (zoom, room): (f32, Vec2),
    still: Pos2,
) {
    let (least, most) = viewport.range(room);
    // A zoom close to the usual one becomes exactly that.
    let new = new.map(|new| new.clamp(least, most));
    let usual = viewport.usual(room);
    let new =
        new.filter(|new| viewport.filled.is_some() || viewport.large || (new - usual).abs() > 0.02);
    let at = still - window.min;
    let scale = new.unwrap_or(usual) / zoom;
    view.size.jump = Some((offset + at) * scale - at);
    view.size.zoom = new;
}

impl Asked {
    fn of(self, zoom: f32) -> f32 {
        match self {
            Self::Larger => zoom * STEP,
            Self::Smaller => zoom / STEP,
            Self::Whole => 1.0,
        }
    }
}

/// Zooms in until that part of the figure fills its viewport.
pub(super) fn onto(view: &mut FigureView, part: &geometry::Rect) {
    let Some((window, _)) = view.size.window else { return };
    let fit =
        (window.width() / part.width().max(1.0)).min(window.height() / part.height().max(1.0));
    let zoom = (fit * 0.9).clamp(view.size.shown_zoom * STEP, LARGEST);
    let centre = vec2(part.centre().x, part.centre().y);
    view.size.zoom = Some(zoom);
    view.size.jump = Some(centre * zoom + Vec2::splat(MARGIN) - window.size() / 2.0);
}

/// While the diagram has the focus or fills the window: "+", "−" and "0". With Ctrl they stay the size of the text.
pub(super) fn keys(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    for (key, asked) in [(PlaceKey::ZoomIn, Asked::Larger), (PlaceKey::ZoomOut, Asked::Smaller)] {
        if ui.input_mut(|input| keys::take(input, key)) {
            ask(ui, cx, figure, asked);
        }
    }
    if ui.input_mut(|input| digits::take(input, 0, true)) {
        ask(ui, cx, figure, Asked::Whole);
    }
}

pub(super) fn ask(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, asked: Asked) {
    cx.states.of::<Figures>().at(&figure.key).size.asked_zoom = Some(asked);
    ui.ctx().request_repaint();
}

/// Shows how large the figure is, and the buttons that change it; at the zoom it was laid out for,
/// only with `always`.
pub(super) fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, always: bool) {
    let view = cx.states.of::<Figures>().at(&figure.key);
    let (zoomed, zoom) = (view.size.zoom.is_some(), view.size.shown_zoom);
    if !zoomed && !always {
        return;
    }
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.x = 2.0;
    if icon_button(ui, tokens, icons::SMALLER, &PlaceKey::ZoomOut.tip("Zoom out"), true).clicked() {
        ask(ui, cx, figure, Asked::Smaller);
    }
    let words = format!("{:.0} %", zoom * 100.0);
    text::label(ui, &words, TextStyle::Caption, tokens.text2);
    if icon_button(ui, tokens, icons::LARGER, &PlaceKey::ZoomIn.tip("Zoom in"), true).clicked() {
        ask(ui, cx, figure, Asked::Larger);
    }
    if zoomed
        && icon_button(ui, tokens, icons::WHOLE, &PlaceKey::ZoomWhole.tip("Whole figure"), true)
            .clicked()
    {
        ask(ui, cx, figure, Asked::Whole);
    }
}

/// Zooms for which a figure that fills the window is tried to be laid out, the largest first.
const SIZES: [f32; 11] = [2.5, 2.2, 2.0, 1.8, 1.6, 1.45, 1.3, 1.2, 1.1, 1.0, 0.8];

/// Zooms that differ by no more than this factor look alike.
const ALIKE: f32 = 1.03;
/// A picture that takes less than this share of its window's width looks slim: it is laid out wider
/// where that costs nothing.
const SLIM: f32 = 0.6;

/// How wide a figure is laid out that has so much room at that zoom, numbers of hops included.
fn width_at(room: f32, zoom: f32) -> f32 {
    let within = (room + 2.0 * MARGIN) / zoom - 2.0 * REACH;
    within.min(room / zoom).floor()
}

/// How wide the figure is laid out so that all of it is seen as large as can be, in a viewport of that
/// size; where it can't all be seen, as wide as that is. `large`: it may be shown smaller than in the
/// lesson.
pub(super) fn filling_width(window: Vec2, large: bool, layout: impl Fn(f32) -> Layout) -> f32 {
    let room = window - Vec2::splat(2.0 * MARGIN);
    let (mut best, mut width) = (0.0, width_at(room.x, 1.0));
    // How wide it is on the screen then.
    let mut wide = 0.0;
    for size in SIZES.into_iter().filter(|size| large || *size >= 1.0) {
        // Laid out wider it is no larger than at this zoom.
        if size <= best {
            break;
        }
        let tried = width_at(room.x, size);
        let layout = layout(tried);
        let size = vec2(layout.width, layout.height);
        let fit = Viewport { size, filled: Some(window.y), large }.fit(room);
        let better = fit > best * ALIKE || (wide < room.x * SLIM && fit > best / ALIKE);
        if better && (large || fit >= 1.0) {
            (best, width, wide) = (fit.max(best), tried, layout.width * fit);
        }
    }
    width
}
