//! What the start-up model says: in a sentence, in a table, and what it takes for granted.

use super::{AT, Spell, Startup, StartupPhase, StartupRow, When};
use crate::simulate::{
    amount::{self, Amount},
    datum::{Datum, Origin},
    live::{Assumption, Facts},
    setting::Setting,
};

/// A time with as much of it as was measured: tenths of a millisecond below a second.
pub(super) fn time(ms: Amount) -> String {
    if ms < Amount::whole(1000) {
        return format!("{} ms", ms.rounded(1).grouped());
    }
    amount::time(ms)
}

/// A phase with its time, or why it has none.
pub(super) fn phase(spell: &Spell<'_>) -> String {
    let name = &spell.phase.name;
    match spell.phase.when {
        When::ImageMissing if !spell.counts => format!("{name}: not needed"),
        _ if !spell.counts => format!("{name}: not counted"),
        _ => format!("{name}: {}", time(spell.time())),
    }
}

/// How a row compares with the one beside it; nothing for that itself.
pub(super) fn compared(row: &StartupRow, beside: &StartupRow, setting: &Setting) -> Option<String> {
    if row.id == beside.id {
        return None;
    }
    let (one, other) = (row.total(setting), beside.total(setting));
    let ratio = if one >= other { one.times(other) } else { other.times(one) }?;
    let (name, times) = (&beside.name, times(ratio));
    let said = match times {
        None => format!("about as long as {name}"),
        Some(times) if one >= other => format!("{times} times as long as {name}"),
        Some(times) => format!("{name} takes {times} times as long"),
    };
    let ends = if row.until == beside.until { "" } else { ", counted to another end" };
    Some(format!("{said}{ends}"))
}

/// How many times, for people; nothing where there is hardly a difference.
fn times(ratio: Amount) -> Option<String> {
    let decimals = u32::from(ratio < Amount::whole(100));
    (ratio >= Amount::thousandths(1050)).then(|| ratio.rounded(decimals).grouped())
}

/// What a row takes, and up to what.
fn takes(row: &StartupRow, setting: &Setting) -> String {
    format!("{} takes {}", row.name, lasts(row, setting))
}

/// How long it lasts, up to what, and what is left out.
fn lasts(row: &StartupRow, setting: &Setting) -> String {
    let mut said = format!("{} {}", time(row.total(setting)), row.until);
    let without =
        |when| row.phases.iter().any(|phase| phase.when == when && !phase.counts(setting));
    if without(When::ImageMissing) {
        said.push_str(", the image being here");
    }
    if without(When::Provider) {
        said.push_str(", without the provider's share");
    }
    said
}

pub(super) fn sentence(model: &Startup, setting: &Setting) -> String {
    let shown = model.shown(setting);
    if !model.is_over(setting) {
        return moment(&shown, setting);
    }
    match (shown.as_slice(), model.beside(setting)) {
        ([], _) => "Nothing is started.".to_owned(),
        ([row], _) => alone(row, setting),
        ([row, _], Some(beside)) if row.id != beside.id => pair(row, beside, setting),
        (rows, Some(beside)) => among(rows, beside, setting),
        (rows, None) => race(rows, setting),
    }
}

/// The state at a moment before all is done.
fn moment(shown: &[&StartupRow], setting: &Setting) -> String {
    let running = |row: &&StartupRow| {
        row.under_way(setting).map(|phase| format!("{} ({})", row.name, phase.name))
    };
    let under_way: Vec<String> = shown.iter().filter_map(running).collect();
    let after = time(setting.amount(AT));
    let named: Vec<&str> = under_way.iter().take(2).map(String::as_str).collect();
    let named = named.join("; ");
    let more = match under_way.len().saturating_sub(2) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    if shown.len() == 1 {
        return format!("After {after} {named} is under way.");
    }
    let done = match shown.len().saturating_sub(under_way.len()) {
        0 => "none".to_owned(),
        done => done.to_string(),
    };
    let of = shown.len();
    let is = if done == "none" || done == "1" { "is" } else { "are" };
    format!("After {after} {done} of {of} {is} done. Under way: {named}{more}.")
}

fn alone(row: &StartupRow, setting: &Setting) -> String {
    let said = takes(row, setting);
    let spells: Vec<_> = row.spells(setting).into_iter().filter(|spell| spell.counts).collect();
    match spells.iter().max_by_key(|spell| spell.time()) {
        Some(most) if spells.len() > 1 => {
            format!("{said}. Most of all: {}, {}.", most.phase.name, time(most.time()))
        }
        _ => format!("{said}."),
    }
}

fn pair(row: &StartupRow, beside: &StartupRow, setting: &Setting) -> String {
    let (one, other) = (takes(row, setting), takes(beside, setting));
    let compared = compared(row, beside, setting);
    // Where the other one takes longer, it is a sentence already.
    let longer = compared.as_ref().is_some_and(|said| said.starts_with(&*beside.name));
    let that = if longer { "" } else { "That is " };
    let compared = compared.map_or_else(String::new, |said| format!(" {that}{said}."));
    format!("{one}; {other}.{compared}")
}

