//! What stands round an answer: before it, hints and how sure one is; after it, the belief behind
//! it, the learner's own words and the sources.

use crate::{
    app::{Action, model::Overlay, resetting::ResetScope},
    id::Id,
    pack::course::Misconception,
    quiz::{Answer, Confidence, Kind, Purpose, misconception_of},
    theme::TextStyle,
    ui::{
        cx::Cx,
        kit::{
            icons,
            icons::Icon,
            paint::{colour, ring, stroke},
            text,
            widgets::{Button, Rank, focused, ring_if_focused},
        },
        prose::terms::{self, Laid, Press},
        quiz::asked::Asked,
    },
};
use egui::{
    CornerRadius, CursorIcon, Frame, Key, Margin, Response, Sense, StrokeKind, TextEdit, Ui,
    WidgetInfo,
    accesskit::{Live, Role},
    pos2, vec2,
};

/// What is unfolded, and under which question.
#[derive(Default)]
struct Unfolded {
    /// The question under which the field for the learner's own words is open.
    why_of: Option<Id>,
    sources_of: Option<Id>,
}

/// Longest line of the learner's own words, in characters.
const WHY: usize = 240;

/// Shows the hints that were asked for, and the button for the next one.
pub fn hints(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    // Guesses and checks are made without help.
    let helped = |purpose| matches!(purpose, Purpose::Lesson | Purpose::Picture);
    if !cx.model.session().is_some_and(|session| helped(session.purpose())) {
        return;
    }
    let all = &asked.question.hints;
    let shown = asked.turn.map_or(0, |turn| turn.hints).min(all.len());
    for (number, hint) in (1..).zip(all.iter().take(shown)) {
        let lead = format!("Hint {number}. ");
        let tokens = cx.tokens;
        let runs = [
            (&*lead, TextStyle::CaptionBold, tokens.text),
            (&**hint, TextStyle::Caption, tokens.text2),
        ];
        let galley = text::galley(ui, text::runs(&runs, ui.available_width() - 26.0));
        let size = vec2(ui.available_width(), galley.size().y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Status, true, format!("{lead}{hint}")));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(Live::Polite));
        let at = pos2(rect.left() + 9.0, rect.top() + 10.0);
        icons::paint(ui.painter(), icons::HINT, at, 18.0, tokens.text2);
        let at = rect.min + vec2(26.0, 0.0);
        text::paint_at(ui, at, galley.clone());
        let laid = Laid { words: hint, galley: &galley, at, after: lead.chars().count() };
        terms::stops(ui, cx, asked.course, response.id, (&laid, Press::Opens));
        ui.add_space(8.0);
    }
    if asked.open() && shown < all.len() {
        let words = if shown == 0 { "Hint" } else { "Another hint" };
        let button = Button::new(Rank::Quiet, words).before(icons::HINT).height(32.0);
        if button.show(ui, cx.tokens).clicked() {
            cx.act(Action::Hint);
        }
        ui.add_space(8.0);
    }
}

/// Asks how sure the learner is: each chip checks the answer. The reason can be written in a line.
pub fn confidence(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let guessing = cx.model.session().is_some_and(|s| s.purpose() == Purpose::Before);
    if !asked.open() || !asked.ready() || guessing {
        return;
    }
    let tokens = cx.tokens;
    why(ui, cx, asked);
    let words = "How sure are you? Choosing one submits your answer";
    text::label(ui, words, TextStyle::Caption, tokens.text2);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 8.0);
        for level in Confidence::ALL {
            let icon = match level {
                Confidence::Guess => icons::GUESSING,
                Confidence::Think => icons::FAIRLY_SURE,
                Confidence::Sure => icons::CERTAIN,
            };
            if chip(ui, cx, icon, level.word()).clicked() {
                cx.lead_on(&asked.question.id, cx.focus.by_keyboard);
                cx.act(Action::CheckAs(level));
            }
        }
    });
    ui.add_space(8.0);
}

