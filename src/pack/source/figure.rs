//! What an author writes of a figure: its diagrams, its steps, and the requests through it.

use serde::Deserialize;

/// A figure: one to five diagrams beside each other.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideBySideSource {
    #[serde(default)]
    pub id: Option<String>,
    pub diagrams: Vec<String>,
    /// A walk through the figure, at the reader's pace.
    #[serde(default)]
    pub steps: Vec<StepSource>,
    /// Requests that can be followed through the layers.
    #[serde(default)]
    pub traces: Vec<TraceSource>,
}

/// One request, with one path for each diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TraceSource {
    pub id: String,
    pub title: String,
    /// It sets something up: managers may be on its way.
    #[serde(default)]
    pub control: bool,
    pub paths: Vec<TracePathSource>,
}

/// The way of a request through one diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TracePathSource {
    pub diagram: String,
    pub hops: Vec<HopSource>,
}

/// One layer on a request's way.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HopSource {
    /// The layer, in the path's diagram.
    pub at: String,
    /// Who does what here.
    pub say: String,
    /// After it the request goes one way or another.
    #[serde(default)]
    pub choice: Option<ChoiceSource>,
}

/// Where a request goes one of several ways, and what decides.
#[derive(Debug, Clone, Deserialize)]
pub enum ChoiceSource {
    /// A condition of the world.
    When(WaysSource),
    /// Any of the ways will do.
    Either(WaysSource),
}

/// The ways of a choice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaysSource {
    pub id: String,
    /// The question, or the sentence, above the ways.
    pub say: String,
    pub ways: Vec<WaySource>,
}

/// One way of a choice.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaySource {
    pub id: String,
    pub name: String,
    /// A question of the lesson, asked before the way is shown.
    #[serde(default)]
    pub ask: Option<String>,
    pub hops: Vec<HopSource>,
    /// The request ends here; else it goes on with what follows the choice.
    #[serde(default)]
    pub ends: bool,
}

/// One step. It goes on from the step before: what it leaves unset stays as it was.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSource {
    pub id: String,
    /// Said beside the picture, in a sentence or two.
    pub say: String,
    /// A question of the lesson, asked before the step is shown.
    #[serde(default)]
    pub ask: Option<String>,
    /// Layers that are hidden until the first step that shows them.
    #[serde(default)]
    pub show: Vec<String>,
    /// Layers that are not in the picture from this step on, until another one shows them.
    #[serde(default)]
    pub hide: Vec<String>,
    /// Groups that are closed until this step.
    #[serde(default)]
    pub expand: Vec<String>,
    /// Layers that are pointed out. Without it the focus stays as it was; `[]` lifts it.
    #[serde(default)]
    pub focus: Option<Vec<String>>,
    /// The id of a trace of the figure, whose whole way is shown.
    #[serde(default)]
    pub trace: Option<String>,
    /// Layers, groups, repeats and their copies that have failed; `[]` lets them recover.
    #[serde(default)]
    pub fail: Option<Vec<String>>,
}
