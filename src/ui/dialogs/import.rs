//! The import window: choosing a pack, watching it being read, reading what is wrong, deciding.

use crate::{
    app::{
        Action,
        model::{Import, PROGRESS_SHOWN, Preparing},
        typed_path::typed_path,
    },
    library::{Receipt, Refusal},
    pack::problem::{Problem, Severity, tally},
    theme::{Rgb, TextStyle},
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, hairline, ring_if_focused, select_all},
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, Frame, Id, Key, Margin, Response, Sense, TextEdit, Ui, WidgetInfo,
    accesskit::Role, vec2,
};
use std::{mem::Discriminant, path::Path};

/// The path that is half typed, and the state that the import had in the last frame.
#[derive(Default)]
struct Typed {
    path: String,
    seen: Option<Discriminant<Import>>,
}

pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    ui.spacing_mut().item_spacing.y = 6.0;
    let import = cx.model.import.clone();
    let now = std::mem::discriminant(&import);
    if cx.states.of::<Typed>().seen.replace(now).is_some_and(|before| before != now) {
        // Where a path can be typed, its field has the focus at once, also after a mistyped path.
        let mistyped = |refusal: &Refusal| matches!(refusal, Refusal::Unreadable(_));
        let types = match &import {
            Import::Idle | Import::NoFile | Import::NoDialog(_) => true,
            Import::Refused(_, refusal) => mistyped(refusal) && !cx.focus.by_keyboard,
            _ => false,
        };
        if types {
            cx.focus.ask(Goal::Field);
        } else {
            // Who works with keys gets the control that answers what has just come up.
            cx.focus.ask_by_key(Goal::Import);
        }
    }
    match &import {
        Import::Idle => choose(ui, cx, None),
        Import::NoFile => {
            let words = "No file was chosen. If no dialog appeared, type the path below.";
            text::label(ui, words, TextStyle::Ui, cx.tokens.text);
            choose(ui, cx, None);
        }
        Import::NoDialog(why) => choose(ui, cx, Some(why)),
        Import::Picking(_) => waiting(ui, cx),
        Import::Preparing(_, preparing) => {
            let Preparing { path, watch, since } = preparing;
            let long = cx.model.moment.millis.saturating_sub(*since) >= PROGRESS_SHOWN;
            let share = watch.share().filter(|_| long);
            let share = share.map_or(String::new(), |share| format!(" {:.0} %", share * 100.0));
            busy(ui, cx, &format!("Reading {}…{share}", path.display()), true);
        }
        Import::Installing(_, receipt) => {
            busy(ui, cx, &format!("Installing {}…", receipt.course.title), false);
        }
        Import::Refused(path, refusal) => refused(ui, cx, path, refusal),
        Import::Asking(receipt) => ask(ui, cx, receipt),
        Import::Failed(why) => failed(ui, cx, &why.to_string()),
    }
}

/// A button for the platform's dialog, and a field for a path beside it.
fn choose(ui: &mut Ui, cx: &mut Cx<'_>, unavailable: Option<&str>) {
    let tokens = cx.tokens;
    if let Some(why) = unavailable {
        message(ui, cx, Severity::Warning, &format!("{why} Type the path below instead."));
    } else {
        let words = "A pack is a folder with a pack.ron in it, or a single .ron file. Choosing a pack.ron means its folder.";
        text::label(ui, words, TextStyle::Caption, tokens.text2);
    }
    ui.add_space(4.0);
    let choose = Button::new(Rank::Primary, "Choose a file…").before(icons::FOLDER).height(36.0);
    if choose.show(ui, tokens).clicked() {
        cx.act(Action::PickPack);
    }
    ui.add_space(8.0);
    path_field(ui, cx, "Or type its path");
    ui.add_space(2.0);
    let words =
        "You can also drop a file or a folder on the window, where your desktop can do that.";
    text::label(ui, words, TextStyle::Small, tokens.text3);
}

fn path_field(ui: &mut Ui, cx: &mut Cx<'_>, name: &str) {
    let tokens = cx.tokens;
    let label = text::label(ui, name, TextStyle::CaptionBold, tokens.text);
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 110.0).max(120.0);
        let field = Id::unique("import-path");
        let edit = TextEdit::singleline(&mut cx.states.of::<Typed>().path)
            .id(field)
            .char_limit(LONGEST_PATH)
            .hint_text("/home/you/courses/networks")
            .desired_width(width)
            .margin(Margin::symmetric(10, 7));
        let response = ui.add(edit).labelled_by(label.id);
        if !ui.is_sizing_pass() && cx.focus.take(&Goal::Field) {
            response.request_focus();
            // The last path is selected, so that typing replaces it.
            select_all(ui, field, cx.states.of::<Typed>().path.chars().count());
        }
        ring_if_focused(ui, tokens, &response, 8);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = cx.states.of::<Typed>().path.trim().to_owned();
        let go = Button::new(Rank::Secondary, "Import")
            .enabled(!path.is_empty())
            .show(ui, tokens)
            .clicked();
        if (entered || go) && !path.is_empty() {
            let dirs = directories::BaseDirs::new();
            let home = dirs.as_ref().map(directories::BaseDirs::home_dir);
            cx.act(Action::ImportPath(typed_path(&path, home)));
        }
    });
}