fn chip(ui: &mut Ui, cx: &Cx<'_>, icon: Icon, words: &str) -> Response {
    let tokens = cx.tokens;
    let galley = text::one_line(ui, words, TextStyle::Caption, tokens.text, f32::INFINITY);
    let size = vec2(galley.size().x + 42.0, 32.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let fill = if response.hovered() { tokens.hover } else { tokens.raised };
    let line = stroke(1.0, tokens.control);
    ui.painter().rect(rect, CornerRadius::same(16), colour(fill), line, StrokeKind::Inside);
    icons::paint(ui.painter(), icon, pos2(rect.left() + 18.0, rect.center().y), 16.0, tokens.text2);
    text::paint_left(ui, rect.with_min_x(rect.left() + 30.0), galley);
    if focused(&response) {
        ring(ui.painter(), tokens, rect, 16);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// One line for the learner's own words, before the reason is shown.
fn why(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let question = &asked.question.id;
    if cx.states.of::<Unfolded>().why_of.as_ref() != Some(question) {
        let button = Button::new(Rank::Quiet, "Say why first").height(32.0).show(ui, cx.tokens);
        if button.clicked() {
            cx.states.of::<Unfolded>().why_of = Some(question.clone());
            ui.memory_mut(|memory| memory.request_focus(why_id(asked)));
        }
        ui.add_space(4.0);
        return;
    }
    let mut words = asked.turn.and_then(|turn| turn.why.clone()).unwrap_or_default();
    let edit = TextEdit::singleline(&mut words)
        .id(why_id(asked))
        .char_limit(WHY)
        .hint_text("Because …")
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(12, 9));
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Why do you think so?"));
    ring_if_focused(ui, cx.tokens, &response, 8);
    let enter = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    if response.changed() {
        // Kept with every letter, so that no way of checking the answer loses it.
        cx.act(Action::Explain(Some(words)));
    }
    if enter {
        cx.lead_on(question, true);
        cx.act(Action::CheckAnswer);
    }
    ui.add_space(10.0);
}

fn why_id(asked: &Asked<'_>) -> egui::Id {
    egui::Id::unique(("why", asked.question.id.as_str()))
}

/// After a wrong answer: the belief that it stands for, stated and refuted.
pub fn belief(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let Some(verdict) = asked.verdict else { return };
    let tokens = cx.tokens;
    if let Some(why) =
        asked.turn.and_then(|turn| turn.why.as_deref()).filter(|w| !w.trim().is_empty())
    {
        quoted(ui, cx, "You wrote: ", why);
    }
    if verdict.grade.right() {
        return;
    }
    let sure = asked.turn.and_then(|turn| turn.confidence) == Some(Confidence::Sure);
    let misconception = misconception_of(asked.question, &verdict.answer)
        .and_then(|id| asked.course.misconception(id));
    if sure && misconception.is_none() {
        let words = "You were certain. What was certain and wrong is worth a second look now.";
        quoted(ui, cx, "", words);
    }
    let Some(Misconception { belief, refutation, shows, .. }) = misconception else { return };
    let (fill, outline) =
        if sure { (tokens.error_soft, tokens.error) } else { (tokens.raised, tokens.line2) };
    let frame = Frame::new()
        .fill(colour(fill))
        .stroke(stroke(if sure { 2.0 } else { 1.0 }, outline))
        .corner_radius(10)
        .inner_margin(Margin::symmetric(14, 12));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let head =
            if sure { "You were certain of something that many believe" } else { "Many believe" };
        text::label(ui, head, TextStyle::CaptionBold, tokens.text);
        text::label(ui, &format!("“{belief}”"), TextStyle::Ui, tokens.text2);
        text::label(ui, "But", TextStyle::CaptionBold, tokens.text);
        let style = if sure { TextStyle::UiBold } else { TextStyle::Ui };
        text::label(ui, refutation, style, tokens.text);
    });
    ui.add_space(8.0);
    if let Some(shows) = shows {
        cx.signals.disproof.send(shows.clone());
    }
}

/// After the answer to a question that a picture asks: what of the picture decides it, in words;
/// there it is lit.
pub fn facts(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let facts = &asked.question.facts;
    if asked.verdict.is_none() || facts.is_empty() {
        return;
    }
    for fact in facts {
        quoted(ui, cx, "In the picture: ", &fact.says);
    }
    light(cx, asked);
}

