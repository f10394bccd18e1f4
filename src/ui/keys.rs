//! The keys of the table in `app/keys.rs`, as egui reports them.

use crate::app::keys::{PlaceKey, Shortcut};
use egui::{InputState, Key, Modifiers};

/// Was one of the keys pressed? If so, nothing else in this frame sees it.
pub fn take(input: &mut InputState, key: PlaceKey) -> bool {
    key.keys().iter().any(|shortcut| take_shortcut(input, *shortcut))
}

/// Was one of the keys pressed? Others may see it too.
#[must_use]
pub fn pressed(input: &InputState, key: PlaceKey) -> bool {
    key.keys().iter().any(|shortcut| {
        Key::from_name(shortcut.key).is_some_and(|key| input.key_pressed(key))
            && input.modifiers.matches_logically(modifiers(*shortcut))
    })
}

/// Was this shortcut pressed? If so, nothing else in this frame sees it.
pub fn take_shortcut(input: &mut InputState, shortcut: Shortcut) -> bool {
    let Some(key) = Key::from_name(shortcut.key) else { return false };
    let with = modifiers(shortcut);
    // "+" is Shift and "=" on many keyboards; "?" is Shift and "/".
    input.consume_key(with, key)
        || match key {
            Key::Plus => input.consume_key(with, Key::Equals),
            Key::Questionmark => input.consume_key(with | Modifiers::SHIFT, Key::Slash),
            _ => false,
        }
}

/// The modifiers of a shortcut.
fn modifiers(shortcut: Shortcut) -> Modifiers {
    let mut modifiers = Modifiers::NONE;
    for (held, with) in [
        (shortcut.ctrl, Modifiers::COMMAND),
        (shortcut.alt, Modifiers::ALT),
        (shortcut.shift, Modifiers::SHIFT),
    ] {
        if held {
            modifiers = modifiers.plus(with);
        }
    }
    modifiers
}
