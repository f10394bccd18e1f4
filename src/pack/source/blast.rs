//! What an author writes of a blast radius: layouts, and what is taken over in them.

use serde::Deserialize;

/// What lies open when a layer is taken over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlastSource {
    pub layouts: Vec<BlastLayoutSource>,
    pub rows: Vec<BlastRowSource>,
}

/// One way of putting things together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlastLayoutSource {
    /// The id of a diagram of the pack, which is the layout's id as well.
    pub diagram: String,
    /// "Containers on one host".
    pub name: String,
}

/// Something that can be taken over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlastRowSource {
    pub id: String,
    /// "The host’s kernel".
    pub name: String,
    /// What that means in each layout, one for each.
    pub at: Vec<BlastCellSource>,
}

/// What taking something over means in one layout: one of `taken` and `none`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlastCellSource {
    /// The layout's diagram.
    pub layout: String,
    /// Layers, groups, repeats or copies of it.
    #[serde(default)]
    pub taken: Vec<String>,
    /// Why so much lies open, and no more.
    #[serde(default)]
    pub because: Option<String>,
    /// Why the layout has nothing of the kind.
    #[serde(default)]
    pub none: Option<String>,
    /// What lies open although it does not stand on what is taken.
    #[serde(default)]
    pub also: Vec<BlastExceptionSource>,
    /// What does not lie open although it stands on what is taken.
    #[serde(default)]
    pub spared: Vec<BlastExceptionSource>,
    #[serde(default)]
    pub case: Option<BlastCaseSource>,
}

/// Something that does not follow from the diagram.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlastExceptionSource {
    pub nodes: Vec<String>,
    pub because: String,
}

/// When it happened.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlastCaseSource {
    /// "CVE-2019-5736".
    pub name: String,
    /// When it became known, which need not be the year of its source.
    pub year: u16,
    /// "container → runtime → root on the host".
    pub crossed: String,
    /// "a fixed runtime"; left out where nothing has closed it.
    #[serde(default)]
    pub closed: Option<String>,
    /// The id of a source of the pack.
    pub source: String,
}
