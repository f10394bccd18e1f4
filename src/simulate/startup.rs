//! How long a start takes, part by part: a container, a microVM, a cloud VM, side by side.

mod axis;
mod painting;
mod words;

use crate::{
    diagram::LayerRole,
    id::Id,
    simulate::{
        amount::Amount,
        control::{Control, ControlKind, Offered, Range, Scale},
        datum::Datum,
        live::{Assumption, Facts, Live, Reading, fixed},
        setting::Setting,
        sheet::Picture,
        sheet::Room,
        value::Value,
    },
};

/// Ways of starting something, each as phases one after the other: what a row takes is the sum of
/// those that count. All rows begin at the same moment, and nothing in one slows another.
///
/// Rows need not count to the same end, so each says up to what it counts, and what is compared
/// across ends is said to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Startup {
    controls: Vec<Control>,
    /// What is started.
    pub rows: Vec<StartupRow>,
    clock: Id,
}

/// Something that is started.
#[derive(Debug, Clone, PartialEq)]
pub struct StartupRow {
    /// Unique in the model, and its reading's id.
    pub id: Id,
    /// "Firecracker microVM".
    pub name: String,
    /// Up to what it counts, beginning with "until": "until the guest's init runs".
    pub until: String,
    /// When and on what it was measured, in a few words: "2020, m5d.metal, median".
    pub measured: String,
    /// One after the other, at least one that always counts; none is part of another.
    pub phases: Vec<StartupPhase>,
}

/// A part of a start.
#[derive(Debug, Clone, PartialEq)]
pub struct StartupPhase {
    /// Unique in its row.
    pub id: Id,
    /// What is done in it: "Pull the image".
    pub name: String,
    /// What does it.
    pub role: LayerRole,
    /// How long it takes, in milliseconds: on an SSD where there is a figure for an HDD as well.
    pub time: Datum,
    /// On an HDD, in milliseconds, where that was measured.
    pub hdd: Option<Datum>,
    /// When it counts.
    pub when: When,
}

/// When a phase counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// At every start.
    Always,
    /// Only while the image is not on the machine yet.
    ImageMissing,
    /// Only while the provider's share is counted.
    Provider,
}

/// The ids of its controls.
const IMAGE: &str = "image";
const DISK: &str = "disk";
const PROVIDER: &str = "provider";
const SCALE: &str = "scale";
const ROW: &str = "row";
const BESIDE: &str = "beside";
const AT: &str = "at";
/// What is offered beside rows.
const ALL: &str = "all";
const NONE: &str = "none";
/// What the other choices offer.
const SSD: &str = "ssd";
const HDD: &str = "hdd";
const LINEAR: &str = "linear";
const LOG: &str = "log";

/// A phase in its row at one setting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell<'a> {
    /// What is done.
    pub phase: &'a StartupPhase,
    /// When it begins, in milliseconds from the row's begin.
    pub from: Amount,
    /// When it ends; the same as `from` where it does not count.
    pub to: Amount,
    /// It counts at this setting.
    pub counts: bool,
}

impl Spell<'_> {
    /// How long it lasts, in milliseconds.
    #[must_use]
    pub fn time(&self) -> Amount {
        self.to - self.from
    }
}

impl StartupPhase {
    /// How long it takes, in milliseconds. Where there is no figure for an HDD, the other holds.
    fn lasts(&self, on_hdd: bool) -> Amount {
        match &self.hdd {
            Some(hdd) if on_hdd => hdd.value,
            _ => self.time.value,
        }
    }

    fn counts(&self, setting: &Setting) -> bool {
        match self.when {
            When::Always => true,
            When::ImageMissing => !setting.is_on(IMAGE),
            When::Provider => setting.is_on(PROVIDER),
        }
    }
}

impl StartupRow {
    /// All its phases in order, those that don't count as well.
    #[must_use]
    pub fn spells(&self, setting: &Setting) -> Vec<Spell<'_>> {
        let mut end = Amount::ZERO;
        let spell = |phase: &'_ StartupPhase| {
            let (from, counts) = (end, phase.counts(setting));
            if counts {
                end = end + phase.lasts(is_on_hdd(setting));
            }
            (from, end, counts)
        };
        let times: Vec<_> = self.phases.iter().map(spell).collect();
        let spells = self.phases.iter().zip(times);
        spells.map(|(phase, (from, to, counts))| Spell { phase, from, to, counts }).collect()
    }

    /// The sum of the phases that count, in milliseconds.
    #[must_use]
    pub fn total(&self, setting: &Setting) -> Amount {
        self.spells(setting).last().map_or(Amount::ZERO, |last| last.to)
    }

    /// What it takes at most, whatever is set, in milliseconds.
    #[must_use]
    pub fn longest(&self) -> Amount {
        let sum = |on_hdd| self.phases.iter().map(|phase| phase.lasts(on_hdd)).sum::<Amount>();
        sum(false).max(sum(true))
    }

    /// What is under way at the time that is set; nothing where all is done.
    #[must_use]
    pub fn under_way(&self, setting: &Setting) -> Option<&StartupPhase> {
        let at = setting.amount(AT);
        let spells = self.spells(setting);
        spells.iter().find(|spell| spell.counts && at < spell.to).map(|spell| spell.phase)
    }

    fn depends_on(&self, when: When) -> bool {
        self.phases.iter().any(|phase| phase.when == when)
    }

    fn has_hdd(&self) -> bool {
        self.phases.iter().any(|phase| phase.hdd.is_some())
    }
}

