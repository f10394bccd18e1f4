//! What an author writes of a live figure: a model's rows and ranges, and its steps. No formulas.

use super::{BlastSource, IsolationSource, RequestCostSource, StartupSource};
use serde::Deserialize;

/// A figure that answers back: one of five models, with the pack's rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SimulateSource {
    /// Questions of the lesson name it.
    pub id: String,
    pub title: String,
    pub model: ModelSource,
    /// What to try, in order; each sets some of the controls.
    #[serde(default)]
    pub steps: Vec<TrySource>,
}

/// Something to try.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrySource {
    pub id: String,
    /// What is set, and what to look at.
    pub say: String,
    /// What is set, as a figure's line of text has it: `"memory=8192 beside=full"`. What it leaves
    /// out stays as it was.
    #[serde(default)]
    pub set: String,
}

/// Which model, and what it works with.
#[derive(Debug, Clone, Deserialize)]
pub enum ModelSource {
    /// How many fit into a machine's memory.
    Density(Box<DensitySource>),
    /// What a request costs on its way.
    RequestCost(Box<RequestCostSource>),
    /// How long a start takes, part by part.
    Startup(Box<StartupSource>),
    /// What a process sees and may do behind each boundary.
    Isolation(Box<IsolationSource>),
    /// What lies open when a layer is taken over.
    Blast(Box<BlastSource>),
}

/// How many fit into a machine's memory; all in MiB.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DensitySource {
    /// Of the machine.
    pub memory: RangeSource,
    /// What is kept for the host.
    pub reserve: RangeSource,
    /// What one copy of the program takes.
    pub app: RangeSource,
    pub rows: Vec<DensityRowSource>,
    /// How many are run on one machine at most; a switch says whether that holds.
    #[serde(default)]
    pub ceiling: Option<DatumSource>,
}

/// One way of running the program.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DensityRowSource {
    pub id: String,
    pub name: String,
    /// What one of them is called: "container".
    pub one: String,
    /// What several of them are called.
    pub several: String,
    /// What is there once for all of them: "One kernel for all, and services".
    pub shared: String,
    /// What its own operating system takes, if it has one.
    #[serde(default)]
    pub guest: Option<DatumSource>,
    /// A guest is never given less than this, the program included.
    #[serde(default)]
    pub least: Option<DatumSource>,
    /// What is taken for each outside its guest.
    #[serde(default)]
    pub over: Option<OverSource>,
}

/// What is taken for each outside its guest.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OverSource {
    pub name: String,
    pub value: DatumSource,
    /// It is what a scheduler sets aside, whether it is used or not.
    #[serde(default)]
    pub requested: bool,
}

/// A figure, and where it comes from: one of `source` and `illustrative`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatumSource {
    pub value: f64,
    /// The id of a source of the pack.
    #[serde(default)]
    pub source: Option<String>,
    /// It is assumed, to show how things go together.
    #[serde(default)]
    pub illustrative: bool,
    /// What was measured, and on what.
    #[serde(default)]
    pub note: Option<String>,
}

/// What can be set, from one end to the other.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RangeSource {
    pub from: f64,
    pub to: f64,
    /// From one amount to the next.
    pub step: f64,
    /// Where it stands at first.
    pub start: f64,
}
