//! What an author writes of what a process sees and may do: no formulas, only what holds when.

use super::DatumSource;
use serde::Deserialize;

/// What stands between a process and its host, and what is left to see and to do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IsolationSource {
    pub capabilities: CapabilitiesSource,
    pub calls: CallsSource,
    /// What the process can see of its host.
    pub sees: Vec<ItemSource>,
    /// What the process may do.
    pub may: Vec<ItemSource>,
    /// Figures that move with the dial.
    #[serde(default)]
    pub costs: Vec<CostSource>,
}

/// How many capabilities there are.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CapabilitiesSource {
    pub all: DatumSource,
    /// How many of them Docker keeps.
    pub default: DatumSource,
}

/// How many names of system calls reach the host's kernel.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallsSource {
    pub name: String,
    /// The first that holds counts.
    pub cases: Vec<CaseSource>,
}

/// A figure that moves with the dial.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostSource {
    pub id: String,
    /// What it counts.
    pub name: String,
    /// What it is counted in.
    #[serde(default)]
    pub unit: Option<String>,
    /// The first that holds counts.
    pub cases: Vec<CaseSource>,
}

/// One value of a figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSource {
    /// What it is measured with.
    pub name: String,
    /// All that has to hold, as a setting is written: `"seccomp=on capabilities=all"`. The last
    /// case has none.
    #[serde(default)]
    pub when: String,
    /// None where nobody has published a figure that can be shown.
    #[serde(default)]
    pub value: Option<DatumSource>,
}

/// Something that a process sees of its host, or may do.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemSource {
    pub id: String,
    pub text: String,
    /// What takes it away, the most decisive first.
    #[serde(default)]
    pub unless: Vec<LimitSource>,
    /// What leaves it and keeps it from reaching the host.
    #[serde(default)]
    pub within: Vec<LimitSource>,
    /// The id of a source of the pack; none for what is only assumed.
    #[serde(default)]
    pub source: Option<String>,
}

/// What takes something away or narrows it, and why.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitSource {
    /// All that has to hold, as a setting is written.
    pub when: String,
    /// Read after a colon: "a pid namespace of its own".
    pub reason: String,
}
