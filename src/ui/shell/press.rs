//! One press is one command. A key that is held down, and the second click of a double click that
//! lands on what has just appeared, are stopped here, before any widget sees them.

use crate::{app::Model, quiz::Answer, ui::kit::keyboard};
use egui::{Context, Event, Id, InputState, Key, Modifiers, Plugin, PointerButton, Pos2, RawInput};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Stands between the window's events and egui.
#[derive(Debug, Default)]
pub struct Presses {
    /// A hash of what the window asks for now: see [`Presses::page`].
    page: u64,
    /// What was done in the last frame has not been painted yet.
    unsettled: bool,
    /// The last click.
    last: Option<Click>,
    /// The press of this button was stopped, so its release is too.
    stopped: Option<PointerButton>,
    /// What the button that is held was pressed on.
    pressed: Option<Control>,
}

/// A control under the pointer. Its name is not known here, so its size stands for it: with another
/// size it is another control, or says something else.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Control {
    id: Id,
    size: egui::Vec2,
    page: u64,
}

#[derive(Debug, Clone, Copy)]
struct Click {
    at: Pos2,
    /// When, in seconds.
    time: f64,
    on: Option<Control>,
}

/// For so long, in seconds, a press counts as the second one of a double click while the first is
/// not painted yet.
const SLOW: f64 = 1.0;

impl Presses {
    /// Registers this with egui, once for each context.
    pub fn install(ctx: &Context) {
        ctx.add_plugin(Self::default());
    }

    /// Notes after a frame what the window asks for, and whether something is still to be painted.
    /// Both presses of a double click must meet the same.
    pub fn page(ctx: &Context, model: &Model, unsettled: bool) {
        let mut page = DefaultHasher::new();
        model.navigation.visit.hash(&mut page);
        model.overlay.map(|overlay| std::mem::discriminant(&overlay)).hash(&mut page);
        std::mem::discriminant(&model.import).hash(&mut page);
        model.undoing.done.len().hash(&mut page);
        if let Some(session) = model.session() {
            session.current().hash(&mut page);
            (session.open(), session.finished()).hash(&mut page);
            // Giving an item goes on to the next one, which the same click would give as well.
            if let Some(Answer::Pairs(pairs)) =
                session.current_turn().and_then(|turn| turn.chosen.as_ref())
            {
                pairs.hash(&mut page);
            }
        }
        let page = page.finish();
        ctx.with_plugin(|presses: &mut Self| (presses.page, presses.unsettled) = (page, unsettled));
    }

    /// What a press at this point would hit, as it was painted last.
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

    /// Is it the second press of a double click, with something else in its place than at the
    /// first?
    fn is_second(&self, ctx: &Context, at: Pos2, now: f64) -> bool {
        let Some(last) = &self.last else { return false };
        let options = ctx.options(|options| options.input_options);
        if last.on.is_none() || last.at.distance(at) > options.max_click_dist {
            return false;
        }
        // Until the first press is painted, nobody can mean what it leads to.
        let limit = if self.unsettled { SLOW } else { options.max_double_click_delay };
        now - last.time < limit && (self.unsettled || self.control(ctx, at) != last.on)
    }

    /// May this event of the pointer go on to egui?
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
        // Keys that go down or up in this input; egui does not know of them yet.
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

/// May a held key repeat this? Scrolling, moving, zooming and writing may; storing, checking, going
/// on, undoing, confirming and switching may not.
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
        // Space scrolls where no control takes it.
        Key::Space => typing || free,
        Key::Enter | Key::Escape => false,
        Key::Z | Key::Y | Key::Backspace | Key::Delete => typing,
        _ => typing && !modifiers.command && !modifiers.alt,
    }
}

/// Was the key pressed in this frame, and not only repeated? In both cases nothing else sees it.
pub fn once(input: &mut InputState, modifiers: Modifiers, key: Key) -> bool {
    let anew = input.events.iter().any(|event| {
        matches!(event, Event::Key { key: pressed, pressed: true, repeat: false, .. } if *pressed == key)
    });
    input.consume_key(modifiers, key) && anew
}
