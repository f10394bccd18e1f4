//! The window's layout: top bar, list, lesson, quiz, and what lies over them.

use crate::{
    app::{
        Action, Command,
        keys::PlaceKey,
        model::{Keeping, Overlay, Panel, Tab, Tone},
    },
    theme::TextStyle,
    ui::{
        cx::Cx,
        dialogs::{about, course, glossary, import, keys, leaving, reset},
        figure,
        focus::{Goal, Over},
        kit::{
            breakpoints::{LOW, middle, wide},
            paint::{colour, inner_ring, stroke},
            style, text,
            widgets::focused,
        },
        lesson::{find, list, reading},
        live, quiz,
        quiz::report,
        shell::{
            notices,
            tab_order::{Region, region},
            text_size, top_bar,
        },
    },
};
use egui::{
    Align2, Area, CentralPanel, CornerRadius, Frame, Id, Margin, Modal, Order, Sense, Ui,
    WidgetInfo, accesskit::Role, vec2,
};

/// What the window remembers from the last frame.
#[derive(Default)]
struct State {
    overlay_seen: Option<Overlay>,
    /// The quiz had the width that the learner gave it, in the last frame.
    quiz_was_wide: bool,
    /// The zoom factor, and whether list and quiz had room beside the lesson, in the last frame.
    room: Option<(f32, bool, bool)>,
}

/// Shows the whole window.
pub fn show(ui: &mut Ui, cx: &mut Cx<'_>) {
    let size = ui.ctx().content_rect().size();
    let (wide, middle, low) = (wide(size.x), middle(size.x), size.y < LOW);
    if wide && cx.model.overlay == Some(Overlay::Drawer) {
        cx.act(Action::CloseOverlay);
    }
    cx.signals.turn();
    room_changed(ui, cx, wide, middle);
    let quiz_tab = !middle && cx.model.navigation.tab == Tab::Quiz;
    let fills = figure::fills(cx);
    cx.states.of::<quiz::keys::Shown>().0 =
        !fills && (quiz_tab || (middle && cx.model.prefs.quiz_open));
    let whole = cx.states.of::<quiz::keys::Shown>().0;
    quiz::keys::from_anywhere(ui, cx, whole, !whole && !middle && !fills);
    if fills {
        CentralPanel::no_frame().frame(panel_frame(cx)).show(ui, |ui| {
            region(ui, cx, Region::Lesson);
            notices::messages(ui, cx);
            figure::show_filled(ui, cx, low);
            live::show_filled(ui, cx);
        });
        over(ui, cx, wide);
        return;
    }
    if whole {
        quiz::keys::take(ui, cx, false);
    }
    region(ui, cx, Region::Bars);
    top_bar::show(ui, cx, low);
    unkept(ui, cx);
    if wide {
        region(ui, cx, Region::List);
        list_panel(ui, cx);
    }
    if middle {
        region(ui, cx, Region::Quiz);
        quiz_side(ui, cx);
    } else {
        tabs(ui, cx);
    }
    region(ui, cx, if quiz_tab { Region::Quiz } else { Region::Lesson });
    let reading_frame = Frame::new().fill(colour(cx.tokens.reading));
    CentralPanel::no_frame().frame(reading_frame).show(ui, |ui| {
        notices::messages(ui, cx);
        if quiz_tab {
            quiz::panel::show(ui, cx, false);
        } else {
            if !middle {
                quiz::strip::show(ui, cx);
            }
            if cx.model.navigation.finding {
                find::bar(ui, cx);
            }
            reading::show(ui, cx, low);
        }
    });
    over(ui, cx, wide);
}

/// A banner that says what is not kept, as long as something is not.
fn unkept(ui: &mut Ui, cx: &mut Cx<'_>) {
    if let Some(text) = cx.model.unkept() {
        notices::banner(ui, cx, Tone::Warning, &text, Some(("Keep it now", Action::KeepNow)));
    } else if let Keeping::NotKept(why) = &cx.model.keeping {
        let text = format!("Nothing is being kept: {why}");
        notices::banner(ui, cx, Tone::Warning, &text, None);
    }
}

