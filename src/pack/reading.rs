//! One file, from its text to its source types: what is wrong is reported, and the rest is read
//! all the same.

use crate::pack::{
    edit::{Edit, Mended},
    problem::counted,
    refusal::{On, Refusal},
    report::Report,
    ron_error, syntax, weight,
};
use ron::extensions::Extensions;
use serde::de::DeserializeOwned;

/// How often a file is read again after a mistake.
const ROUNDS: usize = 50;

/// How many bytes may be read for one file in all, the first reading included: about a second for
/// each 16 MB.
const AGAIN: usize = 16 * 1024 * 1024;

/// What could be read of a file.
pub(super) struct Read<'a, T> {
    pub value: Option<T>,
    /// The text that it was read from, if mistakes were mended in it first.
    pub mended: Option<Mended<'a>>,
}

/// The one way in which RON is read: optional values need no `Some`, variants no second bracket.
fn options() -> ron::Options {
    let extensions = Extensions::IMPLICIT_SOME | Extensions::UNWRAP_VARIANT_NEWTYPES;
    ron::Options::default().with_default_extension(extensions)
}

/// Reads a file and reports what is wrong with it.
pub(super) fn read<'a, T: DeserializeOwned>(
    file: usize,
    text: &'a str,
    report: &mut Report,
) -> Read<'a, T> {
    if let Some(refusal) = weight::too_heavy(text) {
        report.refusal(file, refusal);
        return Read { value: None, mended: None };
    }
    let mut mended = Mended::new(text);
    for round in 0..=ROUNDS {
        let found = match options().from_str::<T>(&mended.text) {
            Ok(value) => match syntax::swallowed(&mended.text) {
                None => {
                    let mended = mended.is_changed().then_some(mended);
                    return Read { value: Some(value), mended };
                }
                Some(refusal) => vec![refusal],
            },
            Err(error) => {
                let found = syntax::mistakes(&mended.text);
                if found.is_empty() {
                    vec![ron_error::explain(&mended.text, &error, &mended.stopgaps())]
                } else {
                    found
                }
            }
        };
        // The last round: another one would find mistakes that could not be listed, or take too
        // long.
        let last =
            round == ROUNDS || text.len().saturating_mul(round + 2) > AGAIN || report.is_full();
        match told(file, text, &mended, found, last, report) {
            Some(edits) if !last && !edits.is_empty() => {
                if !mended.change(edits) {
                    break;
                }
            }
            _ => break,
        }
    }
    Read { value: None, mended: None }
}

/// Reports what was found. Gives the replacements with which the file is read on; nothing where it
/// can't be.
fn told(
    file: usize,
    text: &str,
    mended: &Mended<'_>,
    found: Vec<Refusal>,
    last: bool,
    report: &mut Report,
) -> Option<Vec<(Edit, bool)>> {
    let mut edits = Vec::new();
    let count = found.len();
    for (number, mut refusal) in found.into_iter().enumerate() {
        // A stopgap of ours stands there, so the mistake is ours too.
        if mended.changed_at(refusal.at.start) && !refusal.caused {
            return None;
        }
        let here = |edit: &Edit| Edit::new(mended.original_range(&edit.at), edit.new.clone());
        let fix: Vec<Edit> = refusal.fix.iter().map(here).collect();
        let on = match std::mem::replace(&mut refusal.on, On::Stop) {
            On::Mended => Some(refusal.fix.iter().map(|edit| (edit.clone(), true)).collect()),
            On::Stopgap(edits) if edits.is_empty() => None,
            On::Stopgap(edits) => Some(edits.into_iter().map(|edit| (edit, false)).collect()),
            On::Stop => None,
        };
        let mut refusal = Refusal { at: mended.original_range(&refusal.at), fix, ..refusal };
        let on: Option<Vec<(Edit, bool)>> = on;
        // If it ends here, the last of the mistakes says how much of the file was not looked at.
        if on.is_none() || (last && number + 1 == count) {
            not_looked_at(text, &mut refusal);
        }
        if !refusal.caused {
            report.refusal(file, refusal);
        }
        edits.extend(on?);
    }
    Some(edits)
}

/// Adds to a refusal how much of the file was not looked at.
fn not_looked_at(text: &str, refusal: &mut Refusal) {
    let rest = text.get(refusal.at.end..).unwrap_or("");
    let lines = rest.lines().skip(1).filter(|line| !line.trim().is_empty()).count();
    if lines > 0 {
        let words = counted(lines, "line");
        let were = if lines == 1 { "was" } else { "were" };
        let remedy = refusal.remedy.take().map_or(String::new(), |remedy| format!("{remedy} "));
        refusal.remedy = Some(format!("{remedy}The {words} after it {were} not looked at."));
    }
}
