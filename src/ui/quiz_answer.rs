//! Answering one question: its options or its layer, and after the answer the reasons.

use crate::{
    app::Action,
    diagram::NodeRef,
    pack::Course,
    quiz::{
        Answer, Choice, Kind, Question, Session, Turn, Verdict,
        grade::{box_of, place_of, reason_of},
    },
    theme::{TextStyle, Tokens},
    ui::{
        icons,
        option_row::{OptionRow, State},
        paint::{colour, stroke},
        quiz_panel::{asked, reasons_in_footer},
        text,
        views::Cx,
        widgets::{Button, Rank},
    },
};
use egui::{
    CornerRadius, Key, Sense, StrokeKind, Ui, WidgetInfo,
    accesskit::{Live, Role},
    pos2, vec2,
};

/// The options of a question, the chosen one marked, and their reasons once it is answered.
pub fn options(
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
pub fn point_at(
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
pub fn layer_name(course: &Course, node: &NodeRef) -> Option<String> {
    let layer = course.diagram(node.diagram.as_ref()?)?.layer(&node.node)?;
    let number = node.copies.last().map(|(_, number)| number.to_string());
    let name = layer.name.replace("{n}", number.as_deref().unwrap_or_default());
    Some(match number {
        Some(number) if !layer.name.contains("{n}") => format!("{name}, copy {number}"),
        _ => name,
    })
}

pub fn chosen_box(ui: &mut Ui, tokens: &Tokens, words: &str, chosen: bool) {
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
