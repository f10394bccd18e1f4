//! About this course: who made it, under which licence, in which language, and from which sources.

use crate::{
    pack::{
        Course,
        course::Source,
        prose::{Link, Span},
    },
    theme::TextStyle,
    ui::{cx::Cx, kit::text, prose},
};
use egui::{Ui, vec2};

/// Room for the name of what is told, in points.
const NAME: f32 = 92.0;

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let course =
        cx.model.navigation.told_of.as_ref().and_then(|pack| cx.model.course(pack)).cloned();
    let Some(course) = course else { return };
    let tokens = cx.tokens;
    ui.spacing_mut().item_spacing = vec2(0.0, 4.0);
    text::heading(ui, &course.title, TextStyle::H2, tokens.text, 3);
    text::label(ui, &size(&course), TextStyle::Caption, tokens.text2);
    ui.add_space(8.0);
    let plain = |text: &str| Span { text: text.to_owned(), ..Span::default() };
    row(ui, cx, &course, "Version", &[plain(&course.version.to_string())]);
    if !course.authors.is_empty() {
        let name = if course.authors.len() == 1 { "Author" } else { "Authors" };
        row(ui, cx, &course, name, &[plain(&course.authors.join(", "))]);
    }
    if let Some(license) = &course.license {
        row(ui, cx, &course, "Licence", &[plain(license)]);
    }
    row(ui, cx, &course, "Language", &[plain(language(&course.language))]);
    if let Some(contact) = &course.contact {
        let link = address(contact).map(Link::Web);
        let span = Span { text: contact.clone(), link, ..Span::default() };
        row(ui, cx, &course, "Contact", &[span]);
    }
    sources(ui, cx, &course);
}

/// "14 lessons in 5 units, 112 minutes".
fn size(course: &Course) -> String {
    let counted = |count: usize, one: &str| {
        let ending = if count == 1 { "" } else { "s" };
        format!("{count} {one}{ending}")
    };
    let minutes: u32 = course.lessons.iter().map(|lesson| lesson.minutes).sum();
    let minutes = counted(minutes.try_into().unwrap_or(usize::MAX), "minute");
    let (lessons, units) = (counted(course.read(), "lesson"), counted(course.units.len(), "unit"));
    format!("{lessons} in {units}, {minutes}")
}

/// A name and what is told under it.
fn row(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course, name: &str, told: &[Span]) {
    let tokens = cx.tokens;
    ui.horizontal_top(|ui| {
        let words = text::one_line(ui, name, TextStyle::UiBold, tokens.text, NAME);
        let size = vec2(NAME, words.size().y);
        let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, name));
        text::paint_at(ui, rect.min, words);
        let setting = prose::Setting {
            style: TextStyle::Ui,
            ink: tokens.text2,
            strong: tokens.text,
            width: ui.available_width(),
        };
        prose::flow(ui, cx, course, told, setting);
    });
}

fn sources(ui: &mut Ui, cx: &mut Cx<'_>, course: &Course) {
    if course.sources.is_empty() {
        return;
    }
    let tokens = cx.tokens;
    ui.add_space(12.0);
    text::heading(ui, "Sources", TextStyle::CaptionBold, tokens.text, 3);
    for source in &course.sources {
        let setting = prose::Setting {
            style: TextStyle::Caption,
            ink: tokens.text2,
            strong: tokens.text,
            width: ui.available_width(),
        };
        prose::flow(ui, cx, course, &cited(source), setting);
    }
    ui.add_space(8.0);
}

/// "Title (2020). Note", of which the title leads to the source.
fn cited(source: &Source) -> [Span; 2] {
    let link = source.url.clone().map(Link::Web);
    [
        Span { text: source.title.clone(), link, ..Span::default() },
        Span { text: source.details(), ..Span::default() },
    ]
}

/// Where a contact leads, if it is an address of the web or of mail.
fn address(contact: &str) -> Option<String> {
    if contact.starts_with("https://") || contact.starts_with("http://") {
        return Some(contact.to_owned());
    }
    let mail = contact.contains('@') && !contact.contains(char::is_whitespace);
    mail.then(|| format!("mailto:{contact}"))
}

/// The English name of a language, by its tag; the tag itself where it is not among the usual ones.
fn language(tag: &str) -> &str {
    let first = tag.split(['-', '_']).next().unwrap_or(tag);
    match first.to_ascii_lowercase().as_str() {
        "ar" => "Arabic",
        "cs" => "Czech",
        "de" => "German",
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        "hi" => "Hindi",
        "it" => "Italian",
        "ja" => "Japanese",
        "ko" => "Korean",
        "nl" => "Dutch",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ru" => "Russian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "zh" => "Chinese",
        _ => tag,
    }
}
