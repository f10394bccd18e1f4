//! Plain mistakes of a text's shape, in an author's words.

use crate::pack::{
    edit::Edit,
    refusal::Refusal,
    signs, stopgap,
    syntax::shape::{Kind, Slip},
};

pub(super) fn slip(text: &str, slip: Slip) -> Refusal {
    let Slip { kind, at, fix } = slip;
    let (message, remedy) = match kind {
        Kind::Quote(c) => (
            format!("a text cannot begin with {c}"),
            "Write it in straight quotes: \"…\".".to_owned(),
        ),
        Kind::Space(c) if signs::is_odd_space(c) => (
            format!("this space is not the space bar's: it is {}", signs::named(c)),
            "Write an ordinary space.".to_owned(),
        ),
        Kind::Space(c) => (
            format!("here stands a character that cannot be seen: {}", signs::named(c)),
            "Remove it.".to_owned(),
        ),
        Kind::Sign(c, sign) => (format!("`{c}` means nothing here"), format!("Write `{sign}`.")),
        Kind::Equals => {
            let sign = text.get(at.clone()).unwrap_or("=");
            (format!("`{sign}` means nothing here"), "Write `:`.".to_owned())
        }
        Kind::Braces => {
            ("fields stand in `( )`, not in `{ }`".to_owned(), "Write `(` and `)`.".to_owned())
        }
        Kind::Hash => ("`#` begins no comment".to_owned(), "Begin it with `//`.".to_owned()),
        Kind::ExtraComma => ("this comma is one too many".to_owned(), "Remove it.".to_owned()),
        Kind::ExtraColon => ("this colon is one too many".to_owned(), "Remove it.".to_owned()),
        Kind::Comma => {
            let rest = text.get(at.start..).unwrap_or("");
            let stops = |c: char| !(c.is_alphanumeric() || "_-.".contains(c));
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let length = rest.find(stops).unwrap_or(rest.len()).max(first);
            let next = rest.get(..length).unwrap_or("");
            (format!("a comma is missing before `{next}`"), "Add it.".to_owned())
        }
        Kind::Colon => {
            let name = text.get(at.clone()).unwrap_or("");
            (format!("a `:` is missing after `{name}`"), "Add it.".to_owned())
        }
        Kind::QuotedName => {
            let name = text.get(at.start + 1..at.end - 1).unwrap_or("");
            let message = "the name of a field stands without quotes".to_owned();
            (message, format!("Write `{name}:`."))
        }
        Kind::Empty(key, comma) => {
            let name = text.get(key).unwrap_or("").trim_matches('"');
            let comma = if comma { "" } else { "," };
            let value = stopgap::of_field(name);
            let on = vec![Edit::insert(at.start, format!("{value}{comma}"))];
            return Refusal::new(at, format!("`{name}` has no value"))
                .remedy("Write one, or leave the field out.")
                .stopgap(on);
        }
    };
    Refusal::new(at, message).remedy(remedy).fix(fix)
}
