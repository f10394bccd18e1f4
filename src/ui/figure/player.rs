//! The one bar by which a figure is gone through: step by step, or along with a request.

use crate::{
    app::keys::PlaceKey,
    diagram::{Trace, TraceKind},
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        figure::{
            breaking, lanes, playhead,
            playhead::{Run, Way},
            state::Figures,
            subject::{Doing, Figure},
            ways,
        },
        focus::Goal,
        kit::{
            icons,
            menu::{row, row_width},
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, icon_button, ring_if_focused, sign_button},
        },
    },
};
use egui::{
    CornerRadius, CursorIcon, Popup, PopupCloseBehavior, Rect, Response, Sense, StrokeKind, Ui,
    WidgetInfo, accesskit::Role, vec2,
};

/// The side of the square in which a dot can be hit, in points.
const DOT: f32 = 24.0;
/// The most dots; with more steps, numbers say where one is.
const DOTS: usize = 12;
const GAP: f32 = 2.0;
/// Between the buttons that begin a walk or a trace, in points.
const BESIDE: f32 = 8.0;
const HEIGHT: f32 = 32.0;

const STEPS: &str = "Step by step";
const REQUEST: &str = "Follow a request";
const DECISION: &str = "Decide";

/// Does the author have the figure gone through at all?
pub(super) fn offered(figure: &Figure<'_>) -> bool {
    let (steps, traces) = &figure.authored;
    !steps.is_empty() || !traces.is_empty()
}

/// How much room the bar needs for all of it, in points, at rest or going.
pub(super) fn needed(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>) -> f32 {
    if !offered(figure) {
        return 0.0;
    }
    let (steps, traces) = &figure.authored;
    let button = |words, icon| begin_button(words, icon).width(ui, cx.tokens);
    let mut rest = 0.0;
    if !steps.is_empty() {
        rest += button(STEPS, icons::PLAY) + BESIDE;
    }
    if !traces.is_empty() {
        rest += button(REQUEST, icons::FOLLOW) + BESIDE;
    }
    // What branches says in numbers where one is, if there is no more room.
    let straight = traces.iter().filter(|trace| !trace.branches()).map(|trace| trace.most_hops());
    let longest = straight.chain([steps.len()]).max();
    #[expect(clippy::cast_precision_loss, reason = "a dozen")]
    let dots = longest.unwrap_or_default().min(DOTS) as f32 * DOT;
    let branches = traces.iter().any(|trace| trace.branches());
    let numbers = if branches { NUMBERS + FORKS } else { 0.0 };
    (rest - BESIDE).max(dots.max(numbers) + CONTROLS)
}

/// The button with all ways.
const FORKS: f32 = HEIGHT + GAP;
/// "12 of 12 …", in points.
const NUMBERS: f32 = 72.0;
/// Back, on, play, how fast, and the way out.
const CONTROLS: f32 = 5.0 * (HEIGHT + GAP);

/// The bar: how to begin; or back, where one is, on, play, how fast, and the way out.
pub(super) fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    if let Doing::Breaking(broken) = &figure.doing {
        return breaking::bar(ui, cx, figure, broken);
    }
    if let Some(run) = Run::of(cx, figure) {
        return going(ui, cx, figure, run);
    }
    rest(ui, cx, figure);
    if breaking::offered(figure) && breaking::has_button(ui) {
        breaking::button(ui, cx, figure);
    }
}

fn begin_button(words: &str, icon: icons::Icon) -> Button<'_> {
    Button::new(Rank::Secondary, words).before(icon).height(HEIGHT)
}

/// A way in for the steps and one for the requests; what is not to be had now says why.
fn rest(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    let (steps, traces) = &figure.authored;
    let open = figure.withheld.is_none();
    ui.spacing_mut().item_spacing.x = BESIDE;
    if !steps.is_empty() {
        let begin = begin_button(STEPS, icons::PLAY).enabled(open).show(ui, tokens);
        if open && playhead::take_focus(cx, figure) {
            begin.request_focus();
        }
        if open && begin.clicked() {
            playhead::begin_steps(ui, cx, figure);
        }
        figure.explain_withheld(ui, begin);
    }
    let one = match traces.as_slice() {
        [] => return,
        [one] => Some(match one.kind {
            TraceKind::Decision => format!("Decide: {}", one.title),
            TraceKind::Request | TraceKind::Control => format!("Follow: {}", one.title),
        }),
        _ => None,
    };
    // Where there is no room for the button that breaks something, that is a row of a menu.
    let beside = if breaking::offered(figure) { HEIGHT + BESIDE } else { 0.0 };
    let room = ui.available_width() - beside;
    let one = one.filter(|words| begin_button(words, icons::FOLLOW).width(ui, tokens) <= room);
    let decides = traces.iter().all(|trace| trace.kind == TraceKind::Decision);
    let words = one.as_deref().unwrap_or(if decides { DECISION } else { REQUEST });
    let begin = begin_button(words, icons::FOLLOW).enabled(open).show(ui, tokens);
    if open && steps.is_empty() && playhead::take_focus(cx, figure) {
        begin.request_focus();
    }
    if one.is_some() {
        if open && begin.clicked() {
            playhead::begin_trace(ui, cx, figure, 0);
        }
    } else if open {
        let breaking = breaking::offered(figure) && !breaking::has_button(ui);
        choose(ui, cx, figure, (&begin, breaking));
    }
    figure.explain_withheld(ui, begin);
}

