//! Signs that are missing or too many.

use crate::pack::{refusal::Refusal, ron_error::Explaining};
use ron::error::Error;

impl Explaining<'_> {
    /// A refusal about a bracket, a comma, a quote, or anything else that is neither a name nor a
    /// value; nothing for other errors.
    pub(super) fn of_signs(&self, error: &Error) -> Option<Refusal> {
        let here = self.start..self.end;
        Some(match error {
            Error::ExceededRecursionLimit => {
                Refusal::new(here, "too many brackets inside each other")
                    .remedy("Nest the parts of a diagram less deeply.")
            }
            Error::ExpectedAttribute | Error::ExpectedAttributeEnd => {
                Refusal::new(here, "what begins with `#` cannot be read")
                    .remedy("Remove it: a comment begins with `//`.")
            }
            Error::TrailingCharacters => {
                Refusal::new(self.word_at(self.end), "there is something after the end")
                    .remedy("Remove it, or look for a bracket too many above.")
            }
            // `pack/syntax.rs` finds the places of these mistakes first; this is for one that it
            // misses.
            Error::ExpectedStringEnd => {
                let at = self.culprit().map_or(self.start, |item| self.outline.value(item).start);
                Refusal::new(at..at + 1, "the text that starts here is never closed")
                    .remedy("End it with `\"`.")
            }
            Error::UnclosedBlockComment | Error::UnclosedLineComment => {
                Refusal::new(here, "a comment is never closed").remedy("End it with `*/`.")
            }
            Error::ExpectedComma => self.absent(","),
            Error::ExpectedMapColon => self.absent(":"),
            Error::ExpectedArrayEnd => self.absent("]"),
            Error::ExpectedMapEnd => self.absent("}"),
            Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => self.round_end(),
            Error::Eof => Refusal::new(self.end..self.end, "the file ends too early")
                .remedy("Close every bracket that is opened."),
            Error::UnexpectedChar(c) => {
                Refusal::new(self.word_at(self.end), format!("`{c}` means nothing here"))
                    .remedy("Remove it, or write what was meant.")
            }
            _ => return None,
        })
    }

    /// A refusal for a sign that is missing before what stands there.
    pub(super) fn absent(&self, sign: &str) -> Refusal {
        let at = self.word_at(self.end);
        let message = format!("a `{sign}` is missing before `{}`", self.outline.slice(&at));
        Refusal::new(at, message).remedy(format!("Add the `{sign}`."))
    }

    /// A refusal for something behind the one value that a name in front of `( )` takes.
    fn round_end(&self) -> Refusal {
        let found = self.absent(")");
        let inside = self.outline.before(self.end);
        let edits = self.gap(inside.and_then(|item| self.outline.parent(item)));
        found.stopgap(edits)
    }
}
