//! The controls of a live figure: sliders with a number beside them, choices, switches. All by
//! mouse and by keyboard: arrows, Page Up and Page Down, Home, End, and typing a number.

use crate::{
    simulate::{Amount, Control, ControlKind, Offered, Range, Scale, Setting, Value},
    theme::{TextStyle, Tokens},
    ui::kit::{
        paint::colour,
        text,
        widgets::{focused, ring_if_focused, switch_in_line},
    },
};
use egui::{
    ComboBox, DragValue, EventFilter, Key, Modifiers, Response, RichText, Slider, SliderClamping,
    Ui, vec2,
};

/// How wide the names are where they stand before their controls, in points.
const NAMES: f32 = 190.0;
/// In less width than this, in points, names stand above.
const BESIDE: f32 = 520.0;
/// The field with the number, in points.
const NUMBER: f32 = 96.0;
/// So many steps of Page Up and Page Down lead from one end of a range to the other.
const PAGES: i64 = 20;

/// What came of showing the controls.
pub struct Shown {
    /// The setting that one of them was moved to.
    pub moved: Option<Setting>,
    /// The first that can be moved.
    pub first: Option<Response>,
    /// One of them has the focus and takes the keys that lead along it.
    pub sliding: bool,
}

/// All controls, one below the other. `free` says which may be moved; a switch takes `seconds` to
/// move.
pub fn show(
    ui: &mut Ui,
    tokens: &Tokens,
    (controls, setting): (&[Control], &Setting),
    free: impl Fn(&Control) -> bool,
    seconds: f32,
) -> Shown {
    let mut shown = Shown { moved: None, first: None, sliding: false };
    for control in controls {
        let Some(value) = setting.get(control.id.as_str()) else { continue };
        let free = free(control);
        let place = egui::UiBuilder::new().id_salt(control.id.as_str());
        let place = if free { place } else { place.disabled() };
        let (set, own) =
            ui.scope_builder(place, |ui| dial(ui, tokens, (control, value), seconds)).inner;
        if let Some(value) = set {
            shown.moved = Some(setting.with(control.id.as_str(), value));
        }
        shown.sliding |= own.has_focus() && control.range().is_some();
        if free && shown.first.is_none() {
            shown.first = Some(own);
        }
        ui.add_space(4.0);
    }
    shown
}

/// One control; gives what it was set to.
fn dial(
    ui: &mut Ui,
    tokens: &Tokens,
    (control, value): (&Control, &Value),
    seconds: f32,
) -> (Option<Value>, Response) {
    match (&control.kind, value) {
        (ControlKind::Range(range), Value::Amount(amount)) => named(ui, tokens, control, |ui| {
            let (set, own) = ranged(ui, tokens, control, (range, *amount));
            (set.map(Value::Amount), own)
        }),
        (ControlKind::Choice(offered), Value::Chosen(id)) => named(ui, tokens, control, |ui| {
            let (set, own) = chosen(ui, tokens, control, (offered, id));
            (set.map(Value::Chosen), own)
        }),
        (_, value) => {
            let on = *value == Value::On(true);
            // In line with the other controls where those stand beside their names.
            let beside = ui.available_width() >= BESIDE;
            let place = if beside { NAMES + ui.spacing().item_spacing.x } else { 0.0 };
            let own = switch_in_line(ui, tokens, &control.name, on, (seconds, place));
            (own.clicked().then_some(Value::On(!on)), own)
        }
    }
}

/// The name of a control, and the control beside or below it.
fn named<T>(
    ui: &mut Ui,
    tokens: &Tokens,
    control: &Control,
    contents: impl FnOnce(&mut Ui) -> T,
) -> T {
    if ui.available_width() < BESIDE {
        text::label(ui, &control.name, TextStyle::Caption, tokens.text2);
        ui.add_space(2.0);
        return ui.horizontal(contents).inner;
    }
    ui.horizontal(|ui| {
        let size = vec2(NAMES, 32.0);
        let layout = egui::Layout::left_to_right(egui::Align::Center);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            let galley =
                text::one_line(ui, &control.name, TextStyle::Caption, tokens.text2, NAMES - 8.0);
            text::show(ui, galley, &control.name, egui::accesskit::Role::Label);
        });
        contents(ui)
    })
    .inner
}

