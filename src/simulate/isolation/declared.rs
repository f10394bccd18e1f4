//! What a pack declares for the isolation dial: items that are seen or done, and figures, each with
//! the conditions under which they change. No formulas.

use crate::{
    id::Id,
    simulate::{amount::Amount, datum::Datum, setting::Setting, value::Value},
};

/// One control stands at one value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// A control of the model.
    pub control: Id,
    /// As it is written in a setting: the id of what is chosen, `on` or `off`.
    pub value: Id,
}

impl Condition {
    /// Does it hold?
    #[must_use]
    pub fn holds(&self, setting: &Setting) -> bool {
        match setting.get(self.control.as_str()) {
            Some(Value::Chosen(id)) => *id == self.value,
            Some(Value::On(on)) => self.value.as_str() == if *on { "on" } else { "off" },
            Some(Value::Amount(_)) | None => false,
        }
    }
}

fn all_hold(conditions: &[Condition], setting: &Setting) -> bool {
    conditions.iter().all(|condition| condition.holds(setting))
}

/// What takes an item away, or narrows it, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// All of them have to hold; at least one.
    pub when: Vec<Condition>,
    /// Short, and read after a colon, so without a capital: "a pid namespace of its own".
    pub reason: String,
}

/// Something that a process can see of its host, or may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Unique in its list.
    pub id: Id,
    /// "The host's other processes", "Load a kernel module".
    pub text: String,
    /// What takes it away. The first that holds is shown, so the most decisive comes first.
    pub unless: Vec<Limit>,
    /// What leaves it, but keeps it from reaching the host. The first that holds is shown.
    pub within: Vec<Limit>,
    /// Where this is written down; none for an item that is only assumed.
    pub source: Option<Id>,
}

/// What is left of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left<'a> {
    /// All of it.
    Whole,
    /// It is there, but does not reach the host; why.
    Inside(&'a str),
    /// Nothing; every reason that holds, at least one.
    Gone(Vec<&'a str>),
}

impl Item {
    /// What is left of it at a setting.
    #[must_use]
    pub fn left(&self, setting: &Setting) -> Left<'_> {
        let hold = |limit: &&Limit| all_hold(&limit.when, setting);
        let gone: Vec<&str> =
            self.unless.iter().filter(hold).map(|limit| limit.reason.as_str()).collect();
        if !gone.is_empty() {
            return Left::Gone(gone);
        }
        let inside = self.within.iter().find(hold);
        inside.map_or(Left::Whole, |limit| Left::Inside(&limit.reason))
    }
}

/// A figure that moves with the dial.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Unique in the model.
    pub id: Id,
    /// What it counts: "Memory beside the program".
    pub name: String,
    /// What it is counted in, such as `MiB`; empty for a plain count.
    pub unit: String,
    /// At least one, and the last without a condition: that is the figure with everything off.
    /// The first whose conditions all hold is the figure.
    pub cases: Vec<Case>,
}

/// One value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What it is measured with: "Docker's seccomp profile", "VM (Firecracker)".
    pub name: String,
    /// All of them have to hold.
    pub when: Vec<Condition>,
    /// None where nobody has published a figure that can be shown.
    pub value: Option<Datum>,
}

impl Case {
    /// Its value, where it has one.
    #[must_use]
    pub fn amount(&self) -> Option<Amount> {
        self.value.as_ref().map(|datum| datum.value)
    }
}

impl Figure {
    /// The case that holds at a setting.
    #[must_use]
    pub fn case(&self, setting: &Setting) -> Option<&Case> {
        self.cases.iter().find(|case| all_hold(&case.when, setting))
    }

    /// The figure with everything off.
    #[must_use]
    pub fn base(&self) -> Option<&Case> {
        self.cases.last()
    }

    /// A value of it, for people.
    #[must_use]
    pub fn said(&self, amount: Option<Amount>) -> String {
        let Some(amount) = amount else { return "no figure known".to_owned() };
        let space = if self.unit.is_empty() { "" } else { " " };
        format!("{}{space}{}", amount.grouped(), self.unit)
    }

    /// What it is at a setting, and what it was with everything off if that differs:
    /// "0 MiB → 65.5 MiB".
    #[must_use]
    pub fn moved(&self, setting: &Setting) -> String {
        let base = self.said(self.base().and_then(Case::amount));
        let now = self.said(self.case(setting).and_then(Case::amount));
        if base == now { now } else { format!("{base} → {now}") }
    }
}
