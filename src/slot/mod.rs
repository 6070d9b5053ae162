//! The slots of a statement: one file each, with its value, how it is read and how two relate.

pub mod absence;
pub mod agent;
pub mod aspect;
pub mod change;
pub mod condition;
pub mod direction;
pub mod exclusivity;
pub mod hedge;
pub mod limit;
pub mod modality;
pub mod number;
pub mod polarity;
pub mod pole;
pub mod quantity;
pub mod quote;
pub mod scope;
pub mod time;
