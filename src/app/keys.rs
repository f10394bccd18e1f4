//! Keys and what they mean: the shortcuts of commands, and the keys that mean something in a place.
//! Whoever takes keys, tooltips and the overlay of keys all read them here.

use std::fmt::Write as _;

/// A key with its modifiers, whatever the toolkit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// With Control held; on a Mac, with Command.
    pub ctrl: bool,
    /// With Alt held.
    pub alt: bool,
    /// With Shift held.
    pub shift: bool,
    /// The key as the toolkit names it: `F`, `ArrowLeft`, `Plus`.
    pub key: &'static str,
}

impl Shortcut {
    /// The shortcut as tooltips and the overlay write it.
    #[must_use]
    pub fn words(self) -> String {
        let key = match self.key {
            "ArrowLeft" => "←",
            "ArrowRight" => "→",
            "ArrowUp" => "↑",
            "ArrowDown" => "↓",
            "Plus" => "+",
            "Minus" => "−",
            "Period" => ".",
            "Comma" => ",",
            "Questionmark" => "?",
            "PageDown" => "Page Down",
            "PageUp" => "Page Up",
            "Escape" => "Esc",
            key => key,
        };
        let mut words = String::new();
        for (held, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if held {
                words.push_str(name);
            }
        }
        words + key
    }
}

pub(super) const fn ctrl(key: &'static str) -> Shortcut {
    Shortcut { ctrl: true, ..plain(key) }
}

pub(super) const fn alt(key: &'static str) -> Shortcut {
    Shortcut { alt: true, ..plain(key) }
}

pub(super) const fn plain(key: &'static str) -> Shortcut {
    Shortcut { ctrl: false, alt: false, shift: false, key }
}

const fn shift(key: &'static str) -> Shortcut {
    Shortcut { shift: true, ..plain(key) }
}

/// Something that keys mean in a place, rather than everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlaceKey {
    /// Closes what lies on top.
    Close,
    /// To the next step or hop of the figure in sight.
    StepOn,
    /// To the step or hop before.
    StepBack,
    /// The figure is shown larger.
    ZoomIn,
    /// The figure is shown smaller.
    ZoomOut,
    /// The figure is shown as it was laid out.
    ZoomWhole,
    /// The figure in sight fills the window, or is back in its place.
    Fill,
    /// The figure in sight is shown to an audience.
    Present,
    /// While a figure is presented: to the next step.
    TurnOn,
    /// While a figure is presented: to the step before.
    TurnBack,
    /// The lesson is scrolled down by most of its height.
    PageDown,
    /// The lesson is scrolled up by most of its height.
    PageUp,
    /// The lesson is scrolled down by some lines.
    LineDown,
    /// The lesson is scrolled up by some lines.
    LineUp,
    /// To the beginning of the lesson.
    ToStart,
    /// To the end of the lesson.
    ToEnd,
    /// To the next place that was found.
    FindNext,
    /// To the place that was found before this one.
    FindBefore,
    /// To the next lesson in which the words are found.
    FindOnward,
    /// The answer is checked, or it goes on, wherever the focus is.
    Answer,
}

impl PlaceKey {
    /// The keys that mean this; tooltips name the first one.
    #[must_use]
    pub const fn keys(self) -> &'static [Shortcut] {
        match self {
            Self::Close => const { &[plain("Escape")] },
            Self::StepOn => const { &[plain("Period")] },
            Self::StepBack => const { &[plain("Comma")] },
            Self::ZoomIn => const { &[plain("Plus")] },
            Self::ZoomOut => const { &[plain("Minus")] },
            Self::ZoomWhole => const { &[plain("0")] },
            Self::Fill => const { &[plain("F")] },
            Self::Present => const { &[plain("F5")] },
            Self::TurnOn => const { &[plain("ArrowRight"), plain("PageDown"), plain("Space")] },
            Self::TurnBack => const { &[plain("ArrowLeft"), plain("PageUp")] },
            Self::PageDown => const { &[plain("Space"), plain("PageDown")] },
            Self::PageUp => const { &[shift("Space"), plain("PageUp")] },
            Self::LineDown => const { &[plain("ArrowDown")] },
            Self::LineUp => const { &[plain("ArrowUp")] },
            Self::ToStart => const { &[plain("Home")] },
            Self::ToEnd => const { &[plain("End")] },
            Self::FindNext => const { &[plain("Enter")] },
            Self::FindBefore => const { &[shift("Enter")] },
            Self::FindOnward | Self::Answer => const { &[ctrl("Enter")] },
        }
    }

    /// The keys in words: "Space, Page Down".
    #[must_use]
    pub fn words(self) -> String {
        let words: Vec<String> = self.keys().iter().map(|key| key.words()).collect();
        words.join(", ")
    }

    /// What a control does, with the key that does the same: "Next step (.)".
    #[must_use]
    pub fn tip(self, what: &str) -> String {
        let mut tip = what.to_owned();
        if let Some(key) = self.keys().first() {
            // Writing to a text cannot fail.
            let _written = write!(tip, " ({})", key.words());
        }
        tip
    }
}

