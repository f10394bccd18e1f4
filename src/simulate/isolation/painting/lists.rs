//! What is left to see and to do: every item keeps its place, with a sign, its words, and a word for
//! how it stands.

use super::{MOST, Painter, Place, float, head, lines, strike, written};
use crate::{
    diagram::{
        drawing::Align,
        geometry::Point,
        layout::{Span, wrap},
    },
    simulate::{
        isolation::{INSIDE, Item, Left, SEES, Words, count},
        sheet::Sheet,
    },
    theme::{TextStyle, icons},
};

/// The column of signs, in points.
const SIGN: f32 = 24.0;
/// Between two items, in points.
const GAP: f32 = 8.0;
const TEXT: TextStyle = TextStyle::Ui;
const STATE: TextStyle = TextStyle::Small;

impl Painter<'_> {
    /// One of the two lists; returns where it ends.
    pub(super) fn list(&self, sheet: &mut Sheet<'_>, words: Words, place: Place) -> f32 {
        let items = if words.head == SEES.head { &self.model.sees } else { &self.model.may };
        let (left, inside) = count(items, self.setting);
        let inside = match inside {
            0 => String::new(),
            inside => format!(", {inside} only inside"),
        };
        let counted = format!("{left} of {}{inside}", items.len());
        let mut y = head(sheet, words.head, &counted, place);
        for item in items {
            y = self.item(sheet, words, item, Place { top: y, ..place }) + GAP;
        }
        y - GAP
    }

    fn item(&self, sheet: &mut Sheet<'_>, words: Words, item: &Item, place: Place) -> f32 {
        let tokens = sheet.tokens;
        let left = item.left(self.setting);
        let (x, room) = (place.left + SIGN, place.width - SIGN);
        let text = broken(sheet, &item.text, room);
        let kept = kept(sheet, words, item, room);
        let bottom = place.top + float(text.len()) * TEXT.line() + kept * STATE.line();
        let said = format!("{}. {}", item.text, words.said(&left));
        sheet.part(said, place.from(place.top, bottom));
        let (icon, ink, text_ink) = match left {
            Left::Whole => (icons::CHECK, tokens.text, tokens.text),
            Left::Inside(_) => (icons::HALF, tokens.text2, tokens.text),
            Left::Gone(_) => (icons::CROSS, tokens.text3, tokens.text3),
        };
        let at = Point { x: place.left + 8.0, y: place.top + TEXT.line() / 2.0 };
        sheet.icon(icon, at, 16.0, ink);
        let mut y = place.top;
        for line in text {
            let middle = y + TEXT.line() / 2.0;
            let at = Point { x, y: middle };
            sheet.words(&line, TEXT, text_ink, at, Align::Left);
            if matches!(left, Left::Gone(_)) {
                strike(sheet, x, middle + 1.0, sheet.wide(&line, TEXT), text_ink);
            }
            y += TEXT.line();
        }
        let state = shown(words, &left);
        written(sheet, (&state, STATE, tokens.text2), (x, y), room);
        bottom
    }
}

/// An item's words in lines.
fn broken(sheet: &Sheet<'_>, text: &str, room: f32) -> Vec<String> {
    if sheet.wide(text, TEXT) <= room {
        return vec![text.to_owned()];
    }
    let lines = wrap(sheet.measure, &[(text, TEXT)], room, MOST);
    let line = |spans: Vec<Span>| spans.into_iter().map(|span| span.text).collect();
    lines.into_iter().map(line).collect()
}

/// How an item stands, in as few words as its row has room for.
fn shown(words: Words, left: &Left<'_>) -> String {
    match left {
        Left::Gone(reasons) => {
            let first = reasons.first().copied().unwrap_or_default();
            gone(words, first, reasons.len())
        }
        left => words.said(left),
    }
}

/// The first reason, and how many ways lead to the same.
fn gone(words: Words, reason: &str, ways: usize) -> String {
    if ways < 2 {
        return format!("{}: {reason}", words.gone);
    }
    format!("{} {ways} ways: {reason}", words.gone)
}

/// How many lines the longest state of an item takes, so that nothing moves when it changes.
fn kept(sheet: &Sheet<'_>, words: Words, item: &Item, room: f32) -> f32 {
    let gone = item.unless.iter().map(|limit| gone(words, &limit.reason, item.unless.len()));
    let inside = item.within.iter().map(|limit| format!("{INSIDE}: {}", limit.reason));
    let each = gone.chain(inside).map(|state| lines(sheet, &state, STATE, room));
    each.fold(1.0, f32::max)
}
