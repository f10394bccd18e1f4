//! How many fit into a machine's memory: containers, sandboxes, microVMs, full VMs.

mod painting;

use crate::{
    id::Id,
    simulate::{
        amount::{Amount, memory},
        control::{Control, ControlKind, Offered, Range},
        datum::{Datum, Origin},
        live::{Assumption, Facts, Live, Reading, fixed},
        setting::Setting,
        sheet::Picture,
        sheet::Room,
        value::Value,
    },
};

/// How many copies of one program fit into a machine, by what each of them takes:
/// `floor((memory - reserve) / unit)`, and no more than the ceiling while that holds.
///
/// A unit is the program, what its guest takes, and what is taken outside the guest. No page is
/// shared between units, and none is promised twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Density {
    controls: Vec<Control>,
    /// Ways of running the program.
    pub rows: Vec<DensityRow>,
    /// How many an orchestrator runs on one machine at most.
    pub ceiling: Option<Datum>,
}

/// One way of running a program.
#[derive(Debug, Clone, PartialEq)]
pub struct DensityRow {
    /// Unique in the model.
    pub id: Id,
    /// "Container (runc)".
    pub name: String,
    /// One of them, and several: "container", "containers".
    pub each: (String, String),
    /// What is on the machine once for all of them, in the picture: "Host kernel, shared by all".
    pub shared: String,
    /// What its guest takes beside the program, in MiB: an operating system of its own.
    pub guest: Option<Datum>,
    /// A guest is never given less than this, in MiB, the program included.
    pub least: Option<Datum>,
    /// What is taken outside the guest for each, in MiB: a VMM, a sandbox.
    pub over: Option<Over>,
}

/// What is taken for each unit outside its guest.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// "VMM".
    pub name: String,
    /// In MiB.
    pub datum: Datum,
    /// It is what a scheduler sets aside, whether it is used or not.
    pub requested: bool,
}

/// The memory that one unit takes, part by part, in MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The program.
    pub app: Amount,
    /// The guest, with what it is given beyond the least that it takes.
    pub guest: Amount,
    /// What is outside the guest.
    pub over: Amount,
}

impl Unit {
    /// All of it.
    #[must_use]
    pub fn all(self) -> Amount {
        self.app + self.guest + self.over
    }
}

impl DensityRow {
    /// What one takes when its program takes `app`.
    #[must_use]
    pub fn unit(&self, app: Amount) -> Unit {
        let value = |datum: Option<&Datum>| datum.map_or(Amount::ZERO, |datum| datum.value);
        let guest = value(self.guest.as_ref());
        let least = value(self.least.as_ref());
        let guest = guest.max(least - app);
        Unit { app, guest, over: value(self.over.as_ref().map(|over| &over.datum)) }
    }

    fn called(&self, count: i64) -> &str {
        if count == 1 { &self.each.0 } else { &self.each.1 }
    }
}

/// The ids of its controls.
const MEMORY: &str = "memory";
const RESERVE: &str = "reserve";
const APP: &str = "app";
const ROW: &str = "row";
const BESIDE: &str = "beside";
const CEILING: &str = "ceiling";
/// What stands beside nothing.
const NONE: &str = "none";

impl Density {
    /// With the ranges of the machine's memory, of what is kept for the host, and of the program,
    /// in MiB, each with where it starts. There is at least one row, and none is called `none`.
    #[must_use]
    pub fn new(
        [memory, reserve, app]: [(Range, Amount); 3],
        rows: Vec<DensityRow>,
        ceiling: Option<Datum>,
    ) -> Self {
        let range = |id, name: &str, (range, start): (Range, Amount)| Control {
            id: fixed(id),
            name: name.to_owned(),
            start: Value::Amount(range.fit(start)),
            kind: ControlKind::Range(range),
        };
        let offered = |row: &DensityRow| Offered { id: row.id.clone(), name: row.name.clone() };
        let all: Vec<Offered> = rows.iter().map(offered).collect();
        let first = rows.first().map_or_else(|| fixed(NONE), |row| row.id.clone());
        let choice = |id, name: &str, offered, start| Control {
            id: fixed(id),
            name: name.to_owned(),
            kind: ControlKind::Choice(offered),
            start: Value::Chosen(start),
        };
        let nothing = Offered { id: fixed(NONE), name: "Nothing".to_owned() };
        let beside = std::iter::once(nothing).chain(all.iter().cloned()).collect();
        let mut controls = vec![
            range(MEMORY, "Memory of the machine", memory),
            range(RESERVE, "Kept for the host", reserve),
            range(APP, "One program takes", app),
            choice(ROW, "Run as", all, first),
            choice(BESIDE, "Beside it", beside, fixed(NONE)),
        ];
        if let Some(ceiling) = &ceiling {
            let name = format!("At most {} on a machine", ceiling.value.grouped());
            controls.push(Control {
                id: fixed(CEILING),
                name,
                kind: ControlKind::Switch,
                start: Value::On(false),
            });
        }
        Self { controls, rows, ceiling }
    }

    /// The rows that are shown, the one that is asked about first.
    #[must_use]
    pub fn shown(&self, setting: &Setting) -> Vec<&DensityRow> {
        let row = |control| {
            let id = setting.chosen(control)?;
            self.rows.iter().find(|row| row.id == *id)
        };
        let (first, second) = (row(ROW), row(BESIDE));
        first.into_iter().chain(second.filter(|row| first != Some(*row))).collect()
    }

