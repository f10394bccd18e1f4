//! Characters that are not what they look like: odd spaces, odd quotes, letters of another script.

use crate::quiz::looks;

/// Does nobody see the character, because it takes up no room or only turns round what stands
/// beside it?
pub(crate) fn is_invisible(c: char) -> bool {
    looks::is_invisible(c) && !c.is_control()
}

/// Is it a space other than the one of the space bar?
pub(crate) fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii_whitespace()
}

/// Can nothing in the text be seen?
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Does the character join or part letters, or give them their direction, in scripts that need it?
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}'..='\u{200F}' | '\u{61C}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0020}'..='\u{E007F}')
}

/// A character by its number and its name: `U+200B, a zero-width space`.
pub(crate) fn named(c: char) -> String {
    let name = match c {
        '\u{A0}' => ", a no-break space",
        '\u{AD}' => ", a soft hyphen",
        '\u{200B}' => ", a zero-width space",
        '\u{200C}' => ", a zero-width non-joiner",
        '\u{200D}' => ", a zero-width joiner",
        '\u{200E}' | '\u{200F}' | '\u{61C}' => ", a mark of direction",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => ", which turns text round",
        '\u{202F}' => ", a narrow no-break space",
        '\u{2060}' => ", a word joiner",
        '\u{3000}' => ", a wide space",
        '\u{FEFF}' => ", a byte order mark",
        _ => "",
    };
    let like = latin(c).map_or(String::new(), |latin| format!(", which looks like `{latin}`"));
    format!("U+{:04X}{name}{like}", u32::from(c))
}

/// The first character of a name that cannot be seen, or that is an odd space, and its place in
/// bytes. Joiners that other scripts and emoji need are not counted.
pub(crate) fn unseen(text: &str) -> Option<(usize, char)> {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        // A joiner is needed after a letter of a script beyond Latin.
        let needed = is_joiner(c) && before > '\u{24F}';
        if (is_invisible(c) && !needed) || (is_odd_space(c) && c != '\u{2028}' && c != '\u{2029}') {
            return Some((at, c));
        }
        before = c;
    }
    None
}

/// The Latin letter that a letter of another script looks like: Cyrillic, Greek, and wide forms.
pub(crate) fn latin(c: char) -> Option<char> {
    let wide = ('\u{FF01}'..='\u{FF5E}').contains(&c);
    let plain = wide.then(|| char::from_u32(u32::from(c) - 0xFEE0)).flatten();
    plain.filter(char::is_ascii_alphanumeric).or_else(|| looks::latin(c))
}

/// The first letter of another script in a word whose other letters are Latin, and its place in
/// bytes.
pub(crate) fn foreign(text: &str) -> Option<(usize, char)> {
    let mut from = 0;
    for word in text.split(|c: char| !c.is_alphabetic()) {
        let here = from;
        from += word.len();
        from += text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let (mut plain, mut other, mut sure) = (false, None, true);
        for (at, c) in word.char_indices() {
            if c.is_ascii_alphabetic() {
                plain = true;
            } else if latin(c).is_some() {
                other = other.or(Some((here + at, c)));
            } else if c > '\u{24F}' {
                // The letter looks like no Latin one, so the word is really written in that script.
                sure = false;
            }
        }
        if plain && sure && other.is_some() {
            return other;
        }
    }
    None
}

/// For a quotation mark that begins no text in RON: the marks that may end the text that it begins.
pub(crate) fn quote(c: char) -> Option<&'static [char]> {
    Some(match c {
        '“' | '”' | '„' | '‟' | '＂' | '″' => &['”', '“', '"', '‟', '＂', '″'],
        '‘' | '’' | '‚' | '‛' => &['’', '‘', '\''],
        '«' | '»' => &['»', '«'],
        '\'' => &['\''],
        '`' => &['`', '\''],
        '「' => &['」'],
        _ => return None,
    })
}

/// For punctuation of another keyboard, what RON writes for it.
pub(crate) fn plain_sign(c: char) -> Option<char> {
    Some(match c {
        '：' | '∶' | '﹕' => ':',
        // What parts entries in other languages becomes a comma.
        '，' | '、' | '،' | ';' | '；' => ',',
        '（' => '(',
        '）' => ')',
        '［' | '【' => '[',
        '］' | '】' => ']',
        _ => return None,
    })
}
