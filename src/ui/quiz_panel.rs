//! The quiz: one question at a time, its reasons, and the footer that leads on.

use crate::{
    app::{Action, Command, Model, model::Tab},
    diagram::{NodePath, NodeRef},
    id::Id,
    pack::Course,
    quiz::{Answer, Choice, Kind, Question, Session, Turn, Verdict, grade::place_of},
    theme::{TextStyle, Tokens},
    ui::{
        icons,
        option_row::{OptionRow, State},
        paint::{colour, stroke},
        quiz_summary, text,
        views::Cx,
        widgets::{Button, Rank, hairline, icon_button},
    },
};
use egui::{
    Align, CornerRadius, Frame, Key, Layout, Margin, Modifiers, Rect, ScrollArea, Sense, Shape,
    StrokeKind, Ui, WidgetInfo,
    accesskit::{Live, Role},
    epaint::Direction,
    pos2, vec2,
};

/// "1 of 3", or nothing when the lesson asks nothing.
#[must_use]
pub fn count(model: &Model) -> String {
    match model.session() {
        Some(session) if !session.round().is_empty() => {
            let (at, all) = session.position();
            format!("{at} of {all}")
        }
        _ => String::new(),
    }
}

/// The question that is asked now, with its turn.
pub(super) fn asked(model: &Model) -> Option<(&Course, &Question, Option<&Turn>)> {
    let (_, course, lesson) = model.open_lesson()?;
    let session = model.session()?;
    let question = lesson.question(session.current()?)?;
    Some((course, question, session.current_turn()))
}

/// The verdict, once the record has the answer: not a moment before.
pub(super) fn confirmed(turn: Option<&Turn>) -> Option<&Verdict> {
    turn.and_then(|turn| turn.verdict.as_ref()).filter(|verdict| verdict.kept.is_some())
}

/// The whole panel. `beside`: it stands beside the lesson and has a heading of its own.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, beside: bool) {
    keys(ui, cx, false);
    let tokens = cx.tokens;
    let background = if beside { tokens.panel } else { tokens.reading };
    let asks = cx.model.session().is_some_and(|session| !session.all().is_empty());
    if asks {
        let footer = Frame::new().fill(colour(background)).inner_margin(Margin::symmetric(20, 0));
        egui::Panel::bottom("quiz-footer")
            .exact_size(60.0)
            .show_separator_line(false)
            .frame(footer)
            .show(ui, |ui| {
                hairline(ui, tokens, ui.max_rect().expand(20.0).x_range(), ui.max_rect().top());
                footer_buttons(ui, cx);
            });
    }
    let scrolls = !beside && cx.model.overlay.is_none();
    let output =
        ScrollArea::vertical().id_salt("quiz").auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 20, right: 20, top: 14, bottom: 24 }).show(
                ui,
                |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    if scrolls {
                        cx.views.scroll_here(ui);
                    }
                    if beside {
                        heading(ui, cx);
                    }
                    if !asks {
                        text::label(
                            ui,
                            "This lesson asks no questions.",
                            TextStyle::Caption,
                            tokens.text2,
                        );
                        return;
                    }
                    segments(ui, cx);
                    ui.add_space(20.0);
                    question_or_summary(ui, cx);
                    if scrolls {
                        cx.views.scroll_end_here(ui);
                    }
                },
            );
        });
    // More lies below: fade into the panel.
    let below =
        output.content_size.y - output.state.clamped_offset().y - output.inner_rect.height();
    if below > 4.0 {
        let mut fade = output.inner_rect;
        fade.min.y = fade.max.y - 28.0;
        let clear = colour(background).gamma_multiply(0.0);
        ui.painter().add(Shape::gradient_rect(
            fade,
            Direction::TopDown,
            [clear, colour(background)],
        ));
    }
}

fn heading(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    ui.horizontal(|ui| {
        text::heading(ui, "Quick Quiz", TextStyle::H3, tokens.text, 2);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            let tip = format!("Fold the {}", Command::ToggleQuiz.tip().replacen('Q', "q", 1));
            if icon_button(ui, tokens, icons::UNFOLD, &tip, true).clicked() {
                cx.act(Action::Command(Command::ToggleQuiz));
            }
            let count = count(cx.model);
            if !count.is_empty() {
                text::label(ui, &count, TextStyle::Small, tokens.text3);
            }
        });
    });
    ui.add_space(6.0);
}

