//! Data, models and automation.

use super::*;

impl Resolver<'_> {
    pub(super) fn feed(&mut self, feed: &draft::Feed) -> Feed {
        let tables = feed.tables.get().map_or(defaults::TABLES, |n| n.0 as u32);
        let usual = defaults::issues_per_30_days(tables);
        let looked_at = |check: DataCheck| items(&feed.checks).any(|word| word.0 == check);
        let again = self.find_if_any(&self.names.work, &feed.again);
        let strikes = self.find_if_any(&self.names.faults, &feed.strikes);
        Feed {
            service: self.service(&feed.service),
            every_minutes: (feed.every_minutes.get())
                .map_or(defaults::FEED_MINUTES, |minutes| minutes.0 as u16),
            issues_per_30_days: feed.issues_per_30_days.get().map_or(usual, Number::ppm),
            false_alarms_per_30_days: (feed.false_alarms_per_30_days.get())
                .map_or(defaults::FALSE_DATA_ALARMS, Number::ppm),
            checks: DataCheck::ALL.map(looked_at),
            wrong_per_hour: money(&feed.wrong_per_hour),
            stale_per_hour: money(&feed.stale_per_hour),
            again: again.map(|item| {
                (
                    WorkId(item as u16),
                    count(&feed.again_minutes_per_hour) as u32,
                )
            }),
            strikes: strikes.map(|fault| FaultId(fault as u8)),
        }
    }

    pub(super) fn model(&mut self, model: &draft::Model) -> Model {
        let training = self.find_if_any(&self.names.work, &model.training);
        Model {
            service: self.service(&model.service),
            wrong_per_hour: money(&model.wrong_per_hour),
            versions: items(&model.versions)
                .map(|version| Version {
                    quality: share(&version.quality),
                    drift_per_30_days: (version.drift_per_30_days.get())
                        .map_or(defaults::DRIFT_PER_30_DAYS, Number::ppm),
                    age_days: count(&version.age_days) as u16,
                })
                .collect(),
            training: training.map(|item| WorkId(item as u16)),
        }
    }

    pub(super) fn automation(&mut self, automation: &draft::Automation) -> Automation {
        Automation {
            fault: FaultId(self.find(&self.names.faults, &automation.fault) as u8),
            least_sure: share(&automation.least_sure),
            minutes: (automation.minutes.get())
                .map_or(defaults::AUTOMATION_MINUTES, |minutes| minutes.0 as u16),
            trust_percent: (automation.trust_percent.get())
                .map_or(defaults::AUTOMATION_TRUST, |percent| percent.0 as u8),
            wrong: self.effects(&automation.wrong),
        }
    }
}
