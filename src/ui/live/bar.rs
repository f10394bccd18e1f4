//! What leads through a live figure and what takes it along: its steps, playing, and its line of
//! text.

use super::{Figure, state::Pasted, view};
use crate::{
    pack::course::Try,
    simulate::{Amount, Setting, Value},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::state::{Figures, Turn},
        kit::{
            icons, text,
            widgets::{Button, Rank, icon_button, ring_if_focused},
        },
    },
};
use egui::{Key, Margin, TextEdit, Ui, accesskit::Live, vec2};

/// So long a button says that the line was copied, in seconds.
const COPIED: f64 = 2.0;

/// The steps of the figure: what the last one says, and the ways on and back. Gives what a step
/// sets.
pub(super) fn steps(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let steps = &figure.shown.steps;
    // While it is asked for, the question leads.
    if steps.is_empty() || figure.asked.is_some() {
        return None;
    }
    let at = view(cx, figure).step.filter(|at| *at < steps.len());
    let mut to = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        // One button, so that the focus stays where it is.
        let next = at.map_or(0, |at| at + 1);
        let on = if at.is_none() { "Begin" } else { "Next step" };
        let on = Button::new(Rank::Secondary, on).after(icons::NEXT).height(32.0);
        if on.enabled(next < steps.len()).show(ui, cx.tokens).clicked() {
            to = Some(next);
        }
        let words = match at {
            Some(at) => format!("{} of {}", at + 1, steps.len()),
            None if steps.len() == 1 => "1 thing to try".to_owned(),
            None => format!("{} things to try", steps.len()),
        };
        text::label(ui, &words, TextStyle::Caption, cx.tokens.text2);
        let back = at.and_then(|at| at.checked_sub(1));
        if at.is_some()
            && icon_button(ui, cx.tokens, icons::BACK, "The step before", back.is_some()).clicked()
        {
            to = back;
        }
    });
    if let Some(step) = to.or(at).and_then(|at| steps.get(at)) {
        ui.add_space(2.0);
        // As tall as the longest of them, so that the picture below does not move.
        let top = ui.cursor().top();
        let said = text::label(ui, &step.say, TextStyle::Ui, cx.tokens.text);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
        let tall = |step: &Try| {
            text::galley(
                ui,
                text::job(&step.say, TextStyle::Ui, cx.tokens.text, ui.available_width()),
            )
            .size()
            .y
        };
        let tallest = steps.iter().map(tall).fold(0.0, f32::max);
        ui.add_space((top + tallest - ui.cursor().top()).max(0.0));
    }
    ui.add_space(10.0);
    let to = to?;
    view(cx, figure).step = Some(to);
    Some(taken(figure, to))
}

/// The setting that a key turns to while the figure is presented.
pub(super) fn turned(cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let turn = cx.states.of::<Figures>().turn.take().filter(|_| figure.filled)?;
    let at = view(cx, figure).step;
    let to = match turn {
        Turn::On => at.map_or(0, |at| at + 1),
        Turn::Back => at?.checked_sub(1)?,
    };
    if figure.asked.is_some() || to >= figure.shown.steps.len() {
        return None;
    }
    view(cx, figure).step = Some(to);
    Some(taken(figure, to))
}

/// The setting at a step: all that it and the steps before it set.
fn taken(figure: &Figure<'_>, step: usize) -> Setting {
    let live = figure.shown.model.live();
    let so_far = figure.shown.steps.iter().take(step + 1);
    let put = |setting: Setting, step: &Try| {
        step.set.iter().fold(setting, |all, (id, value)| all.with(id.as_str(), value.clone()))
    };
    so_far.fold(Setting::start(live.controls()), put)
}

/// While the figure is played, time passes; gives the setting of this moment.
pub(super) fn played(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let (id, end) = clock(figure)?;
    if !view(cx, figure).plays {
        return None;
    }
    let now = figure.setting.amount(id.as_str());
    // Who wants stillness sees the end.
    let passed = if cx.model.prefs.still {
        end
    } else {
        Amount::of(f64::from(ui.input(|input| input.stable_dt)) * 1000.0).unwrap_or_default()
    };
    let then = (now + passed).min(end);
    if then >= end {
        view(cx, figure).plays = false;
    }
    ui.ctx().request_repaint();
    let whole = Amount::whole(then.in_thousandths() / 1000);
    // Less than a step: time goes on nevertheless.
    let then = if whole == now && now < end { now + Amount::whole(1) } else { whole };
    Some(figure.setting.with(id.as_str(), Value::Amount(then.min(end))))
}

