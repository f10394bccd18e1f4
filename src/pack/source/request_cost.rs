//! What an author writes of what a request costs: who asks what, through what, and what was
//! measured. The hops are those of the lesson's own figures.

use super::DatumSource;
use crate::simulate::request_cost::Unit;
use serde::Deserialize;

/// What a request costs on its way through each architecture.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestCostSource {
    pub requests: Vec<CostRequestSource>,
    pub architectures: Vec<CostArchitectureSource>,
    /// What is crossed between two layers, and what that costs.
    #[serde(default)]
    pub passages: Vec<PassageSource>,
    /// One for each request through each architecture.
    pub ways: Vec<CostWaySource>,
}

/// What is asked of a machine.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostRequestSource {
    pub id: String,
    /// With its article: "A disk read".
    pub name: String,
}

/// One way of building what a program runs on.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostArchitectureSource {
    pub id: String,
    pub name: String,
}

/// What it is to come from one layer to the next.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PassageSource {
    /// A layer, in whichever diagram of the ways; with its diagram, there alone: `vm/guest-os`.
    pub from: String,
    pub to: String,
    /// The word for crossing the boundary between the two: "VM exit".
    #[serde(default)]
    pub crossing: Option<String>,
    /// What coming there and being served costs, in nanoseconds.
    #[serde(default)]
    pub cost: Option<DatumSource>,
    /// When that was measured, if not in the year of its source.
    #[serde(default)]
    pub year: Option<u16>,
}

/// The way of one request through one architecture.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CostWaySource {
    pub request: String,
    pub architecture: String,
    /// The id of a diagram of the pack.
    pub diagram: String,
    /// The id of a trace of the lesson's figures that leads through the diagram.
    pub trace: String,
    /// Which ways it goes at its choices.
    #[serde(default)]
    pub decided: Vec<DecidedSource>,
    pub penalty: PenaltySource,
}

/// Which way is gone at a choice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecidedSource {
    pub choice: String,
    pub way: String,
}

/// What the whole way costs.
#[derive(Debug, Clone, Deserialize)]
pub enum PenaltySource {
    Measured(Box<MeasurementSource>),
    /// Why nothing is known, in a sentence.
    NotKnown(String),
}

/// One test, run without the architecture and with it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasurementSource {
    /// What was measured: "Random reads".
    pub what: String,
    /// What it is compared with, in words that may follow "on": "bare metal".
    pub base: String,
    #[serde(with = "CountedSource")]
    pub unit: Unit,
    /// Without the architecture.
    pub native: DatumSource,
    /// With it.
    pub here: DatumSource,
    /// When it was measured, if not in the year of its source.
    #[serde(default)]
    pub year: Option<u16>,
}

/// What is counted in a test.
#[derive(Deserialize)]
#[serde(remote = "Unit")]
pub enum CountedSource {
    Nanoseconds,
    Microseconds,
    Milliseconds,
    Iops,
    RequestsPerSecond,
    MegabytesPerSecond,
    MegabitsPerSecond,
}
