//! The type scale: size, line height and weight of every style of text.

/// Regular or bold. Bold is the emphasis, never size or colour by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// For what is read at length.
    Regular,
    /// For what is looked for.
    Bold,
}

/// A style of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextStyle {
    /// The lesson's title.
    Display,
    /// A section.
    H2,
    /// Headings of panels and stacks, the question.
    H3,
    /// The subtitle.
    Lead,
    /// What makes one want to read a lesson.
    Hook,
    /// Prose.
    Body,
    /// Rows, options, tables.
    Ui,
    /// Buttons, the selected row, row headings.
    UiBold,
    /// Names of layers.
    Label,
    /// Names of layers where there is little room.
    LabelSmall,
    /// Reasons and captions.
    Caption,
    /// Unit headings.
    CaptionBold,
    /// Counts, breadcrumb, keys. Nothing is smaller.
    Small,
    /// `Small` where it has to be found.
    SmallBold,
    /// Commands, `file:line:column`.
    Code,
}

impl TextStyle {
    /// The size of the letters, in points.
    #[must_use]
    pub fn size(self) -> f32 {
        match self {
            Self::Display => 28.0,
            Self::H2 => 20.0,
            Self::Hook => 18.0,
            Self::H3 | Self::Lead => 16.0,
            Self::Body => 15.0,
            Self::Ui | Self::UiBold => 14.0,
            Self::Label | Self::Caption | Self::CaptionBold | Self::Code => 13.0,
            Self::LabelSmall | Self::Small | Self::SmallBold => 12.0,
        }
    }

    /// Height of a line, in points.
    #[must_use]
    pub fn line(self) -> f32 {
        match self {
            Self::Display => 36.0,
            Self::H2 | Self::Hook => 28.0,
            Self::H3 | Self::Lead | Self::Body => 24.0,
            Self::Ui | Self::UiBold | Self::Caption | Self::CaptionBold | Self::Code => 20.0,
            Self::Label | Self::LabelSmall | Self::Small | Self::SmallBold => 16.0,
        }
    }

    /// The weight of the letters.
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Self::Display
            | Self::H2
            | Self::H3
            | Self::UiBold
            | Self::Label
            | Self::LabelSmall
            | Self::CaptionBold
            | Self::SmallBold => Weight::Bold,
            Self::Lead
            | Self::Hook
            | Self::Body
            | Self::Ui
            | Self::Caption
            | Self::Small
            | Self::Code => Weight::Regular,
        }
    }
}
