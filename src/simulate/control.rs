//! What of a model can be set.

use crate::{
    id::Id,
    simulate::{amount::Amount, value::Value},
};

/// One thing that can be set.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// Unique in its model; part of what is copied and kept.
    pub id: Id,
    /// What stands beside it.
    pub name: String,
    /// What it can be set to.
    pub kind: ControlKind,
    /// Where it stands at first.
    pub start: Value,
}

/// What a control can be set to.
#[derive(Debug, Clone, PartialEq)]
pub enum ControlKind {
    /// An amount between two ends.
    Range(Range),
    /// One of several, at least one.
    Choice(Vec<Offered>),
    /// On or off.
    Switch,
}

/// Amounts between two ends, in steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The least.
    pub from: Amount,
    /// The most; never below `from`.
    pub to: Amount,
    /// From one to the next, counted from `from`; more than nought.
    pub step: Amount,
    /// What is counted, such as `MiB`.
    pub unit: String,
    /// How a slider's length is shared out.
    pub scale: Scale,
}

/// How a length stands for amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// As much more, as far on.
    Linear,
    /// As many times more, as far on.
    Log,
}

/// One of several that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Unique in its control.
    pub id: Id,
    /// What it is called.
    pub name: String,
}

impl Range {
    /// The nearest amount that can be set.
    #[must_use]
    pub fn fit(&self, amount: Amount) -> Amount {
        let amount = amount.clamp(self.from, self.to);
        let stepped = amount.stepped(self.from, self.step);
        // The last step may lead past the end.
        if stepped > self.to { stepped - self.step } else { stepped }.max(self.from)
    }
}

impl Control {
    /// The range of a control that has one.
    #[must_use]
    pub fn range(&self) -> Option<&Range> {
        match &self.kind {
            ControlKind::Range(range) => Some(range),
            ControlKind::Choice(_) | ControlKind::Switch => None,
        }
    }

    /// Reads what a [`Value`] is written as. Amounts are moved to the nearest that can be set.
    #[must_use]
    pub fn read(&self, text: &str) -> Option<Value> {
        match &self.kind {
            ControlKind::Range(range) => {
                Amount::read(text).map(|amount| Value::Amount(range.fit(amount)))
            }
            ControlKind::Choice(offered) => {
                let known = offered.iter().find(|one| one.id.as_str() == text);
                known.map(|one| Value::Chosen(one.id.clone()))
            }
            ControlKind::Switch => match text {
                "on" => Some(Value::On(true)),
                "off" => Some(Value::On(false)),
                _ => None,
            },
        }
    }

    /// A value as people read it.
    #[must_use]
    pub fn said(&self, value: &Value) -> String {
        match (&self.kind, value) {
            (ControlKind::Range(range), Value::Amount(amount)) => {
                let space = if range.unit.is_empty() { "" } else { " " };
                format!("{}{space}{}", amount.grouped(), range.unit)
            }
            (ControlKind::Choice(offered), Value::Chosen(id)) => {
                let named = offered.iter().find(|one| one.id == *id);
                named.map_or_else(|| id.to_string(), |one| one.name.clone())
            }
            (_, Value::On(true)) => "on".to_owned(),
            (_, Value::On(false)) => "off".to_owned(),
            (_, value) => value.to_string(),
        }
    }
}
