//! The token table: every colour of the three themes. Nothing else in the code names a colour.

#![expect(clippy::unreadable_literal, reason = "0xRRGGBB is how colours are read")]

use crate::theme::Rgb;

/// Which of the three tables is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColourScheme {
    /// Dark on white.
    Light,
    /// Light on nearly black.
    Dark,
    /// White on black, thicker lines, nothing that is told by a shade.
    HighContrast,
}

impl ColourScheme {
    /// All schemes, in the order of the theme button.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// The scheme that the theme button changes to from this one.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark => Self::HighContrast,
            Self::HighContrast => Self::Light,
        }
    }

    /// Its name, spoken and stored.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high contrast",
        }
    }

    /// The scheme of this [`name`](Self::name).
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scheme| scheme.name() == name)
    }

    /// The colours of the scheme.
    #[must_use]
    pub fn tokens(self) -> &'static Tokens {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::HighContrast => &HIGH_CONTRAST,
        }
    }
}

/// The three colours of a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleColours {
    /// Inside a box.
    pub fill: Rgb,
    /// Its outline.
    pub stroke: Rgb,
    /// Words in it.
    pub text: Rgb,
}

const fn role(fill: u32, stroke: u32, text: u32) -> RoleColours {
    RoleColours { fill: Rgb::hex(fill), stroke: Rgb::hex(stroke), text: Rgb::hex(text) }
}

/// Every colour of one theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tokens {
    /// Thicker strokes, no shadows, no fades.
    pub high_contrast: bool,
    /// Behind everything; the clear colour.
    pub window: Rgb,
    /// Top bar, side panels, figure card, table head.
    pub panel: Rgb,
    /// The centre column, the inside of group frames.
    pub reading: Rgb,
    /// Option rows, popovers, secondary buttons, text fields.
    pub raised: Rgb,
    /// Search field, code, key badges.
    pub sunken: Rgb,
    /// Rows and buttons under the pointer.
    pub hover: Rgb,
    /// Rows and buttons held down.
    pub pressed: Rgb,
    /// Headings and labels.
    pub text: Rgb,
    /// Prose and reasons.
    pub text2: Rgb,
    /// Counts and hints.
    pub text3: Rgb,
    /// Hairlines.
    pub line: Rgb,
    /// Quiet outlines; decoration only.
    pub line2: Rgb,
    /// Outline of anything operable, frames, connectors.
    pub control: Rgb,
    /// The unfilled part of bars and rings.
    pub track: Rgb,
    /// The focus ring and nothing else.
    pub focus: Rgb,
    /// You can act; you are here.
    pub accent: Rgb,
    /// `accent` under the pointer.
    pub accent_hover: Rgb,
    /// `accent` held down.
    pub accent_pressed: Rgb,
    /// Selected row, chosen option.
    pub accent_soft: Rgb,
    /// Links, text on `accent_soft`.
    pub accent_text: Rgb,
    /// Text on accent, success and error.
    pub on_accent: Rgb,
    /// What is right: stroke and icon.
    pub success: Rgb,
    /// What is right: fill.
    pub success_soft: Rgb,
    /// What is right: heading.
    pub success_text: Rgb,
    /// What is wrong: stroke and icon.
    pub error: Rgb,
    /// What is wrong: fill.
    pub error_soft: Rgb,
    /// What is wrong: heading.
    pub error_text: Rgb,
    /// A warning: stroke and icon.
    pub warning: Rgb,
    /// A warning: fill.
    pub warning_soft: Rgb,
    /// A warning: heading.
    pub warning_text: Rgb,
    /// A note: stroke and icon.
    pub info: Rgb,
    /// A note: fill.
    pub info_soft: Rgb,
    /// A note: heading.
    pub info_text: Rgb,
    /// Under modals, with `scrim_share`.
    pub scrim: Rgb,
    /// How much of the window the scrim covers, 0 to 1.
    pub scrim_share: f32,
    /// Black under floating things, 0 to 255; 0 is no shadow.
    pub shadow_alpha: u8,
    /// Layers of the role `Application`.
    pub application: RoleColours,
    /// Layers of the role `Library`.
    pub library: RoleColours,
    /// Layers of the role `Kernel`.
    pub kernel: RoleColours,
    /// Layers of the role `Boundary`.
    pub boundary: RoleColours,
    /// Layers of the role `Hardware`.
    pub hardware: RoleColours,
    /// Layers of the role `Network`.
    pub network: RoleColours,
    /// Layers of the role `Storage`.
    pub storage: RoleColours,
    /// Layers of the role `Neutral`.
    pub neutral: RoleColours,
    /// What is not there: absent layers, and words in gaps.
    pub ghost: RoleColours,
    /// A layer that lies open to what it was kept from.
    pub exposed: RoleColours,
}

