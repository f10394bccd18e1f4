//! What a request costs on its way through each architecture, hop by hop: a system call, a disk
//! read, a packet.

mod lined;
mod painting;
pub mod penalty;
pub mod way;

pub use self::{
    penalty::{Measurement, Penalty, Unit},
    way::{Passage, way_of},
};

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

/// A request's way through architectures: which layers it comes to, which boundaries it crosses,
/// and what the whole was measured to cost, where it was.
///
/// Nothing is added up: what a request costs is measured from end to end, and is not the sum of
/// what its hops cost. Where nobody measured, it says so.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestCost {
    controls: Vec<Control>,
    /// What can be asked of a machine.
    pub requests: Vec<Request>,
    /// What it can be asked through.
    pub architectures: Vec<Architecture>,
}

/// What is asked of a machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Unique among the requests.
    pub id: Id,
    /// With its article: "A system call".
    pub name: String,
}

/// One way of building what a program runs on.
#[derive(Debug, Clone, PartialEq)]
pub struct Architecture {
    /// Unique among the architectures.
    pub id: Id,
    /// "Virtual machine (KVM)".
    pub name: String,
    /// One for each request, in their order.
    pub ways: Vec<CostWay>,
}

/// The way of one request through one architecture.
#[derive(Debug, Clone, PartialEq)]
pub struct CostWay {
    /// From who asks to where it ends; at least one.
    pub hops: Vec<CostHop>,
    /// What the whole way costs.
    pub penalty: Penalty,
}

/// One layer that the request comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct CostHop {
    /// Hops of two ways that have the same id, or the same name, are the same layer.
    pub id: Id,
    /// What stands in the layer's box.
    pub name: String,
    /// What kind of layer it is.
    pub role: LayerRole,
    /// Who does what here, in sentences; may be empty.
    pub say: String,
    /// The boundary that is crossed on arriving, in the word for that: "VM exit". None where
    /// there is none.
    pub crossing: Option<String>,
    /// What this hop costs by itself, where it was measured.
    pub cost: Option<HopCost>,
}

/// What one hop costs by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct HopCost {
    /// In nanoseconds.
    pub time: Datum,
    /// When it was measured, where that is known.
    pub year: Option<u16>,
}

impl HopCost {
    /// "70 ns (2021)".
    #[must_use]
    pub fn said(&self) -> String {
        let time = Unit::Nanoseconds.said(self.time.value);
        format!("{time} ({})", penalty::when(self.year, [&self.time]))
    }
}

/// The ids of its controls.
const REQUEST: &str = "request";
const ARCHITECTURE: &str = "architecture";
const BESIDE: &str = "beside";
const HOP: &str = "hop";
/// What stands beside nothing.
const NONE: &str = "none";

/// An architecture of which the asked way is shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'m> {
    /// The architecture.
    pub architecture: &'m Architecture,
    /// The way of the request that is chosen.
    pub way: &'m CostWay,
}

impl CostWay {
    /// How many boundaries are crossed on it.
    #[must_use]
    pub fn crossings(&self) -> usize {
        self.hops.iter().filter(|hop| hop.crossing.is_some()).count()
    }

    /// "7 hops", "3 crossings".
    fn counts(&self) -> [String; 2] {
        [counted(self.hops.len(), "hop"), counted(self.crossings(), "crossing")]
    }
}

impl RequestCost {
    /// There is at least one request and one architecture, each architecture has a way for each
    /// request, and none is called `none`.
    #[must_use]
    pub fn new(requests: Vec<Request>, architectures: Vec<Architecture>) -> Self {
        let offered = |id: &Id, name: &str| Offered { id: id.clone(), name: name.to_owned() };
        let asked: Vec<Offered> = requests.iter().map(|one| offered(&one.id, &one.name)).collect();
        let through: Vec<Offered> =
            architectures.iter().map(|one| offered(&one.id, &one.name)).collect();
        let nothing = Offered { id: fixed(NONE), name: "Nothing".to_owned() };
        let beside = std::iter::once(nothing).chain(through.iter().cloned()).collect();
        let ways = architectures.iter().flat_map(|one| &one.ways);
        let most = whole(ways.map(|way| way.hops.len()).max().unwrap_or(0));
        let hop = Range {
            from: Amount::ZERO,
            to: most,
            step: Amount::whole(1),
            unit: String::new(),
            scale: Scale::Linear,
        };
        let controls = vec![
            choice(REQUEST, "Request", asked),
            choice(ARCHITECTURE, "Through", through),
            choice(BESIDE, "Beside it", beside),
            Control {
                id: fixed(HOP),
                name: "Follow as far as hop".to_owned(),
                kind: ControlKind::Range(hop),
                start: Value::Amount(most),
            },
        ];
        Self { controls, requests, architectures }
    }

