//! The pointer when the size of text changes: it stays where it is on the screen, so in points it
//! is somewhere else. egui and its window know it in points of the old size until it moves again;
//! a click without a move would land beside what is under it.

use egui::{Context, Event, Plugin, Pos2, RawInput};

/// Stands between the window's events and egui, before anything that asks where the pointer is.
#[derive(Debug)]
pub struct SteadyPointer {
    /// The zoom factor that holds from the next frame on.
    next: f32,
    /// The pointer's place as the window last reported it, and the zoom factor that held then.
    told: Option<(Pos2, f32)>,
}

impl Default for SteadyPointer {
    fn default() -> Self {
        Self { next: 1.0, told: None }
    }
}

impl SteadyPointer {
    /// Registers this with egui, once for each context.
    pub fn install(ctx: &Context) {
        ctx.add_plugin(Self::default());
    }

    /// Tells the zoom factor that holds from the next frame on.
    pub fn zoom(ctx: &Context, zoom: f32) {
        ctx.set_zoom_factor(zoom);
        ctx.with_plugin(|pointer: &mut Self| pointer.next = zoom);
    }
}

impl Plugin for SteadyPointer {
    fn debug_name(&self) -> &'static str {
        "steady pointer"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let (now, next) = (ctx.zoom_factor(), self.next);
        for event in &mut input.events {
            match event {
                Event::PointerMoved(at) => {
                    self.told = Some((*at, now));
                    *at *= now / next;
                }
                Event::PointerButton { pos, .. } => {
                    let of = self.told.filter(|(at, _)| at == pos).map_or(now, |(_, zoom)| zoom);
                    *pos *= of / next;
                }
                Event::PointerGone => self.told = None,
                _ => {}
            }
        }
        let moved = input.events.iter().any(|event| matches!(event, Event::PointerMoved(_)));
        if (now - next).abs() > f32::EPSILON
            && !moved
            && let Some((at, of)) = self.told
        {
            input.events.insert(0, Event::PointerMoved(at * (of / next)));
        }
    }
}
