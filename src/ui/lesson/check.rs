//! The page of a unit's check: what it is, and the diagram that its question needs, and no other.

use crate::{
    pack::{Block, Check, Course, Lesson},
    quiz::{Kind, Session},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure,
        kit::{icons, paint::colour, text},
        live,
    },
};
use egui::{CornerRadius, Frame, Margin, Sense, Ui, WidgetInfo, accesskit::Role, pos2, vec2};
use std::sync::Arc;

pub fn show(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (course, lesson, check): (&Course, &Lesson, &Check),
    low: bool,
) {
    let tokens = cx.tokens;
    let all = lesson.questions.len();
    let unit = course.unit_of(&lesson.id).map_or("", |unit| unit.title.as_str());
    let minutes = if lesson.minutes == 1 { "minute" } else { "minutes" };
    let crumb = format!("{unit}  ·  Check  ·  {} {minutes}", lesson.minutes);
    text::label(ui, &crumb, TextStyle::Small, tokens.text3);
    ui.add_space(4.0);
    text::heading(ui, &lesson.title, TextStyle::Display, tokens.text, 1);
    let asked = if all == 1 { "1 question".to_owned() } else { format!("{all} questions") };
    let words = format!(
        "{asked} about what you have read, {} right to pass. What was right is told at the end, and \
         what was missed names its lesson.",
        check.pass
    );
    text::label(ui, &words, TextStyle::Lead, tokens.text2);
    ui.add_space(16.0);
    let passed = cx.model.navigation.place.as_ref().is_some_and(|p| cx.model.has_passed(&p.lesson));
    if passed {
        banner(ui, cx);
        ui.add_space(16.0);
    }
    picture(ui, cx, lesson, low);
}

/// The figure that the question on the screen needs, if any.
fn picture(ui: &mut Ui, cx: &mut Cx<'_>, lesson: &Lesson, low: bool) {
    let question = cx.model.session().and_then(Session::current).and_then(|id| lesson.question(id));
    let Some(question) = question else { return };
    if let Kind::Settings(settings) = &question.kind {
        for (index, block) in lesson.blocks.iter().enumerate() {
            if let Block::Simulate(shown) = block
                && Arc::ptr_eq(&shown.model, &settings.model)
            {
                live::show(ui, cx, index, shown);
            }
        }
        return;
    }
    let Some(needed) = question.kind.shows() else {
        let words = "This question is asked without a diagram.";
        text::label(ui, words, TextStyle::Caption, cx.tokens.text3);
        return;
    };
    for (index, block) in lesson.blocks.iter().enumerate() {
        if let Block::SideBySide(beside) = block
            && beside.diagrams.contains(needed)
        {
            figure::show(ui, cx, index, beside, low);
        }
    }
}

/// Says that the check was passed.
fn banner(ui: &mut Ui, cx: &Cx<'_>) {
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.success_soft))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let words = "You have passed this check. It can be taken again at any time.";
        let room = ui.available_width() - 30.0;
        let galley = text::galley(ui, text::job(words, TextStyle::Ui, tokens.text, room));
        let size = vec2(ui.available_width(), galley.size().y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
        let at = pos2(rect.left() + 9.0, rect.top() + 10.0);
        icons::paint(ui.painter(), icons::RIGHT, at, 18.0, tokens.success);
        text::paint_at(ui, rect.min + vec2(28.0, 0.0), galley);
    });
}
