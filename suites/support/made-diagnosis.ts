/** What was seen of a contender, made up: it fits the results file and the judged model alike. */
import type { Profile, Tiers } from '../../bench/results.ts';

export function madeDiagnosis({
  tiers = {},
  profile = {},
}: {
  tiers?: Partial<Tiers>;
  profile?: Partial<Profile>;
} = {}): { tiers: Tiers; profile: Profile } {
  const hot = { name: 'hot', place: 'bench/claims/made/a.ts:12' };
  return {
    tiers: {
      samples: 200,
      shares: { interpreter: 0, baseline: 0.02, maglev: 0, turbofan: 0.98 },
      later: { interpreter: 0, baseline: 0, maglev: 0, turbofan: 1 },
      functions: [{ ...hot, tier: 'turbofan', share: 0.9 }],
      deopts: [],
      ...tiers,
    },
    profile: {
      samples: 4000,
      collecting: 0.05,
      harness: 0.04,
      outside: 0,
      functions: [
        { ...hot, share: 0.7, native: 0.01 },
        { name: 'concat', place: 'node:buffer:577', share: 0.2, native: 0.18 },
      ],
      allocated: 2252.8,
      sites: [{ name: 'pairOf', place: 'bench/claims/made/b.ts:9', share: 0.97 }],
      ...profile,
    },
  };
}
