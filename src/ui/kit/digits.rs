//! Number keys on every keyboard: on French, Belgian and Czech ones the row of digits types digits
//! with Shift only, and signs without. There a key counts by its place.

use egui::{Event, InputState, Key};

const DIGITS: [Key; 10] = [
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// The digit that a key means: the one that it types; else, if it types a sign, the one that other
/// keyboards have in its place. The arrows of a number pad stay arrows.
#[must_use]
pub fn digit(key: Key, physical: Option<Key>, shift: bool) -> Option<usize> {
    let of = |key: Key| DIGITS.iter().position(|digit| *digit == key);
    of(key).or_else(|| physical.filter(|_| is_sign(key) && !shift).and_then(of))
}

/// Does the key type something that is neither a letter nor a digit?
fn is_sign(key: Key) -> bool {
    matches!(
        key,
        Key::Backslash
            | Key::Backtick
            | Key::CloseBracket
            | Key::CloseCurlyBracket
            | Key::Colon
            | Key::Comma
            | Key::Equals
            | Key::Exclamationmark
            | Key::Minus
            | Key::OpenBracket
            | Key::OpenCurlyBracket
            | Key::Period
            | Key::Pipe
            | Key::Plus
            | Key::Questionmark
            | Key::Quote
            | Key::Semicolon
            | Key::Slash
    )
}

/// Does the key zoom a figure? Then it is no digit, even where it stands in the place of one.
fn zooms(key: Key) -> bool {
    matches!(key, Key::Plus | Key::Equals | Key::Minus)
}

/// Was this number key pressed, without Ctrl? If so, nothing else in this frame sees it. While a
/// layer has the focus (`zooming`), a key that types `+` or `−` zooms the figure, wherever it
/// stands.
pub fn take(input: &mut InputState, wanted: usize, zooming: bool) -> bool {
    let before = input.events.len();
    input.events.retain(|event| {
        let Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else {
            return true;
        };
        let plain = !modifiers.ctrl && !modifiers.command && !modifiers.mac_cmd;
        let ours = plain && !(zooming && zooms(*key));
        !(ours && digit(*key, *physical_key, modifiers.shift) == Some(wanted))
    });
    input.events.len() < before
}
