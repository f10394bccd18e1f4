//! The whole window without a screen, found and driven by accessible names.

mod beside;
mod branching;
mod breaking;
mod breaks;
mod compare;
mod course;
mod desktop;
mod diagram;
mod filled;
mod finish;
mod focus;
mod frame;
mod groups;
mod import;
mod keeping;
mod kinds;
mod learner;
mod live;
mod long_list;
#[cfg(feature = "pixels")]
mod pixels;
mod places;
mod player;
mod press;
mod quiz;
#[cfg(feature = "pixels")]
mod readme;
mod rounds;
mod stage;
mod terms;
mod unit_check;
mod units;
mod walk;
mod zoom;
