//! Turns the token table into egui's styles.

use crate::{
    theme::{ColourScheme, Tokens},
    ui::kit::{
        fonts,
        paint::{colour, shade, stroke},
    },
};
use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Margin, Shadow, Style, TextStyle, Theme,
    Visuals,
    style::{HandleShape, ScrollAnimation, ScrollStyle, WidgetVisuals, Widgets},
    vec2,
};

/// Installs fonts and options that never change, once for each context.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    ctx.options_mut(|options| {
        // The size of text changes only through our own list of steps.
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
    });
}

/// Gives egui the colours and measures of one theme.
pub fn apply(ctx: &Context, scheme: ColourScheme, still: bool) {
    let tokens = scheme.tokens();
    ctx.set_theme(if scheme == ColourScheme::Light { Theme::Light } else { Theme::Dark });
    ctx.all_styles_mut(|style| {
        spacing(style);
        style.visuals = visuals(scheme, tokens);
        style.animation_time = if still { 0.0 } else { 0.12 };
        if still {
            style.scroll_animation = ScrollAnimation::none();
        }
        style.interaction.tooltip_delay = 0.4;
        style.interaction.selectable_labels = false;
        let bold = || FontFamily::Name(fonts::BOLD.into());
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(12.0)),
            (TextStyle::Body, FontId::proportional(14.0)),
            (TextStyle::Button, FontId::new(14.0, bold())),
            (TextStyle::Heading, FontId::new(20.0, bold())),
            (TextStyle::Monospace, FontId::monospace(13.0)),
        ]
        .into();
    });
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(14.0, 7.0);
    spacing.interact_size = vec2(36.0, 32.0);
    spacing.indent = 20.0;
    spacing.window_margin = Margin::same(16);
    spacing.menu_margin = Margin::same(6);
    spacing.icon_width = 18.0;
    spacing.icon_width_inner = 10.0;
    spacing.icon_spacing = 8.0;
    spacing.slider_rail_height = 4.0;
    spacing.combo_width = 160.0;
    spacing.text_edit_width = 280.0;
    spacing.tooltip_width = 320.0;
    spacing.menu_width = 240.0;
    spacing.scroll = ScrollStyle {
        foreground_color: true,
        bar_width: 8.0,
        floating_width: 4.0,
        handle_min_length: 32.0,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.4,
        interact_handle_opacity: 0.7,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        ..ScrollStyle::floating()
    };
}

fn visuals(scheme: ColourScheme, tokens: &Tokens) -> Visuals {
    let base = if scheme == ColourScheme::Light { Visuals::light() } else { Visuals::dark() };
    let widget = |fill: crate::theme::Rgb, width: f32, outline: crate::theme::Rgb| WidgetVisuals {
        bg_fill: colour(fill),
        weak_bg_fill: colour(fill),
        bg_stroke: stroke(width, outline),
        fg_stroke: stroke(1.5, tokens.text),
        corner_radius: CornerRadius::same(8),
        expansion: 0.0,
    };
    let mut visuals = Visuals {
        panel_fill: colour(tokens.reading),
        window_fill: colour(tokens.raised),
        window_stroke: stroke(1.0, tokens.line2),
        window_corner_radius: CornerRadius::same(12),
        menu_corner_radius: CornerRadius::same(10),
        window_shadow: shadow(tokens),
        popup_shadow: shadow(tokens),
        extreme_bg_color: colour(tokens.raised),
        text_edit_bg_color: Some(colour(tokens.raised)),
        faint_bg_color: colour(tokens.panel),
        code_bg_color: colour(tokens.sunken),
        weak_text_color: Some(colour(tokens.text3)),
        override_text_color: None,
        hyperlink_color: colour(tokens.accent_text),
        warn_fg_color: colour(tokens.warning_text),
        error_fg_color: colour(tokens.error_text),
        disabled_alpha: 0.5,
        interact_cursor: Some(egui::CursorIcon::PointingHand),
        handle_shape: HandleShape::Circle,
        slider_trailing_fill: true,
        striped: false,
        indent_has_left_vline: false,
        collapsing_header_frame: false,
        widgets: Widgets {
            noninteractive: widget(tokens.raised, 1.0, tokens.line),
            inactive: widget(tokens.raised, 1.0, tokens.control),
            hovered: widget(tokens.hover, 1.0, tokens.text3),
            active: widget(tokens.pressed, 2.0, tokens.focus),
            open: widget(tokens.hover, 1.0, tokens.control),
        },
        ..base
    };
    visuals.selection.bg_fill = colour(tokens.accent_soft);
    visuals.selection.stroke = stroke(1.5, tokens.accent_text);
    visuals.text_cursor.stroke = stroke(2.0, tokens.accent);
    visuals.text_cursor.blink = false;
    visuals
}

/// The shadow of floating things.
#[must_use]
pub fn shadow(tokens: &Tokens) -> Shadow {
    if tokens.shadow_alpha == 0 {
        return Shadow::NONE;
    }
    let share = f32::from(tokens.shadow_alpha) / 255.0;
    Shadow { offset: [0, 8], blur: 28, spread: 0, color: shade(crate::theme::Rgb(0, 0, 0), share) }
}

/// The colour under a modal.
#[must_use]
pub fn scrim(tokens: &Tokens) -> Color32 {
    shade(tokens.scrim, tokens.scrim_share)
}
