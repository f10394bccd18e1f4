//! Made by `assets/faces/make.py`: the icons of Phosphor that `icons.rs` names.

pub mod regular {
    pub const APPROXIMATE_EQUALS: &str = "\u{edaa}";
    pub const APP_WINDOW: &str = "\u{e5da}";
    pub const ARROWS_IN: &str = "\u{e09a}";
    pub const ARROWS_LEFT_RIGHT: &str = "\u{e0a0}";
    pub const ARROW_COUNTER_CLOCKWISE: &str = "\u{e038}";
    pub const ARROW_LEFT: &str = "\u{e058}";
    pub const ARROW_RIGHT: &str = "\u{e06c}";
    pub const BOOKS: &str = "\u{e758}";
    pub const BOOK_OPEN: &str = "\u{e0e6}";
    pub const CARET_DOWN: &str = "\u{e136}";
    pub const CARET_LEFT: &str = "\u{e138}";
    pub const CARET_RIGHT: &str = "\u{e13a}";
    pub const CARET_UP: &str = "\u{e13c}";
    pub const CHECK_CIRCLE: &str = "\u{e184}";
    pub const CIRCLE_DASHED: &str = "\u{e602}";
    pub const CIRCLE_HALF: &str = "\u{e18c}";
    pub const COPY: &str = "\u{e1ca}";
    pub const CPU: &str = "\u{e610}";
    pub const CUBE: &str = "\u{e1da}";
    pub const DATABASE: &str = "\u{e1de}";
    pub const DOTS_SIX_VERTICAL: &str = "\u{eae2}";
    pub const DOTS_THREE: &str = "\u{e1fe}";
    pub const DOWNLOAD_SIMPLE: &str = "\u{e20c}";
    pub const EXPORT: &str = "\u{eaf0}";
    pub const EYE_SLASH: &str = "\u{e224}";
    pub const FOLDER_OPEN: &str = "\u{e256}";
    pub const FRAME_CORNERS: &str = "\u{e626}";
    pub const GEAR_SIX: &str = "\u{e272}";
    pub const LIGHTBULB: &str = "\u{e2dc}";
    pub const LINK_BREAK: &str = "\u{e2e4}";
    pub const MAGNIFYING_GLASS_MINUS: &str = "\u{e30e}";
    pub const MAGNIFYING_GLASS_PLUS: &str = "\u{e310}";
    pub const MOON: &str = "\u{e330}";
    pub const PATH: &str = "\u{e39c}";
    pub const PAUSE: &str = "\u{e39e}";
    pub const PLAY: &str = "\u{e3d0}";
    pub const QUESTION: &str = "\u{e3e8}";
    pub const SCALES: &str = "\u{e750}";
    pub const SEAL_CHECK: &str = "\u{e606}";
    pub const SHARE_NETWORK: &str = "\u{e408}";
    pub const SIDEBAR_SIMPLE: &str = "\u{ec24}";
    pub const STACK: &str = "\u{e466}";
    pub const SUN: &str = "\u{e472}";
    pub const TARGET: &str = "\u{e47c}";
    pub const X: &str = "\u{e4f6}";
}

pub mod fill {
    pub const CHECK_CIRCLE: &str = "\u{e184}";
    pub const INFO: &str = "\u{e2ce}";
    pub const WARNING: &str = "\u{e4e0}";
    pub const WARNING_CIRCLE: &str = "\u{e4e2}";
    pub const X_CIRCLE: &str = "\u{e4f8}";
}

pub mod bold {
    pub const CHECK: &str = "\u{e182}";
    pub const X: &str = "\u{e4f6}";
}
