//! What an author writes of starts: what is started, and how long each part of it takes.

use super::{DatumSource, RoleSource};
use crate::{diagram::LayerRole, simulate::When};
use serde::Deserialize;

/// How long a start takes, part by part; all in milliseconds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartupSource {
    pub rows: Vec<StartupRowSource>,
}

/// Something that is started.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartupRowSource {
    pub id: String,
    pub name: String,
    /// Up to what it counts: "until the guest's init runs".
    pub until: String,
    /// When and on what it was measured, in a few words.
    pub measured: String,
    /// One after the other.
    pub phases: Vec<StartupPhaseSource>,
}

/// A part of a start.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartupPhaseSource {
    pub id: String,
    /// What is done: "Pull the image".
    pub name: String,
    /// What does it.
    #[serde(with = "RoleSource")]
    pub role: LayerRole,
    /// On an SSD, where there is a figure for an HDD as well.
    pub time: DatumSource,
    #[serde(default)]
    pub hdd: Option<DatumSource>,
    #[serde(default = "super::usual::when", with = "PhaseWhenSource")]
    pub when: When,
}

/// When a part of a start counts.
#[derive(Deserialize)]
#[serde(remote = "When")]
pub enum PhaseWhenSource {
    Always,
    /// While the image is not on the machine yet.
    ImageMissing,
    /// While the provider's share is counted.
    Provider,
}
