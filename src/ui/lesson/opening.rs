//! What a lesson opens with: where it stands in the course, what it is called, why to read it, and
//! what one is able to do after it.

use crate::{
    app::{Action, LessonKey},
    pack::{Course, Lesson, prose::Span},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{text, widgets::link},
        prose,
    },
};
use egui::{Rect, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// Room for the dot before an objective, in points.
const DOT: f32 = 16.0;

/// Shows it. Says where the subtitle stands, if there is one.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) -> Option<Rect> {
    let tokens = cx.tokens;
    breadcrumb(ui, cx, course, lesson);
    // Title and subtitle can be found, selected and copied, as all text of the lesson.
    let width = ui.available_width();
    let words = |style, ink| prose::Setting { style, ink, strong: tokens.text, width };
    let setting = words(TextStyle::Display, tokens.text);
    let title = prose::flow(ui, cx, course, &[span(&lesson.title)], setting);
    text::as_heading(ui, &title, &lesson.title, 1);
    let subtitle = lesson.subtitle.as_ref().map(|subtitle| {
        let setting = words(TextStyle::Lead, tokens.text2);
        prose::flow(ui, cx, course, &[span(subtitle)], setting).rect
    });
    if !lesson.frame.hook.is_empty() {
        ui.add_space(16.0);
        let setting = words(TextStyle::Hook, tokens.text);
        let width = width.min(prose::MAX_WIDTH);
        let setting = prose::Setting { width, ..setting };
        prose::flow(ui, cx, course, &lesson.frame.hook, setting);
    }
    objectives(ui, cx, course, lesson);
    builds_on(ui, cx, course, lesson);
    ui.add_space(24.0);
    subtitle
}

fn span(text: &str) -> Span {
    Span { text: text.to_owned(), ..Span::default() }
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

/// Shows what one is able to do after the lesson: small, since it is looked up rather than read.
fn objectives(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) {
    if lesson.objectives.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    ui.add_space(14.0);
    text::label(ui, "After this lesson you can", TextStyle::CaptionBold, tokens.text2);
    for objective in &lesson.objectives {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let line = TextStyle::Caption.line();
            let (dot, mark) = ui.allocate_exact_size(vec2(DOT, line), Sense::hover());
            mark.widget_info(|| WidgetInfo::labeled(Role::ListMarker, true, "•"));
            let ink = crate::ui::kit::paint::colour(tokens.text3);
            ui.painter().circle_filled(dot.left_center() + vec2(4.0, 1.0), 1.75, ink);
            let setting = prose::Setting {
                style: TextStyle::Caption,
                ink: tokens.text2,
                strong: tokens.text,
                width: ui.available_width().min(prose::MAX_WIDTH - DOT),
            };
            prose::flow(ui, cx, course, &[span(&objective.text)], setting);
        });
    }
}

/// Shows which lessons it builds on, each a way there.
fn builds_on(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, lesson: &Lesson) {
    let before: Vec<_> = lesson.prerequisites.iter().filter_map(|id| course.lesson(id)).collect();
    if before.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
        text::label(ui, "Builds on", TextStyle::CaptionBold, tokens.text2);
        for earlier in before {
            let title = &earlier.title;
            let spoken = format!("{title}, opens that lesson");
            if link(ui, tokens, title, TextStyle::Caption, &spoken).clicked() {
                let (pack, lesson) = (course.key.clone(), earlier.id.clone());
                cx.act(Action::OpenLesson(LessonKey { pack, lesson }));
            }
        }
    });
}