/// A slider, and the number that can be typed.
fn ranged(
    ui: &mut Ui,
    tokens: &Tokens,
    control: &Control,
    (range, amount): (&Range, Amount),
) -> (Option<Amount>, Response) {
    let unit = (!range.unit.is_empty()).then_some(range.unit.as_str());
    let words = unit.map(|unit| text::one_line(ui, unit, TextStyle::Caption, tokens.text2, 80.0));
    let room = words.as_ref().map_or(0.0, |words| words.size().x + 8.0);
    let width = (ui.available_width() - NUMBER - room - 16.0).max(60.0);
    let mut value = amount.number();
    let (from, to) = (range.from.number(), range.to.number());
    ui.spacing_mut().item_spacing.x = 8.0;
    ui.spacing_mut().slider_width = width;
    let slider = ui
        .scope(|ui| {
            let visuals = ui.visuals_mut();
            visuals.selection.bg_fill = colour(tokens.accent);
            visuals.widgets.inactive.bg_fill = colour(tokens.track);
            let slider = Slider::new(&mut value, from..=to)
                .show_value(false)
                .smart_aim(false)
                .clamping(SliderClamping::Always)
                .logarithmic(range.scale == Scale::Log)
                .smallest_positive(range.step.number().max(0.001))
                .step_by(range.step.number());
            ui.add(slider)
        })
        .inner;
    let said = control.said(&Value::Amount(amount));
    ui.ctx().accesskit_node_builder(slider.id, |node| {
        node.set_label(control.name.as_str());
        node.set_value(said);
    });
    ring_if_focused(ui, tokens, &slider, 8);
    let by_key = keys(ui, &slider, (range, amount));
    let drag = DragValue::new(&mut value)
        .range(from..=to)
        .speed(range.step.number())
        .min_decimals(0)
        .max_decimals(3)
        .custom_formatter(|number, _| Amount::of(number).unwrap_or_default().grouped())
        .custom_parser(|typed| Amount::read(typed).map(Amount::number));
    let field = ui.add_sized(vec2(NUMBER, 28.0), drag);
    let name = unit.map_or_else(
        || format!("{}, as a number", control.name),
        |unit| format!("{}, in {unit}", control.name),
    );
    ui.ctx().accesskit_node_builder(field.id, |node| node.set_label(name));
    ring_if_focused(ui, tokens, &field, 8);
    if let Some(words) = words {
        let spoken = words.text().to_owned();
        text::show(ui, words, &spoken, egui::accesskit::Role::Label);
    }
    let set = by_key.or_else(|| Amount::of(value).map(|amount| range.fit(amount)));
    (set.filter(|set| *set != amount), slider)
}

/// Page Up and Page Down, Home and End, and the arrows up and down, as on every slider.
fn keys(ui: &Ui, slider: &Response, (range, now): (&Range, Amount)) -> Option<Amount> {
    if !slider.has_focus() {
        return None;
    }
    let arrows =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(slider.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let count = |key| i64::try_from(pressed(key)).unwrap_or(0);
    let ups = count(Key::ArrowUp) - count(Key::ArrowDown);
    let pages = count(Key::PageUp) - count(Key::PageDown);
    let (home, end) = (count(Key::Home) > 0, count(Key::End) > 0);
    if home || end {
        return Some(if home { range.from } else { range.to });
    }
    if ups == 0 && pages == 0 {
        return None;
    }
    let page = match range.scale {
        Scale::Linear => (range.to - range.from).permille(1000 / PAGES),
        // A quarter more or less, as far on everywhere.
        Scale::Log => now.permille(250),
    };
    Some(range.fit(now + range.step * ups + page.max(range.step) * pages))
}

/// One of several, out of a list that opens.
fn chosen(
    ui: &mut Ui,
    tokens: &Tokens,
    control: &Control,
    (offered, id): (&[Offered], &crate::id::Id),
) -> (Option<crate::id::Id>, Response) {
    let name = |id: &crate::id::Id| {
        offered.iter().find(|one| one.id == *id).map_or("", |one| one.name.as_str())
    };
    let words = |words: &str| RichText::new(words).font(text::font(TextStyle::Ui));
    let mut set = None;
    let width = ui.available_width().min(340.0);
    let shown = ComboBox::from_id_salt(("dial", control.id.as_str()))
        .selected_text(words(name(id)))
        .width(width)
        .truncate()
        .show_ui(ui, |ui| {
            for one in offered {
                if ui.selectable_label(one.id == *id, words(&one.name)).clicked() && one.id != *id {
                    set = Some(one.id.clone());
                }
            }
        });
    let response = shown.response;
    let said = name(id).to_owned();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_label(control.name.as_str());
        node.set_value(said);
    });
    if focused(&response) {
        ring_if_focused(ui, tokens, &response, 8);
        let next = beside(ui, &response, (offered, id));
        set = set.or(next);
    }
    (set, response)
}

/// The one before or after, by an arrow, without opening the list.
fn beside(
    ui: &Ui,
    list: &Response,
    (offered, id): (&[Offered], &crate::id::Id),
) -> Option<crate::id::Id> {
    let arrows =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(list.id, arrows));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (
        pressed(Key::ArrowDown) || pressed(Key::ArrowRight),
        pressed(Key::ArrowUp) || pressed(Key::ArrowLeft),
    );
    let at = offered.iter().position(|one| one.id == *id)?;
    let to = match (down, up) {
        (true, _) => at + 1,
        (_, true) => at.checked_sub(1)?,
        _ => return None,
    };
    offered.get(to).map(|one| one.id.clone())
}
