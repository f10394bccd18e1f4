//! The models behind the live figures: declared, bounded, pure.
//!
//! A pack gives a model its rows and ranges, and no formula; what follows from them is worked out
//! here. A model has controls, a [`Setting`] says where they stand, and everything else is made of
//! the two: readings, a sentence, a table, and a picture, which is the list that diagrams are drawn
//! from as well. Nothing here knows of egui or files.

pub mod amount;
pub mod blast;
pub mod control;
pub mod datum;
pub mod density;
pub mod goal;
pub mod isolation;
pub mod live;
pub mod model;
pub mod request_cost;
pub mod setting;
pub mod sheet;
pub mod startup;
pub mod svg;
pub mod value;

pub use amount::Amount;
pub use blast::{Blast, BlastCell, BlastLayout, BlastRow};
pub use control::{Control, ControlKind, Offered, Range, Scale};
pub use datum::{Datum, Origin};
pub use density::{Density, DensityRow};
pub use goal::{Goal, Mistake, Need};
pub use isolation::Isolation;
pub use live::{Assumption, Facts, Live, Reading};
pub use model::Model;
pub use request_cost::RequestCost;
pub use setting::{Setting, SettingError};
pub use sheet::{Picture, Room, Sheet, SheetPart};
pub use startup::{Startup, StartupPhase, StartupRow, When};
pub use value::Value;