fn is_on_hdd(setting: &Setting) -> bool {
    setting.chosen(DISK).is_some_and(|disk| disk.as_str() == HDD)
}

fn scale(setting: &Setting) -> Scale {
    match setting.chosen(SCALE) {
        Some(scale) if scale.as_str() == LINEAR => Scale::Linear,
        _ => Scale::Log,
    }
}

impl Startup {
    /// With what is started: at least one row, and none is called `all` or `none`. What no row
    /// depends on cannot be set.
    #[must_use]
    pub fn new(rows: Vec<StartupRow>) -> Self {
        let longest = rows.iter().map(StartupRow::longest).max().unwrap_or_default();
        let clock = clock(longest);
        let any = |when| rows.iter().any(|row| row.depends_on(when));
        let mut controls = Vec::new();
        if any(When::ImageMissing) {
            controls.push(switch(IMAGE, "The image is here already"));
        }
        if rows.iter().any(StartupRow::has_hdd) {
            controls.push(choice(DISK, "Disk", vec![offered(SSD, "SSD"), offered(HDD, "HDD")]));
        }
        if any(When::Provider) {
            controls.push(switch(PROVIDER, "Count the provider's share"));
        }
        let scales = vec![offered(LOG, "Logarithmic"), offered(LINEAR, "Linear")];
        controls.push(choice(SCALE, "Scale of time", scales));
        let named = |first| {
            let row = |row: &StartupRow| Offered { id: row.id.clone(), name: row.name.clone() };
            std::iter::once(first).chain(rows.iter().map(row)).collect()
        };
        controls.push(choice(ROW, "Show", named(offered(ALL, "All"))));
        controls.push(choice(BESIDE, "Compare with", named(offered(NONE, "Nothing"))));
        let at = clock.id.clone();
        controls.push(clock);
        Self { controls, rows, clock: at }
    }

    /// The rows that are shown, in order: all of them, or one and what it is compared with.
    #[must_use]
    pub fn shown(&self, setting: &Setting) -> Vec<&StartupRow> {
        let Some(row) = self.chosen(setting, ROW) else { return self.rows.iter().collect() };
        let other = self.chosen(setting, BESIDE).filter(|other| other.id != row.id);
        std::iter::once(row).chain(other).collect()
    }

    /// The row that the others are compared with, if there are any.
    #[must_use]
    pub fn beside(&self, setting: &Setting) -> Option<&StartupRow> {
        let beside = self.chosen(setting, BESIDE);
        beside.filter(|_| self.shown(setting).len() > 1)
    }

    /// When the last of the rows that are shown is done, in milliseconds: nothing moves after it,
    /// so that playing may end there.
    #[must_use]
    pub fn finish(&self, setting: &Setting) -> Amount {
        let totals = self.shown(setting).into_iter().map(|row| row.total(setting));
        totals.max().unwrap_or_default()
    }

    fn is_over(&self, setting: &Setting) -> bool {
        setting.amount(AT) >= self.finish(setting)
    }

    fn chosen(&self, setting: &Setting, control: &str) -> Option<&StartupRow> {
        let id = setting.chosen(control)?;
        self.rows.iter().find(|row| row.id == *id)
    }
}

/// From nought to when the longest is done, in whole milliseconds; it begins at the end, where all
/// is done and can be compared.
fn clock(longest: Amount) -> Control {
    let whole = longest.in_thousandths().saturating_add(999) / 1000;
    let to = Amount::whole(whole.max(1));
    let range = Range {
        from: Amount::ZERO,
        to,
        step: Amount::whole(1),
        unit: "ms".to_owned(),
        scale: Scale::Linear,
    };
    Control {
        id: fixed(AT),
        name: "Time since the start".to_owned(),
        kind: ControlKind::Range(range),
        start: Value::Amount(to),
    }
}

fn offered(id: &str, name: &str) -> Offered {
    Offered { id: fixed(id), name: name.to_owned() }
}

/// The first that is offered is chosen at first.
fn choice(id: &str, name: &str, offered: Vec<Offered>) -> Control {
    let first = offered.first().map_or_else(|| fixed(NONE), |one| one.id.clone());
    let start = Value::Chosen(first);
    Control { id: fixed(id), name: name.to_owned(), kind: ControlKind::Choice(offered), start }
}

/// On at first.
fn switch(id: &str, name: &str) -> Control {
    let start = Value::On(true);
    Control { id: fixed(id), name: name.to_owned(), kind: ControlKind::Switch, start }
}

impl Live for Startup {
    fn word(&self) -> &'static str {
        "startup"
    }

    fn controls(&self) -> &[Control] {
        &self.controls
    }

    fn readings(&self, setting: &Setting) -> Vec<Reading> {
        let reading = |row: &StartupRow| Reading {
            id: row.id.clone(),
            name: format!("{}: {}", row.name, row.until),
            value: row.total(setting),
            unit: "ms",
        };
        self.rows.iter().map(reading).collect()
    }

    fn sentence(&self, setting: &Setting) -> String {
        words::sentence(self, setting)
    }

    fn table(&self, setting: &Setting) -> Facts {
        words::table(self, setting)
    }

    fn assumptions(&self) -> Vec<Assumption> {
        words::assumptions(self)
    }

    fn picture(&self, setting: &Setting, room: &Room<'_>) -> Picture {
        painting::picture(self, setting, room)
    }

    fn clock(&self) -> Option<&Id> {
        Some(&self.clock)
    }

    fn over(&self, setting: &Setting) -> Option<Amount> {
        Some(self.finish(setting))
    }
}
