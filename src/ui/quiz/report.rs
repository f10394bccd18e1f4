//! Reporting a mistake in a question: what would be sent, to be seen, and where to.

use crate::{
    quiz::Answer,
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            paint::colour,
            text,
            widgets::{Button, Rank, ring_if_focused},
        },
        quiz::asked::{Asked, asked},
    },
};
use egui::{Align, Frame, Id, Label, Layout, Margin, TextEdit, Ui, vec2};

/// The most characters that can be added.
const LONGEST: usize = 2_000;

/// What is being written, and about which question.
#[derive(Debug, Default)]
pub struct Draft {
    question: Option<crate::id::Id>,
    words: String,
    copied: bool,
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(asked) = asked(cx.model) else { return };
    let tokens = cx.tokens;
    if cx.states.of::<Draft>().question.as_ref() != Some(&asked.question.id) {
        let question = Some(asked.question.id.clone());
        *cx.states.of::<Draft>() = Draft { question, ..Draft::default() };
    }
    ui.spacing_mut().item_spacing.y = 6.0;
    where_to(ui, cx, &asked);
    ui.add_space(4.0);
    let label = text::label(ui, "What is wrong?", TextStyle::CaptionBold, tokens.text);
    let field = Id::unique("report");
    let edit = TextEdit::multiline(&mut cx.states.of::<Draft>().words)
        .id(field)
        .char_limit(LONGEST)
        .desired_rows(3)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(edit).labelled_by(label.id);
    if !ui.is_sizing_pass() && cx.focus.take(&Goal::Field) {
        response.request_focus();
    }
    ring_if_focused(ui, tokens, &response, 8);
    if response.changed() {
        cx.states.of::<Draft>().copied = false;
    }
    ui.add_space(4.0);
    text::label(ui, "This goes along", TextStyle::CaptionBold, tokens.text);
    let facts = facts(&asked);
    let frame = Frame::new().fill(colour(tokens.sunken)).corner_radius(8);
    frame.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let job = text::job(&facts, TextStyle::Caption, tokens.text2, ui.available_width());
        ui.add(Label::new(text::galley(ui, job)).selectable(true));
    });
    ui.add_space(6.0);
    let size = vec2(ui.available_width(), 36.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let words = if cx.states.of::<Draft>().copied { "Copied" } else { "Copy the report" };
        let icon = if cx.states.of::<Draft>().copied { icons::CHECK } else { icons::COPY };
        if Button::new(Rank::Primary, words).before(icon).height(36.0).show(ui, tokens).clicked() {
            let wrong = cx.states.of::<Draft>().words.trim();
            ui.ctx().copy_text(format!("{facts}\n\nWhat is wrong:\n{wrong}\n"));
            cx.states.of::<Draft>().copied = true;
        }
    });
}

/// Shows where the report is to be sent, as far as the pack says: Strata sends nothing.
fn where_to(ui: &mut Ui, cx: &Cx<'_>, asked: &Asked<'_>) {
    let tokens = cx.tokens;
    let words =
        "Strata sends nothing by itself. Copy the report and send it to those who wrote the pack.";
    text::label(ui, words, TextStyle::Caption, tokens.text2);
    let by = asked.course.authors.join(", ");
    let Some(contact) = asked.course.contact.as_deref().map(str::trim) else {
        let words = if by.is_empty() {
            "The pack names no address.".to_owned()
        } else {
            format!("The pack names no address; its authors are {by}.")
        };
        text::label(ui, &words, TextStyle::Caption, tokens.text2);
        return;
    };
    let Some(address) = address(contact) else {
        text::label(ui, &format!("Send it to: {contact}"), TextStyle::Caption, tokens.text);
        return;
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        text::label(ui, "Send it to:", TextStyle::Caption, tokens.text);
        let words = egui::RichText::new(contact).size(TextStyle::Caption.size());
        let link = ui.hyperlink_to(words.color(colour(tokens.accent_text)), address);
        ring_if_focused(ui, tokens, &link, 4);
    });
}

/// The contact as a page or a mailbox that can be opened; none if it is neither.
#[must_use]
pub fn address(contact: &str) -> Option<String> {
    let plain = !contact.contains(char::is_whitespace);
    if plain && (contact.starts_with("https://") || contact.starts_with("http://")) {
        return Some(contact.to_owned());
    }
    let mail = contact.strip_prefix("mailto:").unwrap_or(contact);
    let (name, host) = mail.split_once('@')?;
    let known = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let good = !name.is_empty() && host.contains('.') && !host.starts_with('.');
    (good && name.chars().all(known) && host.chars().all(known)).then(|| format!("mailto:{mail}"))
}

/// Everything that an author needs to know to mend it.
fn facts(asked: &Asked<'_>) -> String {
    let Asked { course, question, .. } = asked;
    let answer = asked.answer().map(Answer::to_string).unwrap_or_default();
    format!(
        "A mistake in a question\nPack: {} {}\nQuestion: {}\nKind: {}\nAsked: {}\nAnswered: {answer}\nStrata {}",
        course.key,
        course.version,
        question.id,
        question.kind.name(),
        question.prompt,
        env!("CARGO_PKG_VERSION"),
    )
}