/// The most characters of a typed path: no system takes longer ones.
const LONGEST_PATH: usize = 4_096;

fn waiting(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    text::label(ui, "Waiting for the file chooser…", TextStyle::Ui, tokens.text);
    let words = "If it does not appear, stop waiting and type the path instead.";
    text::label(ui, words, TextStyle::Caption, tokens.text2);
    ui.add_space(4.0);
    if Button::new(Rank::Secondary, "Stop waiting").show(ui, tokens).clicked() {
        cx.act(Action::GiveUpPicking);
    }
}

fn busy(ui: &mut Ui, cx: &mut Cx<'_>, words: &str, can_stop: bool) {
    let tokens = cx.tokens;
    text::label(ui, words, TextStyle::Ui, tokens.text);
    if can_stop && Button::new(Rank::Secondary, "Cancel").show(ui, tokens).clicked() {
        cx.act(Action::CancelImport);
    }
}

fn failed(ui: &mut Ui, cx: &mut Cx<'_>, why: &str) {
    let tokens = cx.tokens;
    message(ui, cx, Severity::Error, &format!("Nothing was installed. {why}"));
    ui.add_space(4.0);
    let close = Button::new(Rank::Secondary, "Close").show(ui, tokens);
    focus_if_new(ui, cx, &close);
    if close.clicked() {
        cx.act(Action::CancelImport);
    }
}

/// Gives the control the focus if it answers what has just come up by key.
fn focus_if_new(ui: &Ui, cx: &mut Cx<'_>, control: &Response) {
    if !ui.is_sizing_pass() && cx.focus.take(&Goal::Import) {
        control.request_focus();
    }
}

fn refused(ui: &mut Ui, cx: &mut Cx<'_>, path: &Path, refusal: &Refusal) {
    let tokens = cx.tokens;
    match refusal {
        Refusal::Unreadable(error) => {
            let why = sentence(&error.to_string());
            message(ui, cx, Severity::Error, &format!("Nothing was changed. {why}"));
            ui.add_space(4.0);
            path_field(ui, cx, "Its path");
        }
        Refusal::Stopped => {
            text::label(ui, "Nothing was changed.", TextStyle::Ui, tokens.text);
        }
        Refusal::Failed(why) => {
            let words = format!("Nothing was changed. {}", sentence(why));
            message(ui, cx, Severity::Error, &words);
        }
        Refusal::Problems(problems) => {
            let words = format!("{}; nothing was changed", tally(problems));
            text::heading(ui, &words, TextStyle::H3, tokens.error_text, 3);
            text::label(ui, &path.display().to_string(), TextStyle::Small, tokens.text3);
            ui.add_space(4.0);
            // Leaves room for the buttons below.
            let room = (ui.ctx().content_rect().height() - 300.0).max(120.0);
            egui::ScrollArea::vertical()
                .id_salt("problems")
                .max_height(room)
                .auto_shrink([false, true])
                .show(ui, |ui| problem_card(ui, cx, problems));
        }
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let again =
            Button::new(Rank::Primary, "Read it again").before(icons::AGAIN).show(ui, tokens);
        focus_if_new(ui, cx, &again);
        if again.on_hover_text("After mending it in your editor").clicked() {
            cx.act(Action::ImportPath(path.to_owned()));
        }
        if let Refusal::Problems(problems) = refusal
            && Button::new(Rank::Secondary, "Copy all")
                .before(icons::COPY)
                .show(ui, tokens)
                .clicked()
        {
            let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
            ui.ctx().copy_text(lines.join("\n"));
        }
        if Button::new(Rank::Quiet, "Close").show(ui, tokens).clicked() {
            cx.act(Action::CancelImport);
        }
    });
}

/// The most problems that are shown; all of them can be copied.
const MAX_SHOWN: usize = 200;

