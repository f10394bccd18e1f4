//! One press is one command. A key that is held down, and the second click of a double click that
//! lands on what has just appeared, are stopped here, before any widget sees them.

use crate::{app::Model, quiz::Answer, ui::kit::keyboard};
use egui::{Context, Event, Id, InputState, Key, Modifiers, Plugin, PointerButton, Pos2, RawInput};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Stands between the window's events and egui.
#[derive(Debug, Default)]
pub struct Presses {
    /// What the window asks for now: see [`Presses::page`].
    page: u64,
    /// What was done in the last frame is not painted yet.
    unsettled: bool,
    /// The last click.
    last: Option<Click>,
    /// That press was stopped, and so is its release.
    stopped: Option<PointerButton>,
    /// What the press that is going on hit.
    pressed: Option<Control>,
}

/// Something under the pointer. Names of controls are not to be had here; another size is another
/// control, or says something else.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Control {
    id: Id,
    size: egui::Vec2,
    page: u64,
}

#[derive(Debug, Clone, Copy)]
struct Click {
    at: Pos2,
    /// In seconds.
    time: f64,
    on: Option<Control>,
}

/// So long, in seconds, a press counts as the second one where the first is not painted yet.
const SLOW: f64 = 1.0;

impl Presses {
    /// Makes it known to egui, once for each context.
    pub fn install(ctx: &Context) {
        ctx.add_plugin(Self::default());
    }

    /// After a frame: what the window asks for, and whether it is still to be painted. What is
    /// pressed twice within a moment must mean the same both times.
    pub fn page(ctx: &Context, model: &Model, unsettled: bool) {
        let mut page = DefaultHasher::new();
        model.navigation.visit.hash(&mut page);
        model.overlay.map(|overlay| std::mem::discriminant(&overlay)).hash(&mut page);
        std::mem::discriminant(&model.import).hash(&mut page);
        model.undoing.done.len().hash(&mut page);
        if let Some(session) = model.session() {
            session.current().hash(&mut page);
            (session.open(), session.finished()).hash(&mut page);
            // What is given goes on to the next item: the same click would give it once more.
            if let Some(Answer::Pairs(pairs)) =
                session.current_turn().and_then(|turn| turn.chosen.as_ref())
            {
                pairs.hash(&mut page);
            }
        }
        let page = page.finish();
        ctx.with_plugin(|presses: &mut Self| (presses.page, presses.unsettled) = (page, unsettled));
    }

    /// What a press there would hit, by what was painted last.
    fn control(&self, ctx: &Context, at: Pos2) -> Option<Control> {
        let layer = ctx.layer_id_at(at).unwrap_or_else(egui::LayerId::background);
        ctx.viewport(|viewport| {
            let all = viewport.prev_pass.widgets.get_layer(layer);
            let hit = all.filter(|widget| {
                widget.enabled && widget.sense.interactive() && widget.interact_rect.contains(at)
            });
            hit.last().map(|w| Control { id: w.id, size: w.rect.size().round(), page: self.page })
        })
    }

    /// Is it the second press of a double click, and the first has put something else there?
    fn is_second(&self, ctx: &Context, at: Pos2, now: f64) -> bool {
        let Some(last) = &self.last else { return false };
        let options = ctx.options(|options| options.input_options);
        if last.on.is_none() || last.at.distance(at) > options.max_click_dist {
            return false;
        }
        // Before the first is painted nobody can have meant what it leads to.
        let limit = if self.unsettled { SLOW } else { options.max_double_click_delay };
        now - last.time < limit && (self.unsettled || self.control(ctx, at) != last.on)
    }

    /// Says whether the event goes on.
    fn pointer(&mut self, ctx: &Context, event: &Event, now: f64) -> bool {
        let Event::PointerButton { pos, button, pressed, .. } = event else { return true };
        if *pressed {
            if self.is_second(ctx, *pos, now) {
                self.stopped = Some(*button);
                return false;
            }
            self.pressed = self.control(ctx, *pos);
            return true;
        }
        if self.stopped == Some(*button) {
            self.stopped = None;
            return false;
        }
        self.last = Some(Click { at: *pos, time: now, on: self.pressed.take() });
        true
    }
}

impl Plugin for Presses {
    fn debug_name(&self) -> &'static str {
        "presses"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let now = ctx.input(|input| input.time);
        let now = input.time.unwrap_or(now + f64::from(input.predicted_dt));
        let typing = ctx.text_edit_focused();
        let free = keyboard::free(ctx);
        // Keys that this very input presses or lets go.
        let mut changed: Vec<(Key, bool)> = Vec::new();
        input.events.retain(|event| {
            let Event::Key { key, pressed, repeat, modifiers, .. } = event else {
                return self.pointer(ctx, event, now);
            };
            let lately =
                changed.iter().rev().find(|(known, _)| known == key).map(|(_, down)| *down);
            let down = lately.unwrap_or_else(|| ctx.input(|input| input.key_down(*key)));
            changed.push((*key, *pressed));
            let again = *pressed && (*repeat || down);
            !again || may_repeat(*key, *modifiers, typing, free)
        });
    }
}

/// What a held key goes on with: scrolling, moving, zooming, and writing. Nothing that stores,
/// checks, goes on, undoes, confirms or switches something.
fn may_repeat(key: Key, modifiers: Modifiers, typing: bool, free: bool) -> bool {
    match key {
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight => !modifiers.alt,
        Key::Home
        | Key::End
        | Key::PageUp
        | Key::PageDown
        | Key::Tab
        | Key::Plus
        | Key::Minus
        | Key::Equals => true,
        // It scrolls where there is nothing to be pressed.
        Key::Space => typing || free,
        Key::Enter | Key::Escape => false,
        Key::Z | Key::Y | Key::Backspace | Key::Delete => typing,
        _ => typing && !modifiers.command && !modifiers.alt,
    }
}

/// Was the key pressed in this frame, anew and not because it is held? It is taken either way.
pub fn once(input: &mut InputState, modifiers: Modifiers, key: Key) -> bool {
    let anew = input.events.iter().any(|event| {
        matches!(event, Event::Key { key: pressed, pressed: true, repeat: false, .. } if *pressed == key)
    });
    input.consume_key(modifiers, key) && anew
}
