//! Filled in by its stage.

use super::Files;
use crate::error::Result;

/// Word lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Boilerplate {}

impl Boilerplate {
    pub(crate) fn load(_files: &Files<'_>) -> Result<Self> {
        Ok(Self::default())
    }
}
