//! Levers.

use super::*;

impl Resolver<'_> {
    pub(super) fn lever(&mut self, lever: &draft::Lever) -> Lever {
        Lever {
            kind: self.lever_kind(&lever.what),
            at_start: count(&lever.at_start) as i32,
            least: count(&lever.from) as i32,
            most: count(&lever.to) as i32,
        }
    }

    fn lever_kind(&mut self, written: &At<draft::LeverKind>) -> LeverKind {
        match written.as_ref() {
            Some(draft::LeverKind::PagingThreshold(service)) => {
                LeverKind::PagingThreshold(self.service(service))
            }
            None => LeverKind::PagingThreshold(ServiceId(0)),
        }
    }
}