fn among(rows: &[&StartupRow], beside: &StartupRow, setting: &Setting) -> String {
    let its = beside.total(setting);
    let less = rows.iter().filter(|row| row.total(setting) < its).count();
    let more = rows.iter().filter(|row| row.total(setting) > its).count();
    let others = rows.len().saturating_sub(1);
    let takes = takes(beside, setting);
    format!("{takes}. Of the other {others}, {less} take less and {more} more.{}", ends(rows))
}

fn race(rows: &[&StartupRow], setting: &Setting) -> String {
    let total = |row: &&&StartupRow| row.total(setting);
    let (first, last) = (rows.iter().min_by_key(total), rows.iter().max_by_key(total));
    let said = |row: Option<&&StartupRow>| {
        row.map_or_else(String::new, |row| format!("{}, {}", row.name, lasts(row, setting)))
    };
    format!("Shortest: {}. Longest: {}.{}", said(first), said(last), ends(rows))
}

/// A warning where rows do not count to the same end.
pub(super) fn ends(rows: &[&StartupRow]) -> &'static str {
    let first = rows.first().map(|row| &row.until);
    if rows.iter().all(|row| Some(&row.until) == first) {
        ""
    } else {
        " Rows count to different ends."
    }
}

/// That there is a figure for an HDD for some rows only; nothing where that does not matter.
pub(super) fn hdd(rows: &[&StartupRow], setting: &Setting) -> Option<String> {
    if !super::is_on_hdd(setting) || rows.iter().all(|row| row.has_hdd()) {
        return None;
    }
    let names: Vec<_> =
        rows.iter().filter(|row| row.has_hdd()).map(|row| row.name.as_str()).collect();
    if names.is_empty() {
        return Some("None of these was measured on an HDD: they stay as measured.".to_owned());
    }
    let names = names.join(", ");
    Some(format!("Measured on an HDD: {names}. The others stay as measured."))
}

pub(super) fn table(model: &Startup, setting: &Setting) -> Facts {
    let mut columns: Vec<String> =
        ["Start-up", "Counts", "Measured", "Parts", "Takes"].map(str::to_owned).into();
    let beside = model.beside(setting);
    if let Some(beside) = beside {
        columns.push(format!("Beside {}", beside.name));
    }
    columns.push(format!("After {}", time(setting.amount(AT))));
    let cells = |row: &StartupRow| {
        let parts: Vec<_> = row.spells(setting).iter().map(phase).collect();
        let takes = time(row.total(setting));
        let mut cells = vec![row.name.clone(), row.until.clone(), row.measured.clone()];
        cells.extend([parts.join("; "), takes]);
        if let Some(beside) = beside {
            cells.push(compared(row, beside, setting).unwrap_or_else(|| "–".to_owned()));
        }
        let under_way = row.under_way(setting);
        cells.push(under_way.map_or_else(|| "Done".to_owned(), |phase| phase.name.clone()));
        cells
    };
    Facts { columns, rows: model.shown(setting).into_iter().map(cells).collect() }
}

pub(super) fn assumptions(model: &Startup) -> Vec<Assumption> {
    let plain = [
        "All rows begin at the same moment, and none slows another.",
        "The phases of a row are drawn one after the other, and what it takes is their sum. Where a figure counts parts whose order was not measured, the order is ours.",
        "Rows come from different years and machines, and count to different ends. Only those that name the same end measure the same thing.",
        "Where a phase was not measured on an HDD, its figure stays the same.",
        "The logarithmic scale begins at 1 ms; what is earlier is drawn there.",
    ];
    let plain = plain.map(|text| Assumption { text: text.to_owned(), source: None });
    let mut all = Vec::from(plain);
    for row in &model.rows {
        all.extend(row.phases.iter().flat_map(|phase| figures(row, phase)));
    }
    all
}

fn figures(row: &StartupRow, phase: &StartupPhase) -> Vec<Assumption> {
    let figure = |disk: &str, datum: &Datum| {
        let when = match phase.when {
            When::Always => "",
            When::ImageMissing => ", if the image is missing",
            When::Provider => ", the provider's share",
        };
        let note = if datum.note.is_empty() { String::new() } else { format!(" ({})", datum.note) };
        let assumed = if datum.origin == Origin::Illustrative { ", assumed" } else { "" };
        let (name, what, lasts) = (&row.name, &phase.name, time(datum.value));
        let text = format!("{name}, {what}{disk}{when}: {lasts}{note}{assumed}.");
        Assumption { text, source: datum.source().cloned() }
    };
    let ssd = if phase.hdd.is_some() { " on an SSD" } else { "" };
    let mut all = vec![figure(ssd, &phase.time)];
    all.extend(phase.hdd.as_ref().map(|hdd| figure(" on an HDD", hdd)));
    all
}
