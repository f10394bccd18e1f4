//! What survives a restart besides the record: place, panels, theme, text size.

use crate::{
    app::values::{LessonKey, Panel, Tab},
    id::Id,
    quiz::Mode,
    theme::ColourScheme,
};

/// The sizes of text that there are, in percent.
pub const ZOOM_STEPS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

/// How the window is set up.
#[derive(Debug, Clone, PartialEq)]
pub struct Prefs {
    /// The theme that the learner has chosen; `None` follows the system.
    pub scheme: Option<ColourScheme>,
    /// The size of text in percent, one of [`ZOOM_STEPS`].
    pub zoom: u16,
    /// The list of lessons is shown where there is room.
    pub list_open: bool,
    /// The quiz is shown beside the lesson where there is room.
    pub quiz_open: bool,
    /// The width of the list of lessons, in points.
    pub list_width: f32,
    /// The width of the quiz, in points.
    pub quiz_width: f32,
    /// Changes are shown without movement.
    pub still: bool,
    /// When answers are told.
    pub mode: Mode,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            scheme: None,
            zoom: 100,
            list_open: true,
            quiz_open: true,
            list_width: Panel::List.default_width(),
            quiz_width: Panel::Quiz.default_width(),
            still: false,
            mode: Mode::Learn,
        }
    }
}

/// The settings that are kept, by key.
#[must_use]
pub fn to_settings(
    prefs: &Prefs,
    place: Option<(&LessonKey, f32)>,
    tab: Tab,
    rounds: String,
) -> Vec<(String, String)> {
    let mut settings = vec![
        ("theme", prefs.scheme.map_or("system", ColourScheme::name).to_owned()),
        ("zoom", prefs.zoom.to_string()),
        ("list-open", prefs.list_open.to_string()),
        ("quiz-open", prefs.quiz_open.to_string()),
        ("list-width", format!("{:.0}", prefs.list_width)),
        ("quiz-width", format!("{:.0}", prefs.quiz_width)),
        ("still", prefs.still.to_string()),
        ("mode", if prefs.mode == Mode::Check { "check" } else { "learn" }.to_owned()),
        ("rounds", rounds),
        ("tab", if tab == Tab::Quiz { "quiz" } else { "lesson" }.to_owned()),
    ];
    if let Some((lesson, scroll)) = place {
        settings.push(("lesson", lesson.to_string()));
        settings.push(("scroll", format!("{scroll:.0}")));
    }
    settings.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// What was kept of an earlier window. A value that makes no sense counts as not kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Restored {
    /// How the window was set up.
    pub prefs: Prefs,
    /// The lesson that was open, if it could still be named.
    pub lesson: Option<LessonKey>,
    /// How far down that lesson was read, in points, from 0.
    pub scroll: f32,
    /// What a narrow window showed.
    pub tab: Tab,
    /// Rounds that were not at their end, as `update/kept_rounds.rs` writes them.
    pub rounds: String,
}

/// Reads settings back as [`to_settings`] wrote them, by key.
#[must_use]
pub fn from_settings(settings: &[(String, String)]) -> Restored {
    let get = |key: &str| settings.iter().find(|(k, _)| k == key).map(|(_, value)| value.as_str());
    let flag = |key: &str| get(key).map(|value| value == "true");
    let number = |key: &str| get(key).and_then(|v| v.parse::<f32>().ok()).filter(|v| v.is_finite());
    let scheme = get("theme").and_then(ColourScheme::from_name);
    let mut prefs = Prefs { scheme, ..Prefs::default() };
    if let Some(zoom) = get("zoom").and_then(|v| v.parse().ok()).filter(|z| ZOOM_STEPS.contains(z))
    {
        prefs.zoom = zoom;
    }
    prefs.list_open = flag("list-open").unwrap_or(prefs.list_open);
    prefs.quiz_open = flag("quiz-open").unwrap_or(prefs.quiz_open);
    prefs.still = flag("still").unwrap_or(prefs.still);
    prefs.mode = if get("mode") == Some("check") { Mode::Check } else { Mode::Learn };
    if let Some(width) = number("list-width") {
        prefs.list_width = Panel::List.clamp(width);
    }
    if let Some(width) = number("quiz-width") {
        prefs.quiz_width = Panel::Quiz.clamp(width);
    }
    let lesson = get("lesson").and_then(|text| {
        let (pack, lesson) = text.rsplit_once('/')?;
        Some(LessonKey { pack: pack.parse().ok()?, lesson: Id::new(lesson).ok()? })
    });
    Restored {
        prefs,
        lesson,
        rounds: get("rounds").unwrap_or_default().to_owned(),
        scroll: number("scroll").unwrap_or(0.0).max(0.0),
        tab: if get("tab") == Some("quiz") { Tab::Quiz } else { Tab::Lesson },
    }
}
