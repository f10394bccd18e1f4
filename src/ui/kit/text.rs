//! Text in the house's styles: the one helper that builds egui's layout jobs.

use crate::{
    theme::{Rgb, TextStyle, Weight, typeset::bound},
    ui::kit::{fonts, paint::colour},
};
use egui::{
    FontFamily, FontId, Galley, Rect, Response, Sense, Ui, Vec2,
    accesskit::Role,
    text::{LayoutJob, TextFormat},
};
use std::sync::Arc;

/// The face and size of a style.
#[must_use]
pub fn font(style: TextStyle) -> FontId {
    let family = match (style, style.weight()) {
        (TextStyle::Code, _) => FontFamily::Monospace,
        (_, Weight::Bold) => FontFamily::Name(fonts::BOLD.into()),
        (_, Weight::Regular) => FontFamily::Proportional,
    };
    FontId::new(style.size(), family)
}

/// The format of a run of text.
#[must_use]
pub fn format(style: TextStyle, ink: Rgb) -> TextFormat {
    TextFormat {
        font_id: font(style),
        color: colour(ink),
        line_height: Some(style.line()),
        ..TextFormat::default()
    }
}

/// A text in one style, to be wrapped at `width` points.
#[must_use]
pub fn job(text: &str, style: TextStyle, ink: Rgb, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.append(&bound(text), 0.0, format(style, ink));
    job.wrap.max_width = width;
    job
}

/// Several runs, each with its style and colour, wrapped at `width` points.
#[must_use]
pub fn runs(runs: &[(&str, TextStyle, Rgb)], width: f32) -> LayoutJob {
    scaled_runs(runs, width, 1.0)
}

/// Lays a job out, ready to be painted.
#[must_use]
pub fn galley(ui: &Ui, job: LayoutJob) -> Arc<Galley> {
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// One line that ends in an ellipsis where there is too little room.
#[must_use]
pub fn one_line(ui: &Ui, text: &str, style: TextStyle, ink: Rgb, width: f32) -> Arc<Galley> {
    let mut job = job(text, style, ink, width);
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    galley(ui, job)
}

/// One line, `zoom` times as large as its style.
#[must_use]
pub fn scaled(ui: &Ui, text: &str, style: TextStyle, ink: Rgb, zoom: f32) -> Arc<Galley> {
    let mut job = scaled_runs(&[(text, style, ink)], f32::INFINITY, zoom);
    job.wrap.max_rows = 1;
    galley(ui, job)
}

/// Several runs, `zoom` times as large as their styles.
#[must_use]
pub fn scaled_runs(runs: &[(&str, TextStyle, Rgb)], width: f32, zoom: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    for (text, style, ink) in runs {
        let mut format = format(*style, *ink);
        format.font_id.size = style.size() * zoom;
        format.line_height = Some(style.line() * zoom);
        job.append(&bound(text), 0.0, format);
    }
    job.wrap.max_width = width;
    job
}

/// Interface text: wrapped at the available width, not selectable, read aloud.
pub fn label(ui: &mut Ui, text: &str, style: TextStyle, ink: Rgb) -> Response {
    let width = ui.available_width();
    let galley = galley(ui, job(text, style, ink, width));
    show(ui, galley, text, Role::Label)
}

/// A heading, read aloud as one. `level` counts from 1.
pub fn heading(ui: &mut Ui, text: &str, style: TextStyle, ink: Rgb, level: usize) -> Response {
    let width = ui.available_width();
    let galley = galley(ui, job(text, style, ink, width));
    let response = show(ui, galley, text, Role::Label);
    as_heading(ui, &response, text, level);
    response
}

/// Tells screen readers that this is a heading. `level` counts from 1.
pub fn as_heading(ui: &Ui, response: &Response, text: &str, level: usize) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(text);
        // Screen readers count levels from one, accesskit from zero.
        node.set_level(level.saturating_sub(1));
    });
}

/// Allocates room for a galley and paints it.
pub fn show(ui: &mut Ui, galley: Arc<Galley>, spoken: &str, role: Role) -> Response {
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, spoken));
    if ui.is_rect_visible(rect) {
        paint(ui, rect.min.to_vec2(), galley);
    }
    response
}

fn paint(ui: &Ui, at: Vec2, galley: Arc<Galley>) {
    // Every section has its own colour; the fallback is never used.
    let fallback = ui.visuals().text_color();
    ui.painter().galley(at.to_pos2(), galley, fallback);
}

/// Paints a galley in the middle of a rectangle's height, from its left edge.
pub fn paint_left(ui: &Ui, rect: Rect, galley: Arc<Galley>) {
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    paint(ui, at.to_vec2(), galley);
}

/// Paints a galley in the middle of a rectangle.
pub fn paint_centred(ui: &Ui, rect: Rect, galley: Arc<Galley>) {
    let at = rect.center() - galley.size() / 2.0;
    paint(ui, at.to_vec2(), galley);
}

/// Paints a galley with its left top corner at a point.
pub fn paint_at(ui: &Ui, at: egui::Pos2, galley: Arc<Galley>) {
    paint(ui, at.to_vec2(), galley);
}

/// A name as a sentence: what ends in a mark of its own, as a question does, gets no full stop.
#[must_use]
pub fn ended(name: &str) -> String {
    let stop = if name.ends_with(['?', '!', '.', '…']) { "" } else { "." };
    format!("{name}{stop}")
}