/// One segment a question; answered ones are filled, the current one is thicker.
fn segments(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let Some(session) = cx.model.session() else { return };
    let round = session.round().to_vec();
    let (at, all) = session.position();
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 8.0), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(Role::ProgressIndicator, true, format!("Question {at} of {all}"))
    });
    #[expect(clippy::cast_precision_loss, reason = "as many as there are questions")]
    let count = round.len().max(1) as f32;
    let gap = 5.0_f32.min(rect.width() / 4.0 / count);
    let width = (rect.width() - gap * (count - 1.0)) / count;
    let finished = session.finished();
    for (index, id) in round.iter().enumerate() {
        #[expect(clippy::cast_precision_loss, reason = "as many as there are questions")]
        let left = rect.left() + (width + gap) * index as f32;
        let mut bar = Rect::from_min_size(pos2(left, rect.top() + 2.0), vec2(width, 4.0));
        let current = !finished && index + 1 == at;
        let fill = match session.result(id) {
            Some(true) => tokens.success,
            Some(false) => tokens.error,
            None if current => tokens.accent,
            None => tokens.track,
        };
        if current {
            bar = bar.expand2(vec2(0.0, 1.0));
        }
        ui.painter().rect_filled(bar, CornerRadius::same(2), colour(fill));
    }
}

fn question_or_summary(ui: &mut Ui, cx: &mut Cx<'_>) {
    let model = cx.model;
    if model.session().is_some_and(Session::finished) {
        quiz_summary::show(ui, cx);
        return;
    }
    let Some((course, question, turn)) = asked(model) else { return };
    let tokens = cx.tokens;
    text::heading(ui, &question.prompt, TextStyle::H3, tokens.text, 3);
    ui.add_space(12.0);
    let verdict = confirmed(turn);
    if verdict.is_none() && cx.views.predicting.as_ref() == Some(&question.id) {
        // Asked once, where the picture is.
        chosen_box(ui, tokens, "Asked in the figure: answer it there, then see", false);
        return;
    }
    match &question.kind {
        Kind::Single(choices) => options(ui, cx, choices, turn, verdict),
        Kind::PointAt { .. } => point_at(ui, cx, course, question, turn, verdict),
    }
    let reason = verdict.and_then(|verdict| reason_of(question, &verdict.answer));
    result_line(ui, cx, turn, verdict, reason);
}

/// The reason for what was answered.
pub(super) fn reason_of<'a>(question: &'a Question, answer: &Answer) -> Option<&'a str> {
    match (&question.kind, answer) {
        (Kind::Single(choices), Answer::Options(ids)) => {
            let chosen = choices.iter().find(|choice| ids.contains(&choice.id))?;
            Some(&chosen.because)
        }
        (Kind::PointAt { diagram, places, otherwise, .. }, Answer::Nodes(nodes)) => {
            let path = box_of(diagram, nodes.first()?);
            Some(place_of(places, &path).map_or(otherwise, |place| &place.because))
        }
        _ => None,
    }
}

/// The box that an answer names.
fn box_of(diagram: &Id, node: &NodeRef) -> NodePath {
    NodePath { diagram: diagram.clone(), copies: node.copies.clone(), node: node.node.clone() }
}

fn options(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    choices: &[Choice],
    turn: Option<&Turn>,
    verdict: Option<&Verdict>,
) {
    let answered = turn.and_then(|turn| turn.verdict.as_ref());
    let chosen = |choice: &Choice| {
        let answer =
            answered.map(|v| &v.answer).or_else(|| turn.and_then(|turn| turn.chosen.as_ref()));
        matches!(answer, Some(Answer::Options(ids)) if ids.contains(&choice.id))
    };
    let all_reasons = turn.is_some_and(|turn| turn.all_reasons);
    let moved = moved(cx, answered.is_some() || verdict.is_some());
    for (number, choice) in (1..).zip(choices) {
        let state = match (verdict.is_some(), chosen(choice), choice.correct) {
            (false, true, _) => State::Chosen,
            (false, false, _) => State::Rest,
            (true, true, true) => State::Right,
            (true, true, false) => State::Wrong,
            (true, false, true) => State::Missed,
            (true, false, false) => State::Other,
        };
        let speaks = matches!(state, State::Right | State::Wrong | State::Missed)
            || (all_reasons && state == State::Other);
        let row = OptionRow {
            number,
            words: &choice.text,
            state,
            reason: speaks.then_some(choice.because.as_str()),
            open: answered.is_none(),
        };
        let response = row.show(ui, cx.tokens);
        if moved && matches!(state, State::Chosen | State::Right | State::Wrong) {
            // Clear of the fade at the foot.
            ui.scroll_to_rect(response.rect.expand2(vec2(0.0, 32.0)), None);
        }
        let by_enter = response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        if by_enter && state == State::Chosen {
            cx.views.focus_onward = true;
            cx.act(Action::CheckAnswer);
        } else if response.clicked() {
            cx.act(Action::Choose(Answer::Options(vec![choice.id.clone()])));
        }
        ui.add_space(8.0);
    }
    let last = cx.model.session().is_some_and(Session::last);
    let wrong = verdict.is_some_and(|verdict| !verdict.grade.right());
    if verdict.is_some()
        && !all_reasons
        && !reasons_in_footer(ui.available_width(), wrong, last)
        && Button::new(Rank::Quiet, "All reasons").height(32.0).show(ui, cx.tokens).clicked()
    {
        cx.act(Action::ShowAllReasons);
    }
}

