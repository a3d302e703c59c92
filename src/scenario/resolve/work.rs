//! Planned work, streams of it, and pipelines.

use super::*;

impl Resolver<'_> {
    /// Every work item, in the order of the ids: those declared, then action items, then what streams bring.
    pub(super) fn all_work(&mut self, draft: &Draft) -> (Vec<Work>, Vec<Stream>) {
        let mut work: Vec<Work> = items(&draft.work).map(|work| self.work(work)).collect();
        for (at, fault) in items(&draft.faults).enumerate() {
            for action in items(&fault.actions) {
                work.push(self.action(action, FaultId(at as u8)));
            }
        }
        let mut streams = Vec::new();
        for stream in items(&draft.streams) {
            let number = streams.len() as u8;
            let first = WorkId(work.len() as u16);
            let item = self.stream_item(stream, number);
            work.extend(std::iter::repeat_n(item, count(&stream.most) as usize));
            streams.push(Stream {
                per_day: stream.per_day.get().map_or(Ppm::NONE, Number::ppm),
                sigma: stream.sigma.get().map_or(Ppm::NONE, Number::ppm),
                items: (first, WorkId(work.len() as u16)),
            });
        }
        (work, streams)
    }

    fn work(&mut self, work: &draft::Work) -> Work {
        let urgent = work
            .urgent_after_minutes
            .get()
            .zip(work.urgent_per_hour.get());
        Work {
            kind: work.kind.get().map_or(WorkKind::Feature, |word| word.0),
            team: self.team(&work.team),
            skill: self.skill(&work.skill),
            left_milli: count(&work.minutes_left) as u32,
            delay_per_hour: money(&work.delay_per_hour),
            urgent: urgent.map(|(after, amount)| (Tick(after.0 as u32), amount.money())),
            needs: self.service_if_any(&work.needs),
            pipeline: self.pipeline_if_any(&work.pipeline),
            migration: work.migration.get().unwrap_or(false),
            origin: match work.arrives_minute.get() {
                Some(minute) if minute.0 > 0 => Origin::Minute(Tick(minute.0 as u32)),
                _ => Origin::Start,
            },
        }
    }

    fn action(&mut self, action: &draft::Action, fault: FaultId) -> Work {
        let cut = match action.cuts.as_ref() {
            Some(draft::Cut::Detection(minutes)) => Cut::Detection(count(minutes) as u16),
            Some(draft::Cut::Runbook) => Cut::Runbook,
            Some(draft::Cut::Recurrence(part)) => Cut::Recurrence(share(part)),
            None => Cut::Recurrence(Ppm::NONE),
        };
        Work {
            kind: WorkKind::Risk,
            team: self.team(&action.team),
            skill: self.skill(&action.skill),
            left_milli: count(&action.minutes) as u32,
            delay_per_hour: Money(0),
            urgent: None,
            needs: None,
            pipeline: self.pipeline_if_any(&action.pipeline),
            migration: false,
            origin: Origin::Review(fault, cut),
        }
    }

    fn stream_item(&mut self, stream: &draft::Stream, number: u8) -> Work {
        Work {
            kind: stream.kind.get().map_or(WorkKind::Feature, |word| word.0),
            team: self.team(&stream.team),
            skill: self.skill(&stream.skill),
            left_milli: count(&stream.minutes) as u32,
            delay_per_hour: money(&stream.delay_per_hour),
            urgent: None,
            needs: self.service_if_any(&stream.needs),
            pipeline: self.pipeline_if_any(&stream.pipeline),
            migration: false,
            origin: Origin::Stream(number),
        }
    }

    pub(super) fn pipeline_if_any(&mut self, written: &At<String>) -> Option<PipelineId> {
        self.find_if_any(&self.names.pipelines, written)
            .map(|at| PipelineId(at as u8))
    }

    pub(super) fn pipeline(&mut self, pipeline: &draft::Pipeline) -> Pipeline {
        let mut stages: Vec<Stage> = items(&pipeline.stages)
            .map(|stage| Stage {
                share: share(&stage.share),
                limit: (stage.limit.get()).map_or(defaults::WIP_LIMIT, |limit| limit.0 as u8),
                skill: (stage.skill.as_ref().is_some()).then(|| self.skill(&stage.skill)),
            })
            .collect();
        make_whole(stages.iter_mut().map(|stage| &mut stage.share));
        Pipeline {
            service: self.service_if_any(&pipeline.service),
            stages,
            debt_milli: (pipeline.debt.get()).map_or(defaults::DEBT_MILLI, |debt| debt.0 as i32),
            deploy: pipeline.deploy.as_ref().map(|deploy| self.deploy(deploy)),
        }
    }

    fn deploy(&mut self, deploy: &draft::Deploy) -> Deploy {
        let fault = self.find_if_any(&self.names.faults, &deploy.fault);
        Deploy {
            tests_minutes: or(&deploy.tests_minutes, defaults::TESTS_MINUTES),
            caught: deploy.caught.get().map_or(defaults::CAUGHT, Number::ppm),
            canary_minutes: or(&deploy.canary_minutes, defaults::CANARY_MINUTES),
            change_fail: (deploy.change_fail.get()).map_or(defaults::CHANGE_FAIL, Number::ppm),
            fault: fault.map(|at| FaultId(at as u8)),
            roll_back_minutes: or(&deploy.roll_back_minutes, defaults::ROLL_BACK_MINUTES),
            batch: (deploy.batch.get()).map_or(defaults::BATCH, |batch| batch.0 as u8),
            board: deploy.board.get().unwrap_or(false),
            board_every_hours: or(&deploy.board_every_hours, defaults::BOARD_EVERY_HOURS),
        }
    }
}

fn or<const FROM: i64, const TO: i64>(written: &At<Number<FROM, TO, 1>>, otherwise: u16) -> u16 {
    written.get().map_or(otherwise, |number| number.0 as u16)
}
