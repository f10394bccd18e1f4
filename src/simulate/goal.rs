//! What a question asks of a setting, and what a setting is worth.

use crate::{
    id::Id,
    simulate::{
        amount::Amount,
        live::{Live, Reading},
        setting::Setting,
        value::Value,
    },
};

/// What a setting has to bring about.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// All of it has to hold; at least one.
    pub needs: Vec<Need>,
    /// What cannot be moved while it is asked.
    pub given: Vec<(Id, Value)>,
    /// One way of bringing it about, as the author has it.
    pub example: Setting,
}

/// One thing that has to hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Need {
    /// A reading lies between these, where they are given.
    Reads {
        /// The reading's id.
        reading: Id,
        /// At least this.
        from: Option<Amount>,
        /// At most this.
        to: Option<Amount>,
    },
    /// A control is set to one of these.
    Set {
        /// The control's id.
        control: Id,
        /// At least one.
        to: Vec<Value>,
    },
}

/// A way of setting it that is a known mistake.
#[derive(Debug, Clone, PartialEq)]
pub struct Mistake<W> {
    /// What it is set to, all of it.
    pub set: Vec<(Id, Value)>,
    /// What is wrong about it.
    pub because: W,
    /// The pack's misconception that it stands for.
    pub misconception: Option<Id>,
}

impl Need {
    /// How far it is from holding, in the unit of the reading; nought where it holds. What is set
    /// to the wrong thing is no distance away, but wrong.
    fn short(&self, readings: &[Reading], setting: &Setting) -> Option<Amount> {
        match self {
            Self::Reads { reading, from, to } => {
                let value = readings.iter().find(|one| one.id == *reading)?.value;
                let under = from.map_or(Amount::ZERO, |from| from - value);
                let over = to.map_or(Amount::ZERO, |to| value - to);
                Some(under.max(over).max(Amount::ZERO))
            }
            Self::Set { control, to } => {
                let value = setting.get(control.as_str())?;
                to.contains(value).then_some(Amount::ZERO)
            }
        }
    }
}

impl Goal {
    /// Where the controls stand when it is asked.
    #[must_use]
    pub fn start(&self, model: &dyn Live) -> Setting {
        let start = Setting::start(model.controls());
        self.given.iter().fold(start, |all, (id, value)| all.with(id.as_str(), value.clone()))
    }

    /// May this control be moved while it is asked?
    #[must_use]
    pub fn is_free(&self, control: &Id) -> bool {
        self.given.iter().all(|(given, _)| given != control)
    }

    /// Does it ask for this reading?
    #[must_use]
    pub fn reads(&self, reading: &Id) -> bool {
        let asks = |need: &Need| matches!(need, Need::Reads { reading: id, .. } if id == reading);
        self.needs.iter().any(asks)
    }

    /// What a setting is worth, from 0 to 1: 1 where all holds. Where a reading falls short, it is
    /// worth the share of the way that it has come from where the controls stood at first; a
    /// control that is set to the wrong thing is worth nothing.
    #[must_use]
    pub fn score(&self, model: &dyn Live, setting: &Setting) -> f64 {
        let kept = |(id, value): &(Id, Value)| setting.get(id.as_str()) == Some(value);
        if !self.given.iter().all(kept) {
            return 0.0;
        }
        let (start, now) = (self.start(model), model.readings(setting));
        let first = model.readings(&start);
        let mut score = 1.0_f64;
        for need in &self.needs {
            let Some(short) = need.short(&now, setting) else { return 0.0 };
            if short == Amount::ZERO {
                continue;
            }
            let far = need.short(&first, &start).unwrap_or(Amount::ZERO);
            let come = if far > short { 1.0 - short.number() / far.number() } else { 0.0 };
            score = score.min(come);
        }
        // Never rounded up to what is right.
        if score < 1.0 { score.min(0.99) } else { 1.0 }
    }
}

impl<W> Mistake<W> {
    /// Is the setting this mistake?
    #[must_use]
    pub fn is_made(&self, setting: &Setting) -> bool {
        self.set.iter().all(|(id, value)| setting.get(id.as_str()) == Some(value))
    }
}
