//! Closing the window while not all answers are kept yet: what is waited for, and what would be
//! lost.

use crate::{
    app::Action,
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            text,
            widgets::{Button, Rank},
        },
    },
};
use egui::{Align, Layout, Ui, vec2};

/// How many questions are named; the rest are counted.
const NAMED: usize = 3;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (model, tokens) = (cx.model, cx.tokens);
    ui.spacing_mut().item_spacing.y = 6.0;
    let stall = model.outbox.stall();
    let words = match stall {
        Some(stall) => format!("The record does not take anything now: {}", stall.why),
        None => "The record is being written. The window closes by itself then.".to_owned(),
    };
    text::label(ui, &words, TextStyle::Ui, tokens.text);
    let lost = model.would_be_lost();
    if !lost.is_empty() {
        let count = match lost.len() {
            1 => "1 answer would be lost:".to_owned(),
            count => format!("{count} answers would be lost:"),
        };
        text::label(ui, &count, TextStyle::UiBold, tokens.text);
        for prompt in lost.iter().take(NAMED) {
            text::label(ui, &format!("“{prompt}”"), TextStyle::Caption, tokens.text2);
        }
        if let Some(more) = lost.len().checked_sub(NAMED).filter(|more| *more > 0) {
            text::label(ui, &format!("and {more} more"), TextStyle::Caption, tokens.text2);
        }
    }
    if !model.undoing.correcting.is_empty() {
        let words = "What you took back or began again would count as before.";
        text::label(ui, words, TextStyle::Ui, tokens.text);
    }
    if stall.is_some() {
        let words = "Strata goes on trying, and closes when all is kept.";
        text::label(ui, words, TextStyle::Caption, tokens.text2);
    }
    ui.add_space(8.0);
    let size = vec2(ui.available_width(), 36.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if stall.is_some()
            && Button::new(Rank::Primary, "Keep it now").height(36.0).show(ui, tokens).clicked()
        {
            cx.act(Action::KeepNow);
        }
        if Button::new(Rank::Secondary, "Stay here").height(36.0).show(ui, tokens).clicked() {
            cx.act(Action::CloseOverlay);
        }
        let anyway = if lost.is_empty() && model.undoing.correcting.is_empty() {
            "Close now"
        } else {
            "Close and lose them"
        };
        if Button::new(Rank::Quiet, anyway).height(36.0).show(ui, tokens).clicked() {
            cx.act(Action::LeaveAnyway);
        }
    });
}
