//! Which sessions have something to attend to.

use super::list::ListRow;
use crate::app::View;

/// Whether a session has something to attend to.
pub fn needs_attention(_view: View<'_>, row: &ListRow) -> bool {
    row.is_over_full()
}
