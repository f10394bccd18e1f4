//! The quiz: one question at a time, its reasons, and the footer that leads on.

use crate::{
    app::{Action, Command, model::Tab},
    id::Id,
    quiz::{Confidence, Kind, Purpose, Session, Turn, Verdict, Worded, reason_of},
    theme::TextStyle,
    ui::{
        cx::Cx,
        focus::Goal,
        kit::{
            icons,
            paint::colour,
            text,
            widgets::{Button, Rank, hairline, mirrored_icon_button},
        },
        prose::terms,
        quiz::{
            answer,
            answer::chosen_box,
            asked::{Asked, CHANGED, asked, count},
            extras, footer, round, summary,
        },
    },
};
use egui::{
    Align, CornerRadius, Frame, Layout, Margin, Rect, ScrollArea, Sense, Shape, Ui, WidgetInfo,
    accesskit::{Live, Role},
    epaint::Direction,
    pos2, vec2,
};

/// The whole panel. With `beside` it stands beside the lesson and has a heading of its own.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>, beside: bool) {
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
                footer::buttons(ui, cx);
            });
    }
    let scrolls = !beside && cx.model.overlay.is_none();
    // The area has an id for each question, so that each is read from its beginning.
    let current = cx.model.session().and_then(|session| session.current().cloned());
    let area = ScrollArea::vertical().id_salt(("quiz", current)).auto_shrink([false, false]);
    let output = area.show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 20, right: 20, top: 14, bottom: 24 }).show(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if scrolls {
                    cx.sights.scroll_here(ui);
                }
                if beside {
                    heading(ui, cx);
                }
                if !asks {
                    let words = "This lesson asks no questions.";
                    text::label(ui, words, TextStyle::Caption, tokens.text2);
                    summary::practice(ui, cx);
                    return;
                }
                segments(ui, cx);
                ui.add_space(12.0);
                round::show(ui, cx);
                ui.add_space(16.0);
                question_or_summary(ui, cx);
                if scrolls {
                    cx.sights.scroll_end_here(ui);
                }
            },
        );
    });
    // If more lies below, the text fades into the panel.
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
            // The icon is that of the list, mirrored, since this panel is on the other side.
            if mirrored_icon_button(ui, tokens, icons::LIST, &tip).clicked() {
                cx.focus.ask_by_key(Goal::FoldedQuiz);
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

/// One segment for each question; those that are answered are filled, the current one is thicker.
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
        let fill = match session.told_result(id) {
            Some(true) => tokens.success,
            Some(false) if session.told_partly(id).is_some() => tokens.warning,
            Some(false) => tokens.error,
            None if current => tokens.accent,
            // It is not told yet whether this was right.
            None if session.answered(id) => tokens.text3,
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
        summary::show(ui, cx);
        return;
    }
    let Some(asked) = asked(model) else { return };
    let Asked { question, turn, verdict, .. } = asked;
    let tokens = cx.tokens;
    if !matches!(question.kind, Kind::Single(_)) {
        text::label(ui, question.kind.name(), TextStyle::Small, tokens.text3);
        ui.add_space(2.0);
    }
    terms::heading(ui, cx, asked.course, &question.prompt, (TextStyle::H3, 3));
    ui.add_space(12.0);
    if verdict.is_none() && cx.signals.predicting.heard() == Some(&question.id) {
        // A question of a figure is asked there only.
        let words = "Asked in the figure: answer it there, then see";
        if chosen_box(ui, tokens, words, false).clicked() {
            cx.act(Action::ShowTab(Tab::Lesson));
            cx.sights.prediction = true;
        }
        another_first(ui, cx, &question.id);
        return;
    }
    let before = model.session().and_then(|session| session.told_result(&question.id));
    let again = match before {
        _ if verdict.is_some() || !asked.open() => None,
        Some(false) => Some("Not right the last time: once more."),
        _ if asked.changed => Some(CHANGED),
        _ => None,
    };
    if let Some(words) = again {
        text::label(ui, words, TextStyle::Caption, tokens.text2);
        ui.add_space(8.0);
    }
    answer::show(ui, cx, &asked);
    extras::counted(ui, cx, &asked);
    extras::hints(ui, cx, &asked);
    extras::confidence(ui, cx, &asked);
    extras::belief(ui, cx, &asked);
    extras::facts(ui, cx, &asked);
    let reason = verdict.and_then(|verdict| reason_of(question, &verdict.answer));
    let facts = question.facts.iter().map(|fact| fact.says.as_str());
    let said: Vec<&str> = reason.map(Worded::as_str).into_iter().chain(facts).collect();
    result_line(ui, cx, turn, verdict, &said.join(" "));
    extras::sources(ui, cx, &asked);
}

/// While a figure waits for an answer, the other questions can be answered: it goes on waiting.
fn another_first(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Id) {
    let Some(session) = cx.model.session().filter(|session| !session.last()) else { return };
    ui.add_space(8.0);
    if Button::new(Rank::Quiet, "Another question first").height(32.0).show(ui, cx.tokens).clicked()
    {
        cx.focus.ask_by_key(Goal::Onward);
        let back = session.interrupted();
        cx.act(if back { Action::Unask(asked.clone()) } else { Action::NextQuestion });
    }
}

/// Says whether the answer is kept, once the record has answered. It is read aloud together with
/// the reason, which stands further up.
fn result_line(
    ui: &mut Ui,
    cx: &Cx<'_>,
    turn: Option<&Turn>,
    verdict: Option<&Verdict>,
    reason: &str,
) {
    let tokens = cx.tokens;
    ui.add_space(4.0);
    let partly: String;
    let words = match (turn.and_then(|turn| turn.verdict.as_ref()), verdict) {
        (Some(_), None) if cx.model.saving_long() => "Saving…",
        (Some(untold), None) if untold.kept.is_some() => {
            match cx.model.session().map(Session::purpose) {
                Some(Purpose::Before) => "Your guess is kept. The lesson has the answer.",
                _ => "Your answer is kept. Whether it is right is told at the end.",
            }
        }
        (_, Some(verdict)) if verdict.grade.right() => "Right.",
        (_, Some(verdict)) if verdict.grade.partly() => {
            partly = format!("Partly right: {:.0} %.", verdict.grade.score * 100.0);
            &partly
        }
        (_, Some(_)) => "Not right yet.",
        _ => return,
    };
    let sure = match turn.and_then(|turn| turn.confidence).filter(|_| verdict.is_some()) {
        Some(Confidence::Guess) => " You were guessing.",
        Some(Confidence::Think) => " You were fairly sure.",
        Some(Confidence::Sure) => " You were certain.",
        None => "",
    };
    let kept = match verdict.and_then(|verdict| verdict.kept.as_ref()) {
        Some(crate::quiz::Kept::Waiting(_)) => " This answer is not kept yet.",
        _ => "",
    };
    let words = format!("{words}{sure}{kept}");
    let response = text::label(ui, &words, TextStyle::Caption, tokens.text2);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        if verdict.is_some() && !reason.is_empty() {
            node.set_value(format!("{words} {reason}"));
        }
    });
}
