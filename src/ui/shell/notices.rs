//! What is told: messages at the foot of the lesson, and banners under the top bar.

use crate::{
    app::{
        Action, Command,
        model::{Notice, Tone},
    },
    theme::{Rgb, TextStyle, Tokens},
    ui::{
        cx::Cx,
        kit::{
            icons,
            icons::Icon,
            paint::{colour, stroke},
            text,
            widgets::{Button, Rank, icon_button},
        },
    },
};
use egui::{
    Align, CornerRadius, Frame, Layout, Margin, Sense, Ui, WidgetInfo,
    accesskit::{Live, Role},
    vec2,
};

/// How messages are shown.
#[derive(Default)]
struct State {
    /// Messages that stand back are shown as well.
    all: bool,
    /// How high all messages were in the last frame, in points.
    height: f32,
}

fn looks(tokens: &Tokens, tone: Tone) -> (Rgb, Rgb, Rgb, Icon) {
    match tone {
        Tone::Note => (tokens.info_soft, tokens.info, tokens.info_text, icons::NOTE),
        Tone::Success => (tokens.success_soft, tokens.success, tokens.success_text, icons::RIGHT),
        Tone::Warning => (tokens.warning_soft, tokens.warning, tokens.warning_text, icons::WARNING),
        Tone::Error => (tokens.error_soft, tokens.error, tokens.error_text, icons::ERROR),
    }
}

/// A banner over the whole width, under the top bar: something that is so as long as it is shown,
/// and what can be done about it.
pub fn banner(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    tone: Tone,
    words: &str,
    remedy: Option<(&str, Action)>,
) {
    let tokens = cx.tokens;
    let (fill, outline, ink, icon) = looks(tokens, tone);
    let frame = Frame::new().fill(colour(fill)).inner_margin(Margin::symmetric(16, 10));
    egui::Panel::top("banner").resizable(false).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 20.0), Sense::hover());
            icons::paint(ui.painter(), icon, rect.center(), 20.0, outline);
            let button = remedy.as_ref().map_or(0.0, |_| 132.0);
            let size = vec2(ui.available_width() - button, 20.0);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_width(size.x);
                let label = text::label(ui, words, TextStyle::Caption, ink);
                label.widget_info(|| WidgetInfo::labeled(Role::Alert, true, words));
            });
            if let Some((name, action)) = remedy {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let button = Button::new(Rank::Secondary, name).height(28.0);
                    if button.show(ui, tokens).clicked() {
                        cx.act(action);
                    }
                });
            }
        });
    });
}

/// How many messages are shown at once; older ones are a click away.
const STANDING: usize = 3;

/// Says how many messages stand back, with a button that shows them.
fn more(ui: &mut Ui, cx: &mut Cx<'_>, older: usize) {
    let words = match older {
        _ if cx.states.of::<State>().all => "Fewer messages".to_owned(),
        1 => "1 more message".to_owned(),
        older => format!("{older} more messages"),
    };
    if Button::new(Rank::Secondary, &words).height(32.0).show(ui, cx.tokens).clicked() {
        cx.states.of::<State>().all = !cx.states.of::<State>().all;
        ui.ctx().request_repaint();
    }
}

/// Shows messages at the foot of the lesson, the newest lowest. The lesson makes room, so that no
/// message covers anything.
pub fn messages(ui: &mut Ui, cx: &mut Cx<'_>) {
    if cx.model.notices.is_empty() {
        return;
    }
    let frame = Frame::new().inner_margin(Margin::symmetric(24, 10));
    let most = ui.available_height() * 0.6;
    let panel = egui::Panel::bottom("messages").resizable(false).show_separator_line(false);
    let shown = panel.frame(frame).show(ui, |ui| {
        let scroll = egui::ScrollArea::vertical().id_salt("messages").max_height(most);
        // egui makes a panel as high as in the last frame; here the content decides.
        scroll.min_scrolled_height(most).show(ui, |ui| {
            ui.vertical_centered(|ui| {
                ui.set_max_width(ui.available_width().min(560.0));
                ui.spacing_mut().item_spacing.y = 8.0;
                let notices = cx.model.notices.clone();
                let older = notices.len().saturating_sub(STANDING);
                // Counted anew in each frame: once no message stands back, this ends.
                cx.states.of::<State>().all &= older > 0;
                let all = cx.states.of::<State>().all;
                if older > 0 {
                    more(ui, cx, older);
                }
                for notice in notices.iter().skip(if all { 0 } else { older }) {
                    message(ui, cx, notice);
                }
            });
        });
    });
    // The panel's place follows from its height in the last frame, so when that changes another
    // frame is painted at once.
    let height = shown.response.rect.height();
    if (height - cx.states.of::<State>().height).abs() > 0.5 {
        cx.states.of::<State>().height = height;
        ui.ctx().request_repaint();
    }
}

fn message(ui: &mut Ui, cx: &mut Cx<'_>, notice: &Notice) {
    let tokens = cx.tokens;
    let (fill, outline, ink, icon) = looks(tokens, notice.tone());
    let frame = Frame::new()
        .fill(colour(fill))
        .stroke(stroke(1.0, outline))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::symmetric(14, 10));
    frame.show(ui, |ui| {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(20.0, 24.0), Sense::hover());
            icons::paint(ui.painter(), icon, rect.center(), 20.0, outline);
            let words = ui.available_width() - if notice.news.offers_undo() { 112.0 } else { 40.0 };
            ui.allocate_ui_with_layout(vec2(words, 24.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(words);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add_space(2.0);
                let title = text::label(ui, &notice.heading(), TextStyle::UiBold, ink);
                ui.ctx().accesskit_node_builder(title.id, |node| node.set_live(Live::Polite));
                let more = notice.news.text();
                if !more.is_empty() {
                    text::label(ui, &more, TextStyle::Caption, tokens.text2);
                }
            });
            if notice.news.offers_undo()
                && Button::new(Rank::Quiet, "Undo").height(32.0).show(ui, tokens).clicked()
            {
                cx.act(Action::Command(Command::Undo));
            }
            if icon_button(ui, tokens, icons::CLOSE, "Dismiss", true).clicked() {
                cx.act(Action::DismissNotice(notice.id));
            }
        });
    });
}