/// Shows what lies over the rest of the window.
fn over(ui: &mut Ui, cx: &mut Cx<'_>, wide: bool) {
    drawer(ui, cx, wide);
    overlays(ui, cx);
    text_size::panel(ui, cx);
    dropped(ui, cx);
    if cx.signals.unsettled() {
        ui.ctx().request_repaint();
    }
}

/// Tells which panels have no room any more after text became larger: the learner looks elsewhere
/// then. Who drags the window's edge sees it.
fn room_changed(ui: &Ui, cx: &mut Cx<'_>, wide: bool, middle: bool) {
    let now = (ui.ctx().zoom_factor(), wide, middle);
    let Some(before) = cx.states.of::<State>().room.replace(now) else { return };
    let zoomed = (before.0 - now.0).abs() > f32::EPSILON;
    if zoomed && (before.1, before.2) != (wide, middle) {
        cx.act(Action::RoomChanged { list: wide, quiz: middle });
    }
}

fn panel_frame(cx: &Cx<'_>) -> Frame {
    Frame::new().fill(colour(cx.tokens.panel))
}

fn list_panel(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (narrowest, widest) = Panel::List.widths();
    let mut open = cx.model.prefs.list_open;
    let shown = egui::Panel::left("lessons")
        .resizable(true)
        .default_size(cx.model.prefs.list_width)
        .size_range(narrowest..=widest)
        .frame(panel_frame(cx))
        .show_collapsible(ui, &mut open, |ui| list::show(ui, cx));
    folded(cx, Panel::List, open, shown.map(|s| s.response.rect.width()));
}

fn quiz_side(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (narrowest, widest) = Panel::Quiz.widths();
    let mut open = cx.model.prefs.quiz_open;
    let wide = wide(ui.ctx().content_rect().width());
    if wide && !cx.states.of::<State>().quiz_was_wide {
        // Gives the panel the width that the learner gave it, instead of the one that it had with
        // less room.
        let id = ui.scope_id().with_salt(egui::IdSalt::new("quiz"));
        ui.data_mut(|data| data.remove::<egui::containers::panel::PanelState>(id));
    }
    cx.states.of::<State>().quiz_was_wide = wide;
    let panel = egui::Panel::right("quiz").resizable(wide).frame(panel_frame(cx));
    let panel = if wide {
        panel.default_size(cx.model.prefs.quiz_width).size_range(narrowest..=widest)
    } else {
        panel.exact_size(328.0)
    };
    let shown = panel.show_collapsible(ui, &mut open, |ui| quiz::panel::show(ui, cx, true));
    let width = shown.map(|s| s.response.rect.width()).filter(|_| wide);
    folded(cx, Panel::Quiz, open, width);
}

/// Notes that a panel was dragged shut or to another width.
fn folded(cx: &mut Cx<'_>, panel: Panel, open: bool, width: Option<f32>) {
    let (was_open, was_wide, toggle) = match panel {
        Panel::List => (cx.model.prefs.list_open, cx.model.prefs.list_width, Command::ToggleList),
        Panel::Quiz => (cx.model.prefs.quiz_open, cx.model.prefs.quiz_width, Command::ToggleQuiz),
    };
    let (narrowest, _) = panel.widths();
    if open != was_open {
        cx.act(Action::Command(toggle));
    } else if let Some(width) = width
        && open
        && width >= narrowest
        && (width - was_wide).abs() > 0.9
    {
        cx.act(Action::ResizePanel(panel, width));
    }
}

/// The two tabs of a window that is too narrow for two columns.
fn tabs(ui: &mut Ui, cx: &mut Cx<'_>) {
    let frame = Frame::new().fill(colour(cx.tokens.panel)).inner_margin(Margin::symmetric(20, 0));
    egui::Panel::top("tabs").exact_size(40.0).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            tab(ui, cx, Tab::Lesson, "Lesson", "");
            let count = quiz::asked::count(cx.model);
            if !count.is_empty() {
                tab(ui, cx, Tab::Quiz, "Quick Quiz", &count);
            }
        });
    });
}