/// A line of the overlay of keys.
#[derive(Debug, Clone, Copy)]
pub struct PlaceRow {
    /// The place in which they mean it: the heading of the line.
    pub place: &'static str,
    /// The keys.
    pub keys: RowKeys,
    /// What they do.
    pub what: &'static str,
}

/// The keys of a line.
#[derive(Debug, Clone, Copy)]
pub enum RowKeys {
    /// Keys of the table.
    Of(&'static [PlaceKey]),
    /// Keys that the toolkit or a single control takes, in words.
    Said(&'static str),
}

impl PlaceRow {
    /// The keys in words: "Home and End", "+, −, 0".
    #[must_use]
    pub fn words(&self) -> String {
        match self.keys {
            RowKeys::Said(words) => words.to_owned(),
            RowKeys::Of(keys) => {
                let words: Vec<String> = keys.iter().map(|key| key.words()).collect();
                words.join(if words.len() == 2 { " and " } else { ", " })
            }
        }
    }
}

const fn of(place: &'static str, keys: &'static [PlaceKey], what: &'static str) -> PlaceRow {
    PlaceRow { place, keys: RowKeys::Of(keys), what }
}

const fn said(place: &'static str, keys: &'static str, what: &'static str) -> PlaceRow {
    PlaceRow { place, keys: RowKeys::Said(keys), what }
}

use PlaceKey::{
    Answer, Close, Fill, FindBefore, FindNext, FindOnward, PageDown, PageUp, Present, StepBack,
    StepOn, ToEnd, ToStart, TurnBack, TurnOn, ZoomIn, ZoomOut, ZoomWhole,
};

/// All keys of places, in the order of the overlay.
pub const PLACE_ROWS: [PlaceRow; 20] = [
    said("Anywhere", "Tab, Shift+Tab", "To the next or previous control"),
    of("Anywhere", &[Close], "Close what lies on top"),
    said("Anywhere", "Ctrl+Q", "Quit"),
    said("Diagram", "← ↑ ↓ →", "From layer to layer"),
    said("Diagram", "Enter", "Open a layer, or choose it as the answer"),
    of("Diagram", &[StepOn, StepBack], "Next or previous step"),
    of("Diagram", &[ZoomIn, ZoomOut, ZoomWhole], "Zoom in, zoom out, whole figure"),
    said("Diagram", "Ctrl+wheel", "Zoom where the pointer is; drag to move"),
    of("Diagram", &[Fill], "Fill the window with it, and back"),
    of("Diagram", &[Present], "Present it: large words, and the keys below"),
    of("Presenting", &[TurnOn], "Next step"),
    of("Presenting", &[TurnBack], "Previous step"),
    said("Quiz", "1 – 9", "Choose an option"),
    said("Quiz", "Enter", "Check the answer, then go on"),
    of("Quiz", &[Answer], "The same, also from the diagram or the page"),
    of("Lesson", &[PageDown], "Scroll down"),
    of("Lesson", &[PageUp], "Scroll up"),
    of("Lesson", &[ToStart, ToEnd], "To the beginning or the end"),
    of("Find", &[FindNext, FindBefore], "Next or previous place"),
    of("Find", &[FindOnward], "Next lesson that has it"),
];