/// After the answer: lights the layers and lines that decide it, wherever they are drawn.
pub fn light(cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let facts = &asked.question.facts;
    if asked.verdict.is_some() && !facts.is_empty() {
        let nodes = facts.iter().flat_map(|fact| &fact.nodes).cloned().collect();
        let lines = facts.iter().flat_map(|fact| &fact.lines).cloned().collect();
        cx.signals.deciding.send((nodes, lines));
    }
}

/// What was guessed before the lesson, where it was one of the options.
fn guess(cx: &Cx<'_>, asked: &Asked<'_>) -> Option<String> {
    let key = (asked.course.key.clone(), asked.question.id.clone());
    let Answer::Options(ids) = cx.model.rounds.guesses.get(&key)? else { return None };
    let choices = asked.question.kind.choices()?.iter();
    let picked = choices.filter(|choice| ids.contains(&choice.id));
    let words: Vec<&str> = picked.map(|choice| choice.text.as_str()).collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn quoted(ui: &mut Ui, cx: &Cx<'_>, lead: &str, words: &str) {
    let tokens = cx.tokens;
    let runs =
        [(lead, TextStyle::CaptionBold, tokens.text), (words, TextStyle::Caption, tokens.text2)];
    let galley = text::galley(ui, text::runs(&runs, ui.available_width()));
    text::show(ui, galley, &format!("{lead}{words}"), Role::Label);
    ui.add_space(8.0);
}

/// After the answer, on demand: its sources, and a way to report a mistake.
pub fn sources(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    if asked.verdict.is_none() {
        return;
    }
    if let Some(guess) = guess(cx, asked) {
        ui.add_space(6.0);
        quoted(ui, cx, "Before reading, you guessed: ", &guess);
    }
    let tokens = cx.tokens;
    let question = asked.question;
    let open = cx.states.of::<Unfolded>().sources_of.as_ref() == Some(&question.id);
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if !question.sources.is_empty() {
            let words = if open { "Hide its sources" } else { "Its sources" };
            if Button::new(Rank::Quiet, words).height(32.0).show(ui, tokens).clicked() {
                cx.states.of::<Unfolded>().sources_of = (!open).then(|| question.id.clone());
            }
        }
        if cx.model.can_take_back(&question.id)
            && Button::new(Rank::Quiet, "Take it back").height(32.0).show(ui, tokens).clicked()
        {
            cx.act(Action::TakeBack(question.id.clone()));
        }
        if Button::new(Rank::Quiet, "Start over…").height(32.0).show(ui, tokens).clicked() {
            cx.act(Action::OpenOverlay(Overlay::Reset(ResetScope::Question)));
        }
        if Button::new(Rank::Quiet, "Report a mistake…").height(32.0).show(ui, tokens).clicked() {
            cx.act(Action::OpenOverlay(Overlay::Report));
        }
    });
    if !open {
        return;
    }
    ui.add_space(4.0);
    for id in &question.sources {
        let Some(source) = asked.course.source(id) else { continue };
        let words = format!("{} ({})", source.title, source.year);
        if let Some(url) = &source.url {
            let link = egui::RichText::new(&words).size(TextStyle::Caption.size());
            let response = ui.hyperlink_to(link.color(colour(tokens.accent_text)), url);
            ring_if_focused(ui, tokens, &response, 4);
            let spoken = format!("{words}, {url}");
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(spoken));
            response.on_hover_text(url);
        } else {
            text::label(ui, &words, TextStyle::Caption, tokens.text2);
        }
        ui.add_space(6.0);
    }
}

/// Shows how an answer that is partly right was counted.
pub fn counted(ui: &mut Ui, cx: &Cx<'_>, asked: &Asked<'_>) {
    let Some(rule) = asked.question.kind.rule() else { return };
    if asked.verdict.is_none() && !matches!(asked.question.kind, Kind::Multiple(_)) {
        return;
    }
    text::label(ui, rule, TextStyle::Caption, cx.tokens.text3);
    ui.add_space(8.0);
}
