//! Where the controls of a model stand: a thing of its own, which a step sets, an answer keeps, and
//! a line of text carries.

use crate::{
    id::Id,
    simulate::{
        amount::Amount,
        control::{Control, ControlKind},
        value::Value,
    },
};
/// What every control of a model is set to, in the order of the controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting(Vec<(Id, Value)>);

/// Why a line is no setting of a model.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// It begins with another word than the model's.
    #[error("this is a setting of `{found}`; here one of `{wanted}` is needed")]
    OtherModel {
        /// The first word.
        found: String,
        /// What the model is called.
        wanted: String,
    },
    /// It names what the model does not have.
    #[error("there is no `{name}` to be set{}", meant(.near.as_deref()))]
    Unknown {
        /// What it names.
        name: String,
        /// What it may have meant.
        near: Option<String>,
    },
    /// It sets a control to what it cannot be set to.
    #[error("`{name}` cannot be set to `{value}`: {fits}")]
    Unfit {
        /// The control.
        name: String,
        /// What it is to be set to.
        value: String,
        /// What it can be set to.
        fits: String,
    },
    /// It is no list of `name=value`.
    #[error("`{0}` sets nothing: write it as `name=value`")]
    NoPair(String),
    /// There is nothing in it.
    #[error("there is no setting in it: copy one from a live figure first")]
    Empty,
}

fn meant(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default()
}

impl Setting {
    /// Where the controls stand at first.
    #[must_use]
    pub fn start(controls: &[Control]) -> Self {
        Self(controls.iter().map(|one| (one.id.clone(), one.start.clone())).collect())
    }

    /// What a control is set to.
    #[must_use]
    pub fn get(&self, control: &str) -> Option<&Value> {
        self.0.iter().find(|(id, _)| id.as_str() == control).map(|(_, value)| value)
    }

    /// What a range is set to; nought for what is none.
    #[must_use]
    pub fn amount(&self, control: &str) -> Amount {
        match self.get(control) {
            Some(Value::Amount(amount)) => *amount,
            _ => Amount::ZERO,
        }
    }

    /// What is chosen; nothing for what is no choice.
    #[must_use]
    pub fn chosen(&self, control: &str) -> Option<&Id> {
        match self.get(control) {
            Some(Value::Chosen(id)) => Some(id),
            _ => None,
        }
    }

    /// Is the switch on?
    #[must_use]
    pub fn is_on(&self, control: &str) -> bool {
        matches!(self.get(control), Some(Value::On(true)))
    }

    /// The same, but for one control. What has no such control stays as it is.
    #[must_use]
    pub fn with(&self, control: &str, value: Value) -> Self {
        let mut changed = self.clone();
        if let Some((_, old)) = changed.0.iter_mut().find(|(id, _)| id.as_str() == control) {
            *old = value;
        }
        changed
    }

    /// All that is set, in the order of the controls.
    pub fn all(&self) -> impl Iterator<Item = (&Id, &Value)> {
        self.0.iter().map(|(id, value)| (id, value))
    }

    /// As it is kept in an answer: each control with its value, as text.
    #[must_use]
    pub fn pairs(&self) -> Vec<(Id, String)> {
        self.0.iter().map(|(id, value)| (id.clone(), value.to_string())).collect()
    }

    /// What was kept, for the controls of today: what is unknown or does not fit is as at first.
    #[must_use]
    pub fn of_pairs(controls: &[Control], pairs: &[(Id, String)]) -> Self {
        let value = |control: &Control| {
            let kept = pairs.iter().find(|(id, _)| *id == control.id);
            kept.and_then(|(_, text)| control.read(text))
        };
        let each = controls
            .iter()
            .map(|control| (control.id.clone(), value(control).unwrap_or(control.start.clone())));
        Self(each.collect())
    }

    /// In one line: `density memory=16384 app=73.2 row=runc`.
    #[must_use]
    pub fn line(&self, model: &str) -> String {
        let each = self.0.iter().map(|(id, value)| format!(" {id}={value}"));
        format!("{model}{}", each.collect::<String>())
    }

    /// Reads a line of text; what it does not say is as in `now`.
    ///
    /// # Errors
    /// When it is another model's, names what is not there, or sets what cannot be.
    pub fn read(
        line: &str,
        model: &str,
        controls: &[Control],
        now: &Self,
    ) -> Result<Self, SettingError> {
        let mut words = line.split_whitespace();
        let first = words.next().ok_or(SettingError::Empty)?;
        if first != model {
            let (found, wanted) = (short(first), model.to_owned());
            return Err(SettingError::OtherModel { found, wanted });
        }
        let mut read = now.clone();
        for word in words {
            let (name, text) =
                word.split_once('=').ok_or_else(|| SettingError::NoPair(short(word)))?;
            let control = controls.iter().find(|one| one.id.as_str() == name);
            let control = control.ok_or_else(|| {
                let near = controls.iter().map(|one| one.id.as_str());
                let near = near.filter(|known| strsim::jaro_winkler(known, name) > 0.8).max_by(
                    |one, other| {
                        let like = |known: &str| strsim::jaro_winkler(known, name);
                        like(one).total_cmp(&like(other))
                    },
                );
                SettingError::Unknown { name: short(name), near: near.map(str::to_owned) }
            })?;
            let value = control.read(text).ok_or_else(|| SettingError::Unfit {
                name: short(name),
                value: short(text),
                fits: fits(control),
            })?;
            read = read.with(name, value);
        }
        Ok(read)
    }
}

/// What a control can be set to, in words.
#[must_use]
pub fn fits(control: &Control) -> String {
    match &control.kind {
        ControlKind::Range(range) => {
            let space = if range.unit.is_empty() { "" } else { " " };
            format!("from {} to {}{space}{}", range.from, range.to, range.unit)
        }
        ControlKind::Choice(offered) => {
            let ids: Vec<&str> = offered.iter().map(|one| one.id.as_str()).collect();
            format!("one of {}", ids.join(", "))
        }
        ControlKind::Switch => "on or off".to_owned(),
    }
}

/// So much of what somebody pasted that a message stays a message.
fn short(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
