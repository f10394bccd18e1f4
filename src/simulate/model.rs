//! The five models that there are.

use crate::simulate::{
    blast::Blast, density::Density, isolation::Isolation, live::Live, request_cost::RequestCost,
    startup::Startup,
};

/// A model with the rows and ranges of a pack.
#[derive(Debug, Clone, PartialEq)]
pub enum Model {
    /// What lies open when a layer is taken over.
    Blast(Blast),
    /// How many fit into a machine's memory.
    Density(Density),
    /// What a request costs on its way through each architecture.
    RequestCost(RequestCost),
    /// What a process sees and may do behind each boundary.
    Isolation(Isolation),
    /// How long a start takes, part by part.
    Startup(Startup),
}

impl Model {
    /// What it can do.
    #[must_use]
    pub fn live(&self) -> &dyn Live {
        match self {
            Self::Blast(model) => model,
            Self::Density(model) => model,
            Self::RequestCost(model) => model,
            Self::Isolation(model) => model,
            Self::Startup(model) => model,
        }
    }
}
