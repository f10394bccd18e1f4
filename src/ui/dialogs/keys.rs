//! The overlay of all keys, from the tables of commands and of places.

use crate::{
    app::{Command, keys::PLACE_ROWS},
    theme::{Rgb, TextStyle},
    ui::{
        cx::Cx,
        kit::{
            paint::{colour, stroke},
            text,
        },
    },
};
use egui::{Align, CornerRadius, Sense, StrokeKind, Ui, text::LayoutJob, vec2};

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 26.0;
    let mut place = "";
    for entry in PLACE_ROWS {
        if entry.place != place {
            section(ui, cx, entry.place);
            place = entry.place;
        }
        row(ui, cx, &entry.words(), entry.what);
    }
    section(ui, cx, "Commands");
    for command in Command::ALL {
        if let Some(shortcut) = command.shortcut() {
            row(ui, cx, &shortcut.words(), command.name().trim_end_matches('…'));
        }
    }
    ui.add_space(8.0);
}

fn section(ui: &mut Ui, cx: &Cx<'_>, words: &str) {
    ui.add_space(8.0);
    text::heading(ui, words, TextStyle::CaptionBold, cx.tokens.text, 3);
}

/// A line's keys. Arrows are small in their face, so they are set larger, as large as the letters
/// beside them.
fn words_of(keys: &str, ink: Rgb) -> LayoutJob {
    const ARROW: f32 = 18.0;
    let is_arrow = |c: char| matches!(c, '←' | '↑' | '→' | '↓');
    let mut job = LayoutJob::default();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_arrow(c) != is_arrow(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let mut format = text::format(TextStyle::SmallBold, ink);
        format.valign = Align::Center;
        if is_arrow(first) {
            format.font_id.size = ARROW;
        }
        job.append(piece, 0.0, format);
        rest = after;
    }
    job
}

fn row(ui: &mut Ui, cx: &Cx<'_>, keys: &str, what: &str) {
    let tokens = cx.tokens;
    ui.horizontal(|ui| {
        let galley = text::galley(ui, words_of(keys, tokens.text));
        let (rect, _) = ui.allocate_exact_size(
            vec2(192.0_f32.min(ui.available_width() * 0.45), 24.0),
            Sense::hover(),
        );
        let mut badge = rect;
        badge.set_width((galley.size().x + 14.0).min(rect.width()));
        ui.painter().rect(
            badge,
            CornerRadius::same(6),
            colour(tokens.sunken),
            stroke(1.0, tokens.line2),
            StrokeKind::Inside,
        );
        text::paint_centred(ui, badge, galley);
        let label = text::label(ui, what, TextStyle::Ui, tokens.text2);
        let spoken = format!("{keys}: {what}");
        label
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, &spoken));
    });
}