    /// How many of a row fit.
    #[must_use]
    pub fn count(&self, setting: &Setting, row: &DensityRow) -> i64 {
        let room = setting.amount(MEMORY) - setting.amount(RESERVE);
        let fit = room.holds(row.unit(setting.amount(APP)).all()).unwrap_or(0);
        match &self.ceiling {
            Some(ceiling) if setting.is_on(CEILING) => {
                fit.min(ceiling.value.in_thousandths() / 1000)
            }
            _ => fit,
        }
    }
}

impl Live for Density {
    fn word(&self) -> &'static str {
        "density"
    }

    fn controls(&self) -> &[Control] {
        &self.controls
    }

    fn readings(&self, setting: &Setting) -> Vec<Reading> {
        let mut readings = Vec::new();
        for (row, suffix) in self.shown(setting).into_iter().zip(["", "-beside"]) {
            let count = self.count(setting, row);
            let unit = row.unit(setting.amount(APP)).all();
            let free = setting.amount(MEMORY) - setting.amount(RESERVE) - unit * count;
            let each = [
                ("count", "how many fit", Amount::whole(count), ""),
                ("unit", "each takes", unit, "MiB"),
                ("free", "left over", free.max(Amount::ZERO), "MiB"),
            ];
            readings.extend(each.map(|(id, what, value, unit)| Reading {
                id: fixed(&format!("{id}{suffix}")),
                name: format!("{}: {what}", row.name),
                value,
                unit,
            }));
        }
        readings
    }

    fn sentence(&self, setting: &Setting) -> String {
        let app = setting.amount(APP);
        let mut said = Vec::new();
        let mut counts = Vec::new();
        for row in self.shown(setting) {
            let count = self.count(setting, row);
            counts.push(count);
            let each = memory(row.unit(app).all());
            said.push(format!(
                "{} {} of {each} each",
                Amount::whole(count).grouped(),
                row.called(count)
            ));
        }
        let room = memory(setting.amount(MEMORY));
        let fit = said.join(", or ");
        let ceiling = if setting.is_on(CEILING) { ", with the ceiling on" } else { "" };
        let ratio = match counts.as_slice() {
            [one, other] if one.min(other) > &0 => {
                let (few, many) = (one.min(other), one.max(other));
                let times = Amount::whole(*many).times(Amount::whole(*few));
                let times = times.unwrap_or_default().rounded(1).grouped();
                if few == many {
                    " That is as many.".to_owned()
                } else {
                    format!(" That is {times} times as many.")
                }
            }
            _ => String::new(),
        };
        format!("A machine with {room} holds {fit}{ceiling}.{ratio}")
    }

    fn table(&self, setting: &Setting) -> Facts {
        let columns = ["Run as", "Program", "Guest", "Outside it", "Each", "How many fit"];
        let app = setting.amount(APP);
        let cell = |amount: Amount| {
            if amount == Amount::ZERO { "–".to_owned() } else { memory(amount) }
        };
        let rows = self.rows.iter().map(|row| {
            let unit = row.unit(app);
            let over = match &row.over {
                Some(over) if over.requested => format!("{} requested", cell(unit.over)),
                _ => cell(unit.over),
            };
            let count = Amount::whole(self.count(setting, row)).grouped();
            vec![row.name.clone(), cell(unit.app), cell(unit.guest), over, cell(unit.all()), count]
        });
        Facts { columns: columns.map(str::to_owned).into(), rows: rows.collect() }
    }

    fn assumptions(&self) -> Vec<Assumption> {
        let plain = |text: &str| Assumption { text: text.to_owned(), source: None };
        let mut all = vec![
            plain(
                "How many fit is the memory, less what is kept for the host, divided by what one takes, rounded down.",
            ),
            plain(
                "Every copy of the program takes the same memory; none of it is shared, swapped out or promised twice.",
            ),
        ];
        let figure = |all: &mut Vec<Assumption>, what: String, datum: &Datum| {
            let assumed = if datum.origin == Origin::Illustrative { ", assumed" } else { "" };
            let text = format!("{what}: {}{assumed}. {}", memory(datum.value), datum.note);
            let text = text.trim_end().to_owned();
            all.push(Assumption { text, source: datum.source().cloned() });
        };
        for row in &self.rows {
            let name = &row.name;
            if let Some(guest) = &row.guest {
                figure(&mut all, format!("{name}, the guest"), guest);
            }
            if let Some(least) = &row.least {
                figure(&mut all, format!("{name}, a guest at least"), least);
            }
            if let Some(over) = &row.over {
                let requested = if over.requested { ", requested" } else { "" };
                figure(&mut all, format!("{name}, {}{requested}", over.name), &over.datum);
            }
        }
        if let Some(ceiling) = &self.ceiling {
            let note = if ceiling.note.is_empty() { "" } else { &ceiling.note };
            let text = format!("The ceiling is {} on a machine. {note}", ceiling.value.grouped());
            let text = text.trim_end().to_owned();
            all.push(Assumption { text, source: ceiling.source().cloned() });
        }
        all
    }

    fn picture(&self, setting: &Setting, room: &Room<'_>) -> Picture {
        painting::picture(self, setting, room)
    }
}
