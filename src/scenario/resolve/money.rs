//! What the cloud costs, and what contracts give back.

use super::*;

impl Resolver<'_> {
    pub(super) fn cloud(&mut self, written: &At<draft::Cloud>) -> Cloud {
        let usual = Cloud {
            negotiated: defaults::NEGOTIATED,
            commitments: Vec::new(),
            bill_lag_minutes: defaults::BILL_LAG_MINUTES,
        };
        let Some(cloud) = written.as_ref() else {
            return usual;
        };
        let commitments = items(&cloud.commitments)
            .map(|commitment| Commitment {
                covers: (commitment.covers.items().iter())
                    .map(|service| self.service(service))
                    .collect(),
                discount: (commitment.discount.get())
                    .map_or(defaults::COMMITMENT_DISCOUNT, Number::ppm),
                units: count(&commitment.units) as u32,
            })
            .collect();
        Cloud {
            commitments,
            negotiated: cloud.negotiated.get().map_or(usual.negotiated, Number::ppm),
            bill_lag_minutes: (cloud.bill_lag_minutes.get())
                .map_or(usual.bill_lag_minutes, |minutes| minutes.0 as u16),
        }
    }

    pub(super) fn ladder(&mut self, written: &At<draft::Ladder>) -> Option<Ladder> {
        let rungs = match written.as_ref()? {
            draft::Ladder::AwsRegion => defaults::AWS_REGION.to_vec(),
            draft::Ladder::AwsInstance => defaults::AWS_INSTANCE.to_vec(),
            draft::Ladder::AwsService => defaults::AWS_SERVICE.to_vec(),
            draft::Ladder::GoogleCompute => defaults::GOOGLE_COMPUTE.to_vec(),
            draft::Ladder::AzureMachines => defaults::AZURE_MACHINES.to_vec(),
            draft::Ladder::Rungs(rungs) => items(rungs)
                .map(|rung| (share(&rung.below), share(&rung.credit)))
                .collect(),
        };
        Some(Ladder { rungs })
    }
}
