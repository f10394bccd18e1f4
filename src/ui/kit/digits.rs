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

#[cfg(test)]
mod tests {
    use super::{Key, digit};

    #[test]
    fn number_keys_mean_their_number_on_every_row() {
        // In the order 1 to 9, then 0: what the unshifted row of a layout types, as the toolkit names
        // it; where it has no name, the toolkit takes the place itself.
        let us = (1..=9).chain([0]).map(number).collect::<Vec<_>>();
        let french: [Key; 10] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Quote,
            Key::Num5,
            Key::Minus,
            Key::Num7,
            Key::Num8,
            Key::Num9,
            Key::Num0,
        ];
        let belgian: [Key; 10] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Quote,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Exclamationmark,
            Key::Num9,
            Key::Num0,
        ];
        let czech: [Key; 10] = [
            Key::Plus,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
            Key::Num0,
        ];
        for row in [&us[..], &french, &belgian, &czech] {
            for (typed, place) in row.iter().zip(&us) {
                let expected = us.iter().position(|key| key == place).map(|at| (at + 1) % 10);
                assert_eq!(digit(*typed, Some(*place), false), expected, "{typed:?} at {place:?}");
            }
        }
        // With Shift a French key types a digit, and other keys a sign.
        assert_eq!(digit(Key::Num4, Some(Key::Num4), true), Some(4));
        assert_eq!(digit(Key::Exclamationmark, Some(Key::Num1), true), None);
        // Without its lock a number pad has arrows; a key whose place is unknown means no number.
        for (arrow, place) in [
            (Key::End, Key::Num1),
            (Key::ArrowDown, Key::Num2),
            (Key::PageDown, Key::Num3),
            (Key::Home, Key::Num7),
            (Key::ArrowUp, Key::Num8),
            (Key::Insert, Key::Num0),
        ] {
            assert_eq!(digit(arrow, Some(place), false), None, "{arrow:?}");
        }
        assert_eq!(digit(Key::Plus, None, false), None);
        assert_eq!(digit(Key::Plus, Some(Key::Equals), false), None);
        // On a row with the digits in other places, the typed digit counts.
        assert_eq!(digit(Key::Num7, Some(Key::Num2), false), Some(7));
    }

    fn number(digit: usize) -> Key {
        Key::from_name(&digit.to_string()).unwrap()
    }
}
