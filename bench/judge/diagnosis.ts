/** What was seen of a contender beside the measurement, as it is told. */
import type { DiagnosisReport } from '../../reports/model.ts';
import type { DiagnosisRecord, Profile } from '../results.ts';

/** Bytes a call below which it is V8 itself that allocates now and then: sites would be those of nothing. */
const LEAST_ALLOCATED = 1;

export function diagnosisOf({ contender, tiers, profile, failed }: DiagnosisRecord): DiagnosisReport {
  return {
    contender,
    ...(tiers && { tiers }),
    ...(profile && { profile: withoutNothing(profile) }),
    ...(failed !== undefined && { failed }),
  };
}

function withoutNothing(profile: Profile): Profile {
  return profile.allocated < LEAST_ALLOCATED ? { ...profile, sites: [] } : profile;
}
