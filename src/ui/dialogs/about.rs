//! About: version, renderer, where the record lies, licences, and all of it for a bug report.

use crate::{
    app::{Model, model::Keeping},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            icons, text,
            widgets::{Button, Rank},
        },
        prose::Setting,
    },
};
use egui::{Label, Ui};

/// The lines that a bug report needs.
#[must_use]
pub fn report(model: &Model, renderer: &str) -> String {
    let kept = match &model.keeping {
        Keeping::Kept(dir) => dir.display().to_string(),
        Keeping::NotYet(why) => format!("nothing is kept yet: {why}"),
        Keeping::NotKept(why) => format!("nothing is kept: {why}"),
    };
    let packs: Vec<String> = model
        .shelf
        .packs
        .iter()
        .map(|pack| format!("{} {}", pack.course.key, pack.course.version))
        .collect();
    format!(
        "Strata {}\nSystem: {} {}\nRenderer: {renderer}\nText size: {} %\nTheme: {}\nData folder: {kept}\nPacks: {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        model.prefs.zoom,
        model.scheme().name(),
        packs.join(", ")
    )
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing.y = 4.0;
    let lines = report(cx.model, cx.renderer);
    for line in lines.lines() {
        let (name, value) = line.split_once(": ").unwrap_or((line, ""));
        let setting = Setting {
            style: TextStyle::Ui,
            ink: tokens.text2,
            strong: tokens.text,
            width: ui.available_width(),
        };
        let runs = [
            (name, TextStyle::UiBold, tokens.text),
            (if value.is_empty() { "" } else { "  " }, TextStyle::Ui, tokens.text2),
            (value, setting.style, setting.ink),
        ];
        let galley = text::galley(ui, text::runs(&runs, setting.width));
        ui.add(Label::new(galley).selectable(true));
    }
    ui.add_space(8.0);
    let copy =
        Button::new(Rank::Secondary, "Copy for a bug report").before(icons::COPY).show(ui, tokens);
    if copy.clicked() {
        ui.ctx().copy_text(lines);
    }
    ui.add_space(12.0);
    text::heading(ui, "Licences", TextStyle::CaptionBold, tokens.text, 3);
    for line in [
        "Strata: MIT or Apache-2.0",
        "Its course: CC BY 4.0",
        "Noto Sans: SIL Open Font License 1.1",
        "Hack: MIT and Bitstream Vera licences",
        "Phosphor icons: MIT",
    ] {
        text::label(ui, line, TextStyle::Caption, tokens.text2);
    }
    ui.add_space(8.0);
}
