//! Distances that several parts of the layout agree on, in points.

/// Inside a frame, all round.
pub const FRAME_PADDING: f32 = 5.0;
/// Above what stands in a frame with a name.
pub const FRAME_TITLE: f32 = 19.0;
/// From a tree's root to its bus.
pub const TREE_BUS: f32 = 11.0;
/// From the bus of a connector down to the part that carries it, where links run above the bus.
pub const CONNECTOR_BUS: f32 = 12.0;
/// Beside the title of a frame, both sides together.
pub const TITLE_SIDES: f32 = 16.0;
/// Between tracks of a channel.
pub const TRACK: f32 = 12.0;
/// From the edge of a channel to its first track: room for the head of a line.
pub const MARGIN: f32 = 13.0;
/// The least length of a line between neighbours.
pub const ACROSS: f32 = 28.0;
/// The most width of words beside a lane.
pub const LANE_WORDS: f32 = 124.0;