/// Of several requests one is chosen from a menu; `breaking`: breaking a layer is a row of it.
fn choose(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, (button, breaking): (&Response, bool)) {
    let popup = Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name(REQUEST);
    popup.show(|menu| {
        menu.spacing_mut().item_spacing.y = 0.0;
        let titles: Vec<String> = figure.traces.iter().map(|trace| menu_words(trace)).collect();
        let more = breaking.then_some(breaking::BREAK);
        let names = titles.iter().map(String::as_str).chain(more);
        let wide = row_width(menu, cx.tokens, names);
        menu.set_width(wide.min(WIDEST_ROW));
        for (number, title) in titles.iter().enumerate() {
            if row(menu, cx.tokens, title, None, None).clicked() {
                playhead::begin_trace(ui, cx, figure, number);
            }
        }
        if more.is_some_and(|name| row(menu, cx.tokens, name, None, None).clicked()) {
            breaking::begin(ui, cx, figure);
        }
    });
}

/// A row of the menu is no wider, in points; then its words are shortened.
const WIDEST_ROW: f32 = 320.0;

fn menu_words(trace: &Trace) -> String {
    match trace.kind {
        TraceKind::Decision => format!("Decide: {}", trace.title),
        TraceKind::Request | TraceKind::Control => trace.title.clone(),
    }
}

fn going(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, run: Run) {
    let tokens = cx.tokens;
    let (word, last) = (run.way.word(), run.last());
    ui.spacing_mut().item_spacing.x = GAP;
    let answered =
        run.way == Way::Steps && figure.doing.predict().is_none() && cx.focus.take(&Goal::Walk);
    let focus = playhead::take_focus(cx, figure) || answered;
    let first = (run.at == 0).then(|| format!("this is the first {word}"));
    let name = (format!("Previous {word}"), Some(PlaceKey::StepBack));
    let back = control(ui, tokens, icons::FOLD, name, first);
    if focus && last {
        back.request_focus();
    }
    if back.clicked() {
        run.press(ui, cx, figure, Some(run.at - 1));
    }
    if !lanes::shown(cx, figure) {
        places(ui, cx, figure, run);
    }
    let end = last.then(|| format!("this is the last {word}"));
    let name = (format!("Next {word}"), Some(PlaceKey::StepOn));
    let onward = control(ui, tokens, icons::UNFOLD, name, end);
    if focus && !last {
        onward.request_focus();
    }
    if onward.clicked() {
        run.press(ui, cx, figure, Some(run.at + 1));
    }
    play(ui, cx, figure, run);
    speed(ui, cx);
    if !lanes::shown(cx, figure) {
        ways::button(ui, cx, figure);
    }
    let end = run.way.end();
    let in_words = Button::new(Rank::Quiet, end).height(HEIGHT);
    // In a line that may be broken, what is left of this one.
    let left = ui.max_rect().right() - ui.cursor().left();
    let out = if in_words.width(ui, tokens) <= left {
        in_words.show(ui, tokens)
    } else {
        icon_button(ui, tokens, icons::CLOSE, end, true)
    };
    if out.clicked() {
        cx.states.of::<Figures>().at(&figure.key).walk.playing = None;
        run.press(ui, cx, figure, None);
    }
}

/// A control of the bar with its key, or with the reason for which it is not to be had just now.
fn control(
    ui: &mut Ui,
    tokens: &Tokens,
    icon: icons::Icon,
    (name, key): (String, Option<PlaceKey>),
    why: Option<String>,
) -> Response {
    let Some(why) = why else {
        let tip = key.map_or_else(|| name.clone(), |key| key.tip(&name));
        return icon_button(ui, tokens, icon, &tip, true);
    };
    let button = icon_button(ui, tokens, icon, &format!("{name} ({why})"), false);
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(why));
    button
}