fn tab(ui: &mut Ui, cx: &mut Cx<'_>, tab: Tab, words: &str, count: &str) {
    let chosen = cx.model.navigation.tab == tab;
    let ink = if chosen { cx.tokens.accent_text } else { cx.tokens.text2 };
    let name = text::one_line(ui, words, TextStyle::UiBold, ink, f32::INFINITY);
    let count_galley = text::one_line(ui, count, TextStyle::Small, cx.tokens.text3, f32::INFINITY);
    let gap = if count.is_empty() { 0.0 } else { 8.0 };
    let width = name.size().x + gap + count_galley.size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 40.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, chosen, words));
    let mut at = rect;
    let name_width = name.size().x;
    text::paint_left(ui, at, name);
    at.min.x += name_width + gap;
    text::paint_left(ui, at, count_galley);
    if chosen {
        let mut line = rect;
        line.min.y = rect.bottom() - 3.0;
        ui.painter().rect_filled(line, CornerRadius::same(1), colour(cx.tokens.accent));
    }
    if focused(&response) {
        inner_ring(ui.painter(), cx.tokens, rect.expand2(vec2(6.0, -4.0)), 8);
    }
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        cx.act(Action::ShowTab(tab));
    }
}

/// The list as a drawer over the lesson, in a window too narrow for it to stand beside that.
fn drawer(ui: &mut Ui, cx: &mut Cx<'_>, wide: bool) {
    let open = !wide && cx.model.overlay == Some(Overlay::Drawer);
    if !open {
        return;
    }
    let screen = ui.ctx().content_rect();
    let width = 272.0_f32.min(screen.width() - 48.0);
    let modal = Modal::new(Id::unique("drawer"))
        .backdrop_color(style::scrim(cx.tokens))
        .frame(panel_frame(cx))
        .area(
            Area::new(Id::unique("drawer"))
                .kind(egui::UiKind::Modal)
                .order(Order::Foreground)
                .anchor(Align2::LEFT_TOP, vec2(0.0, 0.0))
                .accessible_name("Lessons"),
        )
        .show(ui.ctx(), |ui| {
            ui.set_min_size(vec2(width, screen.height()));
            ui.set_max_size(vec2(width, screen.height()));
            list::show(ui, cx);
        });
    if modal.should_close() {
        cx.act(Action::CloseOverlay);
    }
}

