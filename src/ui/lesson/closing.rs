//! What a lesson ends with: the lesson in short, what can be tried, where to read on, its sources,
//! and the way to the next one.

use crate::{
    app::{Action, Command, LessonKey},
    id::Id,
    pack::{
        Course, Lesson,
        course::Source,
        prose::{Link, Span},
        search, sources_in_order,
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            icons,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank},
        },
        lesson::fold::{self, Part},
        prose,
    },
};
use egui::{Frame, Margin, Rect, Sense, Ui, vec2};

/// The source that was brought into sight last; it stays marked.
#[derive(Default)]
struct Marked(Option<Id>);

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, (key, lesson): (&LessonKey, &Lesson)) {
    recap(ui, cx, course, lesson);
    try_it(ui, cx, course, lesson);
    read_on(ui, cx, course, lesson);
    sources(ui, cx, course, (key, lesson));
    next_lesson(ui, cx, course);
}

fn recap(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) {
    if lesson.frame.recap.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.panel))
        .stroke(stroke(1.0, tokens.line))
        .corner_radius(12)
        .inner_margin(Margin { left: 16, right: 16, top: 12, bottom: 14 });
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        text::heading(ui, "In short", TextStyle::H3, tokens.text, 2);
        for sentence in &lesson.frame.recap {
            ui.add_space(6.0);
            let setting = prose::Setting {
                style: TextStyle::Body,
                ink: tokens.text,
                strong: tokens.text,
                width: ui.available_width().min(prose::MAX_WIDTH),
            };
            prose::flow(ui, cx, course, sentence, setting);
        }
    });
    ui.add_space(28.0);
}

fn try_it(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) {
    if lesson.frame.try_it.is_empty() {
        return;
    }
    text::heading(ui, "Try it", TextStyle::H3, cx.tokens.text, 2);
    ui.add_space(6.0);
    prose::show(ui, cx, course, &lesson.frame.try_it);
    ui.add_space(28.0);
}

fn read_on(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) {
    if lesson.frame.read_on.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    text::heading(ui, "Read on", TextStyle::H3, tokens.text, 2);
    for read in &lesson.frame.read_on {
        let Some(source) = course.source(&read.source) else { continue };
        ui.add_space(6.0);
        let setting = prose::Setting {
            style: TextStyle::Ui,
            ink: tokens.text2,
            strong: tokens.text,
            width: ui.available_width().min(prose::MAX_WIDTH),
        };
        let spans = [title_of(source), plain(format!(" ({})", source.year))];
        prose::flow(ui, cx, course, &spans, setting);
        let setting = prose::Setting { style: TextStyle::Caption, ..setting };
        prose::flow(ui, cx, course, &[plain(read.why.clone())], setting);
    }
    ui.add_space(28.0);
}

/// The title of a source, which leads there if it has an address.
fn title_of(source: &Source) -> Span {
    let link = source.url.clone().map(Link::Web);
    Span { text: source.title.clone(), link, ..Span::default() }
}

fn plain(text: String) -> Span {
    Span { text, ..Span::default() }
}

/// Room for a source's number, in points.
const NUMBER: f32 = 28.0;

/// Shows where the facts of the lesson come from, numbered as in the text, for those who ask.
fn sources(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, (key, lesson): (&LessonKey, &Lesson)) {
    let ids = sources_in_order(lesson);
    if ids.is_empty() {
        return;
    }
    let place = (key.clone(), Part::Sources);
    if cx.sights.source.as_ref().is_some_and(|wanted| ids.contains(wanted)) {
        fold::open(cx, place.clone());
    }
    let title = format!("Sources ({})", ids.len());
    let texts = || search::cited(course, lesson);
    fold::show(ui, cx, place, (&title, texts), |ui, cx| {
        for (number, id) in (1..).zip(&ids) {
            let Some(source) = course.source(id) else { continue };
            if number > 1 {
                ui.add_space(4.0);
            }
            let place = ui.painter().add(egui::Shape::Noop);
            let row = one_source(ui, cx, course, (number, source));
            if cx.sights.source.as_ref() == Some(id) {
                cx.states.of::<Marked>().0 = cx.sights.source.take();
                ui.scroll_to_rect(row, Some(egui::Align::Center));
            }
            if cx.states.of::<Marked>().0.as_ref() == Some(id) {
                let tint = colour(cx.tokens.accent_soft);
                let rect = row.expand2(vec2(6.0, 2.0));
                ui.painter().set(place, egui::Shape::rect_filled(rect, 6.0, tint));
            }
        }
    });
    ui.add_space(28.0);
}

/// A source with its number. Gives where it stands.
fn one_source(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    (number, source): (usize, &Source),
) -> Rect {
    let tokens = cx.tokens;
    let spans = [title_of(source), plain(source.details())];
    let setting = prose::Setting {
        style: TextStyle::Caption,
        ink: tokens.text2,
        strong: tokens.text,
        width: ui.available_width().min(prose::MAX_WIDTH) - NUMBER,
    };
    let row = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let shown =
            text::one_line(ui, &number.to_string(), TextStyle::Caption, tokens.text3, NUMBER);
        let (at, _) = ui.allocate_exact_size(vec2(NUMBER, 20.0), Sense::hover());
        let right = at.right() - 10.0 - shown.size().x;
        text::paint_at(ui, egui::pos2(right, at.top()), shown);
        ui.vertical(|ui| prose::flow(ui, cx, course, &spans, setting));
    });
    row.response.rect
}

/// Shows the way to the next lesson, or that this is the last one.
fn next_lesson(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course) {
    let tokens = cx.tokens;
    let top = ui.cursor().top();
    ui.painter().hline(ui.max_rect().x_range(), top, stroke(1.0, tokens.line));
    ui.add_space(16.0);
    let next = cx.model.next_lesson();
    let title = next.as_ref().and_then(|key| Some(cx.model.lesson(key)?.title.clone()));
    let (Some(key), Some(title)) = (next, title) else {
        let words = format!("That was the last lesson of “{}”.", course.title);
        text::label(ui, &words, TextStyle::Ui, tokens.text2);
        return;
    };
    let words = format!("Next: {title}");
    let button = Button::new(Rank::Secondary, &words).after(icons::NEXT).show(ui, tokens);
    let button = button.on_hover_text(Command::NextLesson.tip());
    if button.clicked() {
        cx.act(Action::OpenLesson(key));
    }
    if let Some(keys) = Command::NextLesson.shortcut() {
        ui.add_space(4.0);
        let words = format!("or press {}", keys.words());
        text::label(ui, &words, TextStyle::Small, tokens.text3);
    }
}
