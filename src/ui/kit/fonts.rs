//! The faces: Noto Sans for text, Hack for code, Phosphor for icons, all in the binary.

use crate::{theme::faces, ui::kit::icons};
use egui::{
    FontData, FontDefinitions, FontFamily, FontTweak,
    epaint::text::{FallbackRequest, FontInsert, FontProvider},
};
use egui_system_font_provider::SystemFontProvider;
use std::sync::{Arc, OnceLock};

/// The family of bold text.
pub const BOLD: &str = "bold";
/// The family of italic text.
pub const ITALIC: &str = "italic";
/// The family of text that is bold and italic.
pub const BOLD_ITALIC: &str = "bold-italic";

/// The faces in the order in which a character is looked for.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let faces = [
        ("noto", faces::REGULAR),
        ("noto-bold", faces::BOLD),
        ("noto-italic", faces::ITALIC),
        ("noto-bold-italic", faces::BOLD_ITALIC),
    ];
    for (name, bytes) in faces {
        // Centres capitals in their row.
        let tweak = FontTweak { y_offset_factor: -0.03, ..FontTweak::default() };
        let data = FontData::from_static(bytes).tweak(tweak);
        fonts.font_data.insert(name.to_owned(), Arc::new(data));
    }
    icons::add_to(&mut fonts);
    let mut family = |family: FontFamily, first: &[&str]| {
        let names = first.iter().chain(&["icons", "Hack"]).map(|name| (*name).to_owned());
        fonts.families.insert(family, names.collect());
    };
    family(FontFamily::Proportional, &["noto"]);
    family(FontFamily::Name(BOLD.into()), &["noto-bold"]);
    family(FontFamily::Name(ITALIC.into()), &["noto-italic"]);
    family(FontFamily::Name(BOLD_ITALIC.into()), &["noto-bold-italic"]);
    family(FontFamily::Monospace, &["Hack", "noto"]);
    fonts
}

/// The system's own faces, for scripts that the bundled ones lack. They are enumerated when the
/// first such character is on the screen, not before: most learners never need them.
#[derive(Default)]
pub struct SystemFonts(OnceLock<SystemFontProvider>);

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.0.get_or_init(SystemFontProvider::new).font_for(request)
    }
}
