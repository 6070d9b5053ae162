//! Pages as they come.
