//! Values of another type than the one that must stand there.

use crate::pack::{edit::Edit, outline::Item, refusal::Refusal, ron_error::Explaining, stopgap};
use ron::error::Error;

impl Explaining<'_> {
    /// A refusal about a value of the wrong type; nothing for other errors.
    pub(super) fn of_values(&self, error: &Error) -> Option<Refusal> {
        Some(match error {
            Error::ExpectedInteger
            | Error::InvalidIntegerDigit { .. }
            | Error::IntegerOutOfBounds
            | Error::UnderscoreAtBeginning => self.whole_number(error),
            Error::ExpectedFloat | Error::FloatUnderscore => self.number(),
            Error::ExpectedString | Error::ExpectedByteString => self.text(),
            Error::ExpectedBoolean => self.truth(),
            Error::ExpectedArray => self.list(),
            Error::ExpectedStructLike
            | Error::ExpectedNamedStructLike(_)
            | Error::ExpectedStructName(_)
            | Error::ExpectedMap
            | Error::ExpectedUnit
            | Error::ExpectedOption => self.fields(),
            Error::InvalidValueForType { .. }
            | Error::ExpectedDifferentLength { .. }
            | Error::ExpectedChar
            | Error::ExpectedByteLiteral => self.of_another_kind(),
            Error::InvalidEscape(_) | Error::Utf8Error(_) => self.escape(),
            Error::ExpectedComma => return self.cut_number(),
            _ => return None,
        })
    }

    fn whole_number(&self, error: &Error) -> Refusal {
        let written = self.written();
        let field = self.culprit().and_then(|item| self.outline.field_of(item));
        let stopgap = field.map(stopgap::of_field).filter(|stopgap| !stopgap.contains('"'));
        let refusal = self.wrong("a whole number", stopgap.unwrap_or("1"));
        let bare = written.trim_matches('"').trim();
        if bare != written && bare.parse::<u32>().is_ok() {
            return self.write(refusal, bare);
        }
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if written.strip_prefix('-').is_some_and(digits) {
            let message = format!("{} cannot be below 0, and this is `{written}`", self.named());
            return Refusal { message, ..refusal }.remedy("Write a whole number, 0 or above.");
        }
        if *error == Error::IntegerOutOfBounds {
            let message = format!("{} is too large: `{written}`", self.named());
            return Refusal { message, ..refusal }.remedy("Write a smaller whole number.");
        }
        refusal.remedy("Write its digits, such as `10`.")
    }

    /// A refusal of `10.5` where a whole number must stand, or of `60s`: `ron` reads a number only
    /// up to what does not fit.
    fn cut_number(&self) -> Option<Refusal> {
        let item = self.outline.item(self.culprit()?)?;
        let cut = item.open().is_none() && !item.is_text() && item.at().start < self.end;
        if !cut || self.end >= item.at().end {
            return None;
        }
        let field = self.outline.field_of(self.culprit()?);
        let whole = field.is_some_and(|field| !matches!(field, "value" | "tolerance"));
        Some(if whole { self.whole_number(&Error::ExpectedInteger) } else { self.number() })
    }

    fn number(&self) -> Refusal {
        let written = self.written();
        let refusal = self.wrong("a number", "1");
        let bare = written.trim_matches('"').trim();
        if bare.parse::<f64>().is_ok_and(f64::is_finite) && bare != written {
            return self.write(refusal, bare);
        }
        refusal.remedy("Write its digits, such as `2` or `0.5`; its unit is a field of its own.")
    }

    fn text(&self) -> Refusal {
        let keyed = self.outline.keyed_at(self.end);
        let item = keyed.or_else(|| self.culprit()).and_then(|item| self.outline.item(item));
        if let Some(key) = item.and_then(Item::key).filter(|key| key.start == self.end) {
            // An author has written `Prose(text: "…")` for `Prose("…")`.
            let whole = keyed.map_or(key.clone(), |item| self.outline.value(item));
            let name = self.outline.slice(&key);
            let literal = item.filter(|item| item.is_text()).map(Item::at);
            let fix = literal.map(|literal| Edit::remove(key.start..literal.start));
            return Refusal::new(
                key.start..whole.end,
                format!("this takes a text, and no field `{name}`"),
            )
            .remedy("Write the text alone, in quotes.")
            .fix(fix.into_iter().collect());
        }
        let refusal = self.wrong("a text in quotes", "\"\"");
        let written = self.outline.slice(&self.whole_value());
        let simple = item.is_some_and(|item| item.open().is_none());
        if simple && !written.contains(['"', '\'', '\\', '\n']) && written.len() < 80 {
            let field = self.culprit().and_then(|item| self.outline.field_of(item));
            let dots = written.matches('.').count();
            let number = written.starts_with(|c: char| c.is_ascii_digit());
            let more =
                if field == Some("version") && number { 2_usize.saturating_sub(dots) } else { 0 };
            let right = format!("\"{written}{}\"", ".0".repeat(more));
            return self.write(refusal, &right);
        }
        refusal.remedy("Write `\"…\"`.")
    }

    fn truth(&self) -> Refusal {
        let key = self.culprit().and_then(|item| self.outline.field_of(item)).unwrap_or("");
        let refusal = self.wrong("`true` or `false`", stopgap::of_field(key));
        let right = match self.written().trim_matches('"').to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => "true",
            "false" | "no" | "off" | "0" => "false",
            _ => return refusal,
        };
        self.write(refusal, right)
    }

    fn list(&self) -> Refusal {
        let refusal = self.wrong("a list in `[ ]`", "[]");
        let whole = self.whole_value();
        let item = self.culprit().and_then(|item| self.outline.item(item));
        if let Some(open) = item.and_then(Item::open)
            && self.outline.slice(&(open..open + 1)) == "{"
        {
            return refusal.remedy("Write `[` and `]` for `{` and `}`.");
        }
        let written = self.outline.slice(&whole);
        let simple = item.is_some_and(|item| item.open().is_none());
        let right = if simple && written.starts_with(char::is_alphanumeric) {
            format!("[\"{written}\"]")
        } else if let Some(inner) = written.strip_prefix('(').and_then(|w| w.strip_suffix(')'))
            && inner.trim_start().starts_with('"')
        {
            format!("[{inner}]")
        } else {
            format!("[{written}]")
        };
        if simple {
            return self.write(refusal, &right);
        }
        let fix = vec![Edit::new(whole, right)];
        refusal.remedy("Write it in `[` and `]`.").fix(fix.clone()).stopgap(fix)
    }

    /// A refusal of something else where fields or a bracket must stand.
    fn fields(&self) -> Refusal {
        if let Some(at) = self.named_variant() {
            let name = self.outline.slice(&at);
            let edits = self.gap(self.outline.before(self.start.saturating_sub(1)));
            return Refusal::new(at.clone(), format!("`{name}` lacks its content"))
                .remedy(format!("Write `{name}(…)`."))
                .stopgap(edits);
        }
        let refusal = self.wrong("fields in `( )`", "");
        let edits = self.gap(self.culprit());
        refusal.remedy("Write `(id: \"…\", …)`, for instance.").stopgap(edits)
    }

    /// A refusal of a value of a kind that no field takes.
    fn of_another_kind(&self) -> Refusal {
        let refusal = self.wrong("something else", "");
        let message = format!("{} cannot be `{}`", self.named(), self.written());
        let edits = self.gap(self.culprit());
        Refusal { message, ..refusal }.remedy("Write a value of the right kind.").stopgap(edits)
    }

    fn escape(&self) -> Refusal {
        let before = self.outline.slice(&(0..self.end));
        let slash = before.rfind('\\').unwrap_or(self.start);
        let shown: String =
            self.outline.slice(&(slash..self.outline.text.len())).chars().take(2).collect();
        let at = slash..slash + shown.len();
        Refusal::new(at, format!("a text has no `{shown}`"))
            .remedy(r##"Write `\\` for one backslash, or the whole text as r#"…"#."##)
            .fix(vec![Edit::insert(slash, "\\")])
    }
}
