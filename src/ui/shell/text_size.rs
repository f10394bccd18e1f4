//! The size of text: two buttons in the bar; once one of them is clicked, both stand in a small
//! panel that stays under the pointer while everything else moves.

use crate::{
    app::{Action, Command, ZOOM_STEPS},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            paint::{colour, stroke},
            style, text,
            widgets::ring_if_focused,
        },
    },
};
use egui::{
    Area, CornerRadius, CursorIcon, Event, Frame, Id, Order, PointerButton, Rect, Sense,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, accesskit::Role, pos2, vec2,
};

/// The button that was clicked by mouse, as long as the pointer stays there.
#[derive(Default)]
struct Sizing(Option<Clicked>);

/// Where a button was clicked, so that the panel can keep it there.
#[derive(Debug, Clone, Copy)]
pub struct Clicked {
    larger: bool,
    /// The place of the pointer in the window, in points at a text size of 100 %.
    at: Vec2,
    /// The place of the pointer from the middle of the button, in points.
    off: Vec2,
    /// The frame of the click; the panel comes with the next one.
    frame: u64,
}

const BUTTON: f32 = 32.0;
const PAD: f32 = 4.0;
/// Room for "100 %", in points.
const MIDDLE: f32 = 52.0;

/// The width of the buttons in the bar, in points.
pub fn width(ui: &Ui) -> f32 {
    2.0 * BUTTON + ui.spacing().item_spacing.x
}

/// Shows the buttons of the bar.
pub fn buttons(ui: &mut Ui, cx: &mut Cx<'_>) {
    for larger in [false, true] {
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(BUTTON), Sense::hover());
        // While the panel has the buttons, the bar has none: there is only one of each.
        if cx.states.of::<Sizing>().0.is_none() {
            button(ui, cx, rect, larger);
        }
    }
}

/// Shows the panel as long as the pointer is on it.
pub fn panel(ui: &Ui, cx: &mut Cx<'_>) {
    let Some(clicked) = cx.states.of::<Sizing>().0 else { return };
    if clicked.frame == ui.ctx().cumulative_pass_nr() {
        ui.ctx().request_repaint();
        return;
    }
    let size = vec2(2.0 * (BUTTON + PAD) + MIDDLE, BUTTON + 2.0 * PAD);
    let from_left = if clicked.larger { size.x - PAD - BUTTON / 2.0 } else { PAD + BUTTON / 2.0 };
    let middle = (clicked.at / ui.ctx().zoom_factor()).to_pos2() - clicked.off;
    let mut corner = middle - vec2(from_left, size.y / 2.0);
    corner.y = corner.y.max(2.0);
    let rect = Rect::from_min_size(corner, size);
    if is_over(ui, rect) || cx.model.overlay.is_some() || cx.focus.menu_open {
        cx.states.of::<Sizing>().0 = None;
        ui.ctx().request_repaint();
        return;
    }
    let tokens = cx.tokens;
    let id = Id::unique("text-size");
    let area = Area::new(id).order(Order::Foreground).fixed_pos(corner).constrain(false);
    area.accessible_name("Text size").show(ui.ctx(), |ui| {
        let frame = Frame::new().shadow(style::shadow(tokens)).corner_radius(10);
        ui.painter().add(frame.paint(rect));
        let line = stroke(1.0, tokens.line2);
        let corners = CornerRadius::same(10);
        ui.painter().rect(rect, corners, colour(tokens.raised), line, StrokeKind::Inside);
        ui.allocate_rect(rect, Sense::hover());
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
        let places = [PAD, size.x - PAD - BUTTON];
        for (larger, left) in [false, true].into_iter().zip(places) {
            let at = rect.min + vec2(left, PAD);
            button(&mut child, cx, Rect::from_min_size(at, Vec2::splat(BUTTON)), larger);
        }
        let words = format!("{} %", cx.model.prefs.zoom);
        let galley = text::one_line(&child, &words, TextStyle::CaptionBold, tokens.text, MIDDLE);
        let centre = pos2(rect.center().x, rect.center().y);
        text::paint_centred(&child, Rect::from_center_size(centre, vec2(MIDDLE, 20.0)), galley);
    });
}

/// Has the pointer left the panel, or was a key pressed?
fn is_over(ui: &Ui, rect: Rect) -> bool {
    const NEAR: f32 = 10.0;
    ui.input(|input| {
        input.events.iter().any(|event| match event {
            Event::Key { pressed, .. } => *pressed,
            Event::PointerMoved(at) => !rect.expand(NEAR).contains(*at),
            Event::PointerGone => true,
            _ => false,
        })
    })
}

fn button(ui: &mut Ui, cx: &mut Cx<'_>, rect: Rect, larger: bool) {
    let (command, words) =
        if larger { (Command::LargerText, "A+") } else { (Command::SmallerText, "A−") };
    let tokens = cx.tokens;
    // In the bar and in the panel a button has one id, so that the second click of a double click
    // counts too.
    let response = ui.interact(rect, Id::unique(("text-size", larger)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.name()));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(8), colour(tokens.hover));
    }
    let last = if larger { ZOOM_STEPS.last() } else { ZOOM_STEPS.first() };
    let at_end = last == Some(&cx.model.prefs.zoom);
    let ink = if at_end { tokens.control } else { tokens.text2 };
    let galley = text::one_line(ui, words, TextStyle::UiBold, ink, BUTTON);
    text::paint_centred(ui, rect, galley);
    ring_if_focused(ui, tokens, &response, 8);
    if response.clicked() {
        cx.act(Action::Command(command));
    }
    if response.clicked_by(PointerButton::Primary)
        && let Some(at) = response.interact_pointer_pos()
    {
        let zoom = ui.ctx().zoom_factor();
        let frame = ui.ctx().cumulative_pass_nr();
        let off = at - rect.center();
        let at = at.to_vec2() * zoom;
        cx.states.of::<Sizing>().0 = Some(Clicked { larger, at, off, frame });
    }
    let end = if larger { ", the largest" } else { ", the smallest" };
    let end = if at_end { end } else { "" };
    let tip = format!("{}, now {} %{end}", command.tip(), cx.model.prefs.zoom);
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if cx.states.of::<Sizing>().0.is_none() {
        response.on_hover_text(tip);
    }
}
