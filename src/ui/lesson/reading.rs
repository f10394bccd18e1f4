//! The lesson: what it opens with, its blocks, and what it ends with.

use crate::{
    app::{Action, Command, LessonKey},
    id::Id,
    pack::{Course, Lesson},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::{Goal, Over},
        kit::{
            icons,
            keyboard::reading,
            paint::stroke,
            text,
            widgets::{Button, Rank},
        },
        lesson::{before, blocks, check, closing, opening},
        prose::found::Finder,
    },
};
use egui::{
    Frame, Margin, Rect, Response, ScrollArea, Sense, Ui, WidgetInfo, accesskit::Role, vec2,
};

/// What the lesson keeps while it is read.
#[derive(Default)]
struct State {
    /// The visit whose scroll position was restored.
    restored_visit: u64,
    /// The last question that brought a figure into sight.
    shown_for: Option<(LessonKey, Id)>,
}

/// The most width of the lesson's column, in points.
const MAX_WIDTH: f32 = 720.0;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, low: bool) {
    let model = cx.model;
    let Some((key, course, lesson)) = model.open_lesson() else {
        nothing(ui, cx);
        return;
    };
    let (course, lesson) = (course.clone(), lesson.clone());
    if cx.states.of::<Finder>().begin(cx.model.navigation.finding, cx.model.navigation.visit) {
        let focused = ui.memory(egui::Memory::focused);
        cx.focus.set_aside(Over::Find, focused, Some(reading()));
        cx.focus.ask(Goal::Find);
    }
    if !cx.model.navigation.finding
        && let Some(id) = cx.focus.give_back(Over::Find)
    {
        // Closing the find bar gives the focus back to what had it before, unless that would lead
        // away from the place that was found.
        let before = ui.ctx().read_response(id).map(|response| response.interact_rect);
        let seen = before.is_some_and(|rect| ui.max_rect().intersects(rect));
        let id = if seen { id } else { reading() };
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    ask_for_picture(cx);

    let place = ui.available_rect_before_wrap();
    let place = reading_place(ui, cx, place, &lesson.title);
    if cx.focus.take(&Goal::Reading) {
        place.request_focus();
    }
    let mut area =
        ScrollArea::vertical().id_salt(("lesson", key.to_string())).auto_shrink([false, false]);
    let restoring = cx.states.of::<State>().restored_visit != model.navigation.visit;
    if restoring {
        cx.states.of::<State>().restored_visit = model.navigation.visit;
        let scroll = model.navigation.place.as_ref().map_or(0.0, |place| place.scroll);
        area = area.vertical_scroll_offset(scroll);
    }
    let width = ui.available_width();
    let padding: f32 = if width >= 640.0 { 24.0 } else { 20.0 };
    let column = (width - 2.0 * padding).min(MAX_WIDTH);
    let side = ((width - column) / 2.0).max(padding).floor();
    let output = area.show(ui, |ui| {
        let on_top = cx.model.overlay.is_none();
        if on_top {
            cx.sights.scroll_here(ui);
        }
        #[expect(clippy::cast_possible_truncation, reason = "clamped to what a margin holds")]
        let side = side.min(120.0) as i8;
        let margin = Margin { left: side, right: side, top: 24, bottom: 32 };
        // In a very wide window the sides are wider than a margin can hold: the rest is added as
        // space.
        let spare = (ui.available_width() - column - 2.0 * f32::from(side)).max(0.0) / 2.0;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(spare);
            ui.vertical(|ui| {
                Frame::new().inner_margin(margin).show(ui, |ui| {
                    ui.set_width(column);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    contents(ui, cx, &course, &lesson, low);
                });
            });
        });
        if on_top {
            cx.sights.scroll_end_here(ui);
        }
    });
    cx.states.of::<Finder>().end();

    let scroll = output.state.clamped_offset().y;
    let was = model.navigation.place.as_ref().map_or(0.0, |place| place.scroll);
    if !restoring && (scroll - was).abs() >= 1.0 {
        cx.act(Action::Scrolled(scroll));
    }
    let end = scroll + output.inner_rect.height() >= output.content_size.y - 48.0;
    let reading = &model.navigation.reading;
    if end && !restoring && !reading.end_reached && !reading.end_seen {
        cx.act(Action::EndReached);
    }
}

/// Brings the picture into sight when a question comes up that asks for a layer.
fn ask_for_picture(cx: &mut Cx<'_>) {
    let Some(diagram) = cx.model.asked_diagram().cloned() else {
        // When the question is asked again, the picture comes into sight again.
        if cx.states.of::<State>().restored_visit == cx.model.navigation.visit {
            cx.states.of::<State>().shown_for = None;
        }
        return;
    };
    let Some(place) = &cx.model.navigation.place else { return };
    let Some(question) = cx.model.session().and_then(|session| session.current().cloned()) else {
        return;
    };
    let now = (place.lesson.clone(), question);
    if cx.states.of::<State>().shown_for.as_ref() != Some(&now) {
        // Not in the frame in which a lesson is opened: it opens at its beginning, or where it was
        // left.
        let first = cx.states.of::<State>().restored_visit != cx.model.navigation.visit;
        cx.states.of::<State>().shown_for = Some(now);
        if !first {
            cx.sights.diagram = Some(diagram);
        }
    }
}

fn nothing(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        let (rect, _) = ui.allocate_exact_size(vec2(32.0, 32.0), Sense::hover());
        icons::paint(ui.painter(), icons::BOOK, rect.center(), 32.0, tokens.text3);
        text::heading(ui, "No lesson is open", TextStyle::H3, tokens.text, 1);
        text::label(
            ui,
            "Choose one from the list, or import a pack",
            TextStyle::Caption,
            tokens.text2,
        );
        if Button::new(Rank::Secondary, "Import pack…").show(ui, tokens).clicked() {
            cx.act(Action::Command(Command::ImportPack));
        }
    });
}

fn contents(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson, low: bool) {
    if let Some(check) = &lesson.check {
        check::show(ui, cx, (course, lesson, check), low);
        return;
    }
    let Some(key) = cx.model.navigation.place.as_ref().map(|place| place.lesson.clone()) else {
        return;
    };
    let subtitle = opening::show(ui, cx, course, lesson);
    before::show(ui, cx, lesson, subtitle);
    blocks::show(ui, cx, course, (&key, lesson), low);
    closing::show(ui, cx, course, (&key, lesson));
}

/// The lesson as a stop of Tab, with its place on the screen.
fn reading_place(ui: &Ui, cx: &Cx<'_>, rect: Rect, title: &str) -> Response {
    let place = ui.interact(rect, reading(), Sense::focusable_noninteractive());
    place.widget_info(|| WidgetInfo::labeled(Role::Document, true, title));
    if place.has_focus() {
        let line = stroke(3.0, cx.tokens.focus);
        ui.painter().vline(rect.left() + 1.5, rect.y_range(), line);
    }
    place
}
