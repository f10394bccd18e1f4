//! The icon and the colours of a role: alike in every diagram.

use crate::{
    diagram::model::LayerRole,
    theme::{RoleColours, Tokens, icons, icons::Icon},
};

impl LayerRole {
    /// The icon beside the name of a layer of this role.
    #[must_use]
    pub fn icon(self) -> Icon {
        match self {
            Self::Application => icons::APPLICATION,
            Self::Library => icons::LIBRARY,
            Self::Kernel => icons::KERNEL,
            Self::Boundary => icons::BOUNDARY,
            Self::Hardware => icons::HARDWARE,
            Self::Network => icons::NETWORK,
            Self::Storage => icons::STORAGE,
            Self::Neutral => icons::PART,
        }
    }

    /// The role's colours in a theme.
    #[must_use]
    pub fn colours(self, tokens: &Tokens) -> &RoleColours {
        match self {
            Self::Application => &tokens.application,
            Self::Library => &tokens.library,
            Self::Kernel => &tokens.kernel,
            Self::Boundary => &tokens.boundary,
            Self::Hardware => &tokens.hardware,
            Self::Network => &tokens.network,
            Self::Storage => &tokens.storage,
            Self::Neutral => &tokens.neutral,
        }
    }
}