const LIGHT: Tokens = Tokens {
    high_contrast: false,
    window: Rgb::hex(0xF2F3F6),
    panel: Rgb::hex(0xF6F7F9),
    reading: Rgb::hex(0xFFFFFF),
    raised: Rgb::hex(0xFFFFFF),
    sunken: Rgb::hex(0xEEF0F4),
    hover: Rgb::hex(0xEAEDF2),
    pressed: Rgb::hex(0xE0E3E9),
    text: Rgb::hex(0x1C222B),
    text2: Rgb::hex(0x474D59),
    text3: Rgb::hex(0x5C6470),
    line: Rgb::hex(0xE1E3E7),
    line2: Rgb::hex(0xCED1D7),
    control: Rgb::hex(0x7A808B),
    track: Rgb::hex(0xCED1D7),
    focus: Rgb::hex(0x4D4BD1),
    accent: Rgb::hex(0x4947C5),
    accent_hover: Rgb::hex(0x3D37B4),
    accent_pressed: Rgb::hex(0x32299E),
    accent_soft: Rgb::hex(0xECEFFF),
    accent_text: Rgb::hex(0x3F3AB7),
    on_accent: Rgb::hex(0xFFFFFF),
    success: Rgb::hex(0x1F8254),
    success_soft: Rgb::hex(0xE6F9ED),
    success_text: Rgb::hex(0x004A2B),
    error: Rgb::hex(0xB7191C),
    error_soft: Rgb::hex(0xFFF0EE),
    error_text: Rgb::hex(0x9B1014),
    warning: Rgb::hex(0xA46803),
    warning_soft: Rgb::hex(0xFFEFDD),
    warning_text: Rgb::hex(0x653E00),
    info: Rgb::hex(0x0368A5),
    info_soft: Rgb::hex(0xE4F2FE),
    info_text: Rgb::hex(0x004B7A),
    scrim: Rgb::hex(0x10131A),
    scrim_share: 0.4,
    shadow_alpha: 36,
    application: role(0xD9EAFF, 0x0C68C2, 0x042D59),
    library: role(0xF1D9FD, 0x691489, 0x3E1D4D),
    kernel: role(0xFFE9D0, 0xA36C11, 0x412700),
    boundary: role(0xC3F3E0, 0x00684F, 0x003728),
    hardware: role(0xD8DDE5, 0x3F4857, 0x262E3C),
    network: role(0xFFE0E8, 0xC24573, 0x50152B),
    storage: role(0xD7FAD2, 0x558E4F, 0x0B3807),
    neutral: role(0xF2F3F6, 0x7B7E84, 0x2B2E33),
    ghost: role(0xF6F7F9, 0x6C727C, 0x474D59),
    exposed: role(0xFFDBD6, 0xB71A18, 0x521612),
};

const DARK: Tokens = Tokens {
    high_contrast: false,
    window: Rgb::hex(0x0E1115),
    panel: Rgb::hex(0x12151A),
    reading: Rgb::hex(0x161A1F),
    raised: Rgb::hex(0x1E2229),
    sunken: Rgb::hex(0x0F1216),
    hover: Rgb::hex(0x262A32),
    pressed: Rgb::hex(0x2E333C),
    text: Rgb::hex(0xE5E8ED),
    text2: Rgb::hex(0xB9BEC7),
    text3: Rgb::hex(0x959CA7),
    line: Rgb::hex(0x272B33),
    line2: Rgb::hex(0x383D47),
    control: Rgb::hex(0x6E7581),
    track: Rgb::hex(0x383D47),
    focus: Rgb::hex(0xA5B1FF),
    accent: Rgb::hex(0x96A2FC),
    accent_hover: Rgb::hex(0xA9B4FE),
    accent_pressed: Rgb::hex(0x8691F1),
    accent_soft: Rgb::hex(0x282C53),
    accent_text: Rgb::hex(0xADB8FF),
    on_accent: Rgb::hex(0x090D16),
    success: Rgb::hex(0x6BDBA4),
    success_soft: Rgb::hex(0x172D22),
    success_text: Rgb::hex(0xA3EAC3),
    error: Rgb::hex(0xF35E5A),
    error_soft: Rgb::hex(0x3A1D1B),
    error_text: Rgb::hex(0xFEB5AE),
    warning: Rgb::hex(0xEEB154),
    warning_soft: Rgb::hex(0x352815),
    warning_text: Rgb::hex(0xFED397),
    info: Rgb::hex(0x5EACEB),
    info_soft: Rgb::hex(0x162A3A),
    info_text: Rgb::hex(0xA8D3F9),
    scrim: Rgb::hex(0x05070A),
    scrim_share: 0.6,
    shadow_alpha: 140,
    application: role(0x0A3955, 0x3EB4FB, 0xDCF0FF),
    library: role(0x3E234A, 0xA16EBA, 0xF4E7FB),
    kernel: role(0x523B19, 0xF5B75B, 0xF9EAD7),
    boundary: role(0x103D2F, 0x269C79, 0xDBF4E9),
    hardware: role(0x393D45, 0xC5CCDA, 0xE6EDFB),
    network: role(0x522639, 0xEF79AD, 0xFEE5EE),
    storage: role(0x2D4826, 0xA4DD94, 0xE3F2DF),
    neutral: role(0x2A2B2E, 0x7D828A, 0xE8EDF7),
    ghost: role(0x12151A, 0x7A818D, 0xB9BEC7),
    exposed: role(0x621D18, 0xFE5246, 0xFFE6E3),
};