    /// The request that is asked.
    #[must_use]
    pub fn request(&self, setting: &Setting) -> Option<&Request> {
        let id = setting.chosen(REQUEST)?;
        self.requests.iter().find(|request| request.id == *id)
    }

    /// The architectures that are shown, the one that is asked about first.
    #[must_use]
    pub fn shown(&self, setting: &Setting) -> Vec<Shown<'_>> {
        let asked = setting.chosen(REQUEST);
        let number = self.requests.iter().position(|request| Some(&request.id) == asked);
        let shown = |control| {
            let id = setting.chosen(control)?;
            let architecture = self.architectures.iter().find(|one| one.id == *id)?;
            Some(Shown { architecture, way: architecture.ways.get(number?)? })
        };
        let (first, second) = (shown(ARCHITECTURE), shown(BESIDE));
        let is_new = setting.chosen(ARCHITECTURE) != setting.chosen(BESIDE);
        first.into_iter().chain(second.filter(|_| is_new)).collect()
    }

    /// At which hop the request is while it is followed, from 1, and 0 before the first; nothing
    /// at the end of the slider, where all is shown and summed up.
    #[must_use]
    pub fn at(&self, setting: &Setting) -> Option<usize> {
        let all = self.controls.iter().filter_map(Control::range).map(|range| range.to).max();
        let at = setting.amount(HOP);
        let number = usize::try_from(at.in_thousandths() / 1000).unwrap_or(0);
        (Some(at) < all).then_some(number)
    }

    /// What the whole of each way is.
    fn summed(&self, setting: &Setting) -> String {
        let asked = self.request(setting).map_or("the request", |request| &request.name);
        let mut said = Vec::new();
        for (number, Shown { architecture, way }) in self.shown(setting).into_iter().enumerate() {
            let [hops, crossings] = way.counts();
            let of = if number == 0 { format!(" for {}", lowered(asked)) } else { String::new() };
            let penalty = match &way.penalty {
                Penalty::Measured(test) => {
                    format!("{}: {} ({})", lowered(&test.what), test.full(), test.when())
                }
                Penalty::NotKnown(_) => "the penalty is not known".to_owned(),
            };
            said.push(format!("{}: {hops} and {crossings}{of}; {penalty}.", architecture.name));
        }
        said.join(" ")
    }

    /// Where the request is in each of them.
    fn followed(&self, setting: &Setting, at: usize) -> String {
        let asked = self.request(setting).map_or("The request", |request| &request.name);
        let Some(before) = at.checked_sub(1) else {
            return format!("{asked}, before its first hop.");
        };
        let said = self.shown(setting).into_iter().map(|Shown { architecture, way }| {
            let name = &architecture.name;
            let all = way.hops.len();
            let Some(hop) = way.hops.get(before) else {
                return format!("{name}: arrived after {}.", counted(all, "hop"));
            };
            let crossing = hop.crossing.as_ref();
            let over = crossing.map(|word| format!(", over a boundary ({word})"));
            let says = if hop.say.is_empty() { format!("{}.", hop.name) } else { hop.say.clone() };
            format!("{name}, hop {at} of {all}{}: {says}", over.unwrap_or_default())
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

impl Live for RequestCost {
    fn word(&self) -> &'static str {
        "request-cost"
    }

    fn controls(&self) -> &[Control] {
        &self.controls
    }

    /// Of the whole way, however far it is followed.
    fn readings(&self, setting: &Setting) -> Vec<Reading> {
        let mut readings = Vec::new();
        for (Shown { architecture, way }, suffix) in
            self.shown(setting).into_iter().zip(["", "-beside"])
        {
            let mut read = |id: &str, what: &str, value, unit| {
                readings.push(Reading {
                    id: fixed(&format!("{id}{suffix}")),
                    name: format!("{}: {what}", architecture.name),
                    value,
                    unit,
                });
            };
            read("hops", "hops", whole(way.hops.len()), "");
            read("crossings", "boundaries crossed", whole(way.crossings()), "");
            if let Penalty::Measured(test) = &way.penalty
                && let Some(percent) = test.percent()
            {
                let what = format!("{}, worse than on {}", lowered(&test.what), test.base);
                read("penalty", &what, percent, "%");
            }
        }
        readings
    }

    fn sentence(&self, setting: &Setting) -> String {
        match self.at(setting) {
            Some(at) => self.followed(setting, at),
            None => self.summed(setting),
        }
    }

    fn table(&self, setting: &Setting) -> Facts {
        let columns = ["Through", "Hop", "Layer", "Crossed on arriving", "What happens", "Cost"];
        let mut rows = Vec::new();
        for Shown { architecture, way } in self.shown(setting) {
            let name = || architecture.name.clone();
            for (number, hop) in way.hops.iter().enumerate() {
                let or = |text: Option<String>, or: &str| text.unwrap_or_else(|| or.to_owned());
                rows.push(vec![
                    name(),
                    (number + 1).to_string(),
                    hop.name.clone(),
                    or(hop.crossing.clone(), "–"),
                    or(Some(hop.say.clone()).filter(|say| !say.is_empty()), "–"),
                    or(hop.cost.as_ref().map(HopCost::said), "Not known"),
                ]);
            }
            let [hops, crossings] = way.counts();
            let (what, cost) = match &way.penalty {
                Penalty::Measured(test) => (test.what.clone(), figures(test)),
                Penalty::NotKnown(why) => ("–".to_owned(), format!("Not known. {why}")),
            };
            rows.push(vec![name(), "All".to_owned(), hops, crossings, what, cost]);
        }
        Facts { columns: columns.map(str::to_owned).into(), rows }
    }

    fn assumptions(&self) -> Vec<Assumption> {
        let plain = |text: &str| Assumption { text: text.to_owned(), source: None };
        let mut all = vec![
            plain(
                "The hops are those that the figures declare for the request. What a layer checks within itself is no hop.",
            ),
            plain(
                "A penalty is measured for the whole way, in one test on one machine. It is not a sum over hops: fewer hops need not mean a smaller one.",
            ),
            plain(
                "The penalty in per cent is what a time has grown by, or what a rate has fallen by, so the two cannot be compared with each other.",
            ),
        ];
        for architecture in &self.architectures {
            for (way, request) in architecture.ways.iter().zip(&self.requests) {
                let of = format!("{}, {}", architecture.name, lowered(&request.name));
                cite(&mut all, &of, way);
            }
        }
        all
    }

    fn picture(&self, setting: &Setting, room: &Room<'_>) -> Picture {
        painting::picture(self, setting, room)
    }
}

/// All figures of a way, with their sources, after what is assumed already.
fn cite(all: &mut Vec<Assumption>, of: &str, way: &CostWay) {
    let mut figure = |what: String, datum: &Datum| {
        let note = if datum.note.is_empty() { String::new() } else { format!(". {}", datum.note) };
        let text = format!("{of}: {what}{note}");
        let end = if text.ends_with('.') { "" } else { "." };
        all.push(Assumption { text: format!("{text}{end}"), source: datum.source().cloned() });
    };
    for hop in &way.hops {
        if let Some(cost) = &hop.cost {
            figure(format!("{}, {}", hop.name, cost.said()), &cost.time);
        }
    }
    match &way.penalty {
        Penalty::Measured(test) => {
            let what = |place: &str, datum: &Datum| {
                let value = test.unit.said(datum.value);
                format!("{} {place}, {value} ({})", lowered(&test.what), test.when())
            };
            figure(what(&format!("on {}", test.base), &test.native), &test.native);
            figure(what("here", &test.here), &test.here);
        }
        Penalty::NotKnown(why) => {
            all.push(Assumption {
                text: format!("{of}: the penalty is not known. {why}"),
                source: None,
            });
        }
    }
}

/// Both figures of a test, and what follows from them.
fn figures(test: &Measurement) -> String {
    let [native, here] = [&test.native, &test.here].map(|datum| test.unit.said(datum.value));
    format!("{} ({}): {native} there, {here} here", test.full(), test.when())
}

fn choice(id: &str, name: &str, offered: Vec<Offered>) -> Control {
    let first = offered.first().map_or_else(|| fixed(NONE), |one| one.id.clone());
    Control {
        id: fixed(id),
        name: name.to_owned(),
        kind: ControlKind::Choice(offered),
        start: Value::Chosen(first),
    }
}

fn whole(count: usize) -> Amount {
    Amount::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// As it goes on within a sentence: "a disk read", but "UDP round trip".
fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(next)) if !next.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