/// Has the question's answer, or its verdict, changed since the frame before?
fn moved(cx: &mut Cx<'_>, checked: bool) -> bool {
    let Some((_, question, turn)) = asked(cx.model) else { return false };
    let chosen = turn.and_then(|turn| turn.chosen.as_ref()).map(ToString::to_string);
    let now = (question.id.clone(), chosen.unwrap_or_default(), checked);
    let before = cx.views.quiz_seen.replace(now.clone());
    before.is_some_and(|before| before.0 == now.0 && before != now)
}

/// A layer is asked for: what is chosen, and after the answer the reasons.
fn point_at(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    course: &Course,
    question: &Question,
    turn: Option<&Turn>,
    verdict: Option<&Verdict>,
) {
    let tokens = cx.tokens;
    let Kind::PointAt { diagram, target, places, .. } = &question.kind else { return };
    let answer = turn.and_then(|turn| turn.chosen.as_ref());
    let node = match answer {
        Some(Answer::Nodes(nodes)) => nodes.first(),
        _ => None,
    };
    let name = node.and_then(|node| layer_name(course, node));
    let title = course.diagram(diagram).map(|diagram| diagram.title.clone()).unwrap_or_default();
    let Some(verdict) = verdict else {
        let words = name.clone().map_or_else(
            || format!("Choose a layer of “{title}” in the diagram"),
            |name| format!("Chosen: {name}"),
        );
        chosen_box(ui, tokens, &words, name.is_some());
        return;
    };
    let right = verdict.grade.right();
    let words = name.unwrap_or_default();
    let state = if right { State::Right } else { State::Wrong };
    OptionRow {
        number: 1,
        words: &words,
        state,
        reason: reason_of(question, &verdict.answer),
        open: false,
    }
    .show(ui, tokens);
    if right {
        return;
    }
    ui.add_space(8.0);
    let crate::quiz::Target::Any(nodes) = target;
    if let Some(best) = nodes.first() {
        let named = NodeRef { diagram: Some(diagram.clone()), ..best.clone() };
        let words = layer_name(course, &named).unwrap_or_default();
        let path = box_of(diagram, best);
        let because = place_of(places, &path).map(|place| place.because.as_str());
        OptionRow { number: 2, words: &words, state: State::Missed, reason: because, open: false }
            .show(ui, tokens);
    }
}

/// "Guest OS, copy 2".
pub(super) fn layer_name(course: &Course, node: &NodeRef) -> Option<String> {
    let layer = course.diagram(node.diagram.as_ref()?)?.layer(&node.node)?;
    let number = node.copies.last().map(|(_, number)| number.to_string());
    let name = layer.name.replace("{n}", number.as_deref().unwrap_or_default());
    Some(match number {
        Some(number) if !layer.name.contains("{n}") => format!("{name}, copy {number}"),
        _ => name,
    })
}

fn chosen_box(ui: &mut Ui, tokens: &Tokens, words: &str, chosen: bool) {
    let galley =
        text::galley(ui, text::job(words, TextStyle::Ui, tokens.text, ui.available_width() - 62.0));
    let size = vec2(ui.available_width(), galley.size().y + 26.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
    let (fill, outline, width) = if chosen {
        (tokens.accent_soft, tokens.accent, 2.0)
    } else {
        (tokens.raised, tokens.line2, 1.0)
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        colour(fill),
        stroke(width, outline),
        StrokeKind::Inside,
    );
    let ink = if chosen { tokens.accent_text } else { tokens.text2 };
    icons::paint(
        ui.painter(),
        icons::POINT_AT,
        pos2(rect.left() + 26.0, rect.center().y),
        20.0,
        ink,
    );
    text::paint_at(ui, rect.min + vec2(48.0, 13.0), galley);
    ui.add_space(8.0);
}

/// Whether the answer is kept: said once the record has spoken, and never before.
/// Read aloud with the reason, which stands further up.
fn result_line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    turn: Option<&Turn>,
    verdict: Option<&Verdict>,
    reason: Option<&str>,
) {
    let tokens = cx.tokens;
    ui.add_space(4.0);
    let words = match (turn.and_then(|turn| turn.verdict.as_ref()), verdict) {
        (Some(_), None) if cx.model.saving_long() => "Saving…",
        (_, Some(verdict)) if verdict.grade.right() => "Right.",
        (_, Some(_)) => "Not right yet.",
        _ => return,
    };
    let kept = match verdict.and_then(|verdict| verdict.kept.as_ref()) {
        Some(crate::quiz::Kept::Lost(_)) => " This answer could not be kept.",
        _ => "",
    };
    let words = format!("{words}{kept}");
    let response = text::label(ui, &words, TextStyle::Caption, tokens.text2);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        if let Some(reason) = reason {
            node.set_value(format!("{words} {reason}"));
        }
    });
}

