//! Predicting before seeing: the question of a step, and what became of the answer.

use crate::{
    app::{Action, keys::PlaceKey},
    diagram::NodeRef,
    pack::Course,
    quiz::{Answer, Choice, Kind, Outcome, Purpose, Question, Reason, Target, foremost_reason},
    theme::TextStyle,
    ui::{
        cx::Cx,
        figure::{playhead, state::Figures, subject::Figure},
        focus::Goal,
        kit::{
            breakpoints, icons,
            plate::State,
            row::Pick,
            text,
            widgets::{Button, Rank},
        },
        prose::terms::{self, Laid, Press},
        quiz,
        quiz::{answer::options, asked::Asked, option::Offered},
    },
};
use egui::{Key, Rect, Sense, Ui, WidgetInfo, accesskit::Role, vec2};

/// The question that a step or a way asks before it shows, and after the answer its reason.
pub(super) fn prediction(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let Some(question) = figure.doing.predict() else {
        after(ui, cx, figure);
        return;
    };
    let asked_now = cx.model.session().is_some_and(|session| {
        session.purpose() == Purpose::Lesson && session.current() == Some(&question.id)
    });
    let top = ui.cursor().min;
    ui.add_space(6.0);
    if let Some((_, course, _)) = cx.model.open_lesson() {
        terms::heading(ui, cx, course, &question.prompt, (TextStyle::UiBold, 4));
    }
    ui.add_space(8.0);
    if !asked_now {
        // Another question is open in the quiz: it would take what is chosen here.
        if Button::new(Rank::Secondary, "Answer it here").show(ui, cx.tokens).clicked() {
            cx.signals.predicting.send(question.id.clone());
            cx.act(Action::Ask(question.id.clone()));
        }
        ui.add_space(6.0);
        return;
    }
    cx.signals.predicting.send(question.id.clone());
    // Where the quiz is not seen, its keys are taken here.
    if !cx.states.of::<quiz::keys::Shown>().0 {
        quiz::keys::take(ui, cx, false);
    }
    if let Some(asked) = quiz::asked::asked_of(cx.model, &question.id) {
        let asked = Asked { in_figure: true, ..asked };
        answers(ui, cx, &asked);
        check(ui, cx, &asked);
    }
    let view = cx.states.of::<Figures>().at(&figure.key);
    if std::mem::take(&mut view.walk.show_prediction) | std::mem::take(&mut cx.sights.prediction) {
        if matches!(question.kind, Kind::Number(_) | Kind::Typed(_)) {
            // Nothing else can be meant by what is typed now.
            cx.focus.ask(Goal::Question(question.id.clone()));
        }
        if is_pointed_at(ui, cx, question) {
            // Who points has to see the picture: the figure brings that into sight, and the question
            // too where there is room.
            cx.sights.diagram = question.kind.diagram().cloned();
        } else {
            let end = egui::pos2(ui.max_rect().right(), ui.cursor().min.y);
            // The margin keeps it clear of the fade at the edge of the lesson.
            let whole = Rect::from_min_max(top, end).expand2(vec2(0.0, 24.0));
            ui.scroll_to_rect(whole, None);
        }
    }
}

/// Is it answered by pointing, while its words are seen beside the picture as well?
fn is_pointed_at(ui: &Ui, cx: &mut Cx<'_>, question: &Question) -> bool {
    let points = matches!(question.kind, Kind::PointAt { .. } | Kind::Label(_));
    let beside = cx.states.of::<quiz::keys::Shown>().0;
    let above = !breakpoints::middle(ui.ctx().content_rect().width());
    points && (beside || above) && super::state::filled(cx).is_none()
}

/// The ways to answer: options, the picture itself, or as in the quiz.
fn answers(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let kind = &asked.question.kind;
    match (kind, kind.choices()) {
        (Kind::Diagnose(_), _) => quiz::answer::show(ui, cx, asked),
        (_, Some(choices)) => {
            quiz::answer::transcript(ui, cx, asked);
            if let Kind::Multiple(_) = kind {
                text::label(ui, kind.name(), TextStyle::Caption, cx.tokens.text2);
                ui.add_space(6.0);
            }
            options(ui, cx, asked, choices);
        }
        (Kind::PointAt { .. }, _) => {
            quiz::answer::transcript(ui, cx, asked);
            let title = kind.diagram().and_then(|id| asked.course.diagram(id));
            let title = title.map_or("the picture".to_owned(), |it| format!("“{}”", it.title));
            let words = match kind {
                Kind::PointAt { target: Target::All(_), .. } => {
                    format!("Point at all of them in {title}.")
                }
                _ => format!("Point at it in {title}."),
            };
            text::label(ui, &words, TextStyle::Caption, cx.tokens.text2);
            ui.add_space(6.0);
        }
        _ => quiz::answer::show(ui, cx, asked),
    }
}