fn problem_card(ui: &mut Ui, cx: &Cx<'_>, problems: &[Problem]) {
    let tokens = cx.tokens;
    let frame = Frame::new()
        .fill(colour(tokens.raised))
        .stroke(stroke(1.0, tokens.line))
        .corner_radius(CornerRadius::same(12))
        .inner_margin(Margin::symmetric(0, 4));
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // Errors come first: they are what stops the import.
        let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) =
            problems.iter().partition(|problem| problem.is_error());
        let ordered = errors.into_iter().chain(warnings);
        for (index, problem) in ordered.take(MAX_SHOWN).enumerate() {
            if index > 0 {
                hairline(ui, tokens, ui.max_rect().x_range(), ui.cursor().top());
            }
            Frame::new()
                .inner_margin(Margin::symmetric(14, 8))
                .show(ui, |ui| problem_row(ui, cx, problem));
        }
        if problems.len() > MAX_SHOWN {
            let words = format!("… and {} more", problems.len() - MAX_SHOWN);
            text::label(ui, &words, TextStyle::Caption, tokens.text2);
        }
    });
}

fn problem_row(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) {
    let tokens = cx.tokens;
    let (icon, ink) = match problem.severity {
        Severity::Error => (icons::ERROR, tokens.error),
        Severity::Warning => (icons::WARNING, tokens.warning),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
        icons::paint(ui.painter(), icon, rect.center(), 18.0, ink);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(ui.available_width());
            named(ui, &sentence(&problem.message), TextStyle::Ui, TextStyle::UiBold, tokens.text);
            if let Some(remedy) = &problem.remedy {
                named(ui, remedy, TextStyle::Caption, TextStyle::CaptionBold, tokens.text2);
            }
            place(ui, cx, &problem.place());
        });
    });
}

/// Shows a message with the names in backticks set in bold instead.
fn named(ui: &mut Ui, words: &str, plain: TextStyle, bold: TextStyle, ink: Rgb) {
    let pieces: Vec<(&str, TextStyle, Rgb)> = words
        .split('`')
        .enumerate()
        .map(|(number, piece)| (piece, if number % 2 == 1 { bold } else { plain }, ink))
        .collect();
    let galley = text::galley(ui, text::runs(&pieces, ui.available_width()));
    text::show(ui, galley, &words.replace('`', ""), Role::Label);
}

/// A message as a sentence: with a capital, since no `error:` stands before it here.
fn sentence(message: &str) -> String {
    let mut rest = message.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// Shows `file:line:column`; a click copies it.
fn place(ui: &mut Ui, cx: &Cx<'_>, place: &str) {
    let tokens = cx.tokens;
    let galley = text::one_line(ui, place, TextStyle::Code, tokens.text3, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Copy {place}")));
    text::paint_at(ui, rect.min, galley);
    ring_if_focused(ui, tokens, &response, 3);
    let response =
        response.on_hover_text("Click to copy").on_hover_cursor(CursorIcon::PointingHand);
    if response.clicked() {
        ui.ctx().copy_text(place.to_owned());
    }
}

fn ask(ui: &mut Ui, cx: &mut Cx<'_>, receipt: &Receipt) {
    let tokens = cx.tokens;
    let course = &receipt.course;
    let heading = match &receipt.replaces {
        Some(old) if *old == course.version => {
            format!("{} {old} is installed already. Install it again?", course.title)
        }
        Some(old) => format!("Replace {} {old} with {}?", course.title, course.version),
        None => format!("Import {} {}?", course.title, course.version),
    };
    text::heading(ui, &heading, TextStyle::H3, tokens.text, 3);
    text::label(ui, &receipt.summary(), TextStyle::Ui, tokens.text2);
    if !receipt.warnings.is_empty() {
        ui.add_space(4.0);
        problem_card(ui, cx, &receipt.warnings);
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let replace = Button::new(Rank::Primary, "Replace").height(36.0).show(ui, tokens);
        focus_if_new(ui, cx, &replace);
        if replace.clicked() {
            cx.act(Action::ConfirmImport);
        }
        if Button::new(Rank::Secondary, "Cancel").height(36.0).show(ui, tokens).clicked() {
            cx.act(Action::CancelImport);
        }
    });
}

fn message(ui: &mut Ui, cx: &Cx<'_>, severity: Severity, words: &str) {
    let tokens = cx.tokens;
    let (fill, outline, icon) = match severity {
        Severity::Error => (tokens.error_soft, tokens.error, icons::ERROR),
        Severity::Warning => (tokens.warning_soft, tokens.warning, icons::WARNING),
    };
    let frame = Frame::new()
        .fill(colour(fill))
        .stroke(stroke(1.0, outline))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(12, 10));
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            icons::paint(ui.painter(), icon, rect.center(), 20.0, outline);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                text::label(ui, words, TextStyle::Caption, tokens.text2);
            });
        });
    });
}
