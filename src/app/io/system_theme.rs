//! Whether the desktop is light or dark, where that can be known.

use crate::{app::io::ports::SystemTheme, theme::ColourScheme};

/// Asks the desktop's settings portal, on Linux; on other systems egui itself tells the window.
#[derive(Debug, Clone, Copy, Default)]
pub struct DesktopTheme;

impl SystemTheme for DesktopTheme {
    #[cfg(target_os = "linux")]
    fn ask(&self) -> Option<ColourScheme> {
        let bus = zbus::blocking::Connection::session().ok()?;
        let portal = zbus::blocking::Proxy::new(
            &bus,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )
        .ok()?;
        let value: zbus::zvariant::OwnedValue =
            portal.call("Read", &("org.freedesktop.appearance", "color-scheme")).ok()?;
        scheme_of(&value)
    }

    #[cfg(not(target_os = "linux"))]
    fn ask(&self) -> Option<ColourScheme> {
        None
    }
}

/// Reads the portal's value: 1 is dark, 2 is light, everything else no preference. It comes wrapped
/// in a variant, often twice.
#[cfg(target_os = "linux")]
fn scheme_of(value: &zbus::zvariant::Value<'_>) -> Option<ColourScheme> {
    match value {
        zbus::zvariant::Value::Value(inner) => scheme_of(inner),
        zbus::zvariant::Value::U32(1) => Some(ColourScheme::Dark),
        zbus::zvariant::Value::U32(2) => Some(ColourScheme::Light),
        _ => None,
    }
}