/// A dot for each step or hop; where there are too many for that, in numbers which one it is.
fn places(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, run: Run) {
    let tokens = cx.tokens;
    #[expect(clippy::cast_precision_loss, reason = "a dozen")]
    let dots = run.count as f32 * DOT;
    let branches = playhead::current(figure).is_some_and(|now| now.trace.branches());
    let forks = if branches { FORKS + DOT } else { 0.0 };
    // Of the whole line: some of it is taken by what goes back.
    let room = dots + forks + CONTROLS <= ui.max_rect().width();
    if room && run.count <= DOTS {
        ui.spacing_mut().item_spacing.x = 0.0;
        for number in 0..run.count {
            if dot(ui, tokens, number, run).clicked() {
                run.press(ui, cx, figure, Some(number));
            }
        }
        ui.spacing_mut().item_spacing.x = GAP;
        if run.forks {
            text::label(ui, "…", TextStyle::Caption, tokens.text2);
        }
    } else {
        let more = if run.forks { " …" } else { "" };
        let words = format!("{} of {}{more}", run.at + 1, run.count);
        text::label(ui, &words, TextStyle::Caption, tokens.text2);
    }
}

fn dot(ui: &mut Ui, tokens: &Tokens, number: usize, run: Run) -> Response {
    let (target, response) = ui.allocate_exact_size(vec2(DOT, HEIGHT), Sense::click());
    let current = number == run.at;
    response.widget_info(|| {
        let name = format!("To {} {} of {}", run.way.word(), number + 1, run.count);
        WidgetInfo::selected(Role::Button, true, current, name)
    });
    let size = if current { vec2(18.0, 8.0) } else { vec2(8.0, 8.0) };
    let rect = Rect::from_center_size(target.center(), size);
    let radius = CornerRadius::same(4);
    if number <= run.at {
        ui.painter().rect_filled(rect, radius, colour(tokens.accent));
    } else {
        let outline = stroke(1.0, tokens.control);
        ui.painter().rect_stroke(rect, radius, outline, StrokeKind::Inside);
    }
    ring_if_focused(ui, tokens, &response, 4);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// How long a hop stays while hops follow each other by themselves, in seconds. A step stays at
/// least as long, and `LETTER` seconds more for each letter of its sentence.
const STAY: f64 = 2.4;
const LETTER: f64 = 0.04;

/// The button that plays, and playing: steps or hops follow each other to the end, until a step
/// asks something, or to where a request goes one way or another.
fn play(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, run: Run) {
    let now = ui.input(|input| input.time);
    // What is asked waits for the reader.
    let goes_on = figure.doing.predict().is_none() && !run.at_choice();
    let view = cx.states.of::<Figures>().at(&figure.key);
    let since = view.walk.playing.filter(|_| goes_on && !run.last());
    view.walk.playing = since;
    let (icon, name) = match since {
        Some(_) => (icons::PAUSE, "Pause"),
        None => (icons::PLAY, "Play"),
    };
    let why = match (goes_on, run.at_choice()) {
        (true, _) => None,
        (false, true) => Some("one of the ways has to be taken first"),
        (false, false) => Some("the question has to be answered first"),
    };
    let name = (name.to_owned(), None);
    if control(ui, cx.tokens, icon, name, why.map(str::to_owned)).clicked() {
        let view = cx.states.of::<Figures>().at(&figure.key);
        view.walk.playing = if since.is_some() { None } else { Some(now) };
        if since.is_none() && run.last() {
            // Playing from the end begins again.
            run.go(ui, cx, figure, 0);
        }
        ui.ctx().request_repaint();
        return;
    }
    let Some(since) = since else { return };
    let say = figure.steps.get(run.at).filter(|_| run.way == Way::Steps);
    let letters = say.map_or(0, |step| step.say.chars().count());
    let pace = cx.states.of::<Figures>().pace.factor();
    #[expect(clippy::cast_precision_loss, reason = "a sentence")]
    let stay = STAY.max(1.0 + letters as f64 * LETTER) / pace;
    if now - since >= stay {
        run.go(ui, cx, figure, run.at + 1);
        cx.states.of::<Figures>().at(&figure.key).walk.playing = Some(now);
    } else {
        let left = std::time::Duration::from_secs_f64(stay - (now - since));
        ui.ctx().request_repaint_after(left);
    }
}

/// How fast it goes on by itself: one of three, the next with each press.
fn speed(ui: &mut Ui, cx: &mut Cx<'_>) {
    let pace = cx.states.of::<Figures>().pace;
    let sign = pace.words();
    if sign_button(ui, cx.tokens, sign, &format!("Speed {sign}")).clicked() {
        cx.states.of::<Figures>().pace = pace.next();
    }
}