fn overlays(ui: &mut Ui, cx: &mut Cx<'_>) {
    let overlay = cx.model.overlay;
    // Choosing another row in a dialog does not open it anew.
    let kind = |overlay: Option<Overlay>| overlay.as_ref().map(std::mem::discriminant);
    if kind(overlay) == kind(cx.states.of::<State>().overlay_seen) {
        cx.states.of::<State>().overlay_seen = overlay;
    } else {
        // A dialog with a field gets the focus there; another one at the button that closes it, for
        // who works with keys.
        match overlay {
            Some(Overlay::Import | Overlay::Report) => cx.focus.ask(Goal::Field),
            Some(Overlay::Glossary) => glossary::opened(cx),
            Some(_) => cx.focus.ask_by_key(Goal::Close),
            None => {}
        }
        let seen = cx.states.of::<State>().overlay_seen;
        if overlay.is_some() && seen.is_none() {
            cx.focus.set_aside(Over::Overlay, ui.memory(egui::Memory::focused), None);
        } else if overlay.is_none()
            && let Some(id) = cx.focus.give_back(Over::Overlay)
        {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        cx.states.of::<State>().overlay_seen = overlay;
    }
    let width = (ui.ctx().content_rect().width() - 48.0).min(560.0);
    match overlay {
        Some(Overlay::Keys) => modal(ui, cx, "Keys", width, keys::show),
        Some(Overlay::About) => modal(ui, cx, "About Strata", width, about::show),
        Some(Overlay::Course) => modal(ui, cx, "About this course", width, course::show),
        Some(Overlay::Glossary) => modal(ui, cx, "Glossary", width, glossary::show),
        Some(Overlay::Import) => modal(ui, cx, "Import pack", width, import::show),
        Some(Overlay::Reset(_)) => modal(ui, cx, "Start over?", width, reset::show),
        Some(Overlay::Report) => modal(ui, cx, "Report a mistake", width, report::show),
        Some(Overlay::Leaving) => {
            modal(ui, cx, "Not everything is kept yet", width, leaving::show);
        }
        Some(Overlay::Drawer) | None => {}
    }
}

/// How much of the space beside a dialog's content its scroll bar takes, in points, so that it
/// covers nothing.
const BAR: i8 = 12;

/// A dialog over the window, with a heading and a closing button.
fn modal(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    title: &str,
    width: f32,
    contents: fn(&mut Ui, &mut Cx<'_>),
) {
    let tokens = cx.tokens;
    // In a low window, or with large letters, the content needs the room more than the space round
    // it does.
    let low = ui.ctx().content_rect().height() < LOW;
    let space = if low { 14 } else { 20 };
    let frame = Frame::new()
        .fill(colour(tokens.raised))
        .stroke(stroke(1.0, tokens.line2))
        .corner_radius(CornerRadius::same(12))
        .shadow(style::shadow(tokens))
        .inner_margin(Margin { right: space - BAR, ..Margin::same(space) });
    let column = width - 40.0;
    let height = ui.ctx().content_rect().height() - if low { 16.0 } else { 48.0 };
    let shown = Modal::new(Id::unique("overlay").with(title))
        .backdrop_color(style::scrim(tokens))
        .frame(frame)
        .area(
            Area::new(Id::unique("overlay").with(title))
                .kind(egui::UiKind::Modal)
                .order(Order::Foreground)
                .anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0))
                .accessible_name(title),
        )
        .show(ui.ctx(), |ui| {
            ui.set_width(column + f32::from(BAR));
            ui.set_max_height(height - if low { 28.0 } else { 40.0 });
            ui.horizontal(|ui| {
                ui.set_max_width(column);
                text::heading(ui, title, TextStyle::H3, tokens.text, 2);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let close = crate::ui::kit::widgets::icon_button(
                        ui,
                        tokens,
                        crate::ui::kit::icons::CLOSE,
                        &PlaceKey::Close.tip("Close"),
                        true,
                    );
                    if cx.focus.take(&Goal::Close) {
                        close.request_focus();
                    }
                    if close.clicked() {
                        cx.act(Action::CloseOverlay);
                    }
                });
            });
            egui::ScrollArea::vertical()
                .max_height(height - if low { 72.0 } else { 96.0 })
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    ui.set_max_width(column);
                    cx.sights.scroll_here(ui);
                    contents(ui, cx);
                    cx.sights.scroll_end_here(ui);
                });
        });
    if shown.backdrop_response.clicked() {
        cx.act(Action::CloseOverlay);
    }
}

/// A file or folder dropped on the window is imported, where the platform can.
fn dropped(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (hovering, dropped) = ui.input(|input| {
        (
            !input.raw.hovered_files.is_empty(),
            input.raw.dropped_files.first().map(|file| file.path().to_owned()),
        )
    });
    if hovering {
        let screen = ui.ctx().content_rect();
        let painter =
            ui.ctx().layer_painter(egui::LayerId::new(Order::Foreground, Id::unique("drop")));
        painter.rect_filled(screen, 0.0, style::scrim(cx.tokens));
        let galley = text::galley(
            ui,
            text::job(
                "Drop a pack here to import it",
                TextStyle::H2,
                cx.tokens.text,
                screen.width(),
            ),
        );
        let card = egui::Rect::from_center_size(screen.center(), galley.size() + vec2(64.0, 48.0));
        painter.rect(
            card,
            CornerRadius::same(12),
            colour(cx.tokens.raised),
            stroke(2.0, cx.tokens.accent),
            egui::StrokeKind::Inside,
        );
        painter.galley(card.center() - galley.size() / 2.0, galley, colour(cx.tokens.text));
    }
    if let Some(path) = dropped {
        cx.act(Action::ImportPath(path));
    }
}