const HIGH_CONTRAST: Tokens = Tokens {
    high_contrast: true,
    window: Rgb::hex(0x000000),
    panel: Rgb::hex(0x000000),
    reading: Rgb::hex(0x000000),
    raised: Rgb::hex(0x0A0A0A),
    sunken: Rgb::hex(0x000000),
    hover: Rgb::hex(0x1F1F1F),
    pressed: Rgb::hex(0x333333),
    text: Rgb::hex(0xFFFFFF),
    text2: Rgb::hex(0xF0F0F0),
    text3: Rgb::hex(0xD6D6D6),
    line: Rgb::hex(0x8C8C8C),
    line2: Rgb::hex(0xBFBFBF),
    control: Rgb::hex(0xFFFFFF),
    track: Rgb::hex(0x333333),
    focus: Rgb::hex(0xFFE45C),
    accent: Rgb::hex(0x8FC7FF),
    accent_hover: Rgb::hex(0xB8DBFF),
    accent_pressed: Rgb::hex(0x6FB4FF),
    accent_soft: Rgb::hex(0x002B57),
    accent_text: Rgb::hex(0xA8D3FF),
    on_accent: Rgb::hex(0x000000),
    success: Rgb::hex(0x77FCBB),
    success_soft: Rgb::hex(0x001C0F),
    success_text: Rgb::hex(0xACFDD1),
    error: Rgb::hex(0xFF817A),
    error_soft: Rgb::hex(0x2F0405),
    error_text: Rgb::hex(0xFEBFB9),
    warning: Rgb::hex(0xFED16E),
    warning_soft: Rgb::hex(0x241900),
    warning_text: Rgb::hex(0xFFE5AF),
    info: Rgb::hex(0x95D3FF),
    info_soft: Rgb::hex(0x00182A),
    info_text: Rgb::hex(0xBFE4FE),
    scrim: Rgb::hex(0x000000),
    scrim_share: 0.8,
    shadow_alpha: 0,
    application: role(0x001829, 0x95D5FF, 0xFFFFFF),
    library: role(0x200C28, 0xCA79E8, 0xFFFFFF),
    kernel: role(0x211300, 0xFFCD7E, 0xFFFFFF),
    boundary: role(0x001C12, 0x4CBA95, 0xFFFFFF),
    hardware: role(0x13161D, 0x97A0B3, 0xFFFFFF),
    network: role(0x2A0714, 0xFEA4BD, 0xFFFFFF),
    storage: role(0x061C03, 0xBEF9B4, 0xFFFFFF),
    neutral: role(0x151617, 0xDCDEE1, 0xFFFFFF),
    ghost: role(0x000000, 0xFFFFFF, 0xFFFFFF),
    exposed: role(0x2C0805, 0xFE7A6A, 0xFFFFFF),
};

impl Tokens {
    /// The fill of a layer under the pointer.
    #[must_use]
    pub fn hot(&self, role: &RoleColours) -> Rgb {
        role.fill.mix(role.stroke, if self.high_contrast { 0.25 } else { 0.12 })
    }

    /// The fill of a layer that steps back.
    #[must_use]
    pub fn dim(&self, role: &RoleColours) -> Rgb {
        role.fill.mix(self.panel, 0.7)
    }

    /// The outline of a layer that steps back.
    #[must_use]
    pub fn dim_stroke(&self, role: &RoleColours) -> Rgb {
        role.stroke.mix(self.panel, 0.6)
    }

    /// The stripes of an exposed layer.
    #[must_use]
    pub fn hatch(&self, role: &RoleColours) -> Rgb {
        role.fill.mix(role.stroke, 0.16)
    }

    /// The icon in a layer's box.
    #[must_use]
    pub fn icon(&self, role: &RoleColours) -> Rgb {
        role.stroke.mix(role.text, 0.25)
    }
}
