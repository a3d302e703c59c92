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

    fn pipeline_of(&mut self, written: &At<String>) -> PipelineId {
        PipelineId(self.find(&self.names.pipelines, written) as u8)
    }

    fn lever_kind(&mut self, written: &At<draft::LeverKind>) -> LeverKind {
        match written.as_ref() {
            Some(draft::LeverKind::PagingThreshold(service)) => {
                LeverKind::PagingThreshold(self.service(service))
            }
            Some(draft::LeverKind::WipLimit(pipeline, stage)) => {
                let names = self.names;
                let (pipeline, stage) =
                    self.find_two(&names.pipelines, &names.stages, pipeline, stage);
                LeverKind::WipLimit(PipelineId(pipeline as u8), stage)
            }
            Some(draft::LeverKind::DeployFreeze) => LeverKind::DeployFreeze,
            Some(draft::LeverKind::ErrorBudgetPolicy) => LeverKind::ErrorBudgetPolicy,
            Some(draft::LeverKind::ChangeApproval(line)) => {
                LeverKind::ChangeApproval(self.pipeline_of(line))
            }
            Some(draft::LeverKind::TestDepth(line)) => LeverKind::TestDepth(self.pipeline_of(line)),
            Some(draft::LeverKind::CanaryMinutes(line)) => {
                LeverKind::CanaryMinutes(self.pipeline_of(line))
            }
            Some(draft::LeverKind::BatchSize(line)) => LeverKind::BatchSize(self.pipeline_of(line)),
            Some(draft::LeverKind::Rush(line)) => LeverKind::Rush(self.pipeline_of(line)),
            Some(draft::LeverKind::CapacityUnits(service)) => {
                LeverKind::CapacityUnits(self.service(service))
            }
            Some(draft::LeverKind::AutoscalingMost(service)) => {
                LeverKind::AutoscalingMost(self.service(service))
            }
            Some(draft::LeverKind::RetryBudget(service)) => {
                LeverKind::RetryBudget(self.service(service))
            }
            Some(draft::LeverKind::LoadShedding(service)) => {
                LeverKind::LoadShedding(self.service(service))
            }
            Some(draft::LeverKind::Control(control)) => {
                LeverKind::Control(ControlId(self.find(&self.names.controls, control) as u8))
            }
            Some(draft::LeverKind::PatchWithin) => LeverKind::PatchWithin,
            Some(draft::LeverKind::Commitment(commitment)) => LeverKind::Commitment(CommitmentId(
                self.find(&self.names.commitments, commitment) as u8,
            )),
            Some(draft::LeverKind::SpendCap) => LeverKind::SpendCap,
            Some(draft::LeverKind::StopTheLine(feed)) => {
                LeverKind::StopTheLine(FeedId(self.find(&self.names.feeds, feed) as u8))
            }
            Some(draft::LeverKind::ModelVersion(model)) => {
                LeverKind::ModelVersion(ModelId(self.find(&self.names.models, model) as u8))
            }
            Some(draft::LeverKind::AutomationTrust(automation)) => LeverKind::AutomationTrust(
                AutomationId(self.find(&self.names.automations, automation) as u8),
            ),
            None => LeverKind::PagingThreshold(ServiceId(0)),
        }
    }
}