fn options(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>, choices: &[Choice]) {
    let kind = &asked.question.kind;
    let pick = options::pick(kind);
    // Until the record has the answer, no verdict is told and nothing else can be chosen.
    let saving = asked.turn.is_some_and(|turn| turn.verdict.is_some());
    let chosen = asked.turn.and_then(|turn| turn.chosen.as_ref());
    let offered = asked.question.offered(asked.seed);
    for (number, choice) in (1..).zip(offered.iter().filter_map(|at| choices.get(*at))) {
        let picked = matches!(chosen, Some(Answer::Options(ids)) if ids.contains(&choice.id));
        let (words, state) = (&choice.text, State::chosen(picked));
        let row = Offered { number, words, state, reason: None, open: !saving, pick };
        let response = row.show(ui, cx, asked.course);
        let enter = response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if enter && picked && pick != Pick::Several {
            stay_in_bar(cx);
            cx.act(Action::CheckAnswer);
        } else if response.clicked() {
            cx.act(Action::Choose(options::chosen(kind, chosen, choice)));
        }
        ui.add_space(6.0);
    }
}

fn check(ui: &mut Ui, cx: &mut Cx<'_>, asked: &Asked<'_>) {
    let saving = asked.turn.is_some_and(|turn| turn.verdict.is_some());
    let ready = asked.ready();
    let check = Button::new(Rank::Primary, "Check and show").enabled(ready && !saving);
    let check = check.show(ui, cx.tokens);
    if ready && cx.focus.take(&Goal::Check) {
        check.request_focus();
    }
    let check = check.on_hover_text(PlaceKey::Answer.tip("Check and show"));
    if check.clicked() {
        stay_in_bar(cx);
        cx.act(Action::CheckAnswer);
    }
    ui.add_space(6.0);
}

/// The question goes once it is answered: for who works with keys, the button that goes on gets the
/// focus.
fn stay_in_bar(cx: &mut Cx<'_>) {
    cx.focus.ask_by_key(Goal::Walk);
}

/// What became of the prediction at this step, or at the first hop of this way.
fn after(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    // As long as what a step or a way has asked is the quiz's question, keys go on with the walk.
    let current = cx.model.session().and_then(|session| session.current());
    if let Some(current) = current.filter(|id| figure.asks(id))
        && playhead::Run::of(cx, figure).is_some_and(|run| !run.last())
    {
        cx.signals.walked.send(current.clone());
    }
    let Some(asked) = figure.asked_here() else { return };
    let model = cx.model;
    let Some(asked) = quiz::asked::asked_of(model, asked) else { return };
    let (Some(verdict), question, course) = (asked.verdict, asked.question, asked.course) else {
        return;
    };
    let tokens = cx.tokens;
    let (icon, ink, lead, lead_ink) = match verdict.grade {
        grade if grade.right() => {
            (icons::RIGHT, tokens.success, "As you expected.", tokens.success_text)
        }
        grade if grade.partly() => {
            (icons::HALF, tokens.warning, "Partly as you expected.", tokens.warning_text)
        }
        _ => (icons::WRONG, tokens.error, "Not what you expected.", tokens.error_text),
    };
    ui.add_space(4.0);
    let reason = foremost_reason(question, &verdict.answer);
    let reason = reason.map(|reason| reason.because.between(&named(course, &reason), ""));
    let reason = reason.unwrap_or_default();
    let runs =
        [(lead, TextStyle::CaptionBold, lead_ink), (&*reason, TextStyle::Caption, tokens.text2)];
    let galley = text::galley(ui, text::runs(&runs, ui.available_width() - 26.0));
    let size = vec2(ui.available_width(), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{lead}{reason}")));
    icons::paint(ui.painter(), icon, rect.left_top() + vec2(9.0, 10.0), 18.0, ink);
    let at = rect.left_top() + vec2(26.0, 0.0);
    text::paint_at(ui, at, galley.clone());
    let laid = Laid { words: &reason, galley: &galley, at, after: lead.chars().count() };
    terms::stops(ui, cx, course, response.id, (&laid, Press::Opens));
}

/// Before the reason of a layer that was chosen or missed, which one it is: several may have been
/// meant, and the picture may be far.
fn named(course: &Course, reason: &Reason<'_>) -> String {
    let node = reason.part.as_deref().and_then(|part| part.parse::<NodeRef>().ok());
    let name = node.and_then(|node| quiz::answer::layer_name(course, &node));
    match (name, reason.outcome) {
        (Some(name), Outcome::Missed) => format!(" Not chosen: {name}. "),
        (Some(name), Outcome::Wrong) => format!(" {name}: "),
        _ => " ".to_owned(),
    }
}