/// The control that time moves, and where it ends.
fn clock<'a>(figure: &Figure<'a>) -> Option<(&'a crate::id::Id, Amount)> {
    let live = figure.shown.model.live();
    let id = live.clock()?;
    let control = live.controls().iter().find(|control| control.id == *id)?;
    let range = control.range()?;
    // The first whole step at which all is over.
    let over = live.over(&figure.setting).map_or(range.to, |over| {
        let end = range.fit(over);
        if end < over { range.fit(end + range.step) } else { end }
    });
    Some((id, over))
}

/// Playing, the line of text, and back to the beginning. Gives what they set.
pub(super) fn tools(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let mut set = None;
    let now = ui.input(|input| input.time);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if let Some((id, end)) = clock(figure) {
            let plays = view(cx, figure).plays;
            let (words, icon) = if plays { ("Pause", icons::PAUSE) } else { ("Play", icons::PLAY) };
            let play = Button::new(Rank::Secondary, words).before(icon).height(32.0);
            if play.show(ui, cx.tokens).clicked() {
                view(cx, figure).plays = !plays;
                if !plays && figure.setting.amount(id.as_str()) >= end {
                    set = Some(figure.setting.with(id.as_str(), Value::Amount(Amount::ZERO)));
                }
                ui.ctx().request_repaint();
            }
        }
        let copied = view(cx, figure).copied.filter(|at| now - at < COPIED);
        let words = if copied.is_some() { "Copied" } else { "Copy setting" };
        if quiet(ui, cx, words).clicked() {
            let model = figure.shown.model.live().word();
            ui.ctx().copy_text(figure.setting.line(model));
            view(cx, figure).copied = Some(now);
            ui.ctx().request_repaint_after_secs(2.1);
        }
        if figure.asked.is_none() {
            let open = view(cx, figure).pasted.is_some();
            if quiet(ui, cx, "Paste setting…").clicked() {
                view(cx, figure).pasted = (!open).then(Pasted::default);
            }
        }
        let begin = match figure.asked {
            Some((_, settings)) => settings.goal.start(figure.shown.model.live()),
            None => Setting::start(figure.shown.model.live().controls()),
        };
        let reset = Button::new(Rank::Quiet, "As at first").height(32.0);
        if reset.enabled(begin != figure.setting).show(ui, cx.tokens).clicked() {
            view(cx, figure).step = None;
            view(cx, figure).plays = false;
            set = Some(begin);
        }
    });
    let pasted = if figure.asked.is_none() { paste(ui, cx, figure) } else { None };
    ui.add_space(4.0);
    set.or(pasted)
}

fn quiet(ui: &mut Ui, cx: &Cx<'_>, words: &str) -> egui::Response {
    Button::new(Rank::Quiet, words).height(32.0).show(ui, cx.tokens)
}

/// The field for a line of text; gives the setting that it says.
fn paste(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) -> Option<Setting> {
    let tokens = cx.tokens;
    let own = egui::Id::unique(("paste", figure.key.0.to_string(), figure.key.1));
    let live = figure.shown.model.live();
    let view = view(cx, figure);
    let pasted = view.pasted.as_mut()?;
    ui.add_space(6.0);
    let hint = figure.setting.line(live.word());
    let width = ui.available_width().min(560.0);
    let edit = TextEdit::singleline(&mut pasted.line)
        .id(own)
        .char_limit(1000)
        .hint_text(hint)
        .desired_width(width - 24.0)
        .margin(Margin::symmetric(12, 8));
    let field = ui.add(edit);
    let name = "A setting, as one line of text; Enter sets it";
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    ring_if_focused(ui, tokens, &field, 8);
    // It has come because somebody wants to write in it.
    if pasted.line.is_empty() && pasted.wrong.is_none() && !field.has_focus() && !field.lost_focus()
    {
        field.request_focus();
    }
    if field.changed() {
        pasted.wrong = None;
    }
    if let Some(wrong) = &pasted.wrong {
        let said = text::label(ui, wrong, TextStyle::Caption, tokens.error_text);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
    }
    if !(field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))) {
        return None;
    }
    let set = Setting::read(&pasted.line, live.word(), live.controls(), &figure.setting);
    match set {
        Ok(set) => {
            view.pasted = None;
            Some(set)
        }
        Err(error) => {
            let first = error.to_string();
            let mut letters = first.chars();
            let start = letters.next().map(|first| first.to_uppercase().to_string());
            let stop = if first.ends_with('?') { "" } else { "." };
            let rest = letters.as_str();
            pasted.wrong = Some(format!("{}{rest}{stop}", start.unwrap_or_default()));
            field.request_focus();
            None
        }
    }
}
