//! The one bar by which a figure is gone through: step by step, or along with a request.

use crate::{
    app::keys::PlaceKey,
    diagram::Trace,
    theme::{TextStyle, Tokens},
    ui::{
        cx::Cx,
        figure::{
            playhead,
            playhead::{Run, Way},
            state::Figures,
            subject::Figure,
            ways,
        },
        focus::Goal,
        kit::{
            icons,
            menu::{row, row_width},
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, icon_button, ring_if_focused},
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
const GAP: f32 = 4.0;
/// Between the buttons that begin a walk or a trace, in points.
const BESIDE: f32 = 8.0;
const HEIGHT: f32 = 32.0;

const STEPS: &str = "Step by step";
const REQUEST: &str = "Follow a request";

/// Does the author have the figure gone through at all?
pub(super) fn offered(figure: &Figure<'_>) -> bool {
    let (steps, traces) = figure.authored;
    !steps.is_empty() || !traces.is_empty()
}

/// How much room the bar needs for all of it, in points, at rest or going.
pub(super) fn needed(ui: &Ui, cx: &Cx<'_>, figure: &Figure<'_>) -> f32 {
    if !offered(figure) {
        return 0.0;
    }
    let (steps, traces) = figure.authored;
    let button = |words, icon| begin_button(words, icon).width(ui, cx.tokens);
    let mut rest = 0.0;
    if !steps.is_empty() {
        rest += button(STEPS, icons::PLAY) + BESIDE;
    }
    if !traces.is_empty() {
        rest += button(REQUEST, icons::FOLLOW) + BESIDE;
    }
    let longest = traces.iter().map(Trace::most_hops).chain([steps.len()]).max();
    #[expect(clippy::cast_precision_loss, reason = "a dozen")]
    let dots = longest.unwrap_or_default().min(DOTS) as f32 * DOT;
    let ways = if traces.iter().any(Trace::branches) { HEIGHT + GAP } else { 0.0 };
    (rest - BESIDE).max(dots + ways + CONTROLS)
}

/// The width of the buttons to play, go back, go on and leave, in points.
const CONTROLS: f32 = 4.0 * (HEIGHT + GAP);

/// The bar: how to begin; or play, back, on, and the way out.
pub(super) fn bar(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    match Run::of(cx, figure) {
        Some(run) => going(ui, cx, figure, run),
        None => rest(ui, cx, figure),
    }
}

fn begin_button(words: &str, icon: icons::Icon) -> Button<'_> {
    Button::new(Rank::Secondary, words).before(icon).height(HEIGHT)
}

/// A way in for the steps and one for the requests; what is not to be had now says why.
fn rest(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>) {
    let tokens = cx.tokens;
    let (steps, traces) = figure.authored;
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
    let one = match traces {
        [] => return,
        [one] => Some(format!("Follow {}", lower(&one.title))),
        _ => None,
    };
    let whole = one.as_deref().map(|words| begin_button(words, icons::FOLLOW));
    let fits = whole.is_some_and(|button| button.width(ui, tokens) <= ui.available_width());
    let words = one.as_deref().filter(|_| fits).unwrap_or(REQUEST);
    let begin = begin_button(words, icons::FOLLOW).enabled(open).show(ui, tokens);
    if open && steps.is_empty() && playhead::take_focus(cx, figure) {
        begin.request_focus();
    }
    if one.is_some() {
        if open && begin.clicked() {
            playhead::begin_trace(ui, cx, figure, 0);
        }
    } else if open {
        choose(ui, cx, figure, &begin);
    }
    figure.explain_withheld(ui, begin);
}

/// Of several requests one is chosen from a menu.
fn choose(ui: &Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, button: &Response) {
    let popup = Popup::menu(button)
        .close_behavior(PopupCloseBehavior::CloseOnClick)
        .accessible_name(REQUEST);
    popup.show(|menu| {
        menu.spacing_mut().item_spacing.y = 0.0;
        let titles = figure.traces.iter().map(|trace| trace.title.as_str());
        menu.set_width(row_width(menu, cx.tokens, titles).min(WIDEST_ROW));
        for (number, trace) in figure.traces.iter().enumerate() {
            if row(menu, cx.tokens, &trace.title, None, None).clicked() {
                playhead::begin_trace(ui, cx, figure, number);
            }
        }
    });
}

/// A row of the menu is no wider, in points; then its words are shortened.
const WIDEST_ROW: f32 = 320.0;

fn lower(title: &str) -> String {
    let mut rest = title.chars();
    rest.next().into_iter().flat_map(char::to_lowercase).chain(rest).collect()
}

fn going(ui: &mut Ui, cx: &mut Cx<'_>, figure: &Figure<'_>, run: Run) {
    let tokens = cx.tokens;
    let (word, last) = (run.way.word(), run.last());
    ui.spacing_mut().item_spacing.x = GAP;
    let answered =
        run.way == Way::Steps && figure.doing.predict().is_none() && cx.focus.take(&Goal::Walk);
    let focus = playhead::take_focus(cx, figure) || answered;
    play(ui, cx, figure, run);
    let back = icon_button(
        ui,
        tokens,
        icons::FOLD,
        &PlaceKey::StepBack.tip(&format!("Previous {word}")),
        run.at > 0,
    );
    if focus && last {
        back.request_focus();
    }
    if back.clicked() {
        run.press(ui, cx, figure, Some(run.at - 1));
    }
    #[expect(clippy::cast_precision_loss, reason = "a dozen")]
    let room = run.count as f32 * DOT + 2.0 * (HEIGHT + GAP) <= ui.available_width();
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
    let onward = icon_button(
        ui,
        tokens,
        icons::UNFOLD,
        &PlaceKey::StepOn.tip(&format!("Next {word}")),
        !last,
    );
    if focus && !last {
        onward.request_focus();
    }
    if onward.clicked() {
        run.press(ui, cx, figure, Some(run.at + 1));
    }
    ways::button(ui, cx, figure);
    let end = run.way.end();
    let in_words = Button::new(Rank::Quiet, end).height(HEIGHT);
    let out = if in_words.width(ui, tokens) <= ui.available_width() {
        in_words.show(ui, tokens)
    } else {
        icon_button(ui, tokens, icons::CLOSE, end, true)
    };
    if out.clicked() {
        cx.states.of::<Figures>().at(&figure.key).walk.playing = None;
        run.press(ui, cx, figure, None);
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
    if icon_button(ui, cx.tokens, icon, name, goes_on).clicked() {
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
    #[expect(clippy::cast_precision_loss, reason = "a sentence")]
    let stay = STAY.max(1.0 + letters as f64 * LETTER);
    if now - since >= stay {
        run.go(ui, cx, figure, run.at + 1);
        cx.states.of::<Figures>().at(&figure.key).walk.playing = Some(now);
    } else {
        let left = std::time::Duration::from_secs_f64(stay - (now - since));
        ui.ctx().request_repaint_after(left);
    }
}
