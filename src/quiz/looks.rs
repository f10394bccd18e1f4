//! What a text looks like: two texts that look alike cannot be told apart by reading them.

use icu_normalizer::ComposingNormalizerBorrowed;

/// A text as it looks, equal for texts that no reader could tell apart: whatever cannot be seen is
/// left out, spaces are single, and signs that differ by a hair, or not at all, are one. Case is
/// seen, and so are accents.
#[must_use]
pub fn looks(text: &str) -> String {
    if text.is_ascii() {
        return spaced(seen_ascii(text).map(|c| if c == '`' { '\'' } else { c }));
    }
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).map(sign).collect();
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(&seen);
    latinised(&single_spaced(&composed))
}

/// The characters of a plain ASCII text that can be seen, white space included.
pub(super) fn seen_ascii(text: &str) -> impl Iterator<Item = char> {
    let seen = |byte: &u8| *byte >= b' ' && *byte != 0x7F || (b'\t'..=b'\r').contains(byte);
    text.bytes().filter(seen).map(char::from)
}

/// The text with letters of other scripts replaced by the Latin letters that they look like.
#[must_use]
pub fn latinised(text: &str) -> String {
    text.chars().map(|c| latin(c).unwrap_or(c)).collect()
}

/// The words of a text with single spaces between them, and none at its ends.
#[must_use]
pub fn single_spaced(text: &str) -> String {
    spaced(text.chars())
}

/// Characters as words with a space between them, and none at their ends.
pub(super) fn spaced(text: impl Iterator<Item = char>) -> String {
    let (mut words, mut gap) = (String::with_capacity(text.size_hint().1.unwrap_or(0)), false);
    for c in text {
        if c.is_whitespace() {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push(' ');
            gap = false;
        }
        words.push(c);
    }
    words
}

/// Does nobody see the character, because it takes up no room or only turns round what stands
/// beside it?
#[must_use]
pub fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(
            c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
                | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
                | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
        )
}

/// Short dashes become hyphens, single quotes of all kinds `'` and double ones `"`; other
/// characters stay.
fn sign(c: char) -> char {
    match c {
        '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => '-',
        '\u{B5}' => '\u{3BC}',
        c if is_single_quote(c) => '\'',
        c if is_double_quote(c) => '"',
        c => c,
    }
}

/// An apostrophe, a single quote, or what is typed for one.
#[must_use]
pub fn is_single_quote(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '\u{B4}' | '\u{2B9}' | '\u{2BB}'..='\u{2BD}' | '\u{2CA}' | '\u{2CB}'
            | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{2035}' | '\u{2039}' | '\u{203A}'
            | '\u{FF07}' | '\u{FF40}'
    )
}

/// Is it a mark that stands round quoted words, or one that is typed for it?
#[must_use]
pub fn is_double_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{AB}' | '\u{BB}' | '\u{2BA}' | '\u{201C}'
            ..='\u{201F}' | '\u{2033}' | '\u{2036}' | '\u{FF02}'
    )
}

/// A hyphen, a dash or a minus sign of any length.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{58A}' | '\u{5BE}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2043}'
                | '\u{207B}'
                | '\u{2212}'
                | '\u{2E3A}'
                | '\u{2E3B}'
                | '\u{301C}'
                | '\u{FE58}'
                | '\u{FE63}'
                | '\u{FF0D}'
    )
}

/// The Latin letter that a letter of another script looks like.
#[must_use]
pub fn latin(c: char) -> Option<char> {
    Some(match c {
        '\u{410}' | '\u{391}' => 'A',
        '\u{412}' | '\u{392}' => 'B',
        '\u{421}' | '\u{3F9}' => 'C',
        '\u{415}' | '\u{395}' => 'E',
        '\u{41D}' | '\u{397}' => 'H',
        '\u{406}' | '\u{4C0}' | '\u{399}' => 'I',
        '\u{408}' => 'J',
        '\u{41A}' | '\u{39A}' => 'K',
        '\u{41C}' | '\u{39C}' => 'M',
        '\u{39D}' => 'N',
        '\u{41E}' | '\u{39F}' => 'O',
        '\u{420}' | '\u{3A1}' => 'P',
        '\u{405}' => 'S',
        '\u{422}' | '\u{3A4}' => 'T',
        '\u{425}' | '\u{3A7}' => 'X',
        '\u{423}' | '\u{4AE}' | '\u{3A5}' => 'Y',
        '\u{396}' => 'Z',
        '\u{430}' => 'a',
        '\u{441}' | '\u{3F2}' => 'c',
        '\u{501}' => 'd',
        '\u{435}' => 'e',
        '\u{4BB}' => 'h',
        '\u{456}' => 'i',
        '\u{458}' => 'j',
        '\u{43E}' | '\u{3BF}' => 'o',
        '\u{440}' => 'p',
        '\u{51B}' => 'q',
        '\u{455}' => 's',
        '\u{51D}' => 'w',
        '\u{445}' => 'x',
        '\u{443}' => 'y',
        _ => return None,
    })
}