/// Is there room for "All reasons" beside the other buttons? Else it stands under the options.
fn reasons_in_footer(width: f32, wrong: bool, last: bool) -> bool {
    width > 300.0 && !(wrong && last)
}

/// Check; or All reasons, Try again, Next question.
fn footer_buttons(ui: &mut Ui, cx: &mut Cx<'_>) {
    let tokens = cx.tokens;
    let model = cx.model;
    if model.session().is_some_and(Session::finished) {
        quiz_summary::footer(ui, cx);
        return;
    }
    let Some((_, question, turn)) = asked(model) else { return };
    let verdict = confirmed(turn);
    let single = matches!(question.kind, Kind::Single(_));
    let quiet = verdict.is_some() && single && !turn.is_some_and(|turn| turn.all_reasons);
    let wrong = verdict.is_some_and(|verdict| !verdict.grade.right());
    let last = model.session().is_some_and(Session::last);
    ui.horizontal_centered(|ui| {
        if quiet
            && reasons_in_footer(ui.available_width(), wrong, last)
            && Button::new(Rank::Quiet, "All reasons").show(ui, tokens).clicked()
        {
            cx.act(Action::ShowAllReasons);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if verdict.is_some() {
                let words = if last { "Finish" } else { "Next question" };
                let words =
                    if wrong && ui.available_width() < 260.0 && !last { "Next" } else { words };
                let onward = Button::new(Rank::Primary, words)
                    .after(icons::NEXT)
                    .height(36.0)
                    .show(ui, tokens);
                if std::mem::take(&mut cx.views.focus_onward) {
                    onward.request_focus();
                }
                if onward.clicked() {
                    cx.act(Action::NextQuestion);
                }
                if wrong
                    && Button::new(Rank::Secondary, "Try again")
                        .height(36.0)
                        .show(ui, tokens)
                        .clicked()
                {
                    cx.act(Action::TryAgain);
                }
            } else {
                let ready =
                    turn.is_some_and(|turn| turn.chosen.is_some() && turn.verdict.is_none());
                let check = Button::new(Rank::Primary, "Check")
                    .enabled(ready)
                    .height(36.0)
                    .show(ui, tokens);
                if check.clicked() {
                    cx.act(Action::CheckAnswer);
                }
            }
        });
    });
}

/// Number keys choose; Enter checks and goes on, wherever it means nothing else.
/// In a `strip` above the picture, what comes after the answer is its reasons.
pub(super) fn keys(ui: &Ui, cx: &mut Cx<'_>, strip: bool) {
    let model = cx.model;
    if model.overlay.is_some() || cx.views.menu_open || ui.ctx().text_edit_focused() {
        return;
    }
    // What has the focus takes Enter itself, except an option that can no longer be chosen.
    let free = ui.memory(|memory| memory.focused().is_none());
    let enter = free && ui.input(|input| input.key_pressed(Key::Enter));
    let Some((_, question, turn)) = asked(model) else {
        if enter && model.session().is_some_and(Session::finished) {
            quiz_summary::go_on(cx);
        }
        return;
    };
    let open = turn.is_none_or(|turn| turn.verdict.is_none());
    if let (Kind::Single(choices), true) = (&question.kind, open) {
        const DIGITS: [Key; 9] = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        for (key, choice) in DIGITS.into_iter().zip(choices) {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                cx.act(Action::Choose(Answer::Options(vec![choice.id.clone()])));
            }
        }
    }
    if enter {
        ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if confirmed(turn).is_some() && strip {
            cx.act(Action::ShowTab(Tab::Quiz));
        } else if confirmed(turn).is_some() {
            cx.act(Action::NextQuestion);
        } else if open && turn.is_some_and(|turn| turn.chosen.is_some()) {
            cx.act(Action::CheckAnswer);
        }
    }
}
