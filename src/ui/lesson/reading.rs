//! The lesson: title, blocks, sources, and the way to the next one.

use crate::{
    app::{Action, Command, LessonKey},
    id::Id,
    pack::{
        Block, Course, Lesson,
        prose::{Link, Span},
        sources_in_order,
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure,
        focus::{Goal, Over},
        kit::{
            icons,
            keyboard::reading,
            paint::stroke,
            text,
            widgets::{Button, Rank},
        },
        lesson::{before, check, outline},
        prose,
        prose::{found::Finder, table},
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
    /// The source that was brought into sight last; it stays marked.
    marked_source: Option<Id>,
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
    let tokens = cx.tokens;
    if let Some(check) = &lesson.check {
        check::show(ui, cx, (course, lesson, check), low);
        return;
    }
    breadcrumb(ui, cx, course, lesson);
    // Title and subtitle can be found, selected and copied, as all text of the lesson.
    let words = |style, ink, width| prose::Setting { style, ink, strong: ink, width };
    let span = |text: &str| Span { text: text.to_owned(), ..Span::default() };
    let width = ui.available_width();
    let setting = words(TextStyle::Display, tokens.text, width);
    let title = prose::flow(ui, cx, course, &[span(&lesson.title)], setting);
    text::as_heading(ui, &title, &lesson.title, 1);
    if let Some(subtitle) = &lesson.subtitle {
        let setting = words(TextStyle::Lead, tokens.text2, width);
        prose::flow(ui, cx, course, &[span(subtitle)], setting);
    }
    ui.add_space(24.0);
    before::show(ui, cx, lesson);
    let key = cx.model.navigation.place.as_ref().map(|place| place.lesson.clone());
    for (index, block) in lesson.blocks.iter().enumerate() {
        match block {
            Block::Prose(blocks) => prose::show(ui, cx, course, blocks),
            Block::SideBySide(block) => figure::show(ui, cx, index, block, low),
            Block::Describe(ids) => outline::show(ui, cx, course, lesson, ids, width),
            Block::Table(block) => {
                if let Some(key) = &key {
                    table::show(ui, cx, course, (key.clone(), index), block);
                }
            }
            Block::Fold(fold) => {
                text::label(ui, &fold.title, TextStyle::H3, tokens.text);
            }
        }
        let next = lesson.blocks.get(index + 1);
        ui.add_space(space_between(block, next));
    }
    sources(ui, cx, course, lesson);
    next_lesson(ui, cx);
}

fn space_between(block: &Block, next: Option<&Block>) -> f32 {
    match (block, next) {
        (Block::SideBySide(_), _) | (_, None) => 32.0,
        (
            Block::Prose(_),
            Some(Block::SideBySide(_) | Block::Table(_) | Block::Describe(_) | Block::Fold(_)),
        ) => 16.0,
        _ => 24.0,
    }
}

fn breadcrumb(ui: &mut Ui, cx: &Cx<'_>, course: &Course, lesson: &Lesson) {
    let Some(unit) = course.unit_of(&lesson.id) else { return };
    let position = unit.lessons.iter().position(|id| *id == lesson.id).map_or(1, |at| at + 1);
    let unit_of_time = if lesson.minutes == 1 { "minute" } else { "minutes" };
    let words = format!(
        "{}  ·  Lesson {position} of {}  ·  {} {unit_of_time}",
        unit.title,
        unit.lessons.len(),
        lesson.minutes
    );
    text::label(ui, &words, TextStyle::Small, cx.tokens.text3);
    ui.add_space(4.0);
}

/// Room for a source's number, in points.
const NUMBER: f32 = 28.0;

/// Shows where the facts of the lesson come from, numbered as in the text.
fn sources(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) {
    let ids = sources_in_order(lesson);
    if ids.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    text::heading(ui, "Sources", TextStyle::H3, tokens.text, 2);
    ui.add_space(6.0);
    for (number, id) in (1..).zip(&ids) {
        let Some(source) = course.source(id) else { continue };
        let width = ui.available_width();
        let note = source.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
        let plain = |text: String| Span { text, ..Span::default() };
        let title = Span {
            text: source.title.clone(),
            link: source.url.clone().map(Link::Web),
            ..Span::default()
        };
        let spans = [title, plain(format!(" ({}){note}", source.year))];
        let setting = prose::Setting {
            style: TextStyle::Caption,
            ink: tokens.text2,
            strong: tokens.text,
            width: width.min(prose::MAX_WIDTH) - NUMBER,
        };
        let place = ui.painter().add(egui::Shape::Noop);
        let row = ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let shown =
                text::one_line(ui, &number.to_string(), TextStyle::Caption, tokens.text3, NUMBER);
            let (at, _) = ui.allocate_exact_size(vec2(NUMBER, 20.0), Sense::hover());
            let right = at.right() - 10.0 - shown.size().x;
            text::paint_at(ui, egui::pos2(right, at.top()), shown);
            ui.vertical(|ui| prose::flow(ui, cx, course, &spans, setting));
        });
        let row = row.response;
        if cx.sights.source.as_ref() == Some(id) {
            cx.states.of::<State>().marked_source = cx.sights.source.take();
            ui.scroll_to_rect(row.rect, Some(egui::Align::Center));
        }
        if cx.states.of::<State>().marked_source.as_ref() == Some(id) {
            let tint = crate::ui::kit::paint::colour(tokens.accent_soft);
            let rect = row.rect.expand2(vec2(6.0, 2.0));
            ui.painter().set(place, egui::Shape::rect_filled(rect, 6.0, tint));
        }
        ui.add_space(4.0);
    }
    ui.add_space(24.0);
}

fn next_lesson(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(key) = cx.model.next_lesson() else { return };
    let Some(title) = cx.model.lesson(&key).map(|lesson| lesson.title.clone()) else { return };
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, stroke(1.0, cx.tokens.line));
    ui.add_space(16.0);
    let words = format!("Next: {title}");
    if Button::new(Rank::Secondary, &words).after(icons::NEXT).show(ui, cx.tokens).clicked() {
        cx.act(Action::OpenLesson(key));
    }
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
